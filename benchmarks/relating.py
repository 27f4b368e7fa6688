"""relating: specialization, proximity and a backbone on tables of a national size."""

from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.weights import effective_use
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.relating.backbone import backbone
from mobility.relating.proximity import proximity


def random_counts(rows: int, columns: int, seed: int = 0) -> Incidence:
    """Draw a table as skewed as a real one: few rows and columns have most of the counts."""
    draw = np.random.default_rng(seed)
    size, fame = draw.pareto(1.2, rows) + 1, draw.pareto(1.2, columns) + 1
    counts = draw.poisson(np.outer(size, fame) * draw.gamma(0.4, 2.5, (rows, columns)) / 20)
    occupations = pd.Index([f"o{i:05d}" for i in range(rows)], name="occupation")
    skills = pd.Index([f"s{i:05d}" for i in range(columns)], name="skill")
    values = csr_array(counts.astype(float))
    return Incidence(values, occupations, skills, "ads", counts.sum(axis=1))


class Proximity:
    """Specialization of at least 1, then proximity between the columns."""

    peers: ClassVar = {"time_ecomplexity": "ecomplexity"}

    def setup(self, size: str) -> None:
        """Draw a table as large as the trade of 226 countries in 785 products."""
        rows, columns = (40, 60) if size == "small" else (226, 785)
        self.counts = random_counts(rows, columns)
        self.long = self.counts.to_frame().assign(time=2000)
        self.what = f"{rows} × {columns}, {self.counts.values.nnz:,} values"

    def time_ours(self) -> csr_array:
        """Stay sparse throughout."""
        return proximity(effective_use(self.counts).values)

    def time_ecomplexity(self) -> pd.DataFrame:
        """Ask the peer for the proximity of products."""
        from ecomplexity import proximity as peer

        names = {"time": "time", "loc": "occupation", "prod": "skill", "val": "ads"}
        return peer(self.long, names)


class Backbone:
    """The noise-corrected backbone of a network of counts."""

    peers: ClassVar = {}

    def setup(self, size: str) -> None:
        """Draw a network of 3,000 nodes and some 300,000 edges."""
        nodes, edges = (100, 600) if size == "small" else (3000, 300_000)
        draw = np.random.default_rng(0)
        ends = np.unique(np.sort(draw.integers(0, nodes, (edges, 2)), axis=1), axis=0)
        names = np.array([f"n{i:04d}" for i in range(nodes)])
        table = pd.DataFrame({"source": names[ends[:, 0]], "target": names[ends[:, 1]],
                              "weight": draw.geometric(0.1, len(ends))})  # fmt: skip
        table = table.loc[table["source"] != table["target"]]
        self.network = Network.from_edges(table)
        self.what = f"{nodes} nodes, {len(table):,} edges"

    def time_ours(self) -> Network:
        """Judge all edges at once."""
        return backbone(self.network)
