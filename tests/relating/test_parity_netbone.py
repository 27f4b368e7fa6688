"""The same edges judged by netbone: the same numbers, or the reason they differ.

The numbers are those of netbone 0.2.3 (numpy 1.26.4, pandas 2.2.2, networkx 2.8.8), of
``noise_corrected(edges, approximation=False)``, ``noise_corrected(edges)``, ``disparity(edges)``
and ``maximum_spanning_tree(edges)``. Where a Python with netbone is named, it is asked again.
"""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from benchmarks.peers import PYTHON, ask_peer, peers_python
from mobility.foundation.network import Network
from mobility.relating.disparity import disparity
from mobility.relating.noise_corrected import edge_margins, noise_corrected
from mobility.relating.spanning_tree import spanning_tree

COLUMNS = ["source", "target", "weight", "score", "sd", "p", "disparity", "in_tree"]
THEIRS = pd.DataFrame(
    [
        ("a", "b", 40, 0.372891215823153, 0.01710924360342678, 2.079306419267013e-07,
         0.00826446280991736, True),
        ("a", "c", 3, -0.6579710144927536, 0.24273227683817086, 0.9998371243687759,
         0.7865270823850706, False),
        ("a", "d", 1, -0.8962181178540017, 0.2961770961811008, 0.9999999458963759,
         0.9400164897279194, False),
        ("b", "c", 2, -0.7801583605030274, 0.27205092955918053, 0.9999947089374455,
         0.8539085284647414, False),
        ("b", "e", 7, -0.30994152046783624, 0.13471378155220423, 0.9621991924634338,
         0.476837158203125, True),
        ("c", "d", 30, 0.2988442487616951, 0.007416680136489487, 0.000225613125514057,
         0.01228948566226672, True),
        ("c", "e", 4, -0.45116279069767445, 0.21139485502703081, 0.9837403512498312,
         0.669921875, False),
        ("d", "e", 12, -0.050938337801608544, 0.06366679540172142, 0.5765400788033865,
         0.244140625, True),
        ("d", "f", 6, -0.08111615833874114, 0.11549542722325072, 0.563936113909202,
         0.41868512110726636, False),
        ("e", "f", 9, 0.32254047322540474, 0.03171314747647192, 0.017590497592459342,
         0.22145328719723184, True),
        ("f", "g", 2, 0.7481481481481481, 0.011440618015843623, 0.0031522337805051093,
         0.7785467128027681, True),
        ("x", "y", 2, 0.9666666666666667, 0.01610819013791811, 6.173188471736424e-06,
         np.nan, True),
    ],
    columns=COLUMNS,
)  # fmt: skip
NETWORK = Network.from_edges(THEIRS[["source", "target", "weight"]])

needs_peers = pytest.mark.skipif(
    peers_python() is None, reason=f"{PYTHON} names no Python that has netbone"
)


def sd_by(observed, out, into, total, *, their_prior):
    """The deviation of the score as the paper has it, with the Beta prior as either has it."""
    mean = out * into / total**2
    variance = out * into * (total - out) * (total - into) / (total**4 * (total - 1))
    alpha = mean**2 * (1 - mean) / variance - mean
    beta = (
        mean / variance * (1 - mean**2) - (1 - mean)
        if their_prior
        else mean * (1 - mean) ** 2 / variance - (1 - mean)
    )
    posterior = (alpha + observed) / (alpha + beta + total)
    kappa = total / (out * into)
    slope = 1 / (out * into) - total * (out + into) / (out * into) ** 2
    turned = 2 * (kappa + observed * slope) / (kappa * observed + 1) ** 2
    return np.sqrt(total * posterior * (1 - posterior)) * np.abs(turned)


def test_the_disparity_filter_is_the_same_to_the_last_digits():
    ours = disparity(NETWORK)["p"].to_numpy()
    np.testing.assert_allclose(ours[:-1], THEIRS["disparity"].to_numpy()[:-1], rtol=1e-14)


