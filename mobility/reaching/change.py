"""flow_change: between which occupations or industries more move than before, beyond chance."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, Fault, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.relating.adjusted_p import adjusted_p
from mobility.relating.expected_flows import Expectation, expectation
from mobility.relating.flow_bounds import flow_bounds, given_margins
from mobility.relating.gamma_poisson import Counts, estimate
from mobility.relating.gamma_ratio import relatedness_ratio, scatter


def flow_change(
    before: Flows,
    after: Flows,
    *,
    diagonal: bool = False,
    confidence: float = 0.95,
    alpha: float = 0.05,
    together: float = 1.0,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Compare the skill relatedness of every pair in two periods.

    .. math:: R_{ij} = \lambda^{(2)}_{ij} / \lambda^{(1)}_{ij}, \qquad
              F^{(t)}_{ij} \sim \mathrm{Poisson}(\lambda^{(t)}_{ij} E^{(t)}_{ij})

    E is what the margins of its own period give, so growth of a node, or of all moves, is no
    change. Of each pair are told the posterior of R, and the exact p of R = 1, which needs no prior
    (`mobility.relating.gamma_ratio`); the p is adjusted for all pairs by Benjamini and Hochberg. A
    withheld count is unknown in its range, and every figure is that of the count in the range that
    speaks least for a change.

    Parameters
    ----------
    before, after : Flows
        Of the same classification and version; nodes may come and go.
    diagonal : bool
        Whether those who stay in the node are part of the margins, as for `skill_relatedness`.
    confidence : float
        Probability that the interval of R holds, between 0 and 1.
    alpha : float
        A pair is said to rise or fall if its adjusted p is at most this, between 0 and 1: the share
        of pairs that are expected to be named wrongly among those named.
    together : float
        How many people move together on average, at least 1. Workplaces that move as a whole, and
        changes of codes in a register, move many at once, and then counts scatter so many times
        more than Poisson counts. The recipe tells ``scatter``, what the pairs themselves show.
    progress : Progress
        Told when each period is prepared.

    Returns
    -------
    DataFrame
        One line for each directed pair with a move, or listed as withheld, in either period, sorted
        by ``source`` and ``target``. ``observed_before`` and ``observed_after`` (missing where
        withheld), ``expected_before``, ``expected_after``, ``before`` and ``after`` (posterior
        means of SR, as in `skill_relatedness`), ``ratio`` (posterior median of R; missing where a
        count is withheld), ``low`` and ``high``, ``probability_of_rise`` (0 to 1), ``p``,
        ``p_adjusted`` and ``change``: "rise", "fall" or "" where chance would do.
        Pairs of a node that nobody left, or nobody came to, in one of the periods cannot be
        compared; they are counted in the recipe.

    Raises
    ------
    VersionError
        If the codes are of different classifications or versions, or do not tell which.
    InputError
        If the kinds of the nodes differ, or a setting is out of its range.
    EmptyResultError
        If no pair can be compared.

    Notes
    -----
    With ``together`` 1 moves are taken to be independent of each other: what rises or falls then
    does so beyond the chance of single moves, not beyond what usually happens between two periods.
    The expectation is taken as known.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995), see `adjusted_p`. Neffke, F., Otto, A. and Weyh, A.
    (2017). Inter-industry labor flows. Journal of Economic Behavior & Organization 142, 275-292,
    https://doi.org/10.1016/j.jebo.2017.07.003. See also `relatedness_ratio` in
    `mobility.relating.gamma_ratio`.

    Examples
    --------
    From a to b ten times as many move, and everywhere else twice as many:

    >>> names = list("abcdefgh")
    >>> pairs = [(one, other) for one in names for other in names if one != other]
    >>> def year(count, period):
    ...     table = pd.DataFrame(pairs, columns=["origin", "destination"]).assign(count=count)
    ...     return Flows.of(table, kind="industry", version="SIC 2007", period=period)
    >>> found = flow_change(year(40, "2010"), year([400] + [80] * 55, "2015"))
    >>> found.query("change == 'rise'")[["source", "target", "ratio", "low", "high"]].round(2)
      source target  ratio   low  high
    0      a      b   2.16  1.59  3.04
    """
    _check(before, after, confidence, alpha, together)
    prepared = []
    for done, flows in enumerate((before, after), start=1):
        low, high = flow_bounds(flows)
        margins = given_margins(flows, diagonal=diagonal)
        found = expectation(low, high, diagonal=diagonal, margins=margins)
        prepared.append((flows, low, high, found))
        progress("flow_change", done, 2)
    listed = _listed(before, after)
    one, other = (_cells(*period, listed) for period in prepared)
    there = (one.expected > 0) & (other.expected > 0)
    if not there.any():
        raise EmptyResultError("No pair can be compared: no node has moves in both periods.")
    pairs = listed[there]
    one, other = _kept(one, there), _kept(other, there)
    found_ratio = relatedness_ratio(one, other, confidence=confidence, together=together)
    adjusted = adjusted_p(found_ratio.p, "benjamini-hochberg")
    table = pd.DataFrame(
        {
            "source": pairs.get_level_values("origin").astype("str"),
            "target": pairs.get_level_values("destination").astype("str"),
            "observed_before": pd.Series(one.low).astype("Int64").mask(~one.known),
            "observed_after": pd.Series(other.low).astype("Int64").mask(~other.known),
            "expected_before": one.expected,
            "expected_after": other.expected,
            "before": estimate(one, prepared[0][3].prior),
            "after": estimate(other, prepared[1][3].prior),
            "ratio": found_ratio.median,
            "low": found_ratio.low,
            "high": found_ratio.high,
            "probability_of_rise": found_ratio.rise,
            "p": found_ratio.p,
            "p_adjusted": adjusted,
            "change": _said(adjusted <= alpha, one, other),
        }
    )
    settings: dict[str, Setting] = {
        "before": before.period, "after": after.period, "diagonal": diagonal,
        "confidence": confidence, "alpha": alpha, "together": together,
        "scatter": scatter(one, other),
    }  # fmt: skip
    counts = {
        "pairs": len(table),
        "not comparable": int((~there).sum()),
        "withheld in a period": int((~(one.known & other.known)).sum()),
        "rise": int((table["change"] == "rise").sum()),
        "fall": int((table["change"] == "fall").sum()),
    }
    recipe = before.recipe.joined(after.recipe).then(Step.of("flow_change", settings, counts))
    return with_recipe(table, recipe)


