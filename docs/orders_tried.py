"""orders_tried: what else could put answers in order, tried on moves and on lists of experts.

Read by ``make_sources.py``. Everything that comes from the US is told of unit groups by titles, as
`moves_by_unit_group` says. None of the twenty people of docs/people.md is asked.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from moves_by_unit_group import FOLDS, UsWork, moved_as
from several_sources import shares

from mobility.counting.crossed_links import crossed_links
from mobility.counting.links import occupation_links
from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.reaching.elsewhere import PARTS, UNKNOWN, elsewhere
from mobility.reaching.skill_space import SkillSpace
from mobility.relating.learned import learned_relatedness
from mobility.relating.learned_model import predict_relatedness
from mobility.relating.skill_relatedness import skill_relatedness

VERSION = "SSYK 2012"
IMPORTANT, FEW_ADS = 3.0, 10
SKILLS, TECHNOLOGY, RELATED = "skills and knowledge", "technologies", "related occupations"
WEIGHTS = (0.05, 0.1, 0.2)


def targets(folder: Path, work: UsWork) -> dict[str, np.ndarray]:
    """Return where people go and what experts call near, told of unit groups."""
    related = _onet(folder, "Related_Occupations", work)
    other = _moved_as(related["Related O*NET-SOC Code"], work)
    strict = (work.share > 0).sum(axis=1) == 1
    return {
        "moves": work.told(work.flow),
        "moves, strict key": work.told(work.flow * strict[:, None] * strict[None, :]),
        "career changers": work.told(career_changers(folder, work)),
        RELATED: work.told(_between(related["us"], other, work)),
    }


def career_changers(folder: Path, work: UsWork) -> np.ndarray:
    """Return which pairs of US occupations experts list for somebody who changes career."""
    table = pd.read_csv(
        folder / "us-occ-mobility" / "career_changers_mobility_edgelist.csv.gz", dtype="str"
    )
    return _between(table["OCC_source"], table["OCC_target"], work)


def us_sources(folder: Path, work: UsWork, codes: list[str]) -> dict[str, Incidence]:
    """Return O*NET's skills and knowledge, technologies and related occupations as sources."""
    rated = pd.concat([_onet(folder, name, work) for name in ("Skills", "Knowledge")])
    rated = rated[(rated["Scale ID"] == "IM") & (rated["Data Value"].astype(float) >= IMPORTANT)]
    related = _onet(folder, "Related_Occupations", work)
    itself = _onet(folder, "Occupation_Data", work)
    itself["Related Title"] = itself["Title"]
    tables = {
        SKILLS: rated.assign(skill=rated["Element ID"]),
        TECHNOLOGY: _onet(folder, "Technology_Skills", work).rename(
            columns={"Commodity Title": "skill"}
        ),
        RELATED: pd.concat([related, itself]).rename(columns={"Related Title": "skill"}),
    }
    crossing = pd.DataFrame(
        [
            (work.occupations[row], codes[column])
            for row, column in zip(*np.nonzero(work.share), strict=True)
        ],
        columns=["occupation_from", "occupation_to"],
    )
    found = {}
    for name, table in tables.items():
        links = table.rename(columns={"Title": "occupation_name", "us": "occupation"})
        links = links[["occupation_name", "occupation", "skill"]].dropna().drop_duplicates()
        found[name] = occupation_links(crossed_links(links, crossing), version=VERSION)
    return found


def mean_with(
    space: SkillSpace, own: np.ndarray, sources: list[Incidence], beside: np.ndarray | None = None
) -> np.ndarray:
    """Return the plain mean of likeness by the own links and by sources that know both.

    ``beside`` is one more source as a matrix, with nan where it knows nothing.
    """
    total, number = own.copy(), np.ones(own.shape)
    tables = [] if beside is None else [beside]
    for source in sources:
        found = elsewhere([source], space.occupations, version=VERSION, few_ads=FEW_ADS)
        assert found is not None
        tables.append(np.where(found.alike == UNKNOWN, np.nan, found.alike / PARTS))
    for table in tables:
        known = np.isfinite(table)
        total[known] += table[known]
        number += known
    result: np.ndarray = total / number
    return result


def by_jobs(score: np.ndarray, jobs: np.ndarray, weight: float) -> np.ndarray:
    """Weigh the jobs of the occupation gone to, as `SkillSpace.order_of` weighs vacancies."""
    return score * ((1 + jobs) / (1 + jobs.max())) ** weight


