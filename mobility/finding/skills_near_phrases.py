"""skills_near_phrases: which skills of a list are nearest in meaning to given phrases."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mobility.finding.phrases import encoded, targets_of
from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import Column, check_table

_BLOCK = 512

NEAR_COLUMNS = (
    Column("phrase"),
    Column("rank", "whole number", at_least=1),
    Column("skill"),
    Column("label"),
    Column("cosine", "number", at_least=-1, at_most=1),
)


def skills_near_phrases(
    phrases: Sequence[str],
    skills: SkillList,
    encoder: Encoder,
    *,
    n: int = 1,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Link phrases that are known to name a skill to the nearest skills of a list.

    For what a person marked in an ad, answered in a survey or wrote in a curriculum vitae, or for
    accepted `candidate_terms`. A skill is as near as its nearest term:

    .. math:: \max_{t \in s} \, v(\text{phrase}) \cdot v(t)

    Of phrases that may name no skill at all, such as those of running text, far fewer are right
    (`similar_skills`).

    Parameters
    ----------
    phrases : sequence of str
        Each different one is linked once.
    skills : SkillList
        The list; its labels and terms are what a phrase can be near to.
    encoder : Encoder
        Turns phrases and terms into vectors of length 1.
    n : int
        How many skills a phrase gets at most.
    progress : Progress
        Called with the step, how much is done and how much there is.

    Returns
    -------
    DataFrame
        ``phrase``, ``rank`` (1 the nearest), ``skill``, ``label`` and ``cosine`` (−1 to 1), by
        phrase and rank; skills equally near by id. Phrases that the encoder does not know have no
        row and are counted in the recipe.

    Raises
    ------
    InputError
        If ``n`` is below 1 or a phrase is empty.
    EmptyResultError
        If the encoder knows no term of the list.

    Examples
    --------
    >>> from mobility.datasets.shipped import demo_skills
    >>> from mobility.finding.example import LetterPairs  # in the place of a model
    >>> near = skills_near_phrases(["omsorg om äldre"], demo_skills(), LetterPairs(), n=2)
    >>> near[["rank", "label", "cosine"]].round(2)
       rank        label  cosine
    0     1  äldreomsorg    0.79
    1     2   barnomsorg    0.50
    """
    faults = [Fault("is empty", row=k + 1) for k, text in enumerate(phrases) if not text.strip()]
    if n < 1:
        faults.append(Fault("at least 1", column="n", value=str(n)))
    if faults:
        raise InputError("skills_near_phrases", faults)
    targets = targets_of(skills, encoder, progress)
    ids, of_term = np.unique(targets.skills.astype(str), return_inverse=True)
    order = np.argsort(of_term, kind="stable")
    starts = np.flatnonzero(np.diff(of_term[order], prepend=-1))
    distinct = sorted(set(phrases))
    known, vectors = encoded(distinct, encoder, progress)
    rows = []
    for start in range(0, len(vectors), _BLOCK):
        progress("compare with terms", start, len(vectors))
        near = vectors[start : start + _BLOCK] @ targets.vectors[order].T
        nearest = np.maximum.reduceat(near, starts, axis=1)
        ranks = np.argsort(-nearest, axis=1, kind="stable")[:, :n]
        for at, best in enumerate(ranks):
            phrase = distinct[known[start + at]]
            for rank, k in enumerate(best.tolist(), start=1):
                cosine = float(np.clip(nearest[at, k], -1.0, 1.0))
                label = str(skills.skills.at[ids[k], "label"])
                rows.append((phrase, rank, str(ids[k]), label, cosine))
    progress("compare with terms", len(vectors), len(vectors))
    table = pd.DataFrame(rows, columns=[column.name for column in NEAR_COLUMNS])
    settings: dict[str, Setting] = {"encoder": repr(encoder), "n": n}
    counts = {"phrases": len(distinct), "not known to the encoder": len(distinct) - len(known)}
    step = Step.of("skills_near_phrases", settings, counts)
    return with_recipe(check_table(table, NEAR_COLUMNS, "phrases"), skills.recipe.then(step))
