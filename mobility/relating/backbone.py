"""backbone: the network with only those edges that are stronger than chance, or than others."""

from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, recipe_of
from mobility.relating.judged_edges import SETTING, judged_edges

SHOWN = {"alpha": "p", "k": "rank", "threshold": "in_tree"}
"""The column that edges kept say of why, by the setting of their rule."""


def backbone(
    network: Network,
    *,
    rule: str = "noise-corrected",
    counts: str | None = None,
    incidence: Incidence | None = None,
    alpha: float | None = None,
    correction: str | None = None,
    k: int | None = None,
    threshold: float | None = None,
    progress: Progress = silent,
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
        "noise-corrected" (Coscia and Neffke 2017), "disparity" (Serrano et al. 2009), "sdsm" (Neal
        2014), "mutual nearest" (Brito et al. 1997) or "spanning tree" (Hidalgo et al. 2007).
    counts : str, optional
        The edge column the rule judges, ``weight`` if not given. Noise-corrected is a model of
        counts: for relatedness give ``"shared"``. Sdsm reads the incidence instead, the others take
        any weight. The weights kept are those of ``weight`` in any case.
    incidence : Incidence, optional
        For sdsm, which needs it: the two-mode table that the (undirected) network comes from.
    alpha : float, optional
        For the rules of chance (noise-corrected, disparity, sdsm): edges with ``p`` below it are
        kept; between 0 and 1, 0.05 if not given. For noise-corrected 0.10, 0.05 and 0.01 are the
        1.28, 1.64 and 2.33 standard deviations of the paper.
    correction : str, optional
        For the rules of chance: "holm" or "benjamini-hochberg" (see `adjusted_p`), and ``alpha``
        is compared with the adjusted p. Tested are all edges of the network; for sdsm all pairs of
        nodes, since a pair that shares nothing was looked at too.
    k : int, optional
        For mutual nearest, which needs it: how many neighbours of a node are its strongest; at
        least 1. Equally strong ones are taken in node order.
    threshold : float, optional
        For spanning tree: edges of at least this are kept beside the tree, self-loops too; at least
        0, in the unit of ``counts``. Without it the tree alone is kept.
    progress : Progress
        Called by sdsm with the sizes done.

    Returns
    -------
    Network
        Every node, also one left without edges; the edges kept, with their ``p``, their ``rank``
        (the smallest k that keeps the edge) or ``in_tree``, and their ``p_adjusted`` if corrected.

    Raises
    ------
    UnknownNameError
        If there is no such rule, edge column or correction.
    InputError
        If a setting is out of its range or of another rule, if ``k`` or ``incidence`` is needed,
        if the rule needs numbers and the column has none, or if the incidence lacks a node.

    See Also
    --------
    judged_edges : the same judgement of every edge, kept or not.
    noise_corrected, disparity, sdsm, mutual_nearest, spanning_tree : the formulas.
    compare_backbones : what several rules keep of one network.

    References
    ----------
    Spanning tree and threshold together: Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann,
    R. (2007). The product space conditions the development of nations. Science 317, 482-487,
    https://doi.org/10.1126/science.1144581. The others stand with their formulas.

    Examples
    --------
    >>> import pandas as pd
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
    table = judged_edges(
        network, rule=rule, counts=counts, incidence=incidence, alpha=alpha,
        correction=correction, k=k, threshold=threshold, progress=progress,
    )  # fmt: skip
    setting = SETTING[rule]
    shown = [SHOWN[setting]] + (["p_adjusted"] if correction is not None else [])
    judged = network.edges.assign(**{column: table[column] for column in shown})
    kept = judged[table["kept"]]
    if setting == "k":
        kept = kept.astype({"rank": "int64"})  # only edges that are not kept lack a rank
    step = recipe_of(table).steps[-1]
    return network.with_edges(kept, Step("backbone", step.settings, step.counts))
