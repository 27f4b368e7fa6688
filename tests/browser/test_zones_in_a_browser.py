"""The grey-zone report in a browser: offline, in two languages, narrow and on paper."""

import base64

import pandas as pd
import pytest
from selenium.webdriver.common.keys import Keys

from collab_graph.record.edits import Edit
from collab_graph.record.record import Record, example_tables
from collab_graph.showing.zones_page import zones_page
from collab_graph.showing.zones_view import zones_view
from tests.collab_showing.test_between_days import NEW_YEAR, TODAY, ending
from tests.collab_showing.test_coordinators import led
from tests.collab_showing.test_too_few import near
from tests.village import village

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def timed():
    """The village with a lead for the young that has ended, and another that is to begin."""
    tables = {name: table for name, table in village(synthetic="ja").tables.items() if len(table)}
    tables = {**example_tables(), **tables}
    mandates = tables["mandates"]
    later = mandates.iloc[[0]].assign(mandate="m4", valid_from="2027-03-01")
    ended = mandates.assign(valid_to=["2026-06-30", "", ""])
    tables["mandates"] = pd.concat([ended, later], ignore_index=True)
    record = Record.from_tables(tables)
    return zones_page(zones_view(record, at=record.reference_date, smallest_cell=1))


@pytest.fixture(scope="module")
def html():
    record = village(synthetic="ja", title="Byn")
    return zones_page(zones_view(record, at=record.reference_date))


def test_the_page_asks_for_nothing_and_complains_of_nothing(opened, html):
    page = opened(html)
    assert [url for url in page.asked_for() if not url.startswith(page.url)] == []
    assert page.complaints() == []


def test_every_chosen_zone_is_a_card_with_need_level_and_nearest(opened, html):
    page = opened(html)
    # Work alone holds 110 of 113 persons, more than 95 per cent.
    assert page.texts(".zone h3") == ["arbete"]
    assert page.texts(".zone .level") == ["Ingen har huvudansvaret"]
    assert page.texts(".zone .situation li") == ["30 år och äldre"]
    assert any("Arbetsförmedlingen faller på ålder" in near for near in page.texts(".card-near li"))


def test_made_up_data_say_so(opened, html):
    assert "Påhittade data" in opened(html).find(".synthetic").text


def test_the_whole_page_changes_language(opened, html):
    page = opened(html)
    page.find('[data-language="en"]').click()
    assert page.driver.title == "Grey zones"
    assert page.js("return document.documentElement.lang") == "en"
    assert page.texts(".zone h3") == ["work"]
    assert page.texts(".zone .situation li") == ["Aged 30 and older"]
    assert "Need" in page.texts(".heat-map th")
    assert page.complaints() == []


def test_the_heat_map_is_a_table_with_a_head_for_every_row_and_column(opened, html):
    page = opened(html)
    assert page.texts('.heat-map th[scope="row"]') == ["arbete", "pengar", "Minst ett behov"]
    heads = page.texts('.heat-map th[scope="col"]')
    assert heads[0] == "Behov"
    assert heads[1].startswith("Storby")
    assert "alltid någon" in page.texts(".heat.covered")


def test_where_the_heat_map_is_too_wide_it_is_a_list_of_places_by_need(opened, timed):
    page = opened(timed, width=380)
    seen = "return document.querySelector(arguments[0]).checkVisibility()"
    assert not page.js(seen, ".heat-map")
    assert page.texts("#heat-list summary > span") == ["arbete", "pengar", "Minst ett behov"]
    assert page.texts("#heat-list details:first-child li") == ["Storby  100", "Norrsjö  50"]
    # 100 of 20,000 inhabitants are 5 per thousand, 50 of 4,000 are 12.5: the longest bar.
    assert page.js("return [...document.querySelectorAll('.heat-bar > span')].slice(0, 2).map((bar) => bar.style.width)") == ["40%", "100%"]  # fmt: skip # noqa: E501
    beyond = (
        "const box = document.getElementById('heat-list'); return box.scrollWidth - box.clientWidth"
    )
    assert page.js(beyond) == 0
    assert page.complaints() == []


