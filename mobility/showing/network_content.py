"""network_content: what the network page shows, as plain lists and numbers for its scripts."""

import pandas as pd

from mobility.showing.network_view import FEW_ADS, SMALLEST, LevelView, NetworkView


def network_content(view: NetworkView) -> dict[str, object]:
    """Return plain lists, text and finite numbers, with None where something is not known.

    Parameters
    ----------
    view : NetworkView
        What the page shows.

    Returns
    -------
    dict
        ``measure``, ``version``, ``source``, ``synthetic``, ``few_ads``, ``smallest``
        (radius of a dot), and ``levels``, a list of:
        ``level``; ``communities`` (whether the dots are such); ``code``, ``title``, ``group``,
        ``vacancies``, ``ads``, ``x``, ``y``, ``radius`` (lists, one entry an occupation);
        ``source``, ``target``, ``weight`` (lists, one entry an edge); ``groups`` (``group``,
        ``name``, ``occupations``, ``vacancies``);
        ``labels`` (every skill once); ``neighbours`` (for each occupation a list of [position
        or title, weight, positions in labels]) and ``skills`` ([position in labels, share]).

    Examples
    --------
    >>> from mobility.foundation.network import Network
    >>> edges = pd.DataFrame({"source": ["5120"], "target": ["5131"], "weight": [0.5]})
    >>> content = network_content(NetworkView.of(Network.from_edges(edges)))
    >>> content["levels"][0]["code"], content["levels"][0]["weight"]
    (['5120', '5131'], [0.5])
    """
    return {
        "measure": view.measure,
        "version": view.version,
        "source": view.source,
        "synthetic": view.synthetic,
        "few_ads": FEW_ADS if view.counted == "ads" else 0,
        "smallest": SMALLEST,
        "levels": [_level_content(one) for one in view.levels],
    }


def _level_content(view: LevelView) -> dict[str, object]:
    """Return one level as plain content."""
    shared = [label for labels in view.neighbours["shared"] for label in labels]
    labels = sorted({*view.skills["skill"], *shared})
    position = {label: i for i, label in enumerate(labels)}
    place = {code: i for i, code in enumerate(view.occupations.index)}
    neighbours: list[list[object]] = [[] for _ in place]
    for code, other, weight, common in view.neighbours.itertuples(index=False):
        found = [position[label] for label in common]
        neighbours[place[code]].append([place.get(other, other), _number(weight), found])
    skills: list[list[object]] = [[] for _ in place]
    for code, skill, share in view.skills.itertuples(index=False):
        skills[place[code]].append([position[skill], _number(share)])
    table = view.occupations
    return {
        "level": view.level,
        "communities": view.communities,
        "code": [str(code) for code in table.index],
        "title": table["title"].tolist(),
        "group": table["community"].tolist(),
        "vacancies": [_whole(value) for value in table["vacancies"]],
        "ads": [_whole(value) for value in table["ads"]],
        **{name: table[name].round(2).tolist() for name in ("x", "y", "radius")},
        "source": view.edges["source"].tolist(),
        "target": view.edges["target"].tolist(),
        "weight": [_number(value) for value in view.edges["weight"]],
        "groups": [
            {
                "group": int(group),
                "name": "" if pd.isna(name) else str(name),
                "occupations": int(count),
                "vacancies": _whole(vacancies),
            }
            for group, name, count, vacancies in view.groups.itertuples()
        ],
        "labels": labels,
        "neighbours": neighbours,
        "skills": skills,
    }


def _whole(value: object) -> int | None:
    """Return a whole number, or None where it is not known."""
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _number(value: float) -> float | None:
    """Return a number with four significant digits, or None where it is not known."""
    return None if pd.isna(value) else float(f"{value:.4g}")
