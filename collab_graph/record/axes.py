"""axes: what a situation is described by — declared values, or whole numbers between bounds."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from collab_graph.record.faults import Language
from collab_graph.record.names import Names, folded

AxisKind = Literal["values", "number"]
_YES = {"ja", "yes", "true", "sant"}
_NO = {"nej", "no", "false", "falskt"}
_NOT_ASSESSED = {"inte bedömd", "ej bedömd", "not assessed", "not_assessed"}


@dataclass(frozen=True)
class Axis:
    """One thing that mandates set criteria on, such as age or right to sickness benefit.

    Parameters
    ----------
    name : str
        Id of the axis: the heading of its column in every table.
    label_sv, label_en : str
        What people call it.
    kind : AxisKind
        "values": one of ``values``; "number": a whole number from ``lowest`` to ``highest``.
    values : tuple of str
        Ids of the values in their declared order; empty for a number.
    labels_sv, labels_en : tuple of str
        What people call the values, in the same order.
    assessor : str
        The actor whose judgement it is, "" where it is a fact.
    concept : str
        The legal concept that is judged, such as "arbetsförmåga enligt SFB 27 kap.".
    lowest, highest : int, optional
        Bounds of a number, both included; None where there is none.

    Examples
    --------
    >>> sgi = Axis("sgi", "SGI", values=("yes", "no"), labels_sv=("ja", "nej"))
    >>> sgi.label("no", "sv"), sgi.label("no", "en"), sgi
    ('nej', 'no', Axis('sgi', 2 values))
    """

    name: str
    label_sv: str
    label_en: str = ""
    kind: AxisKind = "values"
    values: tuple[str, ...] = ()
    labels_sv: tuple[str, ...] = ()
    labels_en: tuple[str, ...] = ()
    assessor: str = ""
    concept: str = ""
    lowest: int | None = None
    highest: int | None = None

    def title(self, language: Language) -> str:
        """Return what the axis is called; its Swedish label or id where a language has none."""
        label = self.label_sv if language == "sv" else self.label_en
        return label or self.name

    def label(self, value: str, language: Language) -> str:
        """Return what a value is called; its id where a language has no label."""
        labels = self.labels_sv if language == "sv" else self.labels_en
        return dict(zip(self.values, labels, strict=False)).get(value, "") or value

    @cached_property
    def names(self) -> Names:
        """The ids and labels of the values; yes and no in either language where they are values."""
        pairs: list[tuple[str, str]] = [
            (label, value)
            for labels in (self.labels_sv, self.labels_en)
            for value, label in zip(self.values, labels, strict=False)
        ]
        said = {folded(text) for text, _ in pairs} | {folded(value) for value in self.values}
        for words in (_YES, _NO):
            meant = {v for v in self.values if folded(v) in words}
            meant |= {v for label, v in pairs if folded(label) in words}
            if len(meant) == 1:
                value = next(iter(meant))
                pairs += [(word, value) for word in sorted(words - said)]
        legal = ", ".join(self.values)
        return Names(
            f"a value of {self.name!r} ({legal})",
            f"ett värde för {self.label_sv!r} ({legal})",
            self.values,
            tuple(pairs),
        )

    @cached_property
    def ability(self) -> str:
        """What is assessed: the name before ``@``, or without the assessor at its end.

        Axes of one ability are those whose assessments can differ from one another.

        Examples
        --------
        >>> Axis("work_ability@FK:sickness_benefit", "", assessor="FK").ability
        'work_ability'
        >>> Axis("arbetsförmåga_fk", "", assessor="FK").ability
        'arbetsförmåga'
        """
        before, sign, _ = folded(self.name).partition("@")
        own = folded(self.assessor)
        return before if sign or not own else before.removesuffix(own).rstrip(" _-.:") or before

    @cached_property
    def unassessed(self) -> frozenset[str]:
        """The values that say that nobody has assessed, by their id or label in either language.

        "inte bedömd", "ej bedömd" and "not assessed" are meant; "oklart" is an assessment.
        """
        labels = (self.values, self.labels_sv, self.labels_en)
        said = zip(*(column or self.values for column in labels), strict=False)
        return frozenset(
            names[0] for names in said if {folded(name) for name in names} & _NOT_ASSESSED
        )

    def __repr__(self) -> str:
        """Say the axis and how much it holds."""
        if self.kind == "number":
            low, high = ("" if n is None else n for n in (self.lowest, self.highest))
            return f"Axis({self.name!r}, {low}–{high})"
        return f"Axis({self.name!r}, {len(self.values)} values)"


DEGREE = Axis("degree", "omfattning", "degree", kind="number", lowest=0, highest=100)
"""Percent of full time; not an axis of the space, but written as one."""
