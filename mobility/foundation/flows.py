"""flows: counts of moves from one occupation or industry to another, as a source gives them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, VersionError
from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.foundation.tables import Column, check_table

FLOW_COLUMNS = (
    Column("origin"),
    Column("destination"),
    Column("count", "whole number", filled=False, at_least=0),
)
"""One line per pair that the source lists; a blank count is one that the source withholds."""

Unlisted = Literal["zero", "withheld"]


@dataclass(frozen=True, eq=False, repr=False)
class Flows:
    """Directed counts of moves, with what is known of the cells that are not given.

    Parameters
    ----------
    table : DataFrame
        ``origin``, ``destination``, ``count`` (missing where withheld); one line per pair, sorted.
        An origin that is its own destination is somebody who changed employer and stayed.
    nodes : pandas.Index
        Every origin and destination, sorted; its name says the kind ("industry").
    withheld_below : int
        Counts under this are withheld by the source (10 for "cells under 10 suppressed"); 1 where
        none is.
    unlisted : {"zero", "withheld"}
        What a pair without a line is: no move, or somewhere from 0 to below ``withheld_below``.
    margins : DataFrame, optional
        Where a source gives them: by node, how many are ``leaving`` and ``arriving`` in all, those
        who stay in the node among them. Without it margins are sums of the cells.
    version : str
        Classification and version of the codes, such as "SIC 2007".
    period : str
        When the moves were made, such as "2009–2013"; "" where not told.
    recipe : Recipe
        How it came about.

    Raises
    ------
    InputError
        If the table breaks its contract, a pair stands twice, a count is withheld or lies below
        ``withheld_below`` though it says otherwise; all faults at once.

    Examples
    --------
    >>> table = pd.DataFrame({"origin": ["a", "a"], "destination": ["b", "c"], "count": [12, None]})
    >>> Flows.of(table, kind="industry", withheld_below=10)
    Flows(3 industry, 2 pairs, 12 moves, 1 withheld below 10)
    """

    table: pd.DataFrame
    nodes: pd.Index
    withheld_below: int = 1
    unlisted: Unlisted = "zero"
    margins: pd.DataFrame | None = None
    version: str = ""
    period: str = ""
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Hold the table to its contract and put it in order."""
        table = check_table(self.table.reset_index(drop=True), FLOW_COLUMNS, "flows")
        faults = _faults(table, self.withheld_below)
        if self.withheld_below < 1:
            faults.append(Fault("a whole number of at least 1", value=str(self.withheld_below)))
        unknown = ~pd.concat([table["origin"], table["destination"]]).isin(self.nodes)
        if unknown.any():
            faults.append(Fault(f"{int(unknown.sum())} codes are not among the nodes"))
        faults += _margin_faults(self.margins, self.nodes)
        if faults:
            raise InputError("flows", faults)
        ordered = table.sort_values(["origin", "destination"], ignore_index=True)
        object.__setattr__(self, "table", ordered)

    @classmethod
    def of(
        cls,
        table: pd.DataFrame,
        *,
        kind: str,
        withheld_below: int = 1,
        unlisted: Unlisted = "zero",
        margins: pd.DataFrame | None = None,
        version: str = "",
        period: str = "",
        recipe: Recipe = NO_STEPS,
    ) -> "Flows":
        """Build it from a table; the nodes are those found in it and in the margins."""
        found = set(table["origin"].astype("str")) | set(table["destination"].astype("str"))
        if margins is not None:
            found |= set(margins.index.astype("str"))
        nodes = pd.Index(sorted(found), name=kind, dtype="str")
        return cls(table, nodes, withheld_below, unlisted, margins, version, period, recipe)

    def __repr__(self) -> str:
        """Say the kind, how many pairs and moves there are, and how many are withheld."""
        lines, hidden = len(self.table), int(self.table["count"].isna().sum())
        said = f"{len(self.nodes)} {self.nodes.name}, {lines} pairs, {self.moves} moves"
        if hidden:
            said += f", {hidden} withheld below {self.withheld_below}"
        if self.unlisted == "withheld":
            said += f", other pairs below {self.withheld_below}"
        return f"Flows({said})"

    @property
    def moves(self) -> int:
        """Sum of all counts that are given."""
        return int(self.table["count"].sum())

    def counts(self) -> np.ndarray:
        """Return the counts as a square table in node order, nan where they are withheld."""
        i = self.nodes.get_indexer(pd.Index(self.table["origin"]))
        j = self.nodes.get_indexer(pd.Index(self.table["destination"]))
        empty = np.nan if self.unlisted == "withheld" else 0.0
        square = np.full((len(self.nodes), len(self.nodes)), empty)
        square[i, j] = self.table["count"].to_numpy(dtype=np.float64, na_value=np.nan)
        return square

    def must_match(self, other: "Flows") -> None:
        """Refuse flows between codes of another classification or version.

        Raises
        ------
        VersionError
            If the versions differ, or either does not tell its version.
        """
        if self.version != other.version or not self.version:
            raise VersionError.between("flows", self.version, "the other flows", other.version)


def _faults(table: pd.DataFrame, withheld_below: int) -> list[Fault | str]:
    """Return pairs that stand twice and counts that contradict what is said to be withheld."""
    twice = table.index[table.duplicated(["origin", "destination"])]
    faults: list[Fault | str] = [
        Fault("a pair stands once; add its counts up", row=int(i) + 1,
              value=" → ".join(table.loc[i, ["origin", "destination"]].astype("str")))
        for i in twice
    ]  # fmt: skip
    if withheld_below == 1:
        faults += [
            Fault("a count; or say below which counts are withheld", row=int(i) + 1, column="count")
            for i in table.index[table["count"].isna()]
        ]
    small = (table["count"] > 0) & (table["count"] < withheld_below)
    faults += [
        Fault(f"0, blank, or at least {withheld_below}, below which counts are withheld",
              row=int(i) + 1, column="count", value=str(table.at[i, "count"]))
        for i in table.index[small.fillna(value=False)]
    ]  # fmt: skip
    return faults


def _margin_faults(margins: pd.DataFrame | None, nodes: pd.Index) -> list[Fault | str]:
    """Return what is wrong with margins that were given."""
    if margins is None:
        return []
    lacking = [name for name in ("leaving", "arriving") if name not in margins.columns]
    if lacking:
        return [Fault(f"the margins lack the column {name!r}") for name in lacking]
    faults: list[Fault | str] = [
        Fault(f"the margins lack {name!r}") for name in nodes.difference(margins.index)
    ]
    for name in ("leaving", "arriving"):
        values = pd.to_numeric(margins[name], errors="coerce").to_numpy(dtype=np.float64)
        faults += [
            Fault("a number of at least 0, the margin of a node", column=name,
                  value=f"{code}: {margins[name].iloc[i]}")
            for i, code in enumerate(margins.index)
            if not (np.isfinite(values[i]) and values[i] >= 0)
        ]  # fmt: skip
    return faults
