"""skill_slots: how much the place of a word sequence is like the places where skills stand."""

import re
from collections import Counter
from collections.abc import Iterable
from math import fsum, log
from typing import NamedTuple

from mobility.finding.sentences import Sentence

_REACH = 40
_LEFT = re.compile(r"(\w[\w+#]*)?(\W*)$")
_RIGHT = re.compile(r"(\W*)(\w+)?")
_END = "¶"
_JOINED = ("_", "+", "#")
"""What belongs to a word beside letters and digits."""

RARE = 2
"""Occurrences that are added to each neighbour before it is weighed."""
FINE = 1 << 24
"""Weights are whole multiples of one part in so many."""


class Slot(NamedTuple):
    """What stands before and after: the next word, or the mark or line end that comes first."""

    left: str
    right: str


class SlotWeights(NamedTuple):
    """How much each neighbour speaks for a skill (above 0) or against one."""

    left: dict[str, float]
    right: dict[str, float]

    def likeness(self, slots: Iterable[Slot]) -> float:
        """Return the mean weight of slots, both sides added: 0 is a place like any other."""
        weights = [self.left.get(s.left, 0.0) + self.right.get(s.right, 0.0) for s in slots]
        return fsum(weights) / len(weights)


def slot_of(text: str, start: int, end: int, sentence: Sentence) -> Slot:
    r"""Return what stands on both sides of a span, inside its sentence.

    Examples
    --------
    >>> slot_of("Du har vana av truck, kran\n", 15, 20, Sentence(0, 27, "work"))
    Slot(left='av', right=',')
    >>> slot_of("Du har vana av truck, kran\n", 22, 26, Sentence(0, 27, "work"))
    Slot(left=',', right='¶')
    """
    before = _LEFT.search(text[max(sentence.start, start - _REACH) : start])
    after = _RIGHT.match(text[end : min(sentence.end, end + _REACH)])
    word, gap = (before[1], before[2].strip()) if before else (None, "")
    left = gap[-1:] or (word or _END).casefold()
    gap, word = (after[1], after[2]) if after else ("", None)
    mark = gap.strip()[:1]
    ended = "\n" in (gap.partition(mark)[0] if mark else gap)
    return Slot(left, _END if ended else mark or (word or _END).casefold())


def next_to_each_other(text: str, word: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Whether two words, by their spans, are each what `slot_of` finds beside the other.

    So it nearly always is where one blank stands between them, and this is told much faster.

    Examples
    --------
    >>> next_to_each_other("vana av truck", (0, 4), (5, 7))
    True
    >>> next_to_each_other("vana av c++", (5, 7), (8, 11))
    False
    """
    (start, end), (first, last) = word, behind
    before, after = text[start - 1 : start], text[last : last + 1]
    return (
        first == end + 1
        and text[end] == " "
        and text[start:end].isalnum()
        and text[first:last].isalnum()
        and end - start < _REACH - 1
        and last - first < _REACH - 1
        and not (before.isalnum() or before in _JOINED)
        and not (after.isalnum() or after in _JOINED)
    )


def slot_weights(known: Iterable[Slot], others: Iterable[Slot]) -> SlotWeights:
    r"""Weigh every neighbour by how much more often skills have it than other sequences do.

    .. math:: w(c) = \log\frac{k_c + 2q}{k} - \log\frac{o_c + 2(1 - q)}{o}, \qquad
              q = \frac{k}{k + o}

    with :math:`k_c` of :math:`k` places of known skills, and :math:`o_c` of :math:`o` places of
    others, beside :math:`c`. Two more occurrences, shared out as all are, keep rare neighbours near
    0; one that was never met has 0.

    Parameters
    ----------
    known, others : iterable of Slot
        Where skills stand, and where any sequences stand.

    Examples
    --------
    Two of two skills follow "av" and none of two others does: log(3/2) − log(1/2) = log 3.

    >>> skills = [Slot("av", ","), Slot("av", ",")]
    >>> weights = slot_weights(skills, [Slot("du", ","), Slot("du", ",")])
    >>> round(weights.left["av"], 3), round(weights.left["du"], 3), weights.right[","]
    (1.099, -1.099, 0.0)
    """
    return weights_of(SlotCounts.of(known), SlotCounts.of(others))


class SlotCounts(NamedTuple):
    """How often each neighbour stands on the left, and on the right."""

    left: Counter[str]
    right: Counter[str]

    @classmethod
    def of(cls, slots: Iterable[Slot]) -> "SlotCounts":
        """Count the neighbours of slots."""
        held = list(slots)
        return cls(Counter(slot.left for slot in held), Counter(slot.right for slot in held))


def weights_of(known: SlotCounts, others: SlotCounts) -> SlotWeights:
    """Weigh every neighbour as `slot_weights` does, by how often it stands where.

    A weight is a multiple of 2^-24, so that no order of adding weights gives another sum. Where
    there are no others there is nothing to tell skills from, and no weight.
    """
    if not others.left:
        return SlotWeights({}, {})
    sides = []
    for k, o in zip(known, others, strict=True):
        n_known, n_others = k.total(), o.total()
        q = n_known / max(n_known + n_others, 1)
        weights = {}
        for c in sorted(k.keys() | o.keys()):
            own = log((k[c] + RARE * q) / n_known)
            weights[c] = round((own - log((o[c] + RARE * (1 - q)) / n_others)) * FINE) / FINE
        sides.append(weights)
    return SlotWeights(*sides)
