"""timing: run the methods of one benchmark, ours and the peers', on the same work."""

import os
import time
import tracemalloc
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from benchmarks.peers import PYTHON, peers_python

REPEATS = 3


@dataclass(frozen=True)
class Figure:
    """One method's best time and peak memory; blank where a peer is not installed."""

    benchmark: str
    method: str
    seconds: float | None
    peak_mb: float | None
    note: str


def measured(kind: type, size: str) -> list[Figure]:
    """Set a benchmark up and run each ``time_…`` method; ours is ``time_ours``."""
    work: Any = kind()
    work.setup(size)
    figures = []
    for name in sorted(n for n in dir(kind) if n.startswith("time_")):
        if name in getattr(kind, "elsewhere", {}):
            figures.append(_elsewhere(work, name))
            continue
        package = work.peers.get(name)
        try:
            note = f"{package} {version(package)}" if package else work.what
        except PackageNotFoundError:
            missing = f"not installed; pip install {package}"
            figures.append(Figure(kind.__name__, name[5:], None, None, missing))
            continue
        method = getattr(work, name)
        best = min(_seconds(method) for _ in range(1 if size == "small" else REPEATS))
        figures.append(Figure(kind.__name__, name[5:], best, _peak(method), note))
    if hasattr(work, "teardown"):
        work.teardown()
    return figures


def _elsewhere(work: Any, name: str) -> Figure:
    """Have a peer do the work in its own Python, where it is timed without the way there."""
    kind, package = type(work).__name__, work.elsewhere[name]
    if peers_python() is None:
        missing = f"pip install {package} for a Python of its own, and name it in {PYTHON}"
        return Figure(kind, name[5:], None, None, missing)
    found = getattr(work, name)()
    note = ", ".join(f"{what} {number}" for what, number in found.versions.items())
    return Figure(kind, name[5:], found.seconds, None, note)


def _seconds(method: Any) -> float:
    start = time.perf_counter()
    method()
    return time.perf_counter() - start


def _peak(method: Any) -> float:
    """Peak of Python's own allocations in MB; what C libraries take for themselves is not seen."""
    tracemalloc.start()
    method()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def report(figures: list[Figure]) -> str:
    """Return the lines of one benchmark, each with its ratio to ours."""
    ours = next(f.seconds for f in figures if f.method == "ours")
    lines = [f"\n{figures[0].benchmark} ({os.cpu_count()} cores)"]
    for f in figures:
        if f.seconds is None or ours is None:
            lines.append(f"  {f.method:<16} {'–':>9}  {'–':>9}  {'–':>8}  {f.note}")
        else:
            ratio = f"{f.seconds / ours:.1f} ×"
            peak = "–" if f.peak_mb is None else f"{f.peak_mb:.0f}"
            lines.append(f"  {f.method:<16} {f.seconds:>8.3f}s {peak:>7} MB {ratio:>9}  {f.note}")
    return "\n".join(lines)
