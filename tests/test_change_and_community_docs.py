"""The pages on communities and on change say what comes out."""

import pytest

from tests.tutorials import DOCS, agrees, done

SHOWN = {"communities.md": 2, "change.md": 3}


@pytest.mark.parametrize("name", SHOWN)
def test_every_example_is_done_and_shows_what_comes_out(name):
    steps = list(done(name))
    assert sum(bool(step.shown) for step in steps) == len(steps) == SHOWN[name]
    for step in steps:
        assert agrees(step.shown, step.said), f"{step.done}\nsaid:\n{step.said}"


def rows(name, *starts):
    """The lines of a page's tables that begin so, as cells."""
    lines = (DOCS / name).read_text("utf-8").splitlines()
    chosen = tuple(f"| {start}" for start in starts)
    return [line.strip("| ").split(" | ") for line in lines if line.startswith(chosen)]


def test_the_pages_report_how_often_chance_is_taken_for_something():
    unchanged = {
        name: float(share) for name, share, _ in rows("change.md", "as many", "four times")
    }
    assert len(unchanged) == 5
    assert max(share for name, share in unchanged.items() if "together=1" not in name) <= 0.05
    (none,), (clear,) = (rows("communities.md", start) for start in ("none ", "clear "))
    assert int(none[3]) <= 2
    assert int(clear[3]) >= 20
