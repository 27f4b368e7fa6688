"""occupation_names: occupations finer than unit groups, which inherit where they have few ads."""

from dataclasses import replace

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, diags_array

from mobility.foundation.errors import EmptyResultError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step
from mobility.reaching.named_occupations import GROUP, MIX, OWN, OccupationNames
from mobility.reaching.near import degrees
from mobility.reaching.space import SkillSpace

ALIKE = 1.0
"""In link tables a name's own list weighs as much as its group's: one list gives no spread from
which more could be learnt."""

_LOG_BOUNDS = (-3.0, 8.0)


def with_occupation_names(space: SkillSpace, counts: Incidence, *, few_ads: int = 10) -> SkillSpace:
    r"""Return a space that knows occupation names too.

    A name's weights are drawn towards those of its unit group:

    .. math:: w(o, s) = \frac{x_{os} + k \, w(g, s)}{n_o + k}

    with x of its n ads asking for s. It *rests on* its own ads alone (k = 0) where n is at least
    ``few_ads``, on its unit group where n is 0 or it lists nothing, and else on a mix, whose k is
    fitted: x is taken as Binomial(n, p) and p as Beta(k w(g, s), k (1 − w(g, s))), and k is the one
    of greatest likelihood over all cells of names under unit groups (the counterpart, for shares,
    of the Gamma prior of `mobility.counting.shrinkage`). In link tables every name is one list and
    k is 1.

    Parameters
    ----------
    space : SkillSpace
        Made of the same ads or links.
    counts : Incidence
        As `mobility.counting.occupation_names` gives it: rows such as "5120:Cook".
    few_ads : int
        From how many ads on a name needs nothing from its group.

    Returns
    -------
    SkillSpace
        With ``occupation_names``; answers are about unit groups as before, but a person may hold a
        name.

    Raises
    ------
    VersionError
        If the codes are of another classification.
    EmptyResultError
        If no name is of a unit group of the space.

    References
    ----------
    Efron, B. and Morris, C. (1975). Data analysis using Stein's estimator and its generalizations.
    Journal of the American Statistical Association 70(350), 311-319,
    https://doi.org/10.1080/01621459.1975.10479864 (borrowing strength from the group).

    Examples
    --------
    A cook's group asks for knife and hygiene; this name lists the knife alone, so that hygiene has
    half its weight, (0 + 1) / (1 + 1):

    >>> from mobility.counting.occupation_names import named_links
    >>> from mobility.reaching.example import kitchens
    >>> links = pd.DataFrame({"occupation_name": ["Sushi cook"], "occupation": "5120",
    ...                       "skill": "knife"})
    >>> space = with_occupation_names(kitchens(), named_links(links, version="example"))
    >>> names = space.occupation_names
    >>> dict(zip(space.skills[names.degrees.indices], names.degrees.data.tolist()))
    {'hygiene': 0.5, 'knife': 1.0}
    >>> names
    OccupationNames(1 names, 1 drawn to their unit group)
    """
    if counts.version != space.version:
        raise VersionError.between("occupation names", counts.version, "the space", space.version)
    codes = [str(name).partition(":")[0] for name in counts.rows]
    groups = space.occupations.get_indexer(pd.Index(codes, dtype="str"))
    known = np.flatnonzero(groups >= 0)
    if not len(known):
        raise EmptyResultError("No occupation name is of a unit group of the space.")
    groups = groups[known]
    asked = _in_order(counts, known, space)
    of_group = csr_array(space.weights[groups])
    n = counts.support[known]
    n = np.where(np.diff(asked.indptr) > 0, n, 0.0)
    sampled = counts.measure == "ads"
    k = _pseudo_ads(asked, of_group, n) if sampled else ALIKE
    own = (n >= few_ads) & sampled
    drawn = np.where(own, 0.0, k)
    weights = csr_array(diags_array(1 / (n + drawn)) @ (asked + diags_array(drawn) @ of_group))
    weights.sort_indices()
    names = OccupationNames(
        ids=pd.Index(counts.rows[known], name="occupation_name"),
        titles=np.array([str(name).partition(":")[2] for name in counts.rows[known]], dtype=object),
        groups=groups,
        degrees=degrees(weights),
        support=n,
        rests_on=np.where(own, OWN, np.where(n == 0, GROUP, MIX)),
        pseudo_ads=k,
        counts=asked,
    )
    figures = {
        "names": len(known),
        "names of other groups": len(codes) - len(known),
        **{name: int((names.rests_on == name).sum()) for name in (OWN, MIX, GROUP)},
    }
    step = Step.of("with_occupation_names", {"few_ads": few_ads, "pseudo_ads": k}, figures)
    recipe = space.recipe.joined(counts.recipe).then(step)
    return replace(space, occupation_names=names, recipe=recipe)


def _in_order(counts: Incidence, rows: np.ndarray, space: SkillSpace) -> csr_array:
    """Return the counts of some rows, with columns in the space's order and skills only."""
    place = space.skills.get_indexer(counts.columns)
    kept = np.flatnonzero(place >= 0)
    kept = kept[space.is_skill[place[kept]]]
    held = csr_array(counts.values[rows])[:, kept].tocoo()
    i, j = held.coords
    shape = (len(rows), len(space.skills))
    return csr_array((held.data, (i, place[kept][j])), shape=shape)


def _pseudo_ads(asked: csr_array, of_group: csr_array, n: np.ndarray) -> float:
    """Return the k of greatest likelihood: how many ads of its own a group's shares are worth."""
    from scipy.optimize import minimize_scalar
    from scipy.special import betaln

    row = np.repeat(np.arange(len(n)), np.diff(of_group.indptr))
    usable = (of_group.data < 1) & (n[row] > 0)
    if not usable.any():
        return ALIKE
    row, share = row[usable], of_group.data[usable]
    x = _at(asked, row, of_group.indices[usable])
    trials = n[row]

    def negative(log_k: float) -> float:
        a, b = np.exp(log_k) * share, np.exp(log_k) * (1 - share)
        return -float((betaln(x + a, trials - x + b) - betaln(a, b)).sum())

    return float(np.exp(minimize_scalar(negative, bounds=_LOG_BOUNDS, method="bounded").x))


def _at(matrix: csr_array, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Return the values at pairs of a row and a column, 0 where nothing is stored."""
    wide = matrix.shape[1]
    kept = csr_array(matrix, copy=True)
    kept.sort_indices()
    stored = np.repeat(np.arange(matrix.shape[0]), np.diff(kept.indptr)) * wide + kept.indices
    wanted = rows * wide + columns
    place = np.minimum(np.searchsorted(stored, wanted), max(len(stored) - 1, 0))
    if not len(stored):
        return np.zeros(len(wanted))
    return np.where(stored[place] == wanted, kept.data[place], 0.0)
