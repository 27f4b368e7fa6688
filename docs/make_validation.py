"""make_validation: write docs/validation.md, how well measures foretell who moves where.

Run it with the folder that holds the tables:

    python docs/make_validation.py FOLDER

FOLDER has ``uk-industry-flows``, ``us-occ-mobility`` and ``onet``.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from mobility.counting.weights import effective_use, specialization
from mobility.foundation.errors import VersionError
from mobility.foundation.files import sha256, write_text
from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step, versions
from mobility.reaching.validation import validate
from mobility.reaching.validation_by_size import validate_by_size
from mobility.reading.flows import read_flows
from mobility.relating.relatedness import relatedness
from mobility.relating.skill_relatedness import skill_relatedness
from mobility.relating.texts import text_relatedness
from mobility.showing.validation_table import validation_table

HERE = Path(__file__).resolve().parent
DRAWS, SEED = 500, 0
ENOUGH = 1000
"""Persons expected, from which the moves of a sample blown up are more than one who was asked."""
SIC, SOC = "SIC 2007", "SOC 2010, census groups"
UK_FILES = {
    "1997–2008": ("Table1_Reduced_matrix_1997_2008_flows.csv", "StartIndst", "SIC 2003"),
    "2009–2013": ("Table1_Reduced_matrix_2009_2013_flows.csv", "StartIndust", SIC),
    "2014–2018": ("Table3_Reduced_matrix_2014_2018_flows.csv", "StartIndst", SIC),
}


def main(folder: Path) -> None:
    """Measure, and write the page."""
    used = ", ".join(f"{name} {number}" for name, number in versions().items())
    lines = [
        "# How well the measures foretell who moves where",
        "",
        f"Made by `docs/make_validation.py`. Versions: {used}. Seed {SEED}, {DRAWS} draws of the"
        " nodes for",
        "each interval (95 %).",
        "",
        *_opening(),
        *_uk_section(folder),
        *_us_section(folder),
        *_limits(),
    ]
    write_text(HERE / "validation.md", "\n".join(lines) + "\n")


def uk_flows(folder: Path, period: str) -> Flows:
    """Return the moves between UK industries in one period; below ten they are withheld."""
    file, origin, version = UK_FILES[period]
    return read_flows(
        folder / "uk-industry-flows" / "counts" / file, kind="industry", origin=origin,
        destination="FinalIndst", count="Counts", version=version, period=period, code_length=4,
        withheld_below=10, unlisted="withheld",
    )  # fmt: skip


def uk_predictors(folder: Path, earlier: Flows) -> dict[str, Network]:
    """Return what could foretell moves between industries without having seen them."""
    return {
        "SR of 2009–13": skill_relatedness(earlier),
        "SR of 2009–13, both directions": skill_relatedness(earlier, directed=False),
        "moves of 2009–13": moves_network(earlier),
        **uk_without_moves(folder),
    }


def moves_network(flows: Flows) -> Network:
    """Return the moves that are shown, as they were counted."""
    moved = flows.table[flows.table["origin"] != flows.table["destination"]].dropna()
    counts = moved.rename(columns={"origin": "source", "destination": "target", "count": "weight"})
    return Network.from_edges(
        counts.astype({"weight": "float64"}), nodes=pd.DataFrame(index=flows.nodes),
        directed=True, measure="moves", version=flows.version, recipe=flows.recipe,
    )  # fmt: skip


def uk_without_moves(folder: Path) -> dict[str, Network]:
    """Return what can be known of two industries where nobody counts moves."""
    bres = folder / "uk-industry-flows" / "sr_weights" / "Bres_2015_Region_and_Country.csv"
    table = pd.read_csv(bres, dtype={"SIC2007": "str"}).rename(columns={"SIC2007": "industry"})
    regions = [name for name in table.columns[1:12] if name != "Total"]
    work = table.melt(["industry"], regions, var_name="region", value_name="jobs")
    read = Recipe((Step.of("read_table", {"file": bres.name, "sha256": sha256(bres)}),))
    jobs = Incidence.from_pairs(
        work, "industry", "region", "jobs", measure="jobs", version=SIC, recipe=read
    )
    texts = table.set_index("industry")["Description"].str.strip()
    own = pd.Series(texts.index, index=texts.index, name="industry")
    return {
        "co-location, proximity": relatedness(
            effective_use(jobs), between="industry", measure="proximity"
        ),
        "co-location, cosine of LQ": relatedness(
            specialization(jobs), between="industry", measure="cosine"
        ),
        "descriptions, tf-idf": text_relatedness(texts, own, min_ads=1, version=SIC),
    }  # fmt: skip


def _opening() -> list[str]:
    return [
        "Every directed pair of nodes is ranked by each measure and judged against moves that did"
        " happen: *any move* (raw) and",
        "*size-controlled* (only pairs between which sizes alone give at least ten moves; related",
        "if more moved than they give).",
        "A null knows nothing of relatedness. **A figure without its nulls says nothing**: on the"
        " raw target, sizes alone go far.",
        "`AUC over best null` is the paired difference to whichever null does best. All is made by"
        " `validate` and",
        "`validate_by_size`; see there for the definitions.",
        "",
    ]


def _uk_section(folder: Path) -> list[str]:
    earlier, flows = uk_flows(folder, "2009–2013"), uk_flows(folder, "2014–2018")
    predictors = uk_predictors(folder, earlier)
    found = validate(predictors, flows, earlier=earlier, draws=DRAWS, random_state=SEED)
    step = dict(found.attrs["recipe"][-1]["counts"])
    return [
        "## UK industries: 2009–13 foretells 2014–18",
        "",
        f"{step['nodes']} industries (SIC 2007, four digits) that all measures know;"
        f" {step['nodes left out']} more are left out.",
        f"{len(flows.table):,} pairs of industries have ten moves or more in 2014–18; others are"
        " withheld, somewhere from 0 to 9:",
        "raw, the target is whether a pair is shown, and where ten moves are expected, nine are"
        " fewer, so that no pair is",
        f"undecided ({step['any move undecided']} and {step['size-controlled undecided']})."
        " Margins of the nulls are those of 2009–13.",
        "",
        *_tables(found),
        "Moves between 1997 and 2008 are coded in SIC 2003. They are refused here:",
        "",
        "```text",
        *_refused(folder, flows),
        "```",
        "",
    ]


def _refused(folder: Path, flows: Flows) -> list[str]:
    old = uk_flows(folder, "1997–2008")
    try:
        validate({"moves of 1997–2008": moves_network(old)}, flows, draws=2)
    except VersionError as error:
        return str(error).splitlines()
    raise AssertionError("codes of two versions were joined")


def us_groups(folder: Path) -> pd.Series:
    """Return for every occupation of the moves the largest of those that share its census code.

    The source gives every occupation of one census code the same moves in proportion to its
    employment, so that whoever stays in the code seems to move within it. The ratio of the survey's
    employment to that of the employers' is the same within a code and in no two codes.
    """
    moves = _us_moves(folder)
    jobs = moves.groupby("OCC_source")[["EMPOCCLY_unadj_BLS", "TOT_EMP_OCCLY"]].first()
    ratio = (jobs["EMPOCCLY_unadj_BLS"] / jobs["TOT_EMP_OCCLY"]).map(lambda value: f"{value:.9g}")
    ordered = jobs.sort_values("TOT_EMP_OCCLY", ascending=False, kind="stable").index
    largest = {key: code for code in reversed(ordered) for key in [ratio[code]]}
    return ratio.map(largest).rename("group")


def us_flows(folder: Path) -> Flows:
    """Return persons who move between US occupations in a year: chance × employment at the origin.

    Those who stay are left out, and numbers are rounded to whole persons.
    """
    moves, groups = _us_moves(folder), us_groups(folder)
    persons = moves["transition_prob_BLS_ASECnorm_corr"] * moves["TOT_EMP_OCCLY"]
    table = pd.DataFrame({
        "origin": moves["OCC_source"].map(groups), "destination": moves["OCC_target"].map(groups),
        "count": persons,
    })  # fmt: skip
    table = table[table["origin"] != table["destination"]]
    summed = table.groupby(["origin", "destination"], as_index=False)["count"].sum()
    summed["count"] = summed["count"].round().astype("int64")
    file = folder / "us-occ-mobility" / "asec_to_bls_mobility_edgelist.csv.gz"
    step = Step.of(
        "us_flows", {"file": file.name, "sha256": sha256(file)},
        {"occupations": len(groups), "groups": int(groups.nunique()), "pairs": len(summed)},
    )  # fmt: skip
    return Flows.of(
        summed[summed["count"] > 0], kind="occupation", version=SOC, recipe=Recipe((step,))
    )


def us_predictors(folder: Path) -> dict[str, Network]:
    """Return measures from O*NET, between the groups of occupations that the moves know."""
    groups = us_groups(folder)
    found: dict[str, Network] = {}
    for name in ("Skills", "Knowledge", "Work_Styles"):
        rated = _onet(folder, name)
        rated = rated[rated["Scale ID"] == "IM"]
        table = rated.assign(group=_group_of(rated["O*NET-SOC Code"], groups)).dropna(
            subset=["group"]
        )
        means = table.groupby(["group", "Element Name"], as_index=False)["Data Value"].mean()
        values = _incidence(means, "Element Name", "Data Value", "importance")
        said = name.lower().replace("_", " ")
        found[f"{said}, cosine of importance"] = relatedness(
            values, between="occupation", measure="cosine"
        )
        found[f"{said}, effective use"] = relatedness(
            effective_use(values), between="occupation", measure="effective use"
        )
    tools = _onet(folder, "Technology_Skills")
    tools = tools.assign(group=_group_of(tools["O*NET-SOC Code"], groups)).dropna(subset=["group"])
    counts = tools.groupby(["group", "Commodity Title"], as_index=False)["Example"].nunique()
    used = _incidence(counts, "Commodity Title", "Example", "examples")
    for measure in ("jaccard", "proximity"):
        found[f"technology, {measure}"] = relatedness(used, between="occupation", measure=measure)
    found["technology, effective use"] = relatedness(
        effective_use(used), between="occupation", measure="effective use"
    )
    described = _onet(folder, "Occupation_Data").set_index("O*NET-SOC Code")
    own = _group_of(pd.Series(described.index, index=described.index), groups)
    found["descriptions, tf-idf"] = text_relatedness(
        described["Description"], own.rename("occupation"), min_ads=2, version=SOC
    )
    found["related occupations, listed by O*NET"] = _listed(folder, groups)
    return found


def _listed(folder: Path, groups: pd.Series) -> Network:
    """Return O*NET's own list of related occupations, the first of them most related."""
    listed = _onet(folder, "Related_Occupations")
    edges = pd.DataFrame({
        "source": _group_of(listed["O*NET-SOC Code"], groups),
        "target": _group_of(listed["Related O*NET-SOC Code"], groups),
        "weight": 1 / listed["Index"],
    }).dropna()  # fmt: skip
    edges = edges[edges["source"] != edges["target"]]
    best = edges.groupby(["source", "target"], as_index=False)["weight"].max()
    return Network.from_edges(best, directed=True, measure="1 / rank", version=SOC)


