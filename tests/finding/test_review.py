"""Review files: written, edited, read back."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mobility.finding.review import read_review, write_review
from mobility.finding.skills import prepare_skills
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.skill_list import REVIEW_COLUMNS, SkillList
from tests.finding.lists import vocabulary

COLUMNS = [column.name for column in REVIEW_COLUMNS]
FIRST = ["decision", "skill", "label", "into", "new_label", "why"]
"""The columns that a person needs; the others may be missing."""


def list_with(*rows):
    base = vocabulary("lödning")
    review = pd.DataFrame(list(rows), columns=FIRST).reindex(columns=COLUMNS)
    return SkillList(base.skills, base.terms, base.dropped, review)


NASTY = [
    (None, "=1+1", "=HYPERLINK(0)", "+a", None, "-why"),
    ("accept", "'quoted", "@x", None, None, "a,b;c"),
    ("rename", "s", 'say "ö"', None, "new\nlabel", "why"),
]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_is_written_is_read_back_exactly(tmp_path, suffix):
    skills = list_with(*NASTY)
    read = read_review(write_review(skills, tmp_path / f"review{suffix}"))
    read = read.reset_index(drop=True)
    read.attrs = {}
    pd.testing.assert_frame_equal(read, skills.review)


CELL = st.text(alphabet="aö=+-@'\",; ", min_size=1, max_size=6).filter(lambda text: text.strip())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.just("reject"), CELL, CELL, CELL, CELL, CELL), max_size=4))
def test_any_cell_comes_back(tmp_path_factory, rows):
    skills = list_with(*rows)
    file = tmp_path_factory.mktemp("review") / "review.csv"
    read = read_review(write_review(skills, file))
    read = read.reset_index(drop=True)
    read.attrs = {}
    pd.testing.assert_frame_equal(read, skills.review)


def test_no_cell_of_the_file_can_run_as_a_formula(tmp_path):
    text = write_review(list_with(*NASTY), tmp_path / "review.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert b",'=1+1," in text
    book = load_workbook(write_review(list_with(*NASTY), tmp_path / "review.xlsx"))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type in ("s", "n") for cell in cells)


def test_a_file_saved_with_semicolons_is_read(tmp_path):
    file = tmp_path / "review.csv"
    file.write_text(";".join(FIRST) + "\nReject ;lödning;Lödning;;;för hand\n", encoding="utf-8")
    assert read_review(file)["decision"].tolist() == ["reject"]


def test_the_file_edited_decides_the_next_run(tmp_path):
    lists = vocabulary("backend", "back-end")
    file = write_review(prepare_skills(lists), tmp_path / "review.csv")
    text = file.read_text(encoding="utf-8-sig")
    file.write_text(text.replace("\n,back-end", "\nmerge,back-end"), encoding="utf-8")
    skills = prepare_skills(lists, review=read_review(file))
    assert list(skills.skills.index) == ["backend"]


def test_a_decision_that_is_none_is_named_with_its_row(tmp_path):
    file = tmp_path / "review.csv"
    file.write_text(",".join(FIRST) + "\nmaybe,s,Label,,,why\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2, column 'decision': 'maybe'"):
        read_review(file)


def test_another_suffix_is_refused(tmp_path):
    with pytest.raises(FileProblemError, match="csv or"):
        write_review(list_with(), tmp_path / "review.txt")


def test_a_damaged_workbook_is_refused(tmp_path):
    file = tmp_path / "review.xlsx"
    file.write_bytes(b"no workbook")
    with pytest.raises(FileProblemError, match="not an Excel workbook"):
        read_review(file)


def test_a_comma_too_many_is_named_with_its_row(tmp_path):
    file = tmp_path / "review.csv"
    file.write_text(",".join(FIRST) + "\nmerge,s,Sewing, by hand,t,,why\n", encoding="utf-8")
    with pytest.raises(InputError, match="row 2: 7 cells under 6 headings"):
        read_review(file)


def test_empty_cells_beyond_the_headings_do_no_harm(tmp_path):
    file = tmp_path / "review.csv"
    file.write_text(",".join(FIRST) + "\nreject,s,Label,,,why,,,\n", encoding="utf-8")
    assert read_review(file)["decision"].tolist() == ["reject"]
