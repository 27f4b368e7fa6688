"""matcher_demand: vacancies, journeys, pay and conditions, as lists for the matcher page."""

import numpy as np
import pandas as pd

from mobility.foundation.conditions import CONDITIONS
from mobility.reaching.demand import Demand
from mobility.reaching.space import SkillSpace


def packed_demand(space: SkillSpace) -> dict[str, object]:
    """Return what is known of the demand for each occupation, and of what it pays.

    Parameters
    ----------
    space : SkillSpace
        What the page is about.

    Returns
    -------
    dict
        ``places``: codes with names; ``jobs``: the ``total`` of every occupation and, ``here``, for
        every place a flat list of pairs (step from the occupation before, vacancies); ``earlier``:
        the same of all earlier periods; ``minutes``: for every place a flat list of pairs (another
        place, minutes to it). All None where they are not known. ``pay``: of every occupation, None
        where not known; ``pay_unit``.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> found = packed_demand(kitchens())
    >>> found["places"], found["jobs"]["here"][0][:4]
    ([['Here', 'Here'], ['There', 'There']], [0, 3, 1, 5])
    """
    held = space.demand
    pay = space.pay
    paid = None if pay is None else [None if np.isnan(each) else float(each) for each in pay]
    said: dict[str, object] = {"pay": paid, "pay_unit": space.pay_unit}
    if held is None:
        return {"places": None, "jobs": None, "earlier": None, "minutes": None, **said}
    codes = _places(held)
    # Names are kept folded, to be found in any case; a code that is a name is written as it is.
    names = {code: name.title() for name, code in held.names.items() if name != code.casefold()}
    earlier = None
    if held.by_place_before is not None and held.total_before is not None:
        earlier = _jobs(held.by_place_before, held.total_before, codes)
    return {
        "places": [[code, names.get(code, code)] for code in codes],
        "jobs": _jobs(held.by_place, held.total, codes),
        "earlier": earlier,
        "minutes": None if held.minutes is None else _minutes(held.minutes, codes),
        **said,
    }


def packed_conditions(space: SkillSpace) -> dict[str, object] | None:
    """Return what ads say of the work and what is judged usual, as whole numbers; None if nothing.

    Parameters
    ----------
    space : SkillSpace
        What the page is about.

    Returns
    -------
    dict or None
        ``ids`` and ``labels`` (Swedish and English) of the conditions; for every occupation
        ``ads``, ``rests_on``, and ``against`` and ``met``: how many ads speak against and for each;
        ``usual``: the positions of those that what is usual is judged to be against.
    """
    work = space.conditions
    if work is None:
        return None
    ads = work.ads.astype(np.int64)
    usual = np.zeros_like(work.against, dtype=bool) if work.usual is None else work.usual
    return {
        "ids": list(CONDITIONS),
        "labels": [[one.label, one.label_en] for one in CONDITIONS.values()],
        "ads": ads.tolist(),
        "rests_on": [str(said) for said in work.rests_on],
        "against": _counts(work.against, ads),
        "met": _counts(work.met, ads),
        "usual": [np.flatnonzero(row).tolist() for row in usual],
    }


def _counts(shares: np.ndarray, ads: np.ndarray) -> list[list[int]]:
    """Return of how many ads each share is."""
    counts: list[list[int]] = np.rint(np.nan_to_num(shares) * ads[:, None]).astype(int).tolist()
    return counts


def _places(held: Demand) -> list[str]:
    """Return every place that vacancies or journeys name, sorted."""
    ends = held.minutes
    named = set() if ends is None else {*ends["place_from"], *ends["place_to"]}
    return sorted({*map(str, held.by_place.columns), *map(str, named)})


def _jobs(by_place: pd.DataFrame, total: np.ndarray, codes: list[str]) -> dict[str, object]:
    """Return the vacancies of a period, in all and per place."""
    here = []
    for code in codes:
        counts = by_place[code].to_numpy() if code in by_place else np.zeros(0, dtype=np.int64)
        some = np.flatnonzero(counts)
        pairs = np.column_stack([np.diff(some, prepend=0), counts[some]])
        here.append(pairs.astype(np.int64).ravel().tolist())
    return {"total": total.astype(np.int64).tolist(), "here": here}


def _minutes(table: pd.DataFrame, codes: list[str]) -> list[list[float]]:
    """Return for every place the others with the minutes to them."""
    position = {code: place for place, code in enumerate(codes)}
    rows: list[list[float]] = [[] for _ in codes]
    for one, other, minutes in table[["place_from", "place_to", "minutes"]].itertuples(index=False):
        rows[position[one]] += [position[other], float(minutes)]
    return rows
