"""context: whether the place where an ambiguous term stands speaks for the skill."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from mobility.finding.word_places import Numbers, codes_of

REACH = 8
"""How many words on each side of a match are looked at."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that stand beside the name of a tool, and hardly beside the same letters as a word.
_TOOL_NEIGHBOURS = _words(
    """
    python java javascript typescript sql html css linux windows unix matlab sas spss stata docker
    kubernetes react angular vue php git azure aws gcp excel powerpoint outlook office json xml
    graphql api apis soap ruby perl scala kotlin golang fortran cobol mysql
    postgresql postgres oracle mongodb nosql db2 sqlite hibernate jenkins c c# c++ r .net
      jee jms jpa vba powerbi sharepoint sap erp bash shell terraform
    ansible kafka microservices mikrotjänster backend frontend fullstack ios android flexray canoe
    ethernet autosar dax tableau qlik julia lua haskell erlang elixir clojure ramverk
    framework frameworks databas databaser database databases verktyg tools programvara syntax
    script språk languages language ide microsoft ms redux jira cloud agil devops paketet
    """
)
_TOOL_BEGINNINGS = (
    "programmer", "kodning", "systemutveckl", "webbutveckl", "apputveckl", "coding", "mjukvar",
    "softwar", "backend", "frontend", "databas", "skript",
)  # fmt: skip

_LANGUAGE_NEIGHBOURS = _words(
    """
    prata pratar talande krav krävs tal skrift tala talar talat skriva skriver språk språket
    språken flytande behärska behärskar
    obehindrat förstå förstår kunskaper kunskap språkkunskaper kommunicera kommunicerar uttrycka
    uttrycker muntligt skriftligt modersmål modersmålsnivå muntlig skriftlig fluent fluently written
    spoken speak speaks language languages proficiency verbal writing verbally english swedish read
    write kommunikation tvåspråkig tvåspråkighet
    """
)
# After a language stands one of these or the end of the clause; after an adjective, a noun.
_AFTER_LANGUAGE = _words(
    """
    och eller samt i både på är som då med för and or in both is are as at to with skills language
    språk språket såväl även men but speaking obehindrat flytande fluently kunskaper ett utan vilket
    muntligt skriftligt gärna verbally well talande plus motsvarande krävs meriterande required if
    eftersom alternativt
    """
)
_BEFORE_LANGUAGE = _words("på in")


class OfLanguage(NamedTuple):
    """The numbers of words that tell of languages, sorted: beside one, behind it, before it."""

    beside: Numbers
    behind: Numbers
    before: Numbers


@cache
def of_language() -> OfLanguage:
    """Return the words by which `speaks_of_language` goes, as numbers."""
    words = _LANGUAGE_NEIGHBOURS, _AFTER_LANGUAGE, _BEFORE_LANGUAGE
    return OfLanguage(*(np.sort(codes_of(sorted(each))) for each in words))


class Beside(NamedTuple):
    """What stands beside a match: up to `REACH` folded words on each side, and the next gap."""

    before: Sequence[str]
    after: Sequence[str]
    gap: str


def speaks_of_tool(beside: Beside, *, folded: str, written: str, following: str, term: str) -> bool:
    """Whether a tool's name stands as a name: written as one, with other tools or code near it.

    Parameters
    ----------
    beside : Beside
        What stands beside the match.
    folded : str
        The first word of the match, folded.
    written : str
        The match as it stands in the original.
    following : str
        The next word as it stands in the original; "" at the end.
    term : str
        The term as the skill list writes it; capitals in it must be there.

    Returns
    -------
    bool
        "Python, R och SQL" speaks for R; "rum R" does not.
    """
    gap = beside.gap
    if not written[:1].isupper() and written[:1] != ".":
        return False
    if following[:1].isupper() and gap == " " and not _names_tool(following):
        return False
    if term.isupper() and not written.isupper():
        return False
    if gap.lstrip()[:1] in ("#", "+"):
        return False
    if gap[:1] in "-–&'’" and gap[1:2] != " " and len(written) <= 2:
        return False
    near = (*beside.before, *beside.after)
    return any(_names_tool(word) for word in near if word != folded)


def _names_tool(word: str) -> bool:
    """Whether a word names a tool, or the work that is done with one."""
    folded = word.casefold()
    return folded in _TOOL_NEIGHBOURS or folded.startswith(_TOOL_BEGINNINGS)


def speaks_of_language(beside: Beside) -> bool:
    """Whether a language is meant, and not the adjective of a nation.

    Parameters
    ----------
    beside : Beside
        What stands beside the match.

    Returns
    -------
    bool
        "svenska i tal och skrift" speaks for the language, "den svenska marknaden" does not.

    Examples
    --------
    >>> speaks_of_language(Beside(["flytande"], ["i", "tal"], " "))
    True
    >>> speaks_of_language(Beside(["den"], ["marknaden"], " "))
    False
    """
    before, after, gap = beside
    if after and gap.strip(" \t\u00a0") == "" and after[0] not in _AFTER_LANGUAGE:
        return False
    if before and before[-1] in _BEFORE_LANGUAGE:
        return True
    return not (_LANGUAGE_NEIGHBOURS.isdisjoint(before) and _LANGUAGE_NEIGHBOURS.isdisjoint(after))


def is_shouted(neighbours: Sequence[str]) -> bool:
    """Whether the words beside a match are in capitals too, so that its capitals say nothing.

    Examples
    --------
    >>> is_shouted(["ARBETA", "MED"]), is_shouted(["arbeta", "MED"])
    (False, False)
    >>> is_shouted(["KUNSKAPER", "KRÄVS"])
    True
    """
    return bool(neighbours) and all(len(word) >= 4 and word.isupper() for word in neighbours)
