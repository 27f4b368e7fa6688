"""skills: read_skills() reads lists of skills, of traits or of occupation titles, as they are."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from mobility.foundation.errors import InputError
from mobility.foundation.files import sha256
from mobility.foundation.recipe import Recipe, Step
from mobility.foundation.skill_list import KINDS, SkillList
from mobility.reading.encodings import check_encoding
from mobility.reading.table_rows import listed, mapped, text_table

MAPPED = ("skill", "label", "synonyms", "kind")
WORDS_FOR_KINDS = {
    "competency": "skill",
    "kompetens": "skill",
    "förmåga": "trait",
    "formaga": "trait",
    "yrke": "occupation",
    **{kind: kind for kind in KINDS},
}
"""What sources call the kinds."""

_SEPARATOR = re.compile(r"[|;\n]")
_LINE = re.compile(r"\n")


class _Shape(NamedTuple):
    """A known list: the columns it has, how they map, and what its terms are."""

    name: str
    has: frozenset[str]
    columns: Mapping[str, str]
    origin: str = "label"
    separator: re.Pattern[str] = _SEPARATOR


_SHAPES = (
    _Shape(
        "ESCO",
        frozenset({"conceptUri", "preferredLabel", "altLabels"}),
        {
            "skill": "conceptUri",
            "label": "preferredLabel",
            "synonyms": "altLabels",
            "more synonyms": "hiddenLabels",
        },
        separator=_LINE,
    ),
    _Shape(
        "terms of concepts",
        frozenset({"term", "uuid", "concept", "type"}),
        {"skill": "uuid", "label": "concept", "synonyms": "term", "kind": "type"},
        separator=_LINE,
    ),
    _Shape(
        "vocabulary of ads",
        frozenset({"skill", "skill_type", "occurrence_count"}),
        {"label": "skill", "kind": "skill_type", "count": "occurrence_count"},
        origin="vocabulary",
    ),
    _Shape("JobTech", frozenset({"skill_id", "skill"}), {"skill": "skill_id", "label": "skill"}),
    _Shape("own names", frozenset({"label"}), {name: name for name in MAPPED}),
)


def read_skills(
    path: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    kind: str = "skill",
    encoding: str = "utf-8",
) -> SkillList:
    r"""Read a list of skills with the terms that name them; nothing is judged or dropped yet.

    Known without ``columns``: JobTech's labels (``skill_id``, ``skill``), ESCO's skills
    (``conceptUri``, ``preferredLabel``, ``altLabels``, ``hiddenLabels``), terms of concepts
    (``term``, ``uuid``, ``concept``, ``type``; misspelled terms are synonyms), and vocabularies
    counted in ads (``skill``, ``skill_type``, ``occurrence_count``; a term counted under several
    kinds has the kind it is most often, and the most frequent come first).

    Parameters
    ----------
    path : str or Path
        CSV (comma, semicolon, tab or bar), Excel or Parquet, packed or not.
    columns : mapping of str to str, optional
        For other files: "label", and where there are any "skill" (an id), "synonyms" (separated by
        a bar, semicolon or line) and "kind", each to its heading in the file.
    kind : str
        What they are where the file does not say: "skill", "trait", "gate" or "occupation".
    encoding : str
        How a CSV is written.

    Returns
    -------
    SkillList
        Skills by the source's id, or by label where it has none; terms with origin "label",
        "synonym" or "vocabulary", each term once a skill, matched in any case.

    Raises
    ------
    InputError
        If the file has none of the known shapes and no mapping is given; with every line that
        lacks a label, has an unknown kind, or gives an id a second label or kind.
    FileProblemError
        If the file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "skills.csv"
    >>> _ = file.write_text("namn;kallas\nSvetsning;svetsa|svets\n", encoding="utf-8")
    >>> read_skills(file, columns={"label": "namn", "synonyms": "kallas"}).terms
            term      skill   origin match
    0  Svetsning  Svetsning    label   any
    1     svetsa  Svetsning  synonym   any
    2      svets  Svetsning  synonym   any
    """
    check_encoding(encoding)
    if kind not in KINDS:
        raise InputError("kind", [f"{kind!r} is not one of {listed(KINDS)}"])
    name = Path(path).name
    read = text_table(path, encoding=encoding)
    shape = _known(name, list(read.columns)) if columns is None else _mapping(columns)
    table = _checked(name, mapped(read, shape.columns, name), kind)
    if "count" in table:
        table = _most_frequent(table)
    skills = table.groupby("skill", sort=False)[["label", "kind"]].first()
    terms, repeated = _terms(table, shape)
    settings = {"file": name, "sha256": sha256(path), "shape": shape.name, "kind": kind}
    counts = {"rows": len(read), "skills": len(skills), "terms": len(terms), "repeated": repeated}
    return SkillList.of(skills, terms, Recipe((Step.of("read_skills", settings, counts),)))


def _mapping(columns: Mapping[str, str]) -> _Shape:
    """Return the shape that a mapping describes, refusing names that mean nothing here."""
    faults = [f"{name!r} is not one of {listed(MAPPED)}" for name in columns if name not in MAPPED]
    if "label" not in columns:
        faults.append("no column is named for the label; say columns={'label': '…'}")
    if faults:
        raise InputError("columns", faults)
    return _Shape("mapped columns", frozenset(columns.values()), columns)


def _known(name: str, there: list[str]) -> _Shape:
    """Return the known shape that has the file's columns, or say how to map them."""
    for shape in _SHAPES:
        if shape.has <= set(there):
            columns = {column: name for column, name in shape.columns.items() if name in there}
            return shape._replace(columns=columns)
    said = (
        f"is no list known by its columns; it has {listed(there)}. Say which is which, for example "
        f"columns={{'label': {there[0]!r}}}; also 'skill' (an id), 'synonyms' and 'kind'. Or call "
        "the columns so in the file"
    )
    raise InputError(name, [said])


