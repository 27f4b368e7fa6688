"""similarity_threshold: how near a phrase must be to a term to be taken for its skill."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mobility.finding.normalize import normal_form
from mobility.finding.phrases import (
    Targets,
    encoded,
    nearest_skills,
    phrases_of,
    targets_of,
)
from mobility.finding.uncovered import Asked, asked_for, common_words
from mobility.foundation.ads import Ads
from mobility.foundation.encoder import Encoder
from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Setting, Step, recipe_of
from mobility.foundation.skill_list import SkillList

STEM = 4
"""Terms that have a word beginning with the same four letters are not told apart by meaning."""

_FEW = 30
_DRAWN = 2000
"""So many different phrases that name no skill are drawn; encoding more takes long and tells
little."""


@dataclass(frozen=True, eq=False)
class SimilarityThreshold:
    """A threshold, and what it holds in ads that had no part in choosing it.

    Parameters
    ----------
    threshold : float
        Cosine from which a phrase is taken for the skill of its nearest term.
    precision, hit_rate : float
        Of the other half of the ads, from 0 to 1.
    judged : int
        How many held-out hits of the other half were accepted, right or wrong.
    curve : DataFrame
        Indexed by ``threshold``, upwards: ``precision`` and ``hit_rate`` in the half that chose.
    recipe : Recipe
        How it came about.
    """

    threshold: float
    precision: float
    hit_rate: float
    judged: int
    curve: pd.DataFrame
    recipe: Recipe = NO_STEPS


@dataclass(frozen=True)
class _Judged:
    """Phrases with what is true of them; ``weight`` says how many each stands for."""

    cosine: NDArray[np.float64]
    right: NDArray[np.bool_]
    findable: NDArray[np.bool_]
    weight: NDArray[np.float64]
    half: NDArray[np.int64]


def similarity_threshold(
    ads: Ads,
    mentions: pd.DataFrame,
    skills: SkillList,
    encoder: Encoder,
    *,
    precision: float = 0.8,
    random_state: int = 0,
    progress: Progress = silent,
) -> SimilarityThreshold:
    r"""Find the lowest threshold that holds a stated precision on hits held out.

    A word sequence that names a skill exactly is asked for its nearest term with the term that
    names it, and all of the same skill that share a stem with it (four letters), hidden. It is
    *right* if the nearest is another term of the same skill, and wrong in every other case, also
    where the skill has no other term. Phrases out of what the ads say of the employer and the offer
    name no skill: each that is accepted is wrong, and stands for as many as there are phrases in
    what is asked for, per phrase there:

    .. math:: \text{precision}(t) = \frac{R(t)}{A(t) + \frac{n}{n'} A'(t)}, \qquad
              \text{hit rate}(t) = \frac{R(t)}{H}

    with :math:`R` right and :math:`A` accepted among the held-out hits, :math:`A'` accepted among
    the :math:`n'` phrases of the employer and the offer, :math:`n` phrases in what is asked for,
    and :math:`H` held-out hits whose skill has a term left. Half of the ads choose the threshold;
    what it holds is measured on the other half.

    This reading is strict, and so the way to know without a person's help: what names a sibling of
    the skill is wrong, and so is every hit whose skill has a single term. Where most skills have
    one, hardly any threshold will hold. `threshold_from_judged` takes what a person judged instead,
    strictly or by what is near.

    Parameters
    ----------
    ads : Ads
        Some thousand ads are enough.
    mentions : DataFrame
        From `find_skills`, of these ads.
    skills : SkillList
        With skills that have several terms unlike each other; labels alone cannot be held out.
    encoder : Encoder
        Turns phrases and terms into vectors.
    precision : float
        To be held, above 0 and at most 1.
    random_state : int
        Shares the ads out to the halves.
    progress : Progress
        Called with the step, how much is done and how much there is.

    Returns
    -------
    SimilarityThreshold
        The threshold with its precision and hit rate on the other half.

    Raises
    ------
    InputError
        If ``precision`` is outside its range.
    EmptyResultError
        If fewer than 30 hits can be held out, or no threshold holds the precision; the best one is
        told.

    Examples
    --------
    Forty skills of two terms; the encoder sees only the number in them, so that it is always right.

    >>> from mobility.finding.find import find_skills
    >>> rows = [(f"{w}{k:02}", f"s{k:02}") for k in range(40) for w in ("baking", "oven")]
    >>> terms = pd.DataFrame(rows, columns=["term", "skill"]).assign(origin="label", match="any")
    >>> labels = terms[::2].rename(columns={"term": "label"}).assign(kind="skill")
    >>> skills = SkillList.of(labels.set_index("skill")[["label", "kind"]], terms)
    >>> class Number:
    ...     def encode(self, texts):
    ...         ends = [text[-2:] for text in texts]
    ...         return np.array([np.eye(41)[int(end) if end.isdigit() else 40] for end in ends])
    ...
    ...     def __repr__(self):
    ...         return "Number()"
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": [f"{k:02}" for k in range(80)], "language": "en",
    ...     "text": [f"Requirements:\n- Used to {term}." for term, _ in rows],
    ... }))
    >>> found = similarity_threshold(ads, find_skills(ads, skills), skills, Number())
    >>> round(found.threshold, 3), found.precision, found.hit_rate
    (1.0, 1.0, 1.0)
    """
    if not 0 < precision <= 1:
        fault = Fault("above 0 and at most 1", column="precision", value=str(precision))
        raise InputError("similarity_threshold", [fault])
    asked = asked_for(ads, mentions, progress)
    common = common_words(ads, asked)
    targets = targets_of(skills, encoder, progress)
    rng = np.random.default_rng(random_state)
    half = rng.permutation(len(ads.table)) % 2
    hits = _held_out(ads, mentions, asked, targets, encoder, half, progress)
    if hits.findable.sum() < _FEW:
        said = f"{int(hits.findable.sum())} hits name a skill that has a term unlike the one found"
        raise EmptyResultError(f"{said}; {_FEW} are needed. Add synonyms to the skill list.")
    nothing = _nothing(asked, common, targets, encoder, half, rng, progress)
    curve = _curve(hits, nothing, 0)
    holding = curve.index[curve["precision"] >= precision]
    if not len(holding):
        steps = curve.index.to_numpy(dtype=np.float64)
        best = float(steps[curve["precision"].to_numpy().argmax()])
        raise EmptyResultError(
            f"No threshold holds a precision of {precision} with {encoder!r}; the best is "
            f"{curve['precision'].max():.2f}, at {best:.3f}. Ask for less, or take another "
            "encoder."
        )
    threshold = float(holding[0])
    other = _measured(hits, nothing, 1, threshold)
    counts = {
        "held-out hits": len(hits.right),
        "whose skill has a term left": int(hits.findable.sum()),
        "phrases that name no skill": len(nothing.right),
    }
    settings: dict[str, Setting] = {
        "encoder": repr(encoder), "precision": precision, "random_state": random_state,
        "threshold": threshold, "precision_of_other_half": round(other.precision, 6),
        "hit_rate_of_other_half": round(other.hit_rate, 6),
    }  # fmt: skip
    recipe = recipe_of(mentions).joined(ads.recipe).joined(skills.recipe)
    step = Step.of("similarity_threshold", settings, counts)
    return SimilarityThreshold(
        threshold, other.precision, other.hit_rate, other.judged, curve, recipe.then(step)
    )


def _held_out(
    ads: Ads,
    mentions: pd.DataFrame,
    asked: list[Asked],
    targets: Targets,
    encoder: Encoder,
    half: NDArray[np.int64],
    progress: Progress,
) -> _Judged:
    """Judge every exact hit with the terms that name it hidden."""
    texts, names = ads.table["text"].tolist(), ads.table["ad"].tolist()
    in_text = mentions[mentions["start"].notna()]
    spans = zip(
        in_text["ad"], in_text["start"].astype(int), in_text["end"].astype(int), strict=True
    )
    skill_at = dict(zip(spans, in_text["skill"], strict=True))
    places = [place for found in asked for place in found.held]
    said = [
        (texts[p.ad][p.start : p.end], str(skill_at[names[p.ad], p.start, p.end])) for p in places
    ]
    distinct = sorted(set(said))
    known, vectors = encoded([text for text, _ in distinct], encoder, progress)
    distinct = [distinct[k] for k in known]
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, skill in enumerate(targets.skills):
        rows_of[skill].append(row)
    hidden, findable = [], []
    for text, skill in distinct:
        own = rows_of[skill]
        stems = _stems(normal_form(text))
        alike = [row for row in own if stems & _stems(targets.forms[row])]
        hidden.append(np.array(alike, dtype=np.int64))
        findable.append(len(alike) < len(own))
    near = nearest_skills(vectors, targets, progress, hidden=hidden)
    at = {pair: k for k, pair in enumerate(distinct)}
    which = np.array([at[pair] for pair in said if pair in at], dtype=np.int64)
    halves = [half[p.ad] for p, pair in zip(places, said, strict=True) if pair in at]
    right = np.array([near.skill[k] == skill for k, (_, skill) in enumerate(distinct)], dtype=bool)
    return _Judged(
        near.cosine[which],
        right[which],
        np.array(findable, dtype=bool)[which],
        np.ones(len(which)),
        np.array(halves, dtype=np.int64),
    )


def _stems(form: str) -> set[str]:
    """Return the first letters of the words of a term."""
    return {word[:STEM] for word in form.split()}


def _nothing(
    asked: list[Asked],
    common: frozenset[str],
    targets: Targets,
    encoder: Encoder,
    half: NDArray[np.int64],
    rng: np.random.Generator,
    progress: Progress,
) -> _Judged:
    """Judge the phrases out of what ads say of the employer and the offer: all are wrong."""
    said = [
        (found.ad, " ".join(word.word for word in phrase))
        for found in asked
        for phrase in phrases_of(found.elsewhere, common)
    ]
    wanted = sum(1 for found in asked for _ in phrases_of(found.runs, common))
    every = sorted({text for _, text in said})
    drawn = rng.permutation(len(every))[:_DRAWN]
    distinct = [every[k] for k in np.sort(drawn)]
    known, vectors = encoded(distinct, encoder, progress)
    near = nearest_skills(vectors, targets, progress)
    # What the encoder does not know is never accepted, and counts among the phrases all the same.
    cosine = dict.fromkeys(distinct, -1.0)
    cosine |= dict(zip((distinct[k] for k in known), near.cosine.tolist(), strict=True))
    held = [(ad, cosine[text]) for ad, text in said if text in cosine]
    none = np.zeros(len(held), dtype=bool)
    return _Judged(
        np.array([near_by for _, near_by in held], dtype=np.float64),
        none,
        none,
        np.full(len(held), wanted / max(len(held), 1)),
        half[np.array([ad for ad, _ in held], dtype=np.int64)],
    )


@dataclass(frozen=True)
class _Measured:
    """Precision and hit rate at one threshold."""

    precision: float
    hit_rate: float
    judged: int


def _measured(hits: _Judged, nothing: _Judged, half: int, threshold: float) -> _Measured:
    """Measure one threshold in one half of the ads."""
    own = hits.half == half
    accepted = own & (hits.cosine >= threshold)
    wrong = (nothing.half == half) & (nothing.cosine >= threshold)
    right = float((accepted & hits.right).sum())
    taken = float(accepted.sum() + nothing.weight[wrong].sum())
    findable = float((own & hits.findable).sum())
    return _Measured(
        right / taken if taken else float("nan"),
        right / findable if findable else float("nan"),
        int(accepted.sum()),
    )


def _curve(hits: _Judged, nothing: _Judged, half: int) -> pd.DataFrame:
    """Measure every threshold that a right hit of one half would pass."""
    right = hits.right & (hits.half == half)
    steps = np.unique(hits.cosine[right].round(4) - 5e-5)
    found = [_measured(hits, nothing, half, float(step)) for step in steps]
    return pd.DataFrame(
        {"precision": [f.precision for f in found], "hit_rate": [f.hit_rate for f in found]},
        index=pd.Index(steps, name="threshold"),
    )
