"""Another skill list redoes only the parts in which it can make a difference, byte for byte."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.archiving.build import build_corpus, with_skills
from mobility.foundation.skill_list import SkillList
from tests.archiving.corpora import KEY, bytes_of, write_lines

TEXTS = (
    "Du har truckkort.",
    "Lastbils- och truckkort krävs.",
    "Vassa knivar och stekspadar.",
    "Kunskap i Java eller C#.",
    "Du lagar mat.",
    "Social omsorg, och sociala medier.",
)
TERMS = (
    ("truckkort", "truck"),
    ("lastbilskort", "lorry"),
    ("lastbil", "lorry"),
    ("knivar", "knife"),
    ("kniv", "knife"),
    ("java", "java"),
    ("social omsorg", "care"),
    ("omsorg", "care"),
    ("sociala medier", "media"),
    ("dans", "dance"),
)


def ads(fields):
    """One ad a text, with the skills its fields name."""
    return [
        {
            "id": str(number),
            "headline": "Jobb",
            "occupation_group": {"legacy_ams_taxonomy_id": "5120"},
            "description": {"text": text},
            "must_have": {"skills": [{"label": label} for label in labels]},
        }
        for number, (text, labels) in enumerate(zip(TEXTS, fields, strict=True))
    ]


def skill_list(terms):
    """A list with these terms."""
    names = sorted({skill for _, skill in terms})
    return SkillList.of(
        pd.DataFrame({"skill": names, "label": names, "kind": "skill"}).set_index("skill"),
        pd.DataFrame(
            [(term, skill, "label", "any") for term, skill in terms],
            columns=["term", "skill", "origin", "match"],
        ),
    )


def written(folder):
    """When each file of mentions was written, and its number on the disk."""
    return {
        file.name: (file.stat().st_mtime_ns, file.stat().st_ino)
        for file in (folder / "mentions").iterdir()
    }


LISTS = st.sets(st.sampled_from(TERMS), min_size=1).map(sorted)
LABELS = st.lists(st.sampled_from(["dans", "Knivar", "mat"]), max_size=1)


@settings(max_examples=5, deadline=None)
@given(before=LISTS, after=LISTS, fields=st.lists(LABELS, min_size=len(TEXTS), max_size=len(TEXTS)))
def test_any_change_of_the_list_gives_the_bytes_of_a_fresh_build(before, after, fields):
    told = {"chunk_megabytes": 0.0003, "pseudonym_key": KEY}
    with TemporaryDirectory() as home:
        file = write_lines(Path(home) / "ads.jsonl", ads(fields))
        corpus = build_corpus(file, skill_list(before), Path(home) / "c", **told)
        with_skills(corpus, skill_list(after), pseudonym_key=KEY)
        build_corpus(file, skill_list(after), Path(home) / "d", **told)
        assert bytes_of(Path(home) / "c") == bytes_of(Path(home) / "d")


def test_parts_without_a_word_of_a_changed_term_are_not_touched(tmp_path):
    told = {"chunk_megabytes": 0.00001, "pseudonym_key": KEY}
    file = write_lines(tmp_path / "ads.jsonl", ads([[]] * len(TEXTS)))
    corpus = build_corpus(file, skill_list(TERMS[3:]), tmp_path / "c", **told)
    before = written(tmp_path / "c")
    with_skills(corpus, skill_list([*TERMS[3:], TERMS[1]]), pseudonym_key=KEY)
    after = written(tmp_path / "c")
    # "lastbilskort" stands in no text; only the second says "lastbils- och truckkort".
    assert [int(name[-13:-8]) for name in after if after[name] != before[name]] == [1]
    with_skills(corpus, skill_list(TERMS[3:]), pseudonym_key=KEY)
    assert [name for name, told in written(tmp_path / "c").items() if told != after[name]] == [
        name for name in after if after[name] != before[name]
    ]
