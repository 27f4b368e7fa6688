"""read_ads(): every line is an ad or a reject, and what an ad holds is what the source said."""

import gzip
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation.errors import FileProblemError, InputError, VersionError
from mobility.reading.ads import read_ads
from mobility.reading.coverage import ad_coverage

COOK = {
    "id": "1",
    "headline": "Kock",
    "description": {"text": "Vi söker en kock."},
    "publication_date": "2016-03-01T00:00:00",
    "number_of_vacancies": 2,
    "occupation": {"label": "Kock, à la carte", "legacy_ams_taxonomy_id": "7089"},
    "occupation_group": {"label": "Kockar och kallskänkor", "legacy_ams_taxonomy_id": "5120"},
    "workplace_address": {
        "municipality": "Lund",
        "municipality_code": "1281",
        "region": "Skåne län",
        "region_code": "12",
    },
    "employer": {
        "organization_number": "2120001132",
        "name": "Lunds kommun",
        "email": "ann@lund.se",
        "phone_number": "046-123456",
    },
    "application_contacts": [{"name": "Ann Ek", "email": "ann@lund.se"}],
    "scope_of_work": {"min": 50, "max": 100},
    "driving_license": [{"label": "B"}],
    "driving_license_required": True,
    "access_to_own_car": False,
    "experience_required": True,
    "must_have": {
        "skills": [{"label": "Knivar", "weight": 10}],
        "languages": [{"label": "Svenska", "weight": 10}],
        "education": [{"label": "Kock", "weight": 10}],
        "education_level": [{"label": "Gymnasium", "weight": 10}],
    },
    "nice_to_have": {
        "skills": [{"label": "Bakning", "weight": 5}],
        "languages": [{"label": "Finska", "weight": 5}],
    },
    "removed": False,
}


def written(folder: Path, name: str, *records: object) -> Path:
    file = folder / name
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return file


def only_ad(file: Path) -> pd.Series:
    ads = read_ads(file)
    assert len(ads.table) == 1
    return ads.table.iloc[0]


def test_a_jobtech_ad_gives_every_column_it_has(tmp_path):
    ad = only_ad(written(tmp_path, "ads.jsonl", COOK))
    assert ad.drop(["industry", "language", "enriched_skills", "original_id"]).to_dict() == {
        "ad": "1",
        "text": "Vi söker en kock.",
        "headline": "Kock",
        "occupation": "5120",
        "occupation_title": "Kockar och kallskänkor",
        "region": "12",
        "region_name": "Skåne län",
        "municipality": "1281",
        "municipality_name": "Lund",
        "date": pd.Timestamp("2016-03-01"),
        "openings": 2,
        "employer": "2120001132",
        "experience_required": True,
        "scope_min": 50.0,
        "scope_max": 100.0,
        "driving_licence": ("B",),
        "own_car": False,
        "education": ("Gymnasium", "Kock"),
        "languages": ("Svenska",),
        "merit_languages": ("Finska",),
        "required_skills": ("Knivar",),
        "merit_skills": ("Bakning",),
    }


def test_contact_persons_and_their_addresses_enter_no_table(tmp_path):
    ads = read_ads(written(tmp_path, "ads.jsonl", COOK))
    everything = ads.table.to_csv() + ads.rejects.to_csv() + ads.recipe.to_json()
    for private in ("Ann Ek", "ann@lund.se", "046-123456", "Lunds kommun"):
        assert private not in everything


def test_the_unit_group_is_the_one_on_occupation_group_not_the_old_title_code(tmp_path):
    assert only_ad(written(tmp_path, "a.jsonl", COOK))["occupation"] == "5120"
    without = {**COOK, "occupation_group": None}
    assert pd.isna(only_ad(written(tmp_path, "b.jsonl", without))["occupation"])


@pytest.mark.parametrize("field", ["occupation_group", "workplace_address", "scope_of_work"])
def test_an_archive_that_wraps_objects_in_lists_reads_the_same(tmp_path, field):
    plain = read_ads(written(tmp_path, "a.jsonl", COOK)).table
    wrapped = read_ads(written(tmp_path, "b.jsonl", {**COOK, field: [COOK[field]]})).table
    pd.testing.assert_frame_equal(plain, wrapped)


def test_a_weight_of_ten_is_a_requirement_whichever_list_it_stands_in(tmp_path):
    ad = {
        **COOK,
        "must_have": {"skills": [{"label": "a", "weight": 5}, {"label": "b"}]},
        "nice_to_have": {"skills": [{"label": "c", "weight": 10}, {"label": "d"}]},
    }
    read = only_ad(written(tmp_path, "ads.jsonl", ad))
    assert read["required_skills"] == ("b", "c")
    assert read["merit_skills"] == ("a", "d")


