"""make_planner_tables: write the made-up tables of docs/regions_planner.md.

Run it anywhere; it writes docs/exempel_regioner:

    python docs/make_planner_tables.py
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mobility.foundation.files import ready_folder
from mobility.foundation.spreadsheet import write_csv

HERE = Path(__file__).resolve().parent
SEED = 0
PLACES = ("Björkfors", "Granvik", "Havsnäs", "Lillbo", "Norrsjö", "Stenhed", "Storåsen", "Ängby")
FAMILIES = {
    "trä": {
        "0220": "Drivning", "1610": "Sågning av trä", "1623": "Byggsnickerier",
        "1721": "Pappförpackningar", "3101": "Kontorsmöbler",
    },
    "metall": {
        "2410": "Järn och stål", "2511": "Metallstommar", "2562": "Metallegoarbeten",
        "2822": "Lyftanordningar", "3320": "Installation av industrimaskiner",
    },
    "digitalt": {
        "6201": "Dataprogrammering", "6202": "Datakonsulter", "6311": "Databehandling och hosting",
        "7022": "Konsulter till företag", "7112": "Teknisk konsultverksamhet",
    },
}  # fmt: skip
LEANING = {
    "Björkfors": "trä", "Granvik": "trä", "Havsnäs": "metall", "Lillbo": "trä",
    "Norrsjö": "metall", "Stenhed": "metall", "Storåsen": "digitalt", "Ängby": "digitalt",
}  # fmt: skip
NEW = "6311"


def main() -> None:
    """Draw jobs, moves of two periods and titles, and write them."""
    rng = np.random.default_rng(SEED)
    family = {code: name for name, held in FAMILIES.items() for code in held}
    titles = {code: title for held in FAMILIES.values() for code, title in held.items()}
    folder = HERE / "exempel_regioner"
    ready_folder(folder)
    write_csv(pd.DataFrame({"code": titles.keys(), "title": titles.values()}), folder / "namn.csv")
    write_csv(_jobs(rng, family), folder / "jobb.csv")
    write_csv(_moves(rng, family, new=4), folder / "byten_2015_2018.csv")
    write_csv(_moves(rng, family, new=25), folder / "byten_2019_2023.csv")


def _jobs(rng: np.random.Generator, family: dict[str, str]) -> pd.DataFrame:
    """Return jobs by place, year and industry: places lean to a family and lack some of it."""
    rows = []
    for place in PLACES:
        size = rng.uniform(20, 80)
        lacking = rng.random(len(family)) < 0.15
        own = rng.gamma(4, 1 / 4, len(family)) * np.where(lacking, 0.03, 1)
        leaning = np.array([2 if name == LEANING[place] else 0.8 for name in family.values()])
        for year in ("2018", "2023"):
            for code, jobs in zip(family, rng.poisson(size * own * leaning), strict=True):
                if jobs:
                    rows.append((place, year, code, int(jobs)))
    return pd.DataFrame(rows, columns=["kommun", "år", "sni", "antal"])


def _moves(rng: np.random.Generator, family: dict[str, str], *, new: float) -> pd.DataFrame:
    """Return moves between industries: many within a family, and more into the new one."""
    rows = []
    for origin, home in family.items():
        for destination, there in family.items():
            if origin == destination:
                continue
            mean = 30.0 if home == there else 4.0
            if destination == NEW:
                # People of metal have run machines that are supervised from afar.
                mean = new * (3 if home == "digitalt" else 2 if home == "metall" else 0.4)
            people = int(rng.poisson(mean))
            if people:
                rows.append((origin, destination, people))
    return pd.DataFrame(rows, columns=["origin", "destination", "count"])


if __name__ == "__main__":
    main()
