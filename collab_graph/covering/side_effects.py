"""side_effects: what a change of a mandate brings besides, by rules alone and whoever is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from collab_graph.covering.boxes import Boxes, shared, stacked
from collab_graph.covering.changes import Change
from collab_graph.covering.contested import agreements_of, binding, contested_pairs, rivals
from collab_graph.covering.inside import minus
from collab_graph.covering.mandate_boxes import Holds, System, met, with_mask
from collab_graph.covering.with_changes import mask_of, with_changes
from collab_graph.covering.wording import actor_name
from collab_graph.record.contracts import UNKNOWN


@dataclass(frozen=True)
class SideEffect:
    """What one change brings.

    Parameters
    ----------
    contests : tuple of str
        Organisations that lead already where the changed mandate comes to lead, neither yielding
        and no agreement naming both (mark C), in a situation that was not contested before.
    free : float or None
        Places that the mandate has free; None where the record does not say.
    """

    contests: tuple[str, ...]
    free: float | None


def side_effects(system: System, changes: Sequence[Change], holds: Holds) -> tuple[SideEffect, ...]:
    """Return what each of some changes, made by itself, brings besides whom it helps.

    Nothing of it hangs on persons, so it may stand beside counts that are withheld.

    Parameters
    ----------
    system : System
        The mandates.
    changes : sequence of Change
        Such as `changes_of` gives.
    holds : "certain" or "possible"
        Whether it is certain to be contested then, or may be.

    Examples
    --------
    Two agencies that could lead for the same people, one of them with two of ten places free:

    >>> from collab_graph.covering.single_changes import single_changes
    >>> from collab_graph.record.record import Record, example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(role="decide", capacity=["", "10"],
    ...                                                occupied=["", "8"])
    >>> system = System.of(Record.from_tables(tables))
    >>> change = next(c for c in single_changes(system) if c.kind == "strength")
    >>> side_effects(system, [change], "certain")
    (SideEffect(contests=('Arbetsförmedlingen',), free=2.0),)
    """
    judge = _Judge(system, holds)
    return tuple(judge.of(change) for change in changes)


class _Judge:
    """Says what changes bring, with what is the same for all computed once."""

    def __init__(self, system: System, holds: Holds) -> None:
        self._system, self._holds = system, holds
        pairs = [pair.boxes for pair in contested_pairs(system, holds)]
        self._contested = stacked(system.atoms.space, pairs)
        self._agreements = agreements_of(system, holds)
        self._number = {mandate.name: n for n, mandate in enumerate(system.mandates)}

    def of(self, change: Change) -> SideEffect:
        """Return what one change brings."""
        number = self._number[change.mandate]
        after = with_changes(self._system, [change])
        own = after.mandates[number]
        if own.capacity == "" or UNKNOWN in (own.capacity, own.occupied):
            free = None
        else:
            free = float(own.capacity) - float(own.occupied or 0)
        if not own.lead:
            return SideEffect((), free)
        comes_to_lead = after.covering(number, self._holds)
        if change.kind in ("value", "place"):
            added = with_mask(after.atoms, change.axis, mask_of(after.atoms, change))
            comes_to_lead = shared(comes_to_lead, added)
        with_whom = (
            mandate.root
            for other, mandate in enumerate(after.mandates)
            if mandate.lead
            and rivals(after, number, other, self._holds)
            and self._newly(after, number, other, comes_to_lead)
        )
        names = {actor_name(after, root) for root in with_whom}
        return SideEffect(tuple(sorted(names)), free)

    def _newly(self, after: System, number: int, other: int, comes_to_lead: Boxes) -> bool:
        """Return whether two mandates contest a situation in which nobody contested before."""
        boxes = met(comes_to_lead, after.covering(other, self._holds))
        for where in binding(after, self._agreements, number, other) if len(boxes) else ():
            boxes = minus(boxes, where)
        return bool(len(boxes)) and bool(len(minus(boxes, self._contested)))