@pytest.mark.parametrize(
    "description",
    ["Vi söker.", {"text": "Vi söker."}, {"text": None, "text_formatted": "<p>Vi <b>söker.</b>"}],
)
def test_the_text_is_found_wherever_a_shape_keeps_it(tmp_path, description):
    file = written(tmp_path, "ads.jsonl", {**COOK, "description": description})
    assert only_ad(file)["text"] == "Vi söker."


def test_lines_a_list_and_search_hits_hold_the_same_ads(tmp_path):
    two = [COOK, {**COOK, "id": "2"}]
    as_lines = read_ads(written(tmp_path, "lines.jsonl", *two)).table
    as_list = read_ads(written(tmp_path, "list.json", two)).table
    as_hits = read_ads(written(tmp_path, "hits.json", {"total": {"value": 2}, "hits": two})).table
    indented = tmp_path / "indented.json"
    indented.write_text(json.dumps({"hits": two}, indent=2), "utf-8")
    packed = tmp_path / "lines.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "lines.jsonl").read_bytes()))
    for other in (as_list, as_hits, read_ads(indented).table, read_ads(packed).table):
        pd.testing.assert_frame_equal(as_lines, other)


def test_every_file_of_a_zip_is_read_whatever_its_shape(tmp_path):
    file = tmp_path / "archive.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("2016.jsonl", json.dumps(COOK) + "\n{\n")
        archive.writestr("2017.json", json.dumps([{**COOK, "id": "2"}, {**COOK, "id": None}]))
    ads = read_ads(file)
    assert ads.table["ad"].tolist() == ["1", "2", "archive.zip/2017.json:2"]
    assert ads.rejects[["file", "line", "reason"]].values.tolist() == [
        ["archive.zip/2016.jsonl", 2, "broken JSON"]
    ]


def test_an_ad_without_an_id_is_called_by_file_and_line(tmp_path):
    ads = read_ads(written(tmp_path, "2014.jsonl", {**COOK, "id": None}, {**COOK, "id": " "}))
    assert ads.table["ad"].tolist() == ["2014.jsonl:1", "2014.jsonl:2"]


def test_ids_made_in_two_folders_do_not_meet(tmp_path):
    for folder, text in (("a", "Kock"), ("b", "Bagare")):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, "x.jsonl", {**COOK, "id": None, "description": text})
    ads = read_ads(tmp_path / "a" / "x.jsonl", tmp_path / "b" / "x.jsonl")
    assert ads.table["ad"].tolist() == ["x.jsonl:1", "x.jsonl (2):1"]


def test_every_reason_for_setting_a_line_aside_has_its_phrase(tmp_path):
    file = tmp_path / "ads.jsonl"
    good, again = json.dumps(COOK), json.dumps({**COOK, "headline": "Samma"})
    removed = json.dumps({"id": "7", "removed": True, "removed_date": "2020-01-01"})
    empty = json.dumps({**COOK, "id": "3", "description": {"text": " "}})
    latin = json.dumps({**COOK, "id": "4"}, ensure_ascii=False).encode("latin-1")
    lines = [good, again, removed, empty, '{"id": "5', "", '{"a": 1}', "[1]", "8"]
    file.write_bytes("\r\n".join(lines).encode() + b"\n" + latin + b"\n")
    ads = read_ads(file)
    assert ads.table["ad"].tolist() == ["1"]
    assert list(ads.rejects[["line", "reason"]].itertuples(index=False, name=None)) == [
        (2, "ad id stands twice"),
        (3, "removed ad"),
        (4, "empty text"),
        (5, "broken JSON"),
        (7, "not an ad"),
        (8, "not an ad"),
        (9, "not an ad"),
        (10, "not UTF-8 text"),
    ]
    assert "encoding='latin-1'" in ads.rejects["detail"].iloc[-1]
    # Ten lines stand in the file, one of them blank: nine lines = one ad + eight rejects.
    counts = dict(ads.recipe.steps[0].counts)
    assert (counts["lines"], counts["ads"], counts["rejects"]) == (9, 1, 8)


def test_an_ad_that_is_removed_but_still_has_its_text_is_kept(tmp_path):
    assert only_ad(written(tmp_path, "ads.jsonl", {**COOK, "removed": True}))["ad"] == "1"


def test_latin_1_lines_are_read_when_told(tmp_path):
    file = tmp_path / "ads.jsonl"
    file.write_bytes(json.dumps(COOK, ensure_ascii=False).encode("latin-1"))
    assert read_ads(file, encoding="latin-1").table["text"].tolist() == ["Vi söker en kock."]


