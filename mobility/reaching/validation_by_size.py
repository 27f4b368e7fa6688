"""validation_by_size: the size-controlled scores, within pairs of like expected flow."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.reaching.validation_ready import check_settings, counted, prepared
from mobility.reaching.validation_scores import mean_scored, score_all, score_table
from mobility.reaching.validation_target import TargetPairs, size_controlled

MEAN = "mean"


def validate_by_size(
    predictors: Mapping[str, Network],
    flows: Flows,
    *,
    strata: int = 10,
    earlier: Flows | None = None,
    from_target: Collection[str] = (),
    out_of_fold: Collection[str] = (),
    least_expected: float = 0.0,
    above: float = 1.0,
    diagonal: bool = False,
    k: int = 10,
    draws: int = 500,
    confidence: float = 0.95,
    random_state: int = 0,
    progress: Progress = silent,
) -> pd.DataFrame:
    """Try measures on real moves within strata of expected flow, where size cannot help.

    Pairs are put in order of the flow that sizes give, and cut into strata of equally many; in each
    a pair is related if more moved than ``above`` times that. Use it where expected flows say
    little by themselves, as where flows are shares of a sample blown up to a population, so that no
    single ``least_expected`` of `validate` tells enough from too few.

    Parameters
    ----------
    predictors, flows, earlier, from_target, out_of_fold, least_expected, above, diagonal, k, \
draws, confidence, random_state, progress
        As in `validate`.
    strata : int
        Into how many parts pairs are cut, at least 1.

    Returns
    -------
    DataFrame
        The columns of `validate` for each stratum and predictor or null, before them ``stratum``
        ("1" the least expected flows, …, "mean") and ``expected_low`` and ``expected_high``, the
        bounds of expected flow. A score of "mean" is the mean over the strata where it is defined;
        its interval, and that of its gain, come from the same means in every draw.

    Raises
    ------
    InputError, VersionError
        As `validate`.
    EmptyResultError
        As `validate`, or if there are fewer pairs than strata.

    Examples
    --------
    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["11", "12", "21", "22", "11", "22"],
    ...     "destination": ["12", "11", "22", "21", "21", "12"],
    ...     "count": [60, 60, 60, 60, 9, 9]}), kind="occupation", version="SSYK 2012")
    >>> shared = Network.from_edges(pd.DataFrame({
    ...     "source": ["11", "21"], "target": ["12", "22"], "weight": [0.8, 0.6]}),
    ...     version="SSYK 2012")
    >>> found = validate_by_size({"skills": shared}, moves, strata=2, draws=20)
    >>> found.loc[found["name"] == "skills", ["stratum", "pairs", "true", "auc"]]
       stratum  pairs  true  auc
    0        1      6     2  1.0
    5        2      6     2  1.0
    10    mean     12     4  1.0
    """
    check_settings(
        "validate_by_size",
        at_least={
            "strata": (strata, 1), "least_expected": (least_expected, 0), "above": (above, 0),
            "k": (k, 1), "draws": (draws, 2),
        },
        confidence=confidence,
    )  # fmt: skip
    ready = prepared(
        predictors, flows, earlier=earlier, from_target=from_target, out_of_fold=out_of_fold,
        diagonal=diagonal, draws=draws, random_state=random_state,
    )  # fmt: skip
    whole = size_controlled(ready.ranges, least_expected=least_expected, above=above)
    told = counted(progress, "validate_by_size", strata * len(ready.ranked_by) * draws)
    parts = _strata(whole, strata)
    scored = [score_all(ready.ranked_by, part, ready.drawn, k=k, told=told) for part in parts]
    named = [(str(n), part, one) for n, (part, one) in
             enumerate(zip(parts, scored, strict=True), start=1)]  # fmt: skip
    tables = []
    for stratum, target, one in [*named, (MEAN, whole, mean_scored(scored, np.ones(strata)))]:
        table = score_table(ready.ranked_by, target, one, confidence=confidence)
        table.insert(0, "stratum", stratum)
        table.insert(1, "expected_low", target.expected.min())
        table.insert(2, "expected_high", target.expected.max())
        tables.append(table)
    settings: dict[str, Setting] = {
        **ready.settings, "strata": strata, "least_expected": least_expected, "above": above,
        "k": k, "draws": draws, "confidence": confidence, "random_state": random_state,
    }  # fmt: skip
    counts = {**ready.counts, "pairs": len(whole.true), "undecided": whole.undecided}
    step = Step.of("validate_by_size", settings, counts)
    return with_recipe(pd.concat(tables, ignore_index=True), ready.recipe.then(step))


def _strata(target: TargetPairs, strata: int) -> list[TargetPairs]:
    """Cut pairs in order of their expected flow into parts of equally many, give or take one."""
    if len(target.true) < strata:
        raise EmptyResultError(f"{len(target.true)} pairs cannot be cut into {strata} strata.")
    order = np.lexsort((target.destination, target.origin, target.expected))
    return [target.part(np.sort(part)) for part in np.array_split(order, strata)]
