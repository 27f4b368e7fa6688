"""learned_gains: what a learned relatedness foretells beyond its parts, and what each part adds."""

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.reaching.validation_nulls import null_scores
from mobility.reaching.validation_ready import check_settings
from mobility.reaching.validation_scores import SCORES, Candidate, Scored, mean_scored, score_all
from mobility.reaching.validation_target import FlowRanges, TargetPairs, size_controlled
from mobility.relating.learned import LearnedRelatedness, out_of_fold
from mobility.relating.learned_ground import LearnedGround
from mobility.relating.pair_features import features_of
from mobility.relating.pair_scores import bootstrap_interval, draw_nodes

LEARNED, ALONE, AS_IT_IS, WITHOUT, NULL = "learned", "alone", "as it is", "without", "null"
SINGLE = (ALONE, AS_IT_IS)


def learned_gains(
    found: LearnedRelatedness,
    *,
    earlier: Flows | None = None,
    least_expected: float = 10.0,
    above: float = 1.0,
    strata: int = 1,
    k: int = 10,
    draws: int = 500,
    confidence: float = 0.95,
    random_state: int = 0,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Set a learned relatedness beside each of its ingredients and what knows no relatedness.

    All rank the same pairs, those with :math:`E_{ij} \ge` ``least_expected``; true are those with
    :math:`F_{ij} / E_{ij} >` ``above``. Pairs with a node that an ingredient does not know are set
    aside and counted: it has no answer for them. All that is learned is learned anew, out of fold
    with the same folds, and ranks as it was before recalibration, which is about the level of
    predictions and not about their order. The bootstrap draws nodes, not models: it tells how far
    the scores hang on which nodes there are, given what was learned.

    Parameters
    ----------
    found : LearnedRelatedness
        As `learned_relatedness` gives it.
    earlier : Flows, optional
        Moves of another period, from which the nulls have their sizes (`validate`).
    least_expected, above : float
        As above.
    strata : int
        How many parts of equal size the pairs are put in by what is expected. Pairs are then only
        compared with those of their own part, and scores are means over the parts, each weighing
        as many as it has true pairs. 1 for one ranking of all.
    k : int
        Destinations of each origin to look at.
    draws : int
        How often the nodes are drawn; at least 2.
    confidence : float
        Probability that an interval holds, between 0 and 1.
    random_state : int
        Seed of the draws and of the null "random".
    progress : callable
        Told of every round learned and every 25 draws.

    Returns
    -------
    DataFrame
        ``kind``: "learned", the whole; "alone", learned from one ingredient; "as it is", a measure
        of pairs by its own numbers; "without", learned from all the others; "null". ``name``,
        ``pairs``, ``true``. For each of ``auc``, ``average_precision``, ``precision_at_k`` (0 to 1)
        the score with ``_low`` and ``_high``; ``_lead``, the score of the whole less this one, with
        ``_lead_low`` and ``_lead_high`` from the same draws (of "without": what the ingredient
        adds); ``_best``, whether it is the best single ingredient, or the best null.

    Raises
    ------
    InputError
        If a setting means nothing.
    EmptyResultError
        As `learned_relatedness`.

    Examples
    --------
    >>> from mobility.relating.learned import learned_relatedness
    >>> codes = ["11", "12", "13", "14", "21", "22", "23", "24"]
    >>> moves = Flows.of(pd.DataFrame([
    ...     (a, b, 30 if a[0] == b[0] else 12) for a in codes for b in codes if a != b],
    ...     columns=["origin", "destination", "count"]), kind="occupation")
    >>> field = pd.Series([code[0] for code in codes], index=codes)
    >>> found = learned_relatedness(moves, {"field": field}, folds=4)
    >>> learned_gains(found, draws=20)[["kind", "name", "auc", "auc_lead"]].round(2).head(3)
          kind     name  auc  auc_lead
    0  learned  learned  1.0       0.0
    1    alone    field  1.0       0.0
    2  without    field  0.5       0.5
    """
    check_settings(
        "learned_gains",
        at_least={
            "least_expected": (least_expected, 0), "above": (above, 0), "strata": (strata, 1),
            "k": (k, 1), "draws": (draws, 2),
        },
        confidence=confidence,
    )  # fmt: skip
    ground = found.ground
    every = size_controlled(_ranges(ground), least_expected=least_expected, above=above)
    known = np.all([~np.isnan(seen.values) for seen in found.seen.values()], axis=0)
    target = every.part(known[every.origin, every.destination])
    kinds, candidates = _candidates(found, earlier, random_state, progress)
    drawn = draw_nodes(len(ground.nodes), draws, random_state=random_state)
    scored = _by_strata(candidates, target, drawn, strata, k, progress)
    table = pd.DataFrame(
        {
            "kind": kinds, "name": [c.name for c in candidates], "pairs": len(target.true),
            "true": int(target.true.sum()),
        }
    )  # fmt: skip
    for s, score in enumerate(SCORES):
        _add_score(table, score, scored.point[:, s], scored.drawn[:, :, s], confidence)
    settings: dict[str, Setting] = {
        "earlier": "" if earlier is None else earlier.period, "least_expected": least_expected,
        "above": above, "strata": strata, "k": k, "draws": draws, "confidence": confidence,
        "random_state": random_state,
    }  # fmt: skip
    counts = {
        "pairs": len(target.true), "undecided": target.undecided,
        "with a node unknown to an ingredient": len(every.true) - len(target.true),
    }  # fmt: skip
    recipe = found.network.recipe.then(Step.of("learned_gains", settings, counts))
    return with_recipe(table, recipe)


def _ranges(ground: LearnedGround) -> FlowRanges:
    """Return the flows as the model was told them; undirected, the same both ways."""
    n, c = len(ground.nodes), ground.counts
    return FlowRanges(ground.nodes, *(_square(ground, v, n) for v in (c.low, c.high, c.expected)))


def _square(ground: LearnedGround, values: np.ndarray, n: int) -> np.ndarray:
    square = np.zeros((n, n))
    square[ground.origin, ground.destination] = values
    if len(ground.origin) < n * (n - 1):
        square[ground.destination, ground.origin] = values
    return square


def _candidates(
    found: LearnedRelatedness, earlier: Flows | None, random_state: int, progress: Progress
) -> tuple[list[str], list[Candidate]]:
    """Return everything that ranks the pairs, and of which kind each is."""
    ground, views, n = found.ground, found.model.views, len(found.ground.nodes)
    every = np.ones((n, n), dtype=bool)
    x = features_of(views, found.seen, ground.origin, ground.destination)
    of = np.repeat([view.ingredient for view in views], [view.width for view in views])
    kinds, candidates = [], []

    def add(kind: str, name: str, square: np.ndarray) -> None:
        kinds.append(kind)
        candidates.append(Candidate(name, kind == NULL, square, every, 0))

    weight = found.network.edges["uncalibrated"].to_numpy(dtype=np.float64)
    add(LEARNED, LEARNED, _square(ground, weight, n))
    for name in found.model.ingredients:
        for kind, chosen in ((ALONE, of == name), (WITHOUT, of != name)):
            # Numbers that differ by rounding alone are ties.
            predicted = out_of_fold(ground, x[:, chosen], progress=progress)[0].round(12)
            add(kind, name, _square(ground, predicted, n))
        if (name, "pair") in found.seen:
            add(AS_IT_IS, name, np.nan_to_num(found.seen[name, "pair"].values))
    nulls = null_scores(ground.nodes, ground.flows, earlier, random_state=random_state)
    for name, square in nulls.items():
        add(NULL, name, square)
    return kinds, candidates


def _by_strata(
    candidates: list[Candidate], target: TargetPairs, drawn: np.ndarray, strata: int, k: int,
    progress: Progress,
) -> Scored:  # fmt: skip
    """Score all candidates in every part of the pairs, and take the mean by true pairs."""
    order = np.lexsort((np.arange(len(target.expected)), target.expected))
    part = np.empty(len(order), dtype=np.int64)
    part[order] = np.arange(len(order)) * strata // max(len(order), 1)
    total, done = strata * len(candidates) * len(drawn), 0

    def told(more: int) -> None:
        nonlocal done
        done += more
        progress("score", done, total)

    found = [
        score_all(candidates, target.part(part == each), drawn, k=k, told=told)
        for each in range(strata)
    ]
    weight = np.bincount(part[target.true], minlength=strata).astype(np.float64)
    return mean_scored(found, weight)


def _add_score(
    table: pd.DataFrame, score: str, point: np.ndarray, drawn: np.ndarray, confidence: float
) -> None:
    """Add the columns of one score to a table that is being made."""
    bounds = [bootstrap_interval(each, confidence=confidence) for each in drawn]
    leads = [bootstrap_interval(drawn[0] - each, confidence=confidence) for each in drawn]
    table[score] = point
    table[f"{score}_low"], table[f"{score}_high"] = zip(*bounds, strict=True)
    table[f"{score}_lead"] = point[0] - point
    table[f"{score}_lead_low"], table[f"{score}_lead_high"] = zip(*leads, strict=True)
    best = np.zeros(len(table), dtype=bool)
    for of_kind in (table["kind"].isin(SINGLE), table["kind"] == NULL):
        rows = np.flatnonzero(of_kind.to_numpy() & np.isfinite(point))
        if len(rows):
            best[rows[np.argmax(point[rows])]] = True
    table[f"{score}_best"] = best
