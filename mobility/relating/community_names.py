"""community_names: each community named by the skills that set it apart."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Recipe, Step

BETWEEN = " · "


def community_names(
    communities: "pd.Series[int]",
    incidence: Incidence,
    *,
    n: int = 3,
    labels: "pd.Series[str] | None" = None,
) -> "pd.Series[str]":
    r"""Name every community by the skills that its members ask for more than all others do.

    The members' values are added up: counts of ads let an occupation with many ads weigh more,
    `effective_use` lets every member weigh once for each of its skills. Among the skills that the
    community has more of than the margins give, those with the highest log-likelihood ratio come
    first: a skill must be both concentrated here and common enough for that to be no accident, so
    that rare noise does not win.

    .. math:: G^2_{cs} = 2 \sum_{k} O_k \ln \frac{O_k}{E_k}

    over the four cells (community or not) × (skill or not).

    Parameters
    ----------
    communities : Series
        Community number of every member, as `communities` gives; number 0, "no group", gets no
        name.
    incidence : Incidence
        Counts or effective use; its rows (or else its columns) are of the kind of the members.
        Where the members are skills they are named by the occupations that use them.
    n : int
        How many skills make a name, at most.
    labels : Series, optional
        What to call each skill, by skill; without it, or where it has none, the skill itself.

    Returns
    -------
    Series
        Named "name", indexed by community from 1: skills joined by " · ", the most telling first,
        ties in the order of the columns. A community that has more of nothing has the name "".

    Raises
    ------
    UnknownNameError
        If the members are of neither kind of the incidence, or one of them is not in it.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19, 61-74, https://aclanthology.org/J93-1003/.

    Examples
    --------
    >>> links = pd.DataFrame({
    ...     "occupation": ["cook", "cook", "baker", "baker", "welder", "welder"],
    ...     "skill": ["hygiene", "oven", "hygiene", "oven", "steel", "hygiene"]})
    >>> x = Incidence.from_pairs(links, "occupation", "skill")
    >>> groups = pd.Series({"baker": 1, "cook": 1, "welder": 2}, name="community")
    >>> groups.index.name = "occupation"
    >>> community_names(groups, x, n=1).to_dict()
    {1: 'oven', 2: 'steel'}
    """
    values, members, names = _side(incidence, str(communities.index.name))
    position = members.get_indexer(communities.index)
    if (position < 0).any():
        name = str(communities.index[position < 0][0])
        raise UnknownNameError(str(members.name), name, map(str, members))
    numbers = np.array(sorted(set(communities) - {0}), dtype=np.int64)
    called = names if labels is None else [labels.get(name, name) for name in names]
    found = []
    for number in numbers:
        inside = position[(communities == number).to_numpy()]
        telling = _most_telling(values, inside)[:n]
        found.append(BETWEEN.join(str(called[k]) for k in telling))
    result = pd.Series(found, index=pd.Index(numbers, name="community"), name="name", dtype="str")
    recipe = Recipe.from_records(communities.attrs.get("recipe", [])).joined(incidence.recipe)
    step = Step.of("community_names", {"n": n}, {"communities": len(numbers)})
    result.attrs = {"recipe": recipe.then(step).to_records()}
    return result


def _side(incidence: Incidence, kind: str) -> tuple[csr_array, pd.Index, list[str]]:
    """Return the table with the members as rows, their labels and those of the columns."""
    if kind == incidence.rows.name:
        return incidence.values, incidence.rows, list(incidence.columns)
    if kind == incidence.columns.name:
        return csr_array(incidence.values.T), incidence.columns, list(incidence.rows)
    kinds = [str(incidence.rows.name), str(incidence.columns.name)]
    raise UnknownNameError("kind", kind, kinds)


def _most_telling(values: csr_array, inside: np.ndarray) -> np.ndarray:
    """Return the columns that the rows inside have more of than the margins give, by falling G²."""
    here = np.asarray(values[inside].sum(axis=0)).ravel()
    everywhere = np.asarray(values.sum(axis=0)).ravel()
    ours, total = here.sum(), everywhere.sum()
    expected = everywhere * (ours / total) if total > 0 else everywhere
    cells = (
        (here, expected),
        (everywhere - here, everywhere - expected),
        (ours - here, ours - expected),
        (total - ours - everywhere + here, total - ours - everywhere + expected),
    )
    g2 = 2 * np.sum([_surprise(seen, foreseen) for seen, foreseen in cells], axis=0)
    more = np.flatnonzero(here > expected)
    return more[np.argsort(-g2[more], kind="stable")]


def _surprise(seen: np.ndarray, foreseen: np.ndarray) -> np.ndarray:
    """Return O ln(O / E), which is 0 where nothing was seen."""
    from scipy.special import xlogy

    # Differences of large sums can come out at -1e-12 where they are 0.
    seen, foreseen = np.maximum(seen, 0), np.maximum(foreseen, 0)
    ratio = np.divide(seen, foreseen, out=np.ones_like(seen), where=foreseen > 0)
    return np.asarray(xlogy(seen, ratio))
