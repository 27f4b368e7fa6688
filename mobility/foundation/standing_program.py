"""standing_program: sums that stay while what they may be changes, each answer near the last."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from mobility.foundation.errors import MobilityError
from mobility.foundation.solver_remarks import remarks_on_stderr

Numbers = NDArray[np.float64]


class StandingProgram:
    """Find v ≥ 0 with low ≤ matrix · v ≤ high, again and again for other bounds.

    The solver keeps where it stood. Between two questions few bounds change, so that most answers
    are a few steps away, a hundredth of the work from the beginning.

    Parameters
    ----------
    matrix : csr_array of shape (m, n)
        The sums.

    Examples
    --------
    Two numbers with the sum 3; how the second can be at least 3, and that it cannot be 4:

    >>> program = StandingProgram(csr_array([[1.0, 1.0]]))
    >>> three = np.array([3.0])
    >>> program.solution(three, three, np.array([0.0, 3.0])).tolist()
    [0.0, 3.0]
    >>> program.solution(three, three, np.array([0.0, 4.0])) is None
    True
    """

    def __init__(self, matrix: csr_array) -> None:
        import highspy

        m, n = matrix.shape
        columns = matrix.tocsc()
        self._low, self._high = np.full(m, -np.inf), np.full(m, np.inf)
        self._least = np.zeros(n)
        problem = highspy.HighsLp()
        problem.num_row_, problem.num_col_ = m, n
        problem.col_cost_ = np.zeros(n)
        problem.col_lower_, problem.col_upper_ = np.zeros(n), np.full(n, np.inf)
        problem.row_lower_, problem.row_upper_ = self._low, self._high
        problem.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        problem.a_matrix_.start_ = columns.indptr
        problem.a_matrix_.index_ = columns.indices
        problem.a_matrix_.value_ = columns.data
        make: Any = highspy.Highs
        self._solver = make()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("presolve", "off")
        # Nothing is minimised: costs made up to break ties would only lead astray.
        self._solver.setOptionValue("dual_simplex_cost_perturbation_multiplier", 0.0)
        self._solver.passModel(problem)
        statuses = highspy.HighsModelStatus
        self._solved, self._infeasible = statuses.kOptimal, statuses.kInfeasible

    def solution(self, low: Numbers, high: Numbers, least: Numbers) -> Numbers | None:
        """Return v, or None if there is none.

        Parameters
        ----------
        low, high : ndarray of shape (m,)
            What the sums may be.
        least : ndarray of shape (n,)
            What every one of v is at least; not below 0.

        Raises
        ------
        MobilityError
            If the solver gives up even from the beginning.
        """
        sums = np.flatnonzero((low != self._low) | (high != self._high)).astype(np.int32)
        if len(sums):
            self._solver.changeRowsBounds(len(sums), sums, low[sums], high[sums])
        own = np.flatnonzero(least != self._least).astype(np.int32)
        if len(own):
            self._solver.changeColsBounds(len(own), own, least[own], np.full(len(own), np.inf))
        self._low, self._high, self._least = low.copy(), high.copy(), least.copy()
        status = self._run()
        if status not in (self._solved, self._infeasible):
            self.forget()
            status = self._run()
        answer = np.array(self._solver.getSolution().col_value, dtype=np.float64)
        if status == self._infeasible:
            return None
        if status != self._solved:
            said = self._solver.modelStatusToString(status)
            raise MobilityError(f"the solver gave up on a set of counts: {said}")
        return np.asarray(np.maximum(answer, least))

    def forget(self) -> None:
        """Begin anew with the next question, as after many steps rounding may add up."""
        self._solver.clearSolver()

    def _run(self) -> Any:
        with remarks_on_stderr():
            self._solver.run()
        return self._solver.getModelStatus()
