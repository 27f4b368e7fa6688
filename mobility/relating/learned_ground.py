"""learned_ground: flows, what is expected of them, and which pairs are held out together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import recipe_of
from mobility.relating.expected_flows import expectation
from mobility.relating.gamma_poisson import Counts
from mobility.relating.learned_model import all_pairs
from mobility.relating.pair_features import Ingredient

HoldOut = Literal["origin", "both ends"]


@dataclass(frozen=True, eq=False, repr=False)
class LearnedGround:
    """All pairs of different nodes, with the fold of each end.

    Parameters
    ----------
    flows : Flows
        What is to be foretold.
    origin, destination : ndarray of int, shape (n_pairs,)
        Positions; undirected, each pair once.
    counts : Counts
        Of all pairs; ``expected`` is 0 where nobody can be expected.
    fold : ndarray of int, shape (n_nodes,)
        In which part of the nodes each node is.
    folds : int
        How many parts there are.
    hold_out : {"origin", "both ends"}
        Which pairs are left out when a pair is predicted.
    fitted : ndarray of bool, shape (n_pairs,)
        Which pairs may be learned from.
    """

    flows: Flows
    origin: np.ndarray
    destination: np.ndarray
    counts: Counts
    fold: np.ndarray
    folds: int
    hold_out: HoldOut
    fitted: np.ndarray

    def __repr__(self) -> str:
        """Say how many pairs there are and how many are learned from."""
        return f"LearnedGround({len(self.origin)} pairs, {int(self.fitted.sum())} learned from)"

    @property
    def nodes(self) -> pd.Index:
        """What pairs are of."""
        return self.flows.nodes

    def chosen(self, pairs: np.ndarray) -> Counts:
        """Return the counts of some pairs."""
        c = self.counts
        return Counts(c.low[pairs], c.high[pairs], c.expected[pairs])

    def rounds(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return for each round the pairs to learn from and those to predict.

        Returns
        -------
        list of (ndarray of bool, ndarray of bool)
            Every pair is predicted once. "origin": no pair learned from has its origin in the fold
            predicted. "both ends": none has either end in the fold of either end.
        """
        a, b = self.fold[self.origin], self.fold[self.destination]
        if self.hold_out == "origin":
            return [(self.fitted & (a != fold), a == fold) for fold in range(self.folds)]
        found = []
        for one in range(self.folds):
            for other in range(one, self.folds):
                here = ((a == one) & (b == other)) | ((a == other) & (b == one))
                touched = np.isin(a, (one, other)) | np.isin(b, (one, other))
                found.append((self.fitted & ~touched, here))
        return found


def learned_ground(
    flows: Flows,
    *,
    directed: bool,
    hold_out: HoldOut,
    folds: int,
    least_expected: float,
    random_state: int,
) -> LearnedGround:
    """Lay out flows and deal their nodes into folds of equal size.

    Parameters
    ----------
    flows, directed, hold_out, folds, least_expected, random_state
        As `learned_relatedness` takes them.

    Returns
    -------
    LearnedGround
    """
    low = flows.counts()
    hidden = np.isnan(low)
    low = np.where(hidden, 0.0, low)
    high = np.where(hidden, flows.withheld_below - 1.0, low)
    expected = np.nan_to_num(expectation(low, high, diagonal=False).expected)
    n = len(flows.nodes)
    i, j = all_pairs(n, directed=directed)
    if directed:
        counts = Counts(low[i, j], high[i, j], expected[i, j])
    else:
        counts = Counts(*(both[i, j] + both[j, i] for both in (low, high, expected)))
    fold = np.empty(n, dtype=np.int64)
    fold[np.random.default_rng(random_state).permutation(n)] = np.arange(n) % folds
    fitted = (counts.expected >= least_expected) & (counts.expected > 0)
    return LearnedGround(flows, i, j, counts, fold, folds, hold_out, fitted)


def check_unseen(
    ingredients: Mapping[str, Ingredient], flows: Flows, from_target: Collection[str]
) -> None:
    """Refuse ingredients that were made from the flows they are to foretell.

    Raises
    ------
    InputError
        With every ingredient that is said to be, or whose recipe names a file of the flows or
        begins with their steps.
    """
    seen = flows.recipe.input_hashes()
    begun = flows.recipe.steps
    faults = [
        Fault(f"{name!r} is said of from_target but is no ingredient")
        for name in sorted(set(from_target) - set(ingredients))
    ]
    for name, ingredient in ingredients.items():
        recipe = ingredient.recipe if isinstance(ingredient, Network) else recipe_of(ingredient)
        if name in from_target:
            why = "is said to be made from these flows"
        elif shared := sorted(seen & recipe.input_hashes()):
            why = f"was made from the file with SHA-256 {shared[0][:12]}…, as these flows were"
        elif begun and recipe.steps[: len(begun)] == begun:
            why = "was made from these flows, as its recipe tells"
        else:
            continue
        faults.append(
            Fault(
                f"{name!r} {why}, so it knows what it is to foretell; make it from another period"
            )
        )
    if faults:
        raise InputError("ingredients", faults)
