"""community_tree_names: every group of a tree named by what sets it apart from its siblings."""

import numpy as np
import pandas as pd

from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Recipe, Step
from mobility.relating.community_names import community_names
from mobility.relating.community_tree import CommunityTree


def community_tree_names(
    tree: CommunityTree,
    incidence: Incidence,
    *,
    n: int = 3,
    labels: "pd.Series[str] | None" = None,
) -> "pd.Series[str]":
    """Name the groups of every level, those of the first by `community_names`.

    Below it a group is compared with the other members of the group it is part of: what they all
    have in common tells nothing within it. A group that is not divided keeps its name.

    Parameters
    ----------
    tree : CommunityTree
    incidence : Incidence
        As for `community_names`: counts or effective use, its rows or else its columns of the kind
        of the nodes.
    n : int
        How many skills make a name, at most.
    labels : Series, optional
        What to call each skill.

    Returns
    -------
    Series
        Named "name", by ``level`` and ``community`` as ``tree.groups``, so that
        ``tree.groups.join(names)`` fits. A group that has more of nothing has the name "".

    Raises
    ------
    UnknownNameError
        If the nodes are of neither kind of the incidence, or one of them is not in it.

    Examples
    --------
    >>> nodes = pd.DataFrame({"level_1": [1, 1, 2], "level_2": [1, 2, 3]},
    ...                      index=pd.Index(["baker", "cook", "welder"], name="occupation"))
    >>> groups = pd.DataFrame(
    ...     {"parent": [0, 0, 1, 1, 2], "split": [True, False, None, None, None]},
    ...     index=pd.MultiIndex.from_tuples([(1, 1), (1, 2), (2, 1), (2, 2), (2, 3)],
    ...                                     names=["level", "community"]))
    >>> links = pd.DataFrame({
    ...     "occupation": ["cook", "cook", "baker", "baker", "welder"],
    ...     "skill": ["hygiene", "knife", "hygiene", "oven", "steel"]})
    >>> x = Incidence.from_pairs(links, "occupation", "skill")
    >>> community_tree_names(CommunityTree(nodes, groups), x, n=1).to_dict()
    {(1, 1): 'hygiene', (1, 2): 'steel', (2, 1): 'oven', (2, 2): 'knife', (2, 3): 'steel'}
    """
    named = {1: community_names(tree.level(1), incidence, n=n, labels=labels)}
    for level in range(2, len(tree.levels) + 1):
        parents = tree.groups["parent"].xs(level, level="level")
        found = []
        for parent, children in parents.groupby(parents):
            if len(children) == 1:
                found.append(named[level - 1].loc[[parent]].set_axis(children.index))
                continue
            inside = tree.nodes[tree.levels[level - 2]] == parent
            members = tree.nodes.loc[inside, tree.levels[level - 1]]
            theirs = _only(incidence, members.index)
            found.append(community_names(members, theirs, n=n, labels=labels))
        named[level] = pd.concat(found).sort_index()
    result = pd.concat(named, names=["level", "community"]).rename("name")
    step = Step.of("community_tree_names", {"n": n}, {"groups": len(result)})
    recipe: Recipe = tree.recipe.joined(incidence.recipe).then(step)
    result.attrs = {"recipe": recipe.to_records()}
    return result


def _only(incidence: Incidence, members: pd.Index) -> Incidence:
    """Return the table of some rows (or columns) alone."""
    step = Step.of("community_tree_names")
    if members.name == incidence.rows.name:
        rows = incidence.rows.get_indexer(members)
        return incidence.select(rows, np.arange(len(incidence.columns)), step)
    columns = incidence.columns.get_indexer(members)
    return incidence.select(np.arange(len(incidence.rows)), columns, step)
