"""about: what a record says of itself — title, reference date, template version, made up or not."""

from collab_graph.record.cells import date_text, yes_no_text
from collab_graph.record.faults import RecordFault
from collab_graph.record.names import folded
from collab_graph.record.sheet_text import SheetText
from collab_graph.record.versions import unknown_version
from collab_graph.record.words import ABOUT_KEYS
from mobility.foundation.errors import InputError


def check_about(text: SheetText) -> None:
    """Put the keys and values of the sheet into canonical text; note what is wrong or missing."""
    said = {folded(t): key for key, sv in ABOUT_KEYS.items() for t in (key, sv)}
    keys = text.columns["key"]
    for i, typed in text.filled("key"):
        key = said.get(folded(typed), typed)
        if key in keys[:i]:
            row = text.rows[keys.index(key)]
            twice = f"{typed!r} stands already on row {row}"
            sv = f"{typed!r} står redan på rad {row}"
            text.blame(i, "key", RecordFault(twice, expected_sv=sv))
        else:
            keys[i] = key
    _blame_missing_date(text)
    for i, key in text.filled("key"):
        _check_value(text, i, key)


def _blame_missing_date(text: SheetText) -> None:
    """Note that the day is missing: the one thing a record must say of itself."""
    keys = text.columns["key"]
    if "key" not in text.headings or "value" not in text.headings:
        return
    fault = RecordFault(
        "the reference date is missing: the day the record is about, YYYY-MM-DD",
        expected_sv="referensdatum saknas: den dag underlaget gäller, ÅÅÅÅ-MM-DD",
    )
    if "reference_date" not in keys:
        text.of_sheet(fault)
    elif not text.columns["value"][keys.index("reference_date")]:
        text.blame(keys.index("reference_date"), "value", fault)


def _check_value(text: SheetText, i: int, key: str) -> None:
    """Check the value of one key."""
    value = text.columns["value"][i]
    try:
        if key == "reference_date" and value:
            text.columns["value"][i] = date_text(value)
        elif key == "synthetic" and value:
            text.columns["value"][i] = yes_no_text(value)
    except InputError as error:
        text.blame_all(i, "value", error)
    fault = unknown_version(value) if key == "template_version" and value else None
    if fault is not None:
        text.blame(i, "value", fault)
