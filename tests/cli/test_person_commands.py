"""What a person is told to almost-have and adjacent, and what is said back."""

import json
from pathlib import Path

import pandas as pd
import pytest

from mobility.cli import main


@pytest.fixture(scope="module")
def studied(tmp_path_factory) -> Path:
    """A study of a small table of links, with names finer than the unit groups."""
    place = tmp_path_factory.mktemp("links")
    asked = {
        ("5120", "Kock"): ("Knivvana", "Livsmedelshygien"),
        ("5120", "Sushikock"): ("Knivvana", "Sushi"),
        ("5121", "Köksmästare"): ("Knivvana", "Livsmedelshygien", "Menyplanering"),
        ("5131", "Servitör"): ("Menyplanering", "Kassavana"),
        ("5132", "Bartender"): ("Menyplanering", "Kassavana"),
        ("8331", "Busschaufför"): ("Busskörning", "Körkort D", "Kassavana"),
        ("4110", "Kontorist"): ("MS Excel", "Maskinskrivning"),
        ("4111", "Sekreterare"): ("MS Excel", "Maskinskrivning"),
    }
    lines = [(c, n, s) for (c, n), skills in asked.items() for s in skills]
    links = pd.DataFrame(lines, columns=["occupation_id", "occupation", "skill"])
    links["occupation_id"] = links["occupation"]  # a name stands once, so it is its own id
    links.assign(source="taxonomy").to_csv(place / "links.csv", index=False)
    groups = pd.DataFrame([(n, c) for c, n in asked], columns=["occupation_id", "ssyk4"])
    groups.to_csv(place / "groups.csv", index=False)
    titles = {"5120": "Kockar", "5121": "Kökschefer", "5131": "Servitörer", "5132": "Bartendrar",
              "8331": "Bussförare", "4110": "Kontorister", "4111": "Sekreterare"}  # fmt: skip
    pd.Series(titles, name="title").rename_axis("occupation").to_csv(place / "titles.csv")
    vacancies = [(code, town, 5) for code in titles for town in ("Göteborg", "Mölndal")]
    columns = ["ssyk4", "kommun", "ads"]
    pd.DataFrame(vacancies, columns=columns).to_csv(place / "vacancies.csv", index=False)
    words = ["study", "--links", "links.csv", "--groups", "groups.csv", "--occupations",
             "titles.csv", "--vacancies", "vacancies.csv"]  # fmt: skip
    paths = [str(place / word) if word.endswith(".csv") else word for word in words]
    assert main([*paths, "--out", str(place / "study")]) == 0
    return place / "study"


def answer(studied, capsys, command: str, *words: str) -> dict:
    capsys.readouterr()
    assert main([command, str(studied), *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["almost-have", "adjacent"])
def test_free_text_is_understood_and_said_first(studied, capsys, command):
    found = answer(studied, capsys, command, "--text", "knifvana, exel och kassan")
    said = [(row["typed"], row["label"]) for row in found["understood"]]
    assert said == [("knifvana", "Knivvana"), ("exel", "MS Excel"), ("kassan", "Kassavana")]


def test_what_was_understood_is_said_in_both_languages(studied, capsys):
    for language, word in (("sv", "förstått"), ("en", "understood")):
        words = ["adjacent", str(studied), "--text", "exel, blorp", "--language", language]
        assert main(words) == 0
        assert f"exel: {word} · MS Excel" in capsys.readouterr().err


def test_a_correction_sets_right_what_a_word_means(studied, capsys):
    found = answer(studied, capsys, "adjacent", "--text", "kock", "--means", "kock=5131")
    assert [row["id"] for row in found["understood"]] == ["5131"]


def test_an_occupation_name_and_years_are_taken(studied, capsys):
    found = answer(studied, capsys, "adjacent", "--years", "Sushikock=0,5")
    assert "5120" not in [row["occupation"] for row in found["rows"]]


def test_gates_open_what_they_block(studied, capsys):
    def blocked(*words: str) -> list[str]:
        rows = answer(studied, capsys, "adjacent", "--skill", "Kassavana", *words)["rows"]
        return next(row["blocked_by"] for row in rows if row["occupation"] == "8331")

    assert blocked()
    assert blocked("--gate", "D-körkort", "--gate", "YKB") == []


def test_what_speaks_against_a_need_is_said_with_where_it_comes_from(studied, capsys):
    words = ["adjacent", str(studied), "--skill", "Kassavana", "--need", "no_evenings"]
    assert main([*words, "--most", "400"]) == 0
    told = capsys.readouterr().out
    assert "emot, vanligt i yrket (bedömt, inte ur annonser): inte kvällar" in told
    assert "inte känt om: inte kvällar" in told
    assert main([*words, "--most", "400", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "against, usual in the occupation (judged, not from ads): no evenings" in told
    rows = answer(studied, capsys, "adjacent", *words[2:], "--most", "400")["rows"]
    late = [bool(row["usual_against"] or row["step_up"]) for row in rows if not row["blocked_by"]]
    assert late == sorted(late)
    assert any(row["usual_against"] == ["no_evenings"] for row in rows)


def test_languages_with_a_level_and_needs_are_taken(studied, capsys):
    words = ["--text", "svenska B1, exel", "--need", "deltid", "--speaks", "engelska=A2",
             "--education", "gymnasium"]  # fmt: skip
    found = answer(studied, capsys, "adjacent", *words)
    assert found["understood"][0]["kind"] == "language"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--text", "blorp"], "blorp: not understood"),
        (["--text", " "], "Nothing of what was typed could be used"),
        (["--text", "meny"], "did you mean"),
        (["--text", "exel", "--place", "Göteburg"], "öteborg"),
        (["--text", "exel", "--need", "lying"], "part_time"),
        (["--text", "exel", "--gate", "MS Excel"], "not a gate"),
        (["--text", "exel", "--speaks", "svenska=bra"], "A1, A2"),
        (["--text", "exel", "--education", "wizard"], "from 1 to 7"),
        (["--text", "exel", "--within", "30", "--place", "Göteborg"], "commuting"),
        (["--text", "exel", "--means", "exel=nonsense"], "'nonsense' is not an id or label"),
        (["--occupation", "9999"], "No occupation named '9999'"),
        (["--years", "Flygare=2"], "No occupation named 'Flygare'"),
    ],
)
def test_wrong_input_gets_an_answer_that_helps_and_no_trace(studied, capsys, words, said):
    assert main(["adjacent", str(studied), *words, "--language", "en"]) == 1
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_a_personal_identity_number_is_refused_and_not_repeated(studied, capsys):
    assert main(["adjacent", str(studied), "--text", "exel, 811218-9876"]) == 0
    shown = capsys.readouterr()
    assert "personnummer" in shown.err
    assert "811218" not in shown.err + shown.out
    assert main(["adjacent", str(studied), "--text", "811218-9876"]) == 1
    assert "811218" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [[], ["--text", "exel", "--years", "5120"], ["--years", "5120=long"], ["--means", "a=b"],
     ["--text", "exel", "--speaks", "svenska"], ["--text", "exel", "--within", "-1"]],
)  # fmt: skip
def test_wrong_usage_ends_with_2(studied, capsys, words):
    assert main(["almost-have", str(studied), *words]) == 2
    assert capsys.readouterr().out == ""


