"""What an employer writes in every ad is told from what this ad says."""

import pandas as pd
import pytest

from mobility.finding.boilerplate import boilerplate
from mobility.foundation.ads import Ads
from mobility.foundation.errors import InputError

LINE = "Vi lever med truck sedan {}."


def ads_of(*rows):
    columns = ["ad", "employer", "occupation", "headline", "text"]
    return Ads.from_table(pd.DataFrame(rows, columns=columns))


def mentions_of(ads, word="truck"):
    rows = [
        (ad, "t", text.index(word), text.index(word) + len(word))
        for ad, text in zip(ads.table["ad"], ads.table["text"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["ad", "skill", "start", "end"])


def three(*, employers="AAA", occupations=("1", "2", "3"), headlines="xyz"):
    given = zip("123", employers, occupations, headlines, ("1950", "1951", "1952"), strict=True)
    return ads_of(*((ad, e, o, h, LINE.format(year)) for ad, e, o, h, year in given))


def test_a_sentence_in_three_unrelated_ads_is_boilerplate_whatever_its_numbers():
    ads = three()
    assert boilerplate(ads, mentions_of(ads)).all()


@pytest.mark.parametrize(
    "ads",
    [
        three(employers="AAB"),
        three(occupations="112", headlines="xxx"),
        three(employers=("A", "A", None)),
        three(employers=(None, None, None)),
    ],
)
def test_two_unrelated_ads_are_too_few(ads):
    assert not boilerplate(ads, mentions_of(ads)).any()


def test_ads_without_an_occupation_are_told_apart_by_their_headline():
    ads = three(occupations=(None, None, None))
    assert boilerplate(ads, mentions_of(ads)).all()


def test_a_mention_without_a_span_is_no_boilerplate_and_the_index_is_kept():
    ads = three()
    mentions = mentions_of(ads).set_index(pd.Index([7, 8, 9]))
    mentions.loc[8, ["start", "end"]] = None
    told = boilerplate(ads, mentions, unrelated_ads=2)
    assert told.to_dict() == {7: True, 8: False, 9: True}


def test_every_sentence_stands_in_one_ad():
    ads = three()
    with pytest.raises(InputError, match="unrelated_ads is 1"):
        boilerplate(ads, mentions_of(ads), unrelated_ads=1)
