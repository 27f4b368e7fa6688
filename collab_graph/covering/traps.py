"""traps: where referrals go round, or stop, without anybody who leads."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from collab_graph.covering.boxes import Boxes, stacked, widest
from collab_graph.covering.inside import described, holds_somewhere, minus, widest_inside
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.people import people
from collab_graph.covering.referral_graph import ReferralGraph
from collab_graph.covering.wording import actor_name
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe

_WHO = ("actors", "actor_names", "reachable")


def traps(record: Record, *, at: date | None = None, certain: bool = True) -> pd.DataFrame:
    """Return where actors refer to each other in a circle and nobody leads, there or on from there.

    A trap is a strongly connected component, of two actors or more, of the formal referral graph
    of one situation, place and date, of which some actor has a mandate to receive somebody at the
    need (any role but to pay or inform), and from which no referral leads to an actor who leads the
    need by a mandate that one can get in to. Two that only refer to each other let nobody in: such
    a circle is a trap that cannot be reached.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    at : date, optional
        Look at this day only.
    certain : bool
        True: whatever is unknown, the referrals are there and no exit is; False: that may be so.

    Returns
    -------
    DataFrame
        One row a widest zone: ``need``, ``need_sv``, ``need_en``, ``situation_sv``,
        ``situation_en``, ``persons`` (with a population; and ``persons_low``, ``persons_high``
        where they are modelled), ``actors`` (ids of the circle), ``actor_names``, ``reachable``
        (whether somebody in the zone can get in to one of them at the need).

    References
    ----------
    Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing 1,
    146-160, https://doi.org/10.1137/0201010 (strongly connected components).

    Examples
    --------
    Two agencies that both take people only from each other:

    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> ways = ["remiss från FK", "remiss från AF"]
    >>> tables["mandates"] = tables["mandates"].assign(entry=ways, age="")
    >>> found = traps(Record.from_tables(tables))
    >>> found[["situation_sv", "actors", "reachable"]].to_numpy().tolist()
    [['alla', 'FK; AF', False]]
    """
    system = System.of(record, at=at)
    folk = people(record, system.atoms)
    holds, against = _both(certain)
    graph = ReferralGraph.of(system, holds)
    exits = ReferralGraph.of(system, against).exits()
    nowhere = Boxes.from_masks(system.atoms.space, [])
    parts = [described(system, nowhere, folk, lambda _: {}, _WHO)]
    circles = 0
    for members, where in _components(graph):
        needed = _union(system, [graph.at_need(actor) for actor in members])
        zones = widest_inside(met(where, needed), _union(system, [exits[a] for a in members]))
        received = _union(system, [graph.received(actor) for actor in members])

        def who(
            box: Boxes, members: tuple[str, ...] = members, received: Boxes = received
        ) -> dict[str, object]:
            return {
                "actors": SEVERAL.join(members),
                "actor_names": SEVERAL.join(actor_name(system, actor) for actor in members),
                "reachable": holds_somewhere(received, box),
            }

        if len(zones):
            circles += 1
            parts.append(described(system, zones, folk, who, _WHO))
    table = pd.concat(parts[1:] or parts, ignore_index=True)
    if folk is not None:
        table = table.sort_values("persons", ascending=False, kind="stable", ignore_index=True)
    settings = {"at": at.isoformat() if at else None, "certain": certain}
    step = Step.of("traps", settings, {"circles": circles, "zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def dead_ends(record: Record, *, at: date | None = None, certain: bool = True) -> pd.DataFrame:
    """Return where one gets in to an actor for a need, nobody leads there and no way on does.

    The actor has a mandate to receive somebody at the need, of any strength and in any role but to
    pay or inform, and one can get in to it; no
    actor leads the need by a mandate that one can get in to, neither this one nor any that
    referrals lead to from here; and it is in no circle of referrals (`traps`).

    Parameters
    ----------
    record : Record
        Who does what for whom.
    at : date, optional
        Look at this day only.
    certain : bool
        True: a dead end whatever is unknown; False: one may be.

    Returns
    -------
    DataFrame
        One row a widest zone: ``need``, ``need_sv``, ``need_en``, ``situation_sv``,
        ``situation_en``, ``persons`` (with a population; and ``persons_low``, ``persons_high``
        where they are modelled), ``actor``, ``actor_name``, ``refers_to`` (ids of those to whom it
        may refer somewhere in the zone, though nobody leads there either).

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"].loc[0, "age"] = "16–29"
    >>> found = dead_ends(Record.from_tables(tables))
    >>> found.loc[0, ["situation_sv", "actor", "refers_to"]].tolist()
    ['30 år och äldre', 'FK', '']
    """
    system = System.of(record, at=at)
    folk = people(record, system.atoms)
    holds, against = _both(certain)
    graph, other = ReferralGraph.of(system, holds), ReferralGraph.of(system, against)
    exits, circles = other.exits(), other.mutual()
    columns = ("actor", "actor_name", "refers_to")
    nowhere = Boxes.from_masks(system.atoms.space, [])
    parts = [described(system, nowhere, folk, lambda _: {}, columns)]
    for actor in graph.actors:
        around = [boxes for pair, boxes in circles.items() if actor in pair]
        zones = widest_inside(graph.received(actor), _union(system, [exits[actor], *around]))

        def who(box: Boxes, actor: str = actor) -> dict[str, object]:
            on = [
                b for (a, b), boxes in graph.links.items()
                if a == actor and holds_somewhere(boxes, box)
            ]  # fmt: skip
            name = actor_name(system, actor)
            return {"actor": actor, "actor_name": name, "refers_to": SEVERAL.join(on)}

        if len(zones):
            parts.append(described(system, zones, folk, who, columns))
    table = pd.concat(parts[1:] or parts, ignore_index=True)
    if folk is not None:
        table = table.sort_values("persons", ascending=False, kind="stable", ignore_index=True)
    settings = {"at": at.isoformat() if at else None, "certain": certain}
    step = Step.of("dead_ends", settings, {"zones": len(table)})
    return with_recipe(table, record.recipe.then(step))


def _both(certain: bool) -> tuple[Holds, Holds]:
    """Return how what makes a finding holds, and how what would undo it holds."""
    return ("certain", "possible") if certain else ("possible", "certain")


def _components(graph: ReferralGraph) -> Iterator[tuple[tuple[str, ...], Boxes]]:
    """Yield every strongly connected component of two actors or more, and where it is one."""
    mutual = graph.mutual()
    everywhere = Boxes.everything(graph.system.atoms.space)
    for first, actor in enumerate(graph.actors):
        others = [b for a, b in mutual if a == actor]
        before = [mutual[a, actor] for a in graph.actors[:first] if (a, actor) in mutual]
        where = minus(everywhere, _union(graph.system, before)) if others else everywhere
        states: list[tuple[tuple[str, ...], Boxes]] = [((actor,), where)]
        for b in others:
            boxes = mutual[actor, b]
            split: list[tuple[tuple[str, ...], Boxes]] = []
            for members, here in states:
                split += [((*members, b), met(here, boxes)), (members, minus(here, boxes))]
            states = [(members, here) for members, here in split if len(here)]
        yield from ((members, here) for members, here in states if len(members) > 1)


def _union(system: System, parts: list[Boxes]) -> Boxes:
    return widest(stacked(system.atoms.space, parts))
