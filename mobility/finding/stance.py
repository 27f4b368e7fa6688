"""stance: whether a skill is asked for, wished for, offered, not needed or named in passing."""

import re
from bisect import bisect_right
from typing import Literal, NamedTuple

from mobility.finding.sentences import CUES, HEADING_CUES, AdSentences, Topic
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
Under = Literal["asked", "merit", "offered", "applying"]


class Said(NamedTuple):
    """What is said at a place: of what the sentence speaks, and the stance of its clause.

    ``stance`` is None where the ad tells how to apply, or what the law or the contract says.
    """

    topic: Topic
    stance: Stance | None


class Told(NamedTuple):
    """What a sentence tells: its topic, where in it its clauses begin, and the stance of each."""

    topic: Topic
    starts: list[int]
    stances: list[Stance | None]

    def stance_at(self, place: int) -> Stance | None:
        """Return the stance at a place in the sentence, counted from where it begins."""
        return self.stances[bisect_right(self.starts, place) - 1 if len(self.starts) > 1 else 0]


class _Cue(NamedTuple):
    """Words that tell a stance; ``onward`` where it is of what comes after them.

    ``promised`` where among duties they are a task.
    """

    start: int
    stance: Stance | None
    onward: bool
    promised: bool


# The strongest first: where one clause holds two, the first of them tells its stance.
_TOLD: tuple[tuple[str, Stance, bool], ...] = (
    (MERIT, "merit", False),
    (GLADLY, "merit", True),
    (LACKING, "negated", True),
    (DENIED, "negated", False),
    (DEMANDED, "requested", False),
    (GIVEN, "offered", True),
    (GROWTH, "offered", True),
)
"""Wordings, what they tell, and whether they always tell it of what comes after them."""
_GROWTH = 6
_places = CUES.places_of(*(ways for ways, _, _ in _TOLD))
_addressed = CUES.places_of(ADDRESSED)

_CLAUSE = re.compile(
    r"[;,()]| [-–] |\b(?:men|dock|däremot|fast|but|however|although)\b|"
    r"\b(?:och|samt|and|eller)(?= (?:gärna|meriterande|helst|preferably|ideally|vi |we |du |you ))"
)
_ONWARD = re.compile(
    r"\s*(?:är )?(?:på|med|om|att|av|för|ha|kunna|vara|if|for|to|that|with|in|of|erfarenhet|ett|en|"
    r"någon|några|tidigare)(?!\w)|\s*:"
)
_OF_BEFORE = re.compile(r"\W*(?:men|dock|fast|but)?\W*(?:det|it)? ?(?:är|ses|anses|is|would be)\b")

_wish_above, _demands_too = HEADING_CUES.says(MERIT_HEADING), HEADING_CUES.says(OF_DEMANDS_TOO)
_offer_above, _applying_above = (
    HEADING_CUES.says(OFFERED_HEADING),
    HEADING_CUES.says(APPLYING_HEADING),
)
_of_applying, _to_reader = CUES.says(APPLYING), CUES.says(TO_READER)
_asks, _wishes, _passing = CUES.says(ASKED), CUES.says(WISHING), CUES.says(PASSING)
_OF_EMPLOYER = re.compile(
    r"(?:vi|vår|vårt|våra|teamet|avdelningen|enheten|gruppen|företaget|bolaget|koncernen|"
    r"verksamheten|organisationen|hos oss|hos \w+|här|we|our|the (?:team|company|group))\b"
)
_QUESTION = re.compile(
    r"(?:är det du|är det här du|stämmer|låter|känner du|har vi väckt|vill du veta|"
    r"är du redo|är du intresserad|does this sound|sounds? (?:like|interesting)|is this you)\b"
)
_maybe_of_employer = CUES.says(
    r"\b(?:vi|vår|vårt|våra|teamet|avdelningen|enheten|gruppen|företaget|bolaget|koncernen|"
    r"verksamheten|organisationen|hos|här|we|our|the)\b"
)
_maybe_question = CUES.says(r"\b(?:är|stämmer|låter|känner|har|vill|does|sounds?|is)\b")
"""Where the first word of a sentence is none of these, it does not match the expression."""


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
        self._kinds: dict[int, Under] = {}
        self._read: dict[int, Told] = {}

    def at(self, place: int) -> Said:
        """Return what is said where a character stands.

        The clause's own words come first ("meriterande med C", "inget krav på"), then those of
        the sentence, then the line that opens the list it is in or the heading above, and last
        whether it speaks to the reader at all.
        """
        number = self._sentences.number(place)
        told = self.told(number)
        return Said(told.topic, told.stance_at(place - self._sentences.cuts[number]))

    def told(self, number: int) -> "Told":
        """Return what a sentence tells, clause by clause."""
        if number not in self._read:
            self._read[number] = self._of_sentence(number)
        return self._read[number]

    def of_sentence(self, place: int) -> Said:
        """Return what the sentence in which a character stands says as a whole.

        That is the stance of its first clause with a word of its own on it; of all of it where
        there is none.
        """
        number = self._sentences.number(place)
        start, end = self._sentences.span(number)
        words = self._sentences.text[start:end].lower()
        cues = _cues(words, self._sentences.marks(number))
        told = (cue.start for cue in cues if cue.stance is not None)
        return self.at(start + min(told, default=0))

    def _of_sentence(self, number: int) -> Told:
        """Read a sentence."""
        sentences = self._sentences
        start, end = sentences.span(number)
        lead = self._lead(number)
        heading: Under = "asked" if lead < 0 else self._kind(lead)
        text, in_list = sentences.text[start:end], sentences.in_list(number)
        topic, listed = sentences.topic(number), sentences.listed(number)
        return told_of(Place(text, topic, heading, in_list, listed), sentences.marks(number))

    def _kind(self, number: int) -> Under:
        """Return what stands under a line."""
        if number not in self._kinds:
            words = self._sentences.words(number)
            self._kinds[number] = kind_under(words, HEADING_CUES.marks(words))
        return self._kinds[number]

    def _lead(self, number: int) -> int:
        """Return the number of the line that opens the list a sentence is in, or of its heading.

        A heading holds until the next one, but a wish ("Meriterande") only for the list or the
        lines right behind it; -1 where nothing holds.
        """
        sentences = self._sentences
        if sentences.heading(number) is not None:
            return number
        listed = sentences.in_list(number)
        if listed:
            opener = self._opener(number)
            if opener >= 0 and (sentences.heading(opener) is not None or self._opens(opener)):
                return opener
        over = sentences.above(number)
        if over >= 0 and self._kind(over) == "merit":
            between = range(over + 1, number)
            if any(sentences.in_list(at) is not listed for at in between):
                return -1
            if not listed and any("\n\n" in self._line(at) for at in between):
                return -1
        return over

    def _opener(self, number: int) -> int:
        """Return the number of the last line before a list; -1 where the ad begins with it."""
        sentences = self._sentences
        at, passed = number - 1, [number]
        while at >= 0 and at not in self._openers:
            item = sentences.blank(at) or sentences.in_list(at)
            if not item or (not sentences.blank(at) and sentences.heading(at) is not None):
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


