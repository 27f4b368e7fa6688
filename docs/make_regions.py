"""make_regions: write docs/regions.md, boards of five places and what their order was worth.

Run it with the folder that holds the tables:

    python docs/make_regions.py FOLDER

FOLDER has ``af-sweden``, ``jobtech-taxonomy`` and ``uk-industry-flows``.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from moves_and_measures import SIC, uk_flows

from benchmarks.simulated_regions import simulated_economy
from mobility.counting.links import occupation_links
from mobility.counting.weights import effective_use
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.files import sha256, write_text
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step, recipe_of, versions
from mobility.foundation.regional_counts import RegionalCounts
from mobility.reaching.board import RegionBoard
from mobility.reaching.compare_regions import compare_regions
from mobility.reaching.entry_backtest import entry_backtest
from mobility.reaching.recovery import recovery
from mobility.reaching.region_board import region_board
from mobility.reaching.region_evidence import region_evidence
from mobility.reaching.region_skills import region_skills
from mobility.reaching.skill_space import skill_space
from mobility.reaching.space import SkillSpace
from mobility.reading.links import read_links
from mobility.reading.occupations import read_occupations
from mobility.reading.pay import read_pay
from mobility.reading.vacancies import read_vacancies
from mobility.relating.relatedness import relatedness
from mobility.relating.skill_relatedness import skill_relatedness

HERE = Path(__file__).resolve().parent
PLACES = {
    "Stockholm": "the capital",
    "Lund": "a university town",
    "Gnosjö": "a small industrial municipality",
    "Kiruna": "mining, far from other towns",
    "Dorotea": "one of the smallest, in the inland",
}
DRAWS, TOP, SEED = 50, 10, 0
RUNS = 200
BRANCHING = (0.0, 0.5, 1.0)
SIMULATED = {"regions": 60, "industries": 90, "families": 9}
BOTH = "density and effects"


def main(folder: Path) -> None:
    """Measure, and write the page."""
    swedish = _swedish(swedish_space(folder), swedish_ads(folder), swedish_relatedness(folder))
    lines = [*_heading(), *swedish, *_uk(folder), *_simulated()]
    write_text(HERE / "regions.md", "\n".join(lines).rstrip() + "\n")


def swedish_ads(folder: Path) -> RegionalCounts:
    """Return ads by unit group and municipality."""
    vacancies = read_vacancies(folder / "af-sweden" / "ads_2024_ssyk4_kommun.csv")
    return RegionalCounts.of(
        vacancies.rename(columns={"place": "region", "vacancies": "count"}), kind="occupation",
        measure="ads", version="SSYK 2012", recipe=recipe_of(vacancies),
    )  # fmt: skip


def swedish_links(folder: Path) -> pd.DataFrame:
    """Return which skills occupations list, with their unit groups."""
    return read_links(
        folder / "af-sweden" / "occupation_skills.csv",
        folder / "jobtech-taxonomy" / "occupations_ssyk4.csv",
    )


def swedish_relatedness(folder: Path) -> Network:
    """Return the proximity of unit groups by the skills they list."""
    counts = occupation_links(swedish_links(folder), version="SSYK 2012")
    return relatedness(effective_use(counts), between="occupation")


def swedish_space(folder: Path) -> SkillSpace:
    """Return the national space with pay."""
    known = read_occupations(folder / "jobtech-taxonomy" / "ssyk4_groups.csv", version="SSYK 2012")
    links = swedish_links(folder)
    pay = read_pay(folder / "af-sweden" / "ssyk_salary.json")
    counts = occupation_links(links, version="SSYK 2012")
    return skill_space(counts, skills_of_links(links), occupations=known, pay=pay)


def uk_jobs(folder: Path) -> tuple[RegionalCounts, dict[str, str]]:
    """Return UK jobs by industry and region in 2015, and what the industries are called."""
    file = folder / "uk-industry-flows" / "sr_weights" / "Bres_2015_Region_and_Country.csv"
    table = pd.read_csv(file, dtype={"SIC2007": "str"})
    table["industry"] = table["SIC2007"].str.zfill(4)
    regions = [name for name in table.columns[1:12] if name != "Total"]
    jobs = table.melt(["industry"], regions, var_name="region", value_name="count")
    step = Step.of("read_table", {"file": file.name, "sha256": sha256(file)})
    counts = RegionalCounts.of(jobs, kind="industry", version=SIC, recipe=Recipe((step,)))
    return counts, dict(zip(table["industry"], table["Description"].str.strip(), strict=True))


def uk_relatedness(folder: Path) -> Network:
    """Return what is related beyond chance by the moves of 2009–13: (SR − 1) / (SR + 1) above 0."""
    found = skill_relatedness(uk_flows(folder, "2009–2013"), directed=False)
    edges = found.edges[found.edges["normalised"] > 0]
    above = edges[["source", "target"]].assign(weight=edges["normalised"])
    return found.with_edges(above, Step.of("above_chance", {}, {"edges": len(above)}))


def recovery_table(found: pd.DataFrame) -> list[str]:
    """Return the lines of one table."""
    lines = ["| order | hit rate of the first 10 | gain over the best null | AUC within regions |",
             "|---|---|---|---|"]  # fmt: skip
    for row in found.to_dict("records"):
        name = f"{row['name']} (null)" if row["null"] else row["name"]
        cells = [_with_interval(row, score) for score in ("hit_rate", "hit_rate_gain", "auc")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


def _with_interval(row: dict[str, float], score: str) -> str:
    """Return a figure with its interval."""
    three = (row[score], row[f"{score}_low"], row[f"{score}_high"])
    point, low, high = (f"{value:.3f}".replace("-", "−") for value in three)
    return f"{point} ({low} to {high})"


def _heading() -> list[str]:
    ran = ", ".join(f"{name} {number}" for name, number in versions().items())
    return [
        "# Regions: what five places nearly are, and what that is worth",
        "",
        f"Made by `docs/make_regions.py` (seed {SEED}; {ran}). How it is reckoned: "
        "[regions_method.md](regions_method.md).",
        "",
        "**Read this first.** A list of what is near is no forecast. Each list below stands beside "
        "the share of its first ten that was found again when a tenth of what regions have was "
        "hidden: that is recovery, **not entry**. Whether what is near comes later needs four "
        "years of counts, which no table here has; on simulated years the test of entry is shown "
        "to find branching where there is some, and to claim it seldom where there is none.",
        "",
    ]


def _swedish(space: SkillSpace, ads: RegionalCounts, related: Network) -> list[str]:
    """Return the part on Swedish municipalities."""
    tested = recovery(ads, related, draws=DRAWS, k=TOP, random_state=SEED)
    others = recovery(ads, draws=DRAWS, k=TOP, random_state=SEED)
    titles = dict(zip(space.occupations, space.titles, strict=True))
    pay = pd.DataFrame({"occupation": space.occupations, "pay": space.pay})
    boards = {
        order: region_board(ads, related, order=order, titles=titles, pay=pay, top=TOP,
                            tested=tested)
        for order in ("density", BOTH)
    }  # fmt: skip
    low, _ = ads.bounds()
    lines = [
        "## Swedish municipalities",
        "",
        f"{int(low.sum()):,} ads of 2024 in {len(ads.activities)} unit groups (SSYK 2012) and "
        f"{len(ads.regions)} municipalities; relatedness is proximity by the skills that the "
        f"unit groups list ({len(related.edges):,} ties). Public ads are not all vacancies, and "
        "what is advertised is not what people do: a municipality that keeps its people has few "
        "ads. There is no table of jobs here, and none of days open, so of jobs that are hard to "
        "fill nothing is said.",
        "",
        "### What is recovered",
        "",
        f"{DRAWS} draws; in each a tenth of the presences (LQ ≥ 1 and at least 5 ads) is hidden, "
        f"and the first {TOP} of every municipality are named. An order without fault would have "
        f"{tested['attainable'].iloc[0]:.3f}, since most have fewer than {TOP} hidden. Intervals "
        "hold 95 % over draws and municipalities.",
        "",
        "Relatedness from skills:",
        "",
        *recovery_table(tested),
        "",
        "Relatedness from what goes together in all *other* municipalities:",
        "",
        *recovery_table(others),
        "",
        *_reading({"skills": tested, "other municipalities": others}),
    ]
    everywhere = [name for name in PLACES if name in set(ads.regions)]
    skills = region_skills(space, ads, regions=everywhere, top=5)
    for place in everywhere:
        lines += _place(place, boards, skills)
    return lines + _side_by_side(boards[BOTH])


def _reading(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Return what the two tables say, in words that follow from the figures."""
    said = []
    for name, found in tables.items():
        rows = found.set_index("name")
        for order in ("density", BOTH):
            low, high = rows.loc[order, ["hit_rate_gain_low", "hit_rate_gain_high"]]
            verdict = (
                "finds more than" if low > 0 else "finds less than" if high < 0
                else "is not told apart from"
            )  # fmt: skip
            null = rows.loc[order, "hit_rate_best_null"]
            said.append(f"- {order}, relatedness from {name}: {verdict} the best null ({null})")
    return ["In words:", "", *said, ""]


