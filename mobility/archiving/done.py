"""done: how many lines are done, and about how many there will be."""

from collections.abc import Mapping, Sequence
from typing import Any

from mobility.foundation.progress import Progress

STEP = "build corpus"


class Done:
    """Counts lines as parts are finished, and tells the progress callback."""

    def __init__(self, sources: Sequence[Mapping[str, Any]], progress: Progress) -> None:
        sizes = [source["unpacked_bytes"] for source in sources]
        self._all = None if None in sizes else sum(sizes)
        self._lines = self._bytes = 0
        self._progress = progress
        progress(STEP, 0, None)

    def add(self, line: Mapping[str, Any], size: int) -> None:
        """Count one finished part."""
        self._lines += line["ads"] + line["rejects"]
        self._bytes += size
        whole = None
        if self._all is not None:
            share = min(1.0, self._bytes / max(self._all, 1))
            whole = max(self._lines, round(self._lines / share)) if share else None
        self._progress(STEP, self._lines, whole)
