"""evidence: whether the place where a term stands speaks for the skill or against it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from mobility.finding.context import REACH, is_shouted, speaks_of_language, speaks_of_tool
from mobility.finding.normalize import Words, normal_form
from mobility.finding.sentences import AdSentences, Sentence
from mobility.finding.terms import Term
from mobility.finding.word_places import WordPlaces

PART = "set aside: part of a longer word or an address"
EMPLOYER = "set aside: speaks of the employer, the offer or how to apply"
CONTEXT = "set aside: the context does not speak for it"

_ADDRESS = re.compile(r"@|://|www\.")
_ADDRESS_END = re.compile(r"[^\W_]\.(?:se|com|nu|org|net|io|eu|no|fi|dk)$")
_NOT_SPACE = re.compile(r"\S*")


class Standing(NamedTuple):
    """Where a match stands: in which text, where in it, and in which of its sentences."""

    text: int
    start: int
    end: int
    sentence: Sentence


class Evidence:
    """What can be asked of the places in some texts; what it takes to answer is kept.

    Parameters
    ----------
    places : WordPlaces
        The words of the texts.
    texts : sequence of str
        The texts as they were given.
    """

    def __init__(self, places: WordPlaces, texts: Sequence[str]) -> None:
        self._places = places
        self._texts = texts
        self._number = -1
        self._sentences = AdSentences("")

    def weigh(self, first: int, last: int, term: Term, *, elliptic: bool) -> Standing | str:
        """Return where a match stands; where its place speaks against it, the reason.

        Parameters
        ----------
        first, last : int
            The first and last word of the match.
        term : Term
            What was found.
        elliptic : bool
            Whether it is an open part ("lastbils-") that stands for the whole word.

        Returns
        -------
        Standing or str
        """
        places = self._places
        start, end = places.starts.item(first), places.ends.item(last)
        number = places.text_of(first)
        text = self._texts[number]
        here = places.original(number, start, end)
        before, behind = places.text[start - 1], places.text[end]
        if behind in _TELLING or before in _TELLING:
            gap = places.gap_behind(last)
            alone = before == "-" and first > places.words_of_text(number)[0]
            if alone and places.ends.item(first - 1) == start - 1:
                return PART
            if _is_part(text, *here, before=before, behind=gap):
                return PART
        # Everything about a sentence is asked here: once, and only where something was found.
        sentence = self._sentences_of(number).at(here[0])
        if sentence.topic == "other":
            return EMPLOYER
        if term.rule != "any" and not self._rule_holds(first, last, number, term, sentence):
            return CONTEXT
        if behind == "-" and not elliptic and _is_open_part(places.word(last), term):
            return PART
        return Standing(number, *here, sentence)

    def _sentences_of(self, number: int) -> AdSentences:
        """Return the sentences of a text; the last one asked for is kept."""
        if number != self._number:
            self._number, self._sentences = number, AdSentences(self._texts[number])
        return self._sentences

    def _rule_holds(
        self, first: int, last: int, number: int, term: Term, sentence: Sentence
    ) -> bool:
        """Whether the place of a match says what its term's rule asks."""
        if term.rule == "work":
            return sentence.topic == "work"
        begin, behind = self._places.words_of_text(number)
        if term.rule == "capitals":
            beside = (
                self._written(number, i, i) for i in (first - 1, last + 1) if begin <= i < behind
            )
            written = self._written(number, first, last)
            return written == term.written and not is_shouted(list(beside))
        near = self._near(max(begin, first - REACH), min(behind, last + 1 + REACH))
        shift = max(begin, first - REACH)
        if term.rule == "language":
            return speaks_of_language(near, first - shift, last - shift)
        return speaks_of_tool(
            near,
            first - shift,
            last - shift,
            written=self._written(number, first, last),
            following=self._written(number, last + 1, last + 1) if last + 1 < behind else "",
            term=term.written,
        )

    def _written(self, number: int, first: int, last: int) -> str:
        """Return words as they stand in the original text."""
        places = self._places
        span = places.original(number, places.starts.item(first), places.ends.item(last))
        return self._texts[number][slice(*span)]

    def _near(self, first: int, behind: int) -> Words:
        """Return some words of a text, the first of them as though the text began there."""
        places = self._places
        gaps = ("", *(places.gap_behind(i) for i in range(first, behind)))
        return Words(tuple(places.word(i) for i in range(first, behind)), gaps)


_TELLING = frozenset("-.@/_")


def _is_part(text: str, start: int, end: int, *, before: str, behind: str) -> bool:
    """Whether a match is the first part of a hyphenated word, or stands in an address."""
    if behind == "-" and not any(c.isupper() or not c.isalpha() for c in text[start:end]):
        return True
    if before not in _TELLING and not behind.startswith((".", "@", "/", "_")):
        return False
    space = not start or text[start - 1].isspace()
    left = "" if space else text[:start].rsplit(maxsplit=1)[-1]
    found = _NOT_SPACE.match(text, start)
    rest = (found.group() if found else "").rstrip(".,;:)")
    chunk = (left + rest).casefold()
    if _ADDRESS.search(chunk) is not None:
        return True
    # What ends in .net because the term does (.NET, ASP.NET) is no address.
    return end < start + len(rest) and _ADDRESS_END.search(chunk) is not None


def _is_open_part(word: str, term: Term) -> bool:
    """Whether a match is the first part of a compound that ends later ("säkerhets- och …")."""
    return term.verb or not normal_form(term.written).endswith(word)
