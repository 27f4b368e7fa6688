"""elsewhere: how alike occupations are by other sources of links than the one answers speak of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.weights import share
from mobility.finding.gates import gate_of
from mobility.foundation.errors import EmptyResultError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.reaching.likeness import likeness, profiles
from mobility.reaching.near import degrees

PARTS = 1000
"""Likeness is kept in whole thousandths, so that a page reckons with the very same numbers."""

UNKNOWN = -1
"""Stands where no source says anything of one of the two occupations."""


@dataclass(frozen=True, eq=False, repr=False)
class Elsewhere:
    """Likeness of occupations to each other by sources beside the one answers speak of.

    Parameters
    ----------
    alike : ndarray of int16, shape (n_occupations, n_occupations)
        Thousandths: how alike the occupation of the column is to somebody who holds the one of the
        row, the mean over the sources that know both; `UNKNOWN` where none does.
    sources : int
        How many sources there are beside.
    """

    alike: np.ndarray
    sources: int

    def __repr__(self) -> str:
        """Say how many sources there are, and of how many occupations they speak."""
        known = int((self.alike != UNKNOWN).any(axis=1).sum())
        return f"Elsewhere({self.sources} sources, {known} occupations)"


def elsewhere(
    sources: Sequence[Incidence], occupations: pd.Index, *, version: str, few_ads: int
) -> Elsewhere | None:
    """Compare occupations by each of several sources, and take the mean.

    Each source has skills of its own, in its own words: a list of another agency, terms found in
    ads, the links of a whole group. They are compared inside one source only.

    Parameters
    ----------
    sources : sequence of Incidence
        Occupation × skill each, as `mobility.occupation_links` or `mobility.occupation_skills`
        counts them; columns that name a gate are left out.
    occupations : Index
        Codes whose order the result has; others of a source are left out.
    version : str
        Classification of the codes, which each source must share.
    few_ads : int
        Where a source counts ads, an occupation with fewer is not known to it.

    Returns
    -------
    Elsewhere or None
        None where there is no source.

    Raises
    ------
    VersionError
        If a source is of another classification.
    EmptyResultError
        If a source knows less than two of the occupations.

    Examples
    --------
    In the other list cooks and chefs share the less telling of two skills each; of clerks it does
    not speak:

    >>> other = pd.DataFrame([("5120", "fry"), ("5120", "bake"), ("5121", "fry"), ("5121", "carve"),
    ...                       ("9111", "mop")], columns=["occupation", "skill"])
    >>> counts = Incidence.from_pairs(other, "occupation", "skill", measure="occupations",
    ...     support=pd.Series({"5120": 1, "5121": 1, "9111": 1}), version="example")
    >>> codes = pd.Index(["5120", "5121", "4110", "9111"])
    >>> elsewhere([counts], codes, version="example", few_ads=10).alike.tolist()
    [[990, 256, -1, 0], [256, 990, -1, 0], [-1, -1, -1, -1], [0, 0, -1, 1000]]
    """
    if not sources:
        return None
    size = len(occupations)
    total, number = np.zeros((size, size)), np.zeros((size, size))
    for source in sources:
        if source.version != version:
            raise VersionError.between("elsewhere", source.version, "the counts", version)
        alike, known = _alike(source, occupations, few_ads)
        both = known[:, None] & known[None, :]
        total[both] += alike[both]
        number += both
    mean = np.divide(total, number, out=np.full((size, size), -1.0), where=number > 0)
    return Elsewhere(
        np.rint(np.where(number > 0, mean * PARTS, UNKNOWN)).astype("i2"), len(sources)
    )


def joined(own: np.ndarray, of: Elsewhere, held: np.ndarray, kept: np.ndarray) -> np.ndarray:
    r"""Take the mean of likeness by the skills a person has and by what other sources say.

    .. math:: \frac{\mathrm{likeness}_o + K e_o}{1 + K}, \qquad
              e_o = \max_{x \text{ held}} p(y_x)\, E(x, o)

    with K other sources, E the mean of their likeness, and p the part of what an occupation implies
    that is kept after y years. Where they know nothing of o, or of any occupation held, it is the
    likeness as it was.

    Parameters
    ----------
    own : ndarray of shape (n_occupations,)
        Likeness by the skills of the person.
    of : Elsewhere
        What the other sources say.
    held : ndarray of int
        Positions of the occupations held.
    kept : ndarray of float
        p of each.

    Returns
    -------
    ndarray of shape (n_occupations,)
        From 0 to 1, without unit.

    Examples
    --------
    One other source has the second occupation .6 like the first, which was held for half a year:

    >>> of = Elsewhere(np.array([[1000, 600, -1], [600, 1000, -1], [-1, -1, -1]]), 1)
    >>> joined(np.array([0.9, 0.1, 0.2]), of, np.array([0]), np.array([0.5])).round(9).tolist()
    [0.7, 0.2, 0.2]
    """
    if not len(held):
        return own
    rows = of.alike[held]
    most = (np.where(rows == UNKNOWN, 0, rows) / PARTS * kept[:, None]).max(axis=0)
    known = (rows != UNKNOWN).any(axis=0)
    result: np.ndarray = np.where(known, (own + of.sources * most) / (1 + of.sources), own)
    return result


def joined_of_many(
    own: np.ndarray, of: Elsewhere, held: Sequence[np.ndarray], kept: Sequence[np.ndarray]
) -> np.ndarray:
    """Take the same mean for many persons, to the same figures.

    Parameters
    ----------
    own : ndarray of shape (n_persons, n_occupations)
        Likeness by the skills of each person.
    of : Elsewhere
        What the other sources say.
    held, kept : sequence of ndarray
        Of each person, as for `joined`.

    Returns
    -------
    ndarray of shape (n_persons, n_occupations)
        From 0 to 1, without unit.
    """
    number = np.array([len(each) for each in held], dtype=np.intp)
    some = np.flatnonzero(number)
    if not len(some):
        return own
    rows = of.alike[np.concatenate(held)]
    parts = np.where(rows == UNKNOWN, 0, rows) / PARTS * np.concatenate(kept)[:, None]
    starts = (np.cumsum(number) - number)[some]
    most = np.maximum.reduceat(parts, starts, axis=0)
    known = np.logical_or.reduceat(rows != UNKNOWN, starts, axis=0)
    result = own.copy()
    theirs = own[some]
    result[some] = np.where(known, (theirs + of.sources * most) / (1 + of.sources), theirs)
    return result


def _alike(source: Incidence, occupations: pd.Index, few_ads: int) -> tuple[np.ndarray, np.ndarray]:
    """Return likeness by one source in the order of the occupations, and which it knows."""
    place = source.rows.get_indexer(occupations)
    told = np.array([gate_of(str(name)) is None for name in source.columns], dtype=bool)
    weights = csr_array(share(source).values[:, np.flatnonzero(told)])
    enough = np.ones(len(source.rows), dtype=bool)
    if source.measure == "ads":
        enough = source.support >= few_ads
    known = (place >= 0) & (enough & (np.diff(weights.indptr) > 0))[place]
    if known.sum() < 2:
        said = f"A source given as elsewhere knows {known.sum()} of the {len(known)} occupations"
        raise EmptyResultError(said + "; two are needed to compare.")
    some = np.flatnonzero(known)
    asked = csr_array(weights[place[some]])
    prepared = profiles(asked, [str(code) for code in occupations[some]])
    found = np.zeros((len(known), len(known)))
    for row, h in zip(some, degrees(asked).toarray(), strict=True):
        found[row, some] = likeness(prepared, h)
    return found, known
