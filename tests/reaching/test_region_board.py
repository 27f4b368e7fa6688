"""The board of a region: what it has, nearly has, and where nothing is said."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError, UnknownNameError, VersionError
from mobility.foundation.network import Network
from mobility.foundation.recipe import recipe_of
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.attractive import activity_growth
from mobility.reaching.recovery import recovery
from mobility.reaching.region_board import region_board
from mobility.reaching.region_evidence import region_evidence

NAMES = ["forge", "foundry", "mine", "mill", "saw", "shop"]
JOBS = {
    "Ore": [30, 30, 0, 20, 20, 10],
    "Sea": [0, 0, 40, 0, 0, 60],
    "Wood": [5, 0, 0, 50, 40, 20],
}
PAIRS = [("forge", "foundry", 0.8), ("forge", "mine", 0.6), ("foundry", "mine", 0.4),
         ("mill", "saw", 0.7), ("mine", "shop", 0.1), ("foundry", "shop", 0.1),
         ("saw", "shop", 0.1)]  # fmt: skip


def counts_of(jobs, **settings):
    rows = [(r, a, n) for r, line in jobs.items() for a, n in zip(NAMES, line, strict=True)]
    table = pd.DataFrame(rows, columns=["region", "industry", "count"])
    return RegionalCounts.of(table, kind="industry", **settings)


@pytest.fixture
def related():
    edges = pd.DataFrame(PAIRS, columns=["source", "target", "weight"])
    return Network.from_edges(edges, measure="made")


def board_of(jobs, related, **settings):
    said = {"top": 1, "few_links": 1, "few_present": 2} | settings
    return region_board(counts_of(jobs), related, **said)


def cell(board, region, activity):
    table = board.table
    return table[(table["region"] == region) & (table["activity"] == activity)].iloc[0]


def test_what_is_related_to_much_that_is_there_is_nearly_had(related):
    """Ore has forge, foundry, mill and saw: to the mine .6 and .4 of 1.1 is there."""
    mine = cell(board_of(JOBS, related), "Ore", "mine")
    assert mine["class"] == "nearly"
    assert mine["density"] == pytest.approx(1.0 / 1.1)
    assert (mine["links"], mine["carriers"], mine["rank"]) == (3, 2, 1)


def test_the_evidence_is_what_carries_the_density_most_with_its_share(related):
    board = board_of(JOBS, related)
    found = board.evidence[board.evidence["region"] == "Ore"]
    assert found["carrier"].tolist() == ["forge", "foundry"]
    assert found["share"].tolist() == pytest.approx([0.6, 0.4])
    whole = region_evidence(board, "ore", "shop")
    assert whole["carrier"].tolist() == ["foundry"]
    assert whole["share"].sum() == pytest.approx(1)
    with pytest.raises(UnknownNameError, match="No industry named 'shopp'"):
        region_evidence(board, "Ore", "shopp")


def test_a_region_is_shown_with_what_is_nearly_had_first(related):
    found = board_of(JOBS, related).region("WOOD")
    assert found["class"].tolist()[:2] == ["nearly", "strong"]
    with pytest.raises(UnknownNameError, match=r"No region named 'Oree' among 3\. Did you mean"):
        board_of(JOBS, related).region("Oree")


def test_a_quotient_reached_by_too_few_is_no_presence_and_nothing_is_said_of_it(related):
    """Wood's 5 in the forge are fewer than 6; of 115 jobs a quotient of .44 is absent anyway."""
    jobs = JOBS | {"Isle": [4, 0, 0, 10, 10, 2]}
    few = cell(board_of(jobs, related), "Isle", "forge")
    assert (few["class"], few["why"]) == ("abstain", "too small")
    assert not few["present"]
    any_ = cell(board_of(jobs, related, smallest=1), "Isle", "forge")
    assert any_["class"] == "strong"


def test_an_activity_related_to_too_few_is_left_out_of_the_ranking(related):
    board = board_of(JOBS, related, few_links=3)
    saw = cell(board, "Sea", "saw")
    assert (saw["class"], saw["why"], saw["links"]) == ("abstain", "few links", 2)
    assert pd.isna(saw["rank"])


def test_a_region_with_every_activity_is_told_that_nothing_is_left(related):
    """Two regions in the same proportions: every quotient is 1."""
    board = board_of({"One": [10] * 6, "Two": [30] * 6}, related)
    assert board.regions["note"].tolist() == ["every", "every"]
    assert "none left" in board.regions.loc["One", "said"]
    assert set(board.table["class"]) == {"strong"}
    assert len(board.evidence) == 0


def test_a_region_with_nothing_is_told_so_and_nothing_is_said_of_it(related):
    board = board_of(JOBS | {"Rock": [0] * 6}, related)
    rock = board.table[board.table["region"] == "Rock"]
    assert set(rock["class"]) == {"abstain"}
    assert set(rock["why"]) == {"few present"}
    assert board.regions.loc["Rock", "note"] == "none"
    assert board.regions.loc["Rock", "said"].startswith("The region has no activity")
    assert rock["lq"].isna().all()


def test_a_region_with_one_activity_has_it_and_of_others_nothing_is_said(related):
    board = board_of(JOBS | {"Pit": [0, 0, 50, 0, 0, 0]}, related)
    pit = board.table[board.table["region"] == "Pit"].set_index("activity")
    assert pit.loc["mine", "class"] == "strong"
    assert set(pit.drop("mine")["class"]) == {"abstain"}
    assert board.regions.loc["Pit", "note"] == "one"


