"""network_view: everything the network page shows, computed and laid out, without any HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError
from mobility.foundation.layout import layout
from mobility.foundation.network import Network
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import NO_STEPS, Recipe, Step
from mobility.foundation.tables import Column, check_table

FEW_ADS = 10
"""Below so many ads the page says that an occupation's figures rest on few."""
SMALLEST, LARGEST, UNSIZED = 4.0, 34.0, 8.0
"""Radius of the smallest and the largest dot, and of every dot where vacancies are not known."""
LABEL_ROOM = 600.0, 22.0
"""Room for labels around each dot: the first shared by all dots, at most the second for one."""
MOST_NEIGHBOURS = 8
MOST_SKILLS = 10

NODE_COLUMNS = (
    Column("occupation", unique=True),
    Column("title"),
    Column("community", "whole number", required=False, filled=False, at_least=0),
    Column("community_name", required=False, filled=False),
    Column("vacancies", "whole number", required=False, filled=False, at_least=0),
    Column("ads", "whole number", required=False, filled=False, at_least=0),
)
"""What the page reads of the node table; community 0, or a blank one, is "in no group"."""

NEIGHBOUR_COLUMNS = (
    Column("occupation"),
    Column("neighbour"),
    Column("weight", "number", at_least=0),
    Column("shared", "list", required=False, filled=False),
)
"""Nearest occupations of each, with labels of the skills they share, most telling first."""

SKILL_COLUMNS = (
    Column("occupation"),
    Column("skill"),
    Column("share", "number", required=False, filled=False, at_least=0, at_most=1),
)
"""Labels of each occupation's top skills and the share of its ads that ask for them."""

Counted = Literal["ads", "occupations"]
"""What the column ``ads`` counts: ads, or the occupation names of a table of links."""

Compared = Literal["skills", "words"]
"""What related occupations have in common."""


@dataclass(frozen=True, eq=False, repr=False)
class LevelView:
    """One picture: the occupations of one classification level with their places and sizes.

    Parameters
    ----------
    level : int
        Digits of the codes; 1 is the broadest.
    occupations : DataFrame
        Indexed by code; the columns of `NODE_COLUMNS`, and ``x``, ``y``, ``radius``.
    edges : DataFrame
        Columns ``source``, ``target`` (positions among the occupations) and ``weight``, the
        weakest edge first.
    groups : DataFrame
        Indexed by group number, the largest group first and 0 last; ``name``, ``occupations``,
        ``vacancies`` (blank if not known for any).
    neighbours, skills : DataFrame
        As `NEIGHBOUR_COLUMNS` and `SKILL_COLUMNS`, only for this level's occupations, best first.
    communities : bool
        Whether the dots are communities instead of codes of the classification.
    """

    level: int
    occupations: pd.DataFrame
    edges: pd.DataFrame
    groups: pd.DataFrame
    neighbours: pd.DataFrame
    skills: pd.DataFrame
    communities: bool = False

    def __repr__(self) -> str:
        """Say the level and the counts."""
        counts = f"{len(self.occupations)} occupations, {len(self.edges)} edges"
        return f"LevelView({self.level}, {counts}, {len(self.groups)} groups)"


