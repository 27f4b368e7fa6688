"""looks: colours, comments and paper of the workbook that planners fill in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from collab_graph.record.faults import Language

if TYPE_CHECKING:
    from openpyxl.comments import Comment
    from openpyxl.worksheet.worksheet import Worksheet

DEEP, CALM, LINE = "1F4E5F", "DCE9EC", "B8CDD3"
"""Heading of a column, heading of an axis, and the lines between cells."""

TYPEFACE = "Calibri"
"""Named in every cell: each program takes one of its own where none is."""

_LINE_HEIGHT = 15.0
_AUTHOR = "collab_graph"
_BOX_WIDTH, _BOX_LINE, _TALLEST_BOX = 320, 18, 600
_BOX_CHARACTERS = 38
_ON_A_PAGE = 190.0
"""Characters beside each other on an A4 sheet laid flat that can still be read."""
_A4 = 9


def comment_of(text: str) -> "Comment":
    """Return a comment whose box is large enough for its text to be read."""
    from openpyxl.comments import Comment

    lines = sum(1 + len(part) // _BOX_CHARACTERS for part in text.split("\n"))
    height = min(_TALLEST_BOX, _BOX_LINE * (3 + lines))
    return Comment(text, _AUTHOR, height=height, width=_BOX_WIDTH)


def height_of(texts: Iterable[tuple[str, float]]) -> float:
    """Return how high a row must be for its wrapped texts in columns of their widths.

    Examples
    --------
    >>> height_of([("a" * 60, 20.0), ("b", 20.0)])
    60.0
    """
    # One line more for a text that fills its last one: words do not break where columns end.
    lines = [
        sum(1 + int(len(part) / (0.9 * width)) for part in text.split("\n"))
        for text, width in texts
    ]
    return _LINE_HEIGHT * max(lines, default=1)


def set_up_paper(sheet: "Worksheet", language: Language) -> None:
    """Lay a sheet flat on A4, few pages wide, its name on every page, pages numbered.

    The widths of its columns must be set already.
    """
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    widths = [float(dimension.width) for dimension in sheet.column_dimensions.values()]
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = max(1, round(sum(widths) / _ON_A_PAGE + 0.49))
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.gridLines = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    page, of = ("Sida", "av") if language == "sv" else ("Page", "of")
    above, below = HeaderFooterItem(), HeaderFooterItem()
    above.left.text, below.right.text = "&A", f"{page} &P {of} &N"
    sheet.oddHeader, sheet.oddFooter = above, below
