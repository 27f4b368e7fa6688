"""regional_counts: how many jobs, firms or ads each activity has in each region, by period."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError, UnknownNameError
from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.foundation.tables import Column, check_table

REGIONAL_COLUMNS = (
    Column("region"),
    Column("activity"),
    Column("count", "whole number", filled=False, at_least=0),
    Column("period", required=False, filled=False),
)
"""One row per region, activity and period; a blank count is one that the source withholds."""

BOUND_COLUMNS = (
    Column("region"),
    Column("activity"),
    Column("low", "number", at_least=0),
    Column("high", "number", at_least=0),
    Column("period", required=False, filled=False),
)
"""The same with the range a count lies in; ``low`` equals ``high`` where it is given."""

KEY = ["period", "region", "activity"]


@dataclass(frozen=True, eq=False, repr=False)
class RegionalCounts:
    """Counts by region and activity: industry, occupation, or both together.

    Parameters
    ----------
    table : DataFrame
        As `BOUND_COLUMNS` says; one row per region, activity and period, sorted. Periods are in
        order as text ("2014", "2015"); "" where none is told.
    regions, activities : pandas.Index
        Every region and activity, sorted; the name of ``activities`` says the kind ("industry").
    measure : str
        What is counted: "jobs", "advertised vacancies".
    unlisted_below : int
        A pair without a row has fewer than this: 1 for none at all.
    version : str
        Classification and version of the activities, such as "SNI 2007".
    recipe : Recipe
        How it came about.

    Raises
    ------
    InputError
        If the table breaks its contract, a pair stands twice in a period, or a range is upside
        down; all faults at once.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "region": ["Lund", "Lund", "Boden"], "industry": ["7211", "0111", "0111"],
    ...     "count": [40, None, 7]})
    >>> found = RegionalCounts.of(table, kind="industry", withheld_below=5)
    >>> found
    RegionalCounts(2 regions × 2 industry, 47 jobs, 1 withheld)
    >>> low, high = found.bounds()
    >>> low.tolist(), high.tolist()
    ([[7.0, 0.0], [0.0, 40.0]], [[7.0, 0.0], [4.0, 40.0]])
    """

    table: pd.DataFrame
    regions: pd.Index
    activities: pd.Index
    measure: str = "jobs"
    unlisted_below: int = 1
    version: str = ""
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Hold the table to its contract and put it in order."""
        table = check_table(self.table.reset_index(drop=True), BOUND_COLUMNS, "regional counts")
        table = table.fillna({"period": ""})
        twice = np.flatnonzero(table.duplicated(KEY))
        faults = [
            Fault("a region and activity stand once in a period; add their counts up",
                  row=int(i) + 1, value=" · ".join(str(table.at[i, name]) for name in KEY))
            for i in twice
        ]  # fmt: skip
        faults += [
            Fault("a range from low to high", row=int(i) + 1, value=f"{low:g} to {high:g}")
            for i, low, high in zip(table.index, table["low"], table["high"], strict=True)
            if low > high
        ]
        blank = table["period"] == ""
        if blank.any() and not blank.all():
            faults += [
                Fault("a period is missing; other rows have one", row=int(i) + 1)
                for i in table.index[blank]
            ]
        for name, known in (("region", self.regions), ("activity", self.activities)):
            unknown = ~table[name].isin(known)
            if unknown.any():
                faults.append(Fault(f"{int(unknown.sum())} rows have a {name} that is not listed"))
        if self.unlisted_below < 1:
            faults.append(Fault("a whole number of at least 1", value=str(self.unlisted_below)))
        if faults:
            raise InputError("regional counts", faults)
        if table.empty:
            raise EmptyResultError("There is no count of any region.")
        table = table.sort_values(KEY, ignore_index=True)
        object.__setattr__(self, "table", table)
        # Looking names up takes longer than most of what is done with them, so it is done once. Not
        # a field: what lists the fields lists what was given.
        self.__dict__["_places"] = (
            self.regions.get_indexer(pd.Index(table["region"])),
            self.activities.get_indexer(pd.Index(table["activity"])),
            table["period"].to_numpy(dtype=object),
        )

    @classmethod
    def of(
        cls,
        table: pd.DataFrame,
        *,
        kind: str,
        measure: str = "jobs",
        withheld_below: int = 1,
        unlisted: Literal["zero", "withheld"] = "zero",
        version: str = "",
        recipe: Recipe = NO_STEPS,
    ) -> "RegionalCounts":
        """Build it from a table of counts.

        Parameters
        ----------
        table : DataFrame
            Columns ``region``, the kind (or ``activity``), ``count`` (blank where withheld) and,
            where there are several, ``period``.
        kind : str
            "industry", "occupation", or "industry×occupation" for codes that join the two.
        measure, version, recipe
            As on the class.
        withheld_below : int
            Counts under this are withheld; 1 where none is. One that is withheld is anywhere from
            0 to one less.
        unlisted : {"zero", "withheld"}
            What a pair without a row is.

        Raises
        ------
        InputError
            As the class, and if a count is blank though none is withheld, or lies below the limit.
        """
        named = table.rename(columns={kind: "activity"}).reset_index(drop=True)
        checked = check_table(named, REGIONAL_COLUMNS, "regional counts")
        count = checked["count"]
        faults = [] if withheld_below > 1 else [
            Fault("a count; or say below which counts are withheld", row=int(i) + 1, column="count")
            for i in checked.index[count.isna()]
        ]  # fmt: skip
        small = ((count > 0) & (count < withheld_below)).fillna(value=False)
        faults += [
            Fault(f"0, blank, or at least {withheld_below}, below which counts are withheld",
                  row=int(i) + 1, column="count", value=str(count[i]))
            for i in checked.index[small]
        ]  # fmt: skip
        if faults:
            raise InputError("regional counts", faults)
        bounds = checked.assign(
            low=count.fillna(0).astype("float64"),
            high=count.fillna(withheld_below - 1).astype("float64"),
        ).drop(columns="count")
        regions = pd.Index(sorted(bounds["region"].unique()), name="region", dtype="str")
        activities = pd.Index(sorted(bounds["activity"].unique()), name=kind, dtype="str")
        below = withheld_below if unlisted == "withheld" else 1
        return cls(bounds, regions, activities, measure, below, version, recipe)

    def __repr__(self) -> str:
        """Say how many regions and activities there are, and how much is withheld."""
        size = f"{len(self.regions)} regions × {len(self.activities)} {self.activities.name}"
        said = f"{size}, {self.table['low'].sum():.0f} {self.measure}"
        hidden = int((self.table["low"] < self.table["high"]).sum())
        said += f", {hidden} withheld" if hidden else ""
        return f"RegionalCounts({said})" if len(self.periods) == 1 else (
            f"RegionalCounts({said}, {len(self.periods)} periods)"
        )  # fmt: skip

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods in order; ("",) where none is told."""
        return tuple(sorted(self.table["period"].unique()))

    def period(self, named: str | None) -> str:
        """Return the period named, or the last for None.

        Raises
        ------
        UnknownNameError
            If there is no such period.
        """
        if named is None:
            return self.periods[-1]
        if named not in self.periods:
            raise UnknownNameError("period", named, self.periods)
        return named

    def bounds(self, period: str | None = None) -> tuple[np.ndarray, np.ndarray]:
        """Return the least and the most each count can be, region × activity.

        Parameters
        ----------
        period : str, optional
            Which; the last unless told.

        Returns
        -------
        low, high : ndarray of shape (n_regions, n_activities)
            Equal where a count is given.

        Raises
        ------
        UnknownNameError
            If there is no such period.
        """
        i, j, when = self.__dict__["_places"]
        rows = when == self.period(period)
        shape = (len(self.regions), len(self.activities))
        low, high = np.zeros(shape), np.full(shape, self.unlisted_below - 1.0)
        low[i[rows], j[rows]] = self.table["low"].to_numpy()[rows]
        high[i[rows], j[rows]] = self.table["high"].to_numpy()[rows]
        return low, high
