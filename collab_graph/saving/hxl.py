"""hxl: a record as a table of who does what, where, when and for whom (HXL 3W, 4W)."""

from pathlib import Path

import pandas as pd

from collab_graph.record.faults import Language
from collab_graph.record.record import Record
from collab_graph.saving.cells import OWN_ID, PERSONS, Cells, Exported, Reasons
from collab_graph.saving.services import Service, labels_of, services
from mobility.foundation.errors import InputError
from mobility.foundation.recipe import Step
from mobility.foundation.spreadsheet import write_csv

OTHERWISE = "a 3W table has no column for it"
NO_MANDATE = "a 3W table says who does what, not on what mandate"
_MANDATE_ONLY = ("role", "strength", "force", "source", "reference")
REASONS: Reasons = {
    ("about", ""): "a 3W table has no room for the table as a whole",
    ("actors", "parent"): "a row has one organisation",
    ("actors", "actor"): "the actor does nothing a 3W table lists",
    ("actors", "name"): "the actor does nothing a 3W table lists",
    ("needs", "is_coordination"): OTHERWISE,
    ("needs", ""): "nothing is done for it",
    ("places", ""): "nothing is done there",
    ("places", "inhabitants"): OTHERWISE,
    ("population", ""): PERSONS,
    ("margins", ""): PERSONS,
    ("mandates", "mandate"): OWN_ID,
    ("interventions", "mandate"): OWN_ID,
    ("mandates", "needs"): "the intervention says its own",
    ("mandates", "places"): "the intervention says its own",
    ("mandates", "actor"): "the intervention says its own",
    **{("mandates", name): NO_MANDATE for name in _MANDATE_ONLY},
    ("collaborations", ""): "a row has one organisation",
    ("travel", ""): "a 3W table has no times of travel",
}  # fmt: skip
_LEVELS = ("adm1", "adm2", "adm3", "adm4", "adm5")
_WHAT = {
    "#org+code": ("Aktör (id)", "Who (id)"),
    "#org+name": ("Aktör", "Who"),
    "#sector+code": ("Behov (id)", "Need (id)"),
    "#sector+name": ("Behov", "Need"),
    "#subsector+name": ("Metod", "Method"),
    "#activity+code": ("Insats (id)", "What (id)"),
    "#activity+name": ("Insats", "What"),
    "#beneficiary": ("Målgrupp", "For whom"),
    "#date+start": ("Från", "From"),
    "#date+end": ("Till", "To"),
    "#date+reported": ("Kontrollerad", "Checked on"),
    "#org+funder": ("Finansiär", "Funder"),
    "#description": ("Anmärkning", "Note"),
}
_OF_MANDATE = {
    "#date+start": "valid_from", "#date+end": "valid_to", "#date+reported": "checked_on",
    "#org+funder": "financier",
}  # fmt: skip
_OF_INTERVENTION = {
    "#subsector+name": "method", "#beneficiary": "target_group", "#description": "note",
}  # fmt: skip


def write_hxl(record: Record, path: str | Path, *, language: Language = "sv") -> Exported:
    """Write a record as a table of who does what, where, when and for whom, with HXL hashtags.

    One row for every service, need and place. A place below another has those above it in columns
    of their own; what holds everywhere stands at the widest places. Counts of persons are never
    written.

    Parameters
    ----------
    record : Record
        Any record; its places at most five deep.
    path : str or Path
        Where to, ending in ``.csv``: UTF-8, headings, then hashtags.
    language : Language
        "sv" or "en": of headings and labels.

    Returns
    -------
    Exported
        The file, and by sheet and column how many filled cells it does not carry, and why.

    Raises
    ------
    FileProblemError
        If it cannot be written.
    InputError
        If ``path`` has another ending, or places lie in each other more than five deep.

    References
    ----------
    Humanitarian Exchange Language 1.1, https://hxlstandard.org/standard/1-1final/.
    """
    place = Path(path)
    if place.suffix.casefold() != ".csv":
        raise InputError(place.name, ["give a file that ends in .csv"])
    cells = Cells(record)
    making = _Rows(cells, language)
    rows = [row for service in services(cells, language=language) for row in making.of(service)]
    tags = [*_WHAT]
    deep = max((len(path) for path in making.paths.values()), default=0)
    tags[tags.index("#beneficiary") : tags.index("#beneficiary")] = [
        f"#{level}+{kind}" for level in _LEVELS[:deep] for kind in ("code", "name")
    ]
    which = 0 if language == "sv" else 1
    headings = [_WHAT[tag][which] if tag in _WHAT else _heading(tag, which) for tag in tags]
    lines = [tags, *([row.get(tag, "") for tag in tags] for row in rows)]
    file = write_csv(pd.DataFrame(lines, columns=headings, dtype="str"), place)
    lost = cells.lost(REASONS, OTHERWISE)
    counts = {"rows": len(rows), "cells not carried": int(lost["cells"].sum())}
    step = Step.of("write_hxl", {"language": language}, counts)
    return Exported((file,), lost, record.recipe.then(step))


