"""seeding: the same seed gives the same result, and nobody else's random numbers are touched."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

_one_at_a_time = RLock()
_lent: list[random.Random] = []


@contextmanager
def seeded_igraph(random_state: int) -> Iterator[None]:
    """Lend igraph a generator of its own with the seed, and hand the process-wide one back.

    igraph draws from Python's process-wide ``random`` and takes no seed. Inside the ``with`` block
    it draws from a local generator; another thread that asks for one waits its turn. A block inside
    a block draws from its own, and the outer one goes on where it was.

    Parameters
    ----------
    random_state : int
        The seed.
    """
    import igraph

    with _one_at_a_time:
        _lent.append(random.Random(random_state))
        igraph.set_random_number_generator(_lent[-1])
        try:
            yield
        finally:
            _lent.pop()
            igraph.set_random_number_generator(_lent[-1] if _lent else random)
