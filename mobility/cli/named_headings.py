"""named_headings: where a heading is missing, the option that says which it is."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from mobility.foundation.errors import Fault, InputError, VersionError

_OF = re.compile(r"no column .* \(for '(.*?)'\); the file has .*", re.DOTALL)


@contextmanager
def naming(options: Mapping[str, str]) -> Iterator[None]:
    """Read a table; a heading it does not have is told with the option for it.

    Parameters
    ----------
    options : mapping of str to str
        From what a column is for to its option: "origin" to "--flows-column origin=HEADING".

    Raises
    ------
    InputError
        As the reader raises it, every missing heading with its option.

    Examples
    --------
    >>> with naming({"origin": "--origin"}):
    ...     raise InputError("moves.csv", [Fault("the heading 'from' is missing", column="origin")])
    Traceback (most recent call last):
    mobility.foundation.errors.InputError: moves.csv: 1 problem(s)
      - column 'origin': the heading 'from' is missing; say which it is with --origin
    """
    try:
        yield
    except VersionError:
        raise
    except InputError as error:
        told = [_with_option(problem, options) for problem in error.problems]
        raise InputError(error.source, told) from error


def headings_by(option: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return the option for each heading where one option takes them all.

    Examples
    --------
    >>> headings_by("--column", {"region": "kommun"})
    {'region': '--column region=HEADING'}
    """
    return {name: f"{option} {name}=HEADING" for name in names}


def _with_option(problem: Fault | str, options: Mapping[str, str]) -> Fault | str:
    """Add the option to a fault that is a heading missing; those of a cell have their row."""
    if not isinstance(problem, Fault) or problem.row is not None:
        return problem
    lacking = _OF.fullmatch(problem.expected)
    meant = problem.column or (str(lacking[1]) if lacking else "")
    if meant not in options:
        return problem
    end = "." if problem.nearest else ""
    said = f"{problem.expected.removesuffix('.')}; say which it is with {options[meant]}{end}"
    return replace(problem, expected=said)
