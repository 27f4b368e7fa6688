"""commuting: which places can be reached from a place within so many minutes."""

import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.journeys import COMMUTING_COLUMNS
from mobility.foundation.tables import check_table


def commuting_table(commuting: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Check a commuting table and write its places as codes.

    Parameters
    ----------
    commuting : DataFrame
        As `COMMUTING_COLUMNS` says. It is read in the direction written: there and back are two
        rows.
    names : mapping of str to str
        Case-folded names and codes of places, to the code; a place that is not among them is its
        own code (nothing is advertised there).

    Returns
    -------
    DataFrame
        The columns of the contract, sorted by places.

    Raises
    ------
    InputError
        If the table breaks its contract, a pair stands twice, or none of its places is among those
        named, so that it could not count for anything.

    Examples
    --------
    >>> table = pd.DataFrame({"place_from": "Lund", "place_to": ["Malmö", "Eslöv"],
    ...                       "minutes": [15, 20]})
    >>> commuting_table(table, {"lund": "1281", "malmö": "1280"})["place_to"].tolist()
    ['1280', 'Eslöv']
    """
    table = check_table(commuting.reset_index(drop=True), COMMUTING_COLUMNS, "commuting")
    for column in ("place_from", "place_to"):
        folded = table[column].str.strip().str.casefold()
        table[column] = folded.map(names).fillna(table[column].str.strip()).astype("str")
    twice = table.duplicated(["place_from", "place_to"])
    if twice.any():
        raise InputError(
            "commuting",
            [
                Fault(f"the minutes from {row.place_from!r} to {row.place_to!r} are given twice",
                      row=int(str(row.Index)) + 1)
                for row in table[twice].itertuples()
            ],
        )  # fmt: skip
    ends = {*table["place_from"], *table["place_to"]}
    if names and not ends & {*names.values()}:
        shown = ", ".join(map(repr, sorted(names)[:3]))
        said = (
            f"none of its {len(ends)} places has vacancies; write places as the vacancies do, such "
            f"as {shown}"
        )
        raise InputError("commuting", [said])
    return table.sort_values(["place_from", "place_to"], ignore_index=True)


def within_reach(table: pd.DataFrame | None, place: str, minutes: float) -> tuple[str, ...]:
    """Return a place and those that can be reached from it within so many minutes.

    Parameters
    ----------
    table : DataFrame or None
        As `commuting_table` gives it.
    place : str
        The code of a place; it is always in.
    minutes : float
        At most so many, 0 or more.

    Returns
    -------
    tuple of str
        Codes; the place itself first, then by code.

    Raises
    ------
    InputError
        If there is no commuting table, or the minutes are not 0 or more.

    Examples
    --------
    >>> table = pd.DataFrame({"place_from": "A", "place_to": ["B", "C"], "minutes": [20.0, 50.0]})
    >>> within_reach(table, "A", 30)
    ('A', 'B')
    """
    if table is None:
        said = (
            "within was given, but no commuting table: give skill_space a table with the columns "
            "place_from, place_to and minutes as commuting=…, or ask without within"
        )
        raise InputError("within", [said])
    if not minutes >= 0:
        raise InputError("within", [Fault("a number of minutes from 0", value=str(minutes))])
    near = table[(table["place_from"] == place) & (table["minutes"] <= minutes)]
    return (place, *sorted(set(near["place_to"]) - {place}))
