"""needs: which of a person's needs the ads of an occupation speak against."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

from mobility.foundation.conditions import CONDITIONS, Conditions
from mobility.foundation.errors import Fault, InputError
from mobility.reaching.near import reaches

AGAINST = 0.1
"""From this share of the ads on an occupation is said to speak against a need. Ads seldom speak of
strain: where one in ten does, the work has it more often than that."""

AT_LEAST = 2
"""One ad alone is never taken for its occupation."""

NOT_KNOWN = "not known"

OWN_ADS = "unit group"


@dataclass(frozen=True, eq=False, repr=False)
class ConditionsOfWork:
    """Conditions in the order of a space's occupations, widened where ads are few.

    Parameters
    ----------
    against, met : ndarray of shape (n_occupations, n_conditions)
        Share of the ads that speak against, and for, each need; nan where there is no ad.
    ads : ndarray of shape (n_occupations,)
        How many ads the shares rest on.
    rests_on : ndarray of object, shape (n_occupations,)
        "unit group", "3-digit group", "2-digit group", or `NOT_KNOWN` where even there no or few
        ads are.
    """

    against: np.ndarray
    met: np.ndarray
    ads: np.ndarray
    rests_on: np.ndarray

    def __repr__(self) -> str:
        """Say of how many occupations something is known."""
        return f"ConditionsOfWork({int((self.rests_on != NOT_KNOWN).sum())} occupations known)"


def conditions_of_work(
    conditions: Conditions, occupations: pd.Index, *, few_ads: int
) -> ConditionsOfWork:
    """Put counts in the order of the occupations, and widen where ads are few.

    An occupation with fewer than ``few_ads`` ads takes all ads of its group one digit shorter, or
    two; with fewer even there it is not known.

    Parameters
    ----------
    conditions : Conditions
        Counts of ads.
    occupations : Index
        Codes of one length.
    few_ads : int
        With so many ads or more an occupation's own are used.

    Returns
    -------
    ConditionsOfWork

    Examples
    --------
    >>> few = np.zeros((2, len(CONDITIONS)))
    >>> counts = Conditions(pd.Index(["5120", "5121"]), few, few, np.array([12.0, 3.0]))
    >>> found = conditions_of_work(counts, pd.Index(["5120", "5121", "4110"]), few_ads=10)
    >>> found.rests_on.tolist(), found.ads.tolist()
    (['unit group', '3-digit group', 'not known'], [12.0, 15.0, 0.0])
    """
    codes = [str(code) for code in conditions.occupations]
    wanted = [str(code) for code in occupations]
    length = len(wanted[0])
    size = len(occupations)
    against, met = (np.full((size, len(CONDITIONS)), np.nan) for _ in range(2))
    ads = np.zeros(size)
    rests_on = np.full(size, NOT_KNOWN, dtype=object)
    for digits in range(length, max(length - 3, 0), -1):
        groups = np.array([code[:digits] for code in codes], dtype=object)
        for row in np.flatnonzero(rests_on == NOT_KNOWN):
            inside = groups == wanted[row][:digits]
            number = conditions.ads[inside].sum()
            if number and number >= few_ads:
                against[row] = conditions.against[inside].sum(axis=0) / number
                met[row] = conditions.met[inside].sum(axis=0) / number
                ads[row] = number
                rests_on[row] = OWN_ADS if digits == length else f"{digits}-digit group"
    return ConditionsOfWork(against, met, ads, rests_on)


def against_needs(
    work: ConditionsOfWork, needs: Iterable[str]
) -> tuple[list[tuple[tuple[str, float], ...]], np.ndarray]:
    """Say which needs each occupation's ads speak against, and where its own ads do.

    A need is spoken against where at least `AGAINST` of the ads do, `AT_LEAST` of them, and more
    than speak for it.

    Parameters
    ----------
    work : ConditionsOfWork
        What ads say.
    needs : iterable of str
        Ids of `CONDITIONS`.

    Returns
    -------
    said : list of tuple
        For each occupation (need, share of ads against), by need.
    own_against : ndarray of bool, shape (n_occupations,)
        Where the ads of the unit group itself speak against one. Ads of a broader group are told,
        but put nothing last: tried on unit groups whose ads were held back, they were right about
        half of what they spoke against.

    Raises
    ------
    InputError
        If a need is none of `CONDITIONS`; the nearest is named.
    """
    named = _checked(needs)
    columns = [list(CONDITIONS).index(need) for need in named]
    shares, others = work.against[:, columns], work.met[:, columns]
    enough = np.nan_to_num(shares) * work.ads[:, None] >= AT_LEAST - 1e-9
    spoken = reaches(shares, AGAINST) & enough & (shares > others)
    said: list[tuple[tuple[str, float], ...]] = [()] * len(work.ads)
    for row in np.flatnonzero(spoken.any(axis=1)):
        said[row] = tuple((named[at], float(shares[row, at])) for at in np.flatnonzero(spoken[row]))
    return said, spoken.any(axis=1) & (work.rests_on == OWN_ADS)


def _checked(needs: Iterable[str]) -> list[str]:
    """Return needs in order, or refuse those that are none of `CONDITIONS`."""
    named = sorted(set(needs))
    faults = [
        Fault(
            "one of " + ", ".join(CONDITIONS),
            value=need,
            nearest=next(iter(get_close_matches(need, CONDITIONS, n=1)), None),
        )
        for need in named
        if need not in CONDITIONS
    ]
    if faults:
        raise InputError("needs", faults)
    return named
