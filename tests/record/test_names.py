"""What a cell names is found by id or label; what it does not name is said."""

import pytest

from collab_graph.record.names import Names
from mobility.foundation.errors import InputError

PLACES = Names(
    "a place of the record",
    "en plats i underlaget",
    ("n1", "n2", "Söder"),
    (("Norrsjö", "n1"), ("Norrsjö", "n2"), ("n1", "Söder")),
)


def test_an_id_wins_over_a_label():
    assert PLACES.one("N1") == "n1"


def test_a_label_of_two_is_refused_and_both_are_named():
    with pytest.raises(InputError, match="it stands for n1, n2; write one of those") as refused:
        PLACES.one("norrsjö")
    assert "entydigt namn" in refused.value.problems[0].sentence("sv")


def test_an_unknown_name_comes_with_the_nearest():
    with pytest.raises(
        InputError, match="'Södr' is not a place of the record Did you mean 'Söder'"
    ):
        PLACES.one("Södr")


def test_several_are_each_once_and_in_the_order_of_the_record():
    assert PLACES.several("söder;  n2 ; Söder\nn1") == ("n1", "n2", "Söder")


def test_a_cell_of_nothing_but_semicolons_names_nothing_and_is_refused():
    with pytest.raises(InputError):
        PLACES.several(" ; ;")


def test_a_name_with_a_comma_in_it_stays_whole():
    names = Names("a need", "ett behov", ("a, b", "a", "b"))
    assert names.several("a, b") == ("a, b",)
    assert names.several("b, a") == ("a", "b")


MANY = Names("a need", "ett behov", tuple(f"n{i:02}" for i in range(10)), listed=True)


def test_where_nothing_is_near_the_first_eight_legal_names_are_listed_in_their_order():
    with pytest.raises(InputError) as refused:
        MANY.one("xyzzy")
    fault = refused.value.problems[0]
    first = "n00, n01, n02, n03, n04, n05, n06, n07"
    assert str(fault) == f"'xyzzy' is not a need (there are: {first} … 2 more)"
    assert fault.sentence("sv") == f"'xyzzy' är inte ett behov (det finns: {first} … 2 till)"


def test_where_a_name_is_near_no_others_are_listed():
    with pytest.raises(InputError) as refused:
        MANY.one("n0x")
    assert "there are" not in str(refused.value)
    assert refused.value.problems[0].nearest in MANY.ids


def test_a_list_without_names_says_so():
    with pytest.raises(InputError, match=r"'x' is not a need \(there is none\)"):
        Names("a need", "ett behov", (), listed=True).one("x")


def test_names_that_their_kind_already_says_are_not_listed_again():
    with pytest.raises(InputError) as refused:
        PLACES.one("xyzzy")
    assert str(refused.value.problems[0]) == "'xyzzy' is not a place of the record"
