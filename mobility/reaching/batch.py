"""batch: the figures of adjacent and almost_have for many persons at once."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.progress import Progress, silent
from mobility.reaching.above_schooling import in_order_for_many
from mobility.reaching.adjacent import ranked
from mobility.reaching.alike import with_others
from mobility.reaching.answer import answered
from mobility.reaching.likeness import likeness_of_many
from mobility.reaching.many_loops import Loops, loops_in
from mobility.reaching.many_opens import Opened, many_opens
from mobility.reaching.many_standing import KINDS, ManyStanding, NearSkills, many_standing
from mobility.reaching.near import in_order
from mobility.reaching.needs import against_needs
from mobility.reaching.open_to import open_to
from mobility.reaching.opens import counted
from mobility.reaching.person import Person
from mobility.reaching.ready_columns import texts
from mobility.reaching.space import SkillSpace
from mobility.reaching.steps_up import steps_up

_Figures = dict[str, np.ndarray]

AT_ONCE = 100
"""So many persons are worked out together; more would not fit the memory nearest the processor."""


@dataclass(frozen=True, eq=False, repr=False)
class Answers:
    """What many persons are told; each person is the number of its place in the list, from 0.

    Parameters
    ----------
    adjacent : DataFrame
        ``person`` and, of the columns of `mobility.reaching.adjacent.adjacent`, ``occupation``,
        ``title``, ``class``, ``fit``, ``stretch``, ``likeness``, ``n_held``, ``n_almost``,
        ``n_missing``, ``vacancies_here`` and ``vacancies``; besides ``blocked`` (whether a required
        gate is lacking) and ``against_need`` (whether its own ads, or what is usual where these are
        too few, speak against a need).
    almost_have : DataFrame
        ``person`` and every column of `mobility.reaching.almost_have.almost_have`.
    """

    adjacent: pd.DataFrame
    almost_have: pd.DataFrame

    def __repr__(self) -> str:
        """Say how many rows there are."""
        return f"Answers({len(self.adjacent)} occupations, {len(self.almost_have)} near skills)"


def answers(
    people: Sequence[Person],
    space: SkillSpace,
    *,
    place: str | None = None,
    within: float | None = None,
    progress: Progress = silent,
) -> Answers:
    """Answer many persons at once: what each reaches, and what each almost has.

    Figures, rows and their order are those of `adjacent` and `almost_have`, to the last digit; only
    the lists of skill names in `adjacent` are left to asking for one person. The inner loops are
    compiled the first time on a machine, which takes some seconds.

    Parameters
    ----------
    people : sequence of Person
        Who asks.
    space : SkillSpace
        Where.
    place : str, optional
        Whose vacancies are counted, by code or name, as in `adjacent` and `almost_have`.
    within : float, optional
        Minutes: vacancies of places within so long a journey from ``place`` are added.
    progress : Progress
        Called after every hundred persons.

    Returns
    -------
    Answers
        Both tables carry thresholds, notes and recipe in ``attrs``; nothing in them says who a
        person is.

    Raises
    ------
    UnknownNameError
        If the place is not in the space.
    InputError
        With every person of whom something is not in the space, by number; or if a place is named
        but the space has no vacancies, or ``within`` is given without a place or a commuting table.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> space = kitchens()
    >>> people = [Person.of(space, skills=["knife"]), Person.of(space, occupations=["Cooks"])]
    >>> found = answers(people, space)
    >>> found
    Answers(11 occupations, 3 near skills)
    >>> found.almost_have[["person", "label", "near", "opens_reached"]].head(2)
       person    label  near  opens_reached
    0       0  hygiene   0.5             44
    1       0     menu   0.2              0
    """
    loops = loops_in(space)
    here, everywhere = space.vacancies(place, within), space.vacancies(None)
    told: list[tuple[_Figures, _Figures]] = []
    faults: list[Fault | str] = []
    starts = range(0, max(len(people), 1), AT_ONCE)
    parts = [people[start : start + AT_ONCE] for start in starts]
    # The loops let go of the interpreter, so that several parts are worked out side by side.
    with ThreadPoolExecutor(max_workers=min(len(parts), os.cpu_count() or 1)) as pool:
        working = [
            pool.submit(_told, start, part, space, loops, here)
            for start, part in zip(starts, parts, strict=True)
        ]
        for start, part, work in zip(starts, parts, working, strict=True):
            try:
                told.append(work.result())
            except InputError as error:
                faults += error.problems
            else:
                progress("answers", start + len(part), len(people))
    if faults:
        raise InputError("people", faults)
    occupations, skills = zip(*told, strict=True)
    adjacent = _adjacent_table(
        {name: np.concatenate([part[name] for part in occupations]) for name in occupations[0]},
        space,
        None if place is None else here,
        everywhere,
    )
    almost_have = _almost_have_table(
        {name: np.concatenate([part[name] for part in skills]) for name in skills[0]},
        space,
        counts_vacancies=here is not None,
    )
    said = {"places": space.places(place, within)}
    settings, counts = {"place": place, "within": within}, {"persons": len(people)}
    carrying = [
        answered(table, space, "answers", settings=settings, said=said, counts=counts)
        for table in (adjacent, almost_have)
    ]
    return Answers(*carrying)


def _told(
    start: int,
    people: Sequence[Person],
    space: SkillSpace,
    loops: Loops,
    vacancies: np.ndarray | None,
) -> tuple[_Figures, _Figures]:
    """Return what some persons are told of occupations, and of near skills."""
    standing = many_standing(people, space, loops, first=start)
    among = np.array([open_to(one, space) for one in people], dtype=bool)
    among = among.reshape(len(people), len(space.occupations))
    opened = many_opens(standing, space, vacancies, loops, among)
    near = _near(start, standing.near, opened, space, loops)
    return _occupations(start, people, standing, space), near


def _occupations(
    start: int, people: Sequence[Person], standing: ManyStanding, space: SkillSpace
) -> _Figures:
    """Return the figures of the occupations of some persons, in the order of their answers."""
    against = _against(people, space)
    alike = likeness_of_many(space.profiles, standing.h, standing.some)
    alike = with_others(people, space, alike)
    number = standing.judged.sum(axis=1)
    told = np.arange(len(space.occupations)) < number[:, None]
    above = [steps_up(one, space) for one in people]
    after = against | np.array(above, dtype=bool).reshape(against.shape)
    by_class = space.elsewhere is None
    order = in_order_for_many(people, space, alike)
    row = ranked(standing, after, order, by_class=by_class)[told]
    person = np.repeat(np.arange(len(people)), number)
    figures = {
        "class": standing.classes,
        "fit": standing.fit,
        "stretch": standing.stretch,
        "likeness": alike,
        "n_held": standing.n_held,
        "n_almost": standing.n_almost,
        "n_missing": standing.n_missing,
        "blocked": standing.blocked,
        "against_need": against,
    }
    at = person * len(space.occupations) + row
    taken = {name: values.ravel()[at] for name, values in figures.items()}
    return {"person": start + person, "row": row} | taken


def _against(people: Sequence[Person], space: SkillSpace) -> np.ndarray:
    """Say by person and occupation whether own ads or what is usual speak against a need."""
    size = len(space.occupations)
    spoken = np.zeros((len(people), size), dtype=bool)
    for number, person in enumerate(people):
        if person.needs:
            spoken[number] = against_needs(space.conditions, person.needs, size).after
    return spoken


def _near(
    start: int, near: NearSkills, opened: Opened, space: SkillSpace, loops: Loops
) -> _Figures:
    """Return the figures of the near skills of some persons, in the order of their answers."""
    order = np.empty(len(near.person), dtype=np.int64)
    loops.acts.in_order_of(
        near.person, opened.reached, opened.adjacent, in_order(near.near),
        space.label_rank[near.skill], order,
    )  # fmt: skip
    figures = {
        "person": start + near.person,
        "skill": near.skill,
        "near": near.near,
        "bridge": near.bridge,
        "kind": near.kind,
        "opens_reached": opened.reached,
        "opens_adjacent": opened.adjacent,
        "occupations_reached": opened.occupations_reached,
        "occupations_adjacent": opened.occupations_adjacent,
    }
    return {name: values[order] for name, values in figures.items()}


def _adjacent_table(
    figures: _Figures,
    space: SkillSpace,
    here: np.ndarray | None,
    everywhere: np.ndarray | None,
) -> pd.DataFrame:
    """Return the long table of occupations."""
    row, ready = figures["row"], space.ready
    columns = {
        "person": figures["person"],
        "occupation": ready.occupations.take(row),
        "title": ready.titles.take(row),
        "class": ready.classes.take(figures["class"]),
    }
    columns |= {name: figures[name] for name in figures if name not in (*columns, "row")}
    columns |= {"vacancies_here": counted(here, row), "vacancies": counted(everywhere, row)}
    return pd.DataFrame(columns, copy=False)


def _almost_have_table(
    figures: _Figures, space: SkillSpace, *, counts_vacancies: bool
) -> pd.DataFrame:
    """Return the long table of near skills."""
    ready, each = space.ready, np.arange(len(figures["skill"]))
    opens = {
        name: counted(figures[name] if counts_vacancies else None, each)
        for name in ("opens_reached", "opens_adjacent")
    }
    return pd.DataFrame(
        {
            "person": figures["person"],
            "skill": ready.skills.take(figures["skill"]),
            "label": ready.labels.take(figures["skill"]),
            "near": figures["near"],
            "bridge": ready.skills.take(figures["bridge"]),
            "bridge_label": ready.labels.take(figures["bridge"]),
            "class": texts(KINDS).take(figures["kind"]),
            **opens,
            "occupations_reached": figures["occupations_reached"],
            "occupations_adjacent": figures["occupations_adjacent"],
        },
        copy=False,
    )
