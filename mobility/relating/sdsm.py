"""sdsm: which two things share more than the sizes of both, and of what they share, would give."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.progress import Progress, silent
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.relating.adjusted_p import adjusted_p
from mobility.relating.bicm import bicm
from mobility.relating.proximity import pairs_together


def sdsm(
    incidence: Incidence,
    *,
    between: str,
    alpha: float = 0.05,
    correction: str | None = None,
    progress: Progress = silent,
) -> pd.DataFrame:
    r"""Compare what every two share with the stochastic degree sequence model.

    In the model every cell of the table is filled independently with the probability
    :math:`p_{is}` that reproduces all row and column sums on average (the bipartite configuration
    model, see `bicm`). What i and j share is then a sum of independent trials of unequal
    probability, Poisson-binomial:

    .. math:: E_{ij} = \sum_s p_{is} p_{js}, \qquad
              P_{ij} = \Pr\Big(\sum_s B_s \ge n_{ij}\Big), \quad
              B_s \sim \text{Bernoulli}(p_{is} p_{js})

    The tail is summed exactly, trial by trial, without a normal or Poisson approximation. Things of
    equal size have equal probabilities, so each pair of sizes is computed once.

    Parameters
    ----------
    incidence : Incidence
        Occupation (or industry) × skill. Only whether a value is above 0 is read: give
        `effective_use(counts)` for "more than others", the counts themselves for "at all".
    between : str
        What to compare: the kind of the rows ("occupation") or of the columns ("skill").
    alpha : float
        Pairs with an adjusted p below it are kept; between 0 and 1.
    correction : str, optional
        "holm" or "benjamini-hochberg" (see `adjusted_p`), for as many tests as there are pairs,
        also those that share nothing. Without it p is not adjusted.
    progress : Progress
        Called with the sizes done.

    Returns
    -------
    DataFrame
        One line per pair that shares anything, as the edges of `relatedness` stand: ``source``,
        ``target``, ``shared`` and ``expected`` (how many they have in common, and would by chance),
        ``p`` (0 to 1, to about 9 digits however small), ``p_adjusted`` (``p`` itself without a
        correction), ``kept`` and ``rule``. A pair that shares nothing has p 1 and no line; the
        recipe counts these pairs.

    Raises
    ------
    UnknownNameError
        If the incidence has no such kind, or there is no such correction.
    InputError
        If ``alpha`` is not between 0 and 1.

    See Also
    --------
    backbone : the same question for a network that is given (``rule="sdsm"``).

    Notes
    -----
    The model lets sizes vary about those observed, so that what two share varies more than where
    sizes are fixed: the test is cautious. Where nothing but the sizes is at work, fewer than
    ``alpha`` of the pairs are kept.

    References
    ----------
    Neal, Z. P. (2014). The backbone of bipartite projections: inferring relationships from
    co-authorship, co-sponsorship, co-attendance and other co-behaviors. Social Networks 39, 84-97,
    https://doi.org/10.1016/j.socnet.2014.06.001. With the probabilities of Saracco, F., Di
    Clemente, R., Gabrielli, A. and Squartini, T. (2015). Randomizing bipartite networks: the case
    of the World Trade Web. Scientific Reports 5, 10595, https://doi.org/10.1038/srep10595.

    Examples
    --------
    Each of four occupations has one of two skills, each skill two occupations: every p is 1/2, so
    two occupations have 2 · 1/4 skills in common, and at least one with 1 − (3/4)² = 7/16.

    >>> links = pd.DataFrame({
    ...     "occupation": ["cook", "waiter", "welder", "smith"],
    ...     "skill": ["hygiene", "hygiene", "welding", "welding"]})
    >>> judged = sdsm(Incidence.from_pairs(links, "occupation", "skill"), between="occupation")
    >>> judged.drop(columns=["p_adjusted", "rule"])
      source  target  shared  expected       p   kept
    0   cook  waiter       1       0.5  0.4375  False
    1  smith  welder       1       0.5  0.4375  False
    """
    if not 0 < alpha < 1:
        fault = Fault("a probability between 0 and 1", column="alpha", value=f"{alpha:g}")
        raise InputError("sdsm", [fault])
    # What is compared stands in the columns, as in `relatedness`.
    present, names = _side(incidence, between)
    i, j, shared = _pairs(present)
    expected, p = _chance(present, i, j, shared, progress)
    pairs = len(names) * (len(names) - 1) // 2
    adjusted = p if correction is None else adjusted_p(p, correction, tests=pairs)
    table = pd.DataFrame(
        {
            "source": names[i],
            "target": names[j],
            "shared": shared,
            "expected": expected,
            "p": p,
            "p_adjusted": adjusted,
            "kept": adjusted < alpha,
            "rule": "sdsm",
        }
    )
    counts = {
        "pairs": pairs,
        "sharing nothing": pairs - len(table),
        "kept": int(table["kept"].sum()),
    }
    settings: dict[str, Setting] = {"between": between, "alpha": alpha}
    if correction is not None:
        settings["correction"] = correction
    step = Step.of("sdsm", settings, counts)
    return with_recipe(table, incidence.recipe.then(step))


def _side(incidence: Incidence, between: str) -> tuple[csr_array, pd.Index]:
    """Return 1 where there is a value, what is compared as columns, and its names."""
    kinds = [str(incidence.rows.name), str(incidence.columns.name)]
    if between not in kinds:
        raise UnknownNameError("kind", between, kinds)
    values = incidence.values
    present = csr_array(
        (np.ones(values.nnz), values.indices, values.indptr), shape=values.shape, copy=True
    )
    if between == kinds[0]:
        return csr_array(present.T), incidence.rows
    return present, incidence.columns


def _pairs(present: csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return every two columns that meet, the first first, and in how many rows they do."""
    i, j, together = pairs_together(present)
    once = i < j
    i, j, together = i[once], j[once], together[once]
    order = np.lexsort((j, i))
    return i[order], j[order], np.rint(together[order]).astype(np.int64)


