"""entries: the way in to a mandate — one's own application, or a referral from somebody."""

import re
from dataclasses import dataclass

from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.faults import Language, all_refused
from collab_graph.record.names import SEVERAL, Names, folded
from collab_graph.record.words import REFERRAL, SELF
from mobility.foundation.errors import InputError


@dataclass(frozen=True)
class Entry:
    """How a person comes in.

    Parameters
    ----------
    stated : bool
        False for a blank cell: nothing is said, and every way in passes.
    known : bool
        False for ``?``.
    on_own : bool
        Whether one's own application is enough.
    referrers : tuple of str
        Ids of the actors whose referral is a way in.
    """

    stated: bool = False
    known: bool = True
    on_own: bool = False
    referrers: tuple[str, ...] = ()

    def text(self, language: Language = "en") -> str:
        """Return it as written in a cell; canonical in English."""
        which = 0 if language == "en" else 1
        if not self.known:
            return UNKNOWN
        parts = [SELF[which]] if self.on_own else []
        if self.referrers:
            parts.append(f"{REFERRAL[which]} {SEVERAL.join(self.referrers)}")
        return SEVERAL.join(parts)


def entry(text: str, actors: Names) -> Entry:
    """Return the way in that a cell says.

    Parameters
    ----------
    text : str
        "", "?", "self" or "egen ansökan", "referral from A; B" or "remiss från A; B", or one's own
        application first and then a referral.
    actors : Names
        The actors of the record.

    Returns
    -------
    Entry
        Its ``text()`` reads back as the same.

    Raises
    ------
    InputError
        With a fault for every actor that is not in the record.

    Examples
    --------
    >>> actors = Names("an actor", "en aktör", ("AF", "FK"))
    >>> entry("egen ansökan; remiss från fk", actors).text()
    'self; referral from FK'
    """
    stripped = text.strip()
    if not stripped:
        return Entry()
    if stripped == UNKNOWN:
        return Entry(stated=True, known=False)
    on_own = False
    referrers: set[str] = set()
    errors: list[InputError] = []
    parts = [part.strip() for part in re.split(r"[;\n]", stripped) if part.strip()]
    for part in parts or [stripped]:
        if folded(part) in SELF:
            on_own = True
            continue
        try:
            referrers.update(actors.several(_without_prefix(part)))
        except InputError as error:
            errors.append(error)
    if errors:
        raise all_refused("entry", errors)
    return Entry(True, True, on_own, tuple(a for a in actors.ids if a in referrers))


def _without_prefix(part: str) -> str:
    """Return the actors named after "referral from"."""
    for words in REFERRAL:
        if folded(part).startswith(f"{words} "):
            return " ".join(part.split())[len(words) + 1 :]
    return part
