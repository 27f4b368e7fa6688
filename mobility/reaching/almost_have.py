"""almost_have: skills a person nearly has, by which bridge, and what each would open."""

import numpy as np
import pandas as pd

from mobility.reaching.answer import answered
from mobility.reaching.near import in_order
from mobility.reaching.open_to import open_to
from mobility.reaching.opens import counted, improvements
from mobility.reaching.person import Person
from mobility.reaching.ready_columns import texts
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import GOES_WITH, LEARNABLE, UNSTATED, standing


def almost_have(
    person: Person, space: SkillSpace, *, place: str | None = None, within: float | None = None
) -> pd.DataFrame:
    r"""List the skills that are near what a person has, and what each of them opens.

    A skill that is not held (h < .5) is near when
    :math:`\mathrm{near}(s) = \max_{i \ne s} h(i)\,\hat\varphi(i, s) \ge \tau`. It is one of

    - *goes with it only*: a gate (a licence, a degree, a title, an appointment, a permit), a trait,
      or mostly offered or negated in ads; never almost had;
    - *probably held, unstated*: in at least half of the occupations that use a held skill
      (:math:`C_{is}/u_i \ge .5`);
    - *learnable*: the rest.

    The last two are **almost had**.

    A skill **opens** an occupation that becomes reached with it, if what was lacking is no more
    than what is had and nearly had, θ − fit ≤ stretch, and nothing else is in the way: no licence
    lacking, no need spoken against, no more schooling than the person has said or worked at
    (`mobility.reaching.open_to`). What was farther off it may bring near, never within reach.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    place : str, optional
        Where vacancies are counted, by code or name; everywhere if not given.
    within : float, optional
        Minutes: vacancies of places within so long a journey from ``place`` are added.

    Returns
    -------
    DataFrame
        One row per near skill: ``skill``, ``label``, ``near`` (0–1), ``bridge`` and
        ``bridge_label`` (the skill that makes it near), ``class``, ``opens_reached`` and
        ``opens_adjacent`` (vacancies, once per unit group, of the occupations that the skill opens,
        or brings near, when it is added; missing where the space has no vacancies),
        ``occupations_reached`` and ``occupations_adjacent`` (how many these are). Sorted by
        ``opens_reached``, ``opens_adjacent``, ``near`` (each falling) and ``label``; without
        vacancies by the number of occupations instead. ``attrs`` hold ``tau``, ``hit_rate``,
        ``theta`` with ``theta_rests_on`` and ``theta_pairs``, the notes and the recipe. Gates the
        person holds are not listed.

    Raises
    ------
    UnknownNameError
        If the place or something of the person is not in the space.
    InputError
        If a place is named but the space has no vacancies, or ``within`` is given without a place
        or a commuting table.

    Examples
    --------
    Knife and hygiene are together in 2 occupations of 2: near is 2 / (2 + 2). Knife and menu are
    in one, and menu is in 3: 1 / (3 + 2). Hygiene brings the cook (44 vacancies) within reach:

    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> found = almost_have(Person.of(space, skills=["knife"]), space)
    >>> found[["label", "near", "bridge_label", "opens_reached", "opens_adjacent"]]
         label  near bridge_label  opens_reached  opens_adjacent
    0  hygiene   0.5        knife             44               0
    1     menu   0.2        knife              0              22
    """
    here = standing(person, space)
    rows = np.flatnonzero(here.kind != "")
    kinds = here.kind[rows]
    found = {name: int((kinds == name).sum()) for name in (LEARNABLE, UNSTATED, GOES_WITH)}
    reached, adjacent = improvements(here, space, rows, open_to(person, space))
    needed = space.vacancies(place, within)
    by = np.ones(len(space.occupations)) if needed is None else needed
    opens_reached, opens_adjacent = reached @ by, adjacent @ by
    order = np.lexsort(
        (space.label_rank[rows], -in_order(here.near[rows]), -opens_adjacent, -opens_reached)
    )
    rows, ready = rows[order], space.ready
    bridges = here.bridge[rows]
    table = pd.DataFrame(
        {
            "skill": ready.skills.take(rows),
            "label": ready.labels.take(rows),
            "near": here.near[rows],
            "bridge": ready.skills.take(bridges),
            "bridge_label": ready.labels.take(bridges),
            "class": texts(here.kind[rows]),
            "opens_reached": counted(None if needed is None else opens_reached, order),
            "opens_adjacent": counted(None if needed is None else opens_adjacent, order),
            "occupations_reached": reached.sum(axis=1)[order],
            "occupations_adjacent": adjacent.sum(axis=1)[order],
        },
        copy=False,
    )
    return answered(
        table,
        space,
        "almost_have",
        settings={"place": place, "within": within},
        said={"places": space.places(place, within)},
        counts=found,
    )
