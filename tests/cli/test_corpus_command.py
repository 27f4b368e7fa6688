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


def test_a_column_said_wrongly_is_told(tmp_path, capsys):
    command = ["corpus", "build", "ads.csv", "--out", str(tmp_path / "c"), "--column", "text"]
    assert main(command) == 2
    assert "text=description" in capsys.readouterr().err
