"""linked_skills: the skill list of a table of links, whose labels are all there is."""

import pandas as pd

from mobility.finding.decisions import TermLine, decided
from mobility.finding.gates import gate_of
from mobility.finding.merge_proposals import merge_proposals
from mobility.finding.review_effect import ranked_by_effect
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.links import LINK_COLUMNS
from mobility.foundation.recipe import Step, recipe_of, with_recipe
from mobility.foundation.skill_list import DROPPED_COLUMNS, TERM_COLUMNS, SkillList
from mobility.foundation.tables import check_table


def skills_of_links(links: pd.DataFrame, *, review: pd.DataFrame | None = None) -> SkillList:
    """Make the skill list of a table of links: each label is its own id and its only term.

    A label that means a driving licence, a legitimation or another credential (a degree, a permit
    …), as `mobility.finding.gates.gate_of` knows them, is a gate; every other is a skill.

    Parameters
    ----------
    links : DataFrame
        As `mobility.read_links` gives it.
    review : DataFrame, optional
        What a person decided, as `mobility.read_review` gives it.

    Returns
    -------
    SkillList
        One skill a label, sorted, but for those rejected or merged. In ``review`` the decisions
        stand first, then merges of labels that look like one skill, those of most links first.
        `links_as_reviewed` does with the links what was decided.

    Raises
    ------
    InputError
        If the table lacks a column or a value, or decisions cannot be done; a decision about a
        single match cannot: links have no texts.

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
    _refuse_matches(review)
    decisions = decided(review, listed)
    lines, gone = decisions.apply([TermLine(name, name, "label", "any") for name in names])
    kept = listed.loc[sorted({line.skill for line in lines})]
    kept = kept.assign(label=[decisions.labels.get(str(x), str(x)) for x in kept.index])
    terms = pd.DataFrame(sorted(lines), columns=[column.name for column in TERM_COLUMNS])
    dropped = pd.DataFrame(sorted(gone), columns=[column.name for column in DROPPED_COLUMNS])
    proposed = merge_proposals(kept, terms, decisions.skills)
    distinct = held[["occupation_name", "occupation", "skill"]].drop_duplicates()
    proposed["changes"] = proposed["skill"].map(distinct["skill"].value_counts())
    table = pd.concat(
        [decisions.table.astype("object"), ranked_by_effect(proposed, "link")], ignore_index=True
    )
    counts = {
        "skills": int(kept["kind"].eq("skill").sum()),
        "gates": int(kept["kind"].eq("gate").sum()),
        "decisions": len(decisions.table),
        "proposals": len(proposed),
    }
    recipe = recipe_of(links).then(Step.of("skills_of_links", {}, counts))
    return SkillList(kept, terms, dropped, table, recipe)


def links_as_reviewed(links: pd.DataFrame, skills: SkillList) -> pd.DataFrame:
    """Do with the links what a person decided about their skills.

    Parameters
    ----------
    links : DataFrame
        As `mobility.read_links` gives it.
    skills : SkillList
        From `skills_of_links` with the same links.

    Returns
    -------
    DataFrame
        The links, each with the id of the skill its label was merged into; links of rejected
        skills are left out and counted in the recipe, as are those that now repeat another.
    """
    held = check_table(links, LINK_COLUMNS, "links")
    into = skills.terms.set_index("term")["skill"]
    moved = held.assign(skill=held["skill"].map(into))
    kept = moved[moved["skill"].notna()]
    distinct = kept.drop_duplicates(["occupation_name", "occupation", "skill"], ignore_index=True)
    counts = {
        "links": len(held),
        "of rejected skills": len(held) - len(kept),
        "merged": int((kept["skill"] != held.loc[kept.index, "skill"]).sum()),
        "repeated": len(kept) - len(distinct),
    }
    return with_recipe(distinct, recipe_of(links).then(Step.of("links_as_reviewed", {}, counts)))


def _refuse_matches(review: pd.DataFrame | None) -> None:
    """Refuse decisions about single matches, all at once."""
    if review is None or "term" not in review or "decision" not in review:
        return
    of_matches = review[review["term"].notna() & review["decision"].notna()]
    if len(of_matches):
        in_file = review.index.name == "row"
        said = "links have no texts to match; empty 'term' to decide about the skill"
        raise InputError(
            "review",
            [
                Fault(said, row=int(row) if in_file else place + 1, column="term")
                for place, row in enumerate(review.index)
                if row in of_matches.index
            ],
        )
