"""A sparse table keeps its names, its support and its recipe."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Recipe, Step

LINKS = pd.DataFrame(
    {
        "occupation": ["5120", "5120", "5120", "9412"],
        "skill": ["knife", "oven", "oven", "hygiene"],
        "ads": [2.0, 1.0, 3.0, 5.0],
    }
)
STEP = Step.of("halved")


@pytest.fixture
def kitchen() -> Incidence:
    return Incidence.from_pairs(
        LINKS, "occupation", "skill", "ads", measure="ads", version="SSYK 2012"
    )


def a_table(values, rows=("a", "b"), columns=("x", "y"), support=(1.0, 1.0)) -> Incidence:
    return Incidence(
        csr_array(np.array(values, dtype=float)),
        pd.Index(rows, name="occupation"),
        pd.Index(columns, name="skill"),
        "ads",
        np.array(support, dtype=float),
    )


def test_repeated_pairs_are_added_up(kitchen):
    assert kitchen.row("5120").to_dict() == {"knife": 2.0, "oven": 4.0}  # 1 + 3


def test_labels_are_sorted_and_named_after_their_columns(kitchen):
    assert kitchen.rows.tolist() == ["5120", "9412"]
    assert kitchen.columns.tolist() == ["hygiene", "knife", "oven"]
    assert (kitchen.rows.name, kitchen.columns.name) == ("occupation", "skill")


def test_without_a_column_of_numbers_each_line_counts_one():
    counted = Incidence.from_pairs(LINKS, "occupation", "skill")
    assert counted.row("5120").to_dict() == {"knife": 1.0, "oven": 2.0}


def test_support_is_the_row_sum_unless_it_is_given(kitchen):
    assert kitchen.support.tolist() == [6.0, 5.0]  # 2 + 1 + 3, and 5
    given_support = Incidence.from_pairs(
        LINKS, "occupation", "skill", support=pd.Series({"5120": 10})
    )
    assert given_support.support.tolist() == [10.0, 0.0]


def test_rows_without_a_pair_are_kept_when_asked_for():
    rows = pd.Index(["9412", "5120", "7611"])
    table = Incidence.from_pairs(LINKS, "occupation", "skill", rows=rows)
    assert table.rows.tolist() == ["9412", "5120", "7611"]
    assert table.row("7611").empty


def test_a_pair_whose_label_is_unknown_is_refused_and_not_dropped():
    with pytest.raises(InputError) as caught:
        Incidence.from_pairs(LINKS, "occupation", "skill", rows=pd.Index(["5120"]))
    assert [str(p) for p in caught.value.problems] == [
        "row 4, column 'occupation': '9412' is not a label of the table"
    ]


@given(
    lines=st.lists(
        st.tuples(st.sampled_from("caб"), st.sampled_from(["y", "x", "å", "10", "9"])), max_size=12
    ),
    kind=st.sampled_from(["str", "object", "category"]),
)
def test_every_line_is_counted_at_its_labels_in_sorted_order(lines, kind):
    pairs = pd.DataFrame(lines, columns=["occupation", "skill"], dtype="str").astype(kind)
    table = Incidence.from_pairs(pairs, "occupation", "skill")
    rows, columns = sorted({row for row, _ in lines}), sorted({column for _, column in lines})
    assert (table.rows.tolist(), table.columns.tolist()) == (rows, columns)
    expected = [[float(lines.count((row, column))) for column in columns] for row in rows]
    np.testing.assert_array_equal(table.values.toarray(), np.reshape(expected, table.shape))


def test_a_line_without_a_label_is_refused_also_where_the_labels_are_given():
    pairs = pd.DataFrame({"occupation": ["5120", None], "skill": ["knife", "oven"]})
    with pytest.raises(InputError, match="row 2, column 'occupation'"):
        # The last label given must not be taken for the one that is missing.
        Incidence.from_pairs(pairs, "occupation", "skill", rows=pd.Index(["5120", "9412"]))


def test_a_pair_without_a_label_is_refused():
    pairs = pd.DataFrame({"occupation": ["5120", None], "skill": ["knife", "oven"]})
    with pytest.raises(InputError, match="row 2, column 'occupation'"):
        Incidence.from_pairs(pairs, "occupation", "skill")


def test_a_row_that_is_not_there_is_told_with_the_nearest(kitchen):
    with pytest.raises(UnknownNameError, match="Did you mean '5120'"):
        kitchen.row("5121")


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_values_must_be_finite_and_not_negative(bad):
    with pytest.raises(InputError, match="values must be finite and at least 0"):
        a_table([[1, bad], [0, 1]])


@pytest.mark.parametrize("bad", [-1.0, np.nan, np.inf])
def test_support_must_be_finite_and_not_negative(bad):
    with pytest.raises(InputError, match="support must be finite and at least 0"):
        a_table([[1, 0], [0, 1]], support=(1.0, bad))


def test_all_that_is_wrong_with_a_table_is_told_at_once():
    with pytest.raises(InputError) as caught:
        a_table([[-1, 0, 0]], rows=("a", "a"), support=(1.0,))
    said = " ".join(map(str, caught.value.problems))
    assert "shape (1, 3) but there are 2 × 2 labels" in said
    assert "support has shape (1,)" in said
    assert "occupation 'a' stands twice" in said
    assert "at least 0" in said


def test_explicit_noughts_are_no_values():
    values = csr_array((np.array([0.0, 1.0]), ([0, 1], [0, 1])), shape=(2, 2))
    assert a_table(values.toarray()).values.nnz == 1
    table = Incidence(values, pd.Index(["a", "b"]), pd.Index(["x", "y"]), "ads", np.ones(2))
    assert table.values.nnz == 1
    assert values.nnz == 2  # the matrix that was given is as it was


def test_other_values_keep_names_support_and_version_and_add_a_step(kitchen):
    halved = kitchen.with_values(kitchen.values * 0.5, "half", STEP)
    assert halved.row("5120").to_dict() == {"knife": 1.0, "oven": 2.0}
    assert halved.support.tolist() == kitchen.support.tolist()
    assert (halved.measure, halved.version) == ("half", "SSYK 2012")
    assert halved.recipe.steps == (*kitchen.recipe.steps, STEP)


def test_values_of_another_shape_are_refused(kitchen):
    with pytest.raises(InputError, match="shape"):
        kitchen.with_values(csr_array((1, 1)), "wrong", STEP)


def test_a_selection_takes_names_and_support_along(kitchen):
    part = kitchen.select(np.array([False, True]), np.array([0]), STEP)
    assert part.rows.tolist() == ["9412"]
    assert part.columns.tolist() == ["hygiene"]
    assert part.support.tolist() == [5.0]
    assert part.values.toarray().tolist() == [[5.0]]


def test_a_table_of_pairs_can_be_empty():
    empty = Incidence.from_pairs(LINKS.iloc[:0], "occupation", "skill")
    assert empty.shape == (0, 0)
    assert empty.to_frame().columns.tolist() == ["occupation", "skill", "count"]


def test_the_short_form_says_the_kinds_and_counts(kitchen):
    assert repr(kitchen) == "Incidence(2 occupation × 3 skill, 3 values, 'ads')"


pairs = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(1, 9)), max_size=20
)


@given(pairs, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(lines, chance):
    mixed = list(lines)
    chance.shuffle(mixed)
    one, other = (
        Incidence.from_pairs(
            pd.DataFrame(order, columns=["o", "s", "n"]).astype({"n": float}), "o", "s", "n"
        )
        for order in (lines, mixed)
    )
    assert one.rows.equals(other.rows)
    assert (one.values.toarray() == other.values.toarray()).all()


@given(pairs)
def test_pairs_come_out_as_they_went_in_once_added_up(lines):
    table = pd.DataFrame(lines, columns=["o", "s", "n"]).astype({"n": float})
    summed = {k: v for k, v in table.groupby(["o", "s"])["n"].sum().to_dict().items() if v}
    out = Incidence.from_pairs(table, "o", "s", "n", measure="n").to_frame()
    assert dict(zip(zip(out["o"], out["s"], strict=True), out["n"], strict=True)) == summed


def test_a_recipe_given_is_a_recipe_kept():
    recipe = Recipe((STEP,))
    assert Incidence.from_pairs(LINKS, "occupation", "skill", recipe=recipe).recipe == recipe
