"""What the README says is run."""

import re
import shlex
from pathlib import Path

import pytest

from collab_graph.cli import main as collab_graph
from mobility.cli import main

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def commands() -> list[list[str]]:
    lines = [line[2:] for block in blocks("console") for line in block.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith(("mobility ", "collab-graph "))]


def test_the_python_blocks_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for block, said in zip(blocks("python"), ("read_ads", "Z"), strict=True):
        exec(compile(block, "README.md", "exec"), {})
        assert said in capsys.readouterr().out


def test_the_demo_commands_run_one_after_the_other(tmp_path, monkeypatch, commands, capsys):
    monkeypatch.chdir(tmp_path)
    ours = [words for words in commands if words[0] == "mobility"]
    shown = [words[1:] for words in ours if words[1] != "study"]
    assert [words[0] for words in shown] == [
        "demo", "check", "almost-have", "adjacent", "matcher",
        "corpus", "corpus", "region", "compare",
    ]  # fmt: skip
    for words in shown:
        assert main(words) == 0, f"{words}: {capsys.readouterr().err}"
    for page in ("demo/network.html", "matcher.html", "corpus.html", "region/region.html"):
        assert (tmp_path / "out" / page).stat().st_size > 40_000


def test_the_commands_of_a_planner_run_one_after_the_other(tmp_path, monkeypatch, commands, capsys):
    monkeypatch.chdir(tmp_path)
    shown = [words[1:] for words in commands if words[0] == "collab-graph"]
    assert [words[0] for words in shown] == [
        "demo", "template", "check", "zones", "template", "map", "diff", "what-if",
        "near-misses", "repairs", "export"
    ]  # fmt: skip
    (edits,) = blocks("csv")
    Path("changes.csv").write_text(edits, "utf-8")
    for words in shown:
        assert collab_graph(words) == 0, f"{words}: {capsys.readouterr().err}"
    assert list((tmp_path / "out" / "demo-zones").glob("*.html"))


def test_the_study_commands_use_options_that_exist(commands, capsys):
    assert main(["study", "--help"]) == 0
    known = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    for words in commands:
        if words[1] == "study":
            assert {word for word in words if word.startswith("--")} <= known


def test_every_make_target_named_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"\bmake ([a-z-]+)\b", "\n".join(blocks("sh")) + README)):
        if target != "sure":
            assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_every_file_linked_is_there():
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", README):
        assert (ROOT / link).exists(), link
