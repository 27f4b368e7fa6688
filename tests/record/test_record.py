"""A record is built only from tables without a fault, and tells all faults at once."""

import random

import pandas as pd
import pytest

from collab_graph.reading.example import _ROWS
from collab_graph.record.contracts import MANDATES, SHEETS
from collab_graph.record.faults import RecordFault
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError


def tables(**changes):
    """The example's tables, with cells changed: sheet=(row from 2, column, value)."""
    found = {
        name: pd.DataFrame(rows[1:], columns=rows[0], dtype="str") for name, rows in _ROWS.items()
    }
    for sheet, (row, column, value) in changes.items():
        table = found[sheet]
        if column not in table:
            table[column] = ""
        table[column] = table[column].astype("object")
        table.loc[row - 2, column] = value
    return found


def faults(found):
    with pytest.raises(InputError) as refused:
        Record.from_tables(found)
    return refused.value.problems


def places(found):
    return [(fault.sheet, fault.row, fault.column) for fault in faults(found)]


def test_tables_have_the_columns_of_the_contract_and_one_per_axis():
    record = Record.from_tables(tables())
    contract = [column.name for column in MANDATES.columns]
    assert list(record.tables["mandates"]) == [*contract, "ålder", "sgi", "arbetsförmåga_fk"]
    assert list(record.tables) == [sheet.name for sheet in SHEETS]


def test_cells_are_canonical_whatever_was_typed():
    found = tables(
        mandates=(2, "ålder", "16-66 år"), actors=(5, "parent", "norrsjö KOMMUN"),
        places=(3, "inhabitants", "5 200,0"), collaborations=(2, "actors", "kommun, fk"),
    )  # fmt: skip
    record = Record.from_tables(found)
    assert record.tables["mandates"]["ålder"][0] == "16–66"
    assert record.tables["actors"]["parent"][3] == "kommun"
    assert record.tables["places"]["inhabitants"][1] == "5200"
    assert record.tables["collaborations"]["actors"][0] == "FK; kommun"


def test_typed_gives_numbers_dates_and_booleans_with_the_unknown_missing():
    record = Record.from_tables(tables(mandates=(2, "capacity", "?")))
    typed = record.typed("mandates")
    assert record.tables["mandates"]["capacity"].tolist() == ["?", "", "20", "15"]
    assert typed["capacity"].isna().tolist() == [True, True, False, False]
    assert typed["valid_from"].iloc[2] == pd.Timestamp("2025-01-01")
    assert typed["residual"].tolist() == [False, True, False, False]


def test_the_recipe_counts_the_rows_and_the_warnings():
    counts = dict(Record.from_tables(tables()).recipe.steps[0].counts)
    assert counts["rows of mandates"] == 4
    assert counts["warnings"] == 2  # a residual mandate, and margins beside counts per profile


def test_all_faults_of_all_sheets_come_at_once_in_the_order_of_the_workbook():
    found = tables(
        mandates=(2, "ålder", "sexton"), actors=(5, "parent", "Xyzzy"),
        population=(2, "persons", "-3"), places=(2, "parent", "norrlän"),
    )  # fmt: skip
    assert places(found) == [
        ("actors", 5, "parent"),
        ("places", 2, "parent"),
        ("mandates", 2, "ålder"),
        ("population", 2, "persons"),
    ]


def test_a_fault_says_everything_in_both_languages():
    (fault,) = faults(tables(mandates=(3, "role", "beslutar om")))
    assert str(fault) == (
        "sheet 'mandates', row 3, column 'role': 'beslutar om' is not one of 'assess', 'decide', "
        "'deliver', 'coordinate', 'pay', 'inform' Did you mean 'beslutar'?"
    )
    assert fault.sentence("sv") == (
        "blad 'mandates', rad 3, kolumn 'role': 'beslutar om' är inte något av 'bedöma', "
        "'besluta', 'utföra', 'samordna', 'betala', 'informera'. Menade du 'beslutar'?"
    )


def test_a_refusal_in_swedish_offers_the_swedish_word():
    (fault,) = faults(tables(mandates=(3, "force", "mustt")))
    assert str(fault).endswith("Did you mean 'must'?")
    assert fault.sentence("sv").endswith("Menade du 'ska'?")


