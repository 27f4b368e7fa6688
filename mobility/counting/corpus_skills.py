"""corpus_skills: in how many ads of a corpus each skill is asked for, in bounded memory."""

from collections.abc import Sequence

import pandas as pd

from mobility.counting.boilerplate_pairs import make_kept_mentions
from mobility.counting.corpus_ledger import (
    ledger_counts,
    ledger_reasons,
    ledger_settings,
    make_first_of_id,
    make_ledger,
)
from mobility.counting.industry_coverage import industry_coverage
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError, InputError, UnknownNameError
from mobility.foundation.incidence import Incidence
from mobility.foundation.mentions import NOT_ASKED_FOR
from mobility.foundation.recipe import Setting, Step, with_recipe

_NOT_ASKED_FOR = ", ".join(f"'{stance}'" for stance in NOT_ASKED_FOR)
_OF_AD = {
    "occupation": "coalesce(occupation, '')",
    "industry": "coalesce(industry, '')",
    "region": "coalesce(region, '')",
    "municipality": "coalesce(municipality, '')",
    "language": "coalesce(language, '')",
    "year": "coalesce(strftime(date, '%Y'), '')",
    "month": "coalesce(strftime(date, '%Y-%m'), '')",
}
_OF_MENTION = {name: f"{name}::VARCHAR" for name in ("skill", "stance", "source")}
GROUPS = (*_OF_AD, *_OF_MENTION)
"""What `skill_counts` can count by."""


def skills_of_corpus(
    corpus: Corpus,
    by: str,
    *,
    code: str,
    level: int | None,
    max_ads_per_employer: int | None,
    count_boilerplate: bool,
    step: str,
) -> Incidence:
    """Count the ads of each code and skill among the counted ads of a corpus.

    ``code`` is the column ``by`` or an expression that takes its place, as in `make_ledger`.
    """
    with corpus.connection() as connection:
        make_ledger(
            connection, by, code=code, level=level, max_ads_per_employer=max_ads_per_employer
        )
        support = connection.execute(
            "SELECT code, count(*) AS ads FROM ledger WHERE status = 'counted' GROUP BY ALL"
        ).df()
        if support.empty:
            why = "; ".join(f"{reason}: {n}" for reason, n in ledger_reasons(connection).items())
            all_lines = ledger_counts(corpus, connection)["in"]
            raise EmptyResultError(f"No ad of {all_lines} can be counted by {by} ({why}).")
        make_kept_mentions(connection, count_boilerplate=count_boilerplate)
        pairs = connection.execute(
            f"""
            SELECT code, skill::VARCHAR AS skill, count(DISTINCT number) AS ads
            FROM kept_mentions JOIN ledger USING (number)
            WHERE status = 'counted' AND stance NOT IN ({_NOT_ASKED_FOR})
            GROUP BY ALL ORDER BY ALL
            """
        ).df()
        counts = ledger_counts(corpus, connection) | {
            "mentions": corpus.count("mentions"),
            "pairs of ad and skill": int(pairs["ads"].sum()),
        }
        if not count_boilerplate:
            (kept,) = connection.execute("SELECT count(*) FROM kept_mentions").fetchall()[0]
            counts["boilerplate"] = corpus.count("mentions") - int(kept)
    settings = ledger_settings(by, level, max_ads_per_employer) | {
        "count_boilerplate": count_boilerplate
    }
    version = corpus.occupation_version if by == "occupation" else corpus.industry_version
    return Incidence.from_pairs(
        pairs.rename(columns={"code": by}).astype({by: "str", "skill": "str"}),
        by,
        "skill",
        "ads",
        measure="ads",
        rows=pd.Index(sorted(support["code"]), dtype="str"),
        support=support.set_index("code")["ads"],
        version=version,
        recipe=corpus.recipe.then(Step.of(step, settings, counts)),
    )


