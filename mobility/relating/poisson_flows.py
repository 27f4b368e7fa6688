"""poisson_flows: how many would move between two nodes, by size and by what is told of the pair."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, VersionError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import NO_STEPS, Recipe, Setting, Step
from mobility.relating.clustered_errors import clustered_errors
from mobility.relating.expected_flows import expectation
from mobility.relating.flow_bounds import check_even, flow_bounds, given_margins
from mobility.relating.one_thread import one_thread
from mobility.relating.poisson_levels import Fit, left_by_levels, poisson_levels
from mobility.relating.separation import separated, telling
from mobility.relating.two_way import TwoWay


@dataclass(frozen=True, eq=False, repr=False)
class FlowModel:
    """A stated model of how many would move between two nodes.

    Parameters
    ----------
    expected : DataFrame of shape (n_nodes, n_nodes)
        Origins in rows, destinations in columns; missing where nobody can be expected to move.
    coefficients : DataFrame
        By covariate: ``coefficient`` (a change of 1 multiplies what is expected by its
        exponential), ``se``, ``low`` and ``high``, clustered by origin and by destination. Missing
        for a covariate all of whose news is in separated pairs.
    separated : DataFrame
        ``origin`` and ``destination`` of pairs without moves of which ever less could be expected
        (`mobility.relating.separation`); nobody is expected there.
    never_origin, never_destination : pandas.Index
        Nodes that nobody leaves, and in which nobody arrives; nobody is expected there either.
    deviance, deviance_by_size : float
        Of the model, and of the one without covariates; at least 0, the smaller the closer.
    diagonal : bool
        Whether those who stay in the node are part of the model.
    version : str
        Classification and version of the nodes.
    recipe : Recipe
        How it came about.
    """

    expected: pd.DataFrame
    coefficients: pd.DataFrame
    separated: pd.DataFrame
    never_origin: pd.Index
    never_destination: pd.Index
    deviance: float
    deviance_by_size: float
    diagonal: bool
    version: str = ""
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say the kind, how many nodes and covariates there are, and what they explain."""
        names = ", ".join(map(str, self.coefficients.index)) or "no covariates"
        explained = 1 - self.deviance / self.deviance_by_size if self.deviance_by_size > 0 else 0.0
        return (
            f"FlowModel({len(self.expected)} {self.expected.index.name}, {names}, "
            f"{explained:.1%} of the deviance by size explained)"
        )


@one_thread()
def expected_flows(
    flows: Flows,
    covariates: Mapping[str, pd.DataFrame | Network] | None = None,
    *,
    diagonal: bool = False,
    confidence: float = 0.95,
) -> FlowModel:
    r"""Expect of every pair what the sizes of its ends and what is told of it give.

    .. math:: E_{ij} = \exp(a_i + b_j + \beta^\top x_{ij})

    by Poisson pseudo-maximum likelihood (PPML): a level of each origin and of each destination, so
    that the margins are those observed, and a slope of each covariate. It needs no Poisson
    variance, only that the mean is right. Without covariates it is what the margins give
    (`skill_relatedness`). Relatedness against it is what is left after the covariates, so what they
    hold is no relatedness any more: a model with classification distance asks who moves between
    industries more than their place in the classification tells.

    Parameters
    ----------
    flows : Flows
        As `read_flows` gives them. Withheld counts are taken at their mean given their range, under
        the relatedness that fits all of them best, as in `skill_relatedness`.
    covariates : mapping from name to DataFrame or Network, optional
        What is told of each pair: a square table, origins in rows, in any order; of a network its
        weights, 0 where there is no edge. Such as `pair_gap` of log pay and `levels_apart`. A
        number of the origin alone or the destination alone tells nothing that the levels do not,
        nor does a *signed* difference of the two ends: what is left of a rise and a fall in pay is
        the size of the gap.
    diagonal : bool
        Whether those who stay in the node are part of the model.
    confidence : float
        Of the intervals of the coefficients, between 0 and 1.

    Returns
    -------
    FlowModel
        To be given as ``expected`` to `skill_relatedness`. Its standard errors allow that all
        moves from one origin, and all moves to one destination, err together. They are somewhat too
        small for fewer than some 50 nodes, and where counts are withheld, which they take as known.

    Raises
    ------
    InputError
        If a covariate has no finite number for a pair of nodes, or tells nothing that the levels
        and the covariates before it do not; all faults at once. If by given margins more leave than
        arrive.
    VersionError
        If a network has codes of another version.
    EmptyResultError
        If there is no move.

    References
    ----------
    Santos Silva, J. M. C. and Tenreyro, S. (2006). The log of gravity. Review of Economics and
    Statistics 88, 641-658, https://doi.org/10.1162/rest.88.4.641. Neffke, F. and Henning, M.
    (2013). Skill relatedness and firm diversification. Strategic Management Journal 34, 297-316,
    https://doi.org/10.1002/smj.2014 (flows expected by a regression). Cameron, A. C., Gelbach,
    J. B. and Miller, D. L. (2011). Robust inference with multiway clustering. Journal of Business &
    Economic Statistics 29, 238-249, https://doi.org/10.1198/jbes.2010.07136. Weidner, M. and
    Zylkin, T. (2021). Bias and consistency in three-way gravity models. Journal of International
    Economics 132, 103513, https://doi.org/10.1016/j.jinteco.2021.103513.

    Examples
    --------
    Between a and b, and between c and d, four times as many move as between other pairs:

    >>> names = ["a", "b", "c", "d"]
    >>> near = pd.DataFrame([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]], names, names)
    >>> table = (5 + 15 * near).rename_axis("origin").melt(
    ...     var_name="destination", value_name="count", ignore_index=False).reset_index()
    >>> moves = Flows.of(table[table["origin"] != table["destination"]], kind="industry")
    >>> model = expected_flows(moves, {"near": near})
    >>> model.coefficients["coefficient"].round(4)  # ln 4
    covariate
    near    1.3863
    Name: coefficient, dtype: float64
    """
    tables = _tables(flows, covariates or {}, confidence, diagonal=diagonal)
    names = pd.Index(list(covariates or {}), name="covariate", dtype="str")
    low, high = flow_bounds(flows)
    margins = given_margins(flows, diagonal=diagonal)
    if margins is not None:
        check_even(margins)
    allowed = np.ones(low.shape, dtype=bool)
    if not diagonal:
        np.fill_diagonal(allowed, val=False)
    most = np.where(allowed, high, 0.0)
    _check_told(names, tables, allowed, most)
    cells, apart = _split(most, allowed, tables)
    fits: list[tuple[np.ndarray, Fit]] = []

    def model(counts: np.ndarray) -> np.ndarray:
        start = fits[-1][1].point if fits else None
        fit = poisson_levels(counts, tables, cells, margins=margins, start=start)
        fits[:] = [(counts.copy(), fit)]
        return fit.expected

    expectation(low, high, diagonal=diagonal, model=model)
    filled, fit = fits[-1]
    by_size = poisson_levels(
        filled, tables[:0], _split(most, allowed, tables[:0])[0], margins=margins
    )
    settings: dict[str, Setting] = {
        "covariates": ", ".join(names), "diagonal": diagonal, "confidence": confidence
    }  # fmt: skip
    counted = {"nodes": len(flows.nodes), "separated": int(apart.sum())}
    i, j = np.nonzero(apart)
    nodes = flows.nodes
    return FlowModel(
        expected=pd.DataFrame(
            np.where(fit.expected > 0, fit.expected, np.nan), nodes, nodes.rename("destination")
        ),
        coefficients=_coefficients(names, tables, fit, filled, confidence),
        separated=pd.DataFrame({"origin": nodes[i], "destination": nodes[j]}),
        never_origin=nodes[fit.expected.sum(axis=1) == 0],
        never_destination=nodes[fit.expected.sum(axis=0) == 0],
        deviance=_deviance(filled, fit.expected, allowed),
        deviance_by_size=_deviance(filled, by_size.expected, allowed),
        diagonal=diagonal,
        version=flows.version,
        recipe=flows.recipe.then(Step.of("expected_flows", settings, counted)),
    )


