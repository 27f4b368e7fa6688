"""alike_signatures: which of many signatures look alike, found without comparing all pairs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobility.counting.meeting_keys import (
    PAIRS_AT_ONCE,
    Agree,
    Beside,
    Numbers,
    joined_where_keys_meet,
)
from mobility.counting.signatures import CHANCE, Signatures
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.progress import Progress, silent

MISSED = 0.01
"""Of pairs exactly as alike as the threshold, at most this share is missed."""

LONGEST_BAND = 8
"""Bytes of a band: they are sorted as one whole number."""


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
    since nothing hangs on it. Of many that share one, as thousands of ads made from one template
    do, each is compared with some (`joined_where_keys_meet`), so that time grows with their number
    and not with its square.

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
    groups = joined_where_keys_meet(
        whole, _bytes_after(signatures, 0), np.arange(len(whole)), groups, agree
    )
    # One of those that are the same to the last byte stands for all of them in every band.
    first = np.flatnonzero(_is_first_of_its_key(whole) | (groups == np.arange(len(groups))))
    for band in range(bands.number):
        progress("compare signatures", band, bands.number)
        end = (band + 1) * bands.length
        keys = _as_numbers(signatures[first, end - bands.length : end])
        beside = _bytes_after(signatures, end)
        groups = joined_where_keys_meet(keys, beside, first, groups, agree)
    progress("compare signatures", bands.number, bands.number)
    return groups


def _bytes_after(signatures: Signatures, place: int) -> Beside:
    """Return what gives rows the eight bytes from a place on, going round, as one number each."""
    which = np.arange(place, place + LONGEST_BAND) % signatures.shape[1]

    def beside(rows: Numbers) -> NDArray[np.uint64]:
        return _as_numbers(signatures[rows[:, np.newaxis], which])

    return beside


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
