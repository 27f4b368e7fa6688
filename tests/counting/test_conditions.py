import numpy as np
import pandas as pd
import pytest

from mobility.counting.conditions import occupation_conditions
from mobility.foundation.ads import Ads
from mobility.foundation.conditions import CONDITIONS, Conditions
from mobility.foundation.errors import EmptyResultError, InputError

ADS = Ads.from_table(
    pd.DataFrame({"ad": list("1234"), "text": ["a", "b", "b", "c"],
                  "occupation": ["5120", "5120", "5120", None]})
)  # fmt: skip


def found(rows: list[tuple[str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ad", "condition", "stance"])


def test_an_ad_counts_once_and_a_repeated_ad_and_one_without_a_code_do_not() -> None:
    rows = [("1", "no_shifts", "against"), ("1", "no_shifts", "against"),
            ("3", "no_shifts", "against"), ("4", "no_shifts", "against")]  # fmt: skip
    counts = occupation_conditions(ADS, found(rows))
    assert counts.ads.tolist() == [2.0]  # ad 3 repeats ad 2, ad 4 has no code
    assert counts.against[0, list(CONDITIONS).index("no_shifts")] == 1


@pytest.mark.parametrize(("condition", "wins"), [("part_time", "for"), ("no_shifts", "against")])
def test_an_ad_that_speaks_both_ways_is_counted_one_way(condition, wins) -> None:
    rows = [("1", condition, "for"), ("1", condition, "against")]
    counts = occupation_conditions(ADS, found(rows))
    column = list(CONDITIONS).index(condition)
    assert (counts.met if wins == "for" else counts.against)[0, column] == 1
    assert counts.met.sum() + counts.against.sum() == 1


def test_without_a_coded_ad_nothing_can_be_counted() -> None:
    with pytest.raises(EmptyResultError):
        occupation_conditions(Ads.from_table(ADS.table.iloc[3:]), found([]))


def test_more_ads_that_speak_than_there_are_is_refused() -> None:
    one = np.ones((1, len(CONDITIONS)))
    with pytest.raises(InputError, match="at most once"):
        Conditions(pd.Index(["5120"]), one, one, np.array([1.0]))
