"""cautions: rows that are legal and that a reader must still be warned of."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from collab_graph.record.axes import Axis
from collab_graph.record.contracts import COVERING_ROLES, MARGIN_OF_NEED
from collab_graph.record.faults import Language
from collab_graph.record.margin_areas import MarginArea, margin_areas
from collab_graph.record.margin_sums import has_counts, leaves_below, margins_in
from collab_graph.record.sheet_text import SheetText
from collab_graph.record.trees import above

WARNINGS: dict[str, str] = {
    "not confirmed by the actor": "inte bekräftad av aktören",
    "disputed": "omtvistad",
    "confirmed, but no day is given": "bekräftad, men ingen dag är angiven",
    "checked more than a year before the reference date": "kontrollerad för över ett år sedan",
    "checked after the reference date": "kontrollerad efter referensdagen",
    "no reference": "ingen hänvisning",
    "an association serves individuals itself": "ett förbund ger själv insatser till enskilda",
    "a residual mandate yields to every other already": "den som träder in sist viker för alla",
    "excludes a need that its mandate does not have": "undantar ett behov som uppdraget inte har",
    "a row above says as much of the same changes and something else: a no holds, else this": (
        "en rad ovanför säger lika mycket om samma ändringar och något annat: "
        "ett nej gäller, annars den här"
    ),
    "compared with no other assessment: name those of one ability alike before @": (
        "jämförs inte med någon annan bedömning: börja namnen lika före @"
    ),
    "not used: the population has counts": "används inte: befolkningen har antal",
    "not used: no axis counts every value here": "används inte: ingen axel räknar alla värden här",
    "no margin counts this need: nobody is counted for it": (
        "ingen marginal räknar behovet: ingen räknas för det"
    ),
    "no margin counts this need everywhere here: where none does, nobody is counted": (
        "ingen marginal räknar behovet överallt på platsen: där räknas ingen för det"
    ),
}
"""Every warning and how it is said in Swedish."""

COLUMNS = ("sheet", "row", "column", "value", "warning")


def warning_in(warning: str, language: Language) -> str:
    """Return a warning in Swedish or English."""
    return WARNINGS[warning] if language == "sv" else warning


def cautions(
    texts: Mapping[str, SheetText], reference_date: str, axes: Sequence[Axis]
) -> pd.DataFrame:
    """Return the warnings: sheet, row (as the spreadsheet has it), column, value, warning.

    Parameters
    ----------
    texts : mapping of str to SheetText
        Canonical cells of every sheet.
    reference_date : str
        The day the record is about, YYYY-MM-DD.
    axes : sequence of Axis
        The axes of the record.
    """
    year_before = _year_before(reference_date)
    found = [
        *_of_mandates(texts["mandates"], reference_date, year_before),
        *_of_associations(texts["mandates"], texts["actors"]),
        *_of_exclusions(texts["exclusions"], texts["mandates"]),
        *_of_margins(texts, axes),
        *_of_assessments(texts["axes"], axes),
        *_of_costs(texts["costs"], texts["mandates"], texts["actors"]),
    ]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    order = {name: i for i, name in enumerate(texts)}
    table["order"] = table["sheet"].map(order)
    table = table.sort_values(["order", "row", "column", "warning"], kind="stable")
    return table[list(COLUMNS)].astype({"row": "int64"}).reset_index(drop=True)


Caution = tuple[str, int, str, str, str]


def _of_mandates(text: SheetText, reference_date: str, year_before: str) -> Iterator[Caution]:
    """Warn of mandates that nobody vouches for, or not lately."""
    for i, row in enumerate(text.rows):
        cell = {column: cells[i] for column, cells in text.columns.items()}
        status, day = cell["status"], cell["checked_on"]
        if status in ("", "draft", "?"):
            yield "mandates", row, "status", status, "not confirmed by the actor"
        elif status == "disputed":
            yield "mandates", row, "status", status, "disputed"
        elif day in ("", "?"):
            yield "mandates", row, "checked_on", day, "confirmed, but no day is given"
        if day not in ("", "?") and day < year_before:
            warning = "checked more than a year before the reference date"
            yield "mandates", row, "checked_on", day, warning
        elif day not in ("", "?") and day > reference_date:
            yield "mandates", row, "checked_on", day, "checked after the reference date"
        if not cell["reference"]:
            yield "mandates", row, "reference", "", "no reference"
        if cell["residual"] == "yes" and cell["yields_to"]:
            warning = "a residual mandate yields to every other already"
            yield "mandates", row, "yields_to", cell["yields_to"], warning


def _of_associations(mandates: SheetText, actors: SheetText) -> Iterator[Caution]:
    """Warn of associations that decide on or give something to individuals: 2003:1210, 7 §."""
    kinds = dict(zip(actors.columns["actor"], actors.columns["kind"], strict=True))
    parents = dict(zip(actors.columns["actor"], actors.columns["parent"], strict=True))
    for i, actor in mandates.filled("actor"):
        role = mandates.columns["role"][i]
        of_association = any(kinds.get(a) == "association" for a in above(actor, parents))
        if of_association and role in COVERING_ROLES:
            warning = "an association serves individuals itself"
            yield "mandates", mandates.rows[i], "role", role, warning


def _of_exclusions(exclusions: SheetText, mandates: SheetText) -> Iterator[Caution]:
    """Warn of exclusions that never bite."""
    needs = dict(zip(mandates.columns["mandate"], mandates.columns["needs"], strict=True))
    for i, excluded in exclusions.filled("needs"):
        of_mandate = needs[exclusions.columns["mandate"][i]]
        if "?" in (excluded, of_mandate):
            continue
        outside = [n for n in excluded.split("; ") if n not in of_mandate.split("; ")]
        if outside:
            warning = "excludes a need that its mandate does not have"
            yield "exclusions", exclusions.rows[i], "needs", "; ".join(outside), warning


def _of_assessments(text: SheetText, axes: Sequence[Axis]) -> Iterator[Caution]:
    """Warn of an assessment with the values of another that seems to be of another ability."""
    judged = {axis.name: axis for axis in axes if axis.assessor and axis.kind == "values"}
    for i, name in text.filled("axis"):
        others = [other for other in judged.values() if other.name != name]
        if name not in judged or judged[name].ability in {other.ability for other in others}:
            continue
        if {*judged[name].values} in [{*other.values} for other in others]:
            warning = "compared with no other assessment: name those of one ability alike before @"
            yield "axes", text.rows[i], "axis", name, warning


def _of_costs(costs: SheetText, mandates: SheetText, actors: SheetText) -> Iterator[Caution]:
    """Warn of two prices of the same change of which neither row says more."""
    parents = dict(zip(actors.columns["actor"], actors.columns["parent"], strict=True))
    whose = dict(zip(mandates.columns["mandate"], mandates.columns["actor"], strict=True))
    names = ("change", "mandate", "actor", "source")
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*(costs.columns[n] for n in names), strict=True)]  # fmt: skip # noqa: E501
    says = list(zip(costs.columns["possible"], costs.columns["cost"], strict=True))
    for i, row in enumerate(rows):
        for k in range(i):
            as_much = sum(map(bool, row.values())) == sum(map(bool, rows[k].values()))
            if as_much and says[i] != says[k] and _of_one_change(row, rows[k], whose, parents):
                warning = (
                    "a row above says as much of the same changes and something else: "
                    "a no holds, else this"
                )
                filled = next((name for name in names if row[name]), "change")
                yield "costs", costs.rows[i], filled, row[filled], warning
                break


def _of_one_change(
    row: Mapping[str, str],
    other: Mapping[str, str],
    whose: Mapping[str, str],
    parents: Mapping[str, str],
) -> bool:
    """Return whether some change of a mandate fits two rows of costs."""
    same = all(
        "" in (row[name], other[name]) or row[name] == other[name]
        for name in ("change", "mandate", "source")
    )
    mandate = row["mandate"] or other["mandate"]
    asked = [one["actor"] for one in (row, other) if one["actor"]]
    if mandate and mandate in whose:
        return same and all(one in above(whose[mandate], parents) for one in asked)
    return same and (
        len(asked) < 2
        or asked[0] in above(asked[1], parents)
        or asked[1] in above(asked[0], parents)
    )


def _of_margins(texts: Mapping[str, SheetText], axes: Sequence[Axis]) -> Iterator[Caution]:
    """Warn of margins that count nobody."""
    text, needs = texts["margins"], texts["needs"]
    found = margins_in(text.columns, axes)
    if found and has_counts(texts["population"].columns):
        first = found[0].rows[0]
        warning = "not used: the population has counts"
        yield "margins", text.rows[first], "axis", text.columns["axis"][first], warning
        return
    areas = margin_areas(found, leaves_below(texts["places"].columns))
    used = [margin for top in areas for area in top.within() for margin in area.margins]
    for margin in found:
        if margin not in used:
            first = margin.rows[0]
            warning = "not used: no axis counts every value here"
            yield "margins", text.rows[first], "axis", text.columns["axis"][first], warning
    for i, need in needs.filled("need") if found else ():
        lacking = [top for top in areas if not top.leaves <= _counting(top, need)]
        if len(lacking) == len(areas) and not any(_counting(top, need) for top in areas):
            warning = "no margin counts this need: nobody is counted for it"
            yield "needs", needs.rows[i], "need", need, warning
            continue
        for top in lacking:
            first = next(m.rows[0] for area in top.within() for m in area.margins)
            warning = (
                "no margin counts this need everywhere here: where none does, nobody is counted"
            )
            yield "margins", text.rows[first], "place", need, warning


def _counting(top: MarginArea, need: str) -> frozenset[str]:
    """Return the undivided places in which some margin counts a need."""
    counting = [
        area.leaves
        for area in top.within()
        if any(m.axis == MARGIN_OF_NEED and need in m.values for m in area.margins)
    ]
    return frozenset[str]().union(*counting)


def _year_before(day: str) -> str:
    """Return the same day a year earlier (28 February for the 29th)."""
    then = date.fromisoformat(day)
    last = then.month == 2 and then.day == 29
    return then.replace(year=then.year - 1, day=28 if last else then.day).isoformat()
