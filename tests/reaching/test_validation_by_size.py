"""Scores within strata of like expected flow: what they must be."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.reaching.validation import validate
from mobility.reaching.validation_by_size import validate_by_size
from mobility.relating.expected_flows import expectation


def _world(seed: int, pull: float) -> tuple[Flows, Network, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    nodes = 40
    size = np.exp(rng.normal(0, 0.8, nodes))
    relatedness = np.exp(pull * rng.normal(size=(nodes, nodes)))
    means = np.outer(size, size) * relatedness * 4
    np.fill_diagonal(means, 0)
    counts = rng.poisson(means)
    names = pd.Index([f"{n:02}" for n in range(nodes)], name="occupation", dtype="str")
    i, j = np.nonzero(counts)
    table = pd.DataFrame({"origin": names[i], "destination": names[j], "count": counts[i, j]})
    a, b = np.nonzero(~np.eye(nodes, dtype=bool))
    edges = pd.DataFrame({"source": names[a], "target": names[b], "weight": relatedness[a, b]})
    network = Network.from_edges(edges, nodes=pd.DataFrame(index=names), directed=True)
    return Flows(table, names), network, counts.astype(float), relatedness


def test_each_stratum_is_scored_as_its_own_pairs_and_the_mean_is_their_mean() -> None:
    flows, network, counts, relatedness = _world(1, 0.6)
    found = validate_by_size({"truth": network}, flows, strata=4, draws=5)
    e = np.nan_to_num(expectation(counts, counts, diagonal=False).expected)
    i, j = np.nonzero(e > 0)
    order = np.argsort(e[i, j], kind="stable")
    truth = found[found["name"] == "truth"]
    own = []
    for stratum, part in zip("1234", np.array_split(order, 4), strict=True):
        a, b = i[part], j[part]
        own.append(roc_auc_score(counts[a, b] > e[a, b], relatedness[a, b]))
        line = truth[truth["stratum"] == stratum].iloc[0]
        assert line["auc"] == pytest.approx(own[-1])
        assert (line["expected_low"], line["expected_high"]) == (e[a, b].min(), e[a, b].max())
    mean = truth[truth["stratum"] == "mean"].iloc[0]
    assert mean["auc"] == pytest.approx(np.mean(own))
    assert mean["pairs"] == len(i)


def test_size_tells_nothing_within_strata_and_relatedness_does() -> None:
    flows, network, _, _ = _world(2, 0.6)
    found = validate_by_size({"truth": network}, flows, strata=5, draws=60)
    mean = found[found["stratum"] == "mean"].set_index("name")
    assert mean.loc["truth", "auc_gain_low"] > 0.1
    assert abs(mean.loc["size alone", "auc"] - 0.5) < 0.06


def test_one_stratum_is_what_validate_says() -> None:
    flows, network, _, _ = _world(3, 0.6)
    one = validate_by_size({"truth": network}, flows, strata=1, least_expected=3, draws=20)
    whole = validate({"truth": network}, flows, least_expected=3, draws=20)
    asked = whole[whole["target"] == "size-controlled"].reset_index(drop=True)
    for stratum in ("1", "mean"):
        same = one[one["stratum"] == stratum].reset_index(drop=True)[asked.columns]
        pd.testing.assert_frame_equal(same, asked)


def test_too_few_pairs_and_no_strata_are_refused() -> None:
    flows, network, _, _ = _world(3, 0.6)
    with pytest.raises(EmptyResultError, match="cannot be cut into 2000 strata"):
        validate_by_size({"truth": network}, flows, strata=2000)
    with pytest.raises(InputError, match="strata"):
        validate_by_size({"truth": network}, flows, strata=0)
