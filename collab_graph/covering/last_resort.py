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

_WHO = ("actors", "actor_names", "declining", "may_decline", "declining_mandates")


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
        ``situation_en``, ``persons`` (with a population; and ``persons_low``, ``persons_high``
        where they are modelled), ``actors`` (who is left, or may
        be), ``actor_names``, ``declining`` (mandates for the need that are not residual, or may not
        be, and hold nowhere in the zone), ``may_decline`` (those of them that may),
        ``declining_mandates``.

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
    table = described(system, zones, folk, lambda box: _who(system, box, holds), _WHO)
    settings = {"at": at.isoformat() if at else None, "certain": certain}
    step = Step.of("last_resort", settings, {"zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def last_resort_boxes(system: System, holds: Holds) -> tuple[Boxes, Boxes]:
    """Return where residual leads hold while another mandate fails, and where another lead holds.

    A last resort is what the first holds outside the second.

    Parameters
    ----------
    system : System
        The mandates.
    holds : "certain" or "possible"
        "certain": whatever is unknown, ``residual`` among it: residual leads hold for certain, no
        other can lead, and a mandate that is not residual for certain fails for certain;
        "possible": what is unknown can be so that it is a last resort. A mandate of which it is
        unknown whether it is residual is then either, but never both at once.
    """
    against = _against(holds)
    residual, other = residual_cells(holds), _other(holds)
    covering = [(n, mandate) for n, mandate in enumerate(system.mandates) if mandate.covered]
    fails = [n for n, mandate in covering if mandate.residual in other]
    everybody: dict[int | None, Boxes] = {}
    inside = []
    for number, mandate in covering:
        if mandate.lead and mandate.residual in residual:
            itself = number if number in fails else None
            if itself not in everybody:
                rest = [n for n in fails if n != itself]
                everybody[itself] = _nobody_fails(system, rest, against)
            inside.append(minus(system.covering(number, holds), everybody[itself]))
    leads = [n for n, mandate in covering if mandate.lead and mandate.residual not in residual]
    return widest(stacked(system.atoms.space, inside)), system.joined(leads, against)


def _nobody_fails(system: System, numbers: list[int], holds: Holds) -> Boxes:
    """Return where all of some mandates hold that are for a need; everything at a need of none."""
    parts = []
    for bit in range(len(system.atoms.needs)):
        everybody = with_mask(system.atoms, NEED, 1 << bit)
        for number in numbers:
            if system.mandates[number].covered >> bit & 1:
                everybody = met(everybody, system.covering(number, holds))
        parts.append(everybody)
    return widest(stacked(system.atoms.space, parts))


def _against(holds: Holds) -> Holds:
    return "possible" if holds == "certain" else "certain"


def residual_cells(holds: Holds) -> tuple[str, ...]:
    """Return what a cell says of a mandate that is (certain) or may be (possible) residual."""
    return ("yes",) if holds == "certain" else ("yes", UNKNOWN)


def _other(holds: Holds) -> tuple[str, ...]:
    """Return what a cell says of a mandate that is not, or may not be, residual."""
    return ("", "no") if holds == "certain" else ("", "no", UNKNOWN)


def _who(system: System, box: Boxes, holds: Holds) -> dict[str, object]:
    need = int(box.column(NEED)[0])
    last, declining = [], []
    for number, mandate in enumerate(system.mandates):
        if not mandate.covered & need:
            continue
        leads = mandate.lead and holds_somewhere(system.covering(number, holds), box)
        if leads and mandate.residual in residual_cells(holds):
            last.append(mandate.actor)
        elif mandate.residual in _other(holds) and not holds_somewhere(
            system.covering(number, _against(holds)), box
        ):
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
