"""The grey-zone report before axe-core, which reads a page as the accessibility guidelines do."""

import os
from pathlib import Path

import pytest

from collab_graph.showing.zones_page import zones_page
from collab_graph.showing.zones_view import zones_view
from tests.browser.test_accessibility import RUN
from tests.browser.test_zones_in_a_browser import timed  # noqa: F401
from tests.village import village

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def program():
    """The program of axe-core, where the environment says it is: AXE_CORE=…/axe.min.js."""
    place = os.environ.get("AXE_CORE")
    if not place:
        pytest.skip("needs axe-core: set AXE_CORE to its axe.min.js")
    return Path(place).read_text("utf-8")


@pytest.fixture
def open_to_programs(browser):
    """Let the page run a program that is not its own, which its policy forbids."""
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    yield
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})


@pytest.mark.usefixtures("open_to_programs")
@pytest.mark.parametrize("population", [True, False])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(opened, program, population, width):
    record = village(population=population, synthetic="ja")
    view = zones_view(record, at=record.reference_date)
    page = opened(zones_page(view), width=width)
    page.js(program)
    assert page.driver.execute_async_script(RUN) == []


@pytest.mark.usefixtures("open_to_programs")
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_where_days_and_changes_are_told(opened, program, timed, width):  # noqa: F811
    page = opened(timed, width=width)
    page.js(program)
    assert page.driver.execute_async_script(RUN) == []
