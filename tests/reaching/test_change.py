"""Between which occupations or industries more move than before, beyond chance."""

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import EmptyResultError, InputError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.recipe import recipe_of
from mobility.reaching.change import flow_change
from mobility.reading.flows import read_flows


def truth(n=25, seed=0):
    """Mean moves of every pair: sizes times relatedness drawn from a gamma."""
    draw = np.random.default_rng(seed)
    size = draw.lognormal(0, 0.7, n)
    mean = np.outer(size, size) * draw.gamma(0.6, 1 / 0.6, (n, n)) * 6
    np.fill_diagonal(mean, 0)
    return mean


def drawn(mean, seed, *, version="SIC 2007", withheld_below=1, together=1):
    count = together * np.random.default_rng(seed).poisson(mean / together)
    i, j = np.nonzero(~np.eye(len(mean), dtype=bool))
    table = pd.DataFrame(
        {"origin": [f"{k:04d}" for k in i], "destination": [f"{k:04d}" for k in j],
         "count": count[i, j]}
    )  # fmt: skip
    if withheld_below > 1:
        table = table[table["count"] >= withheld_below]
    return Flows.of(
        table, kind="industry", version=version, period=str(seed), withheld_below=withheld_below,
        unlisted="withheld" if withheld_below > 1 else "zero",
    )  # fmt: skip


@pytest.mark.parametrize("larger", [1, 4])
def test_two_draws_of_the_same_truth_flag_no_more_than_the_level(larger):
    """Of 8 × 600 pairs at most 5 % have p ≤ .05, and hardly one is named after correction."""
    found = [
        flow_change(drawn(truth(seed=s), 100 + s), drawn(truth(seed=s) * larger, 200 + s))
        for s in range(8)
    ]
    p = pd.concat(found)["p"]
    assert (p <= 0.05).mean() <= 0.05
    assert sum((one["change"] != "").any() for one in found) <= 2


def test_withheld_cells_flag_no_more_than_the_level():
    mean = truth()
    found = flow_change(drawn(mean, 1, withheld_below=10), drawn(mean, 2, withheld_below=10))
    assert found["observed_before"].isna().any()
    assert (found["p"] <= 0.05).mean() <= 0.05
    assert (found["change"] == "").all()
    assert found.loc[found["observed_before"].isna(), "ratio"].isna().all()


def test_what_rises_and_falls_is_found_and_named():
    """A flow is part of its own margins, so one that fills them cannot rise as much as it did."""
    mean = truth()
    later = mean.copy()
    strong = np.argwhere(mean > 15)
    risen, fallen = strong[::6][:4], strong[3::6][:4]
    later[tuple(risen.T)] *= 5
    later[tuple(fallen.T)] /= 5
    found = flow_change(drawn(mean, 1), drawn(later, 2)).set_index(["source", "target"])
    for pairs, word in ((risen, "rise"), (fallen, "fall")):
        said = found.loc[[(f"{i:04d}", f"{j:04d}") for i, j in pairs], "change"]
        assert (said == word).sum() >= 3
        assert said.isin([word, ""]).all()


def test_growth_of_all_moves_or_of_a_node_is_no_change():
    mean = truth()
    later = 3 * mean
    later[4] *= 4
    found = flow_change(drawn(mean, 1), drawn(later, 2), diagonal=True)
    assert (found["change"] != "").mean() < 0.02


def test_people_who_move_in_groups_are_not_taken_for_a_change():
    mean = truth() * 4
    one, other = drawn(mean, 1, together=5), drawn(mean, 2, together=5)
    naive = flow_change(one, other)
    assert (naive["p"] <= 0.05).mean() > 0.15
    scatter = float(dict(recipe_of(naive).steps[-1].settings)["scatter"])
    assert 3.5 < scatter < 6
    fair = flow_change(one, other, together=scatter)
    assert (fair["p"] <= 0.05).mean() <= 0.06


def test_the_order_of_rows_and_other_names_change_nothing():
    one, other = drawn(truth(6), 1), drawn(truth(6), 2)
    mixed = Flows.of(one.table.sample(frac=1, random_state=3), kind="industry", version="SIC 2007")
    expected, again = flow_change(one, other), flow_change(mixed, other)
    pd.testing.assert_frame_equal(expected, again, check_exact=True)


def test_a_node_that_is_only_in_one_period_is_set_aside_and_counted():
    one = drawn(truth(5), 1)
    new = pd.DataFrame({"origin": ["0001"], "destination": ["new"], "count": [9]})
    other = Flows.of(
        pd.concat([drawn(truth(5), 2).table, new]), kind="industry", version="SIC 2007"
    )
    found = flow_change(one, other)
    assert "new" not in set(found["target"])
    assert dict(recipe_of(found).steps[-1].counts)["not comparable"] == 1


def test_other_versions_and_undeclared_ones_are_refused():
    one = drawn(truth(4), 1, version="SIC 2003")
    with pytest.raises(VersionError, match="crosswalk"):
        flow_change(one, drawn(truth(4), 2))
    with pytest.raises(VersionError):
        flow_change(drawn(truth(4), 1, version=""), drawn(truth(4), 2, version=""))


def test_settings_out_of_range_are_named_together():
    flows = drawn(truth(4), 1)
    with pytest.raises(InputError, match=r"(?s)confidence.*alpha.*together"):
        flow_change(flows, flows, confidence=1, alpha=0, together=0.5)


def test_periods_without_a_common_node_cannot_be_compared():
    def pair(a, b):
        table = pd.DataFrame({"origin": [a], "destination": [b], "count": [5]})
        return Flows.of(table, kind="industry", version="SIC 2007")

    with pytest.raises(EmptyResultError, match="no node has moves in both"):
        flow_change(pair("a", "b"), pair("c", "d"))


@pytest.mark.shared_data
def test_british_flows_in_two_classifications_are_not_compared(shared_data):
    counts = shared_data("uk-industry-flows") / "counts"
    said = {"kind": "industry", "destination": "FinalIndst", "count": "Counts", "code_length": 4,
            "withheld_below": 10, "unlisted": "withheld"}  # fmt: skip
    old = read_flows(counts / "Table1_Reduced_matrix_1997_2008_flows.csv", origin="StartIndst",
                     version="SIC 2003", **said)  # fmt: skip
    new = read_flows(counts / "Table1_Reduced_matrix_2009_2013_flows.csv", origin="StartIndust",
                     version="SIC 2007", **said)  # fmt: skip
    with pytest.raises(VersionError, match="SIC 2003"):
        flow_change(old, new)
