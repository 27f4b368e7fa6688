"""entry: how many ads of each occupation ask for experience or an education."""

import pandas as pd

from mobility.counting.corpus_ledger import ledger_counts, make_ledger
from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.entry import ENTRY_COLUMNS
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.tables import check_table


def entry_requirements(ads: Ads | Corpus, *, level: int = 4) -> pd.DataFrame:
    """Count for every occupation how many of its ads ask for experience or an education.

    Parameters
    ----------
    ads : Ads or Corpus
        The ads; ``experience_required`` and ``education`` are read. Repeated ads count once.
    level : int
        How many digits of the code make a row (4: unit groups).

    Returns
    -------
    DataFrame
        As `ENTRY_COLUMNS` says, sorted by code; ``experience`` is missing where no ad says.

    Raises
    ------
    EmptyResultError
        If no ad can be counted.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "text": ["a", "b", "c"], "occupation": "9411",
    ...     "experience_required": [True, False, None],
    ... }))
    >>> entry_requirements(ads)
      occupation  ads  experience  experience_ads  education
    0       9411    3         0.5               2        0.0
    """
    if isinstance(ads, Corpus):
        return _of_corpus(ads, level)
    ledger = ad_ledger(ads, "occupation", level=level)
    counted = ledger.loc[ledger["status"] == "counted", "ad"]
    if counted.empty:
        raise EmptyResultError(f"No ad of {len(ledger)} can be counted by occupation.")
    kept = ads.table.set_index("ad").loc[counted]
    by = kept["occupation"].str.slice(0, level).rename("occupation")
    asked = kept["experience_required"].astype("Float64").groupby(by)
    table = pd.DataFrame(
        {
            "ads": by.groupby(by).size(),
            "experience": asked.mean().astype("float64"),
            "experience_ads": asked.count(),
            "education": (kept["education"].map(len) > 0).groupby(by).mean(),
        }
    ).reset_index()
    checked = check_table(table, ENTRY_COLUMNS, "entry requirements")
    counts = {"ads": len(kept), "occupations": len(checked)}
    step = Step.of("entry_requirements", {"level": level}, counts)
    return with_recipe(checked, recipe_of(ledger).then(step))


def _of_corpus(corpus: Corpus, level: int) -> pd.DataFrame:
    """Count the same in a corpus."""
    with corpus.connection() as connection:
        make_ledger(connection, "occupation", level=level)
        table = connection.execute(
            """
            SELECT code AS occupation, count(*) AS ads,
                sum(experience_required::INTEGER)::DOUBLE / count(experience_required)
                    AS experience,
                count(experience_required) AS experience_ads,
                sum((len(education) > 0)::INTEGER)::DOUBLE / count(*) AS education
            FROM ads JOIN ledger USING (number) WHERE status = 'counted'
            GROUP BY ALL ORDER BY ALL
            """
        ).df()
        lines = ledger_counts(corpus, connection)["in"]
    if table.empty:
        raise EmptyResultError(f"No ad of {lines} can be counted by occupation.")
    checked = check_table(table, ENTRY_COLUMNS, "entry requirements")
    counts = {"ads": int(table["ads"].sum()), "occupations": len(checked)}
    step = Step.of("entry_requirements", {"level": level}, counts)
    return with_recipe(checked, corpus.recipe.then(step))
