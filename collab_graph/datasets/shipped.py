"""shipped: the demonstration that comes with the package — a made-up coordination association."""

import pandas as pd

from collab_graph.datasets.demo_files import demo_table
from collab_graph.datasets.population import demo_population
from collab_graph.record.record import Record

SHIPPED_SHEETS = (
    "about", "actors", "axes", "values", "needs", "places", "travel", "mandates", "exclusions",
    "interventions", "collaborations", "costs",
)  # fmt: skip


def demo_tables() -> dict[str, pd.DataFrame]:
    """Return the sheets of the demonstration record, as a planner would fill them.

    Returns
    -------
    dict of str to DataFrame
        English name of the sheet → table with the headings of its contract, every cell text, in
        the order of the workbook; ``population`` is drawn with seed 0 by `demo_population`.

    Examples
    --------
    >>> tables = demo_tables()
    >>> tables["mandates"].loc[0, ["mandate", "actor", "has_sgi", "source"]].tolist()
    ['fk_sickness_benefit', 'FK_sick', 'yes', 'law']
    """
    tables = {name: demo_table(name) for name in SHIPPED_SHEETS}
    return tables | {"population": demo_population()}


def demo_record() -> Record:
    """Return the demonstration: made-up actors and places under the parties' real public rules.

    Returns
    -------
    Record
        29 actors and units, 71 mandates, 21 axes, 10 needs, 8 municipalities and 40,000 made-up
        persons; ``synthetic`` is True.

    Examples
    --------
    >>> demo_record().synthetic
    True
    """
    return Record.from_tables(demo_tables(), source="demonstration")


def expected_findings() -> pd.DataFrame:
    """Return what the demonstration must show, written down before anything was computed.

    Returns
    -------
    DataFrame
        One row per case: ``case``, ``group`` (as surveys of the field name it), one column per
        axis (a complete situation), ``needs``, ``place``, ``date``, ``level`` ("covered", Z0–Z3;
        "" where a set of needs is asked about) with ``?`` taken as met, ``level_if_unknown_fails``
        with ``?`` taken as not met, ``marks`` between "; ", ``actor`` who leads where it is
        covered, ``reason`` (law, agreement or practice), ``nearest`` (a mandate that falls, or
        holds on paper), ``falls_on`` (what it falls on) and ``why`` in Swedish.

    Examples
    --------
    >>> findings = expected_findings().set_index("case")
    >>> findings.loc["spouse_income", ["has_sgi", "level", "falls_on"]].tolist()
    ['no', 'Z0', 'has_sgi']
    """
    table = demo_table("expected")
    situations = []
    for defining, otherwise in zip(table["situation"], table["otherwise"], strict=True):
        said = [part.split("=", 1) for part in f"{defining}; {otherwise}".split("; ") if part]
        situations.append(dict(said))
    axes = demo_table("axes")["axis"].tolist()
    whole = pd.DataFrame(situations, columns=axes)
    return pd.concat([table.drop(columns=["situation", "otherwise"]), whole], axis=1)
