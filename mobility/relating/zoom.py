"""zoom: the network seen from further away, with groups as its nodes."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step

ADDITIVE = ("support", "ads", "vacancies", "openings")
"""Node columns that may be added up; all others say something about a single node only."""


def aggregate(network: Network, level: int) -> Network:
    r"""See a network of codes on a broader level of the classification.

    .. math:: W_{AB} = \frac{1}{|A|\,|B|} \sum_{i \in A} \sum_{j \in B} w_{ij}

    Parameters
    ----------
    network : Network
        Its nodes are codes that grow by one character a level.
    level : int
        How many characters of the code make a group, at least 1.

    Returns
    -------
    Network
        As `aggregate_by`, with the version of the codes kept.

    Raises
    ------
    InputError
        If a code is shorter than ``level``.

    Examples
    --------
    Two of the four pairs between major groups 5 and 9 are related: (0.4 + 0.2) / 4 = 0.15.

    >>> edges = pd.DataFrame({
    ...     "source": ["51", "52", "51"], "target": ["94", "94", "52"], "weight": [0.4, 0.2, 0.9]})
    >>> nodes = pd.DataFrame({"ads": [3, 2, 1, 7]}, index=["51", "52", "93", "94"])
    >>> wide = aggregate(Network.from_edges(edges, nodes=nodes), 1)
    >>> wide.edges.round(2)
      source target  weight
    0      5      9    0.15
    >>> wide.nodes
       members  ads
    5        2    5
    9        2    8
    """
    codes = pd.Series(network.nodes.index.astype("str"), index=network.nodes.index)
    short = codes[codes.str.len() < level]
    if level < 1:
        raise InputError("aggregate", [Fault("at least 1", column="level", value=str(level))])
    if len(short):
        faults = [Fault(f"a code of at least {level} characters", value=code) for code in short]
        raise InputError(f"nodes of the {network.measure} network", faults)
    groups = codes.str.slice(0, level)
    groups.name = network.nodes.index.name
    step = Step.of("aggregate", {"level": level})
    return _grouped(network, groups, network.version, step)


def aggregate_by(network: Network, groups: pd.Series) -> Network:
    """See a network with groups of nodes as its nodes.

    Parameters
    ----------
    network : Network
        Directed or not.
    groups : Series
        The group of every node, by node, such as `communities` gives; its name becomes the kind of
        the new nodes. Nodes of the group 0, "no group", and self-loops are left out.

    Returns
    -------
    Network
        One node per group, sorted; ``members`` is the number of nodes in it, and the columns that
        add up (`ADDITIVE`) are added up. An edge weighs the mean over all pairs of a member of the
        one and a member of the other, where a pair without an edge weighs 0; what lies inside a
        group is not shown.

    Raises
    ------
    InputError
        If a node has no group.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["cook"], "target": ["waiter"], "weight": [0.5]})
    >>> groups = pd.Series({"cook": 1, "waiter": 2}, name="community")
    >>> aggregate_by(Network.from_edges(edges), groups)
    Network(2 community, 1 edge, undirected, 'weight')
    """
    ours = groups.reindex(network.nodes.index)
    lacking = network.nodes.index[ours.isna()]
    if len(lacking):
        faults = [Fault(f"{name!r} has no group") for name in lacking]
        raise InputError(f"groups of the {network.measure} network", faults)
    ours = ours.astype(groups.dtype)
    return _grouped(network, ours, "", Step.of("aggregate_by", {"groups": str(groups.name)}))


def _grouped(network: Network, groups: pd.Series, version: str, step: Step) -> Network:
    """Build the network of groups."""
    inside = (groups != 0).to_numpy() if pd.api.types.is_numeric_dtype(groups) else slice(None)
    names = pd.Index(sorted(groups[inside].unique()), name=groups.name)
    group = names.get_indexer(groups)
    i, j = network.positions()
    a, b = group[i], group[j]
    across = (a != b) & (a >= 0) & (b >= 0)
    a, b = a[across], b[across]
    if not network.directed:
        a, b = np.minimum(a, b), np.maximum(a, b)
    weight = network.edges["weight"].to_numpy(dtype=np.float64)[across]
    total = coo_array((weight, (a, b)), shape=(len(names), len(names))).tocsr().tocoo()
    a, b = total.coords
    members = np.bincount(group[group >= 0], minlength=len(names))
    mean = coo_array((total.data / (members[a] * members[b]), (a, b)), shape=total.shape)
    nodes = pd.DataFrame({"members": members}, index=names)
    adding = [column for column in ADDITIVE if column in network.nodes.columns]
    for column in adding:
        nodes[column] = network.nodes.groupby(group)[column].sum().reindex(range(len(names))).array
    counts = {"nodes": len(network.nodes), "groups": len(names)}
    recipe = network.recipe.then(Step.of(step.name, dict(step.settings), counts))
    return Network.from_matrix(
        mean.tocsr(),
        nodes,
        directed=network.directed,
        measure=network.measure,
        version=version,
        recipe=recipe,
    )
