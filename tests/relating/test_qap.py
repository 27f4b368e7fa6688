"""Whether two networks agree: against every order of the nodes, and the other way about."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from mobility.foundation.errors import InputError
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step
from mobility.relating.qap import qap


def _network(table: np.ndarray, *, directed: bool = True) -> Network:
    n = len(table)
    names = pd.Index([f"{k:03}" for k in range(n)], name="occupation")
    i, j = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    edges = pd.DataFrame({"source": names[i], "target": names[j], "weight": table[i, j]})
    return Network(pd.DataFrame(index=names), edges, directed, "near")


def _tables(seed: int, n: int, count: int = 2) -> np.ndarray:
    return np.random.default_rng(seed).random((count, n, n))


def _noisy(seed: int, n: int, spread: float = 0.5) -> np.ndarray:
    """Return a table in which nodes have levels, so that its pairs are not independent."""
    rng = np.random.default_rng(seed)
    return np.exp(spread * (rng.normal(size=n)[:, None] + rng.normal(size=n))
                  + 0.3 * rng.normal(size=(n, n)))  # fmt: skip


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_every_order_of_the_nodes_is_tried_where_there_are_few(seed: int, directed: bool) -> None:
    n = 5
    a, b = _tables(seed, n)
    if not directed:
        a, b = a + a.T, b + b.T
    off = ~np.eye(n, dtype=bool)
    by_hand = np.array([
        np.corrcoef(a[off], b[np.ix_(order, order)][off])[0, 1] for order in permutations(range(n))
    ])  # fmt: skip
    found = qap(_network(a, directed=directed), _network(b, directed=directed))
    assert found.exact
    assert found.permuted == pytest.approx(by_hand)
    assert found.correlation == pytest.approx(by_hand[0])
    assert found.p == pytest.approx((np.abs(by_hand) >= abs(by_hand[0]) - 1e-9).mean())
    assert found.p_above == pytest.approx((by_hand >= by_hand[0] - 1e-9).mean())
    assert found.p_below == pytest.approx((by_hand <= by_hand[0] + 1e-9).mean())


@pytest.mark.parametrize("seed", range(3))
def test_with_a_control_what_it_leaves_is_shuffled(seed: int) -> None:
    # Double semi-partialing, by regressions: what z leaves of b is put in another order, and the
    # partial correlation of a with that, given z, is reckoned anew.
    n = 5
    a, b, z = _tables(seed, n, 3)
    off = ~np.eye(n, dtype=bool)
    x = np.column_stack([np.ones(off.sum()), z[off]])

    def left(values: np.ndarray) -> np.ndarray:
        return values - x @ np.linalg.lstsq(x, values, rcond=None)[0]

    rest = np.zeros((n, n))
    rest[off] = left(b[off])
    by_hand = np.array([
        np.corrcoef(left(a[off]), left(rest[np.ix_(order, order)][off]))[0, 1]
        for order in permutations(range(n))
    ])  # fmt: skip
    found = qap(_network(a), _network(b), controls=[_network(z)])
    assert found.permuted == pytest.approx(by_hand)
    assert found.correlation == pytest.approx(np.corrcoef(left(a[off]), left(b[off]))[0, 1])


def test_a_sample_of_orders_comes_near_to_all_of_them() -> None:
    a, b = _network(_noisy(1, 7)), _network(_noisy(2, 7))
    every = qap(a, b, permutations=5040)
    some = qap(a, b, permutations=1500)
    assert every.exact
    assert not some.exact
    assert len(every.permuted) == 5040
    assert len(some.permuted) == 1501
    assert some.correlation == pytest.approx(every.correlation)
    # Two standard errors of a share near a half of 1500: 2 · .5 / 39.
    assert some.p == pytest.approx(every.p, abs=0.03)


def test_networks_that_have_nothing_to_do_with_each_other_are_flagged_at_the_level() -> None:
    flagged = np.array([
        qap(_network(_noisy(seed, 10)), _network(_noisy(1000 + seed, 10)),
            permutations=99, random_state=seed).p <= 0.05
        for seed in range(200)
    ])  # fmt: skip
    # .05 give or take 3 · sqrt(.05 · .95 / 200) = .046.
    assert 0.004 <= flagged.mean() <= 0.096


def test_an_agreement_that_is_all_the_controls_is_flagged_at_the_level() -> None:
    flagged, plain = [], []
    for seed in range(100):
        z = _noisy(seed, 10)
        a, b = (z + 0.5 * _noisy(k * 1000 + seed, 10) for k in (1, 2))
        one, two, size = _network(a), _network(b), _network(z)
        said = {"permutations": 99, "random_state": seed}
        flagged.append(qap(one, two, controls=[size], **said).p <= 0.05)
        plain.append(qap(one, two, **said).p <= 0.05)
    # .05 give or take 3 · sqrt(.05 · .95 / 100) = .065.
    assert np.mean(flagged) <= 0.115
    assert np.mean(plain) > 0.9


def test_networks_that_agree_are_found_to() -> None:
    a = _noisy(5, 12)
    found = qap(_network(a), _network(a + 0.2 * _noisy(6, 12)), permutations=199)
    assert found.correlation > 0.8
    assert found.p == pytest.approx(1 / 200)
    assert found.p_above == pytest.approx(1 / 200)
    assert found.p_below == 1
    assert repr(found) == (
        f"Agreement({found.correlation:.3f}, p 0.005 of a sample of 200 permutations)"
    )


def test_the_order_of_names_changes_nothing_and_the_same_seed_gives_the_same() -> None:
    a, b = _tables(3, 5)
    order = np.array([3, 1, 4, 0, 2])
    one = qap(_network(a), _network(b))
    two = qap(_network(a[np.ix_(order, order)]), _network(b[np.ix_(order, order)]))
    assert two.correlation == pytest.approx(one.correlation)
    assert two.p == pytest.approx(one.p)
    big = _network(_noisy(1, 9)), _network(_noisy(2, 9))
    first, again = (qap(*big, permutations=50, random_state=3) for _ in range(2))
    assert first.permuted.tolist() == again.permuted.tolist()
    assert first.permuted.tolist() != qap(*big, permutations=50).permuted.tolist()


def test_other_units_change_nothing_and_progress_is_told() -> None:
    a, b = _tables(4, 4)
    told = []
    one = qap(_network(a), _network(b), progress=lambda *said: told.append(said))
    two = qap(_network(1000 * a + 7), _network(0.01 * b))
    assert two.permuted == pytest.approx(one.permuted)
    assert told[-1] == ("qap", 24, 24)
    assert dict(one.recipe.steps[-1].counts) == {"nodes": 4, "pairs": 12, "done": 24}


def test_what_cannot_be_compared_is_refused() -> None:
    a, b = _tables(4, 4)
    with pytest.raises(InputError, match="'0' is not a whole number of at least 1"):
        qap(_network(a), _network(b), permutations=0)
    with pytest.raises(InputError, match=r"the same$"):
        qap(_network(np.ones((4, 4))), _network(b))
    with pytest.raises(InputError, match="the same beyond the controls"):
        qap(_network(a), _network(b), controls=[_network(2 * b)])
    edges = _network(a).edges.assign(high=np.nan)
    holed = Network(_network(a).nodes, edges, True, "near")
    with pytest.raises(InputError, match="'high' is missing or infinite"):
        qap(holed, holed, column="high")


def test_unless_told_otherwise_999_orders_are_drawn_with_seed_0_and_no_edge_is_a_0() -> None:
    a, b = (_network(_noisy(seed, 7)) for seed in (1, 2))
    b = Network(b.nodes, b.edges.iloc[::2], True, "near")
    plain = qap(a, b)
    told = qap(a, b, absent=0.0, permutations=999, random_state=0)
    assert plain.permuted.tolist() == told.permuted.tolist()
    assert len(plain.permuted) == 1000  # with the network as it is
    filled = b.to_matrix().toarray()
    assert plain.correlation == pytest.approx(qap(a, _network(filled)).correlation)


def test_one_permutation_is_enough_to_be_asked_for() -> None:
    found = qap(_network(_noisy(1, 7)), _network(_noisy(2, 7)), permutations=1)
    assert len(found.permuted) == 2


def test_units_of_all_networks_change_nothing_however_great_or_small() -> None:
    a, b, z = _tables(4, 4, 3)
    plain = qap(_network(a), _network(b), controls=[_network(z)])
    for unit in (1e-12, 1e9):
        again = qap(
            _network(unit * a), _network(unit * b), controls=[_network(unit * z)], permutations=24
        )
        assert again.permuted == pytest.approx(plain.permuted, abs=1e-9)
    # A third of 10⁸ everywhere varies by rounding only.
    with pytest.raises(InputError, match=r"the same$"):
        qap(_network(np.full((4, 4), 1e8 / 3)), _network(b))


def test_the_recipe_goes_back_to_every_network() -> None:
    tables = (_network(table) for table in _tables(4, 4, 3))
    held = [
        Network(one.nodes, one.edges, True, "near", recipe=Recipe((Step.of(f"made {k}"),)))
        for k, one in enumerate(tables)
    ]
    names = [step.name for step in qap(held[0], held[1], controls=held[2:]).recipe.steps]
    assert names == ["made 0", "made 1", "made 2", "qap"]
