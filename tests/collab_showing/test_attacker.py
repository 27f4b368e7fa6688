"""Nothing that the demonstration's report prints lets a reader work out what it withholds."""

import json
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from collab_graph.covering.atoms import NEED, PLACE
from collab_graph.covering.boxes import stacked
from collab_graph.covering.changes import Change
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.near_misses import changes_of
from collab_graph.covering.people import people
from collab_graph.covering.uncoordinated import uncoordinated_boxes
from collab_graph.covering.with_changes import with_changes
from collab_graph.datasets.shipped import demo_tables
from collab_graph.record.edits import Edit
from collab_graph.record.record import Record
from collab_graph.showing.if_changed import Changing
from collab_graph.showing.marks import mark_zones
from collab_graph.showing.nobody import who_matters, with_nobody
from collab_graph.showing.over_time import reason_boxes, turning_boxes, with_need
from collab_graph.showing.pressure import boxes_with_capacity
from collab_graph.showing.ways_out import closing_boxes
from collab_graph.walk import zones_report
from tests.collab_showing.attacker import Attacker, Printed, read_page, read_workbook
from tests.demo.brute_force import Evaluator

SMALLEST = 5
PROLONGED = Edit("mandates", "rehab_contract_ended", "valid_to", "2027-02-28")
"""The one agreement that closes the gap in time, as an edit of the record."""


def planted():
    """The sheets of the demonstration, and a course that supports too few in Dikthamn."""
    tables = demo_tables()
    mandates = tables["mandates"]
    blank = dict.fromkeys(mandates.columns, "")
    course = {"mandate": "course", "actor": "labour_unit", "needs": "work_training",
              "role": "deliver", "strength": "support", "force": "may", "entry": "self",
              "places": "dikthamn; amynne", "source": "practice", "health": "cognitive",
              "reference": "påhittad"}  # fmt: skip
    more = pd.DataFrame([blank | course], columns=mandates.columns)
    return {**tables, "mandates": pd.concat([mandates, more], ignore_index=True)}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    return zones_report(Record.from_tables(planted()), folder, language="sv", edits=[PROLONGED])


@pytest.fixture(scope="module")
def folk(report):
    """The persons of the record, and those who could be there and are not."""
    found = report.view.found
    system = found.system
    zones = mark_zones(system)
    counted = [found.zones.boxes, zones.contested, zones.last_resort, boxes_with_capacity(system)]
    ways, time = report.view.ways, report.view.time
    counted += [
        closing_boxes(ways, found.zones.boxes),
        turning_boxes(time, system),
        reason_boxes([*time.gaps, *time.differing], found.zones.boxes),
        *report.view.few.boxes,
    ]
    outs = out_of(system, found.level, holds=found.holds, wait_days=found.wait_days)
    record = report.view.record
    changing = Changing.of(
        record, [PROLONGED], at=record.reference_date, level=found.level, certain=True,
        wait_days=found.wait_days, tau=0.0, seconds=None,
    )  # fmt: skip
    # The persons first, then nobody wherever the edit changes a level.
    possible, number = changing.persons(system.atoms)
    assert (possible.weights[:number] == people(record, system.atoms).weights).all()
    return with_nobody(possible, stacked(system.atoms.space, counted), outs)


def held(boxes, folk):
    """Who is in which box with a need of it, by bit and by hand."""
    found = np.ones((len(folk.weights), len(boxes)), bool)
    masks = [np.array(column, object) for column in zip(*boxes.to_masks(), strict=True)]
    if not len(boxes):
        return found
    for at, axis in enumerate(boxes.space.axes):
        if axis == NEED:
            found &= (folk.needs.astype(object)[:, None] & masks[at][None, :]).astype(bool)
        else:
            size = boxes.space.sizes[at]
            table = np.array([[bool(m >> v & 1) for m in masks[at]] for v in range(size)])
            found &= table[folk.values[:, at]]
    return found


