"""runs_log: when a corpus was built or added to, in how long, beside its folder and never in it."""

import json
import logging
import time
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from mobility.foundation.addresses import is_there, read_whole, write_whole
from mobility.foundation.errors import FileProblemError

logger = logging.getLogger(__name__)

RUN_COLUMNS = {
    "when": "str",
    "seconds": "float64",
    "parts": "int64",
    "made_parts": "int64",
    "lines": "int64",
    "megabytes": "float64",
    "workers": "int64",
}
_MEGABYTE = 1 << 20


def _now() -> str:
    """Return the time in UTC to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@dataclass
class Run:
    """One call of `build_corpus`: when it began, and what it has made so far.

    Two runs that make the same bytes take different times, so nothing of this stands in the folder
    of the corpus.
    """

    workers: int
    when: str = field(default_factory=_now)
    _began: float = field(default_factory=time.monotonic)
    _parts: int = 0
    _lines: int = 0
    _bytes: int = 0

    def made(self, line: dict[str, Any], size: int) -> None:
        """Count a part that was made; one that stood already is no work of this run."""
        self._parts += 1
        self._lines += line["ads"] + line["rejects"]
        self._bytes += size

    def note(self, folder: str, parts: int) -> None:
        """Add a line of this run to the file beside the folder.

        A corpus that is whole is not called broken because this file cannot be written; a warning
        is logged.
        """
        told = {
            "when": self.when,
            "seconds": round(time.monotonic() - self._began, 3),
            "parts": parts,
            "made_parts": self._parts,
            "lines": self._lines,
            "megabytes": round(self._bytes / _MEGABYTE, 6),
            "workers": self.workers,
        }
        address = runs_address(folder)
        try:
            before = read_whole(address) if is_there(address) else b""
            write_whole(address, before + json.dumps(told).encode("ascii") + b"\n")
        except FileProblemError as error:
            logger.warning("the time of this run is not noted: %s", error)


def runs_address(folder: str) -> str:
    """Return where the runs of a corpus are noted: beside its folder.

    Examples
    --------
    >>> runs_address("memory://corpus/")
    'memory://corpus.runs.jsonl'
    """
    return folder.rstrip("/") + ".runs.jsonl"


def read_runs(folder: str) -> pd.DataFrame:
    """Read the runs by which a corpus came about; without the file there are none.

    Parameters
    ----------
    folder : str
        Of the corpus.

    Returns
    -------
    DataFrame
        One row per run that came to its end, in order: ``when`` it began (UTC), ``seconds``,
        ``parts`` of the corpus after it, ``made_parts`` by this run, ``lines`` and ``megabytes``
        (2^20 bytes unpacked) of those, ``workers``.

    Raises
    ------
    FileProblemError
        If a line of the file is damaged.
    """
    address = runs_address(folder)
    told: list[dict[str, Any]] = []
    if is_there(address):
        for number, line in enumerate(read_whole(address).splitlines(), 1):
            try:
                run = json.loads(line)
                told.append({name: run[name] for name in RUN_COLUMNS})
            except (ValueError, KeyError, TypeError) as error:
                said = f"is damaged in line {number} ({error}); remove that line."
                raise FileProblemError(address, said) from error
    return pd.DataFrame(told, columns=list(RUN_COLUMNS)).astype(RUN_COLUMNS)
