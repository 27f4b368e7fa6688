"""The command that fetches archives: what it says, and how it ends."""

import json

import typer
from typer.testing import CliRunner

from mobility.cli.download import download
from tests.archiving.local_server import Files, serving


def run(*words: str):
    app = typer.Typer()
    app.command()(download)
    return CliRunner().invoke(app, list(words))


def test_it_says_what_came_and_ends_well(tmp_path):
    with serving(Files({"/2016.jsonl": b"{}\n"})) as server:
        done = run("--to", str(tmp_path), "--years", "2016", "--address", server + "/{year}.jsonl")
    assert done.exit_code == 0
    assert "hämtad" in done.stdout
    assert (tmp_path / "2016.jsonl").read_bytes() == b"{}\n"


def test_a_year_that_is_not_there_is_said_and_the_exit_code_tells(tmp_path):
    with serving(Files({"/2016.jsonl": b"{}\n"})) as server:
        where = server + "/{year}.jsonl"
        done = run("--to", str(tmp_path), "--years", "2016-2017", "--address", where, "--json")
    assert done.exit_code == 1
    rows = json.loads(done.stdout)["rows"]
    assert [row["state"] for row in rows] == ["fetched", "not fetched"]
    assert "2017.jsonl: finns inte att få: servern svarar 404" in done.stderr


def test_enriched_and_an_address_do_not_go_together(tmp_path):
    assert run("--to", str(tmp_path), "--enriched", "--address", "https://a.se/b").exit_code == 2