def _us_moves(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "us-occ-mobility" / "asec_to_bls_mobility_edgelist.csv.gz")


def _onet(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / "onet" / f"{name}.csv.gz")


def _group_of(codes: pd.Series, groups: pd.Series) -> pd.Series:
    """Return the group of O*NET's codes: of the same six digits, or the broader one they lie in."""
    tried = [codes.str[:7], codes.str[:6] + "0", codes.str[:5] + "00", codes.str[:4] + "000"]
    found = pd.Series(np.nan, index=codes.index, dtype="object")
    for code in tried:
        found = found.where(found.notna(), code.map(groups))
    return found


def _incidence(table: pd.DataFrame, column: str, value: str, measure: str) -> Incidence:
    pairs = table.rename(columns={"group": "occupation", column: "skill"})
    return Incidence.from_pairs(pairs, "occupation", "skill", value, measure=measure, version=SOC)


def _us_section(folder: Path) -> list[str]:
    flows, predictors = us_flows(folder), us_predictors(folder)
    found = validate(predictors, flows, draws=DRAWS, random_state=SEED)
    larger = validate(predictors, flows, least_expected=ENOUGH, draws=DRAWS, random_state=SEED)
    by_size = validate_by_size(predictors, flows, draws=DRAWS, random_state=SEED)
    step = dict(found.attrs["recipe"][-1]["counts"])
    groups = us_groups(folder)
    mean = by_size[by_size["stratum"] == "mean"]
    return [
        "## US occupations: O*NET foretells moves of a year",
        "",
        f"{groups.size} occupations. Those that share one census code get the same moves in the"
        " source, so that whoever stays in",
        "the code seems to move within it; they are put together:"
        f" {groups.nunique()} groups, {len(flows.nodes)} with moves to another,",
        f"{step['nodes']} that all measures know. Moves are chances × employment at the origin,"
        f" {flows.moves / 1e6:.1f} million in all, loops off: a",
        "survey blown up to the population, so intervals of counts do not hold and only the"
        " bootstrap over nodes is used. Half of",
        f"the flows that are listed are below {int(flows.table['count'].median())} persons: where"
        " ten are expected, the survey is too small to have met",
        "anyone, and size still tells between whom it did. So the size-controlled target is also"
        f" shown from {ENOUGH:,} expected",
        "persons, and all pairs are cut into ten strata of equally many by expected flow. The nulls"
        " know the margins of the very",
        "moves they foretell.",
        "",
        *_tables(found),
        *_tables(larger, {"size-controlled": f"From {ENOUGH:,} expected persons"}),
        "### Within tenths of expected flow",
        "",
        "Means over the tenths; related: more than expected.",
        "",
        *_markdown(validation_table(mean).drop(columns=["expected moves", "pairs", "related"])),
        "AUC in each tenth, by the largest expected flow in it:",
        "",
        *_markdown(_by_tenth(by_size)),
    ]


