"""region_sheets: what the page of regions shows as tables in words, for a workbook."""

import re
from pathlib import Path

import pandas as pd

from mobility.foundation.page import Language, read_texts
from mobility.reaching.region_nulls import NULLS
from mobility.showing.region_view import RegionView

_TEXTS = Path(__file__).parent / "templates" / "region.json"
_OWN = Path(__file__).parent / "templates" / "region_sheets.json"
NUMBERS = ("rank", "density", "density_low", "density_high", "relative_density", "lq", "count",
           "carriers", "links", "pay", "vacancies", "growth", "attractiveness")  # fmt: skip


def region_sheets(view: RegionView, *, language: Language = "sv") -> dict[str, pd.DataFrame]:
    """Return the sheets of a workbook: read first, nearly, why, all, what the list is worth.

    Parameters
    ----------
    view : RegionView
        What to show.
    language : {"sv", "en"}
        Of the headings and words.

    Returns
    -------
    dict of str to DataFrame
        By the name of the sheet. Columns that nothing is known of are left out, and so are the
        sheets of skills and of jobs that are hard to fill unless they were given.
    """
    said = {key: text[language] for key, text in {**read_texts(_TEXTS), **read_texts(_OWN)}.items()}
    board = view.board
    every = board.table[board.table["region"].isin(view.regions)]
    place = pd.Index(view.regions).get_indexer(pd.Index(every["region"]))
    every = every.assign(_place=place).sort_values(
        ["_place", "rank", "activity"], na_position="last", kind="stable"
    )
    nearly = every[every["class"] == "nearly"]
    ranks = nearly[["region", "activity", "_place", "rank"]]
    carriers = board.evidence.merge(ranks, on=["region", "activity"], suffixes=("", "_of"))
    carriers = carriers.sort_values(["_place", "rank", "place"], kind="stable")
    sheets = {
        said["sheet_first"]: _first(view, said),
        said["sheet_nearly"]: _cells(nearly, said, why=False),
        said["sheet_why"]: _why(carriers, board.table, said),
        said["sheet_all"]: _cells(every, said, why=True),
    }
    if board.tested is not None:
        sheets[said["sheet_worth"]] = _worth(board.tested, said)
    if view.skills is not None:
        sheets[said["sheet_skills"]] = _renamed(
            view.skills, ("region", "label", "asked", "held", "near", "reachable",
                          "from_occupations"), said,
        )  # fmt: skip
    if view.hard is not None:
        sheets[said["sheet_hard"]] = _renamed(
            view.hard, ("region", "title", "vacancies", "days_open", "readvertised", "tightness",
                        "basis", "pay", "lacks"), said,
        )  # fmt: skip
    return sheets


def percent_headings(language: Language) -> tuple[str, ...]:
    """Return the headings of columns that are shares."""
    said = {**read_texts(_TEXTS), **read_texts(_OWN)}
    names = ("density", "density_low", "density_high", "share", "growth", "asked", "held", "near",
             "reachable", "readvertised", "hit_rate", "hit_rate_low", "hit_rate_high")  # fmt: skip
    return tuple(said[f"head_{name}"][language] for name in names)


def _first(view: RegionView, said: dict[str, str]) -> pd.DataFrame:
    """Return what to read before the figures: what they are, are not, and where they come from."""
    board = view.board
    lines = [
        said["synthetic_sheet"] if view.synthetic else "",
        said["lede"],
        said["worth_not_entry"] if board.tested is not None else said["untested"],
        said["ads_note"] if re.search(r"\bads?\b|vacanc", board.measure) else "",
        view.source,
        *(f"{name}. {_note(str(board.regions.at[name, 'note']), board.kind, said)}".strip()
          for name in view.regions),
        *str(view.recipe).splitlines(),
    ]  # fmt: skip
    return pd.DataFrame({said["sheet_first"]: [line for line in lines if line]})


def _note(note: str, kind: str, said: dict[str, str]) -> str:
    """Return what is unusual in a region, in words."""
    if not note:
        return ""
    many, one = (
        said.get(f"kind_{form}_{kind}", said[f"kind_{form}_other"]) for form in ("many", "one")
    )
    return said[f"note_{note}"].format(many=many, one=one)


def _cells(rows: pd.DataFrame, said: dict[str, str], *, why: bool) -> pd.DataFrame:
    """Return cells in words; columns nothing is known of, and a range that is none, left out."""
    rows = rows.reset_index(drop=True)
    dropped = {name for name in NUMBERS if rows[name].isna().all() and len(rows)}
    if rows["density_low"].equals(rows["density_high"]):
        dropped |= {"density_low", "density_high"}
    made = {"region": rows["region"], "code": rows["activity"], "title": rows["title"],
            "class": rows["class"].map(lambda name: said[f"class_{name}"])}  # fmt: skip
    made |= {name: rows[name] for name in NUMBERS if name not in dropped}
    if "attractiveness" in made:
        made["attractiveness"] = (100 * made["attractiveness"]).round(1)
    if why:
        made["why"] = rows["why"].map(lambda w: said[f"why_{w.replace(' ', '_')}"] if w else "")
    return pd.DataFrame({said[f"head_{name}"]: values for name, values in made.items()})


def _why(carriers: pd.DataFrame, table: pd.DataFrame, said: dict[str, str]) -> pd.DataFrame:
    """Return what carries each activity that is nearly had."""
    titles = dict(zip(table["activity"], table["title"], strict=True))
    made = {
        "region": carriers["region"],
        "title": carriers["activity"].map(titles),
        "carrier": carriers["carrier_title"],
        "relatedness": carriers["relatedness"],
        "share": carriers["share"],
    }
    return pd.DataFrame(
        {said[f"head_{name}"]: values for name, values in made.items()}
    ).reset_index(drop=True)


def _worth(tested: pd.DataFrame, said: dict[str, str]) -> pd.DataFrame:
    """Return what each order was worth."""
    made = tested[["name", "hit_rate", "hit_rate_low", "hit_rate_high"]].copy()
    made["name"] = [
        said.get(f"order_{name}", name) if name in NULLS else said.get(f"own_{name}", name)
        for name in made["name"]
    ]
    made.insert(0, "what", said["sheet_entry" if (tested["what"] == "entry").all()
                                else "sheet_recovery"])  # fmt: skip
    return made.rename(columns={name: said[f"head_{name}"] for name in made.columns})


def _renamed(table: pd.DataFrame, names: tuple[str, ...], said: dict[str, str]) -> pd.DataFrame:
    """Return some columns under headings in words."""
    chosen = table[list(names)].reset_index(drop=True)
    return chosen.rename(columns={name: said[f"head_{name}"] for name in names})