@dataclass(frozen=True, eq=False, repr=False)
class NetworkView:
    """What the network page shows; build it with `NetworkView.of`.

    Parameters
    ----------
    levels : tuple of LevelView
        The broadest level first; the page opens on the last.
    title : str
        Heading; "" for the page's own.
    source : str
        Where the data come from, as a sentence; "" if it is not to be said.
    synthetic : bool
        Whether the data are made up, which the page says in a banner.
    measure, version : str
        What an edge weighs, and the classification of the codes.
    counted, compared : str
        What the page says that the figures rest on, and that occupations have in common.
    recipe : Recipe
        Printed at the foot of the page.
    """

    levels: tuple[LevelView, ...]
    title: str
    source: str
    synthetic: bool
    measure: str
    version: str
    counted: Counted = "ads"
    compared: Compared = "skills"
    recipe: Recipe = NO_STEPS

    @classmethod
    def of(
        cls,
        network: Network,
        *,
        occupations: Occupations | None = None,
        levels: Mapping[int, Network] | None = None,
        neighbours: pd.DataFrame | None = None,
        skills: pd.DataFrame | None = None,
        title: str = "",
        source: str = "",
        synthetic: bool = False,
        counted: Counted = "ads",
        compared: Compared = "skills",
        random_state: int = 0,
    ) -> "NetworkView":
        """Lay out a network of occupations, and the same on broader levels, for a page.

        Parameters
        ----------
        network : Network
            The edges to draw, such as a backbone; its node table as `NODE_COLUMNS` (``title``
            may be left out where ``occupations`` is given).
        occupations : Occupations, optional
            Titles for the codes, before any in the node table.
        levels : mapping of int to Network, optional
            The broader levels by their number of digits, with the same node columns; an edge is
            the mean relatedness of the occupations in them, as `aggregate` gives. Or the levels of
            a tree of communities, as `community_levels` gives; their titles are their own.
        neighbours, skills : DataFrame, optional
            As `NEIGHBOUR_COLUMNS` and `SKILL_COLUMNS`, for occupations of any level. The nearest
            of an occupation without a row are read from the drawn edges. Eight neighbours and ten
            skills are kept; rows about other occupations are counted in the recipe.
        title, source : str
            Heading ("" for the page's own) and where the data come from.
        synthetic : bool
            Whether the data are made up.
        counted : {"ads", "occupations"}
            What the node column ``ads`` counts; of "occupations", the occupation names in a table
            of links, no number is called few.
        compared : {"skills", "words"}
            What related occupations have in common: skills, or the words of their ads.
        random_state : int
            Seed of the layouts.

        Returns
        -------
        NetworkView
            With one level for each network that has a node; its recipe is the network's and one
            step more.

        Raises
        ------
        EmptyResultError
            If the network has no node.
        UnknownNameError
            If ``counted`` or ``compared`` is none of its two.
        InputError
            If a table is not as its contract says, or a level is not broader than the network.
        VersionError
            If the codes are of another classification than ``occupations``.

        Examples
        --------
        >>> edges = pd.DataFrame({"source": ["5120"], "target": ["5131"], "weight": [0.5]})
        >>> NetworkView.of(Network.from_edges(edges))
        NetworkView(level 4: 2 occupations)
        """
        if not len(network.nodes):
            raise EmptyResultError("The network has no occupation, so there is nothing to show.")
        if counted not in get_args(Counted):
            raise UnknownNameError("basis of the page", counted, get_args(Counted))
        if compared not in get_args(Compared):
            raise UnknownNameError("thing to compare", compared, get_args(Compared))
        finest = _level(network)
        drawn = {**_broader(levels or {}, finest), finest: network}
        near, asked = _details(neighbours, NEIGHBOUR_COLUMNS), _details(skills, SKILL_COLUMNS)
        views = tuple(
            _level_view(level, drawn[level], occupations, near, asked, random_state)
            for level in sorted(drawn)
        )
        counts = {f"level {v.level} occupations": len(v.occupations) for v in views}
        counts["edges"] = len(network.edges)
        counts["neighbours set aside"] = len(near) - sum(_held(near, v) for v in views)
        counts["skills set aside"] = len(asked) - sum(_held(asked, v) for v in views)
        step = Step.of("NetworkView.of", {"random_state": random_state}, counts)
        recipe = network.recipe.then(step)
        return cls(
            views, title, source, synthetic, network.measure, network.version, counted, compared,
            recipe,
        )  # fmt: skip

    def __repr__(self) -> str:
        """Say the levels and their sizes."""
        sizes = ", ".join(f"level {v.level}: {len(v.occupations)}" for v in self.levels)
        return f"NetworkView({sizes} occupations)"


def _level(network: Network) -> int:
    """Return how many characters the codes of a network have at most: its level."""
    return int(network.nodes.index.astype("str").str.len().max())


def _broader(levels: Mapping[int, Network], finest: int) -> dict[int, Network]:
    """Return the levels that are not empty, refusing one that is no broader than the network."""
    wrong = [level for level in levels if not 1 <= level < finest]
    if wrong:
        said = [
            f"level {n} is not broader than the network, whose codes have {finest}" for n in wrong
        ]
        raise InputError("levels", said)
    return {level: network for level, network in levels.items() if len(network.nodes)}


