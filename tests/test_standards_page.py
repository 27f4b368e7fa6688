"""What the page on standards shows is what comes out."""

from tests.tutorials import WIDTH, agrees, done


def test_the_page_on_standards_is_done_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    shown = [step for step in done("standards.md") if step.shown]
    assert len(shown) == 2
    for step in shown:
        assert agrees(step.shown, step.said), f"{step.done}\nsaid:\n{step.said}"
    assert (tmp_path / "draft.xlsx").exists()
