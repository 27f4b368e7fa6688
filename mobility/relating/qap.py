"""qap: whether two networks agree more than they would if one had its nodes shuffled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations as orders
from math import factorial

import numpy as np

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.relating.pair_values import pair_values

SAME = 1e-10
"""A correlation of a permutation that differs less is that of the network as it is."""


@dataclass(frozen=True, eq=False, repr=False)
class Agreement:
    """How two networks agree, and how much they would by chance.

    Parameters
    ----------
    correlation : float
        Of the two over all pairs, given the controls if there are any; −1 to 1.
    p : float
        Share of permutations whose correlation is at least as far from 0, 0 to 1.
    p_above, p_below : float
        Share whose correlation is at least as high, and at least as low.
    permuted : ndarray of shape (n_permutations,)
        Correlation of each permutation; of all n! of them, or of a sample with the network as it is
        as its first.
    exact : bool
        Whether these are all permutations.
    recipe : Recipe
        How it came about.
    """

    correlation: float
    p: float
    p_above: float
    p_below: float
    permuted: np.ndarray
    exact: bool
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say the correlation, how often chance does as well, and of how many permutations."""
        kind = "all" if self.exact else "a sample of"
        return (
            f"Agreement({self.correlation:.3f}, p {self.p:.3g} of {kind} "
            f"{len(self.permuted)} permutations)"
        )


def qap(
    network: Network,
    other: Network,
    *,
    controls: Sequence[Network] = (),
    column: str = "weight",
    absent: float = 0.0,
    permutations: int = 999,
    random_state: int = 0,
    progress: Progress = silent,
) -> Agreement:
    r"""Correlate two networks, and judge it by shuffling the nodes of the other.

    .. math:: r = \mathrm{cor}(A_{ij}, B_{ij}), \qquad
              r_\pi = \mathrm{cor}(A_{ij}, B_{\pi(i) \pi(j)}), \qquad
              p = \frac{\#\{\pi : |r_\pi| \ge |r|\}}{\#\{\pi\}}

    over all pairs of two nodes. Shuffling nodes keeps what is like in the pairs of a node, so that
    pairs need not be independent, as an ordinary test would have them.

    With controls, such as the expected flow of two nodes to hold size constant, r is the partial
    correlation. What the controls leave of the *other* network is shuffled, and its partial
    correlation with the first, given the controls, is reckoned anew (double semi-partialing).
    Shuffling the other network itself would break its tie with the controls too, and call a
    correlation that is all theirs an agreement.

    Parameters
    ----------
    network, other : Network
        Of the same nodes. If one of them, or a control, is directed, all pairs stand both ways.
    controls : sequence of Network
        What to hold constant; of the same nodes.
    column : str
        The edge column to read, in all networks.
    absent : float
        What a pair without an edge is: 0 for relatedness, −1 for normalised relatedness.
    permutations : int
        How many, at least 1. If there are no more than that in all, all are done and nothing is
        left to chance.
    random_state : int
        The seed.
    progress : callable
        Told of every permutation.

    Returns
    -------
    Agreement
        The network as it is counts as one of the permutations, so p is never 0.

    Raises
    ------
    InputError
        If the settings mean nothing, the networks are of other nodes, a value is missing, or a
        network does not vary beyond the controls.
    UnknownNameError, VersionError
        As `mobility.relating.pair_values`.

    References
    ----------
    Krackhardt, D. (1988). Predicting with networks: nonparametric multiple regression analysis of
    dyadic data. Social Networks 10, 359-381, https://doi.org/10.1016/0378-8733(88)90004-4. Dekker,
    D., Krackhardt, D. and Snijders, T. A. B. (2007). Sensitivity of MRQAP tests to collinearity and
    autocorrelation conditions. Psychometrika 72, 563-581,
    https://doi.org/10.1007/s11336-007-9016-1.

    Examples
    --------
    One edge among four nodes, the same in both: of 24 orders, 4 leave it where it is.

    >>> import pandas as pd
    >>> nodes = pd.DataFrame(index=pd.Index(list("abcd"), name="occupation"))
    >>> edge = pd.DataFrame({"source": ["a"], "target": ["b"], "weight": [1.0]})
    >>> qap(Network.from_edges(edge, nodes=nodes), Network.from_edges(edge, nodes=nodes))
    Agreement(1.000, p 0.167 of all 24 permutations)
    """
    if permutations < 1:
        raise InputError("qap", [Fault("a whole number of at least 1", column="permutations",
                                       value=str(permutations))])  # fmt: skip
    held = [network, other, *controls]
    tables = pair_values(held, column=column, absent=absent)
    if not np.isfinite(tables).all():
        raise InputError("qap", [f"column {column!r} is missing or infinite for some edges"])
    n = tables.shape[1]
    # A symmetric table counted both ways has the correlation it has counted once.
    off = ~np.eye(n, dtype=bool)
    basis = _basis(tables[2:, off])
    first, second = (_left(tables[k][off], basis, held[k]) for k in (0, 1))
    square = np.zeros((n, n))
    square[off] = second
    # One product a permutation: with the first network, and with what it is to be held against.
    against = np.zeros((1 + basis.shape[1], n, n))
    against[0, off] = first / np.linalg.norm(first)
    against[1:, off] = basis.T
    flat = against.reshape(len(against), -1)
    exact = factorial(n) <= permutations
    count = factorial(n) if exact else permutations + 1
    found = np.empty(count)
    for place, order in enumerate(_orders(n, permutations, random_state, exact=exact)):
        products = flat @ square[order][:, order].ravel()
        rest = (second @ second) - products[1:] @ products[1:]
        found[place] = products[0] / np.sqrt(max(rest, np.finfo(float).tiny))
        progress("qap", place + 1, count)
    here = float(found[0])
    step = Step.of(
        "qap",
        {"other": other.measure, "controls": ", ".join(c.measure for c in controls),
         "column": column, "absent": absent, "permutations": permutations,
         "random_state": random_state},
        {"nodes": n, "pairs": int(off.sum()), "done": count},
    )  # fmt: skip
    recipe = network.recipe
    for one in held[1:]:
        recipe = recipe.joined(one.recipe)
    return Agreement(
        here,
        float((np.abs(found) >= abs(here) - SAME).mean()),
        float((found >= here - SAME).mean()),
        float((found <= here + SAME).mean()),
        found,
        exact,
        recipe.then(step),
    )