def test_a_need_like_none_of_the_record_comes_with_those_there_are():
    needs = Record.from_tables(tables()).tables["needs"]["need"].tolist()
    (fault,) = faults(tables(mandates=(3, "needs", "xyzzy")))
    assert str(fault).endswith(
        f"'xyzzy' is not a need of the record (there are: {', '.join(needs)})"
    )
    assert fault.sentence("sv").endswith(f"behov i underlaget (det finns: {', '.join(needs)})")


def test_the_given_tables_are_not_changed():
    given = tables()
    before = {name: table.copy() for name, table in given.items()}
    Record.from_tables(given)
    for name, table in given.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_swedish_names_of_sheets_and_headings_do_as_well():
    found = tables()
    found["Behov"] = found.pop("needs").rename(columns={"need": "BEHOV", "label_sv": "Benämning"})
    assert len(Record.from_tables(found).tables["needs"]) == 3


def test_an_unknown_table_is_refused_with_the_nearest():
    found = tables()
    found["mandate"] = found.pop("mandates")
    assert "Did you mean 'mandates'?" in str(faults(found)[0])


def test_a_missing_required_table_is_a_fault_and_a_missing_optional_one_is_not():
    found = tables()
    del found["population"], found["margins"], found["travel"]
    assert Record.from_tables(found).tables["population"].empty
    del found["needs"]
    assert ("Behov", None, None) in places(found)


ID_COLUMNS = {
    "actors": ["parent"], "axes": ["assessor"], "values": ["axis"], "places": ["parent"],
    "travel": ["from", "to"], "mandates": ["actor", "needs", "places", "yields_to", "entry"],
    "exclusions": ["mandate", "needs", "places"],
    "interventions": ["actor", "mandate", "needs", "places"],
    "collaborations": ["actors", "needs", "places"], "population": ["place", "needs"],
    "margins": ["axis", "place"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "column"), [(sheet, column) for sheet, cs in ID_COLUMNS.items() for column in cs]
)
def test_a_name_that_is_not_in_the_record_is_a_fault_on_its_cell(sheet, column):
    assert (sheet, 2, column) in places(tables(**{sheet: (2, column, "Xyzzy")}))


@pytest.mark.parametrize(
    ("sheet", "column", "bad"),
    [
        (sheet.name, column.name, bad)
        for sheet in SHEETS
        for column in sheet.columns
        for bad in (
            ["kanske"]
            if column.allowed or column.kind == "yes/no"
            else ["13 mars 2026", "2026-02-30", "46035", "1026-01-01"]
            if column.kind == "date"
            else ["tolv", "-1", "1,5,0", "inf", "1e400", "=1"]
            if "number" in column.kind
            else []
        )
        if not (sheet.name == "axes" and bad == "-1")
    ],
)
def test_a_cell_of_the_wrong_kind_is_a_fault(sheet, column, bad):
    assert (sheet, 2, column) in places(tables(**{sheet: (2, column, bad)}))


@pytest.mark.parametrize(
    ("sheet", "column"), [(s.name, c.name) for s in SHEETS for c in s.columns if c.filled]
)
def test_a_cell_that_must_be_filled_and_is_blank_is_a_fault(sheet, column):
    assert (sheet, 2, column) in places(tables(**{sheet: (2, column, None)}))


@pytest.mark.parametrize("sheet", ["mandates", "exclusions", "population"])
@pytest.mark.parametrize(
    ("axis", "bad"),
    [("ålder", "sexton"), ("ålder", "70+"), ("ålder", ";"), ("ålder", "2026-04-16"),
     ("sgi", "kanske"), ("sgi", "ja; ?"), ("sgi", ";"), ("sgi", "16–29")],
)  # fmt: skip
def test_a_criterion_that_cannot_be_read_is_never_taken_for_any_value(sheet, axis, bad):
    assert (sheet, 2, axis) in places(tables(**{sheet: (2, axis, bad)}))


def test_a_date_written_otherwise_comes_with_the_date_that_seems_meant():
    (fault,) = faults(tables(mandates=(4, "valid_to", "31/12/2026")))
    assert fault.nearest == "2026-12-31"


def test_one_fault_a_cell_and_none_that_follows_from_another():
    """A mandate whose id is twice is not also "unknown" to its exclusion."""
    assert places(tables(mandates=(3, "mandate", "rehabilitering"))) == [("mandates", 4, "mandate")]


