"""names: from what a person typed to the id of an actor, need, place or value."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from collab_graph.record.faults import all_refused, refused
from mobility.foundation.errors import InputError, nearest_names

SEVERAL = "; "
"""What stands between several ids in canonical text."""
_PARTS = re.compile(r"[;\n]")
_SHOWN = 8
"""How many of the legal names a refusal lists where none is near."""


def folded(text: str) -> str:
    """Return text as it is compared: any case, any run of spaces.

    Examples
    --------
    >>> folded("  Norrsjö   KOMMUN ")
    'norrsjö kommun'
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@dataclass(frozen=True)
class Names:
    """The ids that may be named in a cell, and every label they also go by.

    Parameters
    ----------
    kind, kind_sv : str
        What they are, with an article: "a need of the record", "ett behov i underlaget".
    ids : tuple of str
        In their order; an id wins over a label.
    labels : tuple of (str, str)
        Pairs of label and id.
    listed : bool
        Whether a refusal lists the first ids where no name is near; not where the kind says them.
    swedish : tuple of (str, str)
        What ids are called in a refusal in Swedish, where that is something else.
    """

    kind: str
    kind_sv: str
    ids: tuple[str, ...]
    labels: tuple[tuple[str, str], ...] = ()
    listed: bool = False
    swedish: tuple[tuple[str, str], ...] = ()
    _by_id: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)
    _by_label: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make the two lists that texts are looked up in."""
        object.__setattr__(self, "_by_id", _grouped((name, name) for name in self.ids))
        object.__setattr__(self, "_by_label", _grouped(self.labels))

    def find(self, text: str) -> tuple[str, ...]:
        """Return every id a text may stand for: none, one, or several that share a label.

        Examples
        --------
        >>> needs = Names("a need", "ett behov", ("work",), (("arbete", "work"),))
        >>> needs.find("ARBETE"), needs.find("vila")
        (('work',), ())
        """
        if text in self.ids:
            return (text,)
        wanted = folded(text)
        return self._by_id.get(wanted) or self._by_label.get(wanted, ())

    def one(self, text: str) -> str:
        """Return the one id a text stands for.

        Raises
        ------
        InputError
            If it stands for none, with the nearest name or, where none is near and the names are
            ``listed``, the first eight; or if it stands for several.

        Examples
        --------
        >>> needs = Names("a need", "ett behov", ("work", "home"), listed=True)
        >>> needs.one("xyzzy")
        Traceback (most recent call last):
        ...
        mobility.foundation.errors.InputError: a need: 1 problem(s)
          - 'xyzzy' is not a need (there are: work, home)
        """
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        if found:
            which = ", ".join(found)
            raise refused(
                self.kind,
                f"one name only: it stands for {which}; write one of those instead",
                f"ett entydigt namn: det står för {which}; skriv ett av dem i stället",
                value=text,
            )
        known = [*self.ids, *(label for label, _ in self.labels)]
        near = nearest_names(text, known)
        if near or not self.listed:
            near_name = near[0] if near else ""
            near_sv = dict(self.swedish).get(near_name, "")
            raise refused(
                self.kind, self.kind, self.kind_sv, value=text, near=near_name, near_sv=near_sv
            )
        raise refused(
            self.kind,
            f"{self.kind} ({self._legal('there are', 'more', 'there is none')})",
            f"{self.kind_sv} ({self._legal('det finns', 'till', 'det finns inget')})",
            value=text,
        )

    def several(self, text: str) -> tuple[str, ...]:
        """Return the ids named between semicolons (or commas), each once, in the order of ``ids``.

        Raises
        ------
        InputError
            With a fault for every part that stands for no id, or for several; and if there is
            no part at all.

        Examples
        --------
        >>> values = Names("a value", "ett värde", ("ja", "nej", "oklart"))
        >>> values.several("oklart, Ja; ja")
        ('ja', 'oklart')
        """
        found: set[str] = set()
        errors: list[InputError] = []
        for part in self._split(text):
            try:
                found.add(self.one(part))
            except InputError as error:
                errors.append(error)
        if errors:
            raise all_refused(self.kind, errors)
        if not found:
            raise refused(self.kind, self.kind, self.kind_sv, value=text)
        return tuple(name for name in self.ids if name in found)

    def _legal(self, there_are: str, more: str, none: str) -> str:
        """Return the first ids in their order, and how many there are besides."""
        if not self.ids:
            return none
        left = len(self.ids) - _SHOWN
        others = f" … {left} {more}" if left > 0 else ""
        return f"{there_are}: {', '.join(self.ids[:_SHOWN])}{others}"

    def _split(self, text: str) -> list[str]:
        """Return the parts of a cell; a comma divides only what is no name as a whole."""
        parts: list[str] = []
        for part in filter(None, map(str.strip, _PARTS.split(text))):
            whole = self.find(part) or "," not in part
            parts += [part] if whole else [p for p in map(str.strip, part.split(",")) if p]
        return parts


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return, for each folded text, the ids it stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for text, name in pairs:
        key = folded(text)
        if key and name not in found.get(key, ()):
            found[key] = (*found.get(key, ()), name)
    return found