def test_minutes_between_places_widen_what_is_here(studied, tmp_path, capsys):
    table = tmp_path / "minutes.csv"
    table.write_text("place_from,place_to,minutes\nGöteborg,Mölndal,20\n", "utf-8")
    found = answer(studied, capsys, "adjacent", "--text", "exel", "--place", "Göteborg",
                   "--within", "30", "--commuting", str(table))  # fmt: skip
    assert {row["vacancies_here"] for row in found["rows"]} == {10}  # 5 in each of two towns


def test_another_study_and_many_jobs_move_occupations_in_the_list(studied, tmp_path, capsys):
    other = tmp_path / "other.csv"
    rows = ["5120,bär brickor", "5132,bär brickor", "5121,leder", "5131,tar betalt"]
    other.write_text("\n".join(["occupation,skill", *rows]), "utf-8")
    asked = ["adjacent", str(studied), "--occupation", "5120", "--csv"]
    orders = []
    for more in ([], ["--elsewhere", str(other), "--by-vacancies", "0.1"]):
        assert main([*asked, *more]) == 0
        orders.append([line.split(",")[0] for line in capsys.readouterr().out.splitlines()[1:]])
    # Cooks share knives with head cooks; by the other list only bartenders carry trays as they do.
    assert orders[0][0] == "5121"
    assert orders[1][0] == "5132"
    assert main([*asked, "--by-vacancies", "2"]) == 1
    assert "--by-vacancies" in capsys.readouterr().err


def test_what_asks_for_more_schooling_comes_later_for_who_says_theirs(tmp_path, capsys):
    # Supervisors of clerks (3341) are of level 3, clerks (41) of 2; both are as alike.
    rows = ["4111,skriva", "4111,räkna", "3341,skriva", "3341,räkna", "4115,skriva", "4115,räkna",
            "5120,laga"]  # fmt: skip
    table = tmp_path / "links.csv"
    coded = [f"{row.split(',')[0]},{row.split(',')[0]},own,{row.split(',')[1]}" for row in rows]
    table.write_text("\n".join(["occupation_id,occupation,source,skill", *coded]), "utf-8")
    groups = tmp_path / "groups.csv"
    codes = ["4111", "3341", "4115", "5120"]
    groups.write_text("\n".join(["occupation_id,ssyk4", *(f"{c},{c}" for c in codes)]), "utf-8")
    out = str(tmp_path / "study")
    assert main(["study", "--links", str(table), "--groups", str(groups), "--out", out]) == 0
    capsys.readouterr()
    asked = ["adjacent", out, "--occupation", "4111", "--education", "3", "--csv"]
    orders = []
    for more in ([], ["--by-schooling", "0.5"]):
        assert main([*asked, *more]) == 0
        orders.append([line.split(",")[0] for line in capsys.readouterr().out.splitlines()[1:]])
    assert orders[0][:2] == ["3341", "4115"]
    assert orders[1][:2] == ["4115", "3341"]
    assert main([*asked, "--by-schooling", "2"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("--by-schooling:")
    assert "är 2.0; det ska vara från 0 (utbildning väger inte) till 1" in said


def test_what_is_usual_speaks_against_irritants_in_words(studied, capsys):
    table = answer(studied, capsys, "adjacent", "--text", "exel", "--need", "no_irritants")
    told = {row["occupation"]: row["usual_against"] for row in table["rows"]}
    assert told["4111"] == []
    assert told["5120"] == ["no_irritants"]
    words = ["adjacent", str(studied), "--text", "exel", "--need", "no_irritants"]
    assert main(words) == 0
    assert "inga starka eller allergiframkallande ämnen" in capsys.readouterr().out
