"""The matcher page before axe-core, which reads a page as the accessibility guidelines do."""

import pytest

from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.matcher_spaces import schooling_drawn

pytestmark = pytest.mark.browser

TYPE = (
    "const field = document.getElementById('{field}'); field.focus(); field.value = '{text}';"
    "field.dispatchEvent(new Event('input'))"
)
ENTER = (
    "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
    " {key: 'Enter', bubbles: true}))"
)
STEPS = (
    TYPE.format(field="typed", text="vård"),
    ENTER,
    TYPE.format(field="typed", text="svenska, kockar och kallskänkor, b-körkort, qqqq"),
    ENTER,
    TYPE.format(field="place", text="01"),
    ENTER,
    "for (const box of document.querySelectorAll('#needs input')) box.click()",
    "document.querySelectorAll('.job-head')[1].click()",
    "document.querySelector('.job-head').click()",
    "document.querySelector('#tab-first').click()",
    "document.querySelector('#tab-opens').click()",
    "document.querySelector('#tab-way').click()",
    TYPE.format(field="target", text="läkare"),
    ENTER,
    TYPE.format(field="target", text="lager"),
    ENTER,
    "document.querySelector('#tab-sheet').click()",
    TYPE.format(field="typed", text="19121212-1212"),
)


@pytest.fixture(scope="module")
def view(synthetic):
    return MatcherView.of(synthetic, schooling=schooling_drawn(synthetic), synthetic=True)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(opened, complaints_of_axe, view, language, width):
    page = opened(matcher_page(view, language=language), width=width)
    found = complaints_of_axe(page)
    for step in STEPS:
        page.js(step)
        found += complaints_of_axe(page)
    assert page.all(".chip")
    assert found == []
