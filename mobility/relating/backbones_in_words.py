"""backbones_in_words: a comparison of backbones as sentences for a paper."""

import numpy as np
import pandas as pd

from mobility.relating.compare_backbones import OVERLAP


def backbones_in_words(comparison: pd.DataFrame) -> str:
    r"""Say a comparison of backbones in sentences for a paper, a line for each backbone.

    Parameters
    ----------
    comparison : DataFrame
        As `compare_backbones` gives it.

    Returns
    -------
    str
        How much each keeps, in how many parts, and which other it agrees with most and least.

    Examples
    --------
    >>> from textwrap import fill
    >>> from mobility.foundation.network import Network
    >>> from mobility.relating.backbone import backbone
    >>> from mobility.relating.compare_backbones import compare_backbones
    >>> moves = pd.DataFrame({
    ...     "source": ["a", "a", "b", "c"], "target": ["b", "c", "d", "d"],
    ...     "weight": [40, 1, 2, 40]})
    >>> network = Network.from_edges(moves)
    >>> kept = {"chance": backbone(network), "tree": backbone(network, rule="spanning tree")}
    >>> said = backbones_in_words(compare_backbones(network, kept))
    >>> print("\n".join(fill(line, 96) for line in said.splitlines()))
    chance (noise-corrected, counts='weight', alpha=0.05) keeps 2 edges (50.0 %), 96.4 % of the
    weight; they join 4 nodes in 2 parts, the largest of 2.
    tree (spanning tree, counts='weight') keeps 3 edges (75.0 %), 98.8 % of the weight; they join
    4 nodes in 1 part, the largest of 4.
    The two agree in a share of 0.67 of the edges that either keeps (Jaccard index).
    """
    lines = [_sentence(str(name), line) for name, line in comparison.iterrows()]
    names = [str(name) for name in comparison.index]
    overlap = comparison[[OVERLAP + name for name in names]].to_numpy(dtype=np.float64)
    agreed = [
        (overlap[a, b], names[a], names[b])
        for a in range(len(names))
        for b in range(a + 1, len(names))
        if not np.isnan(overlap[a, b])
    ]
    of_either = "of the edges that either keeps (Jaccard index)"
    if len(agreed) == 1:
        lines.append(f"The two agree in a share of {agreed[0][0]:.2f} {of_either}.")
    elif agreed:
        (least, a, b), (most, c, d) = min(agreed), max(agreed)
        lines.append(
            f"Most alike are {c} and {d}, which agree in a share of {most:.2f} {of_either}; "
            f"least alike {a} and {b}, {least:.2f}."
        )
    return "\n".join(lines)


def _sentence(name: str, line: "pd.Series[float]") -> str:
    """Return what one backbone keeps as a sentence."""
    how = ", ".join(str(line[part]) for part in ("rule", "settings") if line[part])
    parts = "1 part" if line["components"] == 1 else f"{line['components']} parts"
    return (
        f"{name}{f' ({how})' if how else ''} keeps {line['edges']:,} edges "
        f"({_percent(line['share'])}), {_percent(line['weight'])} of the weight; they join "
        f"{line['nodes']:,} nodes in {parts}, the largest of {line['largest']:,}."
    )


def _percent(share: float) -> str:
    """Return a share in per cent, "–" where there was nothing to take a share of."""
    return "–" if np.isnan(share) else f"{100 * share:.1f} %"
