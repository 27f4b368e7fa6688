"""make_communities: write docs/communities.md, what groups of a network are worth.

Run it with the folder that holds the tables:

    python docs/make_communities.py FOLDER

FOLDER has ``af-sweden``, ``jobtech-taxonomy`` and ``uk-industry-flows``.
"""

import contextlib
import io
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from mobility.counting.links import occupation_links
from mobility.counting.weights import effective_use
from mobility.finding.linked_skills import skills_of_links
from mobility.foundation.files import write_text
from mobility.foundation.network import Network
from mobility.foundation.recipe import Step, versions
from mobility.reading.flows import read_flows
from mobility.reading.links import read_links
from mobility.relating.backbone import backbone
from mobility.relating.community_tree import community_tree
from mobility.relating.community_tree_names import community_tree_names
from mobility.relating.consensus import Consensus, consensus_communities
from mobility.relating.relatedness import relatedness
from mobility.relating.skill_relatedness import skill_relatedness

HERE = Path(__file__).resolve().parent
RANDOM = 40
FLOWS = {
    "2009–2013": ("Table1_Reduced_matrix_2009_2013_flows.csv", "StartIndust"),
    "2014–2018": ("Table3_Reduced_matrix_2014_2018_flows.csv", "StartIndst"),
}

START = """
# Communities

Made by `docs/make_communities.py`; VERSIONS; seed 0.

A community is a group of occupations, industries or skills that are more related to each other
than their sizes would give. Three functions find them:

| function | what comes back | use it for |
|---|---|---|
| `communities` | one seeded run of Leiden | a quick look; colours on a page |
| `consensus_communities` | what most of many runs agree on, with stability | what is written down |
| `community_tree` | groups inside groups, as far as they are stable | zooming |

`community_names` and `community_tree_names` name groups by the skills that set them apart.

## What is computed

**One run.** Leiden (Traag, Waltman and van Eck 2019) looks for the grouping of highest modularity,
`Q = 1/2m · Σ [w_ij − γ·k_i·k_j/2m]·δ(c_i, c_j)`. Many groupings have nearly the same Q, and which
one comes out depends on the seed.

**Consensus.** Leiden is run from 50 seeds. `D_ij` is the share of runs that hold i and j together,
and the consensus is the grouping with the largest `Σ (D_ij − ½)·δ(c_i, c_j)`: of all groupings the
one that disagrees with the runs in the fewest pairs (Gionis, Mannila and Tsaparas 2007). The usual
way (Lancichinetti and Fortunato 2012) runs Leiden again on D until it settles; that brings in
modularity's idea of size a second time and has a threshold to choose. Here two nodes are together
if most runs say so, and there is nothing to set. A node that stands with no other in most runs is
in no group, number 0.

**Stability.** For the whole: the mean adjusted Rand index over all pairs of runs (1: all the same;
about 0: as chance would have it). For a group: how well each run finds it again (mean of the
largest Jaccard overlap; Hennig 2007 calls less than .5 dissolved, .75 and more valid, .85 and more
highly stable). For a node: the mean overlap of its mates with those in each run.

**Against chance.** A random network has groupings of high modularity too, and a small one gives
every seed the same. So all is done again on 20 shuffled networks, where each node keeps its number
of edges and the weights are dealt out at random. `p` is the share of networks, the real one among
them, with at least its modularity. Groups are called stable if there are two or more, stability is
at least .75 and p at most .05.

**Tree.** Each group is taken as a network of its own and divided if the division is stable. So
every level refines the one above, and groups too small for modularity to see in the whole network
(Fortunato and Barthélemy 2007) can be found inside a group.

## A worked example
"""

EXAMPLE = """
import itertools
import pandas as pd
import mobility

teams = {"care": ["nurse", "carer", "doctor", "porter"],
         "food": ["cook", "baker", "waiter", "chef"],
         "metal": ["welder", "fitter", "turner", "plumber"]}
pairs = [(a, b, 1.0) for team in teams.values() for a, b in itertools.combinations(team, 2)]
pairs += [("porter", "waiter", 0.3), ("chef", "welder", 0.3)]
network = mobility.Network.from_edges(pd.DataFrame(pairs, columns=["source", "target", "weight"]))

found = mobility.consensus_communities(network)
print(found)
print(found.nodes["community"].to_dict())
"""

