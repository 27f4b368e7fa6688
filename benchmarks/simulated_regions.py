"""simulated_regions: an economy whose branching is known, told by counts of four periods."""

import numpy as np
import pandas as pd

from mobility.foundation.regional_counts import RegionalCounts

PERIODS = ("2012", "2013", "2016", "2017")


def simulated_economy(
    branching: float,
    *,
    seed: int,
    regions: int = 40,
    industries: int = 90,
    families: int = 9,
    entry: float = 0.06,
) -> RegionalCounts:
    """Draw an economy in which entry rises with density, or does not.

    Industries come in families, and every region has more of some families than of others, with and
    without branching: density varies either way, and goes with how varied a region is and how
    common an industry. What is not there enters with log-odds that are the sum of an effect of the
    region, an effect of the industry, and ``branching`` times the share of the family that is there
    (in standard deviations).

    Parameters
    ----------
    branching : float
        Log-odds of entry for one standard deviation of density; 0 for none.
    seed : int
        Of everything drawn.
    regions, industries, families : int
        How many.
    entry : float
        Chance of entry where all effects are 0.

    Returns
    -------
    RegionalCounts
        Jobs in 2012, 2013 (to t0), 2016 and 2017 (to t1).
    """
    draw = np.random.default_rng(seed)
    family = np.arange(industries) % families
    varied, common = draw.normal(0, 0.6, regions), draw.normal(0, 0.6, industries)
    leaning = draw.normal(0, 1.2, (regions, families))[:, family]
    height = -1.2 + varied[:, None] + common + leaning
    there = draw.random((regions, industries)) < 1 / (1 + np.exp(-height))
    kin = (family[:, None] == family) & ~np.eye(industries, dtype=bool)
    near = (there @ kin) / kin.sum(axis=0)
    near = (near - near.mean()) / near.std()
    # Varied regions and common industries take in more, whether or not there is branching.
    odds = np.log(entry / (1 - entry)) + 0.8 * varied[:, None] + 0.8 * common + branching * near
    came = ~there & (draw.random(there.shape) < 1 / (1 + np.exp(-odds)))
    size = np.exp(draw.normal(0, 0.5, regions))[:, None] * np.exp(draw.normal(3.7, 0.4, industries))
    parts = []
    for period in PERIODS:
        has = there if period <= "2013" else there | came
        jobs = draw.poisson(size * np.where(has, 1.0, 0.05))
        i, j = np.nonzero(jobs)
        parts.append(pd.DataFrame({
            "region": np.char.add("r", np.char.zfill(i.astype(str), 3)),
            "activity": np.char.add("f", np.char.add(family[j].astype(str),
                                    np.char.zfill(j.astype(str), 4))),
            "period": period, "count": jobs[i, j],
        }))  # fmt: skip
    return RegionalCounts.of(pd.concat(parts, ignore_index=True), kind="industry", version="made")
