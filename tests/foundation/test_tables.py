"""A table is held to its contract cell by cell, and every fault is told at once."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.foundation.errors import InputError
from mobility.foundation.tables import Column, check_table


def checked(values, **contract) -> pd.Series:
    """Check a table of one column and return it."""
    table = pd.DataFrame({"cell": values})
    return check_table(table, [Column("cell", **contract)], "table")["cell"]


def problems(values, **contract) -> list[str]:
    """Return the sentences of every fault of one column."""
    with pytest.raises(InputError) as caught:
        checked(values, **contract)
    return [str(problem) for problem in caught.value.problems]


def test_all_faults_of_a_table_are_told_at_once():
    contract = [Column("skill", unique=True), Column("ads", "whole number", at_least=0)]
    table = pd.DataFrame({"skill": ["oven", "oven", None], "ads": ["1", "x", "-1"]})
    with pytest.raises(InputError) as caught:
        check_table(table, contract, "skills.csv", first_row=2)
    assert [str(problem) for problem in caught.value.problems] == [
        "row 4, column 'skill': a value is missing",
        "row 3, column 'skill': 'oven' stands already on row 2",
        "row 3, column 'ads': 'x' is not a whole number of at least 0",
        "row 4, column 'ads': '-1' is not a whole number of at least 0",
    ]


def test_a_missing_column_is_told_with_what_there_is_instead():
    with pytest.raises(InputError, match=r"'texts'.*Did you mean 'texts'"):
        check_table(pd.DataFrame({"id": [1], "texts": [""]}), [Column("text")], "ads.csv")


def test_a_column_that_stands_twice_is_refused():
    table = pd.DataFrame([["a", "b"]], columns=["text", "text"])
    with pytest.raises(InputError, match="column 'text' stands twice"):
        check_table(table, [Column("text")], "ads")


def test_a_doubled_column_outside_the_contract_does_not_matter():
    table = pd.DataFrame([["a", 1, 2]], columns=["text", "x", "x"])
    assert check_table(table, [Column("text")], "ads").columns.tolist() == ["text"]


def test_columns_come_in_the_order_of_the_contract_and_others_are_left_out():
    table = pd.DataFrame({"c": [1], "b": ["x"], "a": ["y"]})
    result = check_table(table, [Column("a"), Column("b")], "table")
    assert result.columns.tolist() == ["a", "b"]


def test_a_column_that_need_not_be_there_is_made_blank_and_of_its_type():
    contract = [
        Column("day", "date", required=False, filled=False),
        Column("tags", "list", required=False, filled=False),
        Column("n", "whole number", required=False, filled=False),
    ]
    result = check_table(pd.DataFrame(index=[7]), contract, "table")
    assert result.index.tolist() == [7]
    assert str(result["day"].dtype) == "datetime64[s]"
    assert result["tags"].tolist() == [()]
    assert result["n"].isna().all()


def test_the_given_table_is_not_changed():
    table = pd.DataFrame({"cell": ["3", " "]})
    before = table.copy()
    check_table(table, [Column("cell", "number", filled=False)], "table")
    pd.testing.assert_frame_equal(table, before)


def test_the_recipe_a_table_carries_stays_with_it():
    table = pd.DataFrame({"cell": ["a"]})
    table.attrs["recipe"] = [{"step": "read"}]
    assert check_table(table, [Column("cell")], "table").attrs == table.attrs


@pytest.mark.parametrize("blank", [None, "", "   ", np.nan, pd.NA])
def test_nothing_but_spaces_is_a_missing_value(blank):
    assert problems([blank]) == ["row 1, column 'cell': a value is missing"]


def test_codes_that_pandas_made_into_floats_are_codes_again():
    assert checked([5120, None, 110], filled=False).tolist()[::2] == ["5120", "110"]


def test_numbers_with_decimals_stay_as_they_are_in_a_text_column():
    assert checked([1.5, 2.0]).tolist() == ["1.5", "2.0"]


def test_the_same_code_as_number_and_as_text_is_the_same_code():
    assert problems(["5120", 5120], unique=True) == [
        "row 2, column 'cell': '5120' stands already on row 1"
    ]


def test_blanks_do_not_count_as_repeated():
    assert checked(["a", None, None], unique=True, filled=False).notna().tolist() == [
        True,
        False,
        False,
    ]


def test_categories_are_read_like_the_text_they_stand_for():
    values = pd.Categorical(["2024-01-01", "", None])
    assert checked(values, kind="date", filled=False).notna().tolist() == [True, False, False]


def test_a_number_must_be_finite_and_written_with_a_point():
    assert len(problems(["1,5", "inf", "-inf", "en"], kind="number")) == 4
    assert checked(["1.5", 2, "1e3"], kind="number").tolist() == [1.5, 2.0, 1000.0]


def test_a_whole_number_has_no_decimals_and_is_exact():
    assert problems(["1.5", "1e20", str(2**53 + 2)], kind="whole number") == [
        "row 1, column 'cell': '1.5' is not a whole number",
        "row 2, column 'cell': '1e20' is not a whole number",
        f"row 3, column 'cell': '{2**53 + 2}' is not a whole number",
    ]
    assert checked(["3", 4.0, None], kind="whole number", filled=False).tolist() == [3, 4, pd.NA]


@given(st.lists(st.integers(-(2**53), 2**53), min_size=1, max_size=20))
def test_every_exact_whole_number_comes_through_as_text_and_as_number(numbers):
    assert checked([str(n) for n in numbers], kind="whole number").tolist() == numbers


@pytest.mark.parametrize(
    ("low", "high", "outside", "said"),
    [
        (0, 100, [-1, 101], "a number from 0 to 100"),
        (0, None, [-1], "a number of at least 0"),
        (None, 100, [101], "a number of at most 100"),
    ],
)
def test_bounds_are_included_and_told(low, high, outside, said):
    inside = [v for v in (low, high) if v is not None]
    assert checked(inside, kind="number", at_least=low, at_most=high).tolist() == inside
    faults = problems(outside, kind="number", at_least=low, at_most=high)
    assert len(faults) == len(outside)
    assert all(fault.endswith(f"is not {said}") for fault in faults)


@pytest.mark.parametrize(
    "written",
    ["2024-02-29", "2024-02-29T12:00:00", " 2024-02-29 23:59 ", pd.Timestamp("2024-02-29").date()],
)
def test_a_date_may_be_followed_by_a_time_of_day(written):
    assert checked([written], kind="date").tolist() == [pd.Timestamp("2024-02-29")]


@pytest.mark.parametrize("written", ["2023-02-29", "29/2 2024", "2024-02-29x", "20240229"])
def test_what_is_no_date_is_refused(written):
    assert problems([written], kind="date") == [
        f"row 1, column 'cell': {written!r} is not a date written YYYY-MM-DD"
    ]


def test_a_time_zone_is_dropped_and_the_local_day_kept():
    late = pd.to_datetime(["2024-01-01T23:30:00+01:00"])
    assert checked(late, kind="date").dt.date.astype("str").tolist() == ["2024-01-01"]


def test_dates_far_off_are_dates():
    assert checked(["9999-12-31"], kind="date")[0].year == 9999


def test_yes_and_no_are_read_in_swedish_and_english():
    said = ["ja", "Yes", "TRUE", 1, "x", "nej", "no", False, 0]
    assert checked(said, kind="yes/no").tolist() == [True] * 5 + [False] * 4
    assert problems(["kanske"], kind="yes/no") == [
        "row 1, column 'cell': 'kanske' is not yes or no (ja, nej)"
    ]


def test_lists_become_tuples_and_text_is_no_list():
    assert checked([["a"], ("b",), np.array(["c"]), None], kind="list", filled=False).tolist() == [
        ("a",),
        ("b",),
        ("c",),
        (),
    ]
    assert problems(["a"], kind="list") == ["row 1, column 'cell': 'a' is not a list"]


def test_an_unknown_word_is_told_with_the_allowed_ones_and_the_nearest():
    assert problems(["skil"], allowed=("skill", "trait")) == [
        "row 1, column 'cell': 'skil' is not one of 'skill', 'trait' Did you mean 'skill'?"
    ]


def test_an_empty_table_keeps_its_contract():
    result = check_table(pd.DataFrame({"cell": []}), [Column("cell", "date")], "table")
    assert len(result) == 0
    assert str(result["cell"].dtype) == "datetime64[s]"


@given(st.lists(st.text(max_size=5), max_size=15))
def test_checking_twice_is_checking_once(values):
    contract = [Column("cell", filled=False)]
    once = check_table(pd.DataFrame({"cell": values}, dtype="str"), contract, "table")
    pd.testing.assert_frame_equal(check_table(once, contract, "table"), once)
