"""A corpus is counted to exactly what its ads give in memory."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mobility import (
    EmptyResultError,
    InputError,
    UnknownNameError,
    ad_coverage,
    add_industries,
    build_corpus,
    employer_cap_effect,
    entry_requirements,
    find_skills,
    industry_skills,
    job_skills,
    named_ads,
    occupation_skills,
    occupations_in_ads,
    prepare_skills,
    read_ads,
    recipe_of,
    schooling_asked,
    skill_counts,
    vacancies,
    with_industries,
)
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.boilerplate import boilerplate
from mobility.reading.employer_register import Employers

KEY = b"a key of sixteen or more"


def written(path, ads):
    path.write_text("".join(json.dumps(ad, ensure_ascii=False) + "\n" for ad in ads), "utf-8")
    return path


def ad(number, text="Du har truckkort.", **other):
    """An ad in JobTech's shape; what is given replaces what stands here."""
    group = other.pop("occupation", "5120")
    return {
        "id": str(number),
        "headline": other.pop("headline", "Kock"),
        "description": {"text": text},
        "occupation_group": {"legacy_ams_taxonomy_id": group, "label": group},
        "employer": {"organization_number": other.pop("employer", None)},
        "publication_date": other.pop("date", "2024-05-01T00:00:00"),
        "workplace_address": {"municipality_code": other.pop("municipality", "1480")},
        **other,
    }


@pytest.fixture(scope="module")
def skills():
    return prepare_skills(demo_skills())


def both(path, skills, folder, *, chunk_megabytes=0.01):
    """The same file in memory and as a corpus of several parts, under the same pseudonyms."""
    ads = read_ads(path, pseudonym_key=KEY)
    corpus = build_corpus(
        path, skills, folder, pseudonym_key=KEY, chunk_megabytes=chunk_megabytes, workers=1
    )
    return ads, find_skills(ads, skills), corpus


def same(found, expected):
    pd.testing.assert_index_equal(found.rows, expected.rows)
    pd.testing.assert_index_equal(found.columns, expected.columns)
    np.testing.assert_array_equal(found.values.toarray(), expected.values.toarray())
    np.testing.assert_array_equal(found.support, expected.support)
    assert (found.measure, found.version) == (expected.measure, expected.version)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory, skills):
    """120 made-up ads with repeats: the same id, the same text elsewhere, no code, no text."""
    ads = list(synthetic_ads(120))
    for place, like in enumerate(ads[:20]):
        ads.append({**like, "id": f"again {place}"})
    ads += [{**ads[3], "headline": "Same id"}, {**ads[4], "id": "x", "occupation_group": None}]
    ads += [{"id": "e", "headline": "Empty", "description": {"text": ""}}]
    home = tmp_path_factory.mktemp("counts")
    return both(written(home / "ads.jsonl", ads), skills, home / "corpus")


@pytest.mark.parametrize("level", [4, 3, 1])
@pytest.mark.parametrize("most", [None, 1, 3])
def test_skills_of_occupations_are_those_of_the_ads_in_memory(made_up, level, most):
    ads, mentions, corpus = made_up
    assert len(corpus.parts) > 3
    options = {"level": level, "max_ads_per_employer": most}
    same(occupation_skills(corpus, **options), occupation_skills(ads, mentions, **options))


def test_every_line_is_counted_a_duplicate_or_a_reject(made_up):
    *_, corpus = made_up
    counts = dict(occupation_skills(corpus).recipe.steps[-1].counts)
    assert counts["in"] == 143  # 120 + 20 repeats + same id + no code + empty
    assert counts["counted"] + counts["duplicate"] + counts["reject"] == 143


def test_vacancies_entry_and_coverage_are_those_of_the_ads_in_memory(made_up):
    ads, _, corpus = made_up
    for place in ("municipality", "region"):
        pd.testing.assert_frame_equal(vacancies(corpus, place=place), vacancies(ads, place=place))
    pd.testing.assert_frame_equal(entry_requirements(corpus), entry_requirements(ads))
    pd.testing.assert_frame_equal(ad_coverage(corpus), ad_coverage(ads))


def test_schooling_asked_for_and_occupations_named_are_those_of_the_ads_in_memory(tmp_path, skills):
    ads = [
        ad(1, must_have={"education": [{"label": "Gymnasial utbildning"}], "languages": []}),
        ad(2, must_have={"languages": [{"label": "Svenska"}, {"label": "Engelska"}]}),
        ad(3, must_have={"languages": [{"label": "Svenska"}]}),
        ad(3, must_have={"languages": [{"label": "Finska"}]}),
    ]
    read, _, corpus = both(written(tmp_path / "ads.jsonl", ads), skills, tmp_path / "c")
    asked = schooling_asked(corpus)
    # Of three ads, since one id stands twice, two ask for Swedish, one for English and for school.
    assert asked[["asks", "what", "ads", "of"]].to_numpy().tolist() == [
        ["education", "3", 1, 3],
        ["language", "engelska", 1, 3],
        ["language", "svenska", 2, 3],
    ]
    for level in (4, 2):
        counted = schooling_asked(corpus, level=level)
        pd.testing.assert_frame_equal(counted, schooling_asked(read, level=level))
    named, expected = occupations_in_ads(corpus), occupations_in_ads(read)
    pd.testing.assert_frame_equal(named.table, expected.table)
    assert dict(named.recipe.steps[-1].counts) == dict(expected.recipe.steps[-1].counts)


