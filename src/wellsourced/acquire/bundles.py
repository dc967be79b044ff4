"""Many files packed into one (.zip, .tar, .tar.gz) -> the pages in them.

Nothing is ever written: a member is read in memory, under the address `pages.zip!/folder/page.html`. So a name that
climbs ("../../x", "C:\\x") leads nowhere; it is made plain. What a bundle declares is not believed: every member, the
sum of all, their number and how far they unpack are bounded, and lists of members are too. Bundles in bundles, links
and encrypted members are told and not opened. Members come in the order of their names (zip) or as they stand (tar).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, BinaryIO

from ..characters import escaped
from ..records import Page, Unread
from .kinds import BUNDLES, kind_of, pages_of_content
from .tar import CutOff, Damaged, Member, members

LARGEST = 64 * 1024 * 1024  # bytes of one member, unpacked: as of one file
MOST_MEMBERS = 200_000
LONGEST_LIST = 16 * 1024 * 1024  # bytes of a zip file's list of members, which is read as a whole; some 150,000 names
MOST_UNPACKED = 16 * 1024**3  # bytes of all members together: 200,000 news pages with their scripts
FREE = 100 * 1024 * 1024  # bytes that may be unpacked whatever the ratio
RATIO = 200  # times the packed size; HTML packs to a tenth, and deflate cannot do better than 1,032
PART = 256 * 1024  # bytes read at once
LONGEST_NAME = 500  # characters of a member's name that are told
GZIP = b"\x1f\x8b"


class TooMuch(Exception):
    """A bound that is passed; the message says which."""


def pages_of_bundle(name: str, stream: BinaryIO) -> Iterator[Page | Unread]:
    """The pages of one bundle, and what could not be read of it. `stream` can be sought in."""
    bundle = Bundle(name, stream.seek(0, io.SEEK_END))
    stream.seek(0)
    try:
        if name.lower().endswith(".zip"):
            yield from _zipped(bundle, stream)
        else:
            yield from _tarred(bundle, stream)
        if not bundle.members:
            yield Unread(name, "the file holds nothing")
    except TooMuch as error:
        yield Unread(name, f"{error}; {bundle.pages} pages before that were read")
    except (zipfile.BadZipFile, Damaged, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        why = escaped(str(error).lower())[:100] or "it ends too early"
        yield Unread(name, f"the file is damaged ({why}); {bundle.pages} pages before that were read")
    yield from bundle.rest()


@dataclass(slots=True)
class Bundle:
    """What was read of a bundle so far."""

    name: str
    size: int  # bytes, packed
    unpacked: int = 0
    members: int = 0
    pages: int = 0
    passed: Counter[str] = field(default_factory=Counter)  # members that are no pages, by what they are
    seen: Counter[str] = field(default_factory=Counter)

    def count(self) -> None:
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise TooMuch(f"the file holds more than {MOST_MEMBERS:,} members")

    def add(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > MOST_UNPACKED:
            raise TooMuch(f"the file unpacks to more than {MOST_UNPACKED >> 30} GB")
        if self.unpacked > FREE and self.unpacked > RATIO * self.size:
            raise TooMuch(f"the file unpacks to more than {RATIO} times its size")

    def address(self, member: str) -> str:
        """The address of a member; one of a name that came before is numbered."""
        address = f"{self.name}!/{escaped(plain_name(member))}"
        self.seen[address] += 1
        return address if self.seen[address] == 1 else f"{address} ({self.seen[address]})"

    def take(self, found: Iterator[Page | Unread]) -> Iterator[Page | Unread]:
        for one in found:
            self.pages += isinstance(one, Page)
            yield one

    def rest(self) -> Iterator[Unread]:
        if self.passed:
            parts = sorted(self.passed.items(), key=lambda part: (-part[1], part[0]))
            told = ", ".join(f"{count} × {what}" for what, count in parts[:12])
            yield Unread(self.name, f"members that are no pages: {told}" + (", …" if len(parts) > 12 else ""))


def plain_name(name: str) -> str:
    """A member's name without what would lead out of a folder.

    >>> plain_name("../../etc/./x.html"), plain_name("C:\\\\news\\\\x.html"), plain_name("//host/x.txt")
    ('etc/x.html', 'news/x.html', 'host/x.txt')
    """
    parts = re.split(r"[/\\]+", re.sub(r"^[A-Za-z]:", "", name[:LONGEST_NAME]))
    return "/".join(part for part in parts if part.strip() not in ("", ".", "..")) or "unnamed"


def _what(name: str) -> str:
    """What a member that is no page is called when such are counted: its ending."""
    stem, dot, suffix = plain_name(name).rpartition("/")[2].rpartition(".")
    return f".{escaped(suffix.lower())}" if dot and stem and len(suffix) <= 8 else "without an ending"


def _is_passed_over(name: str) -> bool:
    """Hidden files, as in folders, and what macOS puts beside each file."""
    return any(part.startswith(".") for part in plain_name(name).split("/")) or name.startswith("__MACOSX/")


# ---- zip --------------------------------------------------------------------------------------


class _Guarded(io.RawIOBase):
    """A zip file whose list of members is not read where it is endless."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        found = self._stream.read(min(size, LONGEST_LIST + 1) if size >= 0 else LONGEST_LIST + 1)
        if len(found) > LONGEST_LIST:
            raise TooMuch(f"the file's list of members is longer than {LONGEST_LIST >> 20} MB")
        return found

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def _zipped(bundle: Bundle, stream: BinaryIO) -> Iterator[Page | Unread]:
    if bundle.size == 0:
        return
    with zipfile.ZipFile(_Guarded(stream)) as opened:
        for info in sorted(opened.infolist(), key=lambda info: (info.filename, info.header_offset)):
            if info.filename.endswith("/") or _is_passed_over(info.filename):
                continue
            bundle.count()
            kind = kind_of(info.filename)
            if (info.external_attr >> 16) & 0o170000 == 0o120000:
                bundle.passed["link"] += 1
            elif kind is None:
                bundle.passed[_what(info.filename)] += 1
            elif kind in BUNDLES:
                yield Unread(bundle.address(info.filename), "a bundle within a bundle is not opened")
            else:
                yield from _zip_member(bundle, opened, info)


