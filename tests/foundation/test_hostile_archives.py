"""Archives made to harm are refused by name, with the way out; real ones are read."""

import gzip
import struct
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import lines, opened, read_bytes, streams

LINE = b'{"id": 1}\n'


def zipped(folder: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    file = folder / "2016.zip"
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def patched(file: Path, *, at: tuple[int, int], value: bytes) -> Path:
    """Write over a field of the only entry: its place in the local header and in the directory."""
    content = bytearray(file.read_bytes())
    directory = content.index(b"PK\x01\x02")
    for start in (at[0], directory + at[1]):
        content[start : start + len(value)] = value
    file.write_bytes(content)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(FileProblemError) as refused:
        list(lines(file))
    assert str(refused.value).startswith(str(file))
    return str(refused.value)


@pytest.mark.parametrize("suffix", ["zip", "gz"])
def test_a_file_that_unpacks_to_far_too_much_is_stopped_before_it_fills_the_memory(
    tmp_path, monkeypatch, suffix
):
    """16 MB of zeros in about 16 kB: 4 MB + 200 × 16 kB = 7 MB may come out."""
    monkeypatch.setattr("mobility.foundation.files.FREE_BYTES", 4 << 20)
    zeros = (b"\0" * 1023 + b"\n") * (16 << 10)
    file = tmp_path / f"bomb.{suffix}"
    if suffix == "gz":
        file.write_bytes(gzip.compress(zeros))
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("2016.jsonl", zeros)
    del zeros
    tracemalloc.start()
    with pytest.raises(FileProblemError, match="too much for its size; if it is to be trusted"):
        for _ in lines(file):
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 << 20


@pytest.mark.parametrize(
    "name", ["../2016.jsonl", "a/../../b.jsonl", "/etc/ads.jsonl", "C:/ads.jsonl", "..\\ads.jsonl"]
)
def test_an_entry_whose_name_leads_out_of_the_archive_is_refused(tmp_path, name):
    said = refusal(zipped(tmp_path, {name: LINE}))
    assert "leads out of the archive" in said
    assert name.rpartition("/")[2].rpartition("\\")[2] in said


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize(
    ("crc_of", "said"),
    [(LINE * 100, "'2016.jsonl' says it holds 10 bytes and holds more"), (LINE, "Bad CRC-32")],
)
def test_an_entry_that_says_it_holds_less_than_it_does_is_not_cut_in_silence(
    tmp_path, method, crc_of, said
):
    """It says 10 of its 1,000 bytes; a checksum of just these 10 would pass a reader that stops."""
    file = zipped(tmp_path, {"2016.jsonl": LINE * 100}, method)
    patched(file, at=(14, 16), value=struct.pack("<L", zlib.crc32(crc_of)))
    patched(file, at=(22, 24), value=struct.pack("<L", len(LINE)))
    assert said in refusal(file)


def test_an_entry_that_says_it_holds_more_than_it_does_is_refused(tmp_path):
    file = zipped(tmp_path, {"2016.jsonl": LINE * 100})
    patched(file, at=(22, 24), value=struct.pack("<L", 5000))
    assert "'2016.jsonl' says it holds 5,000 bytes and holds 1,000" in refusal(file)


def test_a_locked_entry_is_refused_by_name(tmp_path):
    file = patched(zipped(tmp_path, {"2016.jsonl": LINE}), at=(6, 8), value=b"\x01\x00")
    assert "'2016.jsonl' is locked with a password" in refusal(file)


@pytest.mark.parametrize("name", ["2016.zip", "2016.jsonl.gz", "2016.JSONL.ZST", "ads.7z"])
def test_an_entry_that_is_itself_packed_is_refused_by_name(tmp_path, name):
    said = refusal(zipped(tmp_path, {name: b"whatever"}))
    assert f"{name!r} is itself packed; unpack the outer file" in said


def test_a_zip_inside_a_zip_is_seen_whatever_it_is_called(tmp_path):
    inner = zipped(tmp_path, {"ads.jsonl": LINE}).read_bytes()
    assert "'2016.jsonl' is itself packed" in refusal(zipped(tmp_path, {"2016.jsonl": inner}))


def test_deflate64_is_refused_by_name_with_the_way_out(tmp_path):
    file = patched(zipped(tmp_path, {"2016.jsonl": LINE}), at=(8, 10), value=b"\x09\x00")
    assert "is packed with Deflate64, which is not read here; unpack it" in refusal(file)


@pytest.mark.parametrize(
    ("method", "said"), [(zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "LZMA")]
)
def test_other_ways_of_packing_are_refused_by_name(tmp_path, method, said):
    assert f"packed with {said}" in refusal(zipped(tmp_path, {"2016.jsonl": LINE}, method))


def test_a_zip_of_more_entries_than_any_archive_has_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("mobility.foundation.unpacking.MAX_ENTRIES", 2)
    file = zipped(tmp_path, dict.fromkeys("abc", LINE))
    assert "holds 3 files, more than 2" in refusal(file)


def test_entries_that_share_the_same_packed_bytes_are_refused(tmp_path):
    """Two entries of the directory point to one local header: what comes out is counted twice."""
    file = zipped(tmp_path, {"a.jsonl": LINE})
    content = file.read_bytes()
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entry = content[start:end]
    tail = bytearray(content[end:])
    tail[8:12] = struct.pack("<HH", 2, 2)
    tail[12:16] = struct.pack("<L", 2 * len(entry))
    file.write_bytes(content[:start] + entry * 2 + tail)
    assert "'a.jsonl' and 'a.jsonl' share the same bytes" in refusal(file)


def test_what_a_computer_remembers_of_its_files_is_passed_over(tmp_path):
    members = {"2016.jsonl": LINE, "__MACOSX/._2016.jsonl": b"\x00\x05\x16\x07"}
    file = zipped(tmp_path, members)
    assert [place for place, _, _ in lines(file)] == ["2016.zip"]
    assert read_bytes(file) == LINE


def test_the_files_of_a_zip_come_one_after_the_other_under_their_names(tmp_path):
    file = zipped(tmp_path, {"b.jsonl": LINE * 2, "a.jsonl": LINE})
    assert [(place, len(stream.read())) for place, stream in streams(file)] == [
        ("2016.zip/a.jsonl", 10),
        ("2016.zip/b.jsonl", 20),
    ]


def test_a_line_of_ten_megabytes_is_a_line(tmp_path):
    long = b"x" * (10 << 20)
    file = tmp_path / "ads.jsonl.gz"
    file.write_bytes(gzip.compress(b"a\n" + long + b"\nb\n", compresslevel=1))
    started = time.process_time()
    assert [len(line) for _, _, line in lines(file)] == [1, len(long), 1]
    assert time.process_time() - started < 2


def test_one_file_is_opened_whatever_else_the_computer_put_beside_it(tmp_path):
    file = zipped(tmp_path, {"2016.jsonl": LINE, "__MACOSX/x": b"y"})
    with opened(file) as stream:
        assert stream.read() == LINE
