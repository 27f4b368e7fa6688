"""Specialization and proximity by ecomplexity and economic-complexity: the same numbers as ours.

The numbers are those of ecomplexity 0.5.3 and economic-complexity 0.3.0 (numpy 1.26.4, pandas
2.2.2), which agree with each other but on the diagonal of proximity: 1 for the first, 0 for the
second; ours leaves it out. Where a Python with them is named, they are asked again.
"""

import numpy as np
import pandas as pd
import pytest

from benchmarks.peers import PYTHON, ask_peer, peers_python
from benchmarks.relating import random_counts
from mobility.counting.weights import effective_use, specialization
from mobility.foundation.incidence import Incidence
from mobility.relating.relatedness import relatedness

TRADE = pd.DataFrame(
    [("A", "p", 10), ("A", "q", 5), ("B", "p", 2), ("B", "r", 9), ("C", "q", 4), ("C", "r", 1),
     ("C", "s", 7)],
    columns=["row", "column", "value"],
)  # fmt: skip
SPECIALIZATION = [
    [2.111111111111111, 1.4074074074074074, 0.0, 0.0],
    [0.5757575757575758, 0.0, 3.1090909090909093, 0.0],
    [0.0, 1.4074074074074074, 0.3166666666666667, 3.1666666666666665],
]
PROXIMITY = [[0, 0.5, 0, 0], [0.5, 0, 0, 0.5], [0, 0, 0, 0], [0, 0.5, 0, 0]]
"""Products p, q, r, s; the diagonal left out."""

PEERS = {"a": "ecomplexity", "b": "economic-complexity"}

needs_peers = pytest.mark.skipif(
    peers_python() is None, reason=f"{PYTHON} names no Python that has the peers"
)


def counts_of(table):
    return Incidence.from_pairs(table, "row", "column", "value", measure="value")


def matrix(table, rows, columns, values):
    """A long table as a wide one, 0 where there is nothing."""
    return table.pivot_table(index=rows, columns=columns, values=values, dropna=False).fillna(0)


def test_specialization_is_that_of_both_peers():
    ours = specialization(counts_of(TRADE)).values.toarray()
    np.testing.assert_allclose(ours, SPECIALIZATION, rtol=1e-14)


def test_proximity_is_that_of_both_peers_off_the_diagonal():
    found = relatedness(effective_use(counts_of(TRADE)), between="column", measure="proximity")
    assert found.to_matrix().toarray().tolist() == PROXIMITY


@needs_peers
@pytest.mark.parametrize("peer", PEERS)
@pytest.mark.parametrize("random", [False, True])
def test_the_peers_asked_again_say_what_ours_does(peer, random):
    table = TRADE
    if random:
        held = random_counts(20, 30).to_frame()
        table = held.set_axis(["row", "column", "value"], axis=1)
    counts = counts_of(table)
    used = effective_use(counts)
    ours = specialization(counts).values.toarray()
    theirs = ask_peer(f"specialization_{peer}", table).table
    wide = matrix(theirs, "row", "column", "specialization")
    np.testing.assert_allclose(ours, wide.loc[counts.rows, counts.columns], rtol=1e-12)
    theirs = ask_peer(f"proximity_{peer}", table).table
    wide = matrix(theirs, "column_1", "column_2", "proximity").loc[counts.columns, counts.columns]
    held = wide.to_numpy(copy=True)
    np.fill_diagonal(held, 0)
    near = relatedness(used, between="column", measure="proximity").to_matrix().toarray()
    np.testing.assert_allclose(near, held, atol=1e-14)
