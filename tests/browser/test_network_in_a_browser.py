"""The network page in a browser: what a reader, with or without a mouse, can do with it."""

import base64
import re

import numpy as np
import pandas as pd
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from mobility.foundation.network import Network
from mobility.showing.network_page import network_page
from mobility.showing.network_view import NetworkView
from tests.town import FORMULA, SCRIPT, town_view

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html():
    return network_page(town_view())


def place_of(page, code):
    """Where the middle of an occupation's dot is on the screen."""
    return page.js(
        "const i = page.data.levels[page.data.levels.length - 1].code.indexOf(arguments[0]);"
        "const box = document.getElementById('network').getBoundingClientRect();"
        "const at = window.networkPicture.places()[i];"
        "return [Math.round(box.x + at.x), Math.round(box.y + at.y)]",
        code,
    )


def click_dot(page, code):
    x, y = place_of(page, code)
    actions = ActionChains(page.driver)
    actions.w3c_actions.pointer_action.move_to_location(x, y)
    actions.w3c_actions.pointer_action.click()
    actions.perform()


def search_for(page, typed):
    field = page.find("#search")
    field.clear()
    field.send_keys(typed)


def pressed(page):
    return page.texts("[data-level][aria-pressed=true]")


def test_nothing_is_asked_of_any_server_and_nothing_is_complained_about(opened, html):
    page = opened(html)
    page.find("#tab-table").click()
    page.find("[data-level='1']").click()
    page.find("[data-language=en]").click()
    assert set(page.asked_for()) == {page.url}
    assert page.complaints() == []


def test_the_picture_is_drawn(opened, html):
    page = opened(html)
    coloured = page.js(
        "const canvas = document.querySelector('#network canvas');"
        "const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
        "let n = 0;"
        "for (let k = 0; k < data.length; k += 4)"
        " if (data[k + 3] && Math.abs(data[k] - data[k + 2]) > 40) n += 1;"
        "return n"
    )
    assert coloured > 2000


def test_a_click_on_a_dot_shows_the_nearest_occupations_and_the_skills_they_share(opened, html):
    page = opened(html)
    click_dot(page, "5120")
    page.until(lambda: page.find("#occupation-view").is_displayed())
    assert page.find("#chosen-title").text == "Kockar och kallskänkor"
    assert page.texts(".nearest button") == [
        "Restaurang- och köksbiträden",
        "Hovmästare och servitörer",
    ]
    assert page.texts(".nearest li:first-child .chip") == ["hygien", "matlagning"]
    assert page.texts(".skills .weight") == ["90\xa0%", "63\xa0%"]
    assert page.texts(".figure strong") == ["7\xa0813", "5\xa0581"]


def test_a_dot_that_rests_on_fewer_than_ten_ads_says_so(opened, html):
    page = opened(html)
    click_dot(page, "7115")  # 9 ads
    page.until(lambda: page.all(".few"))
    assert "få annonser" in page.find(".few").text
    click_dot(page, "7116")  # 20 ads
    page.until(lambda: page.find("#chosen-title").text == FORMULA)
    assert page.all(".few") == []


def test_search_suggests_by_title_and_code_and_finds_without_dots_over_letters(opened, html):
    page = opened(html)
    search_for(page, "sjuksk")
    assert page.texts("#suggestions li span:first-child") == ["Grundutbildade sjuksköterskor"]
    search_for(page, "51")
    assert page.texts("#suggestions li span:last-child") == ["5120", "5131"]
    search_for(page, "vardbitraden")
    assert page.texts("#suggestions li span:first-child") == ["Vårdbiträden"]
    search_for(page, "rymdfarare")
    assert page.texts("#suggestions li") == ["Ingenting här heter så"]
    assert page.find("#status").get_attribute("textContent") == "Ingenting här heter så"


def test_the_levels_are_networks_of_their_own(opened, html):
    page = opened(html)
    assert pressed(page) == ["Undergrupper 10"]
    page.find("[data-level='1']").click()
    assert pressed(page) == ["Yrkesområden 5"]
    page.find("#tab-table").click()
    assert len(page.all("#table tbody tr")) == 5
    assert (
        page.find("#network")
        .get_attribute("aria-label")
        .startswith("Nätverk med 5 yrkesområden och 2 ")
    )


def test_a_chosen_occupation_is_followed_to_the_broader_level(opened, html):
    page = opened(html)
    search_for(page, "5120\n")
    page.find("[data-level='1']").click()
    assert page.find("#chosen-title").text == "Service"


