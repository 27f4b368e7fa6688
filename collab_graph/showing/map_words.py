"""map_words: the cells of a record as a reader says them, in Swedish or English."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import ANY, UNKNOWN
from collab_graph.record.criteria import criterion
from collab_graph.record.entries import entry
from collab_graph.record.faults import Language
from collab_graph.record.headings import BY_NAME
from collab_graph.record.names import SEVERAL, Names
from collab_graph.record.record import Record
from collab_graph.record.words import SWEDISH, in_language

_NOT_KNOWN = {"sv": "okänt", "en": "not known"}
_EITHER = {"sv": " eller ", "en": " or "}
_ACTORS = ("actor", "actors", "parent", "financier", "yields_to")
_WORDS = ("kind", "role", "strength", "force", "source", "status", "orientation", "residual",
          "may_decline", "is_coordination")  # fmt: skip
_SELF = {"sv": "egen ansökan", "en": "own application"}
_REFERRED = {"sv": "remiss från ", "en": "referral from "}


class RecordWords:
    """What the ids of one record are called in one language.

    Parameters
    ----------
    record : Record
        Whose labels are used.
    language : "sv" or "en"
        Swedish or English; an id stands where a language has no label.

    Examples
    --------
    >>> from collab_graph.record.record import example_tables
    >>> words = RecordWords(Record.from_tables(example_tables()), "en")
    >>> words.cell("mandates", "actor", "AF"), words.cell("mandates", "strength", "lead")
    ('Arbetsförmedlingen', 'lead')
    >>> words.criteria(words.record.tables["mandates"].to_dict("records")[1])
    ['age: 30–']
    """

    def __init__(self, record: Record, language: Language) -> None:
        """Keep the record and the language."""
        self.record = record
        self.language = language

    @cached_property
    def actors(self) -> dict[str, str]:
        """The name of every actor."""
        return _pairs(self.record, "actors", "actor", "name")

    @cached_property
    def places(self) -> dict[str, str]:
        """The name of every place."""
        return _pairs(self.record, "places", "place", "name")

    @cached_property
    def needs(self) -> dict[str, str]:
        """The label of every need."""
        own = _pairs(self.record, "needs", "need", f"label_{self.language}")
        swedish = _pairs(self.record, "needs", "need", "label_sv")
        return {need: own[need] or swedish[need] for need in own}

    @cached_property
    def axes(self) -> dict[str, Axis]:
        """Every axis by its id."""
        return {axis.name: axis for axis in self.record.axes}

    def heading(self, sheet: str, column: str) -> str:
        """Return what a column is called in a workbook of the language."""
        if column in self.axes:
            return self.axes[column].title(self.language)
        contract = BY_NAME[sheet]
        names = [held.name for held in contract.columns]
        return contract.headings_sv[names.index(column)] if self.language == "sv" else column

    def cell(self, sheet: str, column: str, text: str) -> str:
        """Return a cell as a reader says it; "" for a blank one."""
        if text == ANY:
            return ""
        if text == UNKNOWN:
            return _NOT_KNOWN[self.language]
        if column in self.axes and BY_NAME[sheet].per_axis:
            return self.criterion(column, text)
        if column == "entry":
            return self.entry(text)
        if column == "needs":
            return self.several(self.needs, text)
        if column == "places" or (sheet, column) == ("places", "parent"):
            return self.several(self.places, text)
        if column in _ACTORS:
            return self.several(self.actors, text)
        if column in _WORDS and text in SWEDISH:
            return in_language(text, self.language)
        return text

    def several(self, labels: Mapping[str, str], text: str) -> str:
        """Return the labels of ids between semicolons."""
        return ", ".join(labels.get(name, name) for name in text.split(SEVERAL))

    def criterion(self, axis: str, text: str) -> str:
        """Return the admitted values of one axis by their labels."""
        held = criterion(self.axes[axis], text)
        if held.kind == "values":
            return _EITHER[self.language].join(
                self.axes[axis].label(value, self.language) for value in held.values
            )
        return held.text.replace(SEVERAL, _EITHER[self.language])

    def criteria(self, row: Mapping[Any, Any]) -> list[str]:
        """Return what a row sets as conditions, one text an axis."""
        return [
            f"{axis.title(self.language)}: {self.cell('mandates', axis.name, row[axis.name])}"
            for axis in self.record.axes
            if row[axis.name] != ANY
        ]

    def entry(self, text: str) -> str:
        """Return a way in: one's own application, or from whom one is referred."""
        way = entry(text, Names("an actor", "en aktör", tuple(self.actors)))
        parts = [_SELF[self.language]] if way.on_own else []
        if way.referrers:
            names = [self.actors[name] for name in way.referrers]
            parts.append(_REFERRED[self.language] + _EITHER[self.language].join(names))
        return _EITHER[self.language].join(parts)


def split(text: str) -> Sequence[str]:
    """Return the ids of a cell that names several; none where it is blank or not known.

    Examples
    --------
    >>> split("storby; norrsjö"), split("?")
    (['storby', 'norrsjö'], [])
    """
    return [] if text in (ANY, UNKNOWN) else text.split(SEVERAL)


def _pairs(record: Record, sheet: str, key: str, value: str) -> dict[str, str]:
    table = record.tables[sheet]
    return dict(zip(table[key], table[value], strict=True))
