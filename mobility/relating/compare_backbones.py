"""compare_backbones: how much several backbones keep of one network, and how far they agree."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Setting, Step, with_recipe

OVERLAP = "overlap with "
"""What the column of the overlap with a backbone is called, before its name."""


def compare_backbones(network: Network, backbones: Mapping[str, Network]) -> pd.DataFrame:
    r"""Say of every backbone what it keeps, and how far every two of them agree.

    The overlap of two is the Jaccard index of the sets of edges A and B that they keep, and the
    share of the weight is that of the edges kept in the whole:

    .. math:: J(A, B) = \frac{|A \cap B|}{|A \cup B|}, \qquad
              W(A) = \sum_{e \in A} w_e \Big/ \sum_e w_e

    Parameters
    ----------
    network : Network
        The whole.
    backbones : mapping of str to Network
        What `backbone` made of it, under any names: one rule with several settings can be compared
        as well as several rules.

    Returns
    -------
    DataFrame
        One line per backbone, indexed by its name, in the order given: ``rule`` and ``settings``
        (as its recipe tells; "" where none does), ``edges`` (kept), ``share`` (of all edges, 0 to
        1), ``nodes`` (with an edge to another node), ``components`` (connected parts of two nodes
        or more; direction is not looked at), ``largest`` (nodes in the largest of them),
        ``weight`` (share of the weight kept, 0 to 1) and one column ``overlap with …`` per
        backbone (0 to 1; missing where neither keeps an edge). Shares of a network without edges,
        or without weight, are missing.

    Raises
    ------
    InputError
        If no backbone is given, or one has other nodes or directions than the network, or an edge
        that it does not have.

    See Also
    --------
    backbones_in_words : the table as sentences for a paper.

    References
    ----------
    Which rule suits which data: Yassin, A., Haidar, A., Cherifi, H., Seba, H. and Togni, O. (2023).
    An evaluation tool for backbone extraction techniques in weighted complex networks. Scientific
    Reports 13, 17000, https://doi.org/10.1038/s41598-023-42076-3.

    Examples
    --------
    >>> from mobility.relating.backbone import backbone
    >>> moves = pd.DataFrame({
    ...     "source": ["a", "a", "b", "c"], "target": ["b", "c", "d", "d"],
    ...     "weight": [40, 1, 2, 40]})
    >>> network = Network.from_edges(moves)
    >>> found = compare_backbones(network, {
    ...     "chance": backbone(network),
    ...     "tree": backbone(network, rule="spanning tree")})
    >>> found[["edges", "nodes", "components", "overlap with tree"]].round(2)
              edges  nodes  components  overlap with tree
    backbone
    chance        2      4           2               0.67
    tree          3      4           1               1.00
    """
    whole = _places(network)
    held: dict[str, np.ndarray] = {}
    faults = [] if backbones else [Fault("no backbone is given; name at least one")]
    for name, kept in backbones.items():
        if kept.directed != network.directed or not kept.nodes.index.equals(network.nodes.index):
            faults.append(Fault(f"{name!r} has other nodes or directions than the network"))
            continue
        held[name] = np.isin(whole, _places(kept))
        if held[name].sum() < len(kept.edges):
            faults.append(Fault(f"{name!r} has edges that the network does not have"))
    if faults:
        raise InputError("compare_backbones", faults)
    weight = network.edges["weight"].to_numpy(dtype=np.float64)
    lines = [_line(backbones[name], weight, edges) for name, edges in held.items()]
    table = pd.DataFrame(lines, index=pd.Index(held, name="backbone"))
    for name, edges in held.items():
        table[OVERLAP + name] = [_jaccard(edges, other) for other in held.values()]
    counts = {"backbones": len(held), "edges": len(network.edges)}
    return with_recipe(table, network.recipe.then(Step.of("compare_backbones", {}, counts)))


def _places(network: Network) -> np.ndarray:
    """Return a number for every edge that says which two nodes it joins."""
    i, j = network.positions()
    return np.asarray(i * len(network.nodes) + j)


def _line(kept: Network, weight: np.ndarray, held: np.ndarray) -> dict[str, Setting]:
    """Return what one backbone keeps of the whole."""
    from scipy.sparse.csgraph import connected_components

    i, j = kept.positions()
    apart = i != j
    size = len(kept.nodes)
    joined = coo_array((np.ones(apart.sum()), (i[apart], j[apart])), shape=(size, size))
    part = connected_components(joined, directed=False)[1]
    sizes = np.bincount(part)
    sizes = sizes[sizes > 1]
    rule, settings = _told(kept)
    total = weight.sum()
    return {
        "rule": rule,
        "settings": settings,
        "edges": int(held.sum()),
        "share": float(held.mean()) if len(held) else np.nan,
        "nodes": int(sizes.sum()),
        "components": len(sizes),
        "largest": int(sizes.max(initial=0)),
        "weight": float(weight[held].sum() / total) if total > 0 else np.nan,
    }


def _told(kept: Network) -> tuple[str, str]:
    """Return the rule and the settings that the last backbone step of a recipe tells of."""
    steps = [step for step in kept.recipe.steps if step.name == "backbone"]
    if not steps:
        return "", ""
    settings = dict(steps[-1].settings)
    rule = str(settings.pop("rule"))
    given = {name: value for name, value in settings.items() if value is not None}
    return rule, ", ".join(f"{name}={value!r}" for name, value in given.items())


def _jaccard(one: np.ndarray, other: np.ndarray) -> float:
    """Return the share of the edges held by either that both hold."""
    either = int((one | other).sum())
    return float((one & other).sum() / either) if either else np.nan
