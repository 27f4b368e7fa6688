"""gap_changes: which agreements close a gap between two days, and whether all of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collab_graph.covering.atoms import NEED
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.change_words import day_before, period_text, which_text
from collab_graph.covering.changes import Change, ChangeKind
from collab_graph.covering.inside import minus
from collab_graph.covering.mandate_boxes import Holds, System
from collab_graph.covering.time_gaps import Gap
from collab_graph.covering.with_changes import with_changes
from collab_graph.record.faults import Language

LANGUAGES: tuple[Language, ...] = ("sv", "en")


@dataclass(frozen=True)
class GapChange:
    """One mandate that goes on until the next begins, or begins when the last has ended.

    Parameters
    ----------
    change : Change
        The day it would end, or begin.
    whole : bool
        Whether nobody is left in the gap then; else it closes a part of it.
    """

    change: Change
    whole: bool


def gap_changes(system: System, gap: Gap, needs: Iterable[int], holds: Holds) -> list[GapChange]:
    """Return the changes of one day of one mandate that close a gap, or a part of it.

    A mandate that led before goes on until the day before the next begins; one that will lead
    begins on the first day without a lead. That is as long as the gap is: a day more would close
    something else. Nothing is offered towards a day that is not known.

    Parameters
    ----------
    system : System
        The mandates over all days.
    gap : Gap
        One of `time_gaps.gaps` of that system.
    needs : iterable of int
        The needs looked at.
    holds : "certain" or "possible"
        As in `time_gaps`.

    Returns
    -------
    list of GapChange
        Those that close all of it first, then in file order of the mandates.
    """
    last, first = gap.ended[0].edge, gap.begins[0].edge
    if last is None or first is None:
        return []
    opens, closes = system.atoms.periods[last][1], system.atoms.periods[first][0]
    if opens is None or closes is None:
        return []
    asked = [(side.number, "until", day_before(closes)) for side in gap.ended]
    asked += [(side.number, "from", opens.isoformat()) for side in gap.begins]
    against: Holds = "possible" if holds == "certain" else "certain"
    inside = minus(_at_needs(gap.inside, needs), gap.outside)
    found = []
    for number, kind, value in sorted(asked):
        change = _change(system, number, "until" if kind == "until" else "from", value)
        led = with_changes(system, [change]).covering(number, against)
        left = minus(inside, led)
        if not len(left):
            found.append(GapChange(change, whole=True))
        elif len(minus(inside, left)):
            found.append(GapChange(change, whole=False))
    return sorted(found, key=lambda one: not one.whole)


def _change(system: System, number: int, kind: ChangeKind, value: str) -> Change:
    own = system.mandates[number]
    sv, en = (
        period_text(system, own.actor, kind, value, language) + which_text(system, own, language)
        for language in LANGUAGES
    )
    return Change(kind, own.name, "", value, None, own.source, own.reference, sv, en)


def _at_needs(boxes: Boxes, needs: Iterable[int]) -> Boxes:
    """Return what boxes hold at some needs."""
    at, wanted = boxes.space.position(NEED), sum(1 << need for need in set(needs))
    return Boxes.from_masks(boxes.space, list(_narrowed(boxes, at, wanted)))


def _narrowed(boxes: Boxes, at: int, wanted: int) -> Iterator[tuple[int, ...]]:
    for own in boxes.to_masks():
        if mask := own[at] & wanted:
            yield (*own[:at], mask, *own[at + 1 :])
