"""The command line: results to stdout, messages to stderr, exit codes, no trace."""

import gzip
import io
import json
from pathlib import Path

import pandas as pd
import pytest

from mobility.cli import main
from mobility.cli.words import WORDS
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import shipped_path
from mobility.reading import drafts


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return write_synthetic_ads(tmp_path_factory.mktemp("made") / "ads.jsonl", 600)


@pytest.fixture(scope="module")
def studied(made, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("studied") / "study"
    skills = str(shipped_path("skills.csv"))
    assert main(["study", str(made), "--skills", skills, "--out", str(out)]) == 0
    return out


def test_study_writes_page_tables_and_data(studied):
    for name in (
        "network.html",
        "tables.xlsx",
        "ledger.csv",
        "backbone.graphml",
        "data/study.json",
    ):
        assert (studied / name).stat().st_size > 100, name


def test_study_says_in_json_what_became_of_every_line(made, tmp_path, capsys):
    skills = str(shipped_path("skills.csv"))
    words = ["study", str(made), "--skills", skills, "--out", str(tmp_path / "s"), "--json"]
    assert main(words) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ads in"] == 600
    assert said["ads in"] == said["counted"] + said["duplicates"] + said["rejects"]
    assert Path(said["page"]).is_file()


def test_check_counts_ads_and_rejects(made, capsys):
    assert main(["check", str(made), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["lines in"] == 600
    assert said["lines in"] == said["ads"] + sum(said["rejects"].values())
    assert any(line["year"] == "all" for line in said["coverage"])


def test_almost_have_gives_csv_with_every_column(studied, capsys):
    assert main(["almost-have", str(studied), "--occupation", "5120", "--csv"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert {"skill", "near", "bridge", "class", "opens_reached"} <= set(table.columns)


def test_adjacent_gives_json_with_thresholds_and_recipe(studied, capsys):
    assert main(["adjacent", str(studied), "--occupation", "5120", "--json", "--most", "3"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert len(said["rows"]) == 3
    assert 0 < said["theta"] < 1
    assert said["recipe"]


def test_messages_go_to_stderr_and_speak_the_language_asked_for(studied, capsys):
    main(["adjacent", str(studied), "--occupation", "5120", "--most", "1", "--language", "en"])
    held = capsys.readouterr()
    assert "basis for a conversation" in held.err
    assert "basis for a conversation" not in held.out
    assert "fits now" in held.out
    main(["adjacent", str(studied), "--occupation", "5120", "--most", "1"])
    held = capsys.readouterr()
    assert "underlag för ett samtal" in held.err
    assert "passar nu" in held.out


def bad(tmp_path: Path, kind: str, made: Path) -> list[str]:
    """The words of a command on something unusable."""
    place = tmp_path / "ads.jsonl"
    if kind == "empty file":
        place.write_bytes(b"")
    elif kind == "truncated gzip":
        place = tmp_path / "ads.jsonl.gz"
        place.write_bytes(gzip.compress(made.read_bytes())[:-2000])
    elif kind == "latin-1 table":
        place = tmp_path / "ads.csv"
        place.write_bytes("id;text\n1;Vi söker kock\n".encode("latin-1"))
        return ["check", str(place), "--column", "ad=id", "--column", "text=text"]
    elif kind == "missing column":
        place = tmp_path / "ads.csv"
        place.write_text("id;body\n1;Soup\n", "utf-8")
        return ["check", str(place), "--column", "text=text"]
    return ["check", str(place)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("missing file", "filen finns inte"),
        ("empty file", "är tom"),
        ("truncated gzip", "avkortad"),
        ("latin-1 table", "latin-1"),
        ("missing column", "'body'"),
    ],
)
def test_unusable_data_ends_with_1_one_clear_message_and_no_trace(
    tmp_path, made, capsys, kind, said
):
    assert main(bad(tmp_path, kind, made)) == 1
    held = capsys.readouterr()
    assert held.out == ""
    assert said in held.err.replace("\n", " ")
    assert "Traceback" not in held.err


def test_broken_lines_among_good_ones_are_counted_not_fatal(tmp_path, made, capsys):
    place = tmp_path / "ads.jsonl"
    good = made.read_bytes().splitlines()[:50]
    place.write_bytes(
        b"\n".join([*good, b'{"id": "x", "headline"', '{"a": "å"}'.encode("latin-1")])
    )
    assert main(["check", str(place), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["lines in"] == 52
    assert said["rejects"]["broken JSON"] == 1
    assert any("UTF-8" in reason for reason in said["rejects"])


def test_an_unknown_skill_or_occupation_names_the_nearest(studied, capsys):
    assert main(["adjacent", str(studied), "--skill", "truckkårt"]) == 1
    assert "'truckkort'" in capsys.readouterr().err.replace("\n", " ")
    assert main(["adjacent", str(studied), "--occupation", "5121"]) == 1
    assert "'5120'" in capsys.readouterr().err


def test_codes_unknown_to_the_classification_are_all_named(tmp_path, made, capsys):
    titles = tmp_path / "titles.csv"
    titles.write_text("occupation,title\n5120,Kockar\n", "utf-8")
    words = ["study", str(made), "--skills", str(shipped_path("skills.csv")),
             "--occupations", str(titles), "--out", str(tmp_path / "o")]  # fmt: skip
    assert main(words) == 1
    assert "2512" in capsys.readouterr().err


def test_two_classifications_mixed_are_refused_by_name(tmp_path, made, capsys):
    table = tmp_path / "b.csv"
    table.write_text("id,text,code\n1,Soup,5120\n", "utf-8")
    mapped = ["--column", "ad=id", "--column", "text=text", "--column", "occupation=code"]
    words = ["check", str(made), str(table), *mapped, "--classification", "ISCO-08"]
    assert main(words) == 1
    said = capsys.readouterr().err
    assert "SSYK 2012" in said
    assert "ISCO-08" in said


@pytest.mark.parametrize(
    "words",
    [
        ["study"],
        ["study", "a.jsonl"],
        ["study", "a.jsonl", "--skills", "s.csv", "--json", "--csv"],
        ["adjacent", "study"],
        ["check", "a.csv", "--column", "text"],
        ["nonsense"],
        ["check"],
        ["study", "a.jsonl", "--skills", "s.csv", "--measure", "closeness"],
    ],
)
def test_wrong_usage_ends_with_2(words, capsys):
    assert main(words) == 2
    assert capsys.readouterr().out == ""


def test_a_text_like_a_personal_identity_number_is_refused(studied, capsys):
    assert main(["adjacent", str(studied), "--skill", "811218-9876"]) == 1
    assert "811218" not in capsys.readouterr().out


def test_decisions_in_the_folder_are_kept_by_the_next_run(made, tmp_path, capsys):
    skills = tmp_path / "skills.csv"
    skills.write_text("label\nlivsmedelshygien\nlivsmedels-hygien\ntruckkort\n", "utf-8")
    words = ["study", str(made), "--skills", str(skills), "--out", str(tmp_path / "study")]
    assert main(words) == 0
    file = tmp_path / "study" / "review.csv"
    proposed = file.read_text("utf-8-sig")
    assert "\n,livsmedels-hygien" in proposed
    line = "\n,livsmedels-hygien,livsmedels-hygien,,livsmedelshygien,"
    assert line in proposed
    file.write_text(proposed.replace(line, "\nreject,livsmedels-hygien,,,,"), "utf-8")
    capsys.readouterr()
    assert main([*words, "--language", "en"]) == 0
    assert "Decisions kept from" in capsys.readouterr().err
    assert "reject,livsmedels-hygien" in file.read_text("utf-8-sig")


def test_every_reason_to_set_a_line_aside_is_said_in_both_languages():
    reasons = [value for name, value in vars(drafts).items() if name.isupper()]
    assert len(reasons) >= 7
    assert [reason for reason in reasons if reason not in WORDS] == []


@pytest.mark.parametrize("content", ["\n\n", "null\n42\n{}\n"])
def test_files_without_one_usable_ad_end_with_1(tmp_path, capsys, content):
    file = tmp_path / "ads.jsonl"
    file.write_text(content, "utf-8")
    assert main(["check", str(file), "--language", "en"]) == 1
    assert "No ad can be used." in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_told_before_any_work(tmp_path, made, capsys):
    (tmp_path / "file").write_text("x", "utf-8")
    words = ["study", str(made), "--skills", str(shipped_path("skills.csv")),
             "--out", str(tmp_path / "file" / "study")]  # fmt: skip
    assert main(words) == 1
    assert "det går inte att skriva i mappen" in capsys.readouterr().err


def test_a_study_of_whole_texts_says_that_it_holds_no_skills(made, tmp_path, capsys):
    out = tmp_path / "texts"
    assert main(["study", str(made), "--texts", "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["adjacent", str(out), "--occupation", "5120"]) == 1
    assert "--skills" in capsys.readouterr().err


def test_a_workbook_of_decisions_is_used_and_continued_as_a_workbook(made, tmp_path, capsys):
    skills = tmp_path / "skills.csv"
    skills.write_text("label\nlivsmedelshygien\nlivsmedels-hygien\ntruckkort\n", "utf-8")
    line = {"decision": "accept", "skill": "livsmedelshygien", "term": "disk"}
    columns = ["decision", "skill", "label", "term", "into", "new_label", "why"]
    given = tmp_path / "decided.xlsx"
    pd.DataFrame([line]).reindex(columns=columns).to_excel(given, index=False)
    out = tmp_path / "study"
    words = ["study", str(made), "--skills", str(skills), "--out", str(out)]
    assert main([*words, "--review", str(given)]) == 0
    assert not (out / "review.csv").exists()
    next_one = pd.read_excel(out / "review.xlsx")
    assert next_one.loc[0, ["decision", "term"]].tolist() == ["accept", "disk"]
    capsys.readouterr()
    assert main([*words, "--language", "en"]) == 0
    assert "review.xlsx: 1" in capsys.readouterr().err
    (out / "review.csv").write_text("decision,skill\n", "utf-8")
    assert main(words) == 1
    assert "--review" in capsys.readouterr().err


def test_decisions_about_a_table_of_links_are_done_and_kept(tmp_path):
    rows = [
        f"{i},{title},{skill}"
        for i, (title, skills) in enumerate(
            [("Kock", ("kniv", "back-end", "hygien")), ("Kallskänka", ("backend", "hygien")),
             ("Servitör", ("hygien", "meny")), ("Bartender", ("meny", "bar")),
             ("Bagare", ("deg", "hygien")), ("Konditor", ("deg", "kniv"))]
        )
        for skill in skills
    ]  # fmt: skip
    links, groups = tmp_path / "links.csv", tmp_path / "groups.csv"
    links.write_text("occupation_id,occupation,skill,source\n" + "\n".join(
        f"{row},x" for row in rows), "utf-8")  # fmt: skip
    codes = ["5120", "5120", "5131", "5132", "7612", "7612"]
    groups.write_text(
        "occupation_id,ssyk4\n" + "\n".join(f"{i},{code}" for i, code in enumerate(codes)), "utf-8"
    )
    out = tmp_path / "study"
    words = ["study", "--links", str(links), "--groups", str(groups), "--out", str(out)]
    assert main(words) == 0
    file = out / "review.csv"
    proposed = file.read_text("utf-8-sig")
    # One link says "back-end". The cooks' use of "backend" is what it was; so is all it goes with.
    assert (
        "back-end,back-end,,backend,,would change 1 link; u 1 and 1 → 1; C with 0 other" in proposed
    )
    file.write_text(proposed.replace("\n,back-end", "\nmerge,back-end"), "utf-8")
    assert main(words) == 0
    assert "merge,back-end" in file.read_text("utf-8-sig")
    columns = pd.read_parquet(out / "data" / "columns.parquet")["skill"].tolist()
    assert columns == ["backend", "bar", "deg", "hygien", "kniv", "meny"]
