"""Whatever a planner can be refused is said in Swedish, and in English to those who ask for it."""

import ast
from pathlib import Path

import pandas as pd
import pytest

import collab_graph
import mobility.foundation
from collab_graph.cli import main
from collab_graph.cli.refusals import message
from collab_graph.cli.swedish import in_swedish
from collab_graph.reading.folder import write_folder
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.files import not_in_encoding
from tests.village import village

FOUNDATION, PACKAGE = Path(mobility.foundation.__file__).parent, Path(collab_graph.__file__).parent
NOT_MET = {"network_files.py", "workbook.py"}
"""Files of the foundation that collab_graph reads nothing through."""


def said_of_files():
    """Every problem of a file as the code has it, with 7 wherever it fills something in."""
    sources = [file for file in FOUNDATION.glob("*.py") if file.name not in NOT_MET]
    for file in sorted([*sources, *PACKAGE.rglob("*.py")]):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                of_file = name == "FileProblemError" or (name == "cls" and file.name == "errors.py")
                if of_file and len(node.args) == 2:
                    yield from texts(node.args[1])
            is_named = isinstance(node, ast.Assign) and file.name == "files.py"
            if is_named and getattr(node.targets[0], "id", "") in ("said", "problem"):
                yield from texts(node.value)


def texts(node):
    if isinstance(node, ast.Constant):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "7" for part in node.values]
        yield "".join(parts)


def test_there_are_many_problems_of_files():
    assert len(set(said_of_files())) > 20


@pytest.mark.parametrize("problem", sorted(set(said_of_files()) | {not_in_encoding("utf-8", 3)}))
def test_every_problem_of_a_file_is_said_in_swedish(problem):
    text = problem.replace("no such file.7", "no such file. Did you mean '7'?")
    assert in_swedish(text) != text


def test_a_hint_at_a_file_that_is_there_is_kept(tmp_path):
    (tmp_path / "underlag.xlsx").write_bytes(b"x")
    error = FileProblemError.missing(tmp_path / "underlagg.xlsx")
    assert message(error, "sv").endswith("filen finns inte. Menade du 'underlag.xlsx'?")
    assert message(error, "en") == str(error)


def test_the_reason_of_the_operating_system_is_said_too():
    error = FileProblemError("ut", "cannot be written: Permission denied.")
    assert message(error, "sv").startswith("ut: kan inte skrivas: du får inte.")


def refused_zones(folder, tables, capsys):
    """What is said when the zones of a village with some tables changed are asked for."""
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    assert main(["zones", str(folder), "--out", str(folder / "out")]) == 1
    return capsys.readouterr().err


def test_a_record_that_lacks_what_zones_need_is_told_so_in_swedish(tmp_path, capsys):
    record = village(population=False)
    write_folder(record, tmp_path)
    empty = {name: table.head(0) for name, table in record.tables.items() if name == "mandates"}
    needs = {"needs": record.tables["needs"].head(0)}
    assert "bladet Behov har ingen rad" in refused_zones(tmp_path, {**empty, **needs}, capsys)


def test_counts_of_what_cannot_occur_are_told_so_in_swedish(tmp_path, capsys):
    """A row of nobody says that only the young occur, but seventy from 30 years are counted."""
    write_folder(village(population=False), tmp_path)
    rows = [["age", "16–29", "30"], ["age", "30–66", "70"], ["need", "work", "60"]]
    margins = pd.DataFrame(rows, columns=["axis", "value", "persons"])
    occurring = pd.DataFrame(
        [["storby", "work", "0", "16–29"]], columns=["place", "needs", "persons", "age"]
    )
    tables = {"margins": margins, "population": occurring}
    said = refused_zones(tmp_path, tables, capsys)
    assert "marginalerna: " in said
    assert "70 personer är angivna, 0 är möjliga" in said
    assert "rätta något av dem" in said


def test_problems_beyond_those_shown_are_counted():
    """Twenty are shown, and five more than that were found."""
    error = InputError("record", [f"'{n}' is said twice; say it once" for n in range(25)])
    lines = message(error, "sv").splitlines()
    assert lines[0] == "underlaget: 25 fel"
    assert len(lines) == 22
    assert lines[-1] == "  … och 5 till"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "Kommandot 'chek' finns inte. Menade du 'check'?"),
        (["xyzzy"], "Kommandot 'xyzzy' finns inte."),
        (["check"], "saknas: arbetsboken, eller mappen med CSV-filer."),
        (["ask", "a.xlsx"], "'--situation' saknas."),
        (["zones", "a.xlsx", "--levl", "Z1"], "--levl finns inte. Menade du"),
        (["zones", "a.xlsx", "--xyzzy"], "--xyzzy finns inte."),
        (["zones", "a.xlsx", "--out"], "Efter '--out' ska det stå ett värde."),
        (["zones", "mitt", "underlag.xlsx"], "Sätt namn med mellanslag inom citattecken."),
        (["zones", "a.xlsx", "--tau", "få"], "Fel värde efter '--tau': skriv ett tal."),
        (["zones", "a.xlsx", "--tau", "-1"], "Fel värde efter '--tau': skriv ett tal, minst 0"),
        (["zones", "a.xlsx", "--at", "1/1"], "'1/1' är inget datum skrivet ÅÅÅÅ-MM-DD."),
        (["zones", "a.xlsx", "--level", "Z9"], "'Z9' är inget av 'Z0', 'Z1', 'Z2', 'Z3'."),
        (["check", "a.xlsx", "--lang", "fi"], "'fi' är inget av 'sv', 'en'."),
        (["template", "a.docx"], "'a.docx' slutar inte på .xlsx."),
        (["check", "a.xlsx", "--json", "--csv"], "--json eller --csv, inte båda."),
        (["check", "a.xlsx", "--comments", "c.txt"], "slutar inte på .xlsx."),
        (["check", ".", "--comments", "c.xlsx"], "hör till en arbetsbok, inte till en mapp."),
    ],
)
def test_wrong_words_are_said_in_swedish_with_the_way_to_help(arguments, said, capsys):
    assert main(arguments) == 2
    heard = capsys.readouterr().err
    assert said in heard
    assert "Hjälp: collab-graph" in heard


def test_wrong_words_are_said_in_english_when_asked(capsys):
    assert main(["check", "--lang", "en"]) == 2
    heard = capsys.readouterr().err
    assert heard.startswith("Missing argument")
    assert "Help: collab-graph check --help --lang en" in heard
