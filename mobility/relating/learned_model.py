"""learned_model: what a supervised model has learned, as numbers that anyone can add up."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.relating.one_thread import one_thread
from mobility.relating.pair_features import (
    Ingredient,
    View,
    check_ingredients,
    features_of,
    seen_by,
)
from mobility.relating.recalibration import AS_IT_IS, Recalibration

MEASURE = "learned relatedness"


@dataclass(frozen=True, eq=False, repr=False)
class LearnedModel:
    r"""A sum over the views of every ingredient, whose exponential, recalibrated, is relatedness.

    Parameters
    ----------
    intercept : float
        Logarithm of relatedness where every column is 0.
    views : tuple of View
        Ingredients with their knots.
    coefficients : ndarray of shape (n_columns,)
        The columns of `features_of`, view after view.
    shape : float
        Of the Gamma that relatedness scatters by around what is predicted: its standard deviation
        is the prediction divided by :math:`\sqrt{shape}`.
    directed : bool
        Whether from a to b is another relatedness than from b to a.
    version : str
        Classification and version of the nodes it was learned from.
    recipe : Recipe
        How it came about.
    recalibration : Recalibration
        From the exponential of the sum to the level that predictions turn out at.
    """

    intercept: float
    views: tuple[View, ...]
    coefficients: np.ndarray
    shape: float
    directed: bool
    version: str = ""
    recipe: Recipe = NO_STEPS
    recalibration: Recalibration = AS_IT_IS

    def __post_init__(self) -> None:
        """Refuse numbers that do not belong together."""
        faults = []
        columns = sum(view.width for view in self.views)
        if self.coefficients.shape != (columns,):
            faults.append(
                f"there are {columns} columns but coefficients of shape {self.coefficients.shape}"
            )
        if not np.isfinite([self.intercept, *self.coefficients]).all():
            faults.append("a coefficient is not finite")
        if not self.shape > 0:
            faults.append(f"the shape is {self.shape:g}; it is above 0")
        faults += [
            f"the knots of {view.ingredient!r}, {view.side}, do not rise"
            for view in self.views
            if not (np.isfinite(view.knots).all() and (np.diff(view.knots) > 0).all())
        ]
        if faults:
            raise InputError("learned model", faults)

    def __repr__(self) -> str:
        """Say how many ingredients and numbers there are."""
        names = ", ".join(self.ingredients)
        return f"LearnedModel({names}; {len(self.coefficients) + 1} coefficients)"

    @property
    def ingredients(self) -> tuple[str, ...]:
        """Names of the ingredients, in the order they were given."""
        return tuple(dict.fromkeys(view.ingredient for view in self.views))

    def effects(self) -> pd.DataFrame:
        """Return the rise of the logarithm of relatedness before recalibration, piece by piece.

        Returns
        -------
        DataFrame
            ``ingredient``, ``side``, ``piece`` ("from–to", "not listed" or "unknown"), ``rise`` in
            the natural logarithm of relatedness, and ``factor``, its exponential.
        """
        rows, at = [], 0
        for view in self.views:
            pieces = [
                f"{a:.4g}–{b:.4g}" for a, b in zip(view.knots[:-1], view.knots[1:], strict=True)
            ]
            for piece in [*pieces, "not listed", "unknown"]:
                rows.append((view.ingredient, view.side, piece, self.coefficients[at]))
                at += 1
        table = pd.DataFrame(rows, columns=["ingredient", "side", "piece", "rise"])
        return table.assign(factor=np.exp(table["rise"]))


@one_thread()
def predict_relatedness(
    model: LearnedModel, ingredients: Mapping[str, Ingredient], *, nodes: pd.Index
) -> Network:
    r"""Predict how many times more move between two nodes than their sizes give.

    .. math:: \widehat{SR}_{ij} = \exp g\Big(\beta_0 + \sum_v f_v(x_{v,ij})\Big)

    with every f a broken line through its knots, level beyond them, and g the model's
    recalibration, which rises and so leaves the order of pairs as it is.

    Parameters
    ----------
    model : LearnedModel
        As `learned_relatedness` or `read_model` gives it.
    ingredients : mapping of str to Network, DataFrame or Series
        The model's ingredients by the same names, here or in another place or time; others are not
        looked at.
    nodes : pandas.Index
        What to relate; its name says the kind.

    Returns
    -------
    Network
        An edge for every pair; ``weight`` is the relatedness predicted, above 0.

    Raises
    ------
    UnknownNameError
        If an ingredient of the model is not given.
    VersionError
        If a network has codes of another version than the model was learned from.
    """
    for name in model.ingredients:
        if name not in ingredients:
            raise UnknownNameError("ingredient", name, ingredients)
    used = {name: ingredients[name] for name in model.ingredients}
    check_ingredients(used, model.version)
    seen = seen_by(nodes, used, directed=model.directed)
    lacking = [view for view in model.views if (view.ingredient, view.side) not in seen]
    if lacking or len(seen) != len(model.views):
        raise InputError(
            "ingredients",
            ["numbers, names and pairs are taken each in their own way; give each ingredient as "
             "the kind of thing the model was learned from"],
        )  # fmt: skip
    i, j = all_pairs(len(nodes), directed=model.directed)
    log = model.intercept + features_of(model.views, seen, i, j) @ model.coefficients
    step = Step.of("predict_relatedness", {"directed": model.directed}, {"edges": len(i)})
    weight = model.recalibration(np.exp(log))
    return as_network(nodes, i, j, weight, model, model.recipe.then(step))


def all_pairs(nodes: int, *, directed: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions of all pairs of different nodes; undirected, each pair once."""
    if directed:
        i, j = np.nonzero(~np.eye(nodes, dtype=bool))
    else:
        i, j = np.triu_indices(nodes, k=1)
    return i, j


def as_network(
    nodes: pd.Index, i: np.ndarray, j: np.ndarray, weight: np.ndarray, model: LearnedModel,
    recipe: Recipe,
) -> Network:  # fmt: skip
    """Return predictions as a network of the model's kind."""
    edges = pd.DataFrame({"source": nodes[i], "target": nodes[j], "weight": weight})
    return Network(pd.DataFrame(index=nodes), edges, model.directed, MEASURE, model.version, recipe)
