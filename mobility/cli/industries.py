"""industries: the command that gives the ads of a corpus the industry of their employer."""

from pathlib import Path
from typing import Annotated

import typer

from mobility.archiving.industries import add_industries
from mobility.cli.arguments import AsCsv, AsJson
from mobility.cli.corpus_options import CorpusFolder, ResultLanguage
from mobility.cli.output import progress_bar, put_table, result_form
from mobility.foundation.corpus import read_corpus
from mobility.reading.coverage import ad_coverage
from mobility.reading.employer_register import VERSION, read_employers


def industries(
    folder: CorpusFolder,
    register: Annotated[
        Path, typer.Option("--register", help="Statistics Sweden's file of employers.")
    ],
    classification: Annotated[
        str, typer.Option("--classification", help="Of its industry codes.")
    ] = VERSION,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: ResultLanguage = "sv",
) -> None:
    """Give the ads of a corpus the industry of their employer, and say how many got one."""
    form = result_form(as_json, as_csv)
    corpus = read_corpus(folder)
    with progress_bar() as progress:
        employers = read_employers(register, version=classification, progress=progress)
    coverage = ad_coverage(add_industries(corpus, employers)).reset_index()
    put_table(coverage, form=form, language=language)
