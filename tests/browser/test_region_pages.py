"""The pages of regions in a browser: offline, in two languages, wide and narrow, by keyboard."""

import numpy as np
import pandas as pd
import pytest
from selenium.webdriver.common.keys import Keys

from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.board import RegionBoard
from mobility.reaching.origins import origins
from mobility.reaching.origins_mix import skill_mix
from mobility.reaching.region_board import region_board
from mobility.showing.compare_page import comparison_page
from mobility.showing.compare_view import ComparisonView
from mobility.showing.origins_page import origins_page
from mobility.showing.origins_view import OriginsView
from mobility.showing.region_page import region_page
from mobility.showing.region_view import RegionView

pytestmark = pytest.mark.browser
EVIL = "<img src=x onerror=alert(1)> & =1+1 "
LONG = "Framställning av en vara vars namn är mycket längre än någon kolumn är bred " * 2


@pytest.fixture(scope="module")
def board() -> RegionBoard:
    """Twelve regions that lean towards one of three families of ten industries."""
    rng = np.random.default_rng(0)
    names = [f"{family}{n}" for family in "abc" for n in range(10)]
    rows = [
        (f"Ort {place}", name, int(rng.poisson(30 if "abc"[place % 3] == name[0] else 3)))
        for place in range(12)
        for name in names
    ]
    jobs = pd.DataFrame(rows, columns=["region", "industry", "count"])
    i, j = np.triu_indices(30, 1)
    kin = pd.DataFrame({"source": np.array(names)[i], "target": np.array(names)[j]})
    kin["weight"] = np.where(i // 10 == j // 10, 0.6, 0.05) + rng.random(len(i)) / 10
    counts = RegionalCounts.of(jobs, kind="industry", version="SNI 2007")
    pay = pd.DataFrame({"activity": names, "pay": rng.normal(3e4, 4e3, 30).round()})
    titles = {name: f"Bransch {name}" for name in names} | {"a0": EVIL, "b0": LONG}
    network = Network.from_edges(kin, version="SNI 2007")
    return region_board(counts, network, pay=pay, titles=titles, top=5)


@pytest.fixture(scope="module")
def region_html(board: RegionBoard) -> str:
    return region_page(RegionView.of(board, source=EVIL), language="en")


@pytest.fixture(scope="module")
def compare_html(board: RegionBoard) -> str:
    return comparison_page(ComparisonView.of(board, "Ort 0", "Ort 1", source=EVIL), language="en")


@pytest.fixture(scope="module")
def origins_html() -> str:
    moves = Flows.of(
        pd.DataFrame({"origin": [EVIL, "b", EVIL, "b"], "destination": ["new", "new", "c", "c"],
                      "count": [30, 10, 50, 50]}), kind="occupation",
    )  # fmt: skip
    pairs = pd.DataFrame({"source": [EVIL], "target": ["new"], "weight": [0.5]})
    ads = pd.DataFrame(
        [("new", "map", 8), ("new", LONG, 8), ("new", "drone", 4), (LONG, "map", 6),
         ("b", LONG, 5), ("b2", LONG, 5)], columns=["occupation", "skill", "ads"],
    )  # fmt: skip
    support = pd.Series({"new": 8, LONG: 6, "b": 5, "b2": 5})
    counts = Incidence.from_pairs(ads, "occupation", "skill", "ads", support=support)
    view = OriginsView.of(
        origins(moves, Network.from_edges(pairs), "new", draws=50),
        skill_mix(counts, "new", draws=20), titles={"new": "Drone pilots"}, source=EVIL,
    )  # fmt: skip
    return origins_page(view, language="en")


def test_regions_ask_for_nothing_and_say_everything_in_both_languages(opened, region_html) -> None:  # type: ignore[no-untyped-def]
    page = opened(region_html)
    parts = "main h1, #nearly-title, #summary, #scatter-said, #network-said, #reckoned, #unsaid li"
    english = page.texts(parts)
    page.find('[data-language="sv"]').click()
    swedish = page.texts(parts)
    assert len(english) == len(swedish) > 5
    assert all(a != b for a, b in zip(english, swedish, strict=True))
    assert page.js("return document.querySelectorAll('img').length") == 0
    assert page.complaints() == []
    assert set(page.asked_for()) == {page.url}


def test_the_numbers_of_the_page_are_those_of_the_board(opened, region_html, board) -> None:  # type: ignore[no-untyped-def]
    page = opened(region_html)
    page.js(
        "const s = document.getElementById('region'); s.selectedIndex = 4;"
        "s.dispatchEvent(new Event('change'))"
    )
    name = page.find("#region-name").text
    rows = board.region(name)
    nearly = rows[rows["class"] == "nearly"]
    assert page.texts("#nearly h3 button") == nearly["title"].tolist()
    first = nearly.iloc[0]
    said = page.texts("#nearly li.card > p")[0]
    assert said.startswith(f"{100 * first['density']:.0f}% of its relatedness")
    assert len(page.all("#network circle")) >= len(rows)
    share = board.evidence.query("region == @name and activity == @first.activity")["share"]
    assert page.texts("#nearly > li:first-child .share") == [f"{100 * s:.0f}%" for s in share[:3]]


def test_the_table_filters_sorts_and_opens_an_activity_by_keyboard(opened, region_html) -> None:  # type: ignore[no-untyped-def]
    page = opened(region_html)
    page.find("#filter").send_keys("bransch c")
    assert len(page.all("#table tbody tr")) == 10
    head = page.find('#table [data-column="density"]')
    head.send_keys(Keys.ENTER)
    shown = [float(text.rstrip("%")) for text in page.texts("#table tbody td:nth-child(5)")]
    assert shown == sorted(shown, reverse=True)
    page.find("#table tbody button").send_keys(Keys.ENTER)
    assert page.find("#chosen h2").text in page.texts("#table tbody button")
    page.find('#classes input[value="far"]').click()
    assert "further off" not in page.texts("#table tbody .tag")


def test_the_picture_saved_is_whole_and_has_the_names_of_its_numbers(opened, region_html) -> None:  # type: ignore[no-untyped-def]
    page = opened(region_html)
    script = """
      const done = arguments[arguments.length - 1];
      const kept = [];
      page.download = (name, blob) => { kept.push([name, blob]); };
      for (const id of ['scatter-svg', 'network-svg', 'network-png'])
        document.getElementById(id).click();
      setTimeout(async () => done(await Promise.all(kept.map(async ([name, blob]) =>
        [name, blob.type, blob.size, blob.type.includes('svg') ? await blob.text() : '']))), 600);
    """
    saved = page.driver.execute_async_script(script)
    assert [name.rsplit(".")[-1] for name, *_ in saved] == ["svg", "svg", "png"]
    assert all(size > 2000 for _, _, size, _ in saved)
    for title in page.texts("#nearly h3 button"):
        assert title.strip()[:8].replace("<", "&lt;") in saved[1][3]


def test_comparing_filters_by_a_cell_of_the_matrix(opened, compare_html) -> None:  # type: ignore[no-untyped-def]
    page = opened(compare_html)
    button = page.find("#matrix td button")
    number = int(button.text)
    button.send_keys(Keys.ENTER)
    assert len(page.all("#table tbody tr")) == number
    assert page.find('#matrix [aria-pressed="true"]').text == str(number)
    page.find('[data-language="sv"]').click()
    assert page.texts("#learn h2") == ["Ort 0 har nästan, Ort 1 har", "Ort 1 har nästan, Ort 0 har"]
    assert page.complaints() == []
    assert set(page.asked_for()) == {page.url}


def test_origins_stand_in_both_languages_with_their_bars(opened, origins_html) -> None:  # type: ignore[no-untyped-def]
    page = opened(origins_html)
    assert page.texts("#people-said")[0].startswith("40 people came. 75% came from what is related")
    assert len(page.all("#people rect")) == 2
    assert page.texts("#skills tbody tr:first-child td")[0] == "drone"
    assert len(page.texts("#twins li")) == 1
    page.find('[data-language="sv"]').click()
    assert page.find("h1").text == "Varifrån kommer Drone pilots?"
    assert page.js("return document.querySelectorAll('img').length") == 0
    assert page.complaints() == []
    assert set(page.asked_for()) == {page.url}


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_is_cut_off_however_narrow(
    opened, region_html, compare_html, origins_html, width
) -> None:  # type: ignore[no-untyped-def]
    for html in (region_html, compare_html, origins_html):
        page = opened(html, width=width)
        assert page.js("return document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_to_complain_about(
    opened, complaints_of_axe, region_html, compare_html, origins_html, width
) -> None:  # type: ignore[no-untyped-def]
    for html in (region_html, compare_html, origins_html):
        assert complaints_of_axe(opened(html, width=width)) == []
