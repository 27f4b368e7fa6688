"""record: who does what, for whom, where and on which mandate, as checked tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pandas as pd

from collab_graph.record.axes import Axis
from collab_graph.record.cautions import cautions
from collab_graph.record.checking import Checked, checked
from collab_graph.record.contracts import SHEETS, UNKNOWN
from collab_graph.record.headings import SHEET_OF
from collab_graph.record.names import folded
from collab_graph.record.plain import RawSheet, RawSheets
from collab_graph.record.versions import brought_up_to_date
from mobility.foundation.errors import Fault, InputError, nearest_names
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.foundation.tables import check_table


@dataclass(frozen=True, eq=False, repr=False)
class Record:
    """Everything a coordination association knows of who does what, as checked tables.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Every sheet by its English name, with the columns of its contract (and one per axis where
        the sheet has them), all cells canonical text: ids, "; " between several, "" any or blank,
        "?" unknown, numbers as "16–29", dates YYYY-MM-DD, "yes" and "no". Rows in file order.
    axes : tuple of Axis
        In file order.
    title : str
        What the record calls itself.
    reference_date : date
        The day it is about.
    synthetic : bool
        Whether it is made up.
    warnings : DataFrame
        sheet, row, column, value, warning: rows that are legal and still doubtful.
    recipe : Recipe
        How it was read.
    """

    tables: Mapping[str, pd.DataFrame]
    axes: tuple[Axis, ...]
    title: str
    reference_date: date
    synthetic: bool
    warnings: pd.DataFrame
    recipe: Recipe = NO_STEPS

    @classmethod
    def from_tables(cls, tables: Mapping[str, pd.DataFrame], *, source: str = "record") -> "Record":
        """Build a record from tables with the columns of the contract, as a person would fill them.

        Parameters
        ----------
        tables : mapping of str to DataFrame
            By name of the sheet in English or Swedish; headings in either language. Row numbers in
            faults count the first row as 2, as under headings.
        source : str
            What to call it in messages.

        Returns
        -------
        Record
            Checked and canonical.

        Raises
        ------
        InputError
            With every fault of all tables: sheet, row, column, value, what was expected and the
            nearest legal value.

        Examples
        --------
        >>> tables = example_tables()
        >>> Record.from_tables(tables)
        Record('Påhitt', 2 actors, 1 axes, 2 mandates, 3 warnings)
        >>> tables["mandates"] = tables["mandates"].assign(age=["16-29", "sexton"])
        >>> Record.from_tables(tables)
        Traceback (most recent call last):
        mobility.foundation.errors.InputError: record: 1 problem(s)
          - sheet 'mandates', row 3, column 'age': 'sexton' is not a whole number or a range
            (16–66), such as 16–29, under 30 or 30+
        """
        raw: dict[str, RawSheet] = {}
        faults: list[Fault] = []
        for title, table in tables.items():
            sheet = SHEET_OF.get(folded(title))
            if sheet is None:
                near = nearest_names(title, [s.name for s in SHEETS])
                said = f"{title!r} is no sheet of a record."
                faults.append(Fault(said, nearest=near[0] if near else None))
            else:
                raw[sheet.name] = RawSheet.from_table(title, table)
        if faults:
            raise InputError(source, faults)
        rows = {f"rows of {name}": len(sheet.rows) for name, sheet in raw.items()}
        return cls.from_sheets(raw, source=source, step=Step.of("Record.from_tables", {}, rows))

    @classmethod
    def from_sheets(
        cls,
        sheets: RawSheets,
        *,
        source: str,
        step: Step,
        other_titles: Sequence[str] = (),
        faults: Sequence[Fault] = (),
    ) -> "Record":
        """Build a record from raw sheets, as a reader found them.

        Parameters
        ----------
        sheets : mapping of str to RawSheet
            By English name, as any version of the template up to the present one has them.
        source : str
            What to call the whole in messages.
        step : Step
            How they were read.
        other_titles : sequence of str
            Titles of sheets beside them, among which a misspelt one is looked for.
        faults : sequence of Fault
            What the reader found wrong already.

        Raises
        ------
        InputError
            With every fault of all sheets.
        """
        present = brought_up_to_date(sheets, source=source)
        found = checked(present, other_titles=other_titles)
        if faults or found.faults:
            raise InputError(source, (*faults, *found.faults))
        return _built(cls, found, step)

    def typed(self, sheet: str) -> pd.DataFrame:
        """Return a table with the contract's own columns as numbers, dates and booleans.

        Parameters
        ----------
        sheet : str
            English name of the sheet.

        Returns
        -------
        DataFrame
            Float for numbers, Int64 for whole numbers, datetime64 for dates, boolean for yes and
            no, text elsewhere ("" for blank); "?" is missing like a blank, so look in ``tables``
            where the difference matters. Columns of axes stay text.

        Examples
        --------
        >>> record = Record.from_tables(example_tables())
        >>> record.typed("places")["inhabitants"].tolist()
        [4000]
        """
        contract = next(s for s in SHEETS if s.name == sheet)
        table = self.tables[sheet]
        plain = [c for c in contract.columns if c.kind != "text"]
        known = table[[c.name for c in plain]].replace(UNKNOWN, "")
        return table.assign(**{str(n): c for n, c in check_table(known, plain, sheet).items()})

    def __repr__(self) -> str:
        """Say the title and how much there is."""
        return (
            f"Record({self.title!r}, {len(self.tables['actors'])} actors, {len(self.axes)} axes, "
            f"{len(self.tables['mandates'])} mandates, {len(self.warnings)} warnings)"
        )


def _built(cls: type[Record], found: Checked, step: Step) -> Record:
    """Make tables of the checked cells."""
    tables = {
        name: pd.DataFrame(dict(text.columns), index=range(len(text.rows)), dtype="str")
        for name, text in found.texts.items()
    }
    said = dict(zip(tables["about"]["key"], tables["about"]["value"], strict=True))
    warned = cautions(found.texts, said["reference_date"], found.axes)
    counts = {**dict(step.counts), "warnings": len(warned)}
    return cls(
        MappingProxyType(tables),
        found.axes,
        said.get("title", ""),
        date.fromisoformat(said["reference_date"]),
        said.get("synthetic") == "yes",
        warned,
        Recipe((Step(step.name, step.settings, tuple(counts.items())),)),
    )


def example_tables() -> dict[str, pd.DataFrame]:
    """Return the tables of a record small enough to read: made up, two actors, two mandates.

    Examples
    --------
    >>> sorted(example_tables())
    ['about', 'actors', 'axes', 'mandates', 'needs', 'places', 'values']
    """
    rows = {
        "about": [["key", "value"], ["title", "Påhitt"], ["reference_date", "2026-11-01"]],
        "actors": [["actor", "name"], ["FK", "Försäkringskassan"], ["AF", "Arbetsförmedlingen"]],
        "axes": [
            ["axis", "label_sv", "kind", "lowest", "highest"],
            ["age", "ålder", "number", "16", "66"],
        ],
        "values": [["axis", "value", "label_sv"]],
        "needs": [["need", "label_sv"], ["work", "arbete"]],
        "places": [["place", "name", "inhabitants"], ["norrsjö", "Norrsjö", "4000"]],
        "mandates": [
            [
                "mandate",
                "actor",
                "needs",
                "role",
                "strength",
                "force",
                "source",
                "reference",
                "age",
            ],
            ["m1", "AF", "work", "decide", "lead", "must", "law", "2000:628", "16–66"],
            ["m2", "FK", "arbete", "utföra", "stöd", "kan", "praxis", "", "30 och äldre"],
        ],
    }
    return {
        name: pd.DataFrame(lines[1:], columns=lines[0], dtype="str") for name, lines in rows.items()
    }
