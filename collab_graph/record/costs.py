"""costs: what a change of a mandate costs, and which changes cannot be made."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from collab_graph.record.contracts import UNKNOWN

ORDINARY = 1.0
"""What a change costs of which nothing is said."""
_CRITERIA = ("change", "mandate", "actor", "source")


@dataclass(frozen=True)
class Costs:
    """The rows of the sheet costs, in file order.

    Parameters
    ----------
    rows : tuple of mapping
        Canonical text; "" where a row says nothing.
    members : mapping of str to tuple of str
        Every actor with itself and all units below it.
    """

    rows: tuple[Mapping[str, str], ...]
    members: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, table: pd.DataFrame, members: Mapping[str, tuple[str, ...]]) -> "Costs":
        """Read the sheet ``costs`` of a record."""
        rows = [{str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")]
        return cls(tuple(rows), members)

    def price(self, change: str, mandate: str, actor: str, source: str) -> float | None:
        """Return what a change costs; None where it cannot be made.

        Of the rows that fit, the one that says most holds; of those that say equally much one that
        says no, and where none does the last.

        Parameters
        ----------
        change : str
            One of `REPAIRS`.
        mandate, actor : str
            Which mandate is changed, and whose it is.
        source : str
            What is changed: "law", "agreement", "practice".

        Returns
        -------
        float or None
            `ORDINARY` where no row fits, or one that says yes and no cost. None where the row says
            no, its cost is unknown, or it says neither.

        Examples
        --------
        >>> said = {"change": "", "mandate": "", "actor": "", "source": "law", "possible": "no",
        ...         "cost": ""}
        >>> costs = Costs((said, {**said, "actor": "FK", "possible": "", "cost": "9"}), {})
        >>> costs.price("value", "m", "AF", "law"), costs.price("value", "m", "FK", "law")
        (None, 9.0)
        >>> costs.price("value", "m", "AF", "practice")
        1.0
        >>> Costs((said, {**said, "source": "", "change": "place", "cost": "2", "possible": ""}),
        ...       {}).price("place", "m", "AF", "law") is None
        True
        """
        asked = {"change": change, "mandate": mandate, "actor": actor, "source": source}
        fitting = [row for row in self.rows if self._fits(row, asked)]
        if not fitting:
            return ORDINARY
        most = max(_said(row) for row in fitting)
        prices = [_price(row) for row in fitting if _said(row) == most]
        return None if None in prices else prices[-1]

    def _fits(self, row: Mapping[str, str], asked: Mapping[str, str]) -> bool:
        return all(
            row[name] in ("", asked[name])
            or (name == "actor" and asked[name] in self.members.get(row[name], ()))
            for name in _CRITERIA
        )


def _price(row: Mapping[str, str]) -> float | None:
    """Return what a row says that a change costs; None where it says that it cannot be made."""
    if row["possible"] in ("no", UNKNOWN) or row["cost"] == UNKNOWN:
        return None
    if row["cost"] == "":
        return ORDINARY if row["possible"] == "yes" else None
    return float(row["cost"])


def _said(row: Mapping[str, str]) -> int:
    """Return how many criteria a row fills."""
    return sum(row[name] != "" for name in _CRITERIA)
