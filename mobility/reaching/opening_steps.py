"""opening_steps: what each skill of a set opens, alone and with those before it."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mobility.reaching.opening import Opening


def step_by_step(
    whole: Opening, order: NDArray[np.intp], titles: np.ndarray, occupations: NDArray[np.intp]
) -> dict[str, pd.Series]:
    """Return the columns that say so, one row per candidate in the order given.

    Parameters
    ----------
    whole : Opening
        The sum.
    order : ndarray of int
        Positions of candidates.
    titles : ndarray of str, shape (n_occupations,)
        Titles of all occupations.
    occupations : ndarray of int, shape (n_targets,)
        Position of each target's occupation; in a group several targets may be of one.
    """
    everything = whole.value(order)
    before = np.zeros(len(whole.values), dtype=bool)
    alone, so_far, lost, opens = [], [], [], []
    for step, picked in enumerate(order):
        now = whole.opened(order[: step + 1])
        alone.append(whole.value(order[step : step + 1]))
        so_far.append(int(whole.values[now].sum()))
        lost.append(everything - whole.value(order[order != picked]))
        new = now & ~before
        worth = np.bincount(occupations[new], weights=whole.values[new], minlength=len(titles))
        named = np.unique(occupations[new])
        opens.append(tuple(titles[named[np.lexsort((named, -worth[named]))]]))
        before = now
    return {
        "opens_alone": pd.Series(alone, dtype="int64"),
        "opens_so_far": pd.Series(so_far, dtype="int64"),
        "lost_without": pd.Series(lost, dtype="int64"),
        "opens": pd.Series(opens, dtype=object),
    }
