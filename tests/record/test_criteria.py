"""A cell admits what a person means by it, and its canonical text says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_graph.record.axes import Axis
from collab_graph.record.criteria import criterion
from mobility.foundation.errors import InputError

AGE = Axis("age", "ålder", kind="number", lowest=16, highest=66)
SGI = Axis(
    "sgi",
    "har SGI",
    values=("yes", "no", "unclear"),
    labels_sv=("ja", "nej", "nej, oklart"),
    labels_en=("yes", "no", "unclear"),
)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("16–29", "16–29"),
        ("16-29", "16–29"),
        ("16 — 29 år", "16–29"),
        ("mellan 16 och 29", "16–29"),
        ("16 till 29", "16–29"),
        ("under 30", "–29"),
        ("yngre än 30", "–29"),
        ("< 30", "–29"),
        ("högst 29", "–29"),
        ("t.o.m. 29", "–29"),
        ("–29", "–29"),
        ("-29", "–29"),
        ("29 och yngre", "–29"),
        ("30 och äldre", "30–"),
        ("30 år och äldre", "30–"),
        ("30 and older", "30–"),
        ("30–", "30–"),
        ("65+", "65–"),
        ("≥ 65", "65–"),
        ("minst 65 år", "65–"),
        ("över 36 månader", "37–"),
        ("more than 36 months", "37–"),
        ("40", "40"),
        ("16–29; 65+", "16–29; 65–"),
        ("65+, 16–29", "16–29; 65–"),
        ("16–29; 30–40", "16–40"),  # 29 and 30 follow on each other
        ("16–29; 20–25", "16–29"),
        ("16–29; 31", "16–29; 31"),
        ("under 20; 18–30", "–30"),
        ("?", "?"),
        ("  ", ""),
    ],
)
def test_a_number_may_be_written_in_many_ways(typed, canonical):
    assert criterion(AGE, typed).text == canonical


@pytest.mark.parametrize(
    "typed", ["sexton", "29–16", "70+", "0–15", "1e9", "16–29–40", ";", "?; 30", "9" * 5000]
)
def test_what_is_no_number_is_refused_and_said_how_to_write_it(typed):
    with pytest.raises(InputError, match="such as 16–29, under 30 or 30"):
        criterion(AGE, typed)


def test_a_range_the_wrong_way_round_is_not_guessed_but_suggested():
    with pytest.raises(InputError) as refused:
        criterion(AGE, "29–16")
    assert refused.value.problems[0].nearest == "16–29"


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("ja", ("yes",)),
        ("JA; unclear", ("yes", "unclear")),
        ("nej, ja", ("yes", "no")),  # no label as a whole, so the comma divides
        ("nej, oklart", ("unclear",)),  # a label as a whole, so it does not
        ("no\nyes", ("yes", "no")),
        ("ja; ja", ("yes",)),
    ],
)
def test_values_go_by_id_or_label_in_any_case_and_order(typed, values):
    assert criterion(SGI, typed).values == values


def test_every_unknown_value_is_named_with_the_nearest_legal_one():
    with pytest.raises(InputError) as refused:
        criterion(SGI, "jaa; xyzzy; no")
    problems = refused.value.problems
    assert [(p.value, p.nearest) for p in problems] == [("jaa", "ja"), ("xyzzy", None)]
    assert all("har SGI" in p.sentence("sv") for p in problems)


def test_yes_and_no_are_understood_in_both_languages_where_an_axis_has_them():
    swedish = Axis("reg", "inskriven", values=("ja", "nej"), labels_sv=("ja", "nej"))
    assert criterion(swedish, "yes; NO").values == ("ja", "nej")


def test_a_blank_cell_admits_everything_and_a_question_mark_tells_nothing():
    assert criterion(AGE, "").admits(99) is True
    assert criterion(AGE, "?").admits(30) is None
    assert criterion(SGI, "").admits("no") is True


ranges = st.lists(
    st.tuples(st.integers(16, 66), st.integers(16, 66)).map(sorted).map(tuple),
    min_size=1,
    max_size=5,
)


@given(ranges)
def test_a_number_is_admitted_exactly_where_one_of_the_ranges_has_it(pairs):
    found = criterion(AGE, "; ".join(f"{low}-{high}" for low, high in pairs))
    for number in range(16, 67):
        assert found.admits(number) == any(low <= number <= high for low, high in pairs)


@given(ranges)
def test_canonical_text_reads_back_as_the_same_criterion(pairs):
    found = criterion(AGE, ", ".join(f"{low} – {high} år" for low, high in pairs))
    assert criterion(AGE, found.text) == found


@given(st.text(max_size=30))
def test_no_text_makes_a_trace(text):
    for axis in (AGE, SGI):
        try:
            found = criterion(axis, text)
        except InputError:
            continue
        assert criterion(axis, found.text) == found
