"""crossed_links: links of one classification's occupations, told of another's unit groups."""

import pandas as pd

from mobility.foundation.errors import EmptyResultError
from mobility.foundation.links import LINK_COLUMNS
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.tables import Column, check_table

CROSSING_COLUMNS = (Column("occupation_from"), Column("occupation_to"))
"""One line per pair of unit groups that share work, the second of the classification wanted."""


def crossed_links(links: pd.DataFrame, crossing: pd.DataFrame) -> pd.DataFrame:
    """Say links of the unit groups of another classification, by a table of what corresponds.

    A unit group that corresponds to several is told of each of them in full: which of its
    occupations belong where is not known. What is near by such links is therefore near in part
    because it corresponds to the same.

    Parameters
    ----------
    links : DataFrame
        As `mobility.read_links` gives it.
    crossing : DataFrame
        As `CROSSING_COLUMNS` says: codes of the links' classification and of the one wanted.

    Returns
    -------
    DataFrame
        The links, with ``occupation`` the code wanted. Links of groups that correspond to nothing
        are counted in the recipe, and those groups stand in ``attrs["without_group"]``.

    Raises
    ------
    InputError
        If a table breaks its contract.
    EmptyResultError
        If no group of the links corresponds to any.

    Examples
    --------
    >>> links = pd.DataFrame({"occupation_name": ["chef", "diver"], "occupation": ["3434", "7541"],
    ...                       "skill": ["plan menus", "dive"]})
    >>> crossing = pd.DataFrame({"occupation_from": "3434", "occupation_to": ["3451", "5120"]})
    >>> found = crossed_links(links, crossing)
    >>> found["occupation"].tolist(), found.attrs["without_group"]
    (['3451', '5120'], ['7541'])
    """
    held = check_table(links, LINK_COLUMNS, "links")
    pairs = check_table(crossing, CROSSING_COLUMNS, "crossing").drop_duplicates()
    known = held["occupation"].isin(pairs["occupation_from"])
    if not known.any():
        codes = sorted(set(held["occupation"]))[:3]
        said = f"No group of the links ({', '.join(codes)} …) stands in the crossing, which has "
        raise EmptyResultError(f"{said}{', '.join(sorted(set(pairs['occupation_from']))[:3])} ….")
    found = held[known].merge(pairs, left_on="occupation", right_on="occupation_from")
    found = found.assign(occupation=found["occupation_to"])
    found = found[held.columns].drop_duplicates(ignore_index=True)
    counts = {
        "links": len(held),
        "of groups that correspond to nothing": int((~known).sum()),
        "links told": len(found),
    }
    found.attrs["without_group"] = sorted(set(held.loc[~known, "occupation"]))
    return with_recipe(found, recipe_of(links).then(Step.of("crossed_links", {}, counts)))
