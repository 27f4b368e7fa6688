"""coverage: ad_coverage() says, year by year, how much of what one counts the ads have at all."""

import pandas as pd

from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.recipe import Step, with_recipe
from mobility.reading.drafts import EMPTY_TEXT

COVERED = ("occupation", "industry", "region", "municipality", "employer")
TEMPORARY_WORK = "78"
"""The division of temporary-work agencies, in SNI as in NACE and ISIC."""
UNKNOWN = "unknown"
ALL = "all"


def ad_coverage(ads: Ads | Corpus) -> pd.DataFrame:
    """Count the ads of each year, and the share of them that has each thing later steps need.

    Archives differ: codes are missing in some years, organisation numbers in others. A change from
    year to year in a result can be a change in coverage.

    Parameters
    ----------
    ads : Ads or Corpus
        As `read_ads` or `build_corpus` returns them.

    Returns
    -------
    DataFrame
        Indexed by ``year``: each year in order, "unknown" for ads without a date (where there are
        any), and "all". Column ``ads`` counts; ``occupation``, ``industry``, ``region``,
        ``municipality`` and ``employer`` are the shares of ads that have it, from 0 to 1. ``text``
        is the share with a text among ads and those set aside because theirs was empty.
        ``temporary_work`` is the share of temporary-work agencies (division 78) among ads with an
        industry: their ads are for work in other industries. A share of nothing is NaN.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "text": "Kock",
    ...     "date": ["2015-03-01", "2016-01-02", "2016-05-09"],
    ...     "occupation": [None, "5120", "5120"],
    ... })
    >>> ad_coverage(Ads.from_table(table))[["ads", "occupation", "text"]]
          ads  occupation  text
    year
    2015    1    0.000000   1.0
    2016    2    1.000000   1.0
    all     3    0.666667   1.0
    """
    if isinstance(ads, Corpus):
        return _of_corpus(ads)
    year = _year(ads.table["date"])
    empty = ads.rejects.loc[ads.rejects["reason"] == EMPTY_TEXT, "detail"]
    # The reject of an empty text has the ad's date as its detail.
    empty_year = _year(pd.to_datetime(empty, format="%Y-%m-%d", errors="coerce"))
    has = ads.table[list(COVERED)].notna()
    agency = ads.table["industry"].str.startswith(TEMPORARY_WORK).fillna(False).astype(bool)
    years = sorted({*year, *empty_year} - {UNKNOWN})
    if UNKNOWN in {*year, *empty_year}:
        years.append(UNKNOWN)
    lines = [_line(has[year == y], int((empty_year == y).sum()), agency[year == y]) for y in years]
    lines.append(_line(has, len(empty), agency))
    coverage = pd.DataFrame(lines, index=pd.Index([*years, ALL], name="year", dtype="str"))
    return with_recipe(coverage, ads.recipe.then(Step.of("ad_coverage", {}, {"ads": len(has)})))


def _year(dates: pd.Series) -> pd.Series:
    """Return the year of each date as text, "unknown" where there is none."""
    years: pd.Series = dates.dt.year.astype("Int64").astype("str")
    return years.mask(dates.isna(), UNKNOWN)


def _line(has: pd.DataFrame, empty: int, agency: "pd.Series[bool]") -> dict[str, float]:
    """Return the counts and shares of one year."""
    shares = {column: float(has[column].mean()) for column in COVERED}
    number = len(has)
    text = number / (number + empty) if number + empty else float("nan")
    known = int(has["industry"].to_numpy().sum())
    temporary = int(agency.to_numpy().sum()) / known if known else float("nan")
    return {"ads": number, **shares, "text": text, "temporary_work": temporary}


def _of_corpus(corpus: Corpus) -> pd.DataFrame:
    """Count the same in a corpus; an ad whose id an earlier one has is left out."""
    has = ", ".join(f"count({column}) AS {column}" for column in COVERED)
    has += f", count(*) FILTER (starts_with(industry, '{TEMPORARY_WORK}')) AS temporary_work"
    with corpus.connection() as connection:
        found = connection.execute(
            f"""
            SELECT coalesce(strftime(date, '%Y'), '{UNKNOWN}') AS year, count(*) AS ads, {has}
            FROM ads WHERE number IN (SELECT min(number) FROM ads GROUP BY ad)
            GROUP BY year
            """
        ).df()
        empty = connection.execute(
            f"""
            SELECT coalesce(strftime(try_cast(detail AS DATE), '%Y'), '{UNKNOWN}') AS year,
                count(*) AS empty
            FROM rejects WHERE reason = '{EMPTY_TEXT}' GROUP BY year
            """
        ).df()
    sums = found.set_index("year").join(empty.set_index("year"), how="outer").fillna(0)
    sums = sums.astype("int64").sort_index()  # "unknown" sorts behind the years
    sums.loc[ALL] = sums.sum()
    shares = {column: sums[column] / sums["ads"] for column in COVERED}
    text = sums["ads"] / (sums["ads"] + sums["empty"])
    temporary = sums["temporary_work"] / sums["industry"]
    told = {"ads": sums["ads"], **shares, "text": text, "temporary_work": temporary}
    coverage = pd.DataFrame(told)
    coverage.index = pd.Index(coverage.index, name="year", dtype="str")
    step = Step.of("ad_coverage", {}, {"ads": int(sums["ads"].to_numpy()[-1])})
    return with_recipe(coverage, corpus.recipe.then(step))
