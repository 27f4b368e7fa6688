"""What a grey-zone report shows, counted by hand in a village of two places."""

import json

import numpy as np
import pytest
from scipy.optimize import linprog

from collab_graph.covering.overload import overload
from collab_graph.showing.nobody import who_matters
from collab_graph.showing.report_counts import Count
from collab_graph.showing.zones_content import card_order, zone_order, zones_content
from collab_graph.showing.zones_view import zones_view
from tests.village import village

NEEDS = {"work": 0, "money": 1}
PLACES = {"storby": 0, "norrsjö": 1}


@pytest.fixture(scope="module")
def view():
    record = village()
    return zones_view(record, at=record.reference_date)


@pytest.fixture(scope="module")
def openly():
    """The same with every count printed, to see what is counted."""
    record = village()
    return zones_view(record, at=record.reference_date, smallest_cell=1)


def test_the_two_zones_are_those_counted_by_hand(openly):
    content = zones_content(openly)
    found = [(z["needs"]["en"], z["situation"]["en"], z["level"]) for z in content["zones"]]
    assert sorted(found) == [
        ("money", "in Norrsjö", "Z0"),
        ("work", "aged 30 and older", "Z1"),
    ]


def test_need_by_place_counts_each_person_once_in_a_cell(openly):
    counts = openly.counts
    assert counts.of("cell", NEEDS["work"], PLACES["storby"]).persons == 60
    assert counts.of("cell", NEEDS["work"], PLACES["norrsjö"]).persons == 50  # 30 + 20
    assert counts.of("need", NEEDS["work"]).persons == 110
    assert counts.of("all").persons == 203  # 40 + 60 + 50 + 30 + 3 + 20


def test_a_need_that_is_always_met_somewhere_is_said_to_be(view):
    cell = zones_content(view)["heat"]["cells"][NEEDS["money"]][PLACES["storby"]]
    assert cell["share"] == 0
    assert cell["persons"] == {"n": 0}


def test_the_situations_of_a_cell_are_shared_out_by_the_pieces_of_its_axes(view):
    # Ages are cut at 16, 20, 21, 30, 40 and 41: pieces 16-19, 20, 21-29, 30-39, 40, 41-66.
    assert view.share[NEEDS["work"], PLACES["storby"]] == 3 / 6
    assert view.share[NEEDS["money"], PLACES["norrsjö"]] == 1


def rows_of_cells():
    """Every kind of person there can be: place, needs and whether 30 or more."""
    return [
        (place, needs, old)
        for place in PLACES
        for needs in ({"work"}, {"money"}, {"work", "money"})
        for old in (False, True)
    ]


def open_needs(place, needs, old):
    return {n for n in needs if (n == "work" and old) or (n == "money" and place == "norrsjö")}


def closes(mandate):
    """The need whose gaps each change of a mandate closes: all of them, in this village."""
    return {"m1": "work", "m2": "work", "m3": "money"}[mandate]


def counted(key, view):
    """Which kinds of persons a count adds up, by its definition."""
    kind, first, second = key
    zones = {number: zone for zone, number in view.numbers.items()}
    need_of = view.found.table["needs"]
    chosen = [int(zone) for zone in view.chosen["zone"]]

    def holds(place, needs, old):
        lacking = open_needs(place, needs, old)
        if kind == "all":
            return True
        if kind == "open":
            return bool(lacking)
        if kind == "place":
            return bool(lacking) and PLACES[place] == first
        if kind == "need":
            return first in {NEEDS[n] for n in lacking}
        if kind == "cell":
            return first in {NEEDS[n] for n in lacking} and PLACES[place] == second
        if kind == "near miss":
            return closes(view.ways.misses["mandate"][first]) in lacking
        if kind == "repair":
            return bool({closes(c.mandate) for c in view.ways.repairs[first].changes} & lacking)
        if kind == "repair need":
            number, need = divmod(first, len(NEEDS) + 1)
            meant = {closes(c.mandate) for c in view.ways.repairs[number].changes} & lacking
            return need in {NEEDS[n] for n in meant}
        if kind == "closes":
            zone, change = view.closed.pairs[first]
            mandate = view.ways.misses["mandate"][change]
            return need_of[zone] in lacking and need_of[zone] == closes(mandate)
        zone = zones[first]
        inside = need_of[zone] in lacking
        if kind == "gain":
            earlier = chosen[: chosen.index(zone)]
            return inside and not any(need_of[z] in lacking for z in earlier)
        assert kind == "zone"
        return inside

    return [float(holds(*cell)) for cell in rows_of_cells()]


