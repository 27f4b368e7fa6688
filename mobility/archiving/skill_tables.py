"""skill_tables: the skill list a corpus was made with, beside its parts."""

import io
import json
from hashlib import sha256

import pandas as pd

from mobility.foundation.addresses import inside, read_whole, write_whole
from mobility.foundation.recipe import Recipe
from mobility.foundation.skill_list import SkillList

FOLDER = "skills"
_TABLES = ("skills", "terms", "dropped", "review")
_RECIPE = "recipe.json"


def skill_hash(skills: SkillList) -> str:
    """Return a SHA-256 of what is looked for: equal for equal skills and terms in any order."""
    listed = skills.skills.reset_index().sort_values("skill").to_json(orient="values")
    terms = skills.terms.sort_values(list(skills.terms.columns)).to_json(orient="values")
    return sha256(f"{listed}\n{terms}".encode()).hexdigest()


def write_skill_tables(skills: SkillList, folder: str) -> None:
    """Write the tables of a skill list into the folder of a corpus."""
    tables = (skills.skills.reset_index(), skills.terms, skills.dropped, skills.review)
    for name, table in zip(_TABLES, tables, strict=True):
        content = io.BytesIO()
        table.to_parquet(content, index=False)
        write_whole(inside(folder, FOLDER, f"{name}.parquet"), content.getvalue())
    records = json.dumps(skills.recipe.to_records(), ensure_ascii=False, indent=1)
    write_whole(inside(folder, FOLDER, _RECIPE), records.encode("utf-8"))


def read_skill_tables(folder: str) -> SkillList:
    """Read the skill list of a corpus.

    Raises
    ------
    FileProblemError
        If a table is missing.
    """
    skills, terms, dropped, review = (
        pd.read_parquet(io.BytesIO(read_whole(inside(folder, FOLDER, f"{name}.parquet"))))
        for name in _TABLES
    )
    recipe = Recipe.from_records(json.loads(read_whole(inside(folder, FOLDER, _RECIPE))))
    return SkillList(skills.set_index("skill"), terms, dropped, review, recipe)
