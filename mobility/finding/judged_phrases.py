"""judged_phrases: a threshold for meaning from phrases that a person has judged."""

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mobility.finding.report import around
from mobility.finding.similar import nearest_of_phrases
from mobility.finding.similarity_threshold import SimilarityThreshold
from mobility.foundation.ads import Ads
from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.foundation.skill_list import SkillList
from mobility.foundation.tables import Column, check_table

Reading = Literal["same", "near"]

JUDGEMENTS = ("same", "near", "other")
"""What a person may say of a phrase and the skill proposed for it."""

JUDGED_COLUMNS = (
    Column("phrase"),
    Column("skill"),
    Column("label"),
    Column("cosine", "number", at_least=-1, at_most=1),
    Column("example"),
    Column("judged", filled=False, allowed=JUDGEMENTS),
)

_FEW = 30
_ENOUGH = 10
_ROUNDING = 1e-5
"""Vectors are of single precision: a cosine may come out above 1 by less than this."""


def phrases_to_judge(
    ads: Ads,
    mentions: pd.DataFrame,
    skills: SkillList,
    encoder: Encoder,
    *,
    from_cosine: float,
    n: int = 200,
    random_state: int = 0,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Draw phrases for which `similar_skills` would propose a skill, for a person to judge.

    For each the person writes one of three words under ``judged``:

    - *same*: the phrase means the skill proposed;
    - *near*: not quite, but who counts skills by group would count it there: the skill is broader
      or narrower than what the phrase means, or stands beside it under the same broader one;
    - *other*: everything else, also a phrase that names no skill.

    `threshold_from_judged` then says from which cosine on enough of them are right.

    Parameters
    ----------
    ads, mentions, skills, encoder, progress
        As `similar_skills` takes them.
    from_cosine : float
        No phrase further from its nearest term is drawn; above −1 and at most 1.
    n : int
        How many are drawn at most, each different phrase once.
    random_state : int
        Which are drawn.

    Returns
    -------
    DataFrame
        As `JUDGED_COLUMNS` says, by phrase, so that the order tells nothing of the cosine; hide
        that column while judging. ``judged`` is blank.

    Raises
    ------
    InputError
        If ``from_cosine`` is outside its range or ``n`` is below 1.
    EmptyResultError
        If the encoder knows no term of the list, or no phrase is that near to one.

    Examples
    --------
    >>> from mobility.datasets.shipped import demo_skills
    >>> from mobility.finding.example import LetterPairs  # in the place of a model
    >>> from mobility.finding.find import find_skills
    >>> text = "Krav:\n- Du är van vid omsorg om äldre."
    >>> ads = Ads.from_table(pd.DataFrame({"ad": ["1"], "text": [text], "language": "sv"}))
    >>> found = find_skills(ads, demo_skills())
    >>> drawn = phrases_to_judge(ads, found, demo_skills(), LetterPairs(), from_cosine=0.7)
    >>> drawn[["phrase", "label"]]
                phrase        label
    0  omsorg om äldre  äldreomsorg
    """
    faults = []
    if not -1 < from_cosine <= 1:
        said = "a cosine above -1 and at most 1"
        faults.append(Fault(said, column="from_cosine", value=str(from_cosine)))
    if n < 1:
        faults.append(Fault("at least 1", column="n", value=str(n)))
    if faults:
        raise InputError("phrases_to_judge", faults)
    places, nearest, _ = nearest_of_phrases(ads, mentions, skills, encoder, progress)
    near = sorted(phrase for phrase, (_, cosine) in nearest.items() if cosine >= from_cosine)
    if not near:
        highest = max((cosine for _, cosine in nearest.values()), default=float("nan"))
        said = f"No phrase is nearer to a term than {highest:.3f}; ask from a lower cosine."
        raise EmptyResultError(said)
    drawn = np.random.default_rng(random_state).permutation(len(near))[:n]
    texts = ads.table["text"].tolist()
    first = {phrase: (ad, start, end) for phrase, ad, start, end in reversed(places)}
    rows = []
    for phrase in (near[k] for k in np.sort(drawn)):
        skill, cosine = nearest[phrase]
        ad, start, end = first[phrase]
        label = str(skills.skills.at[skill, "label"])
        example = around(texts[ad], start, end)
        rows.append((phrase, skill, label, min(cosine, 1.0), example, None))
    table = pd.DataFrame(rows, columns=[column.name for column in JUDGED_COLUMNS])
    settings: dict[str, Setting] = {
        "encoder": repr(encoder), "from_cosine": from_cosine, "n": n, "random_state": random_state,
    }  # fmt: skip
    counts = {"phrases that near": len(near), "drawn": len(rows)}
    recipe = recipe_of(mentions).joined(ads.recipe).joined(skills.recipe)
    step = Step.of("phrases_to_judge", settings, counts)
    return with_recipe(check_table(table, JUDGED_COLUMNS, "phrases"), recipe.then(step))


def threshold_from_judged(
    judged: pd.DataFrame,
    *,
    precision: float = 0.8,
    reading: Reading = "same",
    random_state: int = 0,
) -> SimilarityThreshold:
    r"""Find the lowest threshold that holds a stated precision on phrases that a person judged.

    There are two readings of a right answer. By *same* only a phrase that means the very skill is
    right; by *near* one that a count by group would not miss is right, too. Say which, whenever a
    figure rests on it: what holds by *near* is good enough to count groups of skills and not single
    ones. With :math:`A(t)` the phrases of cosine :math:`t` and above and :math:`R(t)` the right
    ones among them,

    .. math:: \text{precision}(t) = \frac{R(t)}{A(t)}, \qquad
              \text{hit rate}(t) = \frac{R(t)}{R(-1)}

    Half of the phrases choose the threshold; what it holds is measured on the other half.

    Parameters
    ----------
    judged : DataFrame
        From `phrases_to_judge`, with ``judged`` filled in; lines left blank are not counted.
        ``phrase``, ``skill``, ``cosine`` and ``judged`` are read.
    precision : float
        To be held, above 0 and at most 1.
    reading : "same" or "near"
        What counts as right.
    random_state : int
        Shares the phrases out to the halves.

    Returns
    -------
    SimilarityThreshold
        The threshold with its precision and hit rate on the other half. The hit rate is of what is
        right among the phrases drawn; what lies below the cosine they were drawn from is not in it.

    Raises
    ------
    InputError
        If a column is missing or holds something else, or a setting is outside its range.
    EmptyResultError
        If fewer than 30 phrases of a half are judged, or no threshold holds the precision; the best
        one is told.

    References
    ----------
    What is near, and that a figure for it stands beside the strict one, as in the evaluation of
    linked skills: Zhang, M., van der Goot, R. and Plank, B. (2024). Entity linking in the job
    market domain. Findings of EACL, https://doi.org/10.48550/arXiv.2401.17979.

    Examples
    --------
    A hundred phrases; those of .7 and more mean the skill, those from .5 on something near it.

    >>> cosines = np.linspace(0.3, 0.9, 100)
    >>> judged = pd.DataFrame({
    ...     "phrase": [f"phrase {k}" for k in range(100)], "skill": "s", "label": "S",
    ...     "cosine": cosines, "example": "…",
    ...     "judged": np.select([cosines >= 0.7, cosines >= 0.5], ["same", "near"], "other"),
    ... })
    >>> found = threshold_from_judged(judged, precision=0.95)
    >>> round(found.threshold, 2), round(found.precision, 2), round(found.hit_rate, 2)
    (0.71, 1.0, 0.89)
    >>> round(threshold_from_judged(judged, precision=0.95, reading="near").threshold, 2)
    0.5
    """
    faults = []
    if not 0 < precision <= 1:
        faults.append(Fault("above 0 and at most 1", column="precision", value=str(precision)))
    if reading not in ("same", "near"):
        faults.append(Fault('"same" or "near"', column="reading", value=str(reading)))
    if faults:
        raise InputError("threshold_from_judged", faults)
    needed = [column for column in JUDGED_COLUMNS if column.name not in ("label", "example")]
    table = check_table(judged, needed, "judged phrases")
    said = table[table["judged"].notna()].sort_values(["phrase", "skill"], ignore_index=True)
    right = said["judged"].isin(["same", "near"] if reading == "near" else ["same"]).to_numpy()
    cosine = said["cosine"].to_numpy(dtype=np.float64)
    half = np.random.default_rng(random_state).permutation(len(said)) % 2
    if len(said) < 2 * _FEW:
        told = f"{len(said)} phrases are judged; {2 * _FEW} are needed. Judge more of them."
        raise EmptyResultError(told)
    curve = _curve(cosine[half == 0], right[half == 0])
    holding = curve.index[curve["precision"] >= precision]
    if not len(holding):
        best = float(curve["precision"].max()) if len(curve) else 0.0
        raise EmptyResultError(
            f"No threshold holds a precision of {precision} by the reading {reading!r} in these "
            f"phrases; the best is {best:.2f}. Ask for less, or take another encoder."
        )
    threshold = float(holding[0])
    accepted = (half == 1) & (cosine >= threshold)
    hits = int((accepted & right).sum())
    of_all = int((right & (half == 1)).sum())
    held = hits / int(accepted.sum()) if accepted.any() else float("nan")
    hit_rate = hits / of_all if of_all else float("nan")
    settings: dict[str, Setting] = {
        "precision": precision, "reading": reading, "random_state": random_state,
        "threshold": threshold, "precision_of_other_half": round(held, 6),
        "hit_rate_of_other_half": round(hit_rate, 6),
    }  # fmt: skip
    counts = {"phrases": len(table), "judged": len(said), "right": int(right.sum())}
    recipe = recipe_of(judged).then(Step.of("threshold_from_judged", settings, counts))
    return SimilarityThreshold(threshold, held, hit_rate, int(accepted.sum()), curve, recipe)


def _curve(cosine: NDArray[np.float64], right: NDArray[np.bool_]) -> pd.DataFrame:
    """Measure every threshold that a right phrase would pass and that ten phrases do."""
    steps = np.unique(cosine[right] - _ROUNDING)
    accepted = np.array([(cosine >= step).sum() for step in steps], dtype=np.int64)
    hits = np.array([(right & (cosine >= step)).sum() for step in steps], dtype=np.int64)
    enough = accepted >= _ENOUGH
    return pd.DataFrame(
        {"precision": hits[enough] / accepted[enough], "hit_rate": hits[enough] / right.sum()},
        index=pd.Index(steps[enough], name="threshold"),
    )
