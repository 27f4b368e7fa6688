"""entering: who can get in to a mandate at all, by oneself or by referrals that begin somewhere."""

import numpy as np

from collab_graph.covering.boxes import Boxes, stacked, widest
from collab_graph.covering.mandate_boxes import Holds, System, everywhere_at_any_need, met


def enterable(system: System, holds: Holds) -> tuple[Boxes, ...]:
    r"""Return for every mandate the situations from which one can get in to it.

    .. math:: E_m = X \text{ if } m \text{ is entered on one's own or says nothing, else }
              E_m = \bigcup_{r \text{ refers to } m} \; \bigcup_{n \text{ of } r} H_n \cap E_n

    and of all solutions the smallest: two that only refer to each other let nobody in. ``H_n`` is
    where mandate n holds for this situation, place and date at any need, in whatever role; a
    referrer stands for itself and every unit below it.

    Parameters
    ----------
    system : System
        The mandates.
    holds : "certain" or "possible"
        An unknown way in lets nobody in (certain) or everybody (possible).

    Returns
    -------
    tuple of Boxes
        One a mandate, in their order; where one can get in, at every need.
    """
    if holds not in system.ways_in:
        system.ways_in[holds] = _least_fixpoint(system, holds)
    return system.ways_in[holds]


def _least_fixpoint(system: System, holds: Holds) -> tuple[Boxes, ...]:
    space = system.atoms.space
    everyone, nobody = Boxes.everything(space), Boxes.from_masks(space, [])
    ways = [mandate.entry for mandate in system.mandates]
    open_to_all = [
        not way.stated or way.on_own or (not way.known and holds == "possible") for way in ways
    ]
    found = [everyone if is_open else nobody for is_open in open_to_all]
    senders = [senders_of(system, number) for number in range(len(ways))]
    held = {
        sender: everywhere_at_any_need(system.held(sender, holds))
        for sender in sorted({sender for several in senders for sender in several})
    }
    while True:
        from_here = {sender: met(held[sender], found[sender]) for sender in held}
        after = [
            everyone
            if is_open
            else widest(stacked(space, [from_here[sender] for sender in senders[number]]))
            for number, is_open in enumerate(open_to_all)
        ]
        if all(np.array_equal(a.packed, b.packed) for a, b in zip(after, found, strict=True)):
            return tuple(found)
        found = after


def senders_of(system: System, number: int) -> list[int]:
    """Return the mandates of everybody who may refer to a mandate."""
    referrers = system.mandates[number].entry.referrers
    actors = {actor for referrer in referrers for actor in system.members[referrer]}
    return [k for k, mandate in enumerate(system.mandates) if mandate.actor in actors]
