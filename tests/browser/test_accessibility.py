"""The network page before axe-core, which reads a page as the accessibility guidelines do."""

import os
from pathlib import Path

import pytest

from mobility.showing.network_page import network_page
from tests.town import town_view

pytestmark = pytest.mark.browser

RUN = (
    "const done = arguments[arguments.length - 1];"
    "axe.run(document).then((found) => done(found.violations.map((one) =>"
    " `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)))"
)


@pytest.fixture(scope="module")
def axe():
    """The program of axe-core, where the environment says it is: AXE_CORE=…/axe.min.js."""
    place = os.environ.get("AXE_CORE")
    if not place:
        pytest.skip("needs axe-core: set AXE_CORE to its axe.min.js")
    return Path(place).read_text("utf-8")


@pytest.fixture
def unguarded(browser):
    """Let the page run a program that is not its own, which its policy forbids."""
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    yield
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(opened, axe, language, width):
    page = opened(network_page(town_view(), language=language), width=width)
    page.js(axe)
    steps = (
        "document.querySelector('#groups button').click()",
        "document.querySelector('#tab-table').click()",
        "const field = document.getElementById('search'); field.focus(); field.value = '5120';"
        "field.dispatchEvent(new Event('input'))",
        "document.getElementById('search').dispatchEvent(new KeyboardEvent('keydown',"
        " { key: 'Enter' }))",
    )
    found = list(page.driver.execute_async_script(RUN))
    for step in steps:
        page.js(step)
        found += page.driver.execute_async_script(RUN)
    assert found == []
