"""near_coordinators: what single changes would let somebody hold together what nobody does (ZK)."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.change_words import held_text
from collab_graph.covering.changes import Change
from collab_graph.covering.levels import WAIT_DAYS
from collab_graph.covering.mandate_boxes import Holds, Mandate, System, met
from collab_graph.covering.measures import cells_outside
from collab_graph.covering.people import People, people
from collab_graph.covering.points import holding
from collab_graph.covering.repairs_actions import CALLED
from collab_graph.covering.repairs_question import costs_of
from collab_graph.covering.repairs_spanner import Spanner
from collab_graph.covering.single_changes import Offer
from collab_graph.covering.uncoordinated import (
    coordinated,
    leads_by_root,
    uncoordinated,
    uncoordinated_boxes,
)
from collab_graph.covering.with_changes import with_changes
from collab_graph.covering.wording import actor_name, all_needs_text, need_text
from collab_graph.record.costs import Costs
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe

COLUMNS = (
    "needs", "needs_sv", "needs_en", "kind", "mandate", "axis", "value", "exclusion", "source",
    "reference", "label_sv", "label_en", "actor", "actor_name", "cost", "whole", "share",
)  # fmt: skip
SHARES = ("lead", "shared")
"""How strong a mandate to coordinate must be to hold needs together."""
_LANGUAGES: tuple[Language, Language] = ("sv", "en")


def near_coordinators(
    record: Record,
    *,
    at: date | None = None,
    certain: bool = True,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Return the single changes after which somebody holds together needs that nobody does (ZK).

    An actor that coordinates already may admit one value, place or period more, lift one exclusion
    (or one value of it), share the responsibility where it only supports, or name the needs of the
    set that it lacks; or it gets a new mandate to coordinate them all, for everybody (where nobody
    coordinates anything, an organisation that leads any of them does). With
    :math:`U_N(r)` the situations in which a set of needs N is uncoordinated under the rules r,

    .. math:: \text{share}(c) = 1 - |U_N(r + c)| \,/\, |U_N(r)|

    counted in situations within what was uncoordinated: it hangs on rules alone.

    Parameters
    ----------
    record : Record
        Who does what for whom; its sheet ``costs`` says what changes cost, and which cannot be.
    at : date, optional
        The day looked at; the reference date of the record unless told.
    certain : bool
        True: uncoordinated whatever is unknown; False: where it may be.
    progress : callable
        Told how many sets of needs are done.

    Returns
    -------
    DataFrame
        One row a set of needs (as `uncoordinated` finds them) and change that closes any of it:
        ``needs``, ``needs_sv``, ``needs_en``; the fields of a `Change` (``kind`` "spanner" is a new
        mandate, without ``mandate``); ``actor``, ``actor_name``, ``cost`` (of each need or value
        named: 1 unless the record says otherwise), ``whole`` (nothing of the set is left),
        ``share`` (above 0, at most 1), and with a population ``persons`` (with this set, no longer
        uncoordinated). Within a set those that close it whole come first, the cheapest, then by
        share.

    Examples
    --------
    One agency leads work, another income; the first coordinates work only:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["needs"] = pd.DataFrame({"need": ["work", "pay"], "label_sv": ["arbete", "lön"]})
    >>> lead = tables["mandates"].assign(needs=["work", "pay"], strength="lead", age="")
    >>> holds = lead.iloc[[0]].assign(mandate="m3", role="coordinate")
    >>> tables["mandates"] = pd.concat([lead, holds], ignore_index=True)
    >>> found = near_coordinators(Record.from_tables(tables))
    >>> found[["kind", "label_sv", "cost", "whole"]].to_numpy().tolist()
    [['need', 'låt Arbetsförmedlingen hålla ihop även lön', 1.0, True],
     ['spanner', 'ge Arbetsförmedlingen i uppdrag att hålla ihop arbete och lön', 1.0, True]]
    """
    day = at or record.reference_date
    system = System.of(record, at=day)
    folk = people(record, system.atoms, progress=progress)
    sets = sorted(uncoordinated(record, at=day, certain=certain)["needs"])
    table = coordinators_for(system, sets, folk=folk, certain=certain, progress=progress)
    settings: dict[str, Setting] = {"at": day.isoformat(), "certain": certain}
    step = Step.of("near_coordinators", settings, {"sets": len(sets), "changes": len(table)})
    return with_recipe(table, record.recipe.then(step))


