"""links: how many occupations of each unit group list each skill, from a table of links."""

import pandas as pd

from mobility.foundation.incidence import Incidence
from mobility.foundation.links import LINK_COLUMNS
from mobility.foundation.recipe import Step, recipe_of
from mobility.foundation.tables import check_table


def occupation_links(links: pd.DataFrame, *, version: str = "") -> Incidence:
    """Count for every unit group how many of its occupations list each skill.

    Parameters
    ----------
    links : DataFrame
        One line per link: ``occupation_name`` (an occupation), ``occupation`` (the code of its unit
        group), ``skill``, and ``source`` if known. A link that stands twice counts once.
    version : str
        Classification and version of the codes, such as "SSYK 2012".

    Returns
    -------
    Incidence
        Rows "occupation", columns "skill", both sorted; measure "occupations": distinct occupation
        names of the group that list the skill, from 1 to the group's ``support``, the number of
        its distinct occupation names.

    Raises
    ------
    InputError
        If the table lacks a column or a value.

    Examples
    --------
    >>> links = pd.DataFrame({
    ...     "occupation_name": ["Cook", "Cook", "Chef"], "occupation": "5120",
    ...     "skill": ["knife", "hygiene", "knife"],
    ... })
    >>> kitchen = occupation_links(links)
    >>> kitchen.row("5120").to_dict(), kitchen.support.tolist()
    ({'hygiene': 1.0, 'knife': 2.0}, [2.0])
    """
    held = check_table(links, LINK_COLUMNS, "links")
    pairs = held[["occupation_name", "occupation", "skill"]].drop_duplicates()
    support = pairs.groupby("occupation")["occupation_name"].nunique()
    counts = {"links": len(held), "repeated": len(held) - len(pairs)}
    return Incidence.from_pairs(
        pairs,
        "occupation",
        "skill",
        measure="occupations",
        support=support,
        version=version,
        recipe=recipe_of(links).then(Step.of("occupation_links", {"version": version}, counts)),
    )
