"""A record goes out as HSDS or HXL and comes back: the same content, and what is lost is named."""

import csv
import io
import json
import re

import pytest

from collab_graph.cli.standards_words import why_in
from collab_graph.datasets.shipped import demo_record
from collab_graph.reading.example import example_record
from collab_graph.reading.hsds import read_hsds
from collab_graph.reading.hxl import read_hxl
from collab_graph.record.contracts import SHEETS
from collab_graph.record.record import Record
from collab_graph.saving.hsds import write_hsds
from collab_graph.saving.hxl import write_hxl
from mobility.foundation.errors import InputError
from tests.collab_saving.hsds_rules import broken_rules
from tests.village import village


@pytest.fixture(scope="module")
def demo():
    record = demo_record()
    tables = {**record.tables, "population": record.tables["population"].iloc[:50]}
    return Record.from_tables(tables)


@pytest.fixture(scope="module")
def written(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("standards")
    return {
        "json": write_hsds(demo, folder / "katalog.json"),
        "package": write_hsds(demo, folder / "katalog"),
        "hxl": write_hxl(demo, folder / "3w.csv"),
    }


@pytest.fixture(scope="module")
def back(written):
    folder = written["json"].files[0].parent
    return {
        "json": read_hsds(folder / "katalog.json"),
        "package": read_hsds(folder / "katalog"),
        "hxl": read_hxl(folder / "3w.csv"),
    }


def rows_of(table, *columns):
    return sorted(table[list(columns)].itertuples(index=False, name=None))


def in_names(table, column, names):
    return ["; ".join(sorted(names[p] for p in cell.split("; ") if p)) for cell in table[column]]


def test_every_object_keeps_the_rules_of_the_standard(written):
    page = json.loads(written["json"].files[0].read_text("utf-8"))
    assert page["total_items"] == len(page["contents"]) == 29
    assert [
        rule for thing in page["contents"] for rule in broken_rules("organization", thing)
    ] == []


def test_rules_that_are_broken_are_seen():
    broken = broken_rules("organization", {"id": "1", "name": "", "services": [{"email": "x"}]})
    assert len(broken) == 9  # description, id; name; id, name, status, email, id, status below.


def test_actors_come_back_with_their_ids_names_parents_and_notes(demo, back):
    for name in ("json", "package"):
        found = back[name].tables["actors"]
        own = demo.tables["actors"]
        for row, other in zip(own.to_dict("records"), found.to_dict("records"), strict=True):
            assert {**other, "kind": row["kind"]} == {
                **row, "note": row["note"] if row["note"] != row["name"] else "",
            }  # fmt: skip


def test_interventions_come_back_with_what_a_directory_carries(demo, back):
    columns = ("name", "actor", "needs", "method", "target_group", "note")
    own = demo.tables["interventions"]
    needs = dict(
        zip(demo.tables["mandates"]["mandate"], demo.tables["mandates"]["needs"], strict=True)
    )
    own = own.assign(
        needs=[n or needs[m] for n, m in zip(own["needs"], own["mandate"], strict=True)]
    )
    for name in ("json", "package"):
        found = back[name].tables["interventions"]
        ours = set(rows_of(own, *columns))
        assert len(ours) == 27
        assert ours <= {tuple(row) for row in rows_of(found, *columns)}


def test_mandates_come_back_with_dates_capacity_wait_way_in_and_payer(demo, back):
    columns = ("actor", "valid_from", "valid_to", "capacity", "occupied", "wait_days", "entry",
               "financier", "checked_on")  # fmt: skip
    own = demo.tables["mandates"]
    listed = own[own["mandate"].isin(set(demo.tables["interventions"]["mandate"]))]
    both = (own["capacity"] != "") & (own["occupied"] != "")
    assert both.sum() > 5
    own = own.assign(
        capacity=own["capacity"].where(both, ""), occupied=own["occupied"].where(both, "")
    )
    for name in ("json", "package"):
        assert set(rows_of(own.loc[listed.index], *columns)) <= set(
            rows_of(back[name].tables["mandates"], *columns)
        )


def test_ages_come_back_as_a_criterion(demo, back):
    own = {text for text in demo.tables["mandates"]["age"] if text and ";" not in text}
    found = set(back["json"].tables["mandates"]["age"]) - {""}
    assert len(found) > 5
    assert found <= own


def test_json_and_package_say_the_same(back):
    one, other = back["json"].tables, back["package"].tables
    for sheet in SHEETS:
        if sheet.name != "about":
            assert one[sheet.name].equals(other[sheet.name]), sheet.name


def test_a_table_of_who_does_what_where_comes_back_with_its_ids(demo, back):
    draft = back["hxl"].tables
    own = demo.tables["interventions"]
    found = draft["interventions"].set_index("intervention").loc[own["intervention"]]
    for column in ("name", "actor", "method", "target_group", "note"):
        assert found[column].tolist() == own[column].tolist()
    places = dict(zip(demo.tables["places"]["place"], demo.tables["places"]["parent"], strict=True))
    parents = zip(draft["places"]["place"], draft["places"]["parent"], strict=True)
    assert dict(parents) == places
    stated = demo.tables["mandates"].set_index("mandate")
    for key, mandate in zip(own["intervention"], own["mandate"], strict=True):
        (row,) = draft["mandates"][draft["mandates"]["mandate"] == f"m_{key}"].to_dict("records")
        assert row["valid_from"] == stated.loc[mandate, "valid_from"]
        assert row["valid_to"] == stated.loc[mandate, "valid_to"]
    assert back["hxl"].left.empty


def test_what_comes_back_goes_out_the_same_again(back, tmp_path):
    answers = {"strength": "support", "force": "may", "source": "practice"}
    again = back["json"].answered(**answers, reference_date="2026-11-01")
    twice = read_hsds(write_hsds(again, tmp_path / "katalog.json").files[0])
    for sheet in ("actors", "needs", "places"):
        assert twice.tables[sheet].equals(back["json"].tables[sheet]), sheet
    columns = ("name", "actor", "needs", "places", "method", "target_group")
    one, other = (d.tables["interventions"] for d in (twice, back["json"]))
    assert rows_of(one, *columns) == rows_of(other, *columns)
    again = back["hxl"].answered(**answers, reference_date="2026-11-01")
    twice = read_hxl(write_hxl(again, tmp_path / "3w.csv").files[0])
    for sheet in SHEETS:
        if sheet.name != "about":
            assert twice.tables[sheet.name].equals(back["hxl"].tables[sheet.name]), sheet.name


def test_every_filled_cell_is_carried_or_counted_as_lost(demo, written):
    filled = sum(int((table != "").to_numpy().sum()) for table in demo.tables.values())
    for exported in written.values():
        assert 0 < exported.lost["cells"].sum() < filled
        assert not exported.lost.duplicated(["sheet", "column", "why"]).any()


@pytest.mark.parametrize("standard", ["json", "hxl"])
def test_a_cell_is_lost_if_and_only_if_the_file_is_the_same_without_it(standard, tmp_path):
    record = example_record()
    write, name = (write_hsds, "x.json") if standard == "json" else (write_hxl, "x.csv")
    full = write(record, tmp_path / name)
    before, tried = full.files[0].read_bytes(), 0
    for sheet, column in (("actors", "note"), ("interventions", "method"), ("mandates", "note"),
                          ("interventions", "target_group"), ("mandates", "wait_days"),
                          ("mandates", "valid_to"), ("mandates", "valid_from"),
                          ("mandates", "reference"), ("mandates", "entry"), ("mandates", "degree"),
                          ("mandates", "financier"), ("mandates", "checked_on"),
                          ("mandates", "capacity"), ("mandates", "places"),
                          ("interventions", "places"), ("interventions", "note"),
                          ("interventions", "degree"), ("needs", "label_en"),
                          *(("mandates", axis.name) for axis in record.axes)):  # fmt: skip
        table = record.tables[sheet]
        for row in [i for i, text in enumerate(table[column]) if text][:2]:
            changed = table.copy()
            changed.loc[row, column] = ""
            other = Record.from_tables({**record.tables, sheet: changed})
            less = write(other, tmp_path / name)
            same = less.files[0].read_bytes() == before
            fewer = int(full.lost["cells"].sum()) - int(less.lost["cells"].sum())
            assert same == (fewer == 1), (sheet, column, row, fewer)
            tried += 1
    assert tried > 10


def test_counts_of_persons_never_go_out(tmp_path):
    record = village()
    for exported in (
        write_hsds(record, tmp_path / "x.json"),
        write_hxl(record, tmp_path / "x.csv"),
    ):
        text = exported.files[0].read_text("utf-8")
        assert "20000" not in text
        assert "persons" not in text
        lost = exported.lost[exported.lost["sheet"] == "population"]
        assert set(lost["why"]) == {"counts of persons are not handed out"}


def test_the_same_record_gives_the_same_bytes(written, demo, tmp_path):
    assert write_hsds(demo, tmp_path / "a.json").files[0].read_bytes() == (
        written["json"].files[0].read_bytes()
    )
    assert write_hxl(demo, tmp_path / "a.csv").files[0].read_bytes() == (
        written["hxl"].files[0].read_bytes()
    )


def test_a_package_describes_each_of_its_files(written):
    *tables, package = written["package"].files
    described = json.loads(package.read_text("utf-8"))["resources"]
    assert [resource["path"] for resource in described] == [file.name for file in tables]
    for file, resource in zip(tables, described, strict=True):
        with file.open(encoding="utf-8", newline="") as lines:
            headings = next(csv.reader(lines))
        assert headings == [field["name"] for field in resource["schema"]["fields"]]


def test_text_that_a_spreadsheet_would_run_is_defused_on_the_way_out(tmp_path):
    record = village()
    actors = record.tables["actors"].assign(name=["=cmd()", "Kommunen"])
    record = Record.from_tables({**record.tables, "actors": actors})
    exported = write_hxl(record, tmp_path / "x.csv")
    assert "\n=cmd" not in exported.files[0].read_text("utf-8").replace(",", "\n")
    assert read_hxl(exported.files[0]).tables["actors"]["name"].tolist()[0] == "=cmd()"


def test_labels_are_of_the_language_asked_for(tmp_path):
    english = write_hxl(village(), tmp_path / "x.csv", language="en").files[0].read_text("utf-8")
    assert "money" in english
    assert "pengar" not in english
    assert english.startswith("Who (id),Who,")


@pytest.mark.parametrize(("write", "name"), [(write_hsds, "x.xml"), (write_hxl, "x.json")])
def test_another_ending_is_refused(write, name, tmp_path):
    with pytest.raises(InputError, match="give a file that ends in"):
        write(village(), tmp_path / name)


def test_every_reason_is_said_in_swedish(written, back):
    reasons = {why for exported in written.values() for why in exported.lost["why"]}
    reasons |= {why for draft in back.values() for why in draft.left["why"]}
    assert len(reasons) > 15
    for why in reasons:
        assert why_in(why, "sv") != why
        assert not re.search(r"\b(?:the|a record)\b", why_in(why, "sv"))


def test_another_reader_of_hxl_finds_the_same(written, demo):
    hxl = pytest.importorskip("hxl", reason="libhxl is not installed")
    source = hxl.data(io.BytesIO(written["hxl"].files[0].read_bytes()))
    assert "#activity+code" in source.display_tags
    rows = list(source)
    assert {row.get("#org+name") for row in rows} <= set(demo.tables["actors"]["name"])
    assert {row.get("#activity+code") for row in rows} >= set(
        demo.tables["interventions"]["intervention"]
    )
    faults = []
    hxl.schema(None, callback=faults.append).validate(source)
    assert [fault for fault in faults if fault.rule.severity == "error"] == []
