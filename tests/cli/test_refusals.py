"""Whatever a planner or a member of staff can be refused is said in Swedish, or in English."""

from pathlib import Path

import pandas as pd
import pytest

import mobility
from mobility.cli import main
from mobility.cli.refusals import message, problem_in_swedish, sentence
from mobility.cli.swedish import ALL
from mobility.foundation.errors import Fault, FileProblemError, InputError, MissingPackageError
from mobility.foundation.files import not_in_encoding
from mobility.foundation.tables import Column, check_table
from tests.cli.said_by_the_code import refusals

PACKAGE = Path(mobility.__file__).parent
WALKED = (
    "archiving", "cli", "counting/corpus_conditions.py", "datasets", "reading", "walk",
    "relating/draw_settings.py", "saving/layouts.py", "saving/study.py",
    *(f"finding/{name}.py" for name in (
        "accepted_candidates", "conflicts", "decisions", "linked_skills", "review", "skills")),
    *(f"foundation/{name}.py" for name in (
        "addresses", "corpus", "crosswalk", "files", "flows", "network_files", "occupations",
        "regional_counts", "tables", "unpacking", "workbook")),
    *(f"reaching/{name}.py" for name in (
        "attractive", "board", "commuting", "compare_regions", "demand", "earlier_flows",
        "fit_threshold", "hard_to_fill", "names", "near_threshold", "origins", "origins_mix",
        "person", "personal_number", "reading_names", "recovery", "region_board", "schooling",
        "space", "validation_input")),
)  # fmt: skip
"""What the commands read and ask through."""
NOT_MET = {
    "a number of at least 0, the margin of a node",
}
"""Refused of what no command takes."""


def said_by_the_code():
    for room in WALKED:
        place = PACKAGE / room
        for file in [place] if place.is_file() else sorted(place.rglob("*.py")):
            yield from ((file.name, said) for said in refusals(file))


def in_swedish(said):
    """The Swedish of a sentence, also of one that an option is refused with."""
    asked = [said, f"Invalid value: {said}"]
    return next((sentence(one) for one in asked if sentence(one) != one), None)


def test_there_are_many_refusals():
    assert len(set(said_by_the_code())) > 200


def test_every_refusal_of_what_commands_read_is_said_in_swedish():
    unsaid = {pair for pair in said_by_the_code() if in_swedish(pair[1]) is None}
    assert {pair for pair in unsaid if pair[1] not in NOT_MET} == set()
    assert {said for _, said in unsaid} == NOT_MET


def test_no_pattern_stands_twice():
    patterns = [english for table in ALL for english, _ in table]
    assert len(patterns) == len(set(patterns))


CONTRACT = (
    Column("place", unique=True, allowed=("Lund", "Boden")), Column("jobs", "whole number",
    at_least=0), Column("share", "number", at_least=0, at_most=1), Column("day", "date"),
    Column("kept", "yes/no"), Column("pay", "number", at_most=9),
)  # fmt: skip


def test_faults_of_cells_keep_their_row_column_value_and_what_was_meant():
    table = pd.DataFrame(
        [["Lund", "3", "0.5", "2024-01-02", "ja", "1"], ["Bodn", "-2", "2", "1/1", "?", "12"],
         ["Lund", "", "x", "2024-01-02", "ja", "y"]],
        columns=["place", "jobs", "share", "day", "kept", "pay"],
    )  # fmt: skip
    with pytest.raises(InputError) as caught:
        check_table(table, CONTRACT, "jobb.csv", first_row=2)
    said = message(caught.value, "sv").splitlines()
    assert said[0] == "jobb.csv: 10 fel"
    assert set(said[1:]) == {
        "  - rad 3, kolumn 'place': 'Bodn' är inte något av 'Lund', 'Boden'. Menade du 'Boden'?",
        "  - rad 4, kolumn 'place': 'Lund' står redan på rad 2",
        "  - rad 4, kolumn 'jobs': ett värde saknas",
        "  - rad 3, kolumn 'jobs': '-2' är inte ett heltal, minst 0",
        "  - rad 3, kolumn 'share': '2' är inte ett tal från 0 till 1",
        "  - rad 4, kolumn 'share': 'x' är inte ett tal från 0 till 1",
        "  - rad 3, kolumn 'day': '1/1' är inte ett datum skrivet ÅÅÅÅ-MM-DD",
        "  - rad 3, kolumn 'kept': '?' är inte ja eller nej",
        "  - rad 3, kolumn 'pay': '12' är inte ett tal, högst 9",
        "  - rad 4, kolumn 'pay': 'y' är inte ett tal, högst 9",
    }


