"""What the tutorials say is done, and what they show is what comes out."""

import re
import time

import pytest

from tests.tutorials import DOCS, WIDTH, agrees, blocks, done

SHOWN = {"tutorial_researcher.md": 9, "tutorial_planner.md": 8, "tutorial_matching_staff.md": 1}
"""How many blocks show what comes out; what staff see, the page shows: see tests/browser."""
TUTORIALS = tuple(SHOWN)
SECONDS = 20
"""Of the processor, whatever else the machine does meanwhile."""


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_is_done_as_it_stands_and_shows_what_comes_out(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    began, shown = time.process_time(), 0
    for step in done(name):
        if step.shown:
            shown += 1
            assert agrees(step.shown, step.said), f"{step.done}\nsaid:\n{step.said}"
        assert step.code == ("Fel: " in step.shown), step.said
    assert shown == SHOWN[name]
    if name == "tutorial_planner.md":
        page = (tmp_path / "zoner" / "gra-zoner.html").read_text("utf-8")
        assert '"modelled": true' in page or '"modelled":true' in page
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_links_only_to_what_is_there(name):
    text = (DOCS / name).read_text("utf-8")
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (DOCS / link).exists(), link


def test_the_tutorials_for_planners_and_staff_need_no_python():
    for name in TUTORIALS[1:]:
        assert "python" not in {language for language, _ in blocks(name)}


def test_a_tutorial_that_shows_something_else_is_caught():
    assert agrees("Sida: …\nklart", "Sida: /tmp/x\nklart\n")
    assert not agrees("Grå zoner: 7.", "Grå zoner: 8.\n")
    assert not agrees("klart", "klart\noch mer\n")
