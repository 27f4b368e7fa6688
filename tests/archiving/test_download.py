"""Fetching public archives: whole or not at all, going on after every kind of interruption."""

import gzip
import hashlib
import io
import json
import random
import zipfile

import pytest

from mobility.archiving.download import ENRICHED, ORIGINAL, download_archives, years_of
from mobility.archiving.fetch import fetch
from mobility.archiving.web import file_name
from mobility.foundation.errors import FileProblemError, InputError
from mobility.foundation.recipe import recipe_of
from mobility.reading.ads import read_ads
from tests.archiving.local_server import Files, serving
from tests.reading.archive_shapes import as_lines, enriched

CONTENT = random.Random(0).randbytes(300_000)
OTHER = random.Random(1).randbytes(300_000)
PATH = "/2016.bin"


@pytest.fixture
def files() -> Files:
    return Files({PATH: CONTENT}, {PATH: '"one"'})


@pytest.fixture
def address(files):
    with serving(files) as server:
        yield server + PATH


def got(address, folder):
    """Fetch without waiting, see that nothing unfinished is left, and return what came."""
    fetched = fetch(address, folder, first_wait=0.0, timeout=5.0)
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["2016.bin", "downloads.json"]
    content = (folder / "2016.bin").read_bytes()
    assert fetched.sha256 == hashlib.sha256(content).hexdigest()
    assert fetched.bytes == len(content)
    return fetched, content


def ranges(files):
    return [asked for command, path, asked in files.requests if (command, path) == ("GET", PATH)]


def test_a_file_is_fetched_and_it_is_noted_where_it_came_from(address, tmp_path):
    told = []
    fetched = fetch(address, tmp_path, progress=lambda *said: told.append(said))
    assert (fetched.state, fetched.checked, fetched.version) == ("fetched", "size", '"one"')
    assert (tmp_path / "2016.bin").read_bytes() == CONTENT
    assert told[-1] == ("download 2016.bin", 300_000, 300_000)
    note = json.loads((tmp_path / "downloads.json").read_text("utf-8"))["2016.bin"]
    assert (note["address"], note["sha256"]) == (address, fetched.sha256)
    assert "state" not in note


def test_a_dropped_connection_is_gone_on_with_where_it_broke_off(files, address, tmp_path):
    files.drop_after = [100_000, 50_000]
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None, "bytes=100000-", "bytes=150000-"]


def test_a_later_call_goes_on_where_the_earlier_one_was_broken_off(
    files, address, tmp_path, monkeypatch
):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as slower:
        slower.setattr("mobility.archiving.fetch.BUFFER", 100_000)
        with pytest.raises(KeyboardInterrupt):
            fetch(address, tmp_path, progress=stop)
    assert not (tmp_path / "2016.bin").exists()
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None, "bytes=100000-"]


def test_a_part_that_is_all_there_is_not_asked_for_again(files, address, tmp_path):
    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(address, tmp_path, progress=stop)
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None]


def test_a_server_that_knows_no_ranges_begins_anew(files, address, tmp_path):
    files.drop_after, files.knows_ranges = [100_000], False
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None, "bytes=100000-"]


def test_a_server_that_refuses_the_range_begins_anew(files, address, tmp_path):
    files.drop_after, files.refuses_ranges = [100_000], True
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None, "bytes=100000-", None]


@pytest.mark.parametrize("honours", [True, False])
def test_a_file_that_changes_between_two_tries_is_never_made_of_both(
    files, address, tmp_path, honours
):
    files.drop_after, files.honours_if_range = [100_000], honours

    def change(files):
        if files.requests[-1][2] is not None:
            files.content[PATH], files.versions[PATH] = OTHER, '"two"'

    files.before_answer = change
    fetched, content = got(address, tmp_path)
    assert content == OTHER
    assert fetched.version == '"two"'


def test_without_a_version_a_part_is_not_gone_on_with(files, address, tmp_path):
    files.drop_after, files.versions = [100_000], {}
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None, None]


def test_a_weak_version_is_no_ground_to_go_on(files, address, tmp_path):
    files.drop_after, files.versions = [100_000], {PATH: 'W/"one"'}
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None, None]


def test_a_server_that_sends_too_much_is_not_believed(files, address, tmp_path):
    """The range says 200,000 bytes are left and 200,005 come; from the start it is right."""
    files.drop_after = [100_000]

    def grow(files):
        files.too_much = b"extra" if files.requests[-1][2] else b""

    files.before_answer = grow
    assert got(address, tmp_path)[1] == CONTENT
    assert ranges(files) == [None, "bytes=100000-", None]


