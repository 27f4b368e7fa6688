"""community_tree: groups inside groups, as far down as seeds agree and chance does not."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.relating.consensus import Consensus, consensus_communities


@dataclass(frozen=True, eq=False, repr=False)
class CommunityTree:
    """Nested groups: each level divides groups of the level above, and none across them.

    Parameters
    ----------
    nodes : DataFrame
        By node, a column for each level, ``level_1`` the broadest: the number of its group, from 1
        in the order of the groups above and of falling size within them; 0 for "no group". A group
        that is not divided stands on the next level as it is, with a number of that level.
    groups : DataFrame
        By ``level`` and ``community``: ``parent`` (its group one level up; 0 on the first),
        ``members``, ``stability`` (how well seeds find it again, from 0 to 1), and of the attempt
        to divide it ``split``, ``split_stability``, ``split_shuffled`` (the mean of shuffled
        networks) and ``split_p``, blank where none was made.
    recipe : Recipe
        How it came about.
    """

    nodes: pd.DataFrame
    groups: pd.DataFrame
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say how many groups there are on every level."""
        sizes = self.groups.groupby(level="level").size()
        said = ", ".join(f"{name}: {count}" for name, count in zip(self.levels, sizes, strict=True))
        return f"CommunityTree({len(self.nodes)} {self.nodes.index.name}; {said})"

    @property
    def levels(self) -> list[str]:
        """The columns of the levels, the broadest first."""
        return list(self.nodes.columns)

    def level(self, number: int) -> "pd.Series[int]":
        """Return the groups of one level, ready for `aggregate_by` and `community_names`.

        Raises
        ------
        InputError
            If there is no such level.
        """
        if not 1 <= number <= len(self.levels):
            fault = Fault(f"a level from 1 to {len(self.levels)}", value=str(number))
            raise InputError("community tree", [fault])
        found = self.nodes[f"level_{number}"].rename("community")
        found.attrs = {"recipe": self.recipe.to_records()}
        return found


def community_tree(
    network: Network,
    *,
    levels: int = 3,
    smallest: int = 8,
    resolution: float = 1.0,
    runs: int = 50,
    nulls: int = 20,
    random_state: int = 0,
    progress: Progress = silent,
) -> CommunityTree:
    """Divide a network into groups, and these again, while the division is stable.

    Each group is taken as a network of its own, and divided by `consensus_communities` if seeds
    agree on how and shuffled networks of the group do not come as far (`Consensus.stable`).
    Modularity overlooks groups that are small beside the whole network; inside a group they show.

    Parameters
    ----------
    network : Network
        With weights, directed or not; self-loops do not count.
    levels : int
        How many levels at most, at least 1; fewer where nothing more is divided.
    smallest : int
        Groups with fewer members are not divided, at least 2.
    resolution, runs, nulls : float, int, int
        As for `consensus_communities`, on every level.
    random_state : int
        The seed; the same network and seed give the same tree.
    progress : Progress
        Told how many of the groups of the present level have been looked at.

    Returns
    -------
    CommunityTree

    Raises
    ------
    EmptyResultError
        If the whole network has no stable groups.
    InputError
        If a setting is out of its range, or no two nodes are linked.

    References
    ----------
    Fortunato, S. and Barthélemy, M. (2007). Resolution limit in community detection. Proceedings of
    the National Academy of Sciences 104, 36-41, https://doi.org/10.1073/pnas.0605965104. See also
    `consensus_communities`.

    Examples
    --------
    >>> kitchen = [("baker", "cook"), ("cook", "waiter"), ("baker", "waiter"), ("baker", "chef"),
    ...            ("chef", "cook"), ("chef", "waiter")]
    >>> works = [("fitter", "welder"), ("plumber", "welder"), ("fitter", "plumber"),
    ...          ("fitter", "turner"), ("turner", "welder"), ("plumber", "turner")]
    >>> edges = pd.DataFrame([*kitchen, *works, ("cook", "welder")], columns=["source", "target"])
    >>> tree = community_tree(Network.from_edges(edges.assign(weight=1.0)))
    >>> tree
    CommunityTree(8 node; level_1: 2)
    >>> tree.level(1).loc[["baker", "cook", "welder"]].to_dict()
    {'baker': 1, 'cook': 1, 'welder': 2}
    """
    _check(levels, smallest)
    first = consensus_communities(
        network, resolution=resolution, runs=runs, nulls=nulls, random_state=random_state
    )
    if not first.stable:
        raise EmptyResultError(
            f"{first!r}: there are no stable groups in the {network.measure} network. "
            "communities() gives one grouping of many; a backbone may show more."
        )
    columns = {"level_1": first.nodes["community"]}
    groups = [first.groups.assign(parent=0)]
    for level in range(2, levels + 2):
        above = columns[f"level_{level - 1}"]
        deepest = level > levels
        tried: dict[int, Consensus] = {}
        for number in groups[-1].index:
            members = (above == number).to_numpy()
            if not deepest and members.sum() >= smallest:
                seed = np.random.default_rng([random_state, level, int(number)]).integers(2**62)
                part = _inside(network, members)
                if len(part.edges):
                    tried[int(number)] = consensus_communities(
                        part, resolution=resolution, runs=runs, nulls=nulls, random_state=int(seed)
                    )
            progress("community_tree", int(number), len(groups[-1]))
        groups[-1] = _with_splits(groups[-1], tried)
        if not any(found.stable for found in tried.values()):
            break
        columns[f"level_{level}"], below = _divided(above, groups[-1], tried)
        groups.append(below)
    nodes = pd.DataFrame(columns)
    table = pd.concat(groups, keys=range(1, len(groups) + 1), names=["level", "community"])
    settings = {
        "levels": levels, "smallest": smallest, "resolution": resolution, "runs": runs,
        "nulls": nulls, "random_state": random_state,
    }  # fmt: skip
    counts = {"nodes": len(nodes)}
    for name, one in zip(columns, groups, strict=True):
        counts[f"{name} groups"] = len(one)
        counts[f"{name} without a group"] = int((nodes[name] == 0).sum())
    recipe = network.recipe.then(Step.of("community_tree", settings, counts))
    return CommunityTree(nodes, table, recipe)


