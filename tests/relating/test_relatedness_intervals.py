"""How far relatedness could have come out otherwise with other ads."""

import time
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.counting.occupation_skills import occupation_skills
from mobility.counting.weights import effective_use, share, tf_idf
from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.reading.ads import read_ads
from mobility.reading.skills import read_skills
from mobility.relating import relatedness_intervals as intervals
from mobility.relating.redrawn_ads import RedrawnAds
from mobility.relating.relatedness import MEASURES, relatedness
from mobility.relating.relatedness_intervals import relatedness_intervals

SKILLS = [f"s{k:02}" for k in range(20)]


def market(asked, *, each=30, seed=0, copies=1):
    """Ads of occupations that ask for skills with given chances, some put out several times.

    ``asked`` has a row an occupation; every employer has ``copies`` ads that ask for the same.
    """
    draw = np.random.default_rng(seed)
    rows, held = [], []
    for o, chances in enumerate(asked):
        for k in range(each):
            wanted = np.flatnonzero(draw.random(len(chances)) < chances)
            for copy in range(copies):
                ad = f"{o:02}-{k:03}-{copy}"
                rows.append((ad, f"Text of {ad}.", f"{1000 + o}", f"employer {o}-{k}"))
                held += [(ad, SKILLS[s]) for s in wanted]
    table = pd.DataFrame(rows, columns=["ad", "text", "occupation", "employer"])
    mentions = pd.DataFrame(held, columns=["ad", "skill"])
    mentions = mentions.assign(start=0, end=4, stance="requested", source="exact")
    return Ads.from_table(table), mentions


def chances(occupations=6, seed=0):
    draw = np.random.default_rng(seed)
    return np.clip(draw.beta(0.5, 2, (occupations, len(SKILLS))), 0.02, 0.9)


def by_hand(ads, mentions, *, by, draws, random_state):
    """Draw ads by copying rows of the tables, and relate with the public functions."""
    table = ads.table
    if by == "ad":
        unit, names = table["ad"], list(table["ad"])
    else:
        # Employers in the order of their names, then the ads without one.
        own = table["employer"].isna()
        unit = table["employer"].where(~own, "zz ad " + table["ad"])
        names = sorted(unit.unique())
    results = []
    for draw in range(draws):
        chosen = np.random.default_rng([random_state, draw]).integers(0, len(names), len(names))
        rows, held = [], []
        for time_drawn, k in enumerate(chosen):
            for ad in table.loc[unit == names[k], "ad"]:
                row = table.loc[table["ad"] == ad].iloc[0].to_dict()
                name = f"{time_drawn}:{ad}"
                rows.append({**row, "ad": name, "text": name})
                held.append(mentions.loc[mentions["ad"] == ad].assign(ad=name))
        again = occupation_skills(Ads.from_table(pd.DataFrame(rows)), pd.concat(held))
        network = relatedness(share(again), between="occupation", measure="cosine")
        results.append(dict.fromkeys(combinations(network.nodes.index, 2), 0.0))
        for a, b, weight, _ in network.edges.itertuples(index=False):
            results[-1][a, b] = weight
    return pd.DataFrame(results).T


@pytest.mark.parametrize("by", ["ad", "employer"])
def test_a_draw_is_what_copying_the_ads_by_hand_gives(by):
    ads, mentions = market(chances(3), each=4, copies=2)
    table = ads.table.copy()
    table.loc[table["ad"].str.startswith("00-001"), "employer"] = None
    ads = Ads.from_table(table)
    found = relatedness_intervals(
        ads, mentions, measure="cosine", weigh=share, by=by, draws=6, random_state=3, fewest=1
    )
    drawn = by_hand(ads, mentions, by=by, draws=6, random_state=3)
    edges = found.edges.set_index(["source", "target"])
    assert (edges["draws"] == drawn.notna().sum(axis=1).reindex(edges.index)).all()
    for end, tail in (("low", 0.025), ("high", 0.975)):
        expected = drawn.quantile(tail, axis=1).reindex(edges.index)
        np.testing.assert_allclose(edges[end], expected, atol=1e-12)


def test_drawing_every_ad_once_counts_what_is_counted_without_drawing():
    ads, mentions = market(chances())
    mentions.loc[::7, "stance"] = "negated"
    mentions = pd.concat([mentions, mentions.iloc[:9], mentions.iloc[:3].assign(ad="gone")])
    counts = occupation_skills(ads, mentions, max_ads_per_employer=1)
    redrawn = RedrawnAds.of(ads, mentions, counts, by="ad", level=4, max_ads_per_employer=1)
    again = redrawn.counted(np.ones(len(redrawn.unit)))
    np.testing.assert_array_equal(again.values.toarray(), counts.values.toarray())
    np.testing.assert_array_equal(again.support, counts.support)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("between", ["occupation", "skill"])
