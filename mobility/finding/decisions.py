"""decisions: what a person decided in the review table, and what there is to decide."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from mobility.finding.inflection import inflected
from mobility.finding.normalize import normal_form
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.skill_list import REVIEW_COLUMNS
from mobility.foundation.tables import check_table

_DECISIONS = ("accept", "reject", "merge", "rename")
_COLUMNS = [column.name for column in REVIEW_COLUMNS]


class TermLine(NamedTuple):
    """A term on its way into the list: how it is written, its skill, origin and match."""

    term: str
    skill: str
    origin: str
    match: str


class Decisions(NamedTuple):
    """Decided lines of a review table, ready to be done.

    Parameters
    ----------
    table : DataFrame
        The decided lines, sorted.
    kept : frozenset of str
        Skills accepted or renamed: they stand against the stop list.
    rejected : frozenset of str
        Skills never looked for.
    into : dict of str to str
        Merged skill → the skill it ends in.
    labels : dict of str to str
        Renamed skill → its new label.
    """

    table: pd.DataFrame
    kept: frozenset[str]
    rejected: frozenset[str]
    into: dict[str, str]
    labels: dict[str, str]

    @property
    def skills(self) -> frozenset[str]:
        """Every skill that a person has decided about."""
        return frozenset(self.table["skill"])

    def apply(self, lines: list[TermLine]) -> tuple[list[TermLine], list[tuple[str, str, str]]]:
        """Return the term lines as decided, and those that are dropped."""
        kept, dropped = [], []
        for line in lines:
            if line.skill in self.rejected:
                dropped.append((line.term, line.skill, "rejected in review"))
            elif line.skill in self.into:
                kept.append(line._replace(skill=self.into[line.skill], origin="review"))
            else:
                kept.append(line)
        return kept, dropped


def decided(review: pd.DataFrame | None, known: Iterable[str]) -> Decisions:
    """Read the decisions out of a review table.

    Parameters
    ----------
    review : DataFrame or None
        A table as `REVIEW_COLUMNS` says; lines without a decision are left for a new proposal.
    known : iterable of str
        Ids of all skills.

    Returns
    -------
    Decisions
        Merges followed to their end.

    Raises
    ------
    InputError
        With every line that cannot be done: an unknown skill, two decisions for one skill, a merge
        without a goal or in a ring, a rename without a label.
    """
    empty = pd.DataFrame({name: [] for name in _COLUMNS})
    table = check_table(empty if review is None else review, REVIEW_COLUMNS, "review")
    names = frozenset(known)
    faults: list[Fault | str] = []
    first: dict[str, int] = {}
    into: dict[str, str] = {}
    labels: dict[str, str] = {}
    lines = [
        (row, line) for row, line in enumerate(table.itertuples(index=False), 1)
        if line.decision in _DECISIONS
    ]  # fmt: skip
    for row, line in lines:
        skill = str(line.skill)
        if skill in first:
            faults.append(Fault(f"{skill!r} is decided already on row {first[skill]}", row=row))
        first.setdefault(skill, row)
        if skill not in names:
            faults.append(Fault(f"{skill!r} is in none of the skill lists", row=row))
        if line.decision == "merge":
            if str(line.into) not in names:
                said = "merge needs a skill of the lists in 'into'"
                faults.append(Fault(said, row=row, column="into"))
            else:
                into[skill] = str(line.into)
        if line.decision == "rename":
            if not isinstance(line.new_label, str):
                said = "rename needs the new label in 'new_label'"
                faults.append(Fault(said, row=row, column="new_label"))
            else:
                labels[skill] = str(line.new_label)
    into, rings = _followed(into)
    faults += [f"the merges of {skill!r} lead back to it" for skill in rings]
    if faults:
        raise InputError("review", faults)
    chosen = table[table["decision"].notna()].sort_values(["skill"]).reset_index(drop=True)
    by = chosen.groupby("decision", observed=True)["skill"].agg(frozenset).to_dict()
    none: frozenset[str] = frozenset()
    accepted = by.get("accept", none) | by.get("rename", none)
    return Decisions(chosen, accepted, by.get("reject", none), into, labels)


def _followed(into: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return every merge with its last goal, and the skills whose merges go in a ring."""
    ends, rings = {}, []
    for skill in sorted(into):
        seen, goal = {skill}, into[skill]
        while goal in into and goal not in seen:
            seen.add(goal)
            goal = into[goal]
        if goal in seen:
            rings.append(skill)
        ends[skill] = goal
    return ends, rings


def proposals(
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
        (None, skill, skills.at[skill, "label"], goal, None,
         f"{why}; {skills.at[goal, 'label']!r} is the other")
        for skill, (goal, why) in sorted(found.items())
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=_COLUMNS, dtype="object")
