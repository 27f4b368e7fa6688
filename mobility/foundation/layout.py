"""layout: a place in the picture for every node, computed beforehand so that pages open still."""

from typing import Any

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.seeding import seeded_igraph

DEFAULT_RADIUS = 6.0
GAP = 5.0
"""Free space between two discs, in the unit of the radii."""
SPACE = 4 * GAP
LANDSCAPE = 1.8
"""Width over height that the picture is eased towards."""
TOGETHER = 2.0
"""How many times stronger an edge pulls when both ends are of one group."""
FILLED = 0.22
"""Share of a component's box that its discs and the gaps around them may cover before pushing."""
EVENNESS = 0.5
"""How far places are evened out over the picture: 0 not at all, 1 to equal steps."""
ROUNDS = 300


def layout(
    network: Network,
    *,
    radii: pd.Series | None = None,
    groups: pd.Series | None = None,
    random_state: int = 0,
) -> pd.DataFrame:
    """Place the nodes so that related ones are near each other and no two discs overlap.

    Each connected component is drawn with the force-directed method of Fruchterman and Reingold,
    turned so that its longest extent lies flat, and its discs are pushed apart. The components
    stand in rows, largest first, and nodes without any edge in a tidy block at the end: nothing
    is flung far away.

    Parameters
    ----------
    network : Network
        Nodes and weighted edges; direction is not used, a heavier edge pulls more.
    radii : Series, optional
        Radius of each node's disc, above 0, indexed as the nodes; 6 for every node unless given.
    groups : Series, optional
        Group of each node; an edge within a group pulls twice as much.
    random_state : int
        Seed of the starting positions; the same network gives the same places, to the last bit.

    Returns
    -------
    DataFrame
        Indexed as ``network.nodes``; columns ``x`` and ``y`` in the unit of the radii, ``y``
        growing downwards as on a screen, the middle of the picture at (0, 0). Two discs are at
        least a small gap apart.

    Raises
    ------
    InputError
        If ``radii`` or ``groups`` lacks a node, or a radius is not a finite number above 0.

    References
    ----------
    Fruchterman, T. M. J. and Reingold, E. M. (1991). Graph drawing by force-directed placement.
    Software: Practice and Experience 21, 1129-1164, https://doi.org/10.1002/spe.4380211102.

    Examples
    --------
    >>> kitchen = Network.from_edges(
    ...     pd.DataFrame({"source": ["cook"], "target": ["waiter"], "weight": [0.5]}),
    ...     nodes=pd.DataFrame(index=pd.Index(["cook", "diver", "waiter"], name="occupation")),
    ... )
    >>> places = layout(kitchen)
    >>> list(places.index), list(places.columns)
    (['cook', 'diver', 'waiter'], ['x', 'y'])
    >>> bool(places.at["diver", "y"] > places.at["cook", "y"])
    True
    """
    radius = _checked_radii(network, radii)
    pull = _pull(network, groups)
    places = np.zeros((len(network.nodes), 2))
    blocks = []
    for members in _components(network):
        if len(members) > 1:
            drawn = _draw(network, members, pull, random_state)
            places[members] = _pushed_apart(_fitted(drawn, radius[members]), radius[members])
        blocks.append(members)
    _shelve(places, radius, blocks)
    return pd.DataFrame(places.round(2) + 0.0, index=network.nodes.index, columns=["x", "y"])


def _checked_radii(network: Network, radii: pd.Series | None) -> np.ndarray:
    """Return one radius a node, or name every node that has no usable one."""
    if radii is None:
        return np.full(len(network.nodes), DEFAULT_RADIUS)
    held = pd.to_numeric(radii.reindex(network.nodes.index), errors="coerce").astype("float64")
    bad = held[~(np.isfinite(held) & (held > 0))]
    if len(bad):
        faults = [
            Fault(f"node {name!r} has no radius above 0 (it has {r})") for name, r in bad.items()
        ]
        raise InputError("radii", faults)
    return held.to_numpy()


def _pull(network: Network, groups: pd.Series | None) -> np.ndarray:
    """Return how strongly each edge pulls: its weight over the mean, more within a group."""
    weight = network.edges["weight"].to_numpy(dtype=np.float64)
    weight = weight / (weight.mean() or 1.0) if len(weight) else weight
    if groups is None:
        return weight
    absent = network.nodes.index.difference(groups.index)
    if len(absent):
        raise InputError("groups", [Fault(f"node {name!r} has no group") for name in absent])
    i, j = network.positions()
    group = groups.reindex(network.nodes.index).to_numpy()
    return np.where(group[i] == group[j], TOGETHER, 1.0) * weight


def _components(network: Network) -> list[np.ndarray]:
    """Return the positions of each connected component's nodes, largest component first."""
    from scipy.sparse.csgraph import connected_components

    if not len(network.nodes):
        return []
    _, label = connected_components(network.to_matrix(), directed=False)
    order = np.argsort(label, kind="stable")
    members = np.split(order, np.cumsum(np.bincount(label))[:-1])
    return sorted(members, key=lambda nodes: (-len(nodes), int(nodes[0])))


def _draw(network: Network, members: np.ndarray, pull: np.ndarray, random_state: int) -> np.ndarray:
    """Draw one component, without unit."""
    import igraph

    within = np.full(len(network.nodes), -1)
    within[members] = np.arange(len(members))
    i, j = network.positions()
    held = np.flatnonzero((within[i] >= 0) & (i != j))
    edges = np.column_stack([within[i[held]], within[j[held]]]).tolist()
    graph: Any = igraph.Graph(n=len(members), edges=edges)
    with seeded_igraph(random_state):
        drawn = graph.layout_fruchterman_reingold(
            weights=np.maximum(pull[held], 1e-3).tolist(), niter=700, grid="auto"
        )
    return np.array(drawn.coords, dtype=np.float64)


