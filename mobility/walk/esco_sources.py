"""esco_sources: what ESCO knows of occupations, as sources to judge by how alike they are."""

from pathlib import Path

from mobility.counting.crossed_links import crossed_links
from mobility.counting.links import occupation_links
from mobility.counting.occupation_words import occupation_words
from mobility.foundation.incidence import Incidence
from mobility.reading.esco import read_esco_links, read_esco_texts
from mobility.reading.table_rows import mapped, text_table

CROSSWALK = {"occupation_from": "isco08_4", "occupation_to": "ssyk4"}
"""Headings of a table from ISCO-08 to the classification wanted."""


def esco_sources(
    folder: str | Path, crosswalk: str | Path, *, version: str
) -> tuple[Incidence, Incidence]:
    """Return which skills ESCO links to unit groups, and the words ISCO and ESCO write of them.

    Both are told of another classification by a table of what corresponds, as
    `mobility.crossed_links` says. What they are worth as sources of likeness: docs/sources.md.

    Parameters
    ----------
    folder : str or Path
        ESCO's files, as `mobility.reading.esco.read_esco_links` takes it.
    crosswalk : str or Path
        A table with the headings ``isco08_4`` and ``ssyk4``, one row per pair of unit groups that
        share work.
    version : str
        Classification and version of the second, such as "SSYK 2012".

    Returns
    -------
    tuple of Incidence
        The links and the words; ``skill_space(…, elsewhere=…)`` takes them.

    Raises
    ------
    InputError
        If a table has not the columns it needs.
    FileProblemError
        If a file is missing, empty or damaged.
    EmptyResultError
        If no unit group of ESCO stands in the crosswalk.
    """
    path = Path(crosswalk)
    pairs = mapped(text_table(path), CROSSWALK, path.name)
    pairs = pairs[(pairs["occupation_from"] != "") & (pairs["occupation_to"] != "")]
    pairs = pairs.drop_duplicates()
    links = crossed_links(read_esco_links(folder), pairs)
    texts = read_esco_texts(folder).merge(pairs, left_on="occupation", right_on="occupation_from")
    texts = texts.assign(occupation=texts["occupation_to"])[["occupation", "text"]]
    return (
        occupation_links(links, version=version),
        occupation_words(texts, version=version),
    )
