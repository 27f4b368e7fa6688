"""industries: add_industries() gives the ads of a corpus the industry of their employer."""

import io
import json
from hashlib import sha256

import pandas as pd

from mobility.foundation.addresses import inside, take_out, write_whole
from mobility.foundation.corpus import REGISTER, Corpus, read_corpus
from mobility.foundation.errors import VersionError
from mobility.foundation.recipe import Step
from mobility.reading.coverage import TEMPORARY_WORK
from mobility.reading.employer_register import Employers


def add_industries(corpus: Corpus, employers: Employers) -> Corpus:
    """Give the ads of a corpus the industry of their employer, where they have none of their own.

    As `with_industries` for ads in memory. The register is kept in the folder beside the parts,
    which are not made again: every count reads it. Called again, it takes the place of the one
    before.

    Parameters
    ----------
    corpus : Corpus
        As `build_corpus` returns it: the number of a legal person stands in ``employer``.
    employers : Employers
        As `read_employers` returns them.

    Returns
    -------
    Corpus
        With ``industry`` filled in, and the version of its codes. The recipe counts the ads of
        employers in the register, of those it lacks, and without the number of a legal person.

    Raises
    ------
    VersionError
        If the ads have industries of their own in another version of the codes.
    FileProblemError
        If it cannot be written.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> from mobility.archiving.build import build_corpus
    >>> from mobility.datasets.shipped import demo_skills
    >>> home = Path(mkdtemp())
    >>> line = (
    ...     '{"id": "1", "headline": "Kock", "description": {"text": "Vassa knivar."}, '
    ...     '"employer": {"organization_number": "2021000654"}}'
    ... )
    >>> _ = (home / "ads.jsonl").write_text(line, encoding="utf-8")
    >>> corpus = build_corpus(home / "ads.jsonl", demo_skills(), home / "corpus")
    >>> register = pd.DataFrame({"employer": ["2021000654"], "industry": ["56100"]})
    >>> corpus = add_industries(corpus, Employers.from_table(register, version="SNI 2007"))
    >>> with corpus.connection() as ask:
    ...     print(ask.sql("SELECT employer, industry FROM ads").fetchall())
    [('2021000654', '56100')]
    """
    own = str(corpus.manifest["settings"]["industry_version"])
    if own and own != employers.version:
        raise VersionError.between("corpus", own, "employers", employers.version)
    content = _as_parquet(employers)
    file = f"employers-{sha256(content).hexdigest()[:16]}.parquet"
    write_whole(inside(corpus.folder, file), content)
    told = {"file": file, "version": employers.version, "recipe": employers.recipe.to_records()}
    added = Corpus(corpus.folder, corpus.manifest, corpus.recipe, told)
    step = Step.of("add_industries", {"version": employers.version}, _counts(added))
    told["recipe"] = employers.recipe.then(step).to_records()
    # The file is named here last: until then every count reads the register before.
    text = json.dumps(told, ensure_ascii=False, indent=1)
    write_whole(inside(corpus.folder, REGISTER), text.encode("utf-8"))
    if corpus.register is not None and corpus.register["file"] != file:
        take_out(inside(corpus.folder, corpus.register["file"]))
    return read_corpus(corpus.folder)


def _as_parquet(employers: Employers) -> bytes:
    """Return the register as DuckDB joins it."""
    table = pd.DataFrame(
        {
            "register_number": [f"{number:010d}" for number in employers.numbers],
            "register_industry": [f"{industry:05d}" for industry in employers.industries],
        }
    )
    content = io.BytesIO()
    table.astype("str").to_parquet(content, index=False)
    return content.getvalue()


def _counts(corpus: Corpus) -> dict[str, int]:
    """Count the ads by where their industry comes from."""
    if not corpus.count("ads"):
        return {"ads": 0}
    with corpus.connection() as connection:
        found = connection.execute(
            f"""
            SELECT count(*) AS ads,
                count(*) FILTER (industry IS NOT NULL AND register_number IS NOT NULL)
                    AS "employer in the register",
                count(*) FILTER (register_number IS NULL AND legal)
                    AS "employer not in the register",
                count(*) FILTER (NOT legal) AS "no number of a legal person",
                count(*) FILTER (starts_with(industry, '{TEMPORARY_WORK}'))
                    AS "of temporary-work agencies"
            FROM (
                SELECT industry, register_number,
                    coalesce(regexp_full_match(employer, '[0-9]{{10}}'), false) AS legal
                FROM ads LEFT JOIN register ON employer = register_number
            )
            """
        )
        names = [column[0] for column in found.description]
        return {name: int(n) for name, n in zip(names, found.fetchone() or (), strict=True)}