def _fitted(drawn: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """Turn the long side flat, ease towards landscape, and give the discs room."""
    centred = drawn - drawn.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    if len(axes) < 2:
        axes = np.eye(2)
    # A singular vector has no sign of its own: let the first node stand left and above the middle.
    axes = axes * np.where(centred[0] @ axes.T > 0, -1.0, 1.0)[:, None]
    turned = _evened(centred @ axes.T)
    extent = np.maximum(np.ptp(turned, axis=0), 1e-9)
    turned[:, 0] *= np.clip(LANDSCAPE * extent[1] / extent[0], 1.0, LANDSCAPE)
    extent = np.maximum(np.ptp(turned, axis=0), 1e-9)
    wanted = np.pi * ((radius + GAP / 2) ** 2).sum() / FILLED
    room = max(extent[0] * extent[1], extent.max() ** 2 / 10)
    return np.asarray(turned * np.sqrt(wanted / room))


def _evened(turned: np.ndarray) -> np.ndarray:
    """Draw stragglers in and crowds out: half the place itself, half its rank on each axis."""
    order = np.argsort(np.argsort(turned, axis=0, kind="stable"), axis=0, kind="stable")
    share = order / max(len(turned) - 1, 1)
    low, extent = turned.min(axis=0), np.ptp(turned, axis=0)
    return np.asarray((1 - EVENNESS) * turned + EVENNESS * (low + share * extent))


def _pushed_apart(places: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """Move overlapping discs away from each other, each half of the way, until none overlaps."""
    places = places.copy()
    reach = 2 * float(radius.max()) + GAP
    for done in range(ROUNDS):
        i, j = _near_pairs(places, reach)
        apart = places[j] - places[i]
        distance = np.hypot(apart[:, 0], apart[:, 1])
        lacking = radius[i] + radius[j] + GAP - distance
        touching = lacking > 1e-3
        if not touching.any():
            return places
        i, j, lacking = i[touching], j[touching], lacking[touching]
        way = _directions(apart[touching], distance[touching], i + j)
        # Pushing a little further than needed each round settles crowded places sooner.
        step = way * (lacking * (0.5 + 0.1 * min(done / 50, 1)))[:, None]
        np.add.at(places, i, -step)
        np.add.at(places, j, step)
    return _blown_up(places, radius)


def _near_pairs(places: np.ndarray, reach: float) -> np.ndarray:
    """Return every two places within reach of each other, in their one order."""
    from scipy.spatial import cKDTree

    pairs = cKDTree(places).query_pairs(reach, output_type="ndarray")
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].T)


def _directions(apart: np.ndarray, distance: np.ndarray, turn: np.ndarray) -> np.ndarray:
    """Return unit vectors; two discs on the same spot part along an angle of their own."""
    same = distance < 1e-9
    angle = turn * 2.399963  # the golden angle spreads successive numbers evenly around
    own = np.column_stack([np.cos(angle), np.sin(angle)])
    return np.asarray(np.where(same[:, None], own, apart / np.maximum(distance, 1e-9)[:, None]))


def _blown_up(places: np.ndarray, radius: np.ndarray) -> np.ndarray:
    """Enlarge the whole drawing just so much that the discs still overlapping come apart."""
    i, j = _near_pairs(places, 2 * float(radius.max()) + GAP)
    distance = np.hypot(*(places[j] - places[i]).T)
    needed = (radius[i] + radius[j] + GAP) / np.maximum(distance, 1e-9)
    return np.asarray(places * max(1.0, float(needed.max(initial=1.0))))


def _shelve(places: np.ndarray, radius: np.ndarray, blocks: list[np.ndarray]) -> None:
    """Stand the drawn components in centred rows as wide as the widest, and centre the whole."""
    boxes = [_box(places[members], radius[members]) for members in blocks]
    sizes = [high - low for low, high in boxes]
    y = 0.0
    for row in _rows([len(members) for members in blocks], sizes):
        x = -sum(sizes[k][0] + SPACE for k in row) / 2
        tallest = max(sizes[k][1] for k in row)
        for k in row:
            corner = np.array([x, y + (tallest - sizes[k][1]) / 2])
            places[blocks[k]] += corner - boxes[k][0]
            x += sizes[k][0] + SPACE
        y += tallest + SPACE
    if blocks:
        low, high = _box(places, radius)
        places -= (low + high) / 2


def _rows(counts: list[int], sizes: list[np.ndarray]) -> list[list[int]]:
    """Divide the components, in their order, into rows."""
    area = sum(float(np.prod(size)) for size in sizes)
    width = max([float(size[0]) for size in sizes] + [LANDSCAPE * float(np.sqrt(area))])
    rows: list[list[int]] = []
    used = 0.0
    for k, size in enumerate(sizes):
        # The first node without edges starts a row of its own: it belongs to nothing drawn so far.
        first_alone = counts[k] == 1 and k > 0 and counts[k - 1] > 1
        if not rows or first_alone or used + size[0] > width:
            rows.append([])
            used = 0.0
        rows[-1].append(k)
        used += float(size[0]) + SPACE
    return rows


def _box(places: np.ndarray, radius: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the corners of the box around a set of discs."""
    return (places - radius[:, None]).min(axis=0), (places + radius[:, None]).max(axis=0)
