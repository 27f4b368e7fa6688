"""merge_proposals: which skills look like two ways of writing one."""

from collections import defaultdict

import pandas as pd

from mobility.finding.inflection import inflected
from mobility.finding.normalize import normal_form
from mobility.foundation.skill_list import REVIEW_COLUMNS

_COLUMNS = [column.name for column in REVIEW_COLUMNS]


def merge_proposals(
    skills: pd.DataFrame, terms: pd.DataFrame, decided_skills: frozenset[str]
) -> pd.DataFrame:
    """Propose merges of skills that look like two ways of writing one.

    Two skills are proposed when a term of one is an inflected form of a term of the other
    ("förskolan", "förskola"), the same without its spaces ("back end", "backend"), or the same
    words in another order ("körkort b", "b-körkort").

    Parameters
    ----------
    skills : DataFrame
        Prepared skills, indexed by id, with ``label``.
    terms : DataFrame
        Their terms.
    decided_skills : frozenset of str
        Skills a person has decided about; nothing more is proposed for them.

    Returns
    -------
    DataFrame
        Lines as `REVIEW_COLUMNS` says with a blank ``decision``; an official label is the goal
        before ad vocabulary, then the shorter label.
    """
    ranks = terms.assign(vocabulary=terms["origin"].eq("vocabulary"))
    official = ~ranks.groupby("skill")["vocabulary"].all()
    forms = [
        (normal_form(str(term)), str(skill))
        for term, skill in zip(terms["term"], terms["skill"], strict=True)
    ]
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form, skill in forms:
        groups[("written with or without spaces and hyphens", form.replace(" ", ""))].add(skill)
        if " " in form:
            groups[("the same words in another order", " ".join(sorted(form.split())))].add(skill)
    owner = dict(sorted(forms, reverse=True))
    for form, skill in forms:
        *before, last = form.split(" ")
        for other in inflected(last):
            written = " ".join([*before, other])
            if written in owner:
                groups[("inflected form", form)].update({skill, owner[written]})
    found: dict[str, tuple[str, str]] = {}
    for (why, _), members in sorted(groups.items()):
        ordered = sorted(
            members,
            key=lambda skill: (not official[skill], len(str(skills.at[skill, "label"])), skill),
        )
        for skill in ordered[1:]:
            if skill not in decided_skills:
                found.setdefault(skill, (ordered[0], why))
    rows = [
        {
            "skill": skill,
            "label": skills.at[skill, "label"],
            "into": goal,
            "why": f"{why}; {skills.at[goal, 'label']!r} is the other",
        }
        for skill, (goal, why) in sorted(found.items())
    ]
    return pd.DataFrame(rows, columns=_COLUMNS, dtype="object")
