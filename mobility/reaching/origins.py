"""origins: from where the people of a new job came, related or not, against what sizes give."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import (
    EmptyResultError,
    Fault,
    InputError,
    UnknownNameError,
    VersionError,
)
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import NO_STEPS, Recipe, Setting, Step
from mobility.reaching.earlier_flows import seen_by
from mobility.reaching.origins_tables import kind_intervals, kinds_of, listed_origins
from mobility.relating.draw_settings import faults_of_draws
from mobility.relating.expected_flows import expectation
from mobility.relating.flow_bounds import flow_bounds
from mobility.relating.gamma_poisson import expected_counts


@dataclass(frozen=True, eq=False, repr=False)
class Origins:
    """From where the people of a job came; made by `origins`.

    Parameters
    ----------
    kinds : DataFrame
        Indexed by kind: "related", "unrelated", and "entrants" where some are named. ``origins``
        (how many with people), ``people``, ``withheld`` (how many of them stand for counts that the
        source withholds), ``no_tie`` (from origins that the network does not tie to the target),
        ``share`` of all who came (0 to 1), ``expected`` share, ``ratio`` of the two, and intervals:
        ``share_low``, ``share_high``, ``ratio_low``, ``ratio_high``, these two missing where there
        are too few origins.
    origins : DataFrame
        A row per origin, the most people first: ``origin``, ``kind``, ``people``, ``withheld``
        (whether the count is), ``relatedness`` (missing where there is no tie), ``expected``
        people and ``ratio``.
    target, version, period : str
        Of whom, in which codes, when.
    confidence : float
        Probability that an interval holds.
    recipe : Recipe
        How it came about.
    """

    kinds: pd.DataFrame
    origins: pd.DataFrame
    target: str
    version: str = ""
    period: str = ""
    confidence: float = 0.95
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say of whom, how many came, and which share came from related origins."""
        people = float(self.kinds["people"].sum())
        share = float(self.kinds["share"].to_numpy()[0])
        return f"Origins({self.target}: {people:.0f} people, {share:.0%} related)"


def origins(
    flows: Flows,
    relatedness: Network,
    target: str,
    *,
    entrants: Sequence[str] = (),
    related_above: float = 0.0,
    draws: int = 500,
    confidence: float = 0.95,
    random_state: int = 0,
) -> Origins:
    r"""Tell from where the people of a new or growing job came, against what sizes give.

    Each origin i is related to the target t if :math:`\widetilde{SR}` lies above ``related_above``,
    and unrelated else. With K the origins of one kind and t left out of all sums,

    .. math:: \text{share}_K = \frac{\sum_{i \in K} F_{it}}{\sum_i F_{it}}, \qquad
              \text{expected}_K = \frac{\sum_{i \in K} (F_{i\cdot} - F_{it})}
              {\sum_i (F_{i\cdot} - F_{it})}

    that is: of all who moved anywhere else, how many came from that kind. The ratio is share over
    expected. Those who stay in their node are not moves. A withheld count is taken at its mean in
    its range, given sizes and the relatedness of all pairs (`mobility.skill_relatedness`).

    People of one origin move together, so intervals are of origins drawn with replacement. The
    ratio of a kind with one, two or three origins has none.

    Parameters
    ----------
    flows : Flows
        Of the period in which the people came.
    relatedness : Network
        Of before, or of something else than moves. Made from moves it must be made without those
        into the target: ``skill_relatedness(without_flows_into(earlier, target))``. Its column
        ``normalised`` is read, or ``weight`` where there is none; of a directed network the edge
        from the target to the origin, since those into the target are left out.
    target : str
        The occupation or industry.
    entrants : sequence of str
        Nodes that are no occupation or industry: school, unemployment, abroad.
    related_above : float
        From where on an origin is related; 0 is chance for :math:`\widetilde{SR}`.
    draws : int
        How often origins are drawn anew.
    confidence : float
        Probability that an interval holds, between 0 and 1.
    random_state : int
        The seed.

    Returns
    -------
    Origins

    Raises
    ------
    InputError
        If a setting is out of its range, relatedness was made from the file of the flows, from
        moves of the same period or from moves into the target, or the target is not in it.
    VersionError
        If flows and network are of other classifications or versions.
    UnknownNameError
        If there is no such target or entrant.
    EmptyResultError
        If nobody came.

    References
    ----------
    Neffke, F., Hartog, M., Boschma, R. and Henning, M. (2018). Agents of structural change.
    Economic Geography 94, 23-48, https://doi.org/10.1080/00130095.2017.1391691.

    Examples
    --------
    Of 40 who came 30 are from a, which is related; of 100 who moved elsewhere 50 are:

    >>> moves = Flows.of(pd.DataFrame({
    ...     "origin": ["a", "b", "a", "b"], "destination": ["new", "new", "c", "c"],
    ...     "count": [30, 10, 50, 50]}), kind="occupation", version="example")
    >>> alike = Network.from_edges(pd.DataFrame({
    ...     "source": ["a"], "target": ["new"], "weight": [0.5]}), version="example")
    >>> origins(moves, alike, "new").kinds[["people", "share", "expected", "ratio"]]
               people  share  expected  ratio
    kind
    related      30.0   0.75       0.5    1.5
    unrelated    10.0   0.25       0.5    0.5
    """
    _check(flows, relatedness, target, entrants, draws, confidence)
    full, withheld = _filled(flows)
    t = int(flows.nodes.get_indexer(pd.Index([target]))[0])
    others = np.arange(len(flows.nodes)) != t
    came = np.where(others, full[:, t], 0.0)
    elsewhere = np.where(others, full.sum(axis=1) - full[:, t], 0.0)
    if came.sum() == 0:
        raise EmptyResultError(f"Nobody moved into {target!r}, so there is nothing to tell.")
    tie = _ties(relatedness, target, flows.nodes)
    is_entrant = flows.nodes.isin(list(entrants))
    related = ~is_entrant & (np.nan_to_num(tie, nan=-np.inf) > related_above)
    kind = np.where(is_entrant, 2, np.where(related, 0, 1))
    number = 3 if len(entrants) else 2
    kinds = kinds_of(
        came, elsewhere, kind, withheld[:, t], np.isnan(tie) & ~is_entrant, others, number
    )
    kinds = kinds.join(
        kind_intervals(came, elsewhere, kind, others, number, draws, confidence, random_state)
    )
    settings: dict[str, Setting] = {
        "target": target, "entrants": ", ".join(entrants), "related_above": related_above,
        "draws": draws, "confidence": confidence, "random_state": random_state,
    }  # fmt: skip
    told = {
        "people": round(float(came.sum())),
        "origins": int((came > 0).sum()),
        "withheld counts": int((withheld[:, t] & others).sum()),
        "origins without a tie to the target": int((np.isnan(tie) & others & ~is_entrant).sum()),
    }
    recipe = flows.recipe.joined(relatedness.recipe)
    listed = listed_origins(flows.nodes, came, elsewhere, kind, withheld[:, t], tie, others)
    step = Step.of("origins", settings, told)
    return Origins(
        kinds, listed, target, flows.version, flows.period, confidence, recipe.then(step)
    )


