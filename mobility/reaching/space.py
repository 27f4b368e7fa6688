"""space: occupations, skills, how near skills are, and the thresholds answers rest on."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, diags_array

from mobility.foundation.errors import InputError
from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.reaching.demand import Demand
from mobility.reaching.elsewhere import Elsewhere
from mobility.reaching.fit import CLASSES
from mobility.reaching.fit_threshold import FEW_PAIRS, UNIT_GROUP, FitThreshold
from mobility.reaching.gates import GatesRequired
from mobility.reaching.gates_by_law import canonical
from mobility.reaching.likeness import Profiles, profiles
from mobility.reaching.named_occupations import OccupationNames
from mobility.reaching.names import Names
from mobility.reaching.near import reaches
from mobility.reaching.near_threshold import NearThreshold
from mobility.reaching.needs import NOT_KNOWN, ConditionsOfWork
from mobility.reaching.ready_columns import ReadyColumns, texts, tuples
from mobility.reaching.skill_levels import skill_levels
from mobility.reaching.trend import Trend

USUALLY_TOGETHER = 0.5
"""A skill that stands in at least this share of the occupations of a held one is probably held."""


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
        Skills that go with others only: gates, traits, credentials whatever a list calls them, and
        what is mostly offered or negated.
    support : ndarray
        How many ads (in link tables: occupations) each occupation itself has.
    pooled : ndarray of bool
        Whether an occupation's weights are those of its group one level up.
    pooled_support : ndarray
        How many ads each occupation's weights rest on.
    near_threshold, fit_threshold : NearThreshold, FitThreshold
        τ with its hit rate, and θ with what it rests on.
    demand : Demand or None
        Vacancies, where they were given.
    measure, version : str
        What is counted, and the classification of the codes.
    recipe : Recipe
        How it came about.
    gates_required : GatesRequired, optional
        Which licences each occupation cannot be entered without.
    pay : ndarray, optional
        What each occupation pays; nan where not known.
    pay_unit : str
        What that figure is: its unit, statistic and year.
    conditions : ConditionsOfWork, optional
        What ads say of nights, lifting, scope and the like, and what is judged usual.
    occupation_names : OccupationNames, optional
        Occupations finer than the unit groups, which a person may have held.
    terms : DataFrame, optional
        Columns ``term`` and ``skill``: other ways of naming the skills.
    elsewhere : Elsewhere, optional
        How alike occupations are by other sources of links; it moves the order of answers only.
    by_vacancies : float
        How much vacancies weigh beside likeness in the order of answers, as `order_of` says.
    by_schooling : float
        What is taken off likeness, in the order of answers, for each level of schooling above the
        person's, as `mobility.reaching.above_schooling.in_order_for` says.
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
    gates_required: GatesRequired | None = None
    pay: np.ndarray | None = None
    pay_unit: str = ""
    conditions: ConditionsOfWork | None = None
    occupation_names: OccupationNames | None = None
    terms: pd.DataFrame | None = None
    elsewhere: Elsewhere | None = None
    by_vacancies: float = 0.0
    by_schooling: float = 0.0

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
    def few_ads_behind_theta(self) -> bool:
        """Whether θ was sought beyond unit groups, or rests on few pairs, for want of ads."""
        found = self.fit_threshold
        return self.measure == "ads" and (found.rests_on != UNIT_GROUP or found.pairs < FEW_PAIRS)

    @property
    def pooled_level(self) -> str:
        """What the level above the occupations is called, such as "3-digit group"."""
        return f"{len(str(self.occupations[0])) - 1}-digit group"

    @cached_property
    def is_skill(self) -> np.ndarray:
        """Whether each column is a skill, not a trait or a gate."""
        return np.asarray(self.kinds == "skill")

    @cached_property
    def skill_places(self) -> dict[str, int]:
        """Position of each skill by id."""
        return {str(name): place for place, name in enumerate(self.skills)}

    @cached_property
    def occupation_places(self) -> dict[str, int]:
        """Position of each occupation by code."""
        return {str(code): place for place, code in enumerate(self.occupations)}

    @cached_property
    def profiles(self) -> Profiles:
        """What occupations ask for, as answers are ranked by it."""
        return profiles(self.weights, list(map(str, self.occupations)))

    @cached_property
    def pull(self) -> np.ndarray | None:
        """How much the vacancies of each occupation weigh beside likeness; None where they do not.

        ((1 + v) / (1 + max v)) ** ``by_vacancies``, from above 0 to 1, v those of all places.
        """
        if self.demand is None or not self.by_vacancies:
            return None
        number = 1 + self.demand.total.astype(np.float64)
        weight: np.ndarray = (number / number.max()) ** self.by_vacancies
        return weight

    def order_of(self, alike: np.ndarray) -> np.ndarray:
        """Return what answers are put in order of: likeness, times ``pull`` where vacancies weigh.

        Likeness may be that of one person or of many (one row each).
        """
        weighed: np.ndarray = alike if self.pull is None else alike * self.pull
        return weighed

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
    def levels(self) -> np.ndarray:
        """Skill level of each occupation, 1–4; 0 where none is known."""
        return skill_levels(self.occupations, self.version)

    @cached_property
    def asked(self) -> np.ndarray:
        """Sum of the weights of each occupation."""
        return np.asarray(self.weights.sum(axis=1)).ravel()

    @cached_property
    def shares_of_all(self) -> csr_array:
        """Weights by skill × occupation, divided so that each occupation's add up to 1."""
        asked = self.asked
        part = np.divide(1.0, asked, out=np.zeros(len(asked)), where=asked > 0)
        return csr_array((diags_array(part) @ self.weights).T.tocsr())

    @cached_property
    def by_weight(self) -> csr_array:
        """Weights with the skills of each occupation by falling weight, then by label."""
        return _by_falling_value(self.weights, self.label_rank)

    @cached_property
    def gates_by_share(self) -> csr_array:
        """Gate shares with the gates of each occupation by falling share, then by label."""
        return _by_falling_value(self.gate_shares, self.label_rank)

    @cached_property
    def ready(self) -> ReadyColumns:
        """What tables say of every occupation and skill, as columns to take rows of."""
        through, known = self.gates_by_share, self.conditions
        return ReadyColumns(
            classes=texts(CLASSES),
            occupations=texts(self.occupations),
            titles=texts(self.titles),
            rests_on=texts(np.where(self.pooled, self.pooled_level, UNIT_GROUP)),
            note=texts(np.where(self.pooled, "few ads", "")),
            conditions_rest_on=texts(
                [NOT_KNOWN] * len(self.occupations) if known is None else known.rests_on
            ),
            without_skills=tuple(str(code) for code in self.occupations[~(self.asked > 0)]),
            gates=tuples(through, self.labels[through.indices]),
            gate_shares=tuples(through, through.data),
            skills=texts(self.skills),
            labels=texts(self.labels),
        )

    def skill(self, name: str) -> str:
        """Return the id of a skill, trait or gate given by id or label, in any case.

        A gate is also known by other ways of writing it ("C-körkort" for "Körkort C").

        Raises
        ------
        UnknownNameError
            If there is none; the nearest labels are named.
        InputError
            If several share the label; their ids are named.
        """
        known = name.strip().casefold() in self._skill_names.ids
        return self._skill_names.meant(
            name if known else self._gate_names.get(canonical(name.strip()), name)
        )

    def occupation(self, name: str) -> str:
        """Return the code of an occupation given by code or title, in any case.

        Where the space has occupation names, these are known too; a name that is also the title of
        a unit group is the unit group.

        Raises
        ------
        UnknownNameError
            If there is none; the nearest titles are named.
        InputError
            If several share the title; their codes are named.
        """
        return self._occupation_names.meant(name)

    def vacancies(self, place: str | None, within: float | None = None) -> np.ndarray | None:
        """Return every occupation's vacancies in a place or, for None, in all; None if not known.

        With ``within`` those of all places that can be reached within so many minutes are added.

        Raises
        ------
        UnknownNameError
            If there is no such place; the nearest are named.
        InputError
            If a place is named but the space was made without vacancies, or ``within`` is given
            without a place or a commuting table.
        """
        if self.demand is not None:
            return self.demand.at(place, within)
        self._refuse_place(place, within)
        return None

    def places(self, place: str | None, within: float | None = None) -> tuple[str, ...]:
        """Return the codes of the places that `vacancies` adds up; () for all.

        Raises
        ------
        UnknownNameError, InputError
            As `vacancies`.
        """
        if self.demand is not None:
            return self.demand.places(place, within)
        self._refuse_place(place, within)
        return ()

    def trend(self, place: str | None, within: float | None = None) -> Trend | None:
        """Return how every occupation's share of the vacancies there changed; None if not known.

        Raises
        ------
        UnknownNameError, InputError
            As `vacancies`.
        """
        if self.demand is not None:
            return self.demand.trend(place, within)
        self._refuse_place(place, within)
        return None

    def _refuse_place(self, place: str | None, within: float | None) -> None:
        named = {"place": place, "within": within}
        said = [
            f"{name}={value!r} was given, but no vacancies were given to skill_space"
            for name, value in named.items()
            if value is not None
        ]
        if said:
            raise InputError("place", said)

    @cached_property
    def _skill_names(self) -> Names:
        return Names.of("skill", self.skills, self.labels)

    @cached_property
    def _gate_names(self) -> dict[str, str]:
        """Ids of gates by the name each goes by; of several labels of one gate, the first id."""
        gates = self.kinds == "gate"
        both = zip(self.labels[gates], self.skills[gates], strict=True)
        return dict(
            sorted([(canonical(str(label)), str(name)) for label, name in both], reverse=True)
        )

    @cached_property
    def _occupation_names(self) -> Names:
        finer = self.occupation_names
        groups = Names.of("occupation", self.occupations, self.titles)
        return groups if finer is None else groups.before(
            Names.of("occupation", finer.ids, finer.titles)
        )  # fmt: skip


def _where(matrix: csr_array, kept: np.ndarray) -> csr_array:
    """Return the matrix with only some of its entries."""
    before = np.concatenate([[0], np.cumsum(kept)])
    return csr_array(
        (matrix.data[kept], matrix.indices[kept], before[matrix.indptr]), shape=matrix.shape
    )


def _by_falling_value(matrix: csr_array, rank: np.ndarray) -> csr_array:
    """Return the matrix with each row's entries by falling value, then by rank of the column."""
    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    order = np.lexsort((rank[matrix.indices], -matrix.data, row))
    return csr_array((matrix.data[order], matrix.indices[order], matrix.indptr), shape=matrix.shape)
