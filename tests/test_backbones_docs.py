"""The page on backbones: its examples say what it shows, and its figures come from its script."""

import runpy
from pathlib import Path

from mobility.relating.judged_edges import SETTING

DOCS = Path(__file__).resolve().parent.parent / "docs"
SCRIPT = runpy.run_path(str(DOCS / "make_backbones.py"))
TEXT = (DOCS / "backbones.md").read_text("utf-8")


def tidy(text):
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_every_example_of_the_page_says_what_the_page_shows():
    ran = SCRIPT["examples"](TEXT)
    assert len(ran) == 8
    assert sum(bool(shown) for _, shown, _ in ran) == 7
    for code, shown, said in ran:
        assert tidy(shown) == tidy(said), code


def test_the_page_speaks_of_every_rule():
    for rule in SETTING:
        assert f"| `{rule}` |" in TEXT


def test_the_script_writes_its_figures_between_the_marks_and_touches_nothing_else():
    before, rest = TEXT.split(SCRIPT["START"])
    figures, after = rest.split(SCRIPT["END"])
    assert "399 Swedish unit groups" in figures
    assert before.startswith("# Backbones")
    assert after.strip().startswith("Read it so")


def test_the_parity_page_says_that_disparity_and_specialization_are_the_same():
    lines = (DOCS / "parity.md").read_text("utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")][1:]
    greatest = {(what, name): far for what, name, _, far, *_ in rows}
    assert len(greatest) == 11
    for same in (("disparity, p", "netbone"), ("proximity", "ecomplexity"),
                 ("proximity", "economic-complexity"),
                 ("specialization (RCA)", "economic-complexity")):  # fmt: skip
        assert float(greatest[same]) < 1e-8, same
    assert float(greatest["noise-corrected, score", "netbone"]) > 0.1
    assert float(greatest["– the same formula with its total", "netbone"]) < 1e-12