def test_an_activity_that_is_nowhere_is_not_judged(related):
    jobs = {region: [*line[:4], 0, line[5]] for region, line in JOBS.items()}
    assert set(board_of(jobs, related).table.query("activity == 'saw'")["why"]) == {"nowhere"}


def test_a_withheld_count_leaves_a_range_of_density_and_a_cell_of_which_nothing_is_said(related):
    rows = [("Ore", "forge", 30), ("Ore", "foundry", None), ("Ore", "shop", 10),
            ("Sea", "shop", 60), ("Sea", "mine", 40)]  # fmt: skip
    counts = RegionalCounts.of(
        pd.DataFrame(rows, columns=["region", "industry", "count"]), kind="industry",
        withheld_below=10,
    )  # fmt: skip
    board = region_board(counts, related, top=1, few_links=1, few_present=1, smallest=1)
    foundry, mine = cell(board, "Ore", "foundry"), cell(board, "Ore", "mine")
    assert (foundry["class"], foundry["why"]) == ("abstain", "withheld")
    assert pd.isna(foundry["count"])
    assert pd.isna(foundry["present"])
    # Without the foundry .6 of .7 is known to be there; with it, .6 or 1 of 1.1.
    assert mine["density"] == pytest.approx(0.6 / 0.7)
    assert mine["density_low"] == pytest.approx(0.6 / 1.1)
    assert mine["density_high"] == pytest.approx(1.0 / 1.1)


def test_attractiveness_is_the_mean_of_the_percentile_ranks_of_what_is_given(related):
    """Pay of the mine is first of three known (1), and it has the most vacancies in Ore (1)."""
    pay = pd.DataFrame({"industry": ["mine", "shop", "mill"], "pay": [40, 20, 30]})
    vacancies = pd.DataFrame({"place": ["Ore", "Ore"], "industry": ["mine", "shop"],
                              "vacancies": [9, 3]})  # fmt: skip
    board = board_of(JOBS, related, pay=pay, vacancies=vacancies)
    mine, shop, mill = (cell(board, "Ore", name) for name in ("mine", "shop", "mill"))
    assert mine["attractiveness"] == 1
    # Pay last of three (0); vacancies fifth of six places, four without any sharing the lowest.
    assert shop["attractiveness"] == pytest.approx((0 + 4 / 5) / 2)
    assert (mill["pay"], mill["vacancies"]) == (30, 0)
    assert np.isnan(mine["growth"])
    with pytest.raises(InputError, match="'mine' stands a second time"):
        board_of(JOBS, related, pay=pd.concat([pay, pay.head(1)]))


def test_growth_is_that_of_all_regions_together(related):
    one = counts_of(JOBS).table.assign(period="2014")
    other = one.assign(period="2015", low=one["low"] * 2, high=one["high"] * 2)
    both = pd.concat([one, other]).rename(columns={"low": "count"}).drop(columns="high")
    counts = RegionalCounts.of(both, kind="industry")
    growth = activity_growth(counts, since="2014")
    assert growth["growth"].tolist() == [1.0] * 6
    board = region_board(counts, related, growth=growth, few_present=2, few_links=1)
    assert board.period == "2015"
    assert board.table["growth"].eq(1).all()


def test_a_test_of_another_length_of_list_is_refused_and_one_of_the_same_stands_beside(related):
    jobs = {f"r{n}": [20 if (n + j) % 2 else 1 for j in range(6)] for n in range(8)}
    tested = recovery(counts_of(jobs), related, draws=2, k=1, few_links=1, few_present=1)
    board = board_of(jobs, related, tested=tested)
    assert board.tested is tested
    assert "recovery" in {step.name for step in board.recipe.steps}
    with pytest.raises(InputError, match="tested is of the first 1, and the board names the first"):
        board_of(jobs, related, tested=tested, top=2)


def test_counts_and_network_of_two_classifications_are_refused(related):
    with pytest.raises(VersionError, match="SIC 2007"):
        region_board(counts_of(JOBS, version="SIC 2007"), related)


def test_the_order_with_effects_asks_how_common_an_activity_is_elsewhere():
    """To the last region p and q are equally near; p is had by all others, q by half."""
    jobs = {f"r{n}": [20, 9 if n % 2 else 0, 5 + n, 5, 5, 5] for n in range(6)}
    jobs["last"] = [0, 0, 30, 30, 30, 30]
    edges = [(a, b, 0.5) for a in NAMES[:2] for b in NAMES[2:]]
    even = Network.from_edges(pd.DataFrame(edges, columns=["source", "target", "weight"]))
    board = board_of(jobs, even, order="density and effects", smallest=1)
    ranks = [cell(board, "last", name)["rank"] for name in ("forge", "foundry")]
    assert ranks == [1, 2]
    with pytest.raises(UnknownNameError, match="No order named 'size'"):
        board_of(jobs, even, order="size")


def test_the_order_of_the_rows_does_not_matter_and_nothing_is_changed(related):
    counts = counts_of(JOBS)
    turned = counts.table.iloc[::-1].rename(columns={"low": "count"}).drop(columns="high")
    again = RegionalCounts.of(turned, kind="industry")
    one = region_board(counts, related, few_links=1, few_present=2)
    other = region_board(again, related, few_links=1, few_present=2)
    pd.testing.assert_frame_equal(one.table, other.table)
    assert one.recipe.steps[-1].name == "region_board"
    assert recipe_of(one.presence).steps[-1].name == "region_presence"
