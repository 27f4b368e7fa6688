"""usual_conditions: what is usual of the work in unit groups, judged and not measured."""

from pathlib import Path

import numpy as np
import pandas as pd

from mobility.foundation.conditions import CONDITIONS
from mobility.foundation.errors import Fault, InputError
from mobility.foundation.recipe import NO_STEPS, Step
from mobility.foundation.shipped_lines import shipped_lines
from mobility.foundation.tables import Column, check_table

USUAL_VERSION = "SSYK 2012"
"""The classification of the codes in the shipped table."""

AGAINST, NOT_AGAINST = "against", "not against"

USUAL_COLUMNS = (
    Column("unit_group"),
    Column("need", allowed=tuple(CONDITIONS)),
    Column("judged", allowed=(AGAINST, NOT_AGAINST)),
)
"""One line per unit group and need: whether what is usual in the occupation is against it."""

NO_USUAL = check_table(
    pd.DataFrame({c.name: [] for c in USUAL_COLUMNS}), USUAL_COLUMNS, "usual conditions"
)
"""The table without a line."""

_SHIPPED = Path(__file__).parent / "usual_conditions_ssyk2012.csv"


def usual_conditions() -> pd.DataFrame:
    """Return what is usual of the work in unit groups of SSYK 2012, as shipped.

    Judged, not measured: two language models read the definition of each of the 400 unit groups,
    apart from each other and without any person, and said of every need whether what is usual in
    the occupation is against it, is not, or that they were unsure (of no_irritants, which came
    later, two other readings did). A line stands here only where both said the same and neither was
    unsure. How far they agree, and how far with ads, is told in
    ``docs/usual_conditions.md``. A workplace may well differ from what is usual.

    Returns
    -------
    DataFrame
        As `USUAL_COLUMNS` says, by unit group and need; ``judged`` is "against" or "not against".
        ``attrs["recipe"]`` says how it was made. A copy with lines changed can be given to
        `skill_space`.

    Examples
    --------
    >>> usual = usual_conditions()
    >>> roofers = usual[usual["unit_group"].eq("7121") & usual["judged"].eq("against")]
    >>> "no_heavy_lifting" in set(roofers["need"])
    True
    """
    table = check_table(pd.DataFrame(shipped_lines(_SHIPPED)), USUAL_COLUMNS, _SHIPPED.name)
    against = int(table["judged"].eq(AGAINST).sum())
    step = Step.of(
        "usual_conditions",
        {
            "judged by": "two language models, apart, from the definitions of unit groups",
            "kept where": "both say the same and neither is unsure",
            "measured": False,
            "version": USUAL_VERSION,
        },
        {AGAINST: against, NOT_AGAINST: len(table) - against},
    )
    table.attrs["recipe"] = NO_STEPS.then(step).to_records()
    return table


def checked_usual(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of what is usual under its contract.

    Raises
    ------
    InputError
        If a cell is not as `USUAL_COLUMNS` says, or a unit group has two lines of one need.

    Examples
    --------
    >>> twice = pd.DataFrame({"unit_group": ["5120"] * 2, "need": ["sitting"] * 2,
    ...                       "judged": ["against", "not against"]})
    >>> checked_usual(twice)
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: usual: 1 problem(s)
      - unit group '5120' has two lines of 'sitting'
    """
    checked = check_table(table, USUAL_COLUMNS, "usual")
    twice = checked.loc[checked.duplicated(["unit_group", "need"]), ["unit_group", "need"]]
    if len(twice):
        pairs = sorted(set(twice.itertuples(index=False, name=None)))
        said = [Fault(f"unit group {code!r} has two lines of {need!r}") for code, need in pairs]
        raise InputError("usual", said)
    return checked


def usually_against(table: pd.DataFrame, occupations: pd.Index) -> np.ndarray:
    """Return where what is usual is against a need, in the order of occupations and needs.

    Parameters
    ----------
    table : DataFrame
        As `USUAL_COLUMNS` says.
    occupations : Index
        Codes; those that the table does not have are against nothing.

    Returns
    -------
    ndarray of bool, shape (n_occupations, n_conditions)
        Columns in the order of `mobility.foundation.conditions.CONDITIONS`. What is judged not to
        be against a need, and what is not judged, are both False: neither is "fine".

    Examples
    --------
    >>> usual = pd.DataFrame({"unit_group": ["5120", "5120"], "need": ["sitting", "part_time"],
    ...                       "judged": ["against", "not against"]})
    >>> found = usually_against(usual, pd.Index(["4110", "5120"]))
    >>> found.sum(axis=1).tolist(), found[1, list(CONDITIONS).index("sitting")].item()
    ([0, 1], True)
    """
    found = np.zeros((len(occupations), len(CONDITIONS)), dtype=bool)
    against = table[table["judged"].eq(AGAINST)]
    rows = pd.Index(occupations.astype("str")).get_indexer(pd.Index(against["unit_group"]))
    columns = pd.Index(list(CONDITIONS)).get_indexer(pd.Index(against["need"]))
    known = rows >= 0
    found[rows[known], columns[known]] = True
    return found
