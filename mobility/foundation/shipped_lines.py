"""shipped_lines: the lines of a small table that the package ships."""

import csv
from io import StringIO
from pathlib import Path

from mobility.foundation.files import read_text


def shipped_lines(path: Path) -> list[dict[str, str]]:
    """Return one dictionary a line, column → cell as it is written.

    Parameters
    ----------
    path : Path
        A CSV in UTF-8, its headings in the first line.
    """
    return list(csv.DictReader(StringIO(read_text(path))))