def test_an_answer_without_size_is_taken_whole_and_said_to_be_unchecked(files, address, tmp_path):
    files.says_size = False
    fetched, content = got(address, tmp_path)
    assert (content, fetched.checked) == (CONTENT, "nothing")


def test_an_answer_without_end_is_stopped(files, address, tmp_path, monkeypatch):
    files.says_size = False
    monkeypatch.setattr("mobility.archiving.fetch.MOST_BYTES", 1000)
    with pytest.raises(FileProblemError, match="sent more than the 1,000 bytes"):
        fetch(address, tmp_path, first_wait=0.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_fault_that_passes_is_waited_for(files, address, tmp_path, status):
    files.statuses = [status, status]
    assert got(address, tmp_path)[1] == CONTENT


def test_a_server_that_gives_nothing_new_is_given_up_and_what_came_is_kept(
    files, address, tmp_path, monkeypatch
):
    waits = []
    monkeypatch.setattr("mobility.archiving.fetch.sleep", waits.append)
    files.drop_after, files.statuses = [100_000], []
    files.before_answer = lambda files: (
        files.statuses.append(503) if len(files.requests) > 1 else None
    )
    with pytest.raises(FileProblemError, match=r"nothing new in 8 tries.*answered 503"):
        fetch(address, tmp_path, first_wait=1.0)
    # One wait after the drop (it had brought something), then growing ones, a minute at most.
    assert waits == [1, 1, 2, 4, 8, 16, 32, 60]
    assert (tmp_path / ".2016.bin.part").stat().st_size == 100_000
    files.before_answer = lambda _: files.statuses.clear()
    assert got(address, tmp_path)[1] == CONTENT


def test_a_server_out_of_reach_is_given_up(tmp_path):
    with serving(Files()) as server:
        address = server + PATH
    with pytest.raises(FileProblemError, match="could not be reached"):
        fetch(address, tmp_path, first_wait=0.0)


@pytest.mark.parametrize("status", [401, 403, 410])
def test_a_refusal_is_not_tried_again(files, address, tmp_path, status):
    files.statuses = [status]
    with pytest.raises(FileProblemError, match=f"the server answers {status}"):
        fetch(address, tmp_path, first_wait=0.0)
    assert len(ranges(files)) == 1


@pytest.mark.parametrize("form", ["{}\n", "{}  2016.bin\n", "{}  2016.bin\n" + "0" * 64 + "  x\n"])
def test_a_published_hash_is_checked(files, address, tmp_path, form):
    right, wrong = hashlib.sha256(CONTENT).hexdigest(), "ab" * 32
    files.content[PATH + ".sha256"] = form.format(right.upper()).encode()
    assert fetch(address, tmp_path / "right").checked == "size and sha256"
    files.content[PATH + ".sha256"] = form.format(wrong).encode()
    with pytest.raises(FileProblemError, match=f"the server publishes {wrong}"):
        fetch(address, tmp_path / "wrong")
    assert list((tmp_path / "wrong").iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"<!DOCTYPE html><p>Not here", "is no .zip file: what came begins with '<!DOC"),
        ("a.zip", b"PK\x03\x04 half of it", "no whole .zip"),
        ("a.jsonl.gz", b"{}", "is no .gz file"),
        ("a.jsonl", b"", "is empty"),
    ],
)
def test_what_is_not_what_its_name_says_is_not_kept(tmp_path, name, content, said):
    with serving(Files({f"/{name}": content})) as server, pytest.raises(FileProblemError) as no:
        fetch(f"{server}/{name}", tmp_path)
    assert said in str(no.value)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_compared_and_never_written_over(files, address, tmp_path):
    assert fetch(address, tmp_path).state == "fetched"
    assert fetch(address, tmp_path).state == "already there"
    assert len(ranges(files)) == 1
    files.content[PATH], files.versions[PATH] = OTHER, '"two"'
    assert fetch(address, tmp_path).state == "changed at the server"
    assert (tmp_path / "2016.bin").read_bytes() == CONTENT


def test_a_file_that_is_no_longer_as_it_was_fetched_is_refused(address, tmp_path):
    fetch(address, tmp_path)
    (tmp_path / "2016.bin").write_bytes(OTHER)
    with pytest.raises(FileProblemError, match="is not as it was fetched"):
        fetch(address, tmp_path)


