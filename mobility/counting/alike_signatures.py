"""alike_signatures: which of many signatures look alike, found without comparing all pairs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from mobility.counting.signatures import CHANCE, Signatures
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.progress import Progress, silent

Numbers = NDArray[np.int64]
Agree = Callable[[Numbers, Numbers], NDArray[np.bool_]]
"""Says of pairs of texts, given as two rows of numbers, which are alike."""

MISSED = 0.01
"""Of pairs exactly as alike as the threshold, at most this share is missed."""

LONGEST_BAND = 8
"""Bytes of a band: they are sorted as one whole number."""

PAIRS_AT_ONCE = 100_000


@dataclass(frozen=True)
class Bands:
    """Into how many bands a signature is cut, and how many bytes each has."""

    number: int
    length: int

    def found(self, likeness: float) -> float:
        r"""Return the probability that a pair shares a band, so that it is compared.

        With :math:`b` bands of :math:`r` bytes and likeness :math:`J`:
        :math:`1 - (1 - J^r)^b`, leaving out that bytes also agree by chance.
        """
        return float(1 - (1 - likeness**self.length) ** self.number)


def bands_for(threshold: float, places: int) -> Bands:
    """Return the longest bands that let at most one in a hundred pairs at the threshold slip.

    Longer bands bring fewer pairs together that are not alike.

    Parameters
    ----------
    threshold : float
        Likeness, above 0 and at most 1.
    places : int
        Bytes of a signature.

    Raises
    ------
    InputError
        If the threshold is outside its range, or so low that signatures of that length would miss
        more.

    Examples
    --------
    >>> bands_for(0.8, 128)
    Bands(number=21, length=6)
    >>> round(bands_for(0.8, 128).found(0.8), 4), round(bands_for(0.8, 128).found(0.4), 4)
    (0.9983, 0.0826)
    """
    if not 0 < threshold <= 1:
        expected = "a likeness above 0 and at most 1"
        raise InputError(
            "near_duplicates", [Fault(expected, column="threshold", value=str(threshold))]
        )
    for length in range(min(LONGEST_BAND, places), 0, -1):
        bands = Bands(places // length, length)
        if bands.found(threshold) >= 1 - MISSED:
            return bands
    said = f"{places} bytes a signature are too few for a threshold of {threshold}; use more."
    raise InputError("near_duplicates", [said])


def estimated_likeness(signatures: Signatures, one: Numbers, other: Numbers) -> NDArray[np.float64]:
    """Return how alike pairs are by their signatures: Jaccard likeness, from 0 to 1.

    Parameters
    ----------
    signatures : ndarray of uint8, shape (n, places)
        From `text_signatures`.
    one, other : ndarray of int, shape (pairs,)
        The rows to compare.

    Examples
    --------
    >>> signatures = np.array([[1, 2, 3, 4], [1, 2, 3, 9]], dtype=np.uint8)
    >>> estimated_likeness(signatures, np.array([0, 0]), np.array([0, 1])).round(3).tolist()
    [1.0, 0.749]
    """
    likeness = np.empty(len(one))
    for start in range(0, len(one), PAIRS_AT_ONCE):
        at = slice(start, start + PAIRS_AT_ONCE)
        likeness[at] = (signatures[one[at]] == signatures[other[at]]).mean(axis=1)
    return np.clip((likeness - CHANCE) / (1 - CHANCE), 0.0, 1.0)


def alike_groups(
    signatures: Signatures, agree: Agree, *, bands: Bands, progress: Progress = silent
) -> Numbers:
    """Put signatures into groups in which each is alike another.

    Only signatures that share a band are compared, and two that already are in one group are not,
    since nothing hangs on it. Within a band all others are compared with the first; what is then
    left apart, with everything there.

    Parameters
    ----------
    signatures : ndarray of uint8, shape (n, places)
        In the order in which the first of a group is chosen.
    agree : callable
        Says which of the pairs that share a band are alike.
    bands : Bands
        From `bands_for`.
    progress : Progress
        Called with ("compare signatures", bands done, bands in all).

    Returns
    -------
    ndarray of int, shape (n,)
        For every signature the number of the first in its group; its own where it is alone. The
        same however many bands of pairs are compared at once.
    """
    groups = np.arange(len(signatures), dtype=np.int64)
    whole = _mixed(signatures)
    groups = _joined_in(whole, np.arange(len(whole)), groups, agree)
    # One of those that are the same to the last byte stands for all of them in every band.
    first = np.flatnonzero(_is_first_of_its_key(whole) | (groups == np.arange(len(groups))))
    for band in range(bands.number):
        progress("compare signatures", band, bands.number)
        piece = signatures[first, band * bands.length : (band + 1) * bands.length]
        groups = _joined_in(_as_numbers(piece), first, groups, agree)
    progress("compare signatures", bands.number, bands.number)
    return groups


def _joined_in(keys: NDArray[np.uint64], rows: Numbers, groups: Numbers, agree: Agree) -> Numbers:
    """Join the groups of alike rows among those that have the same key."""
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    starts = np.concatenate([[0], edges])
    sizes = np.diff(np.concatenate([starts, [len(keys)]]))
    many = sizes > 1
    starts, sizes = starts[many], sizes[many]
    held = rows[order]
    for pairs in (_with_first, _left_apart):
        for one, other in pairs(starts, sizes, held, groups):
            differ = groups[one] != groups[other]
            one, other = one[differ], other[differ]
            yes = agree(one, other)
            groups = _joined(groups, one[yes], other[yes])
    return groups


def _joined(groups: Numbers, one: Numbers, other: Numbers) -> Numbers:
    """Return the groups after pairs have been joined, each named by its first."""
    if not len(one):
        return groups
    n = len(groups)
    i, j = groups[one], groups[other]
    _, label = connected_components(
        coo_array((np.ones(len(i), dtype=np.int8), (i, j)), shape=(n, n)), directed=False
    )
    first = np.full(label.max() + 1, n, dtype=np.int64)
    np.minimum.at(first, label, np.arange(n))
    answer: Numbers = first[label][groups]
    return answer


def _with_first(
    starts: Numbers, sizes: Numbers, held: Numbers, _groups: Numbers
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield every row with the first one that has its key."""
    others = _ranges(starts + 1, sizes - 1)
    firsts = np.repeat(starts, sizes - 1)
    yield held[firsts], held[others]


