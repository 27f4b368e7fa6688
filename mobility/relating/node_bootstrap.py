"""node_bootstrap: how sure a number about a whole network is, since its pairs share nodes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.relating.pair_values import pair_values


@dataclass(frozen=True, eq=False, repr=False)
class NodeBootstrap:
    """A number about a network and how it varies when other nodes are drawn.

    Parameters
    ----------
    estimate : float
        Of the network as it is.
    se : float
        Standard deviation of the number over the draws.
    low, high : float
        Quantiles of the draws that hold ``confidence`` of them between them.
    draws : ndarray of shape (n_draws,)
        The number of each draw.
    confidence : float
        Of the interval.
    recipe : Recipe
        How it came about.
    """

    estimate: float
    se: float
    low: float
    high: float
    draws: np.ndarray
    confidence: float
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say the number, its interval and how many draws that rests on."""
        return (
            f"NodeBootstrap({self.estimate:.4g}, {self.confidence:.0%} {self.low:.4g} to "
            f"{self.high:.4g}, {len(self.draws)} draws)"
        )


def node_bootstrap(
    networks: Network | Sequence[Network],
    statistic: Callable[..., float],
    *,
    column: str = "weight",
    absent: float = 0.0,
    draws: int = 999,
    confidence: float = 0.95,
    random_state: int = 0,
    progress: Progress = silent,
) -> NodeBootstrap:
    r"""Draw nodes, not pairs, and reckon a number about the network anew each time.

    Relatedness of a to b and of a to c are not two independent observations: they share a. So n
    *nodes* :math:`b(1), \dots, b(n)` are drawn with replacement, and the pair (k, h) of the drawn
    network is the pair (b(k), b(h)) of the one observed, with all networks drawn alike. A node that
    is drawn twice has no pair with itself; that pair is one drawn at random from all pairs of two
    nodes, both directions of it together.

    Parameters
    ----------
    networks : Network or sequence of Network
        Of the same nodes.
    statistic : callable
        From one array for each network to a number. Each array holds the values of all pairs of two
        nodes, the same pair at the same place: ``numpy.mean``, ``lambda sr: (sr > 1).mean()``,
        ``lambda a, b: numpy.corrcoef(a, b)[0, 1]``. A pair stands once if all networks are
        undirected, else both ways.
    column : str
        The edge column to read, in all networks.
    absent : float
        What a pair without an edge is: 0 for relatedness, −1 for normalised relatedness.
    draws : int
        How many networks to draw, at least 2.
    confidence : float
        Of the interval, between 0 and 1.
    random_state : int
        The seed.
    progress : callable
        Told of every draw.

    Returns
    -------
    NodeBootstrap

    Raises
    ------
    InputError
        If the settings mean nothing, the networks are of other nodes, or the statistic is not a
        number for the network as it is or for a draw.
    UnknownNameError, VersionError
        As `mobility.relating.pair_values`.

    Notes
    -----
    The interval says how the number would vary with other nodes of the same kind. It takes
    relatedness as observed: what chance does to each count is not in it but for what moves the
    number among nodes.

    References
    ----------
    Snijders, T. A. B. and Borgatti, S. P. (1999). Non-parametric standard errors and tests for
    network statistics. Connections 22, 161-170. Menzel, K. (2021). Bootstrap with
    cluster-dependence in two or more dimensions. Econometrica 89, 2143-2188,
    https://doi.org/10.3982/ECTA15383.

    Examples
    --------
    All pairs alike, so whichever nodes are drawn:

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["a", "a", "b"], "target": ["b", "c", "c"], "weight": 2.0})
    >>> node_bootstrap(Network.from_edges(edges), np.mean, draws=50)
    NodeBootstrap(2, 95% 2 to 2, 50 draws)
    """
    held = [networks] if isinstance(networks, Network) else list(networks)
    faults = []
    if not held:
        faults.append(Fault("at least one network"))
    if draws < 2:
        faults.append(Fault("a whole number of at least 2", column="draws", value=str(draws)))
    if not 0 < confidence < 1:
        faults.append(
            Fault("a probability between 0 and 1", column="confidence", value=f"{confidence:g}")
        )
    if faults:
        raise InputError("node_bootstrap", faults)
    tables = pair_values(held, column=column, absent=absent)
    directed = any(network.directed for network in held)
    n = tables.shape[1]
    i, j = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    estimate = _number(statistic, tables[:, i, j])
    rng = np.random.default_rng(random_state)
    found = np.empty(draws)
    for draw in range(draws):
        a, b = drawn_pairs(rng, n)
        found[draw] = _number(statistic, tables[:, a[i, j], b[i, j]])
        progress("node_bootstrap", draw + 1, draws)
    tail = (1 - confidence) / 2
    low, high = np.quantile(found, [tail, 1 - tail])
    step = Step.of(
        "node_bootstrap",
        {"column": column, "absent": absent, "draws": draws, "confidence": confidence,
         "random_state": random_state},
        {"nodes": n, "pairs": len(i)},
    )  # fmt: skip
    recipe = held[0].recipe
    for network in held[1:]:
        recipe = recipe.joined(network.recipe)
    return NodeBootstrap(
        estimate, float(found.std(ddof=1)), float(low), float(high), found, confidence,
        recipe.then(step),
    )  # fmt: skip


def drawn_pairs(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw n nodes, and return which observed pair each pair of them is.

    Parameters
    ----------
    rng : Generator
        Where chance comes from.
    n : int
        How many nodes there are, at least 2.

    Returns
    -------
    pair of ndarray of int, shape (n, n)
        The two ends; never the same node twice outside the diagonal, and (h, k) is (k, h) turned.
    """
    nodes = rng.integers(n, size=n)
    a, b = np.broadcast_to(nodes[:, None], (n, n)).copy(), np.broadcast_to(nodes, (n, n)).copy()
    k, h = np.nonzero(np.triu(a == b, 1))
    one = rng.integers(n, size=len(k))
    other = (one + rng.integers(1, n, size=len(k))) % n
    a[k, h], b[k, h] = one, other
    a[h, k], b[h, k] = other, one
    return a, b


def _number(statistic: Callable[..., float], values: np.ndarray) -> float:
    """Return the statistic of some pairs, refusing what is no number."""
    result = float(statistic(*values))
    if not np.isfinite(result):
        raise InputError(
            "node_bootstrap",
            [f"the statistic is {result:g} for the network or a draw of it; give one that is a "
             "number for all values there can be"],
        )  # fmt: skip
    return result
