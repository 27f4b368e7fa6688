"""consensus_communities: groups that many seeds agree on, and how much that agreement means."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.relating.communities import by_size
from mobility.relating.leiden import Linked, leiden, linked_part
from mobility.relating.partitions import (
    Alike,
    alike,
    mean_agreement,
    median,
    recovered,
    steadiness,
)
from mobility.relating.shuffled_network import shuffled

if TYPE_CHECKING:
    import igraph

NULL_RUNS = 10
"""Runs in each shuffled network: enough for its mean agreement, which is only one of many."""

STABLE, BY_CHANCE = 0.75, 0.05
"""Groups are called stable if seeds agree at least so far, and shuffled networks reach the
modularity with at most this probability."""


@dataclass(frozen=True, eq=False, repr=False)
class Consensus:
    """Groups that most of many seeded runs agree on, beside what shuffled networks give.

    Parameters
    ----------
    nodes : DataFrame
        By node: ``community``, whole numbers from 1 in the order of falling size, 0 for "no group"
        (no edge, or with no other node in most runs); ``stability``, from 0 to 1, the mean overlap
        (Jaccard) of its mates here and in each run; blank without a group.
    groups : DataFrame
        By community from 1: ``members``, and ``stability``, the mean over the runs of the overlap
        with the group of that run that is most like it. Below .5 it dissolves, from .75 on it is
        found again, from .85 on it is highly stable.
    stability : float
        Mean adjusted Rand index over all pairs of runs: 1 if all are the same, about 0 if they
        agree as chance would have it.
    modularity : float
        Mean over the runs, at most 1.
    shuffled : DataFrame
        One line for each shuffled network: ``stability`` and ``modularity``, as above.
    p : float
        Share of networks, this one and all shuffled ones, with at least this modularity.
    recipe : Recipe
        How it came about.
    """

    nodes: pd.DataFrame
    groups: pd.DataFrame
    stability: float
    modularity: float
    shuffled: pd.DataFrame
    p: float
    recipe: Recipe = field(default=NO_STEPS)

    @property
    def stable(self) -> bool:
        """Whether seeds agree (stability at least .75) on groups that chance does not give.

        There must be two groups or more, and the modularity must be beyond that of shuffled
        networks (p at most .05).
        """
        several = len(self.groups) > 1
        return several and self.stability >= STABLE and self.p <= BY_CHANCE

    def __repr__(self) -> str:
        """Say how many groups there are, how stable, and what shuffled networks give."""
        chance = self.shuffled["stability"].mean()
        said = "stable" if self.stable else "no stable groups"
        return (
            f"Consensus({len(self.nodes)} {self.nodes.index.name}, {len(self.groups)} groups: "
            f"{said}; stability {self.stability:.2f}, shuffled {chance:.2f}; "
            f"modularity {self.modularity:.2f}, p {self.p:.3f})"
        )


def consensus_communities(
    network: Network,
    *,
    resolution: float = 1.0,
    runs: int = 50,
    nulls: int = 20,
    random_state: int = 0,
    progress: Progress = silent,
) -> Consensus:
    r"""Find the groups that most of many seeded Leiden runs agree on.

    One run of Leiden is one of many groupings of nearly the same modularity. Here it is run from
    many seeds, and two nodes are put together where more runs do so than do not:

    .. math:: \max_c \sum_{i < j} \left( D_{ij} - \tfrac12 \right) \delta(c_i, c_j)

    with D the share of runs that hold i and j together. A network without groups has groupings
    of high modularity as well, and a small one gives every seed the same. So the same is done with
    shuffled networks: every node keeps its number of edges, ends of edges and weights are dealt out
    at random.

    Parameters
    ----------
    network : Network
        With weights; in a directed one those of both directions are added. Self-loops do not count.
    resolution : float
        As for `communities`, above 0.
    runs : int
        From how many seeds, at least 2.
    nulls : int
        How many shuffled networks, at least 1; with fewer than 19 nothing can be called stable,
        since p is at least 1 / (nulls + 1).
    random_state : int
        The seed of all seeds; the same network and seed give the same result.
    progress : Progress
        Told how many of all runs are done.

    Returns
    -------
    Consensus

    Raises
    ------
    InputError
        If a setting is out of its range, or no two nodes are linked.

    Notes
    -----
    Stability is over seeds: it tells whether the method is sure, not whether other ads or other
    years would give the same groups. Networks that are projected from a table of occupations by
    skills cluster by construction, more than a shuffled network can; there p is too small.

    References
    ----------
    Lancichinetti, A. and Fortunato, S. (2012). Consensus clustering in complex networks. Scientific
    Reports 2, 336, https://doi.org/10.1038/srep00336. Gionis, A., Mannila, H. and Tsaparas, P.
    (2007). Clustering aggregation. ACM Transactions on Knowledge Discovery from Data 1(1), 4,
    https://doi.org/10.1145/1217299.1217303. Guimerà, R., Sales-Pardo, M. and Amaral, L. A. N.
    (2004). Modularity from fluctuations in random graphs and complex networks. Physical Review E
    70, 025101, https://doi.org/10.1103/PhysRevE.70.025101.

    Examples
    --------
    >>> kitchen = [("baker", "cook"), ("cook", "waiter"), ("baker", "waiter"), ("baker", "chef"),
    ...            ("chef", "cook"), ("chef", "waiter")]
    >>> works = [("fitter", "welder"), ("plumber", "welder"), ("fitter", "plumber"),
    ...          ("fitter", "turner"), ("turner", "welder"), ("plumber", "turner")]
    >>> edges = pd.DataFrame([*kitchen, *works, ("cook", "welder")], columns=["source", "target"])
    >>> found = consensus_communities(Network.from_edges(edges.assign(weight=1.0)))
    >>> found
    Consensus(8 node, 2 groups: stable; stability 1.00, shuffled 0.73; modularity 0.42, p 0.048)
    >>> found.groups
               members  stability
    community
    1                4        1.0
    2                4        1.0
    """
    _check(resolution, runs, nulls)
    part = linked_part(network)
    if not part.size:
        raise InputError(f"{network.measure} network", ["no two nodes are linked"])
    seeds = np.random.default_rng(random_state).integers(2**62, size=runs + 1)
    alone = np.random.default_rng(int(seeds[-1])).integers(2**62, size=(nulls, NULL_RUNS + 1))
    total = runs + nulls * NULL_RUNS
    graph = part.graph()
    found, modularity = _runs(graph, part.weight, resolution, seeds[:runs])
    progress("consensus_communities", runs, total)
    lines = []
    for number, row in enumerate(alone, start=1):
        other, weight = shuffled(graph, part.weight, random_state=int(row[-1]))
        theirs, reached = _runs(other, weight, resolution, row[:NULL_RUNS])
        lines.append((mean_agreement(theirs), reached))
        progress("consensus_communities", runs + number * NULL_RUNS, total)
    chance = pd.DataFrame(lines, columns=["stability", "modularity"])
    beaten = int((chance["modularity"] >= modularity - 1e-12).sum())
    nodes, groups = _tables(network, part, found, int(seeds[-1]))
    settings = {
        "resolution": resolution, "runs": runs, "nulls": nulls, "random_state": random_state,
    }  # fmt: skip
    counts = {
        "nodes": len(nodes),
        "groups": len(groups),
        "without an edge": int((~part.linked).sum()),
        "with no other in most runs": int(((nodes["community"] == 0) & part.linked).sum()),
    }
    return Consensus(
        nodes, groups, mean_agreement(found), modularity, chance, (1 + beaten) / (nulls + 1),
        network.recipe.then(Step.of("consensus_communities", settings, counts)),
    )  # fmt: skip


def _check(resolution: float, runs: int, nulls: int) -> None:
    """Refuse settings that mean nothing, all at once."""
    faults = []
    if not (np.isfinite(resolution) and resolution > 0):
        faults.append(Fault("a number above 0", column="resolution", value=f"{resolution:g}"))
    if runs < 2:
        faults.append(Fault("at least 2", column="runs", value=str(runs)))
    if nulls < 1:
        faults.append(Fault("at least 1", column="nulls", value=str(nulls)))
    if faults:
        raise InputError("consensus_communities", faults)


def _runs(
    graph: "igraph.Graph", weight: np.ndarray, resolution: float, seeds: np.ndarray
) -> tuple[Alike, float]:
    """Return the groupings from all seeds, and their mean modularity."""
    found = np.array(
        [leiden(graph, weight, resolution=resolution, random_state=int(seed)) for seed in seeds]
    )
    listed = weight.tolist()
    reached = [
        graph.modularity(row.tolist(), weights=listed, resolution=resolution) for row in found
    ]
    return alike(found), float(np.mean(reached))


def _tables(
    network: Network, part: Linked, found: Alike, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the group and stability of every node, and the size and stability of every group."""
    groups = median(found, random_state=seed)
    size = np.bincount(groups)
    grouped = size[groups] > 1
    number = np.zeros(part.size, dtype=np.int64)
    if grouped.any():
        number[grouped] = by_size(groups[grouped])
    community = np.zeros(len(network.nodes), dtype=np.int64)
    community[part.linked] = number
    stability = np.full(len(network.nodes), np.nan)
    stability[part.linked] = np.where(grouped, steadiness(found, groups), np.nan)
    nodes = pd.DataFrame(
        {"community": community, "stability": stability}, index=network.nodes.index
    )
    first = [int(np.flatnonzero(number == k)[0]) for k in range(1, number.max(initial=0) + 1)]
    again = recovered(found, groups)
    table = pd.DataFrame(
        {
            "members": [int(size[groups[i]]) for i in first],
            "stability": [float(again[groups[i]]) for i in first],
        },
        index=pd.RangeIndex(1, len(first) + 1, name="community"),
    )
    return nodes, table
