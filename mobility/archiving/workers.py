"""workers: handed_out() gives pieces of work to as many processes or machines as there are."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TypeVar

from mobility.foundation.errors import FileProblemError

logger = logging.getLogger(__name__)

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_IN_VAIN = 3
"""How often in a row workers may die before a single piece is done."""

_AT_ONCE = 4
"""Pieces for each worker of a backend that must finish them all before it gives back any."""


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

    Raises
    ------
    Exception
        What the work or the pieces raise; one of `lost_workers` where a worker died.
    """
    yield from _begun(work, pieces, workers)


def until_done(one_round: Callable[[], Iterator[Result]], folder: str) -> list[Result]:
    """Return what a round of work gives; where a worker dies, the round is begun again.

    Parameters
    ----------
    one_round : callable
        Yields the result of every piece; what an earlier round has done it must not do again.
    folder : str
        Of the corpus, named where workers die again and again.

    Raises
    ------
    FileProblemError
        If workers die three times in a row before a single piece is done.
    """
    in_vain = 0
    while in_vain < _IN_VAIN:
        results: list[Result] = []
        try:
            for result in one_round():
                results.append(result)
        except lost_workers() as error:
            in_vain = 0 if results else in_vain + 1
            logger.warning("a worker was lost (%s); its parts are given out again", error)
        else:
            return results
    said = (
        "workers were lost again and again, as when memory runs out; say fewer workers or smaller "
        "chunks in another folder. Called again, it goes on where it was."
    )
    raise FileProblemError(folder, said)


@contextmanager
def waking(work: Callable[[int], None], *, workers: int | None) -> Iterator[None]:
    """Let every worker of several do a first piece of work while something else is done here.

    So that what they read and make ready once is there when the real work begins. Where one dies
    meanwhile, that work is handed out without it.
    """
    many = how_many(workers)
    if many == 1:
        yield
        return
    with suppress(*lost_workers()):
        done = _begun(work, range(many), workers)
        try:
            yield
        finally:
            for _ in done:
                pass


def _begun(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], workers: int | None
) -> Iterator[Result]:
    """Hand out the first pieces, and return what is given for each as it comes.

    Always asked for alike: only then are the same processes taken again. A backend that gives back
    nothing before all is done, such as Ray's, is handed a few pieces at a time.
    """
    import joblib
    from joblib.parallel import get_active_backend

    if not get_active_backend()[0].supports_return_generator:
        return _a_few_at_a_time(work, pieces, workers)
    parallel = joblib.Parallel(
        n_jobs=workers,
        return_as="generator_unordered",
        pre_dispatch="2 * n_jobs",
        batch_size=1,
        max_nbytes=None,
    )
    begun: Iterator[Result] = parallel(joblib.delayed(work)(piece) for piece in pieces)
    return begun


def _a_few_at_a_time(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], workers: int | None
) -> Iterator[Result]:
    """Hand out as many pieces at once as keep every worker busy, and wait for them all."""
    import joblib

    for some in batched(pieces, _AT_ONCE * how_many(workers)):
        parallel = joblib.Parallel(n_jobs=workers, batch_size=1)
        yield from parallel(joblib.delayed(work)(piece) for piece in some)


def batched(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """Yield the pieces in lists of so many, the last as long as it comes out.

    Examples
    --------
    >>> list(batched("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    drawn = iter(pieces)
    while some := list(islice(drawn, size)):
        yield some


def how_many(workers: int | None) -> int:
    """Return how many workers there are where so many are asked for; None: as joblib is told."""
    import joblib

    return int(joblib.effective_n_jobs(workers))


def on_this_machine() -> bool:
    """Whether workers read the files of this machine; those of a cluster may not."""
    from joblib.parallel import get_active_backend

    backend, _ = get_active_backend()
    return type(backend).__module__ == "joblib._parallel_backends"


def lost_workers() -> tuple[type[BaseException], ...]:
    """Return the errors that say a worker died, and nothing of the work itself.

    Returns
    -------
    tuple of exception types
        Those of local processes, and of Dask where it is in use.
    """
    from concurrent.futures import CancelledError
    from concurrent.futures.process import BrokenProcessPool

    lost: list[type[BaseException]] = [BrokenProcessPool, CancelledError]
    dask = sys.modules.get("distributed")
    if dask is not None:
        lost += [dask.scheduler.KilledWorker]
    return tuple(lost)
