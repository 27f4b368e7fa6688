"""The command that gives a corpus its industries, from the ads to the coverage it says."""

import json

from mobility.cli import main
from tests.archiving.corpora import write_lines
from tests.reading.archive_shapes import enriched, without_numbers


def test_a_corpus_gets_its_industries_and_says_how_many_ads_have_one(
    tmp_path, capsysbinary, monkeypatch
):
    """Of two ads of 2021 one is of a known employer; in 2017 no employer has a number."""
    monkeypatch.chdir(tmp_path)
    unknown = {"name": "Y", "organization_number": "5561111111"}
    ads = [enriched(1), enriched(2, employer=unknown), without_numbers(3)]
    write_lines(tmp_path / "ads.jsonl", ads)
    register = ["PeOrgNr\tNamn\tNg1", "165566778899\tExempel AB\t78200", "198112189876\tAnn\t96021"]
    (tmp_path / "register.txt").write_text("\n".join(register), "latin-1")
    assert main(["corpus", "build", "ads.jsonl", "--out", "corpus"]) == 0
    capsysbinary.readouterr()
    assert main(["corpus", "industries", "corpus", "--register", "register.txt", "--json"]) == 0
    rows = {row["year"]: row for row in json.loads(capsysbinary.readouterr().out)["rows"]}
    assert rows["2021"]["industry"] == 1 / 2
    assert rows["2021"]["temporary_work"] == 1
    assert rows["2017"]["industry"] == 0
    assert rows["2017"]["temporary_work"] is None