def test_every_sentence_changes_with_the_language(opened, html):
    page = opened(html)
    click_dot(page, "5120")
    page.until(lambda: page.find("#occupation-view").is_displayed())
    assert page.js("return document.documentElement.lang") == "sv"
    page.find("[data-language=en]").click()
    assert page.js("return [document.documentElement.lang, document.title]") == [
        "en",
        "Occupations that share skills",
    ]
    assert page.find("#search").get_attribute("placeholder") == "Name or code"
    assert page.texts(".figure strong") == ["7,813", "5,581"]
    assert page.texts(".skills .weight") == ["90%", "63%"]
    assert page.find("#formula").text == "Σ x·y / (√Σx² · √Σy²)"
    swedish = page.js(
        "return Object.entries(JSON.parse(document.getElementById('page-content').textContent)"
        ".texts.sv).filter(([key, said]) => said.length > 12 && !key.startsWith('formula')"
        "&& document.body.innerText.includes(said)).map(([key]) => key)"
    )
    assert swedish == []


def test_a_group_in_the_legend_filters_the_table(opened, html):
    page = opened(html)
    page.find("#groups [data-group='2']").click()
    page.find("#tab-table").click()
    assert page.find("#table-count").text == "3 av 10 yrken"
    assert {*page.texts("#table .code")} == {"5321", "5330", "2221"}
    page.find("#tab-groups").click()
    page.find("#all-groups").click()
    assert page.texts("#groups [aria-pressed=true]") == []


def test_the_slider_leaves_only_the_strongest_lines(opened, html):
    page = opened(html)
    assert page.find("#strength-shown").text == "Alla 9"
    page.js(
        "const slider = document.getElementById('strength');"
        "slider.value = 44; slider.dispatchEvent(new Event('input'))"
    )
    assert page.find("#strength-shown").text == "4 av 9"  # 9 × 0.44 = 3.96


def test_the_table_sorts_by_every_column_and_keeps_the_unknown_last(opened, html):
    page = opened(html)
    page.find("#tab-table").click()
    assert page.texts("#table .code")[:2] == ["2221", "5321"]
    page.find("#table [data-column=vacancies]").click()
    assert page.texts("#table .code")[0] == "7115"  # 12 vacancies, the fewest
    assert page.texts("#table .code")[-1] == "0110"  # not known
    assert page.texts("#table tbody tr:last-child .numeric") == ["–", "–"]
    assert page.find("#table th:nth-child(2)").get_attribute("aria-sort") == "ascending"


def test_everything_can_be_reached_and_used_with_the_keyboard_alone(opened, html):
    page = opened(html)
    keys = page.find("body").send_keys
    active = lambda: page.driver.switch_to.active_element  # noqa: E731
    keys(Keys.TAB)
    assert active().get_attribute("class") == "skip"
    while active().get_attribute("id") != "search":
        active().send_keys(Keys.TAB)
    active().send_keys("kock", Keys.ARROW_DOWN, Keys.ENTER)
    page.until(lambda: active().get_attribute("id") == "chosen-title")
    seen = []
    for _ in range(3):
        active().send_keys(Keys.TAB)
        seen.append(active().text)
    assert seen == ["Avmarkera", "Restaurang- och köksbiträden", "Hovmästare och servitörer"]
    active().send_keys(Keys.ENTER)
    assert page.find("#chosen-title").text == "Hovmästare och servitörer"
    page.find("#tab-occupation").send_keys(Keys.ARROW_RIGHT)
    assert active().get_attribute("id") == "tab-table"
    active().send_keys(Keys.TAB, Keys.TAB)  # past the download button to the first heading
    active().send_keys(Keys.ENTER)
    assert active().get_attribute("data-column") == "title"
    codes = page.texts("#table .code")
    assert codes.index("2221") < codes.index("5131") < codes.index("5330")  # G … H … V …


def test_every_stop_of_the_tab_key_is_seen_and_levels_groups_and_language_answer_to_it(
    opened, html
):
    page = opened(html)
    active = lambda: page.driver.switch_to.active_element  # noqa: E731
    page.find("body").send_keys(Keys.TAB)
    stops = {}
    while active().tag_name != "body" and len(stops) < 40:
        name = page.js(
            "const e = document.activeElement;"
            "const said = Object.entries(e.dataset).map((pair) => pair.join(' '));"
            "return e.id || said[0] || e.className"
        )
        stops[name] = page.js(
            "const style = getComputedStyle(document.activeElement);"
            "return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"
        )
        if name in ("language en", "level 1"):
            active().send_keys(Keys.ENTER)
        if name == "group 2":
            active().send_keys(Keys.SPACE)
        active().send_keys(Keys.TAB)
    assert {"search", "strength", "zoom-in", "tab-groups", "group 1"} <= set(stops)
    assert [name for name, seen in stops.items() if not seen] == []
    assert page.js("return document.documentElement.lang") == "en"
    assert pressed(page) == ["Major groups 5"]
    assert len(page.all("#groups [aria-pressed=true]")) == 1


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("tab", ["tab-groups", "tab-occupation", "tab-table"])
def test_a_narrow_window_never_scrolls_sideways(opened, html, language, tab):
    page = opened(html, width=360, height=740)
    page.find(f"[data-language={language}]").click()
    search_for(page, "5321\n")
    page.js("document.getElementById(arguments[0]).click()", tab)
    sideways = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.js(sideways) == 0
    assert page.js("return window.innerWidth") == 360


