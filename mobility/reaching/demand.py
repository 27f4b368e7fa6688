"""demand: how many vacancies each occupation has, in every place and in all."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.tables import Column, check_table
from mobility.reaching.commuting import commuting_table, within_reach
from mobility.reaching.trend import Trend, trend

VACANCY_COLUMNS = (
    Column("occupation"),
    Column("place", required=False, filled=False),
    Column("place_name", required=False, filled=False),
    Column("vacancies", "whole number", at_least=0),
    Column("period", required=False, filled=False),
)
"""One row per occupation and place (and period, where there are several); a blank place holds the
vacancies that name none (or all of them, where the table is not split by place). An occupation's
total is the sum of its rows. Periods are in order as text ("2023", "2024-03"); answers count the
last one, and the trend compares it with all before it together."""


@dataclass(frozen=True, eq=False, repr=False)
class Demand:
    """Vacancies per occupation.

    Parameters
    ----------
    by_place : DataFrame
        Occupations (rows, in the order of the space) by places (columns); whole numbers.
    total : ndarray of shape (n_occupations,)
        Vacancies in all places and in none.
    names : mapping of str to str
        Case-folded names and codes of places, to the code.
    periods : tuple of str
        The periods in order; vacancies are those of the last. () where none is said.
    by_place_before, total_before : DataFrame, ndarray, optional
        The same for all earlier periods together; None where there is one period only.
    minutes : DataFrame, optional
        Commuting times, as `mobility.reaching.commuting.commuting_table` gives them.
    """

    by_place: pd.DataFrame
    total: np.ndarray
    names: dict[str, str]
    periods: tuple[str, ...] = ()
    by_place_before: pd.DataFrame | None = None
    total_before: np.ndarray | None = None
    minutes: pd.DataFrame | None = None

    def __repr__(self) -> str:
        """Say how many vacancies there are, and in how many places."""
        return f"Demand({self.total.sum()} vacancies, {self.by_place.shape[1]} places)"

    def place(self, name: str) -> str:
        """Return the code of a place given by code or name, in any case.

        Raises
        ------
        UnknownNameError
            If there is no such place; the nearest are named.
        """
        code = self.names.get(name.casefold())
        if code is None:
            raise UnknownNameError("place", name, sorted(self.names))
        return code

    def places(self, place: str | None, within: float | None = None) -> tuple[str, ...]:
        """Return the codes of a place and of those within so many minutes; () for all places.

        Raises
        ------
        UnknownNameError
            If there is no such place; the nearest are named.
        InputError
            If ``within`` is given without a place or a commuting table, or is not 0 or more.
        """
        if place is None:
            if within is not None:
                raise InputError("within", ["say from which place: place=…"])
            return ()
        code = self.place(place)
        return (code,) if within is None else within_reach(self.minutes, code, within)

    def at(self, place: str | None, within: float | None = None) -> np.ndarray:
        """Return the vacancies of every occupation in a place and those near, or in all for None.

        Raises
        ------
        UnknownNameError, InputError
            As `places`.
        """
        places = self.places(place, within)
        return self.total if place is None else _added(self.by_place, self._columns, places)

    def trend(self, place: str | None, within: float | None = None) -> Trend | None:
        """Return how every occupation's share changed there; None where one period is known.

        Raises
        ------
        UnknownNameError, InputError
            As `places`.
        """
        places = self.places(place, within)
        if self.by_place_before is None or self.total_before is None:
            return None
        if place is None:
            return trend(self.total, self.total_before)
        now = _added(self.by_place, self._columns, places)
        return trend(now, _added(self.by_place_before, self._columns_before, places))

    @cached_property
    def unadvertised(self) -> tuple[str, ...]:
        """Places that journeys name and vacancies do not, as they are written; misspelled or not.

        Nothing is counted in them.
        """
        if self.minutes is None:
            return ()
        before = () if self.by_place_before is None else self.by_place_before.columns
        return tuple(sorted({*_ends(self.minutes)} - {*self.by_place.columns, *before}))

    @cached_property
    def _columns(self) -> dict[str, int]:
        return _numbered(self.by_place)

    @cached_property
    def _columns_before(self) -> dict[str, int]:
        return {} if self.by_place_before is None else _numbered(self.by_place_before)


def demand(
    vacancies: pd.DataFrame, occupations: pd.Index, *, commuting: pd.DataFrame | None = None
) -> tuple[Demand, int]:
    """Put a table of vacancies in the order of the occupations.

    Parameters
    ----------
    vacancies : DataFrame
        As `VACANCY_COLUMNS` says.
    occupations : Index
        Codes in the order wanted; one without vacancies has 0.
    commuting : DataFrame, optional
        Minutes between places, as `mobility.reaching.commuting.COMMUTING_COLUMNS` says.

    Returns
    -------
    demand : Demand
    elsewhere : int
        Vacancies of occupations that are not among those given, in the last period; they are set
        aside.

    Raises
    ------
    InputError
        If a table breaks its contract, an occupation and place stand twice in a period, or some
        rows say their period and others do not.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "occupation": ["5120", "5120", "9999"], "place": ["1480", None, "1480"],
    ...     "vacancies": [4, 2, 7],
    ... })
    >>> found, elsewhere = demand(table, pd.Index(["5120", "5131"]))
    >>> found.at("1480").tolist(), found.at(None).tolist(), elsewhere
    ([4, 0], [6, 0], 7)
    """
    table = check_table(vacancies.reset_index(drop=True), VACANCY_COLUMNS, "vacancies")
    placed = table.fillna({"place": "", "period": ""})
    twice = placed[placed.duplicated(["occupation", "place", "period"])]
    if len(twice):
        raise InputError(
            "vacancies",
            [
                Fault(
                    f"occupation {row.occupation!r} and place {row.place!r} stand a second time; "
                    "add the rows up first",
                    row=int(str(row.Index)) + 1,
                )
                for row in twice.itertuples()
            ],
        )
    periods = sorted(placed["period"].unique())
    if "" in periods[:-1]:
        blank = placed.index[placed["period"] == ""]
        faults = [Fault("a period is missing; other rows have one", row=int(i) + 1) for i in blank]
        raise InputError("vacancies", faults)
    last = placed["period"] == periods[-1] if periods else placed["period"] == ""
    names = _place_names(placed)
    minutes = None
    if commuting is not None:
        minutes = commuting_table(commuting, names)
        names = {code.casefold(): code for code in _ends(minutes)} | names
    by_place, total = _split(placed[last], occupations)
    earlier = _split(placed[~last], occupations) if len(periods) > 1 else None
    elsewhere = int(placed.loc[last & ~placed["occupation"].isin(occupations), "vacancies"].sum())
    said = tuple(period for period in periods if period)
    return Demand(
        by_place,
        total,
        names,
        periods=said,
        by_place_before=None if earlier is None else earlier[0],
        total_before=None if earlier is None else earlier[1],
        minutes=minutes,
    ), elsewhere


def _split(placed: pd.DataFrame, occupations: pd.Index) -> tuple[pd.DataFrame, np.ndarray]:
    """Return vacancies by occupation and place, and by occupation."""
    known = placed[placed["occupation"].isin(occupations)]
    wide = known.pivot_table(
        index="occupation", columns="place", values="vacancies", aggfunc="sum", fill_value=0
    )
    wide = wide.reindex(occupations, fill_value=0).astype("int64")
    placed_in = [place for place in sorted(wide.columns) if place]
    # One block of memory: so the columns of some places are taken without copying all of them.
    whole = np.asfortranarray(wide[placed_in].to_numpy())
    by_place = pd.DataFrame(whole, index=wide.index, columns=pd.Index(placed_in, dtype="str"))
    return by_place, wide.sum(axis=1).to_numpy()


def _added(by_place: pd.DataFrame, columns: dict[str, int], places: tuple[str, ...]) -> np.ndarray:
    """Add up the vacancies of some places; one in which nothing is advertised has none."""
    there = [columns[code] for code in places if code in columns]
    return np.asarray(by_place.to_numpy()[:, there].sum(axis=1))


def _numbered(by_place: pd.DataFrame) -> dict[str, int]:
    """Return the position of each place's column by code."""
    return {str(code): number for number, code in enumerate(by_place.columns)}


def _ends(minutes: pd.DataFrame) -> list[str]:
    """Return every place that a commuting table names, sorted."""
    return sorted(set(minutes["place_from"]) | set(minutes["place_to"]))


def _place_names(placed: pd.DataFrame) -> dict[str, str]:
    """Return codes by case-folded name; a code comes before a name, and a shared name is none."""
    split = placed[placed["place"] != ""]
    named = split[["place", "place_name"]].dropna().drop_duplicates()
    folded = named["place_name"].str.casefold()
    alone = ~folded.duplicated(keep=False)
    names = dict(zip(folded[alone], named["place"][alone], strict=True))
    return names | {place.casefold(): place for place in sorted(split["place"].unique())}
