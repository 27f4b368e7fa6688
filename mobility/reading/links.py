"""links: read_links() reads which occupations list which skills, and joins them to unit groups."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.files import sha256
from mobility.foundation.links import LINK_COLUMNS
from mobility.foundation.recipe import Recipe, Step, with_recipe
from mobility.foundation.tables import check_table
from mobility.reading.encodings import check_encoding
from mobility.reading.table_rows import listed, mapped, text_table

JOBTECH_LINKS = {
    "occupation_id": "occupation_id",
    "occupation_name": "occupation",
    "skill": "skill",
    "source": "source",
}
JOBTECH_GROUPS = {"occupation_id": "occupation_id", "occupation": "ssyk4"}
_OF_LINKS = ("occupation_id", "occupation_name", "occupation", "skill", "source")
_OF_GROUPS = ("occupation_id", "occupation_name", "occupation")


def read_links(
    path: str | Path,
    groups_path: str | Path | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    group_columns: Mapping[str, str] | None = None,
    leave_out: Sequence[str] = (),
    encoding: str = "utf-8",
) -> pd.DataFrame:
    r"""Read which occupations list which skills, with the unit group of each occupation.

    Some sources copy the skills of a group to every occupation in it; such links say nothing about
    the single occupation and can be left out by their source.

    Parameters
    ----------
    path : str or Path
        Links, one a row: CSV, Excel or Parquet.
    groups_path : str or Path, optional
        The unit group of each occupation. Not needed where the links have it themselves.
    columns : mapping of str to str, optional
        Of the links: "skill"; "occupation_id" (which the groups know too) or "occupation" (the unit
        group itself); "occupation_name"; and perhaps "source". JobTech's names unless told.
    group_columns : mapping of str to str, optional
        Of the groups: "occupation_id", "occupation", and "occupation_name" if the links have none.
        JobTech's names unless told.
    leave_out : sequence of str
        Patterns of sources to leave out, such as "group_*".
    encoding : str
        How CSV files are written.

    Returns
    -------
    DataFrame
        As `LINK_COLUMNS` says, in the order of the file. Links left out, links repeated and links
        of occupations without a unit group are counted in the recipe; the names of those
        occupations stand in ``attrs["without_group"]``.

    Raises
    ------
    InputError
        If a column is missing, a cell that is needed is blank, or one occupation has two groups.
    EmptyResultError
        If no link is left.
    FileProblemError
        If a file is missing, empty, damaged or not what its name says.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> _ = (folder / "links.csv").write_text(
    ...     "occupation_id,occupation,source,skill\n"
    ...     "k1,Cook,taxonomy,knife\nk1,Cook,group_skills,hygiene\nx9,Gone,taxonomy,knife\n"
    ... )
    >>> _ = (folder / "groups.csv").write_text("occupation_id,ssyk4\nk1,5120\n")
    >>> links = read_links(folder / "links.csv", folder / "groups.csv", leave_out=["group_*"])
    >>> links.to_dict("records"), links.attrs["without_group"]
    ([{'occupation_name': 'Cook', 'occupation': '5120', 'skill': 'knife', 'source': 'taxonomy'}],
     ['Gone'])
    """
    check_encoding(encoding)
    mapping = dict(JOBTECH_LINKS if columns is None else columns)
    of_groups = dict(JOBTECH_GROUPS if group_columns is None else group_columns)
    _check_mappings(mapping, of_groups, groups_path)
    links = mapped(text_table(path, encoding=encoding), mapping, Path(path).name)
    read = len(links)
    links = _kept(links, leave_out)
    left_out = read - len(links)
    settings = {"file": Path(path).name, "sha256": sha256(path), "leave_out": ", ".join(leave_out)}
    without: list[str] = []
    unmatched = 0
    if groups_path is not None:
        settings |= {"groups": Path(groups_path).name, "groups_sha256": sha256(groups_path)}
        links = _joined(links, _groups(groups_path, of_groups, encoding))
        gone = links["occupation"].isna()
        names = links["occupation_name"] if "occupation_name" in mapping else links["occupation_id"]
        without = sorted(set(names[gone]))
        unmatched = int(gone.sum())
        links = links[~gone]
    if links.empty:
        said = f"{Path(path).name}: no link is left of {read}; {left_out} were left out by source "
        raise EmptyResultError(said + f"and {unmatched} are of occupations without a unit group.")
    checked = _checked(Path(path).name, links)
    distinct = checked.drop_duplicates(ignore_index=True)
    counts = {
        "rows": read,
        "left out by source": left_out,
        "without unit group": unmatched,
        "occupations without unit group": len(without),
        "repeated": len(checked) - len(distinct),
        "links": len(distinct),
    }
    distinct.attrs["without_group"] = without
    return with_recipe(distinct, Recipe((Step.of("read_links", settings, counts),)))


def _check_mappings(
    columns: Mapping[str, str], of_groups: Mapping[str, str], groups_path: str | Path | None
) -> None:
    """Refuse mappings that leave something unsaid or name what means nothing here."""
    faults = [f"{n!r} is not one of {listed(_OF_LINKS)}" for n in columns if n not in _OF_LINKS]
    if "skill" not in columns:
        faults.append("no column is named for the skill; say columns={'skill': '…', …}")
    key = "occupation" if groups_path is None else "occupation_id"
    if key not in columns:
        way_out = "" if groups_path else ", or give groups_path with the unit group of each"
        faults.append(f"no column is named for {key!r}; say columns={{{key!r}: '…', …}}{way_out}")
    named = columns if groups_path is None else {**columns, **of_groups}
    if "occupation_name" not in named:
        faults.append("no column is named for 'occupation_name', in the links or in the groups")
    if groups_path is not None:
        faults += [
            f"group_columns: {name!r} is not one of {listed(_OF_GROUPS)}"
            for name in of_groups
            if name not in _OF_GROUPS
        ]
        faults += [
            f"group_columns: no column is named for {name!r}"
            for name in ("occupation_id", "occupation")
            if name not in of_groups
        ]
    if faults:
        raise InputError("columns", faults)


def _kept(links: pd.DataFrame, leave_out: Sequence[str]) -> pd.DataFrame:
    """Return the links whose source matches none of the patterns."""
    if not leave_out:
        return links
    if "source" not in links:
        raise InputError("leave_out", ["no column is named for 'source', so none can be left out"])
    sources = sorted(set(links["source"]))
    never = [p for p in leave_out if not any(fnmatchcase(source, p) for source in sources)]
    if never:
        said = [f"{pattern!r} matches no source; there are {listed(sources)}" for pattern in never]
        raise InputError("leave_out", said)
    out = [source for source in sources if any(fnmatchcase(source, p) for p in leave_out)]
    return links[~links["source"].isin(out)]


def _groups(path: str | Path, columns: Mapping[str, str], encoding: str) -> pd.DataFrame:
    """Return the unit group of each occupation, indexed by its id."""
    groups = mapped(text_table(path, encoding=encoding), columns, Path(path).name)
    needed = groups[(groups["occupation_id"] != "") & (groups["occupation"] != "")]
    distinct = needed.drop_duplicates(["occupation_id", "occupation"])
    twice = distinct[distinct["occupation_id"].duplicated()]
    if len(twice):
        faults = [
            f"line {line}: occupation {name!r} has a second unit group, {code!r}"
            for line, name, code in zip(
                twice.index, twice["occupation_id"], twice["occupation"], strict=True
            )
        ]
        raise InputError(Path(path).name, faults)
    return distinct.set_index("occupation_id")


def _joined(links: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Return the links with the unit group, and the name where only the groups have it."""
    new = {"occupation": links["occupation_id"].map(groups["occupation"])}
    if "occupation_name" not in links:
        new["occupation_name"] = links["occupation_id"].map(groups["occupation_name"])
    return links.assign(**new)


def _checked(name: str, links: pd.DataFrame) -> pd.DataFrame:
    """Return the links by contract, or raise every blank cell with its line in the file."""
    faults = [
        f"line {line}: the {column.name} is missing"
        for column in LINK_COLUMNS
        if column.filled
        for line in links.index[links[column.name].fillna("") == ""]
    ]
    if faults:
        raise InputError(name, faults)
    return check_table(links.reset_index(drop=True), LINK_COLUMNS, name)
