"""A record goes to a workbook or a folder and comes back whole, whatever its texts begin with."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collab_graph.reading.example import example_record
from collab_graph.reading.folder import read_folder, write_folder
from collab_graph.reading.template import write_workbook_record
from collab_graph.reading.workbook import read_workbook
from collab_graph.record.record import Record, example_tables
from mobility.foundation.errors import InputError


def same(one, other):
    assert one.axes == other.axes
    assert (one.title, one.reference_date, one.synthetic) == (
        other.title,
        other.reference_date,
        other.synthetic,
    )
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])
    pd.testing.assert_frame_equal(one.warnings, other.warnings)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_workbook_in_either_language_comes_back_whole(language, tmp_path):
    record = example_record()
    path = write_workbook_record(record, tmp_path / "a.xlsx", language=language)
    same(read_workbook(path), record)


def test_a_record_translated_by_way_of_two_workbooks_is_the_same_and_so_are_the_bytes(tmp_path):
    swedish = write_workbook_record(example_record(), tmp_path / "sv.xlsx", language="sv")
    english = write_workbook_record(read_workbook(swedish), tmp_path / "en.xlsx", language="en")
    again = write_workbook_record(read_workbook(english), tmp_path / "sv2.xlsx", language="sv")
    assert again.read_bytes() == swedish.read_bytes()


def test_a_folder_comes_back_whole_and_is_written_the_same_twice(tmp_path):
    record = example_record()
    one = write_folder(record, tmp_path / "one")
    same(read_folder(one), record)
    two = write_folder(read_folder(one), tmp_path / "two")
    for file in sorted(one.iterdir()):
        assert (two / file.name).read_bytes() == file.read_bytes()


@pytest.mark.shared_data
def test_the_demonstration_comes_back_whole(tmp_path):
    shipped = pytest.importorskip("collab_graph.datasets.shipped")
    record = shipped.demo_record()
    few = {name: table.head(300) for name, table in record.tables.items()}
    record = Record.from_tables(few)
    same(read_workbook(write_workbook_record(record, tmp_path / "a.xlsx")), record)
    same(read_folder(write_folder(record, tmp_path / "a")), record)


# Half a surrogate pair is no text: pandas takes it into no table.
texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("=+-@'\"\t\n\r; ,_x?")),
    min_size=0,
    max_size=12,
)
shouting = st.sampled_from(
    [
        "=1+1",
        "'=1",
        "''",
        "-40 °C",
        "@sum",
        "+46",
        "_x0041_",
        "a\nb",
        "&amp;",
        "<b>",
        "ja; nej",
        "1.0",
    ]
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    notes=st.lists(texts | shouting, min_size=4, max_size=4),
    label=texts | shouting,
    language=st.sampled_from(["sv", "en"]),
)
def test_any_text_that_a_record_takes_comes_back_from_both(notes, label, language, tmp_path):
    tables = example_tables()
    tables["mandates"] = tables["mandates"].assign(note=notes[:2], checked_by=notes[2])
    tables["needs"] = tables["needs"].assign(label_sv="x" + label, label_en=notes[3])
    tables["axes"] = tables["axes"].assign(label_sv=label or "ålder", label_en=notes[3])
    tables["mandates"]["needs"] = "work"
    try:
        record = Record.from_tables(tables)
    except InputError:
        return
    path = write_workbook_record(record, tmp_path / "a.xlsx", language=language)
    same(read_workbook(path), record)
    same(read_folder(write_folder(record, tmp_path / "a")), record)


def test_what_a_spreadsheet_would_run_is_defused_on_the_way_out(tmp_path):
    from openpyxl import load_workbook

    tables = example_tables()
    tables["mandates"] = tables["mandates"].assign(note='=HYPERLINK("http://x.example")')
    record = Record.from_tables(tables)
    path = write_workbook_record(record, tmp_path / "a.xlsx", language="en")
    cells = [c for row in load_workbook(path)["mandates"].iter_rows() for c in row if c.value]
    assert not [c for c in cells if c.data_type == "f" or str(c.value).startswith("=")]
    lines = (write_folder(record, tmp_path / "a") / "mandates.csv").read_text("utf-8")
    assert ",=HYPERLINK" not in lines
    assert "'=HYPERLINK" in lines
