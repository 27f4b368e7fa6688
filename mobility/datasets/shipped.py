"""shipped: the tables that come with the package — skills, occupations, places, profiles."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pandas as pd

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.files import read_text, sha256
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Recipe, Step
from mobility.foundation.shipped_lines import shipped_lines
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import Column, check_table

MANIFEST = "manifest.json"
_READ_IN_CONTEXT = ("R",)
"""Labels so short that only their context tells them from other words."""


def shipped_path(name: str) -> Path:
    """Return the path of a file that comes with the package.

    Parameters
    ----------
    name : str
        The file's name, such as ``"skills.csv"``; the manifest lists them.

    Returns
    -------
    Path
        Where it lies on this machine.

    Raises
    ------
    UnknownNameError
        If no such file is shipped; the nearest names are given.

    Examples
    --------
    >>> shipped_path("skills.csv").name
    'skills.csv'
    """
    if name != MANIFEST and name not in _manifest()["files"]:
        raise UnknownNameError("shipped file", name, _manifest()["files"])
    return _place(name)


def _place(name: str) -> Path:
    return Path(str(files("mobility.datasets").joinpath(name)))


@cache
def _manifest() -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = json.loads(read_text(_place(MANIFEST)))
    return content


def shipped_files() -> dict[str, str]:
    """Return every shipped table with one sentence on what it is and where it comes from.

    Returns
    -------
    dict of str to str
        File name → sentence.

    Examples
    --------
    >>> sorted(shipped_files())[:2]
    ['ad_groups.csv', 'employers.csv']
    """
    return dict(_manifest()["files"])


def synthetic_notice(language: Literal["sv", "en"]) -> str:
    """Return the words that must stand wherever something made from the synthetic ads is shown.

    Parameters
    ----------
    language : {"sv", "en"}
        Swedish or English.

    Returns
    -------
    str
        "syntetiska annonser" or "synthetic ads".

    Examples
    --------
    >>> synthetic_notice("sv")
    'syntetiska annonser'
    >>> synthetic_notice("en")
    'synthetic ads'
    """
    return _manifest()["notice"][language]


@cache
def shipped_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the lines of a shipped table as they stand, every value a text.

    Parameters
    ----------
    name : str
        The file's name, such as ``"employers.csv"``.

    Returns
    -------
    tuple of dict of str to str
        One dictionary a line, column → value.

    Raises
    ------
    UnknownNameError
        If no such file is shipped.
    """
    return tuple(shipped_lines(shipped_path(name)))


def demo_skills() -> SkillList:
    """Return the shipped skill list: real skill names, Swedish and English, with synonyms.

    Returns
    -------
    SkillList
        The Swedish label is the label; English labels and synonyms are terms of the same skill.
        Names of at most five characters without a small letter are found in capitals only.

    Examples
    --------
    >>> demo_skills().skills.loc["bokslut", "label"]
    'bokslut'
    """
    rows = shipped_rows("skills.csv")
    skills = pd.DataFrame([{k: row[k] for k in ("skill", "label", "kind")} for row in rows])
    terms = []
    for row in rows:
        names = [(row["label"], "label"), (row["label_en"], "synonym")]
        names += [(synonym, "synonym") for synonym in row["synonyms"].split("|") if synonym]
        said: set[str] = set()
        for term, origin in names:
            if term.casefold() in said:
                continue
            said.add(term.casefold())
            terms.append(
                {"term": term, "skill": row["skill"], "origin": origin, "match": _match(term)}
            )
    counts = {"skills": len(skills), "terms": len(terms)}
    recipe = Recipe((_read_step("demo_skills", "skills.csv", counts),))
    return SkillList.of(skills.set_index("skill"), pd.DataFrame(terms), recipe)


def _match(term: str) -> str:
    """Say how a term is to be found, as `mobility.foundation.skill_list.MATCHES` names it."""
    if term in _READ_IN_CONTEXT:
        return "context"
    short = len(term) <= 5 and term.isalpha()
    return "capitals" if short and term == term.upper() else "any"


def demo_occupations() -> Occupations:
    """Return the shipped part of SSYK 2012: unit groups of the synthetic ads and all above them.

    Returns
    -------
    Occupations
        Levels 1 and 2 complete, levels 3 and 4 as far as the synthetic ads reach, Swedish titles.

    Examples
    --------
    >>> demo_occupations().title("5321")
    'Undersköterskor, hemtjänst, hemsjukvård, äldreboende och habilitering'
    """
    rows = shipped_rows("unit_groups.csv")
    table = pd.DataFrame(rows).set_index("occupation")[["title", "level", "parent"]]
    step = _read_step("demo_occupations", "unit_groups.csv", {"codes": len(table)})
    return Occupations(table, "SSYK 2012", Recipe((step,)))


def demo_profiles() -> pd.DataFrame:
    """Return how often the synthetic ads of each unit group ask for each skill.

    Returns
    -------
    DataFrame
        Columns ``occupation``, ``skill`` and ``how_often``: expected (without which few are hired),
        core, common or occasional.

    Examples
    --------
    >>> demo_profiles()["how_often"].unique().tolist()
    ['expected', 'core', 'common', 'occasional']
    """
    columns = (
        Column("occupation"),
        Column("skill"),
        Column("how_often", allowed=("expected", "core", "common", "occasional")),
    )
    return check_table(pd.DataFrame(shipped_rows("profiles.csv")), columns, "profiles.csv")


def demo_municipalities() -> pd.DataFrame:
    """Return the municipalities of the synthetic ads: real codes, names and rough sizes.

    Returns
    -------
    DataFrame
        Columns ``municipality``, ``name``, ``region``, ``region_name``,
        ``inhabitants_thousands`` (about 2023) and ``specialities`` (made up).

    Examples
    --------
    >>> places = demo_municipalities().set_index("municipality")
    >>> places.loc["2480", "name"]
    'Umeå'
    """
    columns = (
        Column("municipality", unique=True),
        Column("name"),
        Column("region"),
        Column("region_name"),
        Column("inhabitants_thousands", "whole number", at_least=1),
        Column("specialities", filled=False),
    )
    table = pd.DataFrame(shipped_rows("municipalities.csv"))
    return check_table(table, columns, "municipalities.csv")


def _read_step(name: str, file: str, counts: dict[str, int]) -> Step:
    """Build the recipe step of reading a shipped file."""
    return Step.of(name, {"file": file, "sha256": sha256(shipped_path(file))}, counts)
