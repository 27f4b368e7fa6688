"""The page on origins: figures in their intervals, words that follow from them, and measured."""

import re
import runpy
import sys
from pathlib import Path

import pytest

from mobility.reaching.earlier_flows import without_flows_into
from mobility.reaching.origins import origins
from mobility.reaching.origins_mix import skill_mix
from mobility.relating.skill_relatedness import skill_relatedness

DOCS = Path(__file__).resolve().parent.parent / "docs"
TEXT = (DOCS / "origins.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and re.search(r"\(\d{4}\)", line)
]
UK, SWEDISH = ROWS[:8], ROWS[8:]


@pytest.fixture(scope="module")
def script():
    sys.path.insert(0, str(DOCS))
    try:
        yield runpy.run_path(str(DOCS / "make_origins.py"))
    finally:
        sys.path.remove(str(DOCS))


def test_every_figure_of_the_uk_stands_within_its_interval():
    assert len(UK) == 8
    for row in UK:
        for cell in (row[2], row[4]):
            if "–" not in cell:
                point, low, high = map(float, re.findall(r"\d+\.\d+", cell))
                assert low <= point <= high
        # Both are rounded to two decimals.
        share, expected = float(row[2].split()[0]), float(row[3])
        assert float(row[4].split()[0]) > 1 or share <= expected + 0.01


def test_the_number_that_can_be_said_follows_from_the_table():
    above = sum("–" not in row[4] and float(re.findall(r"\d+\.\d+", row[4])[1]) > 1.0 for row in UK)
    assert f"Of {above} of these 8 it can be said" in TEXT


def test_shares_of_the_swedish_mixes_fall_and_novelty_is_a_part():
    assert len(SWEDISH) == 25
    for row in SWEDISH:
        shares = [int(n) for n in re.findall(r"(\d+)%", row[2])]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) <= 101
        assert 0 <= float(row[3]) <= 1


@pytest.mark.shared_data
def test_a_line_of_each_table_is_what_is_measured(script, shared_data):
    folder = shared_data("uk-industry-flows").parent
    early, late = (script["uk_flows"](folder, script[name]) for name in ("EARLY", "LATE"))
    target = re.search(r"\((\d{4})\)", UK[0][0])[1]
    network = skill_relatedness(without_flows_into(early, target))
    row = origins(late, network, target, draws=2).kinds.loc["related"]
    assert UK[0][2].startswith(f"{row['share']:.2f}")
    assert UK[0][4].startswith(f"{row['ratio']:.2f}")
    counts, titles = script["swedish_counts"](folder)
    mix = skill_mix(counts, "2113", draws=2)
    line = next(row for row in SWEDISH if "(2113)" in row[0])
    assert line[3] == f"{mix.novelty:.2f}"
    assert line[2].startswith(titles[mix.parts["occupation"].iloc[0]])
