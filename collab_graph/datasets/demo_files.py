"""demo_files: the tables of the demonstration as they lie in the package, every cell text."""

import csv
import io
from importlib.resources import files
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.files import read_text

DEMO_FILES = (
    "about", "actors", "axes", "values", "needs", "places", "travel", "mandates", "exclusions",
    "interventions", "collaborations", "costs", "population_groups", "expected", "rules",
)  # fmt: skip
"""What is shipped: the sheets of the record, and three tables beside it."""


def demo_path(name: str) -> Path:
    """Return where a shipped table lies on this machine.

    Parameters
    ----------
    name : str
        One of `DEMO_FILES`, such as ``"mandates"``.

    Returns
    -------
    Path
        A CSV file in UTF-8, divided by commas, with English headings.

    Raises
    ------
    UnknownNameError
        If no such table is shipped; the nearest names are given.

    Examples
    --------
    >>> demo_path("mandates").name
    'mandates.csv'
    """
    if name not in DEMO_FILES:
        raise UnknownNameError("shipped table", name, DEMO_FILES)
    return Path(str(files("collab_graph.datasets").joinpath("demo", f"{name}.csv")))


def demo_table(name: str) -> pd.DataFrame:
    """Return a shipped table as it stands, every cell a text and "" where it is blank.

    Parameters
    ----------
    name : str
        One of `DEMO_FILES`.

    Returns
    -------
    DataFrame
        One row a line, in the order of the file.

    Raises
    ------
    UnknownNameError
        If no such table is shipped.

    Examples
    --------
    >>> demo_table("needs")["need"].tolist()[:2]
    ['income_sick', 'income_other']
    """
    lines = csv.DictReader(io.StringIO(read_text(demo_path(name))))
    return pd.DataFrame(list(lines), columns=list(lines.fieldnames or ()))
