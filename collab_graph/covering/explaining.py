"""explaining: the few grey zones that say most, and the same gaps as parts that do not overlap."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from collab_graph.covering.boxes import cell_counts
from collab_graph.covering.cover import SHARES, cover_by_cells, cover_by_persons
from collab_graph.covering.levels import out_of
from collab_graph.covering.partition import partition
from collab_graph.covering.weights import weights_of
from collab_graph.covering.wording import need_text, situation_text
from collab_graph.covering.zones import GreyZones
from mobility.foundation.recipe import Step, with_recipe


def readable_cover(found: GreyZones, *, shares: Sequence[float] = SHARES) -> pd.DataFrame:
    """Return the few grey zones that together hold most of the uncovered cases, in words.

    A case is a person at one of their needs: somebody uncovered at two needs is two cases, so that
    every uncovered need is explained. Without a population, cells are counted.

    Parameters
    ----------
    found : GreyZones
        What `grey_zones` gave.
    shares : sequence of float
        Shares of the uncovered cases to reach, in (0, 1].

    Returns
    -------
    DataFrame
        The zones chosen, in order, as rows of ``found.table`` with ``cases`` (or cells) in the
        zone, ``gain`` (in no zone chosen before), ``gain_share``, ``share_so_far`` and ``reaches``
        (the highest of ``shares`` reached so far).

    Raises
    ------
    InputError
        If a share is not in (0, 1].

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> from collab_graph.covering.zones import grey_zones
    >>> from collab_graph.record.record import Record
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(age=["16–29", ""], needs="work")
    >>> found = grey_zones(Record.from_tables(tables))
    >>> readable_cover(found)[["share_so_far", "situation_sv"]].to_numpy().tolist()
    [[1.0, '30 år och äldre']]
    """
    out = out_of(found.system, found.level, holds=found.holds, wait_days=found.wait_days)
    if found.population is None:
        chosen = cover_by_cells(found.zones, out, shares=shares)
    else:
        chosen = cover_by_persons(found.zones, out, found.population.cases(), shares=shares)
    table = chosen.rename(columns={"size": "cases"}).merge(found.table, on="zone", how="left")
    step = Step.of("readable_cover", {"shares": ", ".join(map(str, shares))}, {"chosen": len(table)})  # fmt: skip # noqa: E501
    return with_recipe(table, found.recipe.then(step))


def disjoint_parts(found: GreyZones) -> pd.DataFrame:
    """Return the same gaps as boxes that do not overlap: their counts add up.

    Parameters
    ----------
    found : GreyZones
        What `grey_zones` gave; its tau is not used, since parts are no zones.

    Returns
    -------
    DataFrame
        One row a part: ``needs``, ``needs_sv``, ``needs_en``, ``situation_sv``, ``situation_en``,
        ``cells``, and with a population ``cases`` (persons at one of their needs). Most first.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> from collab_graph.covering.zones import grey_zones
    >>> from collab_graph.record.record import Record
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(age=["16–29", ""], needs="work")
    >>> found = grey_zones(Record.from_tables(tables))
    >>> disjoint_parts(found)[["needs", "situation_sv"]].to_numpy().tolist()
    [['work', '30 år och äldre']]
    """
    system = found.system
    out = out_of(system, found.level, holds=found.holds, wait_days=found.wait_days)
    parts = partition(out)
    rows = [
        (
            "; ".join(n for bit, n in enumerate(system.atoms.needs) if masks[-1] >> bit & 1),
            need_text(system, masks[-1], "sv"),
            need_text(system, masks[-1], "en"),
            situation_text(system, masks, "sv"),
            situation_text(system, masks, "en"),
        )
        for masks in parts.to_masks()
    ]
    columns = ["needs", "needs_sv", "needs_en", "situation_sv", "situation_en"]
    table = pd.DataFrame(rows, columns=columns)
    table["cells"] = pd.Series(cell_counts(parts), dtype="object")
    keys = np.array([float(count) for count in table["cells"]])
    if found.population is not None:
        keys = weights_of(parts, found.population.cases())
        table["cases"] = keys
    table = table.iloc[np.argsort(-keys, kind="stable")].reset_index(drop=True)
    step = Step.of("disjoint_parts", {}, {"parts": len(table)})
    return with_recipe(table, found.recipe.then(step))
