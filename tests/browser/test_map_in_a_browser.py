"""The map of actors in a browser: offline, by keyboard, narrow, on paper, with many actors."""

import base64
import time

import pytest
from selenium.webdriver.common.keys import Keys

from collab_graph.showing.map_page import map_page
from collab_graph.showing.map_view import map_view
from tests.browser.map_of_many import map_of_many
from tests.collab_showing.hamlet import ROWS, hamlet, year_before

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html():
    return map_page(map_view(hamlet(synthetic="ja"), before=year_before()))


def pick(page, name, value):
    """Choose an option of a list, as a person does."""
    page.js(
        "const one = document.getElementById(arguments[0]); one.value = arguments[1];"
        "for (const kind of ['input', 'change']) "
        "one.dispatchEvent(new Event(kind, { bubbles: true }));",
        name,
        value,
    )


def spot(page, name):
    return page.find(f'#picture .spot[aria-label="{name}"]')


def lit(page):
    """The actors and things in the middle that stand out."""
    script = "return [...document.querySelectorAll('.spot.lit')].map((e) => e.ariaLabel).sort()"
    return page.js(script)


def test_the_page_asks_for_nothing_and_complains_of_nothing(opened, html):
    page = opened(html)
    # The browser draws the calendar of a date field from data of its own.
    assert [u for u in page.asked_for() if not u.startswith((page.url, "data:"))] == []
    assert page.complaints() == []


def test_the_picture_has_every_actor_and_need_and_a_line_for_every_part(opened, html):
    page = opened(html)
    assert page.texts("#picture .row text") == [
        "Kommunen", "Socialtjänsten", "Arbetsförmedlingen", "Klubben",
    ]  # fmt: skip
    assert page.texts("#picture .item text") == ["arbete", "helheten"]
    # AF leads work, the social services support it and lead the whole; the club's ended in June.
    kinds = page.js(
        "return [...document.querySelectorAll('.ties path')].map((e) => e.className.baseVal)"
    )
    assert sorted(kinds) == ["lead", "lead", "support"]


def test_another_day_brings_back_what_has_ended(opened, html):
    page = opened(html)
    assert "4 aktörer, 3 uppdrag, 2 insatser, 2 samarbeten" in page.find("#left").text
    pick(page, "filter-day", "2026-06-30")
    assert "4 uppdrag" in page.find("#left").text
    assert "other" in page.js("return document.querySelector('.ties').innerHTML")


def test_filters_leave_what_fits_and_can_be_cleared(opened, html):
    page = opened(html)
    pick(page, "filter-place", "2")
    # In Norrsjö: m1 and m3 everywhere, and the club's coffee; m2 is of Storby, and Praktik with it.
    assert "4 aktörer, 2 uppdrag, 1 insats," in page.find("#left").text
    pick(page, "filter-method", "handledning")
    assert page.find("#left").text.startswith("0 aktörer")
    assert "Inget i underlaget passar urvalet" in page.find("#picture").text
    page.find("#filters button[type=reset]").click()
    assert "4 aktörer, 3 uppdrag, 2 insatser" in page.find("#left").text
    pick(page, "filter-group", "unga")
    assert page.texts("#directory-table tbody td:first-child") == ["Praktik"]
    assert page.texts("#picture .row text") == ["Kommunen", "Socialtjänsten"]


def test_a_county_holds_its_municipalities_and_they_are_in_it(opened, html):
    page = opened(html)
    pick(page, "filter-day", "2026-06-30")
    # Of the county the club's m4 still holds that day in Norrsjö; m2 of Storby is in the county.
    pick(page, "filter-place", "2")
    assert "3 uppdrag" in page.find("#left").text
    pick(page, "filter-place", "0")
    assert "4 uppdrag" in page.find("#left").text


def test_a_tie_within_an_organisation_is_no_line_where_its_units_are_folded(opened):
    ties = [*ROWS["collaborations"], ["c3", "KO; SOC", "co-location", ""]]
    page = opened(map_page(map_view(hamlet({**ROWS, "collaborations": ties}))))
    pick(page, "lines", "ties")
    assert len(page.all(".ties path")) == 5
    page.find("#units").click()
    assert len(page.all(".ties path")) == 4


def test_an_actor_has_its_own_borders_only(opened, html):
    page = opened(html)
    pick(page, "actor", "1")
    said = page.js("return document.getElementById('panel').textContent")
    assert "Att uppdraget stöder men inte leder" in said
    assert "i Norrsjö" not in said