def test_the_list_of_places_is_folded_by_keyboard_and_stays_so_in_the_other_language(opened, html):
    page = opened(html, width=380)
    page.js("document.querySelector('#heat-list summary').focus()")
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    page.find('[data-language="en"]').click()
    is_open = "return [...document.querySelectorAll('#heat-list details')].map((one) => one.open)"
    assert page.js(is_open) == [False, True, True]
    assert page.texts("#heat-list summary > span")[0] == "work"


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_sticks_out_sideways(opened, html, width):
    page = opened(html, width=width)
    assert page.js("return document.documentElement.scrollWidth") <= width


def test_the_table_of_zones_sorts_by_the_keyboard(opened, html):
    page = opened(html)
    page.find("[data-column=need]").send_keys(Keys.ENTER)
    first = page.js("return document.querySelector('#every-table tbody td').textContent")
    assert first == "arbete"
    assert page.js("return document.activeElement.dataset.column") == "need"


def test_paper_has_cards_and_heat_map_and_leaves_the_buttons_out(opened, html):
    page = opened(html)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return getComputedStyle(document.querySelector(arguments[0])).display !== 'none'"
    assert page.js(shown, ".zone")
    assert page.js(shown, ".heat-map")
    assert not page.js(shown, ".contents")
    assert not page.js(shown, "#every")
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert base64.b64decode(printed["data"]).startswith(b"%PDF")


def test_a_hostile_label_is_only_text(opened):
    record = village(title="<img src=x onerror=alert(1)>")
    page = opened(zones_page(zones_view(record, at=record.reference_date)))
    assert page.find(".subject").text.startswith("<img")
    assert page.all("img") == []


def test_a_record_without_population_is_a_good_page_too(opened):
    record = village(population=False)
    page = opened(zones_page(zones_view(record, at=record.reference_date), language="en"))
    assert page.complaints() == []
    assert "50%" in " ".join(page.texts(".zone .card-figure"))


def test_a_record_without_zones_is_a_good_page_too(opened):
    record = village()
    tables = {name: table.copy() for name, table in record.tables.items()}
    tables["mandates"].loc[:, ["age", "places", "strength"]] = ["", "", "lead"]
    page = opened(zones_page(zones_view(type(record).from_tables(tables))))
    assert page.complaints() == []
    assert "Ingen grå zon" in page.find("#most-intro").text


def test_a_card_says_which_single_change_would_close_it_and_for_whom(opened, timed):
    page = opened(timed)
    changes = page.texts(".zone .changes li")
    # Of the 150 who have nobody at work, 40 are young and 60 + 30 + 20 = 110 are not.
    assert any(
        "Låt Kommunen leda, inte bara stödja" in one and "för 110 p" in one for one in changes
    )
    assert any("Låt Arbetsförmedlingen fortsätta" in one and "för 40 p" in one for one in changes)
    assert page.complaints() == []


def test_what_closes_most_is_a_list_by_cost(opened, timed):
    page = opened(timed)
    costs = page.texts(".repair-cost")
    assert costs[0] == "kostnad 1, inget stänger fler luckor"
    assert len(page.texts("#closing .repair")) == len(costs)


def test_days_and_the_gap_between_them_are_told_and_drawn(opened, timed):
    page = opened(timed)
    days = page.texts("#over-list .event-day")
    assert days == ["1 juli 2026", "1 mars 2027"]
    # The 40 young in Storby enter in July and leave in March.
    cells = page.texts("#over-list td.numeric")
    assert (cells[0], cells[4]) == ("40", "40")
    assert page.js("return document.querySelectorAll('#over-list svg path.step').length") == 1
    (gap,) = page.texts("#gap-list > li")
    assert "Ingen leder från 1 juli 2026 tills Arbetsförmedlingen börjar 1 mars 2027." in gap
    assert "Låt Arbetsförmedlingen fortsätta till och med 2027-02-28" in gap
    assert "stänger hela glappet" in gap
    assert "Glapp i tid" in page.texts(".zone .level.reason")


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_days_and_changes_stick_out_nowhere(opened, timed, width):
    page = opened(timed, width=width)
    assert page.js("return document.documentElement.scrollWidth <= window.innerWidth")


def test_sections_about_nothing_are_left_out(opened, html):
    page = opened(html)
    # No mandate of the village begins or ends.
    assert page.js("return document.getElementById('over').hidden")


