"""overload: how many persons each mandate with a capacity is open to, against its free places."""

import numpy as np
import pandas as pd

from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.people import people
from collab_graph.covering.points import holding
from collab_graph.covering.wording import actor_name
from collab_graph.record.contracts import UNKNOWN
from collab_graph.record.record import Record
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Step, with_recipe

_COLUMNS = (
    "mandate", "actor", "actor_name", "capacity", "occupied", "free", "demand", "only_way",
    "demand_per_place",
)  # fmt: skip


def overload(record: Record) -> pd.DataFrame:
    """Return demand against capacity for every mandate that says its capacity.

    Parameters
    ----------
    record : Record
        With a population; persons count on its reference date.

    Returns
    -------
    DataFrame
        One row a mandate with a known capacity: ``capacity``, ``occupied`` (0 where blank, NaN
        where unknown), ``free`` (capacity less occupied), ``demand`` (persons with at least one
        need it covers, for whom it holds for certain), ``only_way`` (those of them for whom no
        other mandate covers one of these needs), ``demand_per_place`` (demand over capacity; NaN
        where the capacity is 0). Most persons per free place first.

    Raises
    ------
    InputError
        If the record has no population.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(capacity=["10", ""])
    >>> row = {"place": "Norrsjö", "needs": "work", "persons": "40", "age": "31"}
    >>> tables["population"] = pd.DataFrame([row])
    >>> overload(Record.from_tables(tables))[["mandate", "demand", "demand_per_place"]]
      mandate  demand  demand_per_place
    0      m1    40.0               4.0
    """
    system = System.of(record, at=record.reference_date)
    folk = people(record, system.atoms)
    if folk is None:
        raise InputError("overload", ["demand needs a population; the record has none"])
    cases = folk.cases()
    row_of = np.concatenate([np.flatnonzero(folk.needs >> n & 1) for n in range(len(system.atoms.needs))])  # fmt: skip # noqa: E501
    held = {
        number: holding(system.covering(number, "certain"), cases.values).any(axis=1)
        for number, mandate in enumerate(system.mandates)
        if mandate.covered
    }
    ways = np.sum([np.zeros(len(row_of)), *held.values()], axis=0)
    rows = []
    for number, mandate in enumerate(system.mandates):
        if mandate.capacity in ("", UNKNOWN) or number not in held:
            continue
        capacity = float(mandate.capacity)
        occupied = np.nan if mandate.occupied == UNKNOWN else float(mandate.occupied or 0)
        demand = _persons(folk.weights, row_of[held[number]])
        only = _persons(folk.weights, row_of[held[number] & (ways == 1)])
        per_place = demand / capacity if capacity else np.nan
        rows.append((mandate.name, mandate.actor, actor_name(system, mandate.actor), capacity,
                     occupied, capacity - occupied, demand, only, per_place))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    pressure = table["demand"] / table["free"].clip(lower=0.5).fillna(0.5)
    order = np.argsort(-pressure.to_numpy(dtype=float), kind="stable")
    table = table.iloc[order].reset_index(drop=True)
    return with_recipe(table, record.recipe.then(Step.of("overload", {}, {"mandates": len(table)})))


def _persons(weights: np.ndarray, rows: np.ndarray) -> float:
    """Return the persons in some rows, each once."""
    return float(weights[np.unique(rows)].sum())