def _place(place: str, boards: dict[str, RegionBoard], skills: pd.DataFrame) -> list[str]:
    """Return the board of one place."""
    by_density, by_both = (
        board.region(place).query("`class` == 'nearly'").reset_index(drop=True)
        for board in boards.values()
    )
    told = boards["density"].regions.loc[place]
    lines = [
        f"### {place}: {PLACES[place]}",
        "",
        f"{int(told['total']):,} ads; {told['present']} unit groups are there, of "
        f"{told['abstained']} nothing is said. {told['said']}".rstrip(),
        "",
    ]
    if by_density.empty and by_both.empty:
        return [*lines, "Nothing is named.", ""]
    lines += ["| | by density | density | relative | by density and effects | density | ads now |",
              "|---|---|---|---|---|---|---|"]  # fmt: skip
    for number in range(max(len(by_density), len(by_both))):
        one = by_density.iloc[number] if number < len(by_density) else None
        two = by_both.iloc[number] if number < len(by_both) else None
        left = ["", "", ""] if one is None else [
            one["title"], f"{one['density']:.2f}", f"{one['relative_density']:.1f}"
        ]  # fmt: skip
        right = ["", "", ""] if two is None else [
            two["title"], f"{two['density']:.2f}", f"{two['count']}"
        ]  # fmt: skip
        lines.append(f"| {number + 1} | {' | '.join([*left, *right])} |")
    lines += ["", "What speaks for the first two of each list:", ""]
    first = [*by_density["activity"][:2], *by_both["activity"][:2]]
    board = boards["density"]
    for activity in dict.fromkeys(first):
        found = region_evidence(board, place, activity)
        carried = ", ".join(
            f"{row.carrier_title} ({row.share:.0%})" for row in found.head(4).itertuples()
        )
        titles = dict(zip(board.table["activity"], board.table["title"], strict=True))
        lines.append(f"- {titles[activity]}: {carried}; {len(found)} in all")
    own = skills[skills["region"] == place]
    lines += ["", "Skills that ads ask for more than the unit groups there hold, and that others "
              "there nearly hold:", ""]  # fmt: skip
    lines += [
        f"- {row.label}: asked {row.asked:.0%}, held {row.held:.0%}, near {row.near:.0%} "
        f"({', '.join(row.from_occupations[:2])})"
        for row in own.itertuples()
    ]
    return [*lines, ""]


