"""The shop window: what users import, complete and sorted."""

import importlib
import inspect

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
