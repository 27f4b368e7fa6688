"""stance: whether a skill is asked for, wished for, offered, not needed or named in passing."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Literal, NamedTuple

from mobility.finding.cues import beginnings, places_of, says
from mobility.finding.sentences import AdSentences, Topic
from mobility.finding.stance_words import (
    ADDRESSED,
    APPLYING,
    APPLYING_HEADING,
    ASKED,
    DEMANDED,
    DENIED,
    GIVEN,
    GLADLY,
    GROWTH,
    LACKING,
    MERIT,
    MERIT_HEADING,
    OF_DEMANDS_TOO,
    OFFERED_HEADING,
    PASSING,
    TO_READER,
    WISHING,
)

Stance = Literal["requested", "merit", "offered", "negated", "mentioned"]
_Heading = Literal["asked", "merit", "offered", "applying"]
_REMEMBERED = 1 << 14
"""Headings whose kind is remembered."""


class Said(NamedTuple):
    """What is said at a place: of what the sentence speaks, and the stance of its clause.

    ``stance`` is None where the ad tells how to apply, or what the law or the contract says.
    """

    topic: Topic
    stance: Stance | None


class _Cue(NamedTuple):
    """Words that tell a stance; ``onward`` where it is of what comes after them.

    ``promised`` where among duties they are a task.
    """

    start: int
    stance: Stance | None
    onward: bool
    promised: bool


# The strongest first: where one clause holds two, the first of them tells its stance.
_TOLD: tuple[tuple[str, Stance | None, bool], ...] = (
    (MERIT, "merit", False),
    (GLADLY, "merit", True),
    (LACKING, "negated", True),
    (DENIED, "negated", False),
    (DEMANDED, "requested", False),
    (GIVEN, "offered", True),
    (GROWTH, "offered", True),
    (ADDRESSED, None, True),
)
"""Wordings, what they tell, and whether they always tell it of what comes after them."""
_GROWTH = 6
_places = places_of(*(ways for ways, _, _ in _TOLD))

_CLAUSE = re.compile(
    r"[;,()]| [-–] |\b(?:men|dock|däremot|fast|but|however|although)\b|"
    r"\b(?:och|samt|and|eller)(?= (?:gärna|meriterande|helst|preferably|ideally|vi |we |du |you ))"
)
_ONWARD = re.compile(
    r"\s*(?:är )?(?:på|med|om|att|av|för|ha|kunna|vara|if|for|to|that|with|in|of|erfarenhet|ett|en|"
    r"någon|några|tidigare)(?!\w)|\s*:"
)
_OF_BEFORE = re.compile(r"\W*(?:men|dock|fast|but)?\W*(?:det|it)? ?(?:är|ses|anses|is|would be)\b")

_wish_above, _demands_too = says(MERIT_HEADING), says(OF_DEMANDS_TOO)
_offer_above, _applying_above = says(OFFERED_HEADING), says(APPLYING_HEADING)
_of_applying, _to_reader = says(APPLYING), says(TO_READER)
_asks, _wishes, _passing = says(ASKED), says(WISHING), says(PASSING)
_OF_EMPLOYER = re.compile(
    r"(?:vi|vår|vårt|våra|teamet|avdelningen|enheten|gruppen|företaget|bolaget|koncernen|"
    r"verksamheten|organisationen|hos oss|hos \w+|här|we|our|the (?:team|company|group))\b"
)
_QUESTION = re.compile(
    r"(?:är det du|är det här du|stämmer|låter|känner du|har vi väckt|vill du veta|"
    r"är du redo|är du intresserad|does this sound|sounds? (?:like|interesting)|is this you)\b"
)


class AdStances:
    r"""The stances in one ad, by place; a sentence is read once, and only when it is asked for.

    Parameters
    ----------
    sentences : AdSentences
        The sentences of the ad.

    Examples
    --------
    >>> text = "Krav på B-körkort, meriterande med C. Truckkort är inget krav."
    >>> stances = AdStances(AdSentences(text))
    >>> [stances.at(text.index(word)).stance for word in ("B-", "C", "Truck")]
    ['requested', 'merit', 'negated']
    """

    def __init__(self, sentences: AdSentences) -> None:
        self._sentences = sentences
        self._openers: dict[int, int] = {}
        self._in_lists: dict[int, bool] = {}
        self._read: dict[int, tuple[Topic, list[int], list[Stance | None]]] = {}

    def at(self, place: int) -> Said:
        """Return what is said where a character stands.

        The clause's own words come first ("meriterande med C", "inget krav på"), then those of
        the sentence, then the line that opens the list it is in or the heading above, and last
        whether it speaks to the reader at all.
        """
        number = self._sentences.number(place)
        if number not in self._read:
            self._read[number] = self._of_sentence(number)
        topic, starts, stances = self._read[number]
        return Said(topic, stances[max(bisect_right(starts, place) - 1, 0)])

    def of_sentence(self, place: int) -> Said:
        """Return what the sentence in which a character stands says as a whole.

        That is the stance of its first clause with a word of its own on it; of all of it where
        there is none.
        """
        number = self._sentences.number(place)
        start, end = self._sentences.span(number)
        told = [
            cue.start
            for cue in _cues(
                self._sentences.text[start:end].lower(), self._sentences.begins(number)
            )
            if cue.stance is not None
        ]
        return self.at(start + min(told, default=0))

    def _of_sentence(self, number: int) -> tuple[Topic, list[int], list[Stance | None]]:
        """Return the topic of a sentence, where its clauses begin and the stance of each."""
        start, end = self._sentences.span(number)
        topic = self._sentences.at(start).topic
        words = self._sentences.text[start:end].lower()
        begins = self._sentences.begins(number)
        cues = _cues(words, begins)
        if topic == "work" and any(cue.promised for cue in cues) and self._in_list(number):
            lead = self._lead(number)
            if lead < 0 or _heading_kind(self._sentences.words(lead)) != "offered":
                cues = [cue for cue in cues if not cue.promised]
        if all(cue.stance is None for cue in cues):
            return topic, [start], [self._unsaid(number, topic, words, begins)]
        if len({cue.stance for cue in cues}) == 1 and not any(cue.onward for cue in cues):
            return topic, [start], [cues[0].stance]
        unsaid = self._unsaid(number, topic, words, begins)
        starts = [0, *(match.start() for match in _CLAUSE.finditer(words))]
        # What stands before an offer is not what is offered.
        starts = sorted({*starts, *(cue.start for cue in cues if cue.stance == "offered")})
        stances = _of_clauses(words, starts, cues, unsaid)
        return topic, [start + each for each in starts], stances

    def _unsaid(self, number: int, topic: Topic, words: str, begins: set[str]) -> Stance | None:
        """Return the stance of a sentence whose own words tell none."""
        lead = self._lead(number)
        heading = "asked" if lead < 0 else _heading_kind(self._sentences.words(lead))
        if topic == "other":
            if _of_applying(words, begins) or heading == "applying":
                return None
            return "offered" if heading == "offered" else "mentioned"
        if heading == "merit":
            return "merit"
        if topic == "open":
            return "mentioned"
        if self._sentences.listed(number):
            return "requested"
        plain = words.strip()
        if _QUESTION.match(plain) or _passing(words, begins):
            return "mentioned"
        spoken = _to_reader(words, begins)
        if _OF_EMPLOYER.match(plain) and not spoken and not _wishes(words, begins):
            return "mentioned"
        asked = spoken or _asks(words, begins) or not plain.endswith((".", "!"))
        return "requested" if asked else "mentioned"

    def _lead(self, number: int) -> int:
        """Return the number of the line that opens the list a sentence is in, or of its heading.

        A heading holds until the next one, but a wish ("Meriterande") only for the list or the
        lines right behind it; -1 where nothing holds.
        """
        sentences = self._sentences
        if sentences.heading(number) is not None:
            return number
        listed = self._in_list(number)
        if listed:
            opener = self._opener(number)
            if opener >= 0 and (sentences.heading(opener) is not None or self._opens(opener)):
                return opener
        over = sentences.above(number)
        if over >= 0 and _heading_kind(sentences.words(over)) == "merit":
            between = range(over + 1, number)
            if any(self._in_list(at) is not listed for at in between):
                return -1
            if not listed and any("\n\n" in self._line(at) for at in between):
                return -1
        return over

    def _opener(self, number: int) -> int:
        """Return the number of the last line before a list; -1 where the ad begins with it."""
        sentences = self._sentences
        at, passed = number - 1, [number]
        while at >= 0 and at not in self._openers:
            blank = not self._line(at).strip()
            if not blank and (sentences.heading(at) is not None or not self._in_list(at)):
                break
            passed.append(at)
            at -= 1
        opener = self._openers.get(at, at)
        for each in passed:
            self._openers[each] = opener
        return opener

    def _opens(self, number: int) -> bool:
        """Whether a line ends as one does that a list follows."""
        return not self._line(number).rstrip().endswith((".", "!", "?"))

    def _line(self, number: int) -> str:
        """Return a sentence as it stands in the text."""
        start, end = self._sentences.span(number)
        return self._sentences.text[start:end]

    def _in_list(self, number: int) -> bool:
        """Whether a sentence is an item of a list, or stands behind one on its line."""
        sentences = self._sentences
        passed, told = [], False
        while number >= 0:
            if number in self._in_lists:
                told = self._in_lists[number]
                break
            passed.append(number)
            told = sentences.listed(number)
            number -= 1
            if told or number < 0 or sentences.text[sentences.cuts[number + 1] - 1] == "\n":
                break
        for each in passed:
            self._in_lists[each] = told
        return told


def _cues(words: str, begins: set[str]) -> list[_Cue]:
    """Return the words of a sentence that tell a stance, the strongest first."""
    cues = []
    for group, start, end in _places(words, begins):
        _, stance, always = _TOLD[group]
        onward = always or _ONWARD.match(words, end) is not None
        cues.append(_Cue(start, stance, onward, group == _GROWTH))
    return cues


def _of_clauses(
    words: str, starts: list[int], cues: list[_Cue], unsaid: Stance | None
) -> list[Stance | None]:
    """Return the stance of each clause: its own, or that of the clause it is said with."""
    own: list[_Cue | None] = [None] * len(starts)
    for cue in cues:
        clause = bisect_right(starts, cue.start) - 1
        own[clause] = own[clause] or cue
    wished = any(cue.stance == "merit" for cue in cues)
    for clause, told in enumerate(own):
        if told is None:
            continue
        if told.stance == "negated" and not told.onward and wished:
            # "meriterande men inget krav": the denial says what a merit is.
            own[clause] = told._replace(stance="merit")
        before = own[clause - 1] if clause else None
        denied = before is not None and before.stance == "negated"
        if denied and told.stance == "merit" and _OF_BEFORE.match(words, starts[clause]):
            own[clause - 1] = told
    return [_joined(own, clause, unsaid) for clause in range(len(own))]


def _joined(own: list[_Cue | None], clause: int, unsaid: Stance | None) -> Stance | None:
    """Return the stance of a clause, from the nearest that speaks of it where it has none."""
    cue = own[clause]
    if cue is None:
        before = next((c for c in reversed(own[:clause]) if c is not None), None)
        behind = next((c for c in own[clause + 1 :] if c is not None), None)
        if before is not None and before.onward:
            cue = before
        elif behind is not None and not behind.onward:
            cue = behind
    return unsaid if cue is None or cue.stance is None else cue.stance


@lru_cache(maxsize=_REMEMBERED)
def _heading_kind(words: str) -> _Heading:
    """Return what stands under a heading or behind a line that opens a list."""
    begins = beginnings(words)
    if _wish_above(words, begins) and not _demands_too(words, begins):
        return "merit"
    if _offer_above(words, begins):
        return "offered"
    return "applying" if _applying_above(words, begins) else "asked"
