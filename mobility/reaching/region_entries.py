"""region_entries: which activities came to a region where they were hardly found before."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.recipe import Step, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.location_quotients import quotient_range
from mobility.reaching.near import reaches


def region_entries(
    counts: RegionalCounts,
    *,
    before: tuple[str, str] | None = None,
    after: tuple[str, str] | None = None,
    below: float = 0.5,
    at_least: float = 1.0,
    smallest: int = 5,
) -> pd.DataFrame:
    r"""Say of each activity that a region hardly had whether it came.

    .. math:: \text{candidate: } LQ_{ri}^{(s)} < .5 \text{ for both } s \le t_0, \qquad
              \text{entry: } LQ_{ri}^{(s)} \ge 1,\ x_{ri}^{(s)} \ge x_{\min}
              \text{ for both } s \le t_1

    Two periods before and two after keep a count that wavers around a threshold from being called
    new.

    Parameters
    ----------
    counts : RegionalCounts
        Of four periods or more.
    before, after : pair of str, optional
        The two periods to t0 and the two to t1, in order; the first two and the last two unless
        told.
    below, at_least : float
        The two thresholds.
    smallest : int
        The count that an entry needs in both periods after.

    Returns
    -------
    DataFrame of shape (n_regions, n_activities)
        1 entered, 0 could have and did not; missing where the region had more than that before,
        where it has nothing, or where a withheld count leaves either open (counted in the recipe).

    Raises
    ------
    InputError
        If there are not four different periods in order.
    UnknownNameError
        If there is no such period.

    Examples
    --------
    >>> jobs = pd.DataFrame({
    ...     "region": ["Lund"] * 4 + ["Boden"] * 8,
    ...     "industry": ["7211"] * 4 + ["7211"] * 4 + ["0111"] * 4,
    ...     "period": ["2012", "2013", "2016", "2017"] * 3,
    ...     "count": [50] * 4 + [0, 1, 60, 70] + [50] * 4})
    >>> region_entries(RegionalCounts.of(jobs, kind="industry"))
    industry  0111  7211
    region
    Boden      NaN   0.0
    Lund       0.0   NaN
    """
    early, late = periods_of_entry(counts, before, after)
    shape = (len(counts.regions), len(counts.activities))
    candidate, none = np.ones(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for period in early:
        least, most = quotient_range(counts, period=period)
        candidate &= most < below
        none |= ~(least < below)
    came, stayed_away = np.ones(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for period in late:
        least, most = quotient_range(counts, period=period)
        low, high = counts.bounds(period)
        came &= reaches(least, at_least) & (low >= smallest)
        stayed_away |= ~reaches(most, at_least) | (high < smallest)
    found = np.where(candidate & came, 1.0, np.where(candidate & stayed_away, 0.0, np.nan))
    told = {
        "candidates": int(np.isfinite(found).sum()),
        "entries": int(np.nansum(found)),
        "undecided": int((~none & np.isnan(found)).sum()),
    }
    step = Step.of(
        "region_entries",
        {"before": "–".join(early), "after": "–".join(late), "below": below,
         "at_least": at_least, "smallest": smallest},
        told,
    )  # fmt: skip
    labelled = pd.DataFrame(found, index=counts.regions, columns=counts.activities)
    return with_recipe(labelled, counts.recipe.then(step))


def periods_of_entry(
    counts: RegionalCounts, before: tuple[str, str] | None, after: tuple[str, str] | None
) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the two periods before and the two after, or refuse what is not four in order.

    Raises
    ------
    InputError
        If there are not four different periods in order.
    UnknownNameError
        If there is no such period.
    """
    known = counts.periods
    if len(known) < 4:
        raise InputError("region_entries", [
            Fault(f"entry needs two periods before and two after; there are {len(known)}. With "
                  "one, see recovery")
        ])  # fmt: skip
    early = (known[0], known[1]) if before is None else before
    late = (known[-2], known[-1]) if after is None else after
    four = [counts.period(period) for period in (*early, *late)]
    if four != sorted(set(four)):
        raise InputError("region_entries", [
            Fault("four different periods in order", value=", ".join(four))
        ])  # fmt: skip
    return early, late