def test_a_file_the_user_put_there_is_compared_by_size(address, tmp_path):
    (tmp_path / "2016.bin").write_bytes(OTHER)
    assert fetch(address, tmp_path).state == "already there"
    (tmp_path / "2016.bin").write_bytes(b"own")
    with pytest.raises(FileProblemError, match="there already with 3 bytes, and the server's has"):
        fetch(address, tmp_path)
    assert (tmp_path / "2016.bin").read_bytes() == b"own"


def test_a_file_that_is_there_is_there_without_a_network(tmp_path):
    with serving(Files({PATH: CONTENT})) as server:
        fetch(server + PATH, tmp_path)
    assert fetch(server + PATH, tmp_path).state == "already there"


def test_no_room_is_said_before_anything_comes(address, tmp_path, monkeypatch):
    monkeypatch.setattr("mobility.archiving.fetch.shutil.disk_usage", lambda _: _Usage(10))
    with pytest.raises(FileProblemError, match="10 bytes free, and 300,000 are to come; make room"):
        fetch(address, tmp_path)


class _Usage:
    def __init__(self, free: int) -> None:
        self.free = free


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a/b.zip", "2016.zip", "https://a.se/", "https://a.se/%2e%2e"],
)
def test_an_address_that_is_not_of_a_file_on_the_web_is_refused(address):
    with pytest.raises(FileProblemError):
        file_name(address)


def test_a_name_never_leads_out_of_the_folder():
    assert file_name("https://a.se/x/..%2F..%2Fb.zip?c=/d") == "b.zip"


def archive(year: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{year}.jsonl", as_lines(enriched(year)))
    return content.getvalue()


def test_years_are_fetched_and_read_and_one_that_is_not_there_stops_no_other(tmp_path):
    files = Files({f"/ads/{year}.jsonl.zip": archive(year) for year in (2016, 2018)})
    with serving(files) as server:
        pattern = server + "/ads/{year}.jsonl.zip"
        table = download_archives(tmp_path, years=["2016-2018"], address=pattern, first_wait=0.0)
    assert table["state"].tolist() == ["fetched", "not fetched", "fetched"]
    assert "404" in table.loc[1, "problem"]
    assert dict(recipe_of(table).steps[-1].counts) == {"files": 3, "fetched": 2, "not fetched": 1}
    ads = read_ads(*(tmp_path / name for name in table["file"].dropna()))
    assert ads.table["original_id"].tolist() == ["20002016", "20002018"]


def test_without_years_those_the_page_links_to_are_fetched(tmp_path):
    links = "".join(
        f'<a href="{link}">x</a>'
        for link in (
            "2018.jsonl.zip",
            "/ads/2016.jsonl.zip?v=1",
            "2016.jsonl.zip",
            "2017.jsonl.zst",
            "../evil.zip",
            "2026-Q1.jsonl.zip",
        )
    )
    files = Files({f"/ads/{y}.jsonl.zip": archive(int(y[:4])) for y in ("2016", "2018", "2026-Q1")})
    files.content["/ads/index.html"] = f"<html><a>no link</a>{links}".encode()
    with serving(files) as server:
        table = download_archives(tmp_path, address=server + "/ads/{year}.jsonl.zip")
    assert table["file"].tolist() == [
        "2016.jsonl.zip",
        "2018.jsonl.zip",
        "2026-Q1.jsonl.zip",
    ]


def test_a_page_without_archives_is_said_to_be_so(tmp_path):
    with (
        serving(Files({"/ads/": b"<a href='x.txt'>"})) as server,
        pytest.raises(FileProblemError, match=r"cannot be read|has no link"),
    ):
        download_archives(tmp_path, address=server + "/ads/{year}.zip")


def test_one_file_is_fetched_by_an_address_without_a_year(tmp_path):
    with serving(Files({"/register.gz": gzip.compress(b"x")})) as server:
        table = download_archives(tmp_path, address=server + "/register.gz")
        assert table["file"].tolist() == ["register.gz"]
        with pytest.raises(InputError, match="leave out the years"):
            download_archives(tmp_path, address=server + "/register.gz", years=[2016])


def test_what_is_no_year_is_named():
    with pytest.raises(InputError, match=r"2 problem(.|\n)*'16'(.|\n)*'2019-2016'"):
        years_of(["2016", "16", "2019-2016"])


def test_the_public_addresses_have_a_place_for_the_year():
    for address in (ORIGINAL, ENRICHED):
        assert address.startswith("https://data.jobtechdev.se/annonser/historiska/")
        assert address.count("{year}") == 1
