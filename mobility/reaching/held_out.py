"""held_out: whether τ and θ keep what they promise on occupations that did not set them."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Step, with_recipe
from mobility.reaching.fit import fit
from mobility.reaching.near import HELD, is_near, reaches
from mobility.reaching.near_threshold import PERCENTILE, near_without
from mobility.reaching.space import SkillSpace

ALL = "all"


def held_out(
    space: SkillSpace, *, folds: int = 5, random_state: int = 0, progress: Progress = silent
) -> pd.DataFrame:
    r"""Set τ and θ from some occupations and try them on the others, by class of occupation.

    The occupations are dealt into folds at random. For each fold τ is the 99th percentile of near
    over the false set of the *other* occupations, and θ the mean minus a deviation of fit over the
    ordered pairs of neighbours in the classification that are both among the others; both are then
    tried on the occupations of the fold, as `mobility.reaching.near_threshold` and
    `mobility.reaching.fit_threshold` define near, fit, the false set and neighbours. Each
    occupation is itself out of the presence M when near is computed for it; the rest of its fold is
    in, for the labour market is there when somebody asks.

    Parameters
    ----------
    space : SkillSpace
        Where.
    folds : int
        Into how many folds the occupations are dealt, at least 2.
    random_state : int
        Seed of the deal.
    progress : Progress
        Called for each occupation.

    Returns
    -------
    DataFrame
        One row per major group (first digit of the code) and last one for all: ``major_group``;
        ``occupations``; ``false_alarms``, the share of skills of no occupation of the same 2-digit
        group that are near all the same (one per cent is asked for), of ``false_pairs``;
        ``hit_rate``, the share of held skills that are near when hidden, of ``hidden_pairs``;
        ``neighbours_reached``, the share of neighbours of an occupation of the fold whose fit
        reaches θ for who holds it, of ``neighbour_pairs``; and ``strangers_reached``, the same of
        all occupations of other major groups. Shares are from 0 to 1; missing where there is no
        pair. ``attrs`` hold ``tau`` and ``theta`` of each fold and the recipe.

    Raises
    ------
    InputError
        If there are fewer than two folds, or more than occupations.
    EmptyResultError
        If a τ or θ cannot be found from the other folds.

    Examples
    --------
    >>> from mobility.reaching.example import kitchens
    >>> found = held_out(kitchens(), folds=6)
    >>> found["major_group"].tolist(), found["occupations"].tolist()
    (['4', '5', 'all'], [2, 4, 6])
    """
    able = np.flatnonzero(np.diff(space.weights.indptr) > 0)
    if not 2 <= folds <= len(able):
        raise InputError("folds", [f"must be from 2 to {len(able)}, the occupations; is {folds}"])
    codes = [str(code) for code in space.occupations]
    fold = np.empty(len(able), dtype=np.intp)
    fold[np.random.default_rng(random_state).permutation(len(able))] = np.arange(len(able)) % folds
    false, hidden = _nears(space, able, [code[:-2] for code in codes], progress)
    fits = np.array(
        [fit(space.weights, space.degrees[[o]].toarray().ravel())[able] for o in able.tolist()]
    )
    parents = np.array([code[:-1] for code in codes], dtype=object)[able]
    majors = np.array([code[0] for code in codes], dtype=object)[able]
    near_each_other = (parents[:, None] == parents[None, :]) & ~np.eye(len(able), dtype=bool)
    strange = majors[:, None] != majors[None, :]
    counted = pd.DataFrame({"major_group": majors, "occupations": 1})
    taus, thetas = [], []
    for number in range(folds):
        others, tried = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        tau = _tau([false[o] for o in others])
        theta = _theta(fits[np.ix_(others, others)], near_each_other[np.ix_(others, others)])
        taus.append(tau)
        thetas.append(theta)
        for o in tried.tolist():
            reached = reaches(fits[o], theta)
            counts = {
                "alarms": is_near(false[o], tau).sum(),
                "false_pairs": len(false[o]),
                "hits": is_near(hidden[o], tau).sum(),
                "hidden_pairs": len(hidden[o]),
                "near_reached": (reached & near_each_other[o]).sum(),
                "neighbour_pairs": near_each_other[o].sum(),
                "strange_reached": (reached & strange[o]).sum(),
                "stranger_pairs": strange[o].sum(),
            }
            for name, value in counts.items():
                counted.loc[o, name] = int(value)
    table = _shares(counted)
    table.attrs.update(tau=taus, theta=thetas)
    step = Step.of(
        "held_out",
        {"folds": folds, "random_state": random_state},
        {"occupations": len(able), "without skills": len(codes) - len(able)},
    )
    return with_recipe(table, space.recipe.then(step))


def _nears(
    space: SkillSpace, able: np.ndarray, groups: list[str], progress: Progress
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return for each occupation near of the false set, and of what it holds."""
    anywhere = np.bincount(space.weights.indices, minlength=len(space.skills)) > 0
    labels = np.asarray(groups, dtype=object)
    inside = {
        group: np.asarray(space.weights[np.flatnonzero(labels == group)].sum(axis=0)).ravel() > 0
        for group in sorted(set(groups))
    }
    false, hidden = [], []
    for done, o in enumerate(able.tolist(), start=1):
        skills, degree = _row(space.degrees, o)
        near = near_without(
            skills, degree, own=space.presence[[o]].toarray().ravel(),
            together=space.together, frequency=space.frequency,
        )  # fmt: skip
        false.append(near[anywhere & ~inside[groups[o]]])
        hidden.append(near[skills[degree >= HELD]])
        progress("held out", done, len(able))
    return false, hidden


def _row(matrix: csr_array, o: int) -> tuple[np.ndarray, np.ndarray]:
    """Return columns and values of one row."""
    place = slice(matrix.indptr[o], matrix.indptr[o + 1])
    return matrix.indices[place], matrix.data[place]


def _tau(false: list[np.ndarray]) -> float:
    """Return the percentile of near over the false sets of some occupations."""
    values = np.concatenate(false)
    if not len(values):
        raise EmptyResultError("No skill is foreign to the occupations of a part; use fewer folds.")
    return float(np.percentile(values, PERCENTILE))


def _theta(fits: np.ndarray, neighbours: np.ndarray) -> float:
    """Return the mean minus a deviation of fit over the neighbours."""
    if not neighbours.any():
        raise EmptyResultError("A part of the occupations has no neighbours; use fewer folds.")
    return float(fits[neighbours].mean() - fits[neighbours].std())


def _shares(counted: pd.DataFrame) -> pd.DataFrame:
    """Add up by major group and in all, and divide."""
    by_group = counted.groupby("major_group", sort=True).sum().reset_index()
    whole = pd.DataFrame(
        [{"major_group": ALL} | counted.drop(columns="major_group").sum().to_dict()]
    )
    sums = pd.concat([by_group, whole], ignore_index=True)

    def share(part: str, of: str) -> pd.Series:
        return sums[part] / sums[of].where(sums[of] > 0)

    return pd.DataFrame(
        {
            "major_group": sums["major_group"],
            "occupations": sums["occupations"].astype("int64"),
            "false_alarms": share("alarms", "false_pairs"),
            "false_pairs": sums["false_pairs"].astype("int64"),
            "hit_rate": share("hits", "hidden_pairs"),
            "hidden_pairs": sums["hidden_pairs"].astype("int64"),
            "neighbours_reached": share("near_reached", "neighbour_pairs"),
            "neighbour_pairs": sums["neighbour_pairs"].astype("int64"),
            "strangers_reached": share("strange_reached", "stranger_pairs"),
        }
    )
