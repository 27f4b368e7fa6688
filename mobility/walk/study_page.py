"""study_page: the network page of a study, on every level of the classification."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mobility.counting.levels import at_level
from mobility.counting.weights import share, tf_idf
from mobility.foundation.incidence import Incidence
from mobility.foundation.page import Language
from mobility.relating.nearest import nearest
from mobility.relating.zoom import aggregate
from mobility.saving.study import Study
from mobility.showing.network_page import write_network_page
from mobility.showing.network_view import NetworkView
from mobility.walk.networks import described_network


def study_view(
    study: Study, *, title: str = "", source: str = "", random_state: int = 0
) -> NetworkView:
    """Lay a study out for the network page, on every level of the classification.

    Parameters
    ----------
    study : Study
        What to show.
    title, source : str
        Heading of the page ("" for its own) and where the data come from.
    random_state : int
        Seed of the layouts.

    Returns
    -------
    NetworkView
    """
    finest = int(study.network.nodes.index.str.len().max())
    labels = study.skills.skills["label"]
    broader, near, asked = {}, [study.neighbours], [_top_skills(study.counts, labels)]
    for level in range(1, finest):
        counts = at_level(study.counts, level)
        whole = aggregate(study.network, level)
        broader[level] = described_network(whole, study.occupations, counts, labels, random_state)
        near.append(nearest(broader[level], tf_idf(counts), labels=labels))
        asked.append(_top_skills(counts, labels))
    return NetworkView.of(
        study.backbone,
        occupations=study.occupations,
        levels=broader,
        neighbours=pd.concat(near, ignore_index=True),
        skills=pd.concat(asked, ignore_index=True),
        title=title,
        source=source,
        synthetic=study.synthetic,
        counted="occupations" if study.counts.measure == "occupations" else "ads",
        compared="words" if study.of_words else "skills",
        random_state=random_state,
    )


def write_study_page(
    study: Study,
    path: str | Path,
    *,
    language: Language = "sv",
    title: str = "",
    source: str = "",
) -> Path:
    """Write the network page of a study: one HTML file that opens without internet.

    Parameters
    ----------
    study : Study
        What to show.
    path : str or Path
        Where to.
    language : {"sv", "en"}
        The language the page opens in.
    title, source : str
        As in `study_view`.

    Returns
    -------
    Path
        The file written.
    """
    view = study_view(study, title=title, source=source)
    return write_network_page(view, path, language=language)


def _top_skills(counts: Incidence, labels: "pd.Series[str]", n: int = 10) -> pd.DataFrame:
    """Return the n most characteristic skills of every occupation with the share that asks."""
    shares, weights = share(counts), tf_idf(counts).values
    lines = []
    for i, code in enumerate(counts.rows):
        cells = slice(weights.indptr[i], weights.indptr[i + 1])
        columns = weights.indices[cells]
        best = columns[np.lexsort((columns, -weights.data[cells]))[:n]]
        asked: Any = shares.values[[i], :][:, best].toarray().ravel()
        named = [str(labels.get(skill, skill)) for skill in counts.columns[best]]
        lines += list(zip([code] * len(best), named, asked.clip(0, 1), strict=True))
    return pd.DataFrame(lines, columns=["occupation", "skill", "share"])