def _by_tenth(found: pd.DataFrame) -> pd.DataFrame:
    """Return the AUC of each measure by tenth."""
    tenths = found[found["stratum"] != "mean"]
    table = tenths.pivot_table(index="name", columns="stratum", values="auc", sort=False)
    bounds = tenths.drop_duplicates("stratum").set_index("stratum")
    heads = {s: _bound(bounds.at[s, "expected_high"]) for s in table.columns}
    share = (bounds["true"] / bounds["pairs"]).map("{:.1%}".format)
    shown = table.map("{:.2f}".format)
    shown.loc["*pairs that are related*"] = share.reindex(table.columns).tolist()
    return shown.rename(columns=heads).rename_axis(None, axis=1).reset_index(names="measure")


def _bound(value: float) -> str:
    return f"≤ {value:,.0f}" if value >= 10 else f"≤ {value:.1f}"


def _tables(found: pd.DataFrame, named: dict[str, str] | None = None) -> list[str]:
    lines = []
    table = validation_table(found)
    titles = named or {target: target.capitalize() for target in found["target"].unique()}
    for target, title in titles.items():
        part = table[table["target"] == target]
        pairs, related = part["pairs"].iloc[0], part["related"].iloc[0]
        lines += [
            f"### {title}",
            "",
            f"{pairs:,} pairs, {related:,} related ({related / pairs:.1%}).",
            "",
            *_markdown(part.drop(columns=["target", "pairs", "related"])),
        ]
    return lines


