"""validation_nulls: what knows nothing of relatedness, and what a measure has to do better than."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows

SIZE, PREFIX, POPULARITY, RANDOM = "size alone", "classification", "popularity", "random"
NULLS = (SIZE, PREFIX, POPULARITY, RANDOM)


def null_scores(
    nodes: pd.Index, flows: Flows, earlier: Flows | None, *, random_state: int
) -> Mapping[str, np.ndarray]:
    r"""Score every directed pair by sizes, codes, popularity, and by chance.

    Parameters
    ----------
    nodes : pandas.Index
        Nodes of the rows and columns of what comes back.
    flows : Flows
        The target.
    earlier : Flows, optional
        Another period, whose margins are then used. Without it they are the target's own: more than
        any predictor may know, so that a measure that does better does so against the odds.
    random_state : int
        Seed of the chance.

    Returns
    -------
    mapping of str to ndarray of shape (n_nodes, n_nodes)
        "size alone": :math:`F_{i\cdot} F_{\cdot j}`. "classification": how many characters the two
        codes begin with alike. "popularity": :math:`F_{\cdot j}`. "random": uniform on [0, 1).
        Those who stay are in no margin, and withheld flows count as half their range.
    """
    known = flows if earlier is None else earlier
    counts = np.where(np.isnan(square := known.counts()), (known.withheld_below - 1) / 2, square)
    np.fill_diagonal(counts, 0.0)
    table = pd.DataFrame(counts, index=known.nodes, columns=known.nodes)
    leaving = table.sum(axis=1).reindex(nodes, fill_value=0.0).to_numpy()
    arriving = table.sum(axis=0).reindex(nodes, fill_value=0.0).to_numpy()
    popularity = np.broadcast_to(arriving, (len(nodes), len(nodes)))
    return {
        SIZE: leaving[:, None] * popularity,
        PREFIX: _shared_prefix(nodes),
        POPULARITY: popularity,
        RANDOM: np.random.default_rng(random_state).random((len(nodes), len(nodes))),
    }


def _shared_prefix(nodes: pd.Index) -> np.ndarray:
    """Return how many characters each two codes begin with alike."""
    codes = [str(node) for node in nodes]
    longest = max(map(len, codes), default=0)
    letters = np.array([list(code.ljust(longest, "\0")) for code in codes])
    alike = np.ones((len(codes), len(codes)), dtype=bool)
    found = np.zeros((len(codes), len(codes)))
    for place in range(longest):
        column = letters[:, place]
        alike &= (column[:, None] == column[None, :]) & (column != "\0")[:, None]
        found += alike
    return found