def _basis(controls: np.ndarray) -> np.ndarray:
    """Return orthonormal columns that span a constant and the controls."""
    columns = np.column_stack([np.ones(controls.shape[1]), *controls])
    scaled = columns / np.maximum(np.linalg.norm(columns, axis=0), np.finfo(float).tiny)
    left, sizes, _ = np.linalg.svd(scaled, full_matrices=False)
    return np.asarray(left[:, sizes > SAME * sizes[0]])


def _left(values: np.ndarray, basis: np.ndarray, network: Network) -> np.ndarray:
    """Return what a constant and the controls leave; refuse it if that is nothing."""
    rest = values - basis @ (basis.T @ values)
    rest -= basis @ (basis.T @ rest)
    if np.linalg.norm(rest) <= SAME * max(np.linalg.norm(values), np.finfo(float).tiny):
        beyond = " beyond the controls" if basis.shape[1] > 1 else ""
        raise InputError("qap", [f"the {network.measure!r} of all pairs is the same{beyond}"])
    return np.asarray(rest)


def _orders(n: int, count: int, random_state: int, *, exact: bool) -> Iterator[np.ndarray]:
    """Return orders of n nodes, the one they are in first: all, or that one with a sample."""
    if exact:
        yield from map(np.array, orders(range(n)))
        return
    rng = np.random.default_rng(random_state)
    yield np.arange(n)
    for _ in range(count):
        yield rng.permutation(n)