NAMED = """
tree = mobility.community_tree(network)
needs = pd.DataFrame([(job, team) for team, jobs in teams.items() for job in jobs]
                     + [(job, "teamwork") for jobs in teams.values() for job in jobs],
                     columns=["node", "skill"])
skills = mobility.Incidence.from_pairs(needs, "node", "skill")
print(tree.groups.join(mobility.community_tree_names(tree, skills, n=1))[["members", "name"]])
print(mobility.aggregate_by(network, tree.level(1)).edges)
"""

TRAPS = """
## On a page

`community_levels(network, tree, names)` gives a network for every level of the tree, with names and
the colours of the first level. Given as `levels=` to `NetworkView.of`, the page's zoom goes through
the groups ("Groups 1", "Groups 2" …) down to the occupations.

## Traps

- **Stability is over seeds.** It says that the method is sure of this network, not that next year's
  ads give the same groups. Compare groups of two periods, or of halves of the ads, for that.
- **Networks projected from a table** of occupations by skills cluster by construction: one skill
  that ten occupations share is 45 edges. Shuffled networks do not have this, so p is too small.
  Keep a backbone first (`backbone`, with `rule="sdsm"` for such tables).
- **With 20 shuffled networks p cannot be below 1/21 = .048.** Of networks without groups one in
  twenty passes p alone; the demand of stability .75 takes most of these away (see above).
- **Small groups.** With fewer than eight members a division is not tried (`smallest`): seeds then
  agree on almost anything.
- Groups do not overlap: a nurse in a prison stands in one of the two.
- Numbers are by size and change with the data. Names do not come from the classification.
"""


def main(folder: Path) -> None:
    """Measure, and write the page."""
    said = ", ".join(f"{name} {number}" for name, number in versions().items() if name == "igraph")
    names: dict[str, object] = {}
    lines = [
        START.strip().replace("VERSIONS", said), "", *_done(EXAMPLE, names),
        "The same as a tree, named by what the members need (`teamwork` is needed by all and names",
        "nobody), and the network of the groups:", "", *_done(NAMED, names),
        *_real(folder), *_chance(), TRAPS.strip(),
    ]  # fmt: skip
    write_text(HERE / "communities.md", "\n".join(lines) + "\n")


