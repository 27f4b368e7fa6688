"""The pages on regions: the examples run, and the figures are consistent and what is measured."""

import re
import runpy
import sys
from pathlib import Path

import pytest

from mobility.reaching.recovery import recovery
from mobility.reaching.region_board import region_board
from tests.tutorials import done

DOCS = Path(__file__).resolve().parent.parent / "docs"
TEXT = (DOCS / "regions.md").read_text("utf-8")
FIGURE = re.compile(r"(−?\d\.\d{3}) \((−?\d\.\d{3}) to (−?\d\.\d{3})\)")


@pytest.fixture(scope="module")
def script():
    sys.path.insert(0, str(DOCS))
    try:
        yield runpy.run_path(str(DOCS / "make_regions.py"))
    finally:
        sys.path.remove(str(DOCS))


def numbers(row):
    return [[float(n.replace("−", "-")) for n in three] for three in FIGURE.findall(row)]


def test_the_examples_of_the_method_say_what_they_show():
    said = list(done("regions_method.md"))
    assert len(said) == 2
    for each in said:
        assert each.said.split() == each.shown.split()


def test_every_figure_stands_within_its_interval_and_recovery_is_never_called_entry():
    tables = re.findall(r"\| order \|.*?\n\n", TEXT, re.DOTALL)
    assert len(tables) == 4
    for table in tables:
        rows = table.strip().splitlines()[2:]
        assert len(rows) == 6
        for row in rows:
            for point, low, high in numbers(row):
                assert low <= point <= high
    assert "recovery, **not entry**" in TEXT


def test_the_words_below_the_tables_follow_from_the_figures():
    """More if the whole interval of the gain is above 0, less if below, else not told apart."""
    said = re.findall(
        r"^- (density(?: and effects)?), relatedness from ([a-z ]+): "
        r"(finds more|finds less|is not)",
        TEXT,
        re.MULTILINE,
    )
    tables = re.findall(r"\| order \|.*?\n\n", TEXT, re.DOTALL)
    sources = ["skills", "other municipalities", "moves", "other regions"]
    assert len(said) == 8
    for order, source, verdict in said:
        table = tables[sources.index(source)]
        row = next(line for line in table.splitlines() if line.startswith(f"| {order} |"))
        _, low, high = numbers(row)[1]
        expected = "finds more" if low > 0 else "finds less" if high < 0 else "is not"
        assert verdict == expected


def test_branching_is_claimed_where_it_is_and_seldom_where_it_is_not():
    rows = re.findall(
        r"^\| ([\d.]+) \| (given|of other regions) \| ([\d.]+) \|", TEXT, re.MULTILINE
    )
    claims = {(float(branching), known): float(share) for branching, known, share in rows}
    assert len(claims) == 6
    # Of 200 at a level of .05, more than 19 claims (.095) would have a chance of .004.
    assert claims[0.0, "given"] <= 0.095
    assert claims[0.0, "of other regions"] <= 0.095
    assert claims[1.0, "given"] > 0.9
    assert claims[1.0, "of other regions"] > claims[0.0, "of other regions"]


@pytest.mark.shared_data
def test_the_uk_board_is_what_the_script_makes(shared_data, script):
    folder = shared_data("uk-industry-flows").parent
    jobs, titles = script["uk_jobs"](folder)
    related = script["uk_relatedness"](folder)
    assert f"{len(related.edges):,} ties" in TEXT
    board = region_board(jobs, related, titles=titles)
    first = board.region("North East").query("`class` == 'nearly'").iloc[0]
    assert f"- North East: {first['title']} ({first['density']:.2f})" in TEXT
    found = recovery(jobs, related, draws=1, bootstraps=10).set_index("name")
    assert len(found) == 6
    assert found.loc["density", "hit_rate"] > found.loc["random", "hit_rate"]


@pytest.mark.shared_data
def test_the_board_of_a_municipality_is_what_the_script_makes(shared_data, script):
    folder = shared_data("af-sweden").parent
    ads, related = script["swedish_ads"](folder), script["swedish_relatedness"](folder)
    board = region_board(ads, related)
    dorotea = board.region("Dorotea")
    told = board.regions.loc["Dorotea"]
    said = f"{int(told['total'])} ads; {told['present']} unit groups are there, of"
    assert f"### Dorotea: one of the smallest, in the inland\n\n{said}" in TEXT
    first = dorotea.iloc[0]
    assert re.search(rf"\| 1 \| [^|]+ \| {first['density']:.2f} \|", TEXT.split("### Dorotea")[1])
