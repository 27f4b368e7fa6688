"""inside: the widest boxes inside some boxes and outside others, need by need."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from collab_graph.covering.atoms import NEED
from collab_graph.covering.boxes import Boxes, meets, stacked, widest, within
from collab_graph.covering.by_need import zones_for_each
from collab_graph.covering.exclusions import without
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.margin_range import ranges
from collab_graph.covering.people import People
from collab_graph.covering.weights import weights_of
from collab_graph.covering.wording import need_text, situation_text

_WORDS = ("need", "need_sv", "need_en", "situation_sv", "situation_en")


def widest_inside(inside: Boxes, outside: Boxes, *, needs: Sequence[int] | None = None) -> Boxes:
    """Return the widest boxes, each of one need, in the union of some boxes and in none of others.

    What lies in the union is what lies outside everything outside it, so zones are sought twice.

    Parameters
    ----------
    inside, outside : Boxes
        Boxes of one space with the axis need.
    needs : sequence of int, optional
        Positions of the needs outside which there are none; all if not given.

    Returns
    -------
    Boxes
        The widest first; they overlap.

    Examples
    --------
    >>> from collab_graph.covering.boxes import Space
    >>> space = Space(("age", "need"), (3, 1))
    >>> everyone = Boxes.everything(space)
    >>> widest_inside(everyone, Boxes.from_masks(space, [(0b010, 1)])).to_masks()
    [(5, 1)]
    """
    space = inside.space
    if not len(inside):
        return inside
    beyond = zones_for_each(space, inside, NEED, only=needs).boxes
    return zones_for_each(space, stacked(space, [beyond, outside]), NEED, only=needs).boxes


def minus(boxes: Boxes, taken: Boxes) -> Boxes:
    """Return the widest boxes of what some boxes hold outside others, box by box."""
    parts = [without(boxes.take(np.array([k])), taken) for k in range(len(boxes))]
    return widest(stacked(boxes.space, parts))


def at_need(boxes: Boxes, need: int) -> Boxes:
    """Return what boxes hold at one need, in the space of the other axes; need is the last axis."""
    at = len(boxes.space.axes) - 1
    field = next(
        f for f in boxes.space.packing.fields_of(at) if f.first <= need < f.first + f.width
    )
    admits = boxes.packed[field.word] >> np.uint64(field.shift + need - field.first) & np.uint64(1)
    others = boxes.space.without(NEED)
    # The axes before the last lie as they would without it.
    kept = boxes.packed[: others.packing.words, admits.astype(bool)]
    return Boxes(others, kept & others.packing.everything[:, None])


def holds_somewhere(boxes: Boxes, box: Boxes) -> bool:
    """Whether any box meets one box."""
    return bool(meets(boxes, box).any())


def holds_throughout(boxes: Boxes, box: Boxes) -> bool:
    """Whether one box lies wholly in the union of boxes."""
    touching = boxes.take(meets(boxes, box))
    inside_one = bool(within(box, touching.take(np.array([0]))).all()) if len(touching) else False
    return inside_one or not len(without(box, touching))


def described(
    system: System,
    boxes: Boxes,
    folk: People | None,
    more: Callable[[Boxes], dict[str, object]],
    columns: Sequence[str],
) -> pd.DataFrame:
    """Return boxes of one need each as rows: need, words, persons, and what ``more`` adds.

    Parameters
    ----------
    system : System
        Whose labels are used.
    boxes : Boxes
        Each admits one need.
    folk : People or None
        Whom to count; without them there is no column ``persons``.
    more : callable
        Given one box, returns further cells.
    columns : sequence of str
        The names of the further cells.

    Returns
    -------
    DataFrame
        ``need``, ``need_sv``, ``need_en``, ``situation_sv``, ``situation_en``, ``persons`` (with
        ``persons_low`` and ``persons_high`` where they are modelled), then the further cells; most
        persons first. All columns are there where no box is.
    """
    rows: list[dict[str, object]] = []
    persons = weights_of(boxes, folk.cases()) if folk is not None else None
    margins = folk.margins if folk is not None else None
    allowed = ranges(margins, boxes) if margins is not None else None
    for number, masks in enumerate(boxes.to_masks()):
        row: dict[str, object] = {"need": system.atoms.needs[masks[-1].bit_length() - 1]}
        row |= {
            "need_sv": need_text(system, masks[-1], "sv"),
            "need_en": need_text(system, masks[-1], "en"),
            "situation_sv": situation_text(system, masks, "sv"),
            "situation_en": situation_text(system, masks, "en"),
        }
        if persons is not None:
            row["persons"] = float(persons[number])
        if allowed is not None:
            row["persons_low"] = float(allowed.low[number])
            row["persons_high"] = float(allowed.high[number])
        rows.append(row | more(boxes.take(np.array([number]))))
    counts = ["persons"] if folk is not None else []
    counts += ["persons_low", "persons_high"] if allowed is not None else []
    table = pd.DataFrame(rows) if rows else pd.DataFrame(columns=[*_WORDS, *counts, *columns])
    if persons is not None and len(table):
        order = np.argsort(-persons, kind="stable")
        table = table.iloc[order].reset_index(drop=True)
    return table
