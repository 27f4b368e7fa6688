"""File in, page and tables out: the whole walk on made-up and on real ads."""

import dataclasses
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import mobility
from mobility.datasets.generate import write_synthetic_ads
from mobility.datasets.shipped import demo_occupations, demo_skills
from mobility.saving.study import Study

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
HOSTILE = "</script><script>alert('x')</script>"
FORMULA = '=HYPERLINK("http://example.org","click")'


def study_of(path: Path) -> Study:
    ads = mobility.read_ads(path)
    known = demo_occupations()
    skills = mobility.prepare_skills(demo_skills(), ads=ads)
    return mobility.study_ads(ads, skills, known, synthetic=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    return write_synthetic_ads(tmp_path_factory.mktemp("made") / "ads.jsonl.gz", 1200)


@pytest.fixture(scope="module")
def study(made) -> Study:
    return study_of(made)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_line_in_is_counted_a_duplicate_or_a_reject(study):
    ledger = study.tables["ledger"]
    assert len(ledger) == 1200
    assert set(ledger["status"]) == {"counted", "duplicate", "reject"}
    counted = ledger["status"].eq("counted").sum()
    assert study.counts.support.sum() == counted
    assert study.network.nodes["ads"].sum() == counted


def test_two_runs_give_the_same_bytes(made, study, tmp_path):
    again = study_of(made)
    for name, found in (("one", study), ("two", again)):
        mobility.write_study(found, tmp_path / name)
        mobility.write_study_page(found, tmp_path / name / "network.html")
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_a_study_comes_back_as_it_was_written(study, tmp_path):
    back = mobility.read_study(mobility.write_study(study, tmp_path / "study"))
    assert (back.counts.values != study.counts.values).nnz == 0
    assert list(back.counts.rows) == list(study.counts.rows)
    assert back.counts.support.tolist() == study.counts.support.tolist()
    pd.testing.assert_frame_equal(back.neighbours, study.neighbours, check_exact=True)
    pd.testing.assert_frame_equal(back.vacancies, study.vacancies)
    pd.testing.assert_frame_equal(back.occupations.table, study.occupations.table)
    pd.testing.assert_frame_equal(back.skills.skills, study.skills.skills)
    assert back.recipe == study.recipe
    assert back.synthetic is True


@pytest.mark.parametrize("name", ["study.json", "counts.parquet"])
def test_a_study_that_is_damaged_says_which_file(study, tmp_path, name):
    mobility.write_study(study, tmp_path)
    (tmp_path / "data" / name).write_bytes(b"{ cut")
    with pytest.raises(mobility.FileProblemError, match=f"{name}: is damaged"):
        mobility.read_study(tmp_path)


def test_tables_of_an_earlier_study_do_not_stay_beside_this_one(study, tmp_path):
    mobility.write_study(study, tmp_path)
    (tmp_path / "notes.csv").write_text("mine")
    without = dataclasses.replace(study, tables={"coverage": study.tables["coverage"]})
    mobility.write_study(without, tmp_path)
    left = {file.name for file in tmp_path.glob("*.csv")}
    assert left == {"coverage.csv", "notes.csv"}
    assert [file.stem for file in (tmp_path / "data" / "tables").iterdir()] == ["coverage"]


def test_a_person_is_told_the_same_by_a_study_that_was_saved(study, tmp_path):
    back = mobility.read_study(mobility.write_study(study, tmp_path / "study"))

    def told(source: Study) -> pd.DataFrame:
        space = mobility.skill_space(
            source.counts, source.skills, vacancies=source.vacancies, occupations=source.occupations
        )
        return mobility.almost_have(mobility.Person.of(space, occupations=["5120"]), space)

    pd.testing.assert_frame_equal(told(back), told(study), check_exact=True)


def test_the_page_says_that_the_ads_are_made_up(study, tmp_path):
    page = mobility.write_study_page(study, tmp_path / "n.html").read_text("utf-8")
    assert "Påhittade data" in page or "Påhittad data" in page


def test_the_recipe_names_every_step_and_the_hash_of_the_file(study):
    said = str(study.recipe)
    for step in ("read_ads", "prepare_skills", "find_skills", "occupation_skills", "relatedness",
                 "backbone", "communities"):  # fmt: skip
        assert f"{step}(" in said, step
    assert "sha256" in said


@pytest.fixture
def hostile(tmp_path) -> Path:
    """Ads, skills and titles that try to run in a page or a spreadsheet."""
    place = tmp_path / "hostile.csv"
    rows = [
        {"id": str(i), "head": FORMULA, "body": f"Soup {i} {HOSTILE} evil macro oven {word}",
         "code": code}
        for i, (code, word) in enumerate([("5120", "knife"), ("5131", "menu"), ("9412", "mop")] * 4)
    ]  # fmt: skip
    pd.DataFrame(rows).to_csv(place, index=False)
    labels = pd.DataFrame({"label": [FORMULA, HOSTILE, "oven", "knife", "menu", "mop"],
                           "synonyms": ["evil macro", "alert", "", "", "", ""]})  # fmt: skip
    labels.to_csv(tmp_path / "skills.csv", index=False)
    titles = pd.DataFrame(
        {"code": ["5120", "5131", "9412"], "title": [HOSTILE, FORMULA, "@SUM(1)"]}
    )
    titles.to_csv(tmp_path / "titles.csv", index=False)
    return place


def test_text_from_ads_stays_text_in_page_and_spreadsheet(hostile, tmp_path):
    columns = {"ad": "id", "headline": "head", "text": "body", "occupation": "code"}
    ads = mobility.read_ads(hostile, columns=columns, occupation_version="SSYK 2012")
    listed = mobility.read_skills(
        tmp_path / "skills.csv", columns={"label": "label", "synonyms": "synonyms"}
    )
    known = mobility.read_occupations(
        tmp_path / "titles.csv", version="SSYK 2012",
        columns={"occupation": "code", "title": "title"},
    )  # fmt: skip
    study = mobility.study_ads(ads, mobility.prepare_skills(listed, ads=ads), known)
    assert FORMULA in set(study.skills.skills.loc[study.counts.columns, "label"])
    page = mobility.write_study_page(study, tmp_path / "n.html").read_text("utf-8")
    assert "<script>alert" not in page
    folder = mobility.write_study(study, tmp_path / "study")
    workbook = openpyxl.load_workbook(folder / "tables.xlsx")
    cells = [c for sheet in workbook for row in sheet.iter_rows() for c in row]
    assert any(str(c.value).startswith("'=HYPERLINK") for c in cells)
    assert [c.coordinate for c in cells if c.data_type == "f"] == []
    with zipfile.ZipFile(folder / "tables.xlsx") as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())
    for table in folder.glob("*.csv"):
        read = pd.read_csv(io.BytesIO(table.read_bytes()), dtype="str", keep_default_na=False)
        starts = read.map(lambda cell: cell[:1]).to_numpy().ravel()
        assert not set(starts) & set("=+@"), table.name


