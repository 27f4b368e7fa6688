"""The command that finds what the ads of a corpus say of the conditions of work, and says it."""

import json

from mobility.cli import main
from mobility.foundation.conditions import CONDITIONS
from tests.archiving.corpora import write_lines
from tests.counting.test_corpus_counts import ad


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
