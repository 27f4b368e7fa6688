"""What the pages on measures say is done, and what they show is what comes out."""

import re

import pytest

from tests.tutorials import DOCS, agrees, done

SHOWN = {"measures_cooccurrence.md": 2, "measures_texts.md": 2}
"""How many blocks show what comes out."""


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_on_measures_is_done_as_it_stands_and_shows_what_comes_out(
    name, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    steps = list(done(name))
    for step in steps:
        assert agrees(step.shown, step.said), f"{step.done}\nsaid:\n{step.said}"
    assert sum(bool(step.shown) for step in steps) == SHOWN[name]


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_on_measures_links_only_to_what_is_there(name):
    text = (DOCS / name).read_text("utf-8")
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (DOCS / link).exists(), link


def test_the_measured_coverage_stands_on_the_page_for_both_intervals():
    lines = (DOCS / "measures_figures.md").read_text("utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith(("| ap", "| cr"))]
    held = {(*row[:2], int(row[3])): [float(share) for share in row[4:]] for row in rows}
    assert len(held) == 8
    # The advice of the pages: percentile where weights are steps (it holds the mean of samples),
    # basic where they are smooth and samples small (it holds the relatedness in all ads).
    for (_, measure, _), (samples, _, basic, _) in held.items():
        if measure != "cosine":
            assert samples >= 0.95 > basic
    _, percentile, _, basic = held["apart", "cosine", 30]
    assert basic > percentile
