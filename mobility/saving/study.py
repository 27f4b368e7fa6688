"""study: everything one study found, as a folder that people and programs open again."""

import io
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import read_bytes, read_text, write_text, writing
from mobility.foundation.incidence import Incidence
from mobility.foundation.network import Network
from mobility.foundation.network_files import read_network, write_network
from mobility.foundation.occupations import Occupations
from mobility.foundation.recipe import Recipe, versions
from mobility.foundation.skill_list import SkillList
from mobility.foundation.spreadsheet import write_csv, write_workbook
from mobility.saving.layouts import check_layout

FORMAT = 1
"""Number of the folder's layout; a later version of the library reads earlier ones."""


@dataclass(frozen=True, eq=False, repr=False)
class Study:
    """What one walk from ads (or a link table) to networks found.

    Parameters
    ----------
    counts : Incidence
        Occupation × skill, number of ads (in link tables: of occupations).
    skills : SkillList
        The prepared list that was looked for, with what was dropped and proposed.
    occupations : Occupations
        Codes and titles, one version.
    network : Network
        Relatedness of all occupations with ads; nodes have ``title``, ``ads``, ``vacancies``,
        ``community``, ``community_name``.
    backbone : Network
        The same nodes with the edges that stand out.
    neighbours : DataFrame
        ``occupation``, ``neighbour``, ``weight``, ``shared`` (names of shared skills), the nearest
        first.
    vacancies : DataFrame
        ``occupation``, ``place``, ``vacancies``.
    tables : dict of str to DataFrame
        What else the study reports: the ledger of ads, coverage per year, skills found most and
        never, rejects.
    synthetic : bool
        Whether the ads are made up; every page says so.
    recipe : Recipe
        How it came about.
    """

    counts: Incidence
    skills: SkillList
    occupations: Occupations
    network: Network
    backbone: Network
    neighbours: pd.DataFrame
    vacancies: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    synthetic: bool
    recipe: Recipe

    @property
    def of_words(self) -> bool:
        """Whether the columns are words of whole texts, not skills."""
        return any(step.name == "word_counts" for step in self.counts.recipe.steps)

    def __repr__(self) -> str:
        """Say how many occupations, skills and edges there are."""
        occupations, skills = self.counts.shape
        edges = len(self.backbone.edges)
        return f"Study({occupations} occupations, {skills} skills, {edges} edges kept)"


def write_study(study: Study, folder: str | Path) -> Path:
    """Write a study so that `read_study`, Excel and other programs can open it.

    Parameters
    ----------
    study : Study
        What to write.
    folder : str or Path
        Gets ``tables.xlsx`` (for people), ``network/`` and ``backbone/`` (CSV and, beside them,
        GraphML and GEXF), ``data/`` (Parquet and JSON, read by `read_study`). Tables that an
        earlier study left there and this one does not have are removed.

    Returns
    -------
    Path
        The folder; the same study gives the same bytes.
    """
    place = Path(folder)
    data = place / "data"
    _take_out_earlier(place, kept=study.tables)
    counts = study.counts
    rows = pd.DataFrame({"occupation": counts.rows, "support": counts.support})
    frames = {
        "counts": counts.to_frame().set_axis(["row", "column", "value"], axis=1),
        "rows": rows,
        "columns": pd.DataFrame({"skill": counts.columns}),
        "skills": study.skills.skills.reset_index(),
        "terms": study.skills.terms,
        "dropped": study.skills.dropped,
        "review": study.skills.review,
        "occupations": study.occupations.table.reset_index(),
        "neighbours": study.neighbours,
        "vacancies": study.vacancies,
    }
    for name, table in frames.items():
        _write_parquet(table, data / f"{name}.parquet")
    for name, table in study.tables.items():
        _write_parquet(table, data / "tables" / f"{name}.parquet")
        write_csv(table, place / f"{name}.csv")
    for name, network in (("network", study.network), ("backbone", study.backbone)):
        write_network(network, place / name, format="csv")
    write_network(study.backbone, place / "backbone.graphml")
    write_network(study.backbone, place / "backbone.gexf")
    write_workbook(_sheets(study), place / "tables.xlsx")
    about = {
        "format": FORMAT,
        "versions": versions(),
        "measure": counts.measure,
        "row_kind": counts.rows.name,
        "version": study.occupations.version,
        "synthetic": study.synthetic,
        "tables": list(study.tables),
        "counts_recipe": counts.recipe.to_records(),
        "recipe": study.recipe.to_records(),
    }
    write_text(data / "study.json", json.dumps(about, ensure_ascii=False, indent=2))
    return place


