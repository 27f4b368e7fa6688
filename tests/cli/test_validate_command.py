"""The command validate: networks and moves in, page, CSV and LaTeX out."""

import io
import json

import pandas as pd
import pytest

from mobility.cli import main
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import shipped_path
from mobility.foundation.network import Network
from mobility.foundation.network_files import write_network
from mobility.reaching.validation import validate
from mobility.reading.flows import read_flows
from mobility.saving.study import read_study

MOVES = pd.DataFrame(
    {
        "from": ["11", "12", "21", "22", "11", "22"],
        "to": ["12", "11", "22", "21", "21", "12"],
        "people": [60, 60, 60, 60, 9, 9],
    }
)
HEADINGS = ["--origin", "from", "--destination", "to", "--count", "people"]


def network(weights: tuple[float, float], version: str = "SSYK 2012") -> Network:
    edges = pd.DataFrame({"source": ["11", "21"], "target": ["12", "22"], "weight": weights})
    return Network.from_edges(edges, version=version)


@pytest.fixture
def given(tmp_path):
    """Two networks in files, a table of moves, and the words that say how to read it."""
    near = write_network(network((0.8, 0.6)), tmp_path / "near.graphml")
    far = write_network(network((0.2, 0.9)), tmp_path / "far", format="csv")
    MOVES.to_csv(tmp_path / "moves.csv", index=False)
    read = ["--flows", str(tmp_path / "moves.csv"), *HEADINGS, "--classification", "SSYK 2012"]
    return near, far, [*read, "--draws", "20", "--out", str(tmp_path / "out")]


def test_the_csv_is_what_the_call_gives_and_stands_beside_page_and_latex(given, tmp_path, capsys):
    near, far, read = given
    assert main(["validate", f"skills={near}", str(far), *read, "--csv"]) == 0
    said = capsys.readouterr().out
    flows = read_flows(
        tmp_path / "moves.csv", kind="occupation", origin="from", destination="to", count="people",
        version="SSYK 2012",
    )  # fmt: skip
    predictors = {"skills": network((0.8, 0.6)), "far": network((0.2, 0.9))}
    expected = validate(predictors, flows, draws=20)
    pd.testing.assert_frame_equal(
        pd.read_csv(io.StringIO(said)), expected, check_dtype=False, rtol=1e-12
    )
    assert said == (tmp_path / "out" / "validation.csv").read_text("utf-8-sig").replace(
        "\r\n", "\n"
    )
    assert "\\begin{tabular}" in (tmp_path / "out" / "validation.tex").read_text("utf-8")
    assert "</html>" in (tmp_path / "out" / "validation.html").read_text("utf-8")


def test_people_read_it_in_their_language_and_learn_where_the_page_is(
    given, tmp_path, capsys, monkeypatch
):
    near, _, read = given
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["validate", str(near), *read, "--language", "sv"]) == 0
    shown = capsys.readouterr()
    assert "rensat för storlek" in shown.out
    assert "bara storlek" in shown.out
    assert str(tmp_path / "out" / "validation.html") in shown.err
    assert main(["validate", str(near), *read, "--language", "en"]) == 0
    assert "size alone" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_terminal_of_80_columns_breaks_lines_between_words_only(
    language, given, capsys, monkeypatch
):
    near, _, read = given
    said = ["validate", f"descriptions of occupations={near}", *read, "--language", language]
    monkeypatch.setenv("COLUMNS", "200")
    assert main(said) == 0
    wide = capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", "80")
    assert main(said) == 0
    narrow = capsys.readouterr().out
    assert "descriptions of occupations" in wide
    assert "descriptions of occupations" not in narrow
    assert max(map(len, narrow.splitlines())) <= 80
    words, broken = (set(text.replace("─", "").split()) for text in (wide, narrow))
    assert broken == words


def test_headings_that_are_not_there_are_answered_with_the_options_for_them(given, capsys):
    near, _, read = given
    apart = read.index("--destination")
    assert main(["validate", str(near), *read[:2], *read[apart : apart + 2]]) == 1
    said = capsys.readouterr().err
    there = "saknas; det finns 'from', 'to', 'people'. Säg vilken den är med"
    assert "moves.csv: 2 fel" in said
    assert f"rubriken 'origin' {there} --origin" in said
    assert f"rubriken 'count' {there} --count" in said
    assert "--destination" not in said


