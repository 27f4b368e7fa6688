"""Expected moves by a stated model: the fit is the Poisson one, and what it cannot tell is said."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.network import Network
from mobility.relating.expected_flows import expectation
from mobility.relating.poisson_flows import FlowModel, expected_flows
from mobility.relating.poisson_levels import poisson_levels
from mobility.relating.skill_relatedness import skill_relatedness
from tests.relating.drawn_flows import design, drawn, flows_of, names_of, square


def _by_dummies(counts: np.ndarray, told: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Return slopes of a Poisson regression by iterated weighted least squares with dummies."""
    x, y = design(told, cells), counts[cells]
    point = np.linalg.lstsq(x, np.log(y + 0.5), rcond=None)[0]
    for _ in range(60):
        mean = np.exp(x @ point)
        aim = x @ point + (y - mean) / mean
        root = np.sqrt(mean)[:, None]
        point = np.linalg.lstsq(root * x, root[:, 0] * aim, rcond=1e-11)[0]
    fitted = np.zeros(counts.shape)
    fitted[cells] = np.exp(x @ point)
    return np.concatenate([point[2 * len(cells) :], fitted.ravel()])


@pytest.mark.parametrize("diagonal", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_the_fit_is_that_of_a_poisson_regression_with_dummies(seed: int, diagonal: bool) -> None:
    n = 7
    counts, told = drawn(seed, n)
    if diagonal:
        counts = counts + np.diag(np.arange(5.0, 5.0 + n))
    cells = np.ones((n, n), dtype=bool) if diagonal else ~np.eye(n, dtype=bool)
    fit = poisson_levels(counts, told, cells)
    by_dummies = _by_dummies(counts, told, cells)
    assert fit.slopes == pytest.approx(by_dummies[:2], abs=1e-8)
    assert fit.expected.ravel() == pytest.approx(by_dummies[2:], abs=1e-7)


def test_the_fit_is_that_of_a_well_known_library() -> None:
    from sklearn.linear_model import PoissonRegressor

    n = 6
    counts, told = drawn(11, n)
    cells = ~np.eye(n, dtype=bool)
    peer = PoissonRegressor(alpha=0, fit_intercept=False, tol=1e-10, max_iter=10_000)
    peer.fit(design(told, cells), counts[cells])
    assert poisson_levels(counts, told, cells).slopes == pytest.approx(peer.coef_[-2:], abs=1e-6)


@pytest.mark.parametrize("height", [-6.0, -3.0, 4.0])
def test_the_fit_does_not_depend_on_where_it_begins(height: float) -> None:
    # From far below the first steps are by far too long: they are halved, levels and slopes alike.
    n = 6
    counts, told = drawn(11, n)
    cells = ~np.eye(n, dtype=bool)
    fit = poisson_levels(counts, told, cells)
    far = np.full(n, height), np.zeros(n), np.full(2, 0.5)
    again = poisson_levels(counts, told, cells, start=far)
    assert again.slopes == pytest.approx(fit.slopes, abs=1e-9)
    assert again.expected == pytest.approx(fit.expected, abs=1e-8)


def test_a_hundredth_of_the_counts_has_the_same_slopes_and_a_hundredth_of_the_expectation() -> None:
    counts, told = drawn(11, 6)
    cells = ~np.eye(6, dtype=bool)
    whole, part = poisson_levels(counts, told, cells), poisson_levels(counts / 100, told, cells)
    assert (counts / 100).sum(axis=0).min() < 1
    assert (counts / 100).sum(axis=1).min() < 1
    assert part.slopes == pytest.approx(whole.slopes, abs=1e-8)
    assert 100 * part.expected == pytest.approx(whole.expected, abs=1e-7)


@pytest.mark.parametrize("diagonal", [True, False])
def test_without_covariates_the_model_is_what_the_margins_give(diagonal: bool) -> None:
    counts, _ = drawn(3, 25)
    counts += np.diag(np.full(25, 9.0))
    by_margins = expectation(counts, counts, diagonal=diagonal).expected
    model = expected_flows(flows_of(counts), diagonal=diagonal)
    assert model.expected.to_numpy() == pytest.approx(by_margins, rel=1e-8, nan_ok=True)
    assert model.deviance == model.deviance_by_size
    assert model.coefficients.empty


def test_the_margins_of_the_model_are_those_observed() -> None:
    counts, told = drawn(5, 30)
    model = expected_flows(flows_of(counts), {"one": square(told[0])})
    expected = model.expected.fillna(0).to_numpy()
    assert expected.sum(axis=1) == pytest.approx(counts.sum(axis=1), rel=1e-9)
    assert expected.sum(axis=0) == pytest.approx(counts.sum(axis=0), rel=1e-9)
    assert (expected * told[0]).sum() == pytest.approx((counts * told[0]).sum(), rel=1e-8)


def test_four_times_as_many_between_near_pairs_is_a_coefficient_of_ln_4_and_no_relatedness() -> (
    None
):
    near = np.kron(np.eye(3), np.ones((2, 2))) - np.eye(6)
    counts = (5 + 15 * near) * (1 - np.eye(6))
    model = expected_flows(flows_of(counts), {"near": square(near)})
    assert model.coefficients.at["near", "coefficient"] == pytest.approx(np.log(4))
    # Nothing is left over, so nothing errs, and nobody is more or less related than told.
    assert model.coefficients.at["near", "se"] == pytest.approx(0, abs=1e-9)
    assert model.deviance == pytest.approx(0, abs=1e-9)
    left = skill_relatedness(flows_of(counts), expected=model)
    assert left.edges["weight"].to_numpy() == pytest.approx(np.ones(30))
    plain = skill_relatedness(flows_of(counts)).edges["weight"]
    assert plain.min() < 0.7
    assert plain.max() > 2


def test_the_deviance_is_twice_the_likelihood_that_is_short_of_the_best() -> None:
    # 2 · Σ F ln(F / E) − F + E, by hand on one pair each of four: E is 8·6/10 = 4.8, 3.2, 1.2, .8.
    counts = np.zeros((4, 4))
    counts[0, 2], counts[0, 3], counts[1, 2], counts[1, 3] = 6, 2, 0, 2
    flows = flows_of(counts)
    by_hand = 2 * (6 * np.log(6 / 4.8) + 2 * np.log(2 / 3.2) + 1.2 + 2 * np.log(2 / 0.8) - 1.2)
    assert expected_flows(flows, diagonal=True).deviance == pytest.approx(by_hand)


def test_pairs_that_nobody_can_be_expected_of_are_named_and_get_no_expectation() -> None:
    # Everybody passes through the hub 000, so nothing can be expected between 001 and 002.
    star = np.array([[0.0, 5, 6], [7, 0, 0], [8, 0, 0]])
    model = expected_flows(flows_of(star))
    assert model.separated.to_numpy().tolist() == [["001", "002"], ["002", "001"]]
    assert np.isnan(model.expected.at["001", "002"])
    assert model.expected.at["000", "002"] == pytest.approx(6)
    assert model.recipe.steps[-1].counts == (("nodes", 3), ("separated", 2))
    by_margins = expectation(star, star, diagonal=False).expected
    assert np.isnan(by_margins[1, 2])
    assert by_margins[0, 2] == pytest.approx(6)


def test_a_covariate_that_only_holds_where_nobody_moves_has_no_coefficient() -> None:
    counts, told = drawn(8, 8, mean=20)
    barred = np.zeros((8, 8))
    barred[1, 2] = barred[5, 3] = 1
    counts = np.where(barred > 0, 0.0, np.maximum(counts, 1)) * (1 - np.eye(8))
    # That nobody happens to move here is no reason to expect nobody.
    counts[3, 6] = counts[7, 0] = 0
    said = {"barred": square(barred), "one": square(told[0])}
    model = expected_flows(flows_of(counts), said)
    assert model.separated.to_numpy().tolist() == [["001", "002"], ["005", "003"]]
    assert model.coefficients.loc["barred"].isna().all()
    assert model.coefficients.loc["one"].notna().all()
    cells = ~np.eye(8, dtype=bool) & (barred == 0)
    alone = _by_dummies(counts, told[:1], cells)
    assert model.coefficients.at["one", "coefficient"] == pytest.approx(alone[0], abs=1e-8)


def test_nodes_that_nobody_leaves_or_reaches_are_named() -> None:
    counts, told = drawn(2, 6, mean=30)
    counts[4], counts[:, 1] = 0, 0
    model = expected_flows(flows_of(counts), {"one": square(told[0])})
    assert list(model.never_origin) == ["004"]
    assert list(model.never_destination) == ["001"]
    assert model.expected.loc["004"].isna().all()
    assert len(skill_relatedness(flows_of(counts), expected=model).nodes) == 6


def test_a_covariate_that_the_levels_tell_already_is_refused_by_name() -> None:
    counts, told = drawn(4, 10)
    pay = np.linspace(1, 2, 10)
    rise = np.maximum(pay - pay[:, None], 0)
    gap = np.abs(pay - pay[:, None])
    said = {
        "one": square(told[0]),
        "origin pay": square(np.tile(pay[:, None], 10)),
        "rise": square(rise),
        "gap": square(gap),
    }
    with pytest.raises(InputError) as refused:
        expected_flows(flows_of(counts), said)
    # A rise in pay is half the gap and half a difference, which the levels tell: see pair_gap.
    named = [name for name in said if f"'{name}'" in str(refused.value)]
    assert named == ["origin pay", "gap"]


def test_a_covariate_with_gaps_is_refused_with_the_nodes() -> None:
    counts, told = drawn(4, 6)
    holed = square(told[0])
    holed.loc["002", "003"] = np.nan
    with pytest.raises(InputError, match="'one' has no finite number for every pair of '002'"):
        expected_flows(flows_of(counts), {"one": holed})
    with pytest.raises(InputError, match="every pair of '005'"):
        expected_flows(flows_of(counts), {"one": square(told[0]).iloc[:5, :5]})
    with pytest.raises(InputError, match=r"1\.5"):
        expected_flows(flows_of(counts), confidence=1.5)
    loop = square(told[0])
    loop.loc["002", "002"] = np.nan
    expected_flows(flows_of(counts), {"one": loop})
    with pytest.raises(InputError, match="'002'"):
        expected_flows(flows_of(counts + np.eye(6)), {"one": loop}, diagonal=True)


def test_a_network_is_a_covariate_of_its_own_version_only() -> None:
    counts, told = drawn(6, 9)
    near = np.abs(told[0])
    i, j = np.nonzero((near > 0.8) & ~np.eye(9, dtype=bool))
    names = names_of(9)
    edges = pd.DataFrame({"source": names[i], "target": names[j], "weight": near[i, j]})
    nodes = pd.DataFrame(index=names[::-1])
    network = Network(nodes, edges, True, "near", version="SIC 2007")
    table = np.zeros((9, 9))
    table[i, j] = near[i, j]
    of_network = expected_flows(flows_of(counts, version="SIC 2007"), {"near": network})
    of_table = expected_flows(flows_of(counts), {"near": square(table)})
    pd.testing.assert_frame_equal(of_network.coefficients, of_table.coefficients)
    with pytest.raises(VersionError):
        expected_flows(flows_of(counts, version="SIC 2003"), {"near": network})


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_relabelling_changes_nothing(seed: int) -> None:
    counts, told = drawn(seed, 9, mean=8)
    order = np.random.default_rng(seed).permutation(9)
    turned = np.ix_(order, order)
    first = expected_flows(flows_of(counts), {"one": square(told[0])})
    again = expected_flows(flows_of(counts[turned]), {"one": square(told[0][turned])})
    assert again.coefficients.to_numpy() == pytest.approx(first.coefficients.to_numpy(), abs=1e-8)
    before = first.expected.to_numpy()[turned]
    assert again.expected.to_numpy() == pytest.approx(before, rel=1e-8, nan_ok=True)


def test_ten_times_the_counts_expect_ten_times_as_many() -> None:
    counts, told = drawn(1, 12)
    few = expected_flows(flows_of(counts), {"one": square(told[0])})
    many = expected_flows(flows_of(10 * counts), {"one": square(told[0])})
    # Residuals grow as the counts do, so clustered errors stay, and only the deviance grows.
    assert many.coefficients.to_numpy() == pytest.approx(few.coefficients.to_numpy(), rel=1e-8)
    assert many.expected.to_numpy() == pytest.approx(10 * few.expected.to_numpy(), nan_ok=True)
    assert many.deviance == pytest.approx(10 * few.deviance)


def test_withheld_counts_do_not_bias_the_slope() -> None:
    off = []
    for seed in range(3):
        counts, told = drawn(seed, 30, covariates=1, mean=10)
        shown = np.where(counts < 5, 0.0, counts)
        said = {"one": square(told[0])}
        hidden = flows_of(shown, withheld_below=5, unlisted="withheld")
        slope = expected_flows(hidden, said).coefficients.at["one", "coefficient"]
        whole = expected_flows(flows_of(counts), said).coefficients.at["one", "coefficient"]
        as_nothing = expected_flows(flows_of(shown), said).coefficients.at["one", "coefficient"]
        assert abs(slope - whole) < 0.5 * abs(as_nothing - whole)
        off.append(slope - whole)
    assert abs(np.mean(off)) < 0.01


def test_margins_that_the_source_gives_are_kept() -> None:
    counts, told = drawn(9, 15, mean=15)
    margins = pd.DataFrame(
        {"leaving": counts.sum(axis=1), "arriving": counts.sum(axis=0)}, index=names_of(15)
    )
    shown = np.where(counts < 5, 0.0, counts)
    flows = flows_of(shown, withheld_below=5, unlisted="withheld", margins=margins)
    model = expected_flows(flows, {"one": square(told[0])}, diagonal=True)
    expected = model.expected.to_numpy()
    assert expected.sum(axis=1) == pytest.approx(counts.sum(axis=1))
    assert expected.sum(axis=0) == pytest.approx(counts.sum(axis=0))
    uneven = margins.assign(leaving=margins["leaving"] + 1)
    with pytest.raises(InputError, match="leave"):
        expected_flows(flows_of(counts, margins=uneven), diagonal=True)


def test_a_model_is_used_for_its_own_nodes_version_and_diagonal_only() -> None:
    counts, _ = drawn(7, 6, mean=20)
    model = expected_flows(flows_of(counts))
    with pytest.raises(InputError) as refused:
        skill_relatedness(flows_of(counts[:5, :5]), expected=model, diagonal=True)
    assert len(refused.value.problems) == 2
    with pytest.raises(VersionError):
        skill_relatedness(flows_of(counts, version="SIC 2007"), expected=model)
    whole = expected_flows(flows_of(counts), diagonal=True)
    with pytest.raises(InputError, match="margins"):
        skill_relatedness(
            flows_of(counts), expected=whole, diagonal=True, interval="noise-corrected"
        )  # fmt: skip


def test_relatedness_against_a_model_without_covariates_is_that_against_margins() -> None:
    counts, _ = drawn(12, 14)
    flows = flows_of(counts)
    for directed in (True, False):
        one = skill_relatedness(flows, directed=directed)
        two = skill_relatedness(flows, expected=expected_flows(flows), directed=directed)
        pd.testing.assert_frame_equal(one.edges, two.edges, rtol=1e-6)
        pd.testing.assert_frame_equal(one.nodes, two.nodes, rtol=1e-6)
    assert [step.name for step in two.recipe.steps] == ["expected_flows", "skill_relatedness"]


def test_a_model_says_what_it_is_of() -> None:
    counts, told = drawn(7, 6, mean=20)
    model = expected_flows(flows_of(counts), {"one": square(told[0])})
    assert isinstance(model, FlowModel)
    share = 1 - model.deviance / model.deviance_by_size
    assert 0 < share < 1
    assert (
        repr(model) == f"FlowModel(6 industry, one, {share:.1%} of the deviance by size explained)"
    )


def test_a_table_without_moves_is_refused() -> None:
    with pytest.raises(EmptyResultError):
        expected_flows(flows_of(np.diag([3.0, 0, 0])))
