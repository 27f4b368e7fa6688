"""make_change: write docs/change.md, what rises and falls between two periods, and crosswalks.

Run it with the folder that holds the tables:

    python docs/make_change.py FOLDER

FOLDER has ``af-sweden``, ``jobtech-taxonomy`` and ``uk-industry-flows``.
"""

import contextlib
import io
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from mobility.counting.crosswalked_tables import crosswalked_vacancies
from mobility.foundation.errors import VersionError
from mobility.foundation.files import write_text
from mobility.foundation.flows import Flows
from mobility.foundation.recipe import recipe_of, versions
from mobility.reaching.change import flow_change
from mobility.reading.crosswalks import read_crosswalk
from mobility.reading.flows import read_flows
from mobility.reading.vacancies import read_vacancies

HERE = Path(__file__).resolve().parent
DRAWS = 20
SHOWN = 8
FLOWS = {
    "1997–2008": ("Table1_Reduced_matrix_1997_2008_flows.csv", "StartIndst", "SIC 2003"),
    "2009–2013": ("Table1_Reduced_matrix_2009_2013_flows.csv", "StartIndust", "SIC 2007"),
    "2014–2018": ("Table3_Reduced_matrix_2014_2018_flows.csv", "StartIndst", "SIC 2007"),
}

START = """
# Change over time, and crosswalks

Made by `docs/make_change.py`; VERSIONS; seed 0 where something is drawn.

| function | compares | returns |
|---|---|---|
| `flow_change` | two `Flows` of one classification | per pair: ratio, interval, p, rise or fall |
| `skill_change` | two tables of ads by occupation and skill | per occupation and skill: the same |
| `read_crosswalk` | – | a checked table from one classification to another |
| `crosswalked_flows`, `…_incidence`, `…_vacancies` | – | the same counts in other codes |

## Flows

A flow is held against what the margins of its own period give, `SR = F/E`, so that growth of an
industry, or of all moves, is no change. `R` is SR after over SR before. With Jeffreys' prior the
posterior of each SR is Gamma(F + ½, E), and R a scaled beta prime, `R ~ (E₁/E₂)·B′(F₂ + ½, F₁ +
½)`: its quantiles are exact. `p` needs no prior: of those who moved in both periods together, the
later ones are binomial with share `E₂/(E₁ + E₂)` if SR is the same. It is adjusted for all pairs
by Benjamini and Hochberg; `change` says "rise" or "fall" where the adjusted p is at most `alpha`.

A **withheld** count is unknown in its range. Every figure of its pair is that of the count which
speaks least for a change, so nothing is named because of what is not known.
"""

FLOW_EXAMPLE = """
import pandas as pd
import mobility

names = list("abcdefgh")
pairs = [(one, other) for one in names for other in names if one != other]

def year(count, period):
    table = pd.DataFrame(pairs, columns=["origin", "destination"]).assign(count=count)
    return mobility.Flows.of(table, kind="industry", version="SIC 2007", period=period)

# Everywhere twice as many move, and from a to b ten times as many.
found = mobility.flow_change(year(40, "2010"), year([400] + [80] * 55, "2015"))
print(found["change"].value_counts().to_dict())
print(found.query("change == 'rise'")[["source", "target", "ratio", "low", "high"]].round(2))
"""

SKILL_PART = """
a to b has ten times the moves but 2.2 times the SR: the flow is part of its own margins, and all
else from a and to b is expected to grow with it (and falls behind).

## Skills in ads

`skill_change` compares the share of an occupation's ads that ask for a skill, by Fisher's test
(twice the smaller tail) and Newcombe's interval of the difference. Ads are taken to be
independent: count repeated ads once and few of each employer (`occupation_skills(…,
max_ads_per_employer=…)`) first.
"""

SKILL_EXAMPLE = """
def ads(count):
    table = pd.DataFrame({"occupation": "5120", "skill": ["English", "knife"], "ads": count})
    return mobility.Incidence.from_pairs(table, "occupation", "skill", "ads", measure="ads",
                                         version="SSYK 2012", support=pd.Series({"5120": 100}))

found = mobility.skill_change(ads([10, 50]), ads([40, 53]))
print(found[["skill", "before", "after", "low", "high", "change"]].round(2))
"""

WALK_PART = """
## Crosswalks

Codes of two versions are never joined as they stand: the same code can mean different things, and
`flow_change`, like every function that takes two tables, refuses with a `VersionError`. A
crosswalk says which code becomes which, and in what shares. Shares of a code must add to 1;
without shares a split code is shared out equally, and the crosswalk and all that is made with it
say `shares='equal'`.
"""

WALK_EXAMPLE = """
way = mobility.Crosswalk.of(
    pd.DataFrame({"from_code": ["1", "1", "2"], "to_code": ["a", "b", "c"],
                  "share": [0.75, 0.25, 1.0]}),
    from_version="old", to_version="new")
moves = mobility.Flows.of(
    pd.DataFrame({"origin": ["1", "2", "1"], "destination": ["2", "1", "1"],
                  "count": [10, 6, 8]}), kind="industry", version="old")
told = mobility.crosswalked_flows(moves, way)
print(told.table)
print(told.recipe.steps[-1].counts)
"""

