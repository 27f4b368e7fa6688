"""labels: the terms that an official label holds — its head, its parts, its acronym."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from mobility.finding.normalize import normal_form

_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)")
_SLASH = re.compile(r"\s*/\s*")
_SHORTEST_HEAD = 3
_SHORTEST_PART = 5
_LONGEST_ACRONYM = 5

# What stands behind the comma narrows the head: "Kemi, undervisning" is not chemistry.
_NARROWER = re.compile(
    r"undervisning|tränare|instruktör|cirkelledning|specialistkompetens|specialistområde|"
    r"specialisering|specialpedagogik|funktionshindersfrågor|professionell utövning|konstnärlig|"
    r"medicintekniskt område|produktkunskap|skötselvana|installation|cnc|konventionell|"
    r"fartygserfarenhet|sjöfart|flyg|personalarbete|personaladministration|fordon|bygg|textil|"
    r"järnväg|försäkring|journalistik|laboratorium|övervakning|organisation|keramik|porslin|"
    r"taxi|slussar|elektronik|bygge|fastigheter|industrimaskiner|paketbil|utformning|el\b|"
    r"sårbarhetsanalys|ledarerfarenhet|museum|metall|skor|privat|företag|spelfilm|tv\b|scen|"
    r"teater|film|radio|konst|sjukhus|körvana|konservering|sorteringsvana|fileteringsvana|"
    r"omformarstationer|datasäkerhet|dekorationsmålare|hudvårdsterapeut|specialbyggda"
)

_OF_ANY_KIND = re.compile(r",\s*(?:erfarenhet|områdeskunskap|\w*vana)$", re.IGNORECASE)

_SHORTEST_KIND = 5
_KINDS = 2


class Part(NamedTuple):
    """A term that stands in a label, and how it came out of it."""

    term: str
    origin: str
    narrowed: bool


def parts_of(label: str) -> list[Part]:
    """Return the terms inside a label, without the label itself.

    Parameters
    ----------
    label : str
        An official label: "Java, programmeringsspråk", "Omsorgsutbildning/Omvårdnadsutbildning",
        "Yrkeskompetensbevis för förare (YKB)".

    Returns
    -------
    list of Part
        The head before a comma (origin "head"; ``narrowed`` where what follows narrows it), the
        sides of a slash and what is left without its parenthesis (origin "synonym").

    Examples
    --------
    >>> parts_of("Java, programmeringsspråk")
    [Part(term='Java', origin='head', narrowed=False)]
    >>> [part.term for part in parts_of("Yrkeskompetensbevis för förare (YKB)")]
    ['Yrkeskompetensbevis för förare', 'YKB']
    """
    inside = [text.strip() for text in _PARENTHESIS.findall(label)]
    plain = _PARENTHESIS.sub("", label).strip()
    parts = [Part(text, "synonym", False) for text in inside if is_acronym(text)]
    sides = _sides(plain)
    if plain != label and "," not in plain and len(sides) == 1:
        narrowed = not all(is_acronym(text) or text == "behörighet" for text in inside)
        parts.insert(0, Part(plain, "synonym", narrowed))
    for side in sides:
        head, comma, tail = side.partition(",")
        if comma:
            narrowed = _NARROWER.search(tail.casefold()) is not None
            parts.append(Part(head.strip(), "head", narrowed))
        elif len(sides) > 1:
            parts.append(Part(side, "synonym", False))
    return [part for part in parts if normal_form(part.term) and part.term != label]


def _sides(label: str) -> list[str]:
    """Return what stands on each side of a slash, where each side is a name of its own."""
    sides = _SLASH.split(label)
    whole = all(
        len(side.partition(",")[0]) >= _SHORTEST_PART and not side.endswith("-") for side in sides
    )
    return [side.strip() for side in sides] if whole else [label]


def is_acronym(term: str) -> bool:
    """Whether a term is a word of at most five capitals, to be found in capitals only.

    Examples
    --------
    >>> is_acronym("SQL"), is_acronym("Java"), is_acronym("C#")
    (True, False, False)
    """
    return 2 <= len(term) <= _LONGEST_ACRONYM and term.isalpha() and term.isupper()


def is_long_enough(term: str) -> bool:
    """Whether a head has the three letters without which it says too little."""
    return sum(character.isalpha() for character in term) >= _SHORTEST_HEAD


def general_heads(labels: Iterable[str]) -> frozenset[str]:
    """Return the heads that name something wider than any one label with a comma after them.

    In Swedish what stands last in a word says what kind of thing it is: dietary advice
    (*kostrådgivning*) is advice. Where two labels or more are kinds of a head, it is a general
    word, and one label "head, tail" is one more kind of it.

    Parameters
    ----------
    labels : iterable of str
        All labels of a list.

    Returns
    -------
    frozenset of str
        Normal forms of heads of five letters or more.

    Examples
    --------
    >>> general_heads(["Rådgivning, frivård", "Kostrådgivning", "Juridisk rådgivning", "Java, x"])
    frozenset({'rådgivning'})
    """
    split = [(normal_form(label.partition(",")[0]), "," in label) for label in labels]
    heads = {head for head, _ in split}
    before_comma = {head for head, comma in split if comma}
    kinds = dict.fromkeys(sorted(h for h in before_comma if len(h) >= _SHORTEST_KIND), 0)
    for head in heads:
        for start in range(1, len(head) - _SHORTEST_KIND + 1):
            if head[start:] in kinds:
                kinds[head[start:]] += 1
    return frozenset(head for head, number in kinds.items() if number >= _KINDS)


def is_of_any_kind(label: str) -> bool:
    """Whether what stands behind the comma says only that one has done it or knows of it.

    Examples
    --------
    >>> is_of_any_kind("Undervisning, erfarenhet"), is_of_any_kind("Rådgivning, frivård")
    (True, False)
    """
    return _OF_ANY_KIND.search(label) is not None
