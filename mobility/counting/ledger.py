"""ledger: one line for every line read, saying whether it was counted and if not, why."""

import pandas as pd

from mobility.counting.duplicates import duplicates
from mobility.foundation.ads import Ads
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import Step, with_recipe

CODES = ("occupation", "industry")
STATUSES = ("counted", "duplicate", "reject")


def ad_ledger(
    ads: Ads,
    by: str = "occupation",
    *,
    level: int | None = None,
    max_ads_per_employer: int | None = None,
) -> pd.DataFrame:
    """Account for every line that was read: in = counted + duplicates + rejects.

    Parameters
    ----------
    ads : Ads
        The ads and the lines set aside in reading.
    by : str
        The code to count by: ``"occupation"`` or ``"industry"``.
    level : int, optional
        How many characters of the code are asked for; an ad whose code is broader is set aside.
        Without it every code will do.
    max_ads_per_employer : int, optional
        How many ads of one employer are counted under one code (cut to ``level``); later ones are
        set aside. Ads without an employer are never set aside for this.

    Returns
    -------
    DataFrame
        Columns ``ad``, ``file``, ``line``, ``status`` ("counted", "duplicate" or "reject"),
        ``reason`` (blank where counted) and ``repeats`` (the ad a duplicate repeats). First the
        ads in their order, then the lines set aside in reading, in theirs. ``file`` and ``line``
        are known for the latter only.

    Raises
    ------
    UnknownNameError
        If ``by`` is neither of the two.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "text": "Sharp knives.", "occupation": ["5120", "5120", None],
    ... }))
    >>> ad_ledger(ads)[["ad", "status", "reason"]].fillna("")
      ad     status                              reason
    0  1    counted
    1  2  duplicate  same occupation, headline and text
    2  3     reject                  no occupation code
    """
    if by not in CODES:
        raise UnknownNameError("code", by, CODES)
    lines = pd.concat(
        [_of_ads(ads, by, level, max_ads_per_employer), _of_rejects(ads)], ignore_index=True
    )
    lines["line"] = lines["line"].astype("Int64")
    settings = {"by": by, "level": level, "max_ads_per_employer": max_ads_per_employer}
    counts = {"in": len(lines)} | {
        status: int((lines["status"] == status).sum()) for status in STATUSES
    }
    return with_recipe(lines, ads.recipe.then(Step.of("ad_ledger", settings, counts)))


def _of_ads(ads: Ads, by: str, level: int | None, most: int | None) -> pd.DataFrame:
    """Return the lines of the ads: each gets the first reason that applies to it."""
    code = ads.table[by].fillna("")
    repeats = pd.Series(duplicates(ads, by=by)["skills_of"].to_numpy(), dtype="str")
    lines = pd.DataFrame({"ad": ads.table["ad"], "file": None, "line": None})
    lines["status"] = "counted"
    lines["reason"] = pd.Series(None, index=lines.index, dtype="str")
    lines["repeats"] = repeats
    _set_aside(lines, code == "", "reject", f"no {by} code")
    if level is not None:
        _set_aside(lines, code.str.len() < level, "reject", f"{by} code broader than {level}")
    _set_aside(lines, repeats.notna(), "duplicate", f"same {by}, headline and text")
    if most is not None:
        surplus = _surplus(ads.table["employer"], code.str.slice(0, level), lines, most)
        _set_aside(lines, surplus, "reject", f"more than {most} ads of the employer")
    lines["repeats"] = lines["repeats"].where(lines["status"] == "duplicate")
    return lines


def _set_aside(lines: pd.DataFrame, where: "pd.Series[bool]", status: str, reason: str) -> None:
    """Write status and reason on the given lines that are still counted."""
    here = where & (lines["status"] == "counted")
    lines.loc[here, "status"] = status
    lines.loc[here, "reason"] = reason


def _surplus(
    employer: "pd.Series[str]", code: "pd.Series[str]", lines: pd.DataFrame, most: int
) -> "pd.Series[bool]":
    """Say which counted ads come after the first ``most`` of their employer and code."""
    known = employer.notna() & (lines["status"] == "counted")
    earlier = employer[known].groupby([employer[known], code[known]], sort=False).cumcount()
    return (earlier >= most).reindex(lines.index, fill_value=False)


def _of_rejects(ads: Ads) -> pd.DataFrame:
    """Return the lines that were set aside in reading."""
    lines = ads.rejects[["ad", "file", "line", "reason"]].copy()
    lines.insert(3, "status", "reject")
    lines["repeats"] = pd.Series(None, index=lines.index, dtype="str")
    return lines
