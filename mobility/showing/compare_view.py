"""compare_view: everything the page of two regions side by side shows, without any HTML."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.recipe import NO_STEPS, Recipe, recipe_of
from mobility.reaching.board import CLASSES, RegionBoard
from mobility.reaching.compare_regions import compare_regions

FIGURES = ("total", "present", "absent", "open", "nearly", "abstained")
HUNDREDTHS, THOUSANDTHS = 100, 1000


@dataclass(frozen=True, eq=False, repr=False)
class ComparisonView:
    """What the page of two regions shows; build it with `ComparisonView.of`.

    Parameters
    ----------
    table : DataFrame
        As `mobility.compare_regions` gives it.
    names : tuple of two str
        What the two are called, with their periods where these differ.
    figures : DataFrame
        A row for each: ``total``, ``present``, ``absent``, ``open``, ``nearly``, ``abstained``.
    kind, measure, period, version : str
        As on the boards; ``period`` is "" where the two differ.
    title, source : str
        Heading ("" for the page's own) and where the data come from.
    synthetic : bool
        Whether the data are made up, which the page says in a banner.
    recipe : Recipe
        Printed at the foot of the page.
    """

    table: pd.DataFrame
    names: tuple[str, str]
    figures: pd.DataFrame
    kind: str
    measure: str
    period: str
    version: str
    title: str = ""
    source: str = ""
    synthetic: bool = False
    recipe: Recipe = NO_STEPS

    @classmethod
    def of(
        cls,
        board: RegionBoard,
        region: str,
        other: str,
        *,
        other_board: RegionBoard | None = None,
        title: str = "",
        source: str = "",
        synthetic: bool = False,
    ) -> "ComparisonView":
        """Set two regions, or one region in two periods, side by side for a page.

        Parameters
        ----------
        board, region, other, other_board
            As `mobility.compare_regions` takes them.
        title, source : str
            Heading, and where the data come from, as a sentence.
        synthetic : bool
            Whether the data are made up.

        Returns
        -------
        ComparisonView

        Raises
        ------
        VersionError, InputError, UnknownNameError
            As `mobility.compare_regions`.
        """
        table = compare_regions(board, region, other, other_board=other_board)
        second = board if other_board is None else other_board
        names = [
            str(held.presence.index[held.place(name)])
            for held, name in ((board, region), (second, other))
        ]
        figures = pd.concat(
            [board.regions.loc[[names[0]], list(FIGURES)],
             second.regions.loc[[names[1]], list(FIGURES)]]
        )  # fmt: skip
        same = board.period == second.period
        if not same:
            names = [f"{names[0]} {board.period}", f"{names[1]} {second.period}"]
        return cls(
            table, (names[0], names[1]), figures.reset_index(drop=True), board.kind, board.measure,
            board.period if same else "", board.version, title, source, synthetic,
            recipe_of(table),
        )  # fmt: skip

    def __repr__(self) -> str:
        """Say which two and how many activities."""
        return f"ComparisonView({' and '.join(self.names)}, {len(self.table)} {self.kind})"


def comparison_content(view: ComparisonView) -> dict[str, object]:
    """Return plain lists, text and whole numbers, with None where something is not known.

    Returns
    -------
    dict
        ``kind``, ``measure``, ``period``, ``version``, ``source``, ``names``, ``figures`` (two
        dictionaries); ``code``, ``title``, and for each of the two in ``sides``: ``class`` (a
        letter each: s n f a, or - where the activity is not in its table), ``count``, ``lq``
        (hundredths), ``density`` (thousandths) and ``rank``.
    """
    letters = {name: name[0] for name in CLASSES}
    sides = []
    for place in (1, 2):
        kinds = view.table[f"class_{place}"].map(letters).fillna("-")
        numbers = {"count": 1, "lq": HUNDREDTHS, "density": THOUSANDTHS, "rank": 1}
        sides.append(
            {
                "class": "".join(kinds),
                **{name: _whole(view.table[f"{name}_{place}"], times)
                   for name, times in numbers.items()},
            }
        )  # fmt: skip
    return {
        "kind": view.kind,
        "measure": view.measure,
        "period": view.period,
        "version": view.version,
        "source": view.source,
        "names": list(view.names),
        "figures": [
            {name: int(value) for name, value in row.items()}
            for row in view.figures.to_dict("records")
        ],
        "code": view.table["activity"].astype("str").tolist(),
        "title": view.table["title"].astype("str").tolist(),
        "sides": sides,
    }


def _whole(column: pd.Series, times: int) -> list[int | None]:
    """Return numbers multiplied and rounded, None where not known."""
    values = column.to_numpy(dtype=np.float64, na_value=np.nan) * times
    return [round(value) if np.isfinite(value) else None for value in values.tolist()]
