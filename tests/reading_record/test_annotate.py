"""Faults stand as comments on the cells they are about, in a copy."""

import re
import zipfile

import pytest
from openpyxl import load_workbook

from collab_graph.reading.annotate import annotate
from collab_graph.reading.template import write_template
from collab_graph.reading.workbook import read_workbook
from mobility.foundation.errors import FileProblemError, InputError


@pytest.fixture
def wrong(tmp_path):
    path = write_template(tmp_path / "a.xlsx", example=True)
    workbook = load_workbook(path)
    workbook["Uppdrag"]["D3"] = "bestämma"
    workbook["Aktörer"]["C2"] = "Xyzzy"
    workbook["Undantag"]["C2"] = None
    workbook["Platser"]["B2"] = "19121212-1212"
    workbook.remove(workbook["Behov"])
    workbook.save(path)
    with pytest.raises(InputError) as refused:
        read_workbook(path)
    return path, refused.value.problems


def test_each_fault_is_a_comment_on_its_own_cell(wrong, tmp_path):
    path, problems = wrong
    copy = load_workbook(annotate(path, problems, tmp_path / "b.xlsx"))
    role = copy["Uppdrag"]["D3"].comment.text
    assert role.startswith("'bestämma' är inte något av 'bedöma'")
    assert "en aktör i underlaget" in copy["Aktörer"]["C2"].comment.text
    assert "inget villkor" in copy["Undantag"]["A2"].comment.text
    assert "personnummer" in copy["Platser"]["B2"].comment.text
    assert "blad 'Behov': bladet saknas" in copy.worksheets[0]["A1"].comment.text
    assert copy["Uppdrag"]["D3"].fill.fgColor.rgb.endswith("F8D7A8")


def test_the_comments_speak_english_when_asked(wrong, tmp_path):
    path, problems = wrong
    copy = load_workbook(annotate(path, problems, tmp_path / "b.xlsx", language="en"))
    assert "is not one of 'assess'" in copy["Uppdrag"]["D3"].comment.text


def test_a_comment_that_stands_there_already_is_kept(wrong, tmp_path):
    path, problems = wrong
    once = annotate(path, problems, tmp_path / "b.xlsx")
    twice = load_workbook(annotate(once, problems, tmp_path / "c.xlsx"))
    assert twice["Uppdrag"]["D3"].comment.text.count("bestämma") == 2


def test_every_comment_of_the_copy_is_large_enough_to_be_read(wrong, tmp_path):
    """The explanation of the first heading of Uppdrag does not fit in a box of
    openpyxl's own size, 144 by 79 points."""
    path, problems = wrong
    copy = annotate(path, problems, tmp_path / "b.xlsx")
    with zipfile.ZipFile(copy) as parts:
        drawn = [parts.read(n).decode() for n in parts.namelist() if n.endswith(".vml")]
    heights = [float(h) for text in drawn for h in re.findall(r"height:([\d.]+)p[xt]", text)]
    assert len(heights) > 50
    assert min(heights) >= 4 * 18
    assert not any("width:144px" in text for text in drawn)


def test_the_copy_is_the_same_bytes_each_time_and_the_workbook_is_untouched(wrong, tmp_path):
    path, problems = wrong
    before = path.read_bytes()
    one, two = (annotate(path, problems, tmp_path / name) for name in ("b.xlsx", "c.xlsx"))
    assert one.read_bytes() == two.read_bytes()
    assert path.read_bytes() == before


def test_the_workbook_itself_is_never_written_over(wrong):
    path, problems = wrong
    with pytest.raises(FileProblemError, match="the workbook itself"):
        annotate(path, problems, path)


def test_more_faults_than_anybody_reads_are_counted_on_the_first_cell(wrong, tmp_path, monkeypatch):
    path, problems = wrong
    monkeypatch.setattr("collab_graph.reading.annotate._MOST_CELLS", 2)
    copy = load_workbook(annotate(path, problems, tmp_path / "b.xlsx"))
    assert f"… och {len(problems) - 2} fel till" in copy.worksheets[0]["A1"].comment.text
