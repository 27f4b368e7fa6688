"""The page of regions: what it holds, that it escapes everything, and that it is the same again."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.board import RegionBoard
from mobility.reaching.example import kitchens
from mobility.reaching.hard_to_fill import hard_to_fill
from mobility.reaching.recovery import recovery
from mobility.reaching.region_board import region_board
from mobility.reaching.region_skills import region_skills
from mobility.showing.region_content import region_content
from mobility.showing.region_page import region_page
from mobility.showing.region_sheets import region_sheets
from mobility.showing.region_view import DRAWN_TIES, RegionView

EVIL = "</script><script>alert(1)</script>"


def a_board(**settings: object) -> RegionBoard:
    """Ore has steel and power, Sea the shop; the mine is related to all three."""
    jobs = pd.DataFrame(
        [("Ore", "steel", 30), ("Ore", "power", 30), ("Ore", "shop", 10),
         ("Sea", "shop", 40), ("Sea", "mine", 9), ("Sea", "steel", 9)],
        columns=["region", "industry", "count"],
    )  # fmt: skip
    pairs = pd.DataFrame(
        {"source": ["mine"] * 3, "target": ["power", "steel", "shop"], "weight": [0.4, 0.4, 0.2]}
    )
    counts = RegionalCounts.of(jobs, kind="industry", version="SNI 2007")
    network = Network.from_edges(pairs, version="SNI 2007")
    given = {"top": 1, "few_links": 1, "few_present": 2, **settings}
    return region_board(counts, network, **given)  # type: ignore[arg-type]


def held_in(page: str) -> dict[str, object]:
    found = re.search(r'id="page-content">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    content: dict[str, object] = json.loads(found[1])["data"]
    return content


def test_what_is_nearly_had_stands_with_what_carries_it() -> None:
    content = region_content(RegionView.of(a_board(), regions=["Ore"]))
    assert content["activities"]["code"] == ["mine", "power", "shop", "steel"]  # type: ignore[index]
    ore = content["regions"][0]  # type: ignore[index]
    assert ore["class"] == "nsfs"
    # Of the mine's 1.0 of relatedness power and steel hold .4 each: .8, and half of it each.
    assert ore["density"][0] == 800
    assert ore["evidence"] == {"0": [[1, 400, 500], [3, 400, 500]]}


def test_a_column_that_is_the_same_everywhere_stands_once() -> None:
    pay = pd.DataFrame({"activity": ["mine", "shop"], "pay": [41000, 30000]})
    content = region_content(RegionView.of(a_board(pay=pay)))
    assert content["activities"]["pay"] == [41000, None, 30000, None]  # type: ignore[index]
    assert "pay" not in content["regions"][0]  # type: ignore[index]
    assert content["offered"] == ["pay"]


def test_the_range_of_density_is_told_only_where_counts_are_withheld() -> None:
    content = region_content(RegionView.of(a_board()))
    assert content["withheld"] is False
    assert "density_low" not in content["regions"][0]  # type: ignore[index]


def test_regions_stand_in_the_order_asked_for_and_in_their_own_spelling() -> None:
    assert RegionView.of(a_board(), regions=["sea", "Ore"]).regions == ("Sea", "Ore")


def test_what_cannot_be_chosen_is_refused() -> None:
    board = a_board()
    with pytest.raises(UnknownNameError, match="Did you mean 'Ore'"):
        RegionView.of(board, regions=["Orr"])
    with pytest.raises(InputError, match="'Ore' stands twice"):
        RegionView.of(board, regions=["Ore", "ore"])
    with pytest.raises(EmptyResultError):
        RegionView.of(board, regions=[])


def test_each_activity_keeps_its_strongest_ties() -> None:
    rng = np.random.default_rng(0)
    names = [f"a{i:02}" for i in range(20)]
    i, j = np.triu_indices(20, 1)
    weight = rng.random(len(i))
    edges = pd.DataFrame(
        {"source": np.array(names)[i], "target": np.array(names)[j], "weight": weight}
    )
    jobs = pd.DataFrame({"region": "R", "industry": names, "count": 9})
    board = region_board(RegionalCounts.of(jobs, kind="industry"), Network.from_edges(edges))
    drawn = RegionView.of(board).ties
    for k in range(20):
        mine = edges[(i == k) | (j == k)].nlargest(DRAWN_TIES, "weight")
        pairs = {(names.index(a), names.index(b)) for a, b in mine[["source", "target"]].to_numpy()}
        assert pairs <= set(zip(drawn["source"], drawn["target"], strict=True))
    assert drawn["weight"].is_monotonic_increasing


def test_names_cannot_end_the_script_they_stand_in() -> None:
    board = a_board(titles={"mine": EVIL})
    page = region_page(RegionView.of(board, title=EVIL, source=EVIL))
    assert EVIL not in page
    assert held_in(page)["activities"]["title"][0] == EVIL  # type: ignore[index]


def test_the_same_view_gives_the_same_page() -> None:
    assert region_page(RegionView.of(a_board())) == region_page(RegionView.of(a_board()))


def test_the_page_opens_in_the_language_asked_for() -> None:
    assert '<html lang="en">' in region_page(RegionView.of(a_board()), language="en")


def test_what_the_order_was_worth_stands_beside_it_and_is_not_called_entry() -> None:
    regions = [f"r{number}" for number in range(8)]
    jobs = pd.DataFrame(
        [(region, f"{family}{number}", 20 if number != place else 2)
         for place, region in enumerate(regions) for family in "ab"[place % 2]
         for number in range(8)], columns=["region", "industry", "count"])  # fmt: skip
    counts = RegionalCounts.of(jobs, kind="industry")
    kin = pd.DataFrame([(f"{f}{i}", f"{f}{j}", 1.0) for f in "ab" for i in range(8)
                        for j in range(i)], columns=["source", "target", "weight"])  # fmt: skip
    network = Network.from_edges(kin)
    tested = recovery(counts, network, draws=3, k=1, few_links=1)
    board = region_board(counts, network, top=1, few_links=1, tested=tested)
    rows = region_content(RegionView.of(board))["tested"]
    by_name = {row["name"]: row for row in rows}  # type: ignore[index,attr-defined]
    assert not by_name["density"]["entry"]
    assert by_name["random"]["null"]
    assert not by_name["density"]["null"]
    expected = round(1000 * tested.set_index("name").at["density", "hit_rate"])
    assert by_name["density"]["hit_rate"][0] == expected


def test_skills_nearly_had_and_jobs_hard_to_fill_stand_on_the_page_of_their_region() -> None:
    space = kitchens()
    rows = [("Here", "5120", 20), ("Here", "4110", 9), ("There", "5121", 8), ("There", "4110", 3)]
    table = pd.DataFrame(rows, columns=["region", "occupation", "count"])
    jobs = RegionalCounts.of(table, kind="occupation", version="example")
    ads = RegionalCounts.of(table, kind="occupation", measure="vacancies", version="example")
    pairs = pd.DataFrame({"source": ["5120"], "target": ["5121"], "weight": [0.5]})
    board = region_board(jobs, Network.from_edges(pairs, version="example"), few_present=1)
    skills = region_skills(space, jobs, vacancies=ads)
    hard = hard_to_fill(space, ads, people=jobs)
    view = RegionView.of(board, regions=["Here"], skills=skills, hard=hard)
    here = region_content(view)["regions"][0]  # type: ignore[index]
    assert len(here["skills"]) == int((skills["region"] == "Here").sum())
    # 20 vacancies for cooks and 20 who are.
    cooks = next(row for row in here["hard"] if row["title"] == "Cooks")
    assert (cooks["vacancies"], cooks["tightness"]) == (20, 1000)
    told = dict(view.recipe.steps[-1].counts)
    assert told["jobs hard to fill of other regions"] == int((hard["region"] == "There").sum())
    sheets = region_sheets(view, language="en")
    assert list(sheets)[-2:] == ["Skills nearly here", "Hard to fill"]
    assert "</html>" in region_page(view)
