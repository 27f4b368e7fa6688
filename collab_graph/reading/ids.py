"""ids: short ids for things that another standard knows by name or by a long number."""

import re
from dataclasses import dataclass, field

from collab_graph.record.names import folded

_LONG = 40
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_SPLITS = re.compile(r"[;,\n]")


@dataclass
class Ids:
    """Gives every key one id of its own, made of its name.

    Examples
    --------
    >>> ids = Ids()
    >>> ids.of("o1", "Påhitts län"), ids.of("o2", "Påhitts Län"), ids.of("o1", "whatever")
    ('påhitts_län', 'påhitts_län_2', 'påhitts_län')
    """

    _given: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def of(self, key: str, name: str, *, code: str = "") -> str:
        """Return the id of a key; ``code`` itself where it can be one and is free."""
        if key not in self._given:
            plain = " ".join(code.split())
            usable = plain and plain != "?" and not _UUID.fullmatch(plain)
            wanted = plain if usable and not _SPLITS.search(plain) else slug(name)
            found, number = wanted, 2
            while folded(found) in self._taken:
                found, number = f"{wanted}_{number}", number + 1
            self._taken.add(folded(found))
            self._given[key] = found
        return self._given[key]

    def known(self, key: str) -> str:
        """Return the id of a key that has one, else ""."""
        return self._given.get(key, "")


def slug(name: str) -> str:
    """Return a name as an id: small letters, digits and underscores, at most 40.

    Examples
    --------
    >>> slug("Individanpassad praktik (IPS)"), slug("…")
    ('individanpassad_praktik_ips', 'x')
    """
    return re.sub(r"\W+", "_", folded(name)).strip("_")[:_LONG].strip("_") or "x"
