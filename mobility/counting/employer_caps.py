"""employer_caps: what changes when only so many ads of one employer count."""

from collections.abc import Sequence

import pandas as pd

from mobility.counting.corpus_caps import counted_under_caps
from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.mentions import MENTION_COLUMNS, NOT_ASKED_FOR
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.foundation.tables import check_table

CAPS = (1, 2, 5, 10, 50)


def employer_cap_effect(
    ads: Ads | Corpus,
    mentions: pd.DataFrame | None = None,
    *,
    caps: Sequence[int] = CAPS,
    by: str = "occupation",
    level: int | None = 4,
    skills: int = 10,
) -> pd.DataFrame:
    r"""Say how many ads each cap on one employer's ads keeps, and how the top skills' shares move.

    An employer with many ads in its own words makes those words look like what the occupation
    asks for. With a cap of :math:`n`, ``max_ads_per_employer`` of `occupation_skills`, at most
    :math:`n` ads of one employer count under one code. The share of skill :math:`s` is

    .. math:: p_s(n) = \frac{\text{counted ads that ask for } s}{\text{counted ads}}

    over all codes together. A share that falls with the cap was carried by few employers.

    Parameters
    ----------
    ads : Ads or Corpus
        The ads, with employers and codes. A corpus is counted in bounded memory.
    mentions : DataFrame, optional
        From `find_skills`. A corpus has its own.
    caps : sequence of int
        Caps to try, each at least 1; counting without a cap is always the last.
    by : str
        Code under which an employer's ads are capped: ``"occupation"`` or ``"industry"``.
    level : int, optional
        How many characters of the code; without it all of it.
    skills : int
        How many skills are followed: those that most ads ask for without a cap.

    Returns
    -------
    DataFrame
        One row per cap, from the lowest to none, and skill, by their ads without a cap downwards:
        ``cap`` (blank: none), ``ads`` (counted), ``set_aside`` (by the cap), ``employers`` (that
        have ads set aside), ``skill``, ``asked`` (counted ads that ask for it), ``share`` (of the
        counted ads, 0 to 1), ``change`` (the share less the one without a cap).

    Raises
    ------
    InputError
        If a cap is below 1 or stands twice; if mentions are given with a corpus, or none with ads.
    UnknownNameError
        If ``by`` is neither of the two.
    EmptyResultError
        If no ad could be counted.

    Examples
    --------
    One employer has put out three ads for cooks who drive, another one ad:

    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2", "3", "4"], "text": ["Drive a.", "Drive b.", "Drive c.", "Cook."],
    ...     "occupation": "5120", "employer": ["x", "x", "x", "y"],
    ... }))
    >>> mentions = pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "skill": "driving", "start": 0, "end": 5,
    ...     "stance": "requested", "source": "exact",
    ... })
    >>> employer_cap_effect(ads, mentions, caps=[1])[["cap", "ads", "asked", "share", "change"]]
        cap  ads  asked  share  change
    0     1    2      1   0.50   -0.25
    1  <NA>    4      3   0.75    0.00
    """
    faults = [
        Fault("a whole number of at least 1", column="caps", value=str(cap))
        for cap in caps
        if cap < 1
    ]
    faults += [Fault("it stands twice", column="caps", value=str(c))
               for c in sorted(set(caps)) if list(caps).count(c) > 1]  # fmt: skip
    if faults:
        raise InputError("employer_cap_effect", faults)
    told: dict[str, Setting] = {
        "by": by, "level": level, "caps": ", ".join(map(str, sorted(caps))), "skills": skills,
    }  # fmt: skip
    if isinstance(ads, Corpus):
        if mentions is not None:
            raise InputError("mentions", ["a corpus has its own; give the corpus alone"])
        table, counts = counted_under_caps(ads, sorted(caps), by=by, level=level, skills=skills)
        recipe = ads.recipe
    else:
        if mentions is None:
            said = "ads come without any; give those of find_skills(ads, …)"
            raise InputError("mentions", [said])
        table, counts = _in_memory(ads, mentions, sorted(caps), by=by, level=level, skills=skills)
        recipe = ads.recipe.joined(recipe_of(mentions))
    table["share"] = table["asked"] / table["ads"]
    uncapped = table[table["cap"].isna()].set_index("skill")["share"]
    # Where no skill was asked for there are no rows, and columns without rows have no kind.
    table["change"] = table["share"].astype(float) - table["skill"].map(uncapped).astype(float)
    return with_recipe(table, recipe.then(Step.of("employer_cap_effect", told, counts)))


def _in_memory(
    ads: Ads,
    mentions: pd.DataFrame,
    caps: Sequence[int],
    *,
    by: str,
    level: int | None,
    skills: int,
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Count ads in memory under every cap and without one; return the rows and the counts."""
    held = check_table(mentions, MENTION_COLUMNS, "mentions")
    pairs = held.loc[~held["stance"].isin(NOT_ASKED_FOR), ["ad", "skill"]].drop_duplicates()
    counted = {
        cap: ad_ledger(ads, by, level=level, max_ads_per_employer=cap) for cap in (*caps, None)
    }
    asked = {cap: _asked(pairs, ledger) for cap, ledger in counted.items()}
    everything = asked[None]
    followed = sorted(everything.index, key=lambda skill: (-everything[skill], skill))[:skills]
    employer = ads.table.set_index("ad")["employer"]
    tables = [
        _under_cap(cap, ledger, asked[cap].reindex(followed, fill_value=0), employer)
        for cap, ledger in counted.items()
    ]
    counts = {"ads": len(ads.table), "without employer": int(employer.isna().sum())}
    return pd.concat(tables, ignore_index=True), counts


def _asked(pairs: pd.DataFrame, ledger: pd.DataFrame) -> "pd.Series[int]":
    """Return how many counted ads ask for each skill."""
    counted = ledger.loc[ledger["status"] == "counted", "ad"]
    if counted.empty:
        raise EmptyResultError(f"None of {len(ledger)} ads can be counted; see ad_ledger().")
    return pairs.loc[pairs["ad"].isin(counted), "skill"].value_counts()


def _under_cap(
    cap: int | None,
    ledger: pd.DataFrame,
    asked: "pd.Series[int]",
    employer: "pd.Series[str]",
) -> pd.DataFrame:
    """Return one row per followed skill, counted under one cap."""
    aside = ledger["reason"] == f"more than {cap} ads of the employer"
    ads = int((ledger["status"] == "counted").sum())
    return pd.DataFrame(
        {
            "cap": pd.array([cap] * len(asked), dtype="Int64"),
            "ads": ads,
            "set_aside": int(aside.sum()),
            "employers": int(employer.reindex(ledger.loc[aside, "ad"]).nunique()),
            "skill": pd.Series(asked.index, dtype="str"),
            "asked": asked.to_numpy(),
        }
    )
