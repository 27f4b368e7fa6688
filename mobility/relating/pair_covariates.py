"""pair_covariates: what can be told of two nodes, to expect moves between them by."""

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError


def pair_gap(values: pd.Series) -> pd.DataFrame:
    r"""Return how far apart a number of two nodes is, :math:`|v_i - v_j|`.

    Give the logarithm of pay for the pay gap: 0.1 is then some 10 per cent more or less. Beside
    levels of origin and destination the direction tells nothing more, see `expected_flows`.

    Parameters
    ----------
    values : Series
        By node; finite.

    Returns
    -------
    DataFrame of shape (n_nodes, n_nodes)
        Symmetric, in the unit of the values, at least 0.

    Raises
    ------
    InputError
        If a value is missing or infinite; all of them are named.

    Examples
    --------
    >>> pair_gap(pd.Series({"cook": 3.0, "chef": 3.5}))
          cook  chef
    cook   0.0   0.5
    chef   0.5   0.0
    """
    numbers = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64)
    faults = [
        Fault("a finite number", column=str(values.name or "values"),
              value=f"{values.index[k]}: {values.iloc[k]}")
        for k in np.flatnonzero(~np.isfinite(numbers)).tolist()
    ]  # fmt: skip
    if faults:
        raise InputError("pair_gap", faults)
    return pd.DataFrame(np.abs(numbers[:, None] - numbers), values.index, values.index)


def levels_apart(codes: pd.Index, *, ends: tuple[int, ...]) -> pd.DataFrame:
    """Return how many levels of a classification one has to go up until two codes are one.

    Parameters
    ----------
    codes : Index
        Such as ``flows.nodes``.
    ends : tuple of int
        How many characters of a code each level takes, the widest level first: (1, 2, 3, 4) for
        occupations of SSYK 2012, (2, 3, 4) for industries.

    Returns
    -------
    DataFrame of shape (n_codes, n_codes)
        0 (the same code at the last level) to ``len(ends)`` (apart at every level).

    Raises
    ------
    InputError
        If no level is told, or a code is shorter than the last one.

    Examples
    --------
    >>> levels_apart(pd.Index(["5120", "5131", "9412"]), ends=(1, 2, 4))
          5120  5131  9412
    5120     0     1     3
    5131     1     0     3
    9412     3     3     0
    """
    names = pd.Index(codes).astype("str")
    faults = [Fault("at least one level")] if not ends else []
    faults += [
        Fault(f"a code of at least {ends[-1]} characters", value=code)
        for code in names
        if ends and len(code) < max(ends)
    ]
    if faults:
        raise InputError("levels_apart", faults)
    apart = np.zeros((len(names), len(names)), dtype=np.int64)
    for end in ends:
        level = np.asarray(names.str[:end])
        apart += level[:, None] != level
    return pd.DataFrame(apart, codes, codes)
