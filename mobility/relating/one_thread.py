"""one_thread: do linear algebra on one thread, so that its bytes do not depend on the machine."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold libraries of linear algebra to one thread inside the ``with`` block.

    Sums that many threads share come out in another order on another machine, and for tables of
    some hundred rows threads that wait for one another on a busy machine take thirty times as long.

    Examples
    --------
    >>> import numpy as np
    >>> with one_thread():
    ...     print(np.eye(2) @ np.ones(2))
    [1. 1.]
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    with threadpool_limits(limits=1, user_api="blas"):
        yield
