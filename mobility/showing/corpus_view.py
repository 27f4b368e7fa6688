"""corpus_view: everything the page of a corpus shows, without any HTML."""

import re

import pandas as pd

from mobility.archiving.corpus_report import CorpusReport

_SOURCE = ("source", "lines", "counted", "duplicates", "rejects", "mentions", "text_megabytes")
_COVERED = (
    "ads", "text", "occupation", "industry", "region", "municipality", "employer", "temporary_work",
)  # fmt: skip
_FOUND = ("label", "kind", "ads", "share", "mentions")
_RUN = ("when", "seconds", "made_parts", "lines", "megabytes", "workers", "ended")
_BROADER = re.compile(r"(occupation|industry) code broader than (\d+)")
_NOT_TEXT = re.compile(r"not (\S+) text")


def corpus_content(report: CorpusReport) -> dict[str, object]:
    """Return what the page's scripts read: plain lists and numbers, None where not defined.

    Reasons are pairs of a sentence of the page and the word or number that goes into it.
    """
    reasons = report.reasons.groupby(["status", "reason"])["lines"].sum().reset_index()
    reasons = reasons.sort_values(["lines", "status", "reason"], ascending=[False, True, True])
    coverage = report.coverage.reset_index()
    return {
        "lines": _records(report.lines, _SOURCE),
        "reasons": [
            {**row, "reason": _why(str(row["reason"]))}
            for row in _records(reasons, ("reason", "status", "lines"))
        ],
        "coverage": _records(coverage, ("year", *_COVERED)),
        "found": [list(row.values()) for row in _records(report.found, _FOUND)],
        "never_found": report.never_found[["label", "kind"]].to_numpy().tolist(),
        "stances": _records(report.stances, ("stance", "mentions", "share")),
        "languages": _records(report.languages, ("language", "ads", "share")),
        "boilerplate": report.boilerplate,
        "near_copies": report.near_copies,
        "caps": None if report.caps is None else _caps(report.caps),
        "runs": _records(report.runs, _RUN),
    }


def _why(reason: str) -> list[object]:
    """Return the key of a reason's sentence, and what goes into the sentence."""
    broader, not_text = _BROADER.fullmatch(reason), _NOT_TEXT.fullmatch(reason)
    if broader:
        return [f"{broader[1]} code broader", int(broader[2])]
    if not_text:
        return ["not text", not_text[1]]
    return [reason, None]


def _caps(caps: pd.DataFrame) -> dict[str, object]:
    """Return the followed skills, and for each cap, none first, their shares."""
    uncapped = caps[caps["cap"].isna()]
    rows = []
    for cap in [pd.NA, *sorted(caps["cap"].dropna().unique(), reverse=True)]:
        own = uncapped if cap is pd.NA else caps[caps["cap"] == cap]
        if own.empty:
            continue
        first = own.iloc[0]
        shares = zip(own["share"], own["change"], strict=True)
        rows.append({
            "cap": None if cap is pd.NA else int(cap),
            "ads": int(first["ads"]), "set_aside": int(first["set_aside"]),
            "employers": int(first["employers"]),
            "shares": [[_known(share), _known(change)] for share, change in shares],
        })  # fmt: skip
    return {"skills": [str(label) for label in uncapped["label"]], "rows": rows}


def _records(table: pd.DataFrame, names: tuple[str, ...]) -> list[dict[str, object]]:
    """Return the rows of a table with these columns."""
    return [
        {str(name): _known(value) for name, value in row.items()}
        for row in table[list(names)].to_dict("records")
    ]


def _known(value: object) -> object:
    """Return text or a number as short as it can be said exactly enough; None if not defined."""
    if isinstance(value, float):
        return None if value != value else round(value, 6)
    return value
