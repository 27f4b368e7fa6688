"""region_hits: how many of the first k in each region came true, and how well all are ordered."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from mobility.relating.pair_scores import bootstrap_interval


class RegionHits(NamedTuple):
    """Of every region: ``hits`` among ``slots``, pairs ``won`` among ``pairs``, and ``true``."""

    hits: np.ndarray
    slots: np.ndarray
    won: np.ndarray
    pairs: np.ndarray
    true: np.ndarray


def region_hits(scores: np.ndarray, candidates: np.ndarray, true: np.ndarray, k: int) -> RegionHits:
    r"""Count what the first k of each region are worth.

    Ties are shared out: of t tied for the last places, each has its part of them. A score that is
    not known ranks below all others. ``won`` counts pairs of a true and a false candidate of one
    region where the true one has the higher score, a tie as half; won / pairs is the AUC within
    regions, in which neither size nor variety of a region helps.

    Parameters
    ----------
    scores : ndarray of shape (n_regions, n_activities)
        The larger, the likelier; nan where not known.
    candidates, true : ndarray of bool, of the same shape
        What is ranked, and what came true of it.
    k : int
        How many are named in each region, at most.

    Returns
    -------
    RegionHits
        Each of shape (n_regions,).

    Examples
    --------
    The first is true; of the two tied for the second place one is:

    >>> ones = np.ones((1, 3), dtype=bool)
    >>> found = region_hits(np.array([[3.0, 1.0, 1.0]]), ones, np.array([[True, True, False]]), 2)
    >>> found.hits.tolist(), found.won.tolist(), found.pairs.tolist()
    ([1.5], [1.5], [2.0])
    """
    keyed = _keyed(scores, candidates)
    number = candidates.sum(axis=1)
    slots = np.minimum(k, number)
    hits = (_named(keyed, candidates, slots) * true).sum(axis=1)
    # Ranks of candidates start at 1 once those that are none, all tied for the lowest, are taken
    # off.
    ranks = pd.DataFrame(keyed).rank(axis=1, method="average").to_numpy()
    ranks = ranks - (~candidates).sum(axis=1)[:, None]
    is_true = candidates & true
    right = is_true.sum(axis=1)
    won = np.where(is_true, ranks, 0.0).sum(axis=1) - right * (right + 1) / 2
    return RegionHits(
        hits, slots.astype(np.float64), won,
        (right * (number - right)).astype(np.float64), right.astype(np.float64),
    )  # fmt: skip


def named(scores: np.ndarray, candidates: np.ndarray, k: int) -> np.ndarray:
    """Return how much of each cell is among the first k of its region: 1, 0, or part of a tie.

    Parameters
    ----------
    scores, candidates, k
        As in `region_hits`.

    Returns
    -------
    ndarray of shape (n_regions, n_activities)
        Each row adds up to k, or to the candidates where they are fewer.

    Examples
    --------
    >>> named(np.array([[3.0, 1.0, 1.0]]), np.ones((1, 3), dtype=bool), 2).tolist()
    [[1.0, 0.5, 0.5]]
    """
    return _named(_keyed(scores, candidates), candidates, np.minimum(k, candidates.sum(axis=1)))


def _keyed(scores: np.ndarray, candidates: np.ndarray) -> np.ndarray:
    """Return scores to nine decimals, those not known below all others, no candidate at −∞."""
    known = np.isfinite(scores)
    lowest = min(0.0, float(scores[known].min(initial=0.0))) - 1.0
    # What differs in the last digit of a sum is a tie.
    rounded = np.round(np.where(known, scores, lowest), 9)
    keyed: np.ndarray = np.where(candidates, rounded, -np.inf)
    return keyed


def _named(keyed: np.ndarray, candidates: np.ndarray, slots: np.ndarray) -> np.ndarray:
    """Return the part of each cell that is named."""
    falling = -np.sort(-keyed, axis=1)
    last = falling[np.arange(len(keyed)), np.maximum(slots, 1) - 1][:, None]
    above, tied = (keyed > last) & candidates, (keyed == last) & candidates
    part = (slots - above.sum(axis=1)) / np.maximum(tied.sum(axis=1), 1)
    result: np.ndarray = above + tied * part[:, None]
    return result


def hits_table(
    found: dict[str, list[RegionHits]],
    nulls: set[str],
    *,
    k: int,
    bootstraps: int,
    confidence: float,
    random_state: int,
) -> pd.DataFrame:
    """Return a row for each order: its hit rate and AUC with intervals, and gains over the nulls.

    Parameters
    ----------
    found : dict of str to list of RegionHits
        By name, one for each draw.
    nulls : set of str
        The names of those that know nothing of relatedness.
    k : int
        As in `region_hits`.
    bootstraps : int
        How often regions (and draws, where there are several) are drawn with replacement.
    confidence : float
        Probability that an interval holds.
    random_state : int
        The seed of the bootstrap.

    Returns
    -------
    DataFrame
        ``name``, ``null``, ``k``, ``hit_rate`` and ``auc`` with ``_low`` and ``_high``; of each,
        ``_best_null``, and ``_gain`` over it with ``_gain_low`` and ``_gain_high``; ``attainable``,
        the hit rate of an order without fault, as a region may have fewer true than k.
    """
    names = list(found)
    # name × draw × region × (hits, slots, won, pairs, true)
    stats = np.array([[np.stack(draw, axis=-1) for draw in found[name]] for name in names])
    draws, regions = stats.shape[1:3]
    chance = np.random.default_rng(random_state)
    which = chance.integers(draws, size=bootstraps)
    weights = chance.multinomial(regions, np.full(regions, 1 / regions), size=bootstraps)
    again = np.einsum("nbrs,br->nbs", stats[:, which], weights)
    whole = stats.sum(axis=(1, 2))
    table = pd.DataFrame({"name": names, "null": [name in nulls for name in names], "k": k})
    null_places = [place for place, name in enumerate(names) if name in nulls]
    for score, above, below in (("hit_rate", 0, 1), ("auc", 2, 3)):
        point = _ratio(whole[:, above], whole[:, below])
        drawn = _ratio(again[:, :, above], again[:, :, below])
        best = max(null_places, key=lambda n: (np.nan_to_num(point[n], nan=-1.0), -n))
        bounds = [bootstrap_interval(each, confidence=confidence) for each in drawn]
        gains = [bootstrap_interval(each - drawn[best], confidence=confidence) for each in drawn]
        table[score] = point
        table[f"{score}_low"], table[f"{score}_high"] = zip(*bounds, strict=True)
        table[f"{score}_best_null"] = names[best]
        table[f"{score}_gain"] = point - point[best]
        table[f"{score}_gain_low"], table[f"{score}_gain_high"] = zip(*gains, strict=True)
    table["attainable"] = np.minimum(stats[0, :, :, 4], k).sum() / max(whole[0, 1], 1.0)
    return table


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return a share, nan of nothing."""
    shares: np.ndarray = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return shares
