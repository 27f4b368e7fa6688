"""last_resort: where only those lead who step in when nobody else does (Svarte Petter)."""

from datetime import date

import pandas as pd

from collab_graph.covering.atoms import NEED
from collab_graph.covering.boxes import Boxes, stacked, widest
from collab_graph.covering.inside import described, holds_somewhere, minus, widest_inside
from collab_graph.covering.mandate_boxes import Holds, System, met, with_mask
from collab_graph.covering.people import people
from collab_graph.covering.wording import actor_name
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe


def last_resort(record: Record, *, at: date | None = None, certain: bool = True) -> pd.DataFrame:
    """Return where only residual leads hold and a mandate that is not residual fails (mark L).

    Parameters
    ----------
    record : Record
        Who does what for whom.
    at : date, optional
        Look at this day only.
    certain : bool
        True: last resort whatever is unknown; False: where it may be.

    Returns
    -------
    DataFrame
        One row a widest zone: ``need``, ``need_sv``, ``need_en``, ``situation_sv``,
        ``situation_en``, ``persons`` (with a population), ``actors`` (who is left),
        ``actor_names``, ``declining`` (mandates for the need, not residual, that hold nowhere
        in the zone),
        ``may_decline`` (those of them that may), ``declining_mandates``.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(
    ...     strength="lead", residual=["nej", "ja"], age=["under 40", ""]
    ... )
    >>> found = last_resort(Record.from_tables(tables))
    >>> found.loc[0, ["situation_sv", "actors"]].tolist()
    ['40 år och äldre', 'FK']
    """
    system = System.of(record, at=at)
    folk = people(record, system.atoms)
    holds: Holds = "certain" if certain else "possible"
    inside, outside = last_resort_boxes(system, holds)
    zones = widest_inside(inside, outside)
    table = described(system, zones, folk, lambda box: _who(system, box, holds))
    settings = {"at": at.isoformat() if at else None, "certain": certain}
    step = Step.of("last_resort", settings, {"zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def last_resort_boxes(system: System, holds: Holds) -> tuple[Boxes, Boxes]:
    """Return where residual leads hold, and what of it is no last resort.

    The second has where a lead that is not residual holds, and where everybody for the need holds
    who is not residual, so that nobody declines; needs with no such mandate are left out of both.

    Parameters
    ----------
    system : System
        The mandates.
    holds : "certain" or "possible"
        "certain": residual leads hold for certain and others possibly; "possible" the other way.
    """
    against: Holds = "possible" if holds == "certain" else "certain"
    sure = [mandate.residual == "yes" for mandate in system.mandates]
    maybe = [mandate.residual in ("yes", UNKNOWN) for mandate in system.mandates]
    residual, other = (sure, sure) if holds == "certain" else (maybe, maybe)
    covering = [n for n, mandate in enumerate(system.mandates) if mandate.covered]
    last = [n for n in covering if residual[n] and system.mandates[n].lead]
    others = [n for n in covering if not other[n]]
    leads = [n for n in others if system.mandates[n].lead]
    kept = [system.joined(leads, against)]
    answered = 0
    for bit in range(len(system.atoms.needs)):
        of_need = [n for n in others if system.mandates[n].covered >> bit & 1]
        everybody = with_mask(system.atoms, NEED, 1 << bit)
        answered |= (1 << bit) if of_need else 0
        for number in of_need:
            everybody = met(everybody, system.covering(number, against))
        if of_need:
            kept.append(everybody)
    inside = met(system.joined(last, holds), with_mask(system.atoms, NEED, answered))
    return inside, widest(stacked(system.atoms.space, kept))


def is_last_resort(system: System, holds: Holds, box: Boxes) -> bool:
    """Whether any part of a box is a last resort."""
    inside, outside = last_resort_boxes(system, holds)
    return len(minus(met(inside, box), outside)) > 0


def _who(system: System, box: Boxes, holds: Holds) -> dict[str, object]:
    need = int(box.column(NEED)[0])
    against: Holds = "possible" if holds == "certain" else "certain"
    last, declining = [], []
    for number, mandate in enumerate(system.mandates):
        if not mandate.covered & need:
            continue
        if mandate.residual == "yes":
            if mandate.lead and holds_somewhere(system.covering(number, holds), box):
                last.append(mandate.actor)
        elif not holds_somewhere(system.covering(number, against), box):
            declining.append(number)
    may = [n for n in declining if system.mandates[n].may_decline == "yes"]
    actors = list(dict.fromkeys(last))
    return {
        "actors": SEVERAL.join(actors),
        "actor_names": SEVERAL.join(actor_name(system, actor) for actor in actors),
        "declining": len(declining),
        "may_decline": len(may),
        "declining_mandates": SEVERAL.join(system.mandates[n].name for n in declining),
    }
