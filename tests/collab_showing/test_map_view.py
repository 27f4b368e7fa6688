"""What a map of actors shows, drawn by hand for a hamlet of four actors."""

import json

import pytest

from collab_graph.showing.map_content import map_content, parts_of
from collab_graph.showing.map_page import map_page
from collab_graph.showing.map_view import map_view
from tests.collab_showing.hamlet import ROWS, hamlet, year_before


@pytest.fixture(scope="module")
def view():
    return map_view(hamlet(), before=year_before())


@pytest.fixture(scope="module")
def content(view):
    return map_content(view)


def test_every_unit_stands_below_its_organisation(content):
    assert [(one["name"], one["parent"]) for one in content["actors"]] == [
        ("Kommunen", -1),
        ("Socialtjänsten", 0),
        ("Arbetsförmedlingen", -1),
        ("Klubben", -1),
    ]


def test_a_mandate_says_for_whom_and_from_where_it_is_in_both_languages(content):
    m1, m2 = content["mandates"][:2]
    assert m1["who"] == {"sv": ["ålder: 16–29"], "en": ["age: 16–29"]}
    assert [one["sv"] for one in m1["unless"]] == ["Norrsjö"]
    assert (m1["source"], m1["reference"], m1["checked_by"]) == ("law", "2000:628", "enhetschef")
    assert m2["entry"] == {
        "sv": "remiss från Arbetsförmedlingen",
        "en": "referral from Arbetsförmedlingen",
    }
    assert m2["places"] == [1]


def test_what_nobody_could_fill_in_is_said_to_be_unknown(content):
    assert content["mandates"][3]["entry"] == {"sv": "okänt", "en": "not known"}


def test_flows_are_referrals_payments_and_precedence_between_actors_of_the_record(view):
    # m2: referred and paid by AF, stands back for m1 which is AF's; m3 is paid by nobody in the
    # record; m4 stands back for the municipality, and its way in is not known.
    assert view.flows.to_numpy().tolist() == [
        ["AF", "SOC", "referral", "m2"],
        ["AF", "SOC", "payment", "m2"],
        ["SOC", "AF", "precedence", "m2"],
        ["KLUBB", "KO", "precedence", "m4"],
    ]


def test_a_border_is_the_one_condition_that_keeps_a_mandate_out_of_a_zone(view):
    # Nobody leads work from 30 years, nor in Norrsjö, which m1 leaves out. AF's m1 falls on age in
    # the first and on its exclusion in the second. In the first, m2 of Storby only supports; of the
    # second it has no part, and m4 falls on several things in both.
    assert view.found.table["situation_sv"].tolist() == ["30 år och äldre", "i Norrsjö"]
    rows = view.borders[["actor", "condition_sv", "zones", "mandates", "situation_sv"]]
    assert rows.to_numpy().tolist() == [
        ["AF", "undantaget i Norrsjö", 1, "m1", "i Norrsjö"],
        ["AF", "ålder", 1, "m1", "30 år och äldre"],
        ["SOC", "att uppdraget stöder men inte leder", 1, "m2", "30 år och äldre"],
    ]


def test_the_widest_of_several_zones_speaks_for_a_border():
    # Norrsjö has somebody from 30 to 50 and from 55 to 60 years. AF's age now ends at two zones:
    # from 30 in Storby, which is four of the five pieces of age in one place; and the years
    # between and after those of Norrsjö, which is two pieces in two places: fewer values.
    head, *lines = ROWS["mandates"]
    blank = dict.fromkeys(head, "")
    led = blank | {"actor": "KLUBB", "needs": "work", "role": "decide", "strength": "lead",
                   "force": "must", "places": "norrsjö", "source": "law"}  # fmt: skip
    new = [led | {"mandate": f"m{age}", "age": age} for age in ("30–50", "55–60")]
    rows = [head, *lines, *([row[name] for name in head] for row in new)]
    view = map_view(hamlet({**ROWS, "mandates": rows}))
    row = view.borders[view.borders["condition_sv"] == "ålder"].set_index("actor").loc["AF"]
    assert (row["zones"], row["situation_sv"]) == (2, "30 år och äldre, i Storby")


def test_nobody_refers_to_or_pays_themselves():
    rows = {name: [list(line) for line in lines] for name, lines in ROWS.items()}
    rows["mandates"][2][8], rows["mandates"][2][10] = "remiss från SOC", "Socialtjänsten"
    flows = map_view(hamlet(rows)).flows
    assert flows[["giver", "kind", "mandate"]].to_numpy().tolist() == [
        ["SOC", "precedence", "m2"],
        ["KLUBB", "precedence", "m4"],
    ]


def test_parts_are_those_of_the_day(view):
    parts = parts_of(view)
    assert parts[("AF", "work")] == ("lead",)
    assert parts[("SOC", "work")] == ("support",)
    # Coordinating covers a need that is coordination, and no other; m4 ended in June.
    assert parts[("SOC", "whole")] == ("lead",)
    assert ("KLUBB", "work") not in parts


