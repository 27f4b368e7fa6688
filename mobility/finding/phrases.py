"""phrases: short word sequences of ads beside the terms of skills, as vectors."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mobility.finding.normalize import normal_form
from mobility.finding.terms import FOUND_KINDS
from mobility.finding.uncovered import Word, may_be_edge
from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.progress import Progress
from mobility.foundation.skill_list import SkillList

LONGEST = 4
"""Words of a phrase at most."""

_BLOCK = 512

Vectors = NDArray[np.float32]


class Targets(NamedTuple):
    """Every term that a phrase can be near: its skill, its normal form, its vector."""

    skills: NDArray[np.object_]
    forms: NDArray[np.object_]
    vectors: Vectors


class Nearest(NamedTuple):
    """For every phrase the skill of the nearest term, and its cosine (−1 to 1)."""

    skill: NDArray[np.object_]
    cosine: NDArray[np.float64]


def phrases_of(runs: Iterable[Sequence[Word]], common: frozenset[str]) -> Iterator[list[Word]]:
    """Yield the phrases of stretches: what stands between words that are everywhere.

    A phrase of more than four words is cut after each fourth.

    Examples
    --------
    >>> run = [Word(word, 0, 0) for word in "vana av att leda större projekt".split()]
    >>> phrases = phrases_of([run], frozenset({"av", "att"}))
    >>> [" ".join(word.word for word in phrase) for phrase in phrases]
    ['vana', 'leda större projekt']
    """
    for run in runs:
        phrase: list[Word] = []
        for word in run:
            if may_be_edge(word.word, common):
                phrase.append(word)
            if phrase and (len(phrase) == LONGEST or phrase[-1] is not word):
                yield phrase
                phrase = []
        if phrase:
            yield phrase


def targets_of(skills: SkillList, encoder: Encoder, progress: Progress) -> Targets:
    """Encode every label and term of a list; those the encoder does not know are left out.

    Raises
    ------
    EmptyResultError
        If it knows none.
    """
    wanted = skills.skills[skills.skills["kind"].isin(FOUND_KINDS)]
    pairs = {(str(skill), str(label)) for skill, label in wanted["label"].items()}
    terms = skills.terms[skills.terms["skill"].isin(wanted.index)]
    pairs |= set(zip(terms["skill"].astype(str), terms["term"].astype(str), strict=True))
    by_form = {(skill, normal_form(term)): term for skill, term in sorted(pairs)}
    named = sorted((skill, form, term) for (skill, form), term in by_form.items() if form)
    known, vectors = encoded([term for _, _, term in named], encoder, progress)
    if not len(known):
        raise EmptyResultError(f"The encoder knows none of {len(named)} terms of the skill list.")
    return Targets(
        np.array([named[k][0] for k in known], dtype=object),
        np.array([named[k][1] for k in known], dtype=object),
        vectors,
    )


def encoded(
    texts: Sequence[str], encoder: Encoder, progress: Progress
) -> tuple[NDArray[np.int64], Vectors]:
    """Return which texts the encoder knows, and their vectors, encoding some at a time."""
    knows = getattr(encoder, "knows", None)
    rows, found = [np.zeros(0, np.int64)], []
    for start in range(0, len(texts), _BLOCK):
        progress("encode", start, len(texts))
        some = list(texts[start : start + _BLOCK])
        # A corpus encoder has no place for words it has never met; models know any text.
        which = np.flatnonzero(knows(some)) if knows is not None else np.arange(len(some))
        if len(which):
            rows.append(which + start)
            found.append(np.asarray(encoder.encode([some[k] for k in which]), dtype=np.float32))
    progress("encode", len(texts), len(texts))
    return np.concatenate(rows), np.concatenate(found) if found else np.zeros((0, 1), np.float32)


def nearest_skills(
    vectors: Vectors,
    targets: Targets,
    progress: Progress,
    *,
    hidden: Sequence[NDArray[np.int64]] | None = None,
) -> Nearest:
    """Return the nearest skill of every phrase.

    Parameters
    ----------
    vectors : ndarray of shape (n, d)
        The phrases, each of length 1.
    targets : Targets
        The terms.
    hidden : sequence of ndarray of int, optional
        For every phrase the rows of the targets that it must not be compared with.
    """
    skill = np.empty(len(vectors), dtype=object)
    cosine = np.full(len(vectors), -1.0)
    for start in range(0, len(vectors), _BLOCK):
        progress("compare with terms", start, len(vectors))
        near = vectors[start : start + _BLOCK] @ targets.vectors.T
        if hidden is not None:
            for row, columns in enumerate(hidden[start : start + _BLOCK]):
                near[row, columns] = -1.0
        best = near.argmax(axis=1)
        skill[start : start + _BLOCK] = targets.skills[best]
        cosine[start : start + _BLOCK] = near[np.arange(len(near)), best]
    progress("compare with terms", len(vectors), len(vectors))
    return Nearest(skill, cosine)