def coordinators_for(
    system: System,
    sets: Sequence[str],
    *,
    folk: People | None = None,
    certain: bool = True,
    progress: Progress = silent,
) -> pd.DataFrame:
    """Return the rows of `near_coordinators` for some sets of needs, in their order.

    Parameters
    ----------
    system : System
        The mandates on one day.
    sets : sequence of str
        Ids of needs between "; ".
    folk : People, optional
        Whom to count; otherwise nobody, and all that is told hangs on rules alone.
    certain, progress
        As in `near_coordinators`.
    """
    search = _Search(system, folk, "certain" if certain else "possible")
    rows: list[dict[str, object]] = []
    for done, needs in enumerate(sets):
        progress("near_coordinators", done, len(sets))
        rows += search.of_set(needs)
    progress("near_coordinators", len(sets), len(sets))
    table = pd.DataFrame(rows, columns=[*COLUMNS, *(["persons"] if folk is not None else [])])
    table["exclusion"] = table["exclusion"].astype("Int64")
    return table


@dataclass(frozen=True, eq=False)
class _Search:
    """What every mandate to coordinate may be changed to, and what each change closes."""

    system: System
    folk: People | None
    holds: Holds

    @property
    def against(self) -> Holds:
        """Return how a coordinator must hold for a set not to be uncoordinated."""
        return "possible" if self.holds == "certain" else "certain"

    @cached_property
    def costs(self) -> Costs:
        return costs_of(self.system.record, self.system, None)

    @cached_property
    def coordinating(self) -> list[tuple[int, Mandate]]:
        return [(n, m) for n, m in enumerate(self.system.mandates) if m.role == "coordinate"]

    @cached_property
    def wider(self) -> dict[int, tuple[tuple[Change, System], ...]]:
        """Return for each mandate that coordinates what may be widened, and the mandates then."""
        # To hold at all is asked, not how it stands: sharing is enough, and that is told apart.
        offer = Offer.of(self.system, 0, True, WAIT_DAYS)
        return {
            number: tuple((one, with_changes(self.system, [one])) for one in offer.of_mandate(own))
            for number, own in self.coordinating
        }

    def of_set(self, needs: str) -> list[dict[str, object]]:
        """Return the rows of one set of needs."""
        bits = [self.system.atoms.needs.index(need) for need in needs.split(SEVERAL)]
        mask = sum(1 << bit for bit in bits)
        apart = uncoordinated_boxes(self.system, bits, self.holds)
        if not len(apart):
            return []
        nothing = Boxes.from_masks(apart.space, [])
        whole, values, weights = cells_outside(apart, nothing), *self._persons(mask)
        said = {"needs": needs, "needs_sv": need_text(self.system, mask, "sv"),
                "needs_en": need_text(self.system, mask, "en")}  # fmt: skip
        rows: list[dict[str, object]] = []
        for change, closed in self._closing(mask, bits, apart):
            cost = self._cost(change)
            cells = cells_outside(closed, nothing) if len(closed) else 0
            if cost is None or not cells:
                continue
            row = said | self._fields(change)
            row |= {"cost": cost, "whole": cells == whole, "share": cells / whole}
            if self.folk is not None:
                inside = holding(closed, values).any(axis=1)
                row["persons"] = float(weights[inside].sum())
            rows.append(row)
        return sorted(rows, key=_order)

    def _persons(self, mask: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the persons who have just this set of needs."""
        if self.folk is None:
            return np.zeros((0, 0), np.int64), np.zeros(0)
        some = self.folk.needs == mask
        return self.folk.values[some], self.folk.weights[some]

    def _closing(
        self, mask: int, bits: list[int], apart: Boxes
    ) -> Iterator[tuple[Change | Spanner, Boxes]]:
        """Yield each change with what it closes; leads only grow, so to be held is to be closed."""
        for number, mandate in self.coordinating:
            for change, after in self._changes(number, mandate, mask):
                held = coordinated(after, number, bits, self.against)
                yield change, met(apart, held)
        for actor in self._who_could(bits):
            yield self._new(actor, mask), apart

    def _who_could(self, bits: list[int]) -> list[str]:
        """Return who coordinates something already; where nobody does, who leads any of a set."""
        if self.coordinating:
            return sorted({mandate.actor for _, mandate in self.coordinating})
        return sorted({x for bit in bits for x in leads_by_root(self.system, bit, self.holds)})

    def _changes(self, number: int, mandate: Mandate, mask: int) -> Iterator[tuple[Change, System]]:
        """Yield the changes of a mandate that may alone let it hold a set together."""
        missing = mask & ~mandate.conditions.masks[-1]
        shares = mandate.strength in SHARES
        if missing and shares and "need" not in mandate.conditions.unknown:
            yield self._made(self._named(mandate, missing))
        elif not missing and not shares:
            yield self._made(self._shared(mandate))
        elif not missing:
            yield from self.wider[number]

    def _made(self, change: Change) -> tuple[Change, System]:
        return change, with_changes(self.system, [change])

    def _named(self, mandate: Mandate, missing: int) -> Change:
        needs = [n for bit, n in enumerate(self.system.atoms.needs) if missing >> bit & 1]
        sv, en = (held_text(self.system, mandate.actor, missing, x) for x in _LANGUAGES)
        return Change(
            "need", mandate.name, "need", SEVERAL.join(needs), None, mandate.source,
            mandate.reference, sv, en,
        )  # fmt: skip

    def _shared(self, mandate: Mandate) -> Change:
        who = actor_name(self.system, mandate.actor)
        return Change(
            "strength", mandate.name, "", "shared", None, mandate.source, mandate.reference,
            f"låt {who} dela ansvaret för att hålla ihop, inte bara stödja",
            f"let {who} share in holding them together, not only support",
        )  # fmt: skip

    def _new(self, actor: str, mask: int) -> Spanner:
        needs = [n for bit, n in enumerate(self.system.atoms.needs) if mask >> bit & 1]
        who = actor_name(self.system, actor)
        sv, en = (all_needs_text(self.system, mask, x) for x in _LANGUAGES)
        return Spanner(
            "", actor, SEVERAL.join(needs), "",
            f"ge {who} i uppdrag att hålla ihop {sv}", f"mandate {who} to hold {en} together",
        )  # fmt: skip

    def _cost(self, change: Change | Spanner) -> float | None:
        if isinstance(change, Spanner):
            return self.costs.price("spanner", "", change.actor, change.source)
        actors = {mandate.name: mandate.actor for mandate in self.system.mandates}
        called = CALLED.get(change.kind, change.kind)
        price = self.costs.price(called, change.mandate, actors[change.mandate], change.source)
        several = len(change.value.split(SEVERAL)) if change.kind == "need" else 1
        return None if price is None else price * several

    def _fields(self, change: Change | Spanner) -> dict[str, object]:
        if isinstance(change, Spanner):
            plain = Change(
                "need", "", change.axis, change.value, None, change.source, change.reference,
                change.label_sv, change.label_en,
            )  # fmt: skip
            fields = _named_fields(plain) | {"kind": change.kind}
            actor = change.actor
        else:
            fields = _named_fields(change)
            actor = next(m.actor for m in self.system.mandates if m.name == change.mandate)
        return fields | {"actor": actor, "actor_name": actor_name(self.system, actor)}


def _named_fields(change: Change) -> dict[str, object]:
    return dict(zip(COLUMNS[3:12], astuple(change), strict=True))


def _order(row: dict[str, object]) -> tuple[object, ...]:
    """Return what rows of a set are ordered by: whole, the cheapest; then the most."""
    cost, share = row["cost"], row["share"]
    assert isinstance(cost, float)
    assert isinstance(share, float)
    first = (0, cost, 0.0) if row["whole"] else (1, -share, cost)
    return (*first, row["kind"] == "spanner", row["mandate"], row["label_sv"], row["actor"])
