"""gates: which licences each occupation cannot be entered without, and which a person lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, hstack

from mobility.finding.credentials import by_law_alone
from mobility.finding.gates import gates_that_open
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step
from mobility.reaching.gates_by_law import canonical, named_by_law, satisfying
from mobility.reaching.near import reaches

REQUIRED = 0.5
"""A gate is required where at least this share of the ads ask for it."""


@dataclass(frozen=True)
class Requirement:
    """Something that must be held, and what satisfies it.

    Parameters
    ----------
    label, label_en : str
        What it is called, in the language of the data and in English ("" where not known).
    opened_by : tuple of str
        Ids of the gates any one of which satisfies it.
    reference : str
        The law it follows from; "" where ads ask for it.
    """

    label: str
    label_en: str
    opened_by: tuple[str, ...]
    reference: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class GatesRequired:
    """What each occupation requires.

    Parameters
    ----------
    requirements : tuple of Requirement
        Every different one.
    required : csr_array of bool, shape (n_occupations, n_requirements)
        Which occupation requires which; all must be satisfied.
    opened_by : csr_array of bool, shape (n_requirements, n_skills)
        Which gates satisfy which; one is enough.
    """

    requirements: tuple[Requirement, ...]
    required: csr_array
    opened_by: csr_array

    def __repr__(self) -> str:
        """Say how many requirements there are, of how many occupations."""
        behind = int((np.diff(self.required.indptr) > 0).sum())
        return f"GatesRequired({len(self.requirements)} requirements, {behind} occupations)"

    def lacking(self, held: np.ndarray) -> csr_array:
        """Return which requirements of each occupation a person does not satisfy.

        Parameters
        ----------
        held : ndarray of bool, shape (n_skills,)
            The gates held.

        Returns
        -------
        csr_array of bool, shape (n_occupations, n_requirements)
        """
        indices, indptr = self._left(held)
        return csr_array((np.ones(len(indices)), indices, indptr), shape=self.required.shape)

    def blocked(self, held: np.ndarray) -> np.ndarray:
        """Say which occupations have a requirement that a person does not satisfy."""
        _, indptr = self._left(held)
        result: np.ndarray = np.diff(indptr) > 0
        return result

    def blocked_by(self, held: np.ndarray) -> list[tuple[str, ...]]:
        """Return for each occupation the labels of the requirements a person does not satisfy."""
        indices, indptr = self._left(held)
        labels = [requirement.label for requirement in self.requirements]
        said: list[tuple[str, ...]] = [()] * (len(indptr) - 1)
        for row in np.flatnonzero(np.diff(indptr)):
            some = indices[indptr[row] : indptr[row + 1]]
            said[row] = tuple(labels[i] for i in some)
        return said

    def _left(self, held: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the requirements not satisfied, and where those of each occupation begin."""
        shut = ~np.asarray((self.opened_by @ held.astype(np.float64)) > 0)
        kept = shut[self.required.indices]
        before = np.concatenate([[0], np.cumsum(kept)])
        return self.required.indices[kept], before[self.required.indptr]


def with_named_gates(
    counts: Incidence, labels: np.ndarray, kinds: np.ndarray, law: pd.DataFrame
) -> tuple[Incidence, np.ndarray, np.ndarray]:
    """Add an empty column for each gate that satisfies a law and that the counts do not have.

    So a person can be said to hold it, whatever the source of the counts knows.

    Parameters
    ----------
    counts : Incidence
        Occupation × skill.
    labels, kinds : ndarray of str, shape (n_skills,)
        Of its columns.
    law : DataFrame
        As `GATE_COLUMNS` says; only lines of occupations that are counted matter.

    Returns
    -------
    counts : Incidence
    labels, kinds : ndarray of str
    """
    gates = [str(label) for label in labels[kinds == "gate"]]
    there = {canonical(label) for label in gates} | set(map(str, counts.columns))
    named = named_by_law(law[law["occupation"].isin(counts.rows)])
    new = [name for name in named if name not in there]
    if not new:
        return counts, labels, kinds
    empty = csr_array((len(counts.rows), len(new)), dtype=np.float64)
    widened = Incidence(
        csr_array(hstack([counts.values, empty])),
        counts.rows,
        counts.columns.append(pd.Index(new, dtype=counts.columns.dtype)),
        counts.measure, counts.support, counts.version,
        counts.recipe.then(Step.of("with gates named by law", {}, {"added": len(new)})),
    )  # fmt: skip
    shown = np.array([_shown(name) for name in new], dtype=object)
    return (
        widened,
        np.concatenate([labels, shown]),
        np.concatenate([kinds, np.full(len(new), "gate", dtype=object)]),
    )


def _shown(name: str) -> str:
    """Return how a gate is written: "legitimation: läkare" as "Legitimation som läkare"."""
    said = name.replace("legitimation: ", "legitimation som ")
    return said[:1].upper() + said[1:]


