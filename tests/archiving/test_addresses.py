"""addresses: sources and folder may lie anywhere fsspec reaches."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mobility.archiving.build import build_corpus
from mobility.datasets.shipped import demo_skills
from mobility.foundation.addresses import fetched, file_names, local_path, matching
from mobility.foundation.corpus import read_corpus
from mobility.foundation.errors import FileProblemError
from tests.archiving.corpora import KEY, SMALL, bytes_of, rows, some_ads


def test_a_corpus_in_memory_has_the_bytes_of_one_in_a_folder(tmp_path):
    import fsspec

    file = some_ads(tmp_path / "ads.jsonl")
    told = {"chunk_megabytes": SMALL, "pseudonym_key": KEY}
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/in/ads.jsonl", file.read_bytes())
    there = build_corpus("memory://in/*.jsonl", demo_skills(), "memory://out/c", **told)
    build_corpus(file, demo_skills(), tmp_path / "c", **told)
    expected = bytes_of(tmp_path / "c")
    found = {name.removeprefix("/out/c/"): memory.cat_file(name) for name in memory.find("/out/c")}
    # The manifest alone tells where the source lay.
    assert set(found) == set(expected)
    assert all(found[name] == expected[name] for name in found if name != "manifest.json")
    assert there.fingerprint == read_corpus(tmp_path / "c").fingerprint
    assert rows(there, "mentions") == rows(read_corpus(tmp_path / "c"), "mentions")
    assert rows(there, "ads")[0]["ad"] == "synthetic-000001"


def test_a_folder_may_be_said_as_a_file_address(tmp_path):
    file = some_ads(tmp_path / "ads.jsonl")
    corpus = build_corpus(f"file://{file}", demo_skills(), f"file://{tmp_path}/c")
    assert corpus.count("ads") == len(rows(corpus, "ads")) == 25
    assert (tmp_path / "c" / "manifest.json").is_file()


def test_a_source_may_lie_on_a_server(tmp_path):
    pytest.importorskip("aiohttp")
    some_ads(tmp_path / "ads.jsonl")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            """Say nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/ads.jsonl"
        corpus = build_corpus(address, demo_skills(), tmp_path / "c")
        with pytest.raises(FileProblemError, match="cannot be fetched"), fetched(address + "x"):
            pass
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert corpus.count("ads") == 25
    assert rows(corpus, "rejects")[0]["file"] == "ads.jsonl"


def test_a_pattern_gives_its_files_in_order_and_one_that_matches_none_is_refused(tmp_path):
    for name in ("b.zip", "a.zip", "c.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [str(tmp_path / n) for n in ("a.zip", "b.zip")] == matching(tmp_path / "*.zip")
    assert matching(tmp_path / "missing.zip") == [str(tmp_path / "missing.zip")]
    with pytest.raises(FileProblemError, match="matches no file"):
        matching(tmp_path / "*.gz")
    assert file_names(str(tmp_path / "none")) == []
    assert local_path("s3://bucket/ads") is None
    with pytest.raises(FileProblemError, match="no address that fsspec knows"):
        matching("nowhere://ads/*.zip")
