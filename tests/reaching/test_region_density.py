"""Density by its conventions: worked by hand, by brute force, and as two packages have it.

The numbers of PEERS are those of ecomplexity 0.5.3 and economic-complexity 0.3.0 on COUNTS. EconGeo
is written in R: its published formula is followed here step by step.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from benchmarks.peers import PYTHON, ask_peer, peers_python
from benchmarks.relating import random_counts
from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import recipe_of
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.density import density, relative_density
from mobility.reaching.location_quotients import location_quotients, presence, region_presence
from mobility.relating.proximity import proximity

COUNTS = [
    [7, 0, 1, 2, 1, 7], [7, 5, 0, 0, 2, 3], [5, 4, 2, 1, 6, 6], [0, 1, 4, 3, 7, 4],
    [3, 0, 0, 0, 2, 0],
]  # fmt: skip
HAS = [[1, 0, 0, 1, 0, 1], [1, 1, 0, 0, 0, 0], [0, 1, 0, 0, 1, 1], [0, 0, 1, 1, 1, 0],
       [1, 0, 0, 0, 1, 0]]  # fmt: skip
ECOMPLEXITY = [
    [0.714285714286, 0.384615384615, 0.272727272727, 0.6875, 0.375, 0.6875],
    [0.571428571429, 0.615384615385, 0.0, 0.125, 0.25, 0.3125],
    [0.428571428571, 0.846153846154, 0.181818181818, 0.3125, 0.625, 0.6875],
    [0.285714285714, 0.153846153846, 1.0, 0.6875, 0.625, 0.3125],
    [0.571428571429, 0.307692307692, 0.181818181818, 0.25, 0.5, 0.25],
]
ECONOMIC_COMPLEXITY = [
    [0.5, 0.714285714286, 0.6, 0.5, 0.6, 0.5], [0.25, 0.285714285714, 0.0, 0.2, 0.4, 0.5],
    [0.75, 0.714285714286, 0.4, 0.5, 0.4, 0.5], [0.5, 0.285714285714, 1.0, 0.5, 0.4, 0.5],
    [0.25, 0.571428571429, 0.4, 0.4, 0.2, 0.4],
]  # fmt: skip
RELATIVE = [
    [-2.092894725812, 1.154700538379, -0.57735026919, -2.092894725812, -0.57735026919,
     -2.092894725812],
    [-0.1127469042, 0.0483201018, -1.240215946205, -0.338240712601, 0.563734521002,
     1.014722137804],
    [1.10940039245, 0.911293179513, -0.832050294338, -0.277350098113, -0.832050294338,
     -0.277350098113],
    [0.57735026919, -1.154700538379, 4.618802153517, 0.57735026919, -0.230940107676, 0.57735026919],
    [-2.25, 1.5, -0.5, -0.5, -2.833333333333, -0.5],
]  # fmt: skip
ACTIVITIES = pd.Index([f"i{number}" for number in range(6)], name="industry")
REGIONS = pd.Index([f"r{number}" for number in range(5)], name="region")


def counts_of(table, **settings):
    wide = pd.DataFrame(table, index=REGIONS, columns=ACTIVITIES)
    return RegionalCounts.of(long(wide), kind="industry", **settings)


def long(wide):
    """One row for each cell."""
    return wide.melt(ignore_index=False, value_name="count").reset_index()


def network_of(phi, names=ACTIVITIES):
    return Network.from_matrix(csr_array(phi), pd.DataFrame(index=names), measure="proximity")


@pytest.fixture
def has():
    return presence(location_quotients(counts_of(COUNTS)))


@pytest.fixture
def related(has):
    return network_of(proximity(csr_array(has.to_numpy())))


def test_presence_is_that_of_both_peers(has):
    assert has.to_numpy().tolist() == HAS


def test_density_with_self_is_ecomplexitys(has, related):
    found = density(has, related, convention="with self").to_numpy()
    np.testing.assert_allclose(found, ECOMPLEXITY, atol=1e-12)


def test_density_without_self_is_economic_complexitys(has, related):
    np.testing.assert_allclose(density(has, related).to_numpy(), ECONOMIC_COMPLEXITY, atol=1e-12)


@pytest.mark.skipif(peers_python() is None, reason=f"{PYTHON} names no Python that has the peers")
@pytest.mark.parametrize(
    ("act", "convention"), [("density_a", "with self"), ("density_b", "without self")]
)
def test_the_peers_asked_again_say_what_ours_does(act, convention):
    """On 20 regions by 30 industries drawn anew; where ours is missing, theirs divides by 0."""
    table = random_counts(20, 30).to_frame().set_axis(["row", "column", "value"], axis=1)
    theirs = ask_peer(act, table).table.pivot_table(
        index="row", columns="column", values="density"
    )  # fmt: skip
    counts = RegionalCounts.of(
        table.set_axis(["region", "industry", "count"], axis=1), kind="industry"
    )
    own = presence(location_quotients(counts))
    phi = network_of(proximity(csr_array(own.to_numpy())), own.columns)
    ours = density(own, phi, convention=convention).loc[theirs.index, theirs.columns].to_numpy()
    known = np.isfinite(ours)
    assert known.mean() > 0.9
    np.testing.assert_allclose(ours[known], theirs.to_numpy()[known], atol=1e-12)


def test_relative_density_is_economic_complexitys_among_what_is_absent(has, related):
    found = relative_density(density(has, related), has).to_numpy()
    absent = np.array(HAS) == 0
    np.testing.assert_allclose(found[absent], np.array(RELATIVE)[absent], atol=1e-9)
    assert np.isnan(found[~absent]).all()


def test_econgeo_is_whole_percent_and_its_two_parts_are_the_absent_and_the_present(has, related):
    """rel = mat %*% relatedness; round(100 * rel / colSums(relatedness)), the diagonal 0."""
    phi = related.to_matrix().toarray()
    published = np.rint(100 * (np.array(HAS) @ phi) / phi.sum(axis=0))
    assert published[0].tolist() == [50, 71, 60, 50, 60, 50]
    whole = density(has, related, convention="EconGeo").to_numpy()
    absent = density(has, related, convention="EconGeo absent").to_numpy()
    present = density(has, related, convention="EconGeo present").to_numpy()
    np.testing.assert_array_equal(whole, published)
    np.testing.assert_array_equal(absent, np.where(np.array(HAS) == 0, published, np.nan))
    np.testing.assert_array_equal(present, np.where(np.array(HAS) == 1, published, np.nan))


def test_density_of_the_nearest_is_a_share_of_relatedness_and_not_a_count(has, related):
    """With knn=2 ecomplexity 0.5.3 counts: r2 has 2 of the two nearest of i1, and density 2.

    The two nearest of i1 are i0 (proximity 1/3), i4 (1/3) and i5 (1/2): i5 and, of the tied, the
    first, i0. r2 has i5 alone: 1/2 of 1/2 + 1/3, which is .6.
    """
    found = density(has, related, nearest=2)
    assert found.loc["r2", "i1"] == pytest.approx(0.6)
    assert found.to_numpy().max() <= 1.0
    every = density(has * 0 + 1, related, nearest=2).to_numpy()
    np.testing.assert_allclose(every, 1.0)


def test_what_is_not_known_is_left_out_above_and_below_the_line():
    """Of .6, .2 and .2 that are related to a, the second is open: .6 / .8."""
    related = Network.from_edges(pd.DataFrame({
        "source": "a", "target": ["b", "c", "d"], "weight": [0.6, 0.2, 0.2]}))  # fmt: skip
    has = pd.DataFrame([[0.0, 1.0, np.nan, 0.0]], columns=list("abcd"))
    assert density(has, related).loc[0, "a"] == pytest.approx(0.75)


def test_in_a_directed_network_what_leads_to_an_activity_speaks_for_it():
    related = Network.from_edges(
        pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [1.0]}), directed=True
    )
    has = pd.DataFrame([[1.0, 0.0]], columns=["a", "b"])
    found = density(has, related)
    assert found.loc[0, "b"] == 1
    assert np.isnan(found.loc[0, "a"])


def test_an_activity_that_is_no_node_has_no_density_and_is_counted():
    related = Network.from_edges(pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [1.0]}))
    found = density(pd.DataFrame([[1.0, 0.0, 0.0]], columns=["a", "b", "c"]), related)
    assert found.loc[0].tolist()[:2] == [0.0, 1.0]
    assert np.isnan(found.loc[0, "c"])
    assert dict(recipe_of(found).steps[-1].counts)["related to nothing"] == 1


def test_a_network_of_other_activities_is_refused():
    related = Network.from_edges(pd.DataFrame({"source": ["x"], "target": ["y"], "weight": [1.0]}))
    with pytest.raises(EmptyResultError, match="None of the 2 activities"):
        density(pd.DataFrame([[1.0, 0.0]], columns=["a", "b"]), related)


def test_what_is_no_presence_or_convention_is_refused(has, related):
    with pytest.raises(InputError, match=r"'2' is not 0, 1 or missing"):
        density(has * 2, related)
    with pytest.raises(UnknownNameError, match="No convention of density named 'EkonGeo'"):
        density(has, related, convention="EkonGeo")
    with pytest.raises(InputError, match="'0' is not a whole number of at least 1"):
        density(has, related, nearest=0)
    with pytest.raises(InputError, match="other labels"):
        relative_density(density(has, related), has.iloc[1:])


def test_relative_density_says_nothing_where_all_lack_alike():
    flat = pd.DataFrame([[0.1 + 0.2, 0.3, 0.3]], columns=list("abc"))
    assert relative_density(flat, flat * 0).isna().all(axis=None)
    one = pd.DataFrame([[0.5, 0.1, 0.2]], columns=list("abc"))
    lacking_one = pd.DataFrame([[0.0, 1.0, 1.0]], columns=list("abc"))
    assert relative_density(one, lacking_one).isna().all(axis=None)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([None, 1, 3]), st.booleans())
def test_density_is_what_a_loop_over_cells_gives(seed, nearest, with_self):
    chance = np.random.default_rng(seed)
    n = 7
    half = np.triu(chance.random((n, n)) * (chance.random((n, n)) < 0.6), 1)
    phi = half + half.T
    has = np.where(chance.random((3, n)) < 0.1, np.nan, (chance.random((3, n)) < 0.5).astype(float))
    names = pd.Index([f"a{number}" for number in range(n)], name="industry")
    if not phi.any():
        return
    convention = "with self" if with_self else "without self"
    found = density(
        pd.DataFrame(has, columns=names), network_of(phi, names), convention=convention,
        nearest=nearest,
    ).to_numpy()  # fmt: skip
    for r in range(3):
        for i in range(n):
            kin = sorted((j for j in range(n) if phi[i, j] > 0), key=lambda j: (-phi[i, j], j))
            pairs = [(phi[i, j], has[r, j]) for j in kin[:nearest] if np.isfinite(has[r, j])]
            pairs += [(1.0, has[r, i])] if with_self and np.isfinite(has[r, i]) else []
            below = sum(weight for weight, _ in pairs)
            if below == 0:
                assert np.isnan(found[r, i])
            else:
                above = sum(weight * there for weight, there in pairs)
                assert found[r, i] == pytest.approx(above / below, abs=1e-12)


def test_a_quotient_of_one_is_presence_whatever_its_last_digit():
    """Three regions alike: every quotient is 1, by sums that need not be exact."""
    table = pd.DataFrame(
        [(f"r{r}", f"i{i}", (r + 1) * (2 * i + 3)) for r in range(3) for i in range(5)],
        columns=["region", "industry", "count"],
    )
    assert region_presence(RegionalCounts.of(table, kind="industry")).eq(1).all(axis=None)


def test_a_withheld_count_is_present_or_absent_only_if_every_count_in_its_range_makes_it_so():
    """b in r1 is 0–4 of at most 104: at most 4 · 314 / (100 · 110) = .11. c in r3 is all there is.

    Of the 100 in r2, b has 0–4 of the 6–14 b: from 0 to 4 · 314 / (100 · 6) = 2.1: open.
    """
    table = pd.DataFrame(
        [("r1", "a", 100), ("r1", "b", None), ("r2", "a", 100), ("r2", "d", None), ("r3", "a", 100),
         ("r3", "b", 110), ("r3", "d", 6)],
        columns=["region", "industry", "count"],
    )  # fmt: skip
    counts = RegionalCounts.of(table, kind="industry", withheld_below=5)
    found = region_presence(counts)
    assert found.loc["r1", "b"] == 0
    assert np.isnan(found.loc["r2", "d"])
    assert np.isnan(location_quotients(counts).loc["r2", "d"])
    assert found.loc["r3"].tolist() == [0.0, 1.0, 1.0]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_the_true_table_never_contradicts_what_is_said_of_withheld_counts(seed):
    chance = np.random.default_rng(seed)
    true = chance.poisson(chance.gamma(1.0, 12.0, (4, 5)))
    true[0] += 1
    hidden = (true < 5) & (true > 0)
    regions = [f"r{number}" for number in range(4)]
    wide = pd.DataFrame(true, index=pd.Index(regions, name="region"),
                        columns=pd.Index(list("abcde"), name="industry"))  # fmt: skip
    told = long(wide.astype("Int64").mask(hidden))
    assert told["count"].isna().sum() == hidden.sum()
    open_ = region_presence(RegionalCounts.of(told, kind="industry", withheld_below=5)).to_numpy()
    known = region_presence(RegionalCounts.of(long(wide), kind="industry")).to_numpy()
    judged = np.isfinite(open_) & hidden
    assert (open_[judged] == known[judged]).all()
