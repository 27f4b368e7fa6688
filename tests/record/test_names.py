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
