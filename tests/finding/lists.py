"""Small skill lists and ads for the tests of finding."""

import pandas as pd

from mobility.finding.find import find_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.ads import Ads
from mobility.foundation.skill_list import SkillList

TERM_COLUMNS = ["term", "skill", "origin", "match"]


def official(*labels: str, kind: str = "skill") -> SkillList:
    """A list of official labels with ids s1, s2, …"""
    ids = [f"s{i}" for i in range(1, len(labels) + 1)]
    return SkillList.of(
        pd.DataFrame({"label": list(labels), "kind": kind}, index=pd.Index(ids, name="skill")),
        pd.DataFrame(
            [(x, s, "label", "any") for x, s in zip(labels, ids, strict=True)],
            columns=TERM_COLUMNS,
        ),
    )


def vocabulary(*words: str, kind: str = "skill") -> SkillList:
    """A list of words from ads, each its own id."""
    return SkillList.of(
        pd.DataFrame({"label": list(words), "kind": kind}, index=pd.Index(words, name="skill")),
        pd.DataFrame([(w, w, "vocabulary", "any") for w in words], columns=TERM_COLUMNS),
    )


def ads_of(*texts: str, **columns: list[object]) -> Ads:
    """Ads numbered from 1 with these texts."""
    numbers = [str(i) for i in range(1, len(texts) + 1)]
    return Ads.from_table(pd.DataFrame({"ad": numbers, "text": list(texts), **columns}))


def found(text: str, *lists: SkillList) -> list[tuple[str, str]]:
    """The (skill, words of the text) of every hit in one text, after preparation."""
    ads = ads_of(text)
    mentions = find_skills(ads, prepare_skills(*lists))
    return [
        (skill, text[start:end])
        for skill, start, end in zip(
            mentions["skill"], mentions["start"], mentions["end"], strict=True
        )
    ]
