"""spent: what a piece of work took of the process that did it, told beside its result."""

import os
import sys
import time
from collections.abc import Callable
from typing import NamedTuple, TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")


class Spent(NamedTuple):
    """Processor seconds of a piece of work, the most memory its process has had, and which it was.

    The memory, in MB (2^20), is not a number on a system that does not tell it.
    """

    seconds: float
    peak_megabytes: float
    process: int


def with_spent(piece: Piece, *, work: Callable[[Piece], Result]) -> tuple[Result, Spent]:
    """Do a piece of work, and say what it took.

    Examples
    --------
    >>> result, spent = with_spent(4, work=range)
    >>> result, spent.seconds < 1
    (range(0, 4), True)
    """
    before = time.thread_time()
    result = work(piece)
    return result, Spent(time.thread_time() - before, peak_megabytes(), os.getpid())


def peak_megabytes() -> float:
    """Return the most memory this process has had, in MB (2^20)."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20) if sys.platform == "darwin" else most / 1024
