"""mention_rows: the skills found in the ads of a part, as rows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from mobility.archiving.relevant_terms import Wordings, wordings_of
from mobility.archiving.sentence_hashes import sentence_hashes
from mobility.finding.find import find_skills
from mobility.finding.terms import compile_terms
from mobility.foundation.ads import Ads
from mobility.foundation.recipe import recipe_of
from mobility.foundation.skill_list import SkillList

if TYPE_CHECKING:
    import pyarrow as pa

FIELDS = (
    "required_skills",
    "languages",
    "driving_licence",
    "merit_skills",
    "merit_languages",
    "enriched_skills",
)
"""The structured fields in which skills are found."""


@dataclass(frozen=True, eq=False, repr=False)
class Finding:
    """A skill list ready for finding, and every wording by which it can be found."""

    skills: SkillList
    wordings: Wordings


def finding_of(skills: SkillList) -> Finding:
    """Make a skill list ready for finding."""
    return Finding(skills, wordings_of(compile_terms(skills)))


def mention_rows(
    table: pd.DataFrame, texts: list[str], finding: Finding
) -> tuple["pa.Table", dict[str, int]]:
    """Return the mentions in the ads of a part, and what was counted on the way."""
    import pyarrow as pa

    numbered = table.assign(ad=[str(number) for number in range(len(table))], text=texts)
    mentions = find_skills(Ads.from_table(numbered), finding.skills)
    *_, step = recipe_of(mentions).steps
    ads = mentions["ad"].astype("int32").to_numpy()
    starts = mentions["start"].array
    found = pa.table(
        {
            "ad": pa.array(ads, pa.int32()),
            "skill": pa.array(mentions["skill"], pa.string()).dictionary_encode(),
            "start": pa.array(starts, pa.int32()),
            "end": pa.array(mentions["end"].array, pa.int32()),
            "stance": pa.array(mentions["stance"], pa.string()).dictionary_encode(),
            "source": pa.array(mentions["source"], pa.string()).dictionary_encode(),
            "sentence": pa.array(sentence_hashes(texts, ads, starts), pa.uint64()),
        }
    )
    return found, {name: n for name, n in step.counts if name not in ("ads", "mentions", "skills")}
