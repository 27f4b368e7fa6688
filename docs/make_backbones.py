"""make_backbones: the page on backbones, its examples run and five rules compared on real data.

Run ``python docs/make_backbones.py FOLDER`` where FOLDER holds ``af-sweden`` and
``jobtech-taxonomy``.
"""

import contextlib
import io
import re
import sys
from pathlib import Path

import pandas as pd

from mobility.counting.links import occupation_links
from mobility.counting.weights import effective_use
from mobility.foundation.files import read_text, write_text
from mobility.foundation.recipe import versions
from mobility.reading.links import read_links
from mobility.relating.backbone import backbone
from mobility.relating.backbones_in_words import backbones_in_words
from mobility.relating.compare_backbones import OVERLAP, compare_backbones
from mobility.relating.relatedness import relatedness

PAGE = Path(__file__).resolve().with_name("backbones.md")
START, END = "<!-- figures: start -->", "<!-- figures: end -->"


def main(folder: str) -> None:
    """Write the figures of the national table into the page."""
    links = read_links(
        Path(folder) / "af-sweden" / "occupation_skills.csv",
        Path(folder) / "jobtech-taxonomy" / "occupations_ssyk4.csv",
    )
    used = effective_use(occupation_links(links, version="SSYK 2012"))
    network = relatedness(used, between="occupation", measure="proximity")
    kept = {
        "noise-corrected": backbone(network, counts="shared"),
        "noise-corrected, Benjamini–Hochberg": backbone(
            network, counts="shared", correction="benjamini-hochberg"
        ),
        "noise-corrected, Holm": backbone(network, counts="shared", correction="holm"),
        "disparity": backbone(network, rule="disparity"),
        "sdsm": backbone(network, rule="sdsm", incidence=used),
        "sdsm, Benjamini–Hochberg": backbone(
            network, rule="sdsm", incidence=used, correction="benjamini-hochberg"
        ),
        "mutual nearest, k = 10": backbone(network, rule="mutual nearest", k=10),
        "spanning tree": backbone(network, rule="spanning tree"),
        "spanning tree, 0.5 and above": backbone(network, rule="spanning tree", threshold=0.5),
    }
    found = compare_backbones(network, kept)
    lines = [
        START,
        f"{len(network.nodes):,} Swedish unit groups, {len(used.columns):,} skills, "
        f"{len(network.edges):,} pairs that share a skill both use effectively; weight: proximity. "
        f"{', '.join(f'{name} {number}' for name, number in versions().items())}; nothing drawn at "
        "random.",
        "",
        *kept_table(found),
        "",
        "Overlap (Jaccard index of the edges kept):",
        "",
        *overlap_table(found),
        "",
        "The same in words, by `backbones_in_words`:",
        "",
        *(f"> {line}  " for line in backbones_in_words(found).splitlines()),
        END,
    ]
    text = read_text(PAGE)
    before, after = text.partition(START)[0], text.partition(END)[2]
    write_text(PAGE, before + "\n".join(lines) + after)


def kept_table(found: pd.DataFrame) -> list[str]:
    """Return what each keeps as lines of a table."""
    rows = [
        f"| {name} | {line.edges:,} | {line.share:.1%} | {line.weight:.1%} | {line.nodes:,} "
        f"| {line.components} | {line.largest:,} |"
        for name, line in zip(found.index, found.itertuples(), strict=True)
    ]
    head = "| | edges | of the edges | of the weight | nodes | parts | largest part |"
    return [head, "|---|---:|---:|---:|---:|---:|---:|", *rows]


def overlap_table(found: pd.DataFrame) -> list[str]:
    """Return how far every two agree as lines of a table."""
    columns = [OVERLAP + str(name) for name in found.index]
    numbers = range(1, len(columns) + 1)
    head = "| | " + " | ".join(str(number) for number in numbers) + " |"
    rows = [
        f"| {number} {name} | " + " | ".join(f"{found.at[name, c]:.2f}" for c in columns) + " |"
        for number, name in zip(numbers, found.index, strict=True)
    ]
    return [head, "|---|" + "---:|" * len(columns), *rows]


def examples(text: str) -> list[tuple[str, str, str]]:
    """Run the page's blocks one after the other: each with what is shown of it and what it says."""
    names: dict[str, object] = {"__name__": "backbones"}
    pairs = re.findall(r"^```python\n(.*?)^```\n+(?:^```text\n(.*?)^```)?", text, re.M | re.S)
    ran = []
    for code, shown in pairs:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, "backbones.md", "exec"), names)
        ran.append((code, shown, said.getvalue()))
    return ran


if __name__ == "__main__":
    main(sys.argv[1])
