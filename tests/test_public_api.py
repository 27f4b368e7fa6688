"""The shop window: what users import, complete and sorted."""

import ast
import importlib
import inspect
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest

import collab_graph
import mobility

ROOMS = {
    mobility: ("reading", "finding", "counting", "relating", "reaching", "showing", "saving"),
    collab_graph: ("record", "reading", "covering", "showing", "saving"),
}
PUBLIC = [(package, name) for package in ROOMS for name in package.__all__]


@pytest.mark.parametrize("package", ROOMS, ids=lambda package: package.__name__)
def test_the_shop_window_is_sorted_and_complete(package):
    assert sorted(package.__all__) == list(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)


@pytest.mark.parametrize("package", ROOMS, ids=lambda package: package.__name__)
def test_no_public_name_hides_a_room(package):
    for room in ROOMS[package]:
        module = importlib.import_module(f"{package.__name__}.{room}")
        assert getattr(package, room) is module


@pytest.mark.parametrize(("package", "name"), PUBLIC, ids=[name for _, name in PUBLIC])
def test_every_public_name_tells_a_stranger_what_it_is(package, name):
    thing = getattr(package, name)
    if not callable(thing):
        return
    text = inspect.getdoc(thing) or ""
    assert len(text.splitlines()[0]) > 20, f"{name} has no summary"
    if inspect.isfunction(thing) and inspect.signature(thing).parameters:
        assert "Parameters\n" in text, f"{name} does not list its parameters"
        assert "Returns\n" in text or "Yields\n" in text, f"{name} does not say what comes back"


def test_each_public_name_of_mobility_has_one_home_and_is_seen_by_type_checkers():
    """`from .a import b as b`: without `as b`, a type checker takes the name for a private one."""
    stub = ast.parse(Path(mobility.__file__).with_suffix(".pyi").read_text("utf-8"))
    names = [alias for line in stub.body for alias in line.names]
    assert sorted(alias.name for alias in names) == mobility.__all__
    assert all(alias.asname == alias.name for alias in names)


def test_whatever_stands_beside_the_code_goes_into_the_wheel():
    """The stub too: without it `import mobility` fails where the package is installed."""
    root = Path(mobility.__file__).parent.parent
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    files = [f for p in ROOMS for f in Path(p.__file__).parent.rglob("*.*") if f.is_file()]
    made = {".py", ".pyc", ".nbi", ".nbc"}
    beside = {f.name for f in files if f.suffix not in made} - {"README.md"}
    assert "__init__.pyi" in beside
    assert [f for f in sorted(beside) if not any(fnmatch(f, p) for p in patterns)] == []
