"""industry_coverage: of how many ads of each year the industry is known."""

from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.recipe import Step

UNKNOWN = "unknown year"


def industry_coverage(ads: Ads | Corpus) -> Step:
    """Return a step of a recipe that says of every year how many ads have an industry.

    A change from year to year in a count by industry can be a change in whose industry is known.
    An ad whose id an earlier one has is left out. Shares, and other columns, are in `ad_coverage`.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "text": "Kock", "industry": ["56100", None, None],
    ...     "date": ["2015-03-01", "2015-04-01", None],
    ... })
    >>> for what, number in industry_coverage(Ads.from_table(table)).counts:
    ...     print(f"{what}: {number}")
    ads of 2015: 2
    with an industry, 2015: 1
    ads of unknown year: 1
    with an industry, unknown year: 0
    """
    counts: dict[str, int] = {}
    for year, all_ads, known in _of_corpus(ads) if isinstance(ads, Corpus) else _of_ads(ads):
        counts |= {f"ads of {year}": all_ads, f"with an industry, {year}": known}
    return Step.of("industry_coverage", {}, counts)


def _of_ads(ads: Ads) -> list[tuple[str, int, int]]:
    """Return years in order with ads and ads with an industry; no date stands last."""
    years = ads.table["date"].dt.year.astype("Int64").astype("str")
    years = years.mask(ads.table["date"].isna(), UNKNOWN)
    has = ads.table["industry"].notna().groupby(years)
    both = zip(has.size().sort_index().items(), has.sum().sort_index(), strict=True)
    return [(str(year), int(number), int(known)) for (year, number), known in both]


def _of_corpus(corpus: Corpus) -> list[tuple[str, int, int]]:
    """Return the same of a corpus."""
    with corpus.connection() as connection:
        told = connection.execute(
            f"""
            SELECT coalesce(strftime(date, '%Y'), '{UNKNOWN}') AS year, count(*), count(industry)
            FROM ads WHERE number IN (SELECT min(number) FROM ads GROUP BY ad)
            GROUP BY year ORDER BY year
            """
        ).fetchall()
    return [(str(year), int(ads), int(known)) for year, ads, known in told]
