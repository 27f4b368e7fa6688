"""changed_zones: what opens and closes between two systems, and what becomes of every zone."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.atoms import NEED, PLACE
from collab_graph.covering.boxes import Boxes, cell_counts, meets, stacked
from collab_graph.covering.by_need import zones_for_each
from collab_graph.covering.common_space import CommonSpace
from collab_graph.covering.crossing import STANDINGS, Folk, Reach, cells_in, needs_of
from collab_graph.covering.inside import at_need, holds_throughout, minus, widest_inside
from collab_graph.covering.levels import LEVELS, Level
from collab_graph.covering.mandate_boxes import met
from collab_graph.covering.maximal import Zones
from collab_graph.covering.points import holding
from collab_graph.covering.weights import Persons
from collab_graph.covering.wording import level_text, need_text, situation_text
from mobility.foundation.recipe import Recipe

REGION_COLUMNS = (
    "change", "zone", "need", "need_sv", "need_en", "situation_sv", "situation_en", "level_before",
    "level_after",
)  # fmt: skip
TURNS = {
    "opened": ("en ny grå zon", "a new grey zone"),
    "grown": ("en grå zon växer", "a grey zone grows"),
    "closed": ("en grå zon försvinner", "a grey zone is gone"),
    "shrunk": ("en grå zon krymper", "a grey zone shrinks"),
}
"""What becomes of the zone that a region lies in, in Swedish and English."""
ZONE_COLUMNS = (
    "change", "need", "need_sv", "need_en", "situation_sv", "situation_en", "before", "after",
)  # fmt: skip


def regions(reach: Reach, level: Level) -> tuple[Boxes, Boxes]:
    """Return the widest boxes, each of one need, of what opens and of what closes at a level.

    What opens is in the level's set after and was not before; what closes the reverse. Together
    they are exactly the difference; boxes of either overlap.
    """
    at = LEVELS.index(level)
    old, new = reach.before[at], reach.after[at]
    return _apart(reach, old, new), _apart(reach, new, old)


def _apart(reach: Reach, inside: Boxes, outside: Boxes) -> Boxes:
    """Return what some boxes hold outside others, at the needs where anything differs."""
    known = set(map(tuple, outside.packed.T.tolist()))
    own = [tuple(packed) not in known for packed in inside.packed.T.tolist()]
    box = reach.common.box()
    some = met(inside.take(np.array(own, bool)), box) if len(box) else inside.take(np.zeros(len(inside), bool))  # fmt: skip # noqa: E501
    parts = minus(some, outside)
    nowhere = Boxes.from_masks(parts.space, [])
    return widest_inside(parts, nowhere, needs=needs_of(reach.touched))


def region_table(reach: Reach, level: Level, folk: Folk | None) -> pd.DataFrame:
    """Return what opens and closes as rows, most persons (else situations) first.

    Columns as `REGION_COLUMNS`, then ``box`` (its position among what `regions` gives, opened
    first), ``cells`` (Python integers), with persons ``persons``, and ``wording_sv``,
    ``wording_en``.
    """
    at = LEVELS.index(level)
    opened, closed = regions(reach, level)
    boxes = stacked(reach.common.space, [opened, closed])
    # A region that is a zone by itself is a whole one; any other is a part of one that stays.
    entered = np.where(_whole(reach, opened, reach.after[at]), "opened", "grown")
    left = np.where(_whole(reach, closed, reach.before[at]), "closed", "shrunk")
    words, masks = reach.common.words, boxes.to_masks()
    change = ["opened"] * len(opened) + ["closed"] * len(closed)
    one = _one_by_one(boxes)
    before = [_worst_and_best(reach.before, box) for box in one]
    after = [_worst_and_best(reach.after, box) for box in one]
    table = pd.DataFrame(
        {
            "change": change,
            "zone": [*entered.tolist(), *left.tolist()],
            "need": [words.atoms.needs[m[-1].bit_length() - 1] for m in masks],
            **{f"need_{x}": [need_text(words, m[-1], x) for m in masks] for x in ("sv", "en")},
            **{
                f"situation_{x}": [situation_text(words, m, x) for m in masks] for x in ("sv", "en")
            },
            "level_before": before,
            "level_after": after,
        },
        columns=list(REGION_COLUMNS),
    )
    table["box"] = np.arange(len(boxes))
    table["cells"] = pd.Series(cell_counts(boxes), dtype="object")
    if folk is not None:
        inside = in_boxes(boxes, folk)
        table["persons"] = inside.T @ folk.weights
    for x in ("sv", "en"):
        table[f"wording_{x}"] = [_region_text(row, x) for row in table.to_dict("records")]
    largest = "persons" if folk is not None else "cells"
    order = sorted(range(len(table)), key=lambda n: (-table[largest].iloc[n], n))
    return table.iloc[order].reset_index(drop=True)


def _whole(reach: Reach, inside: Boxes, out: Boxes) -> NDArray[np.bool_]:
    """Return which boxes outside everything given cannot be widened on any axis but need."""
    outs = stacked(reach.common.space, [out, _not_compared(reach.common)])
    return np.array([_is_widest(box, outs) for box in _one_by_one(inside)], bool)


def _one_by_one(boxes: Boxes) -> list[Boxes]:
    return [boxes.take(np.array([number])) for number in range(len(boxes))]


def _is_widest(box: Boxes, outs: Boxes) -> bool:
    """Whether what keeps a box from widening holds it in on every axis, whatever the value."""
    common = outs.packed & box.packed
    of_axis = box.space.packing.of_axis
    failing = np.array([~(common & own[:, None]).any(axis=0) for own in of_axis])
    alone = failing.sum(axis=0) == 1
    for at, own in enumerate(of_axis):
        if at == box.space.position(NEED):
            continue
        near = outs.packed[:, alone & failing[at]] & own[:, None]
        kept = np.bitwise_or.reduce(near, axis=1) | (box.packed[:, 0] & own)
        if (kept != own & box.space.packing.everything).any():
            return False
    return True


def _worst_and_best(outs: Sequence[Boxes], box: Boxes) -> str:
    """Return the level of a box, or the lowest and the highest in it: "Z1–Z3"."""
    # A box lies at a level or below where it meets nothing that takes it out of that level.
    highest = next((n for n, out in enumerate(outs) if not meets(out, box).any()), len(LEVELS))
    lowest = next((n for n, out in enumerate(outs) if not holds_throughout(out, box)), len(LEVELS))
    if lowest == highest:
        return STANDINGS[lowest]
    return f"{STANDINGS[lowest]}–{STANDINGS[highest]}"


def _region_text(row: Mapping[Any, object], language: str) -> str:
    sv = language == "sv"
    opened = row["change"] == "opened"
    word = TURNS[str(row["zone"])][0 if sv else 1]
    said = str(row["level_after" if opened else "level_before"]).split("–")
    levels = [level_text(level, "sv" if sv else "en") for level in said]
    between = " till " if sv else " to "
    need, situation = row[f"need_{language}"], row[f"situation_{language}"]
    state = between.join(levels)
    if opened:
        return f"{need}: {word} – {situation}: {state}."
    was = "var" if sv else "was"
    return f"{need}: {word} – {situation} ({was}: {state})."


def in_boxes(boxes: Boxes, folk: Folk) -> NDArray[np.bool_]:
    """Return which groups of persons lie in which boxes with a need of theirs, (groups, boxes)."""
    others = Boxes.from_columns(
        folk.people.elsewhere, [boxes.column(axis) for axis in folk.people.elsewhere.axes]
    )
    asked = np.array([[m >> n & 1 for n in range(folk.has.shape[1])] for m in boxes.column(NEED).tolist()], np.int64)  # fmt: skip # noqa: E501
    having = (folk.has.astype(np.int64) @ asked.reshape(len(boxes), folk.has.shape[1]).T) > 0
    return np.asarray(holding(others, folk.people.values) & having, dtype=bool)


def zone_table(
    reach: Reach, level: Level, folk: Folk | None, *, tau: float, seconds: float | None
) -> tuple[pd.DataFrame, Zones]:
    """Return what becomes of every widest zone of a need at which anything differs.

    A zone of before is "closed" if none of it is left and "shrunk" if a part is; a zone of after is
    "opened" if none of it was there and "grown" if a part was. Those that stay are left out.

    Columns as `ZONE_COLUMNS`: ``before`` and ``after`` count the persons of the zone, else its
    situations, that are in the level's set then. The zones are those of weight ``tau`` by the
    persons given; the second result is all of them, of before and after.
    """
    at = LEVELS.index(level)
    sides = [reach.before[at], reach.after[at]]
    beyond = _not_compared(reach.common)
    cases = _cases(folk) if folk is not None else None
    some = needs_of(reach.touched)
    nobody = Zones(Boxes.from_masks(reach.common.space, []), None, None, True, None, Recipe())
    found = [
        zones_for_each(
            reach.common.space, stacked(reach.common.space, [out, beyond]), NEED, persons=cases,
            tau=tau, seconds=None if seconds is None else seconds / 2, only=some,
        ) if some else nobody
        for out in sides
    ]  # fmt: skip
    names = (("closed", "shrunk"), ("opened", "grown"))
    changes: list[str] = []
    parts: list[Boxes] = []
    for zones, against, (gone, partly) in zip(found, reversed(sides), names, strict=True):
        for number in range(len(zones)):
            box = zones.boxes.take(np.array([number]))
            if meets(against, box).any():
                changes.append(gone if holds_throughout(against, box) else partly)
                parts.append(box)
    boxes = stacked(reach.common.space, parts)
    table = _zone_rows(reach, at, folk, boxes, changes)
    size = [max(pair) for pair in zip(table["before"], table["after"], strict=True)]
    order = sorted(range(len(table)), key=lambda n: (-size[n], n))
    both = Zones(
        stacked(reach.common.space, [zones.boxes for zones in found]), None, None,
        all(zones.complete for zones in found),
        _least(found), found[1].recipe,
    )  # fmt: skip
    return table.iloc[order].reset_index(drop=True), both


def _least(found: list[Zones]) -> float | None:
    taus = [zones.complete_tau for zones in found]
    known = [tau for tau in taus if tau is not None]
    return max(known) if len(known) == len(taus) else None


def _not_compared(common: CommonSpace) -> Boxes:
    """Return a box that takes out every situation in a place that is not compared."""
    masks = list(common.words.atoms.full)
    at = common.space.position(PLACE)
    masks[at] &= ~common.places
    return Boxes.from_masks(common.space, [masks] if masks[at] else [])


def _cases(folk: Folk) -> Persons:
    """Return every person once for each need of theirs that is compared."""
    groups, needs = np.nonzero(folk.has)
    values = np.hstack([folk.people.values[groups], needs.reshape(-1, 1)]).astype(np.int64)
    return Persons(folk.people.atoms.space, values, folk.weights[groups])


def _zone_rows(
    reach: Reach, at: int, folk: Folk | None, boxes: Boxes, changes: list[str]
) -> pd.DataFrame:
    words, masks = reach.common.words, boxes.to_masks()
    needs = [mask[-1].bit_length() - 1 for mask in masks]
    sides: list[list[float]] | list[list[int]]
    if folk is not None:
        inside = in_boxes(boxes, folk)
        levels = (folk.before, folk.after)
        sides = [
            [folk.persons(inside[:, n] & (side[:, need] <= at)) for n, need in enumerate(needs)]
            for side in levels
        ]
    else:
        outs = (reach.before[at], reach.after[at])
        here = [at_need(boxes.take(np.array([n])), need) for n, need in enumerate(needs)]
        sides = [
            [cells_in(box, at_need(out, need)) for box, need in zip(here, needs, strict=True)]
            for out in outs
        ]
    columns: dict[str, object] = {
        "change": changes,
        "need": [words.atoms.needs[need] for need in needs],
        **{f"need_{x}": [need_text(words, m[-1], x) for m in masks] for x in ("sv", "en")},
        **{f"situation_{x}": [situation_text(words, m, x) for m in masks] for x in ("sv", "en")},
        "before": pd.Series(sides[0], dtype=None if folk is not None else "object"),
        "after": pd.Series(sides[1], dtype=None if folk is not None else "object"),
    }
    return pd.DataFrame(columns, columns=list(ZONE_COLUMNS))
