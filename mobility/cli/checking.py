"""checking: the command check, what is in files of job ads and what was set aside."""

import typer

from mobility.cli.arguments import (
    AsCsv,
    AsJson,
    Classification,
    Column,
    Encoding,
    Lang,
    Sources,
    Speak,
)
from mobility.cli.given_ads import given_ads
from mobility.cli.output import put_json, put_table, result_form, say
from mobility.cli.words import said
from mobility.reading.coverage import ad_coverage

UNUSABLE = 1


def check(
    sources: Sources,
    column: Column = None,
    classification: Classification = None,
    encoding: Encoding = "utf-8",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: Speak = Lang.sv,
) -> None:
    """Read job ads and say what is in them, what is not, and what was set aside and why."""
    form = result_form(as_json, as_csv)
    ads = given_ads(sources, column, classification, encoding)
    coverage = ad_coverage(ads).reset_index()
    reasons = ads.rejects.groupby("reason", sort=True).size().rename("lines").reset_index()
    if form == "json":
        put_json(
            {
                "lines in": len(ads.table) + len(ads.rejects),
                "ads": len(ads.table),
                "rejects": dict(zip(reasons["reason"], reasons["lines"].tolist(), strict=True)),
                "coverage": coverage.astype("object")
                .where(coverage.notna(), None)
                .to_dict("records"),
                "recipe": ads.recipe.to_records(),
            }
        )
    elif form == "table":
        figures = (
            (len(ads.table) + len(ads.rejects), "ads in"),
            (len(ads.table), "ads"),
            (len(ads.rejects), "rejects"),
        )
        every, kept, aside = (f"{n} {said(word, language.value)}" for n, word in figures)
        say(f"{every} = {kept} + {aside}")
        if len(reasons):
            say(said("why set aside", language.value))
            put_table(reasons, form=form, language=language.value)
        say(said("coverage", language.value))
    if form == "table":
        # What ads call their region is a county.
        coverage = coverage.rename(columns={"region": "county"})
    if form != "json":
        put_table(coverage, form=form, language=language.value)
    if ads.table.empty:
        say(said("no usable ad", language.value))
        raise typer.Exit(UNUSABLE)
