"""Measures tried on real moves: what each row must say, and what must be refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step, recipe_of
from mobility.reaching.validation import validate
from mobility.relating.expected_flows import expectation
from mobility.relating.skill_relatedness import skill_relatedness

VERSION = "SSYK 2012"
SCORES = ("auc", "average_precision", "precision_at_k")


def flows_of(counts: np.ndarray, names: list[str] | None = None, **said: object) -> Flows:
    """Flows from a square of counts; nan is withheld, and 0 is nobody."""
    names = names or [f"{n:03}" for n in range(len(counts))]
    i, j = np.nonzero(counts)
    table = pd.DataFrame(
        {
            "origin": np.array(names)[i],
            "destination": np.array(names)[j],
            "count": pd.Series(counts[i, j]).round().astype("Int64"),
        }
    )
    nodes = pd.Index(names, name="occupation", dtype="str")
    return Flows(table, nodes, **{"version": VERSION, **said})  # type: ignore[arg-type]


def network_of(scores: np.ndarray, names: list[str] | None = None, **said: object) -> Network:
    names = names or [f"{n:03}" for n in range(len(scores))]
    i, j = np.nonzero(scores)
    edges = pd.DataFrame(
        {"source": np.array(names)[i], "target": np.array(names)[j], "weight": scores[i, j]}
    )
    nodes = pd.DataFrame(index=pd.Index(names, name="occupation", dtype="str"))
    return Network.from_edges(
        edges, nodes=nodes, **{"directed": True, "version": VERSION, **said}  # type: ignore[arg-type]
    )  # fmt: skip


def world(
    seed: int, *, nodes: int = 60, pull: float = 0.0, mean: float = 20.0, spread: float = 1.2
) -> tuple[np.ndarray, np.ndarray]:
    """Counts between nodes of uneven size, and the relatedness they were drawn with."""
    rng = np.random.default_rng(seed)
    size = np.exp(rng.normal(0, spread, nodes))
    relatedness = np.exp(pull * rng.normal(size=(nodes, nodes)))
    means = np.outer(size, size) * relatedness
    np.fill_diagonal(means, 0.0)
    return rng.poisson(means * mean / means.mean()).astype(float), relatedness


def row(found: pd.DataFrame, target: str, name: str) -> pd.Series:
    return found[(found["target"] == target) & (found["name"] == name)].iloc[0]


NAMES = ["11", "12", "21", "22"]
FOUR = np.array([[0, 60, 9, 0], [60, 0, 0, 0], [0, 0, 0, 60], [0, 9, 60, 0]], dtype=float)


def test_four_nodes_worked_by_hand() -> None:
    """Six pairs have moves. The measure lists four of them; the two others tie with six without.

    AUC = (4 · 6 + 2 · 3) / (6 · 6) = 30/36. AP = (4 · 1 + 2 · 6/12) / 6 = 5/6. The first of 11 and
    of 22 is right; those of 12 and 21 as well: precision at 1 is 1.
    Size: 11 leaves 69, 12 60, 21 60, 22 69. To 11 come 60, to 12 69, to 21 69, to 22 60.
    """
    scores = np.array([[0, 0.8, 0, 0], [0.8, 0, 0, 0], [0, 0, 0, 0.6], [0, 0, 0.6, 0]])
    found = validate({"skills": network_of(scores, NAMES)}, flows_of(FOUR, NAMES), k=1, draws=20)
    raw = row(found, "any move", "skills")
    assert (raw["pairs"], raw["true"], raw["undecided"], raw["listed"]) == (12, 6, 0, 4)
    assert raw["auc"] == pytest.approx(30 / 36)
    assert raw["average_precision"] == pytest.approx(5 / 6)
    assert raw["precision_at_k"] == 1
    # Only the four pairs within a group have more than their sizes give, and the measure has them.
    controlled = row(found, "size-controlled", "skills")
    assert controlled["true"] == 4
    assert tuple(controlled[list(SCORES)]) == (1, 1, 1)
    # The codes tell the same groups, so nothing is gained over the best null.
    assert controlled["auc_best_null"] == "classification"
    assert controlled["auc_gain"] == 0


def test_size_alone_goes_far_on_any_move_and_nowhere_once_size_is_controlled() -> None:
    """The gravity trap: a world without any relatedness."""
    counts, _ = world(1, mean=2.0)
    measure = np.random.default_rng(0).random(counts.shape)
    found = validate(
        {"noise": network_of(measure)}, flows_of(counts), earlier=flows_of(world(1)[0], period="1"),
        least_expected=1, draws=100,
    )  # fmt: skip
    raw, controlled = (row(found, t, "size alone") for t in ("any move", "size-controlled"))
    assert raw["auc"] > 0.85
    assert raw["auc_best_null"] == "size alone"
    assert controlled["auc_low"] < 0.5 < controlled["auc_high"]


def test_size_disguised_as_a_measure_gains_nothing_over_size() -> None:
    counts, _ = world(2, mean=2.0)
    earlier = flows_of(world(2, mean=2.0)[0] * 1.0, period="1")
    other = counts.sum(axis=1)[:, None] * counts.sum(axis=0)
    found = validate({"big": network_of(other)}, flows_of(counts), earlier=earlier, draws=50)
    assert row(found, "any move", "big")["auc"] > 0.85
    assert row(found, "any move", "big")["auc_gain"] == pytest.approx(0, abs=0.01)


def test_the_relatedness_a_world_was_made_with_beats_every_null() -> None:
    counts, relatedness = world(3, pull=0.8)
    found = validate({"truth": network_of(relatedness)}, flows_of(counts), draws=100)
    truth = row(found, "size-controlled", "truth")
    assert truth["auc"] > 0.9
    assert truth["auc_gain_low"] > 0.2
    assert truth["average_precision_gain_low"] > 0.2


def test_a_random_predictor_scores_a_half_within_its_interval_and_gains_nothing() -> None:
    inside = gained = 0
    for seed in range(20):
        counts, _ = world(seed, nodes=30, pull=0.5, spread=0.8)
        noise = np.random.default_rng(seed + 1000).random(counts.shape)
        found = validate({"noise": network_of(noise)}, flows_of(counts), draws=100)
        noisy = row(found, "size-controlled", "noise")
        inside += noisy["auc_low"] <= 0.5 <= noisy["auc_high"]
        gained += noisy["auc_gain_low"] > 0
    assert inside >= 16  # fewer of 20 happen 3 times in 1,000 where intervals hold 95 %
    assert gained <= 2


def test_sizes_with_those_who_stay_expect_what_skill_relatedness_expects() -> None:
    counts, relatedness = world(4, pull=0.5)
    np.fill_diagonal(counts, 300)
    flows = flows_of(counts)
    related = skill_relatedness(flows, diagonal=True).edges
    for least in (1.0, 5.0):
        found = validate(
            {"m": network_of(relatedness)}, flows, diagonal=True, least_expected=least, draws=2
        )
        shown = related[related["expected"] >= least]
        assert row(found, "size-controlled", "m")["true"] == (shown["weight"] > 1).sum()
        assert row(found, "size-controlled", "m")["pairs"] >= len(shown)


def test_every_score_is_what_scikit_learn_gives() -> None:
    counts, relatedness = world(5, pull=0.5)
    flows = flows_of(counts)
    found = validate({"truth": network_of(relatedness)}, flows, least_expected=5, draws=2)
    e = np.nan_to_num(expectation(counts, counts, diagonal=False).expected)
    off = ~np.eye(len(counts), dtype=bool)
    asked = off & (e >= 5)
    for target, pairs, true in (
        ("any move", off, counts >= 1), ("size-controlled", asked, counts > e),
    ):  # fmt: skip
        one = row(found, target, "truth")
        assert one["pairs"] == pairs.sum()
        assert one["true"] == true[pairs].sum()
        assert one["auc"] == pytest.approx(roc_auc_score(true[pairs], relatedness[pairs]))
        assert one["average_precision"] == pytest.approx(
            average_precision_score(true[pairs], relatedness[pairs])
        )


def test_a_withheld_flow_whose_range_allows_both_answers_is_set_aside_never_taken_as_none() -> None:
    """The flow from 11 to 21 is somewhere in 0–9."""
    hidden = flows_of(np.where(FOUR == 9, np.nan, FOUR), NAMES, withheld_below=10)
    skills = {"skills": network_of(FOUR > 9, NAMES)}
    found = validate(skills, hidden, least_moves=5, draws=20)
    assert row(found, "any move", "skills")["undecided"] == 2
    assert row(found, "any move", "skills")["pairs"] == 10
    # Below ten none is shown: whether ten or more moved is known of every pair.
    shown = validate(skills, hidden, draws=20)
    assert row(shown, "any move", "skills")["undecided"] == 0
    # Where ten are expected, at most nine are fewer than expected, whatever the flow was.
    assert row(shown, "size-controlled", "skills")["undecided"] == 0
    assert recipe_of(found).steps[-1].counts[2:4] == (
        ("any move pairs", 10), ("any move undecided", 2),
    )  # fmt: skip


def test_pairs_of_the_size_controlled_target_can_be_undecided_too() -> None:
    hidden = flows_of(np.where(FOUR == 9, np.nan, FOUR), NAMES, withheld_below=60)
    found = validate({"skills": network_of(FOUR > 9, NAMES)}, hidden, least_expected=0, draws=20)
    assert row(found, "size-controlled", "skills")["undecided"] == 2


def test_a_predictor_made_from_the_target_is_refused_by_its_recipe_or_by_what_is_said() -> None:
    counts, _ = world(6)
    read = Recipe((Step.of("read_flows", {"sha256": "ab" * 32}),))
    flows = flows_of(counts, recipe=read)
    own = skill_relatedness(flows)
    with pytest.raises(InputError, match=r"'own' was made from the file with SHA-256 abab"):
        validate({"own": own}, flows)
    quiet = network_of(counts)
    with pytest.raises(InputError, match=r"'copy' is said to be made from the target"):
        validate({"copy": quiet}, flows, from_target=["copy"])
    admitted = validate({"own": own}, flows, out_of_fold=["own"], draws=5)
    assert "out_of_fold='own'" in str(recipe_of(admitted))


def test_a_predictor_that_lists_only_pairs_with_moves_shows_by_how_many_of_them_are_true() -> None:
    """Noise on the pairs with moves alone: a table filtered on the target looks like a find."""
    counts, _ = world(6, mean=2.0)
    noise = np.random.default_rng(0).random(counts.shape)
    both = {"filtered": network_of(noise * (counts > 0)), "noise": network_of(noise)}
    found = validate(both, flows_of(counts), draws=5)
    filtered, honest = (row(found, "any move", name) for name in both)
    assert filtered["auc"] == 1
    assert filtered["listed_true"] == filtered["listed"] == filtered["true"]
    assert honest["listed_true"] == honest["true"] < honest["listed"]


def test_earlier_flows_that_are_the_target_are_refused() -> None:
    counts, relatedness = world(6)
    same = flows_of(counts, period="2014–2018")
    with pytest.raises(InputError, match="are the target itself"):
        validate({"truth": network_of(relatedness)}, same, earlier=same)


def test_codes_of_another_version_are_refused_without_a_crosswalk() -> None:
    counts, relatedness = world(6)
    flows = flows_of(counts, version="SIC 2007")
    with pytest.raises(VersionError, match="SIC 2003"):
        validate({"old": network_of(relatedness, version="SIC 2003")}, flows)
    with pytest.raises(VersionError, match="crosswalk"):
        validate(
            {"new": network_of(relatedness, version="SIC 2007")}, flows,
            earlier=flows_of(counts, version="SIC 2003", period="1997–2008"),
        )  # fmt: skip


def test_nodes_that_a_predictor_lacks_are_left_out_for_all_and_counted() -> None:
    counts, relatedness = world(7)
    names = [f"{n:03}" for n in range(len(counts))]
    part = network_of(relatedness[:50, :50], names[:50])
    found = validate({"all": network_of(relatedness), "part": part}, flows_of(counts), draws=5)
    assert set(found.loc[found["target"] == "any move", "pairs"]) == {50 * 49}
    assert list(found["lacking"][:3]) == [0, 10, 0]
    # What is expected of the pairs that are left does not change with what is left out.
    alone = validate({"part": part}, flows_of(counts), draws=5)
    assert row(alone, "size-controlled", "part")["true"] == row(
        found, "size-controlled", "all"
    )["true"]  # fmt: skip


def test_an_undirected_measure_says_the_same_both_ways() -> None:
    counts, relatedness = world(8, pull=0.5)
    both = relatedness + relatedness.T
    one = validate({"m": network_of(np.triu(both, 1), directed=False)}, flows_of(counts), draws=5)
    np.fill_diagonal(both, 0)
    two = validate({"m": network_of(both)}, flows_of(counts), draws=5)
    pd.testing.assert_frame_equal(one, two)


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_names_order_and_the_scale_of_a_measure_change_nothing(seed: int) -> None:
    counts, relatedness = world(seed, nodes=14, pull=0.7, spread=0.5)
    order = np.random.default_rng(seed).permutation(len(counts))
    one = validate({"m": network_of(relatedness)}, flows_of(counts), draws=2)
    other = validate(
        {"m": network_of(3 * relatedness[np.ix_(order, order)] ** 2)},
        flows_of(counts[np.ix_(order, order)]), draws=2,
    )  # fmt: skip
    named = ["m", "size alone", "popularity"]
    columns = ["target", "name", "pairs", "true", *SCORES]
    pd.testing.assert_frame_equal(
        one.loc[one["name"].isin(named), columns], other.loc[other["name"].isin(named), columns]
    )


def test_every_score_lies_in_its_range_and_within_its_interval() -> None:
    counts, relatedness = world(9, pull=0.5)
    found = validate({"m": network_of(relatedness)}, flows_of(counts), draws=100)
    for score in SCORES:
        assert found[score].between(0, 1).all()
        assert (found[f"{score}_low"] <= found[f"{score}_high"]).all()
        assert (found.loc[found["name"] == found[f"{score}_best_null"], f"{score}_gain"] == 0).all()


def test_the_same_input_gives_the_same_table_and_another_seed_another() -> None:
    counts, relatedness = world(9, pull=0.5)
    given_, flows = {"m": network_of(relatedness)}, flows_of(counts)
    one, two = validate(given_, flows, draws=20), validate(given_, flows, draws=20)
    pd.testing.assert_frame_equal(one, two)
    assert not validate(given_, flows, draws=20, random_state=1).equals(one)


def test_settings_that_mean_nothing_are_refused_all_at_once() -> None:
    counts, relatedness = world(9)
    with pytest.raises(InputError, match=r"(?s)3 problem.*'k': '0'.*'draws': '1'.*confidence"):
        validate({"m": network_of(relatedness)}, flows_of(counts), k=0, draws=1, confidence=2)
    with pytest.raises(EmptyResultError, match="no predictor"):
        validate({}, flows_of(counts))
    with pytest.raises(EmptyResultError, match="Fewer than two of 60"):
        validate({"m": network_of(relatedness[:4, :4], list("abcd"))}, flows_of(counts))
    with pytest.raises(InputError, match="bears the name of a null"):
        validate({"random": network_of(relatedness)}, flows_of(counts))


def test_progress_is_told_to_its_end() -> None:
    counts, relatedness = world(9)
    told: list[tuple[str, int, int | None]] = []
    validate(
        {"m": network_of(relatedness)}, flows_of(counts), draws=30,
        progress=lambda *said: told.append(said),
    )  # fmt: skip
    assert told[-1] == ("validate", 300, 300)
    assert len(told) == 20
