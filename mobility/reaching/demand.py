"""demand: how many vacancies each occupation has, in every place and in all."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.tables import Column, check_table

VACANCY_COLUMNS = (
    Column("occupation"),
    Column("place", required=False, filled=False),
    Column("place_name", required=False, filled=False),
    Column("vacancies", "whole number", at_least=0),
)
"""One row per occupation and place; a blank place holds the vacancies that name none (or all of
them, where the table is not split by place). An occupation's total is the sum of its rows."""


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
    """

    by_place: pd.DataFrame
    total: np.ndarray
    names: dict[str, str]

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

    def at(self, place: str | None) -> np.ndarray:
        """Return the vacancies of every occupation in one place, or in all for None."""
        return self.total if place is None else self.by_place[self.place(place)].to_numpy()


def demand(vacancies: pd.DataFrame, occupations: pd.Index) -> tuple[Demand, int]:
    """Put a table of vacancies in the order of the occupations.

    Parameters
    ----------
    vacancies : DataFrame
        As `VACANCY_COLUMNS` says.
    occupations : Index
        Codes in the order wanted; one without vacancies has 0.

    Returns
    -------
    demand : Demand
    elsewhere : int
        Vacancies of occupations that are not among those given; they are set aside.

    Raises
    ------
    InputError
        If the table breaks its contract, or an occupation and place stand twice.

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
    placed = table.fillna({"place": ""})
    twice = placed[placed.duplicated(["occupation", "place"])]
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
    known = placed["occupation"].isin(occupations)
    split = placed[known].set_index(["occupation", "place"])["vacancies"].astype("int64")
    wide = split.unstack(fill_value=0).reindex(occupations, fill_value=0)  # noqa: PD010
    by_place = wide[[place for place in sorted(wide.columns) if place]]
    total = wide.sum(axis=1).to_numpy()
    elsewhere = int(placed.loc[~known, "vacancies"].sum())
    return Demand(by_place, total, _place_names(placed)), elsewhere


def _place_names(placed: pd.DataFrame) -> dict[str, str]:
    """Return codes by case-folded name; a code comes before a name, and a shared name is none."""
    split = placed[placed["place"] != ""]
    named = split[["place", "place_name"]].dropna().drop_duplicates()
    folded = named["place_name"].str.casefold()
    alone = ~folded.duplicated(keep=False)
    names = dict(zip(folded[alone], named["place"][alone], strict=True))
    return names | {place.casefold(): place for place in sorted(split["place"].unique())}