def _check(
    flows: Flows, relatedness: Network, target: str, entrants: Sequence[str], draws: int,
    confidence: float,
) -> None:  # fmt: skip
    """Refuse what is not there, does not belong together, or has seen the answer."""
    if flows.version != relatedness.version:
        raise VersionError.between("flows", flows.version, "the network", relatedness.version)
    for name in (target, *entrants):
        if name not in flows.nodes:
            raise UnknownNameError(str(flows.nodes.name), name, map(str, flows.nodes))
    faults: list[Fault | str] = [*faults_of_draws(draws, confidence)]
    if target in entrants:
        faults.append(f"{target!r} is the target and cannot be an entrant too")
    if target not in relatedness.nodes.index:
        faults.append(
            f"the network does not have {target!r}, so nothing can be said to be related to it; "
            "take relatedness from skills or ads where it is too new to have moves"
        )
    faults += seen_by(flows, relatedness, target)
    if faults:
        raise InputError("origins", faults)


def _filled(flows: Flows) -> tuple[np.ndarray, np.ndarray]:
    """Return all moves between nodes, withheld ones at their mean, and which these are."""
    low, high = flow_bounds(flows)
    apart = ~np.eye(len(low), dtype=bool)
    withheld = (low < high) & apart
    full = np.where(apart, low, 0.0)
    if withheld.any():
        found = expectation(low, high, diagonal=False)
        full[found.cells] = expected_counts(found.counts, found.prior)
    return full, withheld


def _ties(relatedness: Network, target: str, nodes: pd.Index) -> np.ndarray:
    """Return the relatedness of every node to the target, nan where there is no tie."""
    edges = relatedness.edges
    value = edges["normalised" if "normalised" in edges.columns else "weight"].to_numpy(np.float64)
    found = np.full(len(nodes), np.nan)
    ends = [("source", "target")] if relatedness.directed else [
        ("source", "target"), ("target", "source"),
    ]  # fmt: skip
    for one, other in ends:
        mine = (edges[one] == target).to_numpy()
        place = nodes.get_indexer(pd.Index(edges.loc[mine, other]))
        found[place[place >= 0]] = value[mine][place >= 0]
    return found
