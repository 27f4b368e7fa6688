"""Workers wake while something else is done, and one that dies then stops nothing."""

import gzip
import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from mobility.archiving.build import build_corpus
from mobility.archiving.near_duplicates import corpus_near_duplicates
from mobility.archiving.parts import awake
from mobility.archiving.workers import handed_out, until_done, waking
from mobility.datasets.shipped import demo_skills
from mobility.foundation.errors import FileProblemError
from tests.archiving.corpora import KEY, SMALL, bytes_of, some_ads


def fallen(_number):
    """Die as a process does that memory ran out for."""
    os.kill(os.getpid(), signal.SIGKILL)


def doubled(number):
    return 2 * number


def test_what_a_worker_does_first_writes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    awake(0)
    assert list(tmp_path.iterdir()) == []


def test_one_worker_is_not_woken():
    with waking(fallen, workers=1):
        pass


def test_a_worker_that_dies_while_it_wakes_stops_nothing():
    with waking(fallen, workers=2):
        done = 1
    assert done
    assert sorted(handed_out(doubled, range(5), workers=2)) == [0, 2, 4, 6, 8]


def test_what_is_done_meanwhile_may_refuse():
    with pytest.raises(ValueError, match="no"), waking(doubled, workers=2):
        raise ValueError("no")


def rounds(*each):
    """Rounds of work: each gives its results, and then a worker is lost, but in the last."""
    left = list(each)

    def one_round():
        yield from left.pop(0)
        if left:
            raise BrokenProcessPool("one is gone")

    return one_round


def test_a_round_in_which_a_worker_was_lost_is_begun_again():
    assert until_done(rounds([1], [], [], [1, 2, 3]), "corpus") == [1, 2, 3]


def test_workers_that_are_lost_three_times_before_anything_is_done_are_refused():
    with pytest.raises(FileProblemError, match="corpus: workers were lost again and again"):
        until_done(rounds([1], [], [], [], [1, 2]), "corpus")


def test_two_workers_make_the_bytes_of_one_from_a_plain_file_and_a_packed_one(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    packed = tmp_path / "ads.jsonl.gz"
    packed.write_bytes(gzip.compress(file.read_bytes(), mtime=0))
    for source in (file, packed):
        folders = [tmp_path / f"{source.suffix}{workers}" for workers in (1, 2)]
        for workers, folder in enumerate(folders, 1):
            build_corpus(
                source,
                demo_skills(),
                folder,
                pseudonym_key=KEY,
                chunk_megabytes=SMALL,
                workers=workers,
            )
        assert bytes_of(folders[0]) == bytes_of(folders[1])


def test_workers_find_a_folder_beside_where_one_stands_wherever_they_were_begun(
    tmp_path, monkeypatch
):
    some_ads(tmp_path / "ads.jsonl")
    for home in ("here", "there"):
        (tmp_path / home).mkdir()
        monkeypatch.chdir(tmp_path / home)
        # The processes of the first round are taken again in the second; they still stand "here".
        corpus = build_corpus(
            "../ads.jsonl",
            demo_skills(),
            "corpus",
            pseudonym_key=KEY,
            chunk_megabytes=SMALL,
            workers=2,
        )
        near = corpus_near_duplicates(corpus, workers=2)
        assert corpus.manifest["sources"][0]["address"] == "../ads.jsonl"
        assert len(near) < corpus.count("ads")
    assert bytes_of(tmp_path / "here" / "corpus") == bytes_of(tmp_path / "there" / "corpus")


@pytest.mark.parametrize("backend", ["multiprocessing", "ray"])
def test_a_backend_that_gives_back_nothing_before_all_is_done_makes_the_same_bytes(
    tmp_path, backend
):
    import joblib

    if backend == "ray":
        pytest.importorskip("ray", reason="pip install ray")
        from ray.util.joblib import register_ray

        register_ray()
    file = some_ads(tmp_path / "ads.jsonl")
    alone = build_corpus(
        file, demo_skills(), tmp_path / "one", pseudonym_key=KEY, chunk_megabytes=SMALL
    )
    assert len(alone.parts) >= 4
    with joblib.parallel_config(backend=backend, n_jobs=2):
        build_corpus(
            file, demo_skills(), tmp_path / "two", pseudonym_key=KEY, chunk_megabytes=SMALL
        )
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
