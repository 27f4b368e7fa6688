"""The report of a corpus accounts for every line, and its counts are those of the ads in memory."""

import dataclasses
import json

import pandas as pd
import pytest

from mobility.archiving.build import add_to_corpus, build_corpus
from mobility.archiving.corpus_report import corpus_report
from mobility.archiving.duplicates import corpus_duplicates
from mobility.archiving.industries import add_industries
from mobility.archiving.near_duplicates import corpus_near_duplicates
from mobility.archiving.runs_log import read_runs, runs_address
from mobility.counting.duplicates import duplicates
from mobility.counting.employer_caps import employer_cap_effect
from mobility.counting.ledger import ad_ledger
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.boilerplate import boilerplate
from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.corpus import read_corpus
from mobility.foundation.errors import FileProblemError, UnknownNameError
from mobility.foundation.recipe import recipe_of
from mobility.reading.ads import read_ads
from mobility.reading.coverage import ad_coverage
from mobility.reading.employer_register import Employers
from tests.archiving.corpora import KEY, bytes_of, rows, write_lines


@pytest.fixture(scope="module")
def skills():
    return prepare_skills(demo_skills())


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two files: 60 ads with repeats and rejects, and 30 with some of the first file's ids."""
    home = tmp_path_factory.mktemp("report")
    ads = list(synthetic_ads(80))
    again = [{**ad, "id": f"again {place}"} for place, ad in enumerate(ads[:8])]
    uncoded = {**ads[3], "id": "u", "occupation_group": None}
    empty = {**ads[0], "id": "e", "description": {}}
    same_id = {**ads[7], "headline": "Another"}
    one = [*ads[:60], *again, uncoded, empty, same_id, b"{broken", b"\xff\xfe"]
    two = [*ads[60:], {**ads[2], "headline": "Third"}, b"[", {**ads[1], "id": "f"}]
    return (
        write_lines(home / "2023.jsonl", one),
        write_lines(home / "2024.jsonl", two),
        len(one),
        len(two),
    )


@pytest.fixture(scope="module")
def made(files, skills, tmp_path_factory):
    home = tmp_path_factory.mktemp("corpus")
    corpus = build_corpus(
        files[:2], skills, home / "c", pseudonym_key=KEY, chunk_megabytes=0.08, workers=1
    )
    assert len(corpus.parts) > 2
    ads = read_ads(*files[:2], pseudonym_key=KEY)
    return corpus, ads, find_skills(ads, skills), corpus_report(corpus)


def test_every_line_of_every_source_is_counted_a_duplicate_or_a_reject(made, files):
    *_, report = made
    lines = report.lines.set_index("source")
    assert lines["lines"].to_dict() == {
        "2023.jsonl": files[2],
        "2024.jsonl": files[3],
        "all": files[2] + files[3],
    }
    assert (lines["counted"] + lines["duplicates"] + lines["rejects"]).equals(lines["lines"])
    reasons = report.reasons.groupby("status")["lines"].sum()
    assert reasons["duplicate"] == lines.loc["all", "duplicates"] > 8
    assert reasons["reject"] == lines.loc["all", "rejects"]


def test_the_reasons_are_those_of_the_ledger_in_memory(made):
    _, ads, _, report = made
    ledger = ad_ledger(ads, level=4)
    expected = ledger[ledger["status"] != "counted"].groupby("reason").size().to_dict()
    # What reading all files at once sets aside is a duplicate once all parts are seen together.
    expected["id stands twice"] = expected.pop("ad id stands twice")
    assert report.reasons.groupby("reason")["lines"].sum().to_dict() == expected
    assert report.lines["counted"].iloc[-1] == (ledger["status"] == "counted").sum()
    twice = report.reasons[report.reasons["reason"] == "id stands twice"]
    assert twice["status"].eq("duplicate").all()
    assert twice.set_index("source")["lines"].to_dict() == {"2023.jsonl": 1, "2024.jsonl": 1}


def test_found_and_never_found_are_the_whole_list(made, skills):
    _, ads, mentions, report = made
    found, never = report.found, report.never_found
    assert sorted([*found["skill"], *never["skill"]]) == sorted(skills.skills.index)
    assert len(found) > 20
    assert len(never) > 0
    ledger = ad_ledger(ads, level=4)
    counted = ledger.loc[ledger["status"] == "counted", "ad"]
    asked = mentions[
        ~mentions["stance"].isin(["offered", "negated"]) & mentions["ad"].isin(counted)
    ]
    expected = asked.drop_duplicates(["ad", "skill"])["skill"].value_counts()
    numbers = found.set_index("skill")["ads"]
    assert numbers[numbers > 0].sort_index().to_dict() == expected.sort_index().to_dict()
    assert found["share"].iloc[0] == numbers.iloc[0] / len(counted)
    assert numbers.is_monotonic_decreasing
    assert found["label"].notna().all()
    assert never["label"].str.casefold().is_monotonic_increasing
    assert not never["label"].is_monotonic_increasing  # capitals do not come first


