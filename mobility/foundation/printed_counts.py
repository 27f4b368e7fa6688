"""printed_counts: what a page prints for counts of persons, shown or hidden."""

from typing import Literal

import numpy as np
import pandas as pd
from scipy.sparse import coo_array

from mobility.foundation.errors import Fault, InputError
from mobility.foundation.recipe import with_recipe
from mobility.foundation.suppression import Suppression, suppressed

Language = Literal["sv", "en"]

_FEWER = {"sv": "färre än {limit}", "en": "fewer than {limit}"}
_TOTAL = {"sv": "Totalt", "en": "Total"}
_WITHHELD = "–"


def printed(suppression: Suppression, *, language: Language = "sv") -> list[str]:
    """Return what a page prints for every count.

    Parameters
    ----------
    suppression : Suppression
        What may be shown.
    language : {"sv", "en"}
        Of the words.

    Returns
    -------
    list of m str
        The count rounded to whole persons; "fewer than 5" where saying so tells nothing more; "–"
        for any other hidden count, small or not.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> report = suppressed(csr_array([[1, 1, 1], [1, 0, 0], [0, 1, 0]]), [40, 20, 3])
    >>> printed(report, language="en")
    ['40', '20', 'fewer than 5']
    """
    return [
        (_FEWER[language].format(limit=f"{limit:.0f}") if fewer else _WITHHELD)
        if hidden
        else f"{value:.0f}"
        for value, hidden, fewer, limit in zip(
            suppression.shown,
            suppression.hidden,
            suppression.fewer,
            suppression.limits,
            strict=True,
        )
    ]


def printed_table(
    table: pd.DataFrame, *, smallest_cell: int = 5, language: Language = "sv"
) -> pd.DataFrame:
    """Return a two-way table of persons with its margins, as it may be printed.

    Parameters
    ----------
    table : DataFrame of shape (r, c)
        Persons by row and column, without margins. Every cell is taken as possible.
    smallest_cell : int
        As in `suppressed`.
    language : {"sv", "en"}
        Of the words and of the name of the margins.

    Returns
    -------
    DataFrame of shape (r + 1, c + 1)
        Texts, the margins last; with its recipe.

    Raises
    ------
    InputError
        As `suppressed`; also if a row or column is already called "Total".

    Examples
    --------
    >>> gap = pd.DataFrame({"young": [3, 15], "old": [20, 30]}, index=["town", "village"])
    >>> printed_table(gap, language="en")
                  young old Total
    town     fewer than 5   –    23
    village             –   –    45
    Total              18  50    68
    """
    total = _TOTAL[language]
    if total in table.index or total in table.columns:
        raise InputError(
            "table", [Fault(f"a row or column is called {total!r}; leave out margins")]
        )
    r, c = table.shape
    cell = np.arange(r * c).reshape(r, c)
    groups = [[*(cell[i, [j]] for j in range(c)), cell[i]] for i in range(r)] + [
        [*(cell[:, j] for j in range(c)), cell.ravel()]
    ]
    flat = [group for row in groups for group in row]
    at = np.repeat(np.arange(len(flat)), [len(group) for group in flat])
    ones = np.ones(len(at))
    sums = coo_array((ones, (at, np.concatenate(flat))), shape=(len(flat), r * c)).tocsr()
    values = sums @ table.to_numpy(dtype=np.float64).ravel()
    names = [f"{i}, {j}" for i in [*table.index, total] for j in [*table.columns, total]]
    report = suppressed(sums, values, smallest_cell=smallest_cell, names=names)
    texts = np.array(printed(report, language=language), dtype=object).reshape(r + 1, c + 1)
    index, columns = [*table.index, total], [*table.columns, total]
    answer = pd.DataFrame(texts, index=pd.Index(index), columns=pd.Index(columns), dtype="str")
    return with_recipe(answer, report.recipe)
