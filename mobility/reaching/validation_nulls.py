"""validation_nulls: what knows nothing of relatedness, and what a measure has to do better than."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows
from mobility.relating.flow_bounds import flow_bounds, given_margins

SIZE, PREFIX, POPULARITY, RANDOM = "size alone", "classification", "popularity", "random"
NULLS = (SIZE, PREFIX, POPULARITY, RANDOM)


def null_scores(
    nodes: pd.Index,
    flows: Flows,
    earlier: Flows | None,
    *,
    diagonal: bool = False,
    random_state: int,
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
    diagonal : bool
        Whether those who stay are part of the margins.
    random_state : int
        Seed of the chance.

    Returns
    -------
    mapping of str to ndarray of shape (n_nodes, n_nodes)
        "size alone": :math:`F_{i\cdot} F_{\cdot j}`. "classification": how many characters the two
        codes begin with alike. "popularity": :math:`F_{\cdot j}`. "random": uniform on [0, 1).
        A withheld flow counts as half its range, unless the source gives the margins.
    """
    known = flows if earlier is None else earlier
    margins = _margins(known, diagonal=diagonal)
    leaving, arriving = (
        pd.Series(margin, index=known.nodes).reindex(nodes, fill_value=0.0).to_numpy()
        for margin in margins
    )
    popularity = np.broadcast_to(arriving, (len(nodes), len(nodes)))
    return {
        SIZE: leaving[:, None] * popularity,
        PREFIX: _shared_prefix(nodes),
        POPULARITY: popularity,
        RANDOM: np.random.default_rng(random_state).random((len(nodes), len(nodes))),
    }


def _margins(flows: Flows, *, diagonal: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return how many leave each node and how many arrive."""
    given = given_margins(flows, diagonal=diagonal)
    if given is not None:
        return given
    low, high = flow_bounds(flows)
    middle = (low + high) / 2
    if not diagonal:
        np.fill_diagonal(middle, 0.0)
    return middle.sum(axis=1), middle.sum(axis=0)


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
