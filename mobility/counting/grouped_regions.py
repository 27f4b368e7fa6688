"""grouped_regions: counts of places added up to the counties or regions they are part of."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.recipe import Step, recipe_of
from mobility.foundation.regional_counts import RegionalCounts


def grouped_regions(counts: RegionalCounts, groups: pd.DataFrame, *, to: str) -> RegionalCounts:
    """Add up the counts of places to larger regions.

    A withheld count is added as the range it lies in, so that a sum is a range too.

    Parameters
    ----------
    counts : RegionalCounts
        By place.
    groups : DataFrame
        ``region`` and a column for each kind of larger region, as `mobility.read_region_groups`
        gives it; a place may stand once.
    to : str
        Which column: "county".

    Returns
    -------
    RegionalCounts
        By larger region; the same activities and periods.

    Raises
    ------
    UnknownNameError
        If there is no such column.
    InputError
        If a place of the counts is in no group or stands twice; all at once.

    Examples
    --------
    >>> places = RegionalCounts.of(pd.DataFrame({
    ...     "region": ["Lund", "Eslöv"], "industry": "0111", "count": [3, 9]}), kind="industry")
    >>> groups = pd.DataFrame({"region": ["Lund", "Eslöv"], "county": "Skåne"})
    >>> grouped_regions(places, groups, to="county").bounds()[0].tolist()
    [[12.0]]
    """
    if to not in groups.columns or to == "region":
        raise UnknownNameError("kind of region", to, [c for c in groups.columns if c != "region"])
    faults = [
        Fault(f"place {place!r} stands twice")
        for place in groups.loc[groups["region"].duplicated(), "region"]
    ]
    known = groups.drop_duplicates("region").set_index("region")[to].reindex(counts.regions)
    faults += [Fault(f"place {place!r} is in no {to}") for place in known.index[known.isna()]]
    if faults:
        raise InputError("region groups", faults)
    larger = pd.Index(sorted(known.unique()), name="region", dtype="str")
    of = larger.get_indexer(pd.Index(known))
    parts = []
    for period in counts.periods:
        low, high = (_added(values, of, len(larger)) for values in counts.bounds(period))
        i, j = np.nonzero(high)
        parts.append(pd.DataFrame({
            "region": larger[i], "activity": counts.activities[j],
            "low": low[i, j], "high": high[i, j], "period": period,
        }))  # fmt: skip
    told = {"places": len(counts.regions), "regions": len(larger)}
    step = Step.of("grouped_regions", {"to": to}, told)
    return RegionalCounts(
        pd.concat(parts, ignore_index=True), larger, counts.activities, counts.measure, 1,
        counts.version, counts.recipe.joined(recipe_of(groups)).then(step),
    )  # fmt: skip


def _added(values: np.ndarray, of: np.ndarray, number: int) -> np.ndarray:
    """Return the sums of the rows of each group."""
    sums = np.zeros((number, values.shape[1]))
    np.add.at(sums, of, values)
    return sums