def _side_by_side(board: RegionBoard) -> list[str]:
    """Return two places beside each other."""
    found = compare_regions(board, "Lund", "Kiruna").head(8)
    lines = [
        "### Lund and Kiruna side by side",
        "",
        "The eight unit groups whose density differs most among those of another class:",
        "",
        "| unit group | Lund | density | Kiruna | density |",
        "|---|---|---|---|---|",
    ]
    for row in found.itertuples():
        lines.append(
            f"| {row.title} | {row.class_1} | {row.density_1:.2f} | {row.class_2} | "
            f"{row.density_2:.2f} |"
        )
    return [*lines, ""]


def _uk(folder: Path) -> list[str]:
    """Return the part on UK regions."""
    jobs, titles = uk_jobs(folder)
    related = uk_relatedness(folder)
    tested = recovery(jobs, related, draws=DRAWS, k=TOP, random_state=SEED)
    others = recovery(jobs, draws=DRAWS, k=TOP, random_state=SEED)
    board = region_board(jobs, related, titles=titles, top=TOP, tested=tested)
    why = board.table["why"].value_counts().to_dict()
    lines = [
        "## UK regions",
        "",
        f"Jobs of 2015 in {len(jobs.activities)} industries (SIC 2007) and {len(jobs.regions)} "
        f"regions; relatedness is skill relatedness by the moves of 2009–13, above chance "
        f"({len(related.edges):,} ties; moves under ten are withheld). {why.get('few links', 0):,} "
        f"of {len(board.table):,} cells are left out because too few industries are known to be "
        "related.",
        "",
        f"{DRAWS} draws as above; an order without fault would have "
        f"{tested['attainable'].iloc[0]:.3f}. Eleven regions are few: the intervals are rough.",
        "",
        "Relatedness from moves:",
        "",
        *recovery_table(tested),
        "",
        "Relatedness from what goes together in the ten *other* regions:",
        "",
        *recovery_table(others),
        "",
        *_reading({"moves": tested, "other regions": others}),
        "The first five by density, which here recovers no less than density and effects:",
        "",
    ]
    for region in ("London", "North East"):
        named = board.region(region).query("`class` == 'nearly'").head(5)
        said = "; ".join(f"{row.title} ({row.density:.2f})" for row in named.itertuples())
        lines.append(f"- {region}: {said}")
    return [*lines, ""]


