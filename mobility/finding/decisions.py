"""decisions: what a person decided in the review table, about skills and about matches."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from mobility.finding.conflicts import conflicts, decided_lines, ends_of_merges
from mobility.finding.normalize import normal_form
from mobility.foundation.errors import InputError
from mobility.foundation.skill_list import REVIEW_COLUMNS
from mobility.foundation.tables import check_table

_COLUMNS = [column.name for column in REVIEW_COLUMNS]


class TermLine(NamedTuple):
    """A term on its way into the list: how it is written, its skill, origin and match."""

    term: str
    skill: str
    origin: str
    match: str


class MatchDecision(NamedTuple):
    """What a person decided about one match: the word, the goal of a merge, the new writing."""

    decision: str
    term: str
    into: str
    new_term: str


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
    matches : dict of (str, str) to MatchDecision
        Skill, where its merges end, and normal form of a term → what is decided about the two.
    """

    table: pd.DataFrame
    kept: frozenset[str]
    rejected: frozenset[str]
    into: dict[str, str]
    labels: dict[str, str]
    matches: dict[tuple[str, str], MatchDecision]

    @property
    def skills(self) -> frozenset[str]:
        """Every skill about which, as a whole, a person has decided."""
        return frozenset(self.table.loc[self.table["term"].isna(), "skill"])

    def apply(self, lines: list[TermLine]) -> tuple[list[TermLine], list[tuple[str, str, str]]]:
        """Return the term lines as decided, and those that are dropped.

        Terms accepted, moved or rewritten come with origin "review" and match "any"; how they are
        to be found is for the caller to say.
        """
        kept, dropped = [], []
        for line in lines:
            goal = self.into.get(line.skill, line.skill)
            said = self.matches.get((goal, normal_form(line.term)))
            if line.skill in self.rejected:
                dropped.append((line.term, line.skill, "rejected in review"))
            elif said is not None and said.decision == "reject":
                dropped.append((line.term, goal, "match rejected in review"))
            elif said is not None and said.decision in ("merge", "rename"):
                dropped.append((line.term, goal, "match changed in review"))
            elif goal != line.skill:
                kept.append(line._replace(skill=goal, origin="review"))
            else:
                kept.append(line)
        return kept, dropped

    def accepted(self) -> list[TermLine]:
        """Return the terms that a person gave to skills: accepted, moved there, or rewritten."""
        given = []
        for (skill, _), said in sorted(self.matches.items()):
            if said.decision == "accept":
                given.append(TermLine(said.term, skill, "review", "any"))
            elif said.decision == "merge":
                given.append(TermLine(said.term, said.into, "review", "any"))
            elif said.decision == "rename":
                given.append(TermLine(said.new_term, skill, "review", "any"))
        return given


def decided(
    review: pd.DataFrame | None,
    skills: pd.DataFrame,
    *,
    terms: Iterable[tuple[str, str]] = (),
    titles: frozenset[str] = frozenset(),
) -> Decisions:
    """Read the decisions out of a review table.

    Parameters
    ----------
    review : DataFrame or None
        A table as `REVIEW_COLUMNS` says; lines without a decision are left for a new proposal.
    skills : DataFrame
        All skills, indexed by id, with ``label`` and ``kind``.
    terms : iterable of (str, str)
        Every skill with every term it has or had before some were dropped.
    titles : frozenset of str
        Normal forms of occupation titles, which no skill may have as a term.

    Returns
    -------
    Decisions
        Merges followed to their end.

    Raises
    ------
    InputError
        With every line that cannot be done, and every two lines that speak against each other, as
        `mobility.finding.conflicts.conflicts` says. Rows are those of the file where
        `read_review` read it, else counted from 1.
    """
    empty = pd.DataFrame({name: [] for name in _COLUMNS})
    table = check_table(empty if review is None else review, REVIEW_COLUMNS, "review")
    rows = [int(n) for n in table.index] if table.index.name == "row" else range(1, len(table) + 1)
    lines = decided_lines(table, rows)
    faults = conflicts(lines, skills, terms=terms, titles=titles)
    if faults:
        raise InputError("review", faults)
    of_skills = [line for line in lines if line.form is None]
    into = ends_of_merges(lines)
    chosen = table[table["decision"].notna()]
    chosen = chosen.assign(label=chosen["label"].fillna(chosen["skill"].map(skills["label"])))
    return Decisions(
        table=chosen.sort_values(["skill", "term"], na_position="first").reset_index(drop=True),
        kept=frozenset(x.skill for x in of_skills if x.decision in ("accept", "rename")),
        rejected=frozenset(x.skill for x in of_skills if x.decision == "reject"),
        into=into,
        labels={x.skill: str(x.new_label) for x in of_skills if x.decision == "rename"},
        matches={
            (into.get(x.skill, x.skill), x.form): MatchDecision(
                x.decision,
                str(x.term),
                "" if x.into is None else into.get(x.into, x.into),
                "" if x.new_label is None else x.new_label,
            )
            for x in lines
            if x.form is not None
        },
    )
