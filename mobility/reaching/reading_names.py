"""reading_names: look names up one by one and keep everything that was wrong, to say it at once."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from mobility.foundation.errors import Fault, InputError, UnknownNameError

_T = TypeVar("_T")


class Reading:
    """Names looked up one by one, with everything that was wrong."""

    def __init__(self) -> None:
        self.problems: list[Fault | str] = []
        self._unknown: list[UnknownNameError] = []

    def each(self, meant: Callable[[str], str], names: Iterable[str]) -> list[str]:
        """Return the ids of the names that mean one."""
        found = []
        for name in names:
            try:
                found.append(meant(name))
            except UnknownNameError as unknown:
                self._unknown.append(unknown)
                self.problems.append(str(unknown))
            except InputError as several:
                self.problems += several.problems
        return found

    def unless(self, found: _T | Fault) -> _T | None:
        """Return what was found, unless it is a fault."""
        if isinstance(found, Fault):
            self.problems.append(found)
            return None
        return found

    def stop(self) -> None:
        """Raise what was wrong, all at once; a single unknown name as itself."""
        if len(self.problems) == 1 and self._unknown:
            raise self._unknown[0]
        if self.problems:
            raise InputError("person", self.problems)
