"""The command of docs/national_page.md is done as it stands, where the data are."""

import json
import re
from pathlib import Path

import pytest

from tests.tutorials import commands, run

PAGE = Path(__file__).resolve().parent.parent / "docs" / "national_page.md"


@pytest.mark.shared_data
def test_the_command_makes_the_page_of_the_national_data(shared_data, tmp_path, monkeypatch):
    folders = ("af-sweden", "esco-v1.1.1", "jobtech-taxonomy", "sv-platsbanken-710")
    (tmp_path / "data").mkdir()
    for name in folders:
        (tmp_path / "data" / name).symlink_to(shared_data(name))
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text("utf-8")
    (block,) = re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    ((command, _),) = commands(block)
    said, code = run(command)
    assert code == 0, said
    html = (tmp_path / "nationell.html").read_text("utf-8")
    content = json.loads(re.search(r'id="page-content"[^>]*>(.*?)</script>', html, re.DOTALL)[1])
    # Beside its own links: the links left out, ESCO's links, and the words of ISCO and ESCO.
    assert content["data"]["elsewhere"][0] == 3
    assert content["data"]["by_vacancies"] == 0.1
