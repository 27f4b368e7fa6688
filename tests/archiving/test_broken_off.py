"""A call refused or killed on the way leaves what stood before, and can be made again."""

import gzip

import pytest

from mobility.archiving.build import add_to_corpus, build_corpus, with_skills
from mobility.datasets.generate import synthetic_ads
from mobility.datasets.shipped import demo_skills
from mobility.finding.skills import prepare_skills
from mobility.foundation.corpus import read_corpus
from mobility.foundation.errors import FileProblemError, InputError
from mobility.reading.skills import read_skills
from tests.archiving.corpora import KEY, bytes_of, some_ads, write_lines


class KilledError(BaseException):
    """Stands for a process that ends on the way: nothing in the library catches it."""


def killed(*told):
    """Break off as soon as a part is done."""
    if told[1]:
        raise KilledError


def other_ads(path):
    """Write twenty ads that are none of `some_ads`."""
    return write_lines(path, synthetic_ads(20, random_state=7))


def packed(file, name, share=1.0):
    """Pack a file, or as much of the packed file as a broken connection left."""
    content = gzip.compress(file.read_bytes(), mtime=0)
    target = file.with_name(name)
    target.write_bytes(content[: int(len(content) * share)])
    return target


def build(sources, folder, skills=None, **told):
    return build_corpus(
        sources, skills or demo_skills(), folder, pseudonym_key=KEY, chunk_megabytes=0.008, **told
    )


@pytest.fixture
def files(tmp_path):
    """Give a good file, and one of which only the half has come."""
    one, other = some_ads(tmp_path / "one.jsonl"), other_ads(tmp_path / "other.jsonl")
    packed(other, "full.gz").rename(tmp_path / "full")
    return one, packed(other, "other.jsonl.gz", share=0.5)


def mended(broken):
    """Fetch the file again, whole this time."""
    broken.with_name("full").replace(broken)
    return broken


def test_adding_a_damaged_file_leaves_the_corpus_as_it_was(tmp_path, files):
    one, broken = files
    corpus = build(one, tmp_path / "c")
    with pytest.raises(FileProblemError, match="cut short"):
        add_to_corpus(corpus, broken, pseudonym_key=KEY)
    assert read_corpus(tmp_path / "c").count("ads") == corpus.count("ads")
    assert build(one, tmp_path / "c").fingerprint == corpus.fingerprint
    fresh = build([one, mended(broken)], tmp_path / "fresh")
    again = add_to_corpus(read_corpus(tmp_path / "c"), broken, pseudonym_key=KEY)
    assert again.fingerprint == fresh.fingerprint
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "fresh")


@pytest.mark.parametrize("way_out", ["mended", "left out"])
def test_a_damaged_file_in_a_first_build_can_be_mended_or_left_out(tmp_path, files, way_out):
    one, broken = files
    with pytest.raises(FileProblemError, match="cut short"):
        build([one, broken], tmp_path / "c")
    sources = [one, mended(broken)] if way_out == "mended" else [one]
    build(sources, tmp_path / "c")
    build(sources, tmp_path / "fresh")
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "fresh")


def test_adding_that_was_killed_is_called_again(tmp_path):
    one, other = some_ads(tmp_path / "one.jsonl"), other_ads(tmp_path / "other.jsonl")
    before = build(one, tmp_path / "c")
    with pytest.raises(KilledError):
        add_to_corpus(before, other, pseudonym_key=KEY, progress=killed)
    assert read_corpus(tmp_path / "c").fingerprint == before.fingerprint
    add_to_corpus(read_corpus(tmp_path / "c"), other, pseudonym_key=KEY)
    build([one, other], tmp_path / "fresh")
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "fresh")


def test_another_list_that_was_killed_is_called_again_on_the_folder(tmp_path):
    one = some_ads(tmp_path / "one.jsonl")
    (tmp_path / "list.csv").write_text("skill,label,kind\nk,kniv,skill\n", encoding="utf-8")
    other = prepare_skills(read_skills(tmp_path / "list.csv"))
    corpus = build(one, tmp_path / "c")
    with pytest.raises(KilledError):
        with_skills(corpus, other, pseudonym_key=KEY, progress=killed)
    with pytest.raises(FileProblemError, match="was not built to its end"):
        read_corpus(tmp_path / "c")
    with pytest.raises(InputError, match=r"one\.jsonl' is in the corpus but was not given"):
        build(other_ads(tmp_path / "new.jsonl"), tmp_path / "c", skills=other)
    with_skills(tmp_path / "c", other, pseudonym_key=KEY)
    build(one, tmp_path / "fresh", skills=other)
    assert bytes_of(tmp_path / "c") == bytes_of(tmp_path / "fresh")


def test_a_folder_that_is_no_corpus_cannot_be_added_to(tmp_path):
    with pytest.raises(FileProblemError, match="is no corpus"):
        add_to_corpus(tmp_path, some_ads(tmp_path / "one.jsonl"))


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut", gzip.compress(b"{}\n")])
def test_a_file_that_is_called_a_zip_and_is_none_is_refused_by_name(tmp_path, content):
    (tmp_path / "ads.zip").write_bytes(content)
    with pytest.raises(FileProblemError, match=r"ads\.zip.* is cut short or damaged"):
        build(tmp_path / "ads.zip", tmp_path / "c")


def test_files_without_a_line_become_no_corpus_and_one_of_them_can_be_mended(tmp_path):
    blank = tmp_path / "ads.jsonl"
    blank.write_text("\n\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no line stands in any of 'ads\.jsonl'"):
        build(blank, tmp_path / "c")
    assert build(some_ads(blank), tmp_path / "c").count("ads") == 25