def _details(table: pd.DataFrame | None, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Return a table of neighbours or skills as its contract says; an empty one for None."""
    given = pd.DataFrame({column.name: [] for column in columns}) if table is None else table
    name = "neighbours" if columns is NEIGHBOUR_COLUMNS else "skills"
    checked = check_table(given.reset_index(drop=True), columns, name)
    if columns is SKILL_COLUMNS:
        return checked.sort_values(["occupation", "share"], ascending=[True, False], kind="stable")
    best = ["occupation", "weight", "neighbour"]
    return checked.sort_values(best, ascending=[True, False, True], kind="stable")


def _held(details: pd.DataFrame, view: LevelView) -> int:
    """Count the rows that are about an occupation of a level."""
    if view.communities:
        return 0
    return int(details["occupation"].isin(view.occupations.index).sum())


def _level_view(
    level: int,
    network: Network,
    occupations: Occupations | None,
    neighbours: pd.DataFrame,
    skills: pd.DataFrame,
    random_state: int,
) -> LevelView:
    """Check, size, place and gather one level."""
    if _of_communities(network):
        # Community 5 is not the major group 5 that a row of the tables may be about.
        neighbours, skills = neighbours.iloc[:0], skills.iloc[:0]
    nodes = _nodes(network, occupations)
    nodes["radius"] = _radii(nodes["vacancies"])
    roomy = nodes["radius"] + min(LABEL_ROOM[0] / len(nodes), LABEL_ROOM[1])
    places = layout(network, radii=roomy, groups=nodes["community"], random_state=random_state)
    i, j = network.positions()
    weight = network.edges["weight"].to_numpy()
    edges = pd.DataFrame({"source": i, "target": j, "weight": weight})
    edges = edges.loc[edges["source"] != edges["target"]].sort_values("weight", kind="stable")
    return LevelView(
        level,
        nodes.join(places),
        edges.reset_index(drop=True),
        _groups(nodes),
        _nearest(network, neighbours),
        _best(skills, nodes.index, MOST_SKILLS),
        _of_communities(network),
    )


def _of_communities(network: Network) -> bool:
    """Whether the nodes are communities instead of codes of a classification."""
    return bool(network.nodes.index.name == "community")


def _nodes(network: Network, occupations: Occupations | None) -> pd.DataFrame:
    """Return the node table as the contract says, with titles, and every blank group as 0."""
    given = network.nodes.rename_axis("occupation").reset_index()
    if occupations is not None and not _of_communities(network):
        occupations.must_match(network.version, "the network")
        given["title"] = occupations.titles(given["occupation"].astype("str"))
    elif "title" not in given.columns:
        given["title"] = given["occupation"].astype("str")
    nodes = check_table(given, NODE_COLUMNS, "nodes").set_index("occupation")
    nodes["community"] = nodes["community"].fillna(0).astype("int64")
    return nodes


def _radii(vacancies: pd.Series) -> pd.Series:
    """Return radii whose discs have areas in proportion to the vacancies, none below the least."""
    known = vacancies.astype("Float64")
    most = known.max()
    if known.isna().all():
        return pd.Series(UNSIZED, index=vacancies.index)
    if most == 0:
        return pd.Series(SMALLEST, index=vacancies.index)
    radius = LARGEST * np.sqrt((known / most).to_numpy(dtype=np.float64, na_value=0.0))
    return pd.Series(np.maximum(radius, SMALLEST).round(2), index=vacancies.index)


def _groups(nodes: pd.DataFrame) -> pd.DataFrame:
    """Return a line per group: its name, its occupations and their vacancies."""
    held = nodes.groupby("community")
    groups = pd.DataFrame(
        {
            "name": held["community_name"].first(),
            "occupations": held.size(),
            "vacancies": held["vacancies"].sum(min_count=1),
        }
    ).rename_axis("group")
    groups["none"] = groups.index == 0
    order = ["none", "occupations", "group"]
    groups = groups.reset_index().sort_values(order, ascending=[True, False, True])
    return groups.set_index("group").drop(columns="none")


def _nearest(network: Network, neighbours: pd.DataFrame) -> pd.DataFrame:
    """Return the given neighbours, and those in the drawn edges of occupations without any."""
    edges = network.edges[["source", "target", "weight"]]
    both = pd.concat([edges, edges.rename(columns={"source": "target", "target": "source"})])
    drawn = both.rename(columns={"source": "occupation", "target": "neighbour"})
    drawn = drawn.loc[drawn["occupation"] != drawn["neighbour"]]
    drawn = drawn.loc[~drawn["occupation"].isin(neighbours["occupation"])]
    found = pd.concat([neighbours, _details(drawn, NEIGHBOUR_COLUMNS)], ignore_index=True)
    return _best(found, network.nodes.index, MOST_NEIGHBOURS)


def _best(details: pd.DataFrame, index: pd.Index, most: int) -> pd.DataFrame:
    """Return the first rows of each occupation of the level."""
    held = details.loc[details["occupation"].isin(index)]
    return held.groupby("occupation", sort=False).head(most).reset_index(drop=True)
