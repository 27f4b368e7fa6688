"""The map of actors before axe-core, which reads a page as the accessibility guidelines do."""

import pytest

from collab_graph.showing.map_page import map_page
from collab_graph.showing.map_view import map_view
from tests.browser.test_map_in_a_browser import pick
from tests.collab_showing.hamlet import hamlet, year_before

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lines", ["needs", "flows"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(opened, complaints_of_axe, lines, width):
    view = map_view(hamlet(synthetic="ja"), before=year_before())
    page = opened(map_page(view), width=width)
    pick(page, "lines", lines)
    pick(page, "actor", "2")
    pick(page, "grid-of", "places" if lines == "needs" else "actors")
    page.js("document.activeElement.blur()")
    assert complaints_of_axe(page) == []
