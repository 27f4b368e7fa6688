"""region_content: what the page of regions shows, as plain lists and whole numbers."""

from typing import Any

import numpy as np
import pandas as pd

from mobility.foundation.conditions import CONDITIONS
from mobility.reaching.board import CLASSES, RegionBoard
from mobility.reaching.recovery import NOT_ENTRY
from mobility.reaching.region_nulls import NULLS
from mobility.showing.region_view import RegionView

WHYS = ("", "withheld", "nowhere", "too small", "few links", "few present")
HUNDREDTHS, THOUSANDTHS = 100, 1000
CELLS: dict[str, int] = {
    "count": 1,
    "lq": HUNDREDTHS,
    "density": THOUSANDTHS,
    "density_low": THOUSANDTHS,
    "density_high": THOUSANDTHS,
    "relative_density": HUNDREDTHS,
    "carriers": 1,
    "rank": 1,
    "pay": 1,
    "vacancies": 1,
    "growth": THOUSANDTHS,
    "attractiveness": THOUSANDTHS,
}
"""Numbers of each cell, and what the page has them multiplied by so that they are whole."""
OFFERED = ("pay", "vacancies", "growth")


def region_content(view: RegionView) -> dict[str, object]:
    """Return plain lists, text and whole numbers, with None where something is not known.

    Parameters
    ----------
    view : RegionView
        What the page shows.

    Returns
    -------
    dict
        ``kind``, ``measure``, ``period``, ``version``, ``order``, ``top``, ``source``, ``offered``
        (which of pay, vacancies and growth are known), ``withheld`` (whether any count is);
        ``activities`` (``code``, ``title``, ``links``, ``x``, ``y``, and each of `CELLS` that is
        the same in all regions); ``ties`` (``source``, ``target``, ``weight`` in thousandths);
        ``regions``: a list of ``name``, ``total``, ``present``, ``absent``, ``open``, ``nearly``,
        ``abstained``, ``note``, ``class`` (a letter per activity: s n f a), ``why`` (a digit per
        activity), ``evidence`` (activity to [carrier, relatedness, share]), ``skills``, ``hard``
        and the other `CELLS`; and ``tested``, a list of what each order was worth.
    """
    board = view.board
    rows = np.array([board.place(name) for name in view.regions])
    cells = {name: _cells(board, name, rows, times) for name, times in CELLS.items()}
    if _same(cells["density_low"], cells["density_high"]):
        cells["density_low"] = cells["density_high"] = None
    known = {name: values for name, values in cells.items() if values is not None}
    shared = {name: _row(values[0]) for name, values in known.items() if _one_row(values)}
    own = {name: values for name, values in known.items() if name not in shared}
    width = board.presence.shape[1]
    table = board.table
    activities = {
        "code": [str(code) for code in board.presence.columns],
        "title": table["title"].iloc[:width].tolist(),
        "links": table["links"].iloc[:width].tolist(),
        **{name: view.places[name].round(1).tolist() for name in ("x", "y")},
        **shared,
    }
    kinds = _letters(board, "class", {name: name[0] for name in CLASSES}, rows)
    whys = _letters(board, "why", {why: str(i) for i, why in enumerate(WHYS)}, rows)
    evidence = _evidence(board, view.regions)
    skills, hard = _skills(view), _hard(view)
    regions = []
    for place, name in enumerate(view.regions):
        told = board.regions.iloc[rows[place]]
        numbers = ("total", "present", "absent", "open", "nearly", "abstained")
        regions.append(
            {
                "name": name,
                **{number: int(told[number]) for number in numbers},
                "note": str(told["note"]),
                "class": kinds[place],
                "why": whys[place],
                "evidence": evidence.get(name, {}),
                "skills": None if skills is None else skills.get(name, []),
                "hard": None if hard is None else hard.get(name, []),
                **{cell: _row(values[place]) for cell, values in own.items()},
            }
        )
    return {
        "kind": board.kind,
        "measure": board.measure,
        "period": board.period,
        "version": board.version,
        "order": board.order,
        "top": board.top,
        "source": view.source,
        "offered": [name for name in OFFERED if cells[name] is not None],
        "withheld": cells["density_low"] is not None,
        "activities": activities,
        "ties": {
            "source": view.ties["source"].tolist(),
            "target": view.ties["target"].tolist(),
            "weight": _whole(view.ties["weight"].to_numpy(), THOUSANDTHS).tolist(),
        },
        "regions": regions,
        "tested": tested_content(board.tested),
    }


def tested_content(tested: pd.DataFrame | None) -> list[dict[str, object]]:
    """Return what each order was worth, in words' keys and thousandths; empty where not tried."""
    if tested is None:
        return []
    found = []
    for row in tested.to_dict("records"):
        scores: dict[str, object] = {}
        for score in ("hit_rate", "auc"):
            three = (row[score], row[f"{score}_low"], row[f"{score}_high"])
            gain = (row[f"{score}_gain"], row[f"{score}_gain_low"], row[f"{score}_gain_high"])
            scores[score] = [_thousandth(value) for value in (*three, *gain)]
            scores[f"{score}_best_null"] = str(row[f"{score}_best_null"])
        found.append(
            {
                "entry": row["what"] != NOT_ENTRY,
                "name": str(row["name"]),
                "null": row["name"] in NULLS,
                "k": int(row["k"]),
                "attainable": _thousandth(row["attainable"]) if "attainable" in row else None,
                **scores,
            }
        )
    return found


