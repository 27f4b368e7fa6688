"""validation_target: which pairs of nodes count as related in flows, and which cannot be told."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows
from mobility.relating.expected_flows import expectation
from mobility.relating.flow_bounds import check_even, flow_bounds, given_margins

ANY_MOVE, SIZE_CONTROLLED = "any move", "size-controlled"
TARGETS = (ANY_MOVE, SIZE_CONTROLLED)


@dataclass(frozen=True, eq=False, repr=False)
class TargetPairs:
    """Directed pairs of different nodes with what the flows say of them.

    Parameters
    ----------
    name : str
        "any move" or "size-controlled".
    nodes : pandas.Index
        The nodes that pairs are of.
    origin, destination : ndarray of int, shape (n_pairs,)
        Their positions among the nodes.
    true : ndarray of bool, shape (n_pairs,)
        Whether the pair is related.
    expected : ndarray of shape (n_pairs,)
        Moves that the sizes of both give; 0 where nobody can be expected to move.
    undecided : int
        How many pairs were set aside because the flow is withheld and its range allows both.
    """

    name: str
    nodes: pd.Index
    origin: np.ndarray
    destination: np.ndarray
    true: np.ndarray
    expected: np.ndarray
    undecided: int

    def __repr__(self) -> str:
        """Say the counts."""
        told = f"{len(self.true)} pairs, {int(self.true.sum())} true, {self.undecided} undecided"
        return f"TargetPairs({self.name!r}, {told})"

    def part(self, chosen: np.ndarray) -> "TargetPairs":
        """Return the pairs chosen by a mask."""
        return TargetPairs(
            self.name, self.nodes, self.origin[chosen], self.destination[chosen],
            self.true[chosen], self.expected[chosen], self.undecided,
        )  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class FlowRanges:
    """Every directed flow between nodes as the range it lies in, with what sizes give.

    Parameters
    ----------
    nodes : pandas.Index
        Nodes of the rows and columns.
    low, high : ndarray of shape (n_nodes, n_nodes)
        The least and the most that each flow can be; equal where it is given.
    expected : ndarray of shape (n_nodes, n_nodes)
        What the margins give; 0 where nobody can be expected to move.
    """

    nodes: pd.Index
    low: np.ndarray
    high: np.ndarray
    expected: np.ndarray

    @classmethod
    def of(cls, flows: Flows, *, diagonal: bool = False) -> "FlowRanges":
        """Build it from flows; expectations are those of `skill_relatedness`.

        Withheld flows stand in them at their mean given their range. ``diagonal`` says whether
        those who stay are part of the margins.

        Raises
        ------
        InputError
            If margins are given that no table of these nodes can have, or that hold those who stay,
            how many they are is withheld, and ``diagonal`` is False.
        """
        low, high = flow_bounds(flows)
        margins = given_margins(flows, diagonal=diagonal)
        if margins is not None:
            check_even(margins)
        expected = expectation(low, high, diagonal=diagonal, margins=margins).expected
        return cls(flows.nodes, low, high, np.nan_to_num(expected))

    def among(self, nodes: pd.Index) -> "FlowRanges":
        """Return the part between some of the nodes, expectations as they were among all."""
        at = self.nodes.get_indexer(nodes)
        square = np.ix_(at, at)
        return FlowRanges(nodes, self.low[square], self.high[square], self.expected[square])


def any_move(ranges: FlowRanges, *, least_moves: int) -> TargetPairs:
    """Call a pair related if at least so many moved, whatever the sizes of the two."""
    return _decided(
        ANY_MOVE, ranges, ranges.low >= least_moves, ranges.high >= least_moves,
        np.ones(ranges.low.shape, dtype=bool),
    )  # fmt: skip


def size_controlled(
    ranges: FlowRanges, *, least_expected: float, above: float = 1.0
) -> TargetPairs:
    """Call a pair related if more moved than ``above`` times what the sizes of the two give.

    Only pairs between which at least ``least_expected`` moves are expected: where fewer are, a flow
    of nobody says little.
    """
    threshold = above * ranges.expected
    return _decided(
        SIZE_CONTROLLED, ranges, ranges.low > threshold, ranges.high > threshold,
        (ranges.expected >= least_expected) & (ranges.expected > 0),
    )  # fmt: skip


def _decided(
    name: str, ranges: FlowRanges, surely: np.ndarray, perhaps: np.ndarray, among: np.ndarray
) -> TargetPairs:
    """Return the pairs of different nodes for which the range decides."""
    among = among & ~np.eye(len(ranges.nodes), dtype=bool)
    decided = surely == perhaps
    i, j = np.nonzero(among & decided)
    return TargetPairs(
        name, ranges.nodes, i, j, surely[i, j], ranges.expected[i, j],
        int((among & ~decided).sum()),
    )  # fmt: skip
