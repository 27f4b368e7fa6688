"""The industries of a corpus are those its ads get in memory, and no part is made again."""

import pandas as pd
import pytest

from mobility.archiving.build import build_corpus
from mobility.archiving.industries import add_industries
from mobility.counting.occupation_skills import industry_skills
from mobility.datasets.shipped import demo_skills
from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.corpus import read_corpus
from mobility.foundation.errors import FileProblemError, VersionError
from mobility.reading.ads import read_ads
from mobility.reading.coverage import ad_coverage
from mobility.reading.employer_industries import with_industries
from mobility.reading.employer_register import Employers
from tests.archiving.corpora import KEY, SMALL, bytes_of, rows, some_ads


def register(numbers, version="SNI 2007"):
    """Every third employer is an agency; the last is not in the register."""
    known = sorted(numbers)[:-1]
    codes = ["78200" if place % 3 == 0 else "01110" for place in range(len(known))]
    return Employers.from_table(
        pd.DataFrame({"employer": known, "industry": codes}), version=version
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("industries")
    source = some_ads(folder / "ads.jsonl")
    skills = prepare_skills(demo_skills())
    corpus = build_corpus(
        source, skills, folder / "corpus", pseudonym_key=KEY, chunk_megabytes=SMALL, workers=1
    )
    ads = read_ads(source, pseudonym_key=KEY)
    legal = ads.table["employer"].dropna()
    return corpus, ads, skills, register(set(legal[legal.str.fullmatch("[0-9]{10}")]))


def test_the_industries_of_a_corpus_are_those_of_its_ads_in_memory(made):
    corpus, ads, skills, known = made
    parts = {n: c for n, c in bytes_of(corpus.folder).items() if "/" in n}
    added, filled = add_industries(corpus, known), with_industries(ads, known)
    assert {n: c for n, c in bytes_of(corpus.folder).items() if "/" in n} == parts
    by_ad = filled.table.set_index("ad")["industry"]
    found = {row["ad"]: row["industry"] or "" for row in rows(added, "ads")}
    assert {ad: found[ad] for ad in by_ad.index} == by_ad.fillna("").to_dict()
    assert by_ad.notna().any()
    assert by_ad.isna().any()
    assert added.industry_version == filled.industry_version == "SNI 2007"
    pd.testing.assert_frame_equal(ad_coverage(added), ad_coverage(filled), check_dtype=False)
    mentions = find_skills(filled, skills)
    in_memory, counted = industry_skills(filled, mentions), industry_skills(added)
    assert counted.rows.tolist() == in_memory.rows.tolist()
    assert counted.support.tolist() == in_memory.support.tolist()


def test_a_register_takes_the_place_of_the_one_before_and_is_there_when_opened_again(made):
    corpus, _, _, known = made
    first = add_industries(corpus, known)
    second = add_industries(
        first,
        Employers.from_table(
            pd.DataFrame({"employer": ["2021000654"], "industry": ["84111"]}), version="SNI 2007"
        ),
    )
    assert {row["industry"] for row in rows(second, "ads")} == {None}
    assert sum(name.startswith("employers-") for name in bytes_of(corpus.folder)) == 1
    opened = read_corpus(corpus.folder)
    assert opened.recipe.steps[-1].name == "add_industries"
    assert opened.fingerprint == second.fingerprint != first.fingerprint != corpus.fingerprint


def test_codes_of_another_version_are_refused(made, tmp_path):
    _, _, skills, known = made
    own = some_ads(tmp_path / "ads.jsonl")
    of_2002 = build_corpus(
        own, skills, tmp_path / "corpus", industry_version="SNI 2002", pseudonym_key=KEY, workers=1
    )
    with pytest.raises(VersionError, match="SNI 2002"):
        add_industries(of_2002, known)
    (tmp_path / "corpus" / "employers.json").write_text("{}", "utf-8")
    with pytest.raises(FileProblemError, match="is damaged"):
        read_corpus(tmp_path / "corpus")
