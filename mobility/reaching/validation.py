"""validation: how well measures of relatedness foretell who moves where, beside what knows none."""

from collections.abc import Collection, Mapping

import pandas as pd

from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.reaching.validation_ready import check_settings, counted, prepared
from mobility.reaching.validation_scores import score_all, score_table
from mobility.reaching.validation_target import any_move, size_controlled


def validate(
    predictors: Mapping[str, Network],
    flows: Flows,
    *,
    earlier: Flows | None = None,
    from_target: Collection[str] = (),
    out_of_fold: Collection[str] = (),
    least_moves: int | None = None,
    least_expected: float = 10.0,
    above: float = 1.0,
    diagonal: bool = False,
    k: int = 10,
    draws: int = 500,
    confidence: float = 0.95,
    random_state: int = 0,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Try measures of relatedness on real moves, raw and controlled for size, beside the nulls.

    Every directed pair of different nodes that all predictors know is ranked by each predictor, and
    the ranking judged against two targets: *any move*, :math:`F_{ij} \ge` ``least_moves``; and
    *size-controlled*, :math:`F_{ij} / E_{ij} >` ``above`` among pairs with :math:`E_{ij} \ge`
    ``least_expected``. On the first, sizes alone go far: large occupations exchange people whether
    related or not. Only the second tells relatedness.

    A null is a ranking that knows no relatedness: size alone :math:`F_{i\cdot} F_{\cdot j}`, shared
    beginning of the two codes, popularity of the destination, chance. The best null of each score
    is the one that a measure has to do better than.

    Parameters
    ----------
    predictors : mapping of str to Network
        Measures by name; a larger ``weight`` is more related. A pair that a predictor does not list
        scores 0; nodes that any predictor lacks are left out for all, and counted.
    flows : Flows
        What really happened. Where a flow is withheld and its range allows both answers, the pair
        is set aside and counted; it is never taken as 0.
    earlier : Flows, optional
        Moves of another period (temporal hold-out): sizes and popularity of the nulls come from
        them. Without it the nulls know the target's own margins, more than any predictor may.
    from_target : collection of str
        Predictors known to be made from, or filtered on, these very flows: they are refused. Those
        whose recipe holds the target's file are refused without being named.
    out_of_fold : collection of str
        Predictors learned from these flows, though each origin's scores without its own moves: they
        are let in.
    least_moves : int, optional
        From how many moves a pair counts as one with moves; the least that the flows show
        (``withheld_below``) unless told.
    least_expected, above : float
        As above.
    diagonal : bool
        Whether those who stay in a node are part of the sizes that moves are expected from, as in
        `skill_relatedness`; they are never pairs.
    k : int
        Destinations of each origin to look at.
    draws : int
        How often the nodes are drawn for intervals; at least 2.
    confidence : float
        Probability that an interval holds, between 0 and 1.
    random_state : int
        Seed of the draws and of the null "random".
    progress : callable
        Told of every 25 draws.

    Returns
    -------
    DataFrame
        A row for each target and predictor or null, in the order given, nulls last. ``target``;
        ``name``; ``null``; ``pairs``, ``true`` (how many of them are related), ``undecided``
        (set aside); ``listed`` (pairs that the predictor lists; all, for a null) and
        ``listed_true`` (how many of those are related: where it is nearly all, look whether the
        predictor was filtered on the target); ``lacking`` (nodes of the flows that it does not
        have). For each of ``auc``, ``average_precision`` and
        ``precision_at_k`` (0 to 1): the score, ``_low`` and ``_high`` from the node bootstrap;
        ``_best_null``, the null with the highest score; ``_gain`` over that null (−1 to 1) with
        ``_gain_low`` and ``_gain_high`` from the same draws. nan where a score is not defined
        (`pair_scores`).

    Raises
    ------
    InputError
        If a predictor has seen the target, or a setting means nothing; all faults at once.
    VersionError
        If predictors or earlier flows have codes of another version than the flows.
    EmptyResultError
        If no predictor is given, or no pair of common nodes is left.

    References
    ----------
    Neffke, F., Otto, A. and Weyh, A. (2017). Inter-industry labor flows. Journal of Economic
    Behavior & Organization 142, 275-292, https://doi.org/10.1016/j.jebo.2017.07.003. Davezies, L.,
    D'Haultfoeuille, X. and Guyonvarch, Y. (2021). Empirical process results for exchangeable
    arrays. Annals of Statistics 49, 845-862, https://doi.org/10.1214/20-AOS1981 (the bootstrap).

    Examples
    --------
    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["11", "12", "21", "22", "11", "22"],
    ...     "destination": ["12", "11", "22", "21", "21", "12"],
    ...     "count": [60, 60, 60, 60, 9, 9]}), kind="occupation", version="SSYK 2012")
    >>> shared = Network.from_edges(pd.DataFrame({
    ...     "source": ["11", "21"], "target": ["12", "22"], "weight": [0.8, 0.6]}),
    ...     version="SSYK 2012")
    >>> found = validate({"skills": shared}, moves, draws=20)
    >>> found.loc[found["target"] == "size-controlled", ["name", "pairs", "true", "auc"]].round(2)
                 name  pairs  true   auc
    5          skills     12     4  1.00
    6      size alone     12     4  0.50
    7  classification     12     4  1.00
    8      popularity     12     4  0.50
    9          random     12     4  0.47
    """
    least = flows.withheld_below if least_moves is None else least_moves
    check_settings(
        "validate",
        at_least={
            "least_moves": (least, 1), "least_expected": (least_expected, 0), "above": (above, 0),
            "k": (k, 1), "draws": (draws, 2),
        },
        confidence=confidence,
    )  # fmt: skip
    ready = prepared(
        predictors, flows, earlier=earlier, from_target=from_target, out_of_fold=out_of_fold,
        diagonal=diagonal, draws=draws, random_state=random_state,
    )  # fmt: skip
    targets = (
        any_move(ready.ranges, least_moves=least),
        size_controlled(ready.ranges, least_expected=least_expected, above=above),
    )
    told = counted(progress, "validate", len(targets) * len(ready.ranked_by) * draws)
    tables = []
    for target in targets:
        scored = score_all(ready.ranked_by, target, ready.drawn, k=k, told=told)
        tables.append(score_table(ready.ranked_by, target, scored, confidence=confidence))
    settings: dict[str, Setting] = {
        **ready.settings, "least_moves": least, "least_expected": least_expected, "above": above,
        "k": k, "draws": draws, "confidence": confidence, "random_state": random_state,
    }  # fmt: skip
    counts = dict(ready.counts)
    for target in targets:
        counts[f"{target.name} pairs"] = len(target.true)
        counts[f"{target.name} undecided"] = target.undecided
    step = Step.of("validate", settings, counts)
    return with_recipe(pd.concat(tables, ignore_index=True), ready.recipe.then(step))
