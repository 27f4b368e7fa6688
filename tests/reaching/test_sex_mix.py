"""Two ways of suggesting are compared by the share of women in what they suggest."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.reaching.sex_mix import sex_mix

EMPLOYMENT = pd.DataFrame(
    {"occupation": ["2221", "5222", "7212"], "women": [90, 60, 10], "men": [10, 40, 90]}
)
COLUMNS = ["method", "list", "occupation", "rank", "group", "vacancies"]


def lists_of(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS)


TWO = lists_of(
    ("skills", "a", "5222", 1, "g", 10),
    ("skills", "a", "7212", 2, "g", 30),
    ("flows", "a", "2221", 1, "g", 10),
    ("flows", "a", "7212", 2, "g", 30),
)


@pytest.mark.parametrize(
    ("weight", "women", "baseline"),
    [
        # (.9 + .1) / 2 and (.6 + .1) / 2
        ("alike", 0.5, 0.35),
        # 1/log2(2) = 1 and 1/log2(3) = .6309: (.9 + .0631) / 1.6309 and (.6 + .0631) / 1.6309
        ("rank", 0.5905, 0.4066),
        # (10 · .9 + 30 · .1) / 40 and (10 · .6 + 30 · .1) / 40
        ("vacancies", 0.3, 0.225),
    ],
)
def test_the_share_of_women_is_weighted_as_asked(weight, women, baseline) -> None:
    row = sex_mix(TWO, EMPLOYMENT, baseline="skills", weight=weight).iloc[0]
    assert row["women"] == pytest.approx(women, abs=5e-5)
    assert row["baseline"] == pytest.approx(baseline, abs=5e-5)
    assert row["difference"] == pytest.approx(women - baseline, abs=1e-4)


def test_groups_are_told_apart_and_together() -> None:
    other = TWO.assign(list="b", group="h", occupation=["7212", "5222", "7212", "5222"])
    found = sex_mix(pd.concat([TWO, other]), EMPLOYMENT, baseline="skills", weight="alike")
    assert found["group"].tolist() == ["", "g", "h"]
    assert found["lists"].tolist() == [2, 1, 1]
    assert found["difference"].tolist() == pytest.approx([0.075, 0.15, 0.0])
    assert found["low"].isna().tolist() == [False, True, True]


def test_what_is_not_in_the_employment_is_left_out_and_counted() -> None:
    strange = TWO.assign(occupation=["5222", "7212", "2221", "9999"])
    row = sex_mix(strange, EMPLOYMENT, baseline="skills", weight="alike").iloc[0]
    assert (row["women"], row["unknown"]) == (0.9, 0.5)


def test_the_workforce_and_the_recipe_are_told_and_the_same_comes_out_again() -> None:
    once, again = (sex_mix(TWO, EMPLOYMENT, baseline="skills") for _ in range(2))
    pd.testing.assert_frame_equal(once, again)
    assert once.attrs["workforce"] == pytest.approx(160 / 300)
    assert "sex_mix" in str(once.attrs["recipe"])


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(["2221", "5222", "7212"]), min_size=2, max_size=12))
def test_a_method_that_suggests_the_same_differs_by_nothing(chosen) -> None:
    rows = [
        (method, str(n), code, 1, "", 1)
        for n, code in enumerate(chosen)
        for method in ("skills", "flows")
    ]
    row = sex_mix(lists_of(*rows), EMPLOYMENT, baseline="skills", draws=100).iloc[0]
    assert (row["difference"], row["low"], row["high"]) == (0.0, 0.0, 0.0)


def test_the_interval_holds_a_known_difference_about_as_often_as_it_says() -> None:
    """Lists differ by .8 or 0, each half the time: .4 on average; 100 trials of 60 lists.

    Of 95 % intervals at least 88 of 100 hold it, save once in 300 trials of such a test.
    """
    draw, held = np.random.default_rng(1), 0
    for _ in range(100):
        nursing = draw.random(60) < 0.5
        rows = [("skills", str(n), "7212", 1, "", 1) for n in range(60)] + [
            ("flows", str(n), "2221" if yes else "7212", 1, "", 1) for n, yes in enumerate(nursing)
        ]
        row = sex_mix(lists_of(*rows), EMPLOYMENT, baseline="skills", draws=200).iloc[0]
        held += row["low"] <= 0.4 <= row["high"]
    assert held >= 88


def test_all_faults_are_said_at_once() -> None:
    with pytest.raises(InputError) as caught:
        sex_mix(
            pd.concat([TWO, TWO.head(1)]).drop(columns="vacancies"),
            pd.concat([EMPLOYMENT, EMPLOYMENT.head(1)]),
            baseline="guess",
            weight="vacancies",
            draws=5,
        )
    said = str(caught.value)
    for part in ("'guess' is no method", "'vacancies', filled", "at least 100", "5222", "2221"):
        assert part in said


def test_lists_that_cannot_be_compared_are_said() -> None:
    apart = TWO.assign(list=["a", "a", "b", "b"])
    with pytest.raises(EmptyResultError, match="both by 'skills'"):
        sex_mix(apart, EMPLOYMENT, baseline="skills")
