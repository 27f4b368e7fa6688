"""pair_ranking: pairs in the order a predictor gives them, prepared once for any node weights."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import coo_array, csr_array

from mobility.foundation.errors import InputError


class TrueRows(NamedTuple):
    """Where the true pairs of an order stand, each with those it is tied with.

    ``true``: their rows; ``first``, ``last``: the first row of their ties, and the row after the
    last; ``true_first``, ``true_last``: how many true rows stand before those two.
    """

    true: np.ndarray
    first: np.ndarray
    last: np.ndarray
    true_first: np.ndarray
    true_last: np.ndarray


@dataclass(frozen=True, eq=False, repr=False)
class RankedPairs:
    """Pairs by falling score, and those of each origin by falling score; made by `rank_pairs`.

    The pairs tied for the lowest score are not kept in order: what they weigh is what all pairs
    weigh less those before them. Most measures list few pairs, and so few rows are left.

    Parameters
    ----------
    nodes : int
        How many nodes there are.
    pairs, trues : csr_array of shape (nodes, nodes)
        How often each pair stands among all, and among the true.
    asked : ndarray of bool, shape (nodes,)
        Whether an origin has a true pair.
    origin, destination : ndarray of int
        The nodes of each pair but the last tied, by falling score.
    whole : TrueRows
        The true ones of these.
    own_destination : ndarray of int
        The destination of each pair but each origin's last tied, by origin and falling score.
    own : TrueRows
        The true ones of these.
    own_origin : ndarray of int
        The origin of each of these.
    own_start : ndarray of int, shape (nodes + 1,)
        Where the rows of each origin begin.
    """

    nodes: int
    pairs: csr_array
    trues: csr_array
    asked: np.ndarray
    origin: np.ndarray
    destination: np.ndarray
    whole: TrueRows
    own_destination: np.ndarray
    own: TrueRows
    own_origin: np.ndarray
    own_start: np.ndarray

    def __repr__(self) -> str:
        """Say how many pairs and how many of them are true."""
        pairs, true = int(self.pairs.sum()), int(self.trues.sum())
        return f"RankedPairs({pairs} pairs, {true} true, {self.nodes} nodes)"


def rank_pairs(
    scores: np.ndarray,
    target: np.ndarray,
    origin: np.ndarray,
    destination: np.ndarray,
    *,
    nodes: int,
) -> RankedPairs:
    """Put pairs in the order of their scores, so that they can be scored under many weights.

    Parameters
    ----------
    scores : ndarray of shape (n_pairs,)
        Finite; the larger, the likelier the predictor holds the pair to be true. Equal numbers are
        ties; numbers that differ by rounding alone are not, so round them first.
    target : ndarray of bool, shape (n_pairs,)
        Whether the pair is true.
    origin, destination : ndarray of int, shape (n_pairs,)
        Positions of the nodes, from 0 to ``nodes`` − 1. Of undirected pairs give both directions if
        each end is to be an origin.
    nodes : int
        How many nodes there are.

    Returns
    -------
    RankedPairs

    Raises
    ------
    InputError
        If the arrays differ in length, a score is not finite, or a position is outside.
    """
    scores = np.asarray(scores, dtype=np.float64)
    target = np.asarray(target, dtype=bool)
    origin, destination = np.asarray(origin, np.intp), np.asarray(destination, np.intp)
    _check(scores, target, origin, destination, nodes)
    whole = np.lexsort((destination, origin, -scores))
    begins = _begins(scores[whole])
    head = whole[: int(np.flatnonzero(begins)[-1]) if len(whole) else 0]
    own = np.lexsort((destination, -scores, origin))
    own_begins = _begins(scores[own]) | _begins(origin[own])
    early = _before_last(own_begins, origin[own])
    own_head = own[early]
    own_order = _true_rows(own_begins[early], target[own_head])
    own_origin = origin[own_head]
    return RankedPairs(
        nodes,
        _counts(origin, destination, nodes),
        _counts(origin[target], destination[target], nodes),
        np.bincount(origin[target], minlength=nodes) > 0,
        origin[head],
        destination[head],
        _true_rows(begins[: len(head)], target[head]),
        destination[own_head],
        own_order,
        own_origin[own_order.true],
        np.concatenate([[0], np.cumsum(np.bincount(own_origin, minlength=nodes))]),
    )


def _check(
    scores: np.ndarray, target: np.ndarray, origin: np.ndarray, destination: np.ndarray, nodes: int
) -> None:
    """Refuse arrays that do not belong together, all faults at once."""
    faults = []
    lengths = {len(scores), len(target), len(origin), len(destination)}
    if len(lengths) > 1:
        faults.append("scores, target, origin and destination differ in length")
    if not np.isfinite(scores).all():
        faults.append(f"{int((~np.isfinite(scores)).sum())} scores are not finite numbers")
    for name, position in (("origin", origin), ("destination", destination)):
        outside = (position < 0) | (position >= nodes)
        if outside.any():
            faults.append(f"{int(outside.sum())} positions in {name} are outside 0–{nodes - 1}")
    if faults:
        raise InputError("rank_pairs", faults)


def _begins(ordered: np.ndarray) -> np.ndarray:
    """Whether a row differs from the one before it."""
    begins = np.ones(len(ordered), dtype=bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    return begins


def _before_last(begins: np.ndarray, origin: np.ndarray) -> np.ndarray:
    """Whether a row stands before the last ties of its origin."""
    tie = np.cumsum(begins) - 1
    last = np.ones(len(origin), dtype=bool)
    last[:-1] = origin[1:] != origin[:-1]
    last_tie = np.zeros(int(origin.max(initial=-1)) + 1, dtype=np.intp)
    last_tie[origin[last]] = tie[last]
    early: np.ndarray = tie < last_tie[origin]
    return early


def _true_rows(begins: np.ndarray, true: np.ndarray) -> TrueRows:
    """Return where true rows and their ties stand, from where ties begin."""
    starts = np.append(np.flatnonzero(begins), len(begins))
    tie = np.cumsum(begins) - 1
    rows = np.flatnonzero(true)
    first, last = starts[tie[rows]], starts[tie[rows] + 1]
    return TrueRows(rows, first, last, np.searchsorted(rows, first), np.searchsorted(rows, last))


def _counts(origin: np.ndarray, destination: np.ndarray, nodes: int) -> csr_array:
    """Return how often each pair stands."""
    once = np.ones(len(origin))
    return csr_array(coo_array((once, (origin, destination)), shape=(nodes, nodes)))
