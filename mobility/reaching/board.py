"""board: RegionBoard, what regions have, nearly have and lack, with what each answer rests on."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.reaching.region_order import Order

Class = Literal["strong", "nearly", "far", "abstain"]
CLASSES: tuple[Class, ...] = get_args(Class)

Why = Literal["", "withheld", "nowhere", "too small", "few links", "few present"]
"""Why a board says nothing of a cell: the count is withheld so that nobody can tell; the activity
is in no region of the table; the quotient is reached by fewer than the minimum size; too few
activities are known to be related to this one; the region has too few to judge by."""

Note = Literal["", "every", "none", "one", "few"]
"""What is unusual in a region: it has every activity of the table, none, one only, or too few."""


@dataclass(frozen=True, eq=False, repr=False)
class RegionBoard:
    """What regions have, nearly have and lack; made by `region_board`.

    Parameters
    ----------
    table : DataFrame
        One row per region and activity, in the order of ``presence``. ``region``, ``activity``,
        ``title``, ``count`` (missing where withheld), ``lq``, ``present`` (missing where nobody can
        tell), ``density`` (0 to 1; its range in ``density_low`` and ``density_high`` where counts
        are withheld), ``relative_density``, ``links`` (how many activities are related to it),
        ``carriers`` (how many of them the region has), ``rank`` (among those the region lacks and
        the board judges, in the order chosen; 1 is nearest), ``pay``, ``vacancies``, ``growth``
        (missing unless given), ``attractiveness`` (0 to 1), ``class`` and ``why``.
    evidence : DataFrame
        Of what is nearly had, the present activities that carry the density most: ``region``,
        ``activity``, ``place`` (1 carries most), ``carrier``, ``carrier_title``, ``relatedness``
        and ``share`` of the density that it carries (0 to 1).
    regions : DataFrame
        By region: ``total``, ``present``, ``absent``, ``open``, ``nearly``, ``abstained``, ``note``
        and ``said``, a sentence where the region is unusual.
    presence : DataFrame of shape (n_regions, n_activities)
        1, 0 or missing.
    relatedness : Network
        φ.
    top : int
        How many nearest count as nearly had, at most.
    tested : DataFrame or None
        What the order was worth where it could be checked, as `entry_backtest` or `recovery` gives
        it.
    measure, period, version : str
        What is counted, when, and the classification of the activities.
    order : str
        What ranks the absent: "density" or "density and effects".
    recipe : Recipe
        How it came about.
    """

    table: pd.DataFrame
    evidence: pd.DataFrame
    regions: pd.DataFrame
    presence: pd.DataFrame
    relatedness: Network
    top: int
    tested: pd.DataFrame | None
    measure: str
    period: str = ""
    version: str = ""
    order: Order = "density"
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say how much is in it, and how many cells are in each class."""
        regions, activities = self.presence.shape
        number = self.table["class"].value_counts()
        said = ", ".join(f"{int(number.get(name, 0))} {name}" for name in CLASSES)
        return f"RegionBoard({regions} regions × {activities} {self.kind}, {said})"

    @property
    def kind(self) -> str:
        """What the activities are: "industry", "occupation"."""
        return str(self.presence.columns.name)

    def region(self, name: str) -> pd.DataFrame:
        """Return the rows of one region: what is nearly had first, by rank, others by density.

        Raises
        ------
        UnknownNameError
            If there is no such region; the nearest are named.
        """
        place = self.place(name)
        width = self.presence.shape[1]
        rows = self.table.iloc[place * width : (place + 1) * width]
        order = {"nearly": 0, "strong": 1, "far": 2, "abstain": 3}
        keyed = rows.assign(_class=rows["class"].map(order))
        ordered = keyed.assign(_rank=rows["rank"].where(rows["class"] == "nearly")).sort_values(
            ["_class", "_rank", "density", "activity"], ascending=[True, True, False, True],
            kind="stable",
        )  # fmt: skip
        return ordered.drop(columns=["_class", "_rank"]).reset_index(drop=True)

    def place(self, name: str) -> int:
        """Return the position of a region, given as it stands or in another case.

        Raises
        ------
        UnknownNameError
            If there is no such region; the nearest are named.
        """
        names = self.presence.index
        if name in names:
            return int(np.flatnonzero(names == name)[0])
        folded = np.flatnonzero(names.str.casefold() == name.casefold())
        if len(folded) != 1:
            raise UnknownNameError("region", name, map(str, names))
        return int(folded[0])