def _heading(tag: str, which: int) -> str:
    """Return the heading of a place."""
    level, _, kind = tag.removeprefix("#adm").partition("+")
    code = " (id)" if kind == "code" else ""
    return f"{('Plats, nivå', 'Where, level')[which]} {level}{code}"


class _Rows:
    """Makes the rows of services."""

    def __init__(self, cells: Cells, language: Language) -> None:
        self.cells = cells
        tables = cells.record.tables
        self.need_rows = {n: i for i, n in enumerate(tables["needs"]["need"])}
        self.actor_rows = {a: i for i, a in enumerate(tables["actors"]["actor"])}
        self.place_rows = {p: i for i, p in enumerate(tables["places"]["place"])}
        self.needs = labels_of(cells, "needs", "need", f"label_{language}", "label_sv")
        self.label = "label_en" if language == "en" else "label_sv"
        parents = dict(zip(tables["places"]["place"], tables["places"]["parent"], strict=True))
        self.tops = [place for place, parent in parents.items() if not parent]
        self.paths = {place: _path(place, parents) for place in parents}
        deep = [place for place, path in self.paths.items() if len(path) > len(_LEVELS)]
        if deep:
            said = f"{', '.join(map(repr, deep))} lie deeper than the {len(_LEVELS)} levels of HXL"
            raise InputError("places", [said])

    def of(self, service: Service) -> list[dict[str, str]]:
        """Return one row for every need and place of a service."""
        same = self._same(service)
        places = self.tops if service.everywhere else list(service.places)
        return [
            {**same, **self._need(need), **self._place(place)}
            for need in service.needs or ("",)
            for place in places or [""]
        ]

    def _same(self, service: Service) -> dict[str, str]:
        """Return what stands on all rows of a service."""
        actor = self.actor_rows[service.actor]
        found = {
            "#org+code": self.cells.carry("actors", actor, "actor"),
            "#org+name": self.cells.carry("actors", actor, "name"),
            "#activity+code": service.key,
            "#activity+name": service.name,
        }
        if service.mandate is not None:
            for tag, column in _OF_MANDATE.items():
                found[tag] = self.cells.carry("mandates", service.mandate, column)
        if service.intervention is not None:
            row = service.intervention
            self.cells.carry("interventions", row, "intervention")
            for tag, column in _OF_INTERVENTION.items():
                found[tag] = self.cells.carry("interventions", row, column)
        elif service.mandate is not None:
            self.cells.carry("mandates", service.mandate, "mandate")
            found["#description"] = self.cells.carry("mandates", service.mandate, "note")
        return found

    def _need(self, need: str) -> dict[str, str]:
        if not need:
            return {}
        row = self.need_rows[need]
        label = self.label if self.cells.see("needs", row, self.label) else "label_sv"
        self.cells.carry("needs", row, label)
        return {
            "#sector+code": self.cells.carry("needs", row, "need"),
            "#sector+name": self.needs[need],
        }

    def _place(self, place: str) -> dict[str, str]:
        """Return a place and those it lies in, the widest first."""
        found = {}
        for level, name in zip(_LEVELS, self.paths.get(place, ()), strict=False):
            row = self.place_rows[name]
            self.cells.carry("places", row, "parent")
            found[f"#{level}+code"] = self.cells.carry("places", row, "place")
            found[f"#{level}+name"] = self.cells.carry("places", row, "name")
        return found


def _path(place: str, parents: dict[str, str]) -> tuple[str, ...]:
    """Return a place and those it lies in, the widest first."""
    found = [place]
    while parents[found[0]]:
        found.insert(0, parents[found[0]])
    return tuple(found)