def _done(code: str, names: dict[str, object]) -> list[str]:
    """Run a block and return it with what it prints."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "example", "exec"), names)
    printed = "\n".join(line.rstrip() for line in said.getvalue().splitlines())
    return ["```python", code.strip(), "```", "", "```text", printed, "```", ""]


def _real(folder: Path) -> list[str]:
    """Return figures of Swedish occupations by skills and of British industries by moves."""
    links = read_links(
        folder / "af-sweden" / "occupation_skills.csv",
        folder / "jobtech-taxonomy" / "occupations_ssyk4.csv",
    )
    used = effective_use(occupation_links(links, version="SSYK 2012"))
    rows, kept = [], None
    for measure in ("jaccard", "proximity", "cosine"):
        whole = relatedness(used, between="occupation", measure=measure)
        kept = backbone(whole, rule="noise-corrected", counts="shared")
        for name, network in (("all edges", whole), ("backbone", kept)):
            rows.append((f"occupations, {measure}, {name}", consensus_communities(network)))
    for period in FLOWS:
        rows.append((f"industries, moves {period}", consensus_communities(_moves(folder, period))))
    whole = relatedness(used, between="occupation", measure="jaccard")
    network = backbone(whole, rule="noise-corrected", counts="shared")
    tree = community_tree(network)
    names = community_tree_names(tree, used, n=2, labels=skills_of_links(links).skills["label"])
    groups = tree.groups.join(names)
    first = groups.xs(1, level="level")
    lines = [
        "## On real networks", "",
        "Swedish unit groups (SSYK 2012) related by the skills of the Public Employment Service's",
        "links, and British industries by moves between them (pairs with more moves than their",
        "sizes give, p < .05, weighted by (SR − 1)/(SR + 1)).", "",
        "| network | nodes | groups | in no group | stability | shuffled | Q | shuffled Q | p |"
        " weakest group |",
        "|---|---|---|---|---|---|---|---|---|---|",
        *[_row(name, found) for name, found in rows], "",
        f"The tree of the Jaccard backbone: {_levels(tree.nodes)}. Its first level:", "",
        "| group | members | stability | divided | stability of the division | shuffled |"
        " set apart by |",
        "|---|---|---|---|---|---|---|",
        *[
            f"| {number} | {one.members} | {one.stability:.2f} | {'yes' if one.split else 'no'} |"
            f" {one.split_stability:.2f} | {one.split_shuffled:.2f} | {one.name} |"
            for number, one in zip(first.index, first.itertuples(index=False), strict=True)
        ],
        "",
    ]  # fmt: skip
    tried = groups["split"].notna()
    apart = int((groups["split_stability"] < 0.75).sum())
    refused = groups[tried & ~groups["split"].fillna(value=False).astype(bool)]
    lines += [
        f"Of {int(tried.sum())} groups on the levels above the last that could be divided,"
        f" {len(refused)} were not: {int((refused['split_p'] > 0.05).sum())} because shuffled"
        f" networks reach their modularity, {apart} because seeds do not agree (some for both).",
        "",
    ]
    return lines


def _row(name: str, found: Consensus) -> str:
    """Return one line of the table."""
    alone = int((found.nodes["community"] == 0).sum())
    chance = found.shuffled.mean()
    weakest = f"{found.groups['stability'].min():.2f}" if len(found.groups) else "–"
    return (
        f"| {name} | {len(found.nodes)} | {len(found.groups)} | {alone} | {found.stability:.2f} |"
        f" {chance['stability']:.2f} | {found.modularity:.2f} | {chance['modularity']:.2f} |"
        f" {found.p:.3f} | {weakest} |"
    )


def _levels(nodes: pd.DataFrame) -> str:
    """Say how many groups and lone nodes there are on every level."""
    return "; ".join(
        f"`{name}` {int(nodes[name].max())} groups, {int((nodes[name] == 0).sum())} in none"
        for name in nodes.columns
    )


def _moves(folder: Path, period: str) -> Network:
    """Return industries with more moves between them than their sizes give."""
    file, origin = FLOWS[period]
    flows = read_flows(
        folder / "uk-industry-flows" / "counts" / file, kind="industry", origin=origin,
        destination="FinalIndst", count="Counts", version="SIC 2007", period=period, code_length=4,
        withheld_below=10, unlisted="withheld",
    )  # fmt: skip
    related = skill_relatedness(flows, directed=False)
    held = related.edges[(related.edges["p"] < 0.05) & (related.edges["normalised"] > 0)]
    step = Step.of("more moves than sizes give", {"p": 0.05})
    return related.with_edges(held.assign(weight=held["normalised"]), step)


def _chance() -> list[str]:
    """Return how often groups are called stable where there are none, and where there are."""
    rows = []
    for name, within, between in (
        ("none", 0.12, 0.12), ("weak", 0.20, 0.10), ("clear", 0.30, 0.06)
    ):  # fmt: skip
        found = [
            consensus_communities(_planted(within, between, seed), runs=20, random_state=seed)
            for seed in range(RANDOM)
        ]
        stable = sum(one.stable for one in found)
        small = sum(one.p <= 0.05 for one in found)
        mean = float(np.mean([one.stability for one in found]))
        rows.append(f"| {name} | {within} | {between} | {stable} | {small} | {mean:.2f} |")
    return [
        "## Where the answer is known", "",
        f"{RANDOM} random networks of 80 nodes in four equal groups; within and between are the",
        "probabilities of an edge.", "",
        "| groups | within | between | called stable | p ≤ .05 | mean stability |",
        "|---|---|---|---|---|---|", *rows, "",
    ]  # fmt: skip


def _planted(within: float, between: float, seed: int) -> Network:
    """Return a random network with four groups of twenty."""
    draw = np.random.default_rng(seed)
    group = np.repeat(np.arange(4), 20)
    chance = np.where(np.equal.outer(group, group), within, between)
    edges = csr_array(np.triu(draw.random(chance.shape) < chance, k=1).astype(np.float64))
    nodes = pd.DataFrame(index=pd.Index([f"n{k:02d}" for k in range(80)], name="node", dtype="str"))
    return Network.from_matrix(edges, nodes)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
