"""network: two tables, nodes and edges, that know their measure and their recipe."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.recipe import NO_STEPS, Recipe, Step

if TYPE_CHECKING:
    import igraph
    import networkx
    from pyvis.network import Network as PyvisNetwork


@dataclass(frozen=True, eq=False, repr=False)
class Network:
    """Nodes and weighted edges, directed or not.

    Parameters
    ----------
    nodes : DataFrame
        Indexed by unique node name; the index *name* says the kind ("occupation"). Any columns.
    edges : DataFrame
        Columns ``source``, ``target``, ``weight`` (finite, at least 0) and any others; sorted.
        In an undirected network each pair stands once, the node that comes first in ``nodes``
        as ``source``. No edge stands twice.
    directed : bool
        Whether the edge from a to b is another than the edge from b to a.
    measure : str
        What a weight is, such as "proximity".
    version : str
        Classification and version of the node names, such as "SSYK 2012"; "" if not codes.
    recipe : Recipe
        How it came about.

    Examples
    --------
    >>> kitchen = Network.from_edges(
    ...     pd.DataFrame({"source": ["waiter"], "target": ["cook"], "weight": [0.5]}),
    ...     nodes=pd.DataFrame(index=pd.Index(["cook", "waiter"], name="occupation")),
    ... )
    >>> kitchen
    Network(2 occupation, 1 edge, undirected, 'weight')
    >>> kitchen.edges.loc[0, "source"]
    'cook'
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    directed: bool
    measure: str
    version: str = ""
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Check names and weights, and put the edges in their one order."""
        faults = [
            Fault(f"node {name!r} stands twice")
            for name in self.nodes.index[self.nodes.index.duplicated()][:5]
        ]
        lacking = [c for c in ("source", "target", "weight") if c not in self.edges.columns]
        faults += [Fault(f"the edge table lacks column {name!r}") for name in lacking]
        if not faults:
            edges, ends, faults = _in_order(self.nodes.index, self.edges, directed=self.directed)
            object.__setattr__(self, "edges", edges)
            # Looking names up takes longer than most measures, so it is done once. Not a field:
            # what lists the fields of a network lists what it was given.
            self.__dict__["_ends"] = ends
            # The caller may go on writing into the table that was given.
            object.__setattr__(self, "nodes", self.nodes.copy(deep=False))
        if faults:
            raise InputError(f"Network of {self.nodes.index.name}", faults)

    @classmethod
    def from_edges(
        cls,
        edges: pd.DataFrame,
        *,
        nodes: pd.DataFrame | None = None,
        directed: bool = False,
        measure: str = "weight",
        version: str = "",
        recipe: Recipe = NO_STEPS,
    ) -> "Network":
        """Build it from an edge table; without ``nodes``, from the sorted names found in it."""
        if nodes is None:
            names = sorted(set(edges["source"].unique()) | set(edges["target"].unique()))
            nodes = pd.DataFrame(index=pd.Index(names, name="node", dtype="str"))
        return cls(nodes, edges, directed, measure, version, recipe)

    @classmethod
    def from_matrix(
        cls,
        matrix: csr_array,
        nodes: pd.DataFrame,
        *,
        directed: bool = False,
        measure: str = "weight",
        version: str = "",
        recipe: Recipe = NO_STEPS,
    ) -> "Network":
        """Build it from a square matrix of weights; the diagonal is left out.

        Parameters
        ----------
        matrix : csr_array of shape (n_nodes, n_nodes)
            Weights of at least 0; for an undirected network only the upper triangle is read.
        nodes : DataFrame of n_nodes rows
            Node table, in the order of the matrix.
        directed, measure, version, recipe
            As on the class.

        Raises
        ------
        InputError
            If the matrix does not have one row and one column per node.
        """
        if matrix.shape != (len(nodes), len(nodes)):
            fault = f"the matrix has shape {matrix.shape} but there are {len(nodes)} nodes"
            raise InputError(f"Network of {nodes.index.name}", [fault])
        held = coo_array(matrix)
        i, j = held.coords
        wanted = (i != j) if directed else (i < j)
        wanted &= held.data != 0
        edges = pd.DataFrame(
            {
                "source": nodes.index[i[wanted]],
                "target": nodes.index[j[wanted]],
                "weight": held.data[wanted],
            }
        )
        return cls(nodes, edges, directed, measure, version, recipe)

    def __repr__(self) -> str:
        """Say the kind, the counts and the measure."""
        kind = self.nodes.index.name or "node"
        edges = "1 edge" if len(self.edges) == 1 else f"{len(self.edges)} edges"
        direction = "directed" if self.directed else "undirected"
        return f"Network({len(self.nodes)} {kind}, {edges}, {direction}, {self.measure!r})"

    def to_matrix(self, column: str = "weight") -> csr_array:
        """Return the weights as a square matrix in node order; symmetric if undirected."""
        i, j = self.positions()
        weight = self.edges[column].to_numpy(dtype=np.float64)
        shape = (len(self.nodes), len(self.nodes))
        matrix = coo_array((weight, (i, j)), shape=shape).tocsr()
        if self.directed:
            return matrix
        loops = coo_array((weight[i == j], (i[i == j], j[i == j])), shape=shape).tocsr()
        return csr_array(matrix + matrix.T - loops)

    def positions(self) -> tuple[np.ndarray, np.ndarray]:
        """Return for every edge the positions of its source and its target among the nodes."""
        i, j = self.__dict__["_ends"]
        return i.copy(), j.copy()

    def with_nodes(self, nodes: pd.DataFrame) -> "Network":
        """Return the same edges with another node table for the same names."""
        return Network(nodes, self.edges, self.directed, self.measure, self.version, self.recipe)

    def with_edges(self, edges: pd.DataFrame, step: Step) -> "Network":
        """Return the same nodes with other edges, one step later."""
        recipe = self.recipe.then(step)
        return Network(self.nodes, edges, self.directed, self.measure, self.version, recipe)

    def to_networkx(self) -> "networkx.Graph[str]":
        """Return a networkx ``Graph`` or ``DiGraph`` with every column as an attribute."""
        import networkx

        graph: networkx.Graph[str] = networkx.DiGraph() if self.directed else networkx.Graph()
        graph.graph.update(measure=self.measure, version=self.version)
        graph.add_nodes_from(zip(self.nodes.index, _records(self.nodes), strict=True))
        attributes = _records(self.edges.drop(columns=["source", "target"]))
        graph.add_edges_from(
            zip(self.edges["source"], self.edges["target"], attributes, strict=True)
        )
        return graph

    @classmethod
    def from_networkx(cls, graph: "networkx.Graph[str]", *, weight: str = "weight") -> "Network":
        """Build it from a networkx graph; an edge without ``weight`` weighs 1.

        Raises
        ------
        InputError
            If the graph has parallel edges; add them up first.
        """
        if graph.is_multigraph():
            raise InputError("networkx graph", ["has parallel edges; add them up into one first"])
        names = pd.Index(list(graph.nodes), name="node")
        nodes = pd.DataFrame([graph.nodes[name] for name in names], index=names)
        held = [{"source": a, "target": b, **data} for a, b, data in graph.edges(data=True)]
        edges = pd.DataFrame(held)
        if edges.empty:
            edges = pd.DataFrame({"source": [], "target": [], "weight": []})
        edges["weight"] = edges[weight].fillna(1.0) if weight in edges else 1.0
        measure, version = graph.graph.get("measure", weight), graph.graph.get("version", "")
        return cls(nodes, edges, graph.is_directed(), measure, version)

    def to_igraph(self) -> "igraph.Graph":
        """Return an igraph ``Graph`` whose vertices have ``name`` and every column.

        Raises
        ------
        InputError
            If the node table has a column ``name``: igraph keeps the node's own name there.
        """
        import igraph

        if "name" in self.nodes.columns:
            problem = "column 'name' would hide the nodes' own names in igraph; call it 'title'"
            raise InputError(f"Network of {self.nodes.index.name}", [problem])

        i, j = self.positions()
        graph = igraph.Graph(
            n=len(self.nodes), edges=np.column_stack([i, j]).tolist(), directed=self.directed
        )
        graph.vs["name"] = list(self.nodes.index)
        for name, column in _plain(self.nodes).items():
            graph.vs[str(name)] = column.tolist()
        for name, column in _plain(self.edges.drop(columns=["source", "target"])).items():
            graph.es[str(name)] = column.tolist()
        graph["measure"], graph["version"] = self.measure, self.version
        return graph

    @classmethod
    def from_igraph(cls, graph: "igraph.Graph", *, weight: str = "weight") -> "Network":
        """Build it from an igraph graph; an edge without ``weight`` weighs 1.

        Raises
        ------
        InputError
            If the graph has parallel edges; add them up first.
        """
        attributes = {name: graph.vs[name] for name in graph.vs.attributes() if name != "name"}
        names = graph.vs["name"] if "name" in graph.vs.attributes() else range(graph.vcount())
        nodes = pd.DataFrame(attributes, index=pd.Index(list(names), name="node"))
        i, j = np.array(graph.get_edgelist(), dtype=np.intp).reshape(-1, 2).T
        edges = pd.DataFrame({name: graph.es[name] for name in graph.es.attributes()})
        edges["source"], edges["target"] = nodes.index[i], nodes.index[j]
        edges["weight"] = edges[weight].fillna(1.0) if weight in edges else 1.0
        known = set(graph.attributes())
        measure = graph["measure"] if "measure" in known else weight
        version = graph["version"] if "version" in known else ""
        return cls(nodes, edges, graph.is_directed(), measure, version)

    def to_pyvis(self) -> "PyvisNetwork":
        """Return a pyvis network for a notebook: integer ids, labels as titles.

        Meant for small networks: pyvis adds edges in quadratic time and its pages ask a content
        server for scripts. The pages of this library are built by their own template.
        """
        from pyvis.network import Network as PyvisNetwork

        drawn = PyvisNetwork(directed=self.directed, notebook=True, cdn_resources="in_line")
        drawn.add_nodes(
            list(range(len(self.nodes))), label=[str(name) for name in self.nodes.index]
        )
        i, j = self.positions()
        for a, b, w in zip(i.tolist(), j.tolist(), self.edges["weight"].tolist(), strict=True):
            drawn.add_edge(a, b, value=w)
        return drawn


def _in_order(
    index: pd.Index, edges: pd.DataFrame, *, directed: bool
) -> tuple[pd.DataFrame, tuple[np.ndarray, np.ndarray], list[Fault]]:
    """Return the edges in node order (undirected: first node first), their ends and all faults."""
    i, j = (index.get_indexer(pd.Index(edges[side])) for side in ("source", "target"))
    faults = []
    for side, position in (("source", i), ("target", j)):
        unknown = edges[side][position < 0].unique()[:5]
        faults += [Fault(f"edge {side} {name!r} is not among the nodes") for name in unknown]
    weight = pd.to_numeric(edges["weight"], errors="coerce").to_numpy(dtype=np.float64)
    bad = np.flatnonzero(~(np.isfinite(weight) & (weight >= 0)))
    faults += [
        Fault("a finite number of at least 0", row=int(r) + 1, column="weight",
              value=str(edges["weight"].iloc[r]))
        for r in bad[:5]
    ]  # fmt: skip
    if not directed:
        i, j = np.minimum(i, j), np.maximum(i, j)
    order = np.lexsort((j, i))
    ordered = edges.iloc[order].reset_index(drop=True)
    i, j = i[order], j[order]
    repeated = np.flatnonzero((np.diff(i) == 0) & (np.diff(j) == 0))
    if not faults:
        faults += [
            Fault(f"the edge {index[i[r]]!r} – {index[j[r]]!r} stands twice") for r in repeated[:5]
        ]
        ordered["source"], ordered["target"] = index[i], index[j]
        ordered["weight"] = weight[order]
        first = ["source", "target", "weight"]
        ordered = ordered[first + [c for c in ordered.columns if c not in first]]
    return ordered, (i, j), faults


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with plain Python values (graph libraries write nothing else to files)."""
    return table.astype("object").where(table.notna(), None)


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return one dictionary of plain values per row."""
    return [{str(k): v for k, v in row.items()} for row in _plain(table).to_dict("records")]
