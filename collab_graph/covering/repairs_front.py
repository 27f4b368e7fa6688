"""repairs_front: what each cost closes at best, and other choices that do about as well."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

import numpy as np
import pandas as pd

from collab_graph.covering.levels import Level
from collab_graph.covering.repairs import SECONDS, Repairs, best_choice, described
from collab_graph.covering.repairs_programme import Choice, Terms, least_step
from collab_graph.covering.repairs_question import Question, said_spanner
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step, with_recipe


@dataclass(frozen=True, eq=False, repr=False)
class RepairFront:
    """Every cost at which more is closed than for less, with the changes that do.

    Parameters
    ----------
    table : DataFrame
        One row a point, cheapest first: ``cost``, ``changes`` (how many), ``closed_cases``,
        ``share`` (of the open cases), ``persons``, ``gap`` (0: proved).
    points : tuple of Repairs
        The same points with their changes.
    recipe : Recipe
        How it was found.
    """

    table: pd.DataFrame
    points: tuple[Repairs, ...]
    recipe: Recipe = field(repr=False)

    def __repr__(self) -> str:
        """Say how many points there are and how far they reach."""
        most = f"{self.points[-1].closed_cases:g} cases" if self.points else "nothing"
        return f"RepairFront({len(self.points)} points, up to {most})"


def repair_front(
    record: Record,
    *,
    budget: float | None = None,
    level: Level = "Z1",
    at: date | None = None,
    certain: bool = True,
    costs: pd.DataFrame | None = None,
    spanner: str | Sequence[str] | None = None,
    seconds: float = SECONDS,
    progress: Progress = silent,
) -> RepairFront:
    """Return every best trade of cost against cases closed (the Pareto front), exactly.

    From the dearest point on, each next is what closes most for less (ε-constraint), and of that
    the cheapest; so no point is missing between two.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    budget : float, optional
        Where the front ends; where all is closed unless told.
    level, at, certain, costs, spanner, seconds, progress
        As in `repairs`; seconds are for each point.

    Returns
    -------
    RepairFront
        Points that close nothing are left out.

    Raises
    ------
    InputError
        As `repairs`.

    References
    ----------
    Haimes, Y., Lasdon, L. and Wismer, D. (1971). On a bicriterion formulation of the problems of
    integrated system identification and system optimization. IEEE Transactions on Systems, Man, and
    Cybernetics SMC-1, 296-297, https://doi.org/10.1109/TSMC.1971.4308298

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> repair_front(Record.from_tables(tables)).table[["cost", "closed_cases", "share"]]
       cost  closed_cases  share
    0   1.0           1.0    1.0
    """
    question = Question.of(
        record, level=level, at=at, certain=certain, costs=costs, spanner=spanner, progress=progress
    )
    terms, sought = question.terms(budget, None)
    step = least_step(question.programme.costs)
    settings = {"budget": budget, "level": level, "certain": certain,
                "at": question.day.isoformat(), "spanner": said_spanner(spanner)}  # fmt: skip
    found: list[Repairs] = []
    while True:
        progress("repair_front", len(found), None)
        choice = best_choice(question, terms, sought, seconds=seconds)
        assert choice is not None, "to change nothing keeps to any budget"
        point = described(question, choice, sought, "repair_front", settings)
        if point.closed_cases > 0:
            found.append(point)
        if point.closed_cases <= 0 or point.cost <= 0:
            break
        terms, sought = Terms(budget=max(0.0, point.cost - step)), "most"
    points = tuple(reversed(found))
    rows = [
        (p.cost, len(p.changes), p.closed_cases, p.closed_cases / p.open_cases, p.persons, p.gap)
        for p in points
    ]
    columns = ["cost", "changes", "closed_cases", "share", "persons", "gap"]
    recipe = record.recipe.then(Step.of("repair_front", settings, {"points": len(points)}))
    return RepairFront(with_recipe(pd.DataFrame(rows, columns=columns), recipe), points, recipe)


def repair_alternatives(
    record: Record,
    count: int = 3,
    *,
    differ: float = 0.5,
    budget: float | None = None,
    floor: float | None = None,
    level: Level = "Z1",
    at: date | None = None,
    certain: bool = True,
    costs: pd.DataFrame | None = None,
    spanner: str | Sequence[str] | None = None,
    seconds: float = SECONDS,
    progress: Progress = silent,
) -> tuple[Repairs, ...]:
    """Return several choices of changes that really differ, the best first.

    Each next one is the best that leaves out at least the share ``differ`` of the changes of every
    choice before it (no-good cuts). Changes that close the same count as one and the same.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    count : int
        How many at most.
    differ : float
        Above 0, up to 1: share of each earlier choice that must be left out, at least one change.
    budget, floor, level, at, certain, costs, spanner, seconds, progress
        As in `repairs`; seconds are for each.

    Returns
    -------
    tuple of Repairs
        Fewer where there are no more that keep to the terms, or they would close nothing.

    Raises
    ------
    InputError
        If ``count`` or ``differ`` makes no sense; as `repairs`.

    Examples
    --------
    Either of two agencies may take those from 30 on:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(age="16–29", strength="lead")
    >>> [found.changes[0].mandate for found in repair_alternatives(Record.from_tables(tables))]
    ['m1', 'm2']
    """
    problems = []
    if count < 1:
        problems.append(f"count is {count}; ask for at least 1")
    if not 0 < differ <= 1:
        problems.append(f"differ is {differ!r}; a share above 0, up to 1, is needed")
    if problems:
        raise InputError("repair_alternatives", problems)
    question = Question.of(
        record, level=level, at=at, certain=certain, costs=costs, spanner=spanner, progress=progress
    )
    terms, sought = question.terms(budget, floor)
    settings = {"differ": differ, "budget": budget, "floor": floor, "level": level,
                "certain": certain, "at": question.day.isoformat(),
                "spanner": said_spanner(spanner)}  # fmt: skip
    choices: list[Choice] = []
    while len(choices) < count:
        progress("repair_alternatives", len(choices), count)
        never = [(own := np.flatnonzero(c.chosen), len(own) - ceil(differ * len(own))) for c in choices]  # fmt: skip # noqa: E501
        allowed = Terms(terms.budget, terms.at_least, terms.of_place, never)
        choice = best_choice(question, allowed, sought, seconds=seconds)
        if choice is None or not question.programme.closed(choice.chosen).any():
            break
        choices.append(choice)
    return tuple(
        described(question, choice, sought, "repair_alternatives", {**settings, "number": number})
        for number, choice in enumerate(choices)
    )
