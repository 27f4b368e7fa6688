"""The rows of a workbook are read bounded, and a damaged one says so."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from mobility.foundation.errors import FileProblemError
from mobility.foundation.workbook import workbook_rows

SHEET = "xl/worksheets/sheet1.xml"


def saved(folder: Path) -> Path:
    book = Workbook()
    book.active.append(["id", "text"])
    book.active.append([1, None])
    book.save(folder / "ads.xlsx")
    return folder / "ads.xlsx"


def with_sheet(folder: Path, change) -> Path:
    """Save a workbook whose sheet's XML has been changed."""
    changed = folder / "changed.xlsx"
    with (
        zipfile.ZipFile(saved(folder)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == SHEET else content)
    return changed


def test_every_row_comes_with_its_values(tmp_path):
    assert list(workbook_rows(saved(tmp_path))) == [("id", "text"), (1, None)]


def test_a_small_workbook_that_unpacks_to_very_much_is_refused_before_it_is_unpacked(tmp_path):
    # 100 MB of blanks pack to about 0.1 MB, and 67 MB + 200 × 0.1 MB = 87 MB may come out.
    bomb = with_sheet(tmp_path, lambda sheet: sheet + b" " * 100_000_000)
    with pytest.raises(FileProblemError, match="too much for its size"):
        next(workbook_rows(bomb))


def test_a_sheet_cut_short_is_a_clear_error(tmp_path):
    with pytest.raises(FileProblemError, match="cut short or damaged"):
        list(workbook_rows(with_sheet(tmp_path, lambda sheet: sheet[: len(sheet) // 2])))


def test_a_sheet_with_changed_bytes_is_a_clear_error(tmp_path):
    file = saved(tmp_path)
    with zipfile.ZipFile(file) as book:
        begin = book.getinfo(SHEET).header_offset + 30 + len(SHEET)
    content = bytearray(file.read_bytes())
    content[begin + 5 : begin + 25] = bytes(0x5A ^ byte for byte in content[begin + 5 : begin + 25])
    file.write_bytes(content)
    with pytest.raises(FileProblemError, match="cut short or damaged"):
        list(workbook_rows(file))


def test_what_is_no_workbook_is_refused(tmp_path):
    file = tmp_path / "ads.xlsx"
    file.write_text("id,text\n1,cook\n")
    with pytest.raises(FileProblemError, match="is not an Excel workbook"):
        next(workbook_rows(file))


def test_drop_downs_that_openpyxl_cannot_read_are_no_warning(tmp_path):
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"/></extLst>'
    )
    file = with_sheet(
        tmp_path, lambda sheet: sheet.replace(b"</worksheet>", extension + b"</worksheet>")
    )
    assert len(list(workbook_rows(file))) == 2
