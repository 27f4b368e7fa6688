"""No text from data runs in a spreadsheet, and nothing tells when it was written."""

import io
import re
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.spreadsheet import (
    PERCENT,
    csv_bytes,
    defused,
    restored,
    write_workbook,
)


@given(st.text())
def test_what_is_defused_comes_back_and_never_starts_a_formula(text):
    assert restored(defused(text)) == text
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_a_formula_in_a_cell_is_text_in_excel_and_csv(tmp_path, sign):
    table = pd.DataFrame({"headline": [f"{sign}HYPERLINK(1)"]})
    sheet = openpyxl.load_workbook(write_workbook({"ads": table}, tmp_path / "a.xlsx"))["ads"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == f"'{sign}HYPERLINK(1)"
    read = pd.read_csv(io.BytesIO(csv_bytes(table)))
    assert read.loc[0, "headline"] == f"'{sign}HYPERLINK(1)"


def test_a_negative_number_stays_a_number(tmp_path):
    table = pd.DataFrame({"change": [-2.5]})
    sheet = openpyxl.load_workbook(write_workbook({"s": table}, tmp_path / "a.xlsx"))["s"]
    assert sheet["A2"].value == -2.5


def test_control_characters_that_excel_refuses_are_left_out(tmp_path):
    table = pd.DataFrame({"text": ["a\x00b\x0bc"]})
    sheet = openpyxl.load_workbook(write_workbook({"s": table}, tmp_path / "a.xlsx"))["s"]
    assert sheet["A2"].value == "abc"


def test_a_list_of_names_is_one_readable_text():
    table = pd.DataFrame({"shared": [("knife", "oven")]})
    assert csv_bytes(table) == "shared\nknife · oven\n".encode()


def test_nothing_in_a_workbook_tells_when_it_was_written(tmp_path):
    written = write_workbook({"s": pd.DataFrame({"a": [1]})}, tmp_path / "one.xlsx")
    with zipfile.ZipFile(written) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        core = parts.read("docProps/core.xml").decode()
    assert re.findall(r"\d{4}-\d\d-\d\d", core) == ["1980-01-01", "1980-01-01"]


def test_a_long_text_stands_on_several_lines_and_the_rest_of_its_row_begins_on_the_first(tmp_path):
    """A hundred characters in a column of 60 take two lines of 15 points."""
    table = pd.DataFrame({"text": ["short", "word " * 20], "n": [1, 2]})
    sheet = openpyxl.load_workbook(write_workbook({"t": table}, tmp_path / "t.xlsx"))["t"]
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height == 30
    assert sheet["A3"].alignment.wrap_text
    assert sheet["B3"].alignment.vertical == "top"
    assert sheet["B3"].value == 2


def test_a_sheet_lies_flat_one_page_wide_with_its_headings_on_every_page(tmp_path):
    path = write_workbook({"t": pd.DataFrame({"n": [1]})}, tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(path)["t"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_a_format_changes_how_a_column_is_shown_and_neither_its_numbers_nor_its_text(tmp_path):
    table = pd.DataFrame({"share": [0.2626, None, "none", 1], "n": [3, 4, 5, 6]}, dtype="object")
    path = write_workbook({"t": table}, tmp_path / "t.xlsx", formats={"share": PERCENT})
    sheet = openpyxl.load_workbook(path)["t"]
    assert [sheet[f"A{row}"].value for row in range(2, 6)] == [0.2626, None, "none", 1]
    shown = [sheet[f"A{row}"].number_format for row in range(2, 6)]
    assert shown == ["0.0%", "General", "General", "0.0%"]
    assert sheet["B2"].number_format == "General"


def test_a_format_stays_in_a_row_of_several_lines(tmp_path):
    table = pd.DataFrame({"text": ["word " * 20], "share": [0.5]})
    path = write_workbook({"t": table}, tmp_path / "t.xlsx", formats={"share": PERCENT})
    cell = openpyxl.load_workbook(path)["t"]["B2"]
    assert (cell.value, cell.number_format, cell.alignment.vertical) == (0.5, "0.0%", "top")