@pytest.fixture(scope="module")
def counted(report, folk):
    """By key of what is printed: whom it is about, from what the words of the page mean."""
    view = report.view
    system, record = view.found.system, view.record
    atoms = system.atoms
    label = dict(
        zip(record.tables["needs"]["need"], record.tables["needs"]["label_sv"], strict=True)
    )
    needs = [label[need] for need in atoms.needs]
    name = record.tables["places"].set_index("place")["name"]
    places = [name[leaf] for leaf in atoms.leaves]
    has = (folk.needs[:, None] >> np.arange(len(needs)) & 1).astype(bool)
    zones = view.found.zones.boxes
    in_zone = held(zones, folk)
    asked = (zones.column(NEED).astype(np.int64)[:, None] >> np.arange(len(needs)) & 1).astype(bool)
    elsewhere = np.array([held_elsewhere(zones, folk, n) for n in range(len(zones))]).T
    is_open = has & ((elsewhere.astype(int) @ asked.astype(int)) > 0)
    at = folk.values[:, atoms.space.position(PLACE)]
    some = is_open.any(axis=1)
    rows = {("all",): np.ones(len(some), bool), ("open",): some}
    for n, need in enumerate(needs):
        rows["need", need] = is_open[:, n]
        for p, place in enumerate(places):
            rows["cell", need, place] = is_open[:, n] & (at == p)
    for p, place in enumerate(places):
        rows["place", place] = some & (at == p)
    texts = view.found.table[["needs_sv", "situation_sv"]].to_records(index=False).tolist()
    for zone, named in enumerate(texts):
        rows["zone", *named] = in_zone[:, zone]
    before = np.zeros(len(some), bool)
    for zone in view.chosen["zone"]:
        rows["gain", *texts[zone]] = in_zone[:, zone] & ~before
        before = before | in_zone[:, zone]
    marks = mark_zones(system)
    for kind, boxes, keys in (
        ("contested", marks.contested, marks.contested_keys),
        ("last_resort", marks.last_resort, marks.last_resort_keys),
    ):
        for (need, situation, _), column in zip(keys, held(boxes, folk).T, strict=True):
            whole = rows.get((f"{kind} need", label[need]), np.zeros(len(some), bool))
            rows[f"{kind} need", label[need]] = whole | column
            rows[kind, label[need], situation] = column
    for row in view.marks.uncoordinated.to_dict("records"):
        numbers = [atoms.needs.index(need) for need in row["needs"].split("; ")]
        exactly = folk.needs == sum(1 << n for n in numbers)
        boxes = uncoordinated_boxes(system, numbers, "certain")
        inside = np.array([held_elsewhere(boxes, folk, n) for n in range(len(boxes))])
        rows["set", row["needs_sv"]] = exactly & inside.any(axis=0)
    rows |= whose_gaps_close(view, folk, is_open, in_zone, asked, texts, needs)
    rows |= who_turns_when(view, folk, has, needs)
    rows |= who_is_in_small_groups(view, folk, has, places, at)
    rows |= whom_the_edit_helps(system, folk, has, is_open, label, view.changed.regions)
    return rows | whom_mandates_are_for(view, folk, has)


def held_elsewhere(boxes, folk, number):
    """Who is in one box, whatever their needs."""
    found = np.ones(len(folk.weights), bool)
    box = boxes.take(np.array([number]))
    for at, axis in enumerate(axis for axis in box.space.axes if axis != NEED):
        mask = int(box.column(axis)[0])
        admitted = np.array([mask >> v & 1 for v in range(box.space.sizes[at])], bool)
        found &= admitted[folk.values[:, at]]
    return found


def led(system, folk, has, *, level="Z1"):
    """Which needs of whom somebody may lead, by all mandates of a system at once."""
    boxes = out_of(system, level, holds="possible")
    inside = np.ones((len(folk.weights), len(boxes)), bool)
    for at, axis in enumerate(axis for axis in boxes.space.axes if axis != NEED):
        masks = boxes.column(axis).astype(np.int64)
        inside &= (masks >> np.arange(boxes.space.sizes[at])[:, None] & 1).astype(bool)[
            folk.values[:, at]
        ]
    masks = boxes.column(NEED).astype(np.int64)[:, None]
    wanted = masks >> np.arange(has.shape[1]) & 1
    return has & (inside.astype(np.float32) @ wanted.astype(np.float32) > 0)


