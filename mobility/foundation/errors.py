"""Every error this library raises on purpose.

MobilityError
├── InputError           a table or a file's content breaks its contract    (a ValueError)
│   └── VersionError     two classifications, or two versions of one, mixed (a ValueError)
├── FileProblemError     a file is missing, empty, cut short or too large   (an OSError)
├── UnknownNameError     a skill, occupation or place is not in the data    (a LookupError)
├── EmptyResultError     a filter left nothing to work with                 (a ValueError)
└── MissingPackageError  an optional package or a model is not installed    (an ImportError)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

SHOWN_PROBLEMS = 20


class MobilityError(Exception):
    """Anything this library refuses to do, with the reason and the way out."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as it stands: its classes are not made from one message."""
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(
    kind: type[MobilityError], said: tuple[Any, ...], facts: dict[str, Any]
) -> MobilityError:
    """Make an error again from its message and the facts it carries."""
    error = kind.__new__(kind, *said)
    error.args = said
    error.__dict__.update(facts)
    return error


@dataclass(frozen=True)
class Fault:
    """One cell, row or column that breaks a contract; ``str()`` gives the sentence a person reads.

    Examples
    --------
    >>> print(Fault("a whole number of at least 0", row=4, column="openings", value="-2"))
    row 4, column 'openings': '-2' is not a whole number of at least 0
    """

    expected: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    nearest: str | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        """Say where, what stands there, and what was expected."""
        place = ", ".join(
            part
            for part in (
                f"sheet {self.sheet!r}" if self.sheet is not None else "",
                f"row {self.row}" if self.row is not None else "",
                f"column {self.column!r}" if self.column is not None else "",
            )
            if part
        )
        said = f"{self.value!r} is not {self.expected}" if self.value is not None else self.expected
        hint = f" Did you mean {self.nearest!r}?" if self.nearest else ""
        return f"{place}: {said}{hint}" if place else f"{said}{hint}"


class InputError(MobilityError, ValueError):
    """A table is not as its contract says; ``problems`` lists everything found.

    The message shows the first twenty problems and counts the rest.
    """

    def __init__(self, source: str, problems: Iterable[Fault | str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        lines = "".join(f"\n  - {problem}" for problem in self.problems[:SHOWN_PROBLEMS])
        hidden = len(self.problems) - SHOWN_PROBLEMS
        more = f"\n  … and {hidden} more" if hidden > 0 else ""
        super().__init__(f"{source}: {len(self.problems)} problem(s){lines}{more}")


class VersionError(InputError):
    """Two classifications, or two versions of one, were about to be joined without a crosswalk."""

    @classmethod
    def between(
        cls, left: str, left_version: str, right: str, right_version: str
    ) -> "VersionError":
        """Build the error from the two things and the version each one declares."""
        return cls(
            left,
            [
                f"has codes of {left_version!r} but {right} has codes of {right_version!r}; the "
                "same code can mean different things in them. Translate one with a crosswalk "
                "first, or declare the right version when reading."
            ],
        )


class FileProblemError(MobilityError, OSError):
    """A file cannot be used: missing, empty, cut short, or larger than its bounds."""

    def __init__(self, path: str | Path, problem: str) -> None:
        self.path = Path(path)
        self.problem = problem
        super().__init__(f"{path}: {problem}")

    @classmethod
    def missing(cls, path: Path) -> "FileProblemError":
        """Build the error for a file that is not there, naming the nearest file that is."""
        folder = path.parent
        if not folder.is_dir():
            return cls(path, f"no such file; the folder {str(folder)!r} does not exist either.")
        near = get_close_matches(path.name, sorted(p.name for p in folder.iterdir()), n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        return cls(path, f"no such file.{hint}")


class UnknownNameError(MobilityError, LookupError):
    """A name was asked for that the data does not hold; ``near`` has the closest known names."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = list(known)
        self.kind = kind
        self.name = name
        self.near = nearest_names(name, names)
        hint = f" Did you mean {' or '.join(map(repr, self.near))}?" if self.near else ""
        super().__init__(f"No {kind} named {name!r} among {len(names)}.{hint}")


def nearest_names(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known names that may have been meant, whatever the case.

    A code is near those that begin as it does, since codes grow from the left.

    Examples
    --------
    >>> nearest_names("ovns", ["oven", "knife"]), nearest_names("5121", ["5120", "5131", "6121"])
    (('oven',), ('5120', '5131'))
    """
    names = list(known)
    if name.isdigit():
        alike = {code: _same_start(name, code) for code in names if code.isdigit()}
        codes = [code for code, same in alike.items() if same]
        return tuple(sorted(codes, key=lambda code: (-alike[code], code))[:3])
    by_folded = {known_name.casefold(): known_name for known_name in names}
    close = get_close_matches(name.casefold(), list(by_folded), n=3, cutoff=0.6)
    return tuple(by_folded[folded] for folded in close)


def _same_start(one: str, other: str) -> int:
    """Count the characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


class EmptyResultError(MobilityError, ValueError):
    """A filter or a threshold left nothing to work with."""


class MissingPackageError(MobilityError, ImportError):
    """An optional package, or a language model, is not on this machine."""

    def __init__(self, missing: str, way_out: str) -> None:
        self.missing = missing
        super().__init__(f"{missing} is not on this machine. {way_out}")