@pytest.mark.shared_data
def test_real_ads_are_counted_the_same_both_ways(shared_data, skills, tmp_path):
    lines = (shared_data("sv-platsbanken-710") / "ads.jsonl").read_text("utf-8").splitlines(True)
    file = tmp_path / "ads.jsonl"
    # Among the first 200 of the 710, 36 repeat the text of others and three are rejected.
    file.write_text("".join(lines[:200]), "utf-8")
    ads, mentions, corpus = both(file, skills, tmp_path / "c", chunk_megabytes=0.1)
    assert len(corpus.parts) > 5
    assert len(mentions) > 200
    same(occupation_skills(corpus), occupation_skills(ads, mentions))
    for place in ("municipality", "region"):
        pd.testing.assert_frame_equal(vacancies(corpus, place=place), vacancies(ads, place=place))
    pd.testing.assert_frame_equal(entry_requirements(corpus), entry_requirements(ads))
    pd.testing.assert_frame_equal(ad_coverage(corpus), ad_coverage(ads))
    pd.testing.assert_frame_equal(schooling_asked(corpus), schooling_asked(ads))
    named, expected = occupations_in_ads(corpus), occupations_in_ads(ads)
    pd.testing.assert_frame_equal(named.table, expected.table)


small_ads = st.lists(
    st.tuples(
        st.integers(0, 6),  # ids repeat
        st.sampled_from(["5120", "5131", "512", None]),
        st.sampled_from(
            ["Du har truckkort.", "Asfaltering är ett krav.", "Truckkort och asfaltering.", ""]
        ),
        st.sampled_from([None, "5560000001", "5560000002"]),
        st.sampled_from(["1480", "0180", None]),
    ),
    min_size=1,
    max_size=14,
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=small_ads, most=st.sampled_from([None, 1, 2]), level=st.sampled_from([3, 4]))
def test_whatever_repeats_or_lacks_the_counts_are_the_same(tmp_path, skills, rows, most, level):
    lines = [
        ad(number, text, occupation=code, employer=employer, municipality=place)
        for number, code, text, employer, place in rows
    ]
    home = tmp_path / str(abs(hash((tuple(rows), most, level))))
    home.mkdir(exist_ok=True)
    ads, mentions, corpus = both(written(home / "ads.jsonl", lines), skills, home / "corpus")
    options = {"level": level, "max_ads_per_employer": most}
    try:
        expected = occupation_skills(ads, mentions, **options)
    except EmptyResultError:
        with pytest.raises(EmptyResultError, match="can be counted by occupation"):
            occupation_skills(corpus, **options)
    else:
        same(occupation_skills(corpus, **options), expected)
    pd.testing.assert_frame_equal(
        vacancies(corpus, place="municipality"), vacancies(ads, place="municipality")
    )


def test_counts_by_month_add_up_to_what_pandas_counts(made_up):
    ads, mentions, corpus = made_up
    found = skill_counts(corpus, by=["occupation", "skill", "region", "month"])
    # The oracle: one row per distinct ad, its mentions joined in pandas.
    table = ads.table.assign(
        month=ads.table["date"].dt.strftime("%Y-%m"),
        occupation=ads.table["occupation"].fillna(""),
        region=ads.table["region"].fillna(""),
    )
    once = table.drop_duplicates(["occupation", "headline", "text"])
    asked = mentions[~mentions["stance"].isin(["offered", "negated"])]
    by = ["occupation", "skill", "region", "month"]
    grouped = once.merge(asked, on="ad").groupby(by)["ad"]
    expected = pd.DataFrame({"ads": grouped.nunique(), "mentions": grouped.size()}).reset_index()
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_a_cap_on_employers_holds_when_counting_by_month(tmp_path, skills):
    lines = [ad(k, f"Truckkort {'a' * k}.", employer="5560000001") for k in range(5)]
    *_, corpus = both(written(tmp_path / "ads.jsonl", lines), skills, tmp_path / "corpus")
    assert skill_counts(corpus, by=["skill"])["ads"].max() == 5
    assert skill_counts(corpus, by=["skill"], max_ads_per_employer=2)["ads"].max() == 2


