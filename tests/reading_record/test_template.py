"""The workbook to fill in: every column explained, drop-downs that lead, the same bytes always."""

import pytest
from openpyxl import load_workbook

from collab_graph.reading.example import example_record
from collab_graph.reading.explanations import SHEETS_SAID
from collab_graph.reading.template import write_template
from collab_graph.reading.workbook import read_workbook
from collab_graph.record.contracts import SHEETS
from mobility.foundation.errors import InputError


@pytest.fixture(params=["sv", "en"], scope="module")
def drawn(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("drawn") / "t.xlsx"
    write_template(path, language=request.param, example=True)
    return request.param, load_workbook(path)


def test_the_first_sheet_says_how_and_the_others_follow_the_contract(drawn):
    language, workbook = drawn
    titles = [s.title_sv if language == "sv" else s.name for s in SHEETS]
    first, last = ("Läs mig", "Kolumner") if language == "sv" else ("Read me", "Columns")
    assert workbook.sheetnames == [first, *titles, last]


def test_every_column_is_explained_in_one_list_with_what_may_stand_in_it(drawn):
    """A line a sheet, a line a column, and one for the axes of each sheet that has them."""
    _, workbook = drawn
    lines = [[cell.value for cell in row] for row in workbook.worksheets[-1].iter_rows(min_row=2)]
    columns = sum(len(sheet.columns) + sheet.per_axis for sheet in SHEETS)
    assert len(lines) == len(SHEETS) + columns
    assert all(line[3] for line in lines)
    headings = {cell.value for sheet in workbook.worksheets[1:-1] for cell in sheet[1]}
    named = {line[1] for line in lines if line[1]}
    assert len(named - headings) == 1  # "en kolumn per axel"


def test_the_list_of_columns_says_which_must_be_filled_in(drawn):
    language, workbook = drawn
    must = [row[2].value for row in workbook.worksheets[-1].iter_rows(min_row=2)]
    filled = sum(column.filled for sheet in SHEETS for column in sheet.columns)
    assert must.count("ja" if language == "sv" else "yes") == filled


def test_a_heading_says_when_its_column_must_be_filled_in(drawn):
    language, workbook = drawn
    said = "Måste fyllas i." if language == "sv" else "Must be filled in."
    mandates = workbook["Uppdrag" if language == "sv" else "mandates"]
    assert said in mandates["B1"].comment.text
    assert said not in mandates["G1"].comment.text


def test_every_sheet_comes_out_flat_on_a4_with_its_headings_on_every_page(drawn):
    _, workbook = drawn
    for sheet in workbook.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
    for sheet in workbook.worksheets[1:]:
        assert sheet.print_title_rows == "$1:$1"
    mandates = workbook.worksheets[[s.name for s in SHEETS].index("mandates") + 1]
    assert mandates.page_setup.fitToWidth > 1


def test_every_heading_is_explained_and_frozen(drawn):
    _, workbook = drawn
    for sheet in workbook.worksheets[1:-1]:
        assert sheet.freeze_panes == "B2"
        for cell in sheet[1]:
            assert cell.comment is not None
            assert len(cell.comment.text) > 5, f"{sheet.title}: {cell.value}"


def test_every_sheet_has_its_own_sentence():
    assert sorted(SHEETS_SAID) == sorted(sheet.name for sheet in SHEETS)


def drop_downs(sheet):
    return {str(v.sqref).split(":")[0]: v for v in sheet.data_validations.dataValidation}


def test_fixed_words_are_chosen_from_a_list_and_nothing_else_is_taken(drawn):
    language, workbook = drawn
    if language == "sv":
        role = drop_downs(workbook["Uppdrag"])["D2"]
        assert role.formula1 == '"bedöma,besluta,utföra,samordna,betala,informera"'
        assert role.showErrorMessage


def test_what_may_be_unknown_can_be_chosen_as_unknown(drawn):
    """may_decline may be left blank or unknown; role must be one of the words."""
    language, workbook = drawn
    lists = drop_downs(workbook["Uppdrag" if language == "sv" else "mandates"])
    assert lists["Q2"].formula1 == ('"ja,nej,?"' if language == "sv" else '"yes,no,?"')
    assert "?" not in lists["D2"].formula1


def test_a_list_fits_in_what_excel_allows(drawn):
    _, workbook = drawn
    for sheet in workbook.worksheets:
        for validation in drop_downs(sheet).values():
            assert len(validation.formula1) <= 255


def test_what_other_sheets_list_is_offered_but_several_may_be_written(drawn):
    language, workbook = drawn
    title, actors = ("Uppdrag", "Aktörer") if language == "sv" else ("mandates", "actors")
    lists = drop_downs(workbook[title])
    listed = f"OFFSET('{actors}'!$A$2,0,0,MAX(1,COUNTA('{actors}'!$A$2:$A$2001)),1)"
    assert lists["B2"].formula1 == listed
    assert not lists["C2"].showErrorMessage


def test_the_values_of_an_axis_are_offered_in_its_column(drawn):
    """sgi is the second axis, after age: its three values are rows 2 to 4 of the sheet values."""
    language, workbook = drawn
    title, region = (
        ("Undantag", "'Värden'!$C$2:$C$4")
        if language == "sv"
        else ("exclusions", "'values'!$B$2:$B$4")
    )
    assert region in [v.formula1 for v in drop_downs(workbook[title]).values()]


def test_a_column_of_ranges_is_text_so_that_no_day_is_made_of_it(drawn):
    language, workbook = drawn
    sheet = workbook["Uppdrag" if language == "sv" else "mandates"]
    age = next(c for c in sheet[1] if c.value in ("ålder", "age"))
    assert sheet.column_dimensions[age.column_letter].number_format == "@"
    assert sheet.cell(2, age.column).number_format == "@"


def test_an_empty_template_has_room_for_axes_where_a_range_stays_text(tmp_path):
    workbook = load_workbook(write_template(tmp_path / "t.xlsx"))
    for title in ("Uppdrag", "Undantag", "Befolkning"):
        blank = [cell for cell in workbook[title][1] if cell.value is None]
        assert len(blank) == 8
        for cell in blank:
            assert "en axel per kolumn" in cell.comment.text
            assert workbook[title].column_dimensions[cell.column_letter].number_format == "@"
    assert all(cell.value for cell in workbook["Insatser"][1])


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("example", [True, False])
def test_the_same_template_has_the_same_bytes(language, example, tmp_path):
    one = write_template(tmp_path / "1.xlsx", language=language, example=example)
    two = write_template(tmp_path / "2.xlsx", language=language, example=example)
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_empty_template_lacks_only_its_reference_date(language, tmp_path):
    path = write_template(tmp_path / "t.xlsx", language=language)
    with pytest.raises(InputError) as refused:
        read_workbook(path)
    assert len(refused.value.problems) == 1
    workbook = load_workbook(path)
    about = workbook.worksheets[1]
    assert about["B4"].value == "1"
    about["B3"] = "2026-11-01"
    workbook.save(path)
    assert read_workbook(path).reference_date.isoformat() == "2026-11-01"


def test_the_example_reads_back_as_the_example(drawn, tmp_path):
    _, workbook = drawn
    workbook.save(tmp_path / "again.xlsx")
    read = read_workbook(tmp_path / "again.xlsx")
    assert read.tables["mandates"].equals(example_record().tables["mandates"])