def test_a_line_longer_than_the_bound_is_set_aside(tmp_path, monkeypatch):
    monkeypatch.setattr("mobility.reading.json_records.MAX_LINE", 2000)
    long = {**COOK, "id": "2", "description": {"text": "x" * 2000}}
    ads = read_ads(written(tmp_path, "ads.jsonl", COOK, long))
    assert ads.rejects[["line", "reason"]].values.tolist() == [[2, "line too long"]]


def test_an_odd_value_is_blanked_and_counted_and_the_ad_is_kept(tmp_path):
    odd = {
        **COOK,
        "publication_date": "1 mars",
        "number_of_vacancies": -3,
        "driving_license": "B",
        "occupation_group": {"legacy_ams_taxonomy_id": "77"},
    }
    ads = read_ads(written(tmp_path, "ads.jsonl", odd))
    assert ads.table[["date", "openings", "occupation"]].isna().all(axis=None)
    assert ads.table["text"].tolist() == ["Vi söker en kock."]
    counts = dict(ads.recipe.steps[0].counts)
    for column in ("date", "openings", "occupation", "driving_licence"):
        assert counts[f"{column} unreadable"] == 1


@pytest.mark.parametrize("columns", [None, {"text": "description.text"}])
@pytest.mark.parametrize("line", ['{"x":' + "[" * 50_000, "[" * 50_000, '{"headline": "\\ud800"}'])
def test_a_line_made_to_break_a_reader_is_broken_json(tmp_path, line, columns):
    file = tmp_path / "ads.jsonl"
    file.write_text(json.dumps(COOK) + "\n" + line + "\n", "utf-8")
    ads = read_ads(file, columns=columns)
    assert len(ads.table) == 1
    assert ads.rejects["reason"].isin({"broken JSON", "not an ad"}).tolist() == [True]


@pytest.mark.parametrize("number", [["7"], {"a": 1}, True, "\u2028"])
def test_an_id_that_is_none_is_made(tmp_path, number):
    assert only_ad(written(tmp_path, "ads.jsonl", {**COOK, "id": number}))["ad"] == "ads.jsonl:1"


def test_a_number_beyond_counting_is_unreadable(tmp_path):
    ads = read_ads(written(tmp_path, "ads.jsonl", {**COOK, "number_of_vacancies": 1e30}))
    assert ads.table["openings"].isna().all()
    assert dict(ads.recipe.steps[0].counts)["openings unreadable"] == 1


LINES = st.one_of(
    st.builds(lambda n: json.dumps({**COOK, "id": n}).encode(), st.integers(0, 5)),
    st.builds(lambda n: json.dumps({**COOK, "id": n})[:-7].encode(), st.integers(0, 5)),
    st.builds(
        lambda n: json.dumps({**COOK, "id": n, "description": None}).encode(), st.integers(0, 5)
    ),
    st.just(json.dumps({"id": "9", "removed": True}).encode()),
    st.sampled_from([b"", b"  ", b"\xff\xfe", b"null", b"[]", b"{}", b'"text"', b"\r", b"{"]),
    st.binary(max_size=12).filter(lambda line: b"\n" not in line),
)


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(LINES, max_size=12))
def test_whatever_the_lines_are_each_is_an_ad_or_a_reject(tmp_path_factory, lines):
    file = tmp_path_factory.mktemp("mixture") / "ads.jsonl"
    everything = [json.dumps({**COOK, "id": "first"}).encode(), *lines]
    file.write_bytes(b"\n".join(everything))
    ads = read_ads(file)
    filled = [line for line in everything if line.strip()]
    assert len(ads.table) + len(ads.rejects) == len(filled)
    assert dict(ads.recipe.steps[0].counts)["lines"] == len(filled)
    assert ads.table["ad"].is_unique


def test_the_same_files_give_the_same_ads(tmp_path):
    file = written(tmp_path, "ads.jsonl", COOK, {**COOK, "id": "2", "employer": {"name": "Kök"}})
    first, second = read_ads(file), read_ads(file)
    pd.testing.assert_frame_equal(first.table, second.table)
    assert first.recipe == second.recipe


def test_the_recipe_names_the_file_and_not_where_it_lay(tmp_path):
    recipe = read_ads(written(tmp_path, "ads.jsonl", COOK)).recipe
    assert "file='ads.jsonl'" in str(recipe)
    assert str(tmp_path) not in recipe.to_json()


def test_progress_is_told_how_many_lines_are_read(tmp_path):
    told = []
    read_ads(
        written(tmp_path, "ads.jsonl", COOK, "no ad"), progress=lambda *said: told.append(said)
    )
    assert told[-1] == ("read_ads", 2, None)


