"""what_if_group: the few skills that together bring a group of people most within reach."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from mobility.foundation.errors import Fault, InputError
from mobility.reaching.answer import answered
from mobility.reaching.opening import Opening
from mobility.reaching.opening_greedy import best_first
from mobility.reaching.opening_here import (
    ALMOST,
    candidates,
    counted_as,
    opening_of,
    targets,
    worth,
)
from mobility.reaching.opening_solved import refuse_settings, solved
from mobility.reaching.opening_steps import step_by_step
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing

SMALLEST_CELL = 5
"""No profile of fewer persons is taken, and so no count of fewer comes out."""


def what_if_group(
    profiles: Sequence[tuple[Person, int]],
    space: SkillSpace,
    *,
    budget: int | None = None,
    at_least: int | None = None,
    among: str = ALMOST,
    place: str | None = None,
    within: float | None = None,
    method: str = "exact",
    smallest_cell: int = SMALLEST_CELL,
) -> pd.DataFrame:
    r"""Find the few skills that, learnt by a whole group, bring most within its reach.

    .. math:: \max_{|X| \le k} \sum_p n_p f_p(X \cap A_p)

    where profile p stands for n_p persons, f_p is what `mobility.reaching.what_if.what_if` counts
    for one of them, and A_p are the skills that they may learn: a skill that is not almost had by
    somebody does nothing for them. What is counted is **persons × vacancies**, so half of the group
    with ten vacancies more each weighs as much as the whole group with five. Divided by the persons
    of the group it is the mean number of vacancies that a person reaches more; it is not a number
    of people who find work, since they reach the same vacancies. The set, ``bound``, ``gap`` and
    ``status`` are as for one person.

    Nothing is shown of a single profile. A profile of fewer than ``smallest_cell`` persons is
    refused: every count of persons in the answer is a sum of whole profiles, so is what is left
    when two are subtracted, and neither is then below that limit, unless it is 0.

    Parameters
    ----------
    profiles : sequence of (Person, int)
        Each with the number of persons it stands for.
    space, budget, at_least, among, place, within, method
        As for `mobility.reaching.what_if.what_if`; ``at_least`` counts persons × vacancies.
    smallest_cell : int
        Fewest persons behind a profile; 1 or more.

    Returns
    -------
    DataFrame
        One row per skill, in the order in which to offer them (what opens most first):

        - ``skill``, ``label``
        - ``opens_alone``, ``opens_so_far``, ``lost_without``: persons × vacancies that it opens by
          itself, with those above it, and that the whole set loses without it
        - ``opens``: titles of the occupations it opens, with those above it, to somebody to whom
          they were shut; most persons × vacancies first
        - ``may_learn``: persons by whom it is almost had (with "any": not held)
        - ``gain_so_far``: persons to whom it opens something, with those above it

        ``attrs`` as for one person, with ``persons``: of all profiles; but for
        ``occupations_opened``: those opened to somebody.

    Raises
    ------
    UnknownNameError
        If the place or something of a profile is not in the space.
    InputError
        If a profile is not a person with a whole number of persons, or stands for fewer than
        ``smallest_cell`` of them; otherwise as for one person.

    Examples
    --------
    Eight people have a knife, six pen and paper. Hygiene opens the cooks' 44 vacancies to eight:

    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> group = [(Person.of(space, skills=["knife"]), 8),
    ...          (Person.of(space, skills=["pen", "paper"]), 6)]
    >>> found = what_if_group(group, space, budget=1)
    >>> found[["label", "opens_alone", "opens", "may_learn", "gain_so_far"]]
         label  opens_alone     opens  may_learn  gain_so_far
    0  hygiene          352  (Cooks,)          8            8
    >>> found.attrs["persons"]
    14
    """
    refuse_settings("what_if_group", budget, at_least, method)
    _refuse_profiles(profiles, smallest_cell)
    values = worth(space, place, within)
    parts: list[Opening] = []
    rows: list[NDArray[np.intp]] = []
    able = np.zeros((len(profiles), len(space.skills)), dtype=bool)
    all_skills = np.arange(len(space.skills))
    for number, (person, alike) in enumerate(profiles):
        here = standing(person, space)
        able[number, candidates(here, space, among)] = True
        rows.append(targets(person, space, here, values))
        part = opening_of(
            here, space, learnable=all_skills, occupations=rows[-1], values=values * alike
        )
        own = csr_array(part.gains.multiply(able[number][None, :]))
        own.eliminate_zeros()
        parts.append(Opening(own, part.lacking, part.values))
    learnable = np.flatnonzero(able.any(axis=0))
    whole = Opening(
        csr_array(csr_array(vstack([part.gains for part in parts]))[:, learnable]),
        np.concatenate([part.lacking for part in parts]),
        np.concatenate([part.values for part in parts]),
    )
    occupations = np.concatenate(rows)
    profile = np.repeat(np.arange(len(profiles)), [len(own) for own in rows])
    persons = np.array([number for _, number in profiles], dtype=np.int64)
    found = solved(whole, budget, at_least, method)
    order = best_first(whole, len(found.chosen), among=found.chosen)
    skills = learnable[order]
    gain = [
        int(persons[np.unique(profile[whole.opened(order[: step + 1])])].sum())
        for step in range(len(order))
    ]
    table = pd.DataFrame(
        {"skill": space.skills[skills], "label": space.labels[skills]}
        | step_by_step(whole, order, space.titles, occupations)
        | {
            "may_learn": pd.Series(persons @ able[:, skills], dtype="int64"),
            "gain_so_far": pd.Series(gain, dtype="int64"),
        }
    )
    opened = np.unique(occupations[whole.opened(order)])
    return answered(
        table,
        space,
        "what_if_group",
        settings={
            "budget": budget,
            "at_least": at_least,
            "among": among,
            "place": place,
            "within": within,
            "method": method,
            "smallest_cell": smallest_cell,
        },
        said=found.said()
        | {
            "counted": "persons × " + counted_as(space, place, within),
            "persons": int(persons.sum()),
            "candidates": len(learnable),
            "could_open": len(np.unique(occupations[whole.fewest() > 0])),
            "occupations_opened": [str(code) for code in space.occupations[opened]],
            "places": list(space.places(place, within)),
        },
        counts={"skills": len(table)},
    )


def _refuse_profiles(profiles: Sequence[tuple[Person, int]], smallest_cell: int) -> None:
    """Refuse what is no profile, by its place from 1, and only then profiles of too few."""
    wrong: list[Fault | str] = [
        f"profile {place}: {said}"
        for place, each in enumerate(profiles, start=1)
        if (said := _not_a_profile(each))
    ]
    if wrong:
        raise InputError("what_if_group", wrong)
    faults: list[Fault | str] = []
    if smallest_cell < 1:
        faults.append(Fault("1 or more", column="smallest_cell", value=str(smallest_cell)))
    if not profiles:
        faults.append("there is no profile")
    small = sum(persons < smallest_cell for _, persons in profiles)
    if small:
        faults.append(
            f"{small} of {len(profiles)} profiles stand for fewer than {smallest_cell} persons; "
            "put each together with the one most like it (what both can), or leave it out"
        )
    if faults:
        raise InputError("what_if_group", faults)


def _not_a_profile(each: object) -> str:
    """Say what is wrong with something given as a profile; "" where nothing is."""
    if not isinstance(each, tuple) or len(each) != 2:
        return f"a {type(each).__name__} was given; give (Person, number of persons alike)"
    person, number = each
    if not isinstance(person, Person):
        return f"a {type(person).__name__} was given as the person; make one with Person.of"
    if isinstance(number, bool) or not isinstance(number, int | np.integer):
        return f"{number!r} was given as how many persons it stands for; give a whole number"
    return ""
