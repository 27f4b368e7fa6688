"""What the ads of a corpus say of the conditions of work is found part by part, and once."""

import json
from pathlib import Path

import joblib
import pytest

from mobility.archiving.build import add_to_corpus, build_corpus, with_skills
from mobility.archiving.conditions import add_conditions
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.conditions import find_conditions
from mobility.finding.skills import prepare_skills
from mobility.foundation.corpus import read_corpus
from mobility.foundation.errors import InputError
from mobility.reading.ads import read_ads
from tests.archiving.corpora import KEY, SMALL, bytes_of, rows, some_ads, write_lines


@pytest.fixture
def built(tmp_path):
    """Give a file of ads and its corpus, in several parts."""
    file = some_ads(tmp_path / "ads.jsonl")
    corpus = build_corpus(
        file, demo_skills(), tmp_path / "corpus", pseudonym_key=KEY, chunk_megabytes=SMALL
    )
    assert len(corpus.parts) > 2
    return file, corpus


def only_conditions(corpus):
    """The parts of what ads say, by name."""
    found = bytes_of(corpus.folder)
    return {name: told for name, told in found.items() if name.startswith("conditions/")}


def test_a_corpus_says_what_the_same_ads_say_in_memory(built):
    file, corpus = built
    add_conditions(corpus)
    expected = find_conditions(read_ads(file)).astype(object)
    names = {row["number"]: row["ad"] for row in rows(corpus, "ads")}
    with corpus.connection() as connection:
        found = connection.execute(
            'SELECT number, condition, stance, phrase, start, "end", source FROM conditions'
        ).fetchall()
    # The last of the 25 ads has the id of another; read in memory, it is set aside.
    told = [(names[number], *said) for number, *said in found if number != 24]
    lines = expected.where(expected.notna(), None).to_numpy().tolist()
    assert sorted(map(str, told)) == sorted(str(tuple(line)) for line in lines)
    assert len(told) > 20


def test_only_parts_that_lack_theirs_are_read_again_and_the_bytes_are_the_same(built):
    _, corpus = built
    add_conditions(corpus)
    before = bytes_of(corpus.folder)
    parts = sorted(Path(corpus.folder, "conditions").iterdir())
    assert [part.stem for part in parts] == sorted(corpus.parts)
    parts[0].unlink()
    parts[1].write_bytes(parts[1].read_bytes()[:-20])  # harmed
    parts[0].with_name("left-by-another.part").write_bytes(b"half")
    kept = parts[2].stat().st_mtime_ns
    add_conditions(corpus)
    assert bytes_of(corpus.folder) == before
    assert parts[2].stat().st_mtime_ns == kept


def test_broken_off_and_called_again_it_ends_with_the_bytes_of_two_workers(built):
    _, corpus = built

    def break_off(_step, done, _parts):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_conditions(corpus, progress=break_off)
    begun = only_conditions(corpus)
    assert len(begun) == 2
    told = []
    add_conditions(corpus, progress=lambda _step, done, parts: told.append((done, parts)))
    whole = only_conditions(corpus)
    assert begun.items() < whole.items()
    assert told[-1] == (len(corpus.parts), len(corpus.parts))
    for part in Path(corpus.folder, "conditions").iterdir():
        part.unlink()
    # Threads wake faster than processes, and hand the work out in the same way.
    with joblib.parallel_config(backend="threading", n_jobs=2):
        add_conditions(corpus)
    assert only_conditions(corpus) == whole


def test_another_list_leaves_them_and_files_that_are_added_are_read_alone(built, tmp_path):
    _, corpus = built
    add_conditions(corpus)
    before = only_conditions(corpus)
    other = with_skills(corpus, prepare_skills(demo_skills()), pseudonym_key=KEY)
    assert only_conditions(add_conditions(other)) == before
    more = write_lines(tmp_path / "more.jsonl", list(synthetic_ads(30))[24:])
    longer = add_to_corpus(other, more, pseudonym_key=KEY)
    assert longer.without("conditions") == [p for p in longer.parts if p not in corpus.parts]
    kept = [part.stat().st_mtime_ns for part in Path(corpus.folder, "conditions").iterdir()]
    found = only_conditions(add_conditions(longer))
    assert before.items() < found.items()
    now = {part.stat().st_mtime_ns for part in Path(corpus.folder, "conditions").iterdir()}
    assert set(kept) < now


def test_a_file_that_has_changed_is_refused_and_so_are_ads_that_are_read_otherwise(built):
    file, corpus = built
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[1:]))
    with pytest.raises(InputError, match="no longer the file it was"):
        add_conditions(corpus)
    file.write_bytes(b"".join(lines))
    first, second = (Path(corpus.folder, "ads", f"{part}.parquet") for part in corpus.parts[:2])
    first.write_bytes(second.read_bytes())
    with pytest.raises(InputError, match="are read otherwise now; build the corpus again"):
        add_conditions(corpus)


def test_a_corpus_at_an_address_elsewhere_is_read_as_well(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    options = {"pseudonym_key": KEY, "chunk_megabytes": SMALL}
    here = build_corpus(file, demo_skills(), tmp_path / "corpus", **options)
    there = build_corpus(file, demo_skills(), "memory://conditions/corpus", **options)
    for corpus in (here, there):
        add_conditions(corpus)
        with read_corpus(corpus.folder).connection() as ask:
            told = ask.sql("SELECT condition, count(*) FROM conditions GROUP BY ALL ORDER BY ALL")
            counted = dict(told.fetchall())
        assert counted["part_time"] > 5
    assert json.dumps(counted)
