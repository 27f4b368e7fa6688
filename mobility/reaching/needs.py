"""needs: which of a person's needs ads, or what is usual in an occupation, speak against."""

from collections.abc import Collection, Iterable
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
    usual : ndarray of bool, shape (n_occupations, n_conditions), optional
        Where what is usual in the occupation is judged to be against the need, and the unit group's
        own ads are too few to decide.
    """

    against: np.ndarray
    met: np.ndarray
    ads: np.ndarray
    rests_on: np.ndarray
    usual: np.ndarray | None = None

    def __repr__(self) -> str:
        """Say of how many occupations something is known."""
        return f"ConditionsOfWork({int((self.rests_on != NOT_KNOWN).sum())} occupations known)"


@dataclass(frozen=True, eq=False, repr=False)
class SpokenAgainst:
    """Which of a person's needs are spoken against in each occupation, and where that counts.

    Parameters
    ----------
    by_ads : tuple of tuple
        For each occupation (need, share of ads against), by need.
    usual : tuple of tuple
        For each occupation the needs that what is usual there is judged to be against, by need.
    after : ndarray of bool, shape (n_occupations,)
        Occupations that come after those without conflict: the unit group's own ads speak against
        a need or, where they are too few, what is usual does. Ads of a broader group are told,
        but put nothing last: tried on unit groups whose ads were held back, they were right about
        half of what they spoke against.
    """

    by_ads: tuple[tuple[tuple[str, float], ...], ...]
    usual: tuple[tuple[str, ...], ...]
    after: np.ndarray

    def __repr__(self) -> str:
        """Say of how many occupations something is said."""
        said = sum(map(bool, self.by_ads)), sum(map(bool, self.usual))
        return f"SpokenAgainst({said[0]} occupations by ads, {said[1]} by what is usual)"


def conditions_of_work(
    conditions: Conditions | None,
    occupations: pd.Index,
    *,
    few_ads: int,
    usual: np.ndarray | None = None,
) -> ConditionsOfWork:
    """Put counts in the order of the occupations, and widen where ads are few.

    An occupation with fewer than ``few_ads`` ads takes all ads of its group one digit shorter, or
    two; with fewer even there it is not known.

    Parameters
    ----------
    conditions : Conditions or None
        Counts of ads, where there are any.
    occupations : Index
        Codes of one length.
    few_ads : int
        With so many ads or more an occupation's own are used.
    usual : ndarray of bool, shape (n_occupations, n_conditions), optional
        Where what is usual is judged to be against a need, as
        `mobility.reaching.usual_conditions.usually_against` gives it. Own ads, where they are
        used, decide instead.

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
    wanted = [str(code) for code in occupations]
    length = len(wanted[0])
    size = len(occupations)
    against, met = (np.full((size, len(CONDITIONS)), np.nan) for _ in range(2))
    ads = np.zeros(size)
    rests_on = np.full(size, NOT_KNOWN, dtype=object)
    codes = [] if conditions is None else [str(code) for code in conditions.occupations]
    for digits in range(length, max(length - 3, 0), -1):
        if conditions is None:
            break
        groups = np.array([code[:digits] for code in codes], dtype=object)
        for row in np.flatnonzero(rests_on == NOT_KNOWN):
            inside = groups == wanted[row][:digits]
            number = conditions.ads[inside].sum()
            if number and number >= few_ads:
                against[row] = conditions.against[inside].sum(axis=0) / number
                met[row] = conditions.met[inside].sum(axis=0) / number
                ads[row] = number
                rests_on[row] = OWN_ADS if digits == length else f"{digits}-digit group"
    own = rests_on == OWN_ADS
    told = None if usual is None else usual & ~own[:, None]
    return ConditionsOfWork(against, met, ads, rests_on, told)


def against_needs(work: ConditionsOfWork | None, needs: Iterable[str], size: int) -> SpokenAgainst:
    """Say which needs each occupation's ads, or what is usual there, speak against.

    Ads speak against a need where at least `AGAINST` of them do, `AT_LEAST` of them, and more than
    speak for it. Nothing is ever said to be met: where neither speaks, it is not known.

    Parameters
    ----------
    work : ConditionsOfWork or None
        What ads say and what is usual, where anything is known.
    needs : iterable of str
        Ids of `CONDITIONS`.
    size : int
        Number of occupations.

    Returns
    -------
    SpokenAgainst

    Raises
    ------
    InputError
        If a need is none of `CONDITIONS`; the nearest is named.
    """
    named = _checked(needs)
    by_ads: list[tuple[tuple[str, float], ...]] = [()] * size
    by_usual: list[tuple[str, ...]] = [()] * size
    after = np.zeros(size, dtype=bool)
    if work is None:
        return SpokenAgainst(tuple(by_ads), tuple(by_usual), after)
    columns = [list(CONDITIONS).index(need) for need in named]
    shares, others = work.against[:, columns], work.met[:, columns]
    enough = np.nan_to_num(shares) * work.ads[:, None] >= AT_LEAST - 1e-9
    spoken = reaches(shares, AGAINST) & enough & (shares > others)
    for row in np.flatnonzero(spoken.any(axis=1)):
        places = np.flatnonzero(spoken[row])
        by_ads[row] = tuple((named[at], float(shares[row, at])) for at in places)
    after |= spoken.any(axis=1) & (work.rests_on == OWN_ADS)
    if work.usual is not None:
        usual = work.usual[:, columns]
        for row in np.flatnonzero(usual.any(axis=1)):
            by_usual[row] = tuple(named[at] for at in np.flatnonzero(usual[row]))
        after |= usual.any(axis=1)
    return SpokenAgainst(tuple(by_ads), tuple(by_usual), after)


def not_known(rests_on: str, needs: Collection[str], usual: Collection[str]) -> bool:
    """Whether nothing is known of something the person needs of an occupation.

    Parameters
    ----------
    rests_on : str
        Which ads the conditions rest on.
    needs : collection of str
        What the person needs.
    usual : collection of str
        What of that the occupation is judged to be usually against.

    Examples
    --------
    >>> not_known(NOT_KNOWN, {"sitting", "part_time"}, ("sitting",))
    True
    >>> not_known(NOT_KNOWN, {"sitting"}, ("sitting",)), not_known(NOT_KNOWN, set(), ())
    (False, False)
    """
    return rests_on == NOT_KNOWN and not set(needs) <= set(usual)


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
