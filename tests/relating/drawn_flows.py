"""drawn_flows: counts of moves drawn from a known model, and its design with a column a level."""

import numpy as np
import pandas as pd

from mobility.foundation.flows import Flows


def names_of(n: int) -> pd.Index:
    """Return n codes of industries."""
    return pd.Index([f"{i:03}" for i in range(n)], name="industry", dtype="str")


def flows_of(counts: np.ndarray, **said: object) -> Flows:
    """Return a table of counts as flows."""
    names = names_of(len(counts))
    i, j = np.nonzero(counts)
    table = pd.DataFrame({"origin": names[i], "destination": names[j], "count": counts[i, j]})
    return Flows(table, names, **said)  # type: ignore[arg-type]


def square(values: np.ndarray) -> pd.DataFrame:
    """Return a table of pairs as a covariate."""
    return pd.DataFrame(values, names_of(len(values)), names_of(len(values)))


def drawn(seed: int, n: int, covariates: int = 2, mean: float = 4.0) -> tuple[np.ndarray, ...]:
    """Return counts without diagonal, and covariates with slopes .5, −.5, .5 …"""
    rng = np.random.default_rng(seed)
    told = rng.normal(size=(covariates, n, n))
    slopes = 0.5 * (-1.0) ** np.arange(covariates)
    height = rng.normal(0, 0.7, n)[:, None] + rng.normal(0, 0.7, n)
    means = mean * np.exp(height + np.einsum("k,kij->ij", slopes, told))
    counts = rng.poisson(means).astype(float)
    np.fill_diagonal(counts, 0)
    return counts, told


def design(told: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """Return a column a level and a covariate, a row a cell."""
    n = len(cells)
    i, j = np.nonzero(cells)
    levels = np.zeros((len(i), 2 * n))
    levels[np.arange(len(i)), i] = levels[np.arange(len(i)), n + j] = 1
    return np.column_stack([levels, *(table[cells] for table in told)])
