"""What the page of the corpus says is done, and what it shows is what comes out."""

import re

from tests.tutorials import DOCS, WIDTH, agrees, blocks, done

PAGE = "corpus.md"


def test_the_page_of_the_corpus_is_done_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    shown = 0
    for step in done(PAGE):
        if step.shown:
            shown += 1
            assert agrees(step.shown, step.said), f"{step.done}\nsaid:\n{step.said}"
        assert step.code == 0, step.said
    assert shown == sum(language in ("text", "console") for language, _ in blocks(PAGE))
    assert "<!doctype html>" in (tmp_path / "report.html").read_text("utf-8")


def test_the_page_links_only_to_what_is_there():
    text = (DOCS / PAGE).read_text("utf-8")
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (DOCS / link).exists(), link
