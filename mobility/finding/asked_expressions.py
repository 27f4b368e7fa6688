"""asked_expressions: every expression that sentences are asked for, as numbers for loops."""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding import stance
from mobility.finding.cue_tables import Rows, cue_tables, written_ways
from mobility.finding.expressions import Expressions, expressions_of
from mobility.finding.told_memory import STANCES


class Questions(NamedTuple):
    """Which expressions are tried, a row for each question, and marks of which it needs one."""

    maybe: Rows
    ways: NDArray[np.int64]


class Asked(NamedTuple):
    """All expressions that sentences are asked for, and which of them when.

    Parameters
    ----------
    of_lines, of_sentences : Questions
        For `expression_loops.held_by`.
    telling : Questions
        For `expression_loops.cues_of`.
    always : array of bool
        The same.
    stances : array of int
        The place in `STANCES` of what each group of cues tells, -1 of those that tell none.
    promised : int
        The group of cues that are tasks among duties.
    clauses : tuple of int
        The expressions that say whether a cue is of what comes after it, that part clauses, and
        that speak of the clause before.
    needed : array of uint64, × 2
        The marks that each expression needs, which stand in two parts side by side.
    parts : array of int
        The first of the two.
    expressions : Expressions
        The expressions, numbered as ``needed`` in `Tables`.
    """

    of_lines: Questions
    of_sentences: Questions
    telling: Questions
    always: NDArray[np.bool_]
    stances: NDArray[np.int8]
    promised: int
    clauses: tuple[int, int, int]
    needed: Rows
    parts: NDArray[np.int32]
    expressions: Expressions


@cache
def asked_expressions() -> Asked:
    """Return all expressions that sentences are asked for, as numbers."""
    from mobility.finding import sentence_loops as asking
    from mobility.finding.expression_loops import PLAIN, WHOLE, WORDS

    tables, written = cue_tables(), written_ways()
    maybe = tables.maybe
    reach = list(pairwise(tables.first.tolist()))
    lines = (asking.Q_ASKED, *range(asking.Q_OTHER_HEADING, len(reach)))
    of_lines = [(*reach[question], WORDS, 0) for question in lines]
    words = range(asking.Q_OTHER, asking.Q_ASKED + 1)
    wholes = range(asking.Q_APPLYING, asking.Q_PASSING + 1)
    begins = (
        (asking.Q_OF_ITSELF, WORDS),
        (asking.Q_QUESTION, PLAIN),
        (asking.Q_OF_EMPLOYER, PLAIN),
    )
    of_sentences = [
        *((*reach[question], WORDS, 0) for question in words),
        *((*reach[question], WHOLE, 0) for question in wholes),
        *((*reach[question], where, 1) for question, where in begins),
    ]
    of_each = [*words, *wholes, *(question for question, _ in begins)]
    first, groups = reach[asking.Q_TELLS][0], stance._places.groups
    telling = [
        (first + groups.index(group), first + len(groups) - groups[::-1].index(group), group)
        for group in sorted(set(groups))
    ]
    begin, behind = reach[asking.Q_ADDRESSED]
    telling.append((begin, behind, len(telling)))
    told = [STANCES.index(name) for _, name, _ in stance._TOLD]
    count = len(written)
    return Asked(
        Questions(maybe[list(lines)], np.array(of_lines, dtype=np.int64)),
        Questions(maybe[of_each], np.array(of_sentences, dtype=np.int64)),
        Questions(maybe[[asking.Q_TELLS]], np.array(telling, dtype=np.int64)),
        np.array([*(always for _, _, always in stance._TOLD), True]),
        np.array([*told, -1], dtype=np.int8),
        stance._GROWTH,
        (count - 3, count - 2, count - 1),
        *_side_by_side(tables.needed),
        expressions_of(written),
    )


def _side_by_side(needed: Rows) -> tuple[Rows, NDArray[np.int32]]:
    """Return the two parts of each row that are not empty, and which is the first of them."""
    parts = np.argmax(needed != 0, axis=1)
    parts = np.minimum(parts, needed.shape[1] - 2)
    pairs = needed[np.arange(len(needed))[:, None], parts[:, None] + np.arange(2)]
    if np.count_nonzero(pairs) != np.count_nonzero(needed):
        raise ValueError("an expression needs marks of more than two parts")
    return pairs, parts.astype(np.int32)