def gates_required(
    shares: csr_array,
    occupations: pd.Index,
    skills: pd.Index,
    labels: np.ndarray,
    *,
    kinds: np.ndarray,
    law: pd.DataFrame,
    sampled: bool,
) -> GatesRequired:
    """Find what each occupation requires: what law says, and what at least half of its ads ask for.

    Of the classes of driving licence asked for by so many the lowest is the requirement; a class
    that contains it satisfies it. A requirement that follows from another of the same occupation is
    left out. A degree or a protected title is required by law alone, however many ads ask for it
    (`mobility.finding.credentials.BY_LAW_ALONE`).

    A table of links is a list, not a sample: it copies to each occupation of a group what only some
    of them need (to nurses the physician's licence, say). There ``law`` alone says what is
    required, unless it has no line at all: then a gate is required where at least half of the
    occupations list it.

    Parameters
    ----------
    shares : csr_array of shape (n_occupations, n_skills)
        Share of the occupation's ads (in link tables: occupations) that ask for each.
    occupations, skills : Index
        Codes and ids, in this order.
    labels, kinds : ndarray of str, shape (n_skills,)
        Of the skills.
    law : DataFrame
        As `GATE_COLUMNS` says; without lines where no law is known.
    sampled : bool
        Whether ads were counted.

    Returns
    -------
    GatesRequired
        Its requirements sorted by label.
    """
    ids: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    gates = kinds == "gate"
    for label, skill in zip(labels[gates], skills[gates], strict=True):
        ids.setdefault(canonical(str(label)), []).append(str(skill))
        shown.setdefault(canonical(str(label)), str(label))
    found: dict[str, set[Requirement]] = {}
    for line in law[law["occupation"].isin(occupations)].fillna("").itertuples():
        opening = _ids(satisfying(str(line.any_of)), ids)
        said = Requirement(str(line.label), str(line.label_en), opening, str(line.reference))
        found.setdefault(str(line.occupation), set()).add(said)
    named = {name: each for name, each in ids.items() if not by_law_alone(shown[name])}
    by_name = _largest(shares, skills, named) if sampled or law.empty else {}
    for row, code in enumerate(occupations):
        asked = {name for name, share in by_name.items() if reaches(share[row], REQUIRED)}
        for name in _lowest(asked):
            said = Requirement(shown[name], "", _ids(gates_that_open(name), ids))
            found.setdefault(str(code), set()).add(said)
    return _as_matrices(found, occupations, skills)


def _ids(names: Iterable[str], ids: dict[str, list[str]]) -> tuple[str, ...]:
    """Return the ids that go by some names, sorted."""
    return tuple(sorted({each for name in names for each in ids.get(name, ())}))


def _largest(
    shares: csr_array, skills: pd.Index, ids: dict[str, list[str]]
) -> dict[str, np.ndarray]:
    """Return the share of each gate by occupation; of several labels of one gate, the largest."""
    columns = csr_array(shares.tocsc()).tocsc()
    return {
        name: columns[:, skills.get_indexer(pd.Index(sorted(each)))].max(axis=1).toarray().ravel()
        for name, each in sorted(ids.items())
    }


def _lowest(asked: set[str]) -> list[str]:
    """Leave out each class that contains another one asked for, and "körkort" beside a class."""
    classes = {name for name in asked if name.startswith("körkort ")}
    higher = {n for one in classes for n in gates_that_open(one)[1:]}
    unclassed = {"körkort"} if classes else set()
    return sorted(asked - higher - unclassed)


def _as_matrices(
    found: dict[str, set[Requirement]], occupations: pd.Index, skills: pd.Index
) -> GatesRequired:
    """Give a number to each requirement that does not follow from another of its occupation."""
    kept = {code: _strictest(said) for code, said in found.items()}
    every = sorted({r for said in kept.values() for r in said}, key=_order)
    number = {requirement: n for n, requirement in enumerate(every)}
    required = [
        (row, number[requirement])
        for row, code in enumerate(occupations)
        for requirement in kept.get(str(code), ())
    ]
    places = {str(name): place for place, name in enumerate(skills)}
    opening = [(n, places[name]) for n, r in enumerate(every) for name in r.opened_by]
    return GatesRequired(
        tuple(every),
        _marks(required, (len(occupations), len(every))),
        _marks(opening, (len(every), len(skills))),
    )


def _strictest(said: set[Requirement]) -> list[Requirement]:
    """Leave out each requirement that whoever satisfies another one satisfies too."""
    kept: list[Requirement] = []
    for one in sorted(said, key=lambda r: (len(r.opened_by), not r.reference, _order(r))):
        if not any(set(other.opened_by) <= set(one.opened_by) for other in kept):
            kept.append(one)
    return kept


def _order(requirement: Requirement) -> tuple[str, str, tuple[str, ...]]:
    return (requirement.label.casefold(), requirement.reference, requirement.opened_by)


def _marks(places: list[tuple[int, int]], shape: tuple[int, int]) -> csr_array:
    """Return a matrix of ones at some places."""
    rows, columns = zip(*places, strict=True) if places else ((), ())
    marks = csr_array((np.ones(len(places)), (rows, columns)), shape=shape)
    marks.sort_indices()
    return marks
