"""The network page before axe-core, which reads a page as the accessibility guidelines do."""

import pytest

from mobility.showing.network_page import network_page
from tests.town import town_view

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(opened, complaints_of_axe, language, width):
    page = opened(network_page(town_view(), language=language), width=width)
    steps = (
        "document.querySelector('#groups button').click()",
        "document.querySelector('#tab-table').click()",
        "const field = document.getElementById('search'); field.focus(); field.value = '5120';"
        "field.dispatchEvent(new Event('input'))",
        "document.getElementById('search').dispatchEvent(new KeyboardEvent('keydown',"
        " { key: 'Enter' }))",
    )
    found = complaints_of_axe(page)
    for step in steps:
        page.js(step)
        found += complaints_of_axe(page)
    assert found == []
