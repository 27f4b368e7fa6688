"""The tutorial for matching staff, done in a browser: what it shows is what the page shows."""

import re
import textwrap

import pytest
from selenium.webdriver.common.keys import Keys

from mobility.cli import main
from tests.tutorials import DOCS

pytestmark = pytest.mark.browser
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def told():
    text = (DOCS / "tutorial_matching_staff.md").read_text("utf-8")
    return {name: textwrap.dedent(block).strip() for name, block in BLOCK.findall(text)}


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder = tmp_path_factory.mktemp("matcher")
    assert main(["demo", "--out", str(folder / "demo"), "--ads", "1500"]) == 0
    page = folder / "matcher.html"
    assert main(["matcher", str(folder / "demo"), "--out", str(page), "--title", "Nära jobb"]) == 0
    return page.read_text("utf-8")


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_one_person_from_the_first_word_to_the_sheet(opened, html, told):
    page = opened(html)
    page.find("#typed").send_keys(told["typed"] + Keys.ENTER)
    assert page.texts(".chip > span:first-child") == lines(told["chips"])
    page.find("#place").send_keys(told["place"] + Keys.ENTER)
    page.until(lambda: "annonserade jobb här" in page.find("#jobs-view").text)
    shown = page.find("#jobs-view").text.replace("\nfå annonser", " · få annonser")
    assert lines(told["jobs"]) == lines(shown)[: len(lines(told["jobs"]))]
    page.find("#tab-sheet").click()
    assert lines(told["sheet"]) == lines(page.find("#sheet").text)


def test_what_the_tutorial_promises_of_privacy_stands_on_the_page(opened, html):
    said = opened(html).find("header.opening").text
    assert "Inget sparas och inget skickas." in said
    text = (DOCS / "tutorial_matching_staff.md").read_text("utf-8")
    assert "Inget sparas och inget skickas." in text
    for button in ("Ångra", "Pröva", "Skriv ut eller spara som PDF", "Börja om"):
        assert f"**{button}**" in text
        assert f'"{button}"' in html or f">{button}<" in html
