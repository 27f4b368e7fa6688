"""hard_to_fill: jobs that are hard to fill in each region, beside their pay and conditions."""

import numpy as np
import pandas as pd

from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import Fault, InputError, VersionError
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.foundation.tables import Column, check_table
from mobility.reaching.near import reaches
from mobility.reaching.space import SkillSpace

BASES = ("days open", "advertised again", "vacancies against people")
"""What tells how hard a job is to fill, the best that is there first."""


def hard_to_fill(
    space: SkillSpace,
    vacancies: RegionalCounts,
    *,
    people: RegionalCounts | None = None,
    lasting: pd.DataFrame | None = None,
    least: int = 5,
) -> pd.DataFrame:
    r"""Set how hard each occupation is to fill in a region beside what it pays and asks of people.

    How hard is told by how long vacancies are open, else by how many are advertised again, else by
    vacancies against the people of the region who could take them,

    .. math:: \text{tightness}_{ro} = \frac{v_{ro}}{\sum_{o'} n_{ro'} \, 1[o' = o \ \text{or}\
              \mathrm{fit}(o', o) \ge \theta]}

    where fit(o', o) is that of somebody who has held o' and nothing else. Where none is known,
    nothing is said of how hard it is. A job that is hard to fill, pays little and is done at night
    is another matter than one for which nobody has the skill: pay and conditions stand beside it,
    and no figure here tells the two apart.

    Parameters
    ----------
    space : SkillSpace
        With its pay and conditions, where they were given.
    vacancies : RegionalCounts
        By occupation; the last period.
    people : RegionalCounts, optional
        Jobs by occupation: who works there now. Not ads: they are what is to be told.
    lasting : DataFrame, optional
        ``region``, ``occupation`` and ``days_open`` (median days) or ``readvertised`` (share of
        vacancies, 0 to 1) or both.
    least : int
        Occupations with fewer vacancies in the region are left out and counted.

    Returns
    -------
    DataFrame
        By region, the hardest first: ``region``, ``occupation``, ``title``, ``vacancies``,
        ``days_open``, ``readvertised``, ``people`` (in the occupation), ``could`` (people who could
        take it), ``tightness``, ``basis`` (which of `BASES` decides; "" for none), ``hard`` (place
        of the occupation among those of the region, 0 easiest to 1 hardest), ``pay``,
        ``pay_place`` (the same by pay among all occupations), ``against`` (what a considerable
        share of ads, a tenth or more, says the work asks: tuples of need and share), ``usual``
        (needs that what is usual there is judged to be against, where ads are few) and ``lacks``
        (which of people, days open, advertised again, pay and conditions are not known).

    Raises
    ------
    VersionError
        If the occupations are of another classification.
    InputError
        If ``least`` is below 1, or ``lasting`` breaks its contract.

    Examples
    --------
    Who has been a chef can all that is asked of a cook: 10 vacancies for 20 + 5 people.

    >>> from mobility.reaching.example import kitchens
    >>> def of(numbers, measure):
    ...     table = pd.DataFrame({"region": "Here", "occupation": list(numbers),
    ...                           "count": list(numbers.values())})
    ...     return RegionalCounts.of(table, kind="occupation", measure=measure, version="example")
    >>> found = hard_to_fill(
    ...     kitchens(), of({"5120": 10}, "vacancies"), people=of({"5120": 20, "5121": 5}, "jobs"))
    >>> found[["title", "could", "tightness", "basis"]]
       title  could  tightness                     basis
    0  Cooks   25.0        0.4  vacancies against people
    """
    given = [vacancies] if people is None else [vacancies, people]
    for counts in given:
        if counts.version != space.version:
            raise VersionError.between(
                f"{counts.measure} by region", counts.version, "the space", space.version
            )
    if least < 1:
        raise InputError("hard_to_fill", [
            Fault("a whole number of at least 1", column="least", value=str(least))
        ])  # fmt: skip
    regions, occupations = vacancies.regions, space.occupations
    v = _spread(vacancies, regions, occupations)
    days, again = _lasting(lasting, regions, occupations)
    n = np.full(v.shape, np.nan)
    could = n
    if people is not None:
        n = _spread(people, regions, occupations)
        could = n @ _could_take(space)
    tight = np.divide(v, could, out=np.full(v.shape, np.nan), where=could > 0)
    i, j = np.nonzero(v >= least)
    measures = np.stack([days[i, j], again[i, j], tight[i, j]])
    known = np.isfinite(measures)
    basis = np.where(known.any(axis=0), known.argmax(axis=0), -1)
    value = np.where(basis >= 0, measures[np.maximum(basis, 0), np.arange(len(i))], np.nan)
    table = pd.DataFrame(
        {
            "region": regions[i].astype("str"),
            "occupation": occupations[j].astype("str"),
            "title": pd.array(space.titles[j], dtype="str"),
            "vacancies": v[i, j],
            "days_open": measures[0],
            "readvertised": measures[1],
            "people": n[i, j],
            "could": could[i, j],
            "tightness": measures[2],
            "basis": pd.array([(*BASES, "")[place] for place in basis], dtype="str"),
        }
    )
    by = pd.Series(value).groupby([table["region"], table["basis"]])
    number = by.transform("count")
    table["hard"] = ((by.rank() - 1) / (number - 1).clip(lower=1)).where(number > 1, 0.5)
    table.loc[~np.isfinite(value), "hard"] = np.nan
    pay = np.full(len(occupations), np.nan) if space.pay is None else space.pay
    table["pay"] = pay[j]
    ranked = pd.Series(pay).rank()
    table["pay_place"] = ((ranked - 1) / max(int(np.isfinite(pay).sum()) - 1, 1)).to_numpy()[j]
    said = [_against(space, int(place)) for place in j]
    table["against"] = pd.Series(said, index=table.index, dtype="object")
    usual = [_usual(space, int(place)) for place in j]
    table["usual"] = pd.Series(usual, index=table.index, dtype="object")
    table["lacks"] = pd.Series(_lacks(table, space, j), index=table.index, dtype="object")
    order = table.assign(_basis=basis % (len(BASES) + 1)).sort_values(
        ["region", "_basis", "hard", "vacancies", "occupation"],
        ascending=[True, True, False, False, True], kind="stable", ignore_index=True,
    )  # fmt: skip
    told = {
        "rows": len(table),
        "fewer vacancies than the least": int(((v > 0) & (v < least)).sum()),
        "nothing tells how hard": int((basis < 0).sum()),
    }
    recipe = space.recipe
    for counts in given:
        recipe = recipe.joined(counts.recipe)
    recipe = recipe if lasting is None else recipe.joined(recipe_of(lasting))
    step = Step.of("hard_to_fill", {"least": least}, told)
    return with_recipe(order.drop(columns="_basis"), recipe.then(step))


