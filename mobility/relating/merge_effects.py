"""merge_effects: what merging two skills would do to how often they are used, and with what."""

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, diags_array

from mobility.counting.weights import effective_use
from mobility.foundation.errors import InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Step

EFFECT_COLUMNS = ("skill", "into", "u_skill", "u_into", "u_merged", "c_changed")


def merge_effects(
    pairs: pd.DataFrame, merges: pd.DataFrame, *, support: pd.Series, measure: str
) -> pd.DataFrame:
    r"""Recount with each merge done by itself, and say what became of u and C.

    .. math:: M = 1[R \ge 1], \qquad C = M^\top M, \qquad u_i = C_{ii}

    where R is the specialization of occupations in skills; u is in how many occupations a skill is
    in effective use, and C in how many it is so together with each other skill.

    Parameters
    ----------
    pairs : DataFrame
        ``unit`` (an ad, or in link tables an occupation name), ``occupation`` of the unit and
        ``skill``; each line once. A unit that has both skills counts once after the merge.
    merges : DataFrame
        ``skill`` and ``into``, a merge a line.
    support : Series
        By occupation, how many units it has.
    measure : str
        What a unit is: "ads" or "occupations".

    Returns
    -------
    DataFrame
        For each merge, in the order given: ``skill``, ``into``, ``u_skill`` and ``u_into`` (before)
        and ``u_merged`` (after), numbers of occupations; ``c_changed``, the number of other skills
        j whose C with ``into`` is another after the merge. A skill in no pair has u = 0.

    Raises
    ------
    InputError
        If a skill is to be merged into itself.

    References
    ----------
    Alabdulkareem, A., Frank, M. R., Sun, L., AlShebli, B., Hidalgo, C. and Rahwan, I. (2018).
    Unpacking the polarization of workplace skills. Science Advances 4(7),
    https://doi.org/10.1126/sciadv.aao6030 (effective use and C).

    Examples
    --------
    One ad of cooks says "oven", one of bakers "ovens", and both say "dough":

    >>> pairs = pd.DataFrame({
    ...     "unit": ["1", "1", "2", "2", "3"],
    ...     "occupation": ["cook", "cook", "baker", "baker", "clerk"],
    ...     "skill": ["oven", "dough", "ovens", "dough", "pen"]})
    >>> merge_effects(pairs, pd.DataFrame({"skill": ["ovens"], "into": ["oven"]}),
    ...     support=pd.Series({"cook": 1, "baker": 1, "clerk": 1}), measure="ads"
    ... ).iloc[0].to_dict()
    {'skill': 'ovens', 'into': 'oven', 'u_skill': 1, 'u_into': 1, 'u_merged': 2, 'c_changed': 1}
    """
    same = merges.loc[merges["skill"].eq(merges["into"]), "skill"]
    if len(same):
        raise InputError("merges", [f"{name!r} into itself" for name in sorted(same)])
    every = sorted({*pairs["skill"], *merges["skill"], *merges["into"]})
    columns = pd.Index(every, name="skill")
    counts = Incidence.from_pairs(
        pairs, "occupation", "skill", measure=measure, columns=columns, support=support,
        rows=pd.Index(sorted(support.index)),
    )  # fmt: skip
    before = effective_use(counts).values
    units = pairs.groupby("skill")["unit"].agg(frozenset)
    of = pairs.drop_duplicates("unit").set_index("unit")["occupation"]
    rows = []
    for skill, into in zip(merges["skill"], merges["into"], strict=True):
        lesser, goal = columns.get_loc(skill), columns.get_loc(into)
        both = sorted(units.get(skill, frozenset()) & units.get(into, frozenset()))
        twice = of.reindex(both).value_counts().reindex(counts.rows, fill_value=0)
        after = effective_use(_merged(counts, lesser, goal, twice.to_numpy(dtype=float))).values
        old, new = _together(before, goal), _together(after, goal)
        other = np.ones(len(columns), dtype=bool)
        other[[lesser, goal]] = False
        rows.append(
            (
                skill,
                into,
                round(_together(before, lesser)[lesser]),
                round(old[goal]),
                round(new[goal]),
                int((old != new)[other].sum()),
            )
        )
    return pd.DataFrame(rows, columns=list(EFFECT_COLUMNS))


def said_effects(effects: pd.DataFrame) -> dict[tuple[str, str], str]:
    """Return each merge's effect in words, by (skill, into).

    Examples
    --------
    >>> said_effects(pd.DataFrame([("a", "b", 1, 2, 3, 4)], columns=list(EFFECT_COLUMNS)))
    {('a', 'b'): 'u 1 and 2 → 3; C with 4 other skills'}
    """
    return {
        (str(line.skill), str(line.into)): f"u {line.u_skill} and {line.u_into} → {line.u_merged}; "
        f"C with {line.c_changed} other skill{'' if line.c_changed == 1 else 's'}"
        for line in effects.itertuples(index=False)
    }


def _merged(counts: Incidence, lesser: int, goal: int, twice: np.ndarray) -> Incidence:
    """Return the counts with one column added to another, units that have both counted once."""
    values = counts.values
    joined = values[:, [goal]].toarray().ravel() + values[:, [lesser]].toarray().ravel() - twice
    others = np.ones(len(counts.columns))
    others[[lesser, goal]] = 0.0
    here = np.flatnonzero(joined)
    places = (here, np.full(len(here), goal))
    column = csr_array((joined[here], places), shape=values.shape)
    result = csr_array(values @ diags_array(others) + column)
    result.eliminate_zeros()
    return counts.with_values(result, counts.measure, Step.of("merged"))


def _together(presence: csr_array, column: int) -> np.ndarray:
    """Return in how many occupations a skill is in use together with each skill."""
    one = presence[:, [column]].toarray().ravel()
    return np.asarray(presence.T @ one)
