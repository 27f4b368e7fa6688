"""How many ads and openings each occupation has in each place."""

import pandas as pd
import pytest

from mobility.counting.vacancies import vacancies
from mobility.foundation.ads import Ads
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import recipe_of


@pytest.fixture
def ads():
    return Ads.from_table(
        pd.DataFrame(
            {
                "ad": ["1", "2", "3", "4", "5", "6"],
                "text": ["a", "a", "a", "b", "c", "d"],
                "occupation": ["5120", "5120", "5120", "5131", "5131", None],
                "municipality": ["1480", "1480", "1481", None, "1480", "1480"],
                "municipality_name": ["Göteborg", None, "Mölndal", None, None, None],
                "region": ["14", "14", "14", "14", "14", "14"],
                "openings": [2, 2, None, 3, 0, 1],
            }
        )
    )


def lines(table):
    return table.astype("object").where(table.notna(), None).to_numpy().tolist()


def test_openings_are_added_up_after_repeated_ads_are_taken_out(ads):
    assert lines(vacancies(ads, place="municipality")) == [
        ["5120", "1480", "Göteborg", 1, 2],  # ad 2 repeats ad 1
        ["5120", "1481", "Mölndal", 1, 1],  # blank openings count one
        ["5131", "1480", "Göteborg", 1, 0],
        ["5131", None, None, 1, 3],
    ]


def test_the_same_text_in_two_municipalities_is_two_vacancies_of_the_region(ads):
    assert lines(vacancies(ads, place="region")) == [
        ["5120", "14", None, 2, 3],
        ["5131", "14", None, 2, 3],
    ]


def test_the_recipe_accounts_for_every_ad(ads):
    counts = dict(recipe_of(vacancies(ads, place="municipality")).steps[-1].counts)
    assert counts == {
        "in": 6,
        "counted": 4,
        "repeated": 1,
        "no occupation code": 1,
        "counted without a place": 1,
    }


def test_an_ad_without_a_code_does_not_hide_the_same_ad_with_one():
    table = pd.DataFrame({"ad": ["1", "2"], "text": "a", "occupation": [None, "5120"]})
    assert vacancies(Ads.from_table(table), place="region")["vacancies"].tolist() == [1]


def test_another_kind_of_place_is_refused(ads):
    with pytest.raises(UnknownNameError, match="Did you mean 'municipality'"):
        vacancies(ads, place="municipalitet")
