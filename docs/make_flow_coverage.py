"""make_flow_coverage: write into docs/measures_flows.md how often intervals hold the truth.

python docs/make_flow_coverage.py
"""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np

from mobility.foundation.files import read_text, write_text
from mobility.foundation.recipe import versions
from mobility.relating.expected_flows import expectation
from mobility.relating.gamma_poisson import Counts, quantile

PAGE = Path(__file__).resolve().parent / "measures_flows.md"
PLACE = re.compile(r"(?<=<!-- coverage begins -->\n).*?(?=<!-- coverage ends -->)", re.DOTALL)

NODES, MEAN, ECONOMIES, SEED = 250, 8.0, 3, 20261122
EDGES = (0.5, 2.0, 10.0, 30.0, 100.0)
HEADINGS = ("under 0.5", "0.5–2", "2–10", "10–30", "30–100", "over 100")
LIMIT = 10

TRUTHS: dict[str, Callable[[np.random.Generator, tuple[int, int]], np.ndarray]] = {
    "gamma, variance 0.5": lambda rng, shape: rng.gamma(2.0, 0.5, shape),
    "gamma, variance 2": lambda rng, shape: rng.gamma(0.5, 2.0, shape),
    "log-normal, sd of the logarithm 0.8": lambda rng, shape: np.exp(rng.normal(-0.32, 0.8, shape)),
    "constant, 1": lambda _, shape: np.ones(shape),
    "two points, 0.5 and 2": lambda rng, shape: np.where(rng.random(shape) < 2 / 3, 0.5, 2.0),
    "two points, 0.5 (nine of ten) and 5.5": lambda rng, shape: np.where(
        rng.random(shape) < 0.9, 0.5, 5.5
    ),
}


def economy(
    rng: np.random.Generator, kind: str, *, nodes: int = NODES
) -> tuple[np.ndarray, np.ndarray]:
    """Return counts of moves and the means they were drawn from; relatedness has mean 1."""
    sizes = np.outer(np.exp(rng.normal(0, 1, nodes)), np.exp(rng.normal(0, 1, nodes)))
    means = sizes * MEAN / sizes.mean() * TRUTHS[kind](rng, sizes.shape)
    return rng.poisson(means).astype(float), means


def held(counts: np.ndarray, means: np.ndarray, *, hidden: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return for every pair whether the interval holds the truth, and its bucket.

    With ``hidden``, counts under 10 are withheld, and only these pairs are returned.
    """
    small = (counts < LIMIT) & hidden
    low, high = np.where(small, 0.0, counts), np.where(small, LIMIT - 1.0, counts)
    found = expectation(low, high, diagonal=True)
    own = ~found.counts.known if hidden else found.counts.known
    expected = found.counts.expected[own]
    some = Counts(found.counts.low[own], found.counts.high[own], expected)
    truth = means[found.cells][own] / expected
    below, above = (quantile(some, found.prior, q) for q in (0.025, 0.975))
    return (below <= truth) & (truth <= above), np.digitize(expected, EDGES)


def row(name: str, parts: list[tuple[np.ndarray, np.ndarray]]) -> str:
    """Return a line of the table: how often the interval holds in each bucket."""
    inside, bucket = (np.concatenate(side) for side in zip(*parts, strict=True))
    cells = []
    for b in range(len(HEADINGS)):
        here = inside[bucket == b]
        cells.append(f"{here.mean():.1%}" if len(here) >= 100 else "–")
    return f"| {name} | {' | '.join(cells)} | {inside.mean():.1%} |"


def table(*, nodes: int = NODES, economies: int = ECONOMIES) -> list[str]:
    """Return the whole table as lines."""
    lines = [
        f"| relatedness drawn from | {' | '.join(HEADINGS)} | all |",
        "|---|" + "---:|" * (len(HEADINGS) + 1),
    ]
    for hidden in (False, True):
        for place, kind in enumerate(TRUTHS):
            rngs = [np.random.default_rng((SEED, place, k)) for k in range(economies)]
            parts = [held(*economy(rng, kind, nodes=nodes), hidden=hidden) for rng in rngs]
            lines.append(row(f"{kind}{'; withheld pairs only' if hidden else ''}", parts))
    return lines


def main() -> None:
    """Draw, count, and write the table into the page."""
    said = ", ".join(f"{name} {number}" for name, number in versions().items()
                     if name in ("numpy", "scipy"))  # fmt: skip
    lines = [
        *table(),
        "",
        f"{ECONOMIES} economies of {NODES} nodes each, {MEAN:g} moves a pair on average, sizes",
        f"log-normal; seed {SEED}; {said}. A dash stands for fewer than 100 pairs. Made by",
        "`docs/make_flow_coverage.py`.",
    ]
    page = read_text(PAGE)
    write_text(PAGE, PLACE.sub(lambda _: "\n".join(lines) + "\n", page))


if __name__ == "__main__":
    main()
