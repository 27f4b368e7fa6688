"""build: a folder of parts that says what read_ads and find_skills say of the same files."""

import gzip
import json
import zipfile
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from mobility.archiving.build import add_to_corpus, build_corpus, with_skills
from mobility.counting.duplicates import duplicates
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.find import find_skills
from mobility.finding.language import language_of
from mobility.foundation.ads import AD_COLUMNS
from mobility.foundation.corpus import read_corpus
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.sentence_hash import sentence_hash
from mobility.foundation.skill_list import SkillList
from mobility.reading.ads import read_ads
from tests.archiving.corpora import KEY, SMALL, bytes_of, rows, some_ads, write_lines


def kept(value):
    """A value of a table of ads as a corpus gives it back."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if value is None or value is pd.NA or value != value else value


def same_as_in_memory(corpus, ads, mentions):
    """Hold a corpus to the ads, rejects and mentions of the same files read at once."""
    in_corpus = rows(corpus, "ads")
    first_of: dict[str, dict[str, object]] = {}
    for row in in_corpus:
        first_of.setdefault(row["ad"], row)
    first = list(first_of.values())
    columns = [c.name for c in AD_COLUMNS if c.name not in ("text", "language")]
    expected = [
        {name: kept(value) for name, value in zip(columns, row, strict=True)}
        for row in ads.table[columns].itertuples(index=False)
    ]
    assert [{name: row[name] for name in columns} for row in first] == expected
    told = [kept(value) for value in ads.table["language"]]
    found = language_of(ads.table["text"])
    assert [row["language"] for row in first] == [
        a or b or None for a, b in zip(told, found, strict=True)
    ]
    assert [row["characters"] for row in first] == ads.table["text"].str.len().tolist()
    number_of = {row["number"]: row["ad"] for row in first}
    named = ["skill", "start", "end", "stance", "source"]
    found = [
        (number_of[row["number"]], *(row[name] for name in named))
        for row in rows(corpus, "mentions")
        if row["number"] in number_of
    ]
    in_memory = [
        tuple(None if value is pd.NA else value for value in row)
        for row in mentions[["ad", *named]].itertuples(index=False)
    ]
    assert Counter(found) == Counter(in_memory)
    repeated = ads.rejects["reason"] == "ad id stands twice"
    told = ["file", "line", "ad", "reason"]
    rejects = sorted(tuple(row[name] for name in told) for row in rows(corpus, "rejects"))
    expected = ads.rejects.loc[~repeated, told].astype(object)
    assert rejects == sorted(
        tuple(None if value is pd.NA or value != value else value for value in row)
        for row in expected.itertuples(index=False)
    )
    assert len(in_corpus) == len(ads.table) + repeated.sum()


def test_a_corpus_says_what_reading_and_finding_at_once_say(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    corpus = build_corpus(
        file, demo_skills(), tmp_path / "c", chunk_megabytes=SMALL, pseudonym_key=KEY
    )
    ads = read_ads(file, pseudonym_key=KEY)
    assert len(corpus.parts) >= 3
    # 27 lines: 24 ads and one whose id stands twice; a broken line and an empty ad are rejects.
    assert (corpus.count("ads"), corpus.count("rejects")) == (25, 2)
    same_as_in_memory(corpus, ads, find_skills(ads, demo_skills()))


@pytest.mark.shared_data
def test_real_ads_come_out_the_same_both_ways(tmp_path, shared_data):
    lines = (shared_data("sv-platsbanken-710") / "ads.jsonl").read_bytes().splitlines()
    # Among the first 200 of the 710, 36 repeat the text of others.
    file = tmp_path / "ads.jsonl"
    file.write_bytes(b"\n".join(lines[:200]))
    corpus = build_corpus(
        file, demo_skills(), tmp_path / "c", chunk_megabytes=0.5, pseudonym_key=KEY
    )
    ads = read_ads(file, pseudonym_key=KEY)
    assert corpus.count("ads") + corpus.count("rejects") == 200
    same_as_in_memory(corpus, ads, find_skills(ads, demo_skills()))
    repeats = duplicates(ads)
    in_corpus = pd.DataFrame(rows(corpus, "ads")).astype(
        {"same_demand": bytes, "same_vacancy": bytes}
    )
    for column, key in (("skills_of", "same_demand"), ("vacancies_of", "same_vacancy")):
        again = in_corpus[key].map(bytes).duplicated().tolist()
        assert again == repeats[column].notna().tolist()


def test_the_packing_decides_nothing(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    packed = tmp_path / "packed"
    packed.mkdir()
    with zipfile.ZipFile(packed / "ads.jsonl", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, "ads.jsonl")
    (packed / "ads.jsonl").rename(packed / "ads.zip")
    (packed / "ads.gz").write_bytes(gzip.compress(file.read_bytes()))
    tables = []
    for number, given in enumerate((file, packed / "ads.zip", packed / "ads.gz")):
        corpus = build_corpus(
            given, demo_skills(), tmp_path / f"c{number}", chunk_megabytes=SMALL, pseudonym_key=KEY
        )
        counts = [(part["ads"], part["mentions"]) for part in corpus.manifest["parts"]]
        tables.append((counts, rows(corpus, "mentions")))
    assert tables[0] == tables[1] == tables[2]


def test_added_files_leave_the_old_parts_untouched(tmp_path):
    old = some_ads(tmp_path / "old.jsonl")
    more = write_lines(tmp_path / "more.jsonl", list(synthetic_ads(10, random_state=7)))
    corpus = build_corpus(
        old, demo_skills(), tmp_path / "c", chunk_megabytes=SMALL, pseudonym_key=KEY
    )
    before = {a: Path(a).stat().st_mtime_ns for a in corpus.addresses("ads")}
    both = add_to_corpus(corpus, more, pseudonym_key=KEY)
    assert {a: Path(a).stat().st_mtime_ns for a in before} == before
    assert both.count("ads") == 25 + 10
    at_once = build_corpus(
        [old, more], demo_skills(), tmp_path / "d", chunk_megabytes=SMALL, pseudonym_key=KEY
    )
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "d")
    assert both.fingerprint == at_once.fingerprint != corpus.fingerprint


def test_the_key_of_pseudonyms_is_made_once_and_lies_beside_the_folder(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    build_corpus(file, demo_skills(), tmp_path / "c")
    key = (tmp_path / "c.key").read_bytes()
    assert len(key) == 32
    assert not any(key in content for content in bytes_of(tmp_path / "c").values())
    build_corpus(file, demo_skills(), tmp_path / "d", pseudonym_key=key)
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "d")


def test_other_settings_are_refused_by_name(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    build_corpus(file, demo_skills(), tmp_path / "c")
    with pytest.raises(InputError, match="chunk_megabytes is 1, but the corpus was begun with 16"):
        build_corpus(file, demo_skills(), tmp_path / "c", chunk_megabytes=1)
    with pytest.raises(InputError, match=r"ads\.jsonl' is in the corpus but was not given"):
        build_corpus(
            write_lines(tmp_path / "b.jsonl", synthetic_ads(3)), demo_skills(), tmp_path / "c"
        )


def test_a_source_that_has_changed_is_refused(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    corpus = build_corpus(file, demo_skills(), tmp_path / "c")
    write_lines(file, synthetic_ads(5))
    with pytest.raises(InputError, match="is no longer the file it was"):
        with_skills(corpus, demo_skills())


def test_an_unfinished_corpus_and_a_folder_that_is_none_are_told_apart(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    with pytest.raises(FileProblemError, match="is no corpus"):
        read_corpus(tmp_path)
    build_corpus(file, demo_skills(), tmp_path / "c")
    manifest = json.loads((tmp_path / "c" / "manifest.json").read_text("utf-8"))
    (tmp_path / "c" / "manifest.json").write_text(json.dumps({**manifest, "state": "unfinished"}))
    with pytest.raises(FileProblemError, match="goes on there"):
        read_corpus(tmp_path / "c")


def test_a_corpus_of_an_older_format_is_refused_with_the_way_out(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    build_corpus(file, demo_skills(), tmp_path / "c", pseudonym_key=KEY, workers=1)
    manifest = tmp_path / "c" / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**told, "format": told["format"] - 1}), "utf-8")
    for again in (
        lambda: read_corpus(tmp_path / "c"),
        lambda: build_corpus(file, demo_skills(), tmp_path / "c", pseudonym_key=KEY),
    ):
        with pytest.raises(FileProblemError, match=r"format 1; .* reads 2\. Build it again"):
            again()


def test_a_mapped_table_becomes_a_corpus_too(tmp_path):
    table = tmp_path / "ads.csv"
    table.write_text("id;ssyk;body\n1;0110;Knivar.\n2;5120;\n3;5120;Truck\n", encoding="utf-8")
    names = {"ad": "id", "occupation": "ssyk", "text": "body"}
    told = {"columns": names, "occupation_version": "SSYK 2012"}
    corpus = build_corpus(table, demo_skills(), tmp_path / "c", **told)
    assert corpus.occupation_version == "SSYK 2012"
    assert [row["occupation"] for row in rows(corpus, "ads")] == ["0110", "5120"]
    assert [(row["line"], row["reason"]) for row in rows(corpus, "rejects")] == [(3, "empty text")]


def renamed(skills: SkillList) -> SkillList:
    """The same list with one label and one skill's terms changed."""
    terms = skills.terms[skills.terms["skill"] != skills.terms["skill"].iloc[0]]
    return SkillList(skills.skills, terms, skills.dropped, skills.review, skills.recipe)


def test_another_skill_list_gives_the_bytes_of_a_fresh_build(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    told = {"chunk_megabytes": SMALL, "pseudonym_key": KEY}
    corpus = build_corpus(file, demo_skills(), tmp_path / "c", **told)
    other = renamed(demo_skills())
    with_skills(corpus, other, pseudonym_key=KEY)
    build_corpus(file, other, tmp_path / "d", **told)
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "d")


def test_the_number_of_a_sentence_is_that_of_the_sentence_itself(tmp_path):
    said = "Du har truckkort och 3 års vana. Vi kräver truckkort."
    file = write_lines(
        tmp_path / "ads.jsonl",
        [{"id": str(n), "headline": "Lager", "description": {"text": said}} for n in range(2)],
    )
    corpus = build_corpus(file, demo_skills(), tmp_path / "c", pseudonym_key=KEY)
    found = {row["sentence"] for row in rows(corpus, "mentions") if row["skill"]}
    cut = ("Du har truckkort och 3 års vana.", "Vi kräver truckkort.")
    assert found <= set(map(sentence_hash, cut))
    assert found
