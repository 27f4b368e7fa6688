"""region_pages: the board of 300 regions by 800 industries with its page, and origins."""

from typing import ClassVar

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from benchmarks.regions import made_counts, made_network
from mobility.foundation.incidence import Incidence
from mobility.reaching.origins_mix import SkillMix, skill_mix
from mobility.reaching.region_board import region_board
from mobility.showing.region_page import region_page
from mobility.showing.region_view import RegionView


class BoardAndPage:
    """Every cell, the layout of the network, and one page that has all regions."""

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
        self.what = f"{regions} regions × {industries} industries, one page"

    def time_ours(self) -> int:
        """Make board and page."""
        board = region_board(self.counts, self.network, pay=self.pay)
        return len(region_page(RegionView.of(board)))


class Mix:
    """An occupation made up of 400 older ones, with 200 draws of its ads."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Draw occupations that ask for a few skills each."""
        occupations, skills = (40, 200) if size == "small" else (400, 3000)
        chance = np.random.default_rng(0)
        asked = chance.random((occupations + 1, skills)) < 0.03
        counts = np.where(asked, chance.integers(1, 200, asked.shape), 0)
        names = [f"o{number}" for number in range(occupations)]
        self.counts = Incidence(
            csr_array(counts.astype(np.float64)), pd.Index([*names, "new"], name="occupation"),
            pd.Index([f"s{number}" for number in range(skills)], name="skill"), "ads",
            np.full(occupations + 1, 200.0),
        )  # fmt: skip
        self.what = f"{occupations} older occupations × {skills} skills, 200 draws"

    def time_ours(self) -> SkillMix:
        """Find the mix and its intervals."""
        return skill_mix(self.counts, "new")
