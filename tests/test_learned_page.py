"""What docs/learned.md says is done, and what it shows is what comes out."""

import re

from tests.tutorials import DOCS, agrees, done


def test_the_page_on_learned_relatedness_is_done_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown = [step for step in done("learned.md") if step.shown]
    assert len(shown) == 2
    for step in shown:
        assert agrees(step.shown, step.said), step.said


def test_the_page_on_learned_relatedness_links_only_to_what_is_there():
    text = (DOCS / "learned.md").read_text("utf-8")
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (DOCS / link).exists(), link
