"""effective_use: how near occupations are by the skills they use, on a table of national size."""

from typing import ClassVar

import numpy as np
from scipy.sparse import csr_array

from mobility.relating.effective_use_similarity import effective_use_similarity
from mobility.relating.proximity import proximity


class EffectiveUse:
    """Proximity of the skills, then the similarity of all pairs of occupations."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Draw 2,000 occupations that use some 55 of 6,000 skills each, few skills by most."""
        rows, columns = (40, 60) if size == "small" else (2000, 6000)
        draw = np.random.default_rng(0)
        fame = draw.pareto(1.2, columns) + 1
        chance = np.minimum(fame / fame.mean() * 0.01, 0.6)
        self.used = csr_array((draw.random((rows, columns)) < chance).astype(float))
        self.what = f"{rows} × {columns}, {self.used.nnz:,} values"

    def time_ours(self) -> csr_array:
        """Take a part of the skills at a time, so that no table of all by all is needed."""
        return effective_use_similarity(self.used, proximity(self.used))


class FullerUse(EffectiveUse):
    """The same where every occupation uses any 3 in 100 skills, so that nearly all skills meet."""

    def setup(self, size: str) -> None:
        """Draw 2,000 occupations that use some 180 of 6,000 skills each, all skills by as many."""
        rows, columns = (40, 60) if size == "small" else (2000, 6000)
        draw = np.random.default_rng(0)
        self.used = csr_array((draw.random((rows, columns)) < 0.03).astype(float))
        self.what = f"{rows} × {columns}, {self.used.nnz:,} values"


class EffectiveUseAlone(FullerUse):
    """Of that, only the similarity of all pairs of occupations: the proximity is given."""

    def setup(self, size: str) -> None:
        """Draw as many, and relate the skills beforehand."""
        super().setup(size)
        self.theta = proximity(self.used)

    def time_ours(self) -> csr_array:
        """Take a part of the skills at a time."""
        return effective_use_similarity(self.used, self.theta)
