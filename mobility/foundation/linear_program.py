"""linear_program: the least of a sum under bounds, in any numbers or in whole ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobility.foundation.errors import MobilityError
from mobility.foundation.solver_remarks import remarks_on_stderr

CLOSE = 1e-6
"""Persons; differences below it are rounding in the solver."""

_SOLVED, _INFEASIBLE = 0, 2


@dataclass(frozen=True, eq=False)
class LinearProgram:
    """Minimise cost · v where low ≤ matrix · v ≤ high and 0 ≤ v ≤ most.

    Examples
    --------
    The least of a + 2b where a + b is at least 3 and a at most 1:

    >>> found = LinearProgram(
    ...     np.array([1.0, 2.0]), csr_array([[1.0, 1.0]]), np.array([3.0]), np.array([np.inf]),
    ...     np.array([1.0, np.inf]),
    ... ).solution(0)
    >>> found.tolist()
    [1.0, 2.0]
    """

    cost: NDArray[np.float64]
    matrix: csr_array
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    most: NDArray[np.float64]

    def solution(self, whole: int) -> NDArray[np.float64] | None:
        """Return v; ask for its first numbers to be whole only if they are not by themselves."""
        v = self._solved(np.zeros(len(self.cost)))
        if v is not None and np.abs(v[:whole] - np.round(v[:whole])).max(initial=0.0) > CLOSE:
            v = self._solved(np.arange(len(self.cost)) < whole)
        if v is not None:
            v[:whole] = np.round(v[:whole])
        return v

    def _solved(self, integrality: NDArray[Any]) -> NDArray[np.float64] | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        with remarks_on_stderr():
            result = milp(
                self.cost,
                constraints=LinearConstraint(self.matrix, self.low, self.high),
                bounds=Bounds(0, self.most),
                integrality=integrality,
                # From a start that agrees with everything, presolving takes ten times the solving.
                options={"presolve": bool(integrality.any())},
            )
        if result.status == _INFEASIBLE:
            return None
        if result.status != _SOLVED:
            raise MobilityError(f"the solver gave up on a set of counts: {result.message}")
        return np.array(result.x, dtype=np.float64)
