"""skill_space: everything about occupations and skills that answers to a person rest on."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, diags_array

from mobility.counting.weights import effective_use, share
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.occupations import Occupations
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import NO_STEPS, Recipe, Step, recipe_of
from mobility.foundation.skill_list import SkillList
from mobility.reaching.demand import Demand, demand
from mobility.reaching.names import Names
from mobility.reaching.near import degrees, reaches
from mobility.reaching.space_input import labels_and_kinds
from mobility.reaching.thresholds import (
    FitThreshold,
    NearThreshold,
    fit_threshold,
    near_threshold,
)
from mobility.relating.proximity import damped_proximity

USUALLY_TOGETHER = 0.5
"""A skill that stands in at least this share of the occupations of a held one is probably held."""

MOSTLY = 0.5
"""A skill is mostly offered or negated when more than this share of its mentions are."""


@dataclass(frozen=True, eq=False, repr=False)
class SkillSpace:
    """Occupations, skills, how near skills are, and the thresholds; made by `skill_space`.

    Matrices are occupation × skill or skill × skill in the order of ``occupations`` and ``skills``.

    Parameters
    ----------
    occupations, skills : pandas.Index
        Codes of the occupations and ids of the skills (traits and gates among them).
    titles, labels, kinds : ndarray of str
        Titles of the occupations; labels and kinds of the skills.
    weights : csr_array
        w: share of the ads that ask for the skill; 0 for traits and gates.
    gate_shares : csr_array
        Share of the ads that ask for the gate; 0 for all that is no gate.
    degrees : csr_array
        h of somebody who holds the occupation, from 0 to 1.
    presence, together, proximity : csr_array
        M (effective use), C = MᵀM with u on its diagonal, and the damped proximity φ̂.
    frequency : ndarray
        u: in how many occupations each skill is used effectively.
    never_almost : ndarray of bool
        Skills that go with others only: gates, traits, and what is mostly offered or negated.
    support : ndarray
        How many ads (in link tables: occupations) each occupation itself has.
    pooled : ndarray of bool
        Whether an occupation's weights are those of its group one level up.
    pooled_support : ndarray
        How many ads each occupation's weights rest on.
    near_threshold, fit_threshold : NearThreshold, FitThreshold
        τ with its hit rate, and θ.
    demand : Demand or None
        Vacancies, where they were given.
    measure, version : str
        What is counted, and the classification of the codes.
    recipe : Recipe
        How it came about.
    """

    occupations: pd.Index
    skills: pd.Index
    titles: np.ndarray
    labels: np.ndarray
    kinds: np.ndarray
    weights: csr_array
    gate_shares: csr_array
    degrees: csr_array
    presence: csr_array
    together: csr_array
    proximity: csr_array
    frequency: np.ndarray
    never_almost: np.ndarray
    support: np.ndarray
    pooled: np.ndarray
    pooled_support: np.ndarray
    near_threshold: NearThreshold
    fit_threshold: FitThreshold
    demand: Demand | None
    measure: str
    version: str = ""
    recipe: Recipe = NO_STEPS

    def __repr__(self) -> str:
        """Say how much is in it, and the three figures that decide its answers."""
        size = f"{len(self.occupations)} occupations × {len(self.skills)} skills"
        rate = f"hit rate {self.near_threshold.hit_rate:.2f}"
        return f"SkillSpace({size}, τ {self.tau:.3f} with {rate}, θ {self.theta:.3f})"

    @property
    def tau(self) -> float:
        """Threshold of near."""
        return self.near_threshold.tau

    @property
    def theta(self) -> float:
        """Threshold of fit."""
        return self.fit_threshold.theta

    @property
    def pooled_level(self) -> str:
        """What the level above the occupations is called, such as "3-digit group"."""
        return f"{len(str(self.occupations[0])) - 1}-digit group"

    @cached_property
    def is_skill(self) -> np.ndarray:
        """Whether each column is a skill, not a trait or a gate."""
        return np.asarray(self.kinds == "skill")

    @cached_property
    def near_ties(self) -> csr_array:
        """Proximities of at least τ: with h of at most 1, no other tie makes a skill near."""
        return _where(self.proximity, reaches(self.proximity.data, self.tau))

    @cached_property
    def usually_with(self) -> csr_array:
        """C_is / u_i (row i, column s) where it is .5 or more: s is usual where i is used."""
        row = np.repeat(np.arange(len(self.skills)), np.diff(self.together.indptr))
        part = csr_array(self.together, copy=True)
        part.data = part.data / self.frequency[row]
        return _where(part, reaches(part.data, USUALLY_TOGETHER))

    @cached_property
    def label_rank(self) -> np.ndarray:
        """Place of each skill in the order of labels, then of ids."""
        rank = np.empty(len(self.skills), dtype=np.intp)
        rank[np.lexsort((self.skills.to_numpy().astype(str), self.labels.astype(str)))] = np.arange(
            len(rank)
        )
        return rank

    @cached_property
    def shares_of_all(self) -> csr_array:
        """Weights by skill × occupation, divided so that each occupation's add up to 1."""
        asked = np.asarray(self.weights.sum(axis=1)).ravel()
        part = np.divide(1.0, asked, out=np.zeros(len(asked)), where=asked > 0)
        return csr_array((diags_array(part) @ self.weights).T.tocsr())

    @cached_property
    def by_weight(self) -> csr_array:
        """Weights with the skills of each occupation by falling weight, then by label."""
        return by_falling_value(self.weights, self.label_rank)

    @cached_property
    def gates_by_share(self) -> csr_array:
        """Gate shares with the gates of each occupation by falling share, then by label."""
        return by_falling_value(self.gate_shares, self.label_rank)

    def skill(self, name: str) -> str:
        """Return the id of a skill, trait or gate given by id or label, in any case.

        Raises
        ------
        UnknownNameError
            If there is none; the nearest labels are named.
        InputError
            If several share the label; their ids are named.
        """
        return self._skill_names.meant(name)

    def occupation(self, name: str) -> str:
        """Return the code of an occupation given by code or title, in any case.

        Raises
        ------
        UnknownNameError
            If there is none; the nearest titles are named.
        InputError
            If several share the title; their codes are named.
        """
        return self._occupation_names.meant(name)

    def vacancies(self, place: str | None) -> np.ndarray | None:
        """Return every occupation's vacancies in a place or, for None, in all; None if not known.

        Raises
        ------
        UnknownNameError
            If there is no such place; the nearest are named.
        InputError
            If a place is named but the space was made without vacancies.
        """
        if self.demand is not None:
            return self.demand.at(place)
        if place is not None:
            raise InputError(
                "place", [f"{place!r} was named, but no vacancies were given to skill_space"]
            )
        return None

    @cached_property
    def _skill_names(self) -> Names:
        return Names.of("skill", self.skills, self.labels)

    @cached_property
    def _occupation_names(self) -> Names:
        return Names.of("occupation", self.occupations, self.titles)


