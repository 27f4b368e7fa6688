"""names: which id is meant by a name as people write it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mobility.foundation.errors import InputError, UnknownNameError


@dataclass(frozen=True, eq=False, repr=False)
class Names:
    """Ids by id and label, in any case.

    Parameters
    ----------
    kind : str
        What is named, for messages.
    ids : mapping of str to tuple of str
        Case-folded id or label → the ids it may mean; an id comes before a label.
    known : tuple of str
        Labels and ids as they are written, to name the nearest.

    Examples
    --------
    >>> Names.of("skill", ["k1", "k2"], ["Knife", "Menu"]).meant("knife")
    'k1'
    """

    kind: str
    ids: Mapping[str, tuple[str, ...]]
    known: tuple[str, ...]

    @classmethod
    def of(cls, kind: str, ids: Iterable[str], labels: Iterable[str]) -> "Names":
        """Build it from ids and their labels, in the same order."""
        both = [(str(name), str(label)) for name, label in zip(ids, labels, strict=True)]
        meant: dict[str, tuple[str, ...]] = {}
        for name, label in both:
            folded = label.casefold()
            meant[folded] = (*meant.get(folded, ()), name)
        meant |= {name.casefold(): (name,) for name, _ in both}
        known = dict.fromkeys([label for _, label in both] + [name for name, _ in both])
        return cls(kind, meant, tuple(known))

    def before(self, others: "Names") -> "Names":
        """Return both together; a name that both know means what it means here."""
        known = dict.fromkeys([*self.known, *others.known])
        return Names(self.kind, {**others.ids, **self.ids}, tuple(known))

    def __repr__(self) -> str:
        """Say how many names there are."""
        return f"Names({len(self.ids)} of {self.kind})"

    def meant(self, name: str) -> str:
        """Return the one id that a name means.

        Raises
        ------
        UnknownNameError
            If it means none; the nearest are named.
        InputError
            If it is the label of several; their ids are named.
        """
        ids = self.ids.get(name.strip().casefold(), ())
        if not ids:
            raise UnknownNameError(self.kind, name, self.known)
        if len(ids) > 1:
            said = ", ".join(map(repr, ids))
            raise InputError(
                self.kind, [f"{name!r} is the label of {len(ids)}: {said}. Give the id."]
            )
        return ids[0]
