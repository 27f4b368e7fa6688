"""corpus_report: corpus_report() says what came into a corpus, what became of it, and how fast."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from mobility.archiving.across import read_across
from mobility.archiving.corpus_lines import lines_and_reasons
from mobility.archiving.near_duplicates import TABLE as NEAR
from mobility.archiving.runs_log import read_runs
from mobility.archiving.skill_tables import read_skill_tables
from mobility.counting.boilerplate_pairs import make_boilerplate
from mobility.counting.corpus_ledger import make_ledger
from mobility.counting.employer_caps import CAPS, employer_cap_effect
from mobility.foundation.corpus import Corpus
from mobility.foundation.errors import EmptyResultError
from mobility.foundation.mentions import NOT_ASKED_FOR, STANCES
from mobility.foundation.recipe import Recipe, Setting, Step
from mobility.foundation.skill_list import SkillList
from mobility.reading.coverage import ad_coverage

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NOT_ASKED_FOR = ", ".join(f"'{stance}'" for stance in NOT_ASKED_FOR)
_MADE_UP = "synthetic-"
"""How the ids of made-up ads begin."""
_FOLLOWED = 5
"""How many skills are followed from cap to cap."""


@dataclass(frozen=True, eq=False, repr=False)
class CorpusReport:
    """What came into a corpus and what became of it, as tables; employers are counted, never named.

    Parameters
    ----------
    lines : DataFrame
        One row per source, and "all" last: ``source``, ``lines`` = ``counted`` + ``duplicates`` +
        ``rejects``, ``mentions``, ``text_megabytes`` (10^6 bytes of the texts of its ads).
    reasons : DataFrame
        Why lines are not counted: ``source``, ``status`` ("duplicate" or "reject"), ``reason``,
        ``lines``.
    coverage : DataFrame
        As `ad_coverage` gives it.
    found : DataFrame
        Every skill that was found: ``skill``, ``label``, ``kind``, ``ads`` (counted ads that ask
        for it), ``share`` (of the counted ads), ``mentions`` (in all ads, whatever the stance);
        the most asked for first.
    never_found : DataFrame
        ``skill``, ``label`` and ``kind`` of those that no ad mentions, by label.
    stances : DataFrame
        ``stance``, ``mentions`` and ``share``.
    languages : DataFrame
        ``language`` ("" where it is not known), ``ads`` and ``share``, the most frequent first.
    boilerplate : dict
        ``mentions`` in sentences that an employer repeats in three unrelated ads or more, ``of``
        all mentions, ``sentences`` (counted once for each employer) and ``employers``.
    near_copies : dict, optional
        ``ads`` that hardly differ from another and ``groups`` of such ads; None where
        `corpus_near_duplicates` has not been run on the ads there are now. They are told, not
        taken out.
    caps : DataFrame, optional
        As `employer_cap_effect` gives it, with ``label``; None where no ad can be counted.
    runs : DataFrame
        As they are noted beside the folder: ``when``, ``seconds``, ``parts``, ``made_parts``,
        ``lines``, ``megabytes``, ``workers``.
    synthetic : bool
        Whether there are made-up ads among them: those of `synthetic_ads` say so in their ids.
    recipe : Recipe
        Of the corpus, and the counts of this report.
    """

    lines: pd.DataFrame
    reasons: pd.DataFrame
    coverage: pd.DataFrame
    found: pd.DataFrame
    never_found: pd.DataFrame
    stances: pd.DataFrame
    languages: pd.DataFrame
    boilerplate: dict[str, int]
    near_copies: dict[str, int] | None
    caps: pd.DataFrame | None
    runs: pd.DataFrame
    synthetic: bool
    recipe: Recipe

    def __repr__(self) -> str:
        """Say that every line is accounted for."""
        whole = self.lines.iloc[-1]
        return (
            f"CorpusReport({whole['lines']:,} lines = {whole['counted']:,} counted + "
            f"{whole['duplicates']:,} duplicates + {whole['rejects']:,} rejects)"
        )


def corpus_report(
    corpus: Corpus,
    *,
    by: str = "occupation",
    level: int | None = 4,
    caps: Sequence[int] = CAPS,
) -> CorpusReport:
    r"""Account for every line of a corpus, and say what was found in it and how fast.

    Every line is counted, a duplicate or a reject, by the rules of `occupation_skills`; that they
    add up is checked for every source, against what was read and against the parts themselves.

    Parameters
    ----------
    corpus : Corpus
        As `build_corpus` returns it.
    by : str
        The code to count by: ``"occupation"`` or ``"industry"``. An ad without it is a reject here
        though other counts may take it in.
    level : int, optional
        How many characters of the code; an ad whose code is broader is a reject. Without it every
        code will do.
    caps : sequence of int
        Caps on one employer's ads to try.

    Returns
    -------
    CorpusReport

    Raises
    ------
    UnknownNameError
        If ``by`` is neither of the two.
    FileProblemError
        If the parts hold other numbers of rows than the manifest says, or the file of the runs is
        damaged.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from mobility import build_corpus, prepare_skills
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> ad = '{"id": "%s", "occupation_group": {"legacy_ams_taxonomy_id": "5120", "label": "x"}'
    >>> ad += ', "description": {"text": "Du har truckkort."}}'
    >>> lines = "\n".join([ad % "1", ad % "2", "{broken"])
    >>> _ = (home / "ads.jsonl").write_text(lines, encoding="utf-8")
    >>> skills = prepare_skills(demo_skills())
    >>> report = corpus_report(build_corpus(home / "ads.jsonl", skills, home / "corpus"))
    >>> report
    CorpusReport(3 lines = 1 counted + 1 duplicates + 1 rejects)
    >>> report.reasons[["status", "reason", "lines"]]
          status                              reason  lines
    0  duplicate  same occupation, headline and text      1
    1     reject                         broken JSON      1
    """
    skills = read_skill_tables(corpus.folder)
    with corpus.connection() as connection:
        make_ledger(connection, by, level=level)
        lines, reasons = lines_and_reasons(corpus, connection)
        counted = int(lines["counted"].iloc[-1])
        found, never_found = _skills(connection, skills, counted)
        stances, languages = _stances(connection), _languages(connection)
        repeated = _boilerplate(connection, corpus)
        made_up = connection.execute(
            f"SELECT count(*) FROM ads WHERE starts_with(ad, '{_MADE_UP}')"
        ).fetchall()
    near = read_across(corpus, NEAR)
    near_copies = (
        None if near is None else {"ads": len(near), "groups": int(near["near_of"].nunique())}
    )
    whole = lines.iloc[-1]
    counts = {name: int(whole[name]) for name in ("lines", "counted", "duplicates", "rejects")}
    counts |= {"skills found": len(found), "skills never found": len(never_found)}
    told: dict[str, Setting] = {"by": by, "level": level, "caps": ", ".join(map(str, sorted(caps)))}
    return CorpusReport(
        lines=lines,
        reasons=reasons,
        coverage=ad_coverage(corpus),
        found=found,
        never_found=never_found,
        stances=stances,
        languages=languages,
        boilerplate=repeated,
        near_copies=near_copies,
        caps=_caps(corpus, skills, by=by, level=level, caps=caps),
        runs=read_runs(corpus.folder),
        synthetic=bool(made_up[0][0]),
        recipe=corpus.recipe.then(Step.of("corpus_report", told, counts)),
    )


def _skills(
    connection: "DuckDBPyConnection", skills: SkillList, counted: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the skills found, by counted ads that ask for them, and those never found."""
    told = connection.execute(
        f"""
        SELECT skill::VARCHAR AS skill, count(*) AS mentions,
            count(DISTINCT number) FILTER (status = 'counted' AND stance NOT IN ({_NOT_ASKED_FOR}))
                AS ads
        FROM mentions JOIN ledger USING (number) GROUP BY skill
        """
    ).df()
    listed = skills.skills[["label", "kind"]]
    found = told.astype({"skill": "str"}).join(listed, on="skill")
    found["share"] = found["ads"] / max(counted, 1)
    found = found.sort_values(["ads", "label", "skill"], ascending=[False, True, True])
    never = listed[~listed.index.isin(found["skill"])].reset_index()
    columns = ["skill", "label", "kind", "ads", "share", "mentions"]
    # By label as people look it up: "Excel" stands between "elteknik" and "finans".
    order = never["label"].str.casefold().sort_values(kind="stable").index
    return found[columns].reset_index(drop=True), never.loc[order].reset_index(drop=True)


