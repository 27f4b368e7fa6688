"""too_small_words: a target group that is too small, and what would make it large enough."""

from collab_graph.record.faults import Language


def small_group_text(
    who: str,
    place: str,
    persons: float,
    remedy: str,
    together: float,
    language: Language,
    *,
    other: str = "",
    minutes: float = 0.0,
    wish: str = "",
) -> str:
    """Return one group and one way out, in two sentences.

    Parameters
    ----------
    who, place : str
        Whose group, and where.
    persons : float
        How many are in it there.
    remedy : str
        "share", "widen", or "" for no way out.
    together : float
        How many it would be.
    language : "sv" or "en"
        Swedish or English.
    other, minutes : str and float
        Where to share, and how far that is.
    wish : str
        The change in words, where one is needed.

    Examples
    --------
    >>> small_group_text("AF", "Norrsjö", 4, "share", 13, "sv", other="Söderå", minutes=35)
    '4 personer i Norrsjö är för få för en egen grupp hos AF. Dela med Söderå (35 minuter): \
13 tillsammans.'
    """
    few, all_of_them, far = (_number(x, language) for x in (persons, together, minutes))
    if language == "en":
        are = "person" if few == "1" else "persons"
        is_few = f"{few} {are} in {place} are too few for a group of their own at {who}."
        if remedy == "share":
            asked = f" – {wish}" if wish else ""
            return f"{is_few} Share with {other} ({far} minutes){asked}: {all_of_them} together."
        if remedy == "widen":
            return f"{is_few} Widen the group – {wish}: {all_of_them} in all."
        return f"{is_few} No near place and no single value makes it large enough."
    are = "person" if few == "1" else "personer"
    is_few = f"{few} {are} i {place} är för få för en egen grupp hos {who}."
    if remedy == "share":
        asked = f" – {wish}" if wish else ""
        return f"{is_few} Dela med {other} ({far} minuter){asked}: {all_of_them} tillsammans."
    if remedy == "widen":
        return f"{is_few} Vidga gruppen – {wish}: {all_of_them} i allt."
    return f"{is_few} Ingen plats i närheten och inget enskilt värde räcker."


def _number(number: float, language: Language) -> str:
    said = f"{number:,.1f}".removesuffix(".0")
    return said if language == "en" else said.replace(",", " ").replace(".", ",")
