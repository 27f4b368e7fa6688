"""recalibration: predicted relatedness brought to the level it turns out at, in the same order."""

from dataclasses import dataclass

import numpy as np

from mobility.foundation.errors import InputError

BLOCKS = 10
"""Into how many blocks of equally many foretold moves pairs are put for the broken line."""

ROUNDS, CLOSE, LONGEST = 100, 1e-10, 1.0
"""Of Newton's method for the power: rounds at most, last step, longest step."""

LEAST_SLOPE = 0.01
"""Where more do not move the more are foretold, the line is all but level, so that pairs
keep their order."""


@dataclass(frozen=True)
class Recalibration:
    r"""A rising line from the logarithm of what was predicted to that of what is to be said.

    .. math:: \ln m' = g(\ln m)

    with g broken at the knots, and of one slope below the first and above the last. As it rises
    everywhere, the order of pairs stays.

    Parameters
    ----------
    kind : {"as it is", "power", "broken line"}
        How it was found.
    knots, values : tuple of float
        Rising; as many of each, at least one.
    slope : float
        Beyond the knots; above 0.

    Examples
    --------
    Twice too sure: a prediction of 4 turns out as 2, one of 1/4 as 1/2.

    >>> Recalibration("power", (0.0,), (0.0,), 0.5)(np.array([0.25, 1.0, 4.0]))
    array([0.5, 1. , 2. ])
    """

    kind: str
    knots: tuple[float, ...]
    values: tuple[float, ...]
    slope: float

    def __post_init__(self) -> None:
        """Refuse what does not rise."""
        faults = []
        if len(self.knots) != len(self.values) or not self.knots:
            faults.append(f"there are {len(self.knots)} knots and {len(self.values)} values")
        if not np.isfinite([*self.knots, *self.values, self.slope]).all():
            faults.append("a knot, value or slope is not finite")
        elif not (
            (np.diff(self.knots) > 0).all() and (np.diff(self.values) > 0).all() and self.slope > 0
        ):
            faults.append("knots, values and what lies beyond them do not rise")
        if faults:
            raise InputError("recalibration", faults)

    def __call__(self, predicted: np.ndarray) -> np.ndarray:
        """Return relatedness, above 0, at the level that predictions turn out at."""
        if self == AS_IT_IS:
            return predicted
        log = np.log(predicted)
        inside = np.clip(log, self.knots[0], self.knots[-1])
        moved = np.interp(inside, self.knots, self.values) + self.slope * (log - inside)
        brought: np.ndarray = np.exp(moved)
        return brought


AS_IT_IS = Recalibration("as it is", (0.0,), (0.0,), 1.0)


def best_recalibration(
    predicted: np.ndarray, moved: np.ndarray, expected: np.ndarray, part: np.ndarray
) -> Recalibration:
    r"""Find the line under which moves are foretold best in parts that it was not drawn from.

    Tried are predictions as they are; a power, :math:`m' = e^a m^b`, of largest Poisson likelihood
    (b at least 0.01); and a broken line through :math:`\sum F / \sum E` of ten blocks of equally
    many foretold moves, those pooled that do not rise (isotonic, weighted by E). Each is drawn from
    all parts but one, in turn; taken is that of the least Poisson deviance on what was left out,

    .. math:: 2 \sum \left( F \ln \frac{F}{m'E} - (F - m'E) \right)

    the simpler where two do equally well. The deviance weighs pairs by what is expected of them, as
    sums of moves do, whereas the model may have learned most from the many small pairs.

    Parameters
    ----------
    predicted : ndarray of shape (n_pairs,)
        By models that did not learn from the pair.
    moved, expected : ndarray of shape (n_pairs,)
        Moves, and what sizes give, above 0.
    part : ndarray of shape (n_pairs,)
        Which pairs are left out together.

    Returns
    -------
    Recalibration
        As it is, where nothing better is found or there is but one part.

    References
    ----------
    Niculescu-Mizil, A. and Caruana, R. (2005). Predicting good probabilities with supervised
    learning. ICML, 625-632, https://doi.org/10.1145/1102351.1102430 (both kinds of line).

    Examples
    --------
    >>> predicted = np.geomspace(0.1, 10, 60)
    >>> found = best_recalibration(
    ...     predicted, 100 * predicted**0.5, np.full(60, 100.0), np.arange(60) % 3)
    >>> found.kind, round(found.slope, 3)
    ('power', 0.5)
    """
    parts = np.unique(part)
    if len(parts) < 2:
        return AS_IT_IS
    kinds = ("as it is", "power", "broken line")
    lost = np.zeros(len(kinds))
    for each in parts:
        out = part == each
        lines = _lines(predicted[~out], moved[~out], expected[~out])
        for at, kind in enumerate(kinds):
            # What cannot be drawn everywhere is not tried.
            line = lines.get(kind)
            lost[at] += np.inf if line is None else _loss(line, predicted, moved, expected, out)
    found = _lines(predicted, moved, expected)
    order = sorted(range(len(kinds)), key=lambda at: (lost[at], at))
    return next(found[kinds[at]] for at in order if kinds[at] in found)


