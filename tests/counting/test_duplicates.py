"""Which ad repeats which."""

import pandas as pd
import pytest

from mobility.counting.duplicates import duplicates
from mobility.foundation.ads import Ads


def repeated(ads, column, **options):
    table = duplicates(ads, **options)
    return table[column].dropna().to_dict()


@pytest.fixture
def ads():
    """Ad 2 is ad 1 elsewhere; 3 is 1 again; 4 has another code; 5 another headline."""
    return Ads.from_table(
        pd.DataFrame(
            {
                "ad": ["1", "2", "3", "4", "5"],
                "text": "Sharp knives.",
                "headline": ["Cook", "Cook", "Cook", "Cook", "Chef"],
                "occupation": ["5120", "5120", "5120", "3451", "5120"],
                "industry": ["56", "56", "55", "55", "56"],
                "municipality": ["1480", "1481", "1480", "1480", "1480"],
            }
        )
    )


def test_for_skills_the_same_text_counts_once_per_occupation(ads):
    assert repeated(ads, "skills_of") == {"2": "1", "3": "1"}


def test_for_vacancies_the_same_text_elsewhere_is_another_vacancy(ads):
    assert repeated(ads, "vacancies_of") == {"3": "1", "4": "1"}


def test_for_industries_the_industry_must_be_the_same(ads):
    assert repeated(ads, "skills_of", by="industry") == {"2": "1", "4": "3"}


def test_two_blank_headlines_are_the_same_headline():
    ads = Ads.from_table(pd.DataFrame({"ad": ["1", "2"], "text": "Knives.", "occupation": "5120"}))
    assert repeated(ads, "skills_of") == {"2": "1"}


def test_the_ads_given_are_not_changed(ads):
    before = ads.table.copy()
    duplicates(ads)
    pd.testing.assert_frame_equal(ads.table, before)


@pytest.mark.shared_data
def test_the_710_swedish_ads_repeat_as_was_counted_by_hand(shared_data):
    read = pd.read_csv(shared_data("sv-platsbanken-710") / "ads.csv", dtype="str")
    table = pd.DataFrame(
        {
            "ad": read["id"],
            "text": read["text"],
            "headline": read["headline"],
            "occupation": read["ssyk4"],
            "municipality": read["municipality_code"],
        }
    )
    # 99 share a text; two of the 99 share the empty text, which is no usable ad.
    assert table["text"].fillna("").duplicated().sum() == 99
    with_text = Ads.from_table(table[table["text"].notna()])
    found = duplicates(with_text)
    assert len(found) == 707
    assert found["skills_of"].notna().sum() == 85
    assert found["vacancies_of"].notna().sum() == 6
