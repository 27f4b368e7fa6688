"""The shop window: what users import, complete and sorted."""

import importlib
import inspect

import pytest

import mobility


def test_the_shop_window_is_sorted_and_complete():
    assert sorted(mobility.__all__) == list(mobility.__all__)
    assert all(hasattr(mobility, name) for name in mobility.__all__)


def test_no_public_name_hides_a_room():
    rooms = ("reading", "finding", "counting", "relating", "reaching", "showing", "saving")
    for room in rooms:
        module = importlib.import_module(f"mobility.{room}")
        assert getattr(mobility, room) is module


@pytest.mark.parametrize("name", mobility.__all__)
def test_every_public_name_tells_a_stranger_what_it_is(name):
    thing = getattr(mobility, name)
    if not callable(thing):
        return
    text = inspect.getdoc(thing) or ""
    assert len(text.splitlines()[0]) > 20, f"{name} has no summary"
    if inspect.isfunction(thing) and inspect.signature(thing).parameters:
        assert "Parameters\n" in text, f"{name} does not list its parameters"
        assert "Returns\n" in text or "Yields\n" in text, f"{name} does not say what comes back"
