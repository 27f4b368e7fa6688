"""repairs_solving: which changes close most, or cost least, as an integer programme."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from collab_graph.covering.repairs_programme import (
    EXACT,
    Choice,
    Numbers,
    Programme,
    Terms,
    Yes,
    least_step,
)
from collab_graph.covering.repairs_relaxed import relaxed
from collab_graph.covering.repairs_search import searched
from mobility.foundation.errors import InputError
from mobility.foundation.solver_remarks import remarks_on_stderr


def most_closed(programme: Programme, terms: Terms, *, seconds: float) -> Choice | None:
    """Return the changes that close the greatest weight; None where the terms allow no choice.

    Raises
    ------
    InputError
        If no choice was found in time, though there may be one.
    """
    return _solved(programme, terms, seconds=seconds, seek_cost=False)


def nothing_cheaper(programme: Programme, choice: Choice, *, seconds: float) -> bool:
    """Return whether a relaxation shows that no cheaper choice closes as much."""
    lower = programme.cost(choice.chosen) - least_step(programme.costs)
    if lower < 0:
        return True
    loose = relaxed(programme.within(lower), lower, seconds=seconds, enough=choice.value - EXACT)
    return loose is not None and loose.bound < choice.value - EXACT


def least_cost(
    programme: Programme, terms: Terms, *, seconds: float, known: Yes | None = None
) -> Choice | None:
    """Return the cheapest changes that keep to the terms; None where there are none.

    ``known`` is a choice that keeps to them, taken where no cheaper is found in time.

    Raises
    ------
    InputError
        If no choice was found in time, though there may be one.
    """
    return _solved(programme, terms, seconds=seconds, seek_cost=True, known=known)


def _solved(
    programme: Programme,
    terms: Terms,
    *,
    seconds: float,
    seek_cost: bool,
    known: Yes | None = None,
) -> Choice | None:
    from scipy.optimize import Bounds, LinearConstraint, milp

    nothing = np.zeros(len(programme.costs), bool)
    if not programme.closable.any():
        return Choice(nothing, 0.0, 0.0) if terms.allow(programme, nothing) else None
    start = time.monotonic()
    programme = programme.within(terms.budget)
    model = _Model.of(programme, terms)
    value = programme.cost if seek_cost else programme.weight
    loose = None
    if not seek_cost and terms.budget is not None:
        loose = relaxed(programme, terms.budget, seconds=seconds / 4)
    if loose is not None and terms.allow(programme, loose.chosen):
        reached = value(loose.chosen)
        if loose.bound - reached <= EXACT * max(1.0, loose.bound):
            return Choice(loose.chosen, reached, reached)
    found = searched(programme, terms, seek_cost=seek_cost, seconds=seconds / 4)
    size = len(model.reward)
    objective = np.zeros(size)
    if seek_cost:
        objective[: len(programme.costs)] = programme.costs
    else:
        objective -= model.reward
    whole = np.zeros(size)
    whole[: len(programme.costs)] = 1
    left = max(0.5, 0.75 * seconds - (time.monotonic() - start))
    with remarks_on_stderr():
        answer = milp(
            objective,
            constraints=LinearConstraint(model.rows, -np.inf, model.most),
            integrality=whole,
            bounds=Bounds(model.low, 1),
            options={"time_limit": left, "mip_rel_gap": 0.0},
        )
    if answer.status == 2:
        return None
    choices = [] if found is None else [found]
    choices += [] if loose is None else [loose.chosen]
    choices += [] if known is None else [known]
    if answer.x is not None:
        choices.append(answer.x[: len(programme.costs)] > 0.5)
    choices = [chosen for chosen in choices if terms.allow(programme, chosen)]
    if not choices:
        said = f"no choice was found in {seconds:g} seconds; give more seconds, or ask for less"
        raise InputError("repairs", [said])
    best = (min if seek_cost else max)(choices, key=value)
    reached = value(best)
    if answer.status == 0:
        return Choice(best, reached, reached)
    dual = answer.mip_dual_bound
    if loose is not None:
        most = loose.bound if dual is None else min(loose.bound, -dual)
        return Choice(best, reached, max(most, reached))
    left = max(0.5, seconds - (time.monotonic() - start))
    bound = _bound(programme, model, dual, objective, seek_cost=seek_cost, seconds=left)
    return Choice(best, reached, min(bound, reached) if seek_cost else max(bound, reached))


def _bound(
    programme: Programme,
    model: "_Model",
    dual: float | None,
    objective: Numbers,
    *,
    seek_cost: bool,
    seconds: float,
) -> float:
    """Return what no choice can better, from the search that was cut short or the relaxation."""
    from scipy.optimize import linprog

    known = [0.0 if seek_cost else -float(programme.of_case[programme.closable].sum())]
    if dual is not None and np.isfinite(dual):
        known.append(float(dual))
    with remarks_on_stderr():
        loosened = linprog(
            objective,
            A_ub=model.rows,
            b_ub=model.most,
            bounds=np.column_stack([model.low, np.ones(len(objective))]),
            method="highs-ipm",
            options={"time_limit": seconds},
        )
    if loosened.status == 0:
        known.append(float(loosened.fun))
    return max(known) if seek_cost else -max(known)


@dataclass(frozen=True, eq=False)
class _Model:
    """Rows of an integer programme: what is at most what, and what each variable is worth.

    One variable stands for each change; for each condition that several changes meet, each way
    with several conditions and each case with several ways. All others are the variable of their
    only part. Only changes need to be whole: of the rest the best is whole by itself.
    """

    rows: csr_array
    most: Numbers
    reward: Numbers
    low: Numbers

    @classmethod
    def of(cls, programme: Programme, terms: Terms) -> "_Model":
        rows = _Rows(len(programme.costs))
        of_condition = rows.any_of(programme.meets, np.arange(len(programme.costs)))
        of_way = rows.all_of(programme.asks, of_condition)
        of_case = rows.any_of(programme.offers, of_way)
        low = np.zeros(rows.variables)
        closable = programme.closable
        reward = np.zeros(rows.variables)
        np.add.at(reward, of_case[closable], programme.of_case[closable])
        everything = float(programme.of_case[closable].sum())
        if terms.at_least is not None and terms.at_least >= everything - EXACT:
            low[of_case[closable & (programme.of_case > 0)]] = 1
        elif terms.at_least is not None:
            some = np.flatnonzero(reward)
            rows.add(some, -reward[some], -terms.at_least)
        if terms.budget is not None:
            every = np.arange(len(programme.costs))
            rows.add(every, programme.costs, terms.budget)
        for place, least in enumerate([] if terms.of_place is None else terms.of_place):
            here = np.flatnonzero(closable & (programme.weights[:, place] > 0))
            weights = programme.weights[here, place]
            if abs(least - weights.sum()) <= EXACT:
                # As a sum this would be met by a hair or not at all, which presolving gets wrong.
                low[of_case[here]] = 1
            elif least > 0:
                rows.add(of_case[here], -weights, -float(least))
        for those, most in terms.never:
            rows.add(those, np.ones(len(those)), float(most))
        return cls(*rows.finished(), reward, low)


class _Rows:
    """Rows gathered one after the other."""

    def __init__(self, variables: int) -> None:
        self.variables = variables
        self._count = 0
        self._parts: list[tuple[NDArray[np.int64], NDArray[np.int64], Numbers]] = []
        self._most: list[Numbers] = []

    def add(self, columns: NDArray[np.int64], values: Numbers, most: float) -> None:
        """Add one row: the sum of some variables is at most this."""
        self._append(np.zeros(len(columns), np.int64), columns, values, np.array([most]))

    def any_of(self, parts: csr_array, known: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the variable of each row of parts: at most the sum of the variables of its own."""
        found, several = self._own(parts, known)
        counts = np.diff(parts.indptr)[several]
        row = np.repeat(np.arange(len(several)), counts)
        columns = known[parts[several].indices]
        here = np.arange(len(several))
        self._append(
            np.concatenate([here, row]), np.concatenate([found[several], columns]),
            np.concatenate([np.ones(len(here)), -np.ones(len(row))]), np.zeros(len(several)),
        )  # fmt: skip
        return found

    def all_of(self, parts: csr_array, known: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the variable of each row of parts: at most that of each of its own."""
        found, several = self._own(parts, known)
        counts = np.diff(parts.indptr)[several]
        columns = known[parts[several].indices]
        own, row = np.repeat(found[several], counts), np.arange(len(columns))
        self._append(
            np.concatenate([row, row]), np.concatenate([own, columns]),
            np.concatenate([np.ones(len(row)), -np.ones(len(row))]), np.zeros(len(row)),
        )  # fmt: skip
        return found

    def finished(self) -> tuple[csr_array, Numbers]:
        """Return the rows and what each is at most."""
        rows, columns, values = (np.concatenate(x) for x in zip(*self._parts, strict=True))
        matrix = csr_array((values, (rows, columns)), shape=(self._count, self.variables))
        return matrix, np.concatenate(self._most)

    def _own(
        self, parts: csr_array, known: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return a variable for each row, that of its part where it has one, and the others."""
        counts = np.diff(parts.indptr)
        found = np.zeros(len(counts), np.int64)
        single, several = np.flatnonzero(counts == 1), np.flatnonzero(counts != 1)
        found[single] = known[parts.indices[parts.indptr[single]]]
        found[several] = self.variables + np.arange(len(several))
        self.variables += len(several)
        return found, several

    def _append(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64], values: Numbers, most: Numbers
    ) -> None:
        self._parts.append((rows + self._count, columns, values))
        self._most.append(most)
        self._count += len(most)
