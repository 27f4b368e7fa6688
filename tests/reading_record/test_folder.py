"""A folder of CSV files: either language, three separators, every fault with file and row."""

import pytest

from collab_graph.reading.example import example_record
from collab_graph.reading.folder import read_folder, write_folder
from mobility.foundation.errors import FileProblemError, InputError


@pytest.fixture
def folder(tmp_path):
    return write_folder(example_record(), tmp_path / "record")


def rewrite(folder, name, change):
    file = folder / name
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def test_semicolons_and_a_byte_order_mark_as_excel_writes_them_are_read(folder):
    text = "\ufeffplats;namn;ligger i;invånare\nnorrlän;Norra länet;;9 200\n"
    text += "norrsjö;Norrsjö;norrlän;5200\nsöderå;Söderå;norrlän;4000\n"
    (folder / "places.csv").unlink()
    (folder / "Platser.CSV").write_text(text, "utf-8")
    assert read_folder(folder).tables["places"]["inhabitants"].tolist() == ["9200", "5200", "4000"]


def test_a_fault_names_the_row_as_a_spreadsheet_shows_the_file(folder):
    """Row 1 has the headings, row 2 a cell of two lines, so the next record is row 3."""
    rewrite(folder, "actors.csv", lambda text: text.replace("era egna.", '"era\negna.', 1))
    rewrite(folder, "actors.csv", lambda text: text.replace('"era\negna.', "era egna.", 1))
    rewrite(folder, "actors.csv", lambda text: text + '\nx,"X\nY",Xyzzy,unit,\n')
    with pytest.raises(InputError) as refused:
        read_folder(folder)
    (fault,) = refused.value.problems
    # Headings, five actors, a blank line: the new one is row 8.
    assert (fault.sheet, fault.row, fault.column) == ("actors", 8, "parent")


def test_other_files_and_blank_rows_are_counted(folder):
    (folder / "notes.txt").write_text("x")
    (folder / "mina egna.csv").write_text("a,b\n")
    rewrite(folder, "needs.csv", lambda text: text + "\n,,,\n")
    counts = dict(read_folder(folder).recipe.steps[0].counts)
    assert counts["other files"] == 1
    assert counts["other sheets"] == 1
    assert counts["blank rows"] == 2


def test_a_misspelt_file_is_missed_by_its_right_name(folder):
    (folder / "mandates.csv").rename(folder / "mandtes.csv")
    with pytest.raises(InputError, match="Did you mean 'mandtes'"):
        read_folder(folder)


def test_text_in_another_encoding_is_refused_with_the_line(folder):
    (folder / "actors.csv").write_bytes("actor,name\nFK,Försäkringskassan\n".encode("latin-1"))
    with pytest.raises(FileProblemError, match="line 2"):
        read_folder(folder)


def test_a_field_without_end_is_refused_and_makes_no_trace(folder):
    (folder / "actors.csv").write_text('actor,name\nFK,"' + "x" * 200_000, "utf-8")
    with pytest.raises(FileProblemError):
        read_folder(folder)


def test_no_folder_is_said(tmp_path):
    with pytest.raises(FileProblemError, match="no folder"):
        read_folder(tmp_path / "nowhere")
