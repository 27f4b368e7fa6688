"""trie_loops: the loops that build a trie of words and walk it along a text, compiled."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.compiling import compiled

Points = NDArray[np.uint32]
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
Nodes = NDArray[np.int32]
Sieve = NDArray[np.uint8]

_SPREAD = np.uint64(0x9FB21C651E98DF25)
_ZERO = np.uint64(0)
_SIEVE_BITS = 22
NONE = np.int32(-1)


class Paths(NamedTuple):
    """The ways through a trie: a table of (node, word) → node, met by a word's number.

    ``keys`` are numbers of words, ``froms`` the nodes they lead from (-1 where a slot is free) and
    ``tos`` those they lead to; ``terms`` is for each node the term that ends there, or -1;
    ``goes_on`` whether anything follows it. ``sieve`` has a bit for each word that begins a term.
    """

    keys: Numbers
    froms: Nodes
    tos: Nodes
    terms: Nodes
    goes_on: NDArray[np.bool_]
    sieve: Sieve


@compiled
def _slot(node: int, code: np.uint64, keys: Numbers, froms: Nodes) -> np.int64:
    """Return the slot of a word behind a node, or the free one where it would be."""
    mask = len(keys) - 1
    mixed = (code ^ (np.uint64(node) * _SPREAD)) * _SPREAD
    slot = np.int64(mixed >> np.uint64(20)) & mask
    while froms[slot] != NONE and (froms[slot] != node or keys[slot] != code):
        slot = (slot + 1) & mask
    return slot


@compiled
def paths_of(
    codes: Numbers, starts: Places, numbers: Nodes, size: int
) -> tuple[Numbers, Nodes, Nodes, Nodes, NDArray[np.bool_], Sieve]:
    """Return the `Paths` of forms given as words; ``size`` is a power of two beyond their number.

    Parameters
    ----------
    codes : array of uint64
        The numbers of the words of all forms.
    starts : array of int
        Where each form begins among them, and where a next one would.
    numbers : array of int
        The term that each form stands for.
    """
    keys = np.zeros(size, np.uint64)
    froms, tos = np.full(size, NONE, np.int32), np.zeros(size, np.int32)
    terms = np.full(len(codes) + 1, NONE, np.int32)
    goes_on = np.zeros(len(codes) + 1, np.bool_)
    sieve = np.zeros(1 << (_SIEVE_BITS - 3), np.uint8)
    nodes = 1
    for form in range(len(numbers)):
        node = 0
        for place in range(starts[form], starts[form + 1]):
            code = codes[place]
            if node == 0:
                bit = code >> np.uint64(64 - _SIEVE_BITS)
                sieve[bit >> np.uint64(3)] |= np.uint8(1 << (np.int64(bit) & 7))
            slot = _slot(node, code, keys, froms)
            if froms[slot] == NONE:
                keys[slot], froms[slot], tos[slot] = code, node, nodes
                nodes += 1
            goes_on[node] = True
            node = tos[slot]
        terms[node] = numbers[form]
    return keys, froms, tos, terms[:nodes].copy(), goes_on[:nodes].copy(), sieve


@compiled
def alone(codes: Numbers, keys: Numbers, froms: Nodes, tos: Nodes, terms: Nodes) -> Nodes:
    """Return for each word the term that is just this word, or -1."""
    found = np.full(len(codes), NONE, np.int32)
    for i in range(len(codes)):
        slot = _slot(0, codes[i], keys, froms)
        if froms[slot] != NONE:
            found[i] = terms[tos[slot]]
    return found


@compiled
def candidates(
    codes: Numbers,
    starts: Places,
    ends: Places,
    points: Points,
    shortened: np.uint64,
    keys: Numbers,
    froms: Nodes,
    tos: Nodes,
    terms: Nodes,
    goes_on: NDArray[np.bool_],
    sieve: Sieve,
) -> tuple[Places, Places, Nodes]:
    """Return every term at every word: its first and last word, and its number.

    In the order of the first words; of those that begin at one word the longest first.

    Parameters
    ----------
    codes, starts, ends : arrays
        The words.
    points : array
        The folded texts in which they stand.
    shortened : uint64
        The number of a word that a dot behind it shortens: "leg. sjuksköterska".
    """
    room = len(codes) + 1
    first, last, term = np.empty(room, np.int64), np.empty(room, np.int64), np.empty(room, np.int32)
    count = 0
    for word in range(len(codes)):
        bit = codes[word] >> np.uint64(64 - _SIEVE_BITS)
        if not sieve[bit >> np.uint64(3)] & (1 << (np.int64(bit) & 7)):
            continue
        slot = _slot(0, codes[word], keys, froms)
        if froms[slot] == NONE:
            continue
        node, begun, at = tos[slot], count, word
        while True:
            if terms[node] != NONE:
                if count == room:
                    room *= 2
                    first = np.concatenate((first, np.empty_like(first)))
                    last = np.concatenate((last, np.empty_like(last)))
                    term = np.concatenate((term, np.empty_like(term)))
                first[count], last[count], term[count] = word, at, terms[node]
                count += 1
            if not goes_on[node] or at + 1 == len(codes):
                break
            slot = _slot(node, codes[at + 1], keys, froms)
            if froms[slot] == NONE:
                break
            begin, end = ends[at], starts[at + 1]
            if not joins(points, begin, end) and not (
                codes[at] == shortened and _shortens(points, begin, end)
            ):
                break
            node, at = tos[slot], at + 1
        # The longest first.
        for step in range((count - begun) // 2):
            one, other = begun + step, count - 1 - step
            last[one], last[other] = last[other], last[one]
            term[one], term[other] = term[other], term[one]
    return first[:count].copy(), last[:count].copy(), term[:count].copy()


@compiled
def joins(points: Points, begin: int, end: int) -> bool:
    """Whether two words with this between them can belong to one term.

    Spaces, one joiner, or the hyphen of "hälso- och sjukvård"; a line break or a comma part two.
    """
    length = end - begin
    if length < 1 or length > 3:
        return False
    spaces = 0
    for place in range(begin, end):
        point = points[place]
        spaces += point in (9, 32, 0xA0)
    if spaces == length:
        return True
    sign = int(points[begin] if length < 3 else points[begin + 1])
    dash = sign in (45, 0x2010, 0x2011, 0x2013)
    if length == 1:
        return dash or sign in (38, 39, 46, 47, 0x2019)
    behind = points[end - 1] == 32
    if length == 2:
        return dash and bool(behind)
    return sign in (38, 47) and bool(behind) and bool(points[begin] == 32)


@compiled
def _shortens(points: Points, begin: int, end: int) -> bool:
    """Whether a gap is the dot that shortens the word before it."""
    if begin == end or points[begin] != 46:
        return False
    for place in range(begin + 1, end):
        point = points[place]
        if point != 32 and point != 9 and point != 0xA0:
            return False
    return True


@compiled
def chosen(
    first: Places, last: Places, reasons: NDArray[np.int8], words: int
) -> tuple[Places, NDArray[np.int8]]:
    """Choose the leftmost and longest candidates that nothing speaks against.

    Parameters
    ----------
    first, last : arrays
        The candidates, from `candidates`.
    reasons : array of int8
        What speaks against each; 0 where nothing does.
    words : int
        How many words there are.

    Returns
    -------
    places : array of int
        The candidates taken.
    against : array of int8
        For each word the reason against the longest of those that were tried there, where none
        was taken; else 0.
    """
    taken = np.empty(len(first), np.int64)
    against = np.zeros(words, np.int8)
    count = free = place = 0
    while place < len(first):
        word, reason, found = first[place], np.int8(0), False
        while place < len(first) and first[place] == word:
            if word >= free and not found:
                if reasons[place] == 0:
                    found = True
                    taken[count] = place
                    count += 1
                    free_next = last[place] + 1
                elif reason == 0:
                    reason = reasons[place]
            place += 1
        if found:
            free = free_next
        else:
            against[word] = reason
    return taken[:count].copy(), against
