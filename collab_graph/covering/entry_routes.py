"""entry_routes: how to get in to those who lead — by oneself, or by which referrals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from collab_graph.covering.boxes import Boxes
from collab_graph.covering.inside import holds_somewhere, holds_throughout
from collab_graph.covering.mandate_boxes import Holds, Mandate, System, everywhere_at_any_need
from collab_graph.covering.referral_graph import ReferralGraph, open_to_all, senders
from collab_graph.covering.situations import situations
from collab_graph.covering.wording import actor_name
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe

ROUTE_COLUMNS = (
    "case", "need", "mandate", "actor", "actor_name", "force", "referrals", "route", "certain",
    "route_sv", "route_en", "source", "reference",
)  # fmt: skip


def entry_routes(record: Record, cases: pd.DataFrame | Mapping[str, object]) -> pd.DataFrame:
    """Return every way in to each mandate that leads a need, for each situation.

    A route begins where one gets in on one's own (or nothing is said of how) and goes from actor to
    actor by referral: each receives this situation, at this place and date, at any need, and names
    the one before as a way in. Only routes of which no step can be left out are listed: no actor
    after the first lets people in on their own, and none may refer further along than to the next.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    cases : DataFrame or mapping
        As `situations` reads them; what is not said is not known.

    Returns
    -------
    DataFrame
        One row a route, by case, need, then the fewest referrals: ``case`` (from 0), ``need``,
        ``mandate`` that leads, its ``actor``, ``actor_name`` and ``force``, ``referrals`` (how
        many; 0 where one applies oneself), ``route`` (ids of those one passes on the way),
        ``certain`` (False where it may be a way, but hangs on something unknown), ``route_sv``,
        ``route_en``, ``source`` and ``reference`` of the mandate. A lead that holds and has no row
        cannot be got in to.

    Raises
    ------
    InputError
        As `situations`.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> tables = example_tables()
    >>> tables["mandates"] = tables["mandates"].assign(entry=["remiss från FK", "egen ansökan"])
    >>> found = entry_routes(Record.from_tables(tables), {"ålder": "31"})
    >>> found["route_sv"].tolist()
    ['egen ansökan till Försäkringskassan, därifrån remiss till Arbetsförmedlingen']
    """
    system = System.of(record)
    read = situations(record, system.atoms, cases)
    finder = Routes(system)
    rows = [
        (case, need, *row)
        for case, (masks, needs) in enumerate(zip(read.boxes.to_masks(), read.needs, strict=True))
        for need in needs
        for row in finder.rows((*masks[:-1], system.atoms.of_needs(need)))
    ]
    table = pd.DataFrame(rows, columns=list(ROUTE_COLUMNS))
    step = Step.of("entry_routes", {}, {"cases": len(read.table), "routes": len(table)})
    return with_recipe(table, record.recipe.then(step))


class Routes:
    """Finds ways in, with the referral graph drawn once for all situations."""

    def __init__(self, system: System) -> None:
        self._system = system
        both: tuple[Holds, Holds] = ("certain", "possible")
        self._graphs = {holds: ReferralGraph.of(system, holds) for holds in both}

    def rows(self, masks: tuple[int, ...]) -> list[tuple[object, ...]]:
        """Return the rows of one situation at one need, the fewest referrals first."""
        system = self._system
        box = Boxes.from_masks(system.atoms.space, [masks])
        drawn = {holds: _Drawn(graph, box) for holds, graph in self._graphs.items()}
        found = []
        for number, mandate in enumerate(system.mandates):
            if not mandate.lead or not masks[-1] & mandate.covered:
                continue
            certain = self._to(drawn["certain"], number)
            possible = self._to(drawn["possible"], number)
            routes = [(route, True) for route in certain]
            routes += [(route, False) for route in possible if route not in certain]
            for route, sure in routes:
                found.append((len(route), not sure, number, route, mandate))
        found.sort(key=lambda entry: entry[:4])
        return [
            (
                mandate.name, mandate.actor, actor_name(system, mandate.actor), mandate.force,
                referrals, SEVERAL.join(route), not unsure,
                self._said(drawn["possible" if unsure else "certain"], route, mandate, "sv"),
                self._said(drawn["possible" if unsure else "certain"], route, mandate, "en"),
                mandate.source, mandate.reference,
            )
            for referrals, unsure, _, route, mandate in found
        ]  # fmt: skip

    def shortest(self, masks: tuple[int, ...]) -> dict[Language, list[str]]:
        """Return the shortest way in to each mandate that leads, in words; certain ones first."""
        table = [dict(zip(ROUTE_COLUMNS[2:], row, strict=True)) for row in self.rows(masks)]
        table.sort(key=lambda row: not row["certain"])
        first: dict[object, dict[str, object]] = {}
        for row in table:
            first.setdefault(row["mandate"], row)
        languages: tuple[Language, Language] = ("sv", "en")
        return {
            language: list(dict.fromkeys(str(row[f"route_{language}"]) for row in first.values()))
            for language in languages
        }

    def _to(self, drawn: "_Drawn", number: int) -> list[tuple[str, ...]]:
        """Return the actors passed on every route to one mandate; one empty route if it is open."""
        mandate, holds = self._system.mandates[number], drawn.graph.holds
        if not drawn.there(self._system.covering(number, holds)):
            return []
        if open_to_all(mandate, holds):
            return [()]
        return sorted(drawn.routes(senders(self._system, mandate)), key=lambda r: (len(r), r))

    def _said(
        self, drawn: "_Drawn", route: tuple[str, ...], mandate: Mandate, language: Language
    ) -> str:
        names = [actor_name(self._system, actor) for actor in (*route, mandate.actor)]
        ways = [mandate] if not route else self._lets_in(drawn, route[0])
        first = self._first(ways, names[0], language)
        by = "därifrån remiss till" if language == "sv" else "from there by referral to"
        return ", ".join([first, *(f"{by} {name}" for name in names[1:])])

    def _lets_in(self, drawn: "_Drawn", actor: str) -> list[Mandate]:
        """Return the mandates of an actor that hold for the case, at any need."""
        holds = drawn.graph.holds
        return [
            mandate
            for number, mandate in enumerate(self._system.mandates)
            if mandate.actor == actor
            and holds_somewhere(everywhere_at_any_need(self._system.held(number, holds)), drawn.box)
        ]

    def _first(self, own: list[Mandate], name: str, language: Language) -> str:
        """Return how one begins: by applying, or in a way that is not said or not known."""
        if any(m.entry.on_own for m in own):
            return f"egen ansökan till {name}" if language == "sv" else f"apply to {name}"
        if any(not m.entry.stated for m in own):
            return f"direkt till {name}" if language == "sv" else f"go to {name}"
        if language == "sv":
            return f"{name} (hur man kommer in är inte känt)"
        return f"{name} (how to get in is not known)"


@dataclass(frozen=True, eq=False)
class _Drawn:
    """The referral graph of one situation.

    Parameters
    ----------
    graph : ReferralGraph
        Of all situations.
    box : Boxes
        What the case may be: "certain" is what holds throughout, "possible" somewhere.
    """

    graph: ReferralGraph
    box: Boxes

    def there(self, boxes: Boxes) -> bool:
        """Return whether boxes hold for the case."""
        if self.graph.holds == "certain":
            return holds_throughout(boxes, self.box)
        return holds_somewhere(boxes, self.box)

    @cached_property
    def begins(self) -> list[str]:
        """Return the actors one gets in to on one's own."""
        return [actor for actor in self.graph.actors if self.there(self.graph.begins[actor])]

    @cached_property
    def onward(self) -> dict[str, list[str]]:
        """Return to whom each actor may refer."""
        found: dict[str, list[str]] = {}
        for (sender, actor), boxes in self.graph.links.items():
            if self.there(boxes):
                found.setdefault(sender, []).append(actor)
        return found

    def routes(self, last: set[str]) -> Iterator[tuple[str, ...]]:
        """Yield every way to one of some actors of which no step can be left out."""
        for actor in self.begins:
            yield from self._on((actor,), last)

    def _on(self, route: tuple[str, ...], last: set[str]) -> Iterator[tuple[str, ...]]:
        if route[-1] in last:
            yield route
            return
        earlier = {actor for passed in route[:-1] for actor in self.onward.get(passed, ())}
        for actor in self.onward.get(route[-1], ()):
            if actor not in earlier and actor not in self.begins and actor not in route:
                yield from self._on((*route, actor), last)
