"""make_fairness: write docs/fairness.md, what flows do to the sex mix of suggestions.

python docs/make_fairness.py

Everything here is simulated, so that what flows carry is known: skills are drawn without regard to
who works where, and moves with regard to it.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.files import write_text
from mobility.foundation.flows import Flows
from mobility.reaching.likeness import likeness, profiles
from mobility.reaching.near import degrees
from mobility.reaching.sex_mix import sex_mix
from mobility.relating.skill_relatedness import skill_relatedness

HERE = Path(__file__).resolve().parent
OCCUPATIONS, FAMILIES, SKILLS, ASKED = 120, 12, 240, 12
FIRST = 10
MOVES = 40_000
BY_SKILLS, BY_FLOWS, BY_BOTH = "skills only", "flows", "skills and flows"


def main() -> None:
    """Simulate without and with segregation in the moves, compare, and write the page."""
    lines = _text(HEADING)
    for pull, said in ((0.0, "Moves follow skills only"), (2.0, "Moves follow skills and sex")):
        lists, employment = simulated(pull)
        lines += [f"## {said}", ""]
        lines += _table(sex_mix(lists, employment, baseline=BY_SKILLS))
    write_text(HERE / "fairness.md", "\n".join([*lines, *_text(READING)]) + "\n")


def simulated(pull: float, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return lists by three methods for holders of every occupation, and employment by sex.

    Parameters
    ----------
    pull : float
        How much fewer moves go between occupations the more their shares of women differ:
        ``exp(-pull · |difference|)``.
    seed : int
        Of everything drawn.
    """
    draw = np.random.default_rng(seed)
    codes = np.array([f"{1000 + number}" for number in range(OCCUPATIONS)])
    family = np.arange(OCCUPATIONS) % FAMILIES
    own = draw.random((OCCUPATIONS, SKILLS)) < ASKED / SKILLS / 3
    common = draw.random((FAMILIES, SKILLS)) < ASKED / SKILLS
    asked = own | (common[family] & (draw.random((OCCUPATIONS, SKILLS)) < 0.6))
    asked[:, 0] = True
    weights = csr_array(asked.astype(np.float64))
    # Most occupations are held mostly by one sex, whatever they ask for.
    women = np.where(
        draw.random(OCCUPATIONS) < 0.5, draw.beta(2, 8, OCCUPATIONS), draw.beta(8, 2, OCCUPATIONS)
    )
    employed = np.rint(np.exp(draw.normal(8, 1, OCCUPATIONS)))
    prepared = profiles(weights, [f"{code}." for code in codes])
    h = degrees(weights).toarray()
    alike = np.array([likeness(prepared, row) for row in h])
    expected = employed[:, None] * employed[None, :] * np.exp(
        3 * alike - pull * np.abs(women[:, None] - women[None, :])
    )  # fmt: skip
    np.fill_diagonal(expected, 0)
    counts = draw.poisson(MOVES * expected / expected.sum())
    related = _related(counts, codes)
    scores = {
        BY_SKILLS: alike,
        BY_FLOWS: related,
        BY_BOTH: _places(alike) + _places(related),
    }
    majority = np.where(women >= 0.5, "held mostly by women", "held mostly by men")
    rows = [
        {
            "method": method,
            "list": codes[o],
            "group": majority[o],
            "occupation": codes[other],
            "rank": place,
        }
        for method, score in scores.items()
        for o in range(OCCUPATIONS)
        for place, other in enumerate(_first(score[o], o), start=1)
    ]
    numbers = np.rint(employed * women).astype(int)
    employment = pd.DataFrame(
        {"occupation": codes, "women": numbers, "men": employed.astype(int) - numbers}
    )
    return pd.DataFrame(rows), employment


def _related(counts: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """Return the skill relatedness of flows, the posterior mean, as a matrix."""
    origin, destination = np.nonzero(counts)
    flows = Flows.of(
        pd.DataFrame(
            {
                "origin": codes[origin],
                "destination": codes[destination],
                "count": counts[origin, destination],
            }
        ),
        kind="occupation",
    )
    edges = skill_relatedness(flows).edges
    at = pd.Index(codes)
    found = np.zeros((len(codes), len(codes)))
    found[at.get_indexer(edges["source"]), at.get_indexer(edges["target"])] = edges["estimate"]
    return found


def _places(score: np.ndarray) -> np.ndarray:
    """Return minus the place of each occupation in each row."""
    order = np.argsort(-score, axis=1, kind="stable")
    places: np.ndarray = -np.argsort(order, axis=1, kind="stable").astype(np.float64)
    return places


def _first(score: np.ndarray, own: int) -> list[int]:
    """Return the positions of the first others."""
    order = np.argsort(-score, kind="stable")
    kept: list[int] = order[order != own][:FIRST].tolist()
    return kept


def _table(found: pd.DataFrame) -> list[str]:
    lines = [
        f"Women are {found.attrs['workforce']:.0%} of all employed.",
        "",
        "| asked about | list | women in what is suggested | by skills only | difference,"
        " percentage points | 95 % interval | lists |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for row in found.to_dict("records"):
        lines.append(
            f"| {row['group'] or 'all occupations'} | {row['method']} | {row['women']:.1%} |"
            f" {row['baseline']:.1%} | {100 * row['difference']:+.1f} |"
            f" {100 * row['low']:+.1f} to {100 * row['high']:+.1f} | {row['lists']} |"
        )
    return [*lines, ""]


HEADING = """
# The sex mix of what is suggested

Made by `docs/make_fairness.py`. **All figures on this page are simulated**; none is about Sweden.

The matcher takes no sex. But a list made with labour flows knows who went where, and if women and
men are divided between occupations for other reasons than skills, flows carry that division to
whoever asks. `mobility.reaching.sex_mix.sex_mix` shows whether it happens: given lists by two
methods and a table of employment by sex, it compares the share of women in what is suggested,
earlier places weighing more (1 / log2(1 + place)), list by list, with a bootstrap interval.

Simulated are 120 occupations in 12 families of skills, with women between few and nearly all of
each, drawn without regard to skills, and 40,000 moves. Each occupation's holders get ten
suggestions by skills alone (likeness), by flows alone (relatedness with its shrunk estimate), and
by the sum of both places.
"""

READING = """
## How to read it

Over all occupations the two ways may look alike: what is added to one side is taken from the other.
So the rows by who holds the occupation asked about are the ones to look at. Where moves follow
skills only, the intervals should hold 0. Where they also follow sex, holders of women's occupations
are sent to women's occupations, and holders of men's to men's, by skills that do not call for it;
lists that mix skills and flows pass on a part.

With real flows and a real table of employment the same call answers for a real labour market:

    sex_mix(lists, employment, baseline="skills only")

A difference is no proof of unfairness: flows also know of skills that no list holds. It is a reason
to show the skills-only list beside.
"""


def _text(text: str) -> list[str]:
    """Return the lines of a text, with an empty one after."""
    return [*text.strip("\n").splitlines(), ""]


if __name__ == "__main__":
    main()