def related_by_moves(codes: list[str], moves: np.ndarray) -> np.ndarray:
    """Return max(0, (λ − 1) / (λ + 1)) of the skill relatedness of moves, nan where none is known.

    λ is the shrunk estimate of both directions together.
    """
    edges = (net := skill_relatedness(_flows(codes, moves), directed=False)).edges
    place = {code: row for row, code in enumerate(codes)}
    known = [place[code] for code in net.nodes.index]
    found = np.full((len(codes), len(codes)), np.nan)
    found[np.ix_(known, known)] = 0.0
    i, j = edges["source"].map(place), edges["target"].map(place)
    estimate = edges["estimate"].to_numpy()
    found[i, j] = found[j, i] = np.clip((estimate - 1) / (estimate + 1), 0, 1)
    return found


def learned(space: SkillSpace, measures: Mapping[str, np.ndarray], moves: np.ndarray) -> np.ndarray:
    """Return relatedness foretold for all pairs by a model of what both countries have."""
    codes = [str(code) for code in space.occupations]
    index = pd.Index(codes, name="occupation")
    assert space.pay is not None
    ingredients = (
        {name: _network(index, values) for name, values in measures.items()}
        | {
            f"first {digits} of the code": pd.Series([code[:digits] for code in codes], index=index)
            for digits in (1, 2, 3)
        }
        | {"pay": pd.Series(np.log(space.pay), index=index).fillna(np.nanmedian(np.log(space.pay)))}
    )
    model = learned_relatedness(_flows(codes, moves), ingredients, folds=3).model
    matrix: np.ndarray = predict_relatedness(model, ingredients, nodes=index).to_matrix().toarray()
    return matrix


def unseen(
    space: SkillSpace, work: UsWork, base: np.ndarray, own: np.ndarray,
    others: list[Incidence], related: Incidence, measures: Mapping[str, np.ndarray],
) -> dict[str, np.ndarray]:  # fmt: skip
    """Return by order which share of the moves out of each unseen origin goes to the first ten.

    Origins are dealt into five parts; what learns from moves learns from the other four.
    """
    codes = [str(code) for code in space.occupations]
    jobs = space.vacancies(None)
    assert jobs is not None
    with_related = mean_with(space, own, [*others, related])
    found: dict[str, list[np.ndarray]] = {}
    for part in range(FOLDS):
        out = work.fold == part
        seen, asked = (work.told(work.flow * rows[:, None]) for rows in (~out, out))
        moved = related_by_moves(codes, seen)
        foretold = learned(space, measures, seen)
        orders = {
            "all three": base,
            f"all three and {RELATED}": with_related,
            "all three and moves": mean_with(space, own, others, moved),
            f"all three, {RELATED} and moves": mean_with(space, own, [*others, related], moved),
            "learned": foretold,
            "learned, vacancies at 0.1": by_jobs(foretold, jobs, 0.1),
            "all three, vacancies at 0.1": by_jobs(base, jobs, 0.1),
        }
        for name, score in orders.items():
            found.setdefault(name, []).append(shares(score, asked))
    return {name: np.concatenate(each) for name, each in found.items()}


def _flows(codes: list[str], moves: np.ndarray) -> Flows:
    whole = np.rint(moves).astype(np.int64)
    i, j = np.nonzero(whole)
    names = np.array(codes)
    table = pd.DataFrame({"origin": names[i], "destination": names[j], "count": whole[i, j]})
    return Flows.of(table, kind="occupation", version=VERSION)


def _network(index: pd.Index, values: np.ndarray) -> Network:
    i, j = np.nonzero(~np.eye(len(index), dtype=bool))
    edges = pd.DataFrame({"source": index[i], "target": index[j], "weight": values[i, j]})
    return Network.from_edges(
        edges, nodes=pd.DataFrame(index=index), directed=True, measure="likeness", version=VERSION
    )


def _between(origin: pd.Series, other: pd.Series, work: UsWork) -> np.ndarray:
    """Return how often each pair of US occupations is listed."""
    place = {name: row for row, name in enumerate(work.occupations)}
    i, j = origin.map(place), other.map(place)
    known = i.notna() & j.notna()
    found = np.zeros(work.flow.shape)
    np.add.at(found, (i[known].astype(int), j[known].astype(int)), 1.0)
    np.fill_diagonal(found, 0.0)
    return found


def _onet(folder: Path, name: str, work: UsWork) -> pd.DataFrame:
    """Return a table of O*NET with the occupation of the moves each line belongs to."""
    table = pd.read_csv(folder / "onet" / f"{name}.csv.gz", dtype="str")
    return table.assign(us=_moved_as(table["O*NET-SOC Code"], work)).dropna(subset=["us"])


def _moved_as(codes: pd.Series, work: UsWork) -> pd.Series:
    known = set(work.occupations)
    return codes.map({code: next(iter(moved_as(code, known)), None) for code in codes.unique()})
