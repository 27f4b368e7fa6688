"""trees: organisations and their units, counties and their municipalities."""

from collections.abc import Mapping

Parents = Mapping[str, str]
"""Parent of every member, "" for a root."""


def circles(parents: Parents) -> tuple[tuple[str, ...], ...]:
    """Return every ring of members that are each other's parents, each ring once.

    Examples
    --------
    >>> circles({"a": "b", "b": "a", "c": "a", "d": ""})
    (('a', 'b'),)
    """
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for start in parents:
        path: dict[str, None] = {}
        at = start
        while at and at not in path:
            path[at] = None
            at = parents.get(at, "")
        if at:
            way = list(path)
            ring = way[way.index(at) :]
            found.setdefault(frozenset(ring), tuple(sorted(ring)))
    return tuple(sorted(found.values()))


def roots(parents: Parents) -> dict[str, str]:
    """Return the topmost member above each member; a root is its own.

    Parameters
    ----------
    parents : Parents
        A tree without circles.

    Examples
    --------
    >>> roots({"kommun": "", "socialtjänst": "kommun"})
    {'kommun': 'kommun', 'socialtjänst': 'kommun'}
    """
    return {member: above(member, parents)[-1] for member in parents}


def above(member: str, parents: Parents) -> tuple[str, ...]:
    """Return a member and all above it, nearest first."""
    way = [member]
    while parent := parents.get(way[-1], ""):
        way.append(parent)
    return tuple(way)


def within(parents: Parents) -> dict[str, tuple[str, ...]]:
    """Return each member with itself and everything below it, in the order of ``parents``.

    Examples
    --------
    >>> within({"län": "", "Norrsjö": "län"})["län"]
    ('län', 'Norrsjö')
    """
    found: dict[str, list[str]] = {member: [] for member in parents}
    for member in parents:
        for higher in above(member, parents):
            found[higher].append(member)
    return {member: tuple(below) for member, below in found.items()}
