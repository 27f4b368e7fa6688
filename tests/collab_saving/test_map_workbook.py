"""The workbook of a map: what every sheet holds, by hand for a hamlet of four actors."""

import pytest
from openpyxl import load_workbook

from collab_graph.saving.map_workbook import map_tables, write_map_workbook
from collab_graph.showing.map_view import map_view
from tests.collab_showing.hamlet import ROWS, hamlet, year_before


@pytest.fixture(scope="module")
def view():
    return map_view(hamlet(), before=year_before())


def test_a_mandate_is_a_row_in_words(view):
    row = map_tables(view)["Vem gör vad"].iloc[1]
    assert row[["uppdrag", "aktör", "behov", "roll", "styrka", "tvång"]].tolist() == [
        "m2", "Socialtjänsten", "arbete", "utföra", "stöd", "kan",
    ]  # fmt: skip
    assert row["väg in"] == "remiss från Arbetsförmedlingen"
    assert row["läge"] == "utkast"
    first = map_tables(view, language="en")["Who does what"].iloc[0]
    assert first[["for", "not for", "source", "checked_by"]].tolist() == [
        "age: 16–29", "Norrsjö", "law", "enhetschef",
    ]  # fmt: skip


def test_the_grid_says_each_actors_part_in_each_need(view):
    table = map_tables(view)["Aktör och behov"]
    assert table.to_numpy().tolist() == [
        ["Kommunen", "part", "", "", ""],
        ["Socialtjänsten", "enhet", "Kommunen", "stöder", "leder"],
        ["Arbetsförmedlingen", "part", "", "leder", ""],
        ["Klubben", "civilsamhälle", "", "", ""],
    ]


def test_flows_say_who_does_what_to_whom(view):
    table = map_tables(view)["In och ut"]
    assert table.iloc[0].tolist() == [
        "Arbetsförmedlingen", "remitterar till", "Socialtjänsten", "arbete", "m2",
    ]  # fmt: skip


def test_changes_say_what_stood_before_and_what_stands_now(view):
    table = map_tables(view, language="en")["What has changed"]
    changed = table[table["change"] == "changed"]
    assert changed.to_numpy().tolist() == [
        ["mandates", "changed", "Arbetsförmedlingen: work (m1)", "age", "16–24", "16–29"]
    ]
    gone = table[table["change"] == "removed"].iloc[:2]
    assert gone["row"].tolist() == ["Socialtjänsten: work (m9)", "Arbetsförmedlingen: work (m1)"]
    assert gone["before"].tolist() == ["", "Norrsjö"]


def test_without_an_earlier_record_there_is_no_sheet_of_changes():
    assert "Vad som har ändrats" not in map_tables(map_view(hamlet()))


def test_the_same_view_gives_the_same_bytes_and_every_sheet(view, tmp_path):
    one = write_map_workbook(view, tmp_path / "one.xlsx")
    two = write_map_workbook(view, tmp_path / "two.xlsx")
    assert one.read_bytes() == two.read_bytes()
    book = load_workbook(one)
    assert book.sheetnames == [
        "Vem gör vad", "Aktör och behov", "Insatskatalog", "Samverkan", "In och ut",
        "Här tar uppdragen slut", "Vad som har ändrats", "Så är det gjort",
    ]  # fmt: skip
    assert book["Insatskatalog"]["A2"].value == "Praktik"


def test_no_text_of_a_record_runs_as_a_formula(tmp_path):
    bad = [["intervention", "name", "actor"], ["i1", '=HYPERLINK("http://example.org")', "AF"]]
    record = hamlet({**ROWS, "interventions": bad})
    path = write_map_workbook(map_view(record), tmp_path / "map.xlsx")
    cell = load_workbook(path)["Insatskatalog"]["A2"]
    assert (cell.data_type, cell.value[:2]) == ("s", "'=")
