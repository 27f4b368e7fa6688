"""runs_log: when a corpus was built or added to, in how long, beside its folder and never in it."""

import json
import logging
import os
import time
from dataclasses import dataclass, field
from math import nan
from typing import Any

import pandas as pd

from mobility.archiving.spent import Spent, peak_megabytes
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
    "ended": "bool",
    "cpu_seconds": "float64",
    "peak_megabytes": "float64",
}
_UNTOLD = {"ended": True, "cpu_seconds": nan, "peak_megabytes": nan}
"""What older lines do not tell: only runs that came to their end were noted then."""
_MEGABYTE = 1 << 20
_NOTED_EVERY = 10.0
"""Seconds after which an unfinished run is noted again."""


def _now() -> str:
    """Return the time in UTC to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@dataclass
class Run:
    """One call of `build_corpus`: when it began, and what it has made so far.

    Two runs that make the same bytes take different times, so nothing of this stands in the folder
    of the corpus. A run is noted when it begins, now and then, and when it ends: one that is killed
    leaves what was noted last.
    """

    folder: str
    workers: int
    when: str = field(default_factory=_now)
    _began: float = field(default_factory=time.monotonic)
    _noted: float = 0.0
    _before: bytes | None = None
    _parts: int = 0
    _lines: int = 0
    _bytes: int = 0
    _cpu: float = field(default_factory=lambda: -time.process_time())
    _elsewhere: float = 0.0
    _peak: float = nan

    def made(self, line: dict[str, Any], size: int, spent: Spent) -> None:
        """Count a part that was made; one that stood already is no work of this run."""
        self._parts += 1
        self._lines += line["ads"] + line["rejects"]
        self._bytes += size
        self._elsewhere += spent.seconds if spent.process != os.getpid() else 0.0
        # The first comparison with what is not a number is false, so that a number takes its place.
        self._peak = self._peak if self._peak >= spent.peak_megabytes else spent.peak_megabytes
        if time.monotonic() - self._noted > _NOTED_EVERY:
            self.note(0, ended=False)

    def note(self, parts: int, *, ended: bool) -> None:
        """Write a line of this run into the file beside the folder, in place of the one before.

        A corpus that is whole is not called broken because this file cannot be written; a warning
        is logged.

        Parameters
        ----------
        parts : int
            How many the corpus has now; 0 where that is not known yet.
        ended : bool
            Whether the run has come to its end.
        """
        self._noted = time.monotonic()
        cpu = self._cpu + time.process_time() + self._elsewhere
        peak = [most for most in (self._peak, peak_megabytes()) if most == most]
        told = {
            "when": self.when,
            "seconds": round(self._noted - self._began, 3),
            "parts": parts,
            "made_parts": self._parts,
            "lines": self._lines,
            "megabytes": round(self._bytes / _MEGABYTE, 6),
            "workers": self.workers,
            "ended": ended,
            "cpu_seconds": round(cpu, 3),
            "peak_megabytes": round(max(peak), 1) if peak else None,
        }
        address = runs_address(self.folder)
        try:
            if self._before is None:
                self._before = read_whole(address) if is_there(address) else b""
            write_whole(address, self._before + json.dumps(told).encode("ascii") + b"\n")
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
        One row per run, in order: ``when`` it began (UTC), ``seconds``, ``parts`` of the corpus
        after it, ``made_parts`` by this run, ``lines`` and ``megabytes`` (2^20 bytes unpacked) of
        those, ``workers``; whether it ``ended``: of one that was broken off the numbers are those
        noted last, and ``parts`` is 0; ``cpu_seconds`` of all its processes, and the
        ``peak_megabytes`` (2^20) of the one that took most memory.

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
                told.append({name: (_UNTOLD | run)[name] for name in RUN_COLUMNS})
            except (ValueError, KeyError, TypeError) as error:
                said = f"is damaged in line {number} ({error}); remove that line."
                raise FileProblemError(address, said) from error
    return pd.DataFrame(told, columns=list(RUN_COLUMNS)).astype(RUN_COLUMNS)
