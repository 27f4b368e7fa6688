"""linked_skills: the skill list of a table of links, whose labels are all there is."""

import pandas as pd

from mobility.finding.gates import gate_of
from mobility.foundation.links import LINK_COLUMNS
from mobility.foundation.recipe import Step, recipe_of
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import check_table


def skills_of_links(links: pd.DataFrame) -> SkillList:
    """Make the skill list of a table of links: each label is its own id and its only term.

    A label that means a driving licence, a certificate of professional drivers or a legitimation,
    as `mobility.finding.gates` knows them, is a gate; every other is a skill.

    Parameters
    ----------
    links : DataFrame
        As `mobility.read_links` gives it.

    Returns
    -------
    SkillList
        One skill a label, sorted.

    Raises
    ------
    InputError
        If the table lacks a column or a value.

    Examples
    --------
    >>> links = pd.DataFrame({
    ...     "occupation_name": "Nurse", "occupation": "2221",
    ...     "skill": ["Vaccination", "Legitimation som sjuksköterska"],
    ... })
    >>> skills_of_links(links).skills["kind"].to_dict()
    {'Legitimation som sjuksköterska': 'gate', 'Vaccination': 'skill'}
    """
    held = check_table(links, LINK_COLUMNS, "links")
    names = pd.Index(sorted(held["skill"].unique()), name="skill", dtype="str")
    kinds = ["skill" if gate_of(name) is None else "gate" for name in names]
    listed = pd.DataFrame({"label": names, "kind": kinds}, index=names)
    terms = pd.DataFrame({"term": names, "skill": names, "origin": "label", "match": "any"})
    counts = {"skills": kinds.count("skill"), "gates": kinds.count("gate")}
    return SkillList.of(
        listed, terms, recipe_of(links).then(Step.of("skills_of_links", {}, counts))
    )
