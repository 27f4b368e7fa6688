"""path_table: ways laid out as a table, one row per step."""

import numpy as np
import pandas as pd

from mobility.reaching.near import HELD, in_order
from mobility.reaching.opens import counted
from mobility.reaching.path_choice import Leg
from mobility.reaching.space import SkillSpace
from mobility.reaching.standing import Standing

SHOWN = 5
"""How many skills the columns ``lacks`` and ``brings`` name at most."""


def path_table(
    space: SkillSpace,
    here: Standing,
    found: list[list[Leg]],
    vacancies: np.ndarray | None,
    ready: np.ndarray,
) -> pd.DataFrame:
    """Lay ways out as `mobility.reaching.pathways.pathways` says.

    Parameters
    ----------
    space : SkillSpace
        Where.
    here : Standing
        Where the person stands.
    found : list of list of Leg
        The ways.
    vacancies : ndarray or None
        Of every occupation.
    ready : ndarray of bool, shape (n_skills,)
        Gates that the person would obtain.
    """
    legs = [leg for way in found for leg in way]
    rows = np.array([leg.occupation for leg in legs], dtype=np.intp)
    pay = np.full(len(space.occupations), np.nan) if space.pay is None else space.pay
    return pd.DataFrame(
        {
            "path": np.repeat(np.arange(1, len(found) + 1), [len(way) for way in found]),
            "step": [number for way in found for number in range(1, len(way) + 1)],
            "occupation": space.occupations[rows],
            "title": space.titles[rows],
            "learn": pd.Series(
                [tuple(space.labels[list(leg.skills)]) for leg in legs], dtype=object
            ),
            "n_learn": pd.Series([len(leg.skills) for leg in legs], dtype="int64"),
            "lacks": _said([_lacks(space, leg) for leg in legs]),
            "obtain": _said([one for way in found for one in _to_obtain(space, here, ready, way)]),
            "fit_before": pd.Series([leg.fit_before for leg in legs], dtype="float64"),
            "fit_after": pd.Series([leg.fit_after for leg in legs], dtype="float64"),
            "likeness": pd.Series([leg.likeness for leg in legs], dtype="float64"),
            "brings": _said([_brings(space, way[i:]) for way in found for i in range(len(way))]),
            "vacancies": counted(vacancies, rows),
            "pay": pay[rows],
        }
    )


def _said(texts: list[tuple[str, ...]]) -> pd.Series:
    return pd.Series(texts, dtype=object)


def _lacks(space: SkillSpace, leg: Leg) -> tuple[str, ...]:
    """Name what weighs most of what an occupation asks for and is not held when it is entered."""
    row = slice(*space.by_weight.indptr[leg.occupation : leg.occupation + 2])
    asked = space.by_weight.indices[row]
    missing = asked[(leg.h[asked] < HELD) & ~np.isin(asked, leg.skills)]
    return tuple(space.labels[missing[:SHOWN]])


def _brings(space: SkillSpace, way: list[Leg]) -> tuple[str, ...]:
    """Name what holding the first occupation of a way adds that later ones ask for."""
    leg, *later = way
    if not later:
        return ()
    had = leg.h.copy()
    had[list(leg.skills)] = 1.0
    more = np.maximum(space.degrees[[leg.occupation]].toarray().ravel() - had, 0.0)
    asked = space.shares_of_all[:, [other.occupation for other in later]].sum(axis=1)
    adds = in_order(np.asarray(asked).ravel() * more)
    order = np.lexsort((space.label_rank, -adds))[:SHOWN]
    return tuple(space.labels[order[adds[order] > 0]])


def _to_obtain(
    space: SkillSpace, here: Standing, ready: np.ndarray, way: list[Leg]
) -> list[tuple[str, ...]]:
    """Name for each step the required licences that are not held by then."""
    required = space.gates_required
    if required is None:
        return [()] * len(way)
    held = here.gates.copy()
    said = []
    for leg in way:
        said.append(required.blocked_by(held)[leg.occupation])
        lacking = required.lacking(held)[[leg.occupation]].indices
        for requirement in lacking:
            held |= ready & (required.opened_by[[requirement]].toarray().ravel() > 0)
    return said
