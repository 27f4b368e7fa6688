"""Entry and recovery: what is counted, what it is held against, and claims at their level."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulated_regions import simulated_economy
from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step, recipe_of
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.density import density
from mobility.reaching.entry_backtest import entry_backtest
from mobility.reaching.other_regions import density_from_others
from mobility.reaching.recovery import NOT_ENTRY, recovery
from mobility.reaching.region_effects import effects_test, two_way_logit
from mobility.reaching.region_entries import region_entries
from mobility.reaching.region_hits import hits_table, named, region_hits
from mobility.reaching.region_nulls import NULLS, region_null_scores, shared_prefix
from mobility.reaching.region_order import density_and_effects
from mobility.relating.relatedness import relatedness

YEARS = ["2012", "2013", "2016", "2017"]


def yearly(lines, **settings):
    """Counts from region, industry and a count for each of the four years."""
    rows = [(r, i, y, n) for r, i, *each in lines for y, n in zip(YEARS, each, strict=True)]
    table = pd.DataFrame(rows, columns=["region", "industry", "period", "count"])
    return RegionalCounts.of(table, kind="industry", **settings)


def families(counts):
    """Relate industries whose codes begin alike."""
    names = counts.activities
    i, j = np.triu_indices(len(names), 1)
    kin = names.str[:2].to_numpy()[i] == names.str[:2].to_numpy()[j]
    edges = pd.DataFrame({"source": names[i[kin]], "target": names[j[kin]], "weight": 1.0})
    return Network.from_edges(edges, nodes=pd.DataFrame(index=names), version=counts.version)


OTHERS = [("Big", "a", 50, 50, 50, 50), ("Big", "b", 50, 50, 50, 50), ("Big", "c", 50, 50, 50, 50)]


def test_entry_needs_two_periods_below_half_and_two_at_one_with_the_minimum_size():
    """In Lund a comes and stays; b comes late; c wavered before.

    Of 80 in 2016 and 120 in 2017, 40 are a: 1/2 and 1/3, where 90 of 230 and of 270 are.
    """
    found = region_entries(yearly([
        *OTHERS,
        ("Lund", "a", 0, 1, 40, 40), ("Lund", "b", 0, 0, 0, 40), ("Lund", "c", 60, 0, 0, 0),
        ("Lund", "d", 40, 40, 40, 40),
    ]))  # fmt: skip
    assert found.loc["Lund", ["a", "b"]].tolist() == [1.0, 0.0]
    assert np.isnan(found.loc["Lund", "c"])
    assert np.isnan(found.loc["Lund", "d"])
    assert found.loc["Big", "d"] == 0


def test_an_entry_below_the_minimum_size_is_none():
    lines = [*OTHERS, ("Isle", "a", 0, 0, 4, 4), ("Isle", "d", 4, 4, 4, 4)]
    assert region_entries(yearly(lines)).loc["Isle", "a"] == 0
    assert region_entries(yearly(lines), smallest=4).loc["Isle", "a"] == 1


def test_a_withheld_count_leaves_entry_open_and_is_counted():
    """Of 40 in Lund, 0–9 of a is a quotient from 0 to far above .5 before."""
    lines = [*OTHERS, ("Lund", "a", None, None, 40, 40), ("Lund", "d", 40, 40, 40, 40)]
    found = region_entries(yearly(lines, withheld_below=10))
    assert np.isnan(found.loc["Lund", "a"])
    assert dict(recipe_of(found).steps[-1].counts)["undecided"] == 1


def test_entry_with_fewer_than_four_periods_or_out_of_order_is_refused():
    one = pd.DataFrame({"region": ["r"], "industry": ["a"], "count": [1]})
    with pytest.raises(InputError, match=r"two periods before and two after; there are 1\. With"):
        region_entries(RegionalCounts.of(one, kind="industry"))
    with pytest.raises(InputError, match="four different periods in order"):
        region_entries(yearly(OTHERS), before=("2013", "2012"))


def test_ties_share_the_last_places_and_what_is_not_known_comes_last():
    """First of four: one sure. Of three tied for the other two places each has 2/3."""
    scores = np.array([[np.nan, 5.0, 2.0, 2.0, 2.0, 9.0]])
    candidates = np.array([[True, True, True, True, True, False]])
    part = named(scores, candidates, 3)
    assert part.tolist() == [[0, 1, pytest.approx(2 / 3), pytest.approx(2 / 3),
                              pytest.approx(2 / 3), 0]]  # fmt: skip
    true = np.array([[True, False, True, False, False, True]])
    found = region_hits(scores, candidates, true, 3)
    assert found.hits[0] == pytest.approx(2 / 3)
    # The unknown one wins no pair; the tied one loses to 5 and halves with two of three false.
    assert (found.won[0], found.pairs[0], found.true[0]) == (1.0, 6.0, 2.0)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_hits_and_pairs_are_what_counting_them_gives(seed):
    chance = np.random.default_rng(seed)
    scores = chance.integers(0, 4, (3, 8)).astype(float)
    candidates, true = chance.random((3, 8)) < 0.8, chance.random((3, 8)) < 0.4
    found = region_hits(scores, candidates, true, 3)
    for r in range(3):
        good = [scores[r, i] for i in range(8) if candidates[r, i] and true[r, i]]
        bad = [scores[r, i] for i in range(8) if candidates[r, i] and not true[r, i]]
        won = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
        assert found.won[r] == pytest.approx(won)
        assert found.pairs[r] == len(good) * len(bad)
        # The mean over all orders of what is tied is what sharing the places gives.
        hits = []
        for _ in range(400):
            jitter = scores[r] + 1e-3 * chance.random(8)
            first = [i for i in np.argsort(-jitter) if candidates[r, i]][:3]
            hits.append(sum(true[r, i] for i in first))
        assert found.hits[r] == pytest.approx(np.mean(hits), abs=0.2)


def test_a_gain_is_over_the_best_null_in_the_same_draws():
    one = region_hits(np.array([[2.0, 1.0], [2.0, 1.0]]), np.ones((2, 2), dtype=bool),
                      np.array([[True, False], [True, False]]), 1)  # fmt: skip
    none = region_hits(np.zeros((2, 2)), np.ones((2, 2), dtype=bool),
                       np.array([[True, False], [True, False]]), 1)  # fmt: skip
    table = hits_table({"density": [one], "random": [none]}, {"random"}, k=1, bootstraps=20,
                       confidence=0.95, random_state=0)  # fmt: skip
    assert table["hit_rate"].tolist() == [1.0, 0.5]
    assert table.loc[0, ["hit_rate_gain", "hit_rate_gain_low"]].tolist() == [0.5, 0.5]
    assert table["attainable"].tolist() == [1.0, 1.0]


def test_the_nulls_are_size_elsewhere_the_branch_and_the_margins():
    """Codes 11 and 12 share one character, so a region with 12 has all of the branch of 11."""
    shared = shared_prefix(pd.Index(["11", "12", "2"]))
    assert shared.tolist() == [[0, 1, 0], [1, 0, 0], [0, 0, 0]]
    has = np.array([[0.0, 1, 1], [1, 0, 1]])
    scores = region_null_scores(has, np.array([[1.0, 5, 5], [7, 0, 5]]), shared)
    assert tuple(scores) == NULLS
    assert scores["size"].tolist() == [[7, 0, 5], [1, 5, 5]]
    assert scores["classification"].tolist() == [[1, 0, 0], [0, 1, 0]]
    # All have the third; of the first two each region has one: nothing else is told.
    assert scores["region and industry effects"].tolist() == [[0.5, 0.5, 1], [0.5, 0.5, 1]]


def test_density_from_others_is_that_of_a_table_without_the_region():
    chance = np.random.default_rng(5)
    has = (chance.random((6, 9)) < 0.5).astype(float)
    names = pd.Index([f"i{number}" for number in range(9)], name="industry")
    found = density_from_others(has, np.vstack([has, has]), np.tile(np.arange(6), 2))
    for r in range(6):
        others = np.vstack([np.delete(has, r, axis=0)] * 2)
        rows, columns = np.nonzero(others)
        long = pd.DataFrame({"region": rows.astype(str), "industry": names[columns]})
        table = Incidence.from_pairs(long, "region", "industry", columns=names)
        phi = relatedness(table, between="industry", measure="damped proximity")
        own = density(pd.DataFrame(has[[r]], columns=names), phi).to_numpy()[0]
        np.testing.assert_allclose(found[r], own, atol=1e-12)


def test_a_two_way_logit_keeps_the_sums_of_rows_and_columns():
    chance = np.random.default_rng(0)
    entered = chance.random((12, 15)) < 0.3
    cells = chance.random((12, 15)) < 0.9
    cells[~(entered & cells).any(axis=1)] = False
    p = two_way_logit(entered, cells)
    np.testing.assert_allclose(p.sum(axis=1), (entered & cells).sum(axis=1), atol=1e-4)
    np.testing.assert_allclose(p.sum(axis=0), (entered & cells).sum(axis=0), atol=1e-4)


def test_where_nothing_is_left_to_tell_by_there_is_no_p():
    entered = np.zeros((3, 4), dtype=bool)
    entered[0] = True
    found = effects_test(entered, np.ones((3, 4), dtype=bool), np.ones((3, 4)))
    assert np.isnan(found.p)
    assert found.expected[0].tolist() == [1.0] * 4


def test_density_that_does_not_vary_leaves_the_order_to_the_effects():
    has = np.array([[1.0, 0, 0], [1, 1, 0], [0, 1, 0]])
    scores = density_and_effects(has, np.full((3, 3), 0.4))
    assert scores[2, 0] > scores[2, 2]


@pytest.fixture(scope="module")
def branching():
    return simulated_economy(1.2, seed=1, regions=30, industries=60, families=6)


def test_an_economy_that_branches_is_found_out(branching):
    """Odds of entry rise by e^1.2 for each standard deviation of density."""
    found = entry_backtest(branching, families(branching), bootstraps=50).set_index("name")
    assert found.loc["density", "claim"]
    assert found.loc["density", "slope"] > 0.2
    assert found.loc["density", "hit_rate"] > found.loc["density", "expected_hit_rate"]
    assert found["what"].eq("entry").all()
    assert found["claim"].isna().sum() == 1 + len(NULLS)


def test_where_only_region_and_industry_count_branching_is_seldom_claimed():
    """Of 12 economies at a level of .05, 3 or more claims would have a chance of .02."""
    claims = 0
    for seed in range(12):
        counts = simulated_economy(0.0, seed=seed, regions=20, industries=36, families=6)
        found = entry_backtest(counts, families(counts), bootstraps=2)
        claims += int(found.set_index("name").loc["density", "p"] <= 0.05)
    assert claims <= 2


def test_relatedness_is_taken_from_periods_up_to_t0_and_none_after(branching):
    """A year between t0 and t1 in which all is turned around changes nothing; one before does."""
    table = branching.table
    turned = table[table["period"] == "2013"].assign(
        activity=lambda rows: branching.activities[::-1][
            branching.activities.get_indexer(pd.Index(rows["activity"]))
        ]
    )
    before, after = ("2012", "2013"), ("2016", "2017")

    def with_year(year):
        counts = RegionalCounts(
            pd.concat([table, turned.assign(period=year)]), branching.regions, branching.activities
        )
        return entry_backtest(counts, before=before, after=after, bootstraps=2)

    one = entry_backtest(branching, bootstraps=2)
    pd.testing.assert_frame_equal(one, with_year("2014"), check_like=False)
    assert not one["hit_rate"].equals(with_year("2011")["hit_rate"])


def test_a_network_made_from_the_file_of_the_counts_has_seen_the_answer():
    read = Recipe((Step.of("read_employment", {"sha256": "abc"}),))
    counts = yearly(OTHERS, recipe=read)
    network = Network.from_edges(
        pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [1.0]}), recipe=read
    )
    for test in (recovery, entry_backtest):
        with pytest.raises(InputError, match="has seen the answer"):
            test(counts, network)
    other = Network.from_edges(network.edges, version="SNI 2007")
    with pytest.raises(VersionError, match="SNI 2007"):
        recovery(counts, other)


def test_masked_presences_of_families_are_recovered_and_this_is_not_called_entry(branching):
    """Codes begin with their family, so the classification knows as much as density does."""
    found = recovery(branching, families(branching), draws=4, k=5, bootstraps=100)
    rows = found.set_index("name")
    assert found["what"].eq(NOT_ENTRY).all()
    hits = rows["hit_rate"]
    assert hits["density and effects"] > 1.3 * hits["region and industry effects"]
    assert hits["classification"] == pytest.approx(hits["density"], abs=0.02)
    assert rows.loc["random", "auc"] == pytest.approx(0.5)
    assert (found["hit_rate"] <= found["attainable"] + 1e-12).all()
    bounds = found[["hit_rate_low", "hit_rate", "hit_rate_high"]].to_numpy()
    assert (np.diff(bounds, axis=1) >= 0).all()
    again = recovery(branching, families(branching), draws=4, k=5, bootstraps=100)
    pd.testing.assert_frame_equal(found, again)


def test_settings_that_mean_nothing_are_refused_at_once(branching):
    with pytest.raises(InputError, match=r"2 problem\(s\)[\s\S]*'0'[\s\S]*'1' is not a share"):
        recovery(branching, draws=0, share=1.0)
    with pytest.raises(InputError, match="'0' is not a probability between 0 and 1"):
        entry_backtest(branching, alpha=0.0)
    with pytest.raises(EmptyResultError, match="No region has 500 activities left"):
        recovery(branching, draws=1, few_present=500)