def test_an_edge_whose_ends_have_no_other_has_p_1_where_netbone_has_none():
    assert np.isnan(THEIRS["disparity"].iloc[-1])
    assert disparity(NETWORK)["p"].iloc[-1] == 1.0


def test_the_spanning_tree_is_the_same():
    assert spanning_tree(NETWORK)["in_tree"].tolist() == THEIRS["in_tree"].tolist()


def test_the_noise_corrected_score_differs_by_the_total_and_by_nothing_else():
    """Netbone adds each edge up once but both its ends into the margins, so that the margins of a
    table of 118 add up to 236; ours are those of the symmetric table, which is 236 in all."""
    out, into, total = edge_margins(NETWORK, "weight")
    assert total == 2 * THEIRS["weight"].sum() == 236
    observed = THEIRS["weight"].to_numpy()
    ours = noise_corrected(NETWORK)["score"].to_numpy()
    for table, score in ((236, ours), (118, THEIRS["score"].to_numpy())):
        expected = out * into / table
        np.testing.assert_allclose(score, (observed - expected) / (observed + expected), rtol=1e-12)


def test_by_netbones_total_most_edges_of_a_random_table_are_below_what_is_expected():
    """Where only margins are at work, observed and expected add up to the same; netbone expects
    twice as much as there is."""
    out, into, _ = edge_margins(NETWORK, "weight")
    table = NETWORK.to_matrix().toarray()
    margins = table.sum(axis=1)
    assert np.outer(margins, margins).sum() / 236 == table.sum()
    assert np.outer(margins, margins).sum() / 118 == 2 * table.sum()
    assert (noise_corrected(NETWORK)["expected"] * 2).tolist() == pytest.approx(out * into / 118)


def test_the_deviation_differs_by_the_total_and_by_the_beta_prior():
    """A Beta with mean m and variance v has β = m (1 − m)² / v − (1 − m); netbone, as the published
    program, has m (1 − m²) / v − (1 − m), whose mean is not m."""
    out, into, total = edge_margins(NETWORK, "weight")
    observed = THEIRS["weight"].to_numpy(dtype=float)
    ours = noise_corrected(NETWORK)["sd"].to_numpy()
    np.testing.assert_allclose(
        ours, sd_by(observed, out, into, total, their_prior=False), rtol=1e-9
    )
    np.testing.assert_allclose(
        THEIRS["sd"], sd_by(observed, out, into, total / 2, their_prior=True), rtol=1e-9
    )
    # With our total the prior alone is left to differ.
    left = sd_by(observed, out, into, total, their_prior=True) / ours
    assert 0.5 < left.min() < left.max() < 1.0


def test_the_default_p_of_netbone_is_that_of_more_than_observed_by_its_total():
    out, into, total = edge_margins(NETWORK, "weight")
    half = total / 2
    more = binom.sf(THEIRS["weight"], half, out * into / half**2)
    np.testing.assert_allclose(more, THEIRS["p"], rtol=1e-9)


@needs_peers
@pytest.mark.parametrize(
    ("act", "columns"),
    [("noise_corrected_score", {"score": "score", "nc_sdev": "sd"}),
     ("noise_corrected_p", {"p_value": "p"}), ("disparity", {"p_value": "disparity"}),
     ("spanning_tree", {"in_backbone": "in_tree"})],
)  # fmt: skip
def test_netbone_asked_again_says_what_stands_here(act, columns):
    found = ask_peer(act, THEIRS[["source", "target", "weight"]]).table.rename(columns=columns)
    both = THEIRS.merge(found, on=["source", "target"], suffixes=("", "_now"), validate="1:1")
    assert len(both) == len(THEIRS)
    for name in columns.values():
        now, then = both[f"{name}_now"].astype(float), both[name].astype(float)
        np.testing.assert_allclose(now, then, rtol=1e-12)
