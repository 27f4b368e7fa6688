"""A real server on this machine that does what a test tells it to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Files:
    """What the server has, and how it behaves; the requests it got."""

    content: dict[str, bytes] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    drop_after: list[int] = field(default_factory=list)
    """Bytes after which each further answer breaks off; none left: answers are whole."""
    knows_ranges: bool = True
    says_size: bool = True
    honours_if_range: bool = True
    statuses: list[int] = field(default_factory=list)
    """Statuses of the next answers to GET, before the file is given."""
    refuses_ranges: bool = False
    too_much: bytes = b""
    before_answer: Callable[["Files"], None] = lambda _: None
    requests: list[tuple[str, str, str | None]] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    files: Files

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        self._answer(head=True)

    def do_GET(self) -> None:
        self._answer(head=False)

    def _answer(self, *, head: bool) -> None:
        files, asked = self.files, self.headers.get("Range")
        files.requests.append((self.command, self.path, asked))
        self.close_connection = True
        known = self.path in files.content
        if known and not head:
            files.before_answer(files)
        if known and not head and files.statuses:
            self._refuse(files.statuses.pop(0))
        elif not known:
            self._refuse(404)
        else:
            self._give(asked, head=head)

    def _give(self, asked: str | None, *, head: bool) -> None:
        files = self.files
        content, version = files.content[self.path], files.versions.get(self.path, "")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        same = not files.honours_if_range or self.headers.get("If-Range") in (None, version)
        ranged = bool(asked) and files.knows_ranges and same
        if ranged and (files.refuses_ranges or start >= len(content)):
            self._refuse(416)
            return
        body = (content[start:] if ranged else content) + files.too_much
        self.send_response(206 if ranged else 200)
        if version:
            self.send_header("ETag", version)
        if ranged:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if files.says_size:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not head:
            stop = files.drop_after.pop(0) if files.drop_after else len(body)
            self.wfile.write(body[:stop])

    def _refuse(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def serving(files: Files) -> Iterator[str]:
    """Serve on a free port of this machine, and give the address."""
    handler = type("Handler", (_Handler,), {"files": files})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
