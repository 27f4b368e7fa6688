"""help_sheets: the sheets that tell how to fill in the others — read me, and every column."""

from typing import TYPE_CHECKING

from collab_graph.reading.explanations import READ_ME_EN, READ_ME_SV
from collab_graph.reading.gathering import GUIDE_EN, GUIDE_SV, README_EN, README_SV
from collab_graph.reading.guide import HEADINGS, guide
from collab_graph.reading.looks import CALM, DEEP, TYPEFACE, height_of, set_up_paper
from collab_graph.record.faults import Language

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_WIDTHS = (18, 24, 20, 78, 52)


def draw_read_me(workbook: "Workbook", language: Language) -> None:
    """Draw the sheet that says what to do, as the first of the workbook."""
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(README_SV if language == "sv" else README_EN)
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 3
    sheet.column_dimensions["B"].width = 96
    sheet.sheet_properties.tabColor = DEEP
    lines = READ_ME_SV if language == "sv" else READ_ME_EN
    for i, (text, is_heading) in enumerate(lines, start=2):
        cell = sheet.cell(i, 2, text)
        size = 18 if i == 2 else 13 if is_heading else 11
        cell.font = Font(
            name=TYPEFACE, bold=is_heading, size=size, color=DEEP if is_heading else "222222"
        )
        cell.alignment = Alignment(vertical="center")
        sheet.row_dimensions[i].height = 30 if i == 2 else 22 if is_heading else 17
    set_up_paper(sheet, language)
    sheet.print_options.gridLines = False
    sheet.page_setup.fitToHeight = 1


def draw_guide(workbook: "Workbook", language: Language) -> None:
    """Draw the sheet that explains every column, with what may stand in it."""
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = workbook.create_sheet(GUIDE_SV if language == "sv" else GUIDE_EN)
    sheet.sheet_properties.tabColor = DEEP
    sheet.freeze_panes = "A2"
    for j, (heading, width) in enumerate(zip(HEADINGS[language], _WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, j, heading)
        cell.font = Font(name=TYPEFACE, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=DEEP)
        sheet.column_dimensions[cell.column_letter].width = width
    for i, line in enumerate(guide(language), start=2):
        for j, text in enumerate(line, start=1):
            cell = sheet.cell(i, j, text or None)
            cell.alignment = Alignment(vertical="top", wrap_text=j > 3)
            cell.font = Font(name=TYPEFACE, bold=bool(line[0]), color=DEEP if line[0] else "222222")
            if line[0]:
                cell.fill = PatternFill("solid", fgColor=CALM)
        sheet.row_dimensions[i].height = height_of(zip(line, _WIDTHS, strict=True))
    sheet.print_title_rows = "1:1"
    set_up_paper(sheet, language)
