"""The demonstration record: as large as asked, invented where it must be, sourced where it can."""

import csv
import re

import pandas as pd
import pytest

from collab_graph.datasets.demo_files import DEMO_FILES, demo_path, demo_table
from collab_graph.datasets.shipped import demo_record, demo_tables
from collab_graph.record.contracts import COVERING_ROLES, SHEETS
from mobility.foundation.errors import UnknownNameError

REAL_MUNICIPALITIES = {
    "Stockholm", "Göteborg", "Malmö", "Uppsala", "Linköping", "Norrköping", "Örebro", "Västerås",
    "Umeå", "Luleå", "Kiruna", "Kalmar", "Västervik", "Östersund", "Krokom", "Härjedalen",
    "Kungsbacka", "Kungälv", "Norsjö", "Malå", "Sorsele", "Storuman", "Storfors", "Älvdalen",
    "Ydre", "Åre", "Berg", "Bräcke", "Ragunda", "Sala", "Sigtuna", "Hamnsund", "Karlshamn",
    "Söderhamn", "Oskarshamn", "Nynäshamn", "Simrishamn", "Kristinehamn", "Åmål", "Åsele", "Mora",
}  # fmt: skip
SHIPPED_WITH_EVIDENCE = re.compile(r"^(Belägg (V|M|U|A|press)|Påhittad rad)\. \S")


@pytest.fixture(scope="module")
def record():
    return demo_record()


@pytest.fixture(scope="module")
def mandates():
    return demo_table("mandates")


def test_it_is_a_record_without_faults_and_says_it_is_made_up(record):
    assert record.synthetic
    assert record.reference_date.isoformat() == "2026-11-01"


def test_it_is_as_large_as_asked(record):
    tables = record.tables
    assert len(tables["actors"]) >= 12
    assert len(tables["mandates"]) >= 60
    assert len(tables["axes"]) >= 8
    assert len(tables["needs"]) == 10
    assert len(tables["interventions"]) >= 25


def test_there_are_eight_municipalities_in_one_county_three_of_them_sparse(record):
    places = record.typed("places")
    municipalities = places[places["parent"] != ""]
    assert len(municipalities) == 8
    assert (municipalities["inhabitants"] < 5000).sum() == 3
    county = places.loc[places["parent"] == "", "inhabitants"].item()
    assert municipalities["inhabitants"].sum() == county


def test_no_place_bears_the_name_of_a_real_municipality(record):
    names = set(record.tables["places"]["name"])
    assert not names & REAL_MUNICIPALITIES
    places = set(record.tables["population"]["place"])
    assert places <= set(record.tables["places"]["place"])


def test_every_text_cell_stands_in_the_package_as_the_record_writes_it(record):
    """What is shipped is canonical already: reading it changes no cell."""
    for name, table in demo_tables().items():
        read = record.tables[name]
        for column in table.columns:
            assert read[column].tolist() == table[column].astype(str).tolist(), (name, column)


def test_shipped_sheets_have_the_columns_of_their_contract():
    contracts = {sheet.name: sheet for sheet in SHEETS}
    axes = demo_table("axes")["axis"].tolist()
    for name, table in demo_tables().items():
        expected = [column.name for column in contracts[name].columns]
        expected += axes if contracts[name].per_axis else []
        assert list(table.columns) == expected, name


@pytest.mark.parametrize("sheet", ["mandates", "exclusions", "collaborations"])
def test_every_reference_cites_a_rule(sheet):
    rules = set(demo_table("rules")["rule"])
    for reference in demo_table(sheet)["reference"]:
        cited = re.match(r"Regel (\d+): \S", reference)
        assert cited, reference
        assert cited[1] in rules


def test_every_rule_that_binds_somebody_is_cited(mandates):
    cited = {re.match(r"Regel (\d+)", reference)[1] for reference in mandates["reference"]}
    # Rule 35 is a proposal about who qualifies; nobody has it as a mandate yet.
    assert set(demo_table("rules")["rule"]) - cited == {"35"}


