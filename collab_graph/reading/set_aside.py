"""set_aside: what a file of another standard holds that a draft has no place for, or must not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from collab_graph.record.plain import clean
from collab_graph.record.private import is_a_person, looks_like_identity_number, names_a_person

LEFT = ("table", "row", "column", "value", "why")
DROPPED = ("table", "column", "cells", "why")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w")
_PHONE = re.compile(
    r"(?<![\w.,-])(?:(?:\+|\(?0\)?)\d[\d\s()-]{5,}\d|(?:1-)?\(?\d{3}\)?[\s-]\d{3}-\d{4})(?![\w,-])"
)
_DAY = re.compile(r"\b\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b")
CONTACT, PERSON = "a way to reach somebody", "seems to hold a person's name, number or address"


@dataclass
class Aside:
    """Collects, while a file is read, cells that are kept beside the draft and cells dropped.

    Examples
    --------
    >>> aside = Aside()
    >>> aside.kept("services", 2, "fees", "50 kr", "a record has no place for it")
    >>> aside.fit("services", "description", "Ring Anna Påhittsson")
    ''
    >>> len(aside.left()), aside.dropped()["cells"].tolist()
    (1, [1])
    """

    _left: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    _dropped: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def kept(self, table: str, row: int, column: str, value: str, why: str) -> None:
        """Keep a cell beside the draft; one that names a person is dropped instead."""
        if _is_private(value):
            self.drop(table, column, PERSON)
        else:
            self._left.append((table, row, column, value, why))

    def drop(self, table: str, column: str, why: str, cells: int = 1) -> None:
        """Count cells that are not kept anywhere."""
        key = (table, column, why)
        self._dropped[key] = self._dropped.get(key, 0) + cells

    def fit(self, table: str, column: str, value: str, *, whole: bool = False) -> str:
        """Return a text that a record may hold, or "" where it names a person: then it is counted.

        ``whole`` asks more strictly, as of a cell where an organisation is expected.
        """
        text = clean(value)
        if _is_private(text) or (whole and is_a_person(text)):
            self.drop(table, column, PERSON)
            return ""
        return text

    def left(self) -> pd.DataFrame:
        """Return what was kept beside the draft: table, row, column, value, why."""
        table = pd.DataFrame(self._left, columns=list(LEFT))
        return table.astype({"row": "int64"})

    def dropped(self) -> pd.DataFrame:
        """Return how many cells were dropped, by table, column and reason."""
        rows = [(*key[:2], cells, key[2]) for key, cells in sorted(self._dropped.items())]
        return pd.DataFrame(rows, columns=list(DROPPED)).astype({"cells": "int64"})


@lru_cache(maxsize=1 << 16)
def _is_private(text: str) -> bool:
    """Whether a text has a person, an identity number, a mail address or a phone number in it."""
    if looks_like_identity_number(text) or names_a_person(text) or _MAIL.search(text):
        return True
    # A date such as 01-04-2015 looks like a number to dial.
    return bool(_PHONE.search(_DAY.sub("", text)))


def joined(parts: Iterable[str]) -> str:
    """Return the parts that say something, as one note."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
