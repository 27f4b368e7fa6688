"""standing: how each mandate stands to one person's situation — leads, may, supports, fails."""

import pandas as pd

from collab_graph.covering.atoms import Atoms
from collab_graph.covering.blockers import Blocker, Finder, row_of
from collab_graph.covering.boxes import Boxes, meets
from collab_graph.covering.entering import enterable
from collab_graph.covering.inside import holds_throughout
from collab_graph.covering.levels import WAIT_DAYS
from collab_graph.covering.mandate_boxes import Mandate, System

STANDINGS = ("leads", "leads on paper", "may", "supports", "unknown", "fails")
"""From nearest to farthest: a usable must-lead; one that cannot be used; a lead that may; shared or
support; it hangs on something unknown; a condition fails."""

STANDING_COLUMNS = (
    "case", "need", "standing", "mandate", "actor", "actor_name", "condition", "condition_sv",
    "condition_en", "missing", "source", "reference", "status", "checked_on",
)  # fmt: skip


class Standings:
    """Answers how mandates stand to situations, with what is the same for all computed once."""

    def __init__(self, system: System, *, wait_days: float = WAIT_DAYS) -> None:
        self._system = system
        self._wait_days = wait_days
        self._finder = Finder(system, "Z0", "possible", wait_days)
        self._enter = {holds: enterable(system, holds) for holds in ("certain", "possible")}

    def rows(self, case: int, need: str, masks: tuple[int, ...]) -> list[tuple[object, ...]]:
        """Return a row for every mandate of a need and each thing it falls on or hangs on."""
        system = self._system
        box = Boxes.from_masks(system.atoms.space, [masks])
        fails = dict(self._finder.of_box(box))
        found = []
        for number, mandate in enumerate(system.mandates):
            if not mandate.conditions.masks[-1] & masks[-1]:
                continue
            standing, blockers = self._standing(number, mandate, box, masks, fails.get(number, ()))
            rank = (STANDINGS.index(standing), len(blockers), number)
            for blocker in blockers or (None,):
                found.append((rank, number, standing, blocker, len(blockers)))
        found.sort(key=lambda entry: entry[0])
        return [
            (case, need, standing, *row_of(system, number, blocker, missing))
            for _, number, standing, blocker, missing in found
        ]

    def _standing(
        self,
        number: int,
        mandate: Mandate,
        box: Boxes,
        masks: tuple[int, ...],
        fails: tuple[Blocker, ...],
    ) -> tuple[str, tuple[Blocker, ...]]:
        system = self._system
        if not meets(system.covering(number, "possible"), box).any():
            return "fails", fails
        if not holds_throughout(system.covering(number, "certain"), box):
            return "unknown", tuple(self._hangs_on(system.atoms, mandate, masks))
        if not mandate.lead:
            return "supports", ()
        if mandate.force != "must":
            return "may", (Blocker("force", True),)
        return self._usable(number, mandate, box)

    def _usable(self, number: int, mandate: Mandate, box: Boxes) -> tuple[str, tuple[Blocker, ...]]:
        enters = holds_throughout(self._enter["certain"][number], box)
        may_enter = bool(meets(self._enter["possible"][number], box).any())
        states = {
            "capacity": mandate.has_room,
            "wait_days": mandate.in_time(self._wait_days),
            "entry": True if enters else (None if may_enter else False),
        }
        wrong = tuple(Blocker(name, True) for name, state in states.items() if state is False)
        if wrong:
            return "leads on paper", wrong
        unsure = tuple(Blocker(name, False) for name, state in states.items() if state is None)
        return ("unknown", unsure) if unsure else ("leads", ())

    def _hangs_on(self, atoms: Atoms, mandate: Mandate, masks: tuple[int, ...]) -> list[Blocker]:
        """Return the axes on which the situation or the mandate leaves it open whether it holds."""
        own = mandate.conditions
        found = [
            Blocker("period" if axis == "time" else axis, False)
            for axis, has, wants in zip(atoms.space.axes, masks, own.masks, strict=True)
            if axis in own.unknown or has & ~wants
        ]
        excluded = [e for e in mandate.exclusions if all(a & b for a, b in zip(masks, e.masks, strict=True))]  # fmt: skip # noqa: E501
        return [*found, *(self._finder.of_exclusion(exclusion) for exclusion in excluded)]


def standings(
    system: System, cases: list[tuple[int, str, tuple[int, ...]]], *, wait_days: float = WAIT_DAYS
) -> pd.DataFrame:
    """Return how every mandate stands to each case at one need.

    Parameters
    ----------
    system : System
        The mandates.
    cases : list of (int, str, masks)
        Number of the case, need, and one mask per axis.
    wait_days : float
        Longest wait of a usable mandate.

    Returns
    -------
    DataFrame
        As `STANDING_COLUMNS`: one row a mandate of the need and each condition it falls on
        ("fails"), lacks ("leads on paper") or hangs on ("unknown"); nearest first.
    """
    every = Standings(system, wait_days=wait_days)
    rows = [row for case, need, masks in cases for row in every.rows(case, need, masks)]
    return pd.DataFrame(rows, columns=list(STANDING_COLUMNS))
