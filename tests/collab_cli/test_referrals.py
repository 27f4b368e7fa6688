"""The command referrals: where they go round or stop, in words, as CSV and as JSON."""

import json

import pandas as pd
import pytest

from collab_graph.cli import main
from collab_graph.reading.folder import write_folder
from collab_graph.record.record import Record, example_tables


@pytest.fixture
def folder(tmp_path):
    # Two agencies that both take people only from each other; a third that supports, and no more.
    tables = example_tables()
    tables["mandates"] = tables["mandates"].assign(
        entry=["remiss från FK", "remiss från AF"], age=""
    )
    tables["actors"] = pd.DataFrame({"actor": ["AF", "FK", "KO"], "name": ["AF", "FK", "Kommunen"]})
    third = {"mandate": "m3", "actor": "KO", "needs": "work", "role": "deliver",
             "strength": "support", "force": "may", "entry": "self",
             "source": "practice"}  # fmt: skip
    tables["mandates"] = pd.concat([tables["mandates"], pd.DataFrame([third])]).fillna("")
    write_folder(Record.from_tables(tables), tmp_path / "record")
    return str(tmp_path / "record")


def test_circles_and_dead_ends_are_told_with_their_need_and_who(folder, capsys):
    assert main(["referrals", folder]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Remisser som går runt, utan att någon leder där eller längre fram:",
        "  - arbete: AF, FK (alla)",
        "Remisser som tar slut: man kommer in, men ingen leder där eller längre fram:",
        "  - arbete: Kommunen (alla)",
    ]
    assert "inte ett beslut" in said.err


def test_a_table_and_json_hold_the_same_and_no_persons(folder, tmp_path, capsysbinary):
    assert main(["referrals", folder, "--csv", "--lang", "en"]) == 0
    (tmp_path / "out.csv").write_bytes(capsysbinary.readouterr().out)
    table = pd.read_csv(tmp_path / "out.csv", keep_default_na=False)
    assert table[["what", "actor"]].to_numpy().tolist() == [
        ["goes round", "AF; FK"],
        ["stops", "Kommunen"],
    ]
    assert main(["referrals", folder, "--json"]) == 0
    content = json.loads(capsysbinary.readouterr().out)
    assert [row["actor"] for row in content["circle"]] == ["AF; FK"]
    assert set(content["dead_end"][0]) == {"need", "actor", "refers_to", "situation"}


def test_where_nothing_goes_round_it_says_so(tmp_path, capsys):
    write_folder(Record.from_tables(example_tables()), tmp_path / "record")
    assert main(["referrals", str(tmp_path / "record"), "--at", "2026-11-01"]) == 0
    assert "Inga remisser går runt." in capsys.readouterr().out