def test_parts_before_the_end_of_a_mandate_have_it():
    day = hamlet().reference_date.replace(month=6, day=30)
    assert parts_of(map_view(hamlet(), at=day))[("KLUBB", "work")] == ("coordinate",)


def test_changes_are_what_was_added_removed_and_changed(view):
    assert view.changes.to_numpy().tolist() == [
        ["mandates", "m3", "added", "", "", ""],
        ["mandates", "m9", "removed", "", "", ""],
        ["mandates", "m1", "changed", "age", "16–24", "16–29"],
        ["exclusions", "m1 (1)", "added", "places", "", "norrsjö"],
        ["exclusions", "m1 (1)", "added", "source", "", "practice"],
        ["exclusions", "m1 (1)", "removed", "places", "norrsjö", ""],
        ["exclusions", "m1 (1)", "removed", "source", "law", ""],
        ["interventions", "i2", "added", "", "", ""],
    ]


def test_changes_on_the_page_say_who_and_what_in_words(content):
    changed = content["changes"][2]
    assert changed["item"]["sv"] == "Arbetsförmedlingen: arbete (m1)"
    assert changed["actors"] == [2]
    assert changed["cells"] == [
        {
            "column": {"sv": "ålder", "en": "age"},
            "before": {"sv": "16–24", "en": "16–24"},
            "after": {"sv": "16–29", "en": "16–29"},
        }
    ]
    assert content["before"] == {"title": "I fjol", "date": "2025-11-01"}


def test_an_exclusion_that_stands_twice_is_two_exclusions():
    twice = [*ROWS["exclusions"], ROWS["exclusions"][1], ["m1", "practice", "storby"]]
    view = map_view(hamlet({**ROWS, "exclusions": twice}), before=hamlet())
    # The first of the two alike was there before; the second and the one of Storby are new.
    assert view.changes[["item", "change", "after"]].to_numpy().tolist() == [
        ["m1 (2)", "added", "norrsjö"],
        ["m1 (2)", "added", "practice"],
        ["m1 (3)", "added", "storby"],
        ["m1 (3)", "added", "practice"],
    ]
    added = map_content(view)["changes"]
    assert [one["item"]["sv"] for one in added] == ["Arbetsförmedlingen: arbete (m1)"] * 2
    assert [cell["after"]["sv"] for cell in added[1]["cells"]] == ["Storby", "praxis"]


def test_nothing_has_changed_between_a_record_and_itself():
    view = map_view(hamlet(), before=hamlet())
    assert view.changes is not None
    assert len(view.changes) == 0


def test_an_axis_that_is_new_since_the_earlier_record_is_a_change_of_its_cells():
    rows = {name: [list(line) for line in lines] for name, lines in ROWS.items()}
    rows["axes"] = [
        ["axis", "label_sv", "kind", "lowest", "highest"],
        ["age", "ålder", "number", "16", "66"],
        ["sgi", "SGI", "values", "", ""],
    ]
    rows["values"] = [["axis", "value", "label_sv"], ["sgi", "yes", "ja"], ["sgi", "no", "nej"]]
    rows["mandates"][0].append("sgi")
    for line in rows["mandates"][1:]:
        line.append("yes" if line[0] == "m1" else "")
    later, earlier = hamlet(rows), hamlet()
    there = map_content(map_view(later, before=earlier))["changes"]
    assert [one["cells"][0]["after"]["sv"] for one in there] == ["ja"]
    back = map_content(map_view(earlier, before=later))["changes"]
    assert [one["cells"][0]["column"]["sv"] for one in back] == ["SGI"]


def test_the_map_has_no_person_whatever_the_record_counts():
    rows = {**ROWS, "population": [["place", "needs", "persons", "age"],
                                   ["storby", "work", "4711", "40"]]}  # fmt: skip
    without, counted = map_view(hamlet()), map_view(hamlet(rows))
    assert counted.found.population is None
    assert "4711" not in map_page(counted)
    assert map_content(counted) == map_content(without)


def test_the_same_record_gives_the_same_page_in_any_language_it_opens_in(view):
    again = map_view(hamlet(), before=year_before())
    assert map_page(view) == map_page(again)
    assert '<html lang="en">' in map_page(view, language="en")


def test_content_is_plain(content):
    assert json.loads(json.dumps(content, allow_nan=False)) == content


def test_a_record_with_nothing_but_actors_is_a_map_too():
    rows = {name: lines for name, lines in ROWS.items() if name not in ("exclusions",)}
    rows |= {name: ROWS[name][:1] for name in ("mandates", "interventions", "collaborations")}
    content = map_content(map_view(hamlet(rows)))
    assert [len(content[name]) for name in ("actors", "mandates", "flows")] == [4, 0, 0]
