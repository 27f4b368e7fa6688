"""A packed file that is cut short is never taken for a whole one."""

import gzip
import random
import zipfile
from pathlib import Path

import pytest
import zstandard

from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import lines, read_bytes

CONTENT = random.Random(0).randbytes(100_000)


def cut_short(folder: Path, suffix: str) -> Path:
    packed = gzip.compress(CONTENT) if suffix == "gz" else zstandard.compress(CONTENT)
    file = folder / f"ads.{suffix}"
    file.write_bytes(packed[: len(packed) // 2])
    return file


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_file_cut_short_in_packing_is_refused_when_read_whole(tmp_path, suffix):
    with pytest.raises(FileProblemError, match="cut short or damaged"):
        read_bytes(cut_short(tmp_path, suffix))


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_file_cut_short_in_packing_is_refused_when_read_by_line(tmp_path, suffix):
    with pytest.raises(FileProblemError, match="cut short or damaged"):
        list(lines(cut_short(tmp_path, suffix)))


def test_a_zip_with_a_changed_byte_is_refused(tmp_path):
    file = tmp_path / "ads.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("ads.jsonl", CONTENT)
    changed = bytearray(file.read_bytes())
    changed[1000] ^= 255
    file.write_bytes(changed)
    with pytest.raises(FileProblemError, match="cut short or damaged"):
        read_bytes(file)


def test_several_zst_frames_after_one_another_are_one_file(tmp_path):
    file = tmp_path / "ads.zst"
    file.write_bytes(zstandard.compress(b"one\n") + zstandard.compress(CONTENT))
    assert read_bytes(file) == b"one\n" + CONTENT


def test_a_zst_that_would_fill_the_memory_is_stopped(tmp_path):
    file = tmp_path / "zeros.zst"
    file.write_bytes(zstandard.compress(bytes(100 << 20)))
    with pytest.raises(FileProblemError, match="too much for its size"):
        read_bytes(file)


def test_the_members_of_a_zip_share_one_bound(tmp_path, monkeypatch):
    """Three members of 600 bytes each, 1,000 allowed in all: the second goes beyond it."""
    monkeypatch.setattr("mobility.foundation.files.FREE_BYTES", 1000)
    monkeypatch.setattr("mobility.foundation.files.MAX_RATIO", 0)
    archive = tmp_path / "year.zip"
    with zipfile.ZipFile(archive, "w") as parts:
        for name in ("a", "b", "c"):
            parts.writestr(name, b"x" * 599 + b"\n")
    with pytest.raises(FileProblemError, match="unpacks to more than 1,000 bytes"):
        list(lines(archive))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_both_read(tmp_path):
    archive = tmp_path / "year.zip"
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("ads.jsonl", b"first\n")
        parts.writestr("ads.jsonl", b"second\n")
    assert [line for _, _, line in lines(archive)] == [b"first", b"second"]
