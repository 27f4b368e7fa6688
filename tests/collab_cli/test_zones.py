"""The commands zones, ask and demo: exit codes, results on stdout, messages on stderr."""

import json
import re

import pytest

from collab_graph.cli import main
from collab_graph.cli.zones import situation_of
from collab_graph.reading.folder import write_folder
from mobility.foundation.errors import InputError
from tests.village import village


@pytest.fixture
def folder(tmp_path):
    write_folder(village(), tmp_path / "record")
    return tmp_path / "record"


def test_zones_writes_a_page_and_a_workbook_and_says_where(folder, tmp_path, capsys):
    assert main(["zones", str(folder), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    page, workbook = tmp_path / "out" / "gra-zoner.html", tmp_path / "out" / "gra-zoner.xlsx"
    assert said.out.splitlines() == [f"Sida: {page}", f"Arbetsbok: {workbook}"]
    assert page.exists()
    assert workbook.exists()
    assert "Grå zoner: 2" in said.err


def test_zones_as_json_has_only_counts_that_may_be_printed(folder, tmp_path, capsys):
    arguments = ["zones", str(folder), "--out", str(tmp_path), "--json", "--language", "en"]
    assert main([*arguments, "--level", "Z0", "--at", "2026-11-01"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["settings"]["level"] == "Z0"
    assert [set(card["persons"]) <= {"n", "fewer"} for card in said["cards"]] == [True]
    assert {row["kind"] for row in said["files"]} == {"page", "workbook"}


def test_zones_compares_with_another_day_or_with_edits_but_not_both(folder, tmp_path, capsys):
    arguments = ["zones", str(folder), "--out", str(tmp_path), "--compare-date", "2027-03-01"]
    assert main(arguments) == 0
    page = (tmp_path / "gra-zoner.html").read_text(encoding="utf-8")
    data = re.search(r'id="page-content">(.*?)</script>', page, re.DOTALL)
    days = json.loads(data.group(1))["data"]["if_changed"]["days"]
    assert days == ["2026-11-01", "2027-03-01"]
    assert main([*arguments, "--compare", str(folder)]) == 2
    assert "--compare-date går inte ihop" in capsys.readouterr().err


def test_ask_says_who_leads_and_who_falls_on_what(folder, capsys):
    arguments = ["ask", str(folder), "--situation", "ålder=40", "--situation", "plats=Norrsjö"]
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("arbete: ")
    assert "Arbetsförmedlingen" in lines[0]
    assert lines[1].startswith("pengar: ")


def test_a_situation_that_is_no_situation_is_refused(folder, capsys):
    assert main(["ask", str(folder), "--situation", "ålder"]) == 1
    assert "NAMN=VÄRDE" in capsys.readouterr().err
    assert main(["ask", str(folder), "--situation", "ålder", "--lang", "en"]) == 1
    assert "NAME=VALUE" in capsys.readouterr().err


def test_every_fault_of_a_situation_is_said_in_the_words_it_was_asked_in(folder, capsys):
    parts = ["ålder=sexton", "plats=Norrsjo", "xyzzy=ja"]
    assert main(["ask", str(folder), *(w for part in parts for w in ("--situation", part))]) == 1
    said = capsys.readouterr().err
    assert "situationen: 3 fel" in said
    assert "kolumn 'ålder': 'sexton' är inte ett heltal eller ett intervall" in said
    assert "kolumn 'plats': 'Norrsjo' är inte en plats i underlaget. Menade du 'Norrsjö'?" in said
    assert "'xyzzy' är ingen axel i underlaget" in said


def test_an_identity_number_is_refused_and_not_repeated(folder, capsys):
    assert main(["ask", str(folder), "--situation", "ålder=19811218-9876"]) == 1
    said = capsys.readouterr()
    assert "9876" not in said.out + said.err


def test_a_name_said_twice_is_refused():
    with pytest.raises(InputError, match="said twice"):
        situation_of(["age=30", "age=31"])


def test_a_tau_without_population_says_so(tmp_path, capsys):
    write_folder(village(population=False), tmp_path / "record")
    arguments = ["zones", str(tmp_path / "record"), "--out", str(tmp_path), "--tau", "5"]
    assert main(arguments) == 1
    assert "underlaget har ingen befolkning" in capsys.readouterr().err
    assert main(["--lang", "en", *arguments]) == 1
    assert "need a population" in capsys.readouterr().err


def test_an_unknown_level_is_wrong_usage(folder):
    assert main(["zones", str(folder), "--level", "Z9"]) == 2