def _loss(
    line: Recalibration, predicted: np.ndarray, moved: np.ndarray, expected: np.ndarray,
    out: np.ndarray,
) -> float:  # fmt: skip
    """Return half the deviance on some pairs, less what is the same under every line."""
    mean = line(predicted[out]) * expected[out]
    return float((mean - moved[out] * np.log(mean)).sum())


def _lines(
    predicted: np.ndarray, moved: np.ndarray, expected: np.ndarray
) -> dict[str, Recalibration]:
    """Return every line that can be drawn through the pairs, by its kind."""
    found = {AS_IT_IS.kind: AS_IT_IS}
    power = _power(predicted, moved, expected)
    if power is not None:
        found[power.kind] = power
        found["broken line"] = _broken_line(predicted, moved, expected, power.slope)
    return found


def _power(predicted: np.ndarray, moved: np.ndarray, expected: np.ndarray) -> Recalibration | None:
    """Return the power of largest Poisson likelihood, None where pairs do not tell it."""
    log = np.log(predicted)
    total = moved.sum()
    if not (total > 0 and np.ptp(log) > 0):
        return None
    middle = float((expected * predicted) @ log / (expected @ predicted))
    x = log - middle
    a, b = np.log(total / (expected @ predicted)) + middle, 1.0
    for _ in range(ROUNDS):
        mean = expected * np.exp(a + b * x)
        rise = np.array([(moved - mean).sum(), (moved - mean) @ x])
        curve = np.array([[mean.sum(), mean @ x], [mean @ x, mean @ x**2]])
        if not np.linalg.cond(curve) < 1 / np.finfo(float).eps:
            return None
        step = np.linalg.solve(curve, rise)
        step *= min(1.0, LONGEST / max(np.abs(step).max(), LONGEST))
        a, b = a + step[0], b + step[1]
        if np.abs(step).max() < CLOSE:
            break
    else:
        return None
    if b < LEAST_SLOPE:
        b = LEAST_SLOPE
        a = np.log(total / (expected @ np.exp(b * x)))
    return Recalibration("power", (middle,), (float(a),), float(b))


def _broken_line(
    predicted: np.ndarray, moved: np.ndarray, expected: np.ndarray, slope: float
) -> Recalibration:
    """Return the line through blocks of pairs, those pooled that do not rise."""
    foretold = predicted * expected
    order = np.argsort(predicted, kind="stable")
    running = np.cumsum(foretold[order])
    block = np.minimum((running - foretold[order] / 2) / running[-1] * BLOCKS, BLOCKS - 1)
    sums = np.stack([
        np.bincount(block.astype(np.int64), values[order], BLOCKS)
        for values in (moved, foretold, expected)
    ], axis=1)  # fmt: skip
    pooled: list[np.ndarray] = []
    for each in sums[sums[:, 2] > 0]:
        pooled.append(each)
        while len(pooled) > 1 and not _rises(pooled[-2], pooled[-1]):
            last = pooled.pop()
            pooled[-1] = pooled[-1] + last
    held = np.array(pooled)
    knots, values = np.log(held[:, 1] / held[:, 2]), np.log(held[:, 0] / held[:, 2])
    line = Recalibration("broken line", tuple(knots.tolist()), tuple(values.tolist()), slope)
    # Between knots the line is no block's mean; all moves together stay what they were.
    shift = float(np.log(moved.sum() / (line(predicted) @ expected)))
    return Recalibration(line.kind, line.knots, tuple((values + shift).tolist()), slope)


def _rises(below: np.ndarray, above: np.ndarray) -> bool:
    """Return whether more of what is expected moved in the block above, and any in that below."""
    foretold = above[1] / above[2] > below[1] / below[2]
    return bool(below[0] > 0 and foretold and above[0] / above[2] > below[0] / below[2])