def whose_gaps_close(view, folk, is_open, in_zone, asked, texts, needs):
    """Single changes and repairs: made in the system, and everybody looked up anew."""
    system = view.found.system
    rows, by_label = {}, {}
    changes = changes_of(view.ways.misses)
    for number, change in enumerate(changes):
        gained = is_open & led(with_changes(system, [change]), folk, is_open)
        by_label[number] = gained
        key = ("near miss", change.mandate, change.label_sv)
        assert key not in rows
        rows[key] = gained.any(axis=1)
    for zone, number in view.closed.pairs:
        wanted = by_label[number][:, asked[zone]].any(axis=1)
        own = changes[number]
        rows["closes", *texts[zone], own.mandate, own.label_sv] = in_zone[:, zone] & wanted
    for one in view.ways.repairs:
        gained = is_open & led(with_changes(system, one.changes), folk, is_open)
        named = [change.mandate + change.label_sv for change in one.changes]
        rows["repair", *named] = gained.any(axis=1)
        for number, need in enumerate(needs):
            rows["repair need", *named, need] = gained[:, number]
    return rows


def whom_the_edit_helps(system, folk, has, is_open, label, regions):
    """The prolonged contract, made in the system, and everybody looked up anew."""
    after = with_changes(system, [Change("until", "rehab_contract_ended", value="2027-02-28")])
    closed = is_open & led(after, folk, is_open)
    need = system.atoms.needs.index("vocational_rehabilitation")
    name, nobody = label["vocational_rehabilitation"], np.zeros(len(has), bool)
    own, open_now = closed[:, need], is_open[:, need]
    someone = led(system, folk, has, level="Z0")[:, need]
    to = "den som leder får, men måste inte"
    return {
        ("if closes", ""): closed.any(axis=1), ("if opens", ""): nobody,
        ("if before", name): open_now, ("if closes", name): own, ("if opens", name): nobody,
        ("if after", name): open_now & ~own,
        ("if move", name, "ingen aktör alls", to): own & ~someone,
        ("if move", name, "ingen har huvudansvaret", to): own & someone,
        ("if region", name, regions["situation_sv"].item()): own,
    }  # fmt: skip


def who_turns_when(view, folk, has, needs):
    """Events and gaps: everybody looked up on the day before and on the day; views as boxes."""
    record, shown = view.record, view.found.system

    def led_on(day):
        system = System.of(record, at=day)
        assert system.atoms.space.sizes == shown.atoms.space.sizes
        return led(system, folk, has)

    days = {date.fromisoformat(day) for day in view.time.events["date"]}
    known = {day: (led_on(day - timedelta(days=1)), led_on(day)) for day in sorted(days)}
    rows = {}
    for row in view.time.events.to_dict("records"):
        need = needs.index(row["need_sv"])
        before, after = (
            has[:, need] & ~some[:, need] for some in known[date.fromisoformat(row["date"])]
        )
        key = (row["date"], row["need_sv"])
        rows["entering", *key], rows["leaving", *key] = after & ~before, before & ~after
        rows["before", *key], rows["after", *key] = before, after
    for gap in view.time.gaps:
        need = gap.need
        opens, closes = (date.fromisoformat(gap.row[name]) for name in ("opens", "closes"))
        between = [known[day][1][:, need] for day in sorted(days) if opens <= day < closes]
        inside = known[opens][0][:, need] & known[closes][1][:, need]
        rows["gap", gap.row["need_sv"], gap.row["opens"]] = inside & ~np.any(between, axis=0)
    for one in view.time.differing:
        row = one.row
        inside = held(one.inside, folk).any(axis=1) & ~held(
            with_need(one.outside, one.need), folk
        ).any(axis=1)
        key = (row["need_sv"], row["axes_sv"].split("; ")[0], row["value_sv"])
        rows["differing", *key] = inside & has[:, one.need]
    return rows


def whom_mandates_are_for(view, folk, has):
    system = view.found.system
    reached = np.zeros((len(system.mandates), *has.shape), bool)
    for number, mandate in enumerate(system.mandates):
        if mandate.covered:
            boxes = system.covering(number, "certain")
            for box in range(len(boxes)):
                inside = held_elsewhere(boxes, folk, box)
                mask = int(boxes.column(NEED)[box])
                asked = np.array([mask >> n & 1 for n in range(has.shape[1])], bool)
                reached[number] |= inside[:, None] & has & asked
    ways = reached.sum(axis=0)
    rows = {}
    for row in view.pressure.table.to_dict("records"):
        number = next(n for n, m in enumerate(system.mandates) if m.name == row["mandate"])
        named = (row["actor_name"], row["needs_sv"], round(row["capacity"]), round(row["free"]))
        assert ("asking", *named) not in rows
        rows["asking", *named] = reached[number].any(axis=1)
        rows["only way", *named] = (reached[number] & (ways == 1)).any(axis=1)
    return rows


