"""opening_solved: the set of skills that an answer rests on, and what is known of all others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mobility.foundation.errors import Fault, InputError
from mobility.reaching.opening import Opening, credit_bound
from mobility.reaching.opening_exact import best_set
from mobility.reaching.opening_greedy import by_part_credit, greedy
from mobility.reaching.opening_search import better_set

NODES = 2000
"""Where not every set can be looked at, linear programming stops after so many nodes."""

USUAL_BUDGET = 3
METHODS = ("exact", "greedy")
EXACT, STOPPED, GREEDY = "exact", "stopped early", "greedy"
"""What an answer is: proven best, best found before a limit, or found step by step."""


@dataclass(frozen=True, eq=False)
class Found:
    """A set of candidates, what it opens, and what is known of all other sets.

    Parameters
    ----------
    chosen : ndarray of int
        Positions of candidates.
    opened, bound : int
        Its value, and what no set of as many as were allowed exceeds.
    status : str
        `EXACT`, `STOPPED` or `GREEDY`.
    short_by, no_fewer_than : int, optional
        Where at least so much was wanted: what is lacking, and how many candidates it takes.
    """

    chosen: NDArray[np.intp]
    opened: int
    bound: int
    status: str
    short_by: int | None = None
    no_fewer_than: int | None = None

    def said(self) -> dict[str, object]:
        """Return what an answer says of it."""
        plain: dict[str, object] = {
            "opened": self.opened,
            "bound": self.bound,
            "gap": self.bound - self.opened,
            "status": self.status,
        }
        if self.short_by is not None:
            plain |= {"short_by": self.short_by, "no_fewer_than": self.no_fewer_than}
        return plain


def solved(whole: Opening, budget: int | None, at_least: int | None, method: str) -> Found:
    """Find at most so many candidates that open most, or the fewest that open enough."""
    if at_least is None:
        return most(whole, USUAL_BUDGET if budget is None else budget, method)
    everything = int(whole.values[whole.fewest() > 0].sum())
    limit = whole.gains.shape[1] if budget is None else budget
    wanted = min(at_least, everything)
    fewest: int | None = None
    found = most(whole, 0, method)
    for allowed in range(1, limit + 1):
        if found.opened >= wanted:
            break
        found = most(whole, allowed, method)
        if fewest is None and found.bound >= wanted:
            fewest = allowed
    return Found(
        found.chosen, found.opened, found.bound, found.status,
        max(0, at_least - found.opened), fewest,
    )  # fmt: skip


def most(whole: Opening, budget: int, method: str) -> Found:
    """Find at most so many candidates that open most."""
    opening = whole.within(budget)
    quick = greedy(opening, budget)
    value = opening.value(quick)
    bound = credit_bound(opening, budget, by_part_credit(opening, budget))
    if method == "greedy" or (bound == value and len(quick) <= 1):
        return Found(quick, value, bound, EXACT if bound == value else GREEDY)
    chosen, complete = better_set(opening, budget, quick)
    if complete:
        value = opening.value(chosen)
        return Found(chosen, value, value, EXACT)
    best = best_set(opening, budget, node_limit=NODES)
    bound = min(bound, best.bound)
    # Of two sets as good and as small, the quick one: other answers then name the same skills.
    same = (opening.value(best.chosen), -len(best.chosen)) <= (value, -len(quick))
    chosen = quick if same else best.chosen
    value = opening.value(chosen)
    return Found(chosen, value, bound, EXACT if bound == value else STOPPED)


def refuse_settings(act: str, budget: int | None, at_least: int | None, method: str) -> None:
    """Refuse settings that ask for nothing, in the name of the function asked.

    Raises
    ------
    InputError
        With all of them.
    """
    faults = [
        Fault("a whole number of at least 1", column=name, value=str(number))
        for name, number in (("budget", budget), ("at_least", at_least))
        if number is not None and number < 1
    ]
    if method not in METHODS:
        faults.append(Fault("'exact' or 'greedy'", column="method", value=method))
    if faults:
        raise InputError(act, faults)
