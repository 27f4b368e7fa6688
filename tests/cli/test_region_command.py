"""The command region: a table of jobs and what is related in, page and workbook out."""

import io
import json

import pandas as pd
import pytest

from mobility.cli import main
from mobility.foundation.network import Network
from mobility.foundation.network_files import write_network
from mobility.reaching.region_board import region_board
from mobility.reading.employment import read_employment

FAMILIES = {"a": "metal", "b": "fish"}
REGIONS = [f"R{n}" for n in range(8)]


@pytest.fixture
def given(tmp_path):
    """Jobs of eight regions in two families of industries, each lacking one of its own."""
    rows = [
        (region, f"{family}{number}", 20 if number != place else 2)
        for place, region in enumerate(REGIONS)
        for family in "ab"[place % 2]
        for number in range(8)
    ]
    jobs = pd.DataFrame(rows, columns=["kommun", "sni", "antal"])
    jobs.to_csv(tmp_path / "jobs.csv", index=False)
    kin = pd.DataFrame(
        [(f"{f}{i}", f"{f}{j}", 1.0) for f in "ab" for i in range(8) for j in range(i)],
        columns=["source", "target", "weight"],
    )
    network = Network.from_edges(kin, version="SNI 2007")
    write_network(network, tmp_path / "network", format="csv")
    codes = [f"{f}{n}" for f in "ab" for n in range(8)]
    titles = pd.DataFrame({"code": codes, "title": [f"{FAMILIES[c[0]]} {c[1]}" for c in codes]})
    titles.to_csv(tmp_path / "titles.csv", index=False)
    words = [
        "region", str(tmp_path / "jobs.csv"), "--column", "region=kommun", "--column",
        "activity=sni", "--column", "count=antal", "--classification", "SNI 2007",
        "--relatedness", str(tmp_path / "network"), "--titles", str(tmp_path / "titles.csv"),
        "--top", "1", "--draws", "3", "--out", str(tmp_path / "out"),
    ]  # fmt: skip
    return words, network


def test_the_csv_is_what_the_call_names_and_page_and_workbook_stand_beside_it(
    given, tmp_path, capsys
):
    words, network = given
    assert main([*words, "--place", "R2", "--csv"]) == 0
    captured = capsys.readouterr()
    found = pd.read_csv(io.StringIO(captured.out))
    # R2 lacks nothing of its family but a2, which the seven others carry.
    assert found["activity"].tolist() == ["a2"]
    assert found["because"].tolist() == ["metal 0 · metal 1 · metal 3"]
    counts = read_employment(
        tmp_path / "jobs.csv", region="kommun", activity="sni", count="antal", version="SNI 2007"
    )
    expected = region_board(counts, network, top=1).region("R2").iloc[0]
    assert found["density"].item() == pytest.approx(expected["density"])
    assert "</html>" in (tmp_path / "out" / "region.html").read_text("utf-8")
    sheets = pd.read_excel(tmp_path / "out" / "region.xlsx", sheet_name=None)
    assert list(sheets)[:4] == ["Läs först", "Nästan här", "Vad som talar för", "Allt"]
    assert sheets["Nästan här"]["Namn"].tolist() == ["metal 2"]
    assert "ingen prognos" in captured.err


def test_the_words_are_english_where_asked(given, capsys):
    words, _ = given
    assert main([*words, "--place", "R2", "--language", "en"]) == 0
    captured = capsys.readouterr()
    assert "what speaks for it" in captured.out.replace("\n", " ")
    assert "no forecast" in captured.err


def test_without_draws_it_says_that_the_list_is_untried(given, capsys):
    words, _ = given
    assert main([*words, "--draws", "0", "--place", "R2"]) == 0
    assert "är inte prövat här" in capsys.readouterr().err


def test_json_says_which_regions_and_how(given, capsys):
    words, _ = given
    assert main([*words, "--json"]) == 0
    held = json.loads(capsys.readouterr().out)
    assert held["regions"] == REGIONS
    assert held["recipe"][-1]["step"] == "RegionView.of"


@pytest.mark.parametrize(
    ("extra", "said", "code"),
    [
        (["--place", "R9"], "Ingen region heter 'R9'; det finns 8.", 1),
        (["--column", "kommun"], "är inte skrivet som --column region=kommun", 2),
        (["--order", "size"], "--order 'size' är inget av", 2),
        (["--classification", "SNI 2002"], "SNI 2002", 1),
        (["--flows", "moves.csv"], "inte båda", 2),
        (["--period", "2014"], "Ingen period heter '2014'", 1),
    ],
)
def test_what_cannot_be_is_refused_by_name(given, capsys, extra, said, code):
    words, _ = given
    assert main([*words, *extra]) == code
    assert said in capsys.readouterr().err.replace("\n", " ").replace("│", "").replace("  ", " ")


def test_moves_relate_activities_where_no_network_is_given(given, tmp_path, capsys):
    words, _ = given
    pairs = [(f"{f}{i}", f"{f}{j}", 30) for f in "ab" for i in range(8) for j in range(8) if i != j]
    pd.DataFrame(pairs, columns=["from", "to", "n"]).to_csv(tmp_path / "moves.csv", index=False)
    i = words.index("--relatedness")
    moves = ["--flows", str(tmp_path / "moves.csv"), "--flows-column", "origin=from",
             "--flows-column", "destination=to", "--flows-column", "count=n"]  # fmt: skip
    assert main([*words[:i], *words[i + 2 :], *moves, "--place", "R2", "--csv"]) == 0
    assert pd.read_csv(io.StringIO(capsys.readouterr().out))["activity"].tolist() == ["a2"]


def test_compare_writes_page_and_workbook_and_says_which_is_which(given, tmp_path, capsys):
    words, _ = given
    i = words.index("--draws")
    words = ["compare", *words[1:i], *words[i + 2 :]]
    assert main([*words, "--place", "R2", "--place", "R3", "--csv"]) == 0
    captured = capsys.readouterr()
    found = pd.read_csv(io.StringIO(captured.out)).set_index("activity")
    assert found.at["a2", "class_1"] == "nearly"
    assert found.at["b0", "class_2"] == "strong"
    assert "1: R2, 2: R3" in captured.err
    assert "</html>" in (tmp_path / "out" / "compare.html").read_text("utf-8")
    assert (tmp_path / "out" / "compare.xlsx").is_file()
    assert main([*words, "--place", "R2"]) == 2
    assert "Säg två med --place" in capsys.readouterr().err