def _stances(connection: "DuckDBPyConnection") -> pd.DataFrame:
    """Count mentions by stance, in the order of the stances."""
    told = connection.execute("SELECT stance::VARCHAR, count(*) FROM mentions GROUP BY 1")
    numbers = {str(stance): int(number) for stance, number in told.fetchall()}
    table = pd.DataFrame({"stance": STANCES, "mentions": [numbers.get(s, 0) for s in STANCES]})
    table["share"] = table["mentions"] / max(int(table["mentions"].sum()), 1)
    return table.astype({"stance": "str"})


def _languages(connection: "DuckDBPyConnection") -> pd.DataFrame:
    """Count ads by language; those whose id an earlier ad has are left out."""
    table = connection.execute(
        "SELECT coalesce(language, '') AS language, count(*) AS ads FROM own_ads "
        "GROUP BY ALL ORDER BY ads DESC, language"
    ).df()
    table["share"] = table["ads"] / max(int(table["ads"].sum()), 1)
    return table.astype({"language": "str", "ads": "int64"})


def _boilerplate(connection: "DuckDBPyConnection", corpus: Corpus) -> dict[str, int]:
    """Count mentions in sentences that an employer repeats in unrelated ads."""
    make_boilerplate(connection)
    told = connection.execute(
        """
        SELECT (SELECT count(*) FROM mentions JOIN own_ads USING (number)
                SEMI JOIN boilerplate USING (employer, sentence)),
            count(*), count(DISTINCT employer) FROM boilerplate
        """
    ).fetchall()
    mentions, sentences, employers = map(int, told[0])
    return {
        "mentions": mentions,
        "of": corpus.count("mentions"),
        "sentences": sentences,
        "employers": employers,
    }


def _caps(
    corpus: Corpus, skills: SkillList, *, by: str, level: int | None, caps: Sequence[int]
) -> pd.DataFrame | None:
    """Return the effect of caps on employers with the skills' labels; None where no ad counts."""
    try:
        table = employer_cap_effect(corpus, caps=caps, by=by, level=level, skills=_FOLLOWED)
    except EmptyResultError:
        return None
    place = list(table.columns).index("skill") + 1
    table.insert(place, "label", table["skill"].map(skills.skills["label"]))
    return table
