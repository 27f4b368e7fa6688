"""first_rung: occupations that ask little beforehand, for people with few skills."""

import numpy as np
import pandas as pd

from mobility.foundation.entry import ENTRY_COLUMNS
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import recipe_of, with_recipe
from mobility.foundation.tables import check_table
from mobility.reaching.answer import answered
from mobility.reaching.gates_by_law import BY_LAW_VERSION, canonical
from mobility.reaching.near import reaches
from mobility.reaching.opens import counted
from mobility.reaching.skill_levels import LEVELS
from mobility.reaching.space import SkillSpace

SELDOM = 0.25
"""Where at most this share of the ads ask for experience, most vacancies are open without any."""

OPEN_GATES = ("körkort", "körkort AM", "körkort B", "körkort B96")
"""Gates that do not keep an occupation off the first rung: the ordinary licence is said beside."""

SPECIAL = 0.05
"""A skill is special when at most this share of the occupations use it."""

BY_CLASS = "classification"
BY_ADS = "ads"


def first_rung(
    space: SkillSpace,
    *,
    place: str | None = None,
    within: float | None = None,
    entry: pd.DataFrame | None = None,
    few_ads: int = 10,
) -> pd.DataFrame:
    r"""List the occupations that can be entered with few skills, with the evidence for each.

    An occupation is a first rung when no gate beyond the B licence is required and either

    - the classification says so: skill level 1, which asks for no education ("classification"); or
    - its ads do: level 2 or lower, and of at least ``few_ads`` ads that say so at most a quarter
      ask for experience ("ads").

    An occupation of level 1 whose ads do ask for experience stays, and its share stands beside.
    What it asks for of its own is counted as

    .. math:: \text{special}_o = \sum_s w(o, s)\,[0 < u_s / n \le .05]

    skills per ad (in link tables: per occupation) that few occupations use, with u the number of
    the n occupations that use a skill effectively.

    Parameters
    ----------
    space : SkillSpace
        Where; its codes must be of SSYK 2012 for the classification to say anything.
    place : str, optional
        Whose vacancies are counted as here, by code or name.
    within : float, optional
        Minutes: vacancies of places within so long a journey from ``place`` are added.
    entry : DataFrame, optional
        How often ads ask for experience and education, as `mobility.entry_requirements` gives it.
        Without it only the classification speaks, and every row says so.
    few_ads : int
        With fewer ads that say whether experience is needed, they are not gone by.

    Returns
    -------
    DataFrame
        One row per first rung: ``occupation``, ``title``, ``because`` ("classification", "ads" or
        both), ``level`` (1–4; 0 not known), ``special`` (skills), ``experience`` (share of ads,
        missing where not known) and ``experience_ads`` (of how many), ``education`` (share of ads)
        and ``ads`` (of how many), ``few_ads`` (whether ads say something of experience, and fewer
        than ``few_ads`` do: the page then tells their number and no per cent), ``gates`` (labels of
        those required), ``vacancies_here`` and ``vacancies``, ``trend_here``, ``pay``. Sorted by
        falling vacancies (here, where a place is given), rising ``special``, and code. ``attrs``
        hold ``rests_on`` (what could be gone by), the places, notes and recipe.

    Raises
    ------
    UnknownNameError
        If the place is not in the space.
    InputError
        If a place is named without vacancies, the entry table breaks its contract, or neither the
        classification nor ads can say anything.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> entry = pd.DataFrame({
    ...     "occupation": ["5131", "5120"], "ads": 20, "experience": [0.1, 0.6],
    ...     "experience_ads": 20, "education": 0.0,
    ... })
    >>> first_rung(kitchens(), place="Here", entry=entry)[["title", "because", "vacancies_here"]]
         title because  vacancies_here
    0  Waiters     ads               7
    """
    codes = space.occupations.astype("str")
    classified = space.version == BY_LAW_VERSION
    if entry is None and not classified:
        said = (
            f"codes of {space.version or 'an unnamed classification'!r} have no level here, and no "
            "entry table was given; give entry=entry_requirements(ads)"
        )
        raise InputError("first_rung", [said])
    known = _known(entry, codes)
    # Without a classification of known levels the ads alone decide, and no level is in the way.
    levels = np.array([LEVELS.get(code[:1], 0) if classified else 0 for code in codes])
    low = levels == 1
    experience = known["experience"].to_numpy(dtype=np.float64)
    enough = known["experience_ads"].to_numpy() >= few_ads
    seldom = enough & reaches(-experience, -SELDOM)
    by_ads = seldom & (np.isin(levels, (1, 2)) if classified else True)
    open_to_all = _open(space)
    rows = np.flatnonzero((low | by_ads) & open_to_all)
    here = space.vacancies(place, within)
    special = _special(space)
    wanted = np.zeros(len(codes)) if here is None else here
    rows = rows[np.lexsort((rows, special[rows].round(9), -wanted[rows]))]
    trend = space.trend(place, within)
    gates = _gates(space)
    table = pd.DataFrame(
        {
            "occupation": space.occupations[rows],
            "title": space.titles[rows],
            "because": [_because(low[row], by_ads[row]) for row in rows],
            "level": levels[rows],
            "special": special[rows],
            "experience": experience[rows],
            "experience_ads": known["experience_ads"].to_numpy()[rows],
            "education": known["education"].to_numpy(dtype=np.float64)[rows],
            "ads": known["ads"].to_numpy()[rows],
            "few_ads": ~np.isnan(experience[rows]) & ~enough[rows],
            "gates": [gates[row] for row in rows],
            "vacancies_here": counted(here if place is not None else None, rows),
            "vacancies": counted(space.vacancies(None), rows),
            "trend_here": np.full(len(rows), np.nan) if trend is None else trend.change[rows],
            "pay": np.full(len(rows), np.nan) if space.pay is None else space.pay[rows],
        }
    )
    speaking = [BY_CLASS] * classified + [BY_ADS] * (entry is not None)
    found = answered(
        table,
        space,
        "first_rung",
        settings={"place": place, "within": within, "few_ads": few_ads},
        said={
            "rests_on": speaking,
            "places": space.places(place, within),
            "pay_unit": space.pay_unit,
        },
        counts={"occupations": len(table), "left out by a gate": int((~open_to_all & low).sum())},
    )
    return found if entry is None else with_recipe(found, recipe_of(entry).joined(recipe_of(found)))


