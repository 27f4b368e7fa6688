"""learned: relatedness as a model that has seen other people's moves would foretell it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Recipe, Setting, Step
from mobility.relating.gamma_poisson import Counts, Prior, fitted_prior
from mobility.relating.learned_calibration import calibration
from mobility.relating.learned_fit import fit_gamma_poisson
from mobility.relating.learned_ground import HoldOut, LearnedGround, check_unseen, learned_ground
from mobility.relating.learned_model import LearnedModel, as_network
from mobility.relating.learned_recalibration import held_moves, nested_recalibration
from mobility.relating.one_thread import one_thread
from mobility.relating.pair_features import (
    Ingredient,
    Seen,
    View,
    check_ingredients,
    features_of,
    placed_views,
    seen_by,
)
from mobility.relating.recalibration import best_recalibration


@dataclass(frozen=True, eq=False, repr=False)
class LearnedRelatedness:
    """What was learned from flows, and how well it foretells flows that it had not seen.

    Parameters
    ----------
    network : Network
        Every pair of nodes; ``weight`` is the relatedness (above 0; 1 as much as sizes give)
        predicted by a model that had not seen the moves of the pair's origin, recalibrated by what
        that model had seen; ``uncalibrated`` before that; ``round`` which model.
    model : LearnedModel
        Learned from all flows: to look at, to save, and for other places or times.
    calibration : DataFrame
        As `calibration` gives it, out of fold.
    ground : LearnedGround
        The pairs, their flows and folds.
    seen : mapping of (str, str) to Seen
        The ingredients as they were looked at.
    """

    network: Network
    model: LearnedModel
    calibration: pd.DataFrame
    ground: LearnedGround
    seen: Mapping[tuple[str, str], Seen]

    def __repr__(self) -> str:
        """Say what it is made of and what it was learned from."""
        ground, names = self.ground, ", ".join(self.model.ingredients)
        return f"LearnedRelatedness({names}; {int(ground.fitted.sum())} pairs, {ground.hold_out})"


def learned_relatedness(
    flows: Flows,
    ingredients: Mapping[str, Ingredient],
    *,
    directed: bool = True,
    hold_out: HoldOut = "origin",
    folds: int = 5,
    least_expected: float = 5.0,
    from_target: Collection[str] = (),
    random_state: int = 0,
    progress: Progress = silent,
) -> LearnedRelatedness:
    r"""Learn from observed moves how measures of relatedness are best put together.

    .. math:: F_{ij} \sim \mathrm{Poisson}(\lambda_{ij} E_{ij}), \qquad
              \lambda_{ij} \sim \mathrm{Gamma}(a,\ a / m_{ij}), \qquad
              \ln m_{ij} = \beta_0 + \sum_v f_v(x_{v,ij})

    with E what the sizes of both nodes give (`skill_relatedness` with ``diagonal=False``), so that
    the prediction m is a relatedness and size is controlled for by construction; every f is a
    broken line with knots at quantiles of the ingredient, one coefficient a stretch, each with a
    prior N(0, ½²). A withheld flow is known to lie in its range, and is learned from as that.

    Predictions are out of fold: nodes are dealt into ``folds`` parts, and pairs predicted by a
    model learned without any pair that begins in the part of their origin. They are then brought
    to the level that predictions turn out at, told by the pairs that model learned from alone
    (`nested_recalibration`); of the model of all flows, by the predictions out of fold. That leaves
    the order of all pairs predicted by one model as it is; those of two models it may move against
    one another.

    Parameters
    ----------
    flows : Flows
        What is to be foretold; those who stay in a node are left out.
    ingredients : mapping of str to Network, DataFrame or Series
        Measures by name. A Network, or a DataFrame of directed pairs with ``source``, ``target``
        and ``weight`` of any sign: a pair not listed counts as 0 and as not listed; one with a node
        that is not there as unknown. A Series of numbers by node (logarithm of pay, of employment)
        enters as it stands at the origin, at the destination, and as destination less origin; a
        Series of names (the group of each node) as whether both have the same.
    directed : bool
        Whether from a to b is another relatedness than from b to a.
    hold_out : {"origin", "both ends"}
        "both ends" is stricter: a pair is predicted without any pair that touches the part of
        either of its nodes. Undirected pairs have no origin and need it.
    folds : int
        How many parts, from 2 (of both ends: 3) to the number of nodes.
    least_expected : float
        Pairs of which fewer are expected are predicted, but not learned from: hidden, they say
        next to nothing. At least 0.
    from_target : collection of str
        Ingredients known to be made from these very flows: they are refused. Those whose recipe
        tells it are refused without being named.
    random_state : int
        Seed of the dealing into parts.
    progress : callable
        Told of every round.

    Returns
    -------
    LearnedRelatedness

    Raises
    ------
    InputError
        If an ingredient has seen the flows or is no such table, or a setting means nothing.
    VersionError
        If a network has codes of another version than the flows.
    EmptyResultError
        If a part leaves nothing to learn from.

    See Also
    --------
    mobility.reaching.learned_gains : beside its best ingredient and what knows no relatedness.

    References
    ----------
    Cameron, A. C. and Trivedi, P. K. (2013). Regression Analysis of Count Data, 2nd ed.,
    https://doi.org/10.1017/CBO9781139013567. Roberts, D. R. et al. (2017). Cross-validation
    strategies for data with temporal, spatial, hierarchical, or phylogenetic structure. Ecography
    40, 913-929, https://doi.org/10.1111/ecog.02881 (why whole nodes are held out).

    Examples
    --------
    Eight occupations in two fields; far more move within a field than sizes give:

    >>> codes = ["11", "12", "13", "14", "21", "22", "23", "24"]
    >>> moves = Flows.of(pd.DataFrame([
    ...     (a, b, 30 if a[0] == b[0] else 5) for a in codes for b in codes if a != b],
    ...     columns=["origin", "destination", "count"]), kind="occupation")
    >>> field = pd.Series([code[0] for code in codes], index=codes)
    >>> found = learned_relatedness(moves, {"field": field}, folds=4)
    >>> found.network.edges.loc[[0, 6], ["source", "target", "weight"]].round(1)
      source target  weight
    0     11     12     1.9
    6     11     24     0.3
    """
    _check(flows, directed, hold_out, folds, least_expected)
    check_ingredients(ingredients, flows.version)
    check_unseen(ingredients, flows, from_target)
    ground = learned_ground(
        flows, directed=directed, hold_out=hold_out, folds=folds, least_expected=least_expected,
        random_state=random_state,
    )  # fmt: skip
    seen = seen_by(flows.nodes, ingredients, directed=directed)
    here = ground.fitted
    views = placed_views(seen, ground.origin[here], ground.destination[here])
    x = features_of(views, seen, ground.origin, ground.destination)
    raw, which = out_of_fold(ground, x, progress=progress)
    predicted = np.empty_like(raw)
    rounds = ground.rounds()
    for number, (learn, predict) in enumerate(rounds):
        progress("calibrate", number, len(rounds))
        predicted[predict] = nested_recalibration(ground, x, learn)(raw[predict])
    progress("calibrate", len(rounds), len(rounds))
    settings: dict[str, Setting] = {
        "ingredients": ", ".join(ingredients), "directed": directed, "hold_out": hold_out,
        "folds": folds, "least_expected": least_expected, "random_state": random_state,
    }  # fmt: skip
    found = {
        "nodes": len(flows.nodes), "pairs": len(ground.origin),
        "learned from": int(ground.fitted.sum()),
        "withheld": int((ground.fitted & ~ground.counts.known).sum()),
    }  # fmt: skip
    recipe = _joined(flows, ingredients).then(Step.of("learned_relatedness", settings, found))
    model = _learned(
        ground, x, views, raw, which, directed=directed, version=flows.version, recipe=recipe
    )
    network = as_network(flows.nodes, ground.origin, ground.destination, predicted, model, recipe)
    network = Network(
        network.nodes, network.edges.assign(uncalibrated=raw, round=which), directed,
        network.measure, flows.version, recipe,
    )  # fmt: skip
    table = calibration(ground, predicted, model.shape, random_state=random_state)
    return LearnedRelatedness(network, model, table, ground, seen)


@one_thread()
def out_of_fold(
    ground: LearnedGround, features: np.ndarray, *, progress: Progress = silent
) -> tuple[np.ndarray, np.ndarray]:
    """Predict every pair by a model that was learned without its round.

    Parameters
    ----------
    ground : LearnedGround
        Pairs, flows and folds.
    features : ndarray of shape (n_pairs, n_columns)
        As `features_of` gives them for all pairs.
    progress : callable
        Told of every round.

    Returns
    -------
    tuple of ndarray
        Relatedness predicted, not recalibrated, and the number of the round that did it.
    """
    predicted = np.empty(len(ground.origin))
    which = np.empty(len(ground.origin), dtype=np.int64)
    rounds = ground.rounds()
    for number, (learn, predict) in enumerate(rounds):
        progress("learn", number, len(rounds))
        if not ground.counts.high[learn].any():
            raise EmptyResultError(
                f"Without the pairs of round {number + 1} there is no move to learn from; ask for "
                "more folds, or for pairs of which fewer are expected."
            )
        fitted = fit_gamma_poisson(features[learn], ground.chosen(learn))
        predicted[predict] = np.exp(fitted.intercept + features[predict] @ fitted.coefficients)
        which[predict] = number
    progress("learn", len(rounds), len(rounds))
    return predicted, which


def _learned(
    ground: LearnedGround, features: np.ndarray, views: tuple[View, ...], raw: np.ndarray,
    which: np.ndarray, *, directed: bool, version: str, recipe: Recipe,
) -> LearnedModel:  # fmt: skip
    """Learn from all pairs, and recalibrate by what was predicted out of fold."""
    here = ground.fitted
    counts = ground.chosen(here)
    fitted = fit_gamma_poisson(features[here], counts)
    moved = held_moves(counts, raw[here], fitted.shape)
    line = best_recalibration(raw[here], moved, counts.expected, which[here])
    mean = line(np.exp(fitted.intercept + features[here] @ fitted.coefficients)) * counts.expected
    start = Prior(fitted.shape, fitted.shape)
    shape = fitted_prior(Counts(counts.low, counts.high, mean), start=start).shape
    return LearnedModel(
        fitted.intercept, views, fitted.coefficients, shape, directed, version, recipe, line
    )


def _joined(flows: Flows, ingredients: Mapping[str, Ingredient]) -> Recipe:
    """Return what was done to the flows and to every ingredient."""
    recipe = flows.recipe
    for ingredient in ingredients.values():
        if isinstance(ingredient, Network):
            recipe = recipe.joined(ingredient.recipe)
    return recipe


def _check(
    flows: Flows, directed: bool, hold_out: HoldOut, folds: int, least_expected: float
) -> None:
    """Refuse settings that mean nothing, all at once."""
    faults = []
    if hold_out not in ("origin", "both ends"):
        faults.append(Fault("'origin' or 'both ends'", column="hold_out", value=str(hold_out)))
    elif hold_out == "origin" and not directed:
        faults.append(Fault("undirected pairs have no origin; say hold_out='both ends'"))
    fewest = 2 if hold_out == "origin" else 3
    if not fewest <= folds <= len(flows.nodes):
        said = f"a whole number from {fewest} to the {len(flows.nodes)} nodes"
        faults.append(Fault(said, column="folds", value=str(folds)))
    if not least_expected >= 0:
        faults.append(
            Fault("a number of at least 0", column="least_expected", value=f"{least_expected:g}")
        )
    if faults:
        raise InputError("learned_relatedness", faults)