@pytest.mark.shared_data
def test_the_710_real_ads_are_accounted_for_to_the_ad(shared_data, tmp_path):
    """710 lines = counted + duplicates + 3 empty texts; 85 repeat headline and text."""
    skills = [shared_data("jobtech-taxonomy") / "skills.csv",
              shared_data("sv-ads-2025") / "skills.csv"]  # fmt: skip
    ads = mobility.read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    prepared = mobility.prepare_skills(*map(mobility.read_skills, skills), ads=ads)
    known = mobility.occupations_in_ads(ads)
    study = mobility.study_ads(ads, prepared, known)
    status = study.tables["ledger"]["status"].value_counts()
    assert len(ads.table) + len(ads.rejects) == 710
    assert status.sum() == 710
    assert status["reject"] == 3
    assert status["duplicate"] == 85
    mentions = mobility.find_skills(ads, prepared)
    per_ad = mentions.groupby("ad")["skill"].nunique()
    counted = study.tables["ledger"].query("status == 'counted'")["ad"]
    others = ads.table.set_index("ad").loc[counted].query("occupation != '2512'").index
    assert per_ad.reindex(others, fill_value=0).median() >= 5
    page = mobility.write_study_page(study, tmp_path / "n.html")
    assert page.stat().st_size < 3_000_000


@pytest.mark.shared_data
def test_expected_occupations_are_near_in_the_national_table(shared_data):
    """The expectations were written down before the first look; see docs/first_answers.md."""
    expected = pd.read_csv(DOCS / "first_answers_expected.csv", dtype="str")
    known = mobility.read_occupations(
        shared_data("jobtech-taxonomy") / "ssyk4_groups.csv", version="SSYK 2012"
    )
    for leave_out in ((), ("group_*",)):
        links = mobility.read_links(
            shared_data("af-sweden") / "occupation_skills.csv",
            shared_data("jobtech-taxonomy") / "occupations_ssyk4.csv",
            leave_out=leave_out,
        )
        near = mobility.study_links(links, known).neighbours
        for line in expected.itertuples():
            ten = set(near.loc[near["occupation"].eq(line.occupation), "neighbour"].head(10))
            assert (line.unit_group in ten) == (line.expectation == "near"), line


@pytest.mark.shared_data
def test_polish_groups_are_related_by_their_whole_texts(shared_data):
    """9,961 ads, one with an empty text; 4-digit groups of KZiS."""
    folder = shared_data("pl-job-ads-kzis")
    ads = mobility.read_ads(
        folder / "hand_coded_10k.csv.gz",
        columns={"occupation": "class", "headline": "title", "text": "desc"},
        occupation_version="KZiS 2023",
    )
    assert len(ads.table) + len(ads.rejects) == 9961
    known = mobility.read_occupations(folder / "kzis-hierarchy-2023.tsv", version="KZiS 2023")
    near = mobility.study_texts(ads, known).neighbours
    programmers = near.loc[near["occupation"].eq("2512"), "neighbour"].head(5)
    assert any(code.startswith("25") for code in programmers)


def test_json_of_the_saved_study_says_versions(study, tmp_path):
    folder = mobility.write_study(study, tmp_path / "study")
    about = json.loads((folder / "data" / "study.json").read_text("utf-8"))
    assert about["version"] == "SSYK 2012"
    assert {"numpy", "pandas", "igraph"} <= about["versions"].keys()


@pytest.mark.shared_data
def test_the_judged_hits_are_still_what_the_rules_find(shared_data):
    """The precision in docs/precision.md is of these rules only as long as they find these hits."""
    judged = pd.read_csv(DOCS / "precision_labels.csv", dtype={"ad": "str", "skill": "str"})
    ads = mobility.read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    listed = [shared_data("jobtech-taxonomy") / "skills.csv",
              shared_data("sv-ads-2025") / "skills.csv"]  # fmt: skip
    known = mobility.occupations_in_ads(ads, beside=demo_occupations())
    prepared = mobility.prepare_skills(
        *map(mobility.read_skills, listed), ads=ads, occupation_titles=known.table["title"]
    )
    mentions = mobility.find_skills(ads, prepared).query("source == 'exact'")
    found = set(zip(mentions["ad"], mentions["start"], mentions["skill"], strict=True))
    kept = [
        hit in found for hit in zip(judged["ad"], judged["start"], judged["skill"], strict=True)
    ]
    assert sum(kept) >= 0.98 * len(judged)