def test_the_same_file_twice_is_refused(tmp_path):
    file = written(tmp_path, "ads.jsonl", COOK)
    with pytest.raises(InputError, match=r"'ads.jsonl \(2\)' has the same content"):
        read_ads(file, file)


def test_no_file_is_refused():
    with pytest.raises(InputError, match="no file was given"):
        read_ads()


def test_json_of_another_shape_is_named_with_a_proposal(tmp_path):
    file = written(tmp_path, "other.jsonl", {"rubrik": "Kock", "annonstext": "Vi söker"})
    with pytest.raises(InputError) as refused:
        read_ads(file)
    assert "it has 'rubrik', 'annonstext'" in str(refused.value)
    assert "columns={'text': 'annonstext', 'headline': 'rubrik'}" in str(refused.value)


def test_a_list_that_is_not_whole_json_is_refused(tmp_path):
    file = tmp_path / "ads.json"
    file.write_text("[" + json.dumps(COOK) + ", {", "utf-8")
    with pytest.raises(InputError, match="is not whole JSON"):
        read_ads(file)


@pytest.mark.parametrize(
    ("content", "said"), [(None, "no such file"), (b"", "is empty"), (b"\x1f\x8b\x08", "cut short")]
)
def test_a_file_that_cannot_be_used_is_refused(tmp_path, content, said):
    file = tmp_path / "ads.jsonl.gz"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileProblemError, match=said):
        read_ads(file)


def test_a_packed_file_cut_short_is_refused_not_half_read(tmp_path):
    lines = "".join(json.dumps({**COOK, "id": n}) + "\n" for n in range(2000)).encode()
    file = tmp_path / "ads.jsonl.gz"
    file.write_bytes(gzip.compress(lines)[:-2000])
    with pytest.raises(FileProblemError, match="cut short or damaged"):
        read_ads(file)


def test_jobtech_beside_a_table_of_another_version_is_refused(tmp_path):
    jobtech = written(tmp_path, "ads.jsonl", COOK)
    table = tmp_path / "other.csv"
    table.write_text("text,kod\nKucharz,512001\n", "utf-8")
    names = {"text": "text", "occupation": "kod"}
    with pytest.raises(VersionError, match=r"'KZiS 2023' but ads\.jsonl has codes of 'SSYK 2012'"):
        read_ads(jobtech, table, columns=names, occupation_version="KZiS 2023")


def test_jobtech_beside_a_table_of_the_same_version_is_one_table(tmp_path):
    jobtech = written(tmp_path, "ads.jsonl", COOK)
    table = tmp_path / "other.csv"
    table.write_text("text,kod\nKock,5120\n", "utf-8")
    names = {"text": "text", "occupation": "kod"}
    ads = read_ads(jobtech, table, columns=names, occupation_version="SSYK 2012")
    assert ads.table["ad"].tolist() == ["1", "other.csv:2"]
    assert ads.table["occupation"].tolist() == ["5120", "5120"]


def test_the_version_of_jobtech_codes_can_be_told(tmp_path):
    file = written(tmp_path, "ads.jsonl", COOK)
    assert read_ads(file).occupation_version == "SSYK 2012"
    assert read_ads(file, occupation_version="SSYK 96").occupation_version == "SSYK 96"


def test_coverage_counts_by_year_and_puts_ads_without_a_date_apart(tmp_path):
    ads = read_ads(
        written(
            tmp_path,
            "ads.jsonl",
            COOK,
            {**COOK, "id": "2", "occupation_group": None},
            {**COOK, "id": "3", "description": None},
            {**COOK, "id": "4", "publication_date": None, "employer": None},
        )
    )
    coverage = ad_coverage(ads)
    assert coverage.index.tolist() == ["2016", "unknown", "all"]
    assert coverage["ads"].tolist() == [2, 1, 3]
    # 2016: one of two ads has an occupation; two of three had a text. All: two of three; 3 of 4.
    assert coverage["occupation"].tolist() == [0.5, 1.0, pytest.approx(2 / 3)]
    assert coverage["text"].tolist() == [pytest.approx(2 / 3), 1.0, 0.75]
    assert coverage["employer"].tolist() == [1.0, 0.0, pytest.approx(2 / 3)]


@pytest.mark.shared_data
def test_of_710_swedish_ads_three_have_no_text(shared_data):
    ads = read_ads(shared_data("sv-platsbanken-710") / "ads.jsonl")
    assert (len(ads.table), len(ads.rejects)) == (707, 3)
    assert ads.rejects["line"].tolist() == [1, 2, 3]
    assert (ads.table["occupation"] == "2512").sum() == 424
    assert ads.table["occupation"].dropna().str.fullmatch("[0-9]{4}").all()
