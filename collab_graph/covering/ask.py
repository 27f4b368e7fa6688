"""ask: who leads, who may and who falls on what, for one situation or a table of them."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from collab_graph.covering.blockers import behind_text
from collab_graph.covering.boxes import Boxes, stacked
from collab_graph.covering.contested import contested_pairs
from collab_graph.covering.differing import differing_boxes
from collab_graph.covering.entry_routes import Routes
from collab_graph.covering.inside import holds_somewhere, holds_throughout, minus
from collab_graph.covering.last_resort import last_resort_boxes
from collab_graph.covering.levels import WAIT_DAYS, worst_and_best
from collab_graph.covering.mandate_boxes import Holds, System, met
from collab_graph.covering.situations import Situations, situations
from collab_graph.covering.standing import STANDING_COLUMNS, Standings, standings
from collab_graph.covering.time_gaps import time_gap_boxes
from collab_graph.covering.uncoordinated import uncoordinated_boxes
from collab_graph.covering.wording import level_text, need_text
from collab_graph.record.faults import Language
from collab_graph.record.names import SEVERAL
from collab_graph.record.record import Record
from mobility.foundation.recipe import Step, with_recipe

_SAID = {
    "leads": ("Leder", "Leads"),
    "leads on paper": ("Leder bara på pappret", "Leads only on paper"),
    "may": ("Får, men måste inte", "May, but need not"),
    "supports": ("Stöder", "Supports"),
    "unknown": ("Oklart", "Unclear"),
    "fails": ("Faller", "Falls"),
}
_NOTE = (
    "Ett underlag för samtal, inte ett beslut.",
    "A basis for a conversation, not a decision.",
)
_BOTH: tuple[Holds, Holds] = ("certain", "possible")
_FEWEST_FAILS = 3
"""How many of those that fall are named in the sentence; the table of `who_for` has all."""

_WAYS_IN = 3
"""How many ways in are said in the sentence; `entry_routes` has all."""


def ask(
    record: Record,
    cases: pd.DataFrame | Mapping[str, object],
    *,
    wait_days: float = WAIT_DAYS,
) -> pd.DataFrame:
    """Return, for each situation and need, who leads, who may, who falls on what, and the level.

    Parameters
    ----------
    record : Record
        Who does what for whom.
    cases : DataFrame or mapping
        As `situations` reads them; what is not said is not known, and the answer then says on what
        it hangs. Nothing that identifies a person is read.
    wait_days : float
        Longest wait, in days, of a usable mandate.

    Returns
    -------
    DataFrame
        One row a case and need: ``case``, ``need``, ``need_sv``, ``need_en``, ``level``,
        ``worst``, ``best`` as `level_of`, ``marks`` ("C" contested, "L" last resort, "ZK"
        uncoordinated, for the case's set of needs where two or more are said, "Z4" a gap in time,
        "ZA" assessments differ; "C?" where it hangs on something unknown), ``leads``,
        ``leads_on_paper``, ``may``, ``supports``, ``unknown``,
        ``fails`` (ids of mandates), ``answer_sv``, ``answer_en``, ``ways_in_sv``, ``ways_in_en``
        (the shortest way in to each mandate that leads, as `entry_routes`).

    Raises
    ------
    InputError
        As `situations`.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> answer = ask(Record.from_tables(example_tables()), {"ålder": "31"}).iloc[0]
    >>> answer["level"], answer["leads"], answer["supports"]
    ('covered', 'm1', 'm2')
    """
    system = System.of(record)
    read = situations(record, system.atoms, cases)
    asked = _asked(system, read)
    every = Standings(system, wait_days=wait_days)
    boxes = Boxes.from_masks(system.atoms.space, [masks for _, _, masks in asked])
    levels = worst_and_best(system, boxes, wait_days=wait_days)
    marks = _Marks(system)
    routes = Routes(system)
    rows = []
    for number, (case, need, masks) in enumerate(asked):
        worst, best = levels[number]
        level = worst if worst == best else "?"
        some = _of_standing(every.rows(case, need, masks))
        box = boxes.take(np.array([number]))
        said = read.table["needs"].iloc[case]
        needs = [system.atoms.needs.index(n) for n in read.needs[case]] if said else []
        names = [need_text(system, masks[-1], language) for language in ("sv", "en")]
        ways_in = routes.shortest(masks)
        rows.append(
            (case, need, *names, level, worst, best, marks.of(box, needs),
             *(SEVERAL.join(some[standing]) for standing in _SAID),
             _answer(some, level, ways_in["sv"], "sv"), _answer(some, level, ways_in["en"], "en"),
             SEVERAL.join(ways_in["sv"]), SEVERAL.join(ways_in["en"]))
        )  # fmt: skip
    columns = ["case", "need", "need_sv", "need_en", "level", "worst", "best", "marks", "leads",
               "leads_on_paper", "may", "supports", "unknown", "fails", "answer_sv", "answer_en",
               "ways_in_sv", "ways_in_en"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    step = Step.of("ask", {"wait_days": wait_days}, {"cases": len(read.table)})
    return with_recipe(table, record.recipe.then(step))


def who_for(
    record: Record,
    cases: pd.DataFrame | Mapping[str, object],
    *,
    wait_days: float = WAIT_DAYS,
) -> pd.DataFrame:
    """Return how every mandate stands to each situation, with its source, reference and status.

    Parameters
    ----------
    record, cases, wait_days
        As in `ask`.

    Returns
    -------
    DataFrame
        One row a case, need, mandate and condition, as `STANDING_COLUMNS`: ``standing`` is
        "leads", "leads on paper", "may", "supports", "unknown" or "fails".

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> found = who_for(Record.from_tables(example_tables()), {"ålder": "20"})
    >>> found[["mandate", "standing", "condition"]].to_numpy().tolist()
    [['m1', 'leads', ''], ['m2', 'fails', 'age']]
    """
    system = System.of(record)
    read = situations(record, system.atoms, cases)
    table = standings(system, _asked(system, read), wait_days=wait_days)
    step = Step.of("who_for", {"wait_days": wait_days}, {"cases": len(read.table)})
    return with_recipe(table, record.recipe.then(step))


def _asked(system: System, read: Situations) -> list[tuple[int, str, tuple[int, ...]]]:
    return [
        (case, need, (*masks[:-1], system.atoms.of_needs(need)))
        for case, (masks, needs) in enumerate(zip(read.boxes.to_masks(), read.needs, strict=True))
        for need in needs
    ]


class _Marks:
    """Marks of situations, with the boxes behind them computed once."""

    def __init__(self, system: System) -> None:
        self._system = system
        space = system.atoms.space
        self._contested = {
            holds: stacked(space, [p.boxes for p in contested_pairs(system, holds)])
            for holds in _BOTH
        }
        self._last = {holds: last_resort_boxes(system, holds) for holds in _BOTH}
        self._gap = {holds: time_gap_boxes(system, holds) for holds in _BOTH}
        self._differ = {holds: differing_boxes(system, holds) for holds in _BOTH}

    def of(self, box: Boxes, needs: list[int]) -> str:
        found = [
            _mark("C", box, self._contested["certain"], self._contested["possible"]),
            _mark("L", box, *(_left(box, *self._last[holds]) for holds in _BOTH)),
        ]
        if len(needs) > 1:
            elsewhere = box.space.without("need")
            case = Boxes.from_columns(elsewhere, [box.column(a) for a in elsewhere.axes])
            found.append(
                _mark(
                    "ZK",
                    case,
                    *(uncoordinated_boxes(self._system, needs, h, of=case) for h in _BOTH),
                )
            )
        for mark, boxes in (("Z4", self._gap), ("ZA", self._differ)):
            found.append(_mark(mark, box, *(_left(box, *boxes[holds]) for holds in _BOTH)))
        return SEVERAL.join(filter(None, found))


def _left(box: Boxes, inside: Boxes, outside: Boxes) -> Boxes:
    return minus(met(inside, box), outside)


def _mark(mark: str, box: Boxes, certain: Boxes, possible: Boxes) -> str:
    if holds_throughout(certain, box):
        return mark
    return f"{mark}?" if holds_somewhere(possible, box) else ""


_Row = dict[str, Any]
_Found = dict[str, dict[str, list[_Row]]]
"""For each standing the mandates, nearest first, each with its rows."""


def _of_standing(rows: list[tuple[object, ...]]) -> _Found:
    found: _Found = {standing: {} for standing in _SAID}
    for row in rows:
        named: _Row = dict(zip(STANDING_COLUMNS, row, strict=True))
        found[named["standing"]].setdefault(named["mandate"], []).append(named)
    return found


def _answer(found: _Found, level: str, ways_in: list[str], language: Language) -> str:
    """Return one paragraph: the level, who stands how, how to get in, and a note."""
    english = language == "en"
    level_said = level_text(level, language)
    parts = [f"{level_said[:1].upper()}{level_said[1:]}."]
    for standing, names in _SAID.items():
        most = _FEWEST_FAILS if standing == "fails" else None
        said = [_one(rows, language) for rows in list(found[standing].values())[:most]]
        if said:
            parts.append(f"{names[english]}: {'; '.join(said)}.")
    if ways_in:
        shortest = "; ".join(ways_in[:_WAYS_IN])
        parts.append(f"{'Way in' if english else 'Väg in'}: {shortest}.")
    return " ".join([*parts, _NOTE[english]])


def _one(rows: list[_Row], language: Language) -> str:
    """Return one actor, what they fall or hang on, and what stands behind it."""
    first = rows[0]
    on = [text for text in dict.fromkeys(row[f"condition_{language}"] for row in rows) if text]
    behind = behind_text(first["source"], first["status"], first["checked_on"], language)
    and_ = " och " if language == "sv" else " and "
    reasons = f" — {and_.join(on)}" if on else ""
    return f"{first['actor_name']}{reasons} ({behind})"