def test_an_actor_shows_its_mandates_source_borders_ways_and_changes(opened, html):
    page = opened(html)
    spot(page, "Arbetsförmedlingen").click()
    said = page.js("return document.getElementById('panel').textContent")
    for part in (
        "Uppdrag, 1 av 1 bekräftade", "lag – 2000:628", "Bekräftad 2026-03-01 av enhetschef",
        "ålder: 16–29", "Här tar uppdragen slut", "30 år och äldre", "Remitterar till",
        "Överenskommelse", "Ändrat sedan 2025-11-01", "16–24",
    ):  # fmt: skip
        assert part in said, part
    assert lit(page) == ["Arbetsförmedlingen", "arbete"]
    page.find("#panel .panel-head button").click()
    assert lit(page) == [] or page.js("return document.querySelector('.spot.taken')") is None


def test_a_need_shows_who_answers_for_it(opened, html):
    page = opened(html)
    spot(page, "arbete").click()
    said = page.js("return document.getElementById('panel').textContent")
    assert "lederArbetsförmedlingen besluta" in said
    assert "stöderSocialtjänsten utföra" in said


@pytest.mark.parametrize(
    ("lines", "count"),
    # c1 ties three actors by pairs, c2 two; flows are those of m2 (three), m4 has ended.
    [("interventions", 2), ("groups", 2), ("methods", 2), ("ties", 4), ("flows", 3)],
)
def test_every_kind_of_line_is_drawn(opened, html, lines, count):
    page = opened(html)
    pick(page, "lines", lines)
    assert len(page.all(".ties path")) == count
    assert page.complaints() == []


def test_units_fold_into_their_organisation(opened, html):
    page = opened(html)
    page.find("#units").click()
    assert page.texts("#picture .row text") == ["Kommunen", "Arbetsförmedlingen", "Klubben"]
    assert len(page.all(".ties path")) == 3


def test_the_picture_goes_by_the_keyboard(opened, html):
    page = opened(html)
    assert len(page.all('#picture .spot[tabindex="0"]')) == 1
    page.js("document.querySelector('#picture .spot').focus()")
    page.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert page.js("return document.activeElement.ariaLabel") == "Socialtjänsten"
    page.driver.switch_to.active_element.send_keys(Keys.ENTER)
    assert page.find("#panel-title").text == "Socialtjänsten"
    assert page.js("return document.activeElement.getAttribute('aria-pressed')") == "true"


def test_the_table_says_the_same_as_the_picture(opened, html):
    page = opened(html)
    rows = page.js(
        "return [...document.querySelectorAll('#grid-table tbody tr')]"
        ".map((row) => [...row.children].map((cell) => cell.textContent))"
    )
    assert rows == [
        ["Kommunen", "", ""],
        ["Socialtjänsten", "stöder", "leder"],
        ["Arbetsförmedlingen", "leder", ""],
        ["Klubben", "", ""],
    ]
    pick(page, "grid-of", "places")
    assert page.texts("#grid-table tbody td") == [
        "1 leder 1 stöder", "1 leder", "1 leder", "1 leder",
    ]  # fmt: skip
    page.find("#grid-table tbody td button").click()
    assert page.find("#panel-title").text == "arbete"
    assert page.js("return document.getElementById('filter-place').value") == "1"


def test_the_directory_is_searched(opened, html):
    page = opened(html)
    page.find("#search").send_keys("handledning soc")
    assert page.texts("#directory-table tbody td:first-child") == ["Praktik"]
    assert page.find("#directory-intro").text == "1 av 2 insatser."


def test_the_ties_are_a_table_and_follow_the_filters(opened, html):
    page = opened(html)
    assert page.texts("#ties-table tbody td:nth-child(2)") == [
        "Kommunen, Arbetsförmedlingen, Klubben",
        "Kommunen, Arbetsförmedlingen",
    ]
    # The meeting names no need: of work it is no tie unless two of its actors work with it.
    pick(page, "filter-need", "0")
    assert page.texts("#ties-table tbody td:first-child") == ["Överenskommelse"]
    assert page.find("#ties-intro").text.startswith("1 av 2")


def test_changes_say_what_stood_and_what_stands(opened, html):
    page = opened(html)
    said = page.texts("#changes-list .change")
    assert "Ändrad Arbetsförmedlingen: arbete (m1)Ålder: 16–24 → 16–29" in said
    assert "Borttagen Socialtjänsten: arbete (m9)" in said
    assert "Tillagd Arbetsförmedlingen: arbete (m1)Platser: NorrsjöGrund: praxis" in said
    assert "2 tillagda" not in page.find("#changes-intro").text
    assert "3 tillagda, 2 borttagna och 1 ändrade" in page.find("#changes-intro").text


def test_the_whole_page_changes_language(opened, html):
    page = opened(html)
    spot(page, "Arbetsförmedlingen").click()
    page.find('[data-language="en"]').click()
    assert page.driver.title == "Map of collaboration"
    assert page.texts("#picture .item text") == ["work", "the whole"]
    assert "Where the mandates end" in page.js(
        "return document.getElementById('panel').textContent"
    )
    assert page.complaints() == []


