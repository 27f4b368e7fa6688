"""`export` and `import` say where the file is, what did not come along, and what is open."""

import json

import pytest

from collab_graph.cli import main
from collab_graph.reading.folder import write_folder
from tests.village import village

TABLE = "#org,#sector,#adm1,#email\nKommunen,Arbete,Norrsjö,a@x.example\nRegionen,Vård,,\n"


@pytest.fixture
def record(tmp_path):
    return write_folder(village(), tmp_path / "record")


def test_export_writes_a_directory_and_names_what_is_lost(record, tmp_path, capsys):
    out = tmp_path / "katalog.json"
    assert main(["export", str(record), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == str(out)
    # 6 rows with place, needs, persons and age: 24 cells.
    assert (
        "Befolkning (plats, behov, personer, age): 24 – antal personer lämnas inte ut" in said.out
    )
    assert "Celler som inte kom med: " in said.err
    assert len(json.loads(out.read_text("utf-8"))["contents"]) == 2


def test_export_of_a_table_as_csv_lists_every_column_that_is_lost(record, tmp_path, capsys):
    words = ["--format", "hxl", "--out", str(tmp_path / "3w.csv"), "--csv", "--lang", "en"]
    assert main(["export", str(record), *words]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "sheet,column,cells,why"
    assert 'mandates,strength,3,"a 3W table says who does what, not on what mandate"' in lines


def test_import_writes_a_workbook_whose_open_cells_check_asks_for(tmp_path, capsys):
    source, out = tmp_path / "3w.csv", tmp_path / "utkast.xlsx"
    source.write_text(TABLE, "utf-8")
    assert main(["import", str(source), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        str(out), "Borttaget: 3w.csv · #email: 1 – en kontaktuppgift",
    ]  # fmt: skip
    assert "att svara på; check visar dem: 2." in said.err
    assert main(["check", str(out)]) == 1
    asked = capsys.readouterr().out
    assert asked.count("'?' är inte något av") == 6  # Styrka, tvång and grund of two mandates.


def test_import_as_json_counts_what_is_beside_the_draft(tmp_path, capsys):
    source = tmp_path / "3w.csv"
    source.write_text(TABLE, "utf-8")
    assert main(["import", str(source), "--out", str(tmp_path / "u.xlsx"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["open"][0] == {"column": "strength", "mandates": 2}
    assert found["beside"][0]["kind"] == "dropped"


def test_what_was_exported_is_imported(record, tmp_path, capsys):
    for out, words in (("k.json", []), ("k", []), ("k.csv", ["--format", "hxl"])):
        assert main(["export", str(record), *words, "--out", str(tmp_path / out)]) == 0
        back = tmp_path / "back.xlsx"
        assert main(["import", str(tmp_path / out), "--out", str(back)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["import", "x.csv", "--tag", "Region"], "--tag 'Region' är inte skrivet RUBRIK=#tagg."),
        (["import", "x.json", "--tag", "A=#org"], "--tag hör till en tabell"),
        (["import", "x.csv", "--out", "u.csv"], "slutar inte på .xlsx"),
        (["export", "x", "--out", "u.csv"], "passar inte --format hsds"),
        (["export", "x", "--format", "hxl", "--out", "u.json"], "passar inte --format hxl"),
    ],
)
def test_wrong_words_are_refused_in_swedish(words, why, capsys):
    assert main(words) == 2
    assert why in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("x.json", "{}", "innehåller varken organization eller service"),
        ("x.json", "{", "är ingen JSON-fil som går att läsa"),
        ("x.csv", "a,b\n1,2\n", "ingen rad med HXL-hashtaggar bland de första 25"),
        ("x.csv", "#sector\nA\n", "ingen kolumn har hashtaggen #org"),
    ],
)
def test_a_file_that_is_none_is_refused_in_swedish(name, text, why, tmp_path, capsys):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert main(["import", str(path), "--out", str(tmp_path / "u.xlsx")]) == 1
    assert why in capsys.readouterr().err


def test_a_heading_that_is_not_there_is_refused_with_the_nearest(tmp_path, capsys):
    path = tmp_path / "x.csv"
    path.write_text("Region,Vem\nA,B\n", "utf-8")
    assert main(["import", str(path), "--tag", "Regin=#adm1"]) == 1
    assert "ingen rubrik 'Regin' på första raden. Menade du 'Region'?" in capsys.readouterr().err
