"""hard_jobs: open a table of vacant jobs with days open, and tell which are hard to fill."""

from pathlib import Path

import pandas as pd
import typer

from mobility.cli.named_headings import headings_by, naming
from mobility.cli.region_data import Given, said_columns
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.files import sha256
from mobility.foundation.recipe import Recipe, Step, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.foundation.tables import Column, check_table
from mobility.reaching.hard_to_fill import hard_to_fill
from mobility.reaching.space import SkillSpace
from mobility.reading.published_cells import with_leading_zeros
from mobility.reading.table_rows import mapped, text_table

OPTION = "--hard-to-fill"
HEADINGS = {
    "region": "region", "occupation": "occupation", "vacancies": "vacancies", "days_open": "",
    "readvertised": "",
}  # fmt: skip
"""What the table has, as it is called unless told; one without a name need not be there."""
_CONTRACT = (
    Column("region"),
    Column("occupation"),
    Column("vacancies", "whole number", at_least=0),
    Column("days_open", "number", required=False, filled=False, at_least=0),
    Column("readvertised", "number", required=False, filled=False, at_least=0, at_most=1),
)


def hard_jobs(
    path: Path,
    given: Given,
    space: SkillSpace | None,
    *,
    column: list[str] | None,
    code_length: int | None,
    encoding: str,
) -> pd.DataFrame:
    """Return what is hard to fill in each region, as `mobility.hard_to_fill` tells it.

    Raises
    ------
    typer.BadParameter
        If there are no skills to tell it by, or a column is not said as what=heading.
    MobilityError
        As the readers and `mobility.hard_to_fill` raise.
    """
    if space is None:
        raise typer.BadParameter(
            f"{OPTION} goes by skills: give --relatedness with the folder of a study."
        )
    said = said_columns(column, HEADINGS, "--hard-column region=kommun")
    name = path.name
    read = text_table(path, encoding=encoding)
    usual = {what: heading or what for what, heading in said.items()}
    needed = {what: usual[what] for what, heading in said.items() if heading}
    there = {what: heading for what, heading in usual.items() if heading in read.columns}
    with naming(headings_by("--hard-column", HEADINGS)):
        table = mapped(read, {**there, **needed}, name)
    table["occupation"] = with_leading_zeros(table["occupation"], code_length)
    checked = check_table(table, _CONTRACT, name, first_row=2)
    twice = checked.duplicated(["region", "occupation"])
    if twice.any():
        raise InputError(name, [
            f"line {line}: a region and occupation stand once" for line in table.index[twice]
        ])  # fmt: skip
    checked["region"] = checked["region"].map(given.places.alike)
    outside = ~checked["occupation"].isin(space.occupations)
    if outside.all():
        raise EmptyResultError("None of the occupations of the counts is in the space.")
    told = {"rows": len(checked), "of occupations not in the study": int(outside.sum())}
    settings = {"file": name, "sha256": sha256(path)}
    recipe = Recipe((Step.of("read_hard_jobs", settings, told),))
    vacancies = RegionalCounts.of(
        checked.rename(columns={"vacancies": "count"})[["region", "occupation", "count"]],
        kind="occupation", measure="vacancies", version=space.version, recipe=recipe,
    )  # fmt: skip
    people = None
    if given.counts.activities.name == "occupation" and given.counts.measure == "jobs":
        people = given.counts
    lasting = with_recipe(checked.drop(columns="vacancies"), recipe)
    return hard_to_fill(space, vacancies, people=people, lasting=lasting)
