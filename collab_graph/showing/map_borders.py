"""map_borders: where the mandates of an actor end and grey zones begin."""

import pandas as pd

from collab_graph.covering.zones import GreyZones

BORDER_COLUMNS = (
    "actor", "mandate", "condition", "condition_sv", "condition_en", "zones", "needs_sv",
    "needs_en", "situation_sv", "situation_en",
)  # fmt: skip
_STANDING = ("role", "strength", "force", "capacity", "wait_days", "entry")


def borders(found: GreyZones) -> pd.DataFrame:
    """Return, for every mandate, the one condition that keeps it out of zones next to it.

    Only mandates that fall on a single condition count: change that condition and the mandate
    reaches into the zone.

    Parameters
    ----------
    found : GreyZones
        The zones, with what every mandate falls on.

    Returns
    -------
    DataFrame
        One row a mandate and condition, as `BORDER_COLUMNS`: ``zones`` counts the zones that begin
        there, and the needs and the situation are those of the widest of them. By actor, the
        border of most zones first; criteria before role, strength and standing. It holds no count
        of persons, and its order tells none.

    Examples
    --------
    >>> from collab_graph.covering.zones import grey_zones
    >>> from collab_graph.record.record import Record, example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> found = borders(grey_zones(Record.from_tables(tables)))
    >>> found[["actor", "condition_sv", "situation_sv"]].iloc[0].tolist()
    ['AF', 'ålder', '30 år och äldre']
    """
    rows = found.blockers[found.blockers["missing"] == 1]
    said = ["zone", "needs_sv", "needs_en", "situation_sv", "situation_en", "values"]
    joined = rows.merge(found.table[said], on="zone")
    # The widest zone speaks for the others; equally wide ones by what they say.
    joined = joined.sort_values(
        ["values", "needs_sv", "situation_sv"], ascending=[False, True, True], kind="stable"
    )
    keys = ["actor", "mandate", "condition", "condition_sv", "condition_en"]
    grouped = joined.groupby(keys, sort=False)
    first = grouped.first()
    table = first.assign(zones=grouped["zone"].nunique()).reset_index()
    table = table.assign(standing=table["condition"].isin(_STANDING))
    table = table.sort_values(
        ["actor", "standing", "zones", "mandate", "condition", "condition_sv"],
        ascending=[True, True, False, True, True, True],
        kind="stable",
    )
    return table[list(BORDER_COLUMNS)].reset_index(drop=True)
