"""esco: what ESCO's files link to occupations and write of them, by unit groups of ISCO-08."""

import re
from pathlib import Path

import pandas as pd

from mobility.foundation.errors import FileProblemError
from mobility.reading.links import read_links
from mobility.reading.table_rows import mapped, text_table

ESCO_LINKS = {"occupation_id": "occupationUri", "skill": "skillUri"}
ESCO_GROUPS = {
    "occupation_id": "conceptUri", "occupation_name": "preferredLabel", "occupation": "iscoGroup",
}  # fmt: skip

_BEYOND = re.compile(r"Examples of the occ|Some related occupations|Excluded from")
"""Where ISCO's text goes on to what is not the work itself."""

_UNIT_GROUP = 4


def read_esco_links(folder: str | Path) -> pd.DataFrame:
    """Read which skills ESCO links to the occupations of each unit group of ISCO-08.

    Parameters
    ----------
    folder : str or Path
        Where ESCO's files are as they are downloaded, packed or not: ``occupationSkillRelations…``
        and ``occupations_…``.

    Returns
    -------
    DataFrame
        As `mobility.read_links` gives it; `mobility.crossed_links` says it of another
        classification.

    Raises
    ------
    FileProblemError
        If a file is missing, empty or damaged.
    InputError
        If a file has not the columns of ESCO.
    """
    return read_links(
        _file(folder, "occupationSkillRelations"),
        _file(folder, "occupations_"),
        columns=ESCO_LINKS,
        group_columns=ESCO_GROUPS,
    )


def read_esco_texts(folder: str | Path) -> pd.DataFrame:
    """Read what ISCO writes of each of its unit groups, and ESCO of their occupations.

    Of ISCO's group the title and the tasks, without what it lists as examples and as belonging
    elsewhere; of ESCO's occupations the title and the description.

    Parameters
    ----------
    folder : str or Path
        As `read_esco_links` takes it, with ``ISCOGroups_…`` too.

    Returns
    -------
    DataFrame
        Columns ``occupation`` (the unit group), ``text`` and ``of`` ("ISCO" or "ESCO"), sorted.

    Raises
    ------
    FileProblemError, InputError
        As `read_esco_links`.
    """
    groups = _texts(
        folder,
        "ISCOGroups_",
        {"occupation": "code", "title": "preferredLabel", "text": "description"},
    )
    groups = groups[groups["occupation"].str.len() == _UNIT_GROUP]
    groups = groups.assign(text=[_BEYOND.split(text)[0] for text in groups["text"]], of="ISCO")
    single = _texts(
        folder,
        "occupations_",
        {"occupation": "iscoGroup", "title": "preferredLabel", "text": "description"},
    ).assign(of="ESCO")
    found = pd.concat([groups, single])
    found = found.assign(text=found["title"] + " " + found["text"])
    columns = ["occupation", "of", "text"]
    return found[columns].sort_values(columns, ignore_index=True)


def _texts(folder: str | Path, name: str, columns: dict[str, str]) -> pd.DataFrame:
    path = _file(folder, name)
    return mapped(text_table(path), columns, path.name)


def _file(folder: str | Path, name: str) -> Path:
    """Return the file of a folder whose name begins so.

    Raises
    ------
    FileProblemError
        If there is none.
    """
    found = sorted(Path(folder).glob(f"{name}*.csv*"))
    if not found:
        raise FileProblemError(
            folder, f"holds no file {name}….csv; give the folder of ESCO's files, unpacked."
        )
    return found[0]
