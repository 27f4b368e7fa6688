"""seeding: the same seed gives the same result, and nobody else's random numbers are touched."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_one_at_a_time = Lock()


@contextmanager
def seeded_igraph(random_state: int) -> Iterator[None]:
    """Lend igraph a generator of its own with the seed, and hand the process-wide one back.

    igraph draws from Python's process-wide ``random`` and takes no seed. Inside the ``with`` block
    it draws from a local generator; another thread that asks for one waits its turn.

    Parameters
    ----------
    random_state : int
        The seed.
    """
    import igraph

    with _one_at_a_time:
        igraph.set_random_number_generator(random.Random(random_state))
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
