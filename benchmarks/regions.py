"""regions: the board of 300 regions by 800 industries, and a test of what it suggests."""

from typing import ClassVar

import numpy as np
import pandas as pd

from benchmarks.simulated_regions import simulated_economy
from mobility.counting.weights import effective_use
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.board import RegionBoard
from mobility.reaching.recovery import recovery
from mobility.reaching.region_board import region_board
from mobility.relating.relatedness import relatedness


def made_counts(size: str) -> RegionalCounts:
    """Draw one period of an economy with families of industries."""
    regions, industries = (20, 40) if size == "small" else (300, 800)
    counts = simulated_economy(0.5, seed=0, regions=regions, industries=industries, families=10)
    table = counts.table[counts.table["period"] == counts.periods[-1]]
    return RegionalCounts(table, counts.regions, counts.activities, version=counts.version)


def made_network(counts: RegionalCounts) -> Network:
    """Relate the industries by the regions that have both."""
    table = counts.table
    held = Incidence.from_pairs(
        table, "region", "activity", "low", columns=counts.activities, version=counts.version
    )
    network = relatedness(effective_use(held), between="activity")
    return Network(network.nodes, network.edges, False, network.measure, counts.version)


class Board:
    """Quotients, density, ranks, classes, evidence and attractiveness of every cell."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Draw an economy."""
        self.counts = made_counts(size)
        self.network = made_network(self.counts)
        regions, industries = len(self.counts.regions), len(self.counts.activities)
        chance = np.random.default_rng(1)
        self.pay = pd.DataFrame(
            {"industry": self.counts.activities, "pay": chance.normal(3e4, 5e3, industries)}
        )
        self.what = f"{regions} regions × {industries} industries, {len(self.network.edges):,} ties"

    def time_ours(self) -> RegionBoard:
        """Make the board in the order of density."""
        return region_board(self.counts, self.network, pay=self.pay)

    def time_with_effects(self) -> RegionBoard:
        """Make it in the order of density and effects."""
        return region_board(self.counts, self.network, pay=self.pay, order="density and effects")


class Recovery:
    """One draw of masked presences with all nulls, relatedness given and from other regions."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Draw an economy."""
        self.counts = made_counts(size)
        self.network = made_network(self.counts)
        self.what = f"{len(self.counts.regions)} × {len(self.counts.activities)}, one draw"

    def time_ours(self) -> pd.DataFrame:
        """Recover with relatedness given."""
        return recovery(self.counts, self.network, draws=1)

    def time_from_others(self) -> pd.DataFrame:
        """Recover with relatedness found in all other regions, for each region."""
        return recovery(self.counts, draws=1)
