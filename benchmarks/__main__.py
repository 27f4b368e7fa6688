"""Run every benchmark and print one table: ``python -m benchmarks [small]``."""

import platform
import sys

from benchmarks.finding import Finding
from benchmarks.reaching import ManyPersons, OnePerson, OpeningASpace
from benchmarks.relating import Backbone, Proximity
from benchmarks.timing import measured, report
from benchmarks.walk import Walk
from benchmarks.zones import HeavyZones, Holding, TwoAxes, UncoveredCells, ZonesOfNeeds

BENCHMARKS = (
    Finding, Proximity, Backbone, OpeningASpace, OnePerson, ManyPersons, Walk,
    ZonesOfNeeds, HeavyZones, Holding, UncoveredCells, TwoAxes,
)  # fmt: skip


def main(size: str) -> None:
    """Time every ``time_…`` of every benchmark and print what came out."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    for kind in BENCHMARKS:
        print(report(measured(kind, size)))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "full")
