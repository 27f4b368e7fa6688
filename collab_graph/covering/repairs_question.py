"""repairs_question: the cases nobody leads for and the changes that would, as one programme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.changes import Change
from collab_graph.covering.levels import Level, out_of
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.covering.people import people
from collab_graph.covering.repairs_actions import (
    Priced,
    narrowest,
    priced_changes,
    priced_spanners,
    who_may_span,
)
from collab_graph.covering.repairs_cases import NO_WAY, OPEN, Finder, alike
from collab_graph.covering.repairs_open import Cases, cases_outside
from collab_graph.covering.repairs_programme import Programme, Terms, incidence
from collab_graph.covering.repairs_spanner import Spanner, uncoordinated_cases, with_spanners
from collab_graph.covering.repairs_words import decision_text
from collab_graph.covering.wording import actor_name
from collab_graph.record.costs import Costs
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent

REPAIRED: tuple[Level, ...] = ("Z0", "Z1", "Z2")
"""The levels that changes of mandates, each by itself, take a case out of."""

CHANGE_ROW = (
    "kind", "mandate", "actor", "actor_name", "axis", "value", "label_sv", "label_en", "source",
    "reference", "cost", "alone", "lost_without", "decision_sv", "decision_en",
)  # fmt: skip
PLACE_ROW = ("place", "name", "open", "closable", "closed", "share", "left")

Yes = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Question:
    """Cases, changes, and what they do to each other.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    system : System
        Its mandates on the day looked at.
    day : date
        That day.
    priced : tuple of Priced
        The changes that may be made and do anything, in file order.
    cases : Cases
        Those outside the level.
    kind_of_case : ndarray of int, shape (cases,)
        The row of the programme that each case is counted in.
    programme : Programme
        What the changes do.
    """

    record: Record
    system: System
    day: date
    priced: tuple[Priced[Change | Spanner], ...]
    cases: Cases
    kind_of_case: NDArray[np.int64]
    programme: Programme

    @classmethod
    def of(
        cls,
        record: Record,
        *,
        level: Level = "Z1",
        at: date | None = None,
        certain: bool = True,
        costs: pd.DataFrame | None = None,
        spanner: str | Sequence[str] | None = None,
        progress: Progress = silent,
    ) -> "Question":
        """Gather cases and changes.

        Raises
        ------
        InputError
            If the level is none that is repaired, or there are too many situations.
        """
        if level not in REPAIRED:
            said = f"level is {level!r}; say one of {', '.join(REPAIRED)}"
            raise InputError("repairs", [f"{said}; ways in (Z3) are not repaired here"])
        day = record.reference_date if at is None else at
        holds: Holds = "possible" if certain else "certain"
        system = System.of(record, at=day)
        folk = people(record, system.atoms, progress=progress)
        progress("repairs", 0, 3)
        prices = costs_of(record, system, costs)
        priced = priced_changes(system, prices, level=level)
        changes = [one.change for one in priced]
        cases = cases_outside(system, folk, out_of(system, level, holds=holds), changes)
        finder = Finder(system, changes, level, holds)
        ways = finder.leading(cases.values)
        every: tuple[Priced[Change | Spanner], ...] = priced
        if spanner:
            apart = uncoordinated_cases(system, folk, changes, holds)
            actors = (spanner,) if isinstance(spanner, str) else spanner
            new = priced_spanners(system, prices, actors, apart)
            cases, ways = with_spanners(
                system, finder, cases, ways, apart, [one.change for one in new], len(priced)
            )
            every = (*priced, *new)
        does: list[set[int]] = [set() for _ in every]
        for condition, several in enumerate(finder.conditions):
            for number in several:
                does[number].add(condition)
        kept = narrowest(every, [frozenset(some) for some in does])
        place = cases.values[:, system.atoms.space.position(PLACE)]
        kinds, programme = _programme(
            finder, ways, cases, place, len(system.atoms.leaves), every, kept
        )
        few = tuple(every[number] for number in kept)
        return cls(record, system, day, few, cases, kinds, programme)

    @property
    def changes(self) -> tuple[Change | Spanner, ...]:
        """Return the changes that may be made."""
        return tuple(one.change for one in self.priced)

    @property
    def unit(self) -> Literal["persons", "cells"]:
        """Return what is counted."""
        return "cells" if self.cases.person is None else "persons"

    def persons(self, closed: Yes) -> float:
        """Return the persons (or cells) of some kinds of case, each once."""
        return self.cases.once(closed[self.kind_of_case])

    def terms(
        self, budget: float | None, floor: float | None
    ) -> tuple[Terms, Literal["most", "cheapest"]]:
        """Return what a choice must keep to, and what is sought.

        Raises
        ------
        InputError
            If a budget or floor makes no sense, or no changes reach the floor somewhere.
        """
        problems = []
        if budget is not None and not budget >= 0:
            problems.append(f"budget is {budget!r}; it needs to be 0 or more")
        if floor is not None and not 0 <= floor <= 1:
            problems.append(f"floor is {floor!r}; a share from 0 to 1 is needed")
        if problems:
            raise InputError("repairs", problems)
        of_place = None
        if floor is not None:
            of_place = self._of_place(floor)
        if budget is not None:
            return Terms(budget=budget, of_place=of_place), "most"
        total = float(self.programme.of_case[self.programme.closable].sum())
        return Terms(at_least=total if floor is None else None, of_place=of_place), "cheapest"

    def _of_place(self, floor: float) -> NDArray[np.float64]:
        weights = self.programme.weights
        every, can = weights.sum(axis=0), weights[self.programme.closable].sum(axis=0)
        names = self._place_names()
        short = [
            f"in {names[place]} at most {can[place] / every[place]:.0%} of the open cases can be "
            f"closed, not {floor:.0%}; lower floor, or let more be changed (costs)"
            for place in np.flatnonzero(can < floor * every - 1e-9)
        ]
        if short:
            raise InputError("repairs", short)
        return np.asarray(floor * every)

    def cannot(self, terms: Terms) -> str:
        """Return why no choice keeps to the terms."""
        return (
            f"no changes that cost {terms.budget:g} together close that share in every "
            "municipality; give a greater budget, or none to learn what it would cost"
        )

    def change_rows(self, chosen: Yes, single: Sequence[Yes]) -> pd.DataFrame:
        """Return a row for each change chosen, with what it does by itself and in the choice."""
        together = self.programme.closed(chosen)
        rows = []
        actors = {mandate.name: mandate.actor for mandate in self.system.mandates}
        for number, one in zip(np.flatnonzero(chosen).tolist(), single, strict=True):
            priced = self.priced[number]
            change = priced.change
            alone = self.persons(self.programme.closed(one))
            lost = self.persons(together & ~self.programme.closed(chosen & ~one))
            actor = change.actor if isinstance(change, Spanner) else actors[change.mandate]
            who = actor_name(self.system, actor)
            wishes = (("sv", change.label_sv), ("en", change.label_en))
            said = [
                decision_text(who, change.source, wish, alone, lost, self.unit, language)  # type: ignore[arg-type]
                for language, wish in wishes
            ]
            rows.append((change.kind, change.mandate, actor, who, change.axis, change.value,
                         change.label_sv, change.label_en, change.source, change.reference,
                         priced.cost, alone, lost, *said))  # fmt: skip
        return pd.DataFrame(rows, columns=list(CHANGE_ROW))

    def place_rows(self, closed: Yes) -> pd.DataFrame:
        """Return a row for each place with cases: how many are open, and how many closed."""
        weights = self.programme.weights
        every, can = weights.sum(axis=0), weights[self.programme.closable].sum(axis=0)
        done, names = weights[closed].sum(axis=0), self._place_names()
        rows = [
            (leaf, names[n], every[n], can[n], done[n], done[n] / every[n], every[n] - done[n])
            for n, leaf in enumerate(self.system.atoms.leaves)
            if every[n] > 0
        ]
        return pd.DataFrame(rows, columns=list(PLACE_ROW))

    def _place_names(self) -> list[str]:
        table = self.record.tables["places"]
        names = dict(zip(table["place"].tolist(), table["name"].tolist(), strict=True))
        return [names[leaf] for leaf in self.system.atoms.leaves]


def said_spanner(spanner: str | Sequence[str] | None) -> str | None:
    """Return the actors who may become boundary spanners, as a setting."""
    return spanner if isinstance(spanner, str) else SEVERAL.join(spanner or ()) or None


def priced_to_span(record: Record, *, at: date, costs: pd.DataFrame | None) -> tuple[str, ...]:
    """Return the actors whom the sheet of costs gives a price for becoming a boundary spanner.

    Raises
    ------
    InputError
        If costs given instead of the record's name what it does not have.
    """
    system = System.of(record, at=at)
    return who_may_span(system, costs_of(record, system, costs))


def costs_of(record: Record, system: System, given: pd.DataFrame | None) -> Costs:
    """Return the costs of a record, or those given instead, checked against it.

    Raises
    ------
    InputError
        If what is given names what the record does not have.
    """
    if given is None:
        return Costs.of(record.tables["costs"], system.members)
    left_out = ("population", "margins", "costs")
    tables: Mapping[str, pd.DataFrame] = {
        name: table for name, table in record.tables.items() if name not in left_out
    }
    checked = Record.from_tables({**tables, "costs": given}, source="costs")
    return Costs.of(checked.tables["costs"], system.members)


def _programme(
    finder: Finder,
    ways: NDArray[np.int64],
    cases: Cases,
    place: NDArray[np.int64],
    places: int,
    priced: Sequence[Priced[Change | Spanner]],
    kept: Sequence[int],
) -> tuple[NDArray[np.int64], Programme]:
    """Return the row of each case, and the programme."""
    first, which = alike(np.sort(ways, axis=1))
    weights = np.zeros((len(first), places))
    np.add.at(weights, (which, place), cases.weights)
    offered = [sorted(set(row.tolist()) - {NO_WAY}) for row in ways[first]]
    number = {change: n for n, change in enumerate(kept)}
    meets = [[number[n] for n in some if n in number] for some in finder.conditions]
    asks = [[c for c in some if c != OPEN] for some in finder.ways]
    costs = np.array([priced[n].cost for n in kept])
    return which, Programme(
        costs, incidence(meets, len(kept)), incidence(asks, len(meets)),
        incidence(offered, len(asks)), weights,
    )  # fmt: skip
