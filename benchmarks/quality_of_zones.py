"""quality_of_zones: what the structure of German ads alone tells of their zones and lists."""

from pathlib import Path

import pandas as pd

from mobility.finding.sentences import AdSentences


def zones(folder: str) -> pd.DataFrame:
    """Return for each zone of the German paragraphs what structure alone says of it.

    The words of headings and sentences are Swedish and English, so the topics must be open but for
    lists; ``in a list`` is all that can be told.
    """
    units = pd.read_csv(Path(folder) / "de-jobad-ie" / "units.csv", dtype={"zone": "str"})
    rows = []
    for zone, text in zip(units["zone"], units["text"], strict=True):
        cut = AdSentences(text)
        for number in range(len(cut)):
            rows.append((zone, cut.topic(number), cut.listed(number)))
    table = pd.DataFrame(rows, columns=["zone", "topic", "listed"])
    told = pd.crosstab(table["zone"], table["topic"])
    told.insert(0, "sentences", table.groupby("zone").size())
    told["in a list"] = table.groupby("zone")["listed"].sum()
    return told


def competences_in_lists(folder: str) -> tuple[int, int]:
    """Return how many competences the German readers marked, and how many a list line holds."""
    home = Path(folder) / "de-jobad-ie"
    units = pd.read_csv(home / "units.csv").set_index("unit_id")["text"]
    marks = pd.read_csv(home / "competences.csv")
    held = 0
    for row in marks.itertuples():
        lines = units[row.unit_id].split("\n")
        held += any(
            line.lstrip().startswith(("-", "–", "*", "•")) and str(row.competence) in line
            for line in lines
        )
    return len(marks), held