def test_stances_languages_boilerplate_and_caps_are_those_of_the_ads_in_memory(made):
    corpus, ads, mentions, report = made
    told = rows(corpus, "mentions")
    stances = pd.Series([row["stance"] for row in told]).value_counts()
    assert report.stances.set_index("stance")["mentions"].to_dict() == {
        **dict.fromkeys(("requested", "merit", "offered", "negated", "mentioned"), 0),
        **stances.to_dict(),
    }
    assert report.stances["share"].sum() == pytest.approx(1)
    first = {row["ad"]: row["language"] or "" for row in reversed(rows(corpus, "ads"))}
    assert report.languages.set_index("language")["ads"].to_dict() == (
        pd.Series(first).value_counts().to_dict()
    )
    assert report.boilerplate["mentions"] == boilerplate(ads, mentions).sum()
    assert report.boilerplate["of"] == len(told)
    pd.testing.assert_frame_equal(report.coverage, ad_coverage(ads))
    expected = employer_cap_effect(ads, mentions, skills=5)
    pd.testing.assert_frame_equal(report.caps.drop(columns="label"), expected)


def test_no_employer_is_in_any_table_of_the_report(made):
    corpus, *_, report = made
    employers = {row["employer"] for row in rows(corpus, "ads")} - {None}
    assert len(employers) > 10
    tables = [getattr(report, field.name) for field in dataclasses.fields(report)]
    said = [t.to_csv() for t in tables if isinstance(t, pd.DataFrame)] + [repr(report.recipe)]
    assert not [name for name in employers if any(name in text for text in said)]


def test_what_repeats_what_is_that_of_the_ads_in_memory(made):
    corpus, ads, *_ = made
    found = corpus_duplicates(corpus)
    ad = {row["number"]: row["ad"] for row in rows(corpus, "ads")}
    named = {
        kind: {ad[a]: ad[b] for a, b in zip(own["number"], own["repeats"], strict=True)}
        for kind, own in found.groupby("kind", observed=True)
    }
    expected = duplicates(ads)
    assert named["skills"] == expected["skills_of"].dropna().to_dict()
    assert named["vacancies"] == expected["vacancies_of"].dropna().to_dict()
    assert len(named["skills"]) > 8
    assert all(a == b for a, b in named["id"].items())
    assert found["repeats"].lt(found["number"]).all()
    pd.testing.assert_frame_equal(
        pd.read_parquet(f"{corpus.folder}/duplicates.parquet"), found, check_like=True
    )


def test_near_copies_are_told_once_found_and_not_of_other_ads(files, skills, tmp_path):
    corpus = build_corpus(
        files[0], skills, tmp_path / "c", pseudonym_key=KEY, chunk_megabytes=0.08, workers=1
    )
    assert corpus_report(corpus).near_copies is None
    near = corpus_near_duplicates(corpus)
    told = corpus_report(corpus)
    assert told.near_copies == {"ads": len(near), "groups": near["near_of"].nunique()}
    assert told.near_copies["ads"] >= 8
    kinds = corpus_duplicates(corpus)
    assert (kinds["kind"] == "near").sum() == len(near)
    assert dict(recipe_of(kinds).steps[-1].counts)["near"] == len(near)
    # With more ads it is another corpus: what was found then is not told of it.
    grown = add_to_corpus(corpus, files[1], pseudonym_key=KEY)
    assert corpus_report(grown).near_copies is None
    assert "near" not in set(corpus_duplicates(grown)["kind"])


def test_each_run_is_noted_beside_the_folder_and_says_what_it_made(files, skills, tmp_path):
    options = {"pseudonym_key": KEY, "chunk_megabytes": 0.08, "workers": 1}
    corpus = build_corpus(files[0], skills, tmp_path / "c", **options)
    before = bytes_of(corpus.folder)
    build_corpus(files[0], skills, tmp_path / "c", **options)
    assert bytes_of(corpus.folder) == before
    assert not any("runs" in name for name in before)
    grown = add_to_corpus(corpus, files[1], pseudonym_key=KEY)
    runs = corpus_report(grown).runs
    assert runs["lines"].tolist() == [files[2], 0, files[3]]
    assert runs["made_parts"].tolist()[1] == 0
    assert runs["parts"].tolist() == [len(corpus.parts), len(corpus.parts), len(grown.parts)]
    assert runs["seconds"].gt(0).all()
    assert runs["megabytes"].iloc[0] * 2**20 == pytest.approx(files[0].stat().st_size, abs=1)
    assert runs["ended"].all()
    assert runs["cpu_seconds"].gt(0).all()
    # A process that has read pandas has more than 50 MB, and none of these has 4 GB.
    assert runs["peak_megabytes"].between(50, 4000).all()
    (tmp_path / "c.runs.jsonl").unlink()
    assert corpus_report(grown).runs.empty


