"""Edits are read as a planner writes them, from a workbook or a CSV file."""

import pytest
from openpyxl import Workbook

from collab_graph.reading.edits import read_edits
from collab_graph.record.edits import Edit
from mobility.foundation.errors import FileProblemError, InputError

LINES = [
    ["åtgärd", "blad", "rad", "kolumn", "värde", "anmärkning"],
    ["", "Uppdrag", "m1", "ålder", "16–29", "yngre först"],
    ["lägg till", "Behov", "bostad", "benämning", "bostad", ""],
    ["Ta bort", "Aktörer", "FK", "", "", ""],
]
MEANT = (
    Edit("Uppdrag", "m1", "ålder", "16–29", "set", 2),
    Edit("Behov", "bostad", "benämning", "bostad", "add", 3),
    Edit("Aktörer", "FK", "", "", "remove", 4),
)


def workbook(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def test_a_workbook_and_a_csv_say_the_same(tmp_path):
    book = workbook(tmp_path / "e.xlsx", {"Läs mig": [["hej"]], "Ändringar": LINES})
    file = tmp_path / "e.csv"
    file.write_text("\n".join(";".join(line) for line in LINES), encoding="utf-8")
    assert read_edits(book) == MEANT == read_edits(file)


def test_a_workbook_with_one_sheet_of_any_name_will_do(tmp_path):
    assert read_edits(workbook(tmp_path / "e.xlsx", {"Blad1": LINES})) == MEANT


def test_several_sheets_of_which_none_is_called_so_are_refused(tmp_path):
    book = workbook(tmp_path / "e.xlsx", {"Blad1": LINES, "Blad2": LINES})
    with pytest.raises(FileProblemError, match=r"no sheet 'Ändringar' but 'Blad1', 'Blad2'"):
        read_edits(book)


def test_every_line_that_cannot_be_read_is_named_at_once(tmp_path):
    lines = [*LINES, ["byta", "Uppdrag", "m1", "", "", ""], ["ändra", "", "m1", "x", "y", ""]]
    with pytest.raises(InputError) as caught:
        read_edits(workbook(tmp_path / "e.xlsx", {"Ändringar": lines}))
    said = [problem.sentence("sv") for problem in caught.value.problems]
    assert said == [
        "blad 'Ändringar', rad 5, kolumn 'åtgärd': 'byta' är inte en åtgärd: ändra, lägg till "
        "eller ta bort",
        "blad 'Ändringar', rad 6, kolumn 'blad': är tomt; fyll i det",
    ]


def test_a_sheet_without_lines_is_refused(tmp_path):
    with pytest.raises(InputError, match="holds no edit"):
        read_edits(workbook(tmp_path / "e.xlsx", {"Ändringar": LINES[:1]}))
