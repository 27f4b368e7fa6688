"""Each command is one public call: exit codes, results on stdout, messages on stderr."""

import json

import pytest
from openpyxl import load_workbook

from collab_graph.cli import main
from collab_graph.cli.help import COMMANDS
from collab_graph.reading.example import example_record
from collab_graph.reading.folder import write_folder
from tests.village import village


@pytest.fixture
def filled(tmp_path, capsys):
    path = tmp_path / "underlag.xlsx"
    assert main(["template", str(path), "--example"]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def wrong(filled):
    workbook = load_workbook(filled)
    workbook["Uppdrag"]["D3"] = "bestämma"
    workbook.save(filled)
    return filled


def test_template_says_where_the_workbook_is(tmp_path, capsys):
    path = tmp_path / "t.xlsx"
    assert main(["template", str(path), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == str(path)
    assert "A workbook to fill in" in said.err
    assert load_workbook(path).sheetnames[0] == "Read me"


def test_check_of_a_good_record_counts_it_and_warns(filled, capsys):
    assert main(["check", str(filled)]) == 0
    said = capsys.readouterr()
    assert "4 uppdrag" in said.out
    assert "blad 'Uppdrag', rad 4, kolumn 'läge': inte bekräftad av aktören" in said.out
    assert "Underlaget går att använda" in said.err


def test_check_of_a_folder_is_the_same(tmp_path, capsys):
    folder = write_folder(example_record(), tmp_path / "record")
    assert main(["check", str(folder), "--language", "en"]) == 0
    assert "4 mandates" in capsys.readouterr().out


def test_check_lists_every_fault_and_ends_with_one(wrong, capsys):
    assert main(["check", str(wrong)]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("blad 'Uppdrag', rad 3, kolumn 'roll': 'bestämma' är inte något av")
    assert "Fel: 1" in said.err


def test_check_as_json_has_faults_as_rows(wrong, capsys):
    assert main(["check", str(wrong), "--json", "--language", "en"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["usable"]
    assert found["faults"][0]["row"] == 3
    assert found["faults"][0]["sheet"] == "Uppdrag"


def test_check_as_json_has_counts_and_warnings_of_a_good_record(filled, capsys):
    assert main(["check", str(filled), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["usable"]
    assert found["counts"]["mandates"] == 4
    assert found["warnings"][0]["remark"] == "inte bekräftad av aktören"


def test_check_as_csv_is_a_table(wrong, capsys):
    assert main(["check", str(wrong), "--csv"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "kind,sheet,row,column,value,remark,nearest"
    assert lines[1].startswith("fault,Uppdrag,3,roll,bestämma,")


def test_check_writes_the_faults_into_a_copy(wrong, tmp_path, capsys):
    copy = tmp_path / "med fel.xlsx"
    assert main(["check", str(wrong), "--comments", str(copy)]) == 1
    assert load_workbook(copy)["Uppdrag"]["D3"].comment is not None
    assert str(copy) in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "x.xlsx", "--json", "--csv"],
        ["check", "x.xlsx", "--comments", "x.csv"],
        ["check", ".", "--comments", "x.xlsx"],
        ["template", "x.docx"],
        ["zonez"],
        ["check", "x.xlsx", "--language", "fi"],
    ],
)
def test_wrong_usage_ends_with_two(arguments, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err


def test_a_missing_file_ends_with_one_and_no_trace(tmp_path, capsys):
    assert main(["check", str(tmp_path / "nowhere.xlsx")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "filen finns inte" in said.err
    assert main(["check", str(tmp_path / "nowhere.xlsx"), "--lang", "en"]) == 1
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["template", "check", "zones", "ask", "map", "demo"])
def test_every_command_and_every_option_has_its_help_in_both_languages(command, capsys):
    said = {}
    for language in ("sv", "en"):
        assert main([command, "--lang", language, "--help"]) == 0
        said[language] = capsys.readouterr().out
        assert COMMANDS[command][0 if language == "sv" else 1] in said[language]
    assert "Språk: sv svenska" in said["sv"]
    assert "Language: sv Swedish" in said["en"]
    assert "<" not in said["sv"].split("Val:")[1].replace("<Z0|Z1|Z2|Z3>", "")


def test_help_lists_the_commands_in_the_language_that_stands_first(capsys):
    assert main(["--help"]) == 0
    assert "Hitta var ingen har huvudansvaret." in capsys.readouterr().out
    assert main(["--lang", "en", "--help"]) == 0
    assert "Find where nobody leads." in capsys.readouterr().out


def test_the_language_may_stand_before_the_command(filled, capsys):
    assert main(["--lang", "en", "check", str(filled)]) == 0
    assert "4 mandates" in capsys.readouterr().out


def test_a_record_without_a_version_says_how_it_was_read(tmp_path, capsys):
    write_folder(village(), tmp_path / "record")
    assert main(["check", str(tmp_path / "record")]) == 0
    assert "säger ingen mallversion" in capsys.readouterr().err


def test_a_good_record_asked_for_comments_says_that_no_copy_is_written(filled, tmp_path, capsys):
    assert main(["check", str(filled), "--comments", str(tmp_path / "c.xlsx")]) == 0
    assert "ingen kopia är skriven" in capsys.readouterr().err
    assert not (tmp_path / "c.xlsx").exists()
