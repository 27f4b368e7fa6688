"""referral_graph: to whom one may apply, and who may refer to whom, in which situations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from collab_graph.covering.boxes import Boxes, stacked, widest
from collab_graph.covering.entering import enterable
from collab_graph.covering.mandate_boxes import Holds, Mandate, System, everywhere_at_any_need, met

RECEIVING_ROLES = ("assess", "decide", "deliver", "coordinate")
"""The roles in which an actor receives somebody; who pays or informs does not."""


@dataclass(frozen=True, eq=False)
class ReferralGraph:
    r"""The formal referral graph of a record, with the situations in which each part is there.

    Actor A may refer to actor B in a situation where B holds a mandate, at any need, that names A
    (or an actor that A is part of) as a way in. All that follows is at one situation, place and
    date; nobody is sent from one situation to another.

    Parameters
    ----------
    system : System
        The mandates.
    holds : "certain" or "possible"
        How unknown cells are taken; an unknown way in lets everybody in only if "possible".
    actors : tuple of str
        Those who have a mandate, in file order.
    begins : mapping of str to Boxes
        Where one gets in to an actor on one's own (or nothing is said), at any need.
    links : mapping of (str, str) to Boxes
        Where the first may refer to the second, another; pairs that nowhere can are left out.
    """

    system: System
    holds: Holds
    actors: tuple[str, ...]
    begins: Mapping[str, Boxes]
    links: Mapping[tuple[str, str], Boxes]

    @classmethod
    def of(cls, system: System, holds: Holds) -> "ReferralGraph":
        """Draw the graph of a system."""
        own: dict[str, list[int]] = {}
        for number, mandate in enumerate(system.mandates):
            own.setdefault(mandate.actor, []).append(number)
        actors = tuple(actor for actor in system.members if actor in own)
        begins, links = {}, {}
        for actor in actors:
            free = [n for n in own[actor] if open_to_all(system.mandates[n], holds)]
            begins[actor] = _anywhere(system, free, holds)
            sending = {n: senders(system, system.mandates[n]) for n in own[actor]}
            for sender in actors:
                named = [n for n in own[actor] if sender != actor and sender in sending[n]]
                if named and len(boxes := _anywhere(system, named, holds)):
                    links[sender, actor] = boxes
        return cls(system, holds, actors, begins, links)

    def at_need(self, actor: str) -> Boxes:
        """Return where an actor has a mandate to receive somebody at a need, way in or none."""
        return _joined(self.system, (self.system.held(n, self.holds) for n in self._receive(actor)))

    def received(self, actor: str) -> Boxes:
        """Return where one can get in to a mandate of an actor to receive somebody at a need."""
        ways_in = enterable(self.system, self.holds)
        return _joined(
            self.system,
            (met(self.system.held(n, self.holds), ways_in[n]) for n in self._receive(actor)),
        )

    def leading(self, actor: str) -> Boxes:
        """Return where an actor leads a need by a mandate that one can get in to."""
        ways_in = enterable(self.system, self.holds)
        own = [n for n in self._own(actor) if self.system.mandates[n].lead]
        return _joined(
            self.system, (met(self.system.covering(n, self.holds), ways_in[n]) for n in own)
        )

    def exits(self) -> dict[str, Boxes]:
        r"""Return for every actor where somebody leads there, or on some way on from there.

        .. math:: X_A = L_A \cup \bigcup_B (A \to B) \cap X_B, \quad \text{the least solution.}
        """
        found = {actor: self.leading(actor) for actor in self.actors}
        while True:
            after = {
                actor: _joined(
                    self.system,
                    [found[actor], *(met(boxes, found[b]) for b, boxes in self._onward(actor))],
                )
                for actor in self.actors
            }
            if _same(after, found):
                return found
            found = after

    def mutual(self) -> dict[tuple[str, str], Boxes]:
        """Return for every two actors where referrals lead from one to the other and back.

        Each pair stands once, in file order; pairs that are nowhere mutual are left out.
        """
        on = self._reached()
        both = {
            (a, b): met(on[a, b], on[b, a])
            for i, a in enumerate(self.actors)
            for b in self.actors[i + 1 :]
            if (a, b) in on and (b, a) in on
        }
        return {pair: boxes for pair, boxes in both.items() if len(boxes)}

    def _reached(self) -> dict[tuple[str, str], Boxes]:
        """Return where one or more referrals lead from one actor to another."""
        found = dict(self.links)
        for through in self.actors:
            for a in self.actors:
                for b in self.actors:
                    if a != b and (a, through) in found and (through, b) in found:
                        more = met(found[a, through], found[through, b])
                        parts = [found[a, b], more] if (a, b) in found else [more]
                        joined = _joined(self.system, parts)
                        if len(joined):
                            found[a, b] = joined
        return found

    def _own(self, actor: str) -> list[int]:
        return [n for n, mandate in enumerate(self.system.mandates) if mandate.actor == actor]

    def _receive(self, actor: str) -> list[int]:
        return [n for n in self._own(actor) if self.system.mandates[n].role in RECEIVING_ROLES]

    def _onward(self, actor: str) -> list[tuple[str, Boxes]]:
        return [(b, boxes) for (a, b), boxes in self.links.items() if a == actor]


def open_to_all(mandate: Mandate, holds: Holds) -> bool:
    """Whether one gets in on one's own, or nothing is said, or (possible) it is unknown."""
    way = mandate.entry
    return not way.stated or way.on_own or (not way.known and holds == "possible")


def senders(system: System, mandate: Mandate) -> set[str]:
    """Return the actors who may refer to a mandate: those it names and all units below them."""
    return {actor for named in mandate.entry.referrers for actor in system.members[named]}


def _anywhere(system: System, numbers: Iterable[int], holds: Holds) -> Boxes:
    """Return where any of some mandates holds, at every need."""
    return _joined(system, (everywhere_at_any_need(system.held(n, holds)) for n in numbers))


def _joined(system: System, parts: Iterable[Boxes]) -> Boxes:
    return widest(stacked(system.atoms.space, parts))


def _same(one: Mapping[str, Boxes], other: Mapping[str, Boxes]) -> bool:
    return all(np.array_equal(boxes.packed, other[actor].packed) for actor, boxes in one.items())