def test_a_sentence_repeated_in_three_unrelated_ads_of_an_employer_can_be_left_out(
    tmp_path, skills
):
    common = "Truckkort och vana vid hallen är bra."
    jobs = ["Kock", "Bagare", "Svetsare"]
    lines = [
        ad(k, f"{common}\nDu är {job.lower()}.", headline=job, employer="5560000001")
        for k, job in enumerate(jobs)
    ]
    # Another employer says it in two ads: too few. Its own headline makes an ad unrelated.
    lines += [ad(f"o{k}", common, headline=j, employer="5560000002") for k, j in enumerate("ab")]
    *_, corpus = both(written(tmp_path / "ads.jsonl", lines), skills, tmp_path / "corpus")
    everything = skill_counts(corpus, by=["skill"])
    without = skill_counts(corpus, by=["skill"], count_boilerplate=False)
    assert everything["ads"].tolist() == [5]
    assert without["ads"].tolist() == [2]
    left = occupation_skills(corpus, count_boilerplate=False)
    assert left.values.sum() == 2
    assert left.support.tolist() == [5]
    assert dict(left.recipe.steps[-1].counts)["boilerplate"] == 3


def test_boilerplate_of_a_corpus_is_that_of_its_ads_in_memory(made_up):
    ads, mentions, corpus = made_up
    repeated = boilerplate(ads, mentions)
    assert repeated.sum() > 10
    same(
        occupation_skills(corpus, count_boilerplate=False),
        occupation_skills(ads, mentions[~repeated]),
    )


@pytest.mark.parametrize("level", [1, None])
def test_the_effect_of_caps_on_employers_is_that_of_the_ads_in_memory(made_up, level):
    ads, mentions, corpus = made_up
    options = {"caps": [1, 2, 100], "level": level, "skills": 4}
    found = employer_cap_effect(corpus, **options)
    expected = employer_cap_effect(ads, mentions, **options)
    assert found["set_aside"].iloc[0] > 0
    pd.testing.assert_frame_equal(found, expected)
    (step, oracle) = (recipe_of(table).steps[-1] for table in (found, expected))
    assert step == oracle


def test_skills_of_jobs_are_those_of_the_ads_in_memory(made_up):
    ads, mentions, corpus = made_up
    known = sorted(set(ads.table["employer"].dropna()))
    codes = ["78200" if place % 3 else "56100" for place in range(len(known))]
    table = pd.DataFrame({"employer": known, "industry": codes})
    register = Employers.from_table(table, version="SNI 2007")
    filled, added = with_industries(ads, register), add_industries(corpus, register)
    for options in ({}, {"industry_level": 1, "occupation_level": 3, "max_ads_per_employer": 2}):
        found = job_skills(added, **options)
        same(found, job_skills(filled, mentions, **options))
        assert found.rows.name == "job"
    assert found.rows[0].startswith("5 · ")
    repeated = boilerplate(filled, mentions)
    same(job_skills(added, count_boilerplate=False), job_skills(filled, mentions[~repeated]))


def test_skills_of_occupation_names_are_those_of_the_ads_in_memory(made_up):
    ads, mentions, corpus = made_up
    for level in (4, 2):
        found = named_ads(corpus, level=level)
        expected = named_ads(ads, mentions, level=level)
        same(found, expected)
        assert found.rows.name == "occupation_name"
        assert found.recipe.steps[-1] == expected.recipe.steps[-1]
    assert len(found.rows) > 20


def test_related_ads_make_no_boilerplate(tmp_path, skills):
    lines = [ad(k, f"Du har {'a' * k}.\nTruckkort krävs.", employer="5560000001") for k in range(6)]
    *_, corpus = both(written(tmp_path / "ads.jsonl", lines), skills, tmp_path / "corpus")
    whole = occupation_skills(corpus).values.toarray()
    np.testing.assert_array_equal(
        occupation_skills(corpus, count_boilerplate=False).values.toarray(), whole
    )


def test_wrong_calls_name_the_way_out(made_up):
    ads, mentions, corpus = made_up
    with pytest.raises(InputError, match="a corpus has its own"):
        occupation_skills(corpus, mentions)
    with pytest.raises(InputError, match="a corpus has its own"):
        employer_cap_effect(corpus, mentions)
    with pytest.raises(InputError, match="a corpus has its own"):
        job_skills(corpus, mentions)
    with pytest.raises(InputError, match="find_skills"):
        employer_cap_effect(ads)
    with pytest.raises(InputError, match="find_skills"):
        industry_skills(ads)
    with pytest.raises(InputError, match="a corpus has its own"):
        named_ads(corpus, mentions)
    with pytest.raises(InputError, match="find_skills"):
        named_ads(ads)
    with pytest.raises(InputError, match="is for a corpus"):
        occupation_skills(ads, mentions, count_boilerplate=False)
    with pytest.raises(UnknownNameError, match="'skil'"):
        skill_counts(corpus, by=["skil"])
    with pytest.raises(InputError, match="stands twice"):
        skill_counts(corpus, by=["skill", "skill"])
    with pytest.raises(InputError, match="at least one"):
        skill_counts(corpus, by=[])
    with pytest.raises(EmptyResultError, match=r"No ad of 143 can be counted by industry \(.*code"):
        industry_skills(corpus)
