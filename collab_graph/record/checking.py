"""checking: from raw tables to canonical ones, with every fault of all of them at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from collab_graph.record.about import check_about
from collab_graph.record.axes import DEGREE, Axis
from collab_graph.record.axis_tables import check_axes, read_axes
from collab_graph.record.cells import convert_kinds
from collab_graph.record.contracts import (
    AXES,
    MARGIN_OF_NEED,
    SHEETS,
    UNKNOWN,
    VALUES,
    Sheet,
)
from collab_graph.record.criteria import criterion
from collab_graph.record.entries import entry
from collab_graph.record.faults import RecordFault
from collab_graph.record.headings import sheet_text
from collab_graph.record.margin_checks import check_margins
from collab_graph.record.names import SEVERAL, Names, folded
from collab_graph.record.plain import NO_SHEET, RawSheets
from collab_graph.record.private import looks_like_identity_number
from collab_graph.record.private_cells import blame_private_cells
from collab_graph.record.relations import check_relations
from collab_graph.record.sheet_text import SheetText

References = Mapping[str, Names]

_ALIKE = 0.75
"""Likeness of names from which a sheet is taken for a misspelt one ("Uppdarg" has 0.86)."""

_SINGLE = {
    "actors": {"parent": "actors"},
    "axes": {"assessor": "actors"},
    "values": {"axis": "axes"},
    "places": {"parent": "places"},
    "travel": {"from": "places", "to": "places"},
    "mandates": {"actor": "actors"},
    "exclusions": {"mandate": "mandates"},
    "interventions": {"actor": "actors", "mandate": "mandates"},
    "population": {"place": "places"},
    "margins": {"axis": "axes or need", "place": "places"},
    "costs": {"mandate": "mandates", "actor": "actors"},
}
"""Columns whose cells name one thing of another sheet."""

_SEVERAL = {
    "mandates": {"needs": "needs", "places": "places", "yields_to": "actors or mandates"},
    "exclusions": {"needs": "needs", "places": "places"},
    "interventions": {"needs": "needs", "places": "places"},
    "collaborations": {"actors": "actors", "needs": "needs", "places": "places"},
    "population": {"needs": "needs"},
}
"""Columns whose cells may name several; all but actors may be unknown."""


@dataclass(frozen=True)
class Checked:
    """What checking gives: tables as text, axes, the number of every row, and the faults."""

    texts: Mapping[str, SheetText]
    axes: tuple[Axis, ...]
    faults: tuple[RecordFault, ...]


def checked(sheets: RawSheets, *, other_titles: Sequence[str] = ()) -> Checked:
    """Check raw tables against the contract and each other.

    Parameters
    ----------
    sheets : mapping of str to RawSheet
        Raw tables by English sheet name; a sheet that is missing counts as one without rows.
    other_titles : sequence of str
        Sheets beside them that are none of a record's: one that is called almost as a missing
        sheet is a fault.

    Returns
    -------
    Checked
        Faults by sheet, row and column; where there is none the texts are canonical.
    """
    texts = {sheet.name: _text(sheet, sheets, other_titles) for sheet in (AXES, VALUES)}
    for text in texts.values():
        blame_private_cells(text, frozenset())
    axes = read_axes(texts["axes"], texts["values"])
    for sheet in SHEETS:
        if sheet.name not in texts:
            texts[sheet.name] = _text(sheet, sheets, other_titles, axes)
    known = _known_words(texts)
    for name, text in texts.items():
        if name not in ("axes", "values"):
            blame_private_cells(text, known)
    texts = {sheet.name: texts[sheet.name] for sheet in SHEETS}
    for text in texts.values():
        convert_kinds(text)
    references = _references(texts, axes)
    for text in texts.values():
        _resolve(text, axes, references)
    check_about(texts["about"])
    check_axes(texts["axes"], texts["values"], axes)
    check_relations(texts)
    check_margins(texts["margins"], texts["places"], axes)
    return Checked(texts, axes, _in_order(texts))


def _text(
    sheet: Sheet, sheets: RawSheets, other_titles: Sequence[str], axes: Sequence[Axis] = ()
) -> SheetText:
    """Return a sheet's cells; a required sheet that is missing is a fault."""
    raw = sheets.get(sheet.name)
    text = sheet_text(sheet, raw or NO_SHEET.called(sheet.title_sv), axes)
    near = _called_almost(sheet, other_titles) if raw is None else None
    if raw is None and (sheet.required or near):
        text.of_sheet(
            RecordFault(
                f"the sheet is missing (in English {sheet.name!r}).",
                nearest=near,
                expected_sv="bladet saknas.",
            )
        )
    return text


def _called_almost(sheet: Sheet, titles: Sequence[str]) -> str | None:
    """Return the title that seems to be the sheet's, misspelt."""
    if any(map(looks_like_identity_number, titles)):
        return None
    likeness = {
        title: max(
            SequenceMatcher(None, folded(title), folded(name)).ratio()
            for name in (sheet.name, sheet.title_sv)
        )
        for title in titles
    }
    near = [title for title, like in likeness.items() if like >= _ALIKE]
    return max(near, key=lambda title: (likeness[title], title)) if near else None


