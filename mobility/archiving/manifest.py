"""manifest: what a corpus is made of, written first as a plan and last as an account."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from mobility.foundation.addresses import inside, write_whole
from mobility.foundation.corpus import FORMAT, MANIFEST, UNFINISHED, WHOLE
from mobility.foundation.recipe import Recipe, Step

_PACKAGES = ("labour-graphs", "msgspec", "numpy", "pandas", "pyarrow", "pycld2")


def canonical(content: object) -> str:
    """Return JSON that is the same for the same content."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def plan(
    *,
    settings: Mapping[str, Any],
    occupation_version: str,
    skills: str,
    skills_recipe: Recipe,
    sources: Sequence[Mapping[str, Any]],
    accounted: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the manifest of a corpus that is still to be built.

    Its parts are those of the last account: they tell which sources the corpus has been whole with.
    """
    return {
        "format": FORMAT,
        "state": UNFINISHED,
        "versions": {name: version(name) for name in _PACKAGES},
        "settings": dict(settings),
        "occupation_version": occupation_version,
        "skills": skills,
        "skills_recipe": skills_recipe.to_records(),
        "sources": [dict(source) for source in sources],
        "parts": [dict(part) for part in accounted],
        "recipe": [],
    }


def made_alike(standing: Mapping[str, Any] | None, planned: Mapping[str, Any]) -> bool:
    """Whether a corpus stands whole, with parts made as the plan would make them.

    Then what it has stays true while more is added.
    """
    if standing is None or standing["state"] != WHOLE:
        return False
    same = ("settings", "occupation_version", "skills", "versions")
    return all(standing[name] == planned[name] for name in same)


def account(planned: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the manifest of a finished corpus: the parts, and the recipe with their counts."""
    manifest = {**planned, "state": WHOLE, "parts": sorted(parts, key=lambda p: str(p["part"]))}
    steps = []
    for source in planned["sources"]:
        own = [part["read"] for part in parts if part["source"] == source["name"]]
        told = {
            "file": source["name"],
            "sha256": source["sha256"],
            "shape": source["shape"],
            "occupation_version": planned["occupation_version"],
            **{n: planned["settings"][n] for n in ("industry_version", "encoding")},
            "employers": "keyed pseudonyms",
        }
        steps.append(Step.of("read_ads", told, _summed(own)))
    found = {
        "ads": sum(part["ads"] for part in parts),
        "mentions": sum(part["mentions"] for part in parts),
        **_summed([part["found"] for part in parts]),
    }
    before = Recipe(tuple(steps)).joined(Recipe.from_records(planned["skills_recipe"]))
    recipe = before.then(Step.of("build_corpus", {"skills_hash": planned["skills"]}, found))
    return {**manifest, "recipe": recipe.to_records()}


def write_manifest(manifest: Mapping[str, Any], folder: str) -> None:
    """Write the manifest into the folder of a corpus."""
    write_whole(inside(folder, MANIFEST), canonical(manifest).encode("utf-8"))


def made_of(source: Mapping[str, Any], number: int, settings: Mapping[str, Any]) -> str:
    """Return a hash of all that decides the rows of a chunk's ads and rejects."""
    told = [FORMAT, version("labour-graphs"), source["name"], source["sha256"], number]
    return sha256(canonical([*told, dict(settings)]).encode("utf-8")).hexdigest()


def _summed(counts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Add counts by name, in the order the names first come."""
    total: dict[str, int] = {}
    for count in counts:
        for name, number in count.items():
            total[name] = total.get(name, 0) + number
    return total