def read_study(folder: str | Path) -> Study:
    """Open a study that `write_study` wrote.

    Parameters
    ----------
    folder : str or Path
        What `write_study` was given.

    Returns
    -------
    Study
        Equal to the one written, but for the recipe of its skill list, which is the study's.

    Raises
    ------
    FileProblemError
        If the folder is no study, or was written by a later version of the library.
    """
    place = Path(folder)
    data = place / "data"
    if not (data / "study.json").is_file():
        raise FileProblemError(
            place, "is not a study; make one with `mobility study … --out FOLDER` and give FOLDER."
        )
    about = _about(data / "study.json")
    check_layout(place, about["format"], reads=FORMAT)

    def table(name: str) -> pd.DataFrame:
        return _read_parquet(data / f"{name}.parquet")

    rows = table("rows").set_index("occupation")["support"]
    counts = Incidence.from_pairs(
        table("counts").rename(columns={"row": about["row_kind"], "column": "skill"}),
        about["row_kind"],
        "skill",
        "value",
        measure=about["measure"],
        rows=rows.index,
        columns=pd.Index(table("columns")["skill"]),
        support=rows,
        version=about["version"],
        recipe=Recipe.from_records(about["counts_recipe"]),
    )
    recipe = Recipe.from_records(about["recipe"])
    skills = SkillList(
        table("skills").set_index("skill"), table("terms"), table("dropped"), table("review"),
        recipe,
    )  # fmt: skip
    return Study(
        counts=counts,
        skills=skills,
        occupations=Occupations(table("occupations").set_index("occupation"), about["version"]),
        network=read_network(place / "network", format="csv"),
        backbone=read_network(place / "backbone", format="csv"),
        neighbours=table("neighbours"),
        vacancies=table("vacancies"),
        tables={name: table(f"tables/{name}") for name in about["tables"]},
        synthetic=about["synthetic"],
        recipe=recipe,
    )


def _take_out_earlier(place: Path, *, kept: Collection[str]) -> None:
    """Remove the tables of an earlier study, so that nobody reads them as this one's.

    Its ``study.json`` goes first: a folder that is left half-written is then no study.
    """
    about = place / "data" / "study.json"
    if not about.is_file():
        return
    earlier = _about(about)["tables"]
    about.unlink()
    for name in sorted(set(earlier) - set(kept)):
        (place / "data" / "tables" / f"{name}.parquet").unlink(missing_ok=True)
        (place / f"{name}.csv").unlink(missing_ok=True)


def _about(path: Path) -> dict[str, Any]:
    """Read what a study says about itself."""
    try:
        about: dict[str, Any] = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        said = f"is damaged ({error}); run the study again into another folder."
        raise FileProblemError(path, said) from error
    return about


def _write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write one table for `read_study`."""
    with writing(path) as stream:
        table.to_parquet(stream, index=False)


def _read_parquet(path: Path) -> pd.DataFrame:
    """Read one table that `_write_parquet` wrote, its lists as tuples again."""
    import pyarrow as pa

    content = io.BytesIO(read_bytes(path))
    try:
        table = pd.read_parquet(content)
    except (pa.ArrowException, OSError) as error:
        said = f"is damaged ({error}); run the study again."
        raise FileProblemError(path, said) from error
    listed = [name for name, column in table.items() if column.dtype == np.dtype("object")]
    for name in listed:
        table[name] = table[name].map(lambda v: tuple(v) if isinstance(v, np.ndarray) else v)
    return table


def _sheets(study: Study) -> dict[str, pd.DataFrame]:
    """Return the sheets of the workbook people open: what it is first, then the tables."""
    label = study.skills.skills["label"]
    per_skill = pd.DataFrame(
        {
            "skill": study.counts.columns,
            "label": label.reindex(study.counts.columns).to_numpy(),
            study.counts.measure: study.counts.values.sum(axis=0),
        }
    )
    notes = [
        "Synthetic ads: made up by a generator." if study.synthetic else "",
        "Public ads are not all vacancies.",
        *str(study.recipe).splitlines(),
    ]
    about = pd.DataFrame({"about": [note for note in notes if note]})
    heading = study.counts.measure
    return {
        "about": about,
        "occupations": study.network.nodes.reset_index(),
        "nearest": study.neighbours,
        "skills": per_skill.sort_values([heading, "skill"], ascending=[False, True]),
        "vacancies": study.vacancies,
        **{name: table for name, table in study.tables.items() if name != "ledger"},
    }
