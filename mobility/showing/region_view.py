"""region_view: everything the page of regions shows, chosen and laid out, without any HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.layout import layout
from mobility.foundation.network import Network
from mobility.foundation.recipe import NO_STEPS, Recipe, Step, recipe_of
from mobility.reaching.board import RegionBoard

DRAWN_TIES = 3
"""Of each activity, how many of its strongest ties are drawn; all of them are reckoned with."""
RADIUS = 7.0


@dataclass(frozen=True, eq=False, repr=False)
class RegionView:
    """What the page of regions shows; build it with `RegionView.of`.

    Parameters
    ----------
    board : RegionBoard
        Where the figures are.
    regions : tuple of str
        Which regions the page has; it opens on the first.
    places : DataFrame
        By activity, in the order of the board: ``x`` and ``y``.
    ties : DataFrame
        The drawn ones, the weakest first: ``source`` and ``target`` (positions) and ``weight``.
    skills, hard : DataFrame or None
        Skills nearly had, and jobs that are hard to fill, of these regions.
    title, source : str
        Heading ("" for the page's own) and where the data come from.
    synthetic : bool
        Whether the data are made up, which the page says in a banner.
    recipe : Recipe
        Printed at the foot of the page.
    """

    board: RegionBoard
    regions: tuple[str, ...]
    places: pd.DataFrame
    ties: pd.DataFrame
    skills: pd.DataFrame | None = None
    hard: pd.DataFrame | None = None
    title: str = ""
    source: str = ""
    synthetic: bool = False
    recipe: Recipe = NO_STEPS

    @classmethod
    def of(
        cls,
        board: RegionBoard,
        *,
        regions: Sequence[str] | None = None,
        skills: pd.DataFrame | None = None,
        hard: pd.DataFrame | None = None,
        title: str = "",
        source: str = "",
        synthetic: bool = False,
        random_state: int = 0,
    ) -> "RegionView":
        """Choose the regions of a page and lay out how their activities are related.

        Parameters
        ----------
        board : RegionBoard
            As `mobility.region_board` gives it.
        regions : sequence of str, optional
            Which, in this order; all unless told.
        skills, hard : DataFrame, optional
            As `mobility.region_skills` and `mobility.hard_to_fill` give them; rows of other regions
            are left out and counted.
        title, source : str
            Heading, and where the data come from, as a sentence.
        synthetic : bool
            Whether the data are made up.
        random_state : int
            Seed of the layout.

        Returns
        -------
        RegionView

        Raises
        ------
        UnknownNameError
            If there is no such region; the nearest are named.
        InputError
            If a region is named twice.
        EmptyResultError
            If no region is named.

        Examples
        --------
        >>> from mobility.foundation.regional_counts import RegionalCounts
        >>> from mobility.reaching.region_board import region_board
        >>> jobs = pd.DataFrame([
        ...     ("Ore", "steel", 30), ("Ore", "power", 30), ("Sea", "shop", 40),
        ...     ("Sea", "mine", 9)], columns=["region", "industry", "count"])
        >>> pairs = pd.DataFrame({
        ...     "source": ["mine", "mine"], "target": ["power", "steel"], "weight": [0.4, 0.4]})
        >>> board = region_board(
        ...     RegionalCounts.of(jobs, kind="industry"), Network.from_edges(pairs), few_links=1,
        ...     few_present=2)
        >>> RegionView.of(board, regions=["Ore"])
        RegionView(1 region, 4 industry, 2 drawn ties)
        """
        names = board.presence.index
        asked = list(map(str, names)) if regions is None else list(regions)
        if not asked:
            raise EmptyResultError("No region is named, so there is nothing to show.")
        chosen = [str(names[board.place(name)]) for name in asked]
        twice = sorted({name for name in chosen if chosen.count(name) > 1})
        if twice:
            raise InputError("regions", [f"{name!r} stands twice" for name in twice])
        ties = _drawn(board)
        places = _places(board, ties, random_state)
        recipe = board.recipe
        told = {"regions": len(chosen), "drawn ties": len(ties)}
        kept = []
        for word, given in (("skills", skills), ("jobs hard to fill", hard)):
            mine = None if given is None else given[given["region"].isin(chosen)]
            kept.append(mine)
            if given is not None and mine is not None:
                recipe = recipe.joined(recipe_of(given))
                told[f"{word} of other regions"] = len(given) - len(mine)
        step = Step.of("RegionView.of", {"random_state": random_state}, told)
        return cls(
            board, tuple(chosen), places, ties, kept[0], kept[1], title, source, synthetic,
            recipe.then(step),
        )  # fmt: skip

    def __repr__(self) -> str:
        """Say how many regions, activities and drawn ties there are."""
        number = f"{len(self.regions)} region{'s' if len(self.regions) > 1 else ''}"
        size = f"{len(self.places)} {self.board.kind}"
        return f"RegionView({number}, {size}, {len(self.ties)} drawn ties)"


def _drawn(board: RegionBoard) -> pd.DataFrame:
    """Return the strongest ties of each activity, each pair once, the weakest first."""
    activities = board.presence.columns
    edges = board.relatedness.edges
    i = activities.get_indexer(pd.Index(edges["source"]))
    j = activities.get_indexer(pd.Index(edges["target"]))
    kept = (i >= 0) & (j >= 0) & (i != j) & (edges["weight"].to_numpy() > 0)
    pairs = pd.DataFrame(
        {
            "source": np.minimum(i, j)[kept],
            "target": np.maximum(i, j)[kept],
            "weight": edges["weight"].to_numpy(dtype=np.float64)[kept],
        }
    )
    pairs = pairs.sort_values(["weight", "source", "target"], ascending=[False, True, True])
    pairs = pairs.drop_duplicates(["source", "target"], ignore_index=True)
    ends = pd.concat([pairs["source"], pairs["target"]]).sort_index(kind="stable")
    place = ends.groupby(ends, sort=False).cumcount()
    first = np.unique(place.index[place < DRAWN_TIES])
    return pairs.loc[first[::-1]].reset_index(drop=True)


def _places(board: RegionBoard, ties: pd.DataFrame, random_state: int) -> pd.DataFrame:
    """Return where each activity stands in the picture."""
    activities = pd.Index(board.presence.columns, name="activity")
    edges = pd.DataFrame(
        {
            "source": activities[ties["source"]],
            "target": activities[ties["target"]],
            "weight": ties["weight"].to_numpy(),
        }
    )
    network = Network.from_edges(edges, nodes=pd.DataFrame(index=activities))
    radii = pd.Series(RADIUS, index=activities)
    return layout(network, radii=radii, random_state=random_state)
