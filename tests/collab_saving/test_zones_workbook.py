"""All tables of a grey-zone report in one workbook."""

import pytest
from openpyxl import load_workbook

from collab_graph.saving.zones_workbook import _as_printed, write_zones_workbook, zones_tables
from collab_graph.showing.zones_view import zones_view
from tests.village import village


@pytest.fixture(scope="module")
def view():
    record = village()
    return zones_view(record, at=record.reference_date)


def test_every_table_is_a_sheet_in_the_language_asked_for(view, tmp_path):
    path = write_zones_workbook(view, tmp_path / "z.xlsx", language="sv")
    assert load_workbook(path).sheetnames == [
        "Förklarar mest", "Behov och plats", "Alla zoner", "Närmast", "Nära miss",
        "Åtgärder", "Stänga hela zonen", "Över tid", "Tidsglapp och bedömningar",
        "Dubbelt ansvar",
        "Sista utvägen", "Ingen håller ihop", "Närmast att hålla ihop",
        "Platser och efterfrågan", "Så är det gjort",
    ]  # fmt: skip


def test_the_same_view_gives_the_same_bytes(view, tmp_path):
    one = write_zones_workbook(view, tmp_path / "a.xlsx").read_bytes()
    assert one == write_zones_workbook(view, tmp_path / "b.xlsx").read_bytes()


def test_a_withheld_count_is_a_text_and_never_its_number(view):
    zones = zones_tables(view, language="en")["All zones"]
    for persons in zones["persons"]:
        assert isinstance(persons, int) or persons == "–" or persons.startswith("fewer than ")
    heat = zones_tables(view, language="en")["Need and place"]
    assert set(heat["persons"]) & {"–", "fewer than 5", "fewer than 10"}


def test_zones_have_the_same_number_on_every_sheet(view):
    tables = zones_tables(view, language="en")
    zones = tables["All zones"].set_index("zone")["situation"]
    for row in tables["Explain most"].to_dict("records"):
        assert zones[row["zone"]] == row["situation"]
    nearest = tables["Nearest"].set_index("zone")
    work = int(zones.index[zones == "aged 30 and older"][0])
    # The axis has no English label, so its id stands for it.
    assert nearest.loc[[work], "falls on"].iloc[0] == "age"


def test_without_a_population_no_sheet_speaks_of_persons():
    record = village(population=False)
    tables = zones_tables(zones_view(record, at=record.reference_date), language="en")
    assert all("persons" not in table.columns for table in tables.values())


def test_modelled_persons_have_three_columns_and_a_sentence_on_the_first_sheet():
    record = village(population=False, margins=True)
    view = zones_view(record, at=record.reference_date, smallest_cell=1)
    tables = zones_tables(view, language="sv")
    zones = tables["Alla zoner"].set_index("behov")
    assert zones.loc["pengar", ["personer (beräknat)", "minst", "högst"]].tolist() == [23, 23, 23]
    assert zones.loc["arbete", ["minst", "högst"]].tolist() == [47, 110]
    assert "personer" not in zones.columns
    assert "beräknade ur marginaler" in tables["Förklarar mest"]["situation"].iloc[-1]


def test_shares_are_in_whole_percent_as_the_page_prints_them(tmp_path):
    record = village()
    view = zones_view(record, at=record.reference_date, smallest_cell=1)
    path = write_zones_workbook(view, tmp_path / "z.xlsx", language="en")
    rows = list(load_workbook(path)["Explain most"].iter_rows())
    at = {cell.value: number for number, cell in enumerate(rows[0])}
    shares = [(row[at["share"]], row[at["share so far"]]) for row in rows[1:]]
    # Work 110 of 113 persons is 97.3 %; money in Norrsjö adds 3, too few for a card.
    assert [(one.value, sum_.value) for one, sum_ in shares] == [(0.97, 0.97)]
    assert {cell.number_format for both in shares for cell in both} == {"0%"}


def test_half_a_percent_is_rounded_as_a_page_does_and_never_to_even():
    # 0.005 and 0.025 are 0.5 % and 2.5 %; Python's own rounding would give 0 and 2.
    assert [_as_printed(share) for share in (0.005, 0.025, 0.262743649227155)] == [0.01, 0.03, 0.26]
    assert _as_printed(None) is None


def test_the_share_of_situations_keeps_what_is_too_little_for_a_percent(view, tmp_path):
    path = write_zones_workbook(view, tmp_path / "z.xlsx", language="sv")
    sheet = load_workbook(path)["Behov och plats"]
    headings = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, 1 + headings.index("andel situationer utan ansvarig"))
    assert (cell.value, cell.number_format) == (0.5, "0.0%")
