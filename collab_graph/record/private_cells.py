"""private_cells: cells that seem to hold personal data, refused before anything else is read."""

from collab_graph.record.faults import RecordFault
from collab_graph.record.private import (
    is_a_person,
    looks_like_identity_number,
    masked,
    names_a_person,
)
from collab_graph.record.sheet_text import SheetText

WHOLE_NAMES = {
    "mandates": ("checked_by", "financier"),
    "axes": ("assessor",),
}
"""Columns where a role or an organisation is expected: two capitalised words that are neither are
taken for a person."""


def blame_private_cells(text: SheetText, known_words: frozenset[str]) -> None:
    """Note every cell that seems to hold personal data; it becomes blank and is never shown whole.

    Parameters
    ----------
    text : SheetText
        The sheet.
    known_words : frozenset of str
        Words of the record's actors and places, folded: a cell of nothing but these is no person,
        unless a given name stands in it.
    """
    whole = WHOLE_NAMES.get(text.sheet.name, ())
    for column in text.columns:
        verdicts: dict[str, RecordFault | None] = {}
        for i, cell in text.filled(column):
            if cell not in verdicts:
                verdicts[cell] = _verdict(cell, column in whole, known_words)
            fault = verdicts[cell]
            if fault is not None:
                text.blame(i, column, fault)


def _verdict(cell: str, whole: bool, known_words: frozenset[str]) -> RecordFault | None:
    """Return the fault of a cell with personal data in it."""
    if looks_like_identity_number(cell):
        return RecordFault(
            "seems to hold a personal identity number "
            f"({masked(cell)}): a record holds none. Take it out",
            expected_sv=f"ser ut att innehålla ett personnummer ({masked(cell)}): "
            "underlaget får inte ha några. Ta bort det",
        )
    unknown = any(word.casefold().strip(",;") not in known_words for word in cell.split())
    if names_a_person(cell) or (whole and unknown and is_a_person(cell)):
        return RecordFault(
            f"seems to hold a person's name ({masked(cell)}): write a role or an organisation",
            expected_sv=f"ser ut att innehålla en persons namn ({masked(cell)}): "
            "skriv en roll eller en organisation",
        )
    return None
