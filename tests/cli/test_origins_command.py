"""The command origins: moves or studies in, page and workbook out."""

import io

import pandas as pd
import pytest

from mobility.cli import main
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import shipped_path

LATE = pd.DataFrame(
    [("a", "new", 30), ("b", "new", 6), ("school", "new", 4), ("a", "c", 20), ("b", "c", 50),
     ("school", "c", 30), ("new", "a", 7)], columns=["from", "to", "n"],
)  # fmt: skip
EARLY = pd.DataFrame(
    [("new", "a", 20), ("new", "c", 2), ("b", "c", 60), ("a", "b", 40), ("c", "b", 50),
     ("b", "new", 9)], columns=["origin", "to", "n"],
)  # fmt: skip


@pytest.fixture
def given(tmp_path):
    LATE.to_csv(tmp_path / "late.csv", index=False)
    EARLY.to_csv(tmp_path / "early.csv", index=False)
    return [
        "origins", "new", "--flows", str(tmp_path / "late.csv"), "--earlier",
        str(tmp_path / "early.csv"), "--flows-column", "origin=from", "--flows-column",
        "destination=to", "--flows-column", "count=n", "--earlier-column", "origin=origin",
        "--draws", "50", "--out", str(tmp_path / "out"),
    ]  # fmt: skip


def test_people_are_told_by_kind_with_page_and_workbook(given, tmp_path, capsys):
    assert main([*given, "--entrant", "school", "--csv"]) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out)).set_index("kind")
    # Of those who left new before, most went to a: a is related, and 30 of 40 came from it.
    assert found["people"].to_dict() == {"related": 30, "unrelated": 6, "entrants": 4}
    assert found["share"].to_dict() == pytest.approx(
        {"related": 0.75, "unrelated": 0.15, "entrants": 0.1}
    )
    assert "</html>" in (tmp_path / "out" / "origins.html").read_text("utf-8")
    assert (tmp_path / "out" / "origins.xlsx").is_file()


@pytest.mark.parametrize(
    ("extra", "said", "code"),
    [
        (["--relatedness", "x.graphml"], "--earlier or --relatedness", 2),
        (["--older", "x"], "--older goes with --study", 2),
        (["--study", "nowhere"], "is no folder that `mobility study` wrote", 1),
        (["--entrant", "shcool"], "No occupation named 'shcool'", 1),
    ],
)
def test_what_cannot_be_is_refused_by_name(given, capsys, extra, said, code):
    assert main([*given, *extra]) == code
    assert said in " ".join(capsys.readouterr().err.replace("│", "").split())


def test_the_ads_of_a_study_tell_what_a_job_is_made_up_of(tmp_path, capsys):
    ads = write_synthetic_ads(tmp_path / "ads.jsonl", 300)
    skills = shipped_path("skills.csv")
    folder = tmp_path / "study"
    assert main(["study", str(ads), "--skills", str(skills), "--out", str(folder)]) == 0
    capsys.readouterr()
    words = ["origins", "5120", "--study", str(folder), "--draws", "10", "--csv"]
    assert main([*words, "--out", str(tmp_path / "out")]) == 0
    captured = capsys.readouterr()
    assert pd.read_csv(io.StringIO(captured.out))["share"].sum() == pytest.approx(1)
    assert "är nytt" in captured.err
