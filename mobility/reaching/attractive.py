"""attractive: what pay, vacancies and growth say for each activity in each region."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.recipe import Step, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.foundation.tables import Column, check_table


class Attractive(NamedTuple):
    """Pay, vacancies and growth, and what they say together; region × activity, nan if unknown."""

    pay: np.ndarray
    vacancies: np.ndarray
    growth: np.ndarray
    attractiveness: np.ndarray


def activity_growth(
    counts: RegionalCounts, *, since: str, period: str | None = None
) -> pd.DataFrame:
    r"""How much each activity has grown in all regions together.

    .. math:: g_i = x_{\cdot i}^{(t)} / x_{\cdot i}^{(s)} - 1

    Withheld counts are taken as the middle of their range.

    Parameters
    ----------
    counts : RegionalCounts
        Of at least two periods.
    since, period : str
        From when, and until when; the last period unless told.

    Returns
    -------
    DataFrame
        ``activity`` and ``growth``: .1 is ten per cent more; missing where there was nothing
        before.

    Raises
    ------
    UnknownNameError
        If there is no such period.
    EmptyResultError
        If both are the same period.

    Examples
    --------
    >>> jobs = pd.DataFrame({
    ...     "region": "Lund", "industry": "7211", "period": ["2014", "2015"], "count": [40, 50]})
    >>> activity_growth(RegionalCounts.of(jobs, kind="industry"), since="2014")
      activity  growth
    0     7211    0.25
    """
    if counts.period(since) == counts.period(period):
        raise EmptyResultError(f"Growth needs two periods; both are {since!r}.")
    before, after = (np.add(*counts.bounds(when)).sum(axis=0) / 2 for when in (since, period))
    growth = np.divide(after, before, out=np.full(len(before), np.nan), where=before > 0) - 1
    table = pd.DataFrame({"activity": counts.activities.astype("str"), "growth": growth})
    step = Step.of("activity_growth", {"since": since, "period": counts.period(period)})
    return with_recipe(table, counts.recipe.then(step))


def attractive(
    regions: pd.Index,
    activities: pd.Index,
    *,
    pay: pd.DataFrame | None,
    vacancies: pd.DataFrame | None,
    growth: pd.DataFrame | None,
) -> Attractive:
    r"""Put what is known of each activity beside each other, and rank it.

    .. math:: a_{ri} = \operatorname{mean}_{k} \operatorname{pr}_k(r, i)

    where :math:`\operatorname{pr}_k` is the percentile rank (0 to 1) of the activity among those of
    the region whose pay, vacancies or growth k is known.

    Parameters
    ----------
    regions, activities : Index
        The name of ``activities`` says the kind.
    pay : DataFrame, optional
        ``activity`` (or the kind, or ``occupation``) and ``pay``; ``region`` where it differs.
    vacancies : DataFrame, optional
        The same with ``vacancies``; ``region`` (or ``place``) says where. A cell that is not listed
        has none.
    growth : DataFrame, optional
        The same with ``growth``.

    Returns
    -------
    Attractive

    Raises
    ------
    InputError
        If a table lacks a column, holds no number, or has an activity twice (in a region).
    """
    paid = _spread(pay, "pay", regions, activities)
    asked = _spread(vacancies, "vacancies", regions, activities)
    grown = _spread(growth, "growth", regions, activities)
    asked = asked if vacancies is None else np.nan_to_num(asked)
    ranks = np.stack([_percentile(values) for values in (paid, asked, grown)])
    known = np.isfinite(ranks)
    number = known.sum(axis=0)
    mean = np.where(known, ranks, 0).sum(axis=0) / np.maximum(number, 1)
    return Attractive(paid, asked, grown, np.where(number > 0, mean, np.nan))


def _spread(
    table: pd.DataFrame | None, name: str, regions: pd.Index, activities: pd.Index
) -> np.ndarray:
    """Return a table of some cells as region × activity."""
    shape = (len(regions), len(activities))
    if table is None:
        return np.full(shape, np.nan)
    kind = str(activities.name)
    own = next((c for c in ("activity", kind, "occupation") if c in table.columns), "activity")
    where = next((c for c in ("region", "place") if c in table.columns), None)
    contract = [Column(own), Column(name, "number", filled=False)]
    contract += [] if where is None else [Column(where, filled=False)]
    checked = check_table(table.reset_index(drop=True), contract, name)
    key = [own] if where is None else [where, own]
    twice = np.flatnonzero(checked.duplicated(key))
    if len(twice):
        faults = [
            Fault(f"{kind} {checked.at[k, own]!r} stands a second time", row=int(k) + 1)
            for k in twice
        ]
        raise InputError(name, faults)
    j = activities.get_indexer(pd.Index(checked[own]))
    values = checked[name].to_numpy(dtype=np.float64)
    if where is None:
        line = np.full(len(activities), np.nan)
        line[j[j >= 0]] = values[j >= 0]
        return np.broadcast_to(line, shape).copy()
    i = regions.get_indexer(pd.Index(checked[where]))
    there = (i >= 0) & (j >= 0)
    result = np.full(shape, np.nan)
    result[i[there], j[there]] = values[there]
    return result


def _percentile(values: np.ndarray) -> np.ndarray:
    """Return the percentile rank of each number in its row, 0 for the least and 1 for the most."""
    ranked = pd.DataFrame(values).rank(axis=1, method="average").to_numpy()
    number = np.isfinite(values).sum(axis=1)[:, None]
    spread: np.ndarray = np.where(number > 1, (ranked - 1) / np.maximum(number - 1, 1), 0.5)
    return np.where(np.isfinite(values), spread, np.nan)
