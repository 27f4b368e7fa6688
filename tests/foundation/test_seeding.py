"""igraph draws from a lent generator, and nobody else's numbers are touched."""

import random
from threading import Thread

import igraph
import pytest

from mobility.foundation.seeding import seeded_igraph


def drawn() -> list:
    """A graph that depends on igraph's generator and nothing else."""
    return igraph.Graph.Erdos_Renyi(n=30, p=0.3).get_edgelist()


def seeded(random_state: int) -> list:
    with seeded_igraph(random_state):
        return drawn()


def test_the_same_seed_draws_the_same():
    assert seeded(1) == seeded(1)
    assert seeded(1) != seeded(2)


def test_the_process_wide_generator_is_left_where_it_was():
    before = random.getstate()
    seeded(1)
    assert random.getstate() == before


def test_igraph_draws_from_the_process_wide_generator_again_afterwards():
    random.seed(5)
    expected = drawn()
    seeded(1)
    random.seed(5)
    assert drawn() == expected


def test_the_generator_is_handed_back_after_an_error_too():
    random.seed(5)
    expected = drawn()
    with pytest.raises(RuntimeError), seeded_igraph(1):
        raise RuntimeError
    random.seed(5)
    assert drawn() == expected


def test_a_block_inside_a_block_draws_its_own_and_the_outer_goes_on():
    def nested() -> tuple[list, list, list]:
        with seeded_igraph(1):
            first = drawn()
            inner = seeded(2)
            return first, inner, drawn()

    with seeded_igraph(1):
        alone = (drawn(), drawn())
    results: list = []
    # A thread, so that blocks that wait for each other fail the test instead of stopping it.
    worker = Thread(target=lambda: results.append(nested()), daemon=True)
    worker.start()
    worker.join(timeout=10)
    assert results == [(alone[0], seeded(2), alone[1])]


def test_threads_take_turns():
    expected = {seed: seeded(seed) for seed in range(4)}
    found: dict[int, list] = {}

    def work(seed: int) -> None:
        found[seed] = seeded(seed)

    threads = [Thread(target=work, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == expected
