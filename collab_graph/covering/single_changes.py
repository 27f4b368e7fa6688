"""single_changes: every change that lifts one condition of one mandate of a record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from collab_graph.covering.atoms import NEED, PLACE, TIME, Half, atoms_of
from collab_graph.covering.blockers import Blocker, condition_text
from collab_graph.covering.change_words import (
    added_text,
    day_before,
    exclusion_text,
    no_longer_text,
    period_text,
    standing_text,
    which_text,
)
from collab_graph.covering.changes import Change, ChangeKind
from collab_graph.covering.levels import LEVELS, WAIT_DAYS, Level, check_level
from collab_graph.covering.mandate_boxes import Conditions, Mandate, System
from collab_graph.record.axes import Axis
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.criteria import ranges_text
from collab_graph.record.names import SEVERAL


def single_changes(
    system: System,
    *,
    level: Level = "Z1",
    gaps: bool = False,
    wait_days: float = WAIT_DAYS,
) -> tuple[Change, ...]:
    """Return the single changes of every mandate that covers a need by its role.

    A value of an axis, a place (a leaf of the tree) or a period is one condition, and so is each
    exclusion: it may be lifted whole, or one value of it. On an axis of numbers a value is a piece
    that no mandate and no exclusion divides, whatever the population does. A period is added by
    beginning at the start of an earlier one or ending with a later one. What the level asks for
    besides counts too: to lead (from Z1), to have to (from Z2); a free place, a wait of at most
    ``wait_days`` and a way in of one's own (Z3). Nothing is offered where a cell is unknown.

    Parameters
    ----------
    system : System
        The mandates; a system that looks at one day only is offered the record's period around it.
    level : "Z0" to "Z3"
        Which kinds of standing count.
    gaps : bool
        Also offer, on an axis of numbers, each whole gap of more than one piece, which a person
        would say at once: from "30–64" also "16–29".
    wait_days : float
        The longest wait of a usable mandate.

    Returns
    -------
    tuple of Change
        In file order of the mandates; `changed` makes them in a record.

    Raises
    ------
    InputError
        If there is no such level.

    Examples
    --------
    >>> from collab_graph.record.record import Record, example_tables
    >>> system = System.of(Record.from_tables(example_tables()))
    >>> [(c.kind, c.mandate, c.value, c.label_sv) for c in single_changes(system)]
    [('value', 'm2', '16–29', 'låt Försäkringskassan ta emot även under 30 år'), \
('strength', 'm2', 'lead', 'låt Försäkringskassan leda, inte bara stödja')]
    """
    check_level(level, "single_changes")
    offer = Offer.of(system, LEVELS.index(level), gaps, wait_days)
    return tuple(change for mandate in system.mandates if mandate.covered for change in offer.of_mandate(mandate))  # fmt: skip # noqa: E501


@dataclass(frozen=True, eq=False)
class Offer:
    """What is offered for a mandate, with what is the same for all computed once."""

    system: System
    asked: int
    gaps: bool
    wait_days: float
    periods: tuple[tuple[date | None, date | None], ...]
    """The record's periods; for a system of one day the one around it."""
    rows: dict[str, list[int]]
    """Of each mandate its rows among the exclusions."""
    pieces: dict[str, list[int]]
    """Of each axis of numbers, the masks that no rule divides."""
    which: dict[str, tuple[str, str]]
    """What tells each mandate from the others of its actor, in both languages."""

    @classmethod
    def of(cls, system: System, asked: int, gaps: bool, wait_days: float) -> "Offer":
        """Look at the record once for all mandates."""
        atoms = system.atoms
        periods = atoms.periods
        if len(periods) == 1 and None not in periods[0]:
            whole = atoms_of(system.record)
            at = whole.period_of(periods[0][0]) if periods[0][0] is not None else None
            periods = periods if at is None else (whole.periods[at],)
        rows: dict[str, list[int]] = {}
        for number, name in enumerate(system.record.tables["exclusions"]["mandate"].tolist()):
            rows.setdefault(name, []).append(number)
        pieces = {a.name: _pieces(system, a.name) for a in system.atoms.axes if a.kind == "number"}
        which = {
            own.name: (which_text(system, own, "sv"), which_text(system, own, "en"))
            for own in system.mandates
        }
        return cls(system, asked, gaps, wait_days, periods, rows, pieces, which)

    def of_mandate(self, mandate: Mandate) -> Iterator[Change]:
        """Yield what may be changed of one mandate, where and when it holds and how it stands."""
        yield from self._added(mandate)
        yield from self._periods(mandate)
        for row, exclusion in zip(self.rows.get(mandate.name, []), mandate.exclusions, strict=True):
            yield from self._exclusion(mandate, row, exclusion)
        yield from self._standing(mandate)

    def _added(self, mandate: Mandate) -> Iterator[Change]:
        """Yield a value or place more."""
        atoms, own = self.system.atoms, mandate.conditions
        for at, axis in enumerate(atoms.axes):
            missing = atoms.full[at] & ~own.masks[at]
            for mask in self._values(axis, missing, self.gaps):
                yield self._more(mandate, "value", axis.name, mask, _value(self.system, axis, mask))
        at = atoms.space.position(PLACE)
        for bit, leaf in enumerate(atoms.leaves):
            if not own.masks[at] >> bit & 1:
                yield self._more(mandate, "place", PLACE, 1 << bit, leaf)

    def _values(self, axis: Axis, mask: int, gaps: bool) -> list[int]:
        """Return the masks of the single values in a mask; with gaps whole runs of them too."""
        if axis.kind == "values":
            return [1 << bit for bit in range(mask.bit_length()) if mask >> bit & 1]
        single = [piece for piece in self.pieces[axis.name] if piece & mask]
        runs: list[list[int]] = []
        for piece in single:
            # Two pieces follow on each other where the lowest bit of one is next to the other.
            if runs and piece & -piece == 1 << runs[-1][-1].bit_length():
                runs[-1].append(piece)
            else:
                runs.append([piece])
        return single + [sum(run) for run in runs if gaps and len(run) > 1]

    def _more(self, mandate: Mandate, kind: ChangeKind, axis: str, mask: int, value: str) -> Change:
        sv, en = (added_text(self.system, mandate.actor, axis, mask, x) for x in ("sv", "en"))
        return self._change(mandate, kind, axis, value, sv, en)

    def _change(
        self, mandate: Mandate, kind: ChangeKind, axis: str, value: str, sv: str, en: str
    ) -> Change:
        sv, en = self._which(mandate, sv, en)
        return Change(
            kind, mandate.name, axis, value, None, mandate.source, mandate.reference, sv, en
        )

    def _which(self, mandate: Mandate, sv: str, en: str) -> tuple[str, str]:
        """Return two wordings with what tells the mandate from the others of its actor."""
        own_sv, own_en = self.which[mandate.name]
        return sv + own_sv, en + own_en

    def _periods(self, mandate: Mandate) -> Iterator[Change]:
        if TIME in mandate.conditions.unknown:
            return
        first, last = mandate.valid_from, mandate.valid_to
        for low, after in self.periods:
            if first and (low is None or low.isoformat() < first):
                yield self._period(mandate, "from", "" if low is None else low.isoformat())
            if last and (after is None or day_before(after) > last):
                yield self._period(mandate, "until", day_before(after))

    def _period(self, mandate: Mandate, kind: ChangeKind, value: str) -> Change:
        sv, en = (period_text(self.system, mandate.actor, kind, value, x) for x in ("sv", "en"))
        return self._change(mandate, kind, "", value, sv, en)

    def _exclusion(self, mandate: Mandate, row: int, exclusion: Conditions) -> Iterator[Change]:
        source, reference = exclusion.source or mandate.source, exclusion.reference or mandate.reference  # fmt: skip # noqa: E501
        named = Blocker("exclusion", True, exclusion)
        sv, en = (
            exclusion_text(self.system, mandate.actor, condition_text(self.system, named, x), x)
            for x in ("sv", "en")
        )
        sv, en = self._which(mandate, sv, en)
        yield Change("exclusion", mandate.name, "", "", row, source, reference, sv, en)
        for axis, mask, value in self._excluded(exclusion):
            sv, en = (
                no_longer_text(self.system, mandate.actor, axis, mask, x) for x in ("sv", "en")
            )
            sv, en = self._which(mandate, sv, en)
            yield Change("exclusion value", mandate.name, axis, value, row, source, reference, sv, en)  # fmt: skip # noqa: E501

    def _excluded(self, exclusion: Conditions) -> Iterator[tuple[str, int, str]]:
        """Yield the single values of an exclusion on every axis where it names two or more."""
        atoms = self.system.atoms
        for at, name in enumerate(atoms.space.axes):
            mask = exclusion.masks[at]
            if name == TIME or name in exclusion.unknown or mask == atoms.full[at]:
                continue
            if at < len(atoms.axes):
                axis = atoms.axes[at]
                single = self._values(axis, mask, False)
                said = [_value(self.system, axis, one) for one in single]
            else:
                ids = {PLACE: atoms.leaves, NEED: atoms.needs}[name]
                single = [1 << bit for bit in range(len(ids)) if mask >> bit & 1]
                said = [ids[one.bit_length() - 1] for one in single]
            if len(single) > 1:
                yield from zip([name] * len(single), single, said, strict=True)

    def _standing(self, mandate: Mandate) -> Iterator[Change]:
        wanted: list[tuple[ChangeKind, str]] = []
        if self.asked >= 1 and mandate.strength != "lead":
            wanted.append(("strength", "lead"))
        if self.asked >= 2 and mandate.force != "must":
            wanted.append(("force", "must"))
        if self.asked >= 3:
            if mandate.has_room is False and mandate.occupied != UNKNOWN:
                wanted.append(("capacity", f"{float(mandate.occupied or 0) + 1:g}"))
            if mandate.in_time(self.wait_days) is False:
                wanted.append(("wait_days", f"{self.wait_days:g}"))
            if mandate.entry.stated and mandate.entry.known and not mandate.entry.on_own:
                wanted.append(("entry", "self"))
        for kind, value in wanted:
            sv, en = (
                standing_text(
                    self.system,
                    mandate.actor,
                    kind,
                    value,
                    x,
                    before=mandate.strength if kind == "strength" else "",
                )
                for x in ("sv", "en")
            )
            yield self._change(mandate, kind, "", value, sv, en)


