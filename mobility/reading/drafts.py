"""drafts: one ad, or one line that is none, on its way from a file into the table of ads."""

from typing import Any, NamedTuple

NOT_AN_AD = "not an ad"
BROKEN_JSON = "broken JSON"
LINE_TOO_LONG = "line too long"
WRONG_CELLS = "wrong number of cells"
EMPTY_TEXT = "empty text"
REMOVED_AD = "removed ad"
ID_TWICE = "ad id stands twice"


def not_text(encoding: str) -> str:
    """Return the reason for a line that cannot be decoded, such as "not UTF-8 text"."""
    return f"not {encoding.upper()} text"


class Draft(NamedTuple):
    """One ad as a file gives it: where it stood, and a value for each contract column it has.

    ``unreadable`` names columns whose value cannot be what the column holds.
    """

    file: str
    line: int
    values: dict[str, Any]
    unreadable: tuple[str, ...] = ()


class Reject(NamedTuple):
    """One line that is no usable ad: where it stood, which ad, a fixed phrase, the rest."""

    file: str
    line: int
    ad: str | None
    reason: str
    detail: str | None
