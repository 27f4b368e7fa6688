"""draft: tables of a record begun from another standard, with what is still to be answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from collab_graph.reading.drawing import draw_workbook
from collab_graph.reading.written import written
from collab_graph.record.axes import Axis
from collab_graph.record.contracts import SHEETS, UNKNOWN
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from collab_graph.record.versions import template_version
from mobility.foundation.recipe import Recipe, Step

ASKED = ("strength", "force", "source")
"""What of a mandate no directory of services and no 3W table says, and a record must."""
ROLE = "deliver"
"""What a directory does say: somebody gives the service."""


@dataclass(frozen=True, eq=False, repr=False)
class Draft:
    """Tables of a record begun from a file of another standard: not a record yet.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Every sheet by its English name. Mandates have status "draft", role "deliver" and "?" for
        strength, force and source, which no such file says.
    left : DataFrame
        table, row, column, value, why: every cell that has no place in a record, and every row or
        cell that could not be read. Rows are those of the file; of JSON, the objects of a kind in
        their order.
    dropped : DataFrame
        table, column, cells, why: personal data and ways to reach somebody, counted, kept nowhere.
    recipe : Recipe
        How it was read.
    """

    tables: Mapping[str, pd.DataFrame]
    left: pd.DataFrame
    dropped: pd.DataFrame
    recipe: Recipe

    def open_cells(self) -> pd.DataFrame:
        """Return how many mandates lack an answer, by column: what makes it no record yet.

        Returns
        -------
        DataFrame
            column, mandates.
        """
        mandates = self.tables["mandates"]
        counts = [(name, int((mandates[name] == UNKNOWN).sum())) for name in ASKED]
        return pd.DataFrame([c for c in counts if c[1]], columns=["column", "mandates"])

    def answered(
        self, *, strength: str, force: str, source: str, reference_date: str = ""
    ) -> Record:
        """Return the record that these answers make, the same for all of its mandates.

        An assumption of yours and not of the file: the recipe says so, and status stays "draft".

        Parameters
        ----------
        strength : str
            "lead", "shared" or "support".
        force : str
            "must", "may" or "project".
        source : str
            "law", "agreement" or "practice".
        reference_date : str
            The day the record is about, YYYY-MM-DD, where the file says none or another is meant.

        Returns
        -------
        Record
            Checked and canonical.

        Raises
        ------
        InputError
            With every fault of the tables, such as a parent of itself or no reference date.
        """
        answers = {"strength": strength, "force": force, "source": source}
        tables = dict(self.tables)
        tables["mandates"] = tables["mandates"].assign(
            **{
                name: tables["mandates"][name].replace(UNKNOWN, said)
                for name, said in answers.items()
            }
        )
        if reference_date:
            about = tables["about"].copy()
            about.loc[about["key"] == "reference_date", "value"] = reference_date
            tables["about"] = about
        record = Record.from_tables(tables, source="draft")
        said = Step.of("Draft.answered", {**answers, "reference_date": reference_date})
        return Record(
            record.tables, record.axes, record.title, record.reference_date, record.synthetic,
            record.warnings, self.recipe.then(said, *record.recipe.steps),
        )  # fmt: skip

    def __repr__(self) -> str:
        """Say how much there is, and how much of the file is beside it."""
        counts = ", ".join(
            f"{len(self.tables[name])} {name}"
            for name in ("actors", "needs", "places", "mandates", "interventions")
        )
        dropped = int(self.dropped["cells"].sum())
        return f"Draft({counts}; {len(self.left)} cells left, {dropped} dropped)"


def write_draft(draft: Draft, path: str | Path, *, language: Language = "sv") -> Path:
    """Write a draft as the workbook that planners fill in, and return the path.

    Its "?" are what `collab-graph check` then asks for, cell by cell.

    Parameters
    ----------
    draft : Draft
        Of `read_hsds` or `read_hxl`.
    path : str or Path
        Where to, ending in ``.xlsx``.
    language : Language
        "sv" or "en": of titles, headings and fixed words.

    Returns
    -------
    Path
        The workbook.
    """
    axes = tuple(
        Axis(str(row["axis"]), str(row["label_sv"]), str(row["label_en"]), kind="number")
        for row in draft.tables["axes"].to_dict("records")
    )
    about = draft.tables["about"]
    title = about.loc[about["key"] == "title", "value"].iloc[0]
    sheets = written(draft.tables, axes, language)
    return draw_workbook(sheets, path, language=language, title=str(title))


def draft_tables(
    rows: Mapping[str, list[dict[str, str]]], *, title: str, reference_date: str, axis: str = ""
) -> dict[str, pd.DataFrame]:
    """Return every sheet of a record from rows by sheet; blank where a row says nothing.

    ``axis`` is the name of the one axis that may be there, a number.
    """
    about = {
        "title": title,
        "reference_date": reference_date,
        "template_version": str(template_version()),
        "synthetic": "no",
    }
    filled = {**rows, "about": [{"key": key, "value": value} for key, value in about.items()]}
    ranks = {
        name: {row[key]: rank for rank, row in enumerate(rows.get(name, []))}
        for name, key in (("needs", "need"), ("places", "place"))
    }
    tables = {}
    for sheet in SHEETS:
        names = [column.name for column in sheet.columns]
        names += [axis] if axis and sheet.per_axis else []
        said = [_in_order(row, ranks) for row in filled.get(sheet.name, [])]
        lines = [[row.get(name, "") for name in names] for row in said]
        tables[sheet.name] = pd.DataFrame(lines, columns=names, dtype="str")
    return tables


def _in_order(row: dict[str, str], ranks: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """Return a row that names needs and places in the order of their sheets, as a record does."""
    named = {
        sheet: SEVERAL.join(sorted(row[sheet].split(SEVERAL), key=rank.__getitem__))
        for sheet, rank in ranks.items()
        if SEVERAL in row.get(sheet, "")
    }
    return {**row, **named}
