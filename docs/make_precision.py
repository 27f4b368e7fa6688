"""make_precision: write docs/precision.md from the judged hits in docs/precision_labels.csv.

python docs/make_precision.py
"""

from pathlib import Path

import numpy as np
import pandas as pd

from mobility.foundation.files import write_text

HERE = Path(__file__).resolve().parent
Z = 1.959964
"""Standard normal deviate of a 95 % interval."""


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Return the 95 % score interval of Wilson (1927), https://doi.org/10.2307/2276774."""
    share = right / judged
    centre = share + Z**2 / (2 * judged)
    spread = Z * np.sqrt(share * (1 - share) / judged + Z**2 / (4 * judged**2))
    return (centre - spread) / (1 + Z**2 / judged), (centre + spread) / (1 + Z**2 / judged)


def main() -> None:
    """Count, and write the page."""
    labels = pd.read_csv(HERE / "precision_labels.csv", dtype={"ad": "str", "skill": "str"})
    both = labels["right_1"] & labels["right_2"]
    agreed = labels["right_1"].eq(labels["right_2"]).mean()
    rows = []
    columns = (
        ("first", labels["right_1"]),
        ("second", labels["right_2"]),
        ("both say right", both),
    )
    for who, judged in columns:
        low, high = wilson(int(judged.sum()), len(judged))
        rows.append(
            f"| {who} | {judged.sum()} of {len(judged)} | {judged.mean():.3f} | "
            f"{low:.2f}–{high:.2f} |"
        )
    lines = [
        "# How often a found skill is the skill meant",
        "",
        f"{len(labels)} hits were drawn at random (`docs/draw_hits.py`, seed 20261121) from all",
        "dictionary hits in 710 real Swedish job ads, 118 of them in English, after the rules had",
        "been tuned on other draws. Two annotators judged each hit once, apart from each other,",
        "seeing only the skill's name and 160 characters on each side. *Right* means: at this",
        "place the words name this skill as something the job asks for or consists of. Another",
        "meaning, a name, the employer's offer or general prose is wrong; so is what could not be",
        "decided.",
        "",
        "| annotator | right | precision | 95 % interval (Wilson) |",
        "|---|---:|---:|---:|",
        *rows,
        "",
        f"The two agree on {agreed:.1%} of the hits. They were language models, not people; the",
        "hits come from the same 710 ads that the rules were tuned on, and an ad that stands",
        "twice can be drawn twice. Expect somewhat less on other ads.",
        "",
        "Most errors are general one-word skills (kommunikation, integration, design, rekrytering)",
        "where the sentence speaks of the employer, its products or the hiring itself. Named",
        "tools, languages, degrees and licences were nearly always right.",
        "",
        "The judgements stand in `precision_labels.csv` by ad, span and skill, without the text.",
    ]
    write_text(HERE / "precision.md", "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