def _spread(counts: RegionalCounts, regions: pd.Index, occupations: pd.Index) -> np.ndarray:
    """Return counts by the regions and occupations given, 0 where there is none."""
    low, high = counts.bounds()
    middle = np.pad((low + high) / 2, ((0, 1), (0, 1)))
    i = counts.regions.get_indexer(regions)
    j = counts.activities.get_indexer(occupations)
    # The last row and column are the zeros of what is not there.
    return np.asarray(middle[i][:, j])


def _lasting(
    lasting: pd.DataFrame | None, regions: pd.Index, occupations: pd.Index
) -> tuple[np.ndarray, np.ndarray]:
    """Return days open and share advertised again by region × occupation, nan where not known."""
    shape = (len(regions), len(occupations))
    days, again = np.full(shape, np.nan), np.full(shape, np.nan)
    if lasting is None:
        return days, again
    contract = (
        Column("region"), Column("occupation"),
        Column("days_open", "number", required=False, filled=False, at_least=0),
        Column("readvertised", "number", required=False, filled=False, at_least=0, at_most=1),
    )  # fmt: skip
    checked = check_table(lasting.reset_index(drop=True), contract, "lasting")
    twice = np.flatnonzero(checked.duplicated(["region", "occupation"]))
    if len(twice):
        raise InputError("lasting", [
            Fault("a region and occupation stand once", row=int(place) + 1) for place in twice
        ])  # fmt: skip
    i = regions.get_indexer(pd.Index(checked["region"]))
    j = occupations.get_indexer(pd.Index(checked["occupation"]))
    there = (i >= 0) & (j >= 0)
    days[i[there], j[there]] = checked["days_open"].to_numpy()[there]
    again[i[there], j[there]] = checked["readvertised"].to_numpy()[there]
    return days, again


def _could_take(space: SkillSpace) -> np.ndarray:
    """Return whether a holder of the occupation of the row could take that of the column."""
    asked = np.where(space.asked > 0, space.asked, np.nan)
    fits = (space.degrees @ space.weights.T).toarray() / asked
    reached: np.ndarray = reaches(fits, space.theta)
    np.fill_diagonal(reached, True)
    return reached.astype(np.float64)


CONSIDERABLE = 0.1
"""From this share of its ads, what they say of the work is told."""


def _against(space: SkillSpace, occupation: int) -> tuple[tuple[str, float], ...]:
    """Return what ads say the work asks that somebody may not be able to give."""
    if space.conditions is None:
        return ()
    shares = space.conditions.against[occupation]
    return tuple(
        (need, float(share))
        for need, share in zip(CONDITIONS, shares, strict=True)
        if np.isfinite(share) and share >= CONSIDERABLE
    )


def _usual(space: SkillSpace, occupation: int) -> tuple[str, ...]:
    """Return the needs that what is usual in the occupation is judged to be against."""
    if space.conditions is None or space.conditions.usual is None:
        return ()
    flags = space.conditions.usual[occupation]
    return tuple(need for need, flag in zip(CONDITIONS, flags, strict=True) if flag)


def _lacks(table: pd.DataFrame, space: SkillSpace, occupation: np.ndarray) -> list[tuple[str, ...]]:
    """Return for each row what is not known of it."""
    silent = np.ones(len(table), dtype=bool)
    if space.conditions is not None:
        silent = ~np.isfinite(space.conditions.against[occupation]).any(axis=1)
    lacking = {
        "people": table["people"].isna(),
        "days open": table["days_open"].isna(),
        "advertised again": table["readvertised"].isna(),
        "pay": table["pay"].isna(),
        "conditions": pd.Series(silent, index=table.index),
    }
    flags = pd.DataFrame(lacking).to_numpy()
    names = np.array(list(lacking))
    return [tuple(str(name) for name in names[row]) for row in flags]
