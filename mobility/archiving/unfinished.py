"""unfinished: a file on its way from the web, and of which version the part of it is."""

import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

from mobility.archiving.web import Told
from mobility.foundation.errors import FileProblemError
from mobility.foundation.files import opened, read_text, write_text

STARTS = {".zip": b"PK", ".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
"""How a packed file begins; a page that says "not found" begins otherwise."""


@dataclass(frozen=True)
class Unfinished:
    """What has come of a file, beside the place where it will be.

    Parameters
    ----------
    file : Path
        Where the whole file will be.
    """

    file: Path

    @property
    def part(self) -> Path:
        """Return where the part is that has come."""
        return self.file.with_name(f".{self.file.name}.part")

    @property
    def _note(self) -> Path:
        return self.file.with_name(f".{self.file.name}.part.json")

    @property
    def size(self) -> int:
        """Return how many bytes have come."""
        return self.part.stat().st_size if self.part.exists() else 0

    def note(self, told: Told) -> None:
        """Note the version of the part; without a version it cannot be gone on with."""
        if told.version:
            write_text(self._note, json.dumps(asdict(told)))
        else:
            self._note.unlink(missing_ok=True)

    def noted(self) -> Told | None:
        """Return the version of the part; None where it cannot be gone on with."""
        if not self._note.is_file() or not self.part.is_file():
            return None
        try:
            return Told(**json.loads(read_text(self._note)))
        except (ValueError, TypeError, FileProblemError):
            return None

    def forget(self) -> None:
        """Remove the part and the note."""
        self.part.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def fault(self) -> str:
        """Say why what has come is not what its name says; "" if it is."""
        if not self.size:
            return "is empty."
        suffix = self.file.suffix.casefold()
        with opened(self.part) as stream:
            start = stream.read(40)
        if not start.startswith(STARTS.get(suffix, b"")):
            shown = start.decode("utf-8", errors="replace")
            return f"is no {suffix} file: what came begins with {shown!r}."
        if suffix == ".zip" and not zipfile.is_zipfile(self.part):
            return "is no whole .zip file: its list of contents is missing."
        return ""
