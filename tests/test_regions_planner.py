"""The planner's page on regions is done as it stands, and shows what comes out."""

import re
import runpy
import shutil

from tests.tutorials import DOCS, WIDTH, agrees, blocks, done

PAGE = "regions_planner.md"


def test_the_page_is_done_as_it_stands_and_shows_what_comes_out(tmp_path, monkeypatch):
    shutil.copytree(DOCS / "exempel_regioner", tmp_path / "exempel_regioner")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    steps = list(done(PAGE))
    assert len(steps) == 5
    for step in steps:
        assert agrees(step.shown, step.said), f"{step.done}\nsaid:\n{step.said}"
        assert step.code == (" fel\n" in step.shown)
    for folder, page in (("styrelsen", "region"), ("jamforelse", "compare"), ("nya", "origins")):
        assert (tmp_path / folder / f"{page}.html").is_file()
        assert (tmp_path / folder / f"{page}.xlsx").is_file()


def test_the_page_links_only_to_what_is_there_and_needs_no_python():
    text = (DOCS / PAGE).read_text("utf-8")
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (DOCS / link).exists(), link
    assert "python" not in {language for language, _ in blocks(PAGE)}


def test_the_tables_are_those_the_script_draws(tmp_path):
    script = runpy.run_path(str(DOCS / "make_planner_tables.py"))
    script["main"].__globals__["HERE"] = tmp_path
    script["main"]()
    for made in sorted((tmp_path / "exempel_regioner").iterdir()):
        assert made.read_bytes() == (DOCS / "exempel_regioner" / made.name).read_bytes()
