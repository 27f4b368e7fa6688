"""The fields of the matcher page: what is known is taken, what is not is said and kept to mend."""

import pytest
from selenium.webdriver.common.keys import Keys

from tests.browser.matcher_hands import say, tab, type_in

pytestmark = pytest.mark.browser

SAID = "return saidSoFar.now()[arguments[0]]"


def field(page, name):
    return page.find(f"#{name}").get_attribute("value")


@pytest.mark.parametrize(
    ("written", "name"),
    [("Göteborg", "Göteborg"), ("goteborg", "Göteborg"), ("Göteborgs kommun", "Göteborg"),
     ("göteborg stad", "Göteborg"), ("Västerås kommun", "Västerås")],
)  # fmt: skip
def test_a_municipality_is_taken_as_people_write_it_when_the_field_is_left(
    opened, matcher, synthetic, written, name
):
    page = opened(matcher)
    say(page, written + Keys.TAB, "place")
    assert page.js(SAID, "place") == synthetic.demand.names[name.casefold()]
    assert field(page, "place") == name
    assert not page.find("#place-unknown").is_displayed()


@pytest.mark.parametrize("key", [Keys.TAB, Keys.ENTER])
def test_an_unknown_municipality_stays_in_the_field_and_is_said_to_be_unknown(
    opened, matcher, synthetic, key
):
    code = synthetic.demand.names["göteborg"]
    page = opened(matcher)
    type_in(page, "svenska")
    say(page, "Göteborg" + Keys.TAB, "place")
    assert page.js(SAID, "place") == code
    page.find("#place").clear()
    say(page, "Göteborgs län" + key, "place")
    note = page.find("#place-unknown")
    assert "ingen kommun som heter ”Göteborgs län”" in note.text
    assert "menade du göteborg?" in note.text.lower()
    assert note.get_attribute("role") == "alert"
    assert (field(page, "place"), page.js(SAID, "place")) == ("Göteborgs län", None)
    assert page.find("#place").get_attribute("aria-invalid") == "true"
    say(page, Keys.BACKSPACE * 5 + Keys.TAB, "place")
    assert page.js(SAID, "place") == code
    assert not note.is_displayed()


def test_what_is_unknown_is_gone_when_one_begins_anew(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska")
    say(page, "Atlantis" + Keys.TAB, "place")
    assert "Atlantis" in page.find("#place-unknown").text
    page.find("#clear").click()
    assert field(page, "place") == ""
    assert not page.find("#place-unknown").is_displayed()


def test_an_unknown_target_is_said_to_be_unknown(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska")
    tab(page, "way")
    say(page, "astronaut" + Keys.TAB, "target")
    assert "inget yrke som heter ”astronaut”" in page.find("#target-unknown").text
    assert page.js(SAID, "target") is None


def test_the_same_word_is_asked_about_once(opened, matcher):
    page = opened(matcher)
    type_in(page, "vård")
    type_in(page, "Vård, vård")
    assert len(page.all(".question")) == 1
    assert page.find("#unsure").get_attribute("aria-live") == "polite"


def test_a_number_of_a_person_is_taken_away_however_it_is_written(opened, matcher):
    page = opened(matcher)
    for number in ("1985-07-09-9805", "850709.9805", "85 07 09 98 05", "850709-T123"):
        page.find("#typed").clear()
        say(page, f"svets {number}")
        assert page.find("#refused").is_displayed()
        assert "98" not in field(page, "typed") + page.find("body").text
        assert "T12" not in field(page, "typed")
