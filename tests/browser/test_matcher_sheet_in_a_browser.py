"""The sheet that a person takes home from the matcher page: on the screen, on paper, as a table."""

import base64
import re
from dataclasses import replace

import numpy as np
import pytest
from selenium.webdriver.common.keys import Keys

from mobility.foundation.conditions import CONDITIONS
from mobility.reaching.needs import conditions_of_work
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.browser.matcher_hands import say, tab, titles, type_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def judged(synthetic):
    """No ad is known; of every other occupation lifting is judged usual, and evenings of none."""
    usual = np.zeros((len(synthetic.occupations), len(CONDITIONS)), dtype=bool)
    usual[::2, list(CONDITIONS).index("no_heavy_lifting")] = True
    work = conditions_of_work(None, synthetic.occupations, few_ads=10, usual=usual)
    return replace(synthetic, conditions=work)


def test_what_is_usual_is_said_to_be_judged_comes_after_and_stands_on_the_sheet(opened, judged):
    page = opened(matcher_page(MatcherView.of(judged)))
    type_in(page, "svenska, livsmedelshygien")
    page.find("#needs input[value=no_heavy_lifting]").click()
    while page.all(".more"):
        page.find(".more").click()
    rows = page.all("#jobs-view .job")
    jobs = [job.text for job in rows]
    line = "Talar emot ”inga tunga lyft”: vanligt i yrket (bedömt, inte ur annonser)"
    usual, unknown = ([text in job for job in jobs] for text in (line, "är inte kända här"))
    assert 0 < sum(usual) < len(jobs)
    # What is not told to be against is not known; nothing is said to be fine.
    assert unknown == [not said for said in usual]
    shut = [bool(job.get_attribute("class") == "job shut") for job in rows]
    keys = list(zip(shut, usual, strict=True))
    assert keys == sorted(keys)
    nearest = page.texts(".sheet-jobs h3")
    late = titles(page)[usual.index(True)]
    assert late not in nearest
    page.all(".job-head")[usual.index(True)].click()
    page.find("[data-sheet]").click()
    tab(page, "sheet")
    assert "Att fråga om" in page.find("#sheet").text
    assert line in page.find("#sheet").text
    page.find('[data-language="en"]').click()
    english = "Speaks against “no heavy lifting”: usual in the occupation (judged, not from ads)"
    assert english in page.find("#sheet").text
    assert page.complaints() == []


def test_paper_holds_the_sheet_on_one_page_with_what_to_ask_about(opened, judged):
    page = opened(matcher_page(MatcherView.of(judged)))
    type_in(page, "livsmedelshygien, svenska, truckkort")
    page.find("#needs input[value=no_heavy_lifting]").click()
    page.find("#needs input[value=no_evenings]").click()
    tab(page, "way")
    say(page, "läkare" + Keys.ARROW_DOWN + Keys.ENTER, "target")
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert len(re.findall(rb"/Type\s*/Page[^s]", base64.b64decode(printed["data"]))) == 1


def test_the_sheet_has_jobs_one_thing_to_learn_and_lines_to_fill_in(opened, matcher):
    page = opened(matcher)
    type_in(page, "livsmedelshygien, truckkort")
    tab(page, "sheet")
    sheet = page.find("#sheet").text
    for part in ("Jobb som ligger nära dig", "Det här kan du", "Jobb att titta på",
                 "En sak att lära som öppnar mest", "Vem ordnar det?", "När kan det börja?",
                 "inte ett beslut"):  # fmt: skip
        assert part in sheet
    tab(page, "jobs")
    page.all(".job-head")[3].click()
    chosen = titles(page)[3]
    page.find("[data-sheet]").click()
    tab(page, "sheet")
    assert page.texts(".sheet-jobs h3") == [chosen]


def test_paper_holds_the_sheet_alone_on_one_page_whatever_tab_is_open(opened, matcher):
    page = opened(matcher)
    type_in(page, "livsmedelshygien, svenska, truckkort")
    tab(page, "way")
    say(page, "läkare" + Keys.ARROW_DOWN + Keys.ENTER, "target")
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.find("#sheet").is_displayed()
    for hidden in (".said", "#jobs-view", ".tabs", "footer", ".promise", ".sheet-tools"):
        assert not page.find(hidden).is_displayed(), hidden
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_table_to_save_is_csv_in_which_nothing_is_a_formula(opened, matcher):
    page = opened(matcher)
    type_in(page, "livsmedelshygien")
    page.js(
        "window.saved = []; page.download = (name, blob) => blob.text().then((t) =>"
        " window.saved.push(name, t)); known.titles[answer(saidSoFar.question())"
        ".adjacent[0].position] = '=HYPERLINK(1)'; saidSoFar.change(() => {})"
    )
    tab(page, "sheet")
    page.find("#save").click()
    page.until(lambda: page.js("return window.saved.length"))
    name, text = page.js("return window.saved")
    assert name == "jobb.csv"
    assert text.splitlines()[1].startswith('"\'=HYPERLINK(1)";')
    assert "inte ett beslut" in text
    assert "Listan tar först" in text
