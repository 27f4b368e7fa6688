"""flows_from_spells: moves between industries or occupations, from who worked where when."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.flows import Flows
from mobility.foundation.recipe import Recipe, Setting, Step
from mobility.foundation.tables import Column, check_table

Nodes = Literal["industry", "occupation", "both"]

BETWEEN = " · "
"""What stands between the industry and the occupation of a node that is both."""

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "industry": ("industry", ("industry",)),
    "occupation": ("occupation", ("occupation",)),
    "both": ("industry×occupation", ("industry", "occupation")),
}


def flows_from_spells(
    spells: pd.DataFrame,
    *,
    nodes: Nodes,
    together: int = 5,
    share: float = 0.8,
    version: str = "",
) -> Flows:
    r"""Count the people who change workplace from one period to the next, by where they come from.

    A move is a person who is in two consecutive periods at two workplaces. Who keeps the workplace
    does not move, whatever happens to the codes; who changes it and stays in the node is on the
    diagonal; who is away for a period does not move.

    Where many leave a workplace for the same one at once, it is the workplace that has merged, been
    taken over or been given a new number. With :math:`n_{vw}` of the :math:`n_v` people of
    workplace v at w in the next period, those are set aside, and counted, for whom

    .. math:: n_{vw} \ge \text{together} \quad\text{and}\quad n_{vw} / n_v \ge \text{share}

    :math:`n_v` counts everybody at v in the period, also those who are nowhere in the next.

    Parameters
    ----------
    spells : DataFrame
        One row for each person and period, the main job: ``person``, ``period``, ``workplace``, and
        ``industry``, ``occupation`` or both. Periods are whole numbers, or text that sorts in time
        such as "2019-Q4"; consecutive are those next to each other among the periods found here,
        so a year that nobody has is no gap. Other columns, such as pay, are not read.
    nodes : {"industry", "occupation", "both"}
        What moves lead between; "both" joins the two codes with " · ".
    together : int
        Least number of people, at least 2, who are a workplace that moved.
    share : float
        Least share of the workplace's people, above 0 and at most 1.
    version : str
        Classification and version of the codes, such as "SNI 2007".

    Returns
    -------
    Flows
        People moved, one line for each pair with a move; its ``period`` is the first and the last.
        No person and no workplace is in it: the recipe tells only how many spells, people, periods
        and moves there were, how many stayed at the workplace, how many were not in the next
        period, and how many groups of how many people were set aside. Counts are exact, and so
        may be 1: withhold small ones before they leave a protected place.

    Raises
    ------
    InputError
        With every fault of the settings, or of the table by its row: a column or value that is
        missing, a person who stands twice in a period, periods that do not sort. A person is never
        named.

    References
    ----------
    Benedetto, G., Haltiwanger, J., Lane, J. and McKinney, K. (2007). Using worker flows to measure
    firm dynamics. Journal of Business & Economic Statistics 25, 299-313,
    https://doi.org/10.1198/073500106000000620: where more than 80 % of a firm's workers go to the
    same other firm, its number has changed, or it has merged or been taken over. "At least" for
    "more than", a share of everybody at the workplace, and the least number of five are ours: where
    fewer leave together, they may well have chosen to.

    Examples
    --------
    One cook of two goes to the school; five of five at the mill are at "mill AB" a year later:

    >>> spells = pd.DataFrame({
    ...     "person": [*"abcdefg"] * 2, "period": [2019] * 7 + [2020] * 7,
    ...     "workplace": ["inn"] * 2 + ["mill"] * 5 + ["school", "inn"] + ["mill AB"] * 5,
    ...     "industry": ["56"] * 2 + ["10"] * 5 + ["85", "56"] + ["10"] * 5})
    >>> moves = flows_from_spells(spells, nodes="industry")
    >>> moves.table
      origin destination  count
    0     56          85      1
    >>> moves.recipe.steps[-1].counts[-2:]
    (('groups set aside', 1), ('people in them', 5))
    """
    _check_settings(nodes, together, share)
    kind, codes = KINDS[nodes]
    table, periods = _checked(spells, codes)
    order = {period: i for i, period in enumerate(periods)}
    when = table["period"].map(order).to_numpy(dtype=np.int64)
    person, workplace = _numbered(table["person"]), _numbered(table["workplace"])
    here, later = _pairs(person, when)
    left = workplace[here] != workplace[later]
    aside = _moved_together(workplace, when, here[left], later[left], together, share)
    node, names = _nodes(table, codes)
    origin, destination = node[here[left]][~aside.people], node[later[left]][~aside.people]
    counts = {
        "spells": len(table),
        "people": _distinct(person),
        "periods": len(periods),
        "not in the next period": int((when < len(periods) - 1).sum()) - len(here),
        "stayed at the workplace": int((~left).sum()),
        "moves": len(origin),
        "groups set aside": aside.groups,
        "people in them": int(aside.people.sum()),
    }
    settings: dict[str, Setting] = {
        "nodes": nodes, "together": together, "share": share, "version": version
    }  # fmt: skip
    return Flows.of(
        _counted(origin, destination, names),
        kind=kind,
        version=version,
        period="–".join(dict.fromkeys([*periods[:1], *periods[-1:]])),
        recipe=Recipe((Step.of("flows_from_spells", settings, counts),)),
    )


def _check_settings(nodes: Nodes, together: int, share: float) -> None:
    """Refuse settings that mean nothing, all at once."""
    faults = []
    if nodes not in KINDS:
        faults.append(Fault("'industry', 'occupation' or 'both'", column="nodes", value=str(nodes)))
    if together < 2 or together != int(together):
        faults.append(
            Fault("a whole number of at least 2", column="together", value=f"{together:g}")
        )
    if not 0 < share <= 1:
        faults.append(Fault("above 0 and at most 1", column="share", value=f"{share:g}"))
    if faults:
        raise InputError("flows_from_spells", faults)


def _checked(spells: pd.DataFrame, codes: tuple[str, ...]) -> tuple[pd.DataFrame, list[str]]:
    """Return the table as text and its periods in time; refuse it with all its faults."""
    given = spells.reset_index(drop=True)
    contract = [Column(name) for name in ("person", "period", "workplace", *codes)]
    faults: list[Fault | str] = []
    try:
        check_table(given, contract, "spells")
    except InputError as error:
        faults += error.problems
        if any(given.columns.tolist().count(column.name) > 1 for column in contract):
            raise
    lenient = [Column(column.name, required=False, filled=False) for column in contract]
    table = check_table(given, lenient, "spells")
    periods = sorted(table["period"].dropna().unique())
    if "period" in given and given["period"].dtype.kind in "iuf":
        faults += _parts_of_periods(table["period"], periods)
        periods = sorted(periods, key=float)
    elif len({len(p) for p in periods}) > 1 and all(p.isdecimal() for p in periods):
        faults.append(
            Fault("text of digits sorts in time only where all are as long; make the periods whole "
                  "numbers", column="period")
        )  # fmt: skip
    faults += _twice(table)
    if len(codes) > 1:
        faults += [
            Fault(f"a code may not hold {BETWEEN!r}, which joins the two", row=int(i) + 1, column=c)
            for c in codes
            for i in np.flatnonzero(table[c].fillna("").str.contains(BETWEEN, regex=False))
        ]
    if faults:
        raise InputError("spells", faults)
    return table, periods


def _parts_of_periods(period: pd.Series, periods: list[str]) -> list[Fault]:
    """Return every row whose period is a number but no whole one."""
    parts = [value for value in periods if not float(value).is_integer()]
    return [
        Fault("a whole number, or text that sorts in time", row=int(i) + 1, column="period",
              value=str(period.iloc[i]))
        for i in np.flatnonzero(period.isin(parts))
    ]  # fmt: skip


def _twice(table: pd.DataFrame) -> list[Fault]:
    """Return every row that repeats a person in a period, by row: a person is never named."""
    known = table[["person", "period"]].dropna()
    again = known[known.duplicated()]
    if again.empty:
        return []
    first = pd.Series(known.index, index=known.index).groupby(
        [known["person"], known["period"]], sort=False
    ).transform("first")  # fmt: skip
    return [
        Fault("a person has one main job in a period; this one stands already on row "
              f"{int(first[i]) + 1}", row=int(i) + 1)
        for i in again.index
    ]  # fmt: skip


def _numbered(values: pd.Series) -> np.ndarray:
    """Return a whole number from 0 for each value."""
    numbers: np.ndarray = pd.factorize(values)[0].astype(np.int64)
    return numbers


def _distinct(numbers: np.ndarray) -> int:
    """Return how many there are of what `_numbered` numbered."""
    return int(numbers.max(initial=-1)) + 1


def _pairs(person: np.ndarray, when: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of a person in a period, and in the period after it."""
    order = np.lexsort((when, person))
    here, later = order[:-1], order[1:]
    next_to = (person[here] == person[later]) & (when[here] + 1 == when[later])
    return here[next_to], later[next_to]


