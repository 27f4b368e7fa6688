"""density: how much of what is related to an activity a region already has."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import EmptyResultError, Fault, InputError, UnknownNameError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Setting, Step, recipe_of, with_recipe
from mobility.relating.one_thread import one_thread

Convention = Literal["without self", "with self", "EconGeo", "EconGeo absent", "EconGeo present"]
CONVENTIONS: tuple[Convention, ...] = (
    "without self", "with self", "EconGeo", "EconGeo absent", "EconGeo present"
)  # fmt: skip

FULL = 4000
"""Up to so many activities relatedness is multiplied as a full table, which is quicker."""


def density(
    presence: pd.DataFrame,
    relatedness: Network,
    *,
    convention: Convention = "without self",
    nearest: int | None = None,
) -> pd.DataFrame:
    r"""Share of what is related to an activity that a region has.

    .. math:: d_{ri} = \frac{\sum_j \varphi_{ij} M_{rj}}{\sum_j \varphi_{ij}}

    ==================  =======================================================================
    convention          what it is
    ==================  =======================================================================
    "without self"      j ≠ i: an activity is no evidence of itself. The convention of
                        economic-complexity (``relatedness``).
    "with self"         φ_ii = 1, so that what is present has more. The convention of ecomplexity
                        and of the product space.
    "EconGeo"           "without self" in whole percent, as ``relatedness.density`` rounds it, half
                        to even.
    "EconGeo absent"    the same where the activity is absent, else missing
                        (``relatedness.density.ext``).
    "EconGeo present"   the same where it is present (``relatedness.density.int``).
    ==================  =======================================================================

    Where it is not known whether the region has j, j is left out above and below the line.

    Parameters
    ----------
    presence : DataFrame of shape (n_regions, n_activities)
        1 present, 0 absent, missing where not known.
    relatedness : Network
        φ; its nodes are activities. In a directed one j is evidence of i by the edge from j to i.
    convention : str
        One of those above.
    nearest : int, optional
        Only the so many most related to i count, above and below the line; of ties those first in
        the order of the columns. It is a share of relatedness like the other, not a count.

    Returns
    -------
    DataFrame of shape (n_regions, n_activities)
        From 0 to 1 (EconGeo: 0 to 100). Missing where nothing known is related to the activity;
        "with self" then says only whether it is present.

    Raises
    ------
    UnknownNameError
        If there is no such convention.
    InputError
        If ``nearest`` is below 1, or a presence is none of 0, 1 and missing.
    EmptyResultError
        If no activity is a node of the network.

    References
    ----------
    Hidalgo, C. A., Klinger, B., Barabási, A.-L. and Hausmann, R. (2007). The product space
    conditions the development of nations. Science 317, 482-487,
    https://doi.org/10.1126/science.1144581. Boschma, R., Balland, P.-A. and Kogler, D. F. (2015).
    Relatedness and technological change in cities. Industrial and Corporate Change 24, 223-250,
    https://doi.org/10.1093/icc/dtu012 (EconGeo). Neffke, F., Henning, M. and Boschma, R. (2011).
    How do regions diversify over time? Economic Geography 87, 237-265,
    https://doi.org/10.1111/j.1944-8287.2011.01121.x.

    Examples
    --------
    Lund has b; to a, b is related by .6 and c by .2: .6 / .8.

    >>> has = pd.DataFrame({"a": [0.0], "b": [1.0], "c": [0.0]}, index=["Lund"])
    >>> related = Network.from_edges(pd.DataFrame({
    ...     "source": ["a", "a"], "target": ["b", "c"], "weight": [0.6, 0.2]}))
    >>> density(has, related).round(2)
             a    b    c
    Lund  0.75  0.0  0.0
    >>> density(has, related, convention="EconGeo absent")
             a   b    c
    Lund  75.0 NaN  0.0
    """
    if convention not in CONVENTIONS:
        raise UnknownNameError("convention of density", convention, CONVENTIONS)
    has = checked_presence(presence)
    phi = related_matrix(relatedness, presence.columns)
    if nearest is not None:
        phi = nearest_only(phi, nearest)
    found = shares(has, phi, with_self=convention == "with self")
    if convention.startswith("EconGeo"):
        found = np.rint(100 * found)
    if convention == "EconGeo absent":
        found = np.where(has == 0, found, np.nan)
    if convention == "EconGeo present":
        found = np.where(has == 1, found, np.nan)
    settings: dict[str, Setting] = {"convention": convention, "nearest": nearest}
    told = {
        "activities": len(presence.columns),
        "related to nothing": int((np.diff(phi.indptr) == 0).sum()),
        "nodes without a count": int((~relatedness.nodes.index.isin(presence.columns)).sum()),
    }
    recipe = recipe_of(presence).joined(relatedness.recipe)
    labelled = pd.DataFrame(found, index=presence.index, columns=presence.columns)
    return with_recipe(labelled, recipe.then(Step.of("density", settings, told)))


def relative_density(density: pd.DataFrame, presence: pd.DataFrame) -> pd.DataFrame:
    r"""Density of what a region lacks, against all else that it lacks.

    .. math:: \tilde d_{ri} = \frac{d_{ri} - \bar d_r}{s_r}, \qquad
              \bar d_r = \operatorname{mean}_{j: M_{rj} = 0} d_{rj}

    with :math:`s_r` the standard deviation of the same (divided by their number less one). A region
    that has much has high densities everywhere; this says what is near *for it*.

    Parameters
    ----------
    density, presence : DataFrame of shape (n_regions, n_activities)
        With the same labels.

    Returns
    -------
    DataFrame of shape (n_regions, n_activities)
        In standard deviations; missing where the activity is present or not known to be absent, and
        throughout a region that lacks fewer than two or whose densities are all the same.

    Raises
    ------
    InputError
        If the labels differ.

    References
    ----------
    Pinheiro, F. L., Hartmann, D., Boschma, R. and Hidalgo, C. A. (2022). The time and frequency of
    unrelated diversification. Research Policy 51, 104323,
    https://doi.org/10.1016/j.respol.2021.104323.

    Examples
    --------
    The mean of .2, .3 and .7 is .4; their standard deviation the root of (.04 + .01 + .09) / 2:

    >>> d = pd.DataFrame({"a": [0.2], "b": [0.3], "c": [0.7], "d": [0.9]}, index=["Lund"])
    >>> has = pd.DataFrame({"a": [0.0], "b": [0.0], "c": [0.0], "d": [1.0]}, index=["Lund"])
    >>> relative_density(d, has).round(2)
             a     b     c   d
    Lund -0.76 -0.38  1.13 NaN
    """
    if not (density.index.equals(presence.index) and density.columns.equals(presence.columns)):
        raise InputError("relative_density", ["density and presence have other labels"])
    found = relative(density.to_numpy(), presence.to_numpy() == 0)
    labelled = pd.DataFrame(found, index=density.index, columns=density.columns)
    return with_recipe(labelled, recipe_of(density).then(Step.of("relative_density")))


def relative(densities: np.ndarray, absent: np.ndarray) -> np.ndarray:
    """Standardise each row among its absent columns; nan elsewhere."""
    among = absent & np.isfinite(densities)
    number = among.sum(axis=1)
    kept = np.where(among, densities, 0.0)
    mean = kept.sum(axis=1) / np.maximum(number, 1)
    off = np.where(among, densities - mean[:, None], 0.0)
    spread = np.sqrt((off**2).sum(axis=1) / np.maximum(number - 1, 1))
    # Equal densities differ in their last digits; that is no spread.
    flat = (number < 2) | (spread <= 1e-12 * np.maximum(np.abs(mean), 1e-300))
    scaled = off / np.where(flat, np.nan, spread)[:, None]
    result: np.ndarray = np.where(among, scaled, np.nan)
    return result


def checked_presence(presence: pd.DataFrame) -> np.ndarray:
    """Return presences as numbers, or refuse what is none."""
    has = presence.to_numpy(dtype=np.float64)
    wrong = ~(np.isnan(has) | (has == 0) | (has == 1))
    if wrong.any():
        faults = [
            Fault("0, 1 or missing", column=str(presence.columns[j]), value=f"{has[i, j]:g}")
            for i, j in np.argwhere(wrong)
        ]
        raise InputError("presence", faults)
    return has


def related_matrix(relatedness: Network, activities: pd.Index) -> csr_array:
    """Return φ in the order of the activities, row i with what speaks for i, without a diagonal."""
    known = relatedness.nodes.index.get_indexer(activities)
    if (known < 0).all():
        raise EmptyResultError(
            f"None of the {len(activities)} activities is a node of the network "
            f"({', '.join(map(str, relatedness.nodes.index[:3]))} …)."
        )
    # A row and a column of zeros for what the network does not have.
    whole = csr_array(relatedness.to_matrix().T)
    size = whole.shape[0]
    widened = csr_array(
        (whole.data, whole.indices, np.append(whole.indptr, whole.indptr[-1])),
        shape=(size + 1, size + 1),
    )
    place = np.where(known < 0, size, known)
    taken = widened[place][:, place].tocoo()
    i, j = taken.coords
    apart = (i != j) & (taken.data > 0)
    kept = csr_array((taken.data[apart], (i[apart], j[apart])), shape=taken.shape)
    kept.sort_indices()
    return kept


def nearest_only(phi: csr_array, number: int) -> csr_array:
    """Return of each row its largest values, so many at most; the first of equals."""
    if number < 1:
        fault = Fault("a whole number of at least 1", column="nearest", value=str(number))
        raise InputError("density", [fault])
    row = np.repeat(np.arange(phi.shape[0]), np.diff(phi.indptr))
    order = np.lexsort((phi.indices, -phi.data, row))
    place = np.arange(len(row)) - phi.indptr[row]
    kept = order[place < number]
    return csr_array((phi.data[kept], (row[kept], phi.indices[kept])), shape=phi.shape)


def shares(has: np.ndarray, phi: csr_array, *, with_self: bool = False) -> np.ndarray:
    """Return Σ φ M / Σ φ over what is known, row by row; nan where nothing is."""
    known = np.isfinite(has)
    present = np.where(known, has, 0.0)
    with one_thread():
        above = times(present, phi)
        if known.all():
            below = np.broadcast_to(np.asarray(phi.sum(axis=1)).ravel(), has.shape)
        else:
            below = times(known.astype(np.float64), phi)
    if with_self:
        above, below = above + present, below + known
    result = np.divide(above, below, out=np.full(has.shape, np.nan), where=below > 0)
    # Sums in another order differ in their last digits; a share is at most 1.
    bounded: np.ndarray = np.minimum(result, 1.0)
    return bounded


def times(has: np.ndarray, phi: csr_array) -> np.ndarray:
    """Return Σ_j φ_ij M_rj for every region r (row of ``has``) and activity i."""
    if phi.shape[0] <= FULL and phi.nnz > phi.shape[0] ** 2 / 50:
        return np.asarray(has @ phi.toarray().T)
    return np.asarray((phi @ has.T).T)
