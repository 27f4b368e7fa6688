"""skill_list: skills, the terms that name them, and what was dropped or proposed on the way."""

from dataclasses import dataclass

import pandas as pd

from mobility.foundation.errors import InputError
from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.foundation.tables import Column, check_table

KINDS = ("skill", "trait", "gate", "occupation")
"""A gate is a licence or legitimation without which the work may not be done; a trait is a personal
quality; an occupation title is never counted as a skill."""

MATCHES = ("any", "capitals", "context")
"""How a term is found: in any case; only in the capitals it is written in; only where its context
speaks for it (short ambiguous terms)."""

ORIGINS = ("label", "head", "synonym", "vocabulary", "review")

SKILL_COLUMNS = (
    Column("skill", unique=True),
    Column("label"),
    Column("kind", allowed=KINDS),
)
TERM_COLUMNS = (
    Column("term"),
    Column("skill"),
    Column("origin", allowed=ORIGINS),
    Column("match", allowed=MATCHES),
)
DROPPED_COLUMNS = (Column("term"), Column("skill"), Column("reason"))
REVIEW_COLUMNS = (
    Column("decision", filled=False, allowed=("accept", "reject", "merge", "rename")),
    Column("skill"),
    Column("label", filled=False),
    Column("term", required=False, filled=False),
    Column("into", filled=False),
    Column("new_label", filled=False),
    Column("effect", required=False, filled=False),
    Column("changes", "whole number", required=False, filled=False, at_least=0),
    Column("example", required=False, filled=False),
    Column("why", filled=False),
)
"""A line of the review file: what is proposed and, once a person has filled in ``decision``, what
was decided. With a ``term`` the line is about that one match of the skill, without it about the
skill. ``into`` names the skill to merge with; ``changes`` says in how many ads (or links) it would
make a difference, ``effect`` the same in words."""


@dataclass(frozen=True, eq=False, repr=False)
class SkillList:
    """Skills with the terms that name them.

    Parameters
    ----------
    skills : DataFrame
        Indexed by skill id; columns ``label`` and ``kind`` (one of `KINDS`).
    terms : DataFrame
        Columns ``term``, ``skill``, ``origin``, ``match``; a skill has one or more.
    dropped : DataFrame
        Columns ``term``, ``skill``, ``reason``: terms that are not looked for, and why.
    review : DataFrame
        Proposals and decisions, as `REVIEW_COLUMNS` says.
    recipe : Recipe
        How it came about.
    """

    skills: pd.DataFrame
    terms: pd.DataFrame
    dropped: pd.DataFrame
    review: pd.DataFrame
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Hold the four tables to their contracts and every term to a known skill."""
        skills = check_table(self.skills.reset_index(), SKILL_COLUMNS, "skills").set_index("skill")
        terms = check_table(self.terms.reset_index(drop=True), TERM_COLUMNS, "terms")
        dropped = check_table(self.dropped.reset_index(drop=True), DROPPED_COLUMNS, "dropped terms")
        review = check_table(self.review.reset_index(drop=True), REVIEW_COLUMNS, "review")
        known = set(skills.index)
        unknown = [name for name in terms["skill"].unique() if name not in known]
        if unknown:
            raise InputError("terms", [f"skill {name!r} is not in the list" for name in unknown])
        for name, table in (
            ("skills", skills),
            ("terms", terms),
            ("dropped", dropped),
            ("review", review),
        ):
            object.__setattr__(self, name, table)

    @classmethod
    def of(
        cls, skills: pd.DataFrame, terms: pd.DataFrame, recipe: Recipe = NO_STEPS
    ) -> "SkillList":
        """Build a list with nothing dropped and nothing proposed yet."""
        dropped = pd.DataFrame({column.name: [] for column in DROPPED_COLUMNS})
        review = pd.DataFrame({column.name: [] for column in REVIEW_COLUMNS})
        return cls(skills, terms, dropped, review, recipe)

    def __repr__(self) -> str:
        """Say how many skills and terms there are."""
        return f"SkillList({len(self.skills)} skills, {len(self.terms)} terms)"
