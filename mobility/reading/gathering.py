"""gathering: ads and rejects of several files on their way into one table, each line counted."""

from collections import Counter
from collections.abc import Iterator
from time import monotonic

from mobility.foundation.ads import AD_COLUMNS
from mobility.foundation.progress import Progress
from mobility.reading.contact_data import mask_all
from mobility.reading.drafts import EMPTY_TEXT, ID_TWICE, Draft, Reject

JOBTECH = "JobTech"
MAPPED = "mapped columns"
"""The shapes of a source."""

REPORT_SECONDS = 0.3
_TOGETHER = 1024
"""Ads whose contact data is blanked out at once."""
NAMES = tuple(column.name for column in AD_COLUMNS)
_AD, _TEXT, _HEADLINE = (NAMES.index(name) for name in ("ad", "text", "headline"))
_STRIPPED = tuple(
    place
    for place, column in enumerate(AD_COLUMNS)
    if column.kind == "text" and place not in (_AD, _TEXT, _HEADLINE)
)
"""Places of the columns whose text is kept without the spaces around it."""


class Gathering:
    """What has been read so far: ads, rejects, which ids have been seen, and counts by file.

    With ``repeated_ids``, an ad whose id stands twice is an ad like others.
    """

    def __init__(self, progress: Progress, *, repeated_ids: bool = False) -> None:
        self._repeated_ids = repeated_ids
        self.shapes: dict[str, str] = {}
        self.files: list[str] = []
        self.rows: list[list[object]] = []
        self.places: list[tuple[int, tuple[str, ...]]] = []
        self.stood: list[tuple[str, int]] = []
        self.rejects: list[Reject] = []
        self._first: dict[str, str] = {}
        self._reasons: dict[str, Counter[str]] = {}
        self._masked: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self._progress = progress
        self._reported = monotonic()

    def take(self, file: str, shape: str, drafts: Iterator[Draft | Reject]) -> None:
        """Take every ad and reject of one file."""
        self.shapes[file] = shape
        self._reasons[file] = Counter()
        first = len(self.rows)
        for draft in drafts:
            self._report()
            reject = draft if isinstance(draft, Reject) else self._keep(file, draft)
            if reject is not None:
                self.rejects.append(reject)
                self._reasons[file][reject.reason] += 1
            elif len(self.rows) - first >= _TOGETHER:
                first = self._mask(file, first)
        self._mask(file, first)
        self._progress("read_ads", self._lines, None)

    def counts(self, file: str) -> dict[str, int]:
        """Count the lines of one file: ads, rejects by reason, and what was done to them."""
        reasons = self._reasons[file]
        ads = self.files.count(file)
        return {
            "lines": ads + reasons.total(),
            "ads": ads,
            "rejects": reasons.total(),
            **dict(sorted(reasons.items())),
            "contact details masked": self._masked[file],
            "ids made": self._made[file],
        }

    @property
    def _lines(self) -> int:
        return len(self.rows) + len(self.rejects)

    def _report(self) -> None:
        """Report progress, but not for every line."""
        if self._lines % 64 == 0 and monotonic() - self._reported > REPORT_SECONDS:
            self._progress("read_ads", self._lines, None)
            self._reported = monotonic()

    def _keep(self, file: str, draft: Draft) -> Reject | None:
        """Keep an ad, or say why it cannot be kept."""
        values = draft.values
        place = f"{draft.file}:{draft.line}"
        given = (values.get("ad") or "").strip()
        ad = given or place
        text = values.get("text") or ""
        if not text.strip():
            date = str(values.get("date") or "")[:10] or None
            return Reject(draft.file, draft.line, given or None, EMPTY_TEXT, date)
        if ad in self._first and not self._repeated_ids:
            said = f"first in {self._first[ad]}"
            return Reject(draft.file, draft.line, ad, ID_TWICE, said)
        self._first.setdefault(ad, place)
        row = list(map(values.get, NAMES))
        for column in _STRIPPED:
            if (value := row[column]) is not None:
                row[column] = str(value or "").strip() or None
        row[_AD], row[_TEXT] = ad, text
        if not (row[_HEADLINE] and str(row[_HEADLINE]).strip()):
            row[_HEADLINE] = None
        self.files.append(file)
        self.rows.append(row)
        self.stood.append((draft.file, draft.line))
        # An id that cannot be read has been made above, and a text that cannot be is empty.
        self.places.append((draft.line, tuple(c for c in draft.unreadable if c != "ad")))
        self._made[file] += not given
        return None

    def _mask(self, file: str, first: int) -> int:
        """Blank out contact data in the ads from this one on; return how many ads there are."""
        rows = self.rows[first:]
        for column in (_TEXT, _HEADLINE):
            filled = [row for row in rows if row[column]]
            texts, pieces = mask_all([str(row[column]) for row in filled])
            for row, text in zip(filled, texts, strict=True):
                row[column] = text
            self._masked[file] += sum(pieces)
        return len(self.rows)