def _pieces(system: System, name: str) -> list[int]:
    """Return the runs of values of an axis of numbers that no mandate or exclusion divides."""
    at = system.atoms.space.position(name)
    masks = [m.conditions.masks[at] for m in system.mandates]
    masks += [e.masks[at] for m in system.mandates for e in m.exclusions]
    rules = sorted(set(masks))
    pieces: list[int] = []
    before: tuple[int, ...] = ()
    for bit in range(system.atoms.space.sizes[at]):
        admitted = tuple(mask >> bit & 1 for mask in rules)
        if pieces and admitted == before:
            pieces[-1] |= 1 << bit
        else:
            pieces.append(1 << bit)
        before = admitted
    return pieces


def _value(system: System, axis: Axis, mask: int) -> str:
    """Return the canonical text of a mask of one axis."""
    if axis.kind == "values":
        return SEVERAL.join(v for bit, v in enumerate(axis.values) if mask >> bit & 1)
    halves = _whole(system.atoms.numbers[axis.name], mask)
    return ranges_text([(low, None if after is None else after - 1) for low, after in halves])


def _whole(pieces: Sequence[Half], mask: int) -> list[Half]:
    """Return the half-open ranges of a mask, joined where they follow on each other."""
    joined: list[Half] = []
    for bit, (low, after) in enumerate(pieces):
        if mask >> bit & 1:
            if joined and joined[-1][1] is not None and joined[-1][1] == low:
                joined[-1] = (joined[-1][0], after)
            else:
                joined.append((low, after))
    return joined
