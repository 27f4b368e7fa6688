"""raking: weights brought to given sums by iterative proportional fitting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array, hstack, vstack

from mobility.foundation.errors import InputError
from mobility.foundation.progress import Progress, silent

CLOSE = 1e-9
"""How near each sum must come, relative to it."""
ROUNDS = 1_000
"""Rounds before it is asked whether the sums contradict each other."""
_BEYOND = 1_000.0
"""How much dearer it is to leave the bounds of a sum than to move within them."""
MOST_SOLVED = 20_000
"""Weights that a linear programme is asked about."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums over sets of weights that are apart from each other.

    Parameters
    ----------
    of_weight : ndarray of int, shape (m,)
        Which of the sums each weight is part of; -1 for none.
    targets : ndarray of float, shape (k,)
        What they must be.
    names : tuple of str
        What each is called in a message.
    bounds : (ndarray of float, ndarray of float), optional
        Between what each may lie where not all targets can hold; without, only the target will do.
    """

    of_weight: NDArray[np.int64]
    targets: NDArray[np.float64]
    names: tuple[str, ...]
    bounds: tuple[NDArray[np.float64], NDArray[np.float64]] | None = None


def side_by_side(sums: Sequence[Sums]) -> Sums:
    """Return groups that share no weight as one, which is added up at once.

    Examples
    --------
    >>> north = Sums(np.array([0, 1, -1]), np.array([6.0, 4.0]), ("a", "b"))
    >>> south = Sums(np.array([-1, -1, 0]), np.array([5.0]), ("c",))
    >>> side_by_side([north, south]).of_weight
    array([0, 1, 2])
    """
    of_weight = np.full(len(sums[0].of_weight), -1, np.int64)
    before = 0
    for group in sums:
        there = group.of_weight >= 0
        of_weight[there] = group.of_weight[there] + before
        before += len(group.targets)
    targets = np.concatenate([group.targets for group in sums])
    names = tuple(name for group in sums for name in group.names)
    bounds = None
    if any(group.bounds is not None for group in sums):
        bounds = (_ends(sums, 0), _ends(sums, 1))
    return Sums(of_weight, targets, names, bounds)


def _ends(sums: Sequence[Sums], end: int) -> NDArray[np.float64]:
    """Return the lower or the upper bounds of all sums; the targets of those without."""
    return np.concatenate([g.targets if g.bounds is None else g.bounds[end] for g in sums])


def raked(
    weights: NDArray[np.float64],
    sums: Sequence[Sums],
    *,
    source: str = "margins",
    progress: Progress = silent,
) -> NDArray[np.float64]:
    r"""Return the weights nearest to the given ones that have the given sums.

    Each group of sums in turn scales its weights to what they must add up to, until all hold to
    :data:`CLOSE`. The limit is the solution of least relative entropy

    .. math:: \min_n \sum_x n_x \log(n_x / w_x) - n_x + w_x
              \quad\text{with}\quad \sum_{x \in c} n_x = t_c \text{ for every sum } c;

    where the given weights are a product over axes, so are the fitted ones as far as structural
    zeros (weights of 0) allow: no interaction is put in that the sums do not ask for.

    Where sums force some weights to 0 the rounds would come no nearer than in proportion to their
    number; a linear programme then finds those weights, and whether there is a solution at all.
    Sums with bounds are moved within them first, as little in all as can be.

    Parameters
    ----------
    weights : ndarray of float, shape (m,)
        0 or more; a weight of 0 stays 0.
    sums : sequence of Sums
        Groups of sums.
    source : str
        What to call it in messages.
    progress : callable
        Told each round.

    Returns
    -------
    ndarray of float, shape (m,)
        Fitted; the same on every run.

    Raises
    ------
    InputError
        If no weights have these sums, naming the sums that must give way, and by how much.

    References
    ----------
    Deming, W. E. and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency
    table when the expected marginal totals are known. Annals of Mathematical Statistics 11,
    427-444, https://doi.org/10.1214/aoms/1177731829. Convergence: Csiszar, I. (1975). I-divergence
    geometry of probability distributions and minimization problems. Annals of Probability 3,
    146-158, https://doi.org/10.1214/aop/1176996454.

    Examples
    --------
    Rows must have 6 and 4, columns 5 and 5; the last cell cannot occur:

    >>> rows = Sums(np.array([0, 0, 1, 1]), np.array([6.0, 4.0]), ("row 1", "row 2"))
    >>> columns = Sums(np.array([0, 1, 0, 1]), np.array([5.0, 5.0]), ("column 1", "column 2"))
    >>> raked(np.array([1.0, 1.0, 1.0, 0.0]), [rows, columns]).round(6)
    array([1., 5., 4., 0.])
    """
    fitted, reached = _rounds(weights, sums, progress)
    if reached:
        return fitted
    if len(weights) > MOST_SOLVED:
        raise InputError(source, _with_way_out(_far(fitted, sums)))
    some = np.flatnonzero(weights > 0)
    inside = [replace(group, of_weight=group.of_weight[some]) for group in sums]
    targets, contradictions = _settled(inside, len(some))
    if contradictions:
        raise InputError(source, _with_way_out(contradictions))
    ends = np.cumsum([len(group.targets) for group in sums])[:-1]
    pairs = list(zip(sums, np.split(targets, ends), strict=True))
    settled = [replace(group, targets=some_targets) for group, some_targets in pairs]
    inside = [replace(group, of_weight=group.of_weight[some]) for group in settled]
    support = some[_can_be_more_than_0(inside, len(some))]
    start = np.zeros(len(weights))
    start[support] = weights[support]
    fitted, reached = _rounds(start, settled, progress)
    if not reached:
        raise InputError(source, _with_way_out(_far(fitted, settled)))
    return fitted


def _with_way_out(problems: list[str]) -> list[str]:
    said = "they cannot hold together with the other counts and the situations that can occur"
    return [*problems[:-1], f"{problems[-1]}; {said}: correct one, or admit more situations"]


def _rounds(
    weights: NDArray[np.float64], sums: Sequence[Sums], progress: Progress
) -> tuple[NDArray[np.float64], bool]:
    """Scale group after group; say whether all sums were reached."""
    fitted = weights.copy()
    for number in range(ROUNDS):
        progress("raked", number, None)
        for group in sums:
            now = _added_up(fitted, group)
            scale = np.ones(len(now) + 1)
            np.divide(group.targets, now, out=scale[:-1], where=now > 0)
            # The last scale is that of weights in no sum, whose number is -1.
            fitted *= scale[group.of_weight]
        if all(_near(fitted, group).all() for group in sums):
            return fitted, True
        if any(((_added_up(fitted, g) == 0) & (g.targets > 0)).any() for g in sums):
            return fitted, False
    return fitted, False


def _added_up(weights: NDArray[np.float64], group: Sums) -> NDArray[np.float64]:
    there = group.of_weight >= 0
    return np.bincount(
        group.of_weight[there], weights=weights[there], minlength=len(group.targets)
    ).astype(np.float64)


def _near(weights: NDArray[np.float64], group: Sums) -> NDArray[np.bool_]:
    apart: NDArray[np.float64] = np.abs(_added_up(weights, group) - group.targets)
    near: NDArray[np.bool_] = apart <= CLOSE * group.targets
    return near


def _far(weights: NDArray[np.float64], sums: Sequence[Sums]) -> list[str]:
    """Name the sums that were not reached."""
    return [
        f"{group.names[i]}: {group.targets[i]:g} asked for, {_added_up(weights, group)[i]:g} fitted"
        for group in sums
        for i in np.flatnonzero(~_near(weights, group))
    ]


def _matrix(sums: Sequence[Sums], number: int) -> tuple[csr_array, NDArray[np.float64], list[str]]:
    """Return which weights each sum adds up, the targets and the names."""
    rows = []
    for group in sums:
        there = np.flatnonzero(group.of_weight >= 0)
        shape = (len(group.targets), number)
        rows.append(csr_array((np.ones(len(there)), (group.of_weight[there], there)), shape=shape))
    names = [name for group in sums for name in group.names]
    return vstack(rows).tocsr(), np.concatenate([group.targets for group in sums]), names


def _settled(sums: Sequence[Sums], number: int) -> tuple[NDArray[np.float64], list[str]]:
    """Return targets that can hold together, and the sums that cannot come near enough."""
    from scipy.optimize import linprog

    matrix, targets, names = _matrix(sums, number)
    low, high = _ends(sums, 0), _ends(sums, 1)
    one = eye_array(len(targets), format="csr")
    costs = np.repeat([0.0, 1.0, 1.0, _BEYOND, _BEYOND], [number, *[len(targets)] * 4])
    most = np.concatenate([np.full(number, np.inf), targets - low, high - targets])
    most = np.concatenate([most, np.full(2 * len(targets), np.inf)])
    least = linprog(
        costs,
        A_eq=hstack([matrix, one, -one, one, -one]),
        b_eq=targets,
        bounds=np.stack([np.zeros(len(most)), np.maximum(most, 0)], axis=1),
        method="highs",
    )
    _, _, short, over = least.x[number:].reshape(4, -1)
    beyond = short - over
    contradictions = [
        f"{names[i]}: {targets[i]:g} persons asked for, {targets[i] - beyond[i]:g} possible"
        for i in np.flatnonzero(np.abs(beyond) > 1e-6 * np.maximum(1.0, targets))
    ]
    if all(group.bounds is None for group in sums):
        return targets, contradictions
    # Sums of real weights agree with each other to the last digit, as moved targets would not.
    return np.asarray(matrix @ np.maximum(least.x[:number], 0)), contradictions


def _can_be_more_than_0(sums: Sequence[Sums], number: int) -> NDArray[np.bool_]:
    """Return which weights are above 0 in some solution: one that has most of them is sought.

    A multiple s of a solution, s at least 1, in which as many weights as can be reach 1.
    """
    from scipy.optimize import linprog

    matrix, targets, _ = _matrix(sums, number)
    one = eye_array(number, format="csr")
    none = csr_array((len(targets), number))
    by_scale = csr_array(-targets.reshape(-1, 1))
    costs = np.concatenate([np.zeros(number), -np.ones(number), [0.0]])
    most = linprog(
        costs,
        A_eq=hstack([matrix, none, by_scale]),
        b_eq=np.zeros(len(targets)),
        A_ub=hstack([-one, one, csr_array((number, 1))]),
        b_ub=np.zeros(number),
        bounds=[*[(0, None)] * number, *[(0, 1)] * number, (1, None)],
        method="highs",
    )
    reached: NDArray[np.bool_] = most.x[number : 2 * number] > 0.5
    return reached