def _tables(
    flows: Flows, covariates: Mapping[str, pd.DataFrame | Network], confidence: float, *,
    diagonal: bool,
) -> np.ndarray:  # fmt: skip
    """Return the covariates in node order, refusing what cannot be, all at once."""
    faults = []
    if not 0 < confidence < 1:
        faults.append(
            Fault("a probability between 0 and 1", column="confidence", value=f"{confidence:g}")
        )
    held = []
    for name, given in covariates.items():
        if isinstance(given, Network):
            if given.version != flows.version:
                raise VersionError.between("flows", flows.version, name, given.version)
            kept = given.nodes.index
            given = pd.DataFrame(given.to_matrix().toarray(), kept, kept)
        square = given.reindex(index=flows.nodes, columns=flows.nodes)
        table = square.to_numpy(dtype=np.float64, copy=True)
        if not diagonal:
            np.fill_diagonal(table, 0.0)
        lacking = flows.nodes[~np.isfinite(table).all(axis=1)]
        faults += [Fault(f"covariate {name!r} has no finite number for every pair of {node!r}")
                   for node in lacking]  # fmt: skip
        held.append(table)
    if faults:
        raise InputError("expected_flows", faults)
    return np.array(held).reshape(-1, len(flows.nodes), len(flows.nodes))


def _check_told(
    names: pd.Index, tables: np.ndarray, allowed: np.ndarray, moves: np.ndarray
) -> None:
    """Refuse covariates that tell nothing of their own."""
    if not len(tables):
        return
    live = allowed & (moves.sum(axis=1) > 0)[:, None] & (moves.sum(axis=0) > 0)
    levels = TwoWay(live.astype(np.float64))
    left = np.array([levels.without_levels(table) for table in tables])
    own = telling(left, tables * live)
    faults = [
        f"covariate {name!r} tells nothing that sizes, levels of origin and destination and the "
        "covariates before it do not; leave it out"
        for place, name in enumerate(names)
        if place not in own
    ]
    if faults:
        raise InputError("expected_flows", faults)


def _split(
    moves: np.ndarray, allowed: np.ndarray, tables: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pairs that a model can be fitted to, and those that are separated."""
    apart = separated(moves, allowed, tables)
    return allowed & ~apart, apart


def _coefficients(
    names: pd.Index, tables: np.ndarray, fit: Fit, filled: np.ndarray, confidence: float
) -> pd.DataFrame:
    """Return slopes with their intervals."""
    from scipy.special import ndtri

    se = clustered_errors(left_by_levels(tables, fit), filled - fit.expected, fit.expected)
    width = ndtri((1 + confidence) / 2) * se
    return pd.DataFrame(
        {
            "coefficient": fit.slopes,
            "se": se,
            "low": fit.slopes - width,
            "high": fit.slopes + width,
        },
        index=names,
    )


def _deviance(counts: np.ndarray, expected: np.ndarray, allowed: np.ndarray) -> float:
    """Return twice how much less likely the counts are than if each were expected as it is."""
    from scipy.special import xlogy

    x, e = counts[allowed], expected[allowed]
    ratio = np.divide(x, e, out=np.ones_like(x), where=e > 0)
    return max(0.0, float(2 * (xlogy(x, ratio) - x + e).sum()))
