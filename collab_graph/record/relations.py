"""relations: what must agree between the cells of a row, the rows of a sheet, and the sheets."""

from collections.abc import Mapping

from collab_graph.record.faults import RecordFault
from collab_graph.record.sheet_text import SheetText
from collab_graph.record.trees import circles

Texts = Mapping[str, SheetText]


def check_relations(texts: Texts) -> None:
    """Note every fault that shows only where cells are compared."""
    for sheet, column in (("actors", "actor"), ("places", "place")):
        _check_tree(texts[sheet], column)
    for sheet in ("mandates", "collaborations"):
        _check_period(texts[sheet])
    _check_capacity(texts["mandates"])
    _check_yields(texts["mandates"])
    _check_exclusions(texts["exclusions"])
    _check_actors(texts["collaborations"])
    _check_travel(texts["travel"])


def _check_tree(text: SheetText, column: str) -> None:
    """Note members that are part of themselves, at any remove."""
    parents = dict(zip(text.columns[column], text.columns["parent"], strict=True))
    for ring in circles({name: parent for name, parent in parents.items() if name}):
        way = " → ".join((*ring, ring[0]))
        for i, name in text.filled(column):
            if name in ring:
                said, sv = f"a circle: {way}", f"en cirkel: {way}"
                text.blame(i, "parent", RecordFault(said, expected_sv=sv))


def _check_period(text: SheetText) -> None:
    """Note periods that end before their first day."""
    for i, last in text.filled("valid_to"):
        first = text.columns["valid_from"][i]
        if first > last and "?" not in (first, last):
            said, sv = (
                f"{first}, the first day, or later",
                f"{first}, den första dagen, eller senare",
            )
            text.blame(i, "valid_to", RecordFault(said, value=last, expected_sv=sv))


def _check_capacity(text: SheetText) -> None:
    """Note mandates with more places occupied than there are."""
    for i, occupied in text.filled("occupied"):
        capacity = text.columns["capacity"][i]
        if capacity and "?" not in (capacity, occupied) and float(occupied) > float(capacity):
            said, sv = f"at most {capacity}, the capacity", f"högst {capacity}, kapaciteten"
            text.blame(i, "occupied", RecordFault(said, value=occupied, expected_sv=sv))


def _check_yields(text: SheetText) -> None:
    """Note mandates that yield to themselves or their own actor."""
    for i, others in text.filled("yields_to"):
        own = {text.columns["mandate"][i], text.columns["actor"][i]}
        itself = own & set(others.split("; "))
        if itself:
            said, sv = (
                "another actor or mandate than its own",
                "en annan aktör eller ett annat uppdrag",
            )
            text.blame(i, "yields_to", RecordFault(said, value=min(itself), expected_sv=sv))


def _check_exclusions(text: SheetText) -> None:
    """Note exclusions with every cell blank: they would take the whole mandate away."""
    outside = {"mandate", "source", "reference", "note"}
    criteria = [column for column in text.columns if column not in outside]
    for i in range(len(text.rows)):
        bad = any((i, column) in text.bad for column in criteria)
        if not bad and not any(text.columns[column][i] for column in criteria):
            text.of_row(
                i,
                RecordFault(
                    "the exclusion has no condition, so that nothing would be left of the mandate; "
                    "fill at least one cell",
                    expected_sv="undantaget har inget villkor: inget blir kvar av uppdraget; "
                    "fyll i minst en cell",
                ),
            )


def _check_actors(text: SheetText) -> None:
    """Note collaborations of fewer than two."""
    for i, actors in text.filled("actors"):
        if ";" not in actors:
            said, sv = "two actors or more", "två aktörer eller fler"
            text.blame(i, "actors", RecordFault(said, value=actors, expected_sv=sv))


def _check_travel(text: SheetText) -> None:
    """Note ways between two places that stand twice."""
    first: dict[tuple[str, str], int] = {}
    for i, start in text.filled("from"):
        end = text.columns["to"][i]
        if end and first.setdefault((start, end), i) != i:
            row = text.rows[first[start, end]]
            said = f"the way {start} → {end} stands already on row {row}"
            sv = f"vägen {start} → {end} står redan på rad {row}"
            text.blame(i, "to", RecordFault(said, expected_sv=sv))