@dataclass(frozen=True)
class _Aside:
    """Which of those who left moved with their workplace, and how many groups they were."""

    people: np.ndarray
    groups: int


def _moved_together(
    workplace: np.ndarray, when: np.ndarray, here: np.ndarray, later: np.ndarray,
    together: int, share: float,
) -> _Aside:  # fmt: skip
    """Find those who left a workplace for the same one with most of the others there."""
    places = _distinct(workplace)
    at, size_at = np.unique(when * places + workplace, return_counts=True)
    left = np.searchsorted(at, when[here] * places + workplace[here])
    group, of, number = np.unique(
        left * places + workplace[later], return_inverse=True, return_counts=True
    )
    # A quotient, not a product: 7 / 100 is the 0.07 that a person writes, 0.07 · 100 is above 7.
    whole = (number >= together) & (number / size_at[group // max(places, 1)] >= share)
    return _Aside(whole[of], int(whole.sum()))


def _nodes(table: pd.DataFrame, codes: tuple[str, ...]) -> tuple[np.ndarray, pd.Index]:
    """Return the number of each row's node, and the nodes' names in that order."""
    numbers, names = pd.factorize(table[codes[0]])
    node, named = numbers.astype(np.int64), pd.Index(names)
    for code in codes[1:]:
        numbers, names = pd.factorize(table[code])
        pairs, node = np.unique(node * max(len(names), 1) + numbers, return_inverse=True)
        first, second = np.divmod(pairs, max(len(names), 1))
        named = pd.Index(
            [a + BETWEEN + b for a, b in zip(named[first], names[second], strict=True)], dtype="str"
        )
    return node, named


def _counted(origin: np.ndarray, destination: np.ndarray, names: pd.Index) -> pd.DataFrame:
    """Return one line for each pair, with how many moved."""
    pairs, number = np.unique(origin * max(len(names), 1) + destination, return_counts=True)
    i, j = np.divmod(pairs, max(len(names), 1))
    return pd.DataFrame({"origin": names[i], "destination": names[j], "count": number})
