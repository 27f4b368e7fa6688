"""place_names: regions by code or by name, however a table has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import InputError, UnknownNameError
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reading.table_rows import mapped, text_table

_CODE_AND_NAME = re.compile(r"(\d+)\s+(\S.*)")
"""How a statistical office writes a place in one cell: "1281 Lund"."""


@dataclass(frozen=True)
class Places:
    """The regions of a table: what each is shown as, and what else it may be called.

    Parameters
    ----------
    codes : mapping of str to str
        From what a region is shown as to what the table has for it.

    Examples
    --------
    >>> places = Places.of(["1281", "2582"], {"1281": "Lund", "2582": "Boden"})
    >>> places.meant("lund"), places.meant("2582")
    ('Lund', 'Boden')
    >>> Places.of(["1281 Lund"], {}).meant("Lund")
    '1281 Lund'
    """

    codes: Mapping[str, str]

    @classmethod
    def of(cls, regions: pd.Index | list[str], names: Mapping[str, str]) -> "Places":
        """Show regions by their names; those whose name is another's too, with their code."""
        shown = {str(code): names.get(str(code), str(code)) for code in regions}
        labels = list(shown.values())
        return cls({
            label if labels.count(label) == 1 else f"{label} ({code})": code
            for code, label in shown.items()
        })  # fmt: skip

    @property
    def named(self) -> bool:
        """Whether any region is shown as something else than the table has."""
        return any(label != code for label, code in self.codes.items())

    def meant(self, name: str) -> str:
        """Return what the region is shown as that is meant by a name or a code, in any case.

        Raises
        ------
        UnknownNameError
            If there is none; the nearest are named.
        InputError
            If several are called so.
        """
        folded = name.strip().casefold()
        # What stands as it is written comes before a part of it.
        for which in (0, 1):
            found = [label for label, own in self._called() if folded in own[which]]
            if len(found) == 1:
                return found[0]
            if found:
                listed = ", ".join(map(repr, found))
                said = f"{name!r} is the name of {len(found)} places: {listed}. "
                raise InputError("region", [said + "Give one of them as it stands."])
        known = self.codes.values() if folded.isdigit() else self.codes
        raise UnknownNameError("region", name, known)

    def alike(self, name: str) -> str:
        """Return what a region of another table is shown as; itself where it is not of these."""
        try:
            return self.meant(name)
        except UnknownNameError:
            return name

    def shown(self, counts: RegionalCounts) -> RegionalCounts:
        """Return counts with the regions as they are shown."""
        if not self.named:
            return counts
        of_code = {code: label for label, code in self.codes.items()}
        table = counts.table.assign(region=counts.table["region"].map(of_code))
        regions = pd.Index(
            sorted(of_code[code] for code in counts.regions), name="region", dtype="str"
        )
        return RegionalCounts(
            table, regions, counts.activities, counts.measure, counts.unlisted_below,
            counts.version, counts.recipe,
        )  # fmt: skip

    def _called(self) -> list[tuple[str, tuple[set[str], set[str]]]]:
        """Return each region with what it is called whole, and what it is called in part."""
        called = []
        for label, code in self.codes.items():
            parts = _CODE_AND_NAME.fullmatch(label)
            whole = {label.casefold(), code.casefold()}
            name = label.removesuffix(f" ({code})").casefold()
            called.append((label, (whole, {name, *(p.casefold() for p in parts.groups())}
                                   if parts else {name})))  # fmt: skip
        return called


def names_in_table(path: Path, *, region: str, name: str, encoding: str) -> dict[str, str]:
    """Return what each region of a table is called.

    Raises
    ------
    InputError
        If a heading is missing, or a region has two names.
    """
    file = Path(path).name
    table = mapped(
        text_table(path, encoding=encoding), {"region": region, "region_name": name}, file
    )
    pairs = table[(table["region"] != "") & (table["region_name"] != "")].drop_duplicates()
    twice = pairs[pairs["region"].duplicated()]
    if len(twice):
        raise InputError(file, [
            f"line {line}: region {code!r} has a second name, {label!r}"
            for line, code, label in zip(
                twice.index, twice["region"], twice["region_name"], strict=True)
        ])  # fmt: skip
    return dict(zip(pairs["region"], pairs["region_name"], strict=True))
