"""duplicates: which ad repeats which, once for counting skills and once for counting vacancies."""

import pandas as pd

from mobility.foundation.ads import Ads
from mobility.foundation.recipe import Step, with_recipe

VACANCY_KEY = ("headline", "text", "municipality")


def duplicates(ads: Ads, *, by: str = "occupation") -> pd.DataFrame:
    """Say for every ad which earlier ad it repeats.

    An ad repeats another *for skills* where occupation, headline and text are the same: one
    employer's text put out in ten municipalities says once what the work asks for. It repeats
    another *for vacancies* only where headline, text and municipality are the same: the same text
    in another municipality is another vacancy. A blank cell equals another blank cell.

    Parameters
    ----------
    ads : Ads
        The ads.
    by : str
        The code that must be the same for skills: ``"occupation"`` or ``"industry"``.

    Returns
    -------
    DataFrame
        Indexed by ad, in the order of the ads; ``skills_of`` and ``vacancies_of`` name the first
        ad it repeats and are blank where it is the first itself.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2", "3"], "headline": "Cook", "text": "Sharp knives.",
    ...     "occupation": "5120", "municipality": ["1480", "1480", "1481"],
    ... }))
    >>> duplicates(ads).fillna("")
       skills_of vacancies_of
    ad
    1
    2          1            1
    3          1
    """
    skills_of = first_alike(ads.table, (by, "headline", "text"))
    vacancies_of = first_alike(ads.table, VACANCY_KEY)
    table = pd.DataFrame({"skills_of": skills_of, "vacancies_of": vacancies_of})
    table.index = pd.Index(ads.table["ad"], name="ad")
    counts = {
        "ads": len(table),
        "repeated for skills": int(skills_of.notna().sum()),
        "repeated for vacancies": int(vacancies_of.notna().sum()),
    }
    return with_recipe(table, ads.recipe.then(Step.of("duplicates", {"by": by}, counts)))


def first_alike(table: pd.DataFrame, key: tuple[str, ...]) -> "pd.Series[str]":
    """Return for every row the first ad alike; blank where it is the first itself."""
    alike = [table[column].fillna("") for column in key]
    first = table["ad"].groupby(alike, sort=False).transform("first")
    return pd.Series(first.mask(first == table["ad"]), index=table.index, dtype="str")
