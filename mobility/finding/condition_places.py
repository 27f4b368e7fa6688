"""condition_places: where texts and the fields of ads speak of a condition of work."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from hashlib import sha256
from itertools import pairwise
from operator import or_
from typing import Any, NamedTuple

import pandas as pd

from mobility.finding.irritants import MET, STEMS, STRAIN, must_be_tolerated
from mobility.finding.normalize import fold
from mobility.finding.sentence_cuts import sentence_cuts

FULL_TIME = 100.0
FIELDS = ("scope_min", "scope_max", "driving_licence", "own_car")
"""The structured fields of ads that say something of the work."""

_TOGETHER = 256
"""Texts that are cut into sentences at once."""
_REMEMBERED = 1 << 16
"""Sentences of which it is remembered what they say: ads repeat theirs."""
_WORDS_REMEMBERED = 1 << 17
_WORD = re.compile(r"\w+|%")


class _Rule(NamedTuple):
    """Phrases of the strain (against the need), those that say the need is met, and beginnings.

    A sentence without any of the beginnings has none of the phrases; that is told much faster.
    """

    strain: re.Pattern[str]
    met: re.Pattern[str]
    stems: tuple[str, ...]


def _rule(stems: str, strain: str, met: str) -> _Rule:
    return _Rule(
        re.compile(rf"(?<!\w)(?:{strain})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{met})(?!\w)"),
        tuple(stems.split()),
    )


_OFFICE_HOURS = r"kontorstid(?:er)?|office hours"
_WEEKDAYS = (
    rf"{_OFFICE_HOURS}|(?:mån(?:dag(?:ar)?)?|må)\.?\s*(?:-|–|till|to)\s*fre(?:dag(?:ar)?)?|"
    r"monday\s*(?:-|–|to|through)\s*friday|endast vardagar"
)
_DAYTIME = r"dagtid|dagtjänst|daytime|day shifts? only"

_RULES = {
    "no_heavy_lifting": _rule(
        "lyft tung fysi kroppslig lift physical lätt",
        r"tung[at]?\s+(?:\w+\s+)?lyft(?:en)?|tungt?\s+lyftarbete|lyft(?:er|a)?\s+(?:och\s+\w+\s+)?tungt|"
        r"tunga\s+(?:moment|bördor)|bära\s+tungt|"
        r"(?:fysiskt|kroppsligt)\s+(?:\w+\s+och\s+)?(?:krävande|tung[at]?|tungt|ansträngande|påfrestande)|"
        r"tungt\s+(?:och\s+\w+\s+)?arbete|tungt\s+fysiskt|fysiskt\s+arbete|fysisk[at]?\s+påfrestning(?:ar)?|"
        r"(?:arbetet|jobbet)\s+är\s+(?:\w+\s+)?fysiskt|(?:god|bra)\s+fysik|god\s+fysisk\s+\w+|"
        r"heavy\s+lifting|lift\s+heavy|physically\s+(?:demanding|strenuous)|lift\s+up\s+to\s+\d+",
        r"lätta?\s+(?:arbete|lyft)|fysiskt\s+lätt",
    ),
    "no_night_work": _rule(
        "natt nätter night dygn kontorstid office dagtid dagtjänst daytime day",
        r"natt(?:arbete|arbeten|tjänst|tjänster|tjänstgöring|skift|skiftet|pass|passen|jour|jourer|"
        r"tid|etid)?|nattjänst(?:er|göring|en)?|nätter(?:na)?|jour(?:pass)?\s+natt|vaken\s+natt|night\s+(?:shift|work|duty)s?|nights|"
        r"dygnets\s+alla\s+(?:timmar|tider)",
        rf"nattfritt|{_DAYTIME}|{_OFFICE_HOURS}",
    ),
    "no_evenings": _rule(
        "kväll evening kontorstid office dagtid dagtjänst daytime day",
        r"kväll(?:ar|arna|en|stid|sarbete|sarbeten|spass|sskift|stjänst|stjänstgöring)?|"
        r"dag-?\s*(?:,|och|/)\s*kvälls\w*|evenings?|evening\s+(?:shift|work)s?",
        rf"kvällsfritt|{_DAYTIME}|{_OFFICE_HOURS}",
    ),
    "no_shifts": _rule(
        "skift rullande roterande arbetstider shift kontorstid office dagtid dagtjänst daytime",
        r"(?:två|tre|fyra|fem|dag|kvälls|natt|helg|[2-6])?[-–]?\s?skift(?:arbete|gång|tjänst|schema|"
        r"form|et|en|s)?|(?:rullande|roterande)\s+(?:\w+\s+)?(?:schema|skift)|skiftgående|"
        r"(?:oregelbundna|varierande|varierade)\s+arbetstider|(?:rotating\s+|work\s+in\s+)shifts?|"
        r"shift\s+work",
        rf"{_DAYTIME}|{_OFFICE_HOURS}",
    ),
    "no_weekends": _rule(
        "helg lördag söndag weekend må monday vardagar kontorstid office",
        r"(?:var(?:annan|je|\s+tredje|\s+fjärde)\s+)?helg(?:er|erna|en|arbete|tjänst|tjänstgöring|pass|"
        r"jour|skift|dagar)?|storhelg(?:er)?|lördag(?:ar)?|söndag(?:ar)?|weekends?",
        rf"helgfritt|(?:lediga|ledig\s+(?:på\s+)?)\s*helger(?:na)?|{_WEEKDAYS}",
    ),
    "no_driving": _rule(
        "körkort behörighet driv bil car",
        r"(?:[\w+]+-?\s*)?körkort(?:et)?(?:\s+[a-d]e?)?|b-?behörighet|"
        r"(?:valid\s+)?driv(?:ing|er.?s)\s+licen[cs]e|egen\s+bil|own\s+car",
        r"(?:inget|ej)\s+körkort",
    ),
    "no_high_pace": _rule(
        "tempo stress press paced pressure",
        r"(?:högt|hög|snabbt)\s+(?:arbets)?tempo|stressig[at]?|stresstålig(?:het)?|"
        r"(?:hantera|arbeta\s+under|trivs\s+med)\s+(?:stress|tidspress|press)|tidspress|"
        r"fast[- ]paced|work\s+under\s+pressure",
        r"lugnt\s+tempo|stressfri\w*",
    ),
    "no_irritants": _rule(STEMS, STRAIN, MET),
    "part_time": _rule(
        "heltid full deltid part halvtid timanställ extrajobb % procent",
        r"endast\s+heltid|full[- ]?time\s+only",
        r"deltid(?:s\w*)?|part[- ]?time|halvtid|timanställ\w+|extrajobb\w*|"
        r"[1-9]\d\s?(?:%|procent)(?!\s*(?:rabatt|av\s+(?:våra|alla|kunderna)))(?=\s*(?:tjänst|anställning|"
        r"sysselsättning|av\s+heltid|[,.)]|$))",
    ),
    "sitting": _rule(
        "stå aktivt rörligt feet standing sitt sedentary",
        r"stående\s+(?:och\s+gående\s+)?(?:arbete|moment)|gående\s+och\s+stående|mycket\s+stående|"
        r"står\s+och\s+går|fysiskt\s+aktivt|rörligt\s+arbete|on\s+your\s+feet|standing\s+for",
        r"stillasittande|sittande\s+arbete|sedentary",
    ),
}  # fmt: skip

_HOURS = re.compile(rf"{_DAYTIME}|{_WEEKDAYS}")
_HOURS_OF_WORK = re.compile(
    r"arbetstid|tjänst|omfattning|heltid|deltid|schema|förlagd|arbetar?(?!\w)|jobbar?(?!\w)|"
    r"sysselsättningsgrad|working hours|full[- ]time|schedule"
)
_REACHED = re.compile(
    r"kontakt|frågor|mejl|mail|telefon|ring(?!\w)|nås|öppet|öppettid|bemanning|aktivitet|train|utanför"
)
# The words above speak of when somebody answers, or when the place is open.

_NEGATED_BEFORE = re.compile(
    r"(?<!\w)(?:ingen|inga|inget|inte|ej|utan|slipper|aldrig|no|not|without|never)"
    r"(?!\s+(?:bara|minst|enbart|endast|sällan|även|också|only)(?!\w))(?:\s+\w+){0,2}\s+$"
)
_NEGATED_AFTER = re.compile(
    r"^[\s,]*(?:\w+\s+){0,2}(?:inte|ej|not)(?!\w)(?!\s+(?:bara|minst|only)(?!\w))|"
    r"^[\s,]*(?:är\s+)?inget?\s+(?:krav|måste)|^-?fri(?:tt|a)?(?!\w)"
)
_WISH = re.compile(
    r"merit|fördel|ett plus|önskvärt|önskas|gärna|underlättar|rekommender|preferred|advantage|"
    r"an? asset|a plus"
)
# What the words mean where they are not about the hours or the load of this work.
_NOT_MEANT = re.compile(
    r"(?:trevlig|glad|god|skön)\s+(?:helg|kväll|natt)|helg(?:erna)?\s+i\s+fjällen|"
    r"(?:övernatt|natt)klubb|över\s+en\s+natt|dag\s+och\s+natt|skift(?:e|ar)\s"
)


class _Begun(dict[str, int]):
    """For each word a bit for every condition of which it holds a beginning; found when asked."""

    def __missing__(self, word: str) -> int:
        """Find the bits of a word and remember them."""
        if len(self) >= _WORDS_REMEMBERED:
            self.clear()
        bits = 0
        for place, rule in enumerate(_RULES.values()):
            bits |= any(stem in word for stem in rule.stems) << place
        self[word] = bits
        return bits


_BEGUN = _Begun()


def rules_hash() -> str:
    """Return a hash of all that decides which places are found: equal for equal rules."""
    rules = (pattern for rule in _RULES.values() for pattern in (rule.strain, rule.met))
    about = (_HOURS, _HOURS_OF_WORK, _REACHED, _NEGATED_BEFORE, _NEGATED_AFTER, _WISH, _NOT_MEANT)
    told = [pattern.pattern for pattern in (*rules, *about)]
    return sha256("\n".join([*_RULES, *told]).encode("utf-8")).hexdigest()[:16]


class ConditionPlace(NamedTuple):
    """A place in a text that speaks of a condition: against the need, or for it."""

    condition: str
    stance: str
    start: int
    end: int


def places_in_texts(texts: Sequence[str]) -> Iterator[list[ConditionPlace]]:
    """Yield for each text every place that speaks of a condition, sentence by sentence.

    Examples
    --------
    >>> list(places_in_texts(["Ja. Inga tunga lyft.", "Nej."]))
    [[ConditionPlace(condition='no_heavy_lifting', stance='for', start=9, end=19)], []]
    """
    for first in range(0, len(texts), _TOGETHER):
        some = texts[first : first + _TOGETHER]
        for text, cuts in zip(some, sentence_cuts(some), strict=True):
            yield [
                ConditionPlace(condition, stance, begin + start, begin + end)
                for begin, behind in pairwise(cuts.places)
                for condition, stance, start, end in _in_sentence(text[begin:behind])
            ]


def said_in_ads(
    texts: Sequence[str], fields: Iterable[tuple[Any, ...]]
) -> Iterator[list[tuple[str, str, str, int | None, int | None, str]]]:
    """Yield for each ad what it says, its text first and then its fields.

    Parameters
    ----------
    texts : sequence of str
        Of the ads.
    fields : iterable of tuple
        For each ad the values of `FIELDS`.

    Yields
    ------
    list of tuple
        Condition, stance, phrase, start, end and source, as in `CONDITION_COLUMNS`.

    Examples
    --------
    >>> list(said_in_ads(["Tunga lyft."], [(50, 100, ("B",), None)]))[0][1:]
    [('part_time', 'for', '50 %', None, None, 'structured'), \
('no_driving', 'against', 'B', None, None, 'structured')]
    """
    for text, places, values in zip(texts, places_in_texts(texts), fields, strict=True):
        in_text = [
            (condition, stance, text[start:end], start, end, "text")
            for condition, stance, start, end in places
        ]
        yield [*in_text, *((*said, None, None, "structured") for said in _said_in_fields(*values))]


@lru_cache(maxsize=_REMEMBERED)
def _in_sentence(sentence: str) -> tuple[ConditionPlace, ...]:
    """Return every place of a sentence that speaks of a condition."""
    folded = fold(sentence)
    begun = reduce(or_, map(_BEGUN.__getitem__, _WORD.findall(folded.text)), 0)
    found = []
    for number, (condition, rule) in enumerate(_RULES.items() if begun else ()):
        if not begun >> number & 1:
            continue
        for pattern, meant in ((rule.strain, "against"), (rule.met, "for")):
            for match in pattern.finditer(folded.text):
                stance = _stance(condition, folded.text, match, meant)
                if stance is not None:
                    place = folded.original(match.start(), match.end())
                    found.append(ConditionPlace(condition, stance, *place))
    return tuple(found)


def _stance(condition: str, sentence: str, match: re.Match[str], meant: str) -> str | None:
    """Return what a phrase says in its sentence; None where it says nothing of the work."""
    if meant == "for" and _HOURS.search(match.group()) and not _of_this_work(sentence):
        return None
    around = sentence[max(0, match.start() - 12) : match.end() + 12]
    if _NOT_MEANT.search(around):
        return None
    if condition == "no_irritants" and must_be_tolerated(match.group()):
        return meant
    negated = _NEGATED_BEFORE.search(sentence[: match.start()]) or _NEGATED_AFTER.search(
        sentence[match.end() :]
    )
    if condition == "no_driving" and meant == "against" and not negated and _WISH.search(sentence):
        return None
    if negated:
        return "for" if meant == "against" else None
    return meant


def _of_this_work(sentence: str) -> bool:
    """Whether a sentence with office hours says when this work is done, and no other time."""
    other = any(
        _RULES[condition].strain.search(sentence)
        for condition in ("no_evenings", "no_night_work", "no_shifts", "no_weekends")
    )
    return not other and bool(_HOURS_OF_WORK.search(sentence)) and not _REACHED.search(sentence)


def _said_in_fields(
    scope_min: Any, scope_max: Any, licences: tuple[str, ...], own_car: Any
) -> Iterator[tuple[str, str, str]]:
    """Yield condition, stance and what stood in an ad's own fields."""
    lowest = scope_min if not pd.isna(scope_min) else scope_max
    if not pd.isna(lowest) and lowest > 0:
        yield "part_time", "for" if lowest < FULL_TIME else "against", f"{lowest:g} %"
    if licences:
        yield "no_driving", "against", ", ".join(licences)
    if not pd.isna(own_car) and bool(own_car):
        yield "no_driving", "against", "own car"
