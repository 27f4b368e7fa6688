"""Which two things share more than their sizes, and those of what they share, would give."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.sparse import csr_array
from scipy.stats import binom

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import recipe_of
from mobility.relating.bicm import bicm
from mobility.relating.relatedness import relatedness
from mobility.relating.sdsm import sdsm

tables = st.tuples(st.integers(1, 5), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 1))
)


def incidence(table):
    table = np.array(table, dtype=float)
    rows = pd.Index([f"o{i:03}" for i in range(table.shape[0])], name="occupation")
    columns = pd.Index([f"s{i:03}" for i in range(table.shape[1])], name="skill")
    return Incidence(csr_array(table), rows, columns, "count", table.sum(axis=1))


def by_enumeration(trials, at_least):
    """Sum the probability of every outcome with so many or more."""
    return sum(
        np.prod([q if came else 1 - q for q, came in zip(trials, outcome, strict=True)])
        for outcome in itertools.product((0, 1), repeat=len(trials))
        if sum(outcome) >= at_least
    )


def test_two_occupations_worked_by_hand():
    # Rows 2, 1, 1, 2 of 3 skills, columns of 2: p is 2/3, 1/3, 1/3, 2/3 whatever the skill.
    # o0 and o3 share skill 0: 3 trials of 4/9, E = 4/3, P(≥ 1) = 1 − (5/9)³ = 604/729.
    # o1 and o2 have trials of 1/9; o0 and o1 of 2/9: P(≥ 1) = 1 − (7/9)³ = 386/729.
    table = sdsm(incidence([[1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1]]), between="occupation")
    assert (table["source"] + table["target"]).tolist() == ["o000o001", "o000o003", "o002o003"]
    np.testing.assert_allclose(table["expected"], [2 / 3, 4 / 3, 2 / 3])
    np.testing.assert_allclose(table["p"], [386 / 729, 604 / 729, 386 / 729])


@settings(max_examples=80, deadline=None)
@given(tables, st.sampled_from(["occupation", "skill"]))
def test_every_p_is_what_enumeration_gives(table, between):
    result = sdsm(incidence(table), between=between)
    things = table if between == "occupation" else table.T
    p = bicm(things.sum(axis=1), things.sum(axis=0))
    pairs = {
        (int(line.source[1:]), int(line.target[1:])): line
        for line in result.itertuples(index=False)
    }
    for i, j in itertools.combinations(range(len(things)), 2):
        shared = int(things[i] @ things[j])
        assert ((i, j) in pairs) == (shared > 0)
        if shared:
            line = pairs[i, j]
            assert line.shared == shared
            assert line.expected == pytest.approx(p[i] @ p[j], abs=1e-9)
            assert line.p == pytest.approx(by_enumeration(p[i] * p[j], shared), rel=1e-8)


def test_a_very_small_p_has_its_digits():
    # Two occupations with the same 30 of 60 skills, and 40 with 28 each in turn. Skills that are
    # equally common give equal trials, so the tail is that of a sum of a few binomials.
    table = np.zeros((42, 60), dtype=int)
    table[:2, :30] = 1
    for row in range(40):
        table[2 + row, (np.arange(28) + 28 * row) % 60] = 1
    result = sdsm(incidence(table), between="occupation")
    first = result.iloc[0]
    p = bicm(table.sum(axis=1), table.sum(axis=0))
    trials = p[0] * p[1]
    values, number = np.unique(trials.round(12), return_counts=True)
    pmf = np.ones(1)
    for value, count in zip(values, number, strict=True):
        pmf = np.convolve(pmf, binom.pmf(np.arange(count + 1), count, value))
    assert (first["source"], first["target"], first["shared"]) == ("o000", "o001", 30)
    assert first["p"] == pytest.approx(pmf[30:].sum(), rel=1e-7)
    assert first["p"] < 1e-4


def test_under_the_model_itself_few_p_are_small():
    """The model lets sizes vary, so that it is cautious: fewer than alpha of the pairs are kept."""
    random = np.random.default_rng(1)
    pull = np.exp(random.normal(0, 1, 60))[:, None] * np.exp(random.normal(-1, 1, 200))
    result = sdsm(incidence(random.random((60, 200)) < pull / (1 + pull)), between="occupation")
    assert len(result) > 1500
    assert result["kept"].mean() < 0.05
    assert (result["p"] < 0.5).mean() > 0.25  # cautious, not blind


def test_planted_blocks_are_what_is_kept():
    random = np.random.default_rng(2)
    chance = np.kron(np.array([[0.5, 0.05], [0.05, 0.5]]), np.ones((10, 100)))
    result = sdsm(incidence(random.random((20, 200)) < chance), between="occupation")
    kept = result[result["kept"]]
    block = {f"o{i:03}": i // 10 for i in range(20)}
    assert len(kept) > 60  # of the 2 · 45 pairs inside the blocks
    assert (kept["source"].map(block) == kept["target"].map(block)).all()


def test_the_pairs_are_the_edges_of_relatedness():
    random = np.random.default_rng(3)
    counts = incidence(random.random((12, 9)) < 0.25)
    for between in ("occupation", "skill"):
        edges = relatedness(counts, between=between).edges
        result = sdsm(counts, between=between)
        columns = ["source", "target", "shared"]
        pd.testing.assert_frame_equal(result[columns], edges[columns], check_column_type=False)


def test_only_whether_a_value_is_above_0_is_read():
    table = np.array([[1, 1, 0], [0, 1, 1], [1, 1, 1]])
    once = sdsm(incidence(table), between="occupation")
    pd.testing.assert_frame_equal(sdsm(incidence(table * 7.5), between="occupation"), once)


def test_exactly_the_pairs_with_a_p_below_alpha_are_kept_and_counted():
    random = np.random.default_rng(4)
    counts = incidence(random.random((15, 30)) < 0.2)
    result = sdsm(counts, between="occupation", alpha=0.3)
    assert result["kept"].tolist() == (result["p"] < 0.3).tolist()
    assert 0 < result["kept"].sum() < len(result) < 105
    assert result.attrs["recipe"][-1] == {
        "step": "sdsm",
        "settings": {"between": "occupation", "alpha": 0.3},
        "counts": {
            "pairs": 105,  # 15 · 14 / 2
            "sharing nothing": 105 - len(result),
            "kept": int(result["kept"].sum()),
        },
    }


def test_progress_comes_to_its_end():
    told = []
    sdsm(
        incidence([[1, 1, 0], [0, 1, 1], [1, 1, 1]]),
        between="occupation",
        progress=lambda step, done, total: told.append((step, done, total)),
    )
    assert told == [("sdsm", 1, 2), ("sdsm", 2, 2)]  # sizes 2 and 3


def test_two_runs_give_the_same_bytes():
    counts = incidence(np.random.default_rng(5).random((15, 30)) < 0.2)
    one, other = (sdsm(counts, between="skill") for _ in range(2))
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_a_table_in_which_nothing_is_shared_gives_no_line():
    result = sdsm(incidence(np.eye(3)), between="skill")
    own = ["source", "target", "shared", "expected"]
    assert result.columns.tolist() == [*own, "p", "p_adjusted", "kept", "rule"]
    assert len(result) == 0


def test_an_unknown_kind_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'skill'"):
        sdsm(incidence(np.eye(3)), between="skills")


@pytest.mark.parametrize("alpha", [0, 1, 5, float("nan")])
def test_an_alpha_that_is_no_probability_is_refused(alpha):
    with pytest.raises(InputError, match="is not a probability between 0 and 1"):
        sdsm(incidence(np.eye(3)), between="skill", alpha=alpha)


def test_a_correction_counts_the_pairs_that_share_nothing_too():
    """Four occupations are 6 pairs; 2 of them share a skill, with p 7/16: 6 · 7/16 is above 1."""
    counts = incidence([[1, 0], [1, 0], [0, 1], [0, 1]])
    result = sdsm(counts, between="occupation", alpha=0.5, correction="holm")
    assert result["p"].tolist() == pytest.approx([7 / 16, 7 / 16])
    assert result["p_adjusted"].tolist() == [1.0, 1.0]
    assert not result["kept"].any()
    # Benjamini-Hochberg: 6 / 2 · 7/16 is above 1 as well.
    other = sdsm(counts, between="occupation", alpha=0.5, correction="benjamini-hochberg")
    assert other["p_adjusted"].tolist() == [1.0, 1.0]
    assert sdsm(counts, between="occupation", alpha=0.5)["kept"].all()
    assert recipe_of(other).to_records()[-1]["settings"]["correction"] == "benjamini-hochberg"


def test_no_p_is_above_1_where_adding_up_rounds_up():
    # Of 152 skills each occupation has 76 and each skill is in 2 of 4 occupations: every p is 1/2
    # and a skill is shared with probability 1/4. The pairs that share 1 skill only share that many
    # or more for sure but for (3/4)^152, and 152 rounded sums make that 1 + 2e-16.
    first = np.arange(152) < 76
    second = np.roll(first, 75)
    result = sdsm(incidence([first, second, ~first, ~second]), between="occupation")
    assert result["shared"].tolist() == [1, 75, 75, 1]
    assert result["p"].iloc[[0, 3]].tolist() == [1.0, 1.0]


def test_a_pair_at_alpha_itself_is_not_kept():
    x = incidence([[1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1]])
    p = sdsm(x, between="occupation")["p"]
    judged = sdsm(x, between="occupation", alpha=float(p.iloc[0]))
    assert not judged["kept"].any()  # the p of the other pairs are as high, or higher


def test_pairs_with_a_p_below_a_twentieth_are_kept_unless_told_otherwise():
    x = incidence([[1, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 1]])
    given = sdsm(x, between="occupation", alpha=0.05)
    pd.testing.assert_frame_equal(sdsm(x, between="occupation"), given)
    assert recipe_of(sdsm(x, between="occupation")) == recipe_of(given)