def test_a_missing_column_names_those_there_are_and_the_nearest():
    with pytest.raises(InputError) as caught:
        check_table(pd.DataFrame({"plats": ["Lund"]}), [Column("place")], "jobb.csv")
    assert "kolumnen 'place' saknas; tabellen har 'plats'." in message(caught.value, "sv")
    assert message(caught.value, "en") == str(caught.value)


def test_a_nearest_name_is_asked_for_in_swedish():
    fault = Fault("no column 'lna' (for 'region'); the file has 'län'.", nearest="län")
    said = "det finns ingen kolumn 'lna' (för 'region'); filen har 'län'. Menade du 'län'?"
    assert problem_in_swedish(fault) == said


def test_problems_beyond_those_shown_are_counted():
    """Twenty are shown, and five more than that were found."""
    error = InputError("review", [f"'{n}' stands twice" for n in range(25)])
    lines = message(error, "sv").splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("besluten: 25 fel", 22, "  … och 5 till")


def test_what_nobody_has_said_in_swedish_stands_as_it_is():
    assert sentence("It rains.") == "It rains."
    assert message(InputError("moln", ["It rains."]), "sv") == "moln: 1 fel\n  - It rains."


def test_files_and_packages_are_said_in_swedish():
    old = message(FileProblemError("a.csv", not_in_encoding("utf-8", 3)), "sv")
    assert old.startswith("a.csv: rad 3 är inte text i utf-8. Är filen sparad som latin-1, skriv")
    missing = MissingPackageError("The package rensa", "Install it with: pip install rensa")
    assert message(missing, "sv") == (
        "Paketet rensa finns inte på datorn. Installera det med: pip install rensa"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["regio"], "Kommandot 'regio' finns inte. Menade du 'region'?"),
        (["xyzzy"], "Kommandot 'xyzzy' finns inte."),
        (["region"], "saknas."),
        (["region", "a.csv", "--plce", "Lund"], "--plce finns inte. Menade du"),
        (["region", "a.csv", "--place"], "Efter '--place' ska det stå ett värde."),
        (["region", "min", "tabell.csv"], "Sätt namn med mellanslag inom citattecken."),
        (["region", "a.csv", "--top", "få"], "Fel värde efter '--top': skriv ett heltal."),
        (["region", "a.csv", "--top", "0"], "Fel värde efter '--top': skriv ett tal, minst 1."),
        (["region", "a.csv", "--language", "fi"], "'fi' är inget av 'sv', 'en'."),
        (["region", "a.csv"], "Säg vad som är besläktat: --relatedness eller --flows."),
        (["check", "a.csv", "--json", "--csv"], "--json eller --csv, inte båda."),
        (["study"], "Ge filer med annonser, eller --links och --groups."),
        (["study", "a.csv"], "Ge minst en lista med --skills, eller skriv --texts."),
        (["study", "a.csv", "--measure", "nära"], "--measure 'nära' är inget av: "),
        (["origins", "6311"], "Ge --flows, eller --study, eller båda."),
    ],
)
def test_wrong_words_are_said_in_swedish_with_the_way_to_help(arguments, said, capsys):
    assert main(arguments) == 2
    heard = capsys.readouterr().err
    assert said in heard
    assert "Hjälp: mobility" in heard


def test_wrong_words_are_said_in_english_when_asked(capsys):
    assert main(["region", "--language", "en"]) == 2
    heard = capsys.readouterr().err
    assert heard.startswith("Missing argument")
    assert "Help: mobility region --help" in heard