def skill_space(
    counts: Incidence,
    skills: SkillList,
    *,
    vacancies: pd.DataFrame | None = None,
    occupations: Occupations | None = None,
    offered_or_negated: pd.Series | None = None,
    few_ads: int = 10,
    progress: Progress = silent,
) -> SkillSpace:
    r"""Compute once, from counts, all that answers to a person rest on.

    - ``w(o, s)`` = counts / support, for skills; gates stand outside with their shares, and traits
      outside altogether. Columns of kind "occupation" are taken out first.
    - M = 1[specialization ≥ 1] over skills, traits and gates; C = MᵀM; u = its diagonal;
      φ̂_ij = C_ij / (max(u_i, u_j) + 2) for i ≠ j.
    - τ with its hit rate and θ, as `mobility.reaching.thresholds` says.

    Parameters
    ----------
    counts : Incidence
        Occupation × skill; measure "ads" (in how many ads) or "occupations" (link tables: by how
        many occupations of the group); ``support`` says of how many. Row labels are codes of one
        length, three digits or more, one digit a level.
    skills : SkillList
        Labels and kinds of the columns.
    vacancies : DataFrame, optional
        Columns ``occupation``, ``vacancies`` and, where split, ``place`` and ``place_name``; an
        occupation's total is the sum of its rows, so a blank place is "no place named", or all
        where the table is not split.
    occupations : Occupations, optional
        Titles of the codes; without it a code is its own title.
    offered_or_negated : Series, optional
        By skill id, the share (0–1) of its mentions that are offered or negated; above .5 the
        skill is never almost had.
    few_ads : int
        An occupation with fewer ads gets the weights of its group one level up, all ads of the
        group together. Only for measure "ads": links are a list, not a sample.
    progress : Progress
        Called for each occupation while the thresholds are found.

    Returns
    -------
    SkillSpace

    Raises
    ------
    InputError
        If the counts, the vacancies or the shares are not as said above; all faults at once.
    VersionError
        If the counts are of another classification than ``occupations``.
    EmptyResultError
        If there is too little to find τ or θ from.

    References
    ----------
    Alabdulkareem, A., Frank, M. R., Sun, L., AlShebli, B., Hidalgo, C. and Rahwan, I. (2018).
    Unpacking the polarization of workplace skills. Science Advances 4(7),
    https://doi.org/10.1126/sciadv.aao6030 (effective use and its proximity; the damping by 2, τ
    and θ are this library's).

    Examples
    --------
    >>> links = pd.DataFrame(
    ...     [("5120", "knife"), ("5120", "hygiene"), ("5121", "knife"), ("5121", "hygiene"),
    ...      ("4110", "pen")], columns=["occupation", "skill"])
    >>> counts = Incidence.from_pairs(links, "occupation", "skill", measure="occupations",
    ...                               support=pd.Series({"5120": 1, "5121": 1, "4110": 1}))
    >>> names = ["hygiene", "knife", "pen"]
    >>> skills = SkillList.of(
    ...     pd.DataFrame({"label": names, "kind": "skill"}, index=pd.Index(names, name="skill")),
    ...     pd.DataFrame({"term": names, "skill": names, "origin": "label", "match": "any"}))
    >>> skill_space(counts, skills)
    SkillSpace(3 occupations × 3 skills, τ 0.000 with hit rate 0.80, θ 1.000)
    """
    labels, kinds = labels_and_kinds(counts, skills, offered_or_negated)
    if occupations is not None:
        occupations.must_match(counts.version, "the counts")
    kept = kinds != "occupation"
    counts = counts.select(
        np.arange(len(counts.rows)), kept, Step.of("without occupation titles", {},
        {"kept": int(kept.sum()), "taken out": int((~kept).sum())}),
    )  # fmt: skip
    labels, kinds = labels[kept], kinds[kept]
    is_skill = kinds == "skill"
    presence = effective_use(counts).values
    together = (presence.T @ presence).tocsr()
    codes = [str(code) for code in counts.rows]
    pooled = (counts.measure == "ads") & (counts.support < few_ads)
    widened = _widened(counts, pooled, [code[:-1] for code in codes])
    shares = share(widened).values
    weights = _only(shares, is_skill)
    if not weights.nnz:
        raise EmptyResultError("No occupation asks for any skill; all columns are of other kinds.")
    near = near_threshold(
        weights,
        presence=presence,
        together=together,
        candidates=is_skill,
        found=counts.values,
        groups=[code[:-2] for code in codes],
        progress=progress,
    )
    fitting = fit_threshold(weights, groups=[code[:-1] for code in codes], own=~pooled)
    needed, elsewhere = (None, 0) if vacancies is None else demand(vacancies, counts.rows)
    titles = codes if occupations is None else occupations.titles(codes)
    settings = {
        "few_ads": few_ads,
        "tau": near.tau,
        "hit_rate": near.hit_rate,
        "theta": fitting.theta,
    }
    found = {
        "occupations": len(codes),
        "occupations without skills": int((np.diff(weights.indptr) == 0).sum()),
        "occupations widened": int(pooled.sum()),
        "skills": int(is_skill.sum()),
        "traits and gates": int((~is_skill).sum()),
        "pairs behind tau": near.false_values,
        "pairs behind the hit rate": near.hidden_values,
        "pairs behind theta": fitting.pairs,
        "vacancies of other occupations": elsewhere,
    }
    earlier = counts.recipe.joined(skills.recipe)
    if vacancies is not None:
        earlier = earlier.joined(recipe_of(vacancies))
    return SkillSpace(
        occupations=counts.rows,
        skills=counts.columns,
        titles=np.array(titles, dtype=object),
        labels=labels,
        kinds=kinds,
        weights=weights,
        gate_shares=_only(shares, kinds == "gate"),
        degrees=degrees(weights),
        presence=presence,
        together=together,
        proximity=damped_proximity(presence),
        frequency=together.diagonal(),
        never_almost=~is_skill | _mostly(offered_or_negated, counts.columns),
        support=counts.support,
        pooled=pooled,
        pooled_support=widened.support,
        near_threshold=near,
        fit_threshold=fitting,
        demand=needed,
        measure=counts.measure,
        version=counts.version,
        recipe=earlier.then(Step.of("skill_space", settings, found)),
    )


