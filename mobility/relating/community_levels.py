"""community_levels: a network seen from every level of a tree of communities, ready for a page."""

import pandas as pd

from mobility.foundation.network import Network
from mobility.relating.community_tree import CommunityTree
from mobility.relating.zoom import aggregate_by


def community_levels(
    network: Network, tree: CommunityTree, names: "pd.Series[str]"
) -> dict[int, Network]:
    """See a network with the groups of each level of a tree as its nodes.

    Parameters
    ----------
    network : Network
        The one that the tree divides, or another of the same nodes.
    tree : CommunityTree
    names : Series
        What to call the groups, by level and community, as `community_tree_names` gives.

    Returns
    -------
    dict of int to Network
        By level, 1 the broadest, as `aggregate_by` gives them: nodes are of the kind "community"
        and called by their number; ``title`` is their name (its number where it has none),
        ``community`` and ``community_name`` those of the group of the first level they are in, so
        that every level has the same colours.

    Raises
    ------
    InputError
        If a node of the network is not in the tree.

    Examples
    --------
    >>> nodes = pd.DataFrame({"level_1": [1, 1, 2]}, index=["baker", "cook", "welder"])
    >>> groups = pd.DataFrame({"parent": [0, 0]}, index=pd.MultiIndex.from_tuples(
    ...     [(1, 1), (1, 2)], names=["level", "community"]))
    >>> names = pd.Series(["oven", "steel"], index=groups.index)
    >>> edges = pd.DataFrame({"source": ["cook"], "target": ["welder"], "weight": [0.5]})
    >>> network = Network.from_edges(edges, nodes=nodes[[]])
    >>> community_levels(network, CommunityTree(nodes, groups), names)[1].nodes
               members  title  community community_name
    community
    1                2   oven          1           oven
    2                1  steel          2          steel
    """
    found = {}
    broadest = names.xs(1, level="level")
    above: pd.Series = pd.Series(broadest.index, index=broadest.index)
    for level in range(1, len(tree.levels) + 1):
        wide = aggregate_by(network, tree.level(level))
        parents = tree.groups["parent"].xs(level, level="level")
        if level > 1:
            above = parents.map(above)
        called = names.xs(level, level="level").reindex(wide.nodes.index)
        number = wide.nodes.index.astype("str")
        first = above.reindex(wide.nodes.index).astype("int64")
        nodes = wide.nodes.assign(
            title=called.where(called != "", number),
            community=first,
            community_name=first.map(broadest),
        ).set_axis(number.rename("community"))
        edges = wide.edges.astype({"source": "str", "target": "str"})
        found[level] = Network(
            nodes, edges, wide.directed, wide.measure, wide.version, wide.recipe.joined(tree.recipe)
        )
    return found