def families(counts: RegionalCounts) -> Network:
    """Relate the simulated industries that are of one family."""
    names = counts.activities
    i, j = np.triu_indices(len(names), 1)
    kin = names.str[:2].to_numpy()[i] == names.str[:2].to_numpy()[j]
    edges = pd.DataFrame({"source": names[i[kin]], "target": names[j[kin]], "weight": 1.0})
    return Network.from_edges(edges, nodes=pd.DataFrame(index=names), version=counts.version)


def _simulated() -> list[str]:
    """Return the part on economies whose branching is known."""
    size = f"{SIMULATED['regions']} regions and {SIMULATED['industries']} industries"
    lines = [
        "## Where branching is known: simulated years",
        "",
        f"Economies of {size} in {SIMULATED['families']} families, four years of counts. Regions "
        "lean towards families with and without branching, varied regions take in more and common "
        "industries come more often; *branching* is what one standard deviation of density adds "
        f"to the log-odds of entry beside that. {RUNS} economies each, seeds 0 to {RUNS - 1}; a "
        "claim is p ≤ .05 beside effects of region and industry. Hit rates are means, of the first "
        f"{TOP} in each region.",
        "",
        "| branching | relatedness | claims | density | density and effects | "
        "region and industry effects (null) | random (null) |",
        "|---|---|---|---|---|---|---|",
    ]
    for branching in BRANCHING:
        for known in ("given", "of other regions"):
            lines.append(_simulated_row(branching, given=known == "given"))
    return [
        *lines,
        "",
        "Where relatedness has to be learned from sixty regions of these very counts, much of what "
        "branching there is goes unseen. Where there is none, the first by density come no more "
        "often than chance has it, and the first by effects do: an order that only follows what is "
        "common is right more often than chance, and that is no branching.",
    ]


def _simulated_row(branching: float, *, given: bool) -> str:
    """Return one line of the table."""
    claims, rates = 0, []
    for seed in range(RUNS):
        counts = simulated_economy(branching, seed=seed, **SIMULATED)
        network = families(counts) if given else None
        found = entry_backtest(counts, network, k=TOP, bootstraps=2).set_index("name")
        claims += int(found.loc["density", "p"] <= 0.05)
        rates.append(found["hit_rate"])
    mean = pd.concat(rates, axis=1).mean(axis=1)
    names = ("density", BOTH, "region and industry effects", "random")
    cells = " | ".join(f"{mean[name]:.3f}" for name in names)
    known = "given" if given else "of other regions"
    return f"| {branching:g} | {known} | {claims / RUNS:.3f} | {cells} |"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
