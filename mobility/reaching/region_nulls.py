"""region_nulls: what foretells a region's activities without knowing what is related."""

import numpy as np
import pandas as pd

from mobility.relating.bicm import bicm
from mobility.relating.one_thread import one_thread

NULLS = ("random", "size", "classification", "region and industry effects")
"""All candidates alike; the activity's size elsewhere; how much of its branch of the classification
the region has; and how likely it is if only the variety of the region and how common the activity
is decide."""


def region_null_scores(
    has: np.ndarray, counts: np.ndarray, shared: np.ndarray
) -> dict[str, np.ndarray]:
    r"""Score every cell by each null.

    ===========================  ==============================================================
    random                       0 everywhere
    size                         counts of the activity in all other regions
    classification               density with φ the number of leading characters two codes share
    region and industry effects  p of the bipartite configuration model of the presences:
                                 logit p = a_r + b_i
    ===========================  ==============================================================

    Parameters
    ----------
    has : ndarray of shape (n_regions, n_activities)
        1, 0, or nan where not known (taken as 0).
    counts : ndarray of the same shape
        Jobs or ads.
    shared : ndarray of shape (n_activities, n_activities)
        As `shared_prefix` gives it.

    Returns
    -------
    dict of str to ndarray
        In the order of `NULLS`.
    """
    present = np.nan_to_num(has)
    with one_thread():
        above, below = present @ shared, shared.sum(axis=0)
    branch = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
    effects = bicm(present.sum(axis=1), present.sum(axis=0))
    scores = (np.zeros(has.shape), counts.sum(axis=0) - counts, branch, effects)
    return dict(zip(NULLS, scores, strict=True))


def shared_prefix(codes: pd.Index) -> np.ndarray:
    """Return how many leading characters each two codes share; 0 on the diagonal."""
    names = [str(code) for code in codes]
    shared = np.zeros((len(names), len(names)))
    for length in range(1, max(map(len, names)) + 1):
        # A code that is too short shares no character there with any other.
        starts = [
            name[:length] if len(name) >= length else f"\0{i}" for i, name in enumerate(names)
        ]
        branch = pd.factorize(pd.Series(starts))[0]
        shared += branch[:, None] == branch
    np.fill_diagonal(shared, 0.0)
    return shared
