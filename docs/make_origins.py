"""make_origins: write docs/origins.md, where new jobs came from in real moves and real ads.

Run it with the folder that holds the tables:

    python docs/make_origins.py FOLDER

FOLDER has ``uk-industry-flows`` and ``sv-ads-2025``.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from moves_and_measures import uk_flows

from mobility.foundation.files import sha256, write_text
from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.recipe import Recipe, Step, versions
from mobility.reaching.earlier_flows import without_flows_into
from mobility.reaching.origins import origins
from mobility.reaching.origins_mix import skill_mix
from mobility.relating.skill_relatedness import skill_relatedness

HERE = Path(__file__).resolve().parent
GROWN, LEAST, DRAWS, SEED = 8, 100, 500, 0
EARLY, LATE = "2009–2013", "2014–2018"


def main(folder: Path) -> None:
    """Measure, and write the page."""
    lines = [*_heading(), *_uk(folder), *_swedish(folder)]
    write_text(HERE / "origins.md", "\n".join(lines).rstrip() + "\n")


def swedish_counts(folder: Path) -> tuple[Incidence, dict[str, str]]:
    """Return skills in ads of 25 unit groups of 2025, and what the groups are called."""
    file = folder / "sv-ads-2025" / "skills.csv"
    found = pd.read_csv(file, dtype={"ssyk_code": "str"})
    found = found[found["skill_type"] == "competency"]
    ads = pd.read_csv(
        folder / "sv-ads-2025" / "jobs_detail.csv", dtype={"ssyk_code": "str"},
        usecols=["ssyk_code"],
    )  # fmt: skip
    pairs = found.rename(columns={"ssyk_code": "occupation"})
    step = Step.of("read_table", {"file": file.name, "sha256": sha256(file)})
    counts = Incidence.from_pairs(
        pairs, "occupation", "skill", "occurrence_count", measure="ads",
        support=ads["ssyk_code"].value_counts(), version="SSYK 2012", recipe=Recipe((step,)),
    )  # fmt: skip
    named = found.drop_duplicates("ssyk_code")
    return counts, dict(zip(named["ssyk_code"], named["occupation_label"], strict=True))


def grown(early: Flows, late: Flows) -> list[str]:
    """Return the industries that took in most more people than before, of those with enough."""
    into = [
        flows.table[flows.table["origin"] != flows.table["destination"]]
        .groupby("destination")["count"].sum()
        for flows in (early, late)
    ]  # fmt: skip
    both = pd.concat(into, axis=1, keys=["early", "late"]).fillna(0).astype("float64")
    both = both[(both["late"] >= LEAST) & (both["early"] > 0)]
    return (both["late"] / both["early"]).sort_values(ascending=False).index[:GROWN].tolist()


def _heading() -> list[str]:
    ran = ", ".join(f"{name} {number}" for name, number in versions().items())
    return [
        "# Where new jobs come from, in real moves and real ads",
        "",
        f"Made by `docs/make_origins.py` (seed {SEED}; {ran}). Formulas stand with "
        "`mobility.origins` and `mobility.skill_mix`; the commands are in "
        "[regions_planner.md](regions_planner.md).",
        "",
    ]


def _uk(folder: Path) -> list[str]:
    early, late = uk_flows(folder, EARLY), uk_flows(folder, LATE)
    file = folder / "uk-industry-flows" / "sr_weights" / "Bres_2015_Region_and_Country.csv"
    table = pd.read_csv(file, dtype={"SIC2007": "str"})
    titles = dict(zip(table["SIC2007"].str.zfill(4), table["Description"].str.strip(), strict=True))
    lines = [
        "## UK industries that took in more people",
        "",
        f"The {GROWN} industries whose shown moves from others grew most from {EARLY} to {LATE}, "
        f"of those with at least {LEAST}. Relatedness is skill relatedness of {EARLY} without "
        "anybody who moved into the industry: who left it says what it is related to. Moves under "
        "ten are withheld, and a pair that is not shown is one of them: *estimated* is the share "
        "of people who stand for such counts, and *not known* the share from origins of which the "
        "earlier years say nothing; they count as unrelated. Both are large here, so the share "
        "from related industries is sooner too low than too high. Intervals hold 95 %, over "
        "origins; a ratio has none (–) where related origins are too few.",
        "",
        "| industry | people | from related | expected by size | times | estimated | not known |",
        "|---|---|---|---|---|---|---|",
    ]
    above = 0
    for target in grown(early, late):
        network = skill_relatedness(without_flows_into(early, target))
        kinds = origins(late, network, target, draws=DRAWS, random_state=SEED).kinds
        people = kinds["people"].sum()
        row = kinds.loc["related"]
        above += int(row["ratio_low"] > 1)
        lines.append(
            f"| {titles.get(target, target)} ({target}) | {people:.0f} | "
            f"{row['share']:.2f} ({row['share_low']:.2f} to {row['share_high']:.2f}) | "
            f"{row['expected']:.2f} | "
            f"{_times(row)} | "
            f"{kinds['withheld'].sum() / people:.2f} | {kinds['no_tie'].sum() / people:.2f} |"
        )
    return [
        *lines,
        "",
        f"Of {above} of these {GROWN} it can be said that more came from related industries than "
        "size gives (the whole interval lies above 1). Of the others this does not say it.",
        "",
    ]


def _times(row: pd.Series) -> str:
    """Return a ratio with its interval, where it has one."""
    if np.isnan(row["ratio_low"]):
        return f"{row['ratio']:.2f} (–)"
    return f"{row['ratio']:.2f} ({row['ratio_low']:.2f} to {row['ratio_high']:.2f})"


def _swedish(folder: Path) -> list[str]:
    counts, titles = swedish_counts(folder)
    lines = [
        "## Swedish unit groups as mixes of each other",
        "",
        f"Terms in ads of 2025 for {counts.shape[0]} unit groups. There is one year only, so this "
        "says **what each is now alike, not what it came from**, and only these groups can stand "
        "in a mix. *Novelty* is what no mix makes up, its interval without what few ads add "
        "(*by chance*). Skills were drawn anew one by one, since whole ads are not given: "
        "intervals are too narrow where skills go together.",
        "",
        "| unit group | ads | made up of | novelty | interval | by chance | most telling |",
        "|---|---|---|---|---|---|---|",
    ]
    alike = []
    for code in counts.rows:
        mix = skill_mix(counts, str(code), draws=100, random_state=SEED)
        first = ", ".join(
            f"{titles[row.occupation]} {row.share:.0%}" for row in mix.parts.head(3).itertuples()
        )
        new = ", ".join(mix.skills["skill"].head(3)).replace("|", "/")
        alike.append(mix.novelty)
        lines.append(
            f"| {titles[str(code)]} ({code}) | {mix.ads:.0f} | {first} | {mix.novelty:.2f} | "
            f"{mix.novelty_low:.2f} to {mix.novelty_high:.2f} | {mix.by_chance:.2f} | {new} |"
        )
    low, middle, high = np.quantile(alike, [0, 0.5, 1])
    return [
        *lines,
        "",
        f"Novelty runs from {low:.2f} to {high:.2f} with a middle of {middle:.2f}. These "
        "groups are from all over the labour market: a high figure says that the neighbours are "
        "not in the table, not that the work is new.",
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
