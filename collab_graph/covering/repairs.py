"""repairs: the cheapest changes that give those somebody who leads whom nobody leads for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.changes import Change
from collab_graph.covering.levels import Level
from collab_graph.covering.repairs_programme import EXACT, Choice, Terms
from collab_graph.covering.repairs_question import Question, said_spanner
from collab_graph.covering.repairs_solving import least_cost, most_closed, nothing_cheaper
from collab_graph.covering.repairs_spanner import Spanner
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Step

SECONDS = 60.0
"""How long the best choice is sought unless told."""


@dataclass(frozen=True, eq=False, repr=False)
class Repairs:
    """Changes chosen together, what they close, and how good any others could be at most.

    Parameters
    ----------
    changes : tuple of Change or Spanner
        What is chosen, in file order; `repaired` makes them in the record.
    table : DataFrame
        One row a change: ``kind``, ``mandate``, ``actor``, ``actor_name``, ``axis``, ``value``,
        ``label_sv``, ``label_en``, ``source`` (law, agreement or practice: who must decide),
        ``reference``, ``cost``, ``alone`` (persons whose gap it closes by itself, each once),
        ``lost_without`` (those whose gap stays open without it), ``decision_sv``, ``decision_en``.
    places : DataFrame
        One row a place with cases: ``place``, ``name``, ``open``, ``closable`` (by all changes that
        may be made), ``closed``, ``share`` (closed of open), ``left``; in cases.
    cost : float
        What the changes cost together.
    open_cases, closable_cases, closed_cases : float
        A case is a person at one need (or a cell).
    persons : float
        Persons for whom the gap is closed at one need or more, each once (or cells).
    unit : "persons" or "cells"
        What is counted.
    sought : "most" or "cheapest"
        Whether most cases were closed within a budget, or the least was paid for what was asked.
    bound : float
        No other choice closes more cases (or costs less) than this.
    recipe : Recipe
        How it was found.
    """

    changes: tuple[Change | Spanner, ...]
    table: pd.DataFrame
    places: pd.DataFrame
    cost: float
    open_cases: float
    closable_cases: float
    closed_cases: float
    persons: float
    unit: Literal["persons", "cells"]
    sought: Literal["most", "cheapest"]
    bound: float
    recipe: Recipe = field(repr=False)

    @property
    def gap(self) -> float:
        """Return how far the best there could be lies beyond this, as a share of it; 0 is proved.

        In cases where most were sought, in cost where the cheapest was.
        """
        value = self.closed_cases if self.sought == "most" else self.cost
        beyond = abs(self.bound - value)
        most = max(abs(self.bound), value)
        return 0.0 if beyond <= EXACT * max(1.0, most) else beyond / most

    def __repr__(self) -> str:
        """Say how many changes close how much, and how sure it is that nothing is better."""
        sure = "proved best" if self.gap == 0 else f"within {self.gap:.1%} of the best"
        closed = f"{self.closed_cases:g} of {self.open_cases:g} cases"
        return f"Repairs({len(self.changes)} changes for {self.cost:g} close {closed}, {sure})"


def repairs(
    record: Record,
    *,
    budget: float | None = None,
    floor: float | None = None,
    level: Level = "Z1",
    at: date | None = None,
    certain: bool = True,
    costs: pd.DataFrame | None = None,
    spanner: str | Sequence[str] | None = None,
    seconds: float = SECONDS,
    progress: Progress = silent,
) -> Repairs:
    r"""Return the changes of mandates that close most within a budget, or all for least.

    One value, place or period that is added is one change and costs 1, unless the sheet ``costs``
    says otherwise or that it cannot be made. A case — a person at one need — is closed where some
    mandate fails it on nothing that is not changed; several changes of one mandate may be needed
    together. With :math:`x_a \in \{0, 1\}` for each change,

    .. math:: \max \sum_c w_c z_c, \quad z_c \le \sum_{m} y_{cm}, \quad
              y_{cm} \le \sum_{a \text{ meets } k} x_a \;\; \forall k \text{ that } m \text{ fails }
              c \text{ on}, \quad \sum_a \text{cost}_a x_a \le \text{budget}

    and of all choices that close as much the cheapest. Whatever is closed stays so: a change only
    widens.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    budget : float, optional
        Most that the changes may cost together. Without one: the cheapest changes that close all
        that can be closed, or what ``floor`` asks for.
    floor : float, optional
        Least share, 0 to 1, of each municipality's open cases that must be closed.
    level : "Z0", "Z1" or "Z2"
        Closed is who leaves this set: no actor, no lead, no lead that must. Z3 hangs on ways in
        through other mandates and is not repaired here.
    at : date, optional
        The day looked at; the reference date unless told.
    certain : bool
        True: gaps whatever is unknown; False: also what may be a gap, closed only for certain.
    costs : DataFrame, optional
        Instead of the record's sheet ``costs``, with its headings.
    spanner : str or sequence of str, optional
        Actors that may be asked to hold needs together in a place (boundary spanners): each set
        of needs in each place is one change. Then a person whose needs several organisations lead
        and nobody holds together (mark ZK) is a case too; without a population each pair of needs.
    seconds : float
        How long to seek the best; what was not proved by then is told by ``gap``.
    progress : callable
        Told what is being done.

    Returns
    -------
    Repairs
        The changes, what each closes, what is left in every place, and the gap to the best.

    Raises
    ------
    InputError
        If the level is none of these; a budget or floor makes no sense, or cannot be met (it says
        what can); without a population, if there are too many situations to look at each.

    References
    ----------
    The problem is maximum coverage with a budget: Khuller, S., Moss, A. and Naor, J. (1999). The
    budgeted maximum coverage problem. Information Processing Letters 70, 39-45,
    https://doi.org/10.1016/S0020-0190(99)00031-9; solved exactly by branch and bound (HiGHS:
    Huangfu, Q. and Hall, J. A. J. (2018), https://doi.org/10.1007/s12532-017-0130-5).

    Examples
    --------
    One agency helps those under 30, another supports those from 30 on:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> found = repairs(Record.from_tables(tables))
    >>> found
    Repairs(1 changes for 1 close 1 of 1 cases, proved best)
    >>> found.changes[0].label_sv
    'låt Arbetsförmedlingen ta emot även 30 år och äldre'
    """
    question = Question.of(
        record, level=level, at=at, certain=certain, costs=costs, spanner=spanner, progress=progress
    )
    priced = record.tables["costs"] if costs is None else costs
    settings = {"budget": budget, "floor": floor, "level": level, "certain": certain,
                "at": question.day.isoformat(), "costs": len(priced),
                "spanner": said_spanner(spanner)}  # fmt: skip
    terms, sought = question.terms(budget, floor)
    choice = best_choice(question, terms, sought, seconds=seconds, progress=progress)
    if choice is None:
        raise InputError("repairs", [question.cannot(terms)])
    return described(question, choice, sought, "repairs", settings)


def best_choice(
    question: Question,
    terms: Terms,
    sought: Literal["most", "cheapest"],
    *,
    seconds: float = SECONDS,
    progress: Progress = silent,
) -> Choice | None:
    """Return the choice that closes most, and of those the cheapest; or the cheapest at all.

    None where no choice keeps to the terms.

    Raises
    ------
    InputError
        If none was found in time.
    """
    programme = question.programme
    progress("repairs", 1, 3)
    if sought == "cheapest":
        choice = least_cost(programme, terms, seconds=seconds)
    else:
        choice = most_closed(programme, terms, seconds=seconds)
    progress("repairs", 2, 3)
    if choice is not None and sought == "most" and choice.proved:
        if nothing_cheaper(programme, choice, seconds=seconds / 4):
            return choice
        enough = Terms(terms.budget, choice.value, terms.of_place, terms.never)
        cheapest = least_cost(programme, enough, seconds=seconds, known=choice.chosen)
        if cheapest is not None:
            return Choice(cheapest.chosen, choice.value, choice.bound)
    return choice


def described(
    question: Question,
    choice: Choice,
    sought: Literal["most", "cheapest"],
    name: str,
    settings: dict[str, str | float | bool | None],
) -> Repairs:
    """Return a choice with its changes, what each closes, and what is left in every place."""
    programme, chosen = question.programme, choice.chosen
    closed = programme.closed(chosen)
    numbers = np.flatnonzero(chosen).tolist()
    table = question.change_rows(chosen, [_only(n, len(chosen)) for n in numbers])
    counts = {"changes that may be made": len(question.priced), "kinds of case": len(closed),
              "changes": len(numbers)}  # fmt: skip
    recipe = question.record.recipe.then(Step.of(name, settings, counts))
    total = programme.of_case
    return Repairs(
        tuple(question.changes[n] for n in numbers), table, question.place_rows(closed),
        programme.cost(chosen), float(total.sum()),
        float(total[programme.closable].sum()), float(total[closed].sum()),
        question.persons(closed), question.unit, sought, choice.bound, recipe,
    )  # fmt: skip


def _only(number: int, of: int) -> NDArray[np.bool_]:
    one = np.zeros(of, bool)
    one[number] = True
    return one
