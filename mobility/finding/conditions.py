"""conditions: find what an ad says of lifting, substances, hours, driving and scope."""

from typing import Any

import pandas as pd

from mobility.finding.condition_places import FIELDS, said_in_ads
from mobility.foundation.ads import Ads
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, with_recipe
from mobility.foundation.tables import Column, check_table

CONDITION_COLUMNS = (
    Column("ad"),
    Column("condition"),
    Column("stance", allowed=("against", "for")),
    Column("phrase"),
    Column("start", "whole number", filled=False, at_least=0),
    Column("end", "whole number", filled=False, at_least=0),
    Column("source", allowed=("text", "structured")),
)
"""One line per place where an ad speaks of a condition; a structured field has no place."""

_REPORT_EVERY = 200


def find_conditions(ads: Ads, *, progress: Progress = silent) -> pd.DataFrame:
    """Find where ads speak against, or for, something a person may need of the work.

    Phrases in Swedish and English, sentence by sentence: "tunga lyft förekommer" speaks against
    no_heavy_lifting and "inga tunga lyft" for it; a driving licence counts where it is asked for
    and not only a merit. Of structured fields ``scope_min`` and ``scope_max`` speak of part time
    (100 is full time), ``driving_licence`` and ``own_car`` of driving.

    Parameters
    ----------
    ads : Ads
        The ads; ``text`` and the fields above are read.
    progress : Progress
        Called with ("find conditions", ads done, ads in all).

    Returns
    -------
    DataFrame
        As `CONDITION_COLUMNS` says, in the order of the ads; ``phrase`` is what stands there.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2"], "text": ["Tunga lyft förekommer. Ingen nattjänst.", "Vi säljer."],
    ...     "scope_min": [50, 100],
    ... }))
    >>> find_conditions(ads)[["ad", "condition", "stance", "source"]]
      ad         condition   stance      source
    0  1  no_heavy_lifting  against        text
    1  1     no_night_work      for        text
    2  1         part_time      for  structured
    3  2         part_time  against  structured
    """
    table = ads.table
    rows: list[tuple[Any, ...]] = []
    fields = zip(*(table[name] for name in FIELDS), strict=True)
    each = zip(table["ad"], said_in_ads(table["text"].tolist(), fields), strict=True)
    for done, (ad, said) in enumerate(each):
        if done % _REPORT_EVERY == 0:
            progress("find conditions", done, len(table))
        rows.extend((ad, *line) for line in said)
    progress("find conditions", len(table), len(table))
    columns = [column.name for column in CONDITION_COLUMNS]
    found = check_table(pd.DataFrame(rows, columns=columns), CONDITION_COLUMNS, "conditions")
    counts = {
        "ads": len(table),
        "ads that say something": int(found["ad"].nunique()),
        "in text": int((found["source"] == "text").sum()),
        "in fields": int((found["source"] == "structured").sum()),
    }
    return with_recipe(found, ads.recipe.then(Step.of("find_conditions", {}, counts)))
