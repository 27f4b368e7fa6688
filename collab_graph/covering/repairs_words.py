"""repairs_words: a repair as a decision that somebody takes, and whose gap it closes."""

from collab_graph.record.faults import Language

_DECISIONS = {
    "law": ("En lagändring för {who}", "A change of the law on {who}"),
    "agreement": ("En överenskommelse med {who}", "An agreement with {who}"),
    "practice": ("Ett beslut av {who}", "A decision by {who}"),
}


def decision_text(
    who: str, source: str, wish: str, alone: float, lost: float, unit: str, language: Language
) -> str:
    """Return what one change of a repair does, in a sentence.

    Parameters
    ----------
    who : str
        Whose mandate is changed.
    source : str
        What is changed: "law", "agreement" or "practice".
    wish : str
        The change in words.
    alone : float
        Persons (or cells) whose gap it closes by itself.
    lost : float
        Those whose gap stays open without it, the others made.
    unit : str
        "persons" or "cells".
    language : "sv" or "en"
        Swedish or English.

    Examples
    --------
    >>> decision_text("AF", "practice", "låt AF ta emot även under 30 år", 34, 34, "persons", "sv")
    'Ett beslut av AF stänger 34 personers lucka: låt AF ta emot även under 30 år.'
    >>> decision_text("AF", "law", "let AF work in Norrsjö too", 0, 1, "persons", "en")
    'A change of the law on AF is needed to close the gap of 1 person: let AF work in Norrsjö too.'
    """
    decision = _DECISIONS.get(source, _DECISIONS["practice"])[language == "en"].format(who=who)
    by_itself = alone > 0
    many = _many(alone if by_itself else lost, unit, language)
    if language == "en":
        does = "closes the gap of" if by_itself else "is needed to close the gap of"
        return f"{decision} {does} {many}: {wish}."
    if by_itself:
        return f"{decision} stänger {many} lucka: {wish}."
    return f"{decision} behövs för att stänga {many} lucka: {wish}."


def _many(number: float, unit: str, language: Language) -> str:
    """Return so many persons or situations, in Swedish as the owners of a gap."""
    said = f"{number:,.1f}".removesuffix(".0")
    one = said == "1"
    if language == "en":
        word = {"persons": "person", "cells": "situation"}[unit]
        return f"{said} {word}{'' if one else 's'}"
    said = said.replace(",", " ").replace(".", ",")
    word = {"persons": ("personers", "persons"), "cells": ("situationers", "situations")}[unit][one]
    return f"{said} {word}"
