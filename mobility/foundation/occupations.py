"""occupations: codes, titles and levels of one version of a hierarchical classification."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from mobility.foundation.errors import UnknownNameError, VersionError
from mobility.foundation.recipe import NO_STEPS, Recipe
from mobility.foundation.tables import Column, check_table

OCCUPATION_COLUMNS = (
    Column("occupation", unique=True),
    Column("title"),
    Column("level", "whole number", at_least=1),
    Column("parent", required=False, filled=False),
)


@dataclass(frozen=True, eq=False, repr=False)
class Occupations:
    """A classification whose codes grow by one digit a level, such as SSYK 2012 or ISCO-08.

    Parameters
    ----------
    table : DataFrame
        Indexed by code; columns ``title``, ``level`` (1 is the broadest) and ``parent`` (the code
        one level up; blank at the top). Levels without a title have their code as title.
    version : str
        Classification and version, such as "SSYK 2012".
    recipe : Recipe
        How it was read.
    """

    table: pd.DataFrame
    version: str
    recipe: Recipe = NO_STEPS

    def __post_init__(self) -> None:
        """Hold the table to its contract."""
        named = self.table.rename_axis("occupation").reset_index()
        table = check_table(named, OCCUPATION_COLUMNS, self.version).set_index("occupation")
        object.__setattr__(self, "table", table.sort_index())

    def __repr__(self) -> str:
        """Say the version and how many codes there are on the finest level."""
        finest = self.table["level"].max()
        return f"Occupations({self.version!r}, {(self.table['level'] == finest).sum()} groups)"

    def title(self, code: str) -> str:
        """Return the title of a code.

        Raises
        ------
        UnknownNameError
            If there is no such code; the nearest codes are named.
        """
        if code not in self.table.index:
            raise UnknownNameError(f"{self.version} occupation", code, self.table.index)
        return str(self.table.at[code, "title"])

    def titles(self, codes: Iterable[str]) -> list[str]:
        """Return a title for each code; a code without one stands for itself."""
        known = self.table["title"].to_dict()
        return [str(known.get(code, code)) for code in codes]

    def must_match(self, version: str, what: str) -> None:
        """Refuse codes of another classification or version.

        Raises
        ------
        VersionError
            If ``version`` is not this classification's.
        """
        if version != self.version:
            raise VersionError.between(what, version, "the occupation list", self.version)