def test_the_evidence_of_a_mandate_decides_its_status(mandates):
    for row in mandates.to_dict("records"):
        mark = SHIPPED_WITH_EVIDENCE.match(row["note"])
        assert mark, row["mandate"]
        if mark[2] == "V":
            assert row["status"] == "confirmed"
        elif mark[2] is not None:
            assert row["status"] == "draft"
        if row["status"] == "confirmed":
            assert row["checked_on"] <= "2026-11-01"
            assert row["checked_by"]


def test_no_row_claims_more_evidence_than_its_rule_has(mandates):
    evidence = demo_table("rules").set_index("rule")["evidence"]
    for row in mandates.to_dict("records"):
        rule = re.match(r"Regel (\d+)", row["reference"])[1]
        if row["note"].startswith("Belägg V"):
            assert evidence[rule].startswith("V"), row["mandate"]


def test_what_is_called_law_says_so_of_itself_and_what_is_invented_is_not_called_law(mandates):
    invented = mandates["note"].str.startswith("Påhittad rad")
    assert set(mandates.loc[invented, "source"]) == {"agreement", "practice"}
    assert not mandates.loc[mandates["source"] == "practice", "note"].str.startswith("Belägg").any()


def test_the_association_only_pays(mandates):
    own = mandates[mandates["actor"] == "association"]
    assert set(own["role"]) == {"pay"}
    assert not set(own["role"]) & set(COVERING_ROLES)


def test_the_shipped_rules_are_the_rules_of_the_data_set(shared_data):
    text = (shared_data("rules-se") / "rules.csv").read_text("utf-8").splitlines()
    rules = list(csv.DictReader(text, delimiter=";"))
    shipped = demo_table("rules")
    assert shipped["rule"].tolist() == [rule["id"] for rule in rules]
    verified = [rule["evidence"].startswith("V") for rule in rules]
    assert shipped["evidence"].str.startswith("V").tolist() == verified
    for ours, theirs in zip(shipped["valid_from"], rules, strict=True):
        year = theirs["valid_from"][:4]
        assert ours[:4] == year, theirs["id"]


def test_every_mandate_of_an_intervention_is_its_actors_own(record):
    actor = record.tables["mandates"].set_index("mandate")["actor"]
    interventions = record.tables["interventions"]
    assert interventions["mandate"].map(actor).tolist() == interventions["actor"].tolist()


def test_travel_times_are_the_same_both_ways_and_never_longer_than_a_detour(record):
    minutes = {
        (row["from"], row["to"]): row["minutes"]
        for row in record.typed("travel").to_dict("records")
    }
    towns = sorted({start for start, _ in minutes})
    assert len(minutes) == 8 * 7
    for a, b in minutes:
        assert minutes[a, b] == minutes[b, a]
        for via in set(towns) - {a, b}:
            assert minutes[a, b] <= minutes[a, via] + minutes[via, b]


def test_warnings_are_those_meant_to_be_shown(record):
    drafts = (record.tables["mandates"]["status"] == "draft").sum()
    warned = record.warnings["warning"].value_counts()
    assert warned["not confirmed by the actor"] == drafts
    assert warned["checked more than a year before the reference date"] == 1
    assert warned.sum() == drafts + 1


def test_an_unknown_shipped_table_is_refused_with_the_nearest_name():
    with pytest.raises(UnknownNameError, match="mandates"):
        demo_path("mandate")


@pytest.mark.parametrize("name", DEMO_FILES)
def test_every_shipped_table_is_there_and_named_in_the_readme(name):
    table = demo_table(name)
    assert len(table) > 0
    if name not in {"about"}:
        readme = demo_path(name).parent.parent.joinpath("README.md").read_text("utf-8")
        assert f"`{name}.csv`" in readme


def test_the_same_tables_come_twice():
    for (name, one), other in zip(demo_tables().items(), demo_tables().values(), strict=True):
        pd.testing.assert_frame_equal(one, other, obj=name)
