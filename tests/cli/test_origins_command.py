"""The command origins: moves or studies in, page and workbook out."""

import io

import pandas as pd
import pytest

from mobility.cli import main
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Recipe
from mobility.foundation.skill_list import DROPPED_COLUMNS, REVIEW_COLUMNS, SkillList
from mobility.saving.study import Study, write_study

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
        (["--relatedness", "x.graphml"], "--earlier eller --relatedness", 2),
        (["--older", "x"], "--older hör till --study", 2),
        (["--study", "nowhere"], "är ingen mapp som `mobility study` har skrivit", 1),
        (["--entrant", "shcool"], "Inget yrke heter 'shcool'; det finns", 1),
    ],
)
def test_what_cannot_be_is_refused_by_name(given, capsys, extra, said, code):
    assert main([*given, *extra]) == code
    assert said in " ".join(capsys.readouterr().err.replace("│", "").split())


def small_study(folder):
    """A study of eight ads of a job made up of two others, written as a walk would."""
    ads = pd.DataFrame(
        [("new", "map", 8), ("new", "flight", 4), ("new", "drone", 4), ("a", "map", 6),
         ("b", "flight", 5)], columns=["occupation", "skill", "ads"],
    )  # fmt: skip
    support = pd.Series({"new": 8, "a": 6, "b": 5})
    counts = Incidence.from_pairs(ads, "occupation", "skill", "ads", support=support, version="v")
    labels = pd.DataFrame(
        {"label": counts.columns, "kind": "skill"}, index=counts.columns.rename("skill")
    )
    terms = pd.DataFrame(
        {"term": counts.columns, "skill": counts.columns, "origin": "label", "match": "any"}
    )
    skills = SkillList(
        labels, terms, pd.DataFrame(columns=[column.name for column in DROPPED_COLUMNS]),
        pd.DataFrame(columns=[column.name for column in REVIEW_COLUMNS]),
    )  # fmt: skip
    titles = pd.DataFrame({"title": ["A", "B", "New"], "level": 1, "parent": pd.NA},
                          index=["a", "b", "new"])  # fmt: skip
    edges = pd.DataFrame({"source": ["a"], "target": ["new"], "weight": [0.5]})
    network = Network.from_edges(edges, version="v")
    nothing = {"occupation": [], "neighbour": [], "weight": [], "shared": []}
    study = Study(
        counts, skills, Occupations(titles, "v"), network, network, pd.DataFrame(nothing),
        pd.DataFrame({"occupation": [], "place": [], "vacancies": []}), {}, False, Recipe(),
    )  # fmt: skip
    write_study(study, folder / "study")
    return folder / "study"


def test_the_ads_of_a_study_tell_what_a_job_is_made_up_of(tmp_path, capsys):
    folder = small_study(tmp_path)
    words = ["origins", "new", "--study", str(folder), "--draws", "10", "--csv"]
    assert main([*words, "--out", str(tmp_path / "out")]) == 0
    captured = capsys.readouterr()
    found = pd.read_csv(io.StringIO(captured.out))
    assert found["occupation"].tolist() == ["a", "b"]
    assert found["share"].sum() == pytest.approx(1)
    assert "är nytt; det vilar på 8 annonser" in captured.err


def test_the_new_job_and_what_is_no_job_may_be_said_by_title(given, tmp_path, capsys):
    titles = "code,title\nnew,Dronare\na,Skogare\nb,Bagare\nschool,Skola\n"
    (tmp_path / "titles.csv").write_text(titles, "utf-8")
    named = ["--titles", str(tmp_path / "titles.csv"), "--classification", "own"]
    words = [*given, "--entrant", "skola", "--csv", *named]
    words[1] = "DRONARE"
    assert main(words) == 0
    found = pd.read_csv(io.StringIO(capsys.readouterr().out)).set_index("kind")
    assert found["people"].to_dict() == {"related": 30, "unrelated": 6, "entrants": 4}
    words[1] = "Drönare"
    assert main(words) == 1
    assert "Menade du 'Dronare'" in capsys.readouterr().err
