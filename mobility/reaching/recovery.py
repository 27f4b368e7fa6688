"""recovery: how well presences that were masked are found again; this is not entry."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError, VersionError
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.density import related_matrix, shares
from mobility.reaching.location_quotients import region_presence
from mobility.reaching.other_regions import density_from_others
from mobility.reaching.region_hits import RegionHits, hits_table, region_hits
from mobility.reaching.region_nulls import NULLS, region_null_scores, shared_prefix
from mobility.reaching.region_order import BOTH, DENSITY, ORDERS, density_and_effects

NOT_ENTRY = "recovery of masked presences, not entry"


def recovery(
    counts: RegionalCounts,
    relatedness: Network | None = None,
    *,
    period: str | None = None,
    share: float = 0.1,
    draws: int = 50,
    k: int = 10,
    smallest: int = 5,
    few_links: int = 3,
    few_present: int = 5,
    bootstraps: int = 1000,
    confidence: float = 0.95,
    random_state: int = 0,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Mask some of what regions have, and see how much of it density puts first.

    Where one period is all there is, this is what can be checked: whether what a region has could
    be told from the rest of what it has. It is **not** entry: nothing shows that what is dense
    today comes tomorrow, and what is recovered may be near for reasons that bring nothing new.

    In each draw a share of all presences is set to absent. In every region what is absent then,
    masked or not, is ranked, and the first k are named; a hit is one that was masked.

    Parameters
    ----------
    counts : RegionalCounts
        Of the period.
    relatedness : Network, optional
        φ from elsewhere: from skills, or from moves. Without it, φ is the damped proximity of the
        presences that are left in *other* regions, found anew in each draw for each region.
    period : str, optional
        Which; the last unless told.
    share : float
        Part of the presences that is masked, above 0 and below 1.
    draws : int
        How often.
    k : int
        How many are named in each region.
    smallest, few_links, few_present : int
        As in `region_board`: the count from which a region has an activity; an activity related to
        fewer is named last; a region with fewer left is not asked.
    bootstraps : int
        How often draws and regions are drawn with replacement for the intervals.
    confidence : float
        Probability that an interval holds.
    random_state : int
        The seed.
    progress : Progress
        Told after each draw.

    Returns
    -------
    DataFrame
        One row for density, density and effects (`mobility.reaching.region_order`), and each null
        (`mobility.reaching.region_nulls`): ``what`` (that this is
        recovery, not entry), ``name``, ``null``, ``k``, ``hit_rate`` (share of those named that
        were masked), ``auc`` (within regions), each with its interval, the best null, and the gain
        over it with its interval, and ``attainable``: the hit rate of an order without fault, as a
        region may have fewer masked than k.

    Raises
    ------
    InputError
        If a setting is out of its range, or the network was made from the file of the counts.
    VersionError
        If counts and network are of other classifications or versions.
    EmptyResultError
        If no region has enough to be asked.

    Examples
    --------
    Two families of activities, each in half of the regions:

    >>> regions = [f"r{number}" for number in range(8)]
    >>> jobs = pd.DataFrame([
    ...     (region, f"{family}{number}", 20 if number != place else 2)
    ...     for place, region in enumerate(regions) for family in "ab"[place % 2]
    ...     for number in range(8)], columns=["region", "industry", "count"])
    >>> found = recovery(RegionalCounts.of(jobs, kind="industry"), draws=5, k=1, few_links=1)
    >>> found.set_index("name").loc[["density", "random"], "auc"].gt(0.9).tolist()
    [True, False]
    """
    _check(counts, relatedness, share, draws, k, few_links, few_present)
    has = region_presence(counts, period=period, smallest=smallest).to_numpy()
    low, high = counts.bounds(period)
    middle = (low + high) / 2
    somewhere = middle.sum(axis=0) > 0
    phi = None if relatedness is None else related_matrix(relatedness, counts.activities)
    r, i = np.nonzero(has == 1)
    number = max(1, round(share * len(r)))
    if number >= len(r):
        raise EmptyResultError(f"There are {len(r)} presences: too few to mask {share:g} of them.")
    branch = shared_prefix(counts.activities)
    chance = np.random.default_rng(random_state)
    found: dict[str, list[RegionHits]] = {name: [] for name in (*ORDERS, *NULLS)}
    asked = 0
    for done in range(1, draws + 1):
        taken = chance.choice(len(r), number, replace=False)
        left, masked = has.copy(), np.zeros(has.shape, dtype=bool)
        left[r[taken], i[taken]], masked[r[taken], i[taken]] = 0.0, True
        enough = (left == 1).sum(axis=1) >= few_present
        candidates = (left == 0) & somewhere & enough[:, None]
        asked = max(asked, int(enough.sum()))
        if phi is None:
            scores = density_from_others(left, left, np.arange(len(left)))
        else:
            scores = shares(left, phi)
            scores[:, np.diff(phi.indptr) < few_links] = np.nan
        ordered = {
            DENSITY: scores,
            BOTH: density_and_effects(left, scores),
            **region_null_scores(left, middle, branch),
        }
        for name, score in ordered.items():
            found[name].append(region_hits(score, candidates, masked, k))
        progress("recovery", done, draws)
    if not asked:
        raise EmptyResultError(f"No region has {few_present} activities left to judge by.")
    table = hits_table(
        found, set(NULLS), k=k, bootstraps=bootstraps, confidence=confidence,
        random_state=random_state,
    )  # fmt: skip
    table.insert(0, "what", NOT_ENTRY)
    settings: dict[str, Setting] = {
        "period": counts.period(period), "share": share, "draws": draws, "k": k,
        "smallest": smallest, "few_links": few_links, "few_present": few_present,
        "relatedness": "of other regions" if relatedness is None else relatedness.measure,
        "bootstraps": bootstraps, "confidence": confidence, "random_state": random_state,
    }  # fmt: skip
    told = {"presences": len(r), "masked in a draw": number, "regions asked": asked}
    recipe = counts.recipe if relatedness is None else counts.recipe.joined(relatedness.recipe)
    return with_recipe(table, recipe.then(Step.of("recovery", settings, told)))


def _check(
    counts: RegionalCounts, relatedness: Network | None, share: float, draws: int, k: int,
    few_links: int, few_present: int,
) -> None:  # fmt: skip
    """Refuse settings that mean nothing, and relatedness that has seen what is masked."""
    least = {"draws": draws, "k": k, "few_links": few_links, "few_present": few_present}
    faults = [
        Fault("a whole number of at least 1", column=name, value=str(value))
        for name, value in least.items()
        if value < 1
    ]
    if not 0 < share < 1:
        faults.append(Fault("a share between 0 and 1", column="share", value=f"{share:g}"))
    if faults:
        raise InputError("recovery", faults)
    if relatedness is not None:
        check_from_elsewhere(counts, relatedness, "recovery")


def check_from_elsewhere(counts: RegionalCounts, relatedness: Network, test: str) -> None:
    """Refuse a network of other codes, or one made from the file whose counts are the test.

    Raises
    ------
    VersionError
        If the versions differ.
    InputError
        If both were made from one file.
    """
    if counts.version != relatedness.version:
        raise VersionError.between(
            "the regional counts", counts.version, "the network", relatedness.version
        )
    if counts.recipe.input_hashes() & relatedness.recipe.input_hashes():
        raise InputError(test, [
            "relatedness was made from the file of the counts, and so has seen the answer; leave "
            "it out, and it is taken from other regions"
        ])  # fmt: skip