def who_is_in_small_groups(view, folk, has, places, at):
    """Groups told of: the mandate as it would be in all places, and everybody looked up anew."""
    system = view.found.system
    county = view.record.tables["places"]["place"].tolist()
    rows = {}

    def those(changes, mandate):
        wide = [Change("place", mandate, PLACE, leaf) for leaf in system.atoms.leaves]
        held = with_changes(system, [*changes, *(one for one in wide if one.value in county)])
        number = next(n for n, m in enumerate(held.mandates) if m.name == mandate)
        found = np.zeros(len(has), bool)
        boxes = held.covering(number, "certain")
        for box in range(len(boxes)):
            mask = int(boxes.column(NEED)[box])
            asked = np.array([mask >> n & 1 for n in range(has.shape[1])], bool)
            found |= held_elsewhere(boxes, folk, box) & (has & asked).any(axis=1)
        return found

    for number, group in enumerate(view.few.groups):
        name = system.mandates[group.mandate].name
        here = those([], name)
        rows["too few", name, places[group.place]] = here & (at == group.place)
        for way in view.few.ways:
            if way.few == number and way.places:
                named = sorted(places[place] for place in (group.place, *way.places))
                rows["too few", name, *named] = here & np.isin(at, [group.place, *way.places])
            elif way.few == number:
                own = those(way.changes[:1], name) & (at == group.place)
                rows["wider", name, places[group.place], way.changes[0].label_sv] = own
    return rows


def read(report, *, words=True):
    found = Printed(words=words)
    read_page(report.page, found)
    read_workbook(report.workbook, found)
    return found


@pytest.fixture(scope="module")
def printed(report):
    return read(report)


@pytest.fixture(scope="module")
def atoms(folk, counted):
    """By key, which of the combinations of counts that somebody could be in each adds up."""
    matrix = np.array([counted[key] for key in sorted(counted, key=str)])
    kept = who_matters(matrix, folk.weights)
    return {key: row[kept] for key, row in counted.items()}


def withheld(printed, counted):
    """What is printed as a dash or in words about a count that somebody could be in."""
    return [k for k, s in printed.said.items() if not isinstance(s, int) and counted[k].any()]


def test_what_is_printed_is_true_of_the_persons(folk, counted, printed):
    # Whom a count is about, worked out here by other means, gives the number on the page.
    shown = {key: said for key, said in printed.said.items() if isinstance(said, int)}
    assert len(shown) > 250
    for key, said in shown.items():
        assert counted[key] @ folk.weights == said, key


def test_every_withheld_count_could_be_as_many_numbers_as_the_limit(report, counted, atoms):
    printed = read(report, words=False)
    rules = dict.fromkeys(withheld(printed, counted), (None, SMALLEST))
    assert len(rules) > 100
    assert Attacker(atoms, printed).too_narrow(rules) == {}


def test_saying_fewer_than_five_tells_no_more_than_that(counted, atoms, printed):
    # Called fewer than L, a count could be none, L − 1 or anything between. What is hidden beside
    # it is then known to within L − 1: 369 less none to four is 365 to 369.
    rules = {
        key: (None, SMALLEST - 1) if printed.said[key] is None else (0, printed.said[key][1] - 1)
        for key in withheld(printed, counted)
    }
    assert Attacker(atoms, printed).too_narrow(rules) == {}


def test_the_attacker_finds_a_count_that_a_page_gives_away(report, folk, counted, atoms, tmp_path):
    # The page written anew with one dash among the zones turned into its number.
    text = report.page.read_text(encoding="utf-8")
    start = text.index('id="page-content">') + len('id="page-content">')
    end = text.index("</script>", start)
    content = json.loads(text[start:end])
    zone = next(zone for zone in content["data"]["zones"] if zone["persons"] == {})
    key = ("zone", zone["needs"]["sv"], zone["situation"]["sv"])
    number = int(counted[key] @ folk.weights)
    zone["persons"] = {"n": number}
    content["data"]["cards"] = []
    leaking = tmp_path / "leaking.html"
    leaking.write_text(text[:start] + json.dumps(content) + text[end:], encoding="utf-8")
    printed = Printed()
    read_page(leaking, printed)
    read_workbook(report.workbook, without := Printed())
    printed.equal += without.equal
    rules = dict.fromkeys(withheld(without, counted), (None, SMALLEST - 1))
    found = Attacker(atoms, printed).too_narrow(rules)
    assert found[key] == (pytest.approx(number), pytest.approx(number))
    assert len(found) > 1