RULES = """
- Nobody is lost or made: totals are kept to the last move or vacancy, by largest remainders. Each
  origin's moves add to their rounded sum; vacancies keep the sum of every place and period.
- Those who stay in a split code are taken to stay in each part. Who changed from part to part is
  not known; sharing them out freely would invent moves between the parts.
- "moves through split codes" counts those whose new codes rest on shares. Parts of one code come
  out alike in all they do: do not compare them with each other.
- **Withheld counts** pass where all codes of the flows go one to one. A sum with a withheld part
  is neither known nor below the limit, and a part of one neither: the conversion is refused, and
  `crosswalked_flow_ranges` tells between what each sum lies.
- Weights (tf-idf, shares) do not add up: translate counts, and weigh them afterwards.
"""

TRAPS = """
## Traps

- **Chance is not custom.** With `together=1` chance is that of single people moving by
  themselves. Whole workplaces move, and registers change codes. `scatter` in the recipe tells how
  many times more than Poisson counts the counts of most pairs scatter; with `together` at that
  figure, pairs are named that stand out from what usually differs between two periods. If most
  pairs have in fact changed, that is too careful.
- **The expectation is taken as known.** Where many cells are withheld the margins rest on what is
  filled in.
- **SR is relative.** One large rise makes the other flows from that origin, and to that
  destination, fall behind.
- Pairs without a move in both periods tell nothing and have no line; pairs of a node without
  moves in one period cannot be compared and are counted.
"""


def main(folder: Path) -> None:
    """Measure, and write the page."""
    said = ", ".join(
        f"{name} {number}" for name, number in versions().items() if name in ("numpy", "scipy")
    )
    names: dict[str, object] = {}
    lines = [
        START.strip().replace("VERSIONS", said), "", *_done(FLOW_EXAMPLE, names),
        *_british(folder), *_chance(),
        SKILL_PART.strip().partition("\n\n")[2], "", *_done(SKILL_EXAMPLE, names),
        WALK_PART.strip(), "", *_done(WALK_EXAMPLE, names), RULES.strip(), "",
        *_swedish(folder), TRAPS.strip(),
    ]  # fmt: skip
    explained = SKILL_PART.strip().partition("\n\n")[0]
    place = lines.index("## British industries")
    lines[place:place] = [explained, ""]
    write_text(HERE / "change.md", "\n".join(lines) + "\n")


def _done(code: str, names: dict[str, object]) -> list[str]:
    """Run a block and return it with what it prints."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "example", "exec"), names)
    printed = "\n".join(line.rstrip() for line in said.getvalue().splitlines())
    return ["```python", code.strip(), "```", "", "```text", printed, "```", ""]


def _read(folder: Path, period: str) -> Flows:
    """Return the moves of one period."""
    file, origin, version = FLOWS[period]
    return read_flows(
        folder / "uk-industry-flows" / "counts" / file, kind="industry", origin=origin,
        destination="FinalIndst", count="Counts", version=version, period=period, code_length=4,
        withheld_below=10, unlisted="withheld",
    )  # fmt: skip


def _british(folder: Path) -> list[str]:
    """Return what changed between industries from 2009–2013 to 2014–2018."""
    titles = _titles(folder)
    before, after = _read(folder, "2009–2013"), _read(folder, "2014–2018")
    lines = [
        "## British industries", "",
        "Moves between 4-digit industries of SIC 2007, 2009–2013 and 2014–2018; counts below 10",
        "are withheld.", "",
        "| diagonal | together | pairs | withheld in a period | not comparable | scatter | rise |"
        " fall |",
        "|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    chosen = None
    for diagonal in (False, True):
        together = 1.0
        for _ in range(2):
            found = flow_change(before, after, diagonal=diagonal, together=together)
            step = recipe_of(found).steps[-1]
            counts, scatter = dict(step.counts), dict(step.settings)["scatter"]
            lines.append(
                f"| {'in' if diagonal else 'out of'} the margins | {together:.2f} |"
                f" {counts['pairs']} | {counts['withheld in a period']} |"
                f" {counts['not comparable']} | {scatter:.2f} | {counts['rise']} |"
                f" {counts['fall']} |"
            )
            together, chosen = float(str(scatter)), found
    assert chosen is not None
    lines += [
        "",
        "Counts scatter several times more than single moves would: most of what `together=1`",
        "names is within what usually differs between two such tables. With those who stay in the",
        "margins and `together` at the scatter, these have the smallest p:", "",
        "| from | to | before | after | SR before | SR after | ratio | 95 % | change |",
        "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    named = chosen[chosen["change"] != ""].sort_values(["p", "source", "target"]).head(SHOWN)
    for one in named.itertuples():
        ratio = "–" if np.isnan(float(one.ratio)) else f"{one.ratio:.2f}"
        seen = ["< 10" if pd.isna(n) else str(n) for n in (one.observed_before, one.observed_after)]
        related = [
            "–" if pd.isna(n) else f"{sr:.1f}"
            for n, sr in ((one.observed_before, one.before), (one.observed_after, one.after))
        ]
        lines.append(
            f"| {titles.get(one.source, one.source)} | {titles.get(one.target, one.target)} |"
            f" {seen[0]} | {seen[1]} | {related[0]} | {related[1]} | {ratio} |"
            f" {one.low:.2g}–{one.high:.2g} | {one.change} |"
        )
    try:
        flow_change(_read(folder, "1997–2008"), before)
    except VersionError as refused:
        said = str(refused).splitlines()[1].strip(" -")
    return [*lines, "", "1997–2008 is in SIC 2003 and is refused:", "", f"> flows {said}", ""]


def _titles(folder: Path) -> dict[str, str]:
    """Return industries' titles by code."""
    file = folder / "uk-industry-flows" / "sr_weights" / "Bres_2015_Region_and_Country.csv"
    table = pd.read_csv(file, dtype="str")
    codes = table["SIC2007"].str.zfill(4)
    return {
        code: f"{code} {(title.partition(':')[2] or title).strip()}"
        for code, title in zip(codes, table["Description"].astype("str"), strict=True)
    }


