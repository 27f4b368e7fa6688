"""template: the workbook that planners fill in, empty or with a small made-up example."""

from pathlib import Path

import pandas as pd

from collab_graph.reading.drawing import draw_workbook
from collab_graph.reading.example import example_record
from collab_graph.reading.written import written
from collab_graph.record.contracts import SHEETS
from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from collab_graph.record.versions import template_version


def write_template(path: str | Path, *, language: Language = "sv", example: bool = False) -> Path:
    """Write the workbook that planners fill in, and return the path.

    Every sheet has its headings with an explanation each, drop-downs for fixed words and for what
    other sheets list, and a first sheet that says how to go about it. The version of the template
    stands on the sheet about, so that later versions can read it. Same bytes every time.

    Parameters
    ----------
    path : str or Path
        Where to, ending in ``.xlsx``.
    language : Language
        "sv" or "en": of titles, headings, words and explanations; `read_workbook` reads either.
    example : bool
        Whether a small made-up record stands in it.

    Returns
    -------
    Path
        The workbook.
    """
    if example:
        return write_workbook_record(example_record(), path, language=language)
    tables = {
        sheet.name: pd.DataFrame({c.name: [] for c in sheet.columns}, dtype="str")
        for sheet in SHEETS
    }
    tables["about"] = pd.DataFrame(
        [
            ("title", ""),
            ("reference_date", ""),
            ("template_version", str(template_version())),
            ("synthetic", "no"),
        ],
        columns=["key", "value"],
        dtype="str",
    )
    title = "Vem gör vad för vem" if language == "sv" else "Who does what for whom"
    return draw_workbook(written(tables, (), language), path, language=language, title=title)


def write_workbook_record(record: Record, path: str | Path, *, language: Language = "sv") -> Path:
    """Write a record as a workbook that `read_workbook` reads back whole, and return the path.

    Parameters
    ----------
    record : Record
        Any record.
    path : str or Path
        Where to, ending in ``.xlsx``.
    language : Language
        "sv" or "en": of titles, headings, fixed words and labels of values.

    Returns
    -------
    Path
        The workbook.
    """
    sheets = written(record.tables, record.axes, language)
    return draw_workbook(sheets, path, language=language, title=record.title)