def _known(entry: pd.DataFrame | None, codes: pd.Index) -> pd.DataFrame:
    """Return the entry table in the order of the occupations; missing where nothing is known."""
    empty = pd.DataFrame({column.name: [] for column in ENTRY_COLUMNS})
    table = check_table(empty if entry is None else entry, ENTRY_COLUMNS, "entry")
    twice = table.loc[table["occupation"].duplicated(), "occupation"]
    if len(twice):
        raise InputError("entry", [f"occupation {code!r} stands twice" for code in twice])
    known = table.set_index("occupation").reindex(codes)
    counted = {name: known[name].fillna(0).astype("int64") for name in ("ads", "experience_ads")}
    return known.assign(**counted)


def _open(space: SkillSpace) -> np.ndarray:
    """Say which occupations require no gate beyond the ordinary licence."""
    if space.gates_required is None:
        return np.ones(len(space.occupations), dtype=bool)
    light = [canonical(r.label) in OPEN_GATES for r in space.gates_required.requirements]
    heavy = space.gates_required.required @ (~np.array(light, dtype=bool)).astype(np.float64)
    return np.asarray(heavy == 0)


def _gates(space: SkillSpace) -> list[tuple[str, ...]]:
    """Return the labels of what each occupation requires."""
    if space.gates_required is None:
        return [()] * len(space.occupations)
    return space.gates_required.blocked_by(np.zeros(len(space.skills), dtype=bool))


def _special(space: SkillSpace) -> np.ndarray:
    """Add up the weights of skills that few occupations use."""
    used = space.frequency / len(space.occupations)
    rare = (used > 0) & reaches(-used, -SPECIAL)
    return np.asarray(space.weights @ rare.astype(np.float64))


def _because(low: bool, by_ads: bool) -> str:
    """Say what speaks for an occupation."""
    return ", ".join([BY_CLASS] * bool(low) + [BY_ADS] * bool(by_ads))
