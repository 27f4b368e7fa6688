"""repairs_spanner: a boundary spanner — a new mandate to hold several needs together in a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from types import MappingProxyType
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import PLACE
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.changes import Change, changed
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.covering.maximal import maximal_zones
from collab_graph.covering.partition import partition
from collab_graph.covering.people import People
from collab_graph.covering.repairs_cases import NO_WAY, Finder, alike
from collab_graph.covering.repairs_open import Cases, kinds_of_values
from collab_graph.covering.uncoordinated import uncoordinated_boxes, uncoordinated_points
from collab_graph.covering.wording import actor_name, all_needs_text, axis_text, need_text
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import Step


@dataclass(frozen=True)
class Spanner:
    """A new mandate to coordinate a set of needs in one place, led by somebody who must.

    Parameters
    ----------
    mandate : str
        The id of the new row.
    actor : str
        Who would hold it.
    value : str
        The needs, between "; ".
    place : str
        Where.
    label_sv, label_en : str
        In words.
    """

    mandate: str
    actor: str
    value: str
    place: str
    label_sv: str
    label_en: str
    kind: Literal["spanner"] = "spanner"
    axis: str = "need"
    source: str = "agreement"
    reference: str = ""


def repaired(record: Record, changes: Iterable[Change | Spanner]) -> Record:
    """Return the record with the changes of a repair made in its tables.

    Parameters
    ----------
    record : Record
        The one they were found for.
    changes : iterable of Change and Spanner
        Such as `Repairs.changes`.

    Returns
    -------
    Record
        A new one; the given one stays as it is. What a boundary spanner adds are rows at the end
        of the mandates: lead, must, by agreement.

    Raises
    ------
    UnknownNameError, InputError
        As `changed`.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> record = Record.from_tables(example_tables())
    >>> new = Spanner("s1", "AF", "work", "norrsjö", "", "")
    >>> repaired(record, [new]).tables["mandates"].loc[2, ["actor", "role", "places"]].tolist()
    ['AF', 'coordinate', 'norrsjö']
    """
    several = list(changes)
    after = changed(record, [change for change in several if isinstance(change, Change)])
    new = [change for change in several if isinstance(change, Spanner)]
    if not new:
        return after
    mandates = after.tables["mandates"]
    rows = [
        dict.fromkeys(mandates.columns, "")
        | {"mandate": one.mandate, "actor": one.actor, "needs": one.value, "role": "coordinate",
           "strength": "lead", "force": "must", "places": one.place, "source": one.source}
        for one in sorted(new, key=lambda one: one.mandate)
    ]  # fmt: skip
    added = pd.DataFrame(rows, columns=mandates.columns, dtype="str")
    tables = {**after.tables, "mandates": pd.concat([mandates, added], ignore_index=True)}
    step = Step.of("repaired", {}, {"mandates added": len(rows)})
    return replace(after, tables=MappingProxyType(tables), recipe=after.recipe.then(step))


def uncoordinated_cases(
    system: System, folk: People | None, changes: Sequence[Change], holds: Holds
) -> tuple[Cases, list[int]]:
    """Return the cases that several lead and nobody holds together, and the set of needs of each.

    With a population a case is a person with their whole set; without, the cells of each pair of
    needs that no mandate to coordinate both, and no change of one, tells apart.

    Raises
    ------
    InputError
        If there are too many situations to look at each.
    """
    against: Holds = "certain" if holds == "possible" else "possible"
    return _persons(folk, system, against) if folk is not None else _pairs(system, changes, against)


def _persons(folk: People, system: System, holds: Holds) -> tuple[Cases, list[int]]:
    rows: list[int] = []
    for mask in np.unique(folk.needs).tolist():
        if mask.bit_count() > 1:
            some = np.flatnonzero((folk.needs == mask) & (folk.weights > 0))
            found, _ = uncoordinated_points(system, _bits(mask), folk.values[some], holds)
            rows += some[found].tolist()
    which = np.array(rows, np.int64)
    values = np.hstack([folk.values[which], np.full((len(which), 1), -1)])
    return Cases(values, folk.weights[which], which), folk.needs[which].tolist()


def _pairs(system: System, changes: Sequence[Change], holds: Holds) -> tuple[Cases, list[int]]:
    axes = len(system.atoms.space.axes)
    values, weights, sets = [np.zeros((0, axes), np.int64)], [np.zeros(0)], []
    for first, second in combinations(range(len(system.atoms.needs)), 2):
        region = uncoordinated_boxes(system, (first, second), holds)
        if not len(region):
            continue
        mask = 1 << first | 1 << second
        own = [
            mandate
            for mandate in system.mandates
            if mandate.role == "coordinate" and not mask & ~mandate.conditions.masks[-1]
        ]
        # A mandate may hold both in part of a place only; the rest of it is a case by itself.
        said = f"the needs {need_text(system, mask, 'en')}"
        kinds = kinds_of_values(system, own, changes, said)
        cells = _cells(region, kinds)
        some = np.argwhere(cells > 0)
        firsts = [[of_kind[0] for of_kind in several] for several in kinds]
        at = [np.array(f, np.int64)[column] for f, column in zip(firsts, some.T, strict=True)]
        values.append(np.stack([*at, np.full(len(some), -1)], axis=1))
        weights.append(cells[cells > 0])
        sets += [mask] * len(some)
    return Cases(np.vstack(values), np.concatenate(weights), None), sets


def _cells(region: Boxes, kinds: Sequence[Sequence[Sequence[int]]]) -> NDArray[np.float64]:
    """Return how many situations of a region are of each kind of value on every axis."""
    found = np.zeros([len(several) for several in kinds])
    for masks in partition(maximal_zones(region.space, region).boxes).to_masks():
        counts = [
            np.array([sum(mask >> value & 1 for value in values) for values in several], float)
            for mask, several in zip(masks, kinds, strict=True)
        ]
        here = [np.flatnonzero(count) for count in counts]
        some = [count[own] for count, own in zip(counts, here, strict=True)]
        found[np.ix_(*here)] += reduce(np.multiply.outer, some)
    return found


def spanners_for(
    system: System,
    actor: str,
    cases: Cases,
    sets: Sequence[int],
    *,
    named: Sequence[str] = (),
) -> list[Spanner]:
    """Return a spanner for every set of needs that is uncoordinated in a place.

    Their ids are none of those ``named`` already.

    Raises
    ------
    UnknownNameError
        If the record has no such actor.
    """
    if actor not in system.actor_names:
        raise UnknownNameError("actor", actor, system.actor_names)
    taken = {*named, *(mandate.name for mandate in system.mandates)}
    places = cases.values[:, system.atoms.space.position(PLACE)].tolist()
    found: list[Spanner] = []
    for place, mask in sorted(set(zip(places, sets, strict=True))):
        name = next(n for k in range(len(taken) + 1) if (n := f"spanner {len(found) + 1 + k}") not in taken)  # fmt: skip # noqa: E501
        taken.add(name)
        needs = [need for bit, need in enumerate(system.atoms.needs) if mask >> bit & 1]
        said = [
            pattern.format(
                who=actor_name(system, actor),
                needs=all_needs_text(system, mask, language),
                where=axis_text(system, PLACE, 1 << place, language),
            )
            for language, pattern in _SAID
        ]
        leaf = system.atoms.leaves[place]
        found.append(Spanner(name, actor, SEVERAL.join(needs), leaf, said[0], said[1]))
    return found


def with_spanners(
    system: System,
    finder: Finder,
    cases: Cases,
    ways: NDArray[np.int64],
    apart: tuple[Cases, Sequence[int]],
    new: Sequence[Spanner],
    before: int,
) -> tuple[Cases, NDArray[np.int64]]:
    """Return cases and ways with those that nobody holds together, and the ways of spanners.

    Parameters
    ----------
    system : System
        The mandates.
    finder : Finder
        Who numbers conditions and ways.
    cases, ways : Cases and ndarray of int
        Those nobody leads for.
    apart : (Cases, sequence of int)
        As `uncoordinated_cases`.
    new : sequence of Spanner
        The spanners that may be added.
    before : int
        How many changes are numbered before them.

    Returns
    -------
    Cases and ndarray of int, shape (cases, mandates + 1)
        The last column is any spanner that closes the case: of a place and at least all the needs;
        or, since a spanner leads, of a need that is itself coordination.
    """
    atoms = system.atoms
    sets = np.array(apart[1], np.int64)
    spanned = [(atoms.leaves.index(one.place), atoms.of_needs(one.value)) for one in new]

    def column(values: NDArray[np.int64], needs: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the way of spanners to hold some needs in each case's place."""
        asked = np.stack([values[:, atoms.space.position(PLACE)], needs], axis=1)
        first, which = alike(asked)
        found = [
            finder.any_of([
                before + n for n, (at, has) in enumerate(spanned) if at == place and not need & ~has
            ])
            for place, need in asked[first].tolist()
        ]  # fmt: skip
        return np.array(found, np.int64)[which]

    table = system.record.tables["needs"]
    coordination = sum(
        atoms.of_needs(need)
        for need, is_one in zip(table["need"], table["is_coordination"], strict=True)
        if is_one == "yes"
    )
    of_need = np.int64(1) << cases.values[:, -1]
    leads = np.full(len(ways), NO_WAY)
    some = (of_need & coordination) != 0
    leads[some] = column(cases.values[some], of_need[some])
    held = finder.coordinating(apart[0].values, sets)
    rows = [np.hstack([ways, leads[:, None]]),
            np.hstack([held, column(apart[0].values, sets)[:, None]])]  # fmt: skip
    return cases.joined(apart[0]), np.vstack(rows)


_SAID: tuple[tuple[Literal["sv", "en"], str], ...] = (
    ("sv", "låt {who} hålla ihop {needs} {where} (en gränsgångare)"),
    ("en", "let {who} hold {needs} together {where} (a boundary spanner)"),
)


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