def test_the_edges_are_those_of_all_ads_and_the_interval_is_in_order(measure, between):
    ads, mentions = market(chances())
    found = relatedness_intervals(ads, mentions, between=between, measure=measure, draws=20)
    plain = relatedness(
        effective_use(occupation_skills(ads, mentions)), between=between, measure=measure
    )
    pd.testing.assert_frame_equal(found.edges[plain.edges.columns], plain.edges)
    edges = found.edges.dropna()
    assert (edges["low"] <= edges["high"]).all()
    assert edges[["low", "high", "linked"]].min(axis=None) >= 0
    assert edges[["low", "high", "linked"]].max(axis=None) <= 1


def test_whole_employers_with_many_alike_ads_widen_the_interval():
    ads, mentions = market(chances(), each=12, copies=6)
    width = {}
    for by in ("ad", "employer"):
        edges = relatedness_intervals(ads, mentions, measure="cosine", weigh=share, by=by).edges
        width[by] = (edges["high"] - edges["low"]).mean()
    # 72 ads that are 12 six times over say as much as 12: about √6 = 2.4 times as wide.
    assert 1.9 < width["employer"] / width["ad"] < 2.9


def test_more_ads_narrow_the_interval_as_the_root_of_their_number():
    width = []
    for each in (25, 100):
        ads, mentions = market(chances(), each=each)
        edges = relatedness_intervals(ads, mentions, measure="cosine", weigh=share).edges
        width.append((edges["high"] - edges["low"]).mean())
    assert 1.6 < width[0] / width[1] < 2.4  # √(100 / 25) = 2


def covered(measure, weigh, interval, target, *, each, worlds=8):
    """The share of edges whose interval has the relatedness in all ads, or in the mean sample."""
    hits = []
    for world in range(worlds):
        asked = chances(seed=world)
        found = relatedness_intervals(
            *market(asked, each=each, seed=100 + world), measure=measure, weigh=weigh,
            interval=interval, draws=100,
        )  # fmt: skip
        base = occupation_skills(*market(asked, each=each, seed=100 + world))
        draw = np.random.default_rng(world)
        samples = draw.binomial(each, asked, (60, *asked.shape))
        size = each
        if target == "all":
            samples, size = [asked * 1e9], 1e9
        weights = []
        for sample in samples:
            support = np.full(len(base.rows), float(size))
            x = Incidence(csr_array(sample), base.rows, base.columns, "ads", support)
            network = relatedness(weigh(x), between="occupation", measure=measure)
            weights.append(network.to_matrix().toarray())
        i, j = found.positions()
        truth = np.mean(weights, axis=0)[i, j]
        hits.append(((found.edges["low"] <= truth) & (truth <= found.edges["high"])).mean())
    return np.mean(hits)


def test_basic_intervals_of_the_cosine_of_shares_cover_the_truth():
    assert 0.88 < covered("cosine", share, "basic", "all", each=100) < 0.99


def test_percentile_intervals_of_proximity_cover_the_mean_of_samples_as_large():
    assert covered("proximity", effective_use, "percentile", "mean", each=60, worlds=3) > 0.94


def test_a_basic_interval_is_the_percentile_interval_turned_round_the_weight():
    ads, mentions = market(chances())
    both = [
        relatedness_intervals(
            ads, mentions, measure="cosine", weigh=share, interval=interval, draws=30
        ).edges
        for interval in ("percentile", "basic")
    ]
    percentile, basic = both
    twice = 2 * percentile["weight"]
    np.testing.assert_allclose(basic["low"], np.maximum(twice - percentile["high"], 0))
    np.testing.assert_allclose(basic["high"], np.minimum(twice - percentile["low"], 1))


def test_ends_with_too_few_units_have_no_interval():
    ads, mentions = market(chances(3), each=6, copies=2)
    keep = ~ads.table["ad"].str.match("02-00[1-5]")
    few = Ads.from_table(ads.table[keep])
    found = relatedness_intervals(few, mentions, measure="cosine", weigh=share, by="employer")
    assert found.nodes["units"].tolist() == [6, 6, 1]
    blank = found.edges["low"].isna()
    assert blank.tolist() == (found.edges["target"] == "1002").tolist()
    assert found.edges.loc[blank, "draws"].eq(0).all()
    counts = dict(found.recipe.steps[-1].counts)
    assert counts == {
        "units": 13, "ads without an employer": 0, "edges": 3, "edges without an interval": 2,
    }  # fmt: skip


