"""The matcher page keeps nothing of what is typed, sends nothing, and runs nothing it is told."""

from dataclasses import replace

import pytest
from selenium.webdriver.common.keys import Keys

from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.browser.matcher_hands import say, tab, titles, type_in

pytestmark = pytest.mark.browser

KEPT = """
const done = arguments[arguments.length - 1];
Promise.all([indexedDB.databases(), caches.keys().catch(() => [])]).then(([bases, caches]) =>
  done({local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
    bases: bases.length, caches: caches.length, history: history.state, length: history.length}));
"""


def test_nothing_is_asked_for_kept_or_put_into_the_address(opened, matcher):
    page = opened(matcher)
    before = page.driver.execute_async_script(KEPT)
    type_in(page, "truckkort, svenska, kock")
    say(page, "01" + Keys.ARROW_DOWN + Keys.ENTER, "place")
    for name in ("first", "opens", "way", "sheet", "jobs"):
        tab(page, name)
    say(page, "a" + Keys.ARROW_DOWN + Keys.ENTER, "typed")
    assert set(page.asked_for()) == {page.url}
    assert page.complaints() == []
    assert page.driver.current_url == page.url
    after = page.driver.execute_async_script(KEPT)
    assert after == before
    assert (after["local"], after["session"], after["cookie"]) == (0, 0, "")
    assert (after["bases"], after["caches"], after["history"]) == (0, 0, None)


def test_what_is_typed_is_gone_when_the_page_is_loaded_again_or_come_back_to(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska")
    assert titles(page)
    page.driver.refresh()
    assert titles(page) == []
    type_in(page, "svenska")
    say(page, "halvskrivet")
    page.driver.get("about:blank")
    page.driver.back()
    page.until(lambda: page.all("#typed"))
    assert titles(page) == []
    assert page.find("#typed").get_attribute("value") == ""
    assert page.texts(".chip") == []
    assert not page.find("#undo").is_enabled()


def test_the_page_says_what_becomes_of_what_is_typed_and_what_an_answer_is(opened, matcher):
    page = opened(matcher)
    said = page.find("main").text
    assert "Inget sparas och inget skickas" in said
    assert "borta när sidan stängs eller laddas om" in said
    assert "underlag för ett samtal, inte ett beslut" in said
    assert "Offentliga annonser är inte alla lediga jobb" in said


def test_every_field_is_closed_to_the_memory_of_the_browser(opened, matcher):
    page = opened(matcher)
    type_in(page, "kockar och kallskänkor")
    for field in page.all("input, select"):
        assert field.get_attribute("autocomplete") == "off", field.get_attribute("outerHTML")
    for field in page.all("input[type=text]"):
        assert field.get_attribute("spellcheck") == "false"
    assert page.all("form") == []


@pytest.mark.parametrize("field", ["typed", "place", "target"])
@pytest.mark.parametrize("typed", ["19121212-1212", "121212 1212", "191212121212"])
def test_a_personal_identity_number_is_taken_out_at_once(opened, matcher, field, typed):
    page = opened(matcher)
    if field == "target":
        tab(page, "way")
    say(page, typed, field)
    assert page.find(f"#{field}").get_attribute("value") == ""
    assert "personnummer" in page.find("#refused").text
    assert "1212" not in page.driver.page_source.split('id="page-content"')[0]
    say(page, "s", field)
    assert page.find("#refused").is_displayed()
    word = {"typed": "venska", "place": Keys.BACKSPACE + "01", "target": Keys.BACKSPACE + "läkare"}
    choice = "" if field == "typed" else Keys.ARROW_DOWN
    say(page, word[field] + choice + Keys.ENTER, field)
    assert not page.find("#refused").is_displayed()


@pytest.mark.parametrize(
    "typed",
    ["svenska, 19121212-1212, livsmedelshygien", "121212 1212 svenska, livsmedelshygien",
     "svenska 191212121212, livsmedelshygien", "svenska, livsmedelshygien 1212121212"],
)  # fmt: skip
def test_the_words_beside_a_personal_identity_number_are_understood(opened, matcher, typed):
    page = opened(matcher)
    type_in(page, "svenska, livsmedelshygien")
    alone = page.texts(".chip > span")
    assert len(alone) == 2
    page.find("#clear").click()
    type_in(page, typed)
    assert page.texts(".chip > span") == alone
    assert page.texts(".question") == []
    assert "1212" not in page.driver.page_source.split('id="page-content"')[0]


def test_that_a_number_was_refused_stays_said_until_that_field_gets_its_next_line(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska, 19121212-1212")
    refused = page.find("#refused")
    assert refused.is_displayed()
    say(page, "01" + Keys.ARROW_DOWN + Keys.ENTER, "place")
    say(page, "livs")
    assert refused.is_displayed()
    page.find('[data-language="en"]').click()
    assert "personal identity number" in refused.text
    say(page, "medelshygien" + Keys.ENTER)
    assert not refused.is_displayed()
    say(page, "19121212-1212")
    page.find("#clear").click()
    assert not refused.is_displayed()


def test_a_number_pasted_in_or_typed_amid_a_line_leaves_the_cursor_where_it_stood(opened, matcher):
    page = opened(matcher)
    pasted = "svenska 191212-1212, hygien"
    page.js(
        "document.getElementById('typed').focus();"
        "document.execCommand('insertText', false, arguments[0])",
        pasted,
    )
    field = page.find("#typed")
    assert field.get_attribute("value") == "svenska, hygien"
    assert page.find("#refused").is_displayed()
    say(page, Keys.ARROW_LEFT * len(", hygien") + " 201212121212" + "livsmedels")
    assert field.get_attribute("value") == "svenska, livsmedelshygien"


def test_a_hostile_label_is_only_text(opened, synthetic):
    labels = synthetic.labels.copy()
    labels[:] = [f"<img src=x onerror=alert(1)> {label}" for label in labels]
    page = opened(matcher_page(MatcherView.of(replace(synthetic, labels=labels))))
    type_in(page, "kockar och kallskänkor")
    page.find(".job-head").click()
    for name in ("first", "opens", "way", "sheet"):
        tab(page, name)
    assert page.all("img") == []
    assert page.complaints() == []
