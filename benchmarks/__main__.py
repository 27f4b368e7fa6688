"""Run benchmarks and print one table: ``python -m benchmarks [small] [module or class …]``.

``python -m benchmarks quality`` says how right finding is; it needs the folder of data.
"""

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import quality
from benchmarks.effective_use import EffectiveUse, EffectiveUseAlone, FullerUse
from benchmarks.finding import Finding, FindingInFewAds, FindingInManyAds, FindSkills
from benchmarks.finding_by_meaning import FindingByMeaning
from benchmarks.near_duplicates import Joining, Signing
from benchmarks.reaching import ManyPersons, OnePerson, OpeningASpace
from benchmarks.region_pages import BoardAndPage, Mix
from benchmarks.regions import Board, Recovery
from benchmarks.relating import (
    Backbone,
    Disparity,
    Proximity,
    SkillRelatedness,
    TradeProximity,
)
from benchmarks.repairs import BudgetRepair
from benchmarks.timing import measured, report
from benchmarks.walk import Walk
from benchmarks.what_if import OneEdit
from benchmarks.zones import FiveSystems, HeavyZones, Holding, TwoAxes, UncoveredCells, ZonesOfNeeds
from mobility.foundation.errors import UnknownNameError

BENCHMARKS = (
    Finding, FindingInManyAds, FindingInFewAds, FindSkills, FindingByMeaning,
    Proximity, TradeProximity, Backbone, Disparity, SkillRelatedness,
    EffectiveUse, FullerUse, EffectiveUseAlone,
    OpeningASpace, OnePerson, ManyPersons, Board, Recovery, BoardAndPage, Mix,
    Walk,
    ZonesOfNeeds, HeavyZones, FiveSystems, Holding, UncoveredCells, TwoAxes, BudgetRepair,
    OneEdit,
    Signing, Joining,
)  # fmt: skip
SIZES = ("small", "full")
_HOME = Path(__file__).resolve().parents[2] / "shared" / "data"


def chosen(names: Sequence[str]) -> tuple[type, ...]:
    """Return the benchmarks of the modules and classes named, in any case; all where none is.

    Raises
    ------
    UnknownNameError
        If there is no such module or class, with the nearest.
    """
    called = {kind: (kind.__module__.rpartition(".")[2], kind.__name__) for kind in BENCHMARKS}
    known = dict.fromkeys(name for both in called.values() for name in both)
    asked = {name.casefold() for name in names}
    for name in names:
        if name.casefold() not in map(str.casefold, known):
            raise UnknownNameError("benchmark", name, (*known, *SIZES))
    return tuple(
        kind
        for kind, both in called.items()
        if not asked or asked.intersection(map(str.casefold, both))
    )


def main(arguments: Sequence[str]) -> None:
    """Time every ``time_…`` of the benchmarks asked for and print what came out."""
    if list(arguments) == ["quality"]:
        quality.report(os.environ.get("LABOUR_GRAPHS_DATA", str(_HOME)), print)
        return
    sizes = [word for word in arguments if word in SIZES]
    try:
        kinds = chosen([word for word in arguments if word not in SIZES])
    except UnknownNameError as error:
        sys.exit(str(error))
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    for kind in kinds:
        print(report(measured(kind, sizes[-1] if sizes else "full")))


if __name__ == "__main__":
    main(sys.argv[1:])
