"""WARC files -> pages: what is whole is read, what is not is told with the place where it stands."""

import gzip
import io
import tracemalloc

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.acquire import warc
from wellsourced.acquire.files import find_pages
from wellsourced.acquire.warc import pages_of_warc
from wellsourced.pipeline import read_one
from wellsourced.records import Page, Unread

WORDS = b"<html><body><p>The lock at Ostrel was shut on Monday, its keeper said.</p></body></html>"


def answer(
    path: str = "1", body: bytes = WORDS, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK",
    headers: str = "", record: str = "response", length: int | None = None,
) -> bytes:  # fmt: skip
    """One record of a WARC file, as crawlers write it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    return (
        f"WARC/1.0\r\nWARC-Type: {record}\r\nWARC-Target-URI: http://news.example/{path}\r\n"
        "WARC-Date: 2024-05-03T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1234>\r\n"
        f"Content-Type: application/http; msgtype={record}\r\nContent-Length: {len(http) if length is None else length}"
        "\r\n\r\n"
    ).encode() + http + b"\r\n\r\n"  # fmt: skip


def read(data: bytes) -> list[Page | Unread]:
    return list(pages_of_warc("in.warc", io.BytesIO(data)))


def test_a_page_knows_its_address_and_the_day_it_was_taken():
    [page] = read(answer())
    assert page == Page("http://news.example/1", WORDS, "html", url="http://news.example/1", fetched="2024-05-03")


PACKED = [
    ("gzip", "Content-Encoding: gzip\r\n", gzip.compress(WORDS)),
    ("brotli", "Content-Encoding: br\r\n", brotli.compress(WORDS)),
    ("chunks", "Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(WORDS), WORDS)),
    ("said to be as it is", "Content-Encoding: identity\r\n", WORDS),
    (
        "gzip in chunks",
        "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
        b"%x\r\n%b\r\n0\r\n\r\n" % (len(gzip.compress(WORDS)), gzip.compress(WORDS)),
    ),
]


@pytest.mark.parametrize(("case", "headers", "body"), PACKED, ids=[case for case, *_ in PACKED])
def test_content_is_unpacked(case, headers, body):
    [page] = read(answer(body=body, headers=headers))
    assert page.content == WORDS


def test_the_encoding_that_the_server_tells_goes_before_the_page_s():
    page = '<html><meta charset="utf-8"><p>Lac d’Ostrel fermé</p></html>'
    [found] = read(answer(body=page.encode("cp1252"), kind="text/html; charset=windows-1252"))
    assert found.content == page


@pytest.mark.parametrize("pack", [lambda data: data, gzip.compress], ids=["plain", "one member a record"])
def test_every_page_of_a_file_and_the_rest_counted(pack):
    records = [answer("1"), answer("p", kind="image/png"), answer("q", kind="image/png"), answer("2", status="404 No"),
               answer("r", record="request"), answer("3", kind="text/plain", body=b"Words.")]  # fmt: skip
    *pages, rest = read(b"".join(pack(record) for record in records))
    assert [(page.url, page.format) for page in pages] == [
        ("http://news.example/1", "html"), ("http://news.example/3", "text"),
    ]  # fmt: skip
    assert rest == Unread("in.warc", "answers that are no pages with words: 2 × image/png, 1 × status 404")


DAMAGED = [
    ("cut in a page", (answer("1") + answer("2"))[:-30], 1, "breaks off here"),
    ("cut in a packed page", gzip.compress(answer("1")) + gzip.compress(answer("2"))[:-40], 1, "breaks off here"),
    ("rubbish between records", answer("1") + b"rubbish\r\n\r\n" + answer("2"), 1, "after the record at byte 0"),
    ("rubbish between members", gzip.compress(answer("1")) + b"rubbish", 1, "after the record at byte 0"),
    ("no WARC", b"<html>words</html>", 0, "at its beginning"),
    ("nothing", b"", 0, "empty"),
    ("requests alone", answer(record="request"), 0, "none of its 1 records"),
    ("four gigabytes declared", answer(length=4 * 2**30), 0, "breaks off here"),
    ("a length below nothing", answer(length=-5), 0, "damaged"),
    ("not packed as said", answer(headers="Content-Encoding: gzip\r\n") + answer("2"), 1, "not gzip"),
    ("packed in an unknown way", answer(headers="Content-Encoding: lzma\r\n") + answer("2"), 1, "not read (lzma)"),
    ("a head without end", b"WARC/1.0\r\nX: " + b"x" * 1_000_000 + answer(), 0, "damaged"),
]


@pytest.mark.parametrize(("case", "data", "pages", "reason"), DAMAGED, ids=[case for case, *_ in DAMAGED])
def test_a_damaged_file_gives_what_is_whole_and_says_where_it_broke(case, data, pages, reason):
    found = read(data)
    assert sum(isinstance(one, Page) for one in found) == pages
    assert any(reason in one.error for one in found if isinstance(one, Unread))


def test_a_bomb_costs_bounded_memory(monkeypatch):
    monkeypatch.setattr(warc, "LARGEST", 1024 * 1024)
    bomb = answer(body=gzip.compress(bytes(200_000_000)), headers="Content-Encoding: gzip\r\n")
    tracemalloc.start()
    [told, page] = read(bomb + answer("2"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "unpacks to more than 1 MB" in told.error
    assert isinstance(page, Page)
    assert peak < 20_000_000


@settings(deadline=None)
@given(st.data())
def test_no_damage_is_an_exception(data):
    whole = b"".join(gzip.compress(answer(str(number))) for number in range(3))
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]
    for found in read(broken):
        assert isinstance(found, (Page, Unread))


def test_a_crawl_among_other_files(tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(gzip.compress(answer("1")) + gzip.compress(answer("2")))
    found = list(find_pages([str(tmp_path)]))
    assert [page.url for page in found if isinstance(page, Page)] == ["http://news.example/1", "http://news.example/2"]


def test_an_undated_page_was_published_by_the_day_it_was_taken():
    [page] = read(answer())
    published = read_one(page).published
    assert (published.earliest, str(published.latest)) == (None, "2024-05-03")
    assert "taken from the web" in published.how