class Place(NamedTuple):
    """All that the stance of a sentence is told from."""

    text: str
    topic: Topic
    heading: Under
    in_list: bool
    listed: bool


def told_of(place: Place, marks: int) -> Told:
    """Return what a sentence tells, clause by clause."""
    if not marks & _places.bits:
        return Told(place.topic, [0], [_unsaid(place, marks)])
    words = place.text.lower()
    cues = _cues(words, marks)
    if place.topic == "work" and place.in_list and place.heading != "offered":
        cues = [cue for cue in cues if not cue.promised]
    if all(cue.stance is None for cue in cues):
        return Told(place.topic, [0], [_unsaid(place, marks)])
    if len({cue.stance for cue in cues}) == 1 and not any(cue.onward for cue in cues):
        return Told(place.topic, [0], [cues[0].stance])
    starts = [0, *(match.start() for match in _CLAUSE.finditer(words))]
    # What stands before an offer is not what is offered.
    starts = sorted({*starts, *(cue.start for cue in cues if cue.stance == "offered")})
    stances = _of_clauses(words, starts, cues, _unsaid(place, marks))
    return Told(place.topic, starts, stances)


def _unsaid(place: Place, marks: int) -> Stance | None:
    """Return the stance of a sentence whose own words tell none."""
    words = place.text.lower()
    if place.topic == "other":
        if place.heading == "applying" or _of_applying(words, marks):
            return None
        return "offered" if place.heading == "offered" else "mentioned"
    if place.heading == "merit":
        return "merit"
    if place.topic == "open":
        return "mentioned"
    if place.listed:
        return "requested"
    plain = words.strip()
    if (marks & _maybe_question.bits and _QUESTION.match(plain)) or _passing(words, marks):
        return "mentioned"
    if _to_reader(words, marks):
        return "requested"
    if marks & _maybe_of_employer.bits and _OF_EMPLOYER.match(plain) and not _wishes(words, marks):
        return "mentioned"
    asked = not plain.endswith((".", "!")) or _asks(words, marks)
    return "requested" if asked else "mentioned"


def _cues(words: str, marks: int) -> list[_Cue]:
    """Return the words of a sentence that tell a stance, the strongest first."""
    cues = []
    for group, start, end in _places(words, marks):
        _, stance, always = _TOLD[group]
        onward = always or _ONWARD.match(words, end) is not None
        cues.append(_Cue(start, stance, onward, group == _GROWTH))
    if cues:
        told = _addressed(words, marks)
        cues += [_Cue(start, None, onward=True, promised=False) for _, start, _ in told]
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


def kind_under(words: str, marks: int) -> Under:
    """Return what stands under a heading or behind a line that opens a list.

    Parameters
    ----------
    words : str
        The line, from `words_of_line`.
    marks : int
        What its words can be part of, of a heading.
    """
    if _wish_above(words, marks) and not _demands_too(words, marks):
        return "merit"
    if _offer_above(words, marks):
        return "offered"
    return "applying" if _applying_above(words, marks) else "asked"
