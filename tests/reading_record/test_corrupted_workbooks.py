"""Whatever has happened to a workbook: a list of faults or a clean read, never a trace."""

from functools import cache

import pandas as pd
import pytest

from collab_graph.covering.zones import grey_zones
from collab_graph.reading.annotate import annotate
from collab_graph.reading.example import example_record
from collab_graph.reading.workbook import read_workbook
from collab_graph.record.faults import RecordFault
from mobility.foundation.errors import FileProblemError, InputError
from tests.reading_record.corrupted import PERSONAL_NUMBER, Case, cases

CASES = list(cases())


@cache
def true_zones():
    return grey_zones(example_record()).table


def same(one, other):
    """The same record, and so the same zones, word for word."""
    assert one.axes == other.axes
    assert one.reference_date == other.reference_date
    assert (one.title, one.synthetic) == (other.title, other.synthetic)
    pd.testing.assert_frame_equal(grey_zones(one).table, true_zones())
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name])


def outcome(case, tmp_path):
    path = tmp_path / f"underlag{case.suffix}"
    path.write_bytes(case.build())
    try:
        return read_workbook(path)
    except (FileProblemError, InputError) as error:
        return error


def test_there_are_two_hundred_of_them_and_more_each_with_its_own_name():
    assert len({case.name for case in CASES}) == len(CASES) >= 200


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_corrupted_workbook_is_a_list_of_faults_or_a_clean_read(case: Case, tmp_path):
    found = outcome(case, tmp_path)
    if case.verdict == "clean":
        assert not isinstance(found, Exception), str(found)
        same(found, example_record())
    elif case.verdict == "file":
        assert isinstance(found, FileProblemError), str(found)
    elif case.verdict == "either":
        if not isinstance(found, Exception):
            same(found, example_record())
    else:
        assert isinstance(found, InputError), str(found)
        assert all(isinstance(fault, RecordFault) for fault in found.problems)
        places = [(fault.sheet, fault.row, fault.column) for fault in found.problems]
        sheet, row, heading = case.verdict
        assert any(
            sheet == s and row in (None, r) and heading in (None, h) for s, r, h in places
        ), str(found)
        for fault in found.problems:
            assert fault.expected_sv, f"{fault} has no Swedish"
            assert PERSONAL_NUMBER not in f"{fault} {fault.sentence('sv')}"


ANNOTATED = [case for case in CASES if isinstance(case.verdict, tuple)][::20]


@pytest.mark.parametrize("case", ANNOTATED, ids=lambda case: case.name)
def test_the_faults_of_any_workbook_can_be_written_into_a_copy(case: Case, tmp_path):
    error = outcome(case, tmp_path)
    path = tmp_path / "underlag.xlsx"
    before = path.read_bytes()
    copy = annotate(path, error.problems, tmp_path / "copy.xlsx")
    assert copy.stat().st_size > 0
    assert path.read_bytes() == before