def test_nobody_can_work_out_the_three_in_norrsjo(view):
    """A reader with linear programming, who knows every printed count, cannot pin the three."""
    shown = {
        key: count.persons
        for key, count in view.counts.counts.items()
        if key[0] != "uncoordinated" and count.persons is not None
    }
    sums = np.array([counted(key, view) for key in shown])
    values = np.array(list(shown.values()))
    three = [cell == ("norrsjö", {"money"}, False) for cell in rows_of_cells()]
    old = [cell == ("norrsjö", {"money"}, True) for cell in rows_of_cells()]
    aim = np.array(three, float) + np.array(old, float)
    low = linprog(aim, A_eq=sums, b_eq=values, bounds=(0, None))
    high = linprog(-aim, A_eq=sums, b_eq=values, bounds=(0, None))
    assert low.status == 0
    assert -high.fun - low.fun >= 5


def test_what_is_printed_agrees_with_what_each_count_is_said_to_be(openly):
    people = {
        ("storby", frozenset({"work"}), False): 40, ("storby", frozenset({"work"}), True): 60,
        ("storby", frozenset({"money"}), False): 50, ("norrsjö", frozenset({"work"}), True): 30,
        ("norrsjö", frozenset({"money"}), False): 3,
        ("norrsjö", frozenset({"work", "money"}), True): 20,
    }  # fmt: skip
    x = [people.get((place, frozenset(needs), old), 0) for place, needs, old in rows_of_cells()]
    for key, count in openly.counts.counts.items():
        if count.persons is not None:
            assert count.persons == np.dot(counted(key, openly), x), key


def test_no_withheld_count_stands_in_the_content(view):
    printed = {round(c.persons) for c in view.counts.counts.values() if c.persons is not None}

    def numbers(found):
        if isinstance(found, dict):
            if set(found) == {"n"}:
                yield found["n"]
            for value in found.values():
                yield from numbers(value)
        elif isinstance(found, list):
            for value in found:
                yield from numbers(value)

    assert set(numbers(zones_content(view))) <= printed
    assert any(count.persons is None for count in view.counts.counts.values())


def test_shares_are_worked_out_from_printed_counts_only(view):
    total = view.counts.of("open").persons
    for zone, (share, _) in card_order(view):
        gain = view.counts.of("gain", view.numbers[zone]).persons
        assert (share is None) == (gain is None or total is None)


def test_zones_with_withheld_counts_stand_in_an_order_that_tells_nothing(view):
    persons = [view.counts.of("zone", view.numbers[zone]).persons for zone in zone_order(view)]
    shown = [p for p in persons if p is not None]
    assert persons[: len(shown)] == sorted(shown, reverse=True)


def test_the_card_says_who_is_nearest_what_they_fall_on_and_what_stands_behind(openly):
    card = next(c for c in zones_content(openly)["cards"] if c["needs"]["en"] == "work")
    first = card["nearest"][0]
    assert first["actor"] == "Arbetsförmedlingen"
    assert first["falls"]["sv"] == ["ålder"]
    assert first["behind"]["sv"] == "lag, bekräftad 2026-03"
    assert first["confirmed"]
    assert card["conditions"]["sv"] == ["30 år och äldre"]


def test_a_record_without_population_is_weighed_by_situations():
    record = village(population=False)
    view = zones_view(record, at=record.reference_date)
    content = zones_content(view)
    assert view.counts is None
    # Ages are cut at 30 alone: open are work × 30+ × 2 places, money × 2 ages × Norrsjö.
    assert [card["so_far"] for card in content["cards"]] == [0.5, 1.0]
    assert content["heat"]["cells"][NEEDS["work"]][PLACES["storby"]]["share"] == 0.5


