"""occupations: read_occupations() reads the codes and titles of a classification."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import InputError
from mobility.foundation.files import sha256
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Recipe, Step
from mobility.reading.encodings import check_encoding
from mobility.reading.table_rows import listed, mapped, text_table

MAPPED = ("occupation", "title", "parent")

_SHAPES = (
    {"occupation": "isco08_4", "title": "isco08_label"},
    {"occupation": "ssyk4", "title": "label"},
    {"occupation": "ssyk4", "title": "ssyk4_label"},
    {"occupation": "code", "title": "preferredLabel"},
    {"occupation": "class", "title": "name"},
    {"occupation": "occupation", "title": "title"},
    {"occupation": "code", "title": "title"},
    {"occupation": "code", "title": "label", "parent": "parent"},
    {"occupation": "code", "title": "label"},
)


def read_occupations(
    *paths: str | Path,
    version: str,
    columns: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> Occupations:
    r"""Read a hierarchical classification from one or more files; later files fill what is missing.

    Codes grow by a character a level, so the level of a code is its length and its parent is the
    longest shorter code at its beginning. A broader code that no file has is made, with itself as
    title. Where a file says the parent ("N" above "82" in SNI), that holds.

    Known without ``columns`` are ``ssyk4`` with ``label`` or ``ssyk4_label``, ``isco08_4`` with
    ``isco08_label`` (taken before ``ssyk4`` if the version says ISCO), ESCO's ``code`` with
    ``preferredLabel``, ``class`` with ``name``, ``occupation`` or ``code`` with ``title``, and
    ``code``, ``label``, ``parent``.

    Parameters
    ----------
    *paths : str or Path
        CSV, Excel or Parquet files, packed or not. An earlier file's title goes before a later
        one's.
    version : str
        Classification and version, such as "SSYK 2012".
    columns : mapping of str to str, optional
        For other files: "occupation", "title" and perhaps "parent", each to its heading.
    encoding : str
        How a CSV is written.

    Returns
    -------
    Occupations
        Every code with title, level and parent.

    Raises
    ------
    InputError
        If a file has none of the known shapes and no mapping is given; with every line that lacks
        a code or title, or gives a code a second title.
    FileProblemError
        If a file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "codes.csv"
    >>> _ = file.write_text("code,title\n0110,Officers\n01,Military\n", encoding="utf-8")
    >>> read_occupations(file, version="ISCO-08").table
                   title  level parent
    occupation
    0                  0      1    NaN
    01          Military      2      0
    0110        Officers      4     01
    """
    check_encoding(encoding)
    if not paths:
        raise InputError("read_occupations", ["no file was given"])
    if not version.strip():
        raise InputError("version", ["codes mean nothing without it; say version='SSYK 2012'"])
    titles: dict[str, str] = {}
    parents: dict[str, str] = {}
    steps = []
    for path in map(Path, paths):
        read = text_table(path, encoding=encoding)
        mapping = _mapping(columns) if columns is not None else _known(path.name, read, version)
        table = _checked(path.name, mapped(read, mapping, path.name))
        own = dict(zip(table.index, table["title"], strict=True))
        new = own.keys() - titles.keys()
        other = sum(titles.get(code, title) != title for code, title in own.items())
        titles = {**own, **titles}
        parents = {**_said_parents(table), **parents}
        settings = {"file": path.name, "sha256": sha256(path), "version": version}
        made = _broader(titles, parents)
        counts = {
            "codes": len(table),
            "new": len(new),
            "other title in an earlier file": other,
            "broader codes without a title": len(made),
        }
        steps.append(Step.of("read_occupations", settings, counts))
    titles = {**{code: code for code in made}, **titles}
    return Occupations(_levels(titles, parents), version, Recipe(tuple(steps)))


def _mapping(columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return a mapping, refusing names that mean nothing here or the lack of one."""
    faults = [f"{name!r} is not one of {listed(MAPPED)}" for name in columns if name not in MAPPED]
    needed = [name for name in MAPPED[:2] if name not in columns]
    faults += [f"no column is named for the {name}; say {{{name!r}: '…'}}" for name in needed]
    if faults:
        raise InputError("columns", faults)
    return columns


def _known(name: str, table: pd.DataFrame, version: str) -> Mapping[str, str]:
    """Return how the columns of a known file map, or say how to map it."""
    there = list(table.columns)
    fitting = [shape for shape in _SHAPES if set(shape.values()) <= set(there)]
    if fitting and "isco" in fitting[0]["occupation"] and "ISCO" not in version.upper():
        fitting = fitting[1:]
    if not fitting:
        said = (
            f"is no classification known by its columns; it has {listed(there)}. Say which is "
            "which: columns={'occupation': '…', 'title': '…'}"
        )
        raise InputError(name, [said])
    return fitting[0]


def _checked(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return one line a code, indexed by it, or raise every fault of the table."""
    faults = [
        f"line {line}: the {column} is missing"
        for column in ("occupation", "title")
        for line in table.index[table[column] == ""]
    ]
    first = table.groupby("occupation")[list(table.columns[1:])].transform("first")
    for column in first:
        for line in table.index[table[column] != first[column]]:
            code, now, before = (
                table.at[line, "occupation"],
                table.at[line, column],
                first.at[line, column],
            )
            faults.append(f"line {line}: {code!r} has {column} {now!r}, but {before!r} before")
    if faults:
        raise InputError(name, faults)
    return table.drop_duplicates("occupation").set_index("occupation")


def _said_parents(table: pd.DataFrame) -> dict[str, str]:
    """Return the parents a file gives."""
    if "parent" not in table:
        return {}
    pairs = zip(table.index, table["parent"], strict=True)
    return {code: parent for code, parent in pairs if parent}


def _broader(titles: Mapping[str, str], parents: Mapping[str, str]) -> list[str]:
    """Return the broader codes that stand in no file.

    Lengths between two that the files use are no levels: Polish codes have four digits, then six.
    """
    if parents:
        return sorted({*parents.values()} - set(titles))
    used = {len(code) for code in titles}
    lengths = {*range(1, min(used)), *used} if used else set()
    made = {code[:length] for code in titles for length in lengths if length < len(code)}
    return sorted(made - set(titles))


def _levels(titles: Mapping[str, str], parents: Mapping[str, str]) -> pd.DataFrame:
    """Return the table of codes with their levels and parents."""
    codes = sorted(titles)
    return pd.DataFrame(
        {
            "title": [titles[code] for code in codes],
            "level": [len(code) for code in codes],
            "parent": [parents.get(code) or _shorter(code, titles) for code in codes],
        },
        index=pd.Index(codes, name="occupation", dtype="str"),
    )


def _shorter(code: str, titles: Mapping[str, str]) -> str | None:
    """Return the longest code of the list that begins this one."""
    return next((code[:n] for n in range(len(code) - 1, 0, -1) if code[:n] in titles), None)
