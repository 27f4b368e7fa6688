"""contested: where two organisations lead the same need in the same role and neither yields."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pandas as pd

from collab_graph.covering.atoms import NEED, PLACE, TIME
from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.inside import described, holds_somewhere, minus, widest_inside
from collab_graph.covering.mandate_boxes import Holds, Mandate, System, met
from collab_graph.covering.people import people
from collab_graph.covering.wording import actor_name
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe


@dataclass(frozen=True, eq=False)
class ContestedPair:
    """Two mandates, by number, and the situations that both lead."""

    first: int
    second: int
    boxes: Boxes


_WHO = ("role", "organisations", "organisation_names", "mandates")


def contested(record: Record, *, at: date | None = None, certain: bool = True) -> pd.DataFrame:
    """Return where two or more organisations lead the same need in the same role (mark C).

    Organisations are roots of the tree of actors. A pair of mandates is not contested where one
    yields to the other (``yields_to`` names the mandate or its actor, or an actor above it; a
    residual mandate yields to one that is not) or where an agreement in force at that need, place
    and date names both organisations or units of theirs.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    at : date, optional
        Look at this day only.
    certain : bool
        True: contested whatever is unknown; False: where it may be.

    Returns
    -------
    DataFrame
        One row a widest zone: ``need``, ``need_sv``, ``need_en``, ``situation_sv``,
        ``situation_en``, ``persons`` (with a population; and ``persons_low``, ``persons_high``
        where they are modelled), ``role``, ``organisations`` (ids of those
        who contest any part of it), ``organisation_names``, ``mandates``.

    Examples
    --------
    Two agencies that both lead from the age of 30:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(strength="lead", role="decide")
    >>> found = contested(Record.from_tables(tables))
    >>> found.loc[0, ["situation_sv", "organisations"]].tolist()
    ['30 år och äldre', 'AF; FK']
    """
    system = System.of(record, at=at)
    folk = people(record, system.atoms)
    holds: Holds = "certain" if certain else "possible"
    pairs = contested_pairs(system, holds)
    nowhere = Boxes.from_masks(system.atoms.space, [])
    parts = [described(system, nowhere, folk, lambda _: {}, _WHO)]
    for role in sorted({system.mandates[pair.first].role for pair in pairs}):
        of_role = [pair for pair in pairs if system.mandates[pair.first].role == role]
        common = stacked(system.atoms.space, [pair.boxes for pair in of_role])
        zones = widest_inside(common, nowhere)

        def who(box: Boxes, of_role: list[ContestedPair] = of_role) -> dict[str, object]:
            return _who(system, of_role, box)

        parts.append(described(system, zones, folk, who, _WHO))
    table = pd.concat(parts[1:] or parts, ignore_index=True)
    if folk is not None:
        table = table.sort_values("persons", ascending=False, kind="stable", ignore_index=True)
    settings = {"at": at.isoformat() if at else None, "certain": certain}
    step = Step.of("contested", settings, {"pairs": len(pairs), "zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def _who(system: System, pairs: list[ContestedPair], box: Boxes) -> dict[str, object]:
    touching = [pair for pair in pairs if holds_somewhere(pair.boxes, box)]
    numbers = sorted({number for pair in touching for number in (pair.first, pair.second)})
    mandates = [system.mandates[number] for number in numbers]
    organisations = sorted({mandate.root for mandate in mandates})
    return {
        "role": mandates[0].role,
        "organisations": SEVERAL.join(organisations),
        "organisation_names": SEVERAL.join(actor_name(system, root) for root in organisations),
        "mandates": SEVERAL.join(mandate.name for mandate in mandates),
    }


def contested_pairs(system: System, holds: Holds) -> list[ContestedPair]:
    """Return every two mandates that contest a situation, and which.

    Parameters
    ----------
    system : System
        The mandates.
    holds : "certain" or "possible"
        "certain": both hold, neither may yield, no agreement may bind them; "possible": as far as
        unknown cells allow.

    Returns
    -------
    list of ContestedPair
        In file order; pairs without a common situation are left out.
    """
    leads = [number for number, mandate in enumerate(system.mandates) if mandate.lead]
    agreements = agreements_of(system, holds)
    found = []
    for first, second in combinations(leads, 2):
        if not rivals(system, first, second, holds):
            continue
        boxes = met(system.covering(first, holds), system.covering(second, holds))
        for where in binding(system, agreements, first, second) if len(boxes) else ():
            boxes = minus(boxes, where)
        if len(boxes):
            found.append(ContestedPair(first, second, boxes))
    return found


def rivals(system: System, first: int, second: int, holds: Holds) -> bool:
    """Whether two mandates, should both lead somewhere, contest it but for agreements."""
    one, other = system.mandates[first], system.mandates[second]
    if one.role != other.role or one.root == other.root or not one.covered & other.covered:
        return False
    return not _yields(system, one, other, holds) and not _yields(system, other, one, holds)


def binding(
    system: System, agreements: list[tuple[set[str], Boxes]], first: int, second: int
) -> list[Boxes]:
    """Return where agreements, as `agreements_of` gives them, bind both of two mandates."""
    both = [system.mandates[number].root for number in (first, second)]
    return [
        where
        for actors, where in agreements
        if all(actors & {*system.members[root]} for root in both)
    ]


def _yields(system: System, one: Mandate, other: Mandate, holds: Holds) -> bool:
    """Whether one mandate yields to another: may do so (certain), or does (possible)."""
    named = {*one.yields_to} & {other.name} or any(
        other.actor in system.members.get(name, ()) for name in one.yields_to
    )
    if holds == "certain":
        steps_back = one.residual in ("yes", UNKNOWN) and other.residual != "yes"
        return bool(named) or UNKNOWN in one.yields_to or steps_back
    return bool(named) or (one.residual == "yes" and other.residual in ("", "no"))


def agreements_of(system: System, holds: Holds) -> list[tuple[set[str], Boxes]]:
    """Return whom each agreement names, and where it is in force (possible: for certain)."""
    atoms = system.atoms
    full = dict(zip(atoms.space.axes, atoms.full, strict=True))
    found = []
    for row in system.record.tables["collaborations"].to_dict("records"):
        cells = [row[name] for name in ("needs", "places", "valid_from", "valid_to")]
        unknown = UNKNOWN in cells and holds == "possible"
        if row["kind"] == "agreement" and not unknown:
            limits = {
                PLACE: atoms.of_places(row["places"]),
                TIME: atoms.of_period(row["valid_from"], row["valid_to"]),
                NEED: atoms.of_needs(row["needs"]),
            }
            where = Boxes.from_masks(atoms.space, [tuple((full | limits).values())])
            found.append((set(row["actors"].split(SEVERAL)), where))
    return found
