"""ads: the table of job ads that every later step reads, with what was set aside on the way."""

from dataclasses import dataclass

import pandas as pd

from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.foundation.tables import Column, check_table

AD_COLUMNS = (
    Column("ad", unique=True),
    Column("text"),
    Column("headline", required=False, filled=False),
    Column("occupation", required=False, filled=False),
    Column("occupation_title", required=False, filled=False),
    Column("industry", required=False, filled=False),
    Column("region", required=False, filled=False),
    Column("region_name", required=False, filled=False),
    Column("municipality", required=False, filled=False),
    Column("municipality_name", required=False, filled=False),
    Column("date", "date", required=False, filled=False),
    Column("openings", "whole number", required=False, filled=False, at_least=0),
    Column("employer", required=False, filled=False),
    Column("language", required=False, filled=False),
    Column("experience_required", "yes/no", required=False, filled=False),
    Column("scope_min", "number", required=False, filled=False, at_least=0, at_most=100),
    Column("scope_max", "number", required=False, filled=False, at_least=0, at_most=100),
    Column("driving_licence", "list", required=False, filled=False),
    Column("own_car", "yes/no", required=False, filled=False),
    Column("education", "list", required=False, filled=False),
    Column("languages", "list", required=False, filled=False),
    Column("merit_languages", "list", required=False, filled=False),
    Column("required_skills", "list", required=False, filled=False),
    Column("merit_skills", "list", required=False, filled=False),
    Column("enriched_skills", "list", required=False, filled=False),
    Column("original_id", required=False, filled=False),
)
"""The contract of `Ads.table`. Codes are text; scopes are percent of full time.
``occupation_title`` is what the source itself calls the code; ``languages`` are required,
``merit_languages`` wished for; ``enriched_skills`` are skills and traits that the source found in
the text itself. ``original_id`` is the number an ad was published under, where ``ad`` is another:
the same ad in two archives has one."""

REJECT_COLUMNS = (
    Column("file"),
    Column("line", "whole number", filled=False, at_least=1),
    Column("ad", filled=False),
    Column("reason"),
    Column("detail", filled=False),
)
"""The contract of `Ads.rejects`: where it stood, which ad, why (a short fixed phrase), the rest."""


@dataclass(frozen=True, eq=False, repr=False)
class Ads:
    """Job ads as read, and every line that was set aside.

    Parameters
    ----------
    table : DataFrame
        One row per ad, as `AD_COLUMNS` says; contact data is not among them and ``employer`` is a
        pseudonym or the number of a legal person.
    rejects : DataFrame
        One row per line that is no usable ad, as `REJECT_COLUMNS` says.
    occupation_version, industry_version : str
        Classification and version of the codes ("SSYK 2012", "SNI 2007"); "" where unknown.
    recipe : Recipe
        Files, their SHA-256 and the counts: lines in = ads + rejects.
    """

    table: pd.DataFrame
    rejects: pd.DataFrame
    occupation_version: str = ""
    industry_version: str = ""
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Hold both tables to their contracts."""
        table = check_table(self.table.reset_index(drop=True), AD_COLUMNS, "ads")
        rejects = check_table(self.rejects.reset_index(drop=True), REJECT_COLUMNS, "rejects")
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "rejects", rejects)

    @classmethod
    def from_table(
        cls, table: pd.DataFrame, *, occupation_version: str = "", industry_version: str = ""
    ) -> "Ads":
        """Take a table that already has the columns of the contract."""
        none = pd.DataFrame({column.name: [] for column in REJECT_COLUMNS})
        return cls(table, none, occupation_version, industry_version)

    def __repr__(self) -> str:
        """Say how many ads there are and how many lines were set aside."""
        return f"Ads({len(self.table)} ads, {len(self.rejects)} rejects)"
