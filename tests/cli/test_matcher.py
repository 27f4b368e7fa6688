"""The command that makes the matcher page, from a study and from a table of links."""

import json
from pathlib import Path

import pytest

from mobility.cli import main
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import shipped_path


@pytest.fixture(scope="module")
def studied(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("studied")
    made = write_synthetic_ads(folder / "ads.jsonl", 400)
    out = folder / "study"
    skills = str(shipped_path("skills.csv"))
    assert main(["study", str(made), "--skills", skills, "--out", str(out)]) == 0
    return out


@pytest.fixture
def links(tmp_path) -> list[str]:
    table = tmp_path / "links.csv"
    rows = [
        ("Kock", "kniv"), ("Kock", "hygien"), ("Köksmästare", "kniv"), ("Köksmästare", "meny"),
        ("Köksmästare", "hygien"), ("Servitör", "meny"), ("Servitör", "kassa"),
        ("Bartender", "kassa"), ("Bartender", "meny"), ("Kontorist", "penna"),
        ("Sekreterare", "penna"),
    ]  # fmt: skip
    group = {"Kock": "5120", "Köksmästare": "5120", "Servitör": "5131", "Bartender": "5132",
             "Kontorist": "4111", "Sekreterare": "4112"}  # fmt: skip
    lines = "".join(f"{name},{name},own_skills,{skill}\n" for name, skill in rows)
    table.write_text(f"occupation_id,occupation,source,skill\n{lines}", "utf-8")
    groups = tmp_path / "groups.csv"
    coded = "".join(f"{name},{code}\n" for name, code in group.items())
    groups.write_text(f"occupation_id,ssyk4\n{coded}", "utf-8")
    return ["--links", str(table), "--groups", str(groups)]


def test_a_study_becomes_a_page_that_says_its_data_are_as_they_are(studied, tmp_path, capsys):
    out = tmp_path / "matcher.html"
    assert main(["matcher", str(studied), "--out", str(out), "--title", "Vår sida"]) == 0
    html = out.read_text("utf-8")
    assert '<h1 data-text="title">Vår sida</h1>' in html
    assert "default-src &#39;none&#39;" in html
    assert out.resolve().as_uri() in capsys.readouterr().out


def test_links_vacancies_journeys_and_pay_become_a_page(links, tmp_path, capsys):
    (tmp_path / "jobs.csv").write_text("ssyk4,kommun,ads\n5120,Lund,4\n5131,Malmö,7\n", "utf-8")
    (tmp_path / "minutes.csv").write_text("place_from,place_to,minutes\nLund,Malmö,15\n", "utf-8")
    (tmp_path / "pay.json").write_text('{"5120": ["24100", "27900", "33500"]}', "utf-8")
    given = [
        *links, "--vacancies", str(tmp_path / "jobs.csv"), "--pay", str(tmp_path / "pay.json"),
        "--commuting", str(tmp_path / "minutes.csv"), "--pay-year", "2023",
    ]  # fmt: skip
    out = tmp_path / "m.html"
    assert main(["matcher", *given, "--out", str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["occupations"] == 5
    assert said["bytes"] == out.stat().st_size
    html = out.read_text("utf-8")
    assert '"pay_unit":"SEK per month, median, 2023"' in html
    assert '"Köksmästare"' in html


@pytest.mark.parametrize(
    "given", [[], ["--links", "x.csv"], ["folder", "--links", "x.csv", "--groups", "y.csv"]]
)
def test_half_of_what_is_needed_is_wrong_usage(given, capsys):
    assert main(["matcher", *given]) == 2
    assert "--groups" in capsys.readouterr().err


def test_a_folder_that_is_no_study_is_said_so(tmp_path, capsys):
    assert main(["matcher", str(tmp_path)]) == 1
    assert "is not a study" in capsys.readouterr().err
