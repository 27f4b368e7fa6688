"""evidence: whether the place where a term stands speaks for the skill or against it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mobility.finding.context import REACH, Beside, is_shouted, speaks_of_language, speaks_of_tool
from mobility.finding.normalize import normal_form
from mobility.finding.sentence_cuts import sentence_cuts
from mobility.finding.sentence_marks import word_marks
from mobility.finding.sentences import CUES, AdSentences, Sentence
from mobility.finding.stance import AdStances, Stance, Told
from mobility.finding.terms import Term
from mobility.finding.word_places import WordPlaces

PART = "set aside: part of a longer word or an address"
EMPLOYER = "set aside: speaks of the employer, the offer or how to apply"
CONTEXT = "set aside: the context does not speak for it"

_ADDRESS = re.compile(r"@|://|www\.")
_ADDRESS_END = re.compile(r"[^\W_]\.(?:se|com|nu|org|net|io|eu|no|fi|dk)$")
_NOT_SPACE = re.compile(r"\S*")


class Hit(NamedTuple):
    """A skill found in a text: which text, which skill, where, in which sentence and stance."""

    text: int
    skill: str
    start: int
    end: int
    sentence: Sentence
    stance: Stance


class Evidence:
    """What the places in some texts say for and against the terms that stand there.

    Parameters
    ----------
    places : WordPlaces
        The words of the texts.
    texts : sequence of str
        The texts as they were given.
    terms : sequence of Term
        What the numbers of terms stand for.
    first : int
        The number that hits give the first of the texts.
    """

    def __init__(
        self, places: WordPlaces, texts: Sequence[str], terms: Sequence[Term], *, first: int = 0
    ) -> None:
        self.found: list[Hit] = []
        self._first = first
        self.against: dict[int, str] = {}
        self._places, self._texts, self._terms = places, texts, terms
        self._written_out, self._starts, self._ends = places.text, places.starts, places.ends
        self._number, self._begin, self._behind = -1, 0, 0
        self._plain = True
        self._cuts = sentence_cuts(texts)
        self._marks = word_marks(CUES).of_block(places)
        self._sentences = AdSentences("")
        self._stances = AdStances(self._sentences)
        self._sentence = Sentence(0, 0, "open")
        self._told = Told("open", [0], [None])

    def accepts(self, first: int, last: int, number: int, *, elliptic: bool = False) -> bool:
        """Say whether a match counts, and keep where it stands or the reason against it.

        Parameters
        ----------
        first, last : int
            The first and last word of the match.
        number : int
            The number of its term.
        elliptic : bool
            Whether it is an open part ("lastbils-") that stands for the whole word.

        Returns
        -------
        bool
            If True, it is in ``found``; if not, the reason is in ``against`` under ``first``,
            unless one stands there already: that is against a longer term.
        """
        start, end = self._starts[first], self._ends[last]
        if not self._begin <= start < self._behind:
            self._turn_to(start)
        if self._plain:
            begin, stop = start - self._begin, end - self._begin
        else:
            begin, stop = self._places.original(self._number, start, end)
        # Everything about a sentence is asked here: once, and only where something was found.
        sentence = self._sentence
        if not sentence.start <= begin < sentence.end:
            at = self._sentences.number(begin)
            self._told = self._stances.told(at)
            sentence = self._sentence = Sentence(*self._sentences.span(at), self._told.topic)
        term = self._terms[number]
        telling = self._written_out[end] in _TELLING or self._written_out[start - 1] in _TELLING
        if telling and self._is_part(first, last, begin, stop):
            reason = PART
        elif (
            sentence.topic == "other" and self._told.stance_at(begin - sentence.start) not in _KEPT
        ):
            reason = EMPLOYER
        elif term.rule != "any" and not self._rule_holds(first, last, term, sentence):
            reason = CONTEXT
        elif telling and not elliptic and self._is_open_part(last, term):
            reason = PART
        else:
            stance = self._told.stance_at(begin - sentence.start) or "mentioned"
            text = self._first + self._number
            self.found.append(Hit(text, term.skill, begin, stop, sentence, stance))
            self.against.pop(first, None)
            return True
        self.against.setdefault(first, reason)
        return False

    def _turn_to(self, start: int) -> None:
        """Make the text in which a word begins the one that is asked."""
        places = self._places
        self._number = number = places.text_at(start)
        self._begin, self._behind = places.bounds[number : number + 2]
        self._plain = number not in places.folded
        cuts = self._cuts[number]
        marks = self._marks.of_text(number, cuts.places)
        self._sentences = AdSentences(self._texts[number], cuts, marks)
        self._stances = AdStances(self._sentences)
        self._sentence = Sentence(0, 0, "open")

    def _is_part(self, first: int, last: int, start: int, end: int) -> bool:
        """Whether a match is one part of a hyphenated word, or stands in an address."""
        places, text = self._places, self._texts[self._number]
        here = places.starts[first]
        before, gap = places.text[here - 1], places.gap_behind(last)
        if before == "-" and here - 1 > self._begin and places.ends[first - 1] == here - 1:
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

    def _is_open_part(self, last: int, term: Term) -> bool:
        """Whether a match is the first part of a compound that ends later ("säkerhets- och …")."""
        if self._written_out[self._ends[last]] != "-":
            return False
        return term.verb or not normal_form(term.written).endswith(self._places.word(last))

    def _rule_holds(self, first: int, last: int, term: Term, sentence: Sentence) -> bool:
        """Whether the place of a match says what its term's rule asks."""
        if term.rule == "work":
            return sentence.topic == "work"
        begin, behind = self._places.words_of_text(self._number)
        if term.rule == "capitals":
            if self._written(first, last) != term.written:
                return False
            sides = (i for i in (first - 1, last + 1) if begin <= i < behind)
            return not is_shouted([self._written(i, i) for i in sides])
        text, starts, ends = self._written_out, self._starts, self._ends
        beside = Beside(
            [text[starts[i] : ends[i]] for i in range(max(begin, first - REACH), first)],
            [text[starts[i] : ends[i]] for i in range(last + 1, min(behind, last + 1 + REACH))],
            self._places.gap_behind(last),
        )
        if term.rule == "language":
            return speaks_of_language(beside)
        return speaks_of_tool(
            beside,
            folded=self._places.word(first),
            written=self._written(first, last),
            following=self._written(last + 1, last + 1) if last + 1 < behind else "",
            term=term.written,
        )

    def _written(self, first: int, last: int) -> str:
        """Return words as they stand in the original text."""
        span = self._places.original(self._number, self._starts[first], self._ends[last])
        return self._texts[self._number][slice(*span)]


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
