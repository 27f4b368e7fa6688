"""make_demonstration: write docs/demonstration.md, what the demonstration answers each group.

    python docs/make_demonstration.py

The groups are those that surveys of the field name as falling between; what each must show was
written down before anything was computed (``collab_graph/datasets/demo/expected.csv``).
"""

from pathlib import Path

import pandas as pd

from collab_graph.covering.ask import ask
from collab_graph.datasets.shipped import demo_record, expected_findings
from mobility.foundation.files import write_text

HERE = Path(__file__).resolve().parent
PENDING = {"ZA", "Z4"}
"""Marks that are not computed yet: differing assessments and time gaps."""


def main() -> None:
    """Ask the demonstration about every case and write the answers beside what was expected."""
    record = demo_record()
    expected = expected_findings().fillna("")
    asked = [*(axis.name for axis in record.axes), "needs", "place", "date"]
    answers = ask(record, expected[asked])
    rows = [
        _row(case, answers.loc[answers["case"].eq(number)])
        for number, case in enumerate(expected.to_dict("records"))
    ]
    lines = [
        "# What the demonstration shows",
        "",
        "Made by `docs/make_demonstration.py`. A made-up coordination association in made-up",
        "places, under the parties' real public rules; nothing here is legal advice. What each",
        "group must show was written down before anything was computed. Differing assessments (ZA)",
        "and time gaps (Z4) are not computed yet and stand as pending; ? hangs on an unknown rule.",
        "",
        f"{sum('not met' not in row for row in rows)} of {len(rows)} expectations are met.",
        "",
        "| group | need | expected | reason | computed | | in words |",
        "|---|---|---|---|---|---|---|",
        *rows,
    ]
    write_text(HERE / "demonstration.md", "\n".join(lines) + "\n")


def _row(case: dict[str, str], answers: pd.DataFrame) -> str:
    """Return the line of one case: a person with one need, or with a set of them."""
    levels = sorted(set(answers["level"]))
    marks = {mark for cell in answers["marks"] for mark in str(cell).replace(";", " ").split()}
    wanted = set(case["marks"].replace(";", " ").split())
    ends = (set(answers["best"]), set(answers["worst"]))
    right = ends == ({case["level"]}, {case["level_if_unknown_fails"]})
    met = (not case["level"] or right) and wanted - PENDING <= marks
    pending = ", ".join(sorted(wanted & PENDING))
    verdict = ("met" if met else "**not met**") + (f"; {pending} pending" if pending else "")
    sentences = str(answers["answer_en"].iloc[0]).split(". ")
    cells = [
        case["group"],
        case["needs"],
        " ".join([case["level"], *sorted(wanted)]).strip(),
        case["reason"],
        " ".join([*levels, *sorted(marks)]),
        verdict,
        ". ".join(sentences[:2]) + ".",
    ]
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


if __name__ == "__main__":
    main()
