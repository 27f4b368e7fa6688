"""backbone: the network with only those edges that are stronger than chance."""

from collections.abc import Callable

import pandas as pd

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Setting, Step
from mobility.relating.disparity import disparity
from mobility.relating.noise_corrected import noise_corrected

RULES: dict[str, Callable[..., pd.DataFrame]] = {
    "noise-corrected": noise_corrected,
    "disparity": disparity,
}
"""Every rule by name: from a network to a table with the column ``p`` in the order of its edges."""


def backbone(
    network: Network,
    *,
    rule: str = "noise-corrected",
    counts: str = "weight",
    alpha: float = 0.05,
) -> Network:
    """Keep the edges that chance would hardly give.

    Parameters
    ----------
    network : Network
        Directed or not.
    rule : str
        "noise-corrected" (Coscia and Neffke 2017) or "disparity" (Serrano et al. 2009).
    counts : str
        The edge column the rule judges. Noise-corrected is a model of counts: for relatedness give
        ``"shared"``. Disparity takes any weight. The weights kept are those of ``weight`` in either
        case.
    alpha : float
        Edges with ``p`` below it are kept; between 0 and 1. For noise-corrected 0.10, 0.05 and 0.01
        are the 1.28, 1.64 and 2.33 standard deviations of the paper.

    Returns
    -------
    Network
        Every node, also one left without edges; the edges kept, with their ``p``.

    Raises
    ------
    UnknownNameError
        If there is no such rule or edge column.
    InputError
        If ``alpha`` is not between 0 and 1, or the rule needs counts and the column has none.

    See Also
    --------
    mobility.relating.noise_corrected, mobility.relating.disparity : the formulas.

    Examples
    --------
    >>> moves = pd.DataFrame({
    ...     "source": ["a", "a", "b", "c"], "target": ["b", "c", "d", "d"],
    ...     "weight": [40, 1, 2, 40]})
    >>> backbone(Network.from_edges(moves)).edges[["source", "target", "weight"]]
      source target  weight
    0      a      b    40.0
    1      c      d    40.0
    """
    if rule not in RULES:
        raise UnknownNameError("rule", rule, RULES)
    if not 0 < alpha < 1:
        fault = Fault("a probability between 0 and 1", column="alpha", value=f"{alpha:g}")
        raise InputError("backbone", [fault])
    judged = network.edges.assign(p=RULES[rule](network, counts=counts)["p"])
    kept = judged[judged["p"] < alpha]
    settings: dict[str, Setting] = {"rule": rule, "counts": counts, "alpha": alpha}
    counted = {"edges": len(judged), "kept": len(kept)}
    return network.with_edges(kept, Step.of("backbone", settings, counted))
