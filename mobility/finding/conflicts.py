"""conflicts: what a review table asks for that cannot be done, every line of it at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from mobility.finding.normalize import normal_form
from mobility.foundation.errors import Fault, nearest_names


class Decided(NamedTuple):
    """One decided line of a review table, with the row a person finds it on."""

    row: int
    decision: str
    skill: str
    term: str | None
    into: str | None
    new_label: str | None

    @property
    def form(self) -> str | None:
        """The normal form of the term; None where the line is about the whole skill."""
        return None if self.term is None else normal_form(self.term)


def decided_lines(review: pd.DataFrame, rows: Iterable[int]) -> list[Decided]:
    """Return the decided lines of a review table, each with the number of its row."""
    columns = ("decision", "skill", "term", "into", "new_label")
    lines = []
    for row, *cells in zip(rows, *(review[name] for name in columns), strict=True):
        decision, skill, *others = (None if pd.isna(cell) else str(cell) for cell in cells)
        if decision is not None and skill is not None:
            lines.append(Decided(row, decision, skill, *others))
    return lines


def ends_of_merges(lines: Iterable[Decided]) -> dict[str, str]:
    """Return for each merged skill the one its merges end in; those in a ring end in themselves.

    Examples
    --------
    >>> ends_of_merges([Decided(2, "merge", "a", None, "b", None),
    ...                 Decided(3, "merge", "b", None, "c", None)])
    {'a': 'c', 'b': 'c'}
    """
    step = {
        line.skill: str(line.into)
        for line in lines
        if line.decision == "merge" and line.term is None and line.into is not None
    }
    ends = {}
    for skill in sorted(step):
        seen, goal = {skill}, step[skill]
        while goal in step and goal not in seen:
            seen.add(goal)
            goal = step[goal]
        ends[skill] = skill if goal in seen else goal
    return ends


def conflicts(
    lines: Sequence[Decided],
    skills: pd.DataFrame,
    *,
    terms: Iterable[tuple[str, str]],
    titles: frozenset[str] = frozenset(),
) -> list[Fault]:
    """Return every fault of the decided lines, by row.

    - A line alone: an unknown skill, goal or term; a merge without a goal, or into itself; a
      rename without a label; cells filled in that the decision has no use for (what is meant is
      then not clear, and rejecting in place of merging would lose a skill); an occupation title
      as a term.
    - Two lines: two decisions about one skill, or about one match; a merge into a skill that is
      rejected; merges in a ring; a new label that another skill has; a term given to two skills,
      or to one that is rejected.

    Parameters
    ----------
    lines : sequence of Decided
        The decided lines.
    skills : DataFrame
        All skills, indexed by id, with ``label`` and ``kind``.
    terms : iterable of (str, str)
        Every skill with every term it has or had.
    titles : frozenset of str
        Normal forms of occupation titles.

    Returns
    -------
    list of Fault
        Empty where all can be done.
    """
    ends = ends_of_merges(lines)
    of: dict[str, dict[str, str]] = defaultdict(dict)
    for skill, term in terms:
        of[ends.get(skill, skill)].setdefault(normal_form(term), term)
    found = [fault for line in lines for fault in _alone(line, skills)]
    found += _twice(lines, ends)
    found += _merges(lines, ends)
    found += _labels(lines, skills)
    found += _matches(lines, skills, ends, of, titles)
    return sorted(found, key=lambda fault: fault.row or 0)


def _alone(line: Decided, skills: pd.DataFrame) -> Iterator[Fault]:
    """Yield what is wrong with a line by itself."""
    if line.skill not in skills.index:
        near = nearest_names(line.skill, map(str, skills.index))
        said = f"{line.skill!r} is in none of the skill lists{'.' if near else ''}"
        yield Fault(said, row=line.row, nearest=near[0] if near else None)
    if line.decision == "merge":
        if line.into is None or line.into not in skills.index:
            said = "merge needs a skill of the lists in 'into'"
            yield Fault(said, row=line.row, column="into")
        elif line.into == line.skill:
            said = f"{line.skill!r} cannot be merged into itself"
            yield Fault(said, row=line.row, column="into")
        if line.new_label is not None:
            said = "a merge keeps the label of 'into'; rename that skill on a line of its own"
            yield Fault(said, row=line.row, column="new_label")
        return
    if line.into is not None:
        said = (
            f"{line.decision} with 'into' filled in is not clear: write merge to make the two one, "
            f"or empty 'into' to {line.decision} {line.skill!r} as it is"
        )
        yield Fault(said, row=line.row, column="into")
    if line.decision == "rename" and line.new_label is None:
        said = "rename needs the new label in 'new_label'"
        yield Fault(said, row=line.row, column="new_label")
    if line.decision != "rename" and line.new_label is not None:
        said = f"{line.decision} with 'new_label' filled in is not clear: write rename, or empty it"
        yield Fault(said, row=line.row, column="new_label")


def _twice(lines: Sequence[Decided], ends: dict[str, str]) -> Iterator[Fault]:
    """Yield the lines about what an earlier line has decided."""
    first: dict[tuple[str, str | None], int] = {}
    for line in lines:
        skill = line.skill if line.form is None else ends.get(line.skill, line.skill)
        row = first.setdefault((skill, line.form), line.row)
        if row != line.row:
            what = repr(line.skill)
            what += "" if line.term is None else f" with the term {line.term!r}"
            yield Fault(f"{what} is decided already on row {row}", row=line.row)


def _merges(lines: Sequence[Decided], ends: dict[str, str]) -> Iterator[Fault]:
    """Yield merges in a ring, and merges into what is rejected."""
    whole = [line for line in lines if line.term is None]
    rejected = {line.skill: line.row for line in whole if line.decision == "reject"}
    for line in whole:
        if line.decision != "merge" or line.into in (None, line.skill):
            continue
        end = ends[line.skill]
        if end == line.skill:
            others = sorted(
                other.row for other in whole
                if other.row != line.row and ends.get(other.skill) == other.skill
            )  # fmt: skip
            also = f" (see row {', '.join(map(str, others))})" if others else ""
            said = f"the merges of {line.skill!r} lead back to where they began{also}"
            yield Fault(said, row=line.row, column="into")
        elif end in rejected:
            said = f"{line.skill!r} would go into {end!r}, which row {rejected[end]} rejects"
            yield Fault(said, row=line.row, column="into")


def _labels(lines: Sequence[Decided], skills: pd.DataFrame) -> Iterator[Fault]:
    """Yield new labels that another skill has, or gets."""
    whole = [line for line in lines if line.term is None]
    leaving = {line.skill for line in whole if line.decision in ("reject", "merge", "rename")}
    taken: dict[str, str] = {}
    for skill, label in sorted(skills["label"].items(), key=str):
        if skill not in leaving:
            taken.setdefault(normal_form(str(label)), f"{str(skill)!r} has that label")
    for line in whole:
        if line.decision != "rename" or line.new_label is None:
            continue
        form = normal_form(line.new_label)
        same = taken.get(form)
        if same is not None and same != f"{line.skill!r} has that label":
            said = f"{same} already; to make them one, write merge"
            yield Fault(said, row=line.row, column="new_label")
        taken.setdefault(form, f"{line.skill!r}, by row {line.row}, has that label")


def _matches(
    lines: Sequence[Decided],
    skills: pd.DataFrame,
    ends: dict[str, str],
    of: dict[str, dict[str, str]],
    titles: frozenset[str],
) -> Iterator[Fault]:
    """Yield what is wrong with decisions about single matches."""
    rejected = {x.skill: x.row for x in lines if x.term is None and x.decision == "reject"}
    given: dict[str, tuple[str, int]] = {}
    for line in lines:
        if line.form is None or line.skill not in skills.index:
            continue
        skill = ends.get(line.skill, line.skill)
        known = of[skill]
        if line.decision != "accept" and line.form not in known:
            near = nearest_names(line.form, known)
            said = f"{line.skill!r} has no term {line.term!r}"
            hint = known[near[0]] if near else None
            yield Fault(said + ("." if hint else ""), row=line.row, column="term", nearest=hint)
        if line.decision == "reject":
            continue
        goal = skill if line.decision != "merge" else ends.get(str(line.into), str(line.into))
        form = normal_form(line.new_label or "") if line.decision == "rename" else line.form
        column = "new_label" if line.decision == "rename" else "term"
        if not form:
            if line.decision != "rename" or line.new_label is not None:
                yield Fault("a term needs a letter or a digit", row=line.row, column=column)
            continue
        if goal in rejected:
            said = f"the term would name {goal!r}, which row {rejected[goal]} rejects"
            yield Fault(said, row=line.row, column=column)
        if form in titles or (goal in skills.index and skills.at[goal, "kind"] == "occupation"):
            said = "an occupation title is never a skill: it would give the answer away"
            yield Fault(said, row=line.row, column=column)
        other, row = given.setdefault(form, (goal, line.row))
        if other != goal:
            said = f"the term {form!r} is given to {other!r} already on row {row}"
            yield Fault(said, row=line.row, column=column)
