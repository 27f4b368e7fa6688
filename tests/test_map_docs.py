"""The page on the map: its commands and its example do what it shows."""

import re

import pytest

from tests.tutorials import DOCS, agrees, done

PAGE = "map.md"


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("map"))
        return list(done(PAGE))


def test_every_command_and_example_shows_what_comes_out(said):
    assert [one.code for one in said] == [0] * len(said)
    assert len(said) == 4
    for one in said:
        assert one.shown
        assert agrees(one.shown, one.said), one.said


def test_every_picture_and_file_that_it_names_is_there():
    text = (DOCS / PAGE).read_text("utf-8")
    named = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r"`(tests/[\w/.]+)`", text)
    assert named
    for name in named:
        assert (DOCS / name).exists() or (DOCS.parent / name).exists(), name
