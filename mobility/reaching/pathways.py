"""pathways: from what a person has to an occupation, by occupations that are reached on the way."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.reaching.answer import answered
from mobility.reaching.fit import CLASSES
from mobility.reaching.held_occupations import groups_held
from mobility.reaching.path_ground import Ground
from mobility.reaching.path_limits import Limits, found_within, target_fails, would_help
from mobility.reaching.path_steps import steps_of
from mobility.reaching.path_table import path_table
from mobility.reaching.person import Person
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import standing

MOST_STEPS = 5


def pathways(
    person: Person,
    space: SkillSpace,
    target: str,
    *,
    steps: int = 3,
    learn: int = 3,
    pay_floor: float | None = None,
    gates: Iterable[str] = (),
    place: str | None = None,
    within: float | None = None,
    k: int = 3,
) -> pd.DataFrame:
    r"""Find ways to an occupation by way of others, each of them reached from what is had by then.

    A step is one that the list itself would give to whoever stands before it. From one occupation
    to the next, and to the first from what the person has:

    - the two are **alike**: likeness (as `adjacent` has it) to the person, or to somebody who has
      held the occupation before and nothing else, is at least λ, what neighbours in the
      classification usually have (`mobility.reaching.path_steps.alike_at_least`);
    - it is **near enough** to the same somebody: what is lacking to be reached is no more than what
      is had and nearly had, θ − fit ≤ stretch (`mobility.reaching.open_to.near_enough`);
    - it is *reached* (fit ≥ θ) with all that the person has by then, or reached after learning at
      most ``learn`` skills that are **almost had** at that point, each of which puts h(s) at 1;
      taken are the fewest that do it, those of largest weight. Who enters an occupation has from
      then on what somebody who holds it has: :math:`h \leftarrow \max(h, h_o)`;
    - nothing speaks against a **need** of the person, no **licence** is lacking, and it asks for at
      most one **skill level** above what the person has said of schooling or worked at (where no
      education is said: above the occupation before). A step gives practice and no schooling, so
      two levels cannot be climbed by two steps where an education is said;
    - there are **vacancies** here, and it pays at least ``pay_floor``.

    So alike is said of two occupations, and reached of all that was gathered: no occupation is on a
    way because little is asked for in many. Nobody has been seen to go these ways; between which
    occupations people go is looked at in ``docs/sources.md``.

    A way is better with fewer skills to learn in all, then fewer steps, then where its weakest
    step, that of least likeness, is stronger, then with more vacancies in the scarcest occupation
    before the target. No way has an *idle* step: leaving out any of its
    occupations, in whatever order the rest is taken, costs more skills. The alternatives *really
    differ*: of the occupations on the way and the skills learnt of any two, at most half are in
    both (Jaccard index ≤ 1/2); the best way is chosen first, then the best that differs from it,
    and so on.

    Up to three steps all ways are compared, however large the space. With four or five, the 400
    best states after each step from the second on are followed (fewest skills learnt, then largest
    fit to the target); ``complete`` says whether that left anything out.

    Parameters
    ----------
    person : Person
        Who asks.
    space : SkillSpace
        Where.
    target : str
        The occupation to end in, by code or title.
    steps : int
        At most so many occupations are entered, the target among them; 1 to 5.
    learn : int
        At most so many skills are learnt before each; 0 or more.
    pay_floor : float, optional
        Least pay of every step, in the unit of the space's pay. What pays nobody knows how much
        does not count as paying enough.
    gates : iterable of str
        Licences and legitimations that the person is ready to obtain, by id or label.
    place : str, optional
        Where vacancies are counted, by code or name; everywhere if not given.
    within : float, optional
        Minutes: vacancies of places within so long a journey from ``place`` are added.
    k : int
        At most so many ways.

    Returns
    -------
    DataFrame
        One row per step, way after way:

        - ``path`` (1 is the best) and ``step`` (from 1); ``occupation``, ``title``
        - ``learn``: labels of the skills to learn before it, the weightiest first; ``n_learn``
        - ``lacks``: labels of at most five skills it asks for that are not held even so, the
          weightiest first: what is learnt at work, or better before; () where all is held
        - ``obtain``: labels of the licences to obtain before it; only of those allowed
        - ``fit_before`` and ``fit_after`` learning (0–1); ``likeness`` to where the step comes from
        - ``brings``: labels of at most five skills that holding it gives and later steps ask for,
          what adds most to their fit first; () for the target
        - ``vacancies`` (at ``place``, or everywhere; missing where not known) and ``pay``

        ``attrs`` hold ``status``: "found"; "reached now" (the target is reached: one step, nothing
        to learn); "held" (it is held: no row); "blocked" (no way: no row). Where it is blocked
        ``would_help`` names each constraint that lets a way through when it alone is relaxed, with
        the occupations of the best such way and how many skills it takes: ``steps`` (one more),
        ``learn`` (any number of almost-had skills), ``pay_floor``, ``gates`` (all), ``vacancies``
        (none needed), ``needs`` (none), ``schooling`` (not said); empty where none is enough alone.
        ``target_fails`` names those of the last five that the target itself does not meet.
        ``complete``: whether no way was left out; ``fit_now`` to the target; ``alike_at_least``: λ;
        ``pay_unknown``: how many occupations were left out for that;
        ``places``, ``pay_unit``, the thresholds, the notes and the recipe.

    Raises
    ------
    UnknownNameError
        If the target, the place, a gate or something of the person is not in the space.
    InputError
        If a place is named but the space has no vacancies, a pay floor but no pay; if ``steps``,
        ``learn`` or ``k`` is out of range; or if something given as a gate is none.

    Examples
    --------
    A clerk has nothing a chef needs. Neither have the kitchens and the dining room anything to do
    with pen and paper, so no skill of theirs is almost had, and there is no way:

    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> found = pathways(Person.of(space, occupations=["Clerks"]), space, "Chefs")
    >>> len(found), found.attrs["status"]
    (0, 'blocked')

    Whoever has a knife has a third of what a chef needs, and θ is .82. Hygiene and the menu are
    almost had; learning both would do. With one at a time the way goes by the cooks:

    >>> person = Person.of(space, skills=["knife"])
    >>> found = pathways(person, space, "Chefs", learn=1)
    >>> found[["path", "step", "title", "learn", "fit_before", "fit_after", "vacancies"]].round(2)
       path  step  title       learn  fit_before  fit_after  vacancies
    0     1     1  Cooks  (hygiene,)        0.50        1.0         44
    1     1     2  Chefs     (menu,)        0.67        1.0         22

    With both at once the cooks on the way would save nothing:

    >>> found = pathways(person, space, "Chefs")
    >>> found[["title", "n_learn"]].values.tolist(), found.attrs["status"]
    ([['Chefs', 2]], 'found')
    """
    _refuse(space, steps, learn, pay_floor, k)
    here = standing(person, space)
    end = _unit_group(space, target)
    ready = _gates(space, gates)
    needed = space.vacancies(place, within)
    limits = Limits(steps, learn, pay_floor, ready, needed, person)
    ground = Ground.of(space)
    passable = steps_of(person, space, here, ground.follows, ground.alike, ground.at_least)
    held = end in groups_held(person, space)
    found, complete = ([], True) if held else found_within(ground, here, passable, end, limits, k)
    reached = here.classes[end] == CLASSES.index("reached") and any(len(way) == 1 for way in found)
    status = "held" if held else "blocked" if not found else "reached now" if reached else "found"
    blocked = status == "blocked"
    table = path_table(space, here, found, needed, ready)
    return answered(
        table,
        space,
        "pathways",
        settings={
            "target": str(space.occupations[end]),
            "steps": steps,
            "learn": learn,
            "pay_floor": pay_floor,
            "place": place,
            "within": within,
            "k": k,
        },
        said={
            "status": status,
            "target_fails": target_fails(here, space, end, limits) if blocked else [],
            "would_help": would_help(ground, here, passable, end, limits) if blocked else [],
            "complete": complete,
            "fit_now": float(here.fit[end]),
            "alike_at_least": ground.at_least,
            "pay_unknown": _pay_unknown(space) if pay_floor is not None else 0,
            "places": list(space.places(place, within)),
            "pay_unit": space.pay_unit,
        },
        counts={"paths": len(found), "steps": len(table)},
    )


def _pay_unknown(space: SkillSpace) -> int:
    return 0 if space.pay is None else int(np.isnan(space.pay).sum())


def _unit_group(space: SkillSpace, target: str) -> int:
    """Return the position of the unit group that is meant, also by a finer name."""
    name = space.occupation(target)
    if space.occupation_names is not None and name not in space.occupations:
        return int(space.occupation_names.groups[space.occupation_names.ids.get_loc(name)])
    return int(space.occupations.get_indexer(pd.Index([name]))[0])


def _gates(space: SkillSpace, names: Iterable[str]) -> np.ndarray:
    """Return which columns are the gates named."""
    ids = [space.skill(name) for name in names]
    places = space.skills.get_indexer(pd.Index(ids, dtype="str"))
    wrong = [name for name, place in zip(ids, places, strict=True) if space.kinds[place] != "gate"]
    if wrong:
        raise InputError("pathways", [f"{name!r} is not a gate" for name in wrong])
    ready = np.zeros(len(space.skills), dtype=bool)
    ready[places] = True
    return ready


def _refuse(space: SkillSpace, steps: int, learn: int, pay_floor: float | None, k: int) -> None:
    faults: list[Fault | str] = []
    if not 1 <= steps <= MOST_STEPS:
        faults.append(Fault(f"from 1 to {MOST_STEPS}", column="steps", value=str(steps)))
    if learn < 0:
        faults.append(Fault("0 or more", column="learn", value=str(learn)))
    if k < 1:
        faults.append(Fault("1 or more", column="k", value=str(k)))
    if pay_floor is not None and space.pay is None:
        faults.append("a pay floor was given, but the space was made without pay")
    if faults:
        raise InputError("pathways", faults)