def _check(before: Flows, after: Flows, confidence: float, alpha: float, together: float) -> None:
    """Refuse what cannot be compared, and settings that mean nothing."""
    before.must_match(after)
    faults = [
        Fault("a probability between 0 and 1", column=name, value=f"{value:g}")
        for name, value in (("confidence", confidence), ("alpha", alpha))
        if not 0 < value < 1
    ]
    if not (np.isfinite(together) and together >= 1):
        faults.append(Fault("a number of at least 1", column="together", value=f"{together:g}"))
    if before.nodes.name != after.nodes.name:
        kinds = f"{before.nodes.name!r} and {after.nodes.name!r}"
        faults.append(Fault(f"the nodes are of different kinds: {kinds}"))
    if faults:
        raise InputError("flow_change", faults)


def _listed(before: Flows, after: Flows) -> pd.MultiIndex:
    """Return the pairs that either period lists with a move or as withheld, without loops."""
    both = pd.concat([before.table, after.table])
    moved = (both["count"].fillna(1) > 0) & (both["origin"] != both["destination"])
    pairs = both.loc[moved, ["origin", "destination"]].drop_duplicates()
    ordered = pairs.sort_values(["origin", "destination"])
    return pd.MultiIndex.from_frame(ordered)


def _cells(
    flows: Flows, low: np.ndarray, high: np.ndarray, found: Expectation, pairs: pd.MultiIndex
) -> Counts:
    """Return counts and expectations of the pairs; 0 expected where a node is not there."""
    i = flows.nodes.get_indexer(pairs.get_level_values("origin"))
    j = flows.nodes.get_indexer(pairs.get_level_values("destination"))
    there = (i >= 0) & (j >= 0)
    expected = np.where(there, np.nan_to_num(found.expected)[i, j], 0.0)
    return Counts(np.where(there, low[i, j], 0.0), np.where(there, high[i, j], 0.0), expected)


def _kept(counts: Counts, there: np.ndarray) -> Counts:
    """Return some of the cells."""
    return Counts(counts.low[there], counts.high[there], counts.expected[there])


def _said(certain: np.ndarray, before: Counts, after: Counts) -> np.ndarray:
    """Return which way each pair that changed has gone."""
    # Where chance is ruled out, all counts of a range lie on the same side.
    risen = after.low * before.expected > before.low * after.expected
    risen |= after.high * before.expected > before.high * after.expected
    return np.where(certain, np.where(risen, "rise", "fall"), "")
