"""crosswalk: which codes of one classification become which of another, and in what shares."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.foundation.errors import Fault, InputError, VersionError, nearest_names
from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.foundation.tables import Column, check_table

CROSSWALK_COLUMNS = (
    Column("from_code"),
    Column("to_code"),
    Column("share", "number", at_least=0, at_most=1),
)
"""One line per pair of codes: the share of what the first counts that goes to the second."""

ROUNDED = 0.01
"""Printed shares are rounded: as .33 + .33 + .33 they may miss 1 by so much, and are rescaled."""

Shares = Literal["given", "equal"]


@dataclass(frozen=True, eq=False, repr=False)
class Crosswalk:
    """A way from the codes of one classification, or version of it, to those of another.

    Parameters
    ----------
    table : DataFrame
        ``from_code``, ``to_code``, ``share`` (above 0, at most 1; those of a from-code add to 1);
        one line per pair, sorted.
    from_version, to_version : str
        Classification and version on both sides, such as "SSYK 2012" and "ISCO-08".
    shares : {"given", "equal"}
        Whether the shares come from the source, or a code that is split was shared out equally
        for want of anything better.
    recipe : Recipe
        How it was read.

    Raises
    ------
    InputError
        If the table breaks its contract, a pair stands twice, shares of a code do not add to 1, or
        a version is blank; all faults at once.

    Examples
    --------
    >>> Crosswalk.of(
    ...     pd.DataFrame({"from_code": ["1", "1", "2"], "to_code": ["a", "b", "b"]}),
    ...     from_version="old", to_version="new")
    Crosswalk('old' → 'new', 2 → 2 codes, 1 split in equal shares)
    """

    table: pd.DataFrame
    from_version: str
    to_version: str
    shares: Shares = "given"
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Hold the table to its contract, put it in order and rescale rounded shares."""
        table = check_table(self.table.reset_index(drop=True), CROSSWALK_COLUMNS, "crosswalk")
        faults = _faults(table)
        faults += [
            Fault("a classification and version, such as 'SSYK 2012'", column=name, value="")
            for name in ("from_version", "to_version")
            if not getattr(self, name)
        ]
        if faults:
            raise InputError("crosswalk", faults)
        held = table[table["share"] > 0].sort_values(["from_code", "to_code"], ignore_index=True)
        held["share"] /= held.groupby("from_code")["share"].transform("sum")
        object.__setattr__(self, "table", held)

    @classmethod
    def of(
        cls, table: pd.DataFrame, *, from_version: str, to_version: str, recipe: Recipe = NO_STEPS
    ) -> "Crosswalk":
        """Build it from a table with or without shares; without them a code is split equally."""
        if "share" in table.columns:
            return cls(table, from_version, to_version, "given", recipe)
        lines = table.groupby("from_code")["from_code"].transform("size")
        return cls(table.assign(share=1 / lines), from_version, to_version, "equal", recipe)

    def __repr__(self) -> str:
        """Say both versions, how many codes there are and how many are split."""
        sides = self.table["from_code"].nunique(), self.table["to_code"].nunique()
        said = f"{len(self.split)} split" + (" in equal shares" if self.shares == "equal" else "")
        codes = f"{sides[0]} → {sides[1]} codes"
        return f"Crosswalk({self.from_version!r} → {self.to_version!r}, {codes}, {said})"

    @property
    def split(self) -> pd.Index:
        """From-codes that go to several codes, sorted."""
        many = self.table["from_code"].value_counts()
        found: pd.Index = pd.Index(sorted(many.index[many > 1]), dtype="str", name="from_code")
        return found

    @property
    def merged(self) -> pd.Index:
        """To-codes that come from several codes, sorted."""
        many = self.table["to_code"].value_counts()
        found: pd.Index = pd.Index(sorted(many.index[many > 1]), dtype="str", name="to_code")
        return found

    def must_match(self, version: str, what: str) -> None:
        """Refuse codes of another classification or version than it leads from.

        Raises
        ------
        VersionError
            If ``version`` is not ``from_version``.
        """
        if version != self.from_version:
            raise VersionError.between(what, version, "the crosswalk", self.from_version)

    def matrix(self, codes: pd.Index, what: str) -> tuple[csr_array, pd.Index]:
        """Return the share of each code that goes to each new code.

        Parameters
        ----------
        codes : Index
            From-codes, in the order wanted.
        what : str
            What to call the codes in an error.

        Returns
        -------
        tuple of (csr_array of shape (n_codes, n_new), Index of n_new)
            Rows add to 1; new codes that any of the codes goes to, sorted.

        Raises
        ------
        InputError
            With every code that the crosswalk does not have, and the nearest that it has.
        """
        known = set(self.table["from_code"])
        unknown = [str(code) for code in codes if code not in known]
        if unknown:
            faults = []
            for code in unknown:
                near = nearest_names(code, known)
                said = f"{code!r} is not in the crosswalk from {self.from_version!r}"
                faults.append(Fault(said, nearest=near[0] if near else None))
            raise InputError(what, faults)
        held = self.table[self.table["from_code"].isin(codes)]
        new = pd.Index(sorted(held["to_code"].unique()), dtype="str", name=codes.name)
        row = codes.get_indexer(pd.Index(held["from_code"]))
        column = new.get_indexer(pd.Index(held["to_code"]))
        return csr_array((held["share"], (row, column)), shape=(len(codes), len(new))), new


def _faults(table: pd.DataFrame) -> list[Fault]:
    """Return pairs that stand twice, and codes whose shares do not add to 1."""
    twice = table.index[table.duplicated(["from_code", "to_code"])]
    faults = [
        Fault("a pair of codes stands once; add its shares up", row=int(i) + 1,
              value=" → ".join(table.loc[i, ["from_code", "to_code"]].astype("str")))
        for i in twice
    ]  # fmt: skip
    total = table.groupby("from_code")["share"].sum()
    wrong = total[np.abs(total - 1) > ROUNDED + 1e-9]
    faults += [
        Fault(f"the shares of {code!r} add to {value:g}, not to 1") for code, value in wrong.items()
    ]
    return faults
