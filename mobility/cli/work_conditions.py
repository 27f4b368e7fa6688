"""work_conditions: the command that says of a corpus what its ads say of the work itself."""

import pandas as pd

from mobility.archiving.conditions import add_conditions
from mobility.cli.arguments import AsCsv, AsJson
from mobility.cli.corpus_options import CorpusFolder, ResultLanguage, Workers
from mobility.cli.output import progress_bar, put_table, result_form
from mobility.counting.conditions import occupation_conditions
from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.corpus import read_corpus


def conditions(
    folder: CorpusFolder,
    workers: Workers = 1,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    language: ResultLanguage = "sv",
) -> None:
    """Find what the ads of a corpus say of nights, lifting and the like, and say in how many."""
    form = result_form(as_json, as_csv)
    with progress_bar() as progress:
        corpus = add_conditions(read_corpus(folder), workers=workers, progress=progress)
    counts = occupation_conditions(corpus)
    labels = [each.label if language == "sv" else each.label_en for each in CONDITIONS.values()]
    table = pd.DataFrame(
        {
            "condition": list(CONDITIONS),
            "label": labels,
            "conditions_against": counts.against.sum(axis=0).astype("int64"),
            "conditions_for": counts.met.sum(axis=0).astype("int64"),
            "ads": int(counts.ads.sum()),
        }
    )
    shown = [name for name in table.columns if name != "condition"]
    put_table(table, form=form, language=language, shown=shown)
