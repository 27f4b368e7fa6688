"""The commands near-misses and repairs: what they say, in which form, and what they refuse."""

import json

import pandas as pd
import pytest

from collab_graph.cli import main
from collab_graph.reading.folder import write_folder
from collab_graph.record.record import Record, example_tables
from tests.village import village


@pytest.fixture
def folder(tmp_path):
    write_folder(village(), tmp_path / "record")
    return tmp_path / "record"


def test_near_misses_are_told_with_those_they_close_the_gap_for(folder, capsys):
    assert main(["near-misses", str(folder)]) == 0
    said = capsys.readouterr()
    # Norrsjö: 3 + 20 = 23 have nobody who leads at money.
    assert "Låt Kommunen verka även i Norrsjö – gäller pengar (lag): 23 personer" in said.out
    # The 110 at work would give the 3 away, who are all of the 113 that are not among them.
    assert "Låt Kommunen leda, inte bara stödja – gäller arbete (praxis): visas inte" in said.out
    assert "antal under 5 visas inte" in said.err


def test_near_misses_as_json_and_csv_are_those_of_the_text(folder, tmp_path, capsysbinary):
    assert main(["near-misses", str(folder), "--json", "--lang", "en"]) == 0
    rows = json.loads(capsysbinary.readouterr().out)["changes"]
    assert [row["persons"] for row in rows] == [{"n": 23}, {}, {}]
    assert main(["near-misses", str(folder), "--csv", "--lang", "en"]) == 0
    (tmp_path / "out.csv").write_bytes(capsysbinary.readouterr().out)
    table = pd.read_csv(tmp_path / "out.csv")
    assert table["change"].tolist() == [row["label"]["en"] for row in rows]