def _left_apart(
    starts: Numbers, sizes: Numbers, held: Numbers, groups: Numbers
) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the pairs of rows with one key that are in different groups, some at a time."""
    firsts = np.repeat(starts, sizes)
    rows = _ranges(starts, sizes)
    apart = np.flatnonzero(groups[held[rows]] != groups[held[firsts]])
    if not len(apart):
        return
    size_of = np.repeat(sizes, sizes)[apart]
    cuts = np.searchsorted(
        np.cumsum(size_of), np.arange(PAIRS_AT_ONCE, size_of.sum(), PAIRS_AT_ONCE)
    )
    for some in np.split(np.arange(len(apart)), np.unique(cuts)):
        at = apart[some]
        one = np.repeat(held[rows[at]], size_of[some])
        other = held[_ranges(firsts[at], size_of[some])]
        yield one, other


def _ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """Return the numbers from each start on, so many of each."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    numbers: Numbers = np.arange(total) + np.repeat(starts - (ends - sizes), sizes)
    return numbers


def _as_numbers(piece: Signatures) -> NDArray[np.uint64]:
    """Return up to eight bytes a row as one whole number a row."""
    wide = np.zeros((len(piece), LONGEST_BAND), dtype=np.uint8)
    wide[:, : piece.shape[1]] = piece
    return wide.view(np.uint64).ravel()


def _mixed(signatures: Signatures) -> NDArray[np.uint64]:
    """Return 64 bits a row that are the same for the same bytes, and hardly ever for others."""
    mixed = np.zeros(len(signatures), dtype=np.uint64)
    for start in range(0, signatures.shape[1], LONGEST_BAND):
        mixed ^= _as_numbers(signatures[:, start : start + LONGEST_BAND])
        mixed *= np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def _is_first_of_its_key(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Mark the first row of every key."""
    marked = np.zeros(len(keys), dtype=bool)
    marked[np.unique(keys, return_index=True)[1]] = True
    return marked
