"""occupations_in_ads: the classification as far as the ads themselves name it."""

import pandas as pd

from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Step


def occupations_in_ads(ads: Ads | Corpus, *, beside: Occupations | None = None) -> Occupations:
    """Take codes and titles from the ads, for codes that a given classification does not have.

    Parameters
    ----------
    ads : Ads or Corpus
        With codes and, where the source gives them, ``occupation_title``.
    beside : Occupations, optional
        Codes and titles that go before those in the ads, of the same version.

    Returns
    -------
    Occupations
        Every code in the ads and in ``beside``, and every shorter code above one; a code that
        nobody names has itself as title, one that the ads name differently its most frequent name.

    Raises
    ------
    EmptyResultError
        If no ad has an occupation code.
    VersionError
        If ``beside`` is of another classification or version than the ads.

    Examples
    --------
    >>> ads = Ads.from_table(
    ...     pd.DataFrame({"ad": ["1"], "text": ["Soup."], "occupation": ["5120"],
    ...                   "occupation_title": ["Cooks"]}), occupation_version="SSYK 2012")
    >>> occupations_in_ads(ads).table["title"].to_dict()
    {'5': '5', '51': '51', '512': '512', '5120': 'Cooks'}
    """
    if beside is not None:
        beside.must_match(ads.occupation_version, "ads")
    in_all = ads.count("ads") if isinstance(ads, Corpus) else len(ads.table)
    coded = _of_corpus(ads) if isinstance(ads, Corpus) else _of_ads(ads)
    if coded.empty:
        raise EmptyResultError(f"None of {in_all} ads has an occupation code.")
    found = coded.dropna(subset=["occupation_title"]).sort_values(
        ["occupation", "ads", "occupation_title"], ascending=[True, False, True]
    )
    titles = dict(
        zip(*(found.drop_duplicates("occupation")[c] for c in found.columns[:2]), strict=True)
    )
    codes = {code[:n] for code in coded["occupation"].unique() for n in range(1, len(code) + 1)}
    if beside is not None:
        titles |= beside.table["title"].to_dict()
        codes |= set(beside.table.index)
    ordered = sorted(codes)
    table = pd.DataFrame(
        {
            "title": [titles.get(code, code) for code in ordered],
            "level": [len(code) for code in ordered],
            "parent": [code[:-1] if len(code) > 1 else None for code in ordered],
        },
        index=pd.Index(ordered, name="occupation"),
    )
    step = Step.of("occupations_in_ads", {}, {"codes": len(ordered), "named by ads": len(found)})
    return Occupations(table, ads.occupation_version, ads.recipe.then(step))


def _of_ads(ads: Ads) -> pd.DataFrame:
    """Return how many ads have each code and title; a title may be missing."""
    named = ads.table.dropna(subset=["occupation"])[["occupation", "occupation_title"]]
    return named.value_counts(dropna=False).rename("ads").reset_index()


def _of_corpus(corpus: Corpus) -> pd.DataFrame:
    """Return the same of a corpus; an ad whose id an earlier one has is left out."""
    with corpus.connection() as connection:
        return connection.execute(
            """
            SELECT occupation, occupation_title, count(*) AS ads FROM ads
            WHERE occupation IS NOT NULL AND number IN (SELECT min(number) FROM ads GROUP BY ad)
            GROUP BY ALL
            """
        ).df()
