"""What the page of the archives says is done, and what it shows is what comes out."""

import re

from mobility.archiving.download import ENRICHED, ORIGINAL
from tests.tutorials import DOCS, WIDTH, agrees, done

PAGE = "archives.md"


def test_the_page_of_the_archives_is_done_as_it_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    shown = 0
    for step in done(PAGE):
        if step.shown:
            shown += 1
            assert agrees(step.shown, step.said), f"{step.done}\nsaid:\n{step.said}"
    assert shown == 4


def test_the_page_names_the_addresses_that_are_fetched_from():
    text = (DOCS / PAGE).read_text("utf-8")
    base = re.search(r"`(https://data\.jobtechdev\.se/[^`]*)`", text)[1]
    for address in (ORIGINAL.replace("{year}", "2006"), ENRICHED.replace("{year}", "2016")):
        assert address.startswith(base)
        assert f"`{address.removeprefix(base)}`" in text
