"""A build that is stopped anywhere, and called again, ends with the bytes of one that was not."""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import subprocess
import time

import pytest

from mobility.archiving.build import build_corpus
from mobility.datasets.shipped import demo_skills
from mobility.foundation.corpus import read_corpus
from mobility.foundation.errors import FileProblemError
from tests.archiving.corpora import KEY, bytes_of, some_ads

SMALL = 0.008
"""Megabytes of a chunk: 27 lines become some 8 parts of four files."""

EVERY = bool(os.environ.get("LABOUR_GRAPHS_ALL_INTERRUPTIONS"))
"""Whether a build is killed at ten moments and not four, and local workers are killed too."""


def build(file, folder):
    """Build with one worker, in this process."""
    build_corpus(file, demo_skills(), folder, chunk_megabytes=SMALL, pseudonym_key=KEY)


def build_with_small_files(file, folder, largest):
    """Build in a process that, once the plan is written, may write no file larger than this."""

    def limited(*_):
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    with pytest.raises(FileProblemError, match="cannot be written: File too large"):
        build_corpus(
            file, demo_skills(), folder, chunk_megabytes=SMALL, pseudonym_key=KEY, progress=limited
        )


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Give a file of ads, and the bytes of its corpus built without interruption."""
    home = tmp_path_factory.mktemp("whole")
    file = some_ads(home / "ads.jsonl")
    started = time.monotonic()
    build(file, home / "corpus")
    return file, bytes_of(home / "corpus"), time.monotonic() - started


@pytest.fixture(scope="module")
def processes():
    """Give a way of starting real processes fast: forked from one that has read the library."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["mobility.archiving.build", "mobility.datasets.shipped"])
    return context


def finished(files):
    """The parts among files; the skill list and the manifest aside, and what is being written."""
    return {name: told for name, told in files.items() if name.endswith(".parquet")}


def test_killed_at_random_moments_and_called_again_it_ends_with_the_same_bytes(
    whole, processes, tmp_path
):
    file, expected, seconds = whole
    folder, moments, stopped = tmp_path / "corpus", random.Random(7), 0
    for _ in range(10 if EVERY else 4):
        process = processes.Process(target=build, args=(file, folder))
        process.start()
        process.join(moments.uniform(0, seconds / 3))
        stopped += process.is_alive()
        process.kill()
        process.join()
        seen = finished(bytes_of(folder)) if folder.exists() else {}
        # Every part that can be seen is whole: it has the bytes it will have at the end.
        assert {name: expected[name] for name in seen} == seen
    assert stopped >= (3 if EVERY else 1)
    build(file, folder)
    assert bytes_of(folder) == expected


def test_a_file_that_cannot_be_written_whole_is_not_there_and_the_next_call_goes_on(
    whole, processes, tmp_path
):
    file, expected, _ = whole
    sizes = sorted(len(told) for name, told in expected.items() if name.startswith("ads/"))
    folder = tmp_path / "corpus"
    process = processes.Process(target=build_with_small_files, args=(file, folder, sizes[-3]))
    process.start()
    process.join()
    assert process.exitcode == 0
    goes_on(file, folder, expected)


def test_a_full_disk_leaves_whole_parts_and_the_next_call_goes_on(whole, small_disk):
    file, expected, _ = whole
    folder = small_disk / "corpus"
    with pytest.raises(FileProblemError, match="cannot be written: No space left on device"):
        build(file, folder)
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    goes_on(file, folder, expected)


@pytest.fixture
def small_disk(tmp_path, whole):
    """Give a real disk with room for half a corpus."""
    place = tmp_path / "disk"
    place.mkdir()
    room = sum(-(-len(told) // 4096) * 4 for told in whole[1].values()) // 2
    told = ["mount", "-t", "tmpfs", "-o", f"size={room}k", "none", str(place)]
    if shutil.which("mount") is None or subprocess.run(told, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def goes_on(file, folder, expected):
    """Hold an interrupted corpus to what it must be, and what it must become."""
    seen = finished(bytes_of(folder))
    assert 0 < len(seen) < len(finished(expected))
    assert {name: expected[name] for name in seen} == seen
    with pytest.raises(FileProblemError, match="it goes on there"):
        read_corpus(folder)
    build(file, folder)
    assert bytes_of(folder) == expected


@pytest.mark.skipif(not EVERY, reason="LABOUR_GRAPHS_ALL_INTERRUPTIONS is not set")
def test_a_local_worker_that_is_killed_takes_no_lines_with_it(whole, tmp_path):
    from joblib.externals.loky import reusable_executor

    file, expected, _ = whole
    killed = []

    def kill(_step, done, _total):
        if done and not killed:
            killed.append(min(reusable_executor._executor._processes))
            os.kill(killed[0], signal.SIGKILL)

    build_corpus(
        file,
        demo_skills(),
        tmp_path / "corpus",
        chunk_megabytes=SMALL,
        pseudonym_key=KEY,
        workers=2,
        progress=kill,
    )
    reusable_executor._executor.shutdown(wait=True)
    assert killed
    assert bytes_of(tmp_path / "corpus") == expected


def test_a_dask_worker_that_is_killed_takes_no_lines_with_it(whole, tmp_path):
    import joblib

    distributed = pytest.importorskip("distributed")
    file, expected, _ = whole
    killed = []
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster),
    ):

        def kill(_step, done, _total):
            if done and not killed:
                killed.append(cluster.workers[0].pid)
                os.kill(killed[0], signal.SIGKILL)

        with joblib.parallel_config(backend="dask"):
            build_corpus(
                file,
                demo_skills(),
                tmp_path / "corpus",
                chunk_megabytes=SMALL,
                pseudonym_key=KEY,
                progress=kill,
            )
    assert killed
    assert bytes_of(tmp_path / "corpus") == expected