def _chance(
    present: csr_array, i: np.ndarray, j: np.ndarray, shared: np.ndarray, progress: Progress
) -> tuple[np.ndarray, np.ndarray]:
    """Return for every pair what is expected and how likely so much or more is."""
    size = np.bincount(present.indices, minlength=present.shape[1])
    filled = np.diff(present.indptr)
    sizes, first, kind = np.unique(size, return_index=True, return_inverse=True)
    _, alike, number = np.unique(filled, return_index=True, return_counts=True)
    fill = bicm(size, filled)[np.ix_(first, alike)]
    small, large = np.minimum(kind[i], kind[j]), np.maximum(kind[i], kind[j])
    expected, p = np.empty(len(i)), np.empty(len(i))
    for one in range(len(sizes)):
        here = np.flatnonzero(small == one)
        partners, of_pair = np.unique(large[here], return_inverse=True)
        if len(here):
            both = fill[one] * fill[partners]
            expected[here] = (both @ number)[of_pair]
            p[here] = _tails(both, number, int(shared[here].max()))[of_pair, shared[here]]
        progress("sdsm", one + 1, len(sizes))
    return expected, p


def _tails(both: np.ndarray, number: np.ndarray, most: int) -> np.ndarray:
    """Return how likely 0, 1 … ``most`` or more of independent trials come true.

    ``both`` has the probability of each kind of trial, a line for each case, and ``number`` how
    many trials there are of each kind.
    """
    # The last count stands for itself and all above it, so that only positive numbers are added:
    # a small tail is as exact as a large one.
    chance = np.zeros((len(both), most + 1))
    chance[:, 0] = 1.0
    for probability, trials in zip(both.T[:, :, None], number, strict=True):
        for _ in range(trials):
            moved = chance[:, :-1] * probability
            chance[:, :-1] *= 1 - probability
            chance[:, 1:] += moved
    tails: np.ndarray = np.cumsum(chance[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(np.minimum(tails, 1.0))
