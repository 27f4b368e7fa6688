"""entry_backtest: how often what was dense came later, against what else would have told it."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.density import related_matrix, shares
from mobility.reaching.location_quotients import region_presence
from mobility.reaching.other_regions import density_from_others
from mobility.reaching.recovery import check_from_elsewhere
from mobility.reaching.region_effects import effects_test
from mobility.reaching.region_entries import periods_of_entry, region_entries
from mobility.reaching.region_hits import hits_table, named, region_hits
from mobility.reaching.region_nulls import NULLS, region_null_scores, shared_prefix
from mobility.reaching.region_order import BOTH, DENSITY, density_and_effects

ENTRY = "entry"


def entry_backtest(
    counts: RegionalCounts,
    relatedness: Network | None = None,
    *,
    before: tuple[str, str] | None = None,
    after: tuple[str, str] | None = None,
    k: int = 10,
    smallest: int = 5,
    few_links: int = 3,
    few_present: int = 5,
    alpha: float = 0.05,
    bootstraps: int = 1000,
    confidence: float = 0.95,
    random_state: int = 0,
) -> pd.DataFrame:
    r"""Rank at t0 what each region hardly had, and see how much of the first k had come at t1.

    What could enter and what did is as `region_entries` says: LQ < .5 in both periods to t0; LQ ≥ 1
    and the minimum size in both to t1. Density is of the presences at t0. Without a network, φ is
    the damped proximity of *other* regions in all periods *up to t0*: nothing that is asked for,
    and nothing of the region itself, is in it. A network that is given has to be older than t0 too.

    The hit rate is set beside that of orders which know nothing of relatedness (see
    `mobility.reaching.region_nulls`), all at t0. Beyond that, *claim* says whether density tells
    entry beside an effect of each region and of each industry, fitted to the entries themselves
    (`mobility.reaching.region_effects`): where an industry grows everywhere, or a region takes in
    everything, that is no branching.

    Parameters
    ----------
    counts : RegionalCounts
        Of four periods or more.
    relatedness : Network, optional
        φ from elsewhere, and from before t0: from skills, or from earlier moves.
    before, after : pair of str, optional
        The two periods to t0 and the two to t1; the first two and the last two unless told.
    k : int
        How many are named in each region.
    smallest, few_links, few_present : int
        As in `region_board`: the count that makes a presence and an entry; an activity related to
        fewer is named last; a region with fewer is not asked.
    alpha : float
        The level of the claim: the chance to claim branching where only region and industry count.
    bootstraps : int
        How often regions are drawn with replacement for the intervals.
    confidence : float
        Probability that an interval holds.
    random_state : int
        The seed of the bootstrap.

    Returns
    -------
    DataFrame
        One row for density, density and effects (`mobility.reaching.region_order`), and each null
        (`mobility.reaching.region_nulls`): ``what`` ("entry"), ``name``, ``null``, ``k``,
        ``hit_rate`` (share of those named that entered), ``auc`` (within regions), each with its
        interval, the best null, and the gain over it with its interval; ``attainable``;
        ``expected_hit_rate``, what its list would bring if effects of region and industry were all;
        and for density ``slope`` (log-odds for one standard deviation), ``z``, ``p`` (one-sided)
        and ``claim`` (p ≤ alpha; missing where nothing is left to tell by).

    Raises
    ------
    InputError
        If a setting is out of its range, there are not four periods, or the network was made from
        the file of the counts.
    VersionError
        If counts and network are of other classifications or versions.
    EmptyResultError
        If nothing entered any region that is asked.

    References
    ----------
    Neffke, F., Henning, M. and Boschma, R. (2011). How do regions diversify over time? Economic
    Geography 87, 237-265, https://doi.org/10.1111/j.1944-8287.2011.01121.x. Li, Y. and Neffke, F.
    (2024). Evaluating the principle of relatedness: Estimation, drivers and implications for
    policy. Research Policy 53, 104952, https://doi.org/10.1016/j.respol.2024.104952.

    Examples
    --------
    Each of six towns lacks one of five industries that go together; in half of them it comes:

    >>> rows = [
    ...     (f"town {t}", f"i{i}", year, 0 if i == t % 5 and (year < "2016" or t % 2) else 20)
    ...     for t in range(6) for i in range(5) for year in ("2012", "2013", "2016", "2017")]
    >>> rows += [("far off", "x", year, 99) for year in ("2012", "2013", "2016", "2017")]
    >>> counts = RegionalCounts.of(
    ...     pd.DataFrame(rows, columns=["region", "industry", "period", "count"]), kind="industry")
    >>> found = entry_backtest(counts, k=1, few_present=2).set_index("name")
    >>> found.loc[["density", "random"], "hit_rate"].tolist()
    [0.5, 0.25]
    """
    _check(k, few_links, few_present, alpha)
    if relatedness is not None:
        check_from_elsewhere(counts, relatedness, "entry_backtest")
    early, late = periods_of_entry(counts, before, after)
    entries = region_entries(counts, before=early, after=late, smallest=smallest)
    seen = [
        region_presence(counts, period=period, smallest=smallest).to_numpy()
        for period in counts.periods if period <= early[1]
    ]  # fmt: skip
    has = seen[-1]
    if relatedness is None:
        regions = np.tile(np.arange(len(has)), len(seen))
        scores = density_from_others(has, np.vstack(seen), regions)
    else:
        phi = related_matrix(relatedness, counts.activities)
        scores = shares(has, phi)
        scores[:, np.diff(phi.indptr) < few_links] = np.nan
    enough = (has == 1).sum(axis=1) >= few_present
    candidates = entries.notna().to_numpy() & enough[:, None]
    entered = candidates & (entries.to_numpy() == 1)
    if not entered.any():
        raise EmptyResultError("Nothing entered any region that can be asked.")
    middle = np.add(*counts.bounds(early[1])) / 2
    ordered = {
        DENSITY: scores,
        BOTH: density_and_effects(has, scores),
        **region_null_scores(has, middle, shared_prefix(counts.activities)),
    }
    found = {name: [region_hits(score, candidates, entered, k)] for name, score in ordered.items()}
    table = hits_table(
        found, set(NULLS), k=k, bootstraps=bootstraps, confidence=confidence,
        random_state=random_state,
    )  # fmt: skip
    table.insert(0, "what", ENTRY)
    test = effects_test(entered, candidates, scores)
    by_effects = np.nan_to_num(test.expected)
    lists = [named(score, candidates, k) for score in ordered.values()]
    table["expected_hit_rate"] = [float((own * by_effects).sum() / own.sum()) for own in lists]
    own = table["name"] == DENSITY
    for column, value in (("slope", test.slope), ("z", test.z), ("p", test.p)):
        table[column] = np.where(own, value, np.nan)
    claim = pd.array([pd.NA] * len(table), dtype="boolean")
    if np.isfinite(test.p):
        claim[np.flatnonzero(own)] = bool(test.p <= alpha)
    table["claim"] = claim
    settings: dict[str, Setting] = {
        "before": "–".join(early), "after": "–".join(late), "k": k, "smallest": smallest,
        "few_links": few_links, "few_present": few_present, "alpha": alpha,
        "relatedness": "of other regions" if relatedness is None else relatedness.measure,
        "bootstraps": bootstraps, "confidence": confidence, "random_state": random_state,
    }  # fmt: skip
    told = {
        "candidates": int(candidates.sum()),
        "entries": int(entered.sum()),
        "regions asked": int(enough.sum()),
        "regions that tell": test.regions,
    }
    recipe = recipe_of(entries)
    recipe = recipe if relatedness is None else recipe.joined(relatedness.recipe)
    return with_recipe(table, recipe.then(Step.of("entry_backtest", settings, told)))


def _check(k: int, few_links: int, few_present: int, alpha: float) -> None:
    """Refuse settings that mean nothing, all at once."""
    least = {"k": k, "few_links": few_links, "few_present": few_present}
    faults = [
        Fault("a whole number of at least 1", column=name, value=str(value))
        for name, value in least.items()
        if value < 1
    ]
    if not 0 < alpha < 1:
        faults.append(Fault("a probability between 0 and 1", column="alpha", value=f"{alpha:g}"))
    if faults:
        raise InputError("entry_backtest", faults)
