"""The grey-zone report before axe-core, which reads a page as the accessibility guidelines do."""

import pytest

from collab_graph.record.edits import Edit
from collab_graph.showing.zones_page import zones_page
from collab_graph.showing.zones_view import zones_view
from tests.browser.test_zones_in_a_browser import timed  # noqa: F401
from tests.collab_showing.test_between_days import NEW_YEAR, TODAY, ending
from tests.collab_showing.test_too_few import near
from tests.village import village

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("population", [True, False])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(opened, complaints_of_axe, population, width):
    record = village(population=population, synthetic="ja")
    edits = [Edit("mandates", "m1", "age", "16–44")]
    view = zones_view(record, at=record.reference_date, edits=edits)
    assert complaints_of_axe(opened(zones_page(view), width=width)) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_where_days_and_changes_are_told(
    opened,
    complaints_of_axe,
    timed,  # noqa: F811
    width,
):
    assert complaints_of_axe(opened(timed, width=width)) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_where_groups_are_too_small_or_two_days_compared(
    opened, complaints_of_axe, width
):
    record = near()
    few = zones_view(record, at=record.reference_date, smallest_cell=1)
    between = zones_view(ending(), at=TODAY, edits=NEW_YEAR, smallest_cell=1)
    for view in (few, between):
        assert complaints_of_axe(opened(zones_page(view), width=width)) == []