def test_a_cell_that_is_no_count_is_not_answered_with_options_for_headings(given, tmp_path, capsys):
    near, _, read = given
    MOVES.astype({"people": "str"}).replace("60", "sixty").to_csv(
        tmp_path / "moves.csv", index=False
    )
    assert main(["validate", str(near), *read]) == 1
    said = capsys.readouterr().err
    assert "'sixty'" in said
    assert "--count" not in said


def test_json_has_every_row_with_none_where_a_score_is_not_defined(given, capsys):
    near, _, read = given
    assert main(["validate", str(near), *read, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    # One measure and four nulls, on two targets.
    assert [row["name"] for row in said["rows"]] == 2 * [
        "near", "size alone", "classification", "popularity", "random",
    ]  # fmt: skip


def test_seed_draws_and_the_limit_of_withheld_counts_reach_the_call(given, capsys):
    near, _, read = given
    words = ["validate", str(near), *read, "--json", "--withheld-below", "9"]
    assert main([*words, "--seed", "7", "--unlisted", "withheld"]) == 0
    recipe = json.loads(capsys.readouterr().out)["recipe"]
    settings = {step["step"]: step["settings"] for step in recipe}
    assert settings["read_flows"]["withheld_below"] == 9
    assert settings["read_flows"]["unlisted"] == "withheld"
    assert (settings["validate"]["draws"], settings["validate"]["random_state"]) == (20, 7)
    assert settings["validate"]["least_moves"] == 9


def test_a_study_is_a_predictor_and_its_made_up_ads_are_said_on_the_page(tmp_path, capsys):
    assert main(["demo", "--ads", "200", "--out", str(tmp_path / "s")]) == 0
    codes = read_study(tmp_path / "s").network.nodes.index[:6].tolist()
    moves = pd.DataFrame({"origin": codes, "destination": codes[1:] + codes[:1], "count": 40})
    moves.to_csv(tmp_path / "moves.csv", index=False)
    capsys.readouterr()
    said = ["validate", str(tmp_path / "s"), "--flows", str(tmp_path / "moves.csv"), "--draws", "5"]
    said += ["--classification", "SSYK 2012", "--out", str(tmp_path / "out"), "--language", "en"]
    assert main(said) == 0
    assert "Synthetic ads" in capsys.readouterr().err
    assert "made-up" in (tmp_path / "out" / "validation.html").read_text("utf-8").casefold()


def test_a_study_keeps_edges_by_the_rule_that_is_asked_for(tmp_path):
    ads = write_synthetic_ads(tmp_path / "ads.jsonl", 200)
    words = ["study", str(ads), "--skills", str(shipped_path("skills.csv"))]
    assert main([*words, "--out", str(tmp_path / "s"), "--rule", "mutual nearest", "--k", "3"]) == 0
    held = read_study(tmp_path / "s")
    # Every edge kept is among the three strongest of both ends.
    assert held.backbone.edges["rank"].between(1, 3).all()
    assert 0 < len(held.backbone.edges) < len(held.network.edges)


@pytest.mark.parametrize("word", ["=", "=near.graphml", "near="])
def test_a_predictor_without_name_or_path_is_wrong_usage(word, given, capsys):
    _, _, read = given
    assert main(["validate", word, *read]) == 2
    assert "NAMN=FIL" in capsys.readouterr().err


def test_two_predictors_of_one_name_are_not_mixed_up(given, tmp_path, capsys):
    near, _, read = given
    other = write_network(network((0.1, 0.1)), tmp_path / "else" / "near.graphml")
    assert main(["validate", str(near), str(other), *read]) == 2
    assert "Två mått heter 'near'" in capsys.readouterr().err


def test_another_classification_ends_with_a_sentence_and_writes_nothing(given, tmp_path, capsys):
    _, _, read = given
    old = write_network(network((0.8, 0.6), version="SSYK 96"), tmp_path / "old.graphml")
    assert main(["validate", str(old), *read]) == 1
    assert "SSYK 96" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main(["validate", str(tmp_path / "none.graphml"), *read]) == 1
    assert "none.graphml" in capsys.readouterr().err


def test_a_rule_that_is_not_known_or_lacks_its_number_is_refused(tmp_path, capsys):
    ads = str(write_synthetic_ads(tmp_path / "ads.jsonl", 200))
    words = [
        "study",
        ads,
        "--skills",
        str(shipped_path("skills.csv")),
        "--out",
        str(tmp_path / "s"),
    ]
    assert main([*words, "--rule", "nearest"]) == 2
    assert "mutual nearest" in capsys.readouterr().err
    assert main([*words, "--rule", "mutual nearest"]) == 1
    assert "behöver --k" in capsys.readouterr().err