def test_changes_are_hidden_without_an_earlier_record(opened):
    page = opened(map_page(map_view(hamlet())))
    assert not page.find("#changes").is_displayed()
    assert page.complaints() == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_sticks_out_sideways(opened, html, width):
    page = opened(html, width=width)
    spot(page, "Arbetsförmedlingen")
    pick(page, "actor", "2")
    assert page.js("return document.documentElement.scrollWidth") <= width


def test_the_picture_is_saved_whole(opened, html):
    page = opened(html)
    # Downloads are caught, since a test has no folder to save to.
    page.js(
        "window.caught = []; page.download = (name, blob) => "
        "blob.arrayBuffer().then((held) => window.caught.push([name, blob.type, held.byteLength, "
        "new TextDecoder().decode(held.slice(0, 4000))]))"
    )
    page.find("#save-svg").click()
    page.find("#save-png").click()
    page.find("#save-directory").click()
    page.until(lambda: page.js("return window.caught.length") == 3)
    caught = {name: rest for name, *rest in page.js("return window.caught")}
    assert caught["samverkanskarta.svg"][2].startswith("<svg")
    assert "Påhittade data" in caught["samverkanskarta.svg"][2]
    assert "tabindex" not in caught["samverkanskarta.svg"][2]
    assert caught["samverkanskarta.png"][:1] == ["image/png"]
    assert caught["samverkanskarta.png"][1] > 5000
    assert "Praktik" in caught["insatser.csv"][2]
    assert page.complaints() == []


def test_paper_lies_flat_with_picture_table_and_directory_and_no_buttons(opened, html):
    page = opened(html)
    spot(page, "Socialtjänsten").click()
    printed = page.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = base64.b64decode(printed["data"])
    assert pdf.startswith(b"%PDF")
    width, height = (float(n) for n in pdf.split(b"/MediaBox [0 0 ")[1].split(b"]")[0].split())
    assert width > height
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return getComputedStyle(document.querySelector(arguments[0])).display !== 'none'"
    assert all(page.js(shown, one) for one in ("#picture svg", ".grid-table", "#directory-table"))
    assert not any(page.js(shown, one) for one in ("#filters", ".tools", ".search"))
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_hostile_label_is_only_text(opened):
    bad = "<img src=x onerror=alert(1)>"
    rows = {name: [list(line) for line in lines] for name, lines in ROWS.items()}
    rows["actors"][1][1] = rows["needs"][1][1] = rows["interventions"][1][1] = bad
    rows["mandates"][1][12] = bad
    page = opened(map_page(map_view(hamlet(rows, title=bad))))
    for key in ("actor 0", "need 0"):
        page.js("document.querySelector(`[data-key='${arguments[0]}']`)"
                ".dispatchEvent(new Event('click'))", key)  # fmt: skip
    pick(page, "lines", "interventions")
    assert page.all("img") == []
    assert bad in page.find(".subject").text
    assert page.complaints() == []


def test_three_hundred_actors_and_two_thousand_ties_are_drawn_in_three_seconds(opened):
    html = map_page(map_view(map_of_many()))
    assert len(html.encode()) < 2_000_000
    start = time.perf_counter()
    page = opened(html)
    assert time.perf_counter() - start < 3
    assert len(page.all("#picture .row")) == 60
    start = time.perf_counter()
    pick(page, "lines", "ties")
    page.find("#units").click()
    page.until(lambda: len(page.all("#picture .row")) == 300)
    assert len(page.all(".ties path")) > 1900
    assert time.perf_counter() - start < 3
    # A table of two thousand rows is drawn when the reader comes to it.
    assert page.all("#ties-table tbody tr") == []
    page.js("document.getElementById('ties').scrollIntoView()")
    page.until(lambda: page.js("return document.querySelectorAll('#ties-table tbody tr').length"))
    assert len(page.all("#ties-table tbody tr")) == 2000
    assert page.complaints() == []


def test_a_tall_picture_goes_on_several_sheets_with_every_name_whole_on_one(opened):
    page = opened(map_page(map_view(map_of_many(ties=50, mandates=50))))
    pick(page, "lines", "interventions")
    page.js("window.dispatchEvent(new Event('beforeprint'))")
    views = page.js(
        "return [...document.querySelectorAll('.pieces svg')]"
        ".map((e) => e.getAttribute('viewBox').split(' ').map(Number))"
    )
    assert len(views) > 5
    fields = page.js(
        "return [...document.querySelectorAll('#picture > svg .field')]"
        ".map((e) => [Number(e.getAttribute('y')), Number(e.getAttribute('height'))])"
    )
    assert len(fields) > 200
    for top, height in fields:
        assert any(y <= top + 0.1 and top + height <= y + h + 0.1 for _, y, _, h in views)
    page.js("window.dispatchEvent(new Event('afterprint'))")
    assert page.all(".pieces") == []
