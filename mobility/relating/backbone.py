"""backbone: the network with only those edges that are stronger than chance, or than others."""

import math
from collections.abc import Callable

import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Setting, Step
from mobility.relating.disparity import disparity
from mobility.relating.mutual_nearest import mutual_nearest
from mobility.relating.noise_corrected import noise_corrected
from mobility.relating.spanning_tree import spanning_tree

RULES: dict[str, Callable[..., pd.DataFrame]] = {
    "noise-corrected": noise_corrected,
    "disparity": disparity,
    "mutual nearest": mutual_nearest,
    "spanning tree": spanning_tree,
}
"""Every rule by name: from a network to a table in the order of its edges."""

JUDGEMENT = {
    "noise-corrected": ("p", "alpha"),
    "disparity": ("p", "alpha"),
    "mutual nearest": ("rank", "k"),
    "spanning tree": ("in_tree", "threshold"),
}
"""The column that each rule decides by, and the setting that it is compared with."""

RANGES = {
    "alpha": "a probability between 0 and 1",
    "k": "a whole number of at least 1",
    "threshold": "a finite number of at least 0",
}
"""What each setting must be."""

ALPHA = 0.05
"""Where a rule of chance is given no other."""


def backbone(
    network: Network,
    *,
    rule: str = "noise-corrected",
    counts: str = "weight",
    alpha: float | None = None,
    k: int | None = None,
    threshold: float | None = None,
) -> Network:
    r"""Keep the edges that chance would hardly give, or that are the strongest of their ends.

    The rules of chance keep an edge if :math:`p_{ij} < \alpha`; mutual nearest, if each end is
    among the k strongest neighbours of the other; spanning tree, if it is in the maximum spanning
    tree of its part of the network :math:`T^*` or strong enough, so that nothing falls apart:

    .. math:: \max(r_i(j), r_j(i)) \le k, \qquad (i, j) \in T^* \ \text{or}\ w_{ij} \ge t

    Parameters
    ----------
    network : Network
        Directed or not.
    rule : str
        "noise-corrected" (Coscia and Neffke 2017), "disparity" (Serrano et al. 2009), "mutual
        nearest" (Brito et al. 1997) or "spanning tree" (Hidalgo et al. 2007).
    counts : str
        The edge column the rule judges. Noise-corrected is a model of counts: for relatedness give
        ``"shared"``. The others take any weight. The weights kept are those of ``weight`` in any
        case.
    alpha : float, optional
        For noise-corrected and disparity: edges with ``p`` below it are kept; between 0 and 1, 0.05
        if not given. For noise-corrected 0.10, 0.05 and 0.01 are the 1.28, 1.64 and 2.33 standard
        deviations of the paper.
    k : int, optional
        For mutual nearest, which needs it: how many neighbours of a node are its strongest; at
        least 1. Equally strong ones are taken in node order.
    threshold : float, optional
        For spanning tree: edges of at least this are kept beside the tree, self-loops too; at least
        0, in the unit of ``counts``. Without it the tree alone is kept.

    Returns
    -------
    Network
        Every node, also one left without edges; the edges kept, with their ``p``, their ``rank``
        (the smallest k that keeps the edge) or ``in_tree``.

    Raises
    ------
    UnknownNameError
        If there is no such rule or edge column.
    InputError
        If ``alpha``, ``k`` or ``threshold`` is out of its range or of another rule, if ``k`` is
        needed, or if the rule needs numbers and the column has none.

    See Also
    --------
    mobility.relating.noise_corrected, mobility.relating.disparity,
    mobility.relating.mutual_nearest, mobility.relating.spanning_tree : the formulas.

    References
    ----------
    Spanning tree and threshold together: Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann,
    R. (2007). The product space conditions the development of nations. Science 317, 482-487,
    https://doi.org/10.1126/science.1144581. The others stand with their formulas.

    Examples
    --------
    >>> moves = pd.DataFrame({
    ...     "source": ["a", "a", "b", "c"], "target": ["b", "c", "d", "d"],
    ...     "weight": [40, 1, 2, 40]})
    >>> backbone(Network.from_edges(moves)).edges[["source", "target", "weight"]]
      source target  weight
    0      a      b    40.0
    1      c      d    40.0

    The tree keeps the two halves together by the stronger of the two edges between them:

    >>> backbone(Network.from_edges(moves), rule="spanning tree").edges
      source target  weight  in_tree
    0      a      b    40.0     True
    1      b      d     2.0     True
    2      c      d    40.0     True
    """
    if rule not in RULES:
        raise UnknownNameError("rule", rule, RULES)
    column, setting = JUDGEMENT[rule]
    bound = _bound(rule, setting, {"alpha": alpha, "k": k, "threshold": threshold})
    table = RULES[rule](network, counts=counts)
    judged = network.edges.assign(**{column: table[column]})
    kept = judged[_keeps(table, column, bound)]
    if column == "rank":
        kept = kept.astype({"rank": "int64"})  # only edges that are not kept lack a rank
    settings: dict[str, Setting] = {"rule": rule, "counts": counts, setting: bound}
    counted = {"edges": len(judged), "kept": len(kept)}
    return network.with_edges(kept, Step.of("backbone", settings, counted))


def _bound(rule: str, setting: str, given: dict[str, float | None]) -> float | None:
    """Return what the rule compares with, refusing what it cannot use."""
    faults = [
        Fault(f"the rule {rule!r} takes {setting}, not {name}; leave it out")
        for name, value in given.items()
        if value is not None and name != setting
    ]
    bound = ALPHA if setting == "alpha" and given["alpha"] is None else given[setting]
    if setting == "k" and bound is None:
        faults.append(Fault(f"the rule {rule!r} needs k, such as k=5"))
    if bound is not None and not _in_range(setting, bound):
        faults.append(Fault(RANGES[setting], column=setting, value=f"{bound:g}"))
    if faults:
        raise InputError("backbone", faults)
    return int(bound) if setting == "k" and bound is not None else bound


def _in_range(setting: str, bound: float) -> bool:
    """Say whether a setting has a value it may have."""
    if setting == "alpha":
        return 0 < bound < 1
    if setting == "k":
        return bound >= 1 and bound % 1 == 0
    return math.isfinite(bound) and bound >= 0


def _keeps(table: pd.DataFrame, column: str, bound: float | None) -> "pd.Series[bool]":
    """Return for every edge whether it is kept."""
    if column == "p":
        return table["p"] < bound
    if column == "rank":
        return (table["rank"] <= bound).fillna(False).astype(bool)
    return table["in_tree"] if bound is None else table["in_tree"] | (table["observed"] >= bound)
