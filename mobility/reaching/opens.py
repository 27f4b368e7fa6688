"""opens: which occupations come within reach when one skill is added."""

import numpy as np
import pandas as pd
from pandas.arrays import IntegerArray
from scipy.sparse import csr_array

from mobility.reaching.answer import answered
from mobility.reaching.fit import CLASSES, classify, stretched
from mobility.reaching.near import LEEWAY, entries
from mobility.reaching.open_to import near_enough, open_to
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Standing, lacked, standing


def opens(
    person: Person,
    space: SkillSpace,
    skill: str,
    *,
    place: str | None = None,
    within: float | None = None,
) -> pd.DataFrame:
    """List the occupations whose class improves when a person learns one skill.

    The skill is added with h = 1 and what is near is found again; τ and θ stay. Classes are about
    skills alone; ``counted`` says where `mobility.reaching.almost_have.almost_have` counts it as
    opened, or as having become adjacent, for this person.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    skill : str
        The skill added, by id or label.
    place : str, optional
        Where vacancies are counted, by code or name; everywhere if not given.
    within : float, optional
        Minutes: vacancies of places within so long a journey from ``place`` are added.

    Returns
    -------
    DataFrame
        One row per occupation that is not held and improves: ``occupation``, ``title``, ``before``
        and ``after`` (classes), ``fit_before``, ``fit_after``, ``stretch_before``,
        ``stretch_after`` (0–1), ``blocked_by`` (labels of required gates the person lacks),
        ``counted`` ("reached", "adjacent", or "" where a gate, a need or schooling is in the way)
        and ``vacancies`` (missing where the space has none). What is not counted comes last, for
        the skill does not open it; else what is counted as reached first, then by falling vacancies
        and code. ``attrs`` hold the skill, the notes and the recipe.

    Raises
    ------
    UnknownNameError
        If the skill, the place or something of the person is not in the space.
    InputError
        If a place is named but the space has no vacancies, or ``within`` is given without a place
        or a commuting table.

    Examples
    --------
    With the menu, whoever has a knife has two of the chef's three skills, and nearly hygiene:

    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> found = opens(Person.of(space, skills=["knife"]), space, "menu")
    >>> found[["title", "before", "after", "fit_after", "stretch_after", "vacancies"]].round(2)
       title before     after  fit_after  stretch_after  vacancies
    0  Chefs    far  adjacent       0.67           0.83         22
    """
    name = space.skill(skill)
    chosen = np.array([space.skills.get_loc(name)])
    here = standing(person, space)
    fits, stretches = with_each(here, space, chosen)
    after = classify(fits[0], stretches[0], theta=space.theta)
    rows = np.flatnonzero(here.judged & (after > here.classes))
    needed = space.vacancies(place, within)
    by = np.zeros(len(space.occupations)) if needed is None else needed
    reached, nearer = (of[0] for of in improvements(here, space, chosen, open_to(person, space)))
    worth = 2 * reached + nearer
    rows = rows[np.lexsort((rows, -by[rows], -after[rows], -worth[rows]))]
    blocked_by = lacked(space, here.gates)
    table = pd.DataFrame(
        {
            "occupation": space.occupations[rows],
            "title": space.titles[rows],
            "before": [CLASSES[position] for position in here.classes[rows]],
            "after": [CLASSES[position] for position in after[rows]],
            "fit_before": here.fit[rows],
            "fit_after": fits[0, rows],
            "stretch_before": here.stretch[rows],
            "stretch_after": stretches[0, rows],
            "blocked_by": [blocked_by[row] for row in rows],
            "counted": np.array(["", "adjacent", "reached"], dtype=object)[worth[rows]],
            "vacancies": counted(needed, rows),
        }
    )
    return answered(
        table,
        space,
        "opens",
        settings={"skill": name, "place": place, "within": within},
        said={"places": space.places(place, within)},
        counts={"occupations": len(table)},
    )


def improvements(
    here: Standing, space: SkillSpace, candidates: np.ndarray, among: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Say for each candidate skill which occupations it opens, and which it makes adjacent.

    An occupation is *opened* when it becomes reached and was near enough before: what was lacking
    is no more than what is had and nearly had (`mobility.reaching.open_to.near_enough`). One that
    was farther off comes near by one skill, and no more than that, whatever its fit then is.

    Parameters
    ----------
    here : Standing
        Where the person stands.
    space : SkillSpace
        Where.
    candidates : ndarray of int, shape (n_candidates,)
        Positions of skills; each is added alone.
    among : ndarray of bool, shape (n_occupations,)
        What nothing but skills keeps from the person, as `mobility.reaching.open_to.open_to` says.

    Returns
    -------
    reached, adjacent : ndarray of bool, shape (n_candidates, n_occupations)
        What is opened, and what becomes near; never an occupation that is held, that a gate blocks,
        or that is not among those.
    """
    after = classify(*with_each(here, space, candidates), theta=space.theta)
    better = (after > here.classes) & here.judged & ~here.blocked & among
    opened = (CLASSES.index("reached") == after) & near_enough(
        here.fit, here.stretch, theta=space.theta
    )
    return better & opened, better & ~opened


def with_each(
    here: Standing, space: SkillSpace, candidates: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return fit and stretch with each candidate added alone, as (n_candidates, n_occupations).

    Adding s with h = 1 lifts fit by w(o,s)·(1 - h(s)) / Σw. It lifts near of another skill to
    φ̂(s, ·) where that is more, so stretch rises by that gain wherever the other skill then is near,
    is not held and may be almost had. All other terms stay, so only these are computed.
    """
    weighs = space.is_skill[candidates]
    before = stretched(here.h, here.near, here.almost)
    shares = np.zeros((len(candidates), len(space.occupations)))
    row, occupation, share = entries(candidates, space.shares_of_all)
    shares[row, occupation] = share
    fits = here.fit + shares * ((1 - here.h[candidates]) * weighs)[:, None]
    source, target, proximity = entries(candidates, space.near_ties)
    gain = proximity - before[target]
    lifted = (gain > LEEWAY) & ~here.held[target] & ~space.never_almost[target] & weighs[source]
    shape = (len(candidates), len(space.skills))
    gains = csr_array((gain[lifted], (source[lifted], target[lifted])), shape=shape)
    direct = shares * ((1 - before[candidates]) * weighs)[:, None]
    stretches = here.stretch + direct + (gains @ space.shares_of_all).toarray()
    return fits, stretches


def counted(vacancies: np.ndarray | None, rows: np.ndarray) -> IntegerArray:
    """Return whole numbers for the rows, missing where there are no vacancies to count."""
    missing = np.full(len(rows), vacancies is None)
    numbers = np.zeros(len(rows)) if vacancies is None else vacancies[rows]
    return IntegerArray(numbers.astype(np.int64), missing)