def test_a_run_that_is_broken_off_leaves_a_line_with_what_it_had_made(files, skills, tmp_path):
    def stop(_step, done, _total):
        if done:
            raise KeyboardInterrupt

    options = {"pseudonym_key": KEY, "chunk_megabytes": 0.02, "workers": 1}
    with pytest.raises(KeyboardInterrupt):
        build_corpus(files[0], skills, tmp_path / "c", **options, progress=stop)
    corpus = build_corpus(files[0], skills, tmp_path / "c", **options)
    runs = corpus_report(corpus).runs
    assert runs["ended"].tolist() == [False, True]
    assert runs["parts"].tolist() == [0, len(corpus.parts)]
    assert runs["made_parts"].tolist() == [1, len(corpus.parts) - 1]


def test_a_line_of_a_run_that_says_nothing_of_processors_is_read(tmp_path):
    told = {"when": "2026-01-01T00:00:00Z", "seconds": 1.0, "parts": 2, "made_parts": 2}
    line = json.dumps(told | {"lines": 9, "megabytes": 1.5, "workers": 1})
    (tmp_path / "c.runs.jsonl").write_text(line + "\n")
    (run,) = read_runs(str(tmp_path / "c")).itertuples(index=False)
    assert (run.lines, run.ended, run.cpu_seconds != run.cpu_seconds) == (9, True, True)


def test_a_damaged_file_of_runs_is_named(tmp_path):
    folder = str(tmp_path / "c")
    (tmp_path / "c.runs.jsonl").write_text("{}\n")
    assert runs_address(folder + "/") == str(tmp_path / "c.runs.jsonl")
    with pytest.raises(FileProblemError, match="damaged in line 1"):
        read_runs(folder)


def test_parts_that_lost_rows_since_are_named(files, skills, tmp_path):
    corpus = build_corpus(
        files[1], skills, tmp_path / "c", pseudonym_key=KEY, chunk_megabytes=0.08, workers=1
    )
    manifest = tmp_path / "c" / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["parts"][0]["rejects"] += 1
    manifest.write_text(json.dumps(told), "utf-8")
    with pytest.raises(FileProblemError, match="manifest says"):
        corpus_report(read_corpus(corpus.folder))
    told["parts"][0]["rejects"] -= 1
    told["parts"][0]["read"]["lines"] += 1
    manifest.write_text(json.dumps(told), "utf-8")
    with pytest.raises(FileProblemError, match="are accounted for"):
        corpus_report(read_corpus(corpus.folder))


def test_by_industry_all_are_rejects_until_a_register_is_there(files, skills, tmp_path):
    corpus = build_corpus(
        files[1], skills, tmp_path / "c", pseudonym_key=KEY, chunk_megabytes=0.08, workers=1
    )
    report = corpus_report(corpus, by="industry", level=2)
    assert report.lines["counted"].iloc[-1] == 0
    assert report.caps is None
    assert report.found["ads"].max() == 0
    with pytest.raises(UnknownNameError):
        corpus_report(corpus, by="region")
    known = sorted({row["employer"] for row in rows(corpus, "ads")} - {None})
    codes = ["78200" if place % 2 else "56100" for place in range(len(known))]
    table = pd.DataFrame({"employer": known, "industry": codes})
    added = add_industries(corpus, Employers.from_table(table, version="SNI 2007"))
    report = corpus_report(added, by="industry", level=2)
    assert report.lines["counted"].iloc[-1] > 10
    assert 0 < report.coverage.loc["all", "temporary_work"] < 1


def test_a_corpus_that_lies_elsewhere_is_reported_on_as_one_here(files, skills):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    options = {"pseudonym_key": KEY, "workers": 1}
    corpus = build_corpus(files[1], skills, "memory://elsewhere", **options)
    try:
        assert len(corpus_near_duplicates(corpus)) == corpus_report(corpus).near_copies["ads"]
        assert corpus_report(corpus).lines["lines"].tolist() == [files[3], files[3]]
        assert len(read_runs(corpus.folder)) == 1
        assert len(corpus_duplicates(corpus)) > 0
        assert memory.exists("/elsewhere/duplicates.parquet")
    finally:
        memory.rm("/elsewhere", recursive=True)
        memory.rm("/elsewhere.runs.jsonl")


def test_an_empty_file_makes_an_empty_report(skills, tmp_path):
    corpus = build_corpus(
        write_lines(tmp_path / "ads.jsonl", [b"{"]), skills, tmp_path / "c", pseudonym_key=KEY
    )
    report = corpus_report(corpus)
    assert repr(report) == "CorpusReport(1 lines = 0 counted + 0 duplicates + 1 rejects)"
    assert report.found.empty
    assert corpus_duplicates(corpus).empty


def test_the_same_corpus_gives_the_same_report(made):
    corpus, *_, report = made
    again = corpus_report(corpus)
    for field in dataclasses.fields(report):
        one, other = getattr(report, field.name), getattr(again, field.name)
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one, other)
        else:
            assert one == other
