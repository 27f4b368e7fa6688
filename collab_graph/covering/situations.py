"""situations: rows that describe one person's situation, as boxes of the space."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from collab_graph.covering.atoms import NEED, PLACE, TIME, Atoms, need_names, place_names
from collab_graph.covering.boxes import Boxes
from collab_graph.record.axes import Axis
from collab_graph.record.cells import date_text
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.criteria import criterion
from collab_graph.record.faults import RecordFault
from collab_graph.record.names import SEVERAL, Names, folded
from collab_graph.record.plain import plain_text
from collab_graph.record.private import looks_like_identity_number, looks_like_private_heading
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError, nearest_names

_PLACE = ("place", "plats", "places", "platser")
_NEED = ("need", "needs", "behov")
_DATE = ("date", "datum", "time", "day", "dag")


@dataclass(frozen=True, eq=False)
class Situations:
    """Cases with what is not known of each left open.

    Parameters
    ----------
    table : DataFrame
        Canonical text: one column per axis of the record, ``place``, ``date`` and ``needs``; ""
        where nothing is known.
    boxes : Boxes
        One a case, admitting all it may be; at all its needs.
    needs : tuple of tuple of str
        The needs of each case: all of the record's where none is said.
    """

    table: pd.DataFrame
    boxes: Boxes
    needs: tuple[tuple[str, ...], ...]

    def at_need(self, atoms: Atoms, case: int, need: str) -> tuple[int, ...]:
        """Return the masks of one case at one of its needs."""
        masks = [int(self.boxes.column(axis)[case]) for axis in atoms.space.axes]
        return (*masks[:-1], atoms.of_needs(need))


def situations(
    record: Record, atoms: Atoms, cases: pd.DataFrame | Mapping[str, object]
) -> Situations:
    """Read cases as a person types them.

    Parameters
    ----------
    record : Record
        Whose axes, needs and places are spoken of.
    atoms : Atoms
        The space of that record.
    cases : DataFrame or mapping
        One case a row (a mapping is one): columns by the id or label of an axis, ``place``,
        ``needs`` and ``date``, in Swedish or English. Blank, ``?`` or no column: not known.
        Without a date the reference date is meant.

    Returns
    -------
    Situations
        The same rows, read.

    Raises
    ------
    InputError
        With every fault: a column that is no axis, a value that is none, and anything that looks
        like a personal identity number, which is never repeated.

    Examples
    --------
    >>> from collab_graph.covering.atoms import atoms_of
    >>> from collab_graph.record.record import example_tables
    >>> record = Record.from_tables(example_tables())
    >>> read = situations(record, atoms_of(record), {"ålder": "31", "plats": "Norrsjö"})
    >>> read.table.to_dict("records")
    [{'age': '31', 'place': 'norrsjö', 'date': '2026-11-01', 'needs': ''}]
    """
    table = pd.DataFrame([cases]) if isinstance(cases, Mapping) else cases
    texts = table.map(plain_text)
    headings = [str(name) for name in table.columns]
    meant, faults = _columns(record, headings)
    private = _private(texts)
    if private:
        # Nothing else is said of such a row: it would repeat what must not be repeated.
        raise InputError("situations", [*faults, *private])
    called = dict(zip(reversed(meant), reversed(headings), strict=True))
    rows = []
    for number, row in enumerate(texts.itertuples(index=False, name=None)):
        said = {meant[i]: cell for i, cell in enumerate(row)}
        rows.append(_canonical(record, said, number + 1, called, faults))
    if faults:
        raise InputError("situations", faults)
    columns = [*(axis.name for axis in record.axes), PLACE, "date", "needs"]
    canonical = pd.DataFrame(rows, columns=columns, dtype="str")
    masks = [_masks(atoms, row) for row in canonical.to_dict("records")]
    needs = tuple(tuple(n.split(SEVERAL)) if n else atoms.needs for n in canonical["needs"])
    return Situations(canonical, Boxes.from_masks(atoms.space, masks), needs)


def _columns(record: Record, headings: Sequence[str]) -> tuple[list[str], list[RecordFault]]:
    """Return what each heading stands for, and the faults of those that stand for nothing."""
    known = {folded(t): a.name for a in record.axes for t in (a.label_sv, a.label_en, a.name) if t}
    known |= dict.fromkeys(_PLACE, PLACE) | dict.fromkeys(_NEED, "needs")
    known |= dict.fromkeys(_DATE, "date")
    meant: list[str] = []
    faults: list[RecordFault] = []
    for heading in headings:
        name = known.get(folded(heading), "")
        if looks_like_private_heading(heading):
            faults.append(
                RecordFault(
                    "a column promises personal data; take it out: no answer needs it",
                    expected_sv="en uppgift lovar personuppgifter; ta bort den: inget svar "
                    "behöver den",
                )
            )
        elif not name:
            near = nearest_names(heading, known)
            said = f"column {heading!r} is no axis of the record, nor place, needs or date."
            sv = f"{heading!r} är ingen axel i underlaget, och inte plats, behov eller datum."
            faults.append(RecordFault(said, nearest=near[0] if near else None, expected_sv=sv))
        elif name in meant:
            said, sv = f"two columns stand for {name!r}; keep one", f"{name!r} är sagt två gånger"
            faults.append(RecordFault(said, expected_sv=sv))
        meant.append(name)
    return meant, faults


def _private(texts: pd.DataFrame) -> list[RecordFault]:
    return [
        RecordFault(
            "looks like a personal identity number and is not read; take it out: no answer needs "
            "to know who it is",
            row=number + 1,
            expected_sv="ser ut som ett personnummer och läses inte; ta bort det: inget svar "
            "behöver veta vem det är",
        )
        for number, row in enumerate(texts.itertuples(index=False, name=None))
        if any(looks_like_identity_number(cell) for cell in row)
    ]


def _canonical(
    record: Record,
    said: Mapping[str, str],
    row: int,
    called: Mapping[str, str],
    faults: list[RecordFault],
) -> dict[str, str]:
    """Return the cells of a case as canonical text; note what cannot be read."""
    known = {name: "" if cell == UNKNOWN else cell for name, cell in said.items()}

    def read(name: str, canonical: Callable[[str], str]) -> str:
        try:
            return canonical(known.get(name, ""))
        except InputError as error:
            column = called.get(name, name)
            for problem in error.problems:
                fault = problem if isinstance(problem, RecordFault) else RecordFault(str(problem))
                faults.append(replace(fault, row=row, column=column))
            return ""

    def several(names: Names) -> Callable[[str], str]:
        return lambda cell: SEVERAL.join(names.several(cell)) if cell else ""

    def admitted(axis: Axis) -> Callable[[str], str]:
        return lambda cell: criterion(axis, cell).text

    found = {axis.name: read(axis.name, admitted(axis)) for axis in record.axes}
    found[PLACE] = read(PLACE, several(place_names(record)))
    found["needs"] = read("needs", several(need_names(record)))
    found["date"] = (
        read("date", lambda cell: date_text(cell) if cell else "")
        or record.reference_date.isoformat()
    )
    return found


def _masks(atoms: Atoms, row: Mapping[Any, str]) -> tuple[int, ...]:
    own = [atoms.of_criterion(axis, criterion(axis, row[axis.name])) for axis in atoms.axes]
    day = row["date"]
    by_axis = {
        PLACE: atoms.of_places(row[PLACE]),
        TIME: atoms.of_period(day, day),
        NEED: atoms.of_needs(row["needs"]),
    }
    return (*own, *by_axis.values())
