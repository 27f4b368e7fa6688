"""What a cap on one employer's ads changes is told before it is used."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.counting.employer_caps import employer_cap_effect
from mobility.counting.occupation_skills import industry_skills, occupation_skills
from mobility.foundation.ads import Ads
from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError


def ads_and_mentions(rows):
    """Ads from (employer, occupation, skills)."""
    ads = Ads.from_table(
        pd.DataFrame(
            {
                "ad": [f"{k:03}" for k in range(len(rows))],
                "text": [f"text {k}" for k in range(len(rows))],
                "employer": [row[0] for row in rows],
                "occupation": [row[1] for row in rows],
                "industry": [row[1] for row in rows],
            }
        )
    )
    pairs = [(f"{k:03}", skill) for k, row in enumerate(rows) for skill in row[2]]
    mentions = pd.DataFrame(pairs, columns=["ad", "skill"]).assign(
        start=0, end=1, stance="requested", source="exact"
    )
    return ads, mentions


def test_a_large_employer_no_longer_decides_what_is_asked_for():
    # Six ads: four of one employer ask for driving, two of others for cooking.
    # No cap: driving 4/6, cooking 2/6. Cap 1: 3 ads count: driving 1/3, cooking 2/3.
    rows = [("x", "5120", ["driving"])] * 4 + [(e, "5120", ["cooking"]) for e in "yz"]
    found = employer_cap_effect(*ads_and_mentions(rows), caps=[2, 1])
    assert found["cap"].fillna(0).tolist() == [1, 1, 2, 2, 0, 0]
    assert found["ads"].tolist() == [3, 3, 4, 4, 6, 6]
    assert found["set_aside"].tolist() == [3, 3, 2, 2, 0, 0]
    assert found["employers"].tolist() == [1, 1, 1, 1, 0, 0]
    assert found["skill"].tolist() == ["driving", "cooking"] * 3
    assert found["share"].tolist() == pytest.approx([1 / 3, 2 / 3, 2 / 4, 2 / 4, 4 / 6, 2 / 6])
    assert found["change"].tolist() == pytest.approx([-1 / 3, 1 / 3, -1 / 6, 1 / 6, 0, 0])


def test_ads_without_an_employer_are_never_set_aside():
    found = employer_cap_effect(*ads_and_mentions([(None, "5120", ["a"])] * 5), caps=[1])
    assert found["ads"].tolist() == [5, 5]


def test_caps_below_one_or_twice_and_unknown_codes_are_refused():
    given_tables = ads_and_mentions([("x", "5120", ["a"])])
    with pytest.raises(InputError, match="'0' is not a whole number"):
        employer_cap_effect(*given_tables, caps=[0, 1])
    with pytest.raises(InputError, match="twice"):
        employer_cap_effect(*given_tables, caps=[1, 1])
    with pytest.raises(UnknownNameError, match="region"):
        employer_cap_effect(*given_tables, by="region")
    with pytest.raises(EmptyResultError, match="None of 1 ads"):
        employer_cap_effect(*ads_and_mentions([("x", None, ["a"])]))


@settings(max_examples=10, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["x", "y", "z", None]),
            st.sampled_from(["5120", "5131", "51", None]),
            st.sets(st.sampled_from("abc")),
        ),
        min_size=1,
        max_size=14,
    ).filter(lambda rows: any(row[1] in ("5120", "5131") and row[2] for row in rows)),
    st.integers(1, 3),
)
def test_shares_are_those_that_the_counts_with_the_cap_give(rows, cap):
    ads, mentions = ads_and_mentions(rows)
    for by, count in (("occupation", occupation_skills), ("industry", industry_skills)):
        found = employer_cap_effect(ads, mentions, caps=[cap], by=by)
        for asked, rows_of in found.groupby("cap", dropna=False):
            most = None if pd.isna(asked) else int(asked)
            table = count(ads, mentions, level=4, max_ads_per_employer=most)
            assert rows_of["ads"].iloc[0] == table.support.sum()
            sums = dict(zip(table.columns, table.values.sum(axis=0), strict=True))
            assert [sums.get(skill, 0) for skill in rows_of["skill"]] == rows_of["asked"].tolist()


def test_where_no_skill_was_asked_for_the_table_has_no_rows_and_the_same_columns():
    ads, mentions = ads_and_mentions([("x", "5120", ["a"])] * 3)
    some, none = (employer_cap_effect(ads, m) for m in (mentions, mentions.iloc[:0]))
    assert none.empty
    assert list(none.columns) == list(some.columns)
