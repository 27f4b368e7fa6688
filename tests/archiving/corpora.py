"""What the tests of a corpus share: made-up ads in JobTech's shape, and a corpus as bytes."""

import json
from pathlib import Path

from mobility.datasets.generate import synthetic_ads

KEY = b"a key of sixteen or more"


def bytes_of(folder):
    """Every file in a folder by its path in it."""
    home = Path(folder)
    return {
        file.relative_to(home).as_posix(): file.read_bytes()
        for file in sorted(home.rglob("*"))
        if file.is_file()
    }


def write_lines(path, records):
    """Write records as JSON Lines; bytes are written as they are."""
    lines = [r if isinstance(r, bytes) else json.dumps(r).encode("utf-8") for r in records]
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def rows(corpus, table):
    """All rows of a table of a corpus in order, as plain values."""
    with corpus.connection() as connection:
        order = {"ads": "number", "mentions": "ALL", "rejects": "file, line"}[table]
        found = connection.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()
        names = [told[0] for told in connection.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def some_ads(path):
    """Write 24 made-up ads, a broken line, an empty ad and one whose id stands twice."""
    ads = list(synthetic_ads(24))
    empty, twice = {**ads[0], "id": "e", "description": {}}, {**ads[5], "headline": "Again"}
    return write_lines(path, [*ads, b"{broken", empty, twice])


SMALL = 0.02
"""Megabytes of a chunk, so that some ads become several parts."""
