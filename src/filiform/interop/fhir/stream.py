"""A record as bytes → JSON documents: one, or one a line (NDJSON), plain or gzipped, told by the content alone.

Lines are read one by one, so that a file of any length fits into memory; one document may not be
longer than `LONGEST_DOCUMENT`.
"""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, cast

import msgspec

from filiform.interop.fhir.problems import UnusableRecord

MEGABYTE = 1024 * 1024
LONGEST_DOCUMENT = 100 * MEGABYTE
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TOO_LONG = (
    f"one JSON document is longer than {LONGEST_DOCUMENT // MEGABYTE} MB, the most that is read at once; "
    "send it as NDJSON, one resource or one Bundle a line, which may be of any length"
)


class Document(msgspec.Struct, frozen=True):
    """One JSON document, where it stands, and whether it is one line of several."""

    content: bytes
    where: str
    is_line: bool


def documents(content: bytes | BinaryIO) -> Iterator[Document]:
    """The documents in `content`, in their order.

    Raises:
        UnusableRecord: for nothing at all, a damaged or truncated gzip, or a document that is too long.
    """
    source = _Source(_unpacked(content))
    first = source.line()
    if not first:
        raise UnusableRecord("the file", "it is empty; a FHIR R4 Bundle or NDJSON is expected")
    where, second = f"line {source.number}", source.line()
    if not second:
        yield Document(first, "the file", is_line=False)
    elif first.endswith(b"}") and second.startswith(b"{"):
        yield Document(first, where, is_line=True)
        while second:
            yield Document(second, f"line {source.number}", is_line=True)
            second = source.line()
    else:
        rest = source.rest(LONGEST_DOCUMENT - len(first) - len(second))
        yield Document(b"\n".join((first, second, rest)), "the file", is_line=False)


def _unpacked(content: bytes | BinaryIO) -> BinaryIO:
    raw = _Lent(io.BytesIO(content) if isinstance(content, bytes) else content)
    buffered = io.BufferedReader(raw, MEGABYTE)
    if buffered.peek(2)[:2] == b"\x1f\x8b":
        return cast(BinaryIO, gzip.GzipFile(fileobj=buffered))
    return cast(BinaryIO, buffered)


class _Lent(io.RawIOBase):
    """Somebody else's stream: read here, and left open for them when we are done."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._stream.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)


class _Source:
    """Reads lines that hold something, or all that is left, and says which line it is at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.number = 0

    def line(self) -> bytes:
        """The next line that holds something, without the space around it; nothing at the end."""
        while True:
            line = self._read(self._stream.readline, LONGEST_DOCUMENT)
            self.number += 1
            stripped = line.removeprefix(_BYTE_ORDER_MARK).strip()
            if stripped or not line:
                return stripped

    def rest(self, longest: int) -> bytes:
        """All that is left, if it is no longer than that."""
        return self._read(self._stream.read, longest)

    def _read(self, read: Callable[[int], bytes], longest: int) -> bytes:
        where = f"after line {self.number}" if self.number else "the file"
        try:
            content = read(max(longest, 0) + 1)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            what = "ends too early" if isinstance(error, EOFError) else "is damaged"
            raise UnusableRecord(
                where, f"the gzip data {what}; copy or export the file again"
            ) from None
        if len(content) > longest:
            raise UnusableRecord(where, _TOO_LONG)
        return content
