"""judged_scores: precision, recall and F1 of what was judged, with intervals over whole ads."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

DRAWS = 2000
SEED = 20261122


@dataclass(frozen=True)
class Judged:
    """One thing judged: in which ad, what it is, what was said of it."""

    ad: str
    truth: str
    said: str


def scores(judged: Iterable[Judged], classes: Iterable[str]) -> pd.DataFrame:
    """Return precision, recall and F1 of each class, with 95 % intervals by drawing whole ads."""
    table = pd.DataFrame([vars(each) for each in judged])
    ads, place = np.unique(table["ad"], return_inverse=True)
    drawn = draws_of(len(ads))
    rows = {}
    for name in classes:
        truth, said = table["truth"].eq(name), table["said"].eq(name)
        counts = np.stack(
            [np.bincount(place, some, len(ads)) for some in (truth & said, said, truth)]
        )
        rows[name] = {"sentences": int(truth.sum()), **_with_intervals(counts, drawn)}
    return pd.DataFrame(rows).T


def draws_of(ads: int) -> np.ndarray:
    """Return how often each ad is in each of the draws, all of them once in the first."""
    rng = np.random.default_rng(SEED)
    return np.vstack([np.ones(ads), rng.multinomial(ads, np.full(ads, 1 / ads), DRAWS)])


def _with_intervals(counts: np.ndarray, drawn: np.ndarray) -> dict[str, float]:
    """Return the three figures of (right, said, true) counts per ad, with intervals."""
    right, said, true = counts @ drawn.T
    with np.errstate(invalid="ignore", divide="ignore"):
        figures = {
            "precision": right / said,
            "recall": right / true,
            "F1": 2 * right / (said + true),
        }
    told = {}
    for name, values in figures.items():
        told[name] = values[0]
        if np.isnan(values).all():
            told[f"{name} from"] = told[f"{name} to"] = np.nan
            continue
        told[f"{name} from"], told[f"{name} to"] = np.nanquantile(values[1:], [0.025, 0.975])
    return told