def test_whom_the_counts_are_about_is_what_the_rules_say(report, folk, counted):
    # Forty persons drawn at random, looked up rule by rule by the slow evaluator.
    system = report.view.found.system
    tables = planted()
    rules = Evaluator(tables, unknown=True)
    labels = tables["needs"][["need", "label_sv"]].itertuples(index=False)
    needs = dict(labels)
    day = report.view.record.reference_date.isoformat()
    population = tables["population"].query("needs != ''").reset_index(drop=True)
    assert (population["persons"].astype(float) == folk.weights[: len(population)]).all()
    for number in np.random.default_rng(0).choice(len(population), 40, replace=False):
        row = population.loc[number].to_dict()
        for need in row["needs"].split("; "):
            lead = rules.level(need, row["place"], day, row) not in ("Z0", "Z1")
            assert counted["need", needs[need]][number] != lead
            assert need in system.atoms.needs


def test_the_page_says_that_a_contract_that_ends_opens_a_gap_and_one_agreement_closes_it(report):
    data = read_page(report.page, Printed())
    (ends,) = [one for one in data["time"]["events"] if one["date"] == "2026-01-14"]
    # 736 had nobody who leads before; with the 430 of the contract that ended there are 1,166.
    assert ends["event"]["en"] == "Leverantören Steget vidare ends (agreement)"
    assert (ends["before"], ends["entering"], ends["after"]) == (
        {"n": 736},
        {"n": 430},
        {"n": 1166},
    )
    (gap,) = data["time"]["gaps"]
    assert (gap["opens"], gap["closes"]) == ("2026-01-14", "2027-03-01")
    # Of the 430 the next contract is for 103; the others have no second day to wait for.
    assert gap["persons"] == {"n": 103}
    # Prolonged until the next begins it closes all of it; until the end of the year would not.
    change = gap["changes"][0]
    assert change["decided"]["en"] == "agreement"
    assert change["label"]["en"].startswith(
        "let Leverantören Steget vidare go on until 2027-02-28 – concerning "
    )
    assert change["whole"]
    marked = [card for card in data["cards"] if card["gaps"]]
    assert {card["gaps"][0]["opens"] for card in marked} == {"2026-01-14"}


def test_the_page_says_what_the_agreement_does_were_it_prolonged(report, folk, counted):
    data = read_page(report.page, Printed())["if_changed"]
    # 1,166 have nobody who leads; the 430 whom the contract was for get somebody back.
    (need,) = data["needs"]
    assert (need["before"], need["closes"], need["opens"], need["after"]) == (
        {"n": 1166},
        {"n": 430},
        {"n": 0},
        {"n": 736},
    )
    (region,) = data["regions"]
    assert (region["opened"], region["persons"]) == (False, {"n": 430})
    assert counted["if closes", need["need"]["sv"]] @ folk.weights == 430
    assert data["rows"][0]["cells"][0]["after"]["sv"] == "2027-02-28"


def test_the_page_says_that_the_course_is_for_too_few_and_how_many_share_it(report):
    data = read_page(report.page, Printed())["too_few"]
    (course,) = [one for one in data["mandates"] if one["mandate"] == "course"]
    (group,) = course["groups"]
    (shared,) = group["shared"]
    # Counted again in the sheet: who has the need and the obstacle, there and 45 minutes away.
    people = demo_tables()["population"]
    asked = people["needs"].str.split("; ").apply(lambda needs: "work_training" in needs)
    meant = people[asked & (people["health"] == "cognitive")]
    persons = meant["persons"].astype(int).groupby(meant["place"]).sum()
    assert (group["place"], group["persons"]) == ("Dikthamn", {"n": persons["dikthamn"]})
    assert persons["dikthamn"] < data["fewest"]
    assert (shared["places"], shared["minutes"], shared["enough"]) == (["Åmynne"], 45, True)
    assert shared["persons"] == {"n": persons["dikthamn"] + persons["amynne"]}
    # It works in both places already, so no mandate need be changed.
    assert shared["changes"] == []
