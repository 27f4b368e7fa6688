"""near_duplicates: signing texts by rensa beside datasketch, and joining many signatures."""

import random
from itertools import combinations
from typing import ClassVar

import numpy as np

from mobility.counting.alike_signatures import alike_groups, bands_for, estimated_likeness
from mobility.counting.signatures import runs_of_words, text_signatures
from mobility.datasets.generate import synthetic_ads


class Signing:
    """The same runs of three words of the same texts, 128 values each."""

    peers: ClassVar = {"time_datasketch": "datasketch"}

    def setup(self, size: str) -> None:
        """Make texts."""
        ads = synthetic_ads(100 if size == "small" else 2000)
        self.texts = [ad["description"]["text"] or "" for ad in ads]
        megabytes = sum(len(text.encode()) for text in self.texts) / 1e6
        self.what = f"{len(self.texts)} texts, {megabytes:.2f} MB"

    def time_ours(self) -> int:
        """Sign with rensa's R-MinHash and keep the lowest byte of each value."""
        return int(text_signatures(self.texts).sum())

    def time_datasketch(self) -> int:
        """Sign with datasketch's MinHash."""
        from datasketch import MinHash

        runs = [[run.encode() for run in runs_of_words(text)] for text in self.texts]
        return len(MinHash.bulk(runs, num_perm=128))


class Joining:
    """Signatures of which three in ten are near-copies in groups of four, as in an archive."""

    peers: ClassVar[dict[str, str]] = {}

    def setup(self, size: str) -> None:
        """Make signatures: copies keep each byte in 85, 92 or 100 cases of a hundred."""
        self.number = 5_000 if size == "small" else 1_000_000
        draw = np.random.default_rng(0)
        self.signatures = draw.integers(0, 256, (self.number, 128), dtype=np.uint8)
        copies = self.number * 3 // 10
        source = draw.integers(0, copies // 4, copies)
        keeps = draw.random((copies, 128)) < draw.choice([0.85, 0.92, 1.0], copies)[:, None]
        last = self.signatures[self.number - copies :]
        self.signatures[self.number - copies :] = np.where(keeps, self.signatures[source], last)
        self.what = f"{self.number:,} signatures, {copies:,} near-copies"

    def time_ours(self) -> int:
        """Join what is .8 alike or more by its signature."""
        groups = alike_groups(
            self.signatures,
            lambda one, other: estimated_likeness(self.signatures, one, other) >= 0.8,
            bands=bands_for(0.8, 128),
        )
        return int((groups != np.arange(self.number)).sum())


def recall_and_precision(texts: list[str], *, threshold: float = 0.8, seeds: int = 3) -> list[str]:
    """Compare groups by signatures with groups by comparing every pair exactly, one line a seed.

    Parameters
    ----------
    texts : list of str
        Some hundred texts.
    threshold : float
        How alike two texts must be.
    seeds : int
        How many sets of hash functions.
    """
    runs = [frozenset(runs_of_words(text)) for text in texts]
    first = list(range(len(texts)))
    for i, j in combinations(range(len(texts)), 2):
        if runs[i] and len(runs[i] & runs[j]) >= threshold * len(runs[i] | runs[j]):
            old, new = max(first[i], first[j]), min(first[i], first[j])
            first = [new if group == old else group for group in first]
    one, other = np.tril_indices(len(texts), -1)
    true = np.array(first)[one] == np.array(first)[other]
    lines = []
    for seed in range(seeds):
        signatures = text_signatures(texts, random_state=seed)

        def agree(a: np.ndarray, b: np.ndarray, signed: np.ndarray = signatures) -> np.ndarray:
            return estimated_likeness(signed, a, b) >= threshold

        groups = alike_groups(signatures, agree, bands=bands_for(threshold, 128))
        found = groups[one] == groups[other]
        both = int((true & found).sum())
        lines.append(
            f"seed {seed}: recall {both / true.sum():.4f}, precision {both / found.sum():.4f} "
            f"of {int(true.sum())} pairs in {len(texts)} texts"
        )
    return lines


def planted(number: int = 200) -> list[str]:
    """Return texts of which each second one is the one before with a word changed."""
    draw = random.Random(0)
    texts = []
    for _ in range(number // 2):
        words = draw.choices([f"w{k}" for k in range(4000)], k=120)
        texts.append(" ".join(words))
        words[draw.randrange(120)] = "other"
        texts.append(" ".join(words))
    return texts
