"""relatedness_intervals: how far relatedness could have come out otherwise with other ads."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.occupation_skills import occupation_skills
from mobility.counting.weights import effective_use
from mobility.foundation.ads import Ads
from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step
from mobility.relating.draw_settings import faults_of_draws
from mobility.relating.redrawn_ads import UNITS, RedrawnAds
from mobility.relating.relatedness import MEASURES, relatedness

INTERVALS = ("percentile", "basic")
"""Where the ends of an interval are taken from."""

HELD = 20_000_000
"""Numbers kept at a time (160 MB); with more pairs than fit, the same draws are made again."""


def relatedness_intervals(
    ads: Ads,
    mentions: pd.DataFrame,
    *,
    between: str = "occupation",
    measure: str = "proximity",
    weigh: Callable[[Incidence], Incidence] = effective_use,
    by: str = "ad",
    interval: str = "percentile",
    confidence: float = 0.95,
    draws: int = 200,
    fewest: int = 5,
    level: int = 4,
    max_ads_per_employer: int | None = None,
    random_state: int = 0,
    progress: Progress = silent,
) -> Network:
    r"""Relate occupations (or skills) with an interval on every edge, by drawing the ads again.

    As many ads as there are, or employers with all their ads, are drawn with replacement; skills
    are counted, weighed and related again; and so on, many times over. Percentile interval: from
    the :math:`\alpha/2` to the :math:`1 - \alpha/2` quantile :math:`q` of the draws. Basic
    interval: :math:`[2\hat w - q_{1-\alpha/2},\; 2\hat w - q_{\alpha/2}]`, cut to 0 and 1.

    Parameters
    ----------
    ads, mentions, level, max_ads_per_employer
        As in `occupation_skills`.
    between, measure
        As in `relatedness`.
    weigh : function from Incidence to Incidence
        What is done to the counts before relating: `effective_use`, `share`, `tf_idf` … or any
        function of one's own; its name goes into the recipe.
    by : str
        "ad", or "employer": an employer's ads are much alike, so that they count for less than as
        many ads of different employers. An ad without an employer is drawn by itself.
    interval : str
        "percentile", or "basic". Where weights are steps (proximity, damped proximity, Jaccard,
        and all of effective use), take the former; it covers what relatedness would be on average
        over samples as large as this one. The latter also takes off the bias of small samples and
        covers the relatedness in all ads better where weights are smooth (cosine of shares).
    confidence : float
        Between 0 and 1.
    draws : int
        How many times the ads are drawn.
    fewest : int
        An edge gets no interval if either end rests on fewer units: drawing the same few ads again
        and again would give a narrow interval that means nothing.
    random_state : int
        The seed. The same seed gives the same draws for every measure.
    progress : Progress
        Called after every draw.

    Returns
    -------
    Network
        What `relatedness` gives for the ads as they are, with more columns: of nodes ``units``, how
        many ads (employers) each rests on; of edges ``low`` and ``high``, the interval; ``linked``,
        the share of the draws with a weight above 0; ``draws``, how many draws these rest on: those
        in which both ends have an ad at all. NaN (0 draws) where an end has too few units.

    Raises
    ------
    UnknownNameError
        If ``by``, ``interval``, ``between`` or ``measure`` is not known.
    InputError
        If ``draws`` or ``confidence`` is out of its range, or ``weigh`` leaves rows or columns out.
    EmptyResultError
        If no ad could be counted.

    References
    ----------
    Efron, B. and Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall,
    https://doi.org/10.1201/9780429246593. Drawing whole employers: Cameron, A. C. and Miller, D. L.
    (2015). A practitioner's guide to cluster-robust inference. Journal of Human Resources 50,
    317-372, https://doi.org/10.3368/jhr.50.2.317.

    Examples
    --------
    Every cook's ad asks for a knife, every other one for wine, as does every waiter's:

    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": [f"{k:02}" for k in range(40)], "text": [f"Text {k}." for k in range(40)],
    ...     "occupation": ["5120", "5131"] * 20}))
    >>> asked = [(f"{k:02}", "knife") for k in range(0, 40, 2)]
    >>> asked += [(f"{k:02}", "wine") for k in range(40) if k % 4]
    >>> mentions = pd.DataFrame(asked, columns=["ad", "skill"]).assign(
    ...     start=0, end=4, stance="requested", source="exact")
    >>> from mobility.counting.weights import share
    >>> network = relatedness_intervals(ads, mentions, measure="cosine", weigh=share)
    >>> network.edges[["source", "target", "weight", "low", "high", "linked"]].round(1)
      source target  weight  low  high  linked
    0   5120   5131     0.4  0.2   0.6     1.0
    """
    _check(by, interval, draws, confidence)
    counts = occupation_skills(
        ads, mentions, level=level, max_ads_per_employer=max_ads_per_employer
    )
    network = relatedness(_weighed(counts, weigh), between=between, measure=measure)
    redrawn = RedrawnAds.of(
        ads, mentions, counts, by=by, level=level, max_ads_per_employer=max_ads_per_employer
    )
    units = redrawn.units(between)
    i, j = network.positions()
    judged = np.flatnonzero(np.minimum(units[i], units[j]) >= fewest)
    found = np.full((4, len(i)), np.nan)
    found[3] = 0
    tails = (1 - confidence) / 2, (1 + confidence) / 2
    chunk = max(HELD // draws, 1)
    for start in range(0, len(judged), chunk):
        here = judged[start : start + chunk]
        drawn = np.empty((draws, len(here)))
        for draw in range(draws):
            again = redrawn.counted(redrawn.times(random_state, draw))
            drawn[draw] = _weights(again, weigh, between, measure, i[here], j[here])
            progress("draw", start // chunk * draws + draw + 1, -(-len(judged) // chunk) * draws)
        found[:, here] = _summary(drawn, tails)
    low, high, linked, number = found
    if interval == "basic":
        weight = network.edges["weight"].to_numpy()
        low, high = (np.clip(2 * weight - end, 0, 1) for end in (high, low))
    edges = network.edges.assign(low=low, high=high, linked=linked, draws=number.astype(np.int64))
    step = Step.of(
        "relatedness_intervals",
        {"weigh": getattr(weigh, "__name__", repr(weigh)), "by": by, "interval": interval,
         "confidence": confidence, "draws": draws, "fewest": fewest, "random_state": random_state},
        {"units": len(np.unique(redrawn.unit)), "ads without an employer": redrawn.nameless,
         "edges": len(edges), "edges without an interval": len(edges) - len(judged)},
    )  # fmt: skip
    return network.with_nodes(network.nodes.assign(units=units)).with_edges(edges, step)


def _check(by: str, interval: str, draws: int, confidence: float) -> None:
    """Refuse what cannot be asked for."""
    if by not in UNITS:
        raise UnknownNameError("unit", by, UNITS)
    if interval not in INTERVALS:
        raise UnknownNameError("interval", interval, INTERVALS)
    faults = faults_of_draws(draws, confidence)
    if faults:
        raise InputError("relatedness_intervals", faults)


def _weighed(counts: Incidence, weigh: Callable[[Incidence], Incidence]) -> Incidence:
    """Weigh the counts, making sure that every row and column keeps its place."""
    weighed = weigh(counts)
    if not (weighed.rows.equals(counts.rows) and weighed.columns.equals(counts.columns)):
        raise InputError("weigh", ["must keep all rows and columns, so that draws can be compared"])
    return weighed


def _weights(
    counts: Incidence,
    weigh: Callable[[Incidence], Incidence],
    between: str,
    measure: str,
    i: np.ndarray,
    j: np.ndarray,
) -> np.ndarray:
    """Return the relatedness of the given pairs; NaN where an end has no ad in this draw."""
    values = _weighed(counts, weigh).values
    if between == "occupation":
        matrix, there = MEASURES[measure](csr_array(values.T)), counts.support > 0
    else:
        there = np.asarray(counts.values.sum(axis=0)).ravel() > 0
        matrix = MEASURES[measure](values)
    return np.where(there[i] & there[j], _looked_up(matrix, i, j), np.nan)


def _looked_up(matrix: csr_array, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Return the values at the given places, 0 where none is held."""
    matrix.sort_indices()
    size = matrix.shape[1]
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    held, asked = row * size + matrix.indices, i.astype(np.int64) * size + j
    place = np.minimum(np.searchsorted(held, asked), max(len(held) - 1, 0))
    if len(held) == 0:
        return np.zeros(len(i))
    return np.where(held[place] == asked, matrix.data[place], 0.0)


def _summary(drawn: np.ndarray, tails: tuple[float, float]) -> np.ndarray:
    """Return two quantiles, the share above 0 and the number of the draws that are no NaN.

    Quantiles as numpy takes them, between two draws in a straight line; numpy's own way round NaN
    goes through the pairs one by one.
    """
    number = (~np.isnan(drawn)).sum(axis=0)
    linked = (drawn > 0).sum(axis=0) / np.where(number > 0, number, np.nan)
    ordered = np.sort(drawn, axis=0)
    pair = np.arange(drawn.shape[1])
    ends = []
    for tail in tails:
        place = np.maximum(number - 1, 0) * tail
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(number - 1, 0))
        part = place - below
        ends.append(ordered[below, pair] * (1 - part) + ordered[above, pair] * part)
    return np.stack([*ends, linked, number.astype(np.float64)])
