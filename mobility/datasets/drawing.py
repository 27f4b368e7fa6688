"""drawing: the few ways a synthetic ad draws by chance, the same on every machine."""

import random
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Lots:
    """Draws that rest on nothing but `random.Random.random`.

    Python promises that method the same numbers for the same seed in every version; it does not
    promise it for ``choice``, ``sample`` or ``shuffle``.

    Parameters
    ----------
    random_state : int
        The seed.

    Examples
    --------
    >>> Lots(0).one_of(["knife", "oven"]) == Lots(0).one_of(["knife", "oven"])
    True
    """

    def __init__(self, random_state: int) -> None:
        self._random = random.Random(random_state).random

    def happens(self, probability: float) -> bool:
        """Say yes with a probability from 0 to 1."""
        return self._random() < probability

    def whole(self, lowest: int, highest: int) -> int:
        """Return a whole number, both ends included, each as likely."""
        return lowest + int(self._random() * (highest - lowest + 1))

    def one_of(self, things: Sequence[Thing]) -> Thing:
        """Return one thing, each as likely."""
        return things[int(self._random() * len(things))]

    def weighted(self, things: "Weighted[Thing]") -> Thing:
        """Return one thing, as likely as its weight."""
        position = bisect_right(things.reached, self._random() * things.reached[-1])
        return things.things[position]

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Return the things in another order."""
        order = sorted((self._random(), position) for position in range(len(things)))
        return [things[position] for _, position in order]


class Weighted(Generic[Thing]):
    """Things with weights, ready to be drawn from many times."""

    def __init__(self, things: Sequence[Thing], weights: Sequence[float]) -> None:
        self.things = tuple(things)
        self.reached = tuple(accumulate(weights))
