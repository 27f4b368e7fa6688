"""read_ads(): the yearly archives as they are published, each year with what it has."""

import zipfile
from pathlib import Path

import fsspec
import pandas as pd
import pytest

from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.errors import FileProblemError
from mobility.foundation.recipe import recipe_of
from mobility.reading.ads import read_ads
from mobility.reading.coverage import ad_coverage
from tests.finding.lists import official
from tests.reading.archive_shapes import (
    as_lines,
    as_list,
    before_2016,
    enriched,
    without_numbers,
)


def packed(folder: Path, name: str, **members: bytes) -> Path:
    """A zip with members; "__" in a name stands for a full stop."""
    file = folder / name
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member.replace("__", "."), content)
    return file


@pytest.fixture
def years(tmp_path) -> list[Path]:
    """Three years, each packed as it is published."""
    return [
        packed(tmp_path, "2010.zip", ads_2010__json=as_list(before_2016(1), before_2016(2))),
        packed(tmp_path, "2017_beta1_jsonl.zip", beta__jsonl=as_lines(without_numbers(3))),
        packed(tmp_path, "2021_beta1_jsonl.zip", beta__jsonl=as_lines(enriched(4), enriched(5))),
    ]


def test_each_year_is_read_with_what_it_has(years):
    ads = read_ads(*years)
    assert ads.table["ad"].tolist() == [
        "2010.zip:1",
        "2010.zip:2",
        *(f"{n:040x}" for n in (3, 4, 5)),
    ]
    assert ads.table["original_id"].tolist()[2:] == ["20000003", "20000004", "20000005"]
    assert ads.table["original_id"].isna().tolist() == [True, True, False, False, False]
    assert ads.table["occupation"].tolist()[2:] == ["5120"] * 3
    assert ads.table["openings"].isna().tolist() == [True, True, False, False, False]
    # 2016–2020 name the employer only, so it is a pseudonym; from 2021 it is the number.
    assert ads.table["employer"].tolist() == ["employer-1"] * 3 + ["5566778899"] * 2
    assert "Exempel AB" not in ads.table.to_csv()


def test_coverage_shows_what_each_year_lacks(years):
    coverage = ad_coverage(read_ads(*years))
    assert coverage["ads"].to_dict() == {"2010": 2, "2017": 1, "2021": 2, "all": 5}
    assert coverage["occupation"].to_dict() == {"2010": 0, "2017": 1, "2021": 1, "all": 3 / 5}


def test_what_the_source_found_in_the_text_is_kept_without_what_it_cut_from_headlines(tmp_path):
    file = tmp_path / "ads.jsonl"
    file.write_bytes(as_lines(enriched(), enriched(2, keywords=None), enriched(3, keywords={})))
    found = read_ads(file).table["enriched_skills"]
    assert found.tolist() == [("matlagning", "knivar", "noggrann"), (), ()]


@pytest.mark.parametrize(
    "keywords", ["word", {"enriched": {"skill": "knivar"}}, [1], {"enriched": 3}]
)
def test_keywords_of_another_shape_are_counted_and_the_ad_is_kept(tmp_path, keywords):
    file = tmp_path / "ads.jsonl"
    file.write_bytes(as_lines(enriched(keywords=keywords)))
    ads = read_ads(file)
    assert ads.table["enriched_skills"].tolist() == [()]
    assert dict(ads.recipe.steps[0].counts)["enriched_skills unreadable"] == 1


def test_an_ad_without_an_id_is_called_by_the_number_it_was_published_under(tmp_path):
    file = tmp_path / "ads.jsonl"
    file.write_bytes(as_lines(enriched(id=None)))
    assert read_ads(file).table["ad"].tolist() == ["20000001"]


def test_enriched_words_of_the_skill_list_are_mentions_without_a_place(tmp_path):
    """Four words: two in the list, one of them in the text too; two are not in the list."""
    file = tmp_path / "ads.jsonl"
    words = {"enriched": {"skill": ["Knivar", "MATLAGNING", "sushi"], "trait": ["noggrann"]}}
    text = {"text": "Du arbetar med matlagning."}
    file.write_bytes(as_lines(enriched(keywords=words, description=text)))
    skills = prepare_skills(official("matlagning", "knivar"))
    mentions = find_skills(read_ads(file), skills)
    assert mentions[["skill", "stance", "source"]].values.tolist() == [
        ["s1", "requested", "exact"],
        ["s2", "mentioned", "structured"],
    ]
    counts = dict(recipe_of(mentions).steps[-1].counts)
    assert counts["structured enriched keywords not in the skill list"] == 2


def test_an_enriched_word_adds_nothing_to_what_a_field_of_the_ad_asks_for(tmp_path):
    file = tmp_path / "ads.jsonl"
    asked = {"skills": [{"label": "Knivar", "weight": 10}]}
    file.write_bytes(as_lines(enriched(must_have=asked)))
    mentions = find_skills(read_ads(file), prepare_skills(official("knivar")))
    assert mentions[["skill", "stance"]].values.tolist() == [["s1", "requested"]]


def test_the_archives_are_read_to_the_same_ads_whatever_their_packing(tmp_path, years):
    plain = tmp_path / "plain.jsonl"
    plain.write_bytes(as_lines(enriched(4), enriched(5)))
    pd.testing.assert_frame_equal(read_ads(plain).table, read_ads(years[2]).table)


def test_a_pattern_gives_the_years_it_matches_in_their_order(tmp_path, years):
    by_pattern = read_ads(tmp_path / "20*.zip")
    pd.testing.assert_frame_equal(by_pattern.table, read_ads(*years).table)
    assert by_pattern.recipe == read_ads(*years).recipe


def test_a_pattern_that_matches_nothing_is_refused(tmp_path):
    with pytest.raises(FileProblemError, match="matches no file"):
        read_ads(tmp_path / "*.zip")


def test_an_archive_elsewhere_is_read_as_the_one_here(years):
    there = fsspec.filesystem("memory")
    there.pipe_file("/archives/2021_beta1_jsonl.zip", years[2].read_bytes())
    ads = read_ads("memory://archives/*.zip")
    pd.testing.assert_frame_equal(ads.table, read_ads(years[2]).table)
    assert ads.recipe == read_ads(years[2]).recipe
