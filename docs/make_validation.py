"""make_validation: write docs/validation.md, how well measures foretell who moves where.

Run it with the folder that holds the tables:

    python docs/make_validation.py FOLDER

FOLDER has ``uk-industry-flows``, ``us-occ-mobility`` and ``onet``. One row needs the extra
``multilingual``; without it the row says that it was not tried, and so does the script.
"""

import sys
from pathlib import Path

import pandas as pd
from moves_and_measures import (
    UK_FEW,
    US_LEAST,
    moves_network,
    uk_flows,
    uk_ingredients,
    uk_predictors,
    us_by_small_model,
    us_flows,
    us_groups,
    us_ingredients,
    us_predictors,
)

from mobility.foundation.errors import MissingPackageError, VersionError
from mobility.foundation.files import write_text
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import versions
from mobility.reaching.validation import validate
from mobility.reaching.validation_by_size import validate_by_size
from mobility.relating.learned import learned_relatedness
from mobility.showing.validation_table import validation_table

HERE = Path(__file__).resolve().parent
DRAWS, SEED = 500, 0
LEARNED = "learned, out of fold"
SMALL_MODEL = "descriptions, meaning by a small multilingual model"
ENOUGH = 1000
"""Persons expected, from which the moves of a sample blown up are more than one who was asked."""


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


def _opening() -> list[str]:
    return [
        "Every directed pair of nodes is ranked by each measure and judged against moves that did"
        " happen: *any move* (raw) and",
        "*size-controlled* (only pairs between which sizes alone give at least ten moves; related",
        "if more moved than they give).",
        "A null knows nothing of relatedness. **A figure without its nulls says nothing**: on the"
        " raw target, sizes alone go far.",
        "*Learned, out of fold* is several measures put together by `learned_relatedness`, every"
        " origin predicted by a model that",
        "has not seen its moves; what goes into it, and what each part adds, is in"
        " [learned relatedness](learned.md).",
        "`AUC over best null` is the paired difference to whichever null does best. All is made by"
        " `validate` and",
        "`validate_by_size`; see there for the definitions.",
        "",
    ]


def _uk_section(folder: Path) -> list[str]:
    earlier, flows = uk_flows(folder, "2009–2013"), uk_flows(folder, "2014–2018")
    every = uk_ingredients(folder, earlier)
    few = {name: every[name] for name in UK_FEW}
    learned = learned_relatedness(flows, few, random_state=SEED)
    predictors = {**uk_predictors(folder, earlier), LEARNED: learned.network}
    found = validate(
        predictors, flows, earlier=earlier, out_of_fold=[LEARNED], draws=DRAWS, random_state=SEED
    )
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


def _us_section(folder: Path) -> list[str]:
    flows = us_flows(folder)
    learned = learned_relatedness(
        flows, us_ingredients(folder, flows), least_expected=US_LEAST, random_state=SEED
    )
    small, untried = small_model(folder)
    predictors = {**us_predictors(folder), **small, LEARNED: learned.network}
    found = validate(predictors, flows, out_of_fold=[LEARNED], draws=DRAWS, random_state=SEED)
    larger = validate(
        predictors, flows, out_of_fold=[LEARNED], least_expected=ENOUGH, draws=DRAWS,
        random_state=SEED,
    )  # fmt: skip
    by_size = validate_by_size(
        predictors, flows, out_of_fold=[LEARNED], draws=DRAWS, random_state=SEED
    )
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
        *_tables(found, untried=untried),
        *_tables(larger, {"size-controlled": f"From {ENOUGH:,} expected persons"}, untried=untried),
        "### Within tenths of expected flow",
        "",
        "Means over the tenths; related: more than expected.",
        "",
        *_markdown(
            with_untried(
                validation_table(mean).drop(columns=["expected moves", "pairs", "related"]),
                untried,
            )
        ),
        "AUC in each tenth, by the largest expected flow in it:",
        "",
        *_markdown(with_untried(_by_tenth(by_size), untried)),
    ]


def small_model(folder: Path) -> tuple[dict[str, Network], dict[str, str]]:
    """Return what the small model finds, by its name; else why it was not tried, said at once."""
    try:
        return {SMALL_MODEL: us_by_small_model(folder)}, {}
    except MissingPackageError as error:
        sys.stderr.write(f"{SMALL_MODEL} is not tried: {error}\n")
        return {}, {SMALL_MODEL: "not tried: the extra `multilingual` is not installed"}


def with_untried(table: pd.DataFrame, untried: dict[str, str]) -> pd.DataFrame:
    """Add a row that says why, for each measure that was not tried."""
    blank = [""] * (table.shape[1] - 2)
    rows = [[name, why, *blank] for name, why in untried.items()]
    return pd.concat([table, pd.DataFrame(rows, columns=table.columns)]) if rows else table


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


def _tables(
    found: pd.DataFrame,
    named: dict[str, str] | None = None,
    *,
    untried: dict[str, str] | None = None,
) -> list[str]:
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
            *_markdown(
                with_untried(part.drop(columns=["target", "pairs", "related"]), untried or {})
            ),
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
        "  and of knowledge do; what is learned from these and others leads by more. Within tenths,"
        " embedded descriptions do as well.",
        "- What is learned is a ratio to what sizes give: on the raw target, which asks for size,"
        " it says little.",
        "- *technology, sdsm* ranks by how unlikely it is to share as many (−lg p), without a"
        " threshold. The other rules of a backbone",
        "  (`backbone`) keep edges and give no other order; see [backbones](backbones.md).",
        "- *descriptions, embedded*: `CorpusEncoder`, learned from O*NET's own descriptions."
        " *meaning by a small multilingual model*:",
        "  `MultilingualEncoder` (extra `multilingual`) on the same texts, its mean over all of"
        " them; what is learned does not read it.",
        "  That model, trained beforehand, foretells about as well as what is learned from 1,016"
        " descriptions: better by up to 0.03 of",
        "  AUC, with intervals that overlap. Only within tenths does either surely beat every"
        " null.",
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