def test_a_repair_says_its_cost_its_changes_and_whose_gap_it_closes(folder, capsys):
    assert main(["repairs", str(folder), "--budget", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Kostnad 1: visas inte (inget stänger fler luckor)"
    assert len(lines) == 2
    assert lines[1].startswith("  - Låt ")


GROUPS = {
    "actors": [["actor", "name"], ["A", "Aktör A"]],
    "axes": [["axis", "label_sv", "kind"], ["group", "grupp", "values"]],
    "values": [["axis", "value", "label_sv"], *(["group", v, v] for v in "xyz")],
    "needs": [["need", "label_sv"], ["work", "arbete"], ["money", "pengar"]],
    "places": [["place", "name", "inhabitants"], ["storby", "Storby", "20000"]],
    "mandates": [["mandate", "actor", "needs", "role", "strength", "force", "source", "group"],
                 ["m1", "A", "work; money", "deliver", "lead", "must", "practice", "z"]],
    "population": [["place", "needs", "persons", "group"],
                   ["storby", "work; money", "200", "x"], ["storby", "money", "40", "x"],
                   ["storby", "work", "30", "x"], ["storby", "work", "300", "y"],
                   ["storby", "money", "50", "y"], ["storby", "work; money", "20", "y"],
                   ["storby", "work; money", "60", "z"], ["storby", "work", "70", "z"]],
}  # fmt: skip


@pytest.fixture
def two_groups(tmp_path):
    """Mostly two needs in one group, mostly one in the other; the one agency takes neither."""
    tables = dict(example_tables())
    tables |= {n: pd.DataFrame(r[1:], columns=r[0], dtype="str") for n, r in GROUPS.items()}
    write_folder(Record.from_tables(tables), tmp_path / "groups")
    return tmp_path / "groups"


def test_most_is_said_of_gaps_which_are_told_beside_the_persons(two_groups, capsys):
    # x: 200 · 2 + 40 + 30 = 470 gaps of 270 persons; y: 300 + 50 + 20 · 2 = 390 gaps of 370.
    assert main(["repairs", str(two_groups), "--budget", "1"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == (
        "Kostnad 1: 470 luckor hos 270 personer (inget stänger fler luckor)"
    )
    assert "En lucka är ett behov hos en person" in said.err


def test_another_choice_that_must_differ_claims_to_be_best_in_nothing(two_groups, capsys):
    assert main(["repairs", str(two_groups), "--budget", "1", "--alternatives", "2"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Kostnad")]
    assert [line.split(" (")[1] for line in lines] == [
        "inget stänger fler luckor)",
        "ett annat val)",
    ]


def test_the_front_is_what_each_cost_closes_at_best(two_groups, capsys):
    assert main(["repairs", str(two_groups), "--all", "--front"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Kostnad")]
    # For 1 those of x; for 2 those of y too, which is all.
    assert [line.split(":")[0] for line in lines] == ["Kostnad 1", "Kostnad 2"]
    assert "470 luckor hos 270 personer (inget stänger fler luckor)" in lines[0]
    assert lines[1].endswith("(inget billigare räcker)")


@pytest.mark.parametrize("words", [["--alternatives", "2"], ["--floor", "0.5"]])
def test_the_front_is_not_of_other_choices(two_groups, words, capsys):
    assert main(["repairs", str(two_groups), "--all", "--front", *words]) == 2
    assert "--front går inte ihop med" in capsys.readouterr().err


def test_of_the_cheapest_it_is_said_that_nothing_cheaper_is_enough(two_groups, capsys):
    assert main(["repairs", str(two_groups), "--all"]) == 0
    assert "(inget billigare räcker)" in capsys.readouterr().out


def test_all_is_closed_for_two(folder, capsys):
    # One change for work, one for money in Norrsjö.
    assert main(["repairs", str(folder), "--all", "--json", "--lang", "en"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["repairs"]
    assert found["cost"] == 2
    assert {change["actor"] for change in found["changes"]} >= {"Kommunen"}


def test_alternatives_are_choices_that_differ(folder, capsys):
    assert main(["repairs", str(folder), "--budget", "1", "--alternatives", "2", "--json"]) == 0
    one, other = json.loads(capsys.readouterr().out)["repairs"]
    assert one["changes"][0]["label"] != other["changes"][0]["label"]


def test_costs_of_a_file_stand_in_for_those_of_the_record(folder, tmp_path, capsys):
    costs = tmp_path / "costs.csv"
    costs.write_text("uppdrag;kostnad\nm1;9\n", encoding="utf-8")
    assert main(["repairs", str(folder), "--budget", "1", "--costs", str(costs)]) == 0
    # The agency's mandate is too dear, so the municipality is asked.
    assert "Låt Kommunen leda" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["--budget", "1", "--all"]])
def test_one_of_budget_and_all_is_needed(folder, words, capsys):
    assert main(["repairs", str(folder), *words]) == 2
    assert "--budget eller --all, ett av dem." in capsys.readouterr().err


def test_a_floor_that_cannot_be_reached_is_refused_in_swedish(folder, capsys):
    arguments = ["repairs", str(folder), "--budget", "0", "--floor", "0.5"]
    assert main(arguments) == 1
    assert "den andelen i varje kommun" in capsys.readouterr().err


def test_without_a_population_changes_are_told_without_persons(tmp_path, capsys):
    write_folder(village(population=False), tmp_path / "record")
    assert main(["near-misses", str(tmp_path / "record")]) == 0
    said = capsys.readouterr()
    assert "Låt Kommunen leda, inte bara stödja – gäller arbete (praxis)\n" in said.out
    assert "situationer" in said.err


@pytest.fixture
def two_leads(tmp_path):
    """Each need has one who leads; nobody holds the two together, and B may be asked to."""
    rows = GROUPS | {
        "actors": [["actor", "name"], ["A", "Aktör A"], ["B", "Aktör B"]],
        "mandates": [["mandate", "actor", "needs", "role", "strength", "force", "source", "group"],
                     ["m1", "A", "work", "deliver", "lead", "must", "practice", ""],
                     ["m2", "B", "money", "deliver", "lead", "must", "practice", "x; y"]],
        "costs": [["change", "actor", "cost"], ["spanner", "B", "1"]],
    }  # fmt: skip
    tables = dict(example_tables())
    tables |= {n: pd.DataFrame(r[1:], columns=r[0], dtype="str") for n, r in rows.items()}
    write_folder(Record.from_tables(tables), tmp_path / "leads")
    return tmp_path / "leads"


def test_a_boundary_spanner_is_a_change_where_costs_say_who_may_become_one(two_leads, capsys):
    # Both needs have 200 of x, 20 of y and 60 of z; of z nobody leads for money.
    assert main(["repairs", str(two_leads), "--budget", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Kostnad 1: 220 personer (inget stänger fler luckor)"
    assert lines[1] == (
        "  - Låt Aktör B hålla ihop arbete och pengar i Storby (en gränsgångare) (överenskommelse)"
    )
    costs = two_leads / "none.csv"
    costs.write_text("ändring;kostnad\nvärde;1\n", encoding="utf-8")
    assert main(["repairs", str(two_leads), "--budget", "1", "--costs", str(costs)]) == 0
    assert "gränsgångare" not in capsys.readouterr().out