def _thousandth(value: float) -> int | None:
    """Return a number in thousandths, None where it is not known."""
    return None if pd.isna(value) else round(THOUSANDTHS * float(value))


def _cells(board: RegionBoard, name: str, rows: np.ndarray, times: int) -> np.ndarray | None:
    """Return a column as whole numbers, region × activity, nan where unknown; None if all are."""
    values = board.table[name].to_numpy(dtype=np.float64, na_value=np.nan)
    chosen = _whole(values.reshape(board.presence.shape)[rows], times)
    return None if np.isnan(chosen).all() else chosen


def _whole(values: np.ndarray, times: int) -> np.ndarray:
    """Return numbers multiplied and rounded; what is infinite stays unknown."""
    made: np.ndarray = np.round(np.where(np.isfinite(values), values, np.nan) * times)
    return made


def _same(one: np.ndarray | None, other: np.ndarray | None) -> bool:
    """Whether two columns say the same everywhere."""
    if one is None or other is None:
        return one is other
    return bool(np.array_equal(one, other, equal_nan=True))


def _one_row(values: np.ndarray) -> bool:
    """Whether a column is the same in every region, and there are several to say it of."""
    return len(values) > 1 and bool(
        np.array_equal(values, np.broadcast_to(values[0], values.shape), equal_nan=True)
    )


def _row(values: np.ndarray) -> list[int | None]:
    """Return whole numbers, None where unknown."""
    known = np.isfinite(values)
    whole = np.where(known, values, 0.0).astype(np.int64)
    if known.all():
        plain: list[int | None] = whole.tolist()
        return plain
    return [
        value if is_known else None
        for value, is_known in zip(whole.tolist(), known.tolist(), strict=True)
    ]


def _letters(board: RegionBoard, name: str, letter: dict[str, str], rows: np.ndarray) -> list[str]:
    """Return for each region a text with one character per activity."""
    coded = board.table[name].map(letter).to_numpy(dtype="U1").reshape(board.presence.shape)
    return ["".join(coded[row]) for row in rows]


def _evidence(board: RegionBoard, regions: tuple[str, ...]) -> dict[str, dict[str, list[Any]]]:
    """Return by region and position of the activity what carries it: [carrier, φ, share]."""
    held = board.evidence[board.evidence["region"].isin(regions)]
    columns = board.presence.columns
    i = columns.get_indexer(pd.Index(held["activity"])).tolist()
    j = columns.get_indexer(pd.Index(held["carrier"])).tolist()
    phi = _row(_whole(held["relatedness"].to_numpy(dtype=np.float64), THOUSANDTHS))
    share = _row(_whole(held["share"].to_numpy(dtype=np.float64), THOUSANDTHS))
    found: dict[str, dict[str, list[Any]]] = {}
    for name, *cell in zip(held["region"].tolist(), i, j, phi, share, strict=True):
        found.setdefault(str(name), {}).setdefault(str(cell[0]), []).append(cell[1:])
    return found


def _skills(view: RegionView) -> dict[str, list[Any]] | None:
    """Return by region [label, asked, held, near, reachable (thousandths), from whom]."""
    if view.skills is None:
        return None
    found: dict[str, list[Any]] = {}
    for row in view.skills.to_dict("records"):
        four = [_thousandth(row[name]) for name in ("asked", "held", "near", "reachable")]
        found.setdefault(row["region"], []).append(
            [str(row["label"]), *four, [str(title) for title in row["from_occupations"]]]
        )
    return found


def _hard(view: RegionView) -> dict[str, list[Any]] | None:
    """Return by region what is hard to fill, with pay, conditions and what is not known."""
    if view.hard is None:
        return None
    found: dict[str, list[Any]] = {}
    for row in view.hard.to_dict("records"):
        found.setdefault(row["region"], []).append(
            {
                "title": str(row["title"]),
                "vacancies": int(row["vacancies"]),
                "basis": str(row["basis"]),
                "days_open": _thousandth(row["days_open"]),
                "readvertised": _thousandth(row["readvertised"]),
                "tightness": _thousandth(row["tightness"]),
                "pay": None if pd.isna(row["pay"]) else round(row["pay"]),
                "against": [
                    [_condition(need), _thousandth(share)] for need, share in row["against"]
                ],
                "usual": [_condition(need) for need in row["usual"]],
            }
        )
    return found


def _condition(need: str) -> dict[str, str]:
    """Return what a need is called in both languages."""
    told = CONDITIONS.get(need)
    return {"sv": need, "en": need} if told is None else {"sv": told.label, "en": told.label_en}
