"""Every count on the matcher page says where it is of, and every share of how many ads."""

from dataclasses import replace

import pandas as pd
import pytest
from selenium.webdriver.common.keys import Keys

from mobility.reaching.demand import demand
from mobility.reaching.example import ASKED_FOR, kitchens
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.browser.matcher_hands import say, tab, type_in

pytestmark = pytest.mark.browser

SAVED = """
window.saved = [];
page.download = (name, blob) => blob.text().then((text) => window.saved.push(text));
"""


@pytest.fixture(scope="module")
def kitchen():
    """Chefs have 2 vacancies in Mora, 20 in Orsa (20 minutes off) and 9 in Falun (80 minutes)."""
    space = kitchens()
    jobs = [("Mora", 2, 4), ("Orsa", 20, 40), ("Falun", 9, 90)]
    table = pd.DataFrame(
        [
            {"occupation": code, "place": place, "place_name": place, "vacancies": number}
            for place, chefs, others in jobs
            for code in ASKED_FOR
            for number in [chefs if code == "5121" else others]
        ]
    )
    journeys = pd.DataFrame(
        {"place_from": "Mora", "place_to": ["Orsa", "Falun"], "minutes": [20, 80]}
    )
    found, _ = demand(table, space.occupations, commuting=journeys)
    return replace(space, demand=found)


def within(page, minutes):
    page.js(
        "const field = document.getElementById('within'); field.value = arguments[0];"
        "field.dispatchEvent(new Event('change'))",
        str(minutes),
    )


def saved(page):
    page.js(SAVED)
    page.find("#save").click()
    page.until(lambda: page.js("return window.saved.length"))
    return page.js("return window.saved[0]").splitlines()


def test_a_count_of_a_reach_says_how_far_and_how_many_are_in_the_place_itself(opened, kitchen):
    page = opened(matcher_page(MatcherView.of(kitchen)))
    type_in(page, "knife, hygiene")
    say(page, "Mora" + Keys.ARROW_DOWN + Keys.ENTER, "place")
    page.js("saidSoFar.change((said) => { said.sheet = ['5121']; said.target = '5121'; })")
    assert "2 annonserade jobb här · 31 i hela landet" in page.texts(".facts")[1]
    tab(page, "sheet")
    assert "2 annonserade i Mora" in page.find("#sheet").text
    assert saved(page)[0].split(";")[-3:] == [
        '"Annonserade jobb i Mora"', '"Annonserade jobb i hela landet"', '"Lön"',
    ]  # fmt: skip
    for minutes, number, where in (
        (30, 22, "Mora och 1 kommun inom 30 minuter"),
        (90, 31, "Mora och 2 kommuner inom 90 minuter"),
    ):
        within(page, minutes)
        counted = f"i {where} (varav 2 i Mora)"
        tab(page, "sheet")
        assert f"{number} annonserade {counted}" in page.find("#sheet").text
        # Menu is what a cook lacks of chefs: 2 here, and it opens no other occupation.
        lines = saved(page)
        assert lines[0].split(";")[-4:-1] == [
            f'"Annonserade jobb i {where}"', '"Varav i Mora"', '"Annonserade jobb i hela landet"',
        ]  # fmt: skip
        (chefs,) = (line.split(";") for line in lines if line.startswith('"Chefs"'))
        assert chefs[-4:-1] == [str(number), "2", "31"]
        tab(page, "jobs")
        assert any(f"{number} annonserade jobb {counted}" in text for text in page.texts(".facts"))
        assert f"Bara yrken med jobb inom {minutes} minuter" in page.find("#jobs-view").text
        tab(page, "opens")
        assert where in page.find("#opens-view").text
        tab(page, "way")
        assert f"{number} annonserade jobb {counted}" in page.find("#way").text
    page.find('[data-language="en"]').click()
    where = "Mora and 2 municipalities within 90 minutes (2 of them in Mora)"
    assert f"31 advertised jobs in {where}" in page.find("#way").text
    tab(page, "sheet")
    assert f"31 advertised in {where}" in page.find("#sheet").text
    assert page.complaints() == []


