"""moves_by_unit_group: US moves between occupations, told of Swedish unit groups by their titles.

No table joins the two. A US title is looked up among ESCO's titles (preferred and alternative) and
ISCO's; ESCO's occupations have an ISCO group, and ISCO groups correspond to unit groups of SSYK
2012. Titles that name more than two ISCO groups, and occupations that then correspond to more than
six unit groups, are left out.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

MOST_ISCO, MOST_UNIT_GROUPS = 2, 6
FOLDS = 5
_BEYOND = re.compile(r",? (?:Except|Including|All Other).*")
_JOINTS = re.compile(r", and | and |, | or ")

Named = dict[str, set[tuple[int, str]]]


@dataclass(frozen=True, eq=False)
class UsWork:
    """US occupations that have a title in ESCO or ISCO, and who moves between them in a year.

    ``share`` (US occupation × unit group) splits each evenly over the unit groups it corresponds
    to; ``flow`` is the probability of a move × people at its origin, loops left out; ``employed``
    are the people; ``fold`` (0–4, drawn with seed 0) is one for all that share a census code, since
    the source gives these the same moves.
    """

    occupations: list[str]
    share: np.ndarray
    flow: np.ndarray
    employed: np.ndarray
    fold: np.ndarray

    def told(self, between: np.ndarray) -> np.ndarray:
        """Tell of unit groups what is said between US occupations."""
        result: np.ndarray = self.share.T @ between @ self.share
        np.fill_diagonal(result, 0.0)
        return result


def us_work(folder: Path, codes: list[str]) -> UsWork:
    """Read the moves, and find the unit groups of the occupations by their titles."""
    moves = pd.read_csv(folder / "us-occ-mobility" / "asec_to_bls_mobility_edgelist.csv.gz")
    groups = unit_groups(folder, moves)
    place = {code: row for row, code in enumerate(codes)}
    share = pd.DataFrame(0.0, index=sorted(groups), columns=range(len(codes)))
    for name, found in groups.items():
        for code in found & place.keys():
            share.at[name, place[code]] = 1 / len(found)
    flow = moves.assign(
        flow=moves["transition_prob_BLS_ASECnorm_corr"] * moves["TOT_EMP_OCCLY"]
    ).pivot_table(index="OCC_source", columns="OCC_target", values="flow", aggfunc="sum")
    between = flow.reindex(index=share.index, columns=share.index).fillna(0.0).to_numpy(copy=True)
    np.fill_diagonal(between, 0.0)
    jobs = moves.groupby("OCC_source")[["EMPOCCLY_unadj_BLS", "TOT_EMP_OCCLY"]].first()
    jobs = jobs.reindex(share.index)
    # The survey's employment over the employers' is one number within a census code.
    census = (jobs["EMPOCCLY_unadj_BLS"] / jobs["TOT_EMP_OCCLY"]).map(lambda each: f"{each:.9g}")
    drawn = np.random.default_rng(0).permutation(census.nunique()) % FOLDS
    fold = drawn[np.unique(census, return_inverse=True)[1]]
    employed = jobs["TOT_EMP_OCCLY"].fillna(0.0).to_numpy()
    return UsWork(list(share.index), share.to_numpy(), between, employed, fold)


def moves_by_unit_group(folder: Path, codes: list[str]) -> tuple[np.ndarray, int]:
    """Return how many move from each unit group to each other, and how many US occupations count.

    Probability of a move × people at its origin, loops left out, split evenly where an occupation
    corresponds to several unit groups.
    """
    work = us_work(folder, codes)
    return work.told(work.flow), len(work.occupations)


def unit_groups(folder: Path, moves: pd.DataFrame) -> dict[str, set[str]]:
    """Return the unit groups of each US occupation that has a title in ESCO or ISCO."""
    named = _named(folder / "esco-v1.1.1")
    crossing = pd.read_csv(folder / "jobtech-taxonomy" / "ssyk4_isco4.csv", dtype="str")
    to_unit = crossing.groupby("isco08_4")["ssyk4"].agg(set).to_dict()
    known = set(moves["OCC_source"]) | set(moves["OCC_target"])
    titles = dict(zip(moves["OCC_target"], moves["OCC_TITLE_OCC"], strict=True))
    pairs = list(titles.items())
    finer = pd.read_csv(folder / "onet" / "Occupation_Data.csv.gz")
    for code, title in zip(finer["O*NET-SOC Code"], finer["Title"], strict=True):
        pairs += [(name, title) for name in moved_as(code, known)]
    found: dict[str, set[str]] = {}
    for name, title in pairs:
        for isco in _isco(title, named):
            found.setdefault(name, set()).update(to_unit.get(isco, ()))
    return {name: units for name, units in found.items() if 0 < len(units) <= MOST_UNIT_GROUPS}


def moved_as(code: str, known: set[str]) -> list[str]:
    """Return the occupation of the moves that one of O*NET belongs to, or nothing."""
    tried = (code[:7], code[:6] + "0", code[:5] + "00", code[:4] + "000")
    return [name for name in tried if name in known][:1]


def _named(esco: Path) -> Named:
    """Return by folded title the ISCO groups it names: ISCO's own first, then preferred titles."""
    occupations = pd.read_csv(esco / "occupations_en.csv.gz", dtype="str", keep_default_na=False)
    groups = pd.read_csv(esco / "ISCOGroups_en.csv.gz", dtype="str", keep_default_na=False)
    found: Named = {}
    for code, title in zip(groups["code"], groups["preferredLabel"], strict=True):
        if len(code) == 4:
            found.setdefault(_folded(title), set()).add((0, code))
    lines = zip(
        occupations["iscoGroup"], occupations["preferredLabel"], occupations["altLabels"],
        strict=True,
    )  # fmt: skip
    for code, title, others in lines:
        found.setdefault(_folded(title), set()).add((1, code))
        for other in filter(str.strip, others.split("\n")):
            found.setdefault(_folded(other), set()).add((2, code))
    return found


def _isco(title: str, named: Named) -> set[str]:
    """Return the ISCO groups of a title, or of the parts it names with commas, "and" and "or"."""
    plain = _BEYOND.sub("", title)
    whole = _looked_up(_folded(plain), named)
    if whole:
        return whole
    parts = _JOINTS.split(plain)
    found = {isco for part in parts for isco in _looked_up(_folded(part), named)}
    if found:
        return found
    noun = parts[-1].split()[-1]
    return {i for part in parts[:-1] for i in _looked_up(_folded(f"{part} {noun}"), named)}


def _looked_up(form: str, named: Named) -> set[str]:
    """Return what the best kind of title says, unless it says too much."""
    said = named.get(form, set())
    best = min((rank for rank, _ in said), default=0)
    codes = {code for rank, code in said if rank == best}
    return codes if len(codes) <= MOST_ISCO else set()


def _folded(title: str) -> str:
    """Return the words of a title in lower case and the singular."""
    return " ".join(_singular(word) for word in re.findall(r"[a-z]+", title.lower()))


def _singular(word: str) -> str:
    """Return an English noun in the singular, as far as titles need it."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
