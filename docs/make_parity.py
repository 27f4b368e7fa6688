"""make_parity: the numbers of three other packages beside ours, on the same tables.

Run ``python -m docs.make_parity FOLDER`` where FOLDER holds ``af-sweden``, ``jobtech-taxonomy`` and
``economiccomplexity``, with ``LABOUR_GRAPHS_PEERS_PYTHON`` naming a Python that has netbone,
ecomplexity and economic-complexity.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.peers import PeerResult, ask_peer
from mobility.counting.links import occupation_links
from mobility.counting.weights import effective_use, specialization
from mobility.foundation.files import write_text
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.reading.links import read_links
from mobility.relating.backbone import backbone
from mobility.relating.disparity import disparity
from mobility.relating.noise_corrected import edge_margins, noise_corrected
from mobility.relating.relatedness import relatedness
from mobility.relating.spanning_tree import spanning_tree

HERE = Path(__file__).resolve().parent


def main(folder: str) -> None:
    """Ask the peers and write the page."""
    trade = pd.read_csv(
        Path(folder) / "economiccomplexity" / "world_trade_avg_1998_to_2000.csv.gz",
        dtype={"product": "str"},
    ).set_axis(["row", "column", "value"], axis=1)
    links = read_links(
        Path(folder) / "af-sweden" / "occupation_skills.csv",
        Path(folder) / "jobtech-taxonomy" / "occupations_ssyk4.csv",
    )
    counts = occupation_links(links, version="SSYK 2012")
    shared = relatedness(effective_use(counts), between="occupation", measure="proximity")
    edges = shared.edges[["source", "target"]].assign(weight=shared.edges["shared"])
    lines, versions = [], {}
    for found in (of_trade(trade), of_edges(edges)):
        lines += found[0]
        versions |= found[1]
    write_text(HERE / "parity.md", page(lines, versions, len(trade), len(edges)))


def of_trade(table: pd.DataFrame) -> tuple[list[str], dict[str, str]]:
    """Compare specialization and proximity of world trade."""
    counts = Incidence.from_pairs(table, "row", "column", "value")
    ours = specialization(counts).values.toarray()
    near = relatedness(effective_use(counts), between="column", measure="proximity")
    phi = near.to_matrix().toarray()
    lines, versions = [], {}
    for peer in "ab":
        of = ask_peer(f"specialization_{peer}", table)
        theirs = matrix(of, "row", "column", "specialization").loc[counts.rows, counts.columns]
        name = package(of)
        lines.append(line("specialization (RCA)", name, ours, theirs.to_numpy(), "the same"))
        of = ask_peer(f"proximity_{peer}", table)
        theirs = matrix(of, "column_1", "column_2", "proximity")
        theirs = theirs.loc[counts.columns, counts.columns].to_numpy(copy=True)
        diagonal = np.unique(np.diag(theirs))
        np.fill_diagonal(theirs, 0)
        said = f"the same off the diagonal (theirs {', '.join(f'{x:g}' for x in diagonal)}, ours "
        lines.append(line("proximity", name, phi, theirs, said + "left out)"))
        versions |= of.versions
    return lines, versions


def of_edges(edges: pd.DataFrame) -> tuple[list[str], dict[str, str]]:
    """Compare the rules that netbone has too."""
    network = Network.from_edges(edges)
    ends = ["source", "target"]
    key = network.edges[ends]
    of = ask_peer("disparity", edges)
    theirs = in_order(key, of, "p_value")
    ours = disparity(network)["p"].to_numpy()
    has = ~np.isnan(theirs)
    said = f"the same; for {(~has).sum()} edges whose ends have no other it gives none, ours p 1"
    lines = [line("disparity, p", "netbone", ours[has], theirs[has], said)]
    tree = ask_peer("spanning_tree", edges)
    kept = in_order(key, tree, "in_backbone").astype(bool)
    ours_kept = spanning_tree(network)["in_tree"].to_numpy()
    weight = edges_weight(network)
    apart = int((kept != ours_kept).sum())
    said = (
        f"the same total weight; {apart} edges differ, all between equally strong ones, which it "
        "takes as they come and ours in node order"
    )
    lines.append(
        line("spanning tree, weight", "netbone", weight[ours_kept].sum(), weight[kept].sum(), said)
    )
    score = ask_peer("noise_corrected_score", edges)
    judged = noise_corrected(network)
    theirs = in_order(key, score, "score")
    lines.append(line("noise-corrected, score", "netbone", judged["score"], theirs, "differs: 1"))
    out, into, total = edge_margins(network, "weight")
    expected = out * into / (total / 2)
    by_theirs = (weight - expected) / (weight + expected)
    lines.append(
        line("– the same formula with its total", "netbone", by_theirs, theirs, "the same")
    )
    sd = in_order(key, score, "nc_sdev")
    lines.append(line("noise-corrected, sd", "netbone", judged["sd"], sd, "differs: 1 and 2"))
    by_netbone = int((theirs > 1.64 * sd).sum())
    by_ours = len(backbone(network).edges)
    said = f"of {len(edges):,} edges, {by_ours:,} are kept by ours at 0.05, {by_netbone:,} by its"
    lines.append(f"| noise-corrected, edges above 1.64 sd | netbone | – | – | {said} |")
    default = in_order(key, ask_peer("noise_corrected_p", edges), "p_value")
    lines.append(
        line("noise-corrected, default p", "netbone", judged["p"], default, "differs: 1 and 3")
    )
    return lines, of.versions


def edges_weight(network: Network) -> np.ndarray:
    """Return the weights in the order of the edges."""
    return network.edges["weight"].to_numpy(dtype=np.float64)


def matrix(of: PeerResult, rows: str, columns: str, values: str) -> pd.DataFrame:
    """Return a long table as a wide one, 0 where there is nothing."""
    return of.table.pivot_table(index=rows, columns=columns, values=values, dropna=False).fillna(0)


def in_order(key: pd.DataFrame, of: PeerResult, column: str) -> np.ndarray:
    """Return what a peer says of every edge in our order, whichever end it names first."""
    turned = of.table.rename(columns={"source": "target", "target": "source"})
    both = pd.concat([of.table, turned])[["source", "target", column]]
    return key.merge(both, how="left", validate="1:1")[column].to_numpy(dtype=np.float64)


def package(of: PeerResult) -> str:
    """Return which peer answered."""
    return next(name for name in of.versions if name.startswith("eco"))


def line(what: str, name: str, ours: object, theirs: object, said: str) -> str:
    """Return a line of the table: how many numbers, and the greatest difference."""
    a, b = np.atleast_1d(np.asarray(ours, float)), np.atleast_1d(np.asarray(theirs, float))
    return f"| {what} | {name} | {a.size:,} | {np.abs(a - b).max():.1e} | {said} |"


def page(lines: list[str], versions: dict[str, str], cells: int, edges: int) -> str:
    """Return the page."""
    ran = ", ".join(f"{name} {versions[name]}" for name in sorted(versions))
    return "\n".join(
        [
            "# The same numbers as other packages, or why not",
            "",
            "Made by `docs/make_parity.py`. Specialization and proximity: world trade 1998–2000,",
            f"226 countries × 785 products, {cells:,} values. Backbones: the {edges:,} pairs of",
            "Swedish unit groups that share a skill both use effectively, judged by how many they",
            "share. The greatest difference is that of any one number. Nothing here is drawn at",
            "random.",
            "",
            "| what | package | numbers | greatest difference | |",
            "|---|---|---:|---:|---|",
            *lines,
            "",
            "1. **The total.** Netbone adds up every undirected edge once, but both its ends",
            "   into the margins, so that what it expects adds up to twice what there is. Ours",
            "   takes the total of the symmetric table that the margins come from, as the paper",
            "   does.",
            "2. **The prior.** A Beta distribution with mean m and variance v has",
            "   β = m (1 − m)² / v − (1 − m). Netbone, as the program published with the paper,",
            "   has (1 − m²) in place of (1 − m)². Tests show that with both of its choices our",
            "   formula gives its numbers, and with neither ours.",
            "3. **The default p** of netbone is another model, the binomial probability of *more*",
            "   than observed; ours is the normal one of the score and its deviation.",
            "",
            f"Ran with {ran}. On pandas 3.1.1 and numpy 2.4.6 netbone (installed without its",
            "pins) and ecomplexity say the same; economic-complexity 0.3.0 ends in `ValueError:",
            "underlying array is read-only` at proximity. Small typed inputs and their numbers are",
            "in `tests/relating/test_parity_netbone.py` and `test_parity_complexity.py`.",
            "",
        ]
    )


if __name__ == "__main__":
    main(sys.argv[1])
