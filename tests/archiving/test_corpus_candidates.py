"""Candidate terms of a corpus are those of the same ads in memory, word for word."""

import random
from pathlib import Path

import pandas as pd
import pytest

from mobility.archiving.asked_words import asked_folder
from mobility.archiving.build import add_to_corpus, build_corpus, with_skills
from mobility.archiving.corpus_candidates import corpus_candidate_terms
from mobility.finding.candidates import candidate_terms
from mobility.finding.find import find_skills
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.recipe import recipe_of
from mobility.foundation.skill_list import SkillList
from mobility.reading.ads import read_ads
from tests.archiving.corpora import KEY, bytes_of, write_lines

KNOWN = [f"verktyg{chr(97 + k)}" for k in range(24)]
NEW = ["sandblästring", "Karm-sättning", "sous  vide", "c#", "HTML5", "3d/cad"]
FILLING = ["glad", "vana", "2", "åäö", "x y z", *(f"ord{k}" for k in range(120))]


ELSEWHERE = "åkvagn"
"""A known thing that stands where no other does: with it as the least, all else is proposed."""
SKILLS = [*KNOWN, ELSEWHERE]


def skills_called(names):
    return SkillList.of(
        pd.DataFrame({"skill": names, "label": names, "kind": "skill"}).set_index("skill"),
        pd.DataFrame({"term": names, "skill": names, "origin": "label", "match": "any"}),
    )


def text_of(draw):
    """Sentences that ask for known and new things, some with other words, and one that offers."""
    one, other, third = draw.sample([*KNOWN, *NEW], 3)
    first, second = draw.choices([", ", " ", "-", " & ", "\n- "], k=2)
    some, more, offered = (
        " ".join(draw.choices([*FILLING, *[ELSEWHERE] * 5], k=3)) for _ in range(3)
    )
    asked = f"Du har erfarenhet av {one}{first}{other}{second}{third}.\nDu är {some} på {more}."
    return f"Krav:\n{asked}\nVi erbjuder:\n{offered} och friskvård."


def made(number, seed=0):
    """Ads of few employers, or of none; some have the text of another, or its id."""
    draw = random.Random(seed)
    texts = [text_of(draw) for _ in range(number)]
    for k in range(0, number, 9):
        texts[k] = texts[k // 2]
    return [
        {
            "id": f"{seed}-{k if k % 11 else k // 2}",
            "headline": "Verkstad",
            "description": {"text": text},
            "employer": {"organization_number": [None, "5560000001", "5560000002"][k % 3]},
        }
        for k, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    home = tmp_path_factory.mktemp("candidates")
    file = write_lines(home / "ads.jsonl", made(160))
    skills = skills_called(SKILLS)
    corpus = build_corpus(file, skills, home / "c", pseudonym_key=KEY, chunk_megabytes=0.01)
    assert len(corpus.parts) > 3
    return file, skills, corpus


def in_memory(file, skills, **options):
    files = file if isinstance(file, list) else [file]
    ads = read_ads(*files, pseudonym_key=KEY)
    return candidate_terms(ads, find_skills(ads, skills), skills, **options)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"longest": 1, "like_known": 0.0},
        {"longest": 6, "min_ads": 2, "min_employers": 1, "like_known": 0.0},
        {"min_employers": 3, "like_known": 0.0, "n": 3},
    ],
)
def test_a_corpus_proposes_what_its_ads_propose_in_memory(built, options):
    file, skills, corpus = built
    expected = in_memory(file, skills, **options)
    found = corpus_candidate_terms(corpus, **options)
    pd.testing.assert_frame_equal(found, expected)
    one, other = (recipe_of(table).steps[-1] for table in (found, expected))
    assert dict(one.counts) == dict(other.counts)
    assert one.settings == other.settings
    if options.get("min_ads") == 2:
        assert {"sous vide", "Karm-sättning"} < set(found["label"])
    assert bool(len(found)) == bool(options)


def test_too_few_known_terms_are_refused_as_in_memory(built):
    *_, corpus = built
    with pytest.raises(EmptyResultError, match="0 known terms stand in 90 ads or more; 20"):
        corpus_candidate_terms(corpus, min_ads=90)


def test_the_folder_stays_as_it_was_and_words_lie_beside_it(built):
    *_, corpus = built
    before = bytes_of(corpus.folder)
    corpus_candidate_terms(corpus)
    assert bytes_of(corpus.folder) == before
    assert sorted(bytes_of(asked_folder(corpus.folder))) == [f"{p}.parquet" for p in corpus.parts]


def test_broken_off_or_added_to_only_what_is_missing_is_read(tmp_path):
    file = write_lines(tmp_path / "ads.jsonl", made(90))
    skills = skills_called(SKILLS)
    options = {"pseudonym_key": KEY, "chunk_megabytes": 0.01}
    corpus = build_corpus(file, skills, tmp_path / "c", **options)
    asked = Path(asked_folder(corpus.folder))

    def break_off(_step, done, _parts):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus_candidate_terms(corpus, min_ads=2, progress=break_off)
    begun = {part.name: part.stat().st_mtime_ns for part in asked.iterdir()}
    assert len(begun) == 2
    corpus_candidate_terms(corpus, min_ads=2)
    now = {part.name: part.stat().st_mtime_ns for part in asked.iterdir()}
    assert begun.items() < now.items()
    whole = bytes_of(asked)
    more = write_lines(tmp_path / "more.jsonl", made(40, seed=1))
    longer = add_to_corpus(corpus, more, pseudonym_key=KEY)
    found = corpus_candidate_terms(longer, min_ads=2)
    assert whole.items() < bytes_of(asked).items()
    pd.testing.assert_frame_equal(found, in_memory([file, more], skills, min_ads=2))


def test_another_list_is_held_against_where_its_mentions_stand(built, tmp_path):
    file, _, _ = built
    corpus = build_corpus(
        file, skills_called(SKILLS), tmp_path / "c", pseudonym_key=KEY, chunk_megabytes=0.01
    )
    first = corpus_candidate_terms(corpus, min_ads=3, like_known=0.0)
    more = skills_called([*SKILLS, "sandblästring", "html5"])
    found = corpus_candidate_terms(
        with_skills(corpus, more, pseudonym_key=KEY), min_ads=3, like_known=0.0
    )
    assert "sandblästring" in set(first["label"])
    assert "sandblästring" not in set(found["label"])
    pd.testing.assert_frame_equal(found, in_memory(file, more, min_ads=3, like_known=0.0))