def _zip_member(bundle: Bundle, opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Page | Unread]:
    address = bundle.address(info.filename)
    if info.flag_bits & 0x1:
        yield Unread(address, "encrypted")
        return
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # the library unpacks these without a bound
        yield Unread(address, f"packed in a way that is not read (method {info.compress_type})")
        return
    try:
        with opened.open(info) as member:
            content = _bounded(bundle, member)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        why = escaped(str(error).lower())[:100] or "it ends too early"
        yield Unread(address, f"damaged ({why})")
        return
    if content is None:
        yield Unread(address, f"longer than the {LARGEST >> 20} MB that one page may have")
        return
    yield from bundle.take(pages_of_content(address, info.filename, content))


def _bounded(bundle: Bundle, member: IO[bytes]) -> bytes | None:
    """The content of a member; None where it is longer than a page may be. Raises TooMuch."""
    parts: list[bytes] = []
    size = 0
    while part := member.read(PART):
        size += len(part)
        bundle.add(len(part))
        if size > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)


# ---- tar --------------------------------------------------------------------------------------


def _tarred(bundle: Bundle, stream: BinaryIO) -> Iterator[Page | Unread]:
    if bundle.size == 0:
        return
    packed = stream.read(2) == GZIP
    stream.seek(0)
    for member in members(_Unpacked(stream, bundle) if packed else stream):
        if member.kind == "folder" or _is_passed_over(member.name):
            continue
        bundle.count()
        kind = kind_of(member.name)
        if member.kind != "file":
            bundle.passed[member.kind] += 1
        elif kind is None:
            bundle.passed[_what(member.name)] += 1
        elif kind in BUNDLES:
            yield Unread(bundle.address(member.name), "a bundle within a bundle is not opened")
        elif member.size > LARGEST:
            yield Unread(bundle.address(member.name), f"longer than the {LARGEST >> 20} MB that one page may have")
        else:
            yield from _tar_member(bundle, member)


def _tar_member(bundle: Bundle, member: Member) -> Iterator[Page | Unread]:
    address = bundle.address(member.name)
    try:
        content = member.read()
    except CutOff as error:
        yield Unread(address, f"the file breaks off here: {error}")
        raise
    yield from bundle.take(pages_of_content(address, member.name, content))


class _Unpacked:
    """The bytes of a gzipped tar file, counted; they may be in several gzip members one behind the other."""

    def __init__(self, stream: BinaryIO, bundle: Bundle) -> None:
        self._stream, self._bundle = stream, bundle
        self._packed = b""
        self._unpack = zlib.decompressobj(wbits=31)

    def read(self, size: int) -> bytes:
        while True:
            if self._unpack.eof:
                self._packed = self._unpack.unused_data.lstrip(b"\x00") or self._stream.read(PART)
                if not self._packed.startswith(GZIP[:1]):
                    return b""
                self._unpack = zlib.decompressobj(wbits=31)
            self._packed = self._packed or self._stream.read(PART)
            if not self._packed:
                return b""
            part = self._unpack.decompress(self._packed, size)
            self._packed = self._unpack.unconsumed_tail
            if part:
                self._bundle.add(len(part))
                return part
