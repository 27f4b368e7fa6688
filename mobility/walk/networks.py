"""networks: the networks of a study made of counts, with groups, names and nearest neighbours."""

from collections.abc import Mapping

import pandas as pd

from mobility.counting.weights import effective_use, tf_idf
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Step
from mobility.foundation.skill_list import SkillList
from mobility.relating.backbone import backbone
from mobility.relating.communities import communities
from mobility.relating.community_names import community_names
from mobility.relating.nearest import nearest
from mobility.relating.relatedness import relatedness
from mobility.saving.study import Study

_JUDGED = {
    "noise-corrected": "shared",
    "disparity": "weight",
    "sdsm": None,
    "mutual nearest": "weight",
    "spanning tree": "weight",
}
"""The edge column each backbone rule judges: noise-corrected is a model of counts, and sdsm reads
the table that the network comes from."""


def study_of_counts(
    counts: Incidence,
    skills: SkillList,
    occupations: Occupations,
    places: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    measure: str,
    keeping: tuple[str, float | None, int | None],
    random_state: int,
    *,
    synthetic: bool,
) -> Study:
    """Relate occupations by skills with the measure asked for."""
    weights = tf_idf(counts)
    source = weights if measure == "cosine" else effective_use(counts)
    network = relatedness(source, between="occupation", measure=measure)
    return study_of_network(
        counts, weights, source, network, skills, occupations, places, tables, keeping,
        random_state, synthetic=synthetic,
    )  # fmt: skip


def study_of_network(
    counts: Incidence,
    weights: Incidence,
    source: Incidence,
    network: Network,
    skills: SkillList,
    occupations: Occupations,
    places: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    keeping: tuple[str, float | None, int | None],
    random_state: int,
    *,
    synthetic: bool,
) -> Study:
    """Give a relatedness network its groups, names, sizes and nearest neighbours."""
    labels = skills.skills["label"]
    total = places.groupby("occupation")["vacancies"].sum() if len(places) else None
    nodes = network.nodes.rename(columns={"support": "ads"})
    nodes["ads"] = counts.support.astype("int64")
    if total is not None:
        by_code = total.groupby(total.index.str.slice(0, nodes.index.str.len().max())).sum()
        nodes["vacancies"] = by_code.reindex(nodes.index).fillna(0).astype("int64")
    sized = network.with_nodes(nodes)
    rule, alpha, k = keeping
    kept = backbone(
        sized, rule=rule, counts=_JUDGED.get(rule), incidence=source if rule == "sdsm" else None,
        alpha=alpha, k=k,
    )  # fmt: skip
    described = described_network(kept, occupations, counts, labels, random_state)
    whole = sized.with_nodes(described.nodes)
    return Study(
        counts=counts,
        skills=skills,
        occupations=occupations,
        network=whole,
        backbone=described,
        neighbours=nearest(whole, weights, labels=labels),
        vacancies=places,
        tables=dict(tables),
        synthetic=synthetic,
        recipe=skills.recipe.joined(described.recipe),
    )


def described_network(
    network: Network,
    occupations: Occupations,
    counts: Incidence,
    labels: "pd.Series[str]",
    random_state: int,
) -> Network:
    """Return the network with titles, groups and the groups' names on its nodes."""
    groups = communities(network, random_state=random_state)
    names = community_names(groups, counts, labels=labels)
    nodes = network.nodes.assign(
        title=occupations.titles(network.nodes.index),
        community=groups,
        community_name=groups.map(lambda group: names.get(group, "")),
    )
    first = ["title", "community", "community_name"]
    nodes = nodes[first + [c for c in nodes.columns if c not in first]]
    step = Step.of("communities", {"random_state": random_state}, {"groups": int(groups.max())})
    return Network(
        nodes, network.edges, network.directed, network.measure, network.version,
        network.recipe.then(step),
    )  # fmt: skip
