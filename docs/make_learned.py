"""make_learned: write docs/learned.md's figures, what learning adds to the best single measure.

Run it with the folder that holds the tables:

    python docs/make_learned.py FOLDER

FOLDER has ``uk-industry-flows``, ``us-occ-mobility`` and ``onet``.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from make_validation import uk_flows, uk_predictors, us_flows, us_groups, us_predictors

from mobility.foundation.files import read_text, write_text
from mobility.foundation.flows import Flows
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, versions
from mobility.reaching.learned_gains import learned_gains
from mobility.relating.expected_flows import expectation
from mobility.relating.gamma_poisson import Counts, estimate, expected_counts
from mobility.relating.learned import LearnedRelatedness, learned_relatedness
from mobility.relating.learned_ground import HoldOut
from mobility.relating.pair_features import Ingredient

HERE = Path(__file__).resolve().parent
DRAWS, SEED = 500, 0
BEGIN = "<!-- figures by docs/make_learned.py -->"
SCORES = {
    "auc": "AUC",
    "average_precision": "average precision",
    "precision_at_k": "precision at 10",
}
KINDS = {
    "learned": "**learned**", "alone": "learned from {} alone", "as it is": "{} as it is",
    "null": "{} (null)",
}  # fmt: skip


def main(folder: Path) -> None:
    """Measure, and write the figures below what stands above them on the page."""
    page = HERE / "learned.md"
    opening = read_text(page).split(BEGIN)[0]
    used = ", ".join(f"{name} {number}" for name, number in versions().items())
    lines = [
        BEGIN,
        "",
        "## On real moves",
        "",
        f"Made by `docs/make_learned.py`. Versions: {used}. Seed {SEED}; five folds; {DRAWS} draws"
        " of the nodes for each",
        "interval (95 %). Leads are paired: the score of the whole less that of the row, in the"
        " same draws.",
        "",
        *_uk_section(folder),
        *_us_section(folder),
    ]
    write_text(page, opening + "\n".join(lines).rstrip() + "\n")


def uk_ingredients(folder: Path, earlier: Flows) -> dict[str, Ingredient]:
    """Return the measures of the validation, and what else the earlier period tells."""
    jobs = pd.read_csv(
        folder / "uk-industry-flows" / "sr_weights" / "Bres_2015_Region_and_Country.csv",
        dtype={"SIC2007": "str"},
    ).set_index("SIC2007")["Total"]
    return {
        **uk_predictors(folder, earlier),
        **earlier_relatedness(earlier),
        "classification": shared_beginning(earlier.nodes, earlier.version),
        "jobs (ln)": np.log(jobs[jobs > 0]),
    }


UK_FEW = (
    "SR of 2009–13", "SR of 2009–13, both directions", "relatedness of 2009–13, all pairs",
    "relatedness of 2009–13, both directions, all pairs", "relatedness of divisions, 2009–13",
    "classification",
)  # fmt: skip


def earlier_relatedness(earlier: Flows) -> dict[str, Network]:
    """Return what an earlier period tells of all pairs, those withheld among them.

    The posterior mean of relatedness, (a + F) / (b + E) or its mean over the range of F; the same
    of both directions together; and that of the two-digit divisions that the industries lie in.
    """
    low = earlier.counts()
    hidden = np.isnan(low)
    low, high = np.where(hidden, 0, low), np.where(hidden, earlier.withheld_below - 1.0, low)
    found = expectation(low, high, diagonal=False)
    e, prior = np.nan_to_num(found.expected), found.prior
    i, j = np.nonzero(e > 0)
    filled = np.zeros_like(e)
    filled[i, j] = expected_counts(Counts(low[i, j], high[i, j], e[i, j]), prior)
    number, _ = pd.factorize(earlier.nodes.str[:2])
    member = np.eye(number.max() + 1)[number]
    moved, given = (member.T @ square @ member for square in (filled, e))
    division = (prior.shape + moved) / (prior.rate + given)

    def network(weight: np.ndarray) -> Network:
        edges = pd.DataFrame(
            {"source": earlier.nodes[i], "target": earlier.nodes[j], "weight": weight}
        )
        return Network.from_edges(
            edges, nodes=pd.DataFrame(index=earlier.nodes), directed=True, version=earlier.version,
            recipe=earlier.recipe.then(Step.of("earlier_relatedness")),
        )  # fmt: skip

    both = Counts(*(s[i, j] + s[j, i] for s in (low, high, e)))
    return {
        "relatedness of 2009–13, all pairs": network(
            estimate(Counts(low[i, j], high[i, j], e[i, j]), prior)
        ),
        "relatedness of 2009–13, both directions, all pairs": network(estimate(both, prior)),
        "relatedness of divisions, 2009–13": network(division[number[i], number[j]]),
    }


def shared_beginning(codes: pd.Index, version: str) -> Network:
    """Relate codes by how many characters they begin with alike."""
    i, j = np.triu_indices(len(codes), k=1)
    alike = np.zeros(len(i))
    same = np.ones(len(i), dtype=bool)
    for place in range(max(map(len, codes))):
        letters = codes.str[place].to_numpy()
        same &= letters[i] == letters[j]
        alike += same
    listed = alike > 0
    edges = pd.DataFrame(
        {"source": codes[i[listed]], "target": codes[j[listed]], "weight": alike[listed]}
    )
    return Network.from_edges(edges, nodes=pd.DataFrame(index=codes), version=version)


US_LEAST, US_DRAWS = 10.0, 100
US_MEASURES = (
    "skills, cosine of importance", "knowledge, cosine of importance",
    "work styles, cosine of importance", "technology, jaccard", "descriptions, tf-idf",
    "related occupations, listed by O*NET",
)  # fmt: skip
"""Of each family the measure that does best alone (docs/validation.md)."""


def us_ingredients(folder: Path, flows: Flows) -> dict[str, Ingredient]:
    """Return the best measure of each family with pay, jobs and the classification."""
    moves = pd.read_csv(folder / "us-occ-mobility" / "occ_names_bls_minor_major.csv")
    held = moves.assign(group=moves["OCC_CODE"].map(us_groups(folder)))
    jobs = held.groupby("group")["TOT_EMP"].sum()
    pay = (held["A_MEAN"] * held["TOT_EMP"]).groupby(held["group"]).sum() / jobs
    measures = us_predictors(folder)
    return {
        **{name: measures[name] for name in US_MEASURES},
        "classification": shared_beginning(flows.nodes, flows.version),
        "pay (ln)": np.log(pay),
        "jobs (ln)": np.log(jobs),
    }


def _uk_section(folder: Path) -> list[str]:
    earlier, flows = uk_flows(folder, "2009–2013"), uk_flows(folder, "2014–2018")
    every = uk_ingredients(folder, earlier)
    few = {name: every[name] for name in UK_FEW}
    plain = {name: every[name] for name in every if name not in earlier_relatedness(earlier)}
    lines = [
        "### UK industries: 2014–18 from 2009–13",
        "",
        "Size-controlled: ten moves or more expected, related if more moved than expected. Counts"
        " below ten are withheld, and are",
        "learned from as a range; where ten are expected the range decides. The nulls have their"
        " sizes from 2009–13.",
        "",
        "The sets were settled after a look at a few others on these very moves, as were the knots"
        " and the prior; no fold takes that",
        "into account. The first tells withheld pairs apart by what the earlier period says of"
        " them; a table of SR lists only pairs",
        "that were shown.",
        "",
    ]
    for title, ingredients in (
        ("What the earlier period tells, and the classification", few),
        ("All ingredients at once", every),
        ("Only the measures of the validation, the classification and jobs", plain),
    ):
        found = learned_relatedness(flows, ingredients, random_state=SEED)
        gains = learned_gains(found, earlier=earlier, draws=DRAWS, random_state=SEED)
        lines += [f"#### {title}", "", *_found(found, gains)]
        if ingredients is few:
            lines += _strict(flows, few, {"earlier": earlier})
    return lines


def _us_section(folder: Path) -> list[str]:
    flows = us_flows(folder)
    ingredients = us_ingredients(folder, flows)
    found = learned_relatedness(flows, ingredients, least_expected=US_LEAST, random_state=SEED)
    by_size = learned_gains(found, least_expected=0, strata=10, draws=US_DRAWS, random_state=SEED)
    plain = learned_gains(found, draws=US_DRAWS, random_state=SEED)
    return [
        "### US occupations: moves of a year from O*NET",
        "",
        "Flows are chances × employment, a survey blown up: intervals from counts mean nothing, the"
        " bootstrap alone does. Where few",
        "were asked, size decides whether anybody was seen to move, so pairs are compared within"
        " tenths of equally many by expected",
        f"flow; scores are means over the tenths, by related pairs. {US_DRAWS} draws. Related: more"
        " than expected.",
        "",
        "#### Within tenths of expected flow",
        "",
        *_found(found, by_size),
        "#### In one ranking, ten or more expected",
        "",
        "Here size alone foretells whether a survey sees more than expected, and a relatedness that"
        " is controlled for size does not.",
        "",
        *_scores(plain),
    ]


def _found(found: LearnedRelatedness, gains: pd.DataFrame) -> list[str]:
    """Return scores, what each ingredient adds, and the calibration."""
    return [*_scores(gains), *_adds(gains), *_calibration(found)]


def _scores(gains: pd.DataFrame) -> list[str]:
    """Return the whole, every single ingredient and every null, the best of each marked."""
    part = gains[gains["kind"] != "without"]
    first = part.iloc[0]
    heads = " | ".join(f"{said} | lead of the whole" for said in SCORES.values())
    lines = [
        f"{first['pairs']:,} pairs, {first['true']:,} related"
        f" ({first['true'] / first['pairs']:.1%}). † best single ingredient, ‡ best null, of each"
        " score.",
        "",
        f"The whole: {_leads(gains)}.",
        "",
        f"| | {heads} |",
        "|---|" + "---|" * (2 * len(SCORES)),
    ]
    for row in part.to_dict("records"):
        cells = [KINDS[row["kind"]].format(row["name"])]
        for score in SCORES:
            mark = ("‡" if row["kind"] == "null" else "†") if row[f"{score}_best"] else ""
            cells.append(f"{row[score]:.3f}{mark}")
            cells.append("" if row["kind"] == "learned" else _lead(row, score))
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


def _adds(gains: pd.DataFrame) -> list[str]:
    """Return what each ingredient adds to all the others."""
    part = gains[gains["kind"] == "without"]
    lines = [
        "What each ingredient adds to all the others (score of the whole less that without it):",
        "",
        "| ingredient | " + " | ".join(SCORES.values()) + " |",
        "|---|" + "---|" * len(SCORES),
    ]
    for row in part.to_dict("records"):
        cells = [row["name"], *(_lead(row, score) for score in SCORES)]
        lines.append("| " + " | ".join(cells) + " |")
    return [*lines, ""]


def _lead(row: Mapping[str, float], score: str) -> str:
    low, high = row[f"{score}_lead_low"], row[f"{score}_lead_high"]
    said = f"{row[f'{score}_lead']:+.3f} ({low:+.3f} to {high:+.3f})"
    return said.replace("-", "−")


def _calibration(found: LearnedRelatedness) -> list[str]:
    """Return predicted beside observed relatedness by tenths."""
    lines = [
        f"Out of fold, by tenths of the {int(found.ground.fitted.sum()):,} pairs learned from;"
        f" shape {found.model.shape:.2f}:",
        "",
        "| tenth | predicted | observed | if all withheld were least | most |",
        "|---:|---:|---|---:|---:|",
    ]
    for row in found.calibration.to_dict("records"):
        lines.append(
            f"| {row['tenth']:.0f} | {row['predicted']:.2f} | {row['observed']:.2f}"
            f" ({row['low']:.2f} to {row['high']:.2f}) | {row['least']:.2f} | {row['most']:.2f} |"
        )
    return [*lines, ""]


def _strict(
    flows: Flows, ingredients: Mapping[str, Ingredient], nulls: Mapping[str, Flows]
) -> list[str]:
    """Return the same with both ends held out, in a line."""
    hold_out: HoldOut = "both ends"
    found = learned_relatedness(flows, ingredients, hold_out=hold_out, random_state=SEED)
    gains = learned_gains(found, draws=DRAWS, random_state=SEED, **nulls)
    return ["With **both ends** held out, of the set before: " + _leads(gains) + ".", ""]


def _leads(gains: pd.DataFrame) -> str:
    """Say how far the whole leads the best single ingredient and the best null of each score."""
    parts = []
    for score, said in SCORES.items():
        best = gains[gains[f"{score}_best"]]
        single, null = (best[(best["kind"] == "null") == of_null].iloc[0] for of_null in (0, 1))
        parts.append(
            f"{said} {gains.at[0, score]:.3f}, {_lead(single, score)} over {single['name']} and"
            f" {_lead(null, score)} over {null['name']} (null)"
        )
    return "; ".join(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