def test_hostile_titles_stay_text(opened, html):
    page = opened(html)
    click_dot(page, "7115")
    page.until(lambda: page.all("#chosen-title"))
    assert page.find("#chosen-title").text == SCRIPT
    click_dot(page, "5321")
    page.until(lambda: page.find("#chosen-title").text.startswith("Undersköterskor"))
    assert "<img src=x onerror=alert(2)>" in page.texts(".chip")
    page.find("#tab-table").click()
    assert any(SCRIPT in text for text in page.texts("#table .row"))
    assert SCRIPT in page.find("footer").text
    assert page.all("img, iframe, #table script, .view script") == []
    assert page.complaints() == []


def saved(page, button):
    """The file that a download button hands over: its name and its content as a data address."""
    page.js(
        "window.handed = null;"
        "HTMLAnchorElement.prototype.click = function () {"
        " const name = this.download;"
        " const reader = new FileReader();"
        " reader.onload = () => { window.handed = [name, reader.result]; };"
        " window.blobs.get(this.href).then((blob) => reader.readAsDataURL(blob)); };"
    )
    page.find(button).click()
    page.until(lambda: page.js("return window.handed"))
    name, address = page.js("return window.handed")
    return name, base64.b64decode(address.split(",", 1)[1])


REMEMBER_BLOBS = (
    "window.blobs = new Map(); const make = URL.createObjectURL;"
    "URL.createObjectURL = (blob) => { const url = make.call(URL, blob);"
    " window.blobs.set(url, Promise.resolve(blob)); return url; };"
)


def test_the_table_is_saved_as_csv_in_which_no_cell_is_a_formula(opened, html):
    page = opened(html)
    page.js(REMEMBER_BLOBS)
    page.find("#tab-table").click()
    name, content = saved(page, "#save-table")
    lines = content.decode("utf-8-sig").splitlines()
    assert name == "yrken.csv"
    assert lines[0] == '"Kod";"Yrke";"Grupp";"Annonserade jobb";"Annonser"'
    assert '"5120";"Kockar och kallskänkor";"matlagning · hygien";7813;5581' in lines
    assert '"0110";"Officerare";"Utan grupp";;' in lines
    assert any(line.startswith('"7116";"\'=HYPERLINK(""http') for line in lines)


def test_the_picture_is_saved_as_png(opened, html):
    page = opened(html)
    page.js(REMEMBER_BLOBS)
    name, content = saved(page, "#save-picture")
    assert name == "yrken.png"
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == 2 * 1400 + 2 * 56


def test_it_prints_with_picture_groups_and_the_whole_table(opened, html):
    page = opened(html)
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    pdf = base64.b64decode(printed["data"])
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2
    assert len(re.findall(rb"/Subtype\s*/Image", pdf)) >= 1
    assert len(page.all("#table tbody tr")) == 10  # filled for print though its tab was closed
    assert page.complaints() == []


def test_no_page_shows_nan_undefined_or_null(opened):
    bare = Network.from_edges(
        pd.DataFrame({"source": ["1111"], "target": ["2222"], "weight": [1.0]}), version="SSYK 2012"
    )
    page = opened(network_page(NetworkView.of(bare)))
    for tab in ("tab-groups", "tab-occupation", "tab-table"):
        page.js("document.getElementById(arguments[0]).click()", tab)
        assert not re.search(r"\b(NaN|undefined|null|Infinity)\b", page.find("body").text)
    search_for(page, "1111\n")
    assert not re.search(r"\b(NaN|undefined|null|Infinity)\b", page.find("body").text)
    assert page.complaints() == []


def test_thirty_thousand_lines_are_drawn_within_four_seconds_on_a_busy_machine(
    opened,
):
    draw = np.random.default_rng(0)
    names = [f"{i:04d}" for i in range(3000)]
    pairs = draw.choice(3000 * 2999 // 2, 30_000, replace=False)
    upper = np.array(np.triu_indices(3000, 1)).T[pairs]
    edges = pd.DataFrame(
        {
            "source": np.array(names)[upper[:, 0]],
            "target": np.array(names)[upper[:, 1]],
            "weight": draw.random(30_000),
        }
    )
    page = opened(network_page(NetworkView.of(Network.from_edges(edges))))
    page.js(
        "const slider = document.getElementById('strength');"
        "slider.value = 100; slider.dispatchEvent(new Event('input'))"
    )
    assert page.find("#strength-shown").text == "Alla 30 000"
    loaded = page.js("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    redrawn = page.js(
        "const t = performance.now(); networkPicture.redraw(); return performance.now() - t"
    )
    assert loaded < 4000  # about 1 s on two quiet cores
    assert redrawn < 1000
