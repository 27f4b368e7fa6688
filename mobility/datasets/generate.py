"""generate: plainly synthetic job ads in JobTech's shape, and what was written into each."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from mobility.datasets.drawing import Lots
from mobility.datasets.jobtech_shape import (
    Circumstances,
    draw_circumstances,
    jobtech_record,
    posted_again,
    posted_elsewhere,
)
from mobility.datasets.plans import Plan, draw_plan
from mobility.datasets.wording import Said, Written, write_ad
from mobility.foundation.errors import Fault, FileProblemError, InputError
from mobility.foundation.files import writing

SHARE_POSTED_AGAIN = 0.04
SHARE_POSTED_ELSEWHERE = 0.04
SHARE_RETITLED = 0.02
SHARE_EMPTY = 0.01
"""Shares of the texts: posted again later, in other municipalities, under another headline, empty.
Together the copies come to about one ad in eight."""

PLANTED_COLUMNS = ("ad", "skill", "stance", "how")


def synthetic_ads(n: int = 3000, *, random_state: int = 0) -> Iterator[dict[str, Any]]:
    """Yield synthetic job ads in the shape of JobTech's interfaces.

    Nothing in them is real but the names of municipalities, skills and SSYK 2012 unit groups:
    employers, organisation numbers (all start with 00), texts and counts are invented. About four
    ads in five are in Swedish, the rest in English. Some are posted again, in several
    municipalities or under another headline; some lack a unit group or a text; some have the
    one-element lists of enriched archives.

    Parameters
    ----------
    n : int
        How many ads, at least 0. Fewer ads are the first of more: the stream for 10 begins the
        stream for 20.
    random_state : int
        The seed; the same seed gives the same ads on every machine.

    Yields
    ------
    dict
        One ad, ready for JSON; its id is ``synthetic-`` and a running number.

    Raises
    ------
    InputError
        If ``n`` is below 0.

    Examples
    --------
    >>> ad = next(synthetic_ads(1))
    >>> ad["id"], ad["source_type"]
    ('synthetic-000001', 'SYNTHETIC')
    """
    return (record for record, _ in _numbered(n, random_state))


def planted_skills(n: int = 3000, *, random_state: int = 0) -> pd.DataFrame:
    """Return which skills `synthetic_ads` wrote into each ad, and how: the answer key.

    Parameters
    ----------
    n, random_state : int
        As `synthetic_ads`.

    Returns
    -------
    DataFrame
        Columns ``ad``, ``skill``, ``stance`` (requested, merit, offered, negated, mentioned) and
        ``how`` (label, synonym, definite, elliptic, structured); one row per time it is said.

    Raises
    ------
    InputError
        If ``n`` is below 0.

    Examples
    --------
    >>> planted_skills(1).columns.tolist()
    ['ad', 'skill', 'stance', 'how']
    """
    rows = [
        (record["id"], said.skill, said.stance, said.how)
        for record, planted in _numbered(n, random_state)
        for said in planted
    ]
    return pd.DataFrame(rows, columns=list(PLANTED_COLUMNS), dtype="str")


def write_synthetic_ads(path: str | Path, n: int = 3000, *, random_state: int = 0) -> Path:
    """Write synthetic ads as JSON lines, packed if the name ends in ``.gz``.

    Parameters
    ----------
    path : str or Path
        Where to; the file appears whole or not at all. The same seed gives the same bytes.
    n, random_state : int
        As `synthetic_ads`.

    Returns
    -------
    Path
        The path.

    Raises
    ------
    FileProblemError
        If the place cannot be written to, or the name asks for ``.zip`` or ``.zst``.
    InputError
        If ``n`` is below 0.
    """
    file = Path(path)
    if file.suffix in {".zip", ".zst"}:
        raise FileProblemError(file, "synthetic ads are written as '.jsonl' or '.jsonl.gz'.")
    ads = synthetic_ads(n, random_state=random_state)
    with writing(file) as stream:
        if file.suffix == ".gz":
            # Neither name nor time of writing goes into the packed file: same ads, same bytes.
            with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
                packed.writelines(_line(ad) for ad in ads)
        else:
            stream.writelines(_line(ad) for ad in ads)
    return file


def _line(ad: dict[str, Any]) -> bytes:
    return json.dumps(ad, ensure_ascii=False).encode("utf-8") + b"\n"


def _numbered(n: int, random_state: int) -> Iterator[tuple[dict[str, Any], tuple[Said, ...]]]:
    """Yield the first n ads, each with what it says."""
    if n < 0:
        fault = Fault("a whole number of at least 0", column="n", value=str(n))
        raise InputError("synthetic_ads", [fault])
    return _stream(n, random_state)


def _stream(n: int, random_state: int) -> Iterator[tuple[dict[str, Any], tuple[Said, ...]]]:
    lots, number = Lots(random_state), 0
    while number < n:
        for plan, written, around in _family(lots):
            if number == n:
                return
            number += 1
            record = jobtech_record(number, plan, written, around)
            yield record, (*written.said, *around.structured)


def _family(lots: Lots) -> Iterator[tuple[Plan, Written, Circumstances]]:
    """Yield an ad and, now and then, the same again: later, elsewhere, or under a new headline."""
    plan = draw_plan(lots)
    again = lots.happens(SHARE_POSTED_AGAIN)
    elsewhere = lots.happens(SHARE_POSTED_ELSEWHERE)
    retitled = lots.happens(SHARE_RETITLED)
    written = write_ad(lots, plan, placeless=elsewhere)
    around = draw_circumstances(lots, plan, written)
    if lots.happens(SHARE_EMPTY):
        blank = replace(written, text="", said=())
        yield plan, blank, replace(around, structured=())
        return
    yield plan, written, around
    if again:
        for _ in range(lots.whole(1, 2)):
            around = posted_again(lots, around)
            yield plan, written, around
    if elsewhere:
        for _ in range(lots.whole(1, 3)):
            yield plan, written, posted_elsewhere(lots, around, plan.group.sector)
    if retitled:
        other = write_ad(lots, plan, placeless=elsewhere).headline
        yield plan, replace(written, headline=other), around
