"""occupation_names: skills counted for occupation names, which are finer than unit groups."""

import pandas as pd

from mobility.counting.corpus_ledger import make_ledger
from mobility.counting.ledger import ad_ledger
from mobility.foundation.ads import Ads
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError, InputError
from mobility.foundation.incidence import Incidence
from mobility.foundation.links import LINK_COLUMNS
from mobility.foundation.mentions import MENTION_COLUMNS, NOT_ASKED_FOR
from mobility.foundation.recipe import Step, recipe_of
from mobility.foundation.tables import check_table

SEPARATOR = ":"
"""An occupation name's id is the code of its unit group, this, and the name: "5120:Cook"."""


def named_links(links: pd.DataFrame, *, version: str = "") -> Incidence:
    """Turn a table of links into occupation name × skill.

    Parameters
    ----------
    links : DataFrame
        As `mobility.read_links` gives it.
    version : str
        Classification and version of the codes of the unit groups.

    Returns
    -------
    Incidence
        Rows "occupation_name" with ids such as "5120:Cook", columns "skill"; measure
        "occupations"; every value and every ``support`` is 1: a name either lists a skill or not.

    Raises
    ------
    InputError
        If the table lacks a column or a value.

    Examples
    --------
    >>> links = pd.DataFrame({"occupation_name": ["Cook", "Chef"], "occupation": "5120",
    ...                       "skill": ["knife", "menu"]})
    >>> named_links(links).rows.to_list()
    ['5120:Chef', '5120:Cook']
    """
    held = check_table(links, LINK_COLUMNS, "links")
    pairs = held.assign(occupation_name=held["occupation"] + SEPARATOR + held["occupation_name"])
    pairs = pairs[["occupation_name", "skill"]].drop_duplicates()
    return Incidence.from_pairs(
        pairs,
        "occupation_name",
        "skill",
        measure="occupations",
        support=pd.Series(1.0, index=pairs["occupation_name"].unique()),
        version=version,
        recipe=recipe_of(links).then(Step.of("named_links", {"version": version})),
    )


def named_ads(
    ads: Ads | Corpus, mentions: pd.DataFrame | None = None, *, level: int = 4
) -> Incidence:
    """Count for every occupation name in how many of its ads each skill is asked for.

    Counted as `occupation_skills` does, by the ads' ``occupation_title``.

    Parameters
    ----------
    ads : Ads or Corpus
        With occupation codes, and names finer than them as ``occupation_title``. A corpus is
        counted in bounded memory.
    mentions : DataFrame, optional
        Which skill stands where, as `MENTION_COLUMNS` says. A corpus has its own.
    level : int
        How many digits of the code make a unit group.

    Returns
    -------
    Incidence
        Rows "occupation_name" with ids such as "5120:Cook" (every one with a counted ad), columns
        "skill"; measure "ads"; ``support`` is the number of counted ads. Ads without a name are
        counted in the recipe.

    Raises
    ------
    InputError
        If ads come without mentions, or a corpus with them.
    EmptyResultError
        If no ad has a name.

    Examples
    --------
    >>> ads = Ads.from_table(pd.DataFrame({
    ...     "ad": ["1", "2"], "text": ["Knife.", "Menu."], "occupation": "5120",
    ...     "occupation_title": ["Cook", "Chef"]}))
    >>> mentions = pd.DataFrame({"ad": ["1"], "skill": "knife", "start": 0, "end": 5,
    ...                          "stance": "requested", "source": "exact"})
    >>> named_ads(ads, mentions).rows.to_list()
    ['5120:Chef', '5120:Cook']
    """
    if isinstance(ads, Corpus):
        if mentions is not None:
            raise InputError("mentions", ["a corpus has its own; give the corpus alone"])
        pairs, support, counted = _of_corpus(ads, level)
        recipe = ads.recipe
    else:
        if mentions is None:
            said = "ads come without any; give those of find_skills(ads, …)"
            raise InputError("mentions", [said])
        pairs, support, counted = _of_ads(ads, mentions, level)
        recipe = recipe_of(mentions)
    if support.empty:
        raise EmptyResultError("No counted ad has an occupation_title to be a name.")
    named = int(support.sum())
    figures = {"ads": named, "without a name": counted - named}
    return Incidence.from_pairs(
        pairs,
        "occupation_name",
        "skill",
        "ads",
        measure="ads",
        rows=pd.Index(sorted(support.index), dtype="str"),
        support=support.astype("float64"),
        version=ads.occupation_version,
        recipe=recipe.then(Step.of("named_ads", {"level": level}, figures)),
    )


def _of_ads(
    ads: Ads, mentions: pd.DataFrame, level: int
) -> tuple[pd.DataFrame, "pd.Series[int]", int]:
    """Return in how many ads each name asks for each skill, its ads, and how many are counted."""
    ledger = ad_ledger(ads, "occupation", level=level)
    counted = ads.table["ad"].isin(ledger.loc[ledger["status"].eq("counted"), "ad"])
    table = ads.table[counted & ads.table["occupation_title"].notna()]
    names = table["occupation"].str.slice(0, level) + SEPARATOR + table["occupation_title"]
    of_ad = pd.Series(names.to_numpy(), index=table["ad"].to_numpy(), name="occupation_name")
    held = check_table(mentions.reset_index(drop=True), MENTION_COLUMNS, "mentions")
    asked = held[~held["stance"].isin(NOT_ASKED_FOR) & held["ad"].isin(of_ad.index)]
    pairs = asked[["ad", "skill"]].drop_duplicates()
    pairs = pairs.assign(occupation_name=of_ad.reindex(pairs["ad"]).to_numpy())
    times = pairs.groupby(["occupation_name", "skill"]).size().rename("ads").reset_index()
    return times, of_ad.value_counts(), int(counted.sum())


def _of_corpus(corpus: Corpus, level: int) -> tuple[pd.DataFrame, "pd.Series[int]", int]:
    """Return the same of a corpus."""
    left_out = ", ".join(f"'{stance}'" for stance in NOT_ASKED_FOR)
    with corpus.connection() as connection:
        make_ledger(connection, "occupation", level=level)
        connection.execute(
            f"""
            CREATE TEMP TABLE named AS
            SELECT number, code || '{SEPARATOR}' || occupation_title AS occupation_name
            FROM ledger JOIN own_ads USING (number)
            WHERE status = 'counted' AND occupation_title IS NOT NULL
            """
        )
        pairs = connection.execute(
            f"""
            SELECT occupation_name, skill::VARCHAR AS skill, count(DISTINCT number) AS ads
            FROM mentions JOIN named USING (number) WHERE stance NOT IN ({left_out})
            GROUP BY ALL ORDER BY ALL
            """
        ).df()
        support = connection.execute(
            "SELECT occupation_name, count(*) AS ads FROM named GROUP BY ALL ORDER BY ALL"
        ).df()
        told = connection.execute("SELECT count(*) FROM ledger WHERE status = 'counted'")
        ((counted,),) = told.fetchall()
    kinds = {"occupation_name": "str", "skill": "str"}
    return pairs.astype(kinds), support.set_index("occupation_name")["ads"], int(counted)