def test_of_fewer_than_ten_ads_the_number_is_told_and_no_per_cent(opened, kitchen):
    entry = pd.DataFrame(
        {
            "occupation": ["5131", "5132"], "ads": [20, 1], "experience": [0.2, 0.0],
            "experience_ads": [10, 1], "education": [0.1, 1.0],
        }
    )  # fmt: skip
    asked = pd.DataFrame(
        {
            "occupation": ["5121", "5121", "4110"], "asks": "language",
            "what": ["engelska", "spanska", "engelska"], "ads": [1, 9, 1], "of": [9, 9, 10],
        }
    )  # fmt: skip
    asked.attrs["version"] = kitchen.version
    page = opened(matcher_page(MatcherView.of(kitchen, entry=entry, schooling=asked)))
    page.js("page.data.first_rung.push([5, 0, 1, 0, 0.0, 1, 1.0, 1])")
    type_in(page, "knife, hygiene, pen")
    for head in page.texts(".job-title span:last-child"):
        if head in ("Chefs", "Clerks"):
            page.js(
                "[...document.querySelectorAll('.job-head')].find((one) =>"
                " one.textContent.includes(arguments[0])).click()", head,
            )  # fmt: skip
    lines = page.texts(".of-schooling li")
    assert sorted(line.split(" · ")[-1] for line in lines) == [
        "krävs i 1 av 9 annonserfå annonser",
        "krävs i 10\u00a0% av 10 annonser",
        "krävs i 9 av 9 annonserfå annonser",
    ]
    # Chefs are one job title here: what it is linked to is no hundred per cent of many.
    assert "hör till 1 av 1 yrkesbenämning" in page.find(".of-held").text
    page.js("saidSoFar.change((said) => { said.sheet = ['5121', '4110']; })")
    tab(page, "sheet")
    sheet = page.find("#sheet").text
    assert "engelska (1 av 9 annonser) · spanska (9 av 9 annonser)" in sheet
    assert "engelska (10 %)" in sheet
    assert any("engelska (1 av 9 annonser)" in line for line in saved(page))
    tab(page, "first")
    enough, few = page.all("#first-view .job")
    assert "20 % av 10 annonser som säger något om det begär erfarenhet" in enough.text
    assert "10 % av 20 annonser nämner en utbildning" in enough.text
    assert "få annonser" not in enough.text
    assert "0 av 1 annons som säger något om det begär erfarenhet" in few.text
    assert "1 av 1 annons nämner en utbildning" in few.text
    assert "få annonser" in few.text
    page.find('[data-language="en"]').click()
    few = page.find("#first-view .job:last-child").text
    assert "0 of 1 ad that says so asks for experience. 1 of 1 ad names an education." in few
    assert page.complaints() == []


def test_one_thing_is_said_in_the_singular_in_both_languages(opened, kitchen):
    page = opened(matcher_page(MatcherView.of(kitchen)))
    for key, values, swedish, english in (
        ("opens_jobs", {"jobs": 1, "n": 1}, "öppnar 1 jobb i 1 yrke",
         "opens 1 job in 1 occupation"),
        ("opens_jobs", {"jobs": 5, "n": 2}, "öppnar 5 jobb i 2 yrken",
         "opens 5 jobs in 2 occupations"),
        ("jobs_here", {"n": 1}, "1 annonserat jobb här", "1 advertised job here"),
        ("rests_ads", {"n": 1}, "Bygger på 1 annons.", "Rests on 1 ad."),
        ("answered", {"n": 1, "first": "Kock"}, "1 yrke, överst Kock", "1 occupation, first Kock"),
    ):  # fmt: skip
        for language, said in (("sv", swedish), ("en", english)):
            page.find(f'[data-language="{language}"]').click()
            assert page.js("return page.say(...arguments)", key, values) == said
