"""The members of a tar file, one after the other, from a stream that is read once: nothing is sought, nothing written.

Not by the standard library: the `tarfile` of Python 3.11.7 reads names as long as they declare to be, and can be made
to go round in circles by a negative size (CVE-2025-8194) or to take time with the square of a header (CVE-2024-6232).
What is read here is ustar with the long names of GNU (L) and POSIX (x); https://pubs.opengroup.org, pax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

BLOCK = 512
OCTAL = re.compile(rb"[0-7]+")
LONGEST_NAME = 64 * 1024  # bytes of a long name's record, or of a POSIX header
MOST_HEADERS = 8  # long names and the like before one member
PART = 256 * 1024
Kind = Literal["file", "folder", "link", "device", "part of a file with holes", "member of an unknown kind"]
KINDS: dict[bytes, Kind] = {
    b"0": "file", b"\x00": "file", b"7": "file", b"1": "link", b"2": "link", b"3": "device", b"4": "device",
    b"5": "folder", b"6": "device", b"S": "part of a file with holes",
}  # fmt: skip


class Damaged(Exception):
    """What is no tar file; the message says why."""


class CutOff(Damaged):
    """A file that ends in a member."""


class Stream(Protocol):
    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


@dataclass(slots=True)
class Member:
    """A member, whose content can be read until the next one is asked for."""

    name: str
    kind: Kind
    size: int
    _stream: Stream
    _left: int = field(init=False)

    def __post_init__(self) -> None:
        self._left = self.size + -self.size % BLOCK

    def read(self) -> bytes:
        """All of it. The caller has looked at the size. Raises CutOff."""
        content = _read(self._stream, self.size)
        self._left -= len(content)
        return content

    def skip(self) -> None:
        """What was not read, up to the next header; a file may end before the last one's padding does."""
        while self._left > 0:
            part = self._stream.read(min(PART, self._left))
            if not part:
                if self._left >= BLOCK:
                    raise CutOff(f"{self._left:,} bytes are missing")
                return
            self._left -= len(part)


def members(stream: Stream) -> Iterator[Member]:
    """The members of a tar file in their order. Raises Damaged, and what the stream raises."""
    name: str | None = None
    size: int | None = None
    headers = 0
    while True:
        header = _read(stream, BLOCK, whole=False)
        if not header.strip(b"\x00"):
            return  # two blocks of zeros are the end; so is the end of the file
        if len(header) < BLOCK:
            raise CutOff("a header is cut off")
        _check(header)
        kind, declared = header[156:157], _number(header[124:136])
        if kind in b"LKxg" and kind:
            headers += 1
            if headers > MOST_HEADERS or declared > LONGEST_NAME:
                raise Damaged("a name is longer than names can be")
            content = _read(stream, declared + -declared % BLOCK)[:declared]
            if kind == b"L":
                name = _text(content)
            elif kind == b"x":
                name, size = _posix(content, name, size)
            continue
        member = Member(name or _name(header), KINDS.get(kind, "member of an unknown kind"),
                        declared if size is None else size, stream)  # fmt: skip
        if member.kind in ("link", "folder", "device"):
            member._left = 0  # whatever size is declared: links and folders have no content
        yield member
        member.skip()
        name = size = None
        headers = 0


def _read(stream: Stream, size: int, whole: bool = True) -> bytes:
    """`size` bytes, or what is left. Raises CutOff where all are wanted and fewer are left."""
    parts: list[bytes] = []
    left = size
    while left > 0 and (part := stream.read(min(PART, left))):
        parts.append(part)
        left -= len(part)
    if left and whole:
        raise CutOff(f"{size - left:,} of {size:,} bytes are there")
    return b"".join(parts)


def _check(header: bytes) -> None:
    """Raises Damaged where the sum of a header's bytes is not what it says."""
    said = header[148:156].strip(b" \x00")
    if not OCTAL.fullmatch(said) or int(said, 8) != sum(header[:148]) + 8 * 32 + sum(header[156:]):
        raise Damaged("no tar header where one should be")


def _number(field: bytes) -> int:
    """A number as octal digits, or in binary (GNU) where the first bit is set."""
    if field[0] & 0x80:
        number = int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
        if field[0] == 0xFF or number > 2**62:
            raise Damaged("a size below nothing or beyond measure")
        return number
    digits = field.strip(b" \x00")
    if digits and not OCTAL.fullmatch(digits):
        raise Damaged("no number where a size should be")
    return int(digits or b"0", 8)


def _name(header: bytes) -> str:
    name, prefix = _text(header[:100]), _text(header[345:500]) if header[257:262] == b"ustar" else ""
    return f"{prefix}/{name}" if prefix and header[263:265] == b"00" else name


def _text(field: bytes) -> str:
    return field.split(b"\x00", 1)[0].decode("utf-8", "backslashreplace")


def _posix(content: bytes, name: str | None, size: int | None) -> tuple[str | None, int | None]:
    """The name and size that a POSIX header gives: records of "length key=value", each ended by a line end."""
    at = 0
    while at < len(content):
        length, blank, _ = content[at : at + 20].partition(b" ")
        if not blank or not length.isdigit() or int(length) <= len(length) + 1:
            raise Damaged("a header that cannot be read")
        key, _, value = content[at + len(length) + 1 : at + int(length)].rstrip(b"\n").partition(b"=")
        if key == b"path":
            name = _text(value)
        elif key == b"size" and value.isdigit() and len(value) <= 18:
            size = int(value)
        at += int(length)
    return name, size
