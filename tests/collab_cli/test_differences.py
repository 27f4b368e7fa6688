"""The commands what-if and diff: exit codes, results on stdout, messages on stderr."""

import json

import pandas as pd
import pytest

from collab_graph.cli import main
from collab_graph.reading.folder import write_folder
from tests.village import village

EDITS = "åtgärd;blad;rad;kolumn;värde\n;Uppdrag;m1;ålder;16–66\n"
"""The agency takes everybody: the 110 persons with open need of work find a lead."""


@pytest.fixture
def folder(tmp_path):
    write_folder(village(), tmp_path / "record")
    return tmp_path / "record"


@pytest.fixture
def edits(tmp_path):
    (tmp_path / "edits.csv").write_text(EDITS, encoding="utf-8")
    return tmp_path / "edits.csv"


def test_what_if_says_what_closes_and_for_how_many(folder, edits, capsys):
    assert main(["what-if", str(folder), str(edits)]) == 0
    said = capsys.readouterr()
    assert "Grå zoner (2026-11-01): nya 0, försvinner 1, växer 0, krymper 0." in said.out
    # 40 of 20 years are covered before; 60 + 30 + 20 = 110 from 30 years are added.
    assert "ingen har huvudansvaret 110 → 0" in said.out
    assert "någon har huvudansvaret 40 → 150" in said.out
    gone = (
        "arbete: en grå zon försvinner – 30 år och äldre (var: ingen har huvudansvaret). (110 pers"
    )
    assert gone in said.out
    assert "inte ett beslut" in said.err


def test_what_if_in_json_and_english(folder, edits, capsys):
    assert main(["what-if", str(folder), str(edits), "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["zones"] == {"opened": 0, "closed": 1, "grown": 0, "shrunk": 0}
    assert found["needs_that_differ"] == ["work"]
    assert found["moves"] == [
        {"need": "work", "level_before": "Z1", "level_after": "covered",
         "count": {"persons": 110, "fewer_than": None}},
    ]  # fmt: skip
    assert found["recipe"][-1]["step"] == "suppressed"
    assert "A basis for conversation" in said.err


def test_what_if_in_csv_has_one_row_a_count(folder, edits, tmp_path, capsysbinary):
    assert main(["what-if", str(folder), str(edits), "--csv"]) == 0
    (tmp_path / "out.csv").write_bytes(capsysbinary.readouterr().out)
    table = pd.read_csv(tmp_path / "out.csv", dtype="str", keep_default_na=False)
    rows = table[(table["kind"] == "level") & (table["need"] == "work")].set_index("what")
    assert rows.loc["covered", ["before", "after", "by_rules"]].tolist() == ["40", "150", "110"]


def test_diff_of_two_records_tells_rules_and_people_apart(folder, tmp_path, capsys):
    tables = {name: table.copy() for name, table in village().tables.items()}
    tables["mandates"].loc[0, "age"] = "16–66"
    # 40 more persons of 40 years in Storby.
    tables["population"].loc[1, "persons"] = "100"
    write_folder(type(village()).from_tables(tables), tmp_path / "after")
    assert main(["diff", str(folder), str(tmp_path / "after")]) == 0
    said = capsys.readouterr().out
    assert "någon har huvudansvaret 40 → 190 (regler +110, befolkning +40)" in said
    assert "ingen har huvudansvaret 110 → 0 (regler −110, befolkning +0)" in said


def test_diff_of_two_days_of_one_record(tmp_path, capsys):
    tables = {name: table.copy() for name, table in village().tables.items()}
    tables["mandates"].loc[0, "valid_to"] = "2026-12-31"
    write_folder(type(village()).from_tables(tables), tmp_path / "record")
    days = ["--at-before", "2026-12-31", "--at-after", "2027-01-01"]
    assert main(["diff", str(tmp_path / "record"), *days]) == 0
    said = capsys.readouterr().out
    assert "Grå zoner (2026-12-31 → 2027-01-01)" in said
    # The 40 whom the agency led have nobody at all: the municipality supports from 30 years.
    assert "arbete: ingen aktör alls 0 → 40;" in said
    assert "arbete: en grå zon växer – under 30 år: ingen aktör alls. (40 personer)" in said


def test_a_small_group_is_never_printed_nor_to_be_worked_out(folder, tmp_path, capsys):
    # Money in Norrsjö: 3 + 20 persons. Led from 30 years on, 20 of them find a lead and 3 are left:
    # neither the 3, nor 23 and 20 together, may be told. Norrsjö is small: the limit is 10 there.
    rows = {"aktör": "KO", "behov": "money", "roll": "besluta", "styrka": "huvudansvar",
            "tvång": "ska", "grund": "lag", "ålder": "30+"}  # fmt: skip
    lines = [f"lägg till;Uppdrag;m9;{column};{value}" for column, value in rows.items()]
    edits = tmp_path / "edits.csv"
    edits.write_text("\n".join(["åtgärd;blad;rad;kolumn;värde", *lines]), encoding="utf-8")
    assert main(["what-if", str(folder), str(edits), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    rows = {row["level"]: row for row in found["levels"] if row["need"] == "money"}
    left = rows["Z0"]["after"]["persons"]
    assert left is None
    before, moved = rows["Z0"]["before"]["persons"], found["moves"][0]["count"]["persons"]
    assert None in (before, moved)
    assert None in (rows["covered"]["before"]["persons"], rows["covered"]["after"]["persons"]) or (
        None in (before, left)
    )


def test_without_persons_situations_are_counted(tmp_path, edits, capsys):
    write_folder(village(population=False), tmp_path / "record")
    assert main(["what-if", str(tmp_path / "record"), str(edits)]) == 0
    said = capsys.readouterr()
    assert "situationer)" in said.out
    assert "underlaget har ingen befolkning" in said.err


@pytest.mark.parametrize("language", ["sv", "en"])
def test_faults_of_edits_end_with_one_and_say_the_line(folder, tmp_path, capsys, language):
    wrong = tmp_path / "edits.csv"
    wrong.write_text(EDITS.replace("m1", "m7").replace("16–66", "x"), encoding="utf-8")
    assert main(["what-if", str(folder), str(wrong), "--lang", language]) == 1
    said = capsys.readouterr().err
    expected = {
        "sv": "blad 'Ändringar', rad 2, kolumn 'rad': 'm7' är inte en rad på bladet Uppdrag",
        "en": "sheet 'Ändringar', row 2, column 'rad': 'm7' is not a row of the sheet 'mandates'",
    }
    assert expected[language] in said


def test_a_file_without_edits_is_refused_in_swedish(folder, tmp_path, capsys):
    empty = tmp_path / "edits.csv"
    empty.write_text("åtgärd;blad;rad;kolumn;värde\n", encoding="utf-8")
    assert main(["what-if", str(folder), str(empty)]) == 1
    assert "har ingen ändring; skriv en per rad" in capsys.readouterr().err


def test_one_record_without_days_is_wrong_usage(folder, capsys):
    assert main(["diff", str(folder)]) == 2
    assert "Ett underlag behöver två dagar: skriv --at-before och --at-after." in (
        capsys.readouterr().err
    )
