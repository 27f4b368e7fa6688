"""incidence: a sparse table of things by skills, with its names, support and recipe."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from mobility.foundation.errors import Fault, InputError, UnknownNameError
from mobility.foundation.recipe import NO_STEPS, Recipe, Step


@dataclass(frozen=True, eq=False, repr=False)
class Incidence:
    """Sparse values with labelled rows and columns, such as occupation × skill.

    Parameters
    ----------
    values : csr_array of shape (n_rows, n_columns)
        Finite numbers of at least 0; explicit zeros are removed.
    rows, columns : pandas.Index
        Unique labels; the *name* of each index says the kind ("occupation", "skill").
    measure : str
        What a value is, such as "ads" or "share of ads".
    support : ndarray of shape (n_rows,)
        How many ads (in link tables: occupations) each row rests on.
    version : str
        Classification and version of the row codes, such as "SSYK 2012".
    recipe : Recipe
        How it came about.

    Examples
    --------
    >>> links = pd.DataFrame({"occupation": ["5120", "5120"], "skill": ["knife", "menu"]})
    >>> kitchen = Incidence.from_pairs(links, "occupation", "skill")
    >>> kitchen
    Incidence(1 occupation × 2 skill, 2 values, 'count')
    >>> kitchen.row("5120").to_dict()
    {'knife': 1.0, 'menu': 1.0}
    """

    values: csr_array
    rows: pd.Index
    columns: pd.Index
    measure: str
    support: np.ndarray
    version: str = ""
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Check shapes, labels and values once, so that nobody below has to."""
        values = csr_array(self.values, dtype=np.float64, copy=True)
        values.sum_duplicates()
        values.eliminate_zeros()
        values.sort_indices()
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "support", np.asarray(self.support, dtype=np.float64))
        faults = []
        if values.shape != (len(self.rows), len(self.columns)):
            labels = f"{len(self.rows)} × {len(self.columns)} labels"
            faults.append(Fault(f"values have shape {values.shape} but there are {labels}"))
        if self.support.shape != (len(self.rows),):
            faults.append(
                Fault(f"support has shape {self.support.shape}; one number per row is expected")
            )
        if not np.isfinite(self.support).all() or (self.support < 0).any():
            faults.append(Fault("support must be finite and at least 0"))
        for axis in (self.rows, self.columns):
            twice = axis[axis.duplicated()]
            faults += [Fault(f"{axis.name} {name!r} stands twice") for name in twice[:5]]
        if not np.isfinite(values.data).all() or (values.data < 0).any():
            faults.append(Fault("values must be finite and at least 0"))
        if faults:
            raise InputError(f"Incidence of {self.rows.name} × {self.columns.name}", faults)

    @classmethod
    def from_pairs(
        cls,
        pairs: pd.DataFrame,
        row: str,
        column: str,
        value: str | None = None,
        *,
        measure: str = "count",
        rows: pd.Index | None = None,
        columns: pd.Index | None = None,
        support: pd.Series | None = None,
        version: str = "",
        recipe: Recipe = NO_STEPS,
    ) -> "Incidence":
        """Build it from a table with one line per pair, adding up repeated pairs.

        Parameters
        ----------
        pairs : DataFrame
            Holds the columns named by ``row``, ``column`` and ``value``.
        row, column : str
            Names of the label columns; they become the names of the two indexes.
        value : str, optional
            Name of the column of numbers; without it each line counts one.
        measure, version, recipe
            As on the class.
        rows, columns : pandas.Index, optional
            The labels and their order; without them the sorted labels found.
        support : Series, optional
            How many ads each row rests on, by label; without it the row sums.

        Raises
        ------
        InputError
            If a pair has no label, or one that is not among ``rows`` or ``columns``.
        """
        rows, i = _positions(pairs[row], row, rows)
        columns, j = _positions(pairs[column], column, columns)
        faults = [
            Fault(
                "a label of the table", row=int(k) + 1, column=name, value=str(pairs[name].iloc[k])
            )
            for name, positions in ((row, i), (column, j))
            for k in np.flatnonzero(positions < 0)
        ]
        if faults:
            raise InputError(f"pairs of {row} and {column}", faults)
        number = np.ones(len(pairs)) if value is None else pairs[value].to_numpy(dtype=np.float64)
        shape = (len(rows), len(columns))
        values = coo_array((number, (i, j)), shape=shape).tocsr()
        carried = (
            np.asarray(values.sum(axis=1)).ravel()
            if support is None
            else support.reindex(rows, fill_value=0).to_numpy(dtype=np.float64)
        )
        return cls(values, rows, columns, measure, carried, version, recipe)

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        return len(self.rows), len(self.columns)

    def __repr__(self) -> str:
        """Say the two kinds, how many, and the measure."""
        size = f"{len(self.rows)} {self.rows.name} × {len(self.columns)} {self.columns.name}"
        return f"Incidence({size}, {self.values.nnz} values, {self.measure!r})"

    def row(self, label: str) -> pd.Series:
        """Return the non-zero values of one row, in column order.

        Raises
        ------
        UnknownNameError
            If there is no such row; the nearest labels are named.
        """
        if label not in self.rows:
            raise UnknownNameError(str(self.rows.name), label, map(str, self.rows))
        i = int(self.rows.get_indexer(pd.Index([label]))[0])
        start, end = self.values.indptr[i], self.values.indptr[i + 1]
        names = self.columns[self.values.indices[start:end]]
        return pd.Series(self.values.data[start:end], index=names, name=self.measure)

    def with_values(self, values: csr_array, measure: str, step: Step) -> "Incidence":
        """Return the same rows and columns with other values, one step later."""
        return Incidence(
            values, self.rows, self.columns, measure, self.support, self.version,
            self.recipe.then(step),
        )  # fmt: skip

    def select(self, rows: np.ndarray, columns: np.ndarray, step: Step) -> "Incidence":
        """Return the rows and columns at the given positions (or boolean masks)."""
        return Incidence(
            self.values[rows][:, columns], self.rows[rows], self.columns[columns], self.measure,
            self.support[rows], self.version, self.recipe.then(step),
        )  # fmt: skip

    def to_frame(self) -> pd.DataFrame:
        """Return one line per non-zero value: row label, column label, value."""
        held = self.values.tocoo()
        i, j = held.coords
        return pd.DataFrame(
            {
                str(self.rows.name): self.rows[i],
                str(self.columns.name): self.columns[j],
                self.measure: held.data,
            }
        )


def _positions(
    series: pd.Series, name: str, labels: pd.Index | None
) -> tuple[pd.Index, np.ndarray]:
    """Return the labels (those found, sorted, where none are given) and where each line stands.

    Each distinct label is looked up once, however many lines have it; -1 where it is not known.
    """
    code, found = pd.factorize(series)
    if labels is None:
        labels = pd.Index(sorted(found), name=name, dtype="str")
    else:
        labels = labels.rename(name)
    # A line without a label has code -1 and so reads the last place, which is -1 too.
    place = np.append(labels.get_indexer(pd.Index(found)), -1)
    return labels, place[code]
