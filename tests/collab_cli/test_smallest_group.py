"""From how many persons a group is shown can be raised on the command line, and never lowered."""

import json

import pytest

from collab_graph.cli import main
from collab_graph.reading.folder import write_folder
from collab_graph.showing.report_counts import SMALLEST_CELL
from collab_graph.walk import zones_report
from mobility.foundation.errors import InputError
from tests.village import village

COMMANDS = {
    "zones": [], "near-misses": [], "repairs": ["--budget", "1"], "what-if": ["edits.csv"],
    "diff": ["--at-after", "2027-01-01"],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path, monkeypatch):
    write_folder(village(), tmp_path / "record")
    monkeypatch.chdir(tmp_path)
    edits = "sheet,row,column,value\nmandates,m1,age,16–44\n"
    (tmp_path / "edits.csv").write_text(edits, encoding="utf-8")
    return "record"


def test_a_higher_limit_withholds_more_and_stands_on_the_page_and_in_the_recipe(folder, capsys):
    assert main(["zones", folder, "--smallest-group", "60", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["settings"]["smallest"] == 60
    (suppressed,) = [step for step in found["recipe"] if step["step"] == "suppressed"]
    assert suppressed["settings"]["smallest_cell"] == 60
    # 213 persons in all may be told of; which 100 of them have no open need may not.
    assert found["persons"]["all"] == {"n": 203}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_limit_below_the_floor_is_refused_in_either_language(command, folder, capsys):
    words = [command, folder, *COMMANDS[command], "--smallest-group", "4"]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert "--smallest-group 4: i en grupp på färre än 5 går någon att känna igen" in said
    assert "Ange 5 eller mer." in said
    assert main([*words, "--lang", "en"]) == 2
    assert "it is never shown. Give 5 or more." in capsys.readouterr().err


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "zones"])
def test_what_is_counted_says_from_how_many(command, folder, capsys):
    assert main([command, folder, *COMMANDS[command], "--smallest-group", "7"]) == 0
    assert "antal under 7 visas inte (14 där färre än 5 000 bor)" in capsys.readouterr().err


def test_the_help_says_what_it_does_in_both_languages(capsys):
    for language, said in (("sv", "minst 5; det dubbla"), ("en", "5 at least; twice that")):
        assert main(["zones", "--help", "--lang", language]) == 0
        assert said in " ".join(capsys.readouterr().out.split())


def test_python_writes_no_report_with_smaller_groups_either(tmp_path):
    with pytest.raises(InputError, match="smallest_cell is 4; in a group of fewer than 5"):
        zones_report(village(), tmp_path, smallest_cell=SMALLEST_CELL - 1)
    assert not list(tmp_path.iterdir())
