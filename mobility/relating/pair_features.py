"""pair_features: what is known of each pair of nodes, laid out as numbers a model can add up."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError, VersionError
from mobility.foundation.network import Network

Ingredient = Network | pd.Series | pd.DataFrame
"""Weights of pairs; one number or name for each node; or pairs with a number of any sign."""

QUANTILES = (0.0, 0.25, 0.5, 0.75, 0.9, 0.97, 0.99, 1.0)
"""Where knots stand among the values listed: close at the top, where relatedness is decided."""

PAIR_COLUMNS = ("source", "target", "weight")


@dataclass(frozen=True, eq=False)
class View:
    """One way in which an ingredient is looked at.

    Parameters
    ----------
    ingredient : str
        Its name.
    side : str
        "pair"; of numbers of nodes "origin", "destination" and "difference" (destination less
        origin) or, undirected, "smaller", "larger" and "difference"; of names of nodes "same".
    knots : ndarray of shape (n_knots,)
        Rising. Between two knots the logarithm of relatedness rises in a straight line; outside of
        the first and the last it is level.
    """

    ingredient: str
    side: str
    knots: np.ndarray

    @property
    def width(self) -> int:
        """How many columns it takes: the stretches between knots, "not listed" and "unknown"."""
        return max(len(self.knots) - 1, 0) + 2


@dataclass(frozen=True, eq=False)
class Seen:
    """The values of one view of all pairs of nodes.

    Parameters
    ----------
    values : ndarray of shape (n_nodes, n_nodes)
        0 where the pair is not listed, nan where a node is unknown.
    listed : ndarray of bool, shape (n_nodes, n_nodes)
        Whether a value was given.
    """

    values: np.ndarray
    listed: np.ndarray


def seen_by(
    nodes: pd.Index, ingredients: Mapping[str, Ingredient], *, directed: bool
) -> dict[tuple[str, str], Seen]:
    """Look at every ingredient in every way it offers.

    Parameters
    ----------
    nodes : pandas.Index
        Nodes of the rows and columns.
    ingredients : mapping of str to Network, Series or DataFrame
        As `learned_relatedness` takes them.
    directed : bool
        Whether from a to b is another pair than from b to a. If not, of two directions the mean
        counts, and of two numbers the smaller, the larger and how far they are apart.

    Returns
    -------
    dict of (ingredient, side) to Seen
        In the order given.
    """
    found: dict[tuple[str, str], Seen] = {}
    for name, ingredient in ingredients.items():
        if isinstance(ingredient, pd.Series):
            views = _of_nodes(nodes, ingredient, directed=directed)
        else:
            views = {"pair": _of_pairs(nodes, ingredient, directed=directed)}
        found |= {(name, side): seen for side, seen in views.items()}
    return found


def placed_views(
    seen: Mapping[tuple[str, str], Seen], i: np.ndarray, j: np.ndarray
) -> tuple[View, ...]:
    """Set the knots of every view where its listed values stand, whatever the flows are.

    Parameters
    ----------
    seen : mapping
        As `seen_by` gives it.
    i, j : ndarray of int, shape (n_pairs,)
        Positions of the pairs that are learned from.

    Returns
    -------
    tuple of View
        In the order of ``seen``.
    """
    return tuple(
        View(name, side, _knots(each.values[i, j][each.listed[i, j]]))
        for (name, side), each in seen.items()
    )


def features_of(
    views: tuple[View, ...], seen: Mapping[tuple[str, str], Seen], i: np.ndarray, j: np.ndarray
) -> np.ndarray:
    r"""Lay the views of some pairs side by side.

    Between knots :math:`q_{k-1}` and :math:`q_k` stands :math:`\min(1, \max(0, (x - q_{k-1}) /
    (q_k - q_{k-1})))`, so that a coefficient is the rise from one knot to the next.

    Parameters
    ----------
    views : tuple of View
        With knots.
    seen : mapping
        As `seen_by` gives it.
    i, j : ndarray of int, shape (n_pairs,)
        Positions of origins and destinations.

    Returns
    -------
    ndarray of shape (n_pairs, n_columns)
        From 0 to 1; the columns of each view together, "not listed" and "unknown" last.
    """
    columns = []
    for view in views:
        held = seen[view.ingredient, view.side]
        values = held.values[i, j]
        unknown = np.isnan(values)
        if len(view.knots) > 1:
            start, step = view.knots[:-1], np.diff(view.knots)
            filled = np.where(unknown, view.knots[0], values)
            columns.append(np.clip((filled[:, None] - start) / step, 0.0, 1.0))
        columns.append(np.column_stack([~held.listed[i, j] & ~unknown, unknown]).astype(np.float64))
    return np.hstack(columns) if columns else np.zeros((len(i), 0))


def check_ingredients(ingredients: Mapping[str, Ingredient], version: str) -> None:
    """Refuse ingredients of other codes, and tables that are none.

    Raises
    ------
    VersionError
        If a network's codes are of another version.
    InputError
        If there is no ingredient, a table lacks a column, a pair or node stands twice, or a number
        is not finite; all faults at once.
    """
    for name, ingredient in ingredients.items():
        if isinstance(ingredient, Network) and ingredient.version != version:
            what = f"the ingredient {name!r}"
            raise VersionError.between(what, ingredient.version, "the flows", version)
    faults = [] if ingredients else [Fault("there is none to learn from; give at least one")]
    for name, ingredient in ingredients.items():
        if isinstance(ingredient, pd.DataFrame):
            faults += _table_faults(name, ingredient)
        elif isinstance(ingredient, pd.Series):
            faults += _series_faults(name, ingredient)
    if faults:
        raise InputError("ingredients", faults)


def _table_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    lacking = [column for column in PAIR_COLUMNS if column not in table.columns]
    if lacking:
        return [Fault(f"{name!r} lacks the column {column!r}") for column in lacking]
    faults = []
    if twice := int(table.duplicated(["source", "target"]).sum()):
        faults.append(Fault(f"{name!r} lists {twice} pairs twice"))
    numbers = pd.to_numeric(table["weight"], errors="coerce").to_numpy(dtype=np.float64)
    if bad := int((~np.isfinite(numbers)).sum()):
        faults.append(Fault(f"{name!r} has {bad} weights that are no finite number"))
    return faults


def _series_faults(name: str, series: pd.Series) -> list[Fault]:
    faults = []
    if twice := int(series.index.duplicated().sum()):
        faults.append(Fault(f"{name!r} has {twice} nodes twice"))
    if _numeric(series) and np.isinf(series.to_numpy(dtype=np.float64, na_value=np.nan)).any():
        faults.append(Fault(f"{name!r} has a number that is not finite"))
    return faults


def _numeric(series: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(series) and not pd.api.types.is_bool_dtype(series)


def _of_pairs(nodes: pd.Index, ingredient: Network | pd.DataFrame, *, directed: bool) -> Seen:
    """Return weights of pairs; 0 where both nodes are known but the pair is not listed."""
    n = len(nodes)
    edges = ingredient.edges if isinstance(ingredient, Network) else ingredient
    if isinstance(ingredient, Network):
        known = nodes.isin(ingredient.nodes.index)
    else:
        known = nodes.isin(pd.concat([edges["source"], edges["target"]]))
    i, j = (nodes.get_indexer(pd.Index(edges[side])) for side in ("source", "target"))
    inside = (i >= 0) & (j >= 0)
    i, j = i[inside], j[inside]
    weight = edges["weight"].to_numpy(dtype=np.float64)[inside]
    values = np.where(known[:, None] & known[None, :], 0.0, np.nan)
    listed = np.zeros((n, n), dtype=bool)
    values[i, j], listed[i, j] = weight, True
    if isinstance(ingredient, Network) and not ingredient.directed:
        values[j, i], listed[j, i] = weight, True
    if directed:
        return Seen(values, listed)
    return Seen((values + values.T) / 2, listed | listed.T)


def _of_nodes(nodes: pd.Index, series: pd.Series, *, directed: bool) -> dict[str, Seen]:
    """Return what nodes have at both ends, or whether they have the same."""
    n, held = len(nodes), series.reindex(nodes)
    if not _numeric(series):
        names = held.astype("object").to_numpy()
        known = held.notna().to_numpy()
        both = known[:, None] & known[None, :]
        same = names[:, None] == names[None, :]
        return {"same": Seen(np.where(both, same.astype(np.float64), np.nan), both)}
    values = held.to_numpy(dtype=np.float64, na_value=np.nan)
    origin, destination = np.repeat(values[:, None], n, axis=1), np.repeat(values[None, :], n, 0)
    sides = {"origin": origin, "destination": destination, "difference": destination - origin}
    if not directed:
        sides = {
            "smaller": np.minimum(origin, destination),
            "larger": np.maximum(origin, destination),
            "difference": np.abs(destination - origin),
        }
    return {side: Seen(square, ~np.isnan(square)) for side, square in sides.items()}


def _knots(values: np.ndarray) -> np.ndarray:
    """Return distinct quantiles of values."""
    if not len(values):
        return np.zeros(0)
    if len(distinct := np.unique(values)) <= len(QUANTILES):
        return distinct
    # Values that stand there, not means of two: the same whatever is added up first.
    return np.unique(np.quantile(values, QUANTILES, method="nearest"))
