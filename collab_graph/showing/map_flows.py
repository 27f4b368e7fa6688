"""map_flows: who sends people or money to whom, and who stands back for whom, as recorded."""

import pandas as pd

from collab_graph.record.entries import entry
from collab_graph.record.names import Names, folded
from collab_graph.record.record import Record
from collab_graph.showing.map_words import split

FLOW_COLUMNS = ("giver", "receiver", "kind", "mandate")
FLOWS = ("referral", "payment", "precedence")
"""A person is referred; money is paid; a mandate stands back so that another one goes first."""


def recorded_flows(record: Record) -> pd.DataFrame:
    """Return the flows between actors that the mandates of a record name.

    Parameters
    ----------
    record : Record
        Who does what for whom.

    Returns
    -------
    DataFrame
        One row a mandate and another actor, as `FLOW_COLUMNS`: whoever refers to it ("referral"),
        whoever pays for it ("payment"; a financier that is no actor of the record is left out), and
        to whom it gives precedence ("precedence": from the one that stands back to the one that
        goes first). In the order of the mandates.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(entry=["remiss från FK", ""])
    >>> recorded_flows(Record.from_tables(tables)).to_dict("records")
    [{'giver': 'FK', 'receiver': 'AF', 'kind': 'referral', 'mandate': 'm1'}]
    """
    actors = record.tables["actors"]
    names = Names("an actor", "en aktör", tuple(actors["actor"]))
    called = {
        folded(name): actor for actor, name in zip(actors["actor"], actors["name"], strict=True)
    }
    called |= {folded(actor): actor for actor in actors["actor"]}
    mandates = record.tables["mandates"]
    actor_of = dict(zip(mandates["mandate"], mandates["actor"], strict=True))
    rows = []
    for row in mandates.to_dict("records"):
        own = row["actor"]
        sending = [(giver, own, "referral") for giver in entry(row["entry"], names).referrers]
        payer = called.get(folded(row["financier"]))
        paying = [(payer, own, "payment")] if payer is not None else []
        first = dict.fromkeys(
            name if name in names.ids else actor_of[name] for name in split(row["yields_to"])
        )
        yielding = [(own, other, "precedence") for other in first]
        rows += [
            (giver, receiver, kind, row["mandate"])
            for giver, receiver, kind in (*sending, *paying, *yielding)
            if giver != receiver
        ]
    return pd.DataFrame(rows, columns=list(FLOW_COLUMNS), dtype="str")
