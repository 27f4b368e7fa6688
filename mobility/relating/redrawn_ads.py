"""redrawn_ads: counts of skills in ads, or employers, drawn again from those there are."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.incidence import Incidence
from mobility.foundation.mentions import NOT_ASKED_FOR

UNITS = ("ad", "employer")
"""What can be drawn: single ads, or employers with all their ads."""


@dataclass(frozen=True, eq=False, repr=False)
class RedrawnAds:
    """Counted ads, what each asks for, and the units they are drawn in.

    Parameters
    ----------
    counts : Incidence
        What `occupation_skills` counted in the ads, each once.
    occupations : csr_array of shape (n_occupations, n_ads)
        1 where the ad is of the occupation.
    skills : csr_array of shape (n_ads, n_skills)
        1 where the ad asks for the skill.
    unit : ndarray of shape (n_ads,)
        The number of the unit each ad belongs to, from 0 without a gap.
    nameless : int
        Ads without an employer, each a unit of its own (0 if ads are drawn).
    """

    counts: Incidence
    occupations: csr_array
    skills: csr_array
    unit: np.ndarray
    nameless: int

    @classmethod
    def of(
        cls,
        ads: Ads,
        mentions: pd.DataFrame,
        counts: Incidence,
        *,
        by: str,
        level: int,
        max_ads_per_employer: int | None,
    ) -> "RedrawnAds":
        """Take the ads that `occupation_skills` counted with the same settings."""
        ledger = ad_ledger(
            ads, "occupation", level=level, max_ads_per_employer=max_ads_per_employer
        )
        counted = pd.Index(ledger.loc[ledger["status"] == "counted", "ad"])
        table = ads.table.set_index("ad").loc[counted]
        code = counts.rows.get_indexer(pd.Index(table["occupation"].str.slice(0, level)))
        asked = mentions.loc[~mentions["stance"].isin(NOT_ASKED_FOR), ["ad", "skill"]]
        asked = asked.drop_duplicates()
        i = counted.get_indexer(pd.Index(asked["ad"]))
        j = counts.columns.get_indexer(pd.Index(asked["skill"]))
        here = i >= 0
        size = len(counted)
        cells = (np.ones(int(here.sum())), (i[here], j[here]))
        skills = coo_array(cells, shape=(size, len(counts.columns))).tocsr()
        cells = (np.ones(size), (code, np.arange(size)))
        occupations = coo_array(cells, shape=(len(counts.rows), size)).tocsr()
        if by == "ad":
            return cls(counts, occupations, skills, np.arange(size), 0)
        # An ad without an employer is nobody else's.
        nameless = table["employer"].isna()
        name = table["employer"].where(~nameless, "ad " + table.index.astype("str"))
        marked = pd.Series(np.where(nameless, "1", "0"), index=table.index) + name
        unit = pd.factorize(marked, sort=True)[0].astype(np.int64)
        return cls(counts, occupations, skills, unit, int(nameless.sum()))

    def times(self, random_state: int, draw: int) -> np.ndarray:
        """Return how often each ad is in one draw of as many units as there are."""
        size = int(self.unit.max()) + 1
        drawn = np.random.default_rng([random_state, draw]).integers(0, size, size)
        return np.asarray(np.bincount(drawn, minlength=size)[self.unit], dtype=np.float64)

    def counted(self, times: np.ndarray) -> Incidence:
        """Count the skills of every occupation, each ad so many times."""
        several = csr_array(
            (
                self.occupations.data * times[self.occupations.indices],
                self.occupations.indices,
                self.occupations.indptr,
            ),
            shape=self.occupations.shape,
        )
        base = self.counts
        return Incidence(
            csr_array(several @ self.skills), base.rows, base.columns, base.measure,
            np.asarray(several.sum(axis=1)).ravel(), base.version,
        )  # fmt: skip

    def units(self, between: str) -> np.ndarray:
        """Return how many different units each occupation (skill) rests on."""
        belongs = coo_array(
            (np.ones(len(self.unit)), (np.arange(len(self.unit)), self.unit)),
            shape=(len(self.unit), int(self.unit.max()) + 1),
        ).tocsr()
        across = self.occupations if between == "occupation" else csr_array(self.skills.T)
        return np.asarray(np.diff(csr_array(across @ belongs).indptr), dtype=np.int64)
