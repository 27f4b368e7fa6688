"""edited: a record with edits made in its tables, checked by the same contract."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pandas as pd

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import SHEETS, Sheet
from collab_graph.record.edits import EDITS, Edit, Edits, edits_of
from collab_graph.record.faults import RecordFault
from collab_graph.record.headings import BY_NAME, SHEET_OF, column_names
from collab_graph.record.names import SEVERAL, Names, folded
from collab_graph.record.plain import RawSheet
from collab_graph.record.record import Record
from collab_graph.record.trees import above, within
from collab_graph.record.words import ABOUT_KEYS
from mobility.foundation.errors import Fault, InputError, nearest_names
from mobility.foundation.recipe import Step

_LABELS = {"actors": ("name",), "needs": ("label_sv", "label_en"), "places": ("name",)}
_COUNTS = ("population", "margins", "travel")
"""Sheets that name only places, needs, axes and values; where none of those is edited, nor they
themselves, they are as right as they were. They are long: to check them again takes most time."""
_NAMED_BY_COUNTS = ("about", "axes", "values", "needs", "places")
_NEW = 1_000_000
"""Above every number of a row that the record has."""


def edited(record: Record, edits: Edits, *, source: str = "edits") -> Record:
    """Return a record with edits made, checked as any record is.

    Edits are made in their order. A row that is taken away takes with it what makes no sense
    without it:

    - a mandate: its exclusions; interventions and ``yields_to`` no longer name it;
    - an actor: its units, their mandates and interventions, and their part in collaborations (one
      that fewer than two are left in goes too). Where a way in, or the assessor of an axis, names
      one of them, it stays in the table of actors without any mandate: nobody is referred by it;
    - an axis: its values, and its column in every table.

    What else names the row is a fault.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    edits : iterable of Edit, or DataFrame
        As `edits_of` reads them.
    source : str
        What to call the edits in messages.

    Returns
    -------
    Record
        A new one. Its recipe counts the cells set, the rows added and removed, those that went
        with them and the actors that stay without mandates.

    Raises
    ------
    InputError
        With every fault: of the edits by line and column, of the record that would come of them by
        the line of the edit, or by sheet and row where no edit touched the cell.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> record = Record.from_tables(example_tables())
    >>> after = edited(record, [Edit("Uppdrag", "m1", "ålder", "16–29"),
    ...                         Edit("mandates", "m2", action="remove")])
    >>> after.tables["mandates"][["mandate", "age"]].to_numpy().tolist()
    [['m1', '16–29']]
    >>> edited(record, [Edit("Uppdrag", "m1", "ålder", "sexton")])
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: edits: 1 problem(s)
      - sheet 'Ändringar', row 2, column 'värde': 'sexton' is not a whole number or a range
        (16–66), such as 16–29, under 30 or 30+
    """
    made = _Made.of(record)
    for edit in edits_of(edits, source=source):
        made.make(edit)
    if made.faults:
        raise InputError(source, made.faults)
    same = not made.changed & {*_COUNTS, *_NAMED_BY_COUNTS}
    sheets = {
        sheet.name: made.raw(sheet) for sheet in SHEETS if not (same and sheet.name in _COUNTS)
    }
    step = Step.of("edited", {}, made.counts)
    try:
        after = Record.from_sheets(sheets, source=source, step=step)
    except InputError as error:
        raise InputError(source, [made.placed(problem) for problem in error.problems]) from error
    if same:
        after = _with_counts_of(record, after)
    return replace(after, recipe=record.recipe.then(step))


def _with_counts_of(record: Record, after: Record) -> Record:
    """Return a record with the counts of another, and what that was warned of about them."""
    tables = dict(after.tables) | {name: record.tables[name] for name in _COUNTS}
    # Of needs only one thing is warned of: that no margin counts them.
    kept = record.warnings[record.warnings["sheet"].isin(["needs", *_COUNTS])]
    warned = pd.concat([after.warnings, kept], ignore_index=True)
    order = {sheet.name: number for number, sheet in enumerate(SHEETS)}
    warned["order"] = warned["sheet"].map(order)
    warned = warned.sort_values(["order", "row", "column", "warning"], kind="stable")
    warned = warned.drop(columns="order").reset_index(drop=True)
    return replace(after, tables=MappingProxyType(tables), warnings=warned)


@dataclass
class _Row:
    """A row with its number, and the line of the edit that set each cell."""

    number: int
    cells: dict[str, str]
    lines: dict[str, int | None] = field(default_factory=dict)


@dataclass
class _Made:
    """The tables of a record while edits are made in them."""

    axes: tuple[Axis, ...]
    tables: Mapping[str, pd.DataFrame]
    rows: dict[str, dict[str, _Row]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    faults: list[RecordFault] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, record: Record) -> "_Made":
        names = ("cells set", "rows added", "rows removed", "went with them", "stay without mandates")  # fmt: skip # noqa: E501
        return cls(record.axes, record.tables, counts=dict.fromkeys(names, 0))

    def of_sheet(self, name: str) -> dict[str, _Row]:
        """Return the rows of a sheet by their id, or their number as text."""
        if name not in self.rows:
            table, key = self.tables[name], _id_column(BY_NAME[name])
            records = table.to_dict("records")
            self.columns[name] = [str(column) for column in table.columns]
            self.rows[name] = {
                (str(cells[key]) if key else str(number)): _Row(
                    number, {str(column): str(cell) for column, cell in cells.items()}
                )
                for number, cells in enumerate(records, start=2)
            }
        return self.rows[name]

    def make(self, edit: Edit) -> None:
        """Make one edit, or note why it cannot be made."""
        sheet = SHEET_OF.get(folded(edit.sheet))
        if sheet is None:
            near = nearest_names(edit.sheet, [n for s in SHEETS for n in (s.name, s.title_sv)])
            self._blame(edit, "sheet", "a sheet of a record", "ett blad i underlaget", near=near)
            return
        column = self._column(edit, sheet)
        if column is None:
            return
        if edit.action == "add":
            self._add(edit, sheet, column)
            return
        found = self._found(edit, sheet)
        if found is None:
            return
        if edit.action == "remove":
            self.counts["rows removed"] += 1
            self._remove(sheet.name, found)
        else:
            self._set(sheet, self.of_sheet(sheet.name)[found], column, edit)

    def _blame(
        self, edit: Edit, column: str, said: str, sv: str, *, near: Sequence[str] = ()
    ) -> None:
        value = getattr(edit, column)
        fault = RecordFault(said, value=value or None, nearest=near[0] if near else None, expected_sv=sv)  # fmt: skip # noqa: E501
        self.faults.append(fault.at(EDITS.title_sv, edit.line, _heading(column)))

    def _column(self, edit: Edit, sheet: Sheet) -> str | None:
        """Return the column that is meant; "" where none is needed; None if it is a fault."""
        if edit.action == "remove":
            for part in ("column", "value"):
                if getattr(edit, part):
                    self._blame(edit, part, "blank, where a whole row is taken away", "tomt, när en hel rad tas bort")  # fmt: skip # noqa: E501
                    return None
            return ""
        if not edit.column and edit.action == "add" and not edit.value:
            return ""
        known = column_names(sheet)
        if sheet.per_axis:
            self.of_sheet("axes")
            of_axis = {folded(t): a.name for a in self.axes for t in (a.label_sv, a.label_en, a.name) if t}  # fmt: skip # noqa: E501
            known = of_axis | {folded(name): name for name in self._axis_names()} | known
        column = known.get(folded(edit.column))
        if column is None:
            near = nearest_names(edit.column, list(known))
            said, sv = f"a column of the sheet {sheet.name!r}", f"en kolumn på bladet {sheet.title_sv}"  # fmt: skip # noqa: E501
            self._blame(edit, "column", said, sv, near=near)
        elif column == _id_column(sheet) and edit.action == "set":
            self._blame(edit, "column", "a column to change: it names the row; remove the row and add another", "en kolumn att ändra: den är radens namn; ta bort raden och lägg till en ny")  # fmt: skip # noqa: E501
            return None
        return column

    def _axis_names(self) -> list[str]:
        return list(self.of_sheet("axes"))

    def _found(self, edit: Edit, sheet: Sheet) -> str | None:
        """Return which row is meant; None if it is a fault."""
        rows = self.of_sheet(sheet.name)
        if edit.row in rows:
            return edit.row
        if _id_column(sheet) is None:
            last = len(self.tables[sheet.name]) + 1
            said = f"the number of a row of the sheet {sheet.name!r}, from 2 to {last}"
            sv = f"numret på en rad på bladet {sheet.title_sv}, från 2 till {last}"
            self._blame(edit, "row", said, sv)
            return None
        labels = [
            (row.cells[column], name)
            for column in _LABELS.get(sheet.name, ())
            for name, row in rows.items()
        ]
        if sheet.name == "about":
            labels += [(swedish, key) for key, swedish in ABOUT_KEYS.items() if key in rows]
        kind, sv = f"a row of the sheet {sheet.name!r}", f"en rad på bladet {sheet.title_sv}"
        names = Names(kind, sv, tuple(rows), tuple(labels), listed=True)
        try:
            return names.one(edit.row)
        except InputError as error:
            for problem in error.problems:
                fault = problem if isinstance(problem, RecordFault) else RecordFault(str(problem))
                self.faults.append(fault.at(EDITS.title_sv, edit.line, _heading("row")))
            return None

    def _add(self, edit: Edit, sheet: Sheet, column: str) -> None:
        """Add a row, or one more cell to a row that was added."""
        rows, key = self.of_sheet(sheet.name), _id_column(sheet)
        name = edit.row if key else f"{edit.row} (new)"
        row = rows.get(name)
        if row is not None and row.number < _NEW:
            said = f"a new row: the sheet {sheet.name!r} has it already; set its cells instead"
            sv = f"en ny rad: bladet {sheet.title_sv} har den redan; ändra i den i stället"
            self._blame(edit, "row", said, sv)
            return
        if row is None:
            row = _Row(_NEW + len(rows), dict.fromkeys(self.columns[sheet.name], ""))
            rows[name] = row
            self.counts["rows added"] += 1
            self.changed.add(sheet.name)
            if key:
                self._write(row, key, edit.row, edit)
        if column:
            self._write(row, column, edit.value, edit)

    def _set(self, sheet: Sheet, row: _Row, column: str, edit: Edit) -> None:
        self.counts["cells set"] += 1
        self.changed.add(sheet.name)
        self._write(row, column, edit.value, edit)

    def _write(self, row: _Row, column: str, value: str, edit: Edit) -> None:
        row.cells[column] = value
        row.lines[column] = edit.line

    def _remove(self, sheet: str, name: str) -> None:
        """Take a row away, and what makes no sense without it."""
        if sheet == "actors":
            self._remove_actor(name)
            return
        del self.of_sheet(sheet)[name]
        self.changed.add(sheet)
        if sheet == "mandates":
            self._take_with("exclusions", "mandate", {name})
            self._forget("interventions", "mandate", {name})
            self._forget("mandates", "yields_to", {name})
        if sheet == "axes":
            self._take_with("values", "axis", {name})
            for other in (s.name for s in SHEETS if s.per_axis):
                rows = self.of_sheet(other)
                self.changed.add(other)
                self.columns[other] = [c for c in self.columns[other] if c != name]
                for row in rows.values():
                    row.cells.pop(name, None)

    def _remove_actor(self, name: str) -> None:
        actors = self.of_sheet("actors")
        gone = {*within({a: row.cells["parent"] for a, row in actors.items()})[name]}
        for mandate in [m for m, r in self.of_sheet("mandates").items() if r.cells["actor"] in gone]:  # fmt: skip # noqa: E501
            self._remove("mandates", mandate)
            self.counts["went with them"] += 1
        self._take_with("interventions", "actor", gone)
        self._forget("collaborations", "actors", gone)
        left = self.of_sheet("collaborations")
        for tie in [t for t, r in left.items() if SEVERAL not in r.cells["actors"]]:
            del left[tie]
            self.counts["went with them"] += 1
        self._forget("mandates", "yields_to", gone)
        parents = {a: row.cells["parent"] for a, row in actors.items()}
        kept = {a for actor in self._still_named(gone) for a in above(actor, parents)} & gone
        self.counts["stay without mandates"] += len(kept)
        self.counts["went with them"] += len(gone - kept - {name})
        for actor in gone - kept:
            del actors[actor]
        self.changed.add("actors")

    def _still_named(self, actors: set[str]) -> Iterator[str]:
        """Yield those of some actors that a way in or an axis names."""
        for sheet, column in (("mandates", "entry"), ("axes", "assessor")):
            for row in self.of_sheet(sheet).values():
                parts = row.cells[column].removeprefix(f"self{SEVERAL}")
                named = parts.removeprefix("referral from ").split(SEVERAL)
                yield from sorted(actors & set(named))

    def _take_with(self, sheet: str, column: str, names: set[str]) -> None:
        rows = self.of_sheet(sheet)
        for key in [key for key, row in rows.items() if row.cells[column] in names]:
            del rows[key]
            self.changed.add(sheet)
            self.counts["went with them"] += 1

    def _forget(self, sheet: str, column: str, names: set[str]) -> None:
        """Take names out of cells that may hold several."""
        for row in self.of_sheet(sheet).values():
            several = row.cells[column].split(SEVERAL)
            left = [name for name in several if name not in names]
            if left != several:
                row.cells[column] = SEVERAL.join(left)
                self.changed.add(sheet)

    def raw(self, sheet: Sheet) -> RawSheet:
        """Return a sheet as it stands now."""
        if sheet.name not in self.rows:
            return RawSheet.from_table(sheet.name, self.tables[sheet.name])
        names, rows = self.columns[sheet.name], list(self.rows[sheet.name].values())
        if sheet.per_axis:
            more = [axis for axis in self._axis_names() if axis not in names]
            names = [*names, *more]
        columns = tuple(tuple(row.cells.get(name, "") for row in rows) for name in names)
        return RawSheet(sheet.name, tuple(names), tuple(row.number for row in rows), columns)

    def placed(self, problem: Fault | str) -> Fault | str:
        """Return a fault of the record at the line of the edit that made it."""
        if not isinstance(problem, RecordFault) or problem.sheet not in self.rows:
            return problem
        for row in self.rows[problem.sheet].values():
            if row.number == problem.row and row.lines:
                if problem.column in row.lines:
                    line, column = row.lines[problem.column], "value"
                    return problem.at(EDITS.title_sv, line, _heading(column))
                if row.number >= _NEW:
                    what = f"{problem.column}: " if problem.column else ""
                    line = next(iter(row.lines.values()))
                    return replace(
                        problem.at(EDITS.title_sv, line, None),
                        expected=f"{what}{problem.expected}",
                        expected_sv=f"{what}{problem.expected_sv}",
                    )
        return problem


def _id_column(sheet: Sheet) -> str | None:
    """Return the column whose cells name the rows; None where none does."""
    return sheet.columns[0].name if sheet.columns[0].unique else None


def _heading(column: str) -> str:
    """Return the heading of a column of edits, as in a Swedish workbook."""
    names = [c.name for c in EDITS.columns]
    return EDITS.headings_sv[names.index(column)]
