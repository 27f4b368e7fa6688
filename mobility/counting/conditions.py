"""conditions: in how many ads of each occupation something speaks against a need, or for it."""

import numpy as np
import pandas as pd

from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.conditions import CONDITIONS, Conditions
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.recipe import Step, recipe_of

WINS = {"part_time": "for"}
"""What an ad says that speaks both ways: "full time or part time" offers part time; "days and
nights" is against whoever needs no nights, and so are all others."""


def occupation_conditions(ads: Ads, found: pd.DataFrame, *, level: int = 4) -> Conditions:
    """Count the ads of each occupation that speak against each need, and for it.

    An ad counts once per need. Where it speaks both ways it is against, save that part time beside
    full time is for. Ads that repeat another (same occupation, headline and text) count once.

    Parameters
    ----------
    ads : Ads
        The ads, with occupation codes.
    found : DataFrame
        As `find_conditions` gives it.
    level : int
        How many digits of the code make a row (4: unit groups).

    Returns
    -------
    Conditions

    Raises
    ------
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
    ledger = ad_ledger(ads, "occupation", level=level)
    counted = ledger.loc[ledger["status"] == "counted", "ad"]
    if counted.empty:
        raise EmptyResultError(f"No ad of {len(ledger)} can be counted by occupation.")
    code = ads.table.set_index("ad")["occupation"].loc[counted].str.slice(0, level)
    said = found.loc[found["ad"].isin(counted), ["ad", "condition", "stance"]].drop_duplicates()
    both = said.duplicated(["ad", "condition"], keep=False)
    wins = said["condition"].map(WINS).fillna("against")
    said = said[~both | (said["stance"] == wins)]
    rows = pd.Index(sorted(code.unique()), name="occupation", dtype="str")
    shape = (len(rows), len(CONDITIONS))
    sums = {"against": np.zeros(shape), "for": np.zeros(shape)}
    place = pd.Index(list(CONDITIONS))
    for stance, values in sums.items():
        part = said[said["stance"] == stance]
        at = rows.get_indexer(pd.Index(part["ad"].map(code)))
        np.add.at(values, (at, place.get_indexer(pd.Index(part["condition"]))), 1.0)
    counts = {"ads": len(counted), "ads that say something": int(said["ad"].nunique())}
    return Conditions(
        rows,
        against=sums["against"],
        met=sums["for"],
        ads=code.value_counts().reindex(rows).to_numpy(dtype=np.float64),
        version=ads.occupation_version,
        recipe=ads.recipe.joined(recipe_of(found)).then(
            Step.of("occupation_conditions", {"level": level}, counts)
        ),
    )
