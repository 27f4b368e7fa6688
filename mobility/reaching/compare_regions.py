"""compare_regions: two regions side by side, or one region in two years."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import InputError, VersionError
from mobility.foundation.recipe import Step, with_recipe
from mobility.reaching.board import RegionBoard

COLUMNS = ("count", "lq", "density", "relative_density", "rank", "class", "why")


def compare_regions(
    board: RegionBoard, region: str, other: str, *, other_board: RegionBoard | None = None
) -> pd.DataFrame:
    """Set two regions side by side, activity by activity.

    Parameters
    ----------
    board : RegionBoard
        Where the first region stands.
    region, other : str
        Which two; the same region twice with another board, such as one of another year, shows what
        has changed.
    other_board : RegionBoard, optional
        Where the second stands; ``board`` unless given.

    Returns
    -------
    DataFrame
        One row for each activity of either: ``activity``, ``title``, and twice ``count``, ``lq``,
        ``density``, ``relative_density``, ``rank``, ``class`` and ``why``, with "_1" and "_2";
        ``density_difference`` (the second less the first) and ``change``, the two classes as
        "strong → nearly", "" where they are the same. An activity that one of them does not have in
        its table is missing there. What differs comes first, by the size of the difference.

    Raises
    ------
    VersionError
        If the boards are of other classifications or versions.
    InputError
        If they are of other kinds of activities, or the same region of one board is named twice.
    UnknownNameError
        If there is no such region.

    Examples
    --------
    >>> from mobility.foundation.network import Network
    >>> from mobility.foundation.regional_counts import RegionalCounts
    >>> from mobility.reaching.region_board import region_board
    >>> jobs = RegionalCounts.of(pd.DataFrame({
    ...     "region": ["Ore", "Ore", "Sea", "Sea"], "industry": ["mine", "shop", "port", "shop"],
    ...     "count": [30, 10, 30, 10]}), kind="industry")
    >>> ties = pd.DataFrame({"source": ["mine"], "target": ["port"], "weight": [0.5]})
    >>> board = region_board(jobs, Network.from_edges(ties), few_links=1, few_present=1)
    >>> compare_regions(board, "Ore", "Sea")[["activity", "class_1", "class_2", "change"]]
      activity class_1  class_2         change
    0     mine  strong      far   strong → far
    1     port     far   strong   far → strong
    2     shop  strong   strong
    """
    second = board if other_board is None else other_board
    if board.version != second.version:
        raise VersionError.between("the board", board.version, "the other board", second.version)
    if board.kind != second.kind:
        raise InputError("compare_regions", [
            f"one board is of {board.kind!r} and the other of {second.kind!r}"
        ])  # fmt: skip
    if second is board and board.place(region) == second.place(other):
        raise InputError("compare_regions", [f"{region!r} is compared with itself"])
    one, two = (
        held.region(name).set_index("activity") for held, name in ((board, region), (second, other))
    )
    both = (
        one[list(COLUMNS)].add_suffix("_1").join(two[list(COLUMNS)].add_suffix("_2"), how="outer")
    )
    titles = pd.concat([one["title"], two["title"]])
    both.insert(0, "title", titles[~titles.index.duplicated()].reindex(both.index))
    both["density_difference"] = both["density_2"] - both["density_1"]
    same = both["class_1"].fillna("") == both["class_2"].fillna("")
    both["change"] = np.where(
        same, "", both["class_1"].fillna("–") + " → " + both["class_2"].fillna("–")
    )
    ordered = (
        both.assign(_same=same, _size=-both["density_difference"].abs().round(9))
        .rename_axis("activity")
        .reset_index()
        .sort_values(["_same", "_size", "activity"], kind="stable", ignore_index=True)
        .drop(columns=["_same", "_size"])
    )
    settings = {"region": region, "other": other, "period": board.period,
                "other_period": second.period}  # fmt: skip
    told = {"activities": len(ordered), "of another class": int((~same).sum())}
    recipe = board.recipe.joined(second.recipe)
    return with_recipe(ordered, recipe.then(Step.of("compare_regions", settings, told)))
