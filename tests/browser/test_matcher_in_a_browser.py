"""The matcher page in a browser: what a job coach does with it."""

import re
from dataclasses import replace

import numpy as np
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from mobility.reaching.elsewhere import Elsewhere
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.browser.matcher_hands import say, tab, titles, type_in, view_of
from tests.matcher_spaces import schooling_drawn

pytestmark = pytest.mark.browser


def test_what_was_understood_is_shown_and_can_be_taken_away_and_undone(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska, truckkortet")
    chips = page.texts(".chip > span")
    assert "svenska" in chips[0] + chips[1]
    assert len(titles(page)) == 20
    page.find(".chip button").click()
    assert len(page.texts(".chip")) == len(chips) - 1
    page.find("#undo").click()
    assert page.texts(".chip > span") == chips
    page.find("#undo").click()
    assert page.texts(".chip") == []
    assert titles(page) == []


def test_what_is_unsure_is_asked_about_and_counts_only_when_chosen(opened, matcher):
    page = opened(matcher)
    type_in(page, "vård")
    assert "menade du" in page.find(".question").text
    assert page.texts(".chip") == []
    choice = page.find(".question .button")
    label = choice.text
    choice.click()
    assert page.all(".question") == []
    assert any(label in chip for chip in page.texts(".chip"))
    assert titles(page)


def test_a_word_that_is_no_skill_gets_help_and_not_a_blank_page(opened, matcher):
    page = opened(matcher)
    type_in(page, "qqqzzzxxx")
    assert "känns inte igen" in page.find(".question").text
    assert "Svara på frågan" in page.find("#jobs-view").text
    page.find(".question .button").click()
    assert page.all(".question") == []
    assert "Skriv något" in page.find("#jobs-view").text


def test_a_licence_alone_is_too_little_and_says_so(opened, matcher):
    page = opened(matcher)
    type_in(page, "b-körkort")
    assert "Lägg till minst en kunskap" in page.find("#jobs-view").text


def test_a_job_opens_to_say_why(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska, livsmedelshygien, truckkort")
    page.find(".job-head").click()
    why = page.find(".why").text
    assert "Bygger på" in why
    assert "efterfrågas av" in why
    assert page.find(".job-head").get_attribute("aria-expanded") == "true"
    assert page.js("return document.activeElement.className") == "job-head"


def test_a_place_counts_its_own_jobs_and_a_journey_those_around(opened, matcher, synthetic):
    page = opened(matcher)
    type_in(page, "svenska")
    assert "här" not in page.find(".facts").text
    say(page, str(synthetic.demand.by_place.columns[0])[:4] + Keys.ARROW_DOWN + Keys.ENTER, "place")
    assert "jobb här" in page.find(".facts").text

    def here():
        found = page.js("return answer(saidSoFar.question()).adjacent.map((r) => r.vacancies_here)")
        return sum(found)

    alone = here()
    page.js(
        "const w = document.getElementById('within'); w.value = '60';"
        "w.dispatchEvent(new Event('input')); w.dispatchEvent(new Event('change'))"
    )
    assert page.find("#within-shown").text == "högst 60 minuter"
    assert here() > alone
    page.find("#only-here").click()
    assert all(
        re.match(r".*[1-9].* annonser(at|ade) jobb i .* inom 60 minuter \(varav \d+ i ", fact)
        for fact in page.texts("#jobs-view .facts")
    )
    page.find("#place").clear()
    page.find("#place").send_keys(Keys.TAB)
    assert page.js("return saidSoFar.now().place") is None


def test_needs_are_said_of_every_occupation_and_never_hide_one(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska, livsmedelshygien")
    before = page.js("return answer(saidSoFar.question()).adjacent.length")
    for box in page.all("#needs input"):
        box.click()
    assert page.js("return answer(saidSoFar.question()).adjacent.length") == before
    while page.all(".more"):
        page.find(".more").click()
    assert len(titles(page)) == before
    assert page.all(".hindrance.against")


def test_years_in_an_occupation_change_what_is_taken_as_held(opened, matcher):
    page = opened(matcher)
    type_in(page, "kockar och kallskänkor")
    page.find("[data-thing]").send_keys("0.5" + Keys.TAB)
    assert page.js("return Object.values(saidSoFar.question().years)") == [0.5]
    page.find("#undo").click()
    assert page.js("return Object.values(saidSoFar.question().years)") == []


def test_what_opens_most_can_be_tried_and_undone(opened, matcher):
    page = opened(matcher)
    type_in(page, "livsmedelshygien, truckkort")
    tab(page, "opens")
    assert "inte är mer än det personen har" in page.find("#opens-view").text
    assert "Bäst tillsammans" in page.find(".best h3").text
    label = page.find(".opening-skill strong").text
    page.find(".opening-skill .button").click()
    assert label in page.texts(".chip > span")
    page.find("#undo").click()
    assert label not in page.texts(".chip > span")


def test_the_way_to_a_job_says_what_to_learn_or_what_stands_in_the_way(opened, matcher):
    page = opened(matcher)
    type_in(page, "livsmedelshygien, svenska")
    page.find(".job-head").click()
    page.find(".why .button").click()
    assert page.find("#way-view").is_displayed()
    assert page.find("#target").get_attribute("value")
    assert page.find("#way").text
    page.find("#target").clear()
    say(page, "läkare" + Keys.ARROW_DOWN + Keys.ENTER, "target")
    assert "Ingen väg hittades" in page.find("#way").text
    assert "behörighet" in page.find("#way").text


def test_first_jobs_stand_there_before_anything_is_typed_and_lead_to_their_way(opened, matcher):
    page = opened(matcher)
    tab(page, "first")
    first = page.texts("#first-view h3")
    assert first
    assert "introduktion" in page.find("#first-view").text
    assert page.all("#first-view .button:not(.more)") == []
    type_in(page, "livsmedelshygien")
    page.find("#first-view .button").click()
    assert page.find("#target").get_attribute("value") == first[0]


def test_a_named_job_is_told_what_is_missing_for_it_and_the_sheet_says_so_too(opened, matcher):
    page = opened(matcher)
    type_in(page, "livsmedelshygien, svenska")
    tab(page, "way")
    say(page, "läkare" + Keys.ARROW_DOWN + Keys.ENTER, "target")
    said = page.find(".between p").text
    assert "utan det är yrket stängt" in said
    assert page.texts(".gaps li")
    tab(page, "sheet")
    assert said in page.find("#sheet").text
    page.find('[data-language="en"]').click()


def test_schooling_is_set_beside_what_ads_require_and_can_be_undone(opened, matcher, synthetic):
    page = opened(matcher)
    type_in(page, "livsmedelshygien, engelska B1")
    assert page.js("return saidSoFar.question().languages") == {"engelska": "B1"}
    asked = list(map(str, synthetic.occupations[::2]))
    row = page.js(
        "return answer(saidSoFar.question()).adjacent.slice(0, 20)"
        ".findIndex((row) => arguments[0].includes(row.occupation))",
        asked,
    )
    page.all(".job-head")[row].click()
    why = page.find(".of-schooling").text
    assert "minst" in why
    assert "inte angivet för personen" in why
    Select(page.find("#education")).select_by_visible_text("forskarutbildning")
    after = page.find(".of-schooling").text
    assert "når inte upp" not in after
    assert after.count("inte angivet") == why.count("inte angivet") - 1
    page.find("#undo").click()
    assert page.find(".of-schooling").text == why
    Select(page.find("[data-level]")).select_by_value("C1")
    assert page.js("return saidSoFar.question().languages") == {"engelska": "C1"}
    assert page.js("return 'level' in document.activeElement.dataset")


def test_one_sentence_says_by_what_the_list_is_ordered(opened, synthetic, matcher):
    page = opened(matcher)
    type_in(page, "livsmedelshygien")
    first = page.find("#jobs-view .order").text
    assert first.startswith("Listan tar först det som är inom räckhåll")
    assert "vikt" not in first
    # 10 to the power of 0.1 is 1.26; one other source beside the own.
    others = Elsewhere(np.full((len(synthetic.occupations),) * 2, -1, dtype="i2"), 1)
    weighed = replace(synthetic, by_vacancies=0.1, elsewhere=others, by_schooling=0.25)
    page = opened(matcher_page(MatcherView.of(weighed, schooling=schooling_drawn(synthetic))))
    type_in(page, "livsmedelshygien")
    said = page.find("#jobs-view .order").text
    assert "efter 2 källor" in said
    assert "räknas som 26 % mer likhet (vikt 0,10)" in said
    assert "utbildningsnivå" not in said
    Select(page.find("#education")).select_by_value("4")
    assert "tar bort 25 % av likheten" in page.find("#jobs-view .order").text
    page.find('[data-language="en"]').click()
    assert "(weight 0.10)" in page.find("#jobs-view .order").text


def test_the_whole_page_changes_language_and_keeps_what_was_said(opened, matcher):
    page = opened(matcher)
    type_in(page, "svenska, livsmedelshygien")
    page.find('[data-language="en"]').click()
    assert page.driver.title == "Jobs within reach"
    assert len(page.texts(".chip")) == 2
    assert page.texts('[role="tab"]')[0] == "Jobs near"
    for name in ("first", "opens", "way", "sheet", "jobs"):
        tab(page, name)
    assert "advertised jobs" in page.find(".facts").text or "country" in page.find(".facts").text
    assert page.complaints() == []


def test_everything_can_be_done_by_the_keyboard(opened, matcher):
    page = opened(matcher)
    page.find("#typed").click()
    keys = ActionChains(page.driver)

    def press(*pressed):
        keys.send_keys(*pressed).perform()

    press("livsmedelshygien", Keys.ARROW_DOWN)
    field = page.find("#typed")
    assert field.get_attribute("aria-expanded") == "true"
    active = page.find(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    press(Keys.ENTER)
    assert len(page.texts(".chip")) == 1
    press("sv", Keys.ESCAPE)
    assert field.get_attribute("aria-expanded") == "false"
    press(Keys.BACKSPACE, Keys.BACKSPACE)
    seen = []
    for _ in range(40):
        press(Keys.TAB)
        seen.append(page.js("return document.activeElement.id || document.activeElement.className"))
        if seen[-1] == "tab-jobs":
            break
    assert {"add", "place", "tab-jobs"} <= set(seen)
    press(Keys.ARROW_RIGHT)
    assert page.find("#first-view").is_displayed()
    press(Keys.END)
    assert page.find("#sheet-view").is_displayed()
    press(Keys.HOME, Keys.TAB, Keys.TAB)
    assert page.js("return document.activeElement.closest('#jobs-view') !== null")


@pytest.mark.parametrize("width", [320, 390, 720, 768, 1440])
def test_nothing_sticks_out_sideways(opened, matcher, width):
    page = opened(matcher, width=width)
    type_in(page, "livsmedelshygien, svenska, kockar och kallskänkor, qqqzzz")
    page.find(".job-head").click()
    for name in ("jobs", "first", "opens", "way", "sheet"):
        tab(page, name)
        assert page.js("return document.documentElement.scrollWidth") <= width, name


def test_the_same_space_gives_the_same_page(synthetic, matcher):
    assert matcher_page(view_of(synthetic)) == matcher
