"""Zip and tar files -> pages: what is whole is read in memory, what is not is told, and nothing is ever written."""

import gzip
import io
import os
import stat
import struct
import tarfile
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.acquire import bundles, tar
from wellsourced.acquire.bundles import pages_of_bundle, plain_name
from wellsourced.acquire.files import find_pages
from wellsourced.records import Page, Unread

WORDS = b"<html><body><p>The lock at Ostrel was shut on Monday, its keeper said.</p></body></html>"
Files = list[tuple[str, bytes]]


def zipped(files: Files, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as opened:
        for name, content in files:
            opened.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def tarred(files: Files, form: int = tarfile.GNU_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as opened:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            opened.addfile(info, io.BytesIO(content))
    return out.getvalue()


def posix(files: Files) -> bytes:
    return tarred(files, tarfile.PAX_FORMAT)


def packed(files: Files) -> bytes:
    return gzip.compress(tarred(files))


MAKERS = [("in.zip", zipped), ("in.tar", tarred), ("in.tar", posix), ("in.tar.gz", packed), ("in.tgz", packed)]


def read(name: str, data: bytes) -> list[tuple[str, str]]:
    """(address, format) of pages, (address, reason) of what gave none."""
    found = pages_of_bundle(name, io.BytesIO(data))
    return [(one.address, one.format if isinstance(one, Page) else one.error) for one in found]


@pytest.mark.parametrize(("name", "make"), MAKERS, ids=[f"{name} {make.__name__}" for name, make in MAKERS])
def test_pages_are_read_with_their_place_in_the_bundle(name, make):
    long = "/".join(["news"] * 40) + "/Überflutung.txt"
    files = [("a.html", WORDS), ("deep/b.TXT", b"Words."), ("c.jsonl", b'{"text": "One."}\n{"text": "Two."}\n'),
             (long, b"Words."), ("logo.png", b"\x89PNG"), ("style.css", b"p {}"), ("two.css", b"p {}"),
             (".hidden.txt", b"Hidden."), ("__MACOSX/a.html", b"Hidden."), ("inner.zip", zipped([]))]  # fmt: skip
    assert sorted(read(name, make(files))) == sorted([
        (f"{name}!/a.html", "html"), (f"{name}!/deep/b.TXT", "text"), (f"{name}!/c.jsonl:1", "text"),
        (f"{name}!/c.jsonl:2", "text"), (f"{name}!/{long}", "text"),
        (f"{name}!/inner.zip", "a bundle within a bundle is not opened"),
        (name, "members that are no pages: 2 × .css, 1 × .png"),
    ])  # fmt: skip


def test_members_of_a_zip_file_come_in_the_order_of_their_names():
    files = [("b.txt", b"Two."), ("a.txt", b"One.")]
    assert read("in.zip", zipped(files)) == read("in.zip", zipped(files[::-1]))


CLIMBING = [
    ("../../etc/passwd.txt", "etc/passwd.txt"), ("/etc/passwd.txt", "etc/passwd.txt"), ("..\\..\\x.txt", "x.txt"),
    ("C:\\Windows\\x.txt", "Windows/x.txt"), ("a/../../x.txt", "a/x.txt"), ("./x.txt", "x.txt"),
    ("//host/share/x.txt", "host/share/x.txt"), ("a\u202etxt.exe.txt", "a\\u202etxt.exe.txt"),
    ("a\x1b[2Jb.txt", "a\\x1b[2Jb.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "plain"), CLIMBING)
@pytest.mark.parametrize(("bundle", "make"), [("in.zip", zipped), ("in.tar", tarred)], ids=["zip", "tar"])
def test_a_name_that_climbs_is_made_plain_and_nothing_is_written(tmp_path, monkeypatch, bundle, make, name, plain):
    place = tmp_path / "here" / "deep"
    place.mkdir(parents=True)
    (place / bundle).write_bytes(make([(name, b"Words.")]))
    monkeypatch.chdir(place)
    before = sorted(tmp_path.rglob("*"))
    assert [one.address for one in find_pages([bundle])] == [f"{bundle}!/{plain}"]
    assert sorted(tmp_path.rglob("*")) == before


def test_two_members_of_one_name_are_told_apart():
    files = [("a.txt", b"One."), ("../a.txt", b"Two."), ("/a.txt", b"Three.")]
    assert [address for address, _ in read("in.tar", tarred(files))] == [
        "in.tar!/a.txt", "in.tar!/a.txt (2)", "in.tar!/a.txt (3)",
    ]  # fmt: skip


def test_links_and_devices_are_counted_and_not_followed(tmp_path):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as opened:
        for kind, target in ((tarfile.SYMTYPE, "/etc/passwd"), (tarfile.LNKTYPE, "a.txt"), (tarfile.CHRTYPE, "")):
            info = tarfile.TarInfo("a.txt")
            info.type, info.linkname = kind, target
            opened.addfile(info)
        opened.add(tmp_path, "folder")
    assert read("in.tar", out.getvalue()) == [("in.tar", "members that are no pages: 2 × link, 1 × device")]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
    assert read("in.zip", out.getvalue()) == [("in.zip", "members that are no pages: 1 × link")]


def header(name: bytes = b"a.txt", size: bytes = b"00000000005\x00", kind: bytes = b"0") -> bytes:
    """A tar header, with a right sum."""
    head = name.ljust(100, b"\x00") + b"0000644\x000000000\x000000000\x00" + size + b"00000000000\x00" + b" " * 8 + kind
    head = head.ljust(257, b"\x00") + b"ustar\x0000"
    head = head.ljust(512, b"\x00")
    return head[:148] + b"%06o\x00 " % sum(head) + head[156:]


def with_flag(data: bytes) -> bytes:
    """A zip file whose first member says that it is encrypted."""
    local, central = bytearray(data), data.index(b"PK\x01\x02")
    local[6] |= 1
    local[central + 8] |= 1
    return bytes(local)


def lying(data: bytes, size: int) -> bytes:
    """A zip file whose first member declares another unpacked size."""
    changed, central = bytearray(data), data.index(b"PK\x01\x02")
    changed[22:26] = changed[central + 24 : central + 28] = struct.pack("<I", size)
    return bytes(changed)


def endless_list(data: bytes, size: int) -> bytes:
    """A zip file that declares a list of members of so many bytes."""
    at = data.rindex(b"PK\x05\x06")
    return data[: at + 12] + struct.pack("<II", size, 0) + data[at + 20 :]


A = [("a.txt", b"Words."), ("b.txt", b"More words.")]
DAMAGED = [
    ("encrypted", "in.zip", with_flag(zipped(A)), 1, "encrypted"),
    ("packed by bzip2", "in.zip", zipped(A, zipfile.ZIP_BZIP2), 0, "not read (method 12)"),
    ("packed by lzma", "in.zip", zipped(A, zipfile.ZIP_LZMA), 0, "not read (method 14)"),
    ("four gigabytes declared", "in.zip", lying(zipped(A), 2**32 - 2), 2, ""),
    ("one byte declared", "in.zip", lying(zipped(A), 1), 1, "damaged"),
    ("an endless list", "in.zip", endless_list(zipped(A), 2**32 - 2), 0, "damaged"),
    ("a flipped byte", "in.zip", zipped(A, zipfile.ZIP_STORED).replace(b"Words.", b"Wurds.", 1), 1, "damaged"),
    ("cut off", "in.zip", zipped(A)[:-30], 0, "damaged"),
    ("no zip file", "in.zip", b"Words.", 0, "damaged"),
    ("nothing", "in.zip", b"", 0, "holds nothing"),
    ("no members", "in.zip", zipped([]), 0, "holds nothing"),
    ("cut off in a member", "in.tar", tarred([("a.txt", b"Words."), ("b.txt", b"x" * 2000)])[:2500], 1, "breaks off"),
    ("cut off in a packed member", "in.tgz", packed([("a.txt", os.urandom(9000)), *A])[:-100], 1, ""),
    ("no tar file", "in.tar", WORDS * 20, 0, "no tar header"),
    ("nothing", "in.tar", b"", 0, "holds nothing"),
    ("rubbish packed", "in.tar.gz", gzip.compress(WORDS * 20), 0, "no tar header"),
    ("said to be packed", "in.tar.gz", b"\x1f\x8brubbish", 0, "damaged"),
    ("not packed as its name says", "in.tar.gz", tarred(A), 2, ""),
    ("a size below nothing", "in.tar", header(size=b"\xff" * 12) + bytes(1024), 0, "below nothing"),
    ("a size beyond measure", "in.tar", header(size=b"\x80" + b"\xff" * 11) + bytes(1024), 0, "beyond measure"),
    ("eight gigabytes declared", "in.tar", header(size=b"77777777777\x00") + bytes(1024), 0, "longer than"),
    ("a name of eight gigabytes", "in.tar", header(size=b"77777777777\x00", kind=b"L") + bytes(1024), 0, "longer than"),
    ("a name after a name without end", "in.tar", header(size=b"00000000000\x00", kind=b"L") * 50, 0, "longer than"),
    ("a size in words", "in.tar", header(size=b"five bytes \x00") + bytes(1024), 0, "no number"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "name", "data", "pages", "reason"), DAMAGED, ids=[case for case, *_ in DAMAGED])
def test_a_damaged_bundle_gives_what_is_whole_and_says_what_is_not(case, name, data, pages, reason):
    found = list(pages_of_bundle(name, io.BytesIO(data)))
    assert sum(isinstance(one, Page) for one in found) == pages
    assert not reason or any(reason in one.error for one in found if isinstance(one, Unread))


BOMBS = [
    ("a member of 300 MB", "in.zip", lambda: zipped([("a.txt", bytes(300_000_000))]), "longer than"),
    ("many members of 40 MB", "in.zip", lambda: zipped([(f"{n}.txt", bytes(40_000_000)) for n in range(9)]), "times"),
    ("a packed file of 300 MB", "in.tgz", lambda: gzip.compress(header(size=b"02163062400\x00") + bytes(300_000_000)),
     "times its size"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "name", "make", "reason"), BOMBS, ids=[case for case, *_ in BOMBS])
def test_a_bomb_costs_bounded_memory(case, name, make, reason, monkeypatch):
    monkeypatch.setattr(bundles, "LARGEST", 1024 * 1024 * 5)
    monkeypatch.setattr(bundles, "FREE", 1024 * 1024 * 20)
    monkeypatch.setattr(bundles, "RATIO", 50)
    data = io.BytesIO(make())
    tracemalloc.start()
    found = list(pages_of_bundle(name, data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert any(reason in one.error for one in found if isinstance(one, Unread))
    assert peak < 20_000_000


def test_a_bundle_of_endless_members_ends(monkeypatch):
    monkeypatch.setattr(bundles, "MOST_MEMBERS", 10)
    found = read("in.tar", tarred([(f"{n}.txt", b"Words.") for n in range(20)]))
    assert len(found) == 11
    assert "more than 10 members; 10 pages before that were read" in found[-1][1]


def test_a_list_of_members_without_end_is_not_read(monkeypatch):
    monkeypatch.setattr(bundles, "LONGEST_LIST", 300)
    [(_, error)] = read("in.zip", zipped([(f"{n}.txt", b"Words.") for n in range(50)]))
    assert "list of members" in error


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(["in.zip", "in.tar", "in.tgz"]))
def test_no_damage_is_an_exception(data, name):
    whole = {"in.zip": zipped(A), "in.tar": tarred(A), "in.tgz": packed(A)}[name]
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]
    for found in pages_of_bundle(name, io.BytesIO(broken)):
        assert isinstance(found, (Page, Unread))


@given(st.text(max_size=60))
def test_a_plain_name_leads_nowhere(name):
    made = plain_name(name)
    assert made
    assert not made.startswith(("/", "\\"))
    assert not {"..", "."} & set(made.replace("\\", "/").split("/"))


def test_names_and_sizes_of_posix_headers():
    assert tar._posix(b"18 path=a/b/c.txt\n11 size=12\n", None, None) == ("a/b/c.txt", 12)
    for broken in (b"0 path=a\n", b"path=a\n", b"-5 path=a\n", b"99999999999999999999999 path=a\n"):
        with pytest.raises(tar.Damaged):
            tar._posix(broken, None, None)
