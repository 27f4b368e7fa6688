"""corpus_options: what several commands about a corpus take alike."""

from typing import Annotated

import typer

from mobility.cli.words import Language

CorpusFolder = Annotated[str, typer.Argument(help="Folder of the corpus.")]
Workers = Annotated[int, typer.Option(min=-1, help="How many processes; -1 for one a core.")]
ResultLanguage = Annotated[Language, typer.Option("--language", help="Of the result: sv or en.")]
