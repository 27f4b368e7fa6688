"""map_content: a map of actors as plain content for a page, in both languages."""

from collections.abc import Mapping
from typing import Any

from collab_graph.record.contracts import COVERING_ROLES, ROLES, STRENGTHS, UNKNOWN
from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from collab_graph.record.trees import roots, within
from collab_graph.showing.changes_content import changes_content
from collab_graph.showing.map_view import MapView
from collab_graph.showing.map_words import RecordWords, split

LANGUAGES: tuple[Language, ...] = ("sv", "en")
_Words = Mapping[Language, RecordWords]
_Row = Mapping[Any, Any]
"""A row of a table, by column."""
_PLAIN = ("role", "strength", "force", "degree", "capacity", "occupied", "wait_days", "source",
          "reference", "checked_on", "checked_by", "status", "note", "residual",
          "may_decline")  # fmt: skip


def map_content(view: MapView) -> dict[str, object]:
    """Return everything the page shows as lists, mappings, texts and numbers.

    Actors, needs, places, mandates and ties are named by their position; texts that differ
    between the languages are ``{"sv": …, "en": …}``; a blank cell is "" or an empty list.
    """
    record = view.record
    words = {language: RecordWords(record, language) for language in LANGUAGES}
    content: dict[str, object] = {
        "title": record.title,
        "at": view.at.isoformat(),
        "reference": record.reference_date.isoformat(),
        "complete": view.found.complete,
        "actors": _actors(record),
        "needs": _needs(record, words),
        "places": _places(record),
        "mandates": _mandates(record, words),
        "interventions": _interventions(record),
        "ties": _ties(record),
        "flows": _flows(view),
        "borders": _borders(view),
        "before": None,
        "changes": [],
    }
    if view.before is not None:
        content["before"] = {
            "title": view.before.title,
            "date": view.before.reference_date.isoformat(),
        }
        assert view.changes is not None
        content["changes"] = changes_content(
            view.before, record, view.changes, position=_positions(record)["actors"]
        )
    return content


def actor_order(record: Record) -> list[str]:
    """Return the actors with every unit below the organisation it is part of.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> actor_order(Record.from_tables(example_tables()))
    ['FK', 'AF']
    """
    parents = _parents(record, "actors", "actor")
    top = roots(parents)
    below = within(parents)
    ordered: list[str] = []

    def put(member: str) -> None:
        ordered.append(member)
        for child in below[member]:
            if parents[child] == member:
                put(child)

    for member in parents:
        if top[member] == member:
            put(member)
    return ordered


def _parents(record: Record, sheet: str, key: str) -> dict[str, str]:
    table = record.tables[sheet]
    return dict(zip(table[key], table["parent"], strict=True))


def _needs(record: Record, words: _Words) -> list[dict[str, Any]]:
    return [
        {
            **{language: words[language].needs[row["need"]] for language in LANGUAGES},
            "coordination": row["is_coordination"] == "yes",
        }
        for row in record.tables["needs"].to_dict("records")
    ]


def _actors(record: Record) -> list[dict[str, Any]]:
    order = actor_order(record)
    position = {name: at for at, name in enumerate(order)}
    rows = {row["actor"]: row for row in record.tables["actors"].to_dict("records")}
    return [
        {
            "id": name,
            "name": rows[name]["name"],
            "kind": rows[name]["kind"],
            "parent": position.get(rows[name]["parent"], -1),
            "note": rows[name]["note"],
        }
        for name in order
    ]


def _places(record: Record) -> list[dict[str, Any]]:
    order = list(record.tables["places"]["place"])
    position = {name: at for at, name in enumerate(order)}
    return [
        {"name": row["name"], "parent": position.get(row["parent"], -1)}
        for row in record.tables["places"].to_dict("records")
    ]


def _positions(record: Record) -> dict[str, dict[str, int]]:
    held = {name: list(record.tables[name].iloc[:, 0]) for name in ("needs", "places", "mandates")}
    held["actors"] = actor_order(record)
    return {name: {one: at for at, one in enumerate(order)} for name, order in held.items()}


def _found(position: Mapping[str, int], text: str) -> list[int]:
    """Return the positions of the ids in a cell."""
    return [position[name] for name in split(text)]


