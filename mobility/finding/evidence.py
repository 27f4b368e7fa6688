"""evidence: whether the place where a term stands speaks for the skill or against it."""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.block_stances import BlockSentences
from mobility.finding.context import (
    REACH,
    Beside,
    is_shouted,
    of_language,
    speaks_of_language,
    speaks_of_tool,
)
from mobility.finding.exact import Candidates
from mobility.finding.normalize import normal_form
from mobility.finding.sentence_cuts import signs
from mobility.finding.stance import Told
from mobility.finding.terms import Terms
from mobility.finding.told_memory import Memory
from mobility.finding.word_places import Places

REASONS = (
    "",
    "set aside: part of a longer word or an address",
    "set aside: speaks of the employer, the offer or how to apply",
    "set aside: the context does not speak for it",
)
"""What speaks against a term at its place, by number; 0 is nothing."""

_ADDRESS = re.compile(r"@|://|www\.")
_ADDRESS_END = re.compile(r"[^\W_]\.(?:se|com|nu|org|net|io|eu|no|fi|dk)$")
_NOT_SPACE = re.compile(r"\S*")

Small = NDArray[np.int8]


class Judged(NamedTuple):
    """What speaks against each candidate (0: nothing), and the stance at its place."""

    reasons: Small
    stances: Small


def judged(
    candidates: Candidates,
    elliptic: int,
    here: BlockSentences,
    told: Places,
    memory: Memory,
    terms: Terms,
) -> Judged:
    """Hold candidates to their places.

    Parameters
    ----------
    candidates : Candidates
        Terms at words; from the one numbered ``elliptic`` on open parts that stand for a word.
    elliptic : int
        How many are no such parts.
    here : BlockSentences
        The texts and their sentences.
    told : array of int
        What each sentence tells with a candidate in it.
    memory : Memory
        Where the clauses are kept.
    terms : Terms
        What the numbers of terms stand for.
    """
    from mobility.finding.judge_loops import ASK, reasons_of

    places = here.places
    text_of = np.searchsorted(places.bounds, places.starts[candidates.first], side="right") - 1
    reasons, stances = reasons_of(
        *candidates,
        elliptic,
        *places.folded,
        places.starts,
        places.ends,
        *places.given,
        *places.spans,
        signs(),
        text_of.astype(np.int32),
        here.of_word[candidates.first],
        here.cuts.starts,
        told,
        memory.starts,
        memory.stances,
        terms.rules,
        *terms.in_capitals,
        places.codes,
        *of_language(),
        REACH,
    )
    asked = np.flatnonzero(reasons == ASK)
    if len(asked):
        reader = _Reader(here, told, memory, terms)
        each = zip(*(column[asked].tolist() for column in (*candidates, text_of)), strict=True)
        reasons[asked] = [
            reader.reason(*candidate, elliptic=i >= elliptic)
            for i, candidate in zip(asked.tolist(), each, strict=True)
        ]
    return Judged(reasons, stances)


class _Reader:
    """Reads the text around a term where its place alone does not decide."""

    def __init__(self, here: BlockSentences, told: Places, memory: Memory, terms: Terms) -> None:
        self._here, self._told, self._memory, self._terms = here, told, memory, terms
        self._places = here.places
        self._text, self._number = here.places.text, -1
        self._begin = self._behind = 0
        self._starts, self._ends = here.places.starts.data, here.places.ends.data
        self._spans = tuple(side.data for side in here.places.spans)
        self._given_text = here.places.given_text

    def reason(self, first: int, last: int, number: int, text: int, *, elliptic: bool) -> int:
        """Return what speaks against a term at its place; 0 if nothing does."""
        if text != self._number:
            self._number = text
            self._begin, self._behind = self._places.words_of_text(text)
        start, end = self._starts[first], self._ends[last]
        term = self._terms.terms[number]
        telling = self._text[end] in _TELLING or self._text[start - 1] in _TELLING
        if telling and self._is_part(first, last):
            return 1
        sentence = self._here.of_word[first]
        told = self._memory.unpacked(int(self._told[sentence]))
        place = self._spans[0][first] - int(self._here.cuts.starts[sentence])
        if told.topic == "other" and told.stance_at(place) not in _KEPT:
            return 2
        if term.rule != "any" and not self._rule_holds(first, last, number, told):
            return 3
        return int(telling and not elliptic and self._is_open_part(last, number))

    def _is_part(self, first: int, last: int) -> bool:
        """Whether a match is one part of a hyphenated word, or stands in an address."""
        places, text = self._places, self._given_text
        here, begin = self._starts[first], int(places.bounds[self._number])
        start, end = self._spans[0][first], self._spans[1][last]
        before, gap = self._text[here - 1], places.gap_behind(last)
        if before == "-" and here - 1 > begin and first and self._ends[first - 1] == here - 1:
            return True
        if gap == "-" and not any(c.isupper() or not c.isalpha() for c in text[start:end]):
            return True
        if before not in _TELLING and not gap.startswith((".", "@", "/", "_")):
            return False
        left = _back_to_space(text, start)
        found = _NOT_SPACE.match(text, start)
        rest = (found.group() if found else "").rstrip(".,;:)")
        chunk = (left + rest).casefold()
        if _ADDRESS.search(chunk) is not None:
            return True
        # What ends in .net because the term does (.NET, ASP.NET) is no address.
        return end < start + len(rest) and _ADDRESS_END.search(chunk) is not None

    def _is_open_part(self, last: int, number: int) -> bool:
        """Whether a match is the first part of a compound that ends later ("säkerhets- och …")."""
        if self._text[self._ends[last]] != "-":
            return False
        term = self._terms.terms[number]
        return term.verb or not normal_form(term.written).endswith(self._places.word(last))

    def _rule_holds(self, first: int, last: int, number: int, told: Told) -> bool:
        """Whether the place of a match says what its term's rule asks."""
        term = self._terms.terms[number]
        if term.rule == "work":
            return told.topic == "work"
        if term.rule == "capitals":
            if self._written(first, last) != term.written:
                return False
            sides = (i for i in (first - 1, last + 1) if self._begin <= i < self._behind)
            return not is_shouted([self._written(i, i) for i in sides])
        text, starts, ends = self._text, self._starts, self._ends
        beside = Beside(
            [text[starts[i] : ends[i]] for i in range(max(self._begin, first - REACH), first)],
            [
                text[starts[i] : ends[i]]
                for i in range(last + 1, min(self._behind, last + 1 + REACH))
            ],
            self._places.gap_behind(last),
        )
        if term.rule == "language":
            return speaks_of_language(beside)
        return speaks_of_tool(
            beside,
            folded=self._places.word(first),
            written=self._written(first, last),
            following=self._written(last + 1, last + 1) if last + 1 < self._behind else "",
            term=term.written,
        )

    def _written(self, first: int, last: int) -> str:
        """Return words as they stand in the original text."""
        return self._given_text[self._spans[0][first] : self._spans[1][last]]


def _back_to_space(text: str, place: int) -> str:
    """Return what stands before a place without a space between; all of a long text is not read."""
    if not place or text[place - 1].isspace():
        return ""
    reach = 64
    while reach < place:
        parts = text[place - reach : place].rsplit(maxsplit=1)
        if len(parts) > 1:
            return parts[1]
        reach *= 4
    return text[:place].rsplit(maxsplit=1)[-1]


_KEPT = ("offered", "negated")
"""What is kept of sentences on the employer and the offer; no counting function counts these."""

_TELLING = frozenset("-.@/_")
"""Beside a word these may say that it is part of a longer one, or of an address."""
