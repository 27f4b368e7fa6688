"""relating: proximity, backbones and skill relatedness on tables of a national size."""

import os
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from benchmarks.peers import PeerResult, ask_peer
from mobility.counting.weights import effective_use
from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.relating.backbone import backbone
from mobility.relating.proximity import proximity
from mobility.relating.skill_relatedness import skill_relatedness

DATA = "LABOUR_GRAPHS_DATA"
"""The environment variable that names the folder of data; with it the real trade table is timed."""


def random_counts(rows: int, columns: int, seed: int = 0) -> Incidence:
    """Draw a table as skewed as a real one: few rows and columns have most of the counts."""
    draw = np.random.default_rng(seed)
    size, fame = draw.pareto(1.2, rows) + 1, draw.pareto(1.2, columns) + 1
    counts = draw.poisson(np.outer(size, fame) * draw.gamma(0.4, 2.5, (rows, columns)) / 20)
    occupations = pd.Index([f"o{i:05d}" for i in range(rows)], name="occupation")
    skills = pd.Index([f"s{i:05d}" for i in range(columns)], name="skill")
    values = csr_array(counts.astype(float))
    return Incidence(values, occupations, skills, "ads", counts.sum(axis=1))


def random_edges(size: str) -> pd.DataFrame:
    """Draw an edge table of 3,000 nodes and some 290,000 edges, or a small one."""
    nodes, edges = (100, 600) if size == "small" else (3000, 300_000)
    draw = np.random.default_rng(0)
    ends = np.unique(np.sort(draw.integers(0, nodes, (edges, 2)), axis=1), axis=0)
    ends = ends[ends[:, 0] != ends[:, 1]]
    names = np.array([f"n{i:04d}" for i in range(nodes)])
    return pd.DataFrame(
        {
            "source": names[ends[:, 0]],
            "target": names[ends[:, 1]],
            "weight": draw.geometric(0.1, len(ends)),
        }
    )


class Proximity:
    """From a table with a line per pair to specialization of at least 1, then proximity."""

    peers: ClassVar[dict[str, str]] = {}
    elsewhere: ClassVar = {
        "time_ecomplexity": "ecomplexity",
        "time_economic_complexity": "economic-complexity",
    }

    def setup(self, size: str) -> None:
        """Draw a table as large as the trade of 226 countries in 785 products."""
        rows, columns = (40, 60) if size == "small" else (226, 785)
        table = random_counts(rows, columns).to_frame()
        self._have(table.set_axis(["row", "column", "value"], axis=1), "drawn")

    def _have(self, table: pd.DataFrame, origin: str) -> None:
        self.table = table
        rows, columns = table["row"].nunique(), table["column"].nunique()
        self.what = f"{origin}: {rows} × {columns}, {len(table):,} values"

    def time_ours(self) -> csr_array:
        """Count from the table, stay sparse throughout."""
        counts = Incidence.from_pairs(self.table, "row", "column", "value")
        return proximity(effective_use(counts).values)

    def time_ecomplexity(self) -> PeerResult:
        """Ask the peer for the proximity of products, from the same table."""
        return ask_peer("proximity_a", self.table, repeats=2)

    def time_economic_complexity(self) -> PeerResult:
        """Ask the other peer the same."""
        return ask_peer("proximity_b", self.table, repeats=2)


class TradeProximity(Proximity):
    """The same for world trade 1998-2000, where the folder of data is named."""

    def setup(self, size: str) -> None:
        """Read the trade table; without a folder draw one."""
        super().setup(size)
        if size == "full" and DATA in os.environ:
            file = "economiccomplexity/world_trade_avg_1998_to_2000.csv.gz"
            table = pd.read_csv(Path(os.environ[DATA]) / file, dtype={"product": "str"})
            self._have(table.set_axis(["row", "column", "value"], axis=1), "world trade")
        else:
            self.what += f" (for world trade name the folder of data in {DATA})"


class Backbone:
    """The noise-corrected backbone, from a table of edges to the network that is kept."""

    peers: ClassVar[dict[str, str]] = {}
    elsewhere: ClassVar = {"time_netbone_sd": "netbone", "time_netbone_p": "netbone"}

    def setup(self, size: str) -> None:
        """Draw a network of 3,000 nodes and some 290,000 edges."""
        self.table = random_edges(size)
        self.network = Network.from_edges(self.table)
        self.what = f"{len(self.network.nodes)} nodes, {len(self.table):,} edges"

    def time_ours(self) -> Network:
        """Check the table, build the network, judge all edges at once."""
        return backbone(Network.from_edges(self.table))

    def time_ours_built(self) -> Network:
        """Judge a network that stands."""
        return backbone(self.network)

    def time_netbone_sd(self) -> PeerResult:
        """Ask for the score and its deviation, which is what ours finds."""
        return ask_peer("noise_corrected_score", self.table)

    def time_netbone_p(self) -> PeerResult:
        """Ask for the binomial p, its default."""
        return ask_peer("noise_corrected_p", self.table)


class Disparity:
    """The disparity backbone of the same table."""

    peers: ClassVar[dict[str, str]] = {}
    elsewhere: ClassVar = {"time_netbone": "netbone"}

    def setup(self, size: str) -> None:
        """Draw a network of 3,000 nodes and some 290,000 edges."""
        self.table = random_edges(size)
        self.network = Network.from_edges(self.table)
        self.what = f"{len(self.network.nodes)} nodes, {len(self.table):,} edges"

    def time_ours(self) -> Network:
        """Check the table, build the network, judge all edges at once."""
        return backbone(Network.from_edges(self.table), rule="disparity")

    def time_ours_built(self) -> Network:
        """Judge a network that stands."""
        return backbone(self.network, rule="disparity")

    def time_netbone(self) -> PeerResult:
        """Ask for its p."""
        return ask_peer("disparity", self.table)


class SkillRelatedness:
    """Skill relatedness with an interval on every pair."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Draw moves between 800 industries, two in three of whose pairs have none."""
        nodes = 30 if size == "small" else 800
        draw = np.random.default_rng(0)
        sizes = draw.pareto(1.2, nodes) + 1
        related = draw.gamma(0.5, 2.0, (nodes, nodes))
        moves = draw.poisson(np.outer(sizes, sizes) * related / 10)
        i, j = np.nonzero(moves)
        names = np.array([f"i{n:03d}" for n in range(nodes)])
        table = pd.DataFrame({"origin": names[i], "destination": names[j], "count": moves[i, j]})
        self.flows = Flows.of(table, kind="industry")
        self.what = f"{nodes} × {nodes}, {len(table):,} pairs with moves"

    def time_ours(self) -> Network:
        """Fit the prior and bound every pair."""
        return skill_relatedness(self.flows)
