"""uncoordinated: several organisations lead, each its part, and nobody holds the whole (ZK)."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes, cell_counts, stacked, widest
from collab_graph.covering.inside import at_need, minus
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.maximal import in_order, maximal_zones
from collab_graph.covering.partition import partition
from collab_graph.covering.people import People, people
from collab_graph.covering.points import holding
from collab_graph.covering.wording import actor_name, need_text, situation_text
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe


def uncoordinated(record: Record, *, at: date | None = None, certain: bool = True) -> pd.DataFrame:
    """Return the sets of needs that several organisations lead and nobody coordinates (mark ZK).

    A set N of two needs or more is uncoordinated in a situation where a lead holds for each need,
    the leads belong to two or more organisations (roots of the tree of actors) in all, and no one
    mandate to coordinate, lead or shared, that names all of N holds.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    at : date, optional
        Look at this day only.
    certain : bool
        True: uncoordinated whatever is unknown; False: where it may be.

    Returns
    -------
    DataFrame
        One row per set: the sets of the population's persons, with ``persons`` (uncoordinated),
        ``persons_with_set`` and, by persons, the organisations that lead for them; without a
        population each pair of needs, with ``situations`` (cells). Columns ``needs``,
        ``needs_sv``, ``needs_en``, the counts, ``organisations``, ``organisation_names``. Sets
        that are nowhere uncoordinated are left out.

    Examples
    --------
    One agency leads work, another income from the age of 30, and nobody coordinates:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["needs"] = pd.DataFrame({"need": ["work", "pay"], "label_sv": ["arbete", "lön"]})
    >>> tables["mandates"] = tables["mandates"].assign(needs=["work", "pay"], strength="lead")
    >>> found = uncoordinated(Record.from_tables(tables))
    >>> found.loc[0, ["needs", "organisations"]].tolist()
    ['work; pay', 'AF; FK']
    """
    system = System.of(record, at=at)
    folk = people(record, system.atoms)
    holds: Holds = "certain" if certain else "possible"
    rows = _by_persons(system, folk, holds) if folk is not None else _by_pairs(system, holds)
    counts = ["persons", "persons_with_set"] if folk is not None else ["situations"]
    columns = ["needs", "needs_sv", "needs_en", *counts, "organisations", "organisation_names"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.sort_values([counts[0], "needs"], ascending=[False, True], ignore_index=True)
    settings = {"at": at.isoformat() if at else None, "certain": certain}
    step = Step.of("uncoordinated", settings, {"sets": len(table)})
    return with_recipe(table, record.recipe.then(step))


def uncoordinated_zones(
    record: Record, needs: Sequence[str], *, at: date | None = None, certain: bool = True
) -> pd.DataFrame:
    """Return the widest boxes of situations in which one set of needs is uncoordinated.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    needs : sequence of str
        Ids of two needs or more.
    at, certain
        As in `uncoordinated`.

    Returns
    -------
    DataFrame
        ``situation_sv``, ``situation_en``; the widest first.
    """
    system = System.of(record, at=at)
    bits = [system.atoms.needs.index(need) for need in needs]
    region = uncoordinated_boxes(system, bits, "certain" if certain else "possible")
    beyond = maximal_zones(region.space, region)
    zones = in_order(maximal_zones(region.space, beyond.boxes))
    rows = [
        (situation_text(system, (*masks, 0), "sv"), situation_text(system, (*masks, 0), "en"))
        for masks in zones.boxes.to_masks()
    ]
    table = pd.DataFrame(rows, columns=["situation_sv", "situation_en"])
    step = Step.of("uncoordinated_zones", {"needs": SEVERAL.join(needs)}, {"zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def uncoordinated_boxes(
    system: System, needs: Sequence[int], holds: Holds, *, of: Boxes | None = None
) -> Boxes:
    """Return boxes that hold exactly where a set of needs is uncoordinated.

    Parameters
    ----------
    system : System
        The mandates.
    needs : sequence of int
        Positions of two needs or more.
    holds : "certain" or "possible"
        "certain": leads hold for certain and no coordinator even possibly; "possible" the reverse.
    of : Boxes, optional
        Look only inside these, in the space of all axes but need.

    Returns
    -------
    Boxes
        In the space of all axes but need.
    """
    space = system.atoms.space.without("need")
    inside = Boxes.everything(space) if of is None else of
    of_root: dict[str, list[Boxes]] = {}
    led = inside
    for need in needs:
        leads = {r: met(boxes, inside) for r, boxes in leads_by_root(system, need, holds).items()}
        led = met(led, widest(stacked(space, leads.values())))
        for root, boxes in leads.items():
            of_root.setdefault(root, []).append(boxes)
    by_root = [widest(stacked(space, of_root[root])) for root in sorted(of_root)]
    two = widest(stacked(space, [met(a, b) for a, b in combinations(by_root, 2)]))
    against: Holds = "possible" if holds == "certain" else "certain"
    held = [coordinated(system, n, needs, against) for n in coordinators(system, needs)]
    return minus(met(led, two), widest(stacked(space, held)))


def leads_by_root(system: System, need: int, holds: Holds) -> dict[str, Boxes]:
    """Return where each organisation leads a need."""
    if (need, holds) not in system.leading:
        system.leading[need, holds] = _leading(system, need, holds)
    return system.leading[need, holds]


def leads_of_both(
    systems: tuple[System, System], need: int, holds: Holds
) -> tuple[dict[str, Boxes], dict[str, Boxes]]:
    """Return where each organisation leads a need in two systems of one space.

    Where the same mandates lead it alike in both, it is found out once.
    """
    first, second = systems
    one, other = ([s.mandates[n] for n in _leads(s, need)] for s in systems)
    if one == other:
        second.leading.setdefault((need, holds), leads_by_root(first, need, holds))
    return leads_by_root(first, need, holds), leads_by_root(second, need, holds)


def _leads(system: System, need: int) -> list[int]:
    """Return the mandates that lead a need."""
    return [n for n, m in enumerate(system.mandates) if m.lead and m.covered >> need & 1]


def _leading(system: System, need: int, holds: Holds) -> dict[str, Boxes]:
    parts: dict[str, list[Boxes]] = {}
    for number in _leads(system, need):
        boxes = at_need(system.covering(number, holds), need)
        parts.setdefault(system.mandates[number].root, []).append(boxes)
    space = system.atoms.space.without("need")
    return {root: widest(stacked(space, boxes)) for root, boxes in sorted(parts.items())}


def coordinators(system: System, needs: Sequence[int]) -> list[int]:
    """Return the mandates that coordinate all of a set of needs."""
    return [
        number
        for number, mandate in enumerate(system.mandates)
        if mandate.role == "coordinate"
        and mandate.strength in ("lead", "shared")
        and all(mandate.conditions.masks[-1] >> need & 1 for need in needs)
    ]


def coordinated(system: System, number: int, needs: Sequence[int], holds: Holds) -> Boxes:
    """Return where one mandate coordinates all of a set of needs."""
    held = system.held(number, holds)
    return reduce(met, [at_need(held, need) for need in needs])


def uncoordinated_points(
    system: System, needs: Sequence[int], values: NDArray[np.int64], holds: Holds
) -> tuple[NDArray[np.bool_], dict[str, NDArray[np.bool_]]]:
    """Return for which situations a set of needs is uncoordinated, and who leads in each.

    Parameters
    ----------
    system : System
        The mandates.
    needs : sequence of int
        Positions of the needs.
    values : ndarray of int, shape (m, axes - 1)
        Situations, one value on every axis but need.
    holds : "certain" or "possible"
        As `uncoordinated_boxes`.

    Returns
    -------
    ndarray of bool, shape (m,), and dict of str to ndarray of bool
        Whether uncoordinated; and for each organisation where it leads any of the needs.
    """
    against: Holds = "possible" if holds == "certain" else "certain"
    led = np.ones(len(values), bool)
    leading: dict[str, NDArray[np.bool_]] = {}
    for need in needs:
        anybody = np.zeros(len(values), bool)
        for root, boxes in leads_by_root(system, need, holds).items():
            here = holding(boxes, values).any(axis=1)
            anybody |= here
            leading[root] = leading.get(root, np.zeros(len(values), bool)) | here
        led &= anybody
    several = np.sum([np.zeros(len(values)), *leading.values()], axis=0) >= 2
    held = np.zeros(len(values), bool)
    for number in coordinators(system, needs):
        held |= holding(coordinated(system, number, needs, against), values).any(axis=1)
    return led & several & ~held, leading


def _by_persons(system: System, folk: People, holds: Holds) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for mask in np.unique(folk.needs).tolist():
        bits = [bit for bit in range(len(folk.atoms.needs)) if mask >> bit & 1]
        if len(bits) < 2:
            continue
        some = folk.needs == mask
        weights = folk.weights[some]
        found, leading = uncoordinated_points(system, bits, folk.values[some], holds)
        persons = float(weights[found].sum())
        if persons > 0:
            weigh = {root: float(weights[found & here].sum()) for root, here in leading.items()}
            roots = sorted((r for r in weigh if weigh[r] > 0), key=lambda r: (-weigh[r], r))
            counts = (persons, float(weights.sum()))
            rows.append((*_named(system, mask), *counts, *_organisations(system, roots)))
    return rows


def _by_pairs(system: System, holds: Holds) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for first, second in combinations(range(len(system.atoms.needs)), 2):
        region = uncoordinated_boxes(system, (first, second), holds)
        if len(region):
            space = region.space
            cells = sum(cell_counts(partition(maximal_zones(space, region).boxes)))
            roots = sorted(
                root
                for root in {m.root for m in system.mandates}
                if any(
                    root in leads and len(met(leads[root], region))
                    for leads in (leads_by_root(system, n, holds) for n in (first, second))
                )
            )
            mask = 1 << first | 1 << second
            rows.append((*_named(system, mask), cells, *_organisations(system, roots)))
    return rows


def _named(system: System, mask: int) -> tuple[str, str, str]:
    needs = [need for bit, need in enumerate(system.atoms.needs) if mask >> bit & 1]
    return SEVERAL.join(needs), need_text(system, mask, "sv"), need_text(system, mask, "en")


def _organisations(system: System, roots: Sequence[str]) -> tuple[str, str]:
    return SEVERAL.join(roots), SEVERAL.join(actor_name(system, root) for root in roots)