def _chance() -> list[str]:
    """Return how often a change is named where there is none."""
    rows = []
    for name, larger, limit, group, together in (
        ("as many moves", 1, 1, 1, 1.0),
        ("four times as many moves", 4, 1, 1, 1.0),
        ("as many, counts below 10 withheld", 1, 10, 1, 1.0),
        ("as many, in groups of 4, `together=1`", 1, 1, 4, 1.0),
        ("as many, in groups of 4, `together=4`", 1, 1, 4, 4.0),
    ):
        share, named = [], 0
        for seed in range(DRAWS):
            mean = _truth(seed)
            one = _drawn(mean, 1000 + seed, limit, group)
            other = _drawn(mean * larger, 2000 + seed, limit, group)
            found = flow_change(one, other, together=together)
            share.append(float((found["p"] <= 0.05).mean()))
            named += int((found["change"] != "").any())
        rows.append(f"| {name} | {np.mean(share):.3f} | {named} |")
    return [
        "## Where nothing has changed", "",
        f"{DRAWS} pairs of tables of 25 nodes, both drawn from the same relatedness.", "",
        f"| after | share of pairs with p ≤ .05 | tables with any pair named, of {DRAWS} |",
        "|---|---|---|", *rows, "",
    ]  # fmt: skip


def _truth(seed: int) -> np.ndarray:
    """Return mean moves of 25 × 25 pairs: sizes times relatedness."""
    draw = np.random.default_rng(seed)
    size = draw.lognormal(0, 0.7, 25)
    mean = np.outer(size, size) * draw.gamma(0.6, 1 / 0.6, (25, 25)) * 12
    np.fill_diagonal(mean, 0)
    return mean


def _drawn(mean: np.ndarray, seed: int, limit: int, group: int) -> Flows:
    """Return moves of people who move in groups, small counts withheld."""
    count = group * np.random.default_rng(seed).poisson(mean / group)
    i, j = np.nonzero((count > 0) & (count >= limit))
    table = pd.DataFrame(
        {"origin": [f"{k:02d}" for k in i], "destination": [f"{k:02d}" for k in j],
         "count": count[i, j]}
    )  # fmt: skip
    return Flows.of(
        table, kind="industry", version="drawn", withheld_below=limit,
        unlisted="withheld" if limit > 1 else "zero",
    )  # fmt: skip


def _swedish(folder: Path) -> list[str]:
    """Return what a real crosswalk does to vacancies."""
    way = read_crosswalk(
        folder / "jobtech-taxonomy" / "ssyk4_isco4.csv", from_version="SSYK 2012",
        to_version="ISCO-08", from_code="ssyk4", to_code="isco08_4", from_length=4, to_length=4,
    )  # fmt: skip
    jobs = read_vacancies(folder / "af-sweden" / "ads_2024_ssyk4_kommun.csv")
    counts = dict(recipe_of(crosswalked_vacancies(jobs, way)).steps[-1].counts)
    read = dict(way.recipe.steps[-1].counts)
    through = counts["vacancies through split codes"]
    return [
        "### SSYK 2012 to ISCO-08", "",
        f"The taxonomy's table has {read['pairs']} pairs: {read['from codes']} unit groups, of",
        f"which {read['split']} are split, to {read['to codes']} of ISCO, of which",
        f"{read['merged']} come from several. It has no shares. Of {counts['vacancies']:,}",
        f"vacancies of 2024, {through:,} ({through / counts['vacancies']:.0%}) go through a split",
        "group: their ISCO group is an equal share, not a fact. Read figures by ISCO unit group",
        "with that in mind, or make them on a broader level.", "",
    ]  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
