"""skill_change: which skills an occupation's ads ask for more often than before, beyond chance."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import EmptyResultError, Fault, InputError, VersionError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Setting, Step, with_recipe
from mobility.relating.adjusted_p import adjusted_p


def skill_change(
    before: Incidence, after: Incidence, *, confidence: float = 0.95, alpha: float = 0.05
) -> pd.DataFrame:
    r"""Compare the share of ads that ask for each skill in two periods.

    .. math:: d_{os} = x^{(2)}_{os} / n^{(2)}_o - x^{(1)}_{os} / n^{(1)}_o

    The p is Fisher's: given how many ads of both periods ask for the skill, those of the later
    period are hypergeometric if the share is the same, and p is twice the smaller tail. The
    interval of d is Newcombe's, from the score intervals of both shares.

    Parameters
    ----------
    before, after : Incidence
        Ads by occupation (or industry) and skill, of the same classification and version; the
        support of a row is its number of ads.
    confidence : float
        Of the interval, between 0 and 1.
    alpha : float
        A share is said to rise or fall if its p, adjusted for all pairs by Benjamini and Hochberg,
        is at most this; between 0 and 1.

    Returns
    -------
    DataFrame
        One line for each occupation with ads in both periods and skill that one of them asks for,
        sorted by both (columns named as the rows and columns given): ``ads_before`` and
        ``ads_after`` (that ask for it), ``before`` and ``after`` (shares, 0 to 1), ``difference``
        (−1 to 1), ``low``, ``high``, ``p``, ``p_adjusted`` and ``change``: "rise", "fall" or "".
        Occupations without ads in one of the periods are counted in the recipe.

    Raises
    ------
    VersionError
        If the codes are of different classifications or versions, or do not tell which.
    InputError
        If the kinds differ, values are not whole numbers of ads up to the support, or a setting is
        out of its range.
    EmptyResultError
        If no occupation has ads in both periods.

    Notes
    -----
    Ads are taken to be drawn independently. One employer who repeats an ad, or an agency with its
    own wording, makes many that are not: count repeated ads once, and few of each employer
    (``max_ads_per_employer``), before comparing. A change of source, or in how skills are
    found, is a change here too.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions.
    Statistics in Medicine 17, 873-890, method 10,
    https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I.

    Examples
    --------
    Of 100 ads for cooks 10 asked for English, and 40 of 100 do now:

    >>> def ads(count):
    ...     pairs = pd.DataFrame({"occupation": "5120", "skill": ["English", "knife"], "n": count})
    ...     return Incidence.from_pairs(pairs, "occupation", "skill", "n", measure="ads",
    ...                                 version="SSYK 2012", support=pd.Series({"5120": 100}))
    >>> found = skill_change(ads([10, 50]), ads([40, 53]))
    >>> found[["skill", "difference", "low", "high", "change"]].round(2)
         skill  difference   low  high change
    0  English        0.30  0.18  0.41   rise
    1    knife        0.03 -0.11  0.17
    """
    _check(before, after, confidence, alpha)
    rows = before.rows[before.support > 0].intersection(after.rows[after.support > 0])
    rows = pd.Index(sorted(rows), name=before.rows.name, dtype="str")
    if not len(rows):
        raise EmptyResultError(f"No {before.rows.name} has ads in both periods.")
    skills = pd.Index(
        sorted(set(before.columns) | set(after.columns)), name=before.columns.name, dtype="str"
    )
    one, other = _aligned(before, rows, skills), _aligned(after, rows, skills)
    i, j = (one + other).nonzero()
    order = np.lexsort((j, i))
    i, j = i[order], j[order]
    x1, x2 = np.asarray(one[i, j]).ravel(), np.asarray(other[i, j]).ravel()
    n1, n2 = (x.support[x.rows.get_indexer(rows)][i] for x in (before, after))
    p = _fisher(x1, n1, x2, n2)
    adjusted = adjusted_p(p, "benjamini-hochberg")
    difference, low, high = _newcombe(x1, n1, x2, n2, confidence)
    table = pd.DataFrame(
        {
            str(rows.name): rows[i],
            str(skills.name): skills[j],
            "ads_before": x1.astype(np.int64),
            "ads_after": x2.astype(np.int64),
            "before": x1 / n1,
            "after": x2 / n2,
            "difference": difference,
            "low": low,
            "high": high,
            "p": p,
            "p_adjusted": adjusted,
            "change": np.where(adjusted > alpha, "", np.where(difference > 0, "rise", "fall")),
        }
    )
    settings: dict[str, Setting] = {"confidence": confidence, "alpha": alpha}
    counts = {
        "pairs": len(table),
        "in both periods": len(rows),
        "in one period only": len(before.rows.union(after.rows)) - len(rows),
        "rise": int((table["change"] == "rise").sum()),
        "fall": int((table["change"] == "fall").sum()),
    }
    step = Step.of("skill_change", settings, counts)
    return with_recipe(table, before.recipe.joined(after.recipe).then(step))


def _check(before: Incidence, after: Incidence, confidence: float, alpha: float) -> None:
    """Refuse what cannot be compared, and settings that mean nothing."""
    if before.version != after.version or not before.version:
        raise VersionError.between("skills before", before.version, "those after", after.version)
    faults = [
        Fault("a probability between 0 and 1", column=name, value=f"{value:g}")
        for name, value in (("confidence", confidence), ("alpha", alpha))
        if not 0 < value < 1
    ]
    kinds = [(str(x.rows.name), str(x.columns.name)) for x in (before, after)]
    if kinds[0] != kinds[1]:
        faults.append(Fault(f"the kinds differ: {kinds[0]} and {kinds[1]}"))
    for name, x in (("before", before), ("after", after)):
        most = np.repeat(x.support, np.diff(x.values.indptr))
        wrong = (x.values.data % 1 != 0) | (x.values.data > most)
        if wrong.any() or (x.support % 1 != 0).any():
            said = f"{name}: whole numbers of ads, at most the support of their row"
            faults.append(Fault(f"{said}; {x.measure!r} has {int(wrong.sum())} others"))
    if faults:
        raise InputError("skill_change", faults)


def _aligned(x: Incidence, rows: pd.Index, skills: pd.Index) -> csr_array:
    """Return the counts with these rows and columns, 0 for a skill it does not have."""
    held = x.values[x.rows.get_indexer(rows)].tocoo()
    i, j = held.coords
    place = skills.get_indexer(x.columns)
    return csr_array((held.data, (i, place[j])), shape=(len(rows), len(skills)))


def _fisher(x1: np.ndarray, n1: np.ndarray, x2: np.ndarray, n2: np.ndarray) -> np.ndarray:
    """Return twice the smaller tail of the hypergeometric."""
    from scipy.stats import hypergeom

    at_most = hypergeom.cdf(x2, n1 + n2, x1 + x2, n2)
    at_least = hypergeom.sf(x2 - 1, n1 + n2, x1 + x2, n2)
    result: np.ndarray = np.minimum(1.0, 2 * np.minimum(at_most, at_least))
    return result


def _newcombe(
    x1: np.ndarray, n1: np.ndarray, x2: np.ndarray, n2: np.ndarray, confidence: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the difference of two shares and the ends of its interval."""
    from scipy.special import ndtri

    z = float(ndtri((1 + confidence) / 2))
    (s1, low1, high1), (s2, low2, high2) = _wilson(x1, n1, z), _wilson(x2, n2, z)
    difference = s2 - s1
    below = np.sqrt((s2 - low2) ** 2 + (high1 - s1) ** 2)
    above = np.sqrt((high2 - s2) ** 2 + (s1 - low1) ** 2)
    return difference, difference - below, difference + above


def _wilson(x: np.ndarray, n: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return a share and the ends of its score interval."""
    share = x / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return share, middle - half, middle + half
