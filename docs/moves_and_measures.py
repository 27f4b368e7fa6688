"""moves_and_measures: real moves, and the measures tried on them, from a folder of tables.

Read by ``make_validation.py`` and ``make_learned.py``; FOLDER has ``uk-industry-flows``,
``us-occ-mobility`` and ``onet``.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from mobility.counting.weights import effective_use, specialization
from mobility.foundation.encoder import Encoder
from mobility.foundation.files import sha256
from mobility.foundation.flows import Flows
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.recipe import Recipe, Step
from mobility.reading.flows import read_flows
from mobility.relating.corpus_encoder import CorpusEncoder
from mobility.relating.embeddings import embedding_relatedness
from mobility.relating.expected_flows import expectation
from mobility.relating.gamma_poisson import Counts, estimate, expected_counts
from mobility.relating.multilingual_encoder import MultilingualEncoder
from mobility.relating.pair_features import Ingredient
from mobility.relating.relatedness import relatedness
from mobility.relating.sdsm import sdsm
from mobility.relating.skill_relatedness import skill_relatedness
from mobility.relating.texts import text_relatedness

SIC, SOC = "SIC 2007", "SOC 2010, census groups"
UK_FILES = {
    "1997–2008": ("Table1_Reduced_matrix_1997_2008_flows.csv", "StartIndst", "SIC 2003"),
    "2009–2013": ("Table1_Reduced_matrix_2009_2013_flows.csv", "StartIndust", SIC),
    "2014–2018": ("Table3_Reduced_matrix_2014_2018_flows.csv", "StartIndst", SIC),
}


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
        "co-location, damped proximity": relatedness(
            effective_use(jobs), between="industry", measure="damped proximity"
        ),
        "co-location, jaccard": relatedness(
            effective_use(jobs), between="industry", measure="jaccard"
        ),
        "descriptions, tf-idf": text_relatedness(texts, own, min_ads=1, version=SIC),
    }  # fmt: skip


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
    for measure in ("jaccard", "cosine", "proximity", "damped proximity"):
        found[f"technology, {measure}"] = relatedness(used, between="occupation", measure=measure)
    found["technology, effective use"] = relatedness(
        effective_use(used), between="occupation", measure="effective use"
    )
    found["technology, sdsm"] = _judged(used)
    described = _described(folder, groups)
    found["descriptions, tf-idf"] = text_relatedness(
        described["text"], described["occupation"], min_ads=2, version=SOC
    )
    learned = CorpusEncoder.from_texts(described["text"].tolist(), min_texts=3)
    found["descriptions, embedded"] = _embedded(described, learned)
    found["related occupations, listed by O*NET"] = _listed(folder, groups)
    return found


def us_by_small_model(folder: Path) -> Network:
    """Relate O*NET's descriptions by a small model of many languages: minutes on one core.

    Its mean is taken over the descriptions that `CorpusEncoder` learns from. Learned relatedness
    does not read it, so that its ingredients are the same wherever the model is not installed.

    Raises
    ------
    MissingPackageError
        If the package with the model is not installed.
    """
    described = _described(folder, us_groups(folder))
    return _embedded(described, MultilingualEncoder(described["text"].tolist()))


def _described(folder: Path, groups: pd.Series) -> pd.DataFrame:
    """Return O*NET's descriptions, with the group of each where the moves know one."""
    texts = _onet(folder, "Occupation_Data").set_index("O*NET-SOC Code")["Description"]
    own = _group_of(pd.Series(texts.index, index=texts.index), groups)
    return pd.DataFrame({"text": texts, "occupation": own})


def _judged(incidence: Incidence) -> Network:
    """Relate what shares more than its sizes give, by how unlikely that is (no threshold)."""
    pairs = sdsm(incidence, between="occupation")
    edges = pairs[["source", "target"]].assign(weight=-np.log10(pairs["p"]))
    return Network.from_edges(
        edges[edges["weight"] > 0], nodes=pd.DataFrame(index=incidence.rows), measure="−lg p",
        version=SOC, recipe=incidence.recipe.then(Step.of("sdsm", {"between": "occupation"})),
    )  # fmt: skip


def _embedded(described: pd.DataFrame, encoder: Encoder) -> Network:
    """Relate descriptions by their vectors; of a group all stand one after the other."""
    texts = described.dropna().groupby("occupation")["text"].agg(" ".join)
    return embedding_relatedness(texts, encoder, nearest=len(texts), version=SOC)


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


US_LEAST = 10.0
US_MEASURES = (
    "skills, cosine of importance", "knowledge, cosine of importance",
    "work styles, cosine of importance", "technology, jaccard", "descriptions, tf-idf",
    "related occupations, listed by O*NET",
)  # fmt: skip
"""Of each family the measure that did best alone when the set was settled; since then embedded
descriptions, which do better than tf-idf, have been tried (docs/validation.md)."""


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