def test_an_occupation_missing_from_a_draw_does_not_count_as_unrelated():
    # Two occupations of 1 ad each among 40: each is missing from about a third of the draws.
    ads, mentions = market(np.full((1, 20), 0.9), each=40)
    rare = pd.DataFrame({"ad": ["x", "y"], "text": ["x", "y"], "occupation": ["2000", "3000"]})
    ads = Ads.from_table(pd.concat([ads.table, rare], ignore_index=True))
    both = mentions.head(2).assign(ad=["x", "y"], skill="s00")
    found = relatedness_intervals(
        ads, pd.concat([mentions, both]), weigh=share, measure="cosine", fewest=1, draws=300
    )
    edge = found.edges.set_index(["source", "target"]).loc[("2000", "3000")]
    assert (edge["low"], edge["high"], edge["linked"]) == pytest.approx((1, 1, 1))
    assert 80 < edge["draws"] < 160  # 300 · (1 - 1/e)² = 120


@settings(max_examples=5, deadline=None)
@given(held=st.integers(1, 60))
def test_working_on_some_pairs_at_a_time_changes_nothing(held):
    ads, mentions = market(chances(4), each=8)
    expected = relatedness_intervals(ads, mentions, draws=5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intervals, "HELD", held)
        found = relatedness_intervals(ads, mentions, draws=5)
    pd.testing.assert_frame_equal(found.edges, expected.edges, check_exact=True)


@settings(max_examples=30)
@given(seed=st.integers(0, 1000))
def test_quantiles_are_those_that_pass_over_what_is_missing(seed):
    draw = np.random.default_rng(seed)
    drawn = draw.random((9, 4))
    drawn[draw.random((9, 4)) < 0.5] = np.nan
    drawn[0, :3] = 0.5
    drawn[:, 3] = np.nan
    low, high, linked, number = intervals._summary(drawn, (0.1, 0.9))
    np.testing.assert_allclose(
        [low[:3], high[:3]], np.nanquantile(drawn[:, :3], [0.1, 0.9], axis=0)
    )
    assert number.tolist() == (~np.isnan(drawn)).sum(axis=0).tolist()
    assert np.isnan([low[3], high[3], linked[3]]).all()
    assert linked[:3].tolist() == [1, 1, 1]


def test_two_runs_give_the_same_bytes_and_another_seed_others():
    ads, mentions = market(chances())
    one, same, other = (
        relatedness_intervals(ads, mentions, draws=10, random_state=seed).edges
        for seed in (0, 0, 1)
    )
    pd.testing.assert_frame_equal(one, same, check_exact=True)
    assert not one.equals(other)


def test_progress_is_told_of_every_draw():
    told = []
    relatedness_intervals(
        *market(chances(), each=6), draws=3, progress=lambda *said: told.append(said)
    )
    assert told == [("draw", 1, 3), ("draw", 2, 3), ("draw", 3, 3)]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"by": "adds"}, UnknownNameError, "No unit named 'adds'"),
        ({"interval": "basics"}, UnknownNameError, "Did you mean 'basic'"),
        ({"measure": "cosin"}, UnknownNameError, "Did you mean 'cosine'"),
        ({"draws": 1, "confidence": 1.0}, InputError, r"2 problem\(s\)"),
        ({"weigh": lambda x: x.select(np.arange(1), np.arange(2), x.recipe.steps[-1])},
         InputError, "must keep all rows"),
        ({"level": 5}, EmptyResultError, "No ad of"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused(options, error, message):
    with pytest.raises(error, match=message):
        relatedness_intervals(*market(chances(2), each=6), **options)


@pytest.mark.shared_data
def test_the_710_swedish_ads_get_intervals_within_seconds(shared_data):
    ads = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    skills = prepare_skills(read_skills(shared_data("jobtech-taxonomy") / "skills.csv"))
    mentions = find_skills(ads, skills)
    begin = time.process_time()
    found = relatedness_intervals(ads, mentions, measure="cosine", weigh=tf_idf)
    assert time.process_time() - begin < 10  # 0.3 s where it was written
    known = found.edges.dropna()
    assert len(known) > 20
    assert (known["high"] > known["low"]).mean() > 0.9
