"""coach_tried: what else a coach goes by, tried on moves and on lists of experts.

Read by ``make_sources.py``: texts written of occupations, names, schooling, places, and how the ten
places of an answer are dealt. None of the twenty people of docs/people.md is asked.
"""

import re
from pathlib import Path

import numpy as np
import pandas as pd
from moves_by_unit_group import UsWork, moved_as
from national_space import words_written
from orders_tried import VERSION, by_jobs, career_changers, mean_with
from several_sources import shares

from mobility.counting.links import occupation_links
from mobility.counting.occupation_words import occupation_words
from mobility.foundation.incidence import Incidence
from mobility.reaching.skill_space import SkillSpace
from mobility.reading.links import read_links

AMONG, PIECE, BY_VACANCIES = 10, 5, 0.1
LITTLE, LOW_ZONE = "low preparation", 2.4
BOTH = "words of ISCO's tasks and ESCO's descriptions"
TAKEN_OFF = (0.1, 0.3, 0.5, 0.7, 1.0)


def fourth_sources(folder: Path) -> dict[str, Incidence]:
    """Return what may stand beside the three sources, each in its own words."""
    taxonomy = folder / "jobtech-taxonomy"
    groups = pd.read_csv(taxonomy / "ssyk4_groups.csv", dtype="str").rename(
        columns={"ssyk4": "occupation"}
    )
    defined = groups.assign(text=groups["label"] + " " + groups["definition"])
    names = pd.read_csv(taxonomy / "occupations_ssyk4.csv", dtype="str")
    names = names[["ssyk4", "occupation"]].set_axis(["occupation", "text"], axis=1)
    links = read_links(
        folder / "af-sweden" / "occupation_skills.csv",
        taxonomy / "occupations_ssyk4.csv",
        leave_out=("group_skills", "calculated_skills", "taxonomy", "group_license"),
    )
    return {
        "words of the Swedish definitions": _words(defined),
        "the same, in pieces of five letters": _words(_in_pieces(defined)),
        "names of occupations, in pieces of five letters": _words(_in_pieces(names)),
        "vocational education": occupation_links(links, version=VERSION),
        "words of ISCO's tasks": words_written(folder, "ISCO"),
        "words of ESCO's descriptions": words_written(folder, "ESCO"),
        BOTH: words_written(folder),
    }


def places_shared(folder: Path, codes: list[str]) -> np.ndarray:
    """Return the cosine of where unit groups advertise, beyond where everybody does.

    Of the roots of shares of vacancies by municipality, less those of all; 0 where it is negative.
    """
    ads = pd.read_csv(folder / "af-sweden" / "ads_2024_ssyk4_kommun.csv", dtype={"ssyk4": "str"})
    table = ads.pivot_table(index="ssyk4", columns="kommun_concept_id", values="ads", aggfunc="sum")
    number = table.reindex(codes).fillna(0.0).to_numpy()
    here = np.sqrt(number / np.maximum(number.sum(axis=1, keepdims=True), 1))
    beyond = here - np.sqrt(number.sum(axis=0) / number.sum())
    length = np.linalg.norm(beyond, axis=1)
    found: np.ndarray = np.clip(beyond @ beyond.T / np.outer(length, length), 0, 1)
    return found


def dealt(score: np.ndarray, titles: list[str]) -> dict[str, np.ndarray]:
    """Return other ways to put the same likeness in order."""
    rest = np.array([title.startswith("Övrig") for title in titles])
    plain = score.copy()
    np.fill_diagonal(plain, 0.0)
    middle = plain.mean(axis=0)
    near = np.where(plain >= np.sort(plain, axis=1)[:, -AMONG][:, None], plain, 0.0)
    through = near / near.sum(axis=1, keepdims=True) @ plain
    return {
        'unit groups for the rest ("Övriga …") at .8': score * np.where(rest, 0.8, 1.0),
        "divided by the root of how alike it is to all": plain / np.sqrt(middle),
        "and a quarter of the likeness to the ten nearest": plain + 0.25 * through,
    }


def spread(score: np.ndarray, alike: np.ndarray, moves: np.ndarray, weight: float) -> np.ndarray:
    """Return the share of moves to the first ten when the ten are to differ from each other.

    Maximal marginal relevance: each place goes to the highest score · (1 - weight · likeness to
    the nearest of those chosen).
    """
    gone_to = moves.sum(axis=0) > 0
    found = []
    for origin in np.flatnonzero(moves.sum(axis=1) > 0):
        value = np.where(gone_to, score[origin], -1.0)
        value[origin] = -1.0
        nearest, chosen = np.zeros(len(value)), np.zeros(len(value), dtype=bool)
        for _ in range(AMONG):
            best = int(np.argmax(np.where(chosen, -9.0, value * (1 - weight * nearest))))
            chosen[best] = True
            nearest = np.maximum(nearest, alike[best])
        found.append(moves[origin, chosen].sum() / moves[origin].sum())
    return np.array(found)


