"""mobility corpus: build a corpus, add to it, and hear what became of every line."""

import json

from mobility.cli.app import main
from mobility.datasets.generate import synthetic_ads
from mobility.foundation.corpus import read_corpus
from tests.archiving.corpora import some_ads, write_lines


def test_a_corpus_is_built_and_added_to_and_every_line_is_accounted_for(tmp_path, capsys):
    file, folder = some_ads(tmp_path / "ads.jsonl"), tmp_path / "corpus"
    assert main(["corpus", "build", str(file), "--out", str(folder), "--language", "en"]) == 0
    told = capsys.readouterr()
    assert "27 lines in = 25 ads + 2 rejects" in told.err
    assert "empty text: 1" in told.err
    assert told.out.strip() == str(folder)
    more = write_lines(tmp_path / "more.jsonl", synthetic_ads(5, random_state=3))
    assert main(["corpus", "add", str(folder), str(more), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["lines in"], said["ads"]) == (32, 30)
    assert said["rejects"] == {"broken JSON": 1, "empty text": 1}
    assert read_corpus(folder).count("mentions") == said["mentions"]


def test_a_report_accounts_for_every_line_as_text_as_json_and_as_a_page(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "120")
    file, folder = some_ads(tmp_path / "ads.jsonl"), str(tmp_path / "corpus")
    page = tmp_path / "pages" / "report.html"
    assert main(["corpus", "build", str(file), "--out", folder]) == 0
    capsys.readouterr()
    command = ["corpus", "report", folder, "--language", "en"]
    assert main([*command, "--out", str(page)]) == 0
    told = capsys.readouterr()
    # 24 ads of which one repeats another, a broken line, an empty ad, an id that stands twice.
    assert "27 lines in = 23 counted + 2 duplicates + 2 rejects" in told.out
    assert "same id as an earlier ad" in told.out
    assert "Runs" in told.out
    assert str(page) in told.err
    html = page.read_text("utf-8")
    assert '<html lang="en">' in html
    assert "Made-up data." in html
    assert main([*command, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["lines"][-1]["counted"] == 23
    assert sum(row["lines"] for row in said["reasons"]) == 4
    assert said["recipe"][-1]["step"] == "corpus_report"
    assert main(["corpus", "report", folder, "--by", "region"]) != 0
    assert "region" in capsys.readouterr().err


def test_a_column_said_wrongly_is_told(tmp_path, capsys):
    command = ["corpus", "build", "ads.csv", "--out", str(tmp_path / "c"), "--column", "text"]
    assert main(command) == 2
    assert "text=description" in capsys.readouterr().err
