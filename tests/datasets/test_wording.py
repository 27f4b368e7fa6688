"""How skills are put into words."""

import re

from mobility.datasets.plans import skills_by_id
from mobility.datasets.sentences import BY_LANGUAGE
from mobility.datasets.wording import DEFINITE_ENDINGS


def texts_of(ads) -> dict[str, str]:
    return {ad["id"]: ad["description"]["text"] or "" for ad in ads}


def test_two_compounds_share_their_last_part(ads, planted):
    texts = texts_of(ads)
    rows = planted[planted["how"] == "elliptic"]
    assert len(rows) >= 30
    for row in rows.itertuples():
        label = skills_by_id()[row.skill].labels["sv"]
        cut = [label[:end] for end in range(3, len(label))]
        assert any(f"{part}- och " in texts[row.ad] for part in cut), (row.ad, label)


def test_some_skills_stand_in_their_definite_form(ads, planted):
    texts = texts_of(ads)
    rows = planted[planted["how"] == "definite"]
    assert len(rows) >= 300
    for row in rows.itertuples():
        label = skills_by_id()[row.skill].labels["sv"]
        forms = [label.removesuffix(e) + d for e, d in DEFINITE_ENDINGS if label.endswith(e)]
        assert any(re.search(rf"\b{form}\b", texts[row.ad]) for form in forms), (row.ad, label)


def test_every_way_of_saying_has_its_sentences_in_both_languages():
    for sentences in BY_LANGUAGE.values():
        for patterns in (sentences.requested, sentences.merit):
            assert set(patterns) == {"work", "knowledge", "certificate", "trait"}
            assert all("{x}" in one for group in patterns.values() for one in group)
        assert set(sentences.tasks) == {"work", "knowledge"}


def test_requirements_come_in_sentences_and_in_lists(ads):
    texts = texts_of(ads).values()
    listed = sum("\n- " in one for one in texts)
    assert 0.2 < listed / len(texts) < 0.4


def test_no_pattern_is_left_unfilled(ads):
    assert not any(re.search(r"[{}]", one + ad["headline"]) for ad, one in
                   zip(ads, texts_of(ads).values(), strict=True))  # fmt: skip


def test_qualities_are_said_of_persons_not_as_tasks(planted):
    traits = {s.skill for s in skills_by_id().values() if s.kind == "trait"}
    stances = planted.loc[planted["skill"].isin(traits), "stance"].unique()
    assert set(stances) == {"requested", "merit"}
