"""accepted_candidates: the candidate terms that a person accepted, as a skill list of their own."""

import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.recipe import Step, recipe_of
from mobility.foundation.skill_list import (
    DROPPED_COLUMNS,
    REVIEW_COLUMNS,
    TERM_COLUMNS,
    SkillList,
)
from mobility.foundation.tables import check_table

REJECTED = "rejected in review"


def accepted_candidates(review: pd.DataFrame, skills: SkillList) -> SkillList:
    """Make a skill list of what a person decided about candidate terms.

    Give it to `prepare_skills` after the lists the candidates are missing from, and to
    `candidate_terms` next time: what was decided is not proposed again.

    Parameters
    ----------
    review : DataFrame
        From `candidate_terms`, with decisions. *accept*: a new skill called ``label``; *rename*: a
        new skill called ``new_label``, found by its label all the same; *merge*: another term of
        the skill ``into``; *reject*: never a term. Lines without a decision are left out.
    skills : SkillList
        The list whose skills terms can be merged into.

    Returns
    -------
    SkillList
        The new skills, those merged into, and one term a line; rejected ones are in ``dropped``.

    Raises
    ------
    InputError
        If a merge names no skill of the list, or a new name is missing; all lines at once.

    Examples
    --------
    >>> nothing = SkillList.of(
    ...     pd.DataFrame({"skill": [], "label": [], "kind": []}).set_index("skill"),
    ...     pd.DataFrame({"term": [], "skill": [], "origin": [], "match": []}),
    ... )
    >>> review = pd.DataFrame({
    ...     "decision": ["accept", None], "skill": ["candidate: maven", "candidate: mm"],
    ...     "label": ["Maven", "mm"], "into": None, "new_label": None, "why": None,
    ... })
    >>> accepted_candidates(review, nothing).terms
        term             skill  origin match
    0  Maven  candidate: maven  review   any
    """
    table = check_table(review, REVIEW_COLUMNS, "candidates")
    decided = table[table["decision"].notna()]
    given = review.index if review.index.name == "row" else range(1, len(table) + 1)
    rows = [int(row) for row, said in zip(given, table["decision"].notna(), strict=True) if said]
    _refuse(decided, skills, rows)
    known = {str(skill): (row["label"], row["kind"]) for skill, row in skills.skills.iterrows()}
    named: dict[str, tuple[str, str]] = {}
    terms, dropped = [], []
    lines = decided[["decision", "skill", "label", "into", "new_label"]]
    for decision, skill, label, into, new_label in lines.itertuples(index=False):
        if decision == "reject":
            dropped.append((label, skill, REJECTED))
            continue
        goal = into if decision == "merge" else skill
        name = new_label if decision == "rename" else label
        named[goal] = known[goal] if decision == "merge" else (name, "skill")
        terms.append((label, goal, "review", "any"))
    found = pd.DataFrame(
        [(skill, *named[skill]) for skill in sorted(named)], columns=["skill", "label", "kind"]
    )
    counts = {"lines": len(table), "decided": len(decided), "terms": len(terms)}
    return SkillList(
        found.set_index("skill"),
        pd.DataFrame(sorted(terms), columns=[column.name for column in TERM_COLUMNS]),
        pd.DataFrame(sorted(dropped), columns=[column.name for column in DROPPED_COLUMNS]),
        pd.DataFrame(columns=[column.name for column in REVIEW_COLUMNS]),
        recipe_of(review).then(Step.of("accepted_candidates", {}, counts)),
    )


def _refuse(decided: pd.DataFrame, skills: SkillList, rows: list[int]) -> None:
    """Raise with every line that cannot be done."""
    faults = []
    for row, (_, line) in zip(rows, decided.iterrows(), strict=True):
        if line["decision"] == "merge" and line["into"] not in skills.skills.index:
            said, value = "a skill of the list to merge into", line["into"]
            shown = "" if pd.isna(value) else str(value)
            faults.append(Fault(said, row=row, column="into", value=shown))
        if line["decision"] == "rename" and pd.isna(line["new_label"]):
            faults.append(Fault("a new name", row=row, column="new_label", value=""))
        if pd.isna(line["label"]):
            faults.append(Fault("what the candidate is called", row=row, column="label", value=""))
    if faults:
        raise InputError("candidates", faults)
