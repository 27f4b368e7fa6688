"""The documents that scripts make are what the scripts make."""

import runpy
from pathlib import Path

import pandas as pd
import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"


def test_the_precision_page_follows_from_the_judged_hits(monkeypatch):
    before = (DOCS / "precision.md").read_text("utf-8")
    written = {}
    script = runpy.run_path(str(DOCS / "make_precision.py"))
    monkeypatch.setitem(
        script["main"].__globals__, "write_text", lambda path, text: written.update({path: text})
    )
    script["main"]()
    assert written == {DOCS / "precision.md": before}


def test_the_interval_is_wilsons():
    """9 of 10: centre (.9 + z²/20)/(1 + z²/10) = .789, half-width .193; z = 1.96."""
    low, high = runpy.run_path(str(DOCS / "make_precision.py"))["wilson"](9, 10)
    assert (low, high) == pytest.approx((0.5958, 0.9821), abs=5e-4)


def test_at_least_85_of_100_judged_hits_are_right():
    labels = pd.read_csv(DOCS / "precision_labels.csv")
    assert len(labels) == 200
    assert (labels["right_1"] & labels["right_2"]).mean() >= 0.85


def test_the_default_measure_is_the_one_that_the_first_answers_found_most_stable():
    from mobility.walk import DEFAULT_MEASURE

    lines = (DOCS / "first_answers.md").read_text("utf-8").splitlines()
    start = lines.index("## How stable the ten nearest are")
    rows = [line.strip("| ").split(" | ") for line in lines[start : start + 14] if "| 0." in line]
    assert len(rows) == 5
    assert max(rows, key=lambda row: float(row[1]))[0] == DEFAULT_MEASURE
    assert max(rows, key=lambda row: float(row[2]))[0] == DEFAULT_MEASURE


def test_every_expectation_of_the_first_answers_was_met():
    text = (DOCS / "first_answers.md").read_text("utf-8")
    assert text.count("– met") == 32
    assert "not met" not in text


def test_the_demonstration_page_is_what_the_demonstration_answers(monkeypatch):
    script = runpy.run_path(str(DOCS / "make_demonstration.py"))
    written = {}
    monkeypatch.setitem(
        script["main"].__globals__, "write_text", lambda path, text: written.update({path: text})
    )
    script["main"]()
    page = (DOCS / "demonstration.md").read_text("utf-8")
    assert written == {DOCS / "demonstration.md": page}
    assert "44 of 44 expectations are met" in page
