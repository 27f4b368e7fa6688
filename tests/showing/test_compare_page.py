"""The page of two regions side by side: what it holds, in its own order, with names escaped."""

import pandas as pd
import pytest

from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.board import RegionBoard
from mobility.reaching.region_board import region_board
from mobility.showing.compare_page import comparison_page
from mobility.showing.compare_view import ComparisonView, comparison_content

EVIL = "<img src=x onerror=alert(1)>{other}"


def a_board(year: str, ore: str = "Ore") -> RegionBoard:
    """Ore has steel and power; a mine comes in the second year."""
    rows = [
        (ore, "steel", 30, "2014"), (ore, "power", 30, "2014"), ("Sea", "shop", 40, "2014"),
        ("Sea", "mine", 9, "2014"), (ore, "steel", 30, "2015"), (ore, "mine", 30, "2015"),
        ("Sea", "shop", 40, "2015"), ("Sea", "mine", 5, "2015"),
    ]  # fmt: skip
    jobs = pd.DataFrame(rows, columns=["region", "industry", "count", "period"])
    pairs = pd.DataFrame(
        {"source": ["mine"] * 3, "target": ["power", "steel", "shop"], "weight": [0.4, 0.4, 0.2]}
    )
    return region_board(
        RegionalCounts.of(jobs, kind="industry"), Network.from_edges(pairs), period=year, top=1,
        few_links=1, few_present=2,
    )  # fmt: skip


def test_both_standings_stand_beside_each_other() -> None:
    content = comparison_content(ComparisonView.of(a_board("2014"), "Ore", "sea"))
    assert content["names"] == ["Ore", "Sea"]
    mine = content["code"].index("mine")  # type: ignore[attr-defined]
    # Of the mine's 1.0 of relatedness Ore has power and steel, .8; Sea has the shop, .2.
    assert [side["class"][mine] for side in content["sides"]] == ["n", "s"]  # type: ignore[attr-defined]
    assert [side["density"][mine] for side in content["sides"]] == [800, 200]  # type: ignore[attr-defined]


def test_one_region_in_two_periods_is_named_with_them() -> None:
    view = ComparisonView.of(a_board("2014"), "Ore", "Ore", other_board=a_board("2015"))
    assert view.names == ("Ore 2014", "Ore 2015")
    assert view.period == ""
    assert view.figures["total"].tolist() == [60, 60]
    row = view.table.set_index("activity").loc["mine"]
    assert row["change"] == "nearly → strong"


def test_a_region_is_not_compared_with_itself() -> None:
    with pytest.raises(InputError, match="compared with itself"):
        ComparisonView.of(a_board("2014"), "Ore", "Ore")


def test_names_of_regions_stay_text_in_headings_too() -> None:
    page = comparison_page(ComparisonView.of(a_board("2014", ore=EVIL), EVIL, "Sea"))
    assert "<img" not in page


def test_the_same_view_gives_the_same_page() -> None:
    pages = [comparison_page(ComparisonView.of(a_board("2014"), "Ore", "Sea")) for _ in range(2)]
    assert pages[0] == pages[1]
