"""What knows nothing of relatedness: its scores worked by hand."""

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows
from mobility.reaching.validation_nulls import NULLS, null_scores


def _flows(rows: list[tuple[str, str, int | None]], **said: object) -> Flows:
    table = pd.DataFrame(rows, columns=["origin", "destination", "count"])
    return Flows.of(table, kind="occupation", **said)  # type: ignore[arg-type]


MOVES = _flows([("512", "513", 4), ("513", "512", 2), ("512", "911", 1), ("911", "911", 50)])


def test_size_is_the_product_of_margins_without_those_who_stay() -> None:
    """From 512 go 5, from 513 2, from 911 none; to 512 come 2, to 513 4, to 911 1."""
    found = null_scores(MOVES.nodes, MOVES, None, random_state=0)
    assert found["size alone"].tolist() == [[10, 20, 5], [4, 8, 2], [0, 0, 0]]
    assert found["popularity"].tolist() == [[2, 4, 1]] * 3


def test_the_classification_counts_what_two_codes_begin_with_alike() -> None:
    nodes = pd.Index(["5", "512", "513", "911", "51"], name="occupation", dtype="str")
    found = null_scores(nodes, MOVES, None, random_state=0)["classification"]
    assert found.tolist() == [
        [1, 1, 1, 0, 1],
        [1, 3, 2, 0, 2],
        [1, 2, 3, 0, 2],
        [0, 0, 0, 3, 0],
        [1, 2, 2, 0, 2],
    ]


def test_margins_come_from_the_earlier_period_and_nodes_it_lacks_have_none() -> None:
    earlier = _flows([("512", "911", 7)])
    found = null_scores(MOVES.nodes, MOVES, earlier, random_state=0)
    assert found["popularity"].tolist() == [[0, 0, 7]] * 3
    assert found["size alone"].tolist() == [[0, 0, 49], [0, 0, 0], [0, 0, 0]]


def test_a_withheld_flow_counts_as_half_its_range_in_a_margin() -> None:
    """Below ten is 0 to 9: 4.5."""
    hidden = _flows([("512", "513", 20), ("512", "911", None)], withheld_below=10)
    found = null_scores(hidden.nodes, hidden, None, random_state=0)
    assert found["popularity"][0].tolist() == [0, 20, 4.5]


def test_margins_that_the_source_gives_are_used_as_they_are() -> None:
    """Of the 9 who leave 512, 3 stay; with the diagonal they are part of its size."""
    given = pd.DataFrame(
        {"leaving": [9, 2, 51], "arriving": [5, 4, 53]}, index=["512", "513", "911"]
    )
    moves = _flows([("512", "512", 3), ("512", "911", 1), ("911", "911", 50)], margins=given)
    without = null_scores(moves.nodes, moves, None, random_state=0)
    assert without["popularity"][0].tolist() == [2, 4, 3]
    assert without["size alone"][0].tolist() == [12, 24, 18]
    whole = null_scores(moves.nodes, moves, None, diagonal=True, random_state=0)
    assert whole["popularity"][0].tolist() == [5, 4, 53]


def test_chance_is_the_same_for_one_seed_and_another_for_another() -> None:
    one, two, three = (null_scores(MOVES.nodes, MOVES, None, random_state=s) for s in (0, 0, 1))
    assert (one["random"] == two["random"]).all()
    assert (one["random"] != three["random"]).any()
    assert np.all((one["random"] >= 0) & (one["random"] < 1))
    assert tuple(one) == NULLS