def test_a_set_nobody_holds_together_says_what_is_nearest_to_it(opened):
    record = led(actor="KO", needs="work")
    page = opened(zones_page(zones_view(record, at=record.reference_date, smallest_cell=1)))
    assert page.texts(".set-near li") == [
        "Låt Kommunen hålla ihop även pengar överenskommelse hela kombinationen, kostnad 1"
    ]
    assert "De som redan samordnar något: Kommunen" in page.find("#alone-list").text
    page.find('[data-language="en"]').click()
    assert page.texts(".set-near h4") == ["Nearest to holding them together"]
    assert page.complaints() == []


@pytest.fixture(scope="module")
def changed():
    record = village(synthetic="ja")
    edits = [Edit("mandates", "m1", "age", "16–44")]
    view = zones_view(record, at=record.reference_date, edits=edits, smallest_cell=1)
    return zones_page(view)


def test_what_edits_close_stands_beside_the_present(opened, changed):
    # Work from 30 years: 60 + 30 + 20 = 110 persons, all of whom are 40.
    page = opened(changed)
    assert page.texts("#if-edits .cells li") == ["Ålder: 16–29 → 16–44"]
    assert page.texts(".if-table:first-child tbody td") == ["110", "110", "0", "0"]
    assert page.texts("#if-regions h3") == ["Zon krymper arbete"]
    assert "110 personer" in page.texts("#if-regions li")[0]
    assert page.complaints() == []


def test_without_edits_the_section_is_left_out(opened, html):
    page = opened(html)
    assert page.js("return document.getElementById('if').hidden")
    assert page.js("return document.getElementById('to-if').hidden")


def test_a_card_says_what_closes_the_whole_zone(opened, html):
    # Work from 30 years is the only card, and one more piece of age of m1 closes all of it.
    page = opened(html)
    told = page.texts(".card-whole")
    assert len(told) == 1
    assert "kostnad 1" in told[0]
    assert "Låt Arbetsförmedlingen ta emot även 30 år och äldre" in told[0]


def test_every_printed_page_says_what_it_is_and_which_number_it_has(opened, changed):
    page = opened(changed)
    rules = page.js(
        "return [...document.styleSheets].flatMap((s) => [...s.cssRules]).map((r) => r.cssText)"
        ".filter((text) => text.includes('@bottom')).join(' ')"
    )
    assert "Grå zoner · Påhitt · " in rules
    assert "counter(pages)" in rules
    page.find('[data-language="en"]').click()
    feet = page.js(
        "return [...document.styleSheets].flatMap((s) => [...s.cssRules]).map((r) => r.cssText)"
        ".filter((text) => text.includes('@bottom-left'))"
    )
    assert len(feet) == 1
    assert "Grey zones" in feet[0]


def test_groups_too_small_are_told_with_whom_they_are_enough(opened):
    record = near()
    page = opened(zones_page(zones_view(record, at=record.reference_date, smallest_cell=1)))
    assert page.texts("#few h3") == ["Kommunen"]
    assert page.texts("#few h4") == ["Norrsjö (finns inte där i dag)"]
    assert "3 personer" in page.find("#few .entry-count").text
    (way,) = page.texts(".few-ways > li")
    assert way.startswith("Dela med Storby (35 minuter): 53 tillsammans, det räcker")
    assert "Låt Kommunen verka även i Norrsjö" in way
    page.find('[data-language="en"]').click()
    assert page.find("#few h2").text == "Too few for a group of their own"


def test_two_days_stand_beside_each_other_with_what_ends_between_them(opened):
    html = zones_page(zones_view(ending(), at=TODAY, edits=NEW_YEAR, smallest_cell=1))
    page = opened(html, width=500)
    assert page.find("#if-title").text == page.find("#to-if").text == "Mellan två datum"
    assert page.texts("#if-edits strong") == ["1 januari 2027"]
    heads = page.texts("#if-tables table:first-of-type th[scope=col]")
    assert heads == ["Behov", "1 november 2026", "Ut ur zon", "In i zon", "1 januari 2027"]
    page.find('[data-language="en"]').click()
    assert page.find("#if-title").text == "Between two dates"
