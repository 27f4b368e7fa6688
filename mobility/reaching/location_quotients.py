"""location_quotients: in what each region has more than its share, and what it is said to have."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.weights import specialization
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.near import reaches


def location_quotients(counts: RegionalCounts, *, period: str | None = None) -> pd.DataFrame:
    r"""How many times more common each activity is in a region than in all regions together.

    .. math:: LQ_{ri} = \frac{x_{ri} / x_{r\cdot}}{x_{\cdot i} / x_{\cdot\cdot}}

    It is `mobility.specialization` of a table of regions by activities. A withheld count has none;
    in the sums of its row and column it is taken as the middle of its range.

    Parameters
    ----------
    counts : RegionalCounts
        Of any number of periods.
    period : str, optional
        Which; the last unless told.

    Returns
    -------
    DataFrame of shape (n_regions, n_activities)
        Without unit, from 0; 1 is as common as everywhere. Missing where the count is withheld,
        the region has nothing, or the activity is nowhere.

    References
    ----------
    Balassa, B. (1965). Trade liberalisation and "revealed" comparative advantage. The Manchester
    School 33, 99-123, https://doi.org/10.1111/j.1467-9957.1965.tb00050.x.

    Examples
    --------
    A third of all jobs are in mining, half of Kiruna's: 1 / 2 : 1 / 3 = 1.5.

    >>> jobs = pd.DataFrame({
    ...     "region": ["Kiruna", "Kiruna", "Lund"], "industry": ["mining", "shops", "shops"],
    ...     "count": [10, 10, 10]})
    >>> location_quotients(RegionalCounts.of(jobs, kind="industry"))
    industry  mining  shops
    region
    Kiruna       1.5   0.75
    Lund         0.0   1.50
    """
    low, high = counts.bounds(period)
    middle = (low + high) / 2
    table = Incidence(
        csr_array(middle), counts.regions, counts.activities, counts.measure, middle.sum(axis=1),
        counts.version, counts.recipe,
    )  # fmt: skip
    found = specialization(table).values.toarray()
    nowhere = (middle.sum(axis=1) == 0)[:, None] | (middle.sum(axis=0) == 0)
    lq = np.where(nowhere | (low < high), np.nan, found)
    step = Step.of(
        "location_quotients", {"period": counts.period(period)},
        {"cells": lq.size, "without a quotient": int(np.isnan(lq).sum())},
    )  # fmt: skip
    labelled = pd.DataFrame(lq, index=counts.regions, columns=counts.activities)
    return with_recipe(labelled, counts.recipe.then(step))


def presence(quotients: pd.DataFrame, *, at_least: float = 1.0) -> pd.DataFrame:
    r"""Which activities each region has, by its location quotients.

    .. math:: M_{ri} = 1[LQ_{ri} \ge 1]

    Parameters
    ----------
    quotients : DataFrame of shape (n_regions, n_activities)
        As `location_quotients` gives it.
    at_least : float
        The quotient from which a region has the activity.

    Returns
    -------
    DataFrame of shape (n_regions, n_activities)
        1 where the region has it and 0 where not; missing where the quotient is.

    Examples
    --------
    >>> lq = pd.DataFrame({"mining": [1.5, 0.0], "shops": [0.75, 1.5]}, index=["Kiruna", "Lund"])
    >>> presence(lq)
            mining  shops
    Kiruna     1.0    0.0
    Lund       0.0    1.0
    """
    reached = reaches(quotients.to_numpy(dtype=np.float64), at_least).astype(np.float64)
    has = pd.DataFrame(reached, index=quotients.index, columns=quotients.columns)
    has = has.where(quotients.notna())
    step = Step.of("presence", {"at_least": at_least}, {"present": int(has.sum().sum())})
    return with_recipe(has, recipe_of(quotients).then(step))


def region_presence(
    counts: RegionalCounts, *, period: str | None = None, at_least: float = 1.0, smallest: int = 1
) -> pd.DataFrame:
    r"""Which activities each region has, of a minimum size, and where nobody can tell.

    .. math:: M_{ri} = 1[LQ_{ri} \ge 1 \ \text{and}\ x_{ri} \ge x_{\min}]

    Where counts are withheld, the quotient lies between

    .. math:: \frac{\underline x_{ri} \, \underline x_{\cdot\cdot}}
                   {\overline x_{r\cdot} \, \overline x_{\cdot i}}
              \quad\text{and}\quad
              \frac{\overline x_{ri} \, \overline x_{\cdot\cdot}}
                   {\underline x_{r\cdot} \, \underline x_{\cdot i}}

    and the activity of a withheld count is present, or absent, only if every count in its range
    makes it so. A count that is given is judged by its quotient as it stands.

    Parameters
    ----------
    counts : RegionalCounts
        Of any number of periods.
    period : str, optional
        Which; the last unless told.
    at_least : float
        The quotient from which a region has the activity.
    smallest : int
        The count from which it has; 1 for any.

    Returns
    -------
    DataFrame of shape (n_regions, n_activities)
        1 where the region has it and 0 where not; missing where a withheld count leaves it open.

    Examples
    --------
    Fewer than five miners in Lund are too few, in a town of a hundred, to be more than a third:

    >>> jobs = pd.DataFrame({
    ...     "region": ["Kiruna", "Kiruna", "Lund", "Lund"],
    ...     "industry": ["mining", "shops", "mining", "shops"], "count": [100, 100, None, 100]})
    >>> region_presence(RegionalCounts.of(jobs, kind="industry", withheld_below=5))
    industry  mining  shops
    region
    Kiruna       1.0    0.0
    Lund         0.0    1.0
    """
    if smallest < 1:
        raise InputError("region_presence", [
            Fault("a whole number of at least 1", column="smallest", value=str(smallest))
        ])  # fmt: skip
    low, high = counts.bounds(period)
    least, most = quotient_range(counts, period=period)
    sure = reaches(least, at_least) & (low >= smallest)
    maybe = reaches(most, at_least) & (high >= smallest)
    found = np.where(sure, 1.0, np.where(maybe, np.nan, 0.0))
    step = Step.of(
        "region_presence",
        {"period": counts.period(period), "at_least": at_least, "smallest": smallest},
        {"present": int(np.nansum(found)), "open": int(np.isnan(found).sum())},
    )  # fmt: skip
    labelled = pd.DataFrame(found, index=counts.regions, columns=counts.activities)
    return with_recipe(labelled, counts.recipe.then(step))


def quotient_range(
    counts: RegionalCounts, *, period: str | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return the least and the most that each quotient can be, as `region_presence` says.

    Returns
    -------
    least, most : ndarray of shape (n_regions, n_activities)
        Equal where the count is given; 0 for an activity that is nowhere; nan in a region that has
        nothing.
    """
    low, high = counts.bounds(period)
    lq = location_quotients(counts, period=period).to_numpy()
    point = np.where((high.sum(axis=1) > 0)[:, None], np.nan_to_num(lq), np.nan)
    withheld = low < high
    if not withheld.any():
        return point, point
    with np.errstate(divide="ignore", invalid="ignore"):
        least = low * low.sum() / (high.sum(axis=1)[:, None] * high.sum(axis=0))
        most = high * high.sum() / (low.sum(axis=1)[:, None] * low.sum(axis=0))
    return np.where(withheld, least, point), np.where(withheld, most, point)