def test_a_record_with_nobody_in_a_grey_zone_has_no_cards():
    record = village()
    tables = {name: table.copy() for name, table in record.tables.items()}
    tables["population"] = tables["population"].iloc[[0]]
    view = zones_view(type(record).from_tables(tables), at=record.reference_date)
    assert zones_content(view)["cards"] == []
    assert len(view.found) == 2


def test_the_same_record_gives_the_same_content(view):
    again = zones_view(village(), at=view.at)
    assert json.dumps(zones_content(again)) == json.dumps(zones_content(view))


def test_a_count_is_said_in_words_where_it_is_withheld():
    assert Count(None, 5).text("en") == "fewer than 5"
    assert Count(None, 5).cell("sv") == "färre än 5"
    assert Count(7.0).cell("sv") == 7


# --- modelled persons ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def modelled():
    record = village(population=False, margins=True)
    return zones_view(record, at=record.reference_date, smallest_cell=1)


def test_a_modelled_count_carries_the_range_that_its_margins_allow(modelled):
    # Money in Norrsjö is a margin itself. Work from 30 years: in Storby 60 are 30 or older and 100
    # need work, so at least 60 + 100 − 150 = 10 and at most 60; in Norrsjö at least
    # 50 + 50 − 63 = 37 and at most 50. Together 47 to 110.
    zones = {zone["needs"]["en"]: zone["persons"] for zone in zones_content(modelled)["zones"]}
    assert zones["money"] == {"n": 23, "low": 23, "high": 23}
    assert (zones["work"]["low"], zones["work"]["high"]) == (47, 110)
    cells = zones_content(modelled)["heat"]["cells"]
    work = cells[NEEDS["work"]][PLACES["storby"]]["persons"]
    assert (work["low"], work["high"]) == (10, 60)
    assert 10 <= work["n"] <= 60


def test_a_withheld_modelled_count_withholds_its_range(modelled):
    record = village(population=False, margins=True)
    strict = zones_view(record, at=record.reference_date, smallest_cell=60)
    hidden = [count for count in strict.counts.counts.values() if count.persons is None]
    assert hidden
    assert all(count.least is None and count.most is None for count in hidden)
    assert any(count.least is not None for count in modelled.counts.counts.values())


def test_counted_persons_have_no_range(openly):
    assert not openly.modelled
    assert all(count.least is None for count in openly.counts.counts.values())


# --- persons who could be there -----------------------------------------------------------------


def test_a_share_of_a_hundred_per_cent_is_reckoned_as_telling_about_the_rest():
    # Two counts of the same ten persons; the third column is somebody who could be in the second
    # alone, the fourth somebody like them, the fifth in neither.
    counted = np.array([[1, 0, 0, 0, 0], [1, 0, 1, 1, 0], [0, 1, 0, 0, 0]], bool)
    weights = np.array([10.0, 20.0, 0.0, 0.0, 0.0])
    assert who_matters(counted, weights).tolist() == [True, True, True, False, False]


def test_a_count_of_nobody_is_reckoned_as_telling_about_whoever_could_be_there():
    counted = np.array([[1, 0, 0], [0, 1, 1], [1, 0, 0]], bool)
    assert who_matters(counted, np.array([9.0, 0.0, 0.0])).tolist() == [True, True, False]


# --- places and demand --------------------------------------------------------------------------


def test_demand_is_counted_as_overload_counts_it():
    record = village()
    tables = {name: table.copy() for name, table in record.tables.items()}
    tables["mandates"]["capacity"] = ["10", "200", ""]
    record = type(record).from_tables(tables)
    view = zones_view(record, at=record.reference_date, smallest_cell=1)
    expected = overload(record).set_index("mandate")
    shown = zones_content(view)["pressure"]
    assert [row["capacity"] for row in shown] == [10, 200]
    # m1 is for work up to 29 years: 40 persons; m2 for work from 30: 60 + 30 + 20.
    assert [row["asking"]["n"] for row in shown] == [40, 110]
    assert expected.loc[["m1", "m2"], "demand"].tolist() == [40, 110]
    assert [row["only_way"]["n"] for row in shown] == [40, 110]
