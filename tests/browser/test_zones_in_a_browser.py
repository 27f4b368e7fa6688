"""The grey-zone report in a browser: offline, in two languages, narrow and on paper."""

import base64

import pytest
from selenium.webdriver.common.keys import Keys

from collab_graph.showing.zones_page import zones_page
from collab_graph.showing.zones_view import zones_view
from tests.village import village

pytestmark = pytest.mark.browser


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
