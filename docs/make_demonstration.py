"""make_demonstration: write docs/demonstration.md, what the demonstration answers each group.

    python docs/make_demonstration.py

The groups are those that surveys of the field name as falling between; what each must show was
written down before anything was computed (``collab_graph/datasets/demo/expected.csv``). Persons are
withheld together, as in a report: none is printed that would tell of fewer than ten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from collab_graph.covering.ask import ask
from collab_graph.covering.boxes import Boxes
from collab_graph.covering.differing import differing_boxes, opened_by_agreeing
from collab_graph.covering.levels import out_of
from collab_graph.covering.mandate_boxes import System
from collab_graph.covering.people import People, people
from collab_graph.covering.points import holding
from collab_graph.covering.time_axis import time_axis, turns, unreached
from collab_graph.covering.time_gaps import time_gap_boxes, time_gaps
from collab_graph.covering.wording import actor_name
from collab_graph.datasets.shipped import demo_record, expected_findings
from collab_graph.record.record import Record
from mobility.foundation.files import write_text
from mobility.foundation.suppression import suppressed

HERE = Path(__file__).resolve().parent
SMALLEST = 10
SINCE = "2026-01-01"
CONTRACT, DAY_BEFORE_NEXT = "rehab_contract_ended", "2027-02-28"


@dataclass
class Printed:
    """Every count of persons on the page, to be withheld together once all are known."""

    folk: People
    groups: list[Any] = field(default_factory=list)

    def count(self, group: Any) -> str:
        """Return a mark to be replaced by the count of a group of persons."""
        self.groups.append(np.asarray(group, bool))
        return f"@{len(self.groups) - 1}@"

    def filled(self, text: str) -> str:
        """Return a text with every mark replaced by its count, or by a dash where withheld."""
        sums = np.array(self.groups)
        values = sums @ self.folk.weights
        cells = np.unique(sums[:, sums.any(axis=0) & (self.folk.weights > 0)], axis=1)
        report = suppressed(csr_array(cells.astype(float)), values, smallest_cell=SMALLEST)
        for number, (shown, hidden) in enumerate(zip(report.shown, report.hidden, strict=True)):
            text = text.replace(f"@{number}@", "–" if hidden else f"{shown:.0f}")
        return text


def main() -> None:
    """Ask the demonstration about every case and write the answers beside what was expected."""
    record = demo_record()
    system = System.of(record)
    folk = people(record, system.atoms)
    assert folk is not None
    printed = Printed(folk)
    lines = [
        "# What the demonstration shows",
        "",
        "Made by `docs/make_demonstration.py`. A made-up coordination association in made-up",
        "places, under the parties' real public rules; nothing here is legal advice. What each",
        "group must show was written down before anything was computed; ? hangs on an unknown",
        f"rule. Persons are made up too; a count that tells of fewer than {SMALLEST} is a dash.",
        "",
        *_expected(record),
        "",
        *_contract(record, system, printed),
        "",
        *_assessments(system, printed),
    ]
    write_text(HERE / "demonstration.md", printed.filled("\n".join(lines) + "\n"))


def _expected(record: Record) -> Iterator[str]:
    expected = expected_findings().fillna("")
    asked = [*(axis.name for axis in record.axes), "needs", "place", "date"]
    answers = ask(record, expected[asked])
    rows = [
        _row(case, answers.loc[answers["case"].eq(number)])
        for number, case in enumerate(expected.to_dict("records"))
    ]
    yield f"{sum('not met' not in row for row in rows)} of {len(rows)} expectations are met."
    yield from ("", "| group | need | expected | reason | computed | | in words |")
    yield "|---|---|---|---|---|---|---|"
    yield from rows


def _row(case: dict[str, str], answers: pd.DataFrame) -> str:
    """Return the line of one case: a person with one need, or with a set of them."""
    levels = sorted(set(answers["level"]))
    marks = {mark for cell in answers["marks"] for mark in str(cell).replace(";", " ").split()}
    wanted = set(case["marks"].replace(";", " ").split())
    ends = (set(answers["best"]), set(answers["worst"]))
    right = ends == ({case["level"]}, {case["level_if_unknown_fails"]})
    certain = {mark for mark in marks if not mark.endswith("?")}
    met = (not case["level"] or right) and wanted == certain
    sentences = str(answers["answer_en"].iloc[0]).split(". ")
    cells = [
        case["group"],
        case["needs"],
        " ".join([case["level"], *sorted(wanted)]).strip(),
        case["reason"],
        " ".join([*levels, *sorted(marks)]),
        "met" if met else "**not met**",
        ". ".join(sentences[:2]) + ".",
    ]
    return _line(cells)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def _contract(record: Record, system: System, printed: Printed) -> Iterator[str]:
    """Yield the days on which zones open and close, and the gap between two contracts."""
    folk = printed.folk
    table = time_axis(record)
    found = list(turns(system, out_of(system, "Z1", holds="possible")))
    yield from ("## When zones open and close", "")
    yield f"Days since {SINCE} on which somebody gets or loses a lead (`time_axis`); persons are"
    yield f"those of {record.reference_date}, as they are then."
    yield from ("", "| day | need | what happens | lose it | get it | without a lead |")
    yield "|---|---|---|--:|--:|--:|"
    for row, turn in zip(table.to_dict("records"), found, strict=True):
        if row["date"] >= SINCE:
            was, becomes = unreached(system, folk, turn)
            counts = [printed.count(x) for x in (becomes & ~was, was & ~becomes, becomes)]
            yield _line([row["date"], row["need_en"], row["event_en"], *counts])
    gaps = time_gaps(record)
    yield from ("", "A gap in time (Z4) has a lead before and after (`time_gaps`):", "")
    yield "| need | who | opens | closes | what ended | what begins | persons |"
    yield "|---|---|---|---|---|---|--:|"
    inside, outside = time_gap_boxes(system, "certain")
    assert len(gaps) == 1, "one gap is told of here, with everybody who is in any"
    for row in gaps.to_dict("records"):
        words = [row[k] for k in ("need_en", "situation_en", "opens", "closes", "ended", "begins")]
        yield _line([*words, printed.count(_held(folk, system, inside, outside))])
    prolonged = _with_contract_to(record, DAY_BEFORE_NEXT)
    yield ""
    then = time_axis(prolonged)
    day = str(gaps["opens"].iloc[0])
    now, left = (int((t["date"] == day).sum()) for t in (table, then))
    yield f"One agreement closes it: with `{CONTRACT}` prolonged to {DAY_BEFORE_NEXT} there are"
    yield f"{len(time_gaps(prolonged))} gaps in time, and on {day} zones open or close for"
    yield f"{left} needs instead of {now}."


def _with_contract_to(record: Record, day: str) -> Record:
    mandates = record.tables["mandates"].copy()
    mandates.loc[mandates["mandate"] == CONTRACT, "valid_to"] = day
    return replace(record, tables={**record.tables, "mandates": mandates})


def _assessments(system: System, printed: Printed) -> Iterator[str]:
    """Yield for whom assessments differ, need by need, and what agreeing would open."""
    folk = printed.folk
    yield from ("## Where assessments differ", "")
    yield "Persons without a lead whom one of the assessors' own views, shared by all, would give"
    yield "one (ZA, `differing`). What nobody has assessed is no assessment (`adr/0007`); the last"
    yield "column takes it for a view like others."
    yield from (
        "",
        "| need | views that open | who would lead | persons | if a missing one differs |",
    )
    yield "|---|---|---|--:|--:|"
    views = list(opened_by_agreeing(system, "certain"))
    some = [
        differing_boxes(system, "certain", missing_differs=missing) for missing in (False, True)
    ]
    for need, label in enumerate(system.need_labels["en"]):
        groups = [_held(folk, system, *boxes, need=need) for boxes in some]
        if not groups[1].any():
            continue
        opening, leads = [], []
        for opened in views:
            here = _held(folk, system, opened.inside, opened.outside, need=need)
            if here.any():
                opening.append(opened.view.value)
                cases = _points(folk, need)[here]
                leads += [n for n, boxes in opened.by if holding(boxes, cases).any()]
        names = dict.fromkeys(actor_name(system, system.mandates[n].actor) for n in leads)
        words = [label, ", ".join(opening), ", ".join(names)]
        yield _line([*words, *(printed.count(group) for group in groups)])
    both = [printed.count(_held(folk, system, *boxes)) for boxes in some]
    yield _line(["any of these, each person once", "", "", *both])


def _points(folk: People, need: int) -> Any:
    return np.hstack([folk.values, np.full((len(folk.values), 1), need)])


def _held(
    folk: People, system: System, inside: Boxes, outside: Boxes, *, need: int | None = None
) -> Any:
    """Return which persons lie in some boxes and outside others with a need, or with any."""
    found = np.zeros(len(folk.weights), bool)
    for number in range(len(system.atoms.needs)) if need is None else [need]:
        points = _points(folk, number)
        here = holding(inside, points).any(axis=1) & ~holding(outside, points).any(axis=1)
        found |= here & (folk.needs >> number & 1).astype(bool)
    return found


if __name__ == "__main__":
    main()
