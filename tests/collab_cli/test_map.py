"""The command map: exit codes, results on stdout, messages on stderr."""

import json

import pytest

from collab_graph.cli import main
from collab_graph.reading.folder import write_folder
from tests.village import village


@pytest.fixture
def folder(tmp_path):
    write_folder(village(), tmp_path / "record")
    return tmp_path / "record"


def test_map_writes_a_page_and_a_workbook_and_says_where(folder, tmp_path, capsys):
    assert main(["map", str(folder), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    page, workbook = tmp_path / "out" / "karta.html", tmp_path / "out" / "karta.xlsx"
    assert said.out.splitlines() == [f"Karta: {page}", f"Arbetsbok: {workbook}"]
    assert page.exists()
    assert workbook.exists()
    assert "2 aktörer, 3 uppdrag, 0 insatser, 0 samverkan" in said.err


def test_map_with_an_earlier_record_counts_what_has_changed(folder, tmp_path, capsys):
    record = village()
    tables = {name: table.copy() for name, table in record.tables.items()}
    tables["mandates"].loc[0, "age"] = "16–25"
    write_folder(type(record).from_tables(tables), tmp_path / "before")
    arguments = ["map", str(folder), "--before", str(tmp_path / "before"), "--out", str(tmp_path)]
    assert main([*arguments, "--lang", "en", "--json"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["changes"] == 1
    assert found["counts"]["mandates"] == 3
    assert [row["kind"] for row in found["files"]] == ["map", "workbook"]
    assert "Changes: 1" in said.err
    assert (tmp_path / "map.html").exists()


def test_an_earlier_record_that_is_not_there_ends_with_one(folder, tmp_path, capsys):
    assert main(["map", str(folder), "--before", str(tmp_path / "nowhere.xlsx")]) == 1
    assert "filen finns inte" in capsys.readouterr().err


def test_a_day_that_is_no_day_is_wrong_usage(folder):
    assert main(["map", str(folder), "--at", "sommaren"]) == 2