def _known_words(texts: Mapping[str, SheetText]) -> frozenset[str]:
    """Return the words that the record's actors and places are called by."""
    said = [
        cell
        for sheet, columns in (("actors", ("actor", "name")), ("places", ("place", "name")))
        for column in columns
        for cell in texts[sheet].columns[column]
    ]
    return frozenset(word.casefold() for cell in said for word in cell.split())


def _references(texts: Mapping[str, SheetText], axes: Sequence[Axis]) -> dict[str, Names]:
    """Return what may be named in cells of other sheets."""

    def listed(sheet: str, column: str, labels: Sequence[str], *kind: str) -> Names:
        text = texts[sheet]
        ids = tuple(cell for _, cell in text.filled(column))
        pairs = tuple(
            (label, name)
            for heading in labels
            for label, name in zip(text.columns[heading], text.columns[column], strict=True)
            if label and name
        )
        return Names(kind[0], kind[1], ids, pairs, listed=True)

    actors = listed("actors", "actor", ["name"], "an actor of the record", "en aktör i underlaget")
    axis_ids = tuple(axis.name for axis in axes)
    axis_labels = tuple((t, a.name) for a in axes for t in (a.label_sv, a.label_en) if t)
    mandates = listed(
        "mandates", "mandate", [], "a mandate of the record", "ett uppdrag i underlaget"
    )
    return {
        "actors": actors,
        "needs": listed(
            "needs",
            "need",
            ["label_sv", "label_en"],
            "a need of the record",
            "ett behov i underlaget",
        ),
        "places": listed(
            "places", "place", ["name"], "a place of the record", "en plats i underlaget"
        ),
        "mandates": mandates,
        "actors or mandates": Names(
            "an actor or a mandate of the record",
            "en aktör eller ett uppdrag i underlaget",
            (*actors.ids, *(m for m in mandates.ids if m not in actors.ids)),
            actors.labels,
            listed=True,
        ),
        "axes": Names(
            "an axis of the record", "en axel i underlaget", axis_ids, axis_labels, listed=True
        ),
        "axes or need": Names(
            "an axis of the record, or 'need'",
            "en axel i underlaget, eller 'behov'",
            (*axis_ids, *({MARGIN_OF_NEED} - {*axis_ids})),
            (*axis_labels, ("behov", MARGIN_OF_NEED)),
            listed=True,
        ),
    }


def _resolve(text: SheetText, axes: Sequence[Axis], references: References) -> None:
    """Put every cell that names something, or is a criterion, into canonical text."""
    name = text.sheet.name
    for column, kind in _SINGLE.get(name, {}).items():
        text.convert(column, references[kind].one)
    for column, kind in _SEVERAL.get(name, {}).items():
        text.convert(column, _several(references[kind]))
    if name == "mandates":
        text.convert("entry", lambda cell: entry(cell, references["actors"]).text())
    if name in ("mandates", "interventions"):
        text.convert("degree", lambda cell: criterion(DEGREE, cell).text)
    if text.sheet.per_axis:
        for axis in axes:
            text.convert(axis.name, _criterion_text(axis))
    if name == "margins":
        _resolve_margins(text, axes, references["needs"])


def _several(names: Names) -> Callable[[str], str]:
    """Return what puts several names into canonical text."""

    def canonical(cell: str) -> str:
        if cell == UNKNOWN and "actor" not in names.kind:
            return UNKNOWN
        return SEVERAL.join(names.several(cell))

    return canonical


def _criterion_text(axis: Axis) -> Callable[[str], str]:
    """Return what puts a criterion of one axis into canonical text."""
    return lambda cell: criterion(axis, cell).text


def _resolve_margins(text: SheetText, axes: Sequence[Axis], needs: Names) -> None:
    """Put each value of a margin into the canonical text of the axis its row names."""
    by_name = {axis.name: axis for axis in axes}
    named = text.columns["axis"]
    for name in sorted(set(named) & set(by_name)):
        rows = [i for i, axis in enumerate(named) if axis == name]
        text.convert_rows("value", rows, _criterion_text(by_name[name]))
    if MARGIN_OF_NEED not in by_name:
        rows = [i for i, axis in enumerate(named) if axis == MARGIN_OF_NEED]
        text.convert_rows("value", rows, needs.one)


def _in_order(texts: Mapping[str, SheetText]) -> tuple[RecordFault, ...]:
    """Return all faults by sheet, row and column."""
    found: list[RecordFault] = []
    for text in texts.values():
        columns = {text.heading(column): i for i, column in enumerate(text.columns)}

        def place(fault: RecordFault, columns: dict[str, int] = columns) -> tuple[int, int, str]:
            return fault.row or 0, columns.get(fault.column or "", -1), str(fault)

        found += sorted(dict.fromkeys(text.faults), key=place)
    return tuple(found)
