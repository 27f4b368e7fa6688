"""differing: where nobody leads because assessors differ, and one of their views would open it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

import pandas as pd

from collab_graph.covering.atoms import Atoms
from collab_graph.covering.boxes import Boxes, filled, stacked, widest
from collab_graph.covering.inside import described, holds_somewhere, minus, widest_inside
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.people import people
from collab_graph.covering.wording import actor_name
from collab_graph.record.axes import Axis
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe

_WHO = ("axes", "value", "value_sv", "value_en", "mandates", "actors", "actor_names")


@dataclass(frozen=True)
class View:
    """One value of one ability, as it would be were all who assess it of that view.

    Parameters
    ----------
    positions : tuple of int
        The axes of the ability.
    value : str
        The value.
    said : tuple of int
        For each of them the mask of the value; 0 where the axis does not have it.
    judged : tuple of int
        For each of them the mask of the values that are assessments.
    """

    positions: tuple[int, ...]
    value: str
    said: tuple[int, ...]
    judged: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Opened:
    """Situations that one view would open: those of `inside` that lie in none of `outside`.

    ``by`` has the mandates that open, by number, and where each does.
    """

    view: View
    by: tuple[tuple[int, Boxes], ...]
    inside: Boxes
    outside: Boxes


def differing(
    record: Record,
    *,
    at: date | None = None,
    certain: bool = True,
    missing_differs: bool = False,
) -> pd.DataFrame:
    r"""Return where nobody leads, assessors differ, and one of their values would open it (ZA).

    .. math:: ZA = \{x \in G_1 : \exists\, a, v:\; x_i = v \ne x_j \text{ for assessors } i, j
              \text{ of } a, \; x^{a := v} \notin G_1\}

    where ``x`` with ``a := v`` has the value v on every axis of the ability a. The axes of one
    ability are those with an assessor whose names are the same before ``@``, or without the
    assessor at their end: ``work_ability@AF`` and ``work_ability@FK:sickness_benefit``,
    ``ability_af`` and ``ability_fk``; two concepts of one assessor may differ as well. An axis
    that does not have the value keeps its own. What is "not assessed" ("inte bedömd") is no
    assessment: it differs from none and is not written over.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    at : date, optional
        Look at this day only.
    certain : bool
        True: differing whatever is unknown; False: where it may be. A ``?`` of a mandate is then
        one and the same before and after, but for the axes that are written over.
    missing_differs : bool
        Take "not assessed" for a value like others, which differs from an assessment: finds also
        those whom a first assessment, or none, would open for.

    Returns
    -------
    DataFrame
        One row a widest zone: ``need``, ``need_sv``, ``need_en``, ``situation_sv``,
        ``situation_en``, ``persons`` (with a population; and ``persons_low``, ``persons_high``
        where they are modelled), ``axes`` (of the ability), ``value`` (that opens, put on all),
        ``value_sv``, ``value_en``, ``mandates`` (that then lead), ``actors``, ``actor_names``.

    Examples
    --------
    The agency takes those it finds able, the insurance those it finds unable; either view opens:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> axes = ["able@AF", "able@FK"]
    >>> own = pd.DataFrame({"axis": axes, "label_sv": axes, "kind": "values",
    ...                     "assessor": ["AF", "FK"]})
    >>> values = pd.DataFrame([(a, v, v) for a in axes for v in ("ja", "nej")],
    ...                       columns=["axis", "value", "label_sv"])
    >>> tables["axes"] = pd.concat([tables["axes"], own])
    >>> tables["values"] = values
    >>> tables["mandates"] = tables["mandates"].assign(strength="lead", age="", **{
    ...     "able@AF": ["ja", ""], "able@FK": ["", "nej"]})
    >>> found = differing(Record.from_tables(tables))
    >>> found[["situation_sv", "value", "mandates"]].to_numpy().tolist()
    [['able@AF: nej, able@FK: ja', 'ja', 'm1'], ['able@AF: nej, able@FK: ja', 'nej', 'm2']]
    """
    system = System.of(record, at=at)
    folk = people(record, system.atoms)
    holds: Holds = "certain" if certain else "possible"
    nowhere = Boxes.from_masks(system.atoms.space, [])
    parts = [described(system, nowhere, folk, lambda _: {}, _WHO)]
    for opened in opened_by_agreeing(system, holds, missing_differs=missing_differs):
        zones = widest_inside(opened.inside, opened.outside)

        def who(box: Boxes, opened: Opened = opened) -> dict[str, object]:
            return _who(system, opened, box)

        if len(zones):
            parts.append(described(system, zones, folk, who, _WHO))
    table = pd.concat(parts[1:] or parts, ignore_index=True)
    if folk is not None:
        table = table.sort_values("persons", ascending=False, kind="stable", ignore_index=True)
    settings = {"at": at.isoformat() if at else None, "certain": certain,
                "missing_differs": missing_differs}  # fmt: skip
    step = Step.of("differing", settings, {"zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def differing_boxes(
    system: System, holds: Holds, *, missing_differs: bool = False
) -> tuple[Boxes, Boxes]:
    """Return what one of the assessors' views would open, and where somebody leads (or may).

    Assessors differ to somebody's loss in what the first holds outside the second.

    Parameters
    ----------
    system : System
        The mandates.
    holds : "certain" or "possible"
        As in `differing`.
    missing_differs : bool
        As in `differing`.
    """
    found = opened_by_agreeing(system, holds, missing_differs=missing_differs)
    inside = widest(stacked(system.atoms.space, [opened.inside for opened in found]))
    return inside, out_of(system, "Z1", holds=_against(holds))


def opened_by_agreeing(
    system: System, holds: Holds, *, missing_differs: bool = False
) -> Iterator[Opened]:
    """Yield for every ability and each of its values what agreeing on it would open."""
    leads = [number for number, mandate in enumerate(system.mandates) if mandate.lead]
    outside = out_of(system, "Z1", holds=_against(holds))
    for view in views(system.atoms, missing_differs=missing_differs):
        differ = _differ(system.atoms, view)
        found = [
            (
                number,
                before_agreeing(system.covering(number, holds), view)
                if holds == "certain"
                else _may_open(system, number, view),
            )
            for number in leads
        ]
        opening = tuple((number, met(boxes, differ)) for number, boxes in found if len(boxes))
        inside = widest(stacked(system.atoms.space, [boxes for _, boxes in opening]))
        if len(inside):
            yield Opened(view, opening, inside, outside)


def views(atoms: Atoms, *, missing_differs: bool = False) -> Iterator[View]:
    """Yield every value that assessors of one ability may have, ability by ability."""
    abilities: dict[str, list[Axis]] = {}
    for axis in atoms.axes:
        if axis.assessor and axis.kind == "values":
            abilities.setdefault(axis.ability, []).append(axis)
    for several in abilities.values():
        missing = [frozenset() if missing_differs else axis.unassessed for axis in several]
        judged = [
            tuple(value for value in axis.values if value not in none)
            for axis, none in zip(several, missing, strict=True)
        ]
        for value in dict.fromkeys(value for values in judged for value in values):
            yield View(
                tuple(atoms.space.position(axis.name) for axis in several),
                value,
                tuple(
                    _mask(axis, [value] if value in values else [])
                    for axis, values in zip(several, judged, strict=True)
                ),
                tuple(_mask(axis, values) for axis, values in zip(several, judged, strict=True)),
            )


def before_agreeing(boxes: Boxes, view: View) -> Boxes:
    """Return which situations lie in some boxes once all who assess are of one view."""
    found = []
    for masks in boxes.to_masks():
        own = list(masks)
        for at, said, judged in zip(view.positions, view.said, view.judged, strict=True):
            if said:
                own[at] = (own[at] & ~judged) | (judged if own[at] & said else 0)
        found.append(own)
    before = Boxes.from_masks(boxes.space, found)
    return before.take(filled(before))


def _mask(axis: Axis, values: Sequence[str]) -> int:
    return sum(1 << axis.values.index(value) for value in values)


def _differ(atoms: Atoms, view: View) -> Boxes:
    """Return where one who assesses is of a view and another is of another."""
    boxes = []
    for one, other in permutations(range(len(view.positions)), 2):
        masks = list(atoms.full)
        masks[view.positions[one]] = view.said[one]
        masks[view.positions[other]] = view.judged[other] & ~view.said[other]
        boxes.append(masks)
    found = Boxes.from_masks(atoms.space, boxes)
    return found.take(filled(found))


def _may_open(system: System, number: int, view: View) -> Boxes:
    """Return where a mandate may hold once all are of one view, and at the same time not before.

    What is unknown of it is the same before and after, unless it is unknown for which values of an
    axis it holds that is written over.
    """
    space = system.atoms.space
    mandate = system.mandates[number]
    held = system.covering(number, "possible")
    after = before_agreeing(held, view)
    if not len(after):
        return after
    parts = [minus(after, held)]
    parts += [met(after, box) for box in _changed(system, mandate.conditions.unknown, view)]
    for exclusion in mandate.exclusions:
        box = Boxes.from_masks(space, [exclusion.masks])
        if exclusion.unknown and filled(box).all():
            touched = met(after, box)
            parts.append(minus(touched, before_agreeing(box, view)))
            parts += [met(touched, own) for own in _changed(system, exclusion.unknown, view)]
    return widest(stacked(space, parts))


def _changed(system: System, unknown: Sequence[str], view: View) -> Iterator[Boxes]:
    """Yield for each unknown axis of an ability where another value would be written over."""
    space = system.atoms.space
    for at, said, judged in zip(view.positions, view.said, view.judged, strict=True):
        if said and space.axes[at] in unknown:
            masks = list(system.atoms.full)
            masks[at] = judged & ~said
            boxes = Boxes.from_masks(space, [masks])
            yield boxes.take(filled(boxes))


def _who(system: System, opened: Opened, box: Boxes) -> dict[str, object]:
    view = opened.view
    named = [system.atoms.axes[at] for at in view.positions]
    first = next(axis for axis in named if view.value in axis.values)
    then = [system.mandates[n] for n, boxes in opened.by if holds_somewhere(boxes, box)]
    actors = list(dict.fromkeys(mandate.actor for mandate in then))
    return {
        "axes": SEVERAL.join(axis.name for axis in named),
        "value": view.value,
        "value_sv": first.label(view.value, "sv"),
        "value_en": first.label(view.value, "en"),
        "mandates": SEVERAL.join(mandate.name for mandate in then),
        "actors": SEVERAL.join(actors),
        "actor_names": SEVERAL.join(actor_name(system, actor) for actor in actors),
    }


def _against(holds: Holds) -> Holds:
    return "possible" if holds == "certain" else "certain"