def skill_counts(
    corpus: Corpus,
    *,
    by: Sequence[str] = ("occupation", "skill", "region", "month"),
    max_ads_per_employer: int | None = None,
    count_boilerplate: bool = True,
) -> pd.DataFrame:
    r"""Count ads and mentions of a corpus by any of its columns.

    Ads that repeat another (same id, or same occupation, headline and text) count once. Memory is
    bounded whatever the size of the corpus, but for the table that comes out.

    Parameters
    ----------
    corpus : Corpus
        From `build_corpus` or `read_corpus`.
    by : sequence of str
        Columns to count by, out of "occupation", "industry", "region", "municipality", "language",
        "year", "month" (``2024-05``), "skill", "stance" and "source". Without "stance", mentions
        with stance "offered" or "negated" are left out, as in `occupation_skills`.
    max_ads_per_employer : int, optional
        How many ads of one employer count under one occupation at most.
    count_boilerplate : bool
        Whether skills count in sentences that an employer repeats in at least three ads of other
        occupations or headlines.

    Returns
    -------
    DataFrame
        The columns of ``by`` (blank, "", where an ad does not say), ``ads`` (in how many different
        ads) and ``mentions``; sorted by the columns of ``by``. Counted by industry, the recipe says
        at its end of every year how many ads have one.

    Raises
    ------
    UnknownNameError
        If a column cannot be counted by.
    InputError
        If no column is given, or one twice.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from mobility import SkillList, build_corpus
    >>> home = Path(mkdtemp())
    >>> line = '{"id": "%d", "publication_date": "2024-05-%02d", "description": {"text": "%s"}}'
    >>> texts = ["Vassa knivar, många knivar.", "Knivar."]
    >>> ads = [line % (day, day, text) for day, text in enumerate(texts, 1)]
    >>> _ = (home / "ads.jsonl").write_text("\n".join(ads), encoding="utf-8")
    >>> skills = SkillList.of(
    ...     pd.DataFrame({"skill": ["k"], "label": ["Kniv"], "kind": ["skill"]}).set_index("skill"),
    ...     pd.DataFrame([("knivar", "k", "label", "any")],
    ...                  columns=["term", "skill", "origin", "match"]),
    ... )
    >>> corpus = build_corpus(home / "ads.jsonl", skills, home / "corpus")
    >>> skill_counts(corpus, by=["skill", "month"])
      skill    month  ads  mentions
    0     k  2024-05    2         3
    """
    names = list(by)
    for name in names:
        if name not in GROUPS:
            raise UnknownNameError("column to count by", name, GROUPS)
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        said = [f"{name!r} stands twice" for name in twice] or ["name at least one column"]
        raise InputError("by", said)
    chosen = ", ".join(f"{(_OF_AD | _OF_MENTION)[name]} AS {name}" for name in names)
    asked = "true" if "stance" in names else f"stance NOT IN ({_NOT_ASKED_FOR})"
    with corpus.connection() as connection:
        repeated = make_first_of_id(connection)
        make_ledger(connection, "occupation", max_ads_per_employer=max_ads_per_employer)
        make_kept_mentions(connection, count_boilerplate=count_boilerplate)
        # An ad without a code is counted here: the other columns may be all one asks for.
        connection.execute(
            "CREATE TEMP VIEW counted AS SELECT own_ads.* FROM own_ads "
            "JOIN (SELECT min(number) AS number FROM own_ads "
            "GROUP BY coalesce(occupation, ''), same_text) USING (number) "
            "ANTI JOIN (SELECT number FROM ledger WHERE reason LIKE 'more than%') USING (number)"
        )
        table = connection.execute(
            f"SELECT {chosen}, count(DISTINCT number) AS ads, count(*) AS mentions "
            f"FROM (SELECT number, skill, stance, source FROM kept_mentions WHERE {asked}) "
            "JOIN counted USING (number) GROUP BY ALL ORDER BY ALL"
        ).df()
        (ads,) = connection.execute("SELECT count(*) FROM counted").fetchall()[0]
    settings: dict[str, Setting] = {
        "by": ", ".join(names), "max_ads_per_employer": max_ads_per_employer,
        "count_boilerplate": count_boilerplate,
    }  # fmt: skip
    counts = {
        "ads": corpus.count("ads"),
        "counted ads": int(ads),
        "ids that stand twice": repeated,
        "rows": len(table),
    }
    table = table.astype({**dict.fromkeys(names, "str"), "ads": "int64", "mentions": "int64"})
    covered = [industry_coverage(corpus)] if "industry" in names else []
    step = Step.of("skill_counts", settings, counts)
    return with_recipe(table, corpus.recipe.then(step, *covered))
