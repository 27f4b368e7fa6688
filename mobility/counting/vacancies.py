"""vacancies: how many ads and openings each occupation has in each municipality or region."""

from typing import Literal

import pandas as pd

from mobility.counting.corpus_vacancies import vacancies_of_corpus
from mobility.counting.duplicates import VACANCY_KEY, first_alike
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import UnknownNameError
from mobility.foundation.recipe import Step, with_recipe

PLACES = ("municipality", "region")


def vacancies(ads: Ads | Corpus, *, place: Literal["municipality", "region"]) -> pd.DataFrame:
    """Count ads and openings per occupation and place.

    Ads that repeat another for vacancies (same headline, text and municipality) count once. Public
    ads are not all vacancies: many posts are filled without one.

    Parameters
    ----------
    ads : Ads or Corpus
        The ads, with occupation codes. A corpus is counted in bounded memory.
    place : {"municipality", "region"}
        Which place of the ad to count by.

    Returns
    -------
    DataFrame
        Columns ``occupation``, ``place`` (its code; blank for ads that name no place, so that sums
        stay whole), ``place_name`` (the first name the ads give it), ``ads`` and ``vacancies``, the
        sum of openings where an ad that does not say counts one; sorted by occupation and place.
        Ads without an occupation code are left out and counted in the recipe.

    Raises
    ------
    UnknownNameError
        If ``place`` is neither of the two.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "text": ["Cook.", "Cook!", "Cook?"], "occupation": "5120",
    ...     "municipality": ["1480", "1480", None], "municipality_name": ["Göteborg", None, None],
    ...     "openings": [3, None, 2],
    ... }))
    >>> vacancies(ads, place="municipality").fillna("")
      occupation place place_name  ads  vacancies
    0       5120  1480   Göteborg    2          4
    1       5120                     1          2
    """
    if place not in PLACES:
        raise UnknownNameError("kind of place", place, PLACES)
    if isinstance(ads, Corpus):
        return vacancies_of_corpus(ads, place)
    coded = ads.table[ads.table["occupation"].notna()]
    counted = coded[first_alike(coded, VACANCY_KEY).isna()]
    openings = counted["openings"].fillna(1).astype("int64")
    by = [counted["occupation"], counted[place].rename("place")]
    grouped = openings.groupby(by, dropna=False)
    table = pd.DataFrame({"ads": grouped.size(), "vacancies": grouped.sum()}).reset_index()
    table = table.sort_values(["occupation", "place"], ignore_index=True)
    named = ads.table.dropna(subset=[place, f"{place}_name"]).drop_duplicates(place)
    names = table["place"].map(named.set_index(place)[f"{place}_name"]).astype("str")
    table.insert(2, "place_name", names)
    counts = {
        "in": len(ads.table),
        "counted": len(counted),
        "repeated": len(coded) - len(counted),
        "no occupation code": len(ads.table) - len(coded),
        "counted without a place": int(counted[place].isna().sum()),
    }
    return with_recipe(table, ads.recipe.then(Step.of("vacancies", {"place": place}, counts)))