def _where(matrix: csr_array, kept: np.ndarray) -> csr_array:
    """Return the matrix with only some of its entries."""
    before = np.concatenate([[0], np.cumsum(kept)])
    return csr_array(
        (matrix.data[kept], matrix.indices[kept], before[matrix.indptr]), shape=matrix.shape
    )


def by_falling_value(matrix: csr_array, rank: np.ndarray) -> csr_array:
    """Return the matrix with each row's entries by falling value, then by rank of the column."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((rank[matrix.indices], -matrix.data, row))
    return csr_array((matrix.data[order], matrix.indices[order], matrix.indptr), shape=matrix.shape)


def _widened(counts: Incidence, pooled: np.ndarray, groups: list[str]) -> Incidence:
    """Give each pooled row the sum of the rows of its group, and the support of them together."""
    labels = np.array(groups, dtype=object)
    adding = csr_array(
        np.where(pooled[:, None], labels[:, None] == labels[None, :], np.eye(len(labels)) > 0),
        dtype=np.float64,
    )
    return Incidence(
        csr_array(adding @ counts.values), counts.rows, counts.columns, counts.measure,
        adding @ counts.support, counts.version, counts.recipe,
    )  # fmt: skip


def _only(matrix: csr_array, columns: np.ndarray) -> csr_array:
    """Return the matrix with all other columns empty."""
    kept = csr_array(matrix @ diags_array(columns.astype(np.float64)))
    kept.eliminate_zeros()
    kept.sort_indices()
    return kept


def _mostly(offered_or_negated: pd.Series | None, skills: pd.Index) -> np.ndarray:
    """Whether each skill is mostly offered or negated; one without a share is not."""
    if offered_or_negated is None:
        return np.zeros(len(skills), dtype=bool)
    shares = offered_or_negated.reindex(skills, fill_value=0.0).to_numpy(dtype=np.float64)
    result: np.ndarray = shares > MOSTLY
    return result
