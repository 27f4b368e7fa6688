"""map_borders: where the mandates of an actor end and grey zones begin."""

import pandas as pd

from collab_graph.covering.zones import GreyZones
from collab_graph.record.names import SEVERAL

BORDER_COLUMNS = (
    "actor", "condition_sv", "condition_en", "zones", "mandates", "needs_sv", "needs_en",
    "situation_sv", "situation_en",
)  # fmt: skip
_STANDING = ("role", "strength", "force", "capacity", "wait_days", "entry")


def borders(found: GreyZones) -> pd.DataFrame:
    """Return, for every actor, the single conditions that keep it out of zones next to it.

    Only mandates that fall on one condition alone count: change that condition and the mandate
    reaches into the zone.

    Parameters
    ----------
    found : GreyZones
        The zones, with what every mandate falls on.

    Returns
    -------
    DataFrame
        One row an actor and condition, as `BORDER_COLUMNS`: ``zones`` counts the zones that begin
        there, ``mandates`` the ids of those that end there, and the needs and the situation are
        those of the widest of the zones. By actor, criteria before role, strength and standing,
        the border of most zones first. It holds no count of persons, and its order tells none.

    Examples
    --------
    >>> from collab_graph.covering.zones import grey_zones
    >>> from collab_graph.record.record import Record, example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> found = borders(grey_zones(Record.from_tables(tables)))
    >>> found[["actor", "condition_sv", "mandates", "situation_sv"]].iloc[0].tolist()
    ['AF', 'ålder', 'm1', '30 år och äldre']
    """
    alone = found.blockers[found.blockers["missing"] == 1]
    said = ["zone", "needs_sv", "needs_en", "situation_sv", "situation_en", "values"]
    joined = alone.merge(found.table[said], on="zone")
    joined = joined.assign(standing=joined["condition"].isin(_STANDING))
    # The widest zone speaks for the others; equally wide ones by what they say.
    joined = joined.sort_values(
        ["values", "needs_sv", "situation_sv", "mandate"],
        ascending=[False, True, True, True],
        kind="stable",
    )
    grouped = joined.groupby(["actor", "standing", "condition_sv", "condition_en"], sort=False)
    table = grouped[["needs_sv", "needs_en", "situation_sv", "situation_en"]].first()
    table = table.assign(
        zones=grouped["zone"].nunique(),
        mandates=grouped["mandate"].agg(lambda held: SEVERAL.join(sorted(set(held)))),
    ).reset_index()
    table = table.sort_values(
        ["actor", "standing", "zones", "condition_sv"],
        ascending=[True, True, False, True],
        kind="stable",
    )
    return table[list(BORDER_COLUMNS)].reset_index(drop=True)
