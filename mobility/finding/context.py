"""context: whether the place where an ambiguous term stands speaks for the skill."""

from collections.abc import Sequence

from mobility.finding.normalize import Words

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


def speaks_of_tool(
    text: Words, first: int, last: int, *, written: str, following: str, term: str
) -> bool:
    """Whether a tool's name stands as a name: written as one, with other tools or code near it.

    Parameters
    ----------
    text : Words
        The folded text.
    first, last : int
        The words of the match.
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
    if not written[:1].isupper() and written[:1] != ".":
        return False
    if following[:1].isupper() and text.gaps[last + 1] == " " and not _names_tool(following):
        return False
    if term.isupper() and not written.isupper():
        return False
    after = text.gaps[last + 1]
    if after.lstrip()[:1] in ("#", "+"):
        return False
    if after[:1] in "-–&'’" and after[1:2] != " " and len(written) <= 2:
        return False
    near = (*text.words[max(0, first - REACH) : first], *text.words[last + 1 : last + 1 + REACH])
    return any(_names_tool(word) for word in near if word != text.words[first])


def _names_tool(word: str) -> bool:
    """Whether a word names a tool, or the work that is done with one."""
    folded = word.casefold()
    return folded in _TOOL_NEIGHBOURS or folded.startswith(_TOOL_BEGINNINGS)


def speaks_of_language(text: Words, first: int, last: int) -> bool:
    """Whether a language is meant, and not the adjective of a nation.

    Parameters
    ----------
    text : Words
        The folded text.
    first, last : int
        The words of the match.

    Returns
    -------
    bool
        "svenska i tal och skrift" speaks for the language, "den svenska marknaden" does not.
    """
    follows = text.words[last + 1] if last + 1 < len(text.words) else ""
    same_clause = text.gaps[last + 1].strip(" \t\u00a0") == ""
    if follows and same_clause and follows not in _AFTER_LANGUAGE:
        return False
    near = (*text.words[max(0, first - REACH) : first], *text.words[last + 1 : last + 1 + REACH])
    said_in = first > 0 and text.words[first - 1] in ("på", "in")
    return said_in or any(word in _LANGUAGE_NEIGHBOURS for word in near)


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