def test_personal_data_is_refused_and_shown_nowhere():
    number = "19121212-1212"
    found = tables(
        actors=(2, "actor", number), mandates=(2, "checked_by", "Xerxes Påhittsson"),
        places=(3, "name", "Anna Påhittsson"),
    )  # fmt: skip
    said = [f"{fault} {fault.sentence('sv')} {fault!r}" for fault in faults(found)]
    assert ("actors", 2, "actor") in places(found)
    assert ("mandates", 2, "checked_by") in places(found)
    assert ("places", 3, "name") in places(found)
    assert not any(number in text or "Påhittsson" in text for text in said)


def test_a_column_for_personal_data_is_refused_without_its_heading():
    found = tables()
    found["population"]["Personnummer 19121212-1212"] = ""
    (fault,) = faults(found)
    assert "19121212" not in f"{fault!r}"
    assert "personuppgifter" in fault.sentence("sv")


def test_an_actor_of_two_capitalised_words_may_have_checked_a_row():
    found = tables(mandates=(2, "checked_by", "Norra Påhittet"))
    assert ("mandates", 2, "checked_by") in places(found)
    found["actors"].loc[0, "name"] = "Norra Påhittet"
    assert Record.from_tables(found).tables["mandates"]["checked_by"][0] == "Norra Påhittet"


def warned(found):
    rows = Record.from_tables(found).warnings
    return set(rows[["row", "column", "warning"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ((2, "status", ""), (2, "status", "not confirmed by the actor")),
        ((2, "status", "utkast"), (2, "status", "not confirmed by the actor")),
        ((2, "status", "omtvistad"), (2, "status", "disputed")),
        ((2, "checked_on", ""), (2, "checked_on", "confirmed, but no day is given")),
        # The reference date is 2026-11-01: 2025-10-31 is a year and a day before it.
        ((2, "checked_on", "2025-10-31"),
         (2, "checked_on", "checked more than a year before the reference date")),
        ((2, "checked_on", "2026-11-02"), (2, "checked_on", "checked after the reference date")),
        ((2, "reference", ""), (2, "reference", "no reference")),
        ((5, "role", "deliver"), (5, "role", "an association serves individuals itself")),
        ((3, "yields_to", "FK"),
         (3, "yields_to", "a residual mandate yields to every other already")),
    ],
)  # fmt: skip
def test_a_doubtful_mandate_is_legal_and_warned_of(change, expected):
    before = warned(tables())
    assert expected not in before
    assert warned(tables(mandates=change)) - before == {expected}


def test_a_row_checked_a_year_ago_to_the_day_is_not_stale():
    assert warned(tables(mandates=(2, "checked_on", "2025-11-01"))) == warned(tables())


def test_a_unit_of_an_association_may_not_serve_individuals_either():
    found = tables(mandates=(5, "role", "decide"))
    found["actors"].loc[5] = ["teamet", "Teamet", "förbund", "unit", ""]
    found["mandates"].loc[3, "actor"] = "teamet"
    assert (5, "role", "an association serves individuals itself") in warned(found)


def test_an_exclusion_that_never_bites_is_warned_of():
    row = (2, "needs", "excludes a need that its mandate does not have")
    assert row in warned(tables(exclusions=(2, "needs", "försörjning; rehab")))


def test_random_damage_never_makes_a_trace_and_never_an_unnoticed_change():
    """120 times one cell of one table becomes something else: refused, or that cell only."""
    whole = Record.from_tables(tables())
    draw = random.Random(0)
    # Not the sheets that declare ids: another id there rightly changes the cells that name it.
    names = ["collaborations", "exclusions", "interventions", "mandates", "margins", "population"]
    things = [
        "",
        "?",
        ";",
        "; ;",
        "-1",
        "ja",
        "FK",
        "16–29",
        "xyzzy",
        3.5,
        None,
        True,
        "\x00",
        "'=1",
    ]
    refused = kept = 0
    for _ in range(120):
        found = tables()
        name = draw.choice(names)
        row, column = draw.randrange(len(found[name])), draw.randrange(found[name].shape[1])
        found[name] = found[name].astype("object")
        found[name].iloc[row, column] = draw.choice(things)
        try:
            record = Record.from_tables(found)
        except InputError as error:
            refused += all(isinstance(fault, RecordFault) for fault in error.problems)
            continue
        kept += 1
        for other, table in record.tables.items():
            if other != name:
                pd.testing.assert_frame_equal(table, whole.tables[other])
    assert refused + kept == 120
    assert min(refused, kept) > 20
