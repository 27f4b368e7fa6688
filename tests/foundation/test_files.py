"""Files are read bounded and written whole."""

import gzip
import hashlib
import tracemalloc
import zipfile

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.foundation import files
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import (
    lines,
    opened,
    read_bytes,
    read_text,
    sha256,
    write_text,
    writing,
)

PACKERS = {
    "jsonl": bytes,
    "jsonl.gz": gzip.compress,
    "jsonl.zst": zstandard.compress,
    "JSONL.GZ": gzip.compress,
    "JSONL.ZST": zstandard.compress,
}


def zipped(file, members: dict[str, str | bytes]):
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_file_is_unpacked_by_its_name(tmp_path, suffix):
    file = tmp_path / f"ads.{suffix}"
    file.write_bytes(PACKERS[suffix]("å ä ö\n".encode()))
    assert read_text(file) == "å ä ö\n"


@pytest.mark.parametrize("name", ["ads.zip", "ADS.ZIP"])
def test_a_zip_of_one_file_reads_like_the_file(tmp_path, name):
    assert read_text(zipped(tmp_path / name, {"ads.jsonl": "hej"})) == "hej"


def test_a_zip_of_several_files_is_refused_whole_but_gives_its_lines_by_name(tmp_path):
    file = zipped(tmp_path / "ads.zip", {"b.txt": "3\n", "folder/": "", "a.txt": "1\n2"})
    with pytest.raises(FileProblemError, match="holds 2 files"):
        read_bytes(file)
    assert list(lines(file)) == [
        ("ads.zip/a.txt", 1, b"1"),
        ("ads.zip/a.txt", 2, b"2"),
        ("ads.zip/b.txt", 1, b"3"),
    ]


def test_an_empty_zip_is_refused(tmp_path):
    with pytest.raises(FileProblemError, match="no file in it"):
        read_bytes(zipped(tmp_path / "ads.zip", {}))


def test_a_zip_locked_with_a_password_is_refused_with_the_way_out(tmp_path):
    file = zipped(tmp_path / "ads.zip", {"ads.jsonl": "hej"})
    content = bytearray(file.read_bytes())
    content[6] |= 1  # the flags of the member, where it stands …
    content[content.index(b"PK\x01\x02") + 8] |= 1  # … and in the list at the end
    file.write_bytes(content)
    with pytest.raises(FileProblemError, match="locked with a password"):
        read_bytes(file)


@pytest.mark.parametrize("suffix", ["gz", "zst", "zip"])
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, suffix):
    file = tmp_path / f"ads.{suffix}"
    file.write_bytes(b"this is plain text, whatever the name says")
    with pytest.raises(FileProblemError, match="cut short or damaged"):
        read_bytes(file)


@pytest.mark.parametrize("suffix", ["gz", "zip"])
def test_a_file_that_would_fill_the_memory_is_stopped(tmp_path, suffix):
    file = tmp_path / f"zeros.{suffix}"
    zeros = bytes(100 << 20)
    if suffix == "gz":
        file.write_bytes(gzip.compress(zeros))
    else:
        zipped(file, {"zeros": zeros})
    with pytest.raises(FileProblemError, match="too much for its size"):
        read_bytes(file)


