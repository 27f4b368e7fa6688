"""Organisations with units, counties with municipalities, and the ways in to a mandate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collab_graph.record.entries import Entry, entry
from collab_graph.record.names import Names
from collab_graph.record.trees import above, circles, roots, within
from mobility.foundation.errors import InputError

ACTORS = Names("an actor of the record", "en aktör i underlaget", ("AF", "FK", "kommun"))


def test_a_county_holds_itself_its_municipalities_and_their_parts():
    parents = {"län": "", "kommun": "län", "stadsdel": "kommun", "annat": ""}
    assert within(parents)["län"] == ("län", "kommun", "stadsdel")
    assert roots(parents) == {"län": "län", "kommun": "län", "stadsdel": "län", "annat": "annat"}
    assert above("stadsdel", parents) == ("stadsdel", "kommun", "län")


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdef"])))
def test_a_tree_has_a_circle_exactly_where_walking_up_never_ends(parents):
    def ends(member):
        for _ in range(len(parents) + 1):
            member = parents.get(member, "")
            if not member:
                return True
        return False

    assert (circles(parents) == ()) == all(ends(member) for member in parents)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("", ""),
        ("?", "?"),
        ("egen ansökan", "self"),
        ("Self", "self"),
        ("remiss från fk", "referral from FK"),
        ("Remiss från kommun; AF", "referral from AF; kommun"),
        ("referral from FK, AF; self", "self; referral from AF; FK"),
        ("remiss från FK; remiss från AF", "referral from AF; FK"),
    ],
)
def test_a_way_in_is_read_in_either_language(typed, canonical):
    found = entry(typed, ACTORS)
    assert found.text() == canonical
    assert entry(found.text("sv"), ACTORS) == found


def test_a_blank_way_in_is_no_statement_and_an_unknown_one_is_one():
    assert entry("", ACTORS) == Entry()
    assert not entry("?", ACTORS).known


@pytest.mark.parametrize("typed", ["remiss från Xyzzy", "telefon", ";", "self; remiss från"])
def test_a_referral_from_nobody_known_is_refused(typed):
    with pytest.raises(InputError):
        entry(typed, ACTORS)
