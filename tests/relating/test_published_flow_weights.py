"""The weights that the UK flow networks were published with, reproduced cell by cell."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.flows import Flows
from mobility.reading.flows import read_flows
from mobility.relating.published_flow_weights import published_flow_weights

TABLES = {
    True: ("Table1_Reduced_matrix_1997_2008_flows", 4_827),
    False: ("Table2_Reduced_matrix_1997_2008_connections", 6_947),
}


@pytest.mark.shared_data
@pytest.mark.parametrize("directed", [True, False])
def test_every_published_weight_is_reproduced_within_one_in_a_trillion(
    shared_data, directed: bool
) -> None:
    folder: Path = shared_data("uk-industry-flows")
    name, published_cells = TABLES[directed]
    flows = read_flows(
        folder / "counts" / f"{name}.csv", kind="industry", origin="StartIndst",
        destination="FinalIndst", count="Counts", version="SIC 2003", code_length=4,
        withheld_below=10, unlisted="withheld",
    )  # fmt: skip
    ours = published_flow_weights(flows, directed=directed).edges
    read = pd.read_csv(folder / "sr_weights" / f"{name}.csv.gz", dtype="str")
    # Each file ends with a line for a code 0000 that has no counts; its weight is minus 200,000.
    read = read[read["StartIndst"] != "0000"]
    theirs = pd.DataFrame(
        {
            "source": read["StartIndst"].str.zfill(4),
            "target": read["FinalIndst"].str.zfill(4),
            "published": read["weight"].astype(float),
        }
    )
    if not directed:
        turned = ours.rename(columns={"source": "target", "target": "source"})
        ours = pd.concat([ours, turned[turned["source"] != turned["target"]]])
    both = theirs.merge(ours, on=["source", "target"], how="outer", indicator=True)
    assert (both["_merge"] == "both").all()
    assert len(both) == published_cells
    assert np.abs(both["published"] - both["normalised"]).max() < 1e-12


def test_a_direction_that_is_not_listed_is_set_to_ten_and_a_pair_without_any_to_nothing() -> None:
    table = pd.DataFrame({"origin": ["a", "c"], "destination": ["b", "c"], "count": [20, 30]})
    flows = Flows.of(table, kind="industry", withheld_below=10)
    network = published_flow_weights(flows, directed=True)
    assert dict(network.recipe.steps[-1].counts) == {"edges": 5, "assumed": 1}
    found = network.edges
    # a → b is listed with 20, so b → a is set to 10; c stands alone. Sum 20 + 10 + 30 = 60.
    # SR(a, b) = 20 · 60 / (20 · 20) = 3, w = 2 / 4; SR(b, a) = 10 · 60 / (10 · 10) = 6, w = 5 / 7.
    said = dict(zip(zip(found["source"], found["target"], strict=True), found["normalised"],
                    strict=True))  # fmt: skip
    loops = {(name, name): 1.0 for name in "abc"}
    assert said == pytest.approx({("a", "b"): 0.5, ("b", "a"): 5 / 7, **loops})


def test_a_weight_of_minus_99_hundredths_is_not_published_and_one_above_it_is() -> None:
    # a and b leave and arrive 199 + 1 times of 400: SR(a, b) = 1 · 400 / 200² = 0.01, w = −0.98.
    def weights(moves: list[int]) -> dict[tuple[str, str], float]:
        table = pd.DataFrame({"origin": list("aabb"), "destination": list("abab"), "count": moves})
        network = published_flow_weights(Flows.of(table, kind="industry"), directed=True)
        assert dict(network.recipe.steps[-1].counts)["assumed"] == 0
        found = network.edges
        pairs = zip(found["source"], found["target"], strict=True)
        return dict(zip(pairs, found["normalised"], strict=True))

    near = -0.99 / 1.01  # (0.01 − 1) / (0.01 + 1)
    ends = {("a", "a"): 1.0, ("b", "b"): 1.0}
    assert weights([199, 1, 1, 199]) == pytest.approx({**ends, ("a", "b"): near, ("b", "a"): near})
    # SR = 1 · 796 / 398² = 1 / 199: w = (1 − 199) / (1 + 199) = −198 / 200, the least itself.
    assert weights([397, 1, 1, 397]) == ends


def test_one_single_move_is_a_direction_that_is_listed() -> None:
    table = pd.DataFrame({"origin": ["a"], "destination": ["b"], "count": [1]})
    found = published_flow_weights(Flows.of(table, kind="industry"), directed=True).edges
    assert found.set_index(["source", "target"]).at[("b", "a"), "observed"] == 10


def test_an_undirected_pair_stands_under_the_first_of_its_nodes() -> None:
    table = pd.DataFrame({"origin": ["c", "b"], "destination": ["a", "a"], "count": [20, 30]})
    found = published_flow_weights(Flows.of(table, kind="industry"), directed=False).edges
    pairs = list(zip(found["source"], found["target"], strict=True))
    assert pairs == [("a", "a"), ("a", "b"), ("a", "c"), ("b", "b"), ("c", "c")]


def test_a_weight_at_the_least_that_is_not_published_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # As above SR(a, b) = 3, and w = (3 − 1) / (3 + 1) = 1/2, which floats hold exactly.
    monkeypatch.setattr("mobility.relating.published_flow_weights.LEAST", 0.5)
    table = pd.DataFrame({"origin": ["a", "c"], "destination": ["b", "c"], "count": [20, 30]})
    found = published_flow_weights(Flows.of(table, kind="industry"), directed=True).edges
    assert ("a", "b") not in set(zip(found["source"], found["target"], strict=True))
    assert ("b", "a") in set(zip(found["source"], found["target"], strict=True))  # w = 5/7
