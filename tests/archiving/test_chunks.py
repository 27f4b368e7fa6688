"""Runs of lines: the same cuts and the same lines wherever the lines lie, none lost."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mobility.archiving.chunks import lines_of, packed, runs
from mobility.foundation.errors import FileProblemError
from mobility.reading import json_records
from mobility.reading.json_records import json_members

LINES = st.lists(
    st.sampled_from(
        [b'{"id": "1"}', b"", b"  ", b"\xff\xfe", b"x" * 50, b"x" * 64, b"\xef\xbb\xbf"]
    )
    | st.binary(max_size=12).map(lambda told: told.replace(b"\n", b"")),
    max_size=30,
)


def cut(path, size, **settings):
    """The runs of a file."""
    members = json_members(path, name="ads.jsonl", encoding="utf-8")
    return list(runs(members, size=size, **settings))


@settings(max_examples=60, deadline=None)
@given(
    lines=LINES,
    end=st.sampled_from([b"\n", b"\r\n"]),
    last=st.booleans(),
    size=st.sampled_from([1, 40, 150, 10_000]),
)
def test_lines_held_lying_and_packed_are_the_same_and_all_of_the_file(lines, end, last, size):
    # The first two lines are objects, so that the file is known to have one a line.
    content = end.join([b'{"id": "a"}', b'{"id": "b"}', *lines]) + (end if last else b"")
    giant = patch.object(json_records, "MAX_LINE", 60)
    with giant, TemporaryDirectory() as folder:
        path = Path(folder) / "ads.jsonl"
        path.write_bytes(content)
        whole = list(json_records.json_records(path, name="ads.jsonl", encoding="utf-8"))
        held, lying = cut(path, size), cut(path, size, lying=path)
        assert [(run.number, run.size) for run in held] == [(run.number, run.size) for run in lying]
        for told in (
            [run.pieces for run in held],
            [run.pieces for run in lying],
            [packed(run.pieces) for run in held],
        ):
            read = [line for pieces in told for line in lines_of(pieces, encoding="utf-8")]
            assert read == whole
    # A run ends with the line in which it reaches its size: without that line it is smaller.
    for run in held[:-1]:
        final = run.pieces[-1].content[:-1].rpartition(b"\n")[2] + b"\n"
        assert run.size >= size
        assert len(run.pieces[-1].content) - len(final) < size


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path):
    path = tmp_path / "ads.jsonl"
    path.write_bytes(b'{"id": "a"}\n{"id": "b"}\n')
    (run,) = cut(path, 1000, lying=path)
    os.utime(path, ns=(0, 0))
    with pytest.raises(FileProblemError, match="was changed while it was read"):
        list(lines_of(run.pieces, encoding="utf-8"))


def test_files_of_a_zip_share_a_run_and_keep_their_own_numbers(tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "ads.zip", "w") as archive:
        archive.writestr("a.jsonl", '{"id": "a"}\n{"id": "b"}\n')
        archive.writestr("b.json", '[{"id": "c"}, {"id": "d"}]')
        archive.writestr("c.jsonl", '\n{"id": "e"}\n{"id": "f"}')
    members = json_members(tmp_path / "ads.zip", name="ads.zip", encoding="utf-8")
    (run,) = runs(members, size=1000)
    read = [(line.file, line.line) for line in lines_of(run.pieces, encoding="utf-8")]
    assert read == [
        (f"ads.zip/{name}", number)
        for name, numbers in (("a.jsonl", (1, 2)), ("b.json", (1, 2)), ("c.jsonl", (2, 3)))
        for number in numbers
    ]
