"""broader_ads: whether the ads of a broader group tell what a unit group's own ads speak against.

A section of the page that ``make_sources.py`` writes.
"""

from pathlib import Path

import numpy as np
from national_space import FEW_ADS

from mobility.counting.conditions import occupation_conditions
from mobility.finding.conditions import find_conditions
from mobility.foundation.conditions import CONDITIONS, Conditions
from mobility.reaching.needs import AGAINST, AT_LEAST
from mobility.reading.ads import read_ads

OWN_ADS = 3


def widened(told: Conditions) -> tuple[np.ndarray, np.ndarray]:
    """Return what broader ads say against, and what the ads held back do, of every unit group.

    Unit groups with three ads or more are held back one at a time; the ads of the other unit groups
    of the three-digit group, or of the two-digit one, speak for it if they are ten or more.
    """
    codes = np.array([str(code) for code in told.occupations], dtype=object)
    said, true = [], []
    for row in np.flatnonzero(told.ads >= OWN_ADS):
        for digits in (3, 2):
            inside = np.array([code[:digits] == codes[row][:digits] for code in codes])
            inside[row] = False
            ads = told.ads[inside].sum()
            if ads >= FEW_ADS:
                against, met = (each[inside].sum(axis=0) for each in (told.against, told.met))
                said.append((against / ads >= AGAINST) & (against >= AT_LEAST) & (against > met))
                true.append(told.against[row] / told.ads[row] >= AGAINST)
                break
    return np.array(said), np.array(true)


def conditions_section(folder: Path) -> list[str]:
    """Return what 710 ads of broader groups tell of unit groups that have ads of their own."""
    ads = read_ads(folder / "sv-platsbanken-710" / "ads.jsonl")
    said, true = widened(occupation_conditions(ads, find_conditions(ads)))
    lines = [
        "## Conditions that only a broader group's ads speak of",
        "",
        f"{len(said)} unit groups with {OWN_ADS} ads or more are held back one at a time; what the"
        " other ads of their group one or two levels up speak against is set beside their own.",
        "",
        "| need | spoken against | rightly | not spoken against | wrongly |",
        "|---|---:|---:|---:|---:|",
    ]
    for at, name in [*enumerate(CONDITIONS), (slice(None), "all")]:
        one, other = said[:, at].ravel(), true[:, at].ravel()
        lines.append(
            f"| {name} | {one.sum()} | {(one & other).sum()} | {(~one).sum()} |"
            f" {(~one & other).sum()} |"
        )
    text = f"""
Of what they speak against {(said & true).sum() / said.sum():.0%} is right; {true.mean():.0%} would
be by chance. That is enough to be said, and too little to put an occupation behind all others: only
an occupation's own ads do that. The numbers are small.
"""
    return [*lines, *text.splitlines()]