def _check(levels: int, smallest: int) -> None:
    """Refuse settings that mean nothing, both at once."""
    faults = []
    if levels < 1:
        faults.append(Fault("at least 1", column="levels", value=str(levels)))
    if smallest < 2:
        faults.append(Fault("at least 2", column="smallest", value=str(smallest)))
    if faults:
        raise InputError("community_tree", faults)


def _inside(network: Network, members: np.ndarray) -> Network:
    """Return some nodes of a network with the edges between them, loops left out."""
    i, j = network.positions()
    edges = network.edges[members[i] & members[j] & (i != j)]
    edges = edges[edges["weight"] > 0]
    return Network(network.nodes[members], edges, network.directed, network.measure)


def _with_splits(groups: pd.DataFrame, tried: dict[int, Consensus]) -> pd.DataFrame:
    """Add to every group what came of the attempt to divide it."""

    def figures(read: Callable[[Consensus], float]) -> pd.Series:
        values = {number: read(found) for number, found in tried.items()}
        return pd.Series(values, index=groups.index, dtype="float64")

    split = {number: found.stable for number, found in tried.items()}
    return pd.DataFrame(
        {
            "parent": groups["parent"],
            "members": groups["members"],
            "stability": groups["stability"],
            "split": pd.Series(split, index=groups.index, dtype="boolean"),
            "split_stability": figures(lambda found: found.stability),
            "split_shuffled": figures(lambda found: found.shuffled["stability"].mean()),
            "split_p": figures(lambda found: found.p),
        }
    )


def _divided(
    above: "pd.Series[int]", groups: pd.DataFrame, tried: dict[int, Consensus]
) -> tuple["pd.Series[int]", pd.DataFrame]:
    """Return the groups of the next level by node, and their table."""
    below = pd.Series(0, index=above.index)
    lines: list[tuple[int, int, float]] = []
    described = zip(groups.index, groups["members"], groups["stability"], strict=True)
    for number, members, stability in described:
        found = tried.get(int(number))
        inside = (above == number).to_numpy()
        if found is None or not found.stable:
            below[inside] = len(lines) + 1
            lines.append((int(number), int(members), float(stability)))
            continue
        own = found.nodes["community"].to_numpy()
        below[inside] = np.where(own > 0, own + len(lines), 0)
        parts = zip(found.groups["members"], found.groups["stability"], strict=True)
        lines += [(int(number), int(size), float(again)) for size, again in parts]
    table = pd.DataFrame(lines, columns=["parent", "members", "stability"])
    return below, table.set_axis(pd.RangeIndex(1, len(lines) + 1, name="community"))