def _checked(name: str, table: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the table with an id and a kind on every line, or raise every fault of it."""
    faults = [f"line {line}: the label is missing" for line in table.index[table["label"] == ""]]
    if "skill" not in table:
        table = table.assign(skill=table["label"])
    faults += [f"line {line}: the id is missing" for line in table.index[table["skill"] == ""]]
    said = table["kind"].str.casefold() if "kind" in table else pd.Series(kind, index=table.index)
    known = said.replace("", kind).map(WORDS_FOR_KINDS)
    faults += [
        f"line {line}: {table.at[line, 'kind']!r} is no kind; known are {listed(WORDS_FOR_KINDS)}"
        for line in table.index[known.isna()]
    ]
    table = table.assign(kind=known)
    if "count" in table:
        counts = pd.to_numeric(table["count"], errors="coerce")
        faults += [
            f"line {line}: {table.at[line, 'count']!r} is not a number of ads"
            for line in table.index[counts.isna() | (counts < 0)]
        ]
        table = table.assign(count=counts)
    else:
        faults += _two_meanings(table)
    if faults:
        raise InputError(name, faults)
    return table


def _two_meanings(table: pd.DataFrame) -> list[str]:
    """Name every line that gives an id another label or kind than an earlier line."""
    first = table.groupby("skill")[["label", "kind"]].transform("first")
    faults = []
    for column in ("label", "kind"):
        for line in table.index[table[column] != first[column]]:
            skill, now, before = (
                table.at[line, "skill"],
                table.at[line, column],
                first.at[line, column],
            )
            faults.append(f"line {line}: {skill!r} has {column} {now!r}, but {before!r} before")
    return faults


def _most_frequent(table: pd.DataFrame) -> pd.DataFrame:
    """Add up the counts of each skill, keep its most frequent kind, the most frequent first."""
    by_kind = table.groupby(["skill", "label", "kind"])[["count"]].sum().reset_index()
    ordered = by_kind.sort_values(["count", "kind"], ascending=[False, True], kind="stable")
    total = by_kind.groupby("skill")["count"].sum()
    kept = ordered.drop_duplicates("skill")
    kept = kept.assign(count=kept["skill"].map(total))
    return kept.sort_values(["count", "skill"], ascending=[False, True])


def _terms(table: pd.DataFrame, shape: _Shape) -> tuple[pd.DataFrame, int]:
    """Return each term of each skill once, and how often one was repeated."""
    synonyms = [column for column in ("synonyms", "more synonyms") if column in table]
    found: dict[tuple[str, str], str] = {}
    given = 0
    for skill, label, *cells in table[["skill", "label", *synonyms]].itertuples(index=False):
        given += (skill, label) not in found
        found.setdefault((skill, label), shape.origin)
        for cell in cells:
            for part in shape.separator.split(cell):
                if term := part.strip():
                    found.setdefault((skill, term), "synonym")
                    given += 1
    terms = pd.DataFrame(
        [(term, skill, origin, "any") for (skill, term), origin in found.items()],
        columns=["term", "skill", "origin", "match"],
        dtype="str",
    )
    return terms, given - len(found)
