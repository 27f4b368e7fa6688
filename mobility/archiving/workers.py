"""workers: handed_out() gives pieces of work to as many processes or machines as there are."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

logger = logging.getLogger(__name__)


def handed_out(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], *, workers: int | None
) -> Iterator[Result]:
    """Yield what the work gives for every piece, in the order the results come.

    Parameters
    ----------
    work : callable
        Done in other processes, so it must be a function of a module, or a partial of one.
    pieces : iterable
        Drawn on as workers come free: at most two for every worker are held at a time.
    workers : int, optional
        How many; without it, what `joblib.parallel_config` says (one if it says nothing).

    Yields
    ------
    Result
        In no certain order.
    """
    import joblib

    parallel = joblib.Parallel(
        n_jobs=workers,
        return_as="generator_unordered",
        pre_dispatch="2 * n_jobs",
        batch_size=1,
        max_nbytes=None,
    )
    yield from parallel(joblib.delayed(work)(piece) for piece in pieces)
