"""The command that finds what the ads of a corpus say of the conditions of work, and says it."""

import json

import pytest

from mobility.cli import main
from mobility.foundation.conditions import CONDITIONS
from tests.archiving.corpora import write_lines
from tests.cli.test_matcher import content_of, links
from tests.counting.test_corpus_counts import ad

__all__ = ["links"]


def test_a_corpus_says_how_many_ads_speak_of_each_condition(tmp_path, capsys, monkeypatch):
    """Of three ads that count one asks for lifting, one denies it, and a fourth is a copy."""
    monkeypatch.chdir(tmp_path)
    texts = ["Tunga lyft förekommer.", "Inga tunga lyft.", "Laga mat.", "Laga mat."]
    write_lines(tmp_path / "ads.jsonl", [ad(k, text) for k, text in enumerate(texts)])
    assert main(["corpus", "build", "ads.jsonl", "--out", "corpus"]) == 0
    capsys.readouterr()
    assert main(["corpus", "conditions", "corpus", "--json"]) == 0
    rows = {row["condition"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    assert list(rows) == list(CONDITIONS)
    lifting = rows["no_heavy_lifting"]
    assert (lifting["conditions_against"], lifting["conditions_for"], lifting["ads"]) == (1, 1, 3)
    assert rows["no_night_work"]["conditions_against"] == 0
    assert main(["corpus", "conditions", "corpus"]) == 0
    shown = capsys.readouterr().out
    assert "inga tunga lyft" in shown
    assert "emot" in shown


@pytest.fixture
def kitchen(links, tmp_path, monkeypatch):
    """Ten ads for cooks, seven of them with lifting, as a file and as a corpus; and links."""
    monkeypatch.chdir(tmp_path)
    texts = [f"Laga mat {'a' * k}. {'Tunga lyft förekommer.' if k < 7 else ''}" for k in range(10)]
    write_lines(tmp_path / "ads.jsonl", [ad(k, text) for k, text in enumerate(texts)])
    assert main(["corpus", "build", "ads.jsonl", "--out", "corpus"]) == 0
    return ["matcher", *links]


def test_a_corpus_in_the_place_of_ads_gives_the_same_page(kitchen, tmp_path, capsys):
    assert main([*kitchen, "--ads", "corpus"]) == 1
    assert "Kör först: mobility corpus conditions" in capsys.readouterr().err
    assert main(["corpus", "conditions", "corpus"]) == 0
    pages = []
    for ads in ("ads.jsonl", "corpus"):
        out = tmp_path / f"{ads}.html"
        assert main([*kitchen, "--ads", ads, "--out", str(out)]) == 0
        pages.append(content_of(out))
    assert pages[0] == pages[1]
    found = pages[1]["conditions"]
    lifting = found["ids"].index("no_heavy_lifting")
    assert 7 in [row[lifting] for row in found["against"]]


def test_a_corpus_is_given_alone_and_without_columns(kitchen, capsys):
    assert main([*kitchen, "--ads", "corpus", "--ads", "ads.jsonl"]) == 2
    assert "ge ingen annan --ads" in capsys.readouterr().err
    assert main([*kitchen, "--ads", "corpus", "--column", "text=body"]) == 2
    assert "utelämna --column" in capsys.readouterr().err