def at_most(score: np.ndarray, codes: list[str], moves: np.ndarray, most: int) -> np.ndarray:
    """Return the share of moves to the first ten with so many of one three-digit group at most."""
    gone_to = moves.sum(axis=0) > 0
    found = []
    for origin in np.flatnonzero(moves.sum(axis=1) > 0):
        value = np.where(gone_to, score[origin], -1.0)
        value[origin] = -1.0
        taken: dict[str, int] = {}
        chosen = []
        for place in np.argsort(-value.round(9), kind="stable"):
            group = codes[place][:3]
            taken[group] = taken.get(group, 0) + 1
            if taken[group] <= most:
                chosen.append(place)
        found.append(moves[origin, chosen[:AMONG]].sum() / moves[origin].sum())
    return np.array(found)


def by_preparation(folder: Path, work: UsWork) -> dict[str, np.ndarray]:
    """Return moves and career changers out of US occupations that ask for little preparation.

    Those of O*NET's Job Zones 1 and 2 (mean below 2.5 where an occupation of the moves is several
    of O*NET's), which usually ask for a high school diploma or less; and, beside, out of all.
    """
    zones = pd.read_csv(folder / "onet" / "Job_Zones.csv.gz")
    known = set(work.occupations)
    zones["us"] = [next(iter(moved_as(code, known)), None) for code in zones["O*NET-SOC Code"]]
    zone = zones.groupby("us")["Job Zone"].mean().reindex(work.occupations).to_numpy()
    strict = (work.share > 0).sum(axis=1) == 1
    changers = career_changers(folder, work)
    found = {}
    for name, some in ((LITTLE, zone <= LOW_ZONE), ("all", zone > 0)):
        found[f"moves, {name}"] = work.told(work.flow * some[:, None])
        both = (some & strict)[:, None] * strict[None, :]
        found[f"strict key, {name}"] = work.told(work.flow * both)
        found[f"career changers, {name}"] = work.told(changers * some[:, None])
    return found


def levels_above(space: SkillSpace) -> np.ndarray:
    """Return how many levels the column is above the row, 0 where it is not or one has none."""
    levels = space.levels
    known = (levels > 0)[:, None] & (levels > 0)[None, :]
    above: np.ndarray = np.where(known, np.maximum(levels[None, :] - levels[:, None], 0), 0)
    return above


def chosen_outside(score: np.ndarray, above: np.ndarray, moves: np.ndarray) -> float:
    """Return the mean gain when what is taken off is chosen on half of the origins, 200 times."""
    tried = np.array([shares(score * (1 - off) ** above, moves) for off in (0.0, *TAKEN_OFF)])
    chance = np.random.default_rng(0)
    gains = []
    for _ in range(200):
        order = chance.permutation(tried.shape[1])
        seen, unseen = order[: len(order) // 2], order[len(order) // 2 :]
        best = tried[:, seen].mean(axis=1).argmax()
        gains.append((tried[best, unseen] - tried[0, unseen]).mean())
    return float(np.mean(gains))


def with_fourth(
    space: SkillSpace, own: np.ndarray, others: list[Incidence], jobs: np.ndarray, folder: Path
) -> dict[str, np.ndarray]:
    """Return the order by the three sources, and with each further one, vacancies weighed."""
    codes = [str(code) for code in space.occupations]
    found = {"all three": mean_with(space, own, others)}
    for name, source in fourth_sources(folder).items():
        found[name] = mean_with(space, own, [*others, source])
    places = places_shared(folder, codes)
    found["municipalities that advertise both"] = mean_with(space, own, others, places)
    return {name: by_jobs(score, jobs, BY_VACANCIES) for name, score in found.items()}


def _words(texts: pd.DataFrame) -> Incidence:
    return occupation_words(texts[["occupation", "text"]].dropna(), version=VERSION)


def _in_pieces(texts: pd.DataFrame) -> pd.DataFrame:
    """Return the texts with every word cut into all its runs of five letters."""
    return texts.assign(text=[_pieces(text) for text in texts["text"].fillna("")])


def _pieces(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return " ".join(
        word[start : start + PIECE]
        for word in words
        for start in range(max(len(word) - PIECE, 0) + 1)
    )
