"""matcher_entry: first rungs, and the schooling that ads ask for, as lists for the matcher page."""

import pandas as pd

from mobility.foundation.errors import VersionError
from mobility.reaching.first_rung import BY_ADS, BY_CLASS, first_rung
from mobility.reaching.gates_by_law import BY_LAW_VERSION
from mobility.reaching.schooling import CEFR, EDUCATION, LANGUAGES, NATIVE
from mobility.reaching.space import SkillSpace


def packed_first_rung(
    space: SkillSpace, entry: pd.DataFrame | None
) -> list[list[int | float | None]] | None:
    """Return the occupations that can be entered with few skills; vacancies stand elsewhere.

    Parameters
    ----------
    space : SkillSpace
        What the page is about.
    entry : DataFrame or None
        As `mobility.entry_requirements` gives it.

    Returns
    -------
    list or None
        One list per first rung: position of the occupation; whether the classification and whether
        ads speak for it (0 or 1); ``special``; share of ads that ask for experience and of how
        many, and that name an education and of how many (None where not known). None where neither
        the classification nor ads can say anything.

    Raises
    ------
    InputError
        If the entry table breaks its contract.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> entry = pd.DataFrame({
    ...     "occupation": ["5131"], "ads": 20, "experience": [0.1], "experience_ads": 20,
    ...     "education": 0.0,
    ... })
    >>> packed_first_rung(kitchens(), entry)
    [[4, 0, 1, 0.0, 0.1, 20, 0.0, 20]]
    """
    if entry is None and space.version != BY_LAW_VERSION:
        return None
    found = first_rung(space, entry=entry)
    places = [space.occupation_places[str(code)] for code in found["occupation"]]
    because = [[int(BY_CLASS in said), int(BY_ADS in said)] for said in found["because"]]
    columns = ["special", "experience", "experience_ads", "education", "ads"]
    figures = found[columns].astype("object")
    known = figures.where(figures.notna(), None).to_numpy().tolist()
    return [[place, *why, *said] for place, why, said in zip(places, because, known, strict=True)]


def packed_schooling(space: SkillSpace, asked: pd.DataFrame | None) -> dict[str, object] | None:
    """Return which education and languages ads require; None where that was not counted.

    Parameters
    ----------
    space : SkillSpace
        What the page is about.
    asked : DataFrame or None
        As `mobility.schooling_asked` gives it, of the same classification.

    Returns
    -------
    dict or None
        ``education``: names of the levels from 1, in both languages; ``levels``: of languages, and
        ``native``, what people call the highest; ``languages``: their names; ``asked``: for every
        occupation lists of "education" or "language", the level or language, how many ads require
        it, and of how many.

    Raises
    ------
    VersionError
        If the codes are of another classification.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> asked = pd.DataFrame({"occupation": ["5120"], "asks": "language", "what": "svenska",
    ...                       "ads": 3, "of": 4})
    >>> asked.attrs["version"] = "example"
    >>> packed_schooling(kitchens(), asked)["asked"][2]
    [['language', 'svenska', 3, 4]]
    """
    if asked is None:
        return None
    version = str(asked.attrs.get("version", ""))
    if version != space.version:
        raise VersionError.between("schooling", version, "the space", space.version)
    demands: list[list[list[str | int]]] = [[] for _ in space.occupations]
    columns = ["occupation", "asks", "what", "ads", "of"]
    for code, *demand in asked.sort_values(columns)[columns].to_numpy().tolist():
        if code in space.occupation_places:
            demands[space.occupation_places[code]].append(demand)
    return {
        "education": [list(names) for names in EDUCATION.values()],
        "levels": list(CEFR),
        "native": sorted(NATIVE),
        "languages": sorted(LANGUAGES | set(asked.loc[asked["asks"] == "language", "what"])),
        "asked": demands,
    }
