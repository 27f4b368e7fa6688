"""Relatedness learned from flows: a known formula is found again, and nobody saw the answer."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import nbinom

from mobility.foundation.errors import InputError, UnknownNameError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step
from mobility.reaching.learned_gains import learned_gains
from mobility.relating.gamma_poisson import Counts
from mobility.relating.learned import learned_relatedness
from mobility.relating.learned_fit import fit_gamma_poisson, moments
from mobility.relating.learned_ground import learned_ground
from mobility.relating.learned_model import predict_relatedness
from mobility.relating.skill_relatedness import skill_relatedness

CODES = [f"{field}{number}" for field in "abcd" for number in range(10)]


def world(*, seed=0, expected=40.0, rise=1.5, withheld_below=1):
    """Forty nodes of different sizes; ln relatedness rises by 1.5 with shared skills and by half
    as much within a field; a third measure is noise."""
    rng = np.random.default_rng(seed)
    n = len(CODES)
    size = rng.gamma(4.0, 1.0, n)
    skills, noise = (np.triu(rng.random((n, n)), 1) for _ in range(2))
    skills, noise = skills + skills.T, noise + noise.T
    field = np.array([code[0] for code in CODES])
    same = field[:, None] == field[None, :]
    log = rise * skills + rise / 2 * same
    mean = expected * np.outer(size, size) / size.mean() ** 2 * np.exp(log - log.mean())
    np.fill_diagonal(mean, 0.0)
    counts = rng.poisson(mean)
    i, j = np.nonzero(~np.eye(n, dtype=bool))
    table = pd.DataFrame(
        {"origin": np.array(CODES)[i], "destination": np.array(CODES)[j], "count": counts[i, j]}
    )
    if withheld_below > 1:
        small = (table["count"] > 0) & (table["count"] < withheld_below)
        table["count"] = table["count"].astype("Int64").mask(small)
    flows = Flows.of(table, kind="occupation", withheld_below=withheld_below)
    return flows, {
        "skills": network(skills),
        "noise": network(noise),
        "field": pd.Series(field, index=CODES),
    }


def network(square):
    i, j = np.nonzero(np.triu(square, 1))
    edges = pd.DataFrame(
        {"source": np.array(CODES)[i], "target": np.array(CODES)[j], "weight": square[i, j]}
    )
    return Network.from_edges(edges, nodes=pd.DataFrame(index=pd.Index(CODES, name="occupation")))


def total_rise(model, ingredient):
    """From the first knot to the last."""
    effects = model.effects()
    chosen = (effects["ingredient"] == ingredient) & ~effects["piece"].isin(
        ["not listed", "unknown"]
    )
    return effects.loc[chosen, "rise"].sum()


def test_a_known_formula_is_found_again_and_noise_is_told_from_it():
    flows, ingredients = world()
    found = learned_relatedness(flows, ingredients)
    # The rise over the whole range of a uniform on (0, 1) is 1.5; margins fitted on 1,560 pairs and
    # a prior that pulls each stretch towards 0 leave a tenth.
    assert total_rise(found.model, "skills") == pytest.approx(1.5, abs=0.15)
    assert total_rise(found.model, "field") == pytest.approx(0.75, abs=0.1)
    assert total_rise(found.model, "noise") == pytest.approx(0.0, abs=0.1)
    # Counts scatter as Poisson does, so relatedness scatters little around the prediction.
    assert found.model.shape > 50


def test_the_whole_beats_its_best_single_ingredient_and_noise_adds_nothing():
    flows, ingredients = world()
    table = learned_gains(learned_relatedness(flows, ingredients), draws=100)
    best = table[table["auc_best"]]
    single, null = best[best["kind"] != "null"], best[best["kind"] == "null"]
    assert single["name"].tolist() == ["skills"]
    assert len(null) == 1
    assert (best["auc_lead_low"] > 0).all()
    adds = table[table["kind"] == "without"].set_index("name")
    assert adds.at["noise", "auc_lead_low"] <= 0 <= adds.at["noise", "auc_lead_high"]
    assert adds.at["skills", "auc_lead_low"] > 0
    assert adds.at["field", "auc_lead_low"] > 0


def test_withheld_counts_do_not_change_what_is_learned_but_by_what_they_hide():
    whole, ingredients = world(expected=8.0)
    hidden, _ = world(expected=8.0, withheld_below=6)
    assert hidden.table["count"].isna().mean() > 0.25
    a = learned_relatedness(whole, ingredients, least_expected=0).model
    b = learned_relatedness(hidden, ingredients, least_expected=0).model
    for name in ("skills", "field"):
        assert total_rise(b, name) == pytest.approx(total_rise(a, name), abs=0.15)


def test_no_origin_is_predicted_by_a_model_that_saw_its_moves():
    flows, ingredients = world()
    for hold_out in ("origin", "both ends"):
        ground = learned_ground(flows, directed=True, hold_out=hold_out, folds=4,
                                least_expected=0.0, random_state=1)  # fmt: skip
        predicted = np.zeros(len(ground.origin))
        for learn, predict in ground.rounds():
            predicted += predict
            seen, asked = ground.origin[learn], ground.origin[predict]
            assert not set(seen) & set(asked)
            if hold_out == "both ends":
                touched = {*ground.origin[predict], *ground.destination[predict]}
                assert not touched & {*seen, *ground.destination[learn]}
        assert (predicted == 1).all()
        assert np.ptp(np.bincount(ground.fold)) <= 1
    assert len(ingredients) == 3


@pytest.mark.parametrize("hold_out", ["origin", "both ends"])
def test_changing_the_moves_of_an_origin_does_not_change_its_own_prediction(hold_out):
    """The oracle of the folds: margins are kept, so only the moves themselves are others."""
    flows, ingredients = world()
    a = learned_relatedness(flows, ingredients, hold_out=hold_out)
    table = flows.table.set_index(["origin", "destination"])["count"].copy()
    # b0 and b1 stand in one fold here; a square of four cells is turned so that no margin changes.
    fold = pd.Series(a.ground.fold, index=flows.nodes)
    o, p = fold.index[fold == 0][:2]
    d, e = fold.index[fold == (1 if hold_out == "origin" else 0)][-2:]
    by = int(min(table[(o, d)], table[(p, e)]))
    assert by > 0
    for origin, destination, sign in ((o, d, -1), (p, e, -1), (o, e, 1), (p, d, 1)):
        table[(origin, destination)] += sign * by
    turned = Flows.of(table.reset_index(), kind="occupation")
    b = learned_relatedness(turned, ingredients, hold_out=hold_out)
    pairs = ["source", "target"]
    x, y = (f.network.edges.set_index(pairs)["weight"] for f in (a, b))
    own = x.index.get_level_values(0).isin([o, p])
    np.testing.assert_allclose(x[own], y[own], rtol=1e-6)
    assert np.abs(x[~own] / y[~own] - 1).max() > 1e-4


def test_the_same_input_gives_the_same_numbers_and_other_folds_nearly_the_same():
    flows, ingredients = world()
    a, b = (learned_relatedness(flows, ingredients) for _ in range(2))
    pd.testing.assert_frame_equal(a.network.edges, b.network.edges)
    pd.testing.assert_frame_equal(a.calibration, b.calibration)
    c = learned_relatedness(flows, ingredients, random_state=7)
    assert (c.ground.fold != a.ground.fold).any()
    ratio = c.network.edges["weight"] / a.network.edges["weight"]
    assert np.abs(np.log(ratio)).max() < 0.3


def test_as_many_move_as_was_foretold_in_every_tenth():
    flows, ingredients = world()
    table = learned_relatedness(flows, ingredients, least_expected=0).calibration
    assert table["pairs"].sum() == 40 * 39
    assert table["predicted"].is_monotonic_increasing
    np.testing.assert_allclose(table["observed"], table["predicted"], rtol=0.1)
    assert (table["least"] == table["observed"]).all()


def test_an_ingredient_that_has_seen_the_flows_is_refused_by_what_is_said_and_by_its_recipe():
    flows, ingredients = world()
    step = Step.of("read_flows", {"file": "moves.csv", "sha256": "0a1b2c3d4e5f6789"})
    read = Flows.of(flows.table, kind="occupation", recipe=Recipe((step,)))
    leaked = skill_relatedness(read)
    with pytest.raises(
        InputError, match="was made from the file with SHA-256 0a1b2c3d4e5f"
    ) as told:
        learned_relatedness(
            read, {**ingredients, "leak": leaked}, from_target=["skills", "nothing"]
        )
    said = str(told.value)
    assert "'skills' is said to be made from these flows" in said
    assert "'nothing' is said of from_target but is no ingredient" in said
    unhashed = Flows.of(flows.table, kind="occupation", recipe=Recipe((Step.of("typed"),)))
    with pytest.raises(InputError, match="as its recipe tells"):
        learned_relatedness(unhashed, {"leak": skill_relatedness(unhashed)})
    carried = ingredients["field"].copy()
    carried.attrs = {"recipe": Recipe((step,)).to_records()}
    with pytest.raises(InputError, match="'field' was made from the file"):
        learned_relatedness(read, {"field": carried})


def test_what_is_no_ingredient_is_refused_all_at_once():
    flows, ingredients = world()
    pairs = pd.DataFrame({"source": ["a0", "a0"], "target": ["a1", "a1"], "weight": [1.0, np.nan]})
    with pytest.raises(InputError) as told:
        learned_relatedness(
            flows,
            {"pairs": pairs, "short": pairs[["source"]], "twice": pd.Series([1, 2], ["a0"] * 2)},
        )
    assert len(told.value.problems) == 5
    with pytest.raises(InputError, match="there is none to learn from"):
        learned_relatedness(flows, {})
    skills = ingredients["skills"]
    other = Network(skills.nodes, skills.edges, False, "x", "SSYK 96")
    with pytest.raises(VersionError):
        learned_relatedness(flows, {"skills": other})


def test_settings_that_mean_nothing_are_refused_all_at_once():
    flows, ingredients = world()
    with pytest.raises(InputError) as told:
        learned_relatedness(flows, ingredients, directed=False, folds=1, least_expected=-1)
    assert len(told.value.problems) == 3
    found = learned_relatedness(flows, ingredients)
    with pytest.raises(InputError) as told:
        learned_gains(found, strata=0, k=0, draws=1, confidence=1.0, above=-1, least_expected=-1)
    assert len(told.value.problems) == 6


def test_undirected_pairs_count_both_directions_together():
    flows, ingredients = world()
    found = learned_relatedness(flows, ingredients, directed=False, hold_out="both ends")
    assert len(found.network.edges) == 40 * 39 / 2
    assert not found.network.directed
    assert found.ground.counts.low.sum() == flows.moves
    assert total_rise(found.model, "skills") == pytest.approx(1.5, abs=0.15)
    table = learned_gains(found, draws=10, least_expected=0)
    # Ranked from either end.
    assert table["pairs"].unique().tolist() == [40 * 39]


def test_a_model_predicts_for_nodes_it_has_not_met():
    flows, ingredients = world()
    model = learned_relatedness(flows, ingredients).model
    nodes = pd.Index(["a0", "a1", "new"], name="occupation")
    found = predict_relatedness(model, ingredients, nodes=nodes).edges
    assert len(found) == 6
    assert (found["weight"] > 0).all()
    with pytest.raises(UnknownNameError, match="noise"):
        predict_relatedness(model, {"skills": ingredients["skills"]}, nodes=nodes)
    numbers = pd.Series(range(40), index=CODES)
    with pytest.raises(InputError, match="the kind of thing"):
        predict_relatedness(model, {**ingredients, "field": numbers}, nodes=nodes)


def test_numbers_of_nodes_enter_at_both_ends_and_as_the_difference():
    flows, _ = world()
    pay = pd.Series(np.linspace(0, 1, 40), index=CODES, name="pay")
    found = learned_relatedness(flows, {"pay": pay})
    assert [view.side for view in found.model.views] == ["origin", "destination", "difference"]
    sides = found.seen["pay", "difference"]
    # From the first node (0) to the last (1) the difference is 1, back it is −1.
    assert sides.values[0, 39] == 1.0
    assert sides.values[39, 0] == -1.0


def test_the_fit_is_the_largest_posterior_by_brute_force():
    rng = np.random.default_rng(3)
    x = rng.random((60, 2))
    e = rng.uniform(0.5, 20, 60)
    low = rng.poisson(e * rng.gamma(2.0, 0.5, 60) * np.exp(x[:, 0])).astype(float)
    high = low.copy()
    hidden = low < 5
    low[hidden], high[hidden] = 0.0, 4.0
    found = fit_gamma_poisson(x, Counts(low, high, e), spread=0.5)
    shape = found.shape

    def negative(beta):
        mean = e * np.exp(beta[0] + x @ beta[1:])
        success = shape / (shape + mean)
        log = np.where(hidden, nbinom.logcdf(4, shape, success), nbinom.logpmf(low, shape, success))
        return -log.sum() + (beta[1:] ** 2).sum() / (2 * 0.5**2)

    best = minimize(negative, np.zeros(3), method="BFGS", options={"gtol": 1e-7})
    np.testing.assert_allclose([found.intercept, *found.coefficients], best.x, atol=1e-4)


@settings(max_examples=30, deadline=None)
@given(
    shape=st.floats(0.05, 50), mean=st.floats(0.01, 100), low=st.integers(0, 5),
    width=st.integers(0, 12),
)  # fmt: skip
def test_mean_and_variance_in_a_range_are_those_of_the_cut_distribution(shape, mean, low, width):
    values = np.arange(low, low + width + 1)
    weight = nbinom.pmf(values, shape, shape / (shape + mean))
    if weight.sum() < 1e-200:
        return
    weight /= weight.sum()
    expected = weight @ values
    counts = Counts(np.array([float(low)]), np.array([float(low + width)]), np.array([mean]))
    m, v = moments(counts, shape)
    assert m[0] == pytest.approx(expected, rel=1e-6)
    assert v[0] == pytest.approx(weight @ (values - expected) ** 2, rel=1e-4, abs=1e-8)


def test_within_strata_sizes_foretell_nothing():
    flows, ingredients = world()
    found = learned_relatedness(flows, ingredients)
    table = learned_gains(found, strata=5, draws=20, least_expected=0).set_index(["kind", "name"])
    assert abs(table.at[("null", "size alone"), "auc"] - 0.5) < 0.08
    assert table.at[("learned", "learned"), "auc"] > 0.8
