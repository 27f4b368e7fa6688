"""The shortest words for a zone, in Swedish and English."""

import pandas as pd
import pytest

from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.wording import axis_text, situation_text, verdict
from collab_graph.covering.zones import grey_zones
from collab_graph.record.record import Record, example_tables


def tables(**mandate):
    """A record as a planner writes it, with one mandate of the insurance agency."""
    rows = {
        "about": [["key", "value"], ["title", "Påhitt"], ["reference_date", "2026-11-01"]],
        "actors": [["actor", "name"], ["FK", "Försäkringskassan"]],
        "axes": [
            ["axis", "label_sv", "label_en", "kind", "lowest", "highest"],
            ["health", "hälsa", "health", "values", "", ""],
            ["sgi", "SGI", "SGI", "values", "", ""],
            ["age", "ålder", "age", "number", "16", "66"],
        ],
        "values": [
            ["axis", "value", "label_sv", "label_en"],
            ["health", "sick", "sjukskriven", "sick-listed"],
            ["health", "well", "frisk", "well"],
            ["sgi", "yes", "med SGI", "with SGI"],
            ["sgi", "no", "utan SGI", "without SGI"],
        ],
        "needs": [["need", "label_sv", "label_en"], ["income", "inkomst", "income"]],
        "places": [
            ["place", "name", "parent"],
            ["lan", "Påhittslän", ""],
            ["norr", "Norrsjö", "lan"],
            ["soder", "Sönnersta", "lan"],
            ["oster", "Östanå", "lan"],
        ],
    }
    given = {
        "mandate": "m1", "actor": "FK", "needs": "income", "role": "decide", "strength": "lead",
        "force": "must", "source": "law", "reference": "SFB", "status": "confirmed",
        "checked_on": "2026-03-10", "checked_by": "Försäkringskassan",
    } | mandate  # fmt: skip
    found = {n: pd.DataFrame(r[1:], columns=r[0], dtype="str") for n, r in rows.items()}
    return found | {"mandates": pd.DataFrame([given], dtype="str")}


@pytest.fixture(scope="module")
def system():
    exclusions = pd.DataFrame([{"mandate": "m1", "age": "30–64"}], dtype="str")
    return System.of(Record.from_tables(tables() | {"exclusions": exclusions}))


def test_the_sentence_of_the_brief_is_said_word_for_word():
    given = tables(sgi="med SGI")
    # Everybody else is somebody's: the only gap is sick, without SGI, 30 to 64 years, in Norrsjö.
    others = [
        {"mandate": "m2", "health": "well"},
        {"mandate": "m3", "age": "under 30; 65+"},
        {"mandate": "m4", "places": "Sönnersta; Östanå"},
    ]
    first = given["mandates"].iloc[0].to_dict()
    plain = {k: v for k, v in first.items() if k != "sgi"}
    rows = [first, *({**plain, **other} for other in others)]
    record = Record.from_tables(given | {"mandates": pd.DataFrame(rows, dtype="str").fillna("")})
    zone = grey_zones(record).table.iloc[0]
    assert zone["situation_sv"] == "sjukskriven, utan SGI, 30–64 år, i Norrsjö"
    assert zone["wording_sv"] == (
        "sjukskriven, utan SGI, 30–64 år, i Norrsjö: ingen aktör alls. "
        "Närmast: Försäkringskassan — faller på SGI (lag, bekräftad 2026-03)."
    )
    assert zone["wording_en"] == (
        "sick-listed, without SGI, aged 30–64, in Norrsjö: no actor at all. "
        "Nearest: Försäkringskassan — falls on SGI (law, confirmed 2026-03)."
    )


def masks(system, **limits):
    return [
        limits.get(a, f) for a, f in zip(system.atoms.space.axes, system.atoms.full, strict=True)
    ]


def test_only_what_limits_a_zone_is_said(system):
    assert situation_text(system, masks(system), "sv") == "alla"
    assert situation_text(system, masks(system), "en") == "everybody"
    assert situation_text(system, masks(system, health=0b01), "sv") == "sjukskriven"


def test_numbers_are_said_as_ranges_with_their_ends_left_open(system):
    # Ages are cut at 30 and 65: 16–29, 30–64, 65–66.
    said = {m: situation_text(system, masks(system, age=m), "sv") for m in (1, 2, 4, 5, 6)}
    assert said == {
        1: "under 30 år",
        2: "30–64 år",
        4: "65 år och äldre",
        5: "under 30 år eller 65 år och äldre",
        6: "30 år och äldre",
    }
    assert situation_text(system, masks(system, age=4), "en") == "aged 65 and older"


def test_places_are_named_by_what_is_shorter_the_inside_or_the_outside(system):
    said = {m: situation_text(system, masks(system, place=m), "sv") for m in (0b001, 0b011)}
    assert said == {0b001: "i Norrsjö", 0b011: "utom i Östanå"}
    assert situation_text(system, masks(system, place=0b011), "en") == "except in Östanå"


def test_a_bare_yes_or_no_is_said_with_its_axis():
    given = tables()
    values = given["values"].replace({"med SGI": "ja", "utan SGI": "nej"})
    system = System.of(Record.from_tables(given | {"values": values}))
    said = situation_text(system, masks(system, sgi=0b10), "sv")
    assert said == "SGI: nej"
    assert verdict(said, "Z1", "sv") == "SGI: nej – ingen har huvudansvaret."


def test_a_mandate_nobody_confirmed_says_so():
    for status, said in (("draft", "inte bekräftad"), ("disputed", "omtvistad 2026-03")):
        record = Record.from_tables(tables(sgi="med SGI", status=status))
        wording = grey_zones(record).table.loc[0, "wording_sv"]
        assert wording.endswith(f"faller på SGI (lag, {said}).")


def test_all_places_there_are_are_named_not_all_but_none():
    one = example_tables()
    one["places"] = pd.DataFrame({"place": ["n"], "name": ["Norrsjö"]})
    system = System.of(Record.from_tables(one))
    assert axis_text(system, "place", 1, "sv") == "i Norrsjö"
