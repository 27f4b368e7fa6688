"""The matcher page says whose ads it goes by: the occupation's own, or those of a broader group."""

from dataclasses import replace

import numpy as np
import pytest

from mobility.foundation.conditions import CONDITIONS
from mobility.reaching.example import kitchens
from mobility.reaching.named_occupations import GROUP, MIX
from mobility.reaching.needs import OWN_ADS, ConditionsOfWork
from mobility.showing.matcher_page import matcher_page
from mobility.showing.matcher_view import MatcherView
from tests.browser.matcher_hands import tab, type_in

pytestmark = pytest.mark.browser

HOLD = (
    "saidSoFar.change((now) => now.things.push({ status: 'understood', kind: 'occupation',"
    " id: arguments[0], label: arguments[1], typed: arguments[1] }))"
)


@pytest.fixture(scope="module")
def lifting():
    """In 4 ads of 10 of every occupation lifting is named; only the clerks' are their own."""
    space = kitchens()
    shape = (len(space.occupations), len(CONDITIONS))
    against = np.zeros(shape)
    against[:, list(CONDITIONS).index("no_heavy_lifting")] = 0.4
    rests_on = np.full(shape[0], "2-digit group", dtype=object)
    rests_on[space.occupations.get_loc("4110")] = OWN_ADS
    ads = np.full(shape[0], 10.0)
    return replace(space, conditions=ConditionsOfWork(against, np.zeros(shape), ads, rests_on))


def test_ads_of_a_broader_group_are_told_as_such_in_the_row_on_the_sheet_and_in_both_languages(
    opened, lifting
):
    page = opened(matcher_page(MatcherView.of(lifting)))
    type_in(page, "knife")
    page.find("#needs input[value=no_heavy_lifting]").click()
    own = "Talar emot ”inga tunga lyft”: 40 % av 10 annonser"
    broader = (
        "Kan tala emot ”inga tunga lyft”: 40 % av 10 annonser i en bredare yrkesgrupp (2 siffror), "
        "inte yrkets egna"
    )
    said = {
        job.find_element("css selector", ".job-title span:last-child").text: job.find_element(
            "css selector", ".hindrance.against"
        ).text.replace("\N{NO-BREAK SPACE}", " ")
        for job in page.all("#jobs-view .job")
    }
    assert said.pop("Clerks") == own
    assert set(said.values()) == {broader}
    page.find(".job-head").click()
    page.find("[data-sheet]").click()
    tab(page, "sheet")
    assert broader in page.find("#sheet").text.replace("\N{NO-BREAK SPACE}", " ")
    page.find('[data-language="en"]').click()
    assert "40% of 10 ads of a broader group (2 digits)" in page.find("#sheet").text
    assert page.complaints() == []


def test_an_occupation_held_with_nothing_of_its_own_is_said_to_be_counted_as_its_group(
    opened, synthetic
):
    names = synthetic.occupation_names
    without = replace(names, rests_on=np.full(len(names.ids), GROUP, dtype=object))
    page = opened(matcher_page(MatcherView.of(replace(synthetic, occupation_names=without))))
    title, group = str(names.titles[0]), str(synthetic.titles[names.groups[0]])
    page.js(HOLD, str(names.ids[0]), title)
    line = f"{title} räknas som hela yrkesgruppen ”{group}”: uppgifter om yrket självt saknas."
    assert page.texts(".of-group") == [line]
    page.find('[data-language="en"]').click()
    assert page.texts(".of-group")[0].startswith(f"{title} is counted as the whole group “{group}”")
    assert page.complaints() == []


def test_a_name_drawn_to_its_group_is_said_to_be_and_a_unit_group_held_is_not(opened, synthetic):
    names = synthetic.occupation_names
    page = opened(matcher_page(MatcherView.of(synthetic)))
    mixed = int(np.flatnonzero(names.rests_on == MIX)[0])
    group = names.groups[mixed]
    for one, title in (
        (names.ids[mixed], names.titles[mixed]),
        (synthetic.occupations[group], synthetic.titles[group]),
    ):
        page.js(HOLD, str(one), str(title))
    line = f"{names.titles[mixed]} räknas delvis som hela yrkesgruppen ”{synthetic.titles[group]}”."
    assert page.texts(".of-group") == [line]


def test_the_credentials_an_occupation_asks_for_stand_apart_and_why_is_said(opened):
    page = opened(matcher_page(MatcherView.of(kitchens())))
    type_in(page, "knife")
    for k in range(len(page.all(".job-head"))):
        page.all(".job-head")[k].click()
    asked = page.texts(".of-gates")
    assert asked
    assert all("(1)" in text and "går inte att ha nästan" in text for text in asked)
