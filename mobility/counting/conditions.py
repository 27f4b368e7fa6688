"""conditions: in how many ads of each occupation something speaks against a need, or for it."""

import numpy as np
import pandas as pd

from mobility.counting.corpus_conditions import Said, said_in_corpus
from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.conditions import CONDITIONS, STANCES, Conditions
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.recipe import Step, recipe_of

WINS = {"part_time": "for"}
"""What an ad says that speaks both ways: "full time or part time" offers part time; "days and
nights" is against whoever needs no nights, and so are all others."""


def occupation_conditions(
    ads: Ads | Corpus, found: pd.DataFrame | None = None, *, level: int = 4
) -> Conditions:
    """Count the ads of each occupation that speak against each need, and for it.

    An ad counts once per need. Where it speaks both ways it is against, save that part time beside
    full time is for. Ads that repeat another (same occupation, headline and text) count once.

    Parameters
    ----------
    ads : Ads or Corpus
        The ads, with occupation codes. A corpus is counted in bounded memory, once `add_conditions`
        has found what its ads say.
    found : DataFrame, optional
        As `find_conditions` gives it. A corpus has its own.
    level : int
        How many digits of the code make a row (4: unit groups).

    Returns
    -------
    Conditions

    Raises
    ------
    InputError
        If ads come without what was found in them, or a corpus with it; if not all parts of a
        corpus have theirs.
    EmptyResultError
        If no ad can be counted.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2"], "text": ["Tunga lyft.", "Laga mat."], "occupation": "5120",
    ... }))
    >>> found = pd.DataFrame({"ad": ["1"], "condition": "no_heavy_lifting", "stance": "against"})
    >>> kitchen = occupation_conditions(ads, found)
    >>> kitchen.against[0, list(CONDITIONS).index("no_heavy_lifting")], kitchen.ads[0]
    (np.float64(1.0), np.float64(2.0))
    """
    if isinstance(ads, Corpus):
        if found is not None:
            raise InputError("found", ["a corpus has its own; give the corpus alone"])
        said, step = said_in_corpus(ads, level=level, wins=WINS)
        recipe = ads.recipe.then(step)
    else:
        if found is None:
            told = "ads come without what they say; give that of find_conditions(ads)"
            raise InputError("found", [told])
        said = _said_in_ads(ads, found, level)
        recipe = ads.recipe.joined(recipe_of(found))
    rows = pd.Index(said.ads.index, name="occupation", dtype="str")
    values = {stance: _values(said.said, stance, rows) for stance in STANCES}
    counted = Step.of("occupation_conditions", {"level": level}, said.counts)
    return Conditions(
        rows,
        against=values["against"],
        met=values["for"],
        ads=said.ads.to_numpy(dtype=np.float64),
        version=ads.occupation_version,
        recipe=recipe.then(counted),
    )


def _said_in_ads(ads: Ads, found: pd.DataFrame, level: int) -> Said:
    """Count what ads in memory say."""
    ledger = ad_ledger(ads, "occupation", level=level)
    counted = ledger.loc[ledger["status"] == "counted", "ad"]
    if counted.empty:
        raise EmptyResultError(f"No ad of {len(ledger)} can be counted by occupation.")
    code = ads.table.set_index("ad")["occupation"].loc[counted].str.slice(0, level)
    said = found.loc[found["ad"].isin(counted), ["ad", "condition", "stance"]].drop_duplicates()
    both = said.duplicated(["ad", "condition"], keep=False)
    wins = said["condition"].map(WINS).fillna("against")
    said = said[~both | (said["stance"] == wins)]
    said = said.assign(occupation=said["ad"].map(code))
    by = ["occupation", "condition", "stance"]
    counts = {"ads": len(counted), "ads that say something": int(said["ad"].nunique())}
    return Said(
        code.value_counts().sort_index(),
        said.groupby(by).size().rename("ads").reset_index(),
        counts,
    )


def _values(said: pd.DataFrame, stance: str, rows: pd.Index) -> np.ndarray:
    """Return in how many ads of each occupation something is said of each condition."""
    part = said[said["stance"] == stance]
    values = np.zeros((len(rows), len(CONDITIONS)))
    columns = pd.Index(list(CONDITIONS)).get_indexer(pd.Index(part["condition"]))
    values[rows.get_indexer(pd.Index(part["occupation"])), columns] = part["ads"]
    return values