@pytest.mark.parametrize(("language", "said"), [("sv", "Avbrutet."), ("en", "Broken off.")])
def test_breaking_off_ends_with_a_word_and_no_trace(monkeypatch, capsys, language, said):
    def broken(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("mobility.cli.checking.given_ads", broken)
    assert main(["check", "a.csv", "--language", language]) == 130
    assert capsys.readouterr().err.strip() == said


@pytest.fixture
def tables(tmp_path):
    """Jobs in two places and two industries, and moves between them."""
    jobs = "kommun,sni,antal\nLund,47,30\nLund,56,20\nBoden,47,9\nBoden,56,40\n"
    moves = "origin,destination,count\n47,56,12\n56,47,10\n"
    (tmp_path / "jobb.csv").write_text(jobs, "utf-8")
    (tmp_path / "byten.csv").write_text(moves, "utf-8")
    return tmp_path


REGION = ["--column", "region=kommun", "--column", "activity=sni", "--column", "count=antal"]


@pytest.mark.parametrize(
    ("change", "extra", "said"),
    [
        ({"jobb.csv": None}, [], "filen finns inte"),
        ({"jobb.csv": ""}, [], "är tom."),
        ({"jobb.csv": "kommun,sni,antal\n"}, [], "har rubriker men inga rader."),
        ({"jobb.csv": "kommun,kommun\na,b\n"}, [], "rubriken 'kommun' står två gånger"),
        ({"jobb.csv": "kommun,sni,antal\nLund,47\n"}, [], "rad 2: 2 celler under 3 rubriker"),
        ({"jobb.csv": "kommun,sni,antal\nLund,47,många\n"}, [],
         "rad 2, kolumn 'count': 'många' är inte ett heltal, minst 0"),
        ({"jobb.csv": "kommun,sni,antal\n,47,3\n"}, [], "rad 2, kolumn 'region': ett värde saknas"),
        ({"jobb.csv": "kommun,sni,antal\nLund,47,3\nLund,47,4\n"}, [], "lägg ihop antalen"),
        ({"jobb.csv": 'kommun,sni,antal\n"Lund,47,3\n'}, [], "citattecknen går inte ihop"),
        ({"jobb.csv": "ort,sni,antal\nLund,47,3\n"}, [],
         "Säg vilken den är med --column region=RUBRIK"),
        ({"byten.csv": "från,till,antal\n47,56,3\n"}, [],
         "Säg vilken den är med --flows-column origin=RUBRIK"),
        ({"byten.csv": "origin,destination,count\n1,2,3\n"}, [], "finns i nätverket"),
        ({"byten.csv": "origin,destination,count\n47,47,3\n"}, [], "inget byte mellan två olika"),
        ({}, ["--titles", "namn.csv"], "skriv --classification 'SSYK 2012'"),
        ({}, ["--titles", "namn.csv", "--classification", "SNI"], "namn.csv: filen finns inte"),
        ({}, ["--encoding", "utf-77"], "--encoding: 1 fel"),
        ({}, ["--place", "Lun"], "Ingen region heter 'Lun'; det finns 2. Menade du 'Lund'?"),
        ({}, ["--period", "2020"], "Ingen period heter '2020'"),
        ({}, ["--growth-since", "2020"], "Ingen period heter '2020'"),
    ],
)  # fmt: skip
def test_real_faults_of_a_planners_tables_are_said_in_swedish(
    tables, capsys, monkeypatch, change, extra, said
):
    monkeypatch.chdir(tables)
    for name, content in change.items():
        (tables / name).unlink() if content is None else (tables / name).write_text(content)
    words = ["region", "jobb.csv", *REGION, "--flows", "byten.csv", "--draws", "0"]
    assert main([*words, *extra]) == 1
    heard = capsys.readouterr()
    assert said in heard.err.replace("\n", " ").replace("  - ", "")
    assert heard.out == ""
    english = ("the ", " is ", " are ", "problem", "Did you mean", "No ", "say ")
    assert not any(word in heard.err for word in english)


def test_a_heading_that_the_earlier_moves_lack_names_their_own_option(tables, capsys, monkeypatch):
    monkeypatch.chdir(tables)
    (tables / "förr.csv").write_text("från,till,count\n47,56,3\n", "utf-8")
    words = ["origins", "56", "--flows", "byten.csv", "--earlier", "förr.csv"]
    assert main(words) == 1
    heard = capsys.readouterr().err
    assert "Säg vilken den är med --earlier-column origin=RUBRIK" in heard
    assert "--flows-column" not in heard
