"""Fixtures that every test may ask for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; no test is about that. What is to
# land is judged by the same examples each time; whoever runs the tests by hand draws new ones.
settings.register_profile("any machine", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Give the folder of a development data set, or skip with its name where it is absent.

    The data sets lie beside the project, or where ``LABOUR_GRAPHS_DATA`` says.
    """
    home = Path(os.environ.get("LABOUR_GRAPHS_DATA", ROOT.parent / "shared" / "data"))

    def folder(name: str) -> Path:
        path = home / name
        if not path.is_dir():
            pytest.skip(f"the data set {name!r} is not beside the project (it is not shipped)")
        return path

    return folder
