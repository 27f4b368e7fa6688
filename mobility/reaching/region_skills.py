"""region_skills: skills that a region's vacancies ask for, and that its people nearly have."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import EmptyResultError, Fault, InputError, VersionError
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.near import HELD, is_near, near_and_bridge, reaches
from mobility.reaching.space import SkillSpace

FROM = 3
"""How many of a region's occupations are named as those that nearly have a skill."""


def region_skills(
    space: SkillSpace,
    people: RegionalCounts,
    *,
    vacancies: RegionalCounts | None = None,
    regions: list[str] | None = None,
    top: int = 20,
) -> pd.DataFrame:
    r"""List the skills that a region asks for, lacks, and nearly has.

    .. math:: \text{asked}_r(s) = \sum_o v_{ro} \, w(o, s), \qquad
              \text{held}_r(s) = \sum_o q_{ro} \, 1[h_o(s) \ge .5], \qquad
              \text{near}_r(s) = \sum_o q_{ro} \, 1[s \text{ almost had by } o]

    with v and q the shares of the region's vacancies and people in occupation o, w and h as for a
    person, and *almost had by o* for somebody who has held o: not held, near(s) ≥ τ by damped
    proximity, and nothing that goes with others only (a gate, a trait). What could be met by
    learning one skill is

    .. math:: \text{reachable} = \min(\max(\text{asked} - \text{held}, 0), \text{near})

    Parameters
    ----------
    space : SkillSpace
        As `mobility.skill_space` makes it.
    people : RegionalCounts
        Who is there by occupation, of the same classification: jobs, or, where nothing else is
        known, ads (what is advertised then stands for what people do, and says so in ``measure``).
    vacancies : RegionalCounts, optional
        What is asked for; ``people`` unless given.
    regions : list of str, optional
        Which; all unless told.
    top : int
        How many skills of each region.

    Returns
    -------
    DataFrame
        By region, what is most reachable first: ``region``, ``skill``, ``label``, ``asked``,
        ``held``, ``near``, ``reachable`` (shares, 0 to 1), ``from_occupations`` (titles of the
        occupations, largest first, whose holders nearly have it) and ``measure``. Skills that are
        not reachable are left out. A region without people or vacancies has no row.

    Raises
    ------
    VersionError
        If the occupations are of another classification.
    InputError
        If ``top`` is below 1 or a region is not there.
    EmptyResultError
        If no occupation of the counts is in the space.

    Examples
    --------
    Six of ten in Here are cooks, who nearly have the menu that its one chef in ten is asked for:

    >>> from mobility.reaching.example import kitchens
    >>> def of(numbers, measure):
    ...     table = pd.DataFrame({"region": "Here", "occupation": list(numbers),
    ...                           "count": list(numbers.values())})
    ...     return RegionalCounts.of(table, kind="occupation", measure=measure, version="example")
    >>> found = region_skills(
    ...     kitchens(), of({"5120": 6, "4110": 4}, "jobs"),
    ...     vacancies=of({"5121": 1, "4110": 9}, "vacancies"))
    >>> found[["label", "asked", "held", "near", "reachable", "from_occupations"]]
      label  asked  held  near  reachable from_occupations
    0  menu    0.1   0.0   0.6        0.1         (Cooks,)
    """
    asked_of = people if vacancies is None else vacancies
    for counts in (people, asked_of):
        if counts.version != space.version:
            raise VersionError.between(
                f"{counts.measure} by region", counts.version, "the space", space.version
            )
    if top < 1:
        raise InputError("region_skills", [
            Fault("a whole number of at least 1", column="top", value=str(top))
        ])  # fmt: skip
    names = list(people.regions) if regions is None else regions
    q, v = _shares(people, names, space), _shares(asked_of, names, space)
    held, near = _held_and_near(space)
    asked, has, nearly = v @ space.weights, q @ held, q @ near
    asked = np.where(space.is_skill, asked, 0.0)
    reachable = np.minimum(np.maximum(asked - has, 0.0), nearly)
    # To nine decimals, so that the last digit of a sum decides no order.
    keyed = np.round(reachable, 9)
    order = np.lexsort((np.broadcast_to(space.label_rank, keyed.shape), -keyed), axis=1)[:, :top]
    r = np.repeat(np.arange(len(names)), order.shape[1])
    s = order.ravel()
    kept = keyed[r, s] > 0
    r, s = r[kept], s[kept]
    table = pd.DataFrame(
        {
            "region": pd.array([names[place] for place in r], dtype="str"),
            "skill": space.skills[s].astype("str"),
            "label": pd.array(space.labels[s], dtype="str"),
            "asked": asked[r, s],
            "held": has[r, s],
            "near": nearly[r, s],
            "reachable": reachable[r, s],
            "from_occupations": _sources(r, s, q, csr_array(near.T.tocsr()), space),
            "measure": people.measure,
        }
    )
    told = {"regions": len(names), "skills": len(table)}
    recipe = people.recipe.joined(asked_of.recipe).joined(space.recipe)
    settings: dict[str, Setting] = {
        "people": people.measure,
        "vacancies": asked_of.measure,
        "top": top,
    }
    return with_recipe(table, recipe.then(Step.of("region_skills", settings, told)))


def _shares(counts: RegionalCounts, names: list[str], space: SkillSpace) -> np.ndarray:
    """Return the shares of the occupations of the space in each region; 0 in one with nothing."""
    at = counts.regions.get_indexer(pd.Index(names))
    if (at < 0).any():
        faults = [f"no region {names[place]!r}" for place in np.flatnonzero(at < 0)]
        raise InputError(counts.measure, faults)
    low, high = counts.bounds()
    place = counts.activities.get_indexer(space.occupations)
    if (place < 0).all():
        raise EmptyResultError("None of the occupations of the counts is in the space.")
    middle = np.where(place >= 0, ((low + high) / 2)[at][:, place], 0.0)
    total = middle.sum(axis=1, keepdims=True)
    shares: np.ndarray = np.divide(middle, total, out=np.zeros_like(middle), where=total > 0)
    return shares


def _held_and_near(space: SkillSpace) -> tuple[csr_array, csr_array]:
    """Return by occupation × skill whether somebody who has held it has a skill, and nearly has."""
    held, near = np.zeros((2, *space.degrees.shape), dtype=bool)
    learnable = ~space.never_almost & space.is_skill
    for o in range(len(held)):
        h = space.degrees[[o]].toarray().ravel()
        held[o] = reaches(h, HELD)
        # No tie below τ makes a skill near, since h is at most 1.
        found = is_near(near_and_bridge(h, space.near_ties)[0], space.tau)
        near[o] = found & ~held[o] & learnable
    return csr_array(held.astype(np.float64)), csr_array(near.astype(np.float64))


def _sources(
    r: np.ndarray, s: np.ndarray, q: np.ndarray, near: csr_array, space: SkillSpace
) -> list[tuple[str, ...]]:
    """Return for each region and skill the largest occupations that nearly have it."""
    found = []
    for region, skill in zip(r, s, strict=True):
        who = near.indices[near.indptr[skill] : near.indptr[skill + 1]]
        who = who[q[region, who] > 0]
        first = who[np.lexsort((who, -q[region, who]))][:FROM]
        found.append(tuple(str(title) for title in space.titles[first]))
    return found