def _markdown(table: pd.DataFrame) -> list[str]:
    rows = [" | ".join(map(str, row)) for row in table.itertuples(index=False)]
    heads = list(map(str, table.columns))
    return [
        f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *(f"| {row} |" for row in rows), ""
    ]  # fmt: skip


def _limits() -> list[str]:
    return [
        "## How to read this",
        "",
        "- A measure is worth its gain over the best null, with its interval; not its AUC.",
        "- Raw, no measure of this page beats sizes by AUC. That says nothing against it: the raw"
        " target asks who is large.",
        "- US, from ten expected persons on, no measure surely beats size either; from"
        f" {ENOUGH:,} on, and within tenths, cosines of skills",
        "  and of knowledge do.",
        "- Average precision of a predictor that tells nothing apart is the share of related pairs,"
        " which differs between targets;",
        "  compare it within one table only.",
        "- UK: what moves of 2009–13 tell of those of 2014–18 holds for the pairs that are large"
        " enough to be shown. Smaller ones are",
        "  not seen in either period.",
        "- US: the survey's own errors (occupations coded anew each year) are in the moves, and"
        " look like moves between like jobs.",
        "- O*NET's ratings of two occupations may rest on one analyst's judgement; its list of"
        " related occupations was made by people",
        "  who knew the classification.",
        "",
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