def test_the_bound_is_sixty_four_megabytes_and_two_hundred_times_the_packed_size(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(files, "FREE_BYTES", 1000)
    file = tmp_path / "a.gz"
    file.write_bytes(gzip.compress(bytes(2000)))
    allowed = 1000 + 200 * file.stat().st_size
    assert allowed > 2000
    assert len(read_bytes(file)) == 2000
    file.write_bytes(gzip.compress(bytes(1 << 20)))
    assert 1000 + 200 * file.stat().st_size < 1 << 20  # zeros pack about 1 : 1000
    with pytest.raises(FileProblemError, match="too much for its size"):
        read_bytes(file)


def test_no_more_is_read_at_once_than_allowed(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    assert read_bytes(file, max_bytes=5) == b"12345"
    with pytest.raises(FileProblemError, match="more than 4 bytes"):
        read_bytes(file, max_bytes=4)


def test_a_small_file_takes_little_memory_to_read(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    tracemalloc.start()
    try:
        assert read_bytes(file) == b"12345"
        assert tracemalloc.get_traced_memory()[1] < 16 << 20  # of the 4 GB a file may hold
    finally:
        tracemalloc.stop()


def test_a_missing_file_an_empty_file_and_a_folder_are_told_apart(tmp_path):
    (tmp_path / "empty.csv").touch()
    for name, said in (("ads.csv", "no such file"), ("empty.csv", "is empty"), (".", "a folder")):
        with pytest.raises(FileProblemError, match=said), opened(tmp_path / name):
            pass


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xef\xbb\xbfid\n1\n")
    assert read_text(file) == "id\n1\n"
    assert next(lines(file)) == ("a.csv", 1, b"id")


def test_text_in_another_encoding_is_told_with_its_line_and_the_encoding_to_try(tmp_path):
    file = tmp_path / "a.csv"
    file.write_bytes("id\nåäö\n".encode("latin-1"))
    with pytest.raises(FileProblemError, match=r"line 2 is not utf-8 .*encoding='latin-1'"):
        read_text(file)
    assert read_text(file, encoding="latin-1") == "id\nåäö\n"


def test_lines_may_end_in_either_way_and_the_last_not_at_all(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"one\r\ntwo\n\nfour")
    assert [content for _, _, content in lines(file)] == [b"one", b"two", b"", b"four"]


def test_a_line_that_is_too_long_is_cut_and_the_next_one_is_whole(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 50 + b"\nshort\n")
    found = list(lines(file, max_line=10))
    assert found == [("a.txt", 1, b"x" * 11), ("a.txt", 2, b"short")]  # 10 + 1 shows the cut


@given(st.lists(st.binary(max_size=20).filter(lambda b: not set(b) & {10, 13}), min_size=1))
@settings(max_examples=50)
def test_lines_joined_again_are_the_file(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("lines") / "a.txt"
    file.write_bytes(b"x" + b"\n".join(content) + b"\n")
    assert b"\n".join(line for _, _, line in lines(file)) + b"\n" == file.read_bytes()


def test_the_sha256_is_that_of_the_bytes_on_disk(tmp_path):
    file = tmp_path / "a.gz"
    file.write_bytes(gzip.compress(b"hej", mtime=0))
    assert sha256(file) == hashlib.sha256(file.read_bytes()).hexdigest()


def test_what_is_written_can_be_read_and_folders_are_made(tmp_path):
    file = write_text(tmp_path / "new" / "folder" / "a.txt", "å")
    assert read_text(file) == "å"
    assert [path.name for path in file.parent.iterdir()] == ["a.txt"]


def test_a_crash_leaves_the_old_file_whole_and_nothing_beside_it(tmp_path):
    file = write_text(tmp_path / "a.txt", "old")

    def write_half() -> None:
        with writing(file) as stream:
            stream.write(b"half of the new")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_half()
    assert read_text(file) == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_stands_in_the_place_before_the_file_is_complete(tmp_path):
    with writing(tmp_path / "a.txt") as stream:
        stream.write(b"half")
        assert not (tmp_path / "a.txt").exists()
    assert read_text(tmp_path / "a.txt") == "half"


def test_a_folder_is_not_written_over(tmp_path):
    with pytest.raises(FileProblemError, match="it is a folder"), writing(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_place_inside_a_file_cannot_be_written_to(tmp_path):
    file = write_text(tmp_path / "a.txt", "x")
    with pytest.raises(FileProblemError, match="cannot be written"), writing(file / "b.txt"):
        pass


def test_an_error_of_the_reader_is_not_taken_for_damage(tmp_path):
    file = write_text(tmp_path / "a.txt", "x")
    with pytest.raises(EOFError, match="mine"), opened(file):
        raise EOFError("mine")


def test_a_name_that_no_disk_can_hold_is_a_clear_error():
    with pytest.raises(FileProblemError, match="cannot be read"):
        read_bytes("a" * 5000)


def test_a_file_one_may_not_read_is_a_clear_error(tmp_path, monkeypatch):
    file = tmp_path / "ads.jsonl"
    file.write_bytes(b"{}")

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.Path, "open", refused)  # the superuser may read everything
    with pytest.raises(FileProblemError, match=r"cannot be read: Permission denied\."):
        read_bytes(file)