def _mandates(record: Record, words: _Words) -> list[dict[str, Any]]:
    position = _positions(record)
    unless: dict[str, list[dict[str, Any]]] = {}
    for row in record.tables["exclusions"].to_dict("records"):
        unless.setdefault(row["mandate"], []).append(_exclusion(row, words))
    return [
        {
            "id": row["mandate"],
            "actor": position["actors"][row["actor"]],
            "needs": _found(position["needs"], row["needs"]),
            "places": _found(position["places"], row["places"]),
            "from": row["valid_from"],
            "to": row["valid_to"],
            "who": {x: words[x].criteria(row) for x in LANGUAGES},
            "entry": {x: words[x].cell("mandates", "entry", row["entry"]) for x in LANGUAGES},
            "unless": unless.get(row["mandate"], []),
            **{name: row[name] for name in _PLAIN},
        }
        for row in record.tables["mandates"].to_dict("records")
    ]


def _exclusion(row: _Row, words: _Words) -> dict[str, Any]:
    return {
        **{x: exclusion_text(row, words[x]) for x in LANGUAGES},
        "source": row["source"],
        "reference": row["reference"],
        "note": row["note"],
    }


def exclusion_text(row: _Row, words: RecordWords) -> str:
    """Return when a mandate does not hold, in words."""
    parts = words.criteria(row)
    parts += [
        words.cell("exclusions", column, row[column])
        for column in ("needs", "places")
        if row[column]
    ]
    return ", ".join(parts)


def _interventions(record: Record) -> list[dict[str, Any]]:
    position = _positions(record)
    plain = ("name", "method", "target_group", "entry_state", "exit_state", "orientation",
             "degree", "note")  # fmt: skip
    return [
        {
            "actor": position["actors"][row["actor"]],
            "mandate": position["mandates"].get(row["mandate"], -1),
            "needs": _found(position["needs"], row["needs"]),
            "places": _found(position["places"], row["places"]),
            **{name: row[name] for name in plain},
        }
        for row in record.tables["interventions"].to_dict("records")
    ]


def _ties(record: Record) -> list[dict[str, Any]]:
    position = _positions(record)
    return [
        {
            "actors": _found(position["actors"], row["actors"]),
            "kind": row["kind"],
            "needs": _found(position["needs"], row["needs"]),
            "places": _found(position["places"], row["places"]),
            "from": row["valid_from"],
            "to": row["valid_to"],
            "reference": row["reference"],
            "note": row["note"],
        }
        for row in record.tables["collaborations"].to_dict("records")
    ]


def _flows(view: MapView) -> list[dict[str, Any]]:
    position = _positions(view.record)
    return [
        {
            "giver": position["actors"][row["giver"]],
            "receiver": position["actors"][row["receiver"]],
            "kind": row["kind"],
            "mandate": position["mandates"][row["mandate"]],
        }
        for row in view.flows.to_dict("records")
    ]


def _borders(view: MapView) -> list[dict[str, Any]]:
    position = _positions(view.record)
    return [
        {
            "actor": position["actors"][row["actor"]],
            "mandates": _found(position["mandates"], row["mandates"]),
            "zones": int(row["zones"]),
            "falls": {x: row[f"condition_{x}"] for x in LANGUAGES},
            "need": {x: row[f"needs_{x}"] for x in LANGUAGES},
            "situation": {x: row[f"situation_{x}"] for x in LANGUAGES},
        }
        for row in view.borders.to_dict("records")
    ]


def parts_of(view: MapView) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the parts that actors have in needs on the day of the map, the greatest first.

    A part is the strength of a mandate whose role covers the need, or else its role.
    """
    needs = view.record.tables["needs"]
    coordination = set(needs.loc[needs["is_coordination"] == "yes", "need"])
    found: dict[tuple[str, str], set[str]] = {}
    for row in view.record.tables["mandates"].to_dict("records"):
        if holds_on(row, view.at.isoformat()):
            for need in split(row["needs"]):
                covers = row["role"] in COVERING_ROLES or (
                    row["role"] == "coordinate" and need in coordination
                )
                part = row["strength"] if covers else row["role"]
                found.setdefault((row["actor"], need), set()).add(part)
    order = (*STRENGTHS, *ROLES)
    return {key: tuple(sorted(parts, key=order.index)) for key, parts in found.items()}


def holds_on(row: _Row, day: str) -> bool:
    """Return whether a row is valid on a day; an end that is not known does not end it."""
    begins, ends = row["valid_from"], row["valid_to"]
    begun = begins in ("", UNKNOWN) or begins <= day
    return begun and (ends in ("", UNKNOWN) or day <= ends)
