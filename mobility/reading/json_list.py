"""json_list: list_items() gives the items of one long JSON list without holding the list."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from mobility.foundation.errors import InputError
from mobility.foundation.files import BUFFER, MAX_LINE

# A whole string is passed over at once; a quote alone begins one that ends in a later piece.
_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_BETWEEN_ITEMS = re.compile(_STRING + rb'|["\[\]{},]', re.DOTALL)
_IN_AN_ITEM = re.compile(_STRING + rb'|["\[\]{}]', re.DOTALL)
_IN_A_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)


def list_items(
    stream: BinaryIO, source: str, *, max_item: int = MAX_LINE, buffer: int = BUFFER
) -> Iterator[bytes]:
    """Yield the items of a JSON list as they stand, one at a time.

    Parameters
    ----------
    stream : BinaryIO
        A JSON list. Only its brackets, commas and strings are looked at: an item may be broken.
    source : str
        What to call it in a message.
    max_item : int
        Bytes an item may have; a longer one is yielded cut to ``max_item + 1`` bytes.
    buffer : int
        Bytes read at a time. No more than this and one item are held.

    Yields
    ------
    bytes
        Each item without the space around it.

    Raises
    ------
    InputError
        If the list lacks an item or its end, or something stands before or after it.

    Examples
    --------
    >>> import io
    >>> list(list_items(io.BytesIO(b'[{"id": 1, "text": "]"}, {"id": 2}]'), "ads.json"))
    [b'{"id": 1, "text": "]"}', b'{"id": 2}']
    """
    places = _Places()
    item, number, ended = bytearray(), 0, False
    while piece := stream.read(buffer):
        begun = 0
        for cut in places.cuts(piece):
            mark = piece[cut : cut + 1]
            _hold(item, piece[begun:cut], max_item)
            begun = cut + 1
            content = bytes(item).strip()
            item.clear()
            if ended or mark == b"}" or (mark in b"[{" and (mark == b"{" or content)):
                raise _broken(source, "has something before or after it")
            if mark == b"[":
                continue
            if content:
                number += 1
                yield content
            elif mark == b"," or number:
                raise _broken(source, f"has nothing where item {number + 1} should be")
            ended = mark == b"]"
        _hold(item, piece[begun:], max_item)
    if not ended:
        raise _broken(source, "does not end")
    if bytes(item).strip():
        raise _broken(source, "has something before or after it")


def _hold(item: bytearray, piece: bytes, max_item: int) -> None:
    """Add to what is held of an item as much as may be held; space before it is not."""
    item += (piece if item else piece.lstrip())[: max_item + 1 - len(item)]


def _broken(source: str, said: str) -> InputError:
    """Build the error for a list that is not whole."""
    way_out = "if each line is an ad, the file must not begin with a bracket"
    return InputError(source, [f"is not whole JSON: the list {said}; {way_out}"])


class _Places:
    """How deep in brackets and strings one stands, from piece to piece."""

    def __init__(self) -> None:
        self._depth, self._quoted, self._passed = 0, False, 0

    def cuts(self, piece: bytes) -> Iterator[int]:
        """Yield where the outermost brackets and the commas between items stand in a piece."""
        at = self._after_string(piece, self._passed) if self._quoted else self._passed
        while match := (_BETWEEN_ITEMS if self._depth == 1 else _IN_AN_ITEM).search(piece, at):
            start, at = match.span()
            mark = piece[start : start + 1]
            if mark == b'"':
                if at == start + 1:
                    at = self._after_string(piece, at)
            elif mark == b",":
                yield start
            else:
                self._depth += 1 if mark in b"[{" else -1
                if self._depth == (1 if mark in b"[{" else 0):
                    yield start
        self._passed = max(at - len(piece), 0)

    def _after_string(self, piece: bytes, at: int) -> int:
        """Return where a string ends that one stands in, behind the piece if it does not end."""
        match = _IN_A_STRING.match(piece, at)
        end = match.end() if match else at
        if end == len(piece):
            self._quoted = True
            return end
        self._quoted = piece[end : end + 1] != b'"'
        # A backslash at the very end: what follows it is part of the string, in the next piece.
        return end + (2 if self._quoted else 1)
