"""JSON Lines -> pages: each line is a page or is told with its number and a reason."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.acquire import jsonl
from wellsourced.acquire.jsonl import pages_of_lines
from wellsourced.records import Page, Unread

PAGES = [
    ("text alone", '{"text": "The weir held."}', "text", {}),
    ("markup alone", '{"html": "<p>The weir held.</p>"}', "html", {}),
    ("text before markup", '{"html": "<p>x</p>", "text": "The weir held."}', "text", {}),
    ("markup where the text is blank", '{"text": " ", "html": "<p>x</p>"}', "html", {}),
    ("all hints", '{"text": "x", "url": "u", "title": "t", "date": "2024-05-02", "outlet": "o"}', "text",
     {"url": "u", "title": "t", "date": "2024-05-02", "outlet": "o"}),
    ("a date as a number", '{"text": "x", "date": 20240502}', "text", {"date": "20240502"}),
    ("hints that are none", '{"text": "x", "title": null, "outlet": "", "url": ["u"]}', "text", {}),
    ("keys of others", '{"text": "x", "id": 7, "tags": ["a"]}', "text", {}),
    ("a byte order mark", '\ufeff{"text": "x"}', "text", {}),
    ("a line end of another system", '{"text": "x"}\r', "text", {}),
    ("half a character", '{"text": "x \\ud800 y"}', "text", {}),
]  # fmt: skip


@pytest.mark.parametrize(("case", "line", "kind", "hints"), PAGES, ids=[case for case, *_ in PAGES])
def test_a_line_is_a_page(case, line, kind, hints):
    [page] = pages_of_lines("in.jsonl", io.BytesIO(line.encode() + b"\n"))
    assert isinstance(page, Page)
    assert (page.address, page.format) == ("in.jsonl:1", kind)
    assert {name: getattr(page, name) for name in jsonl.HINTS if getattr(page, name) is not None} == hints


UNREAD = [
    ("no JSON", b"The weir held.", "no JSON"),
    ("half a line", b'{"text": "The weir', "no JSON"),
    ("two objects on a line", b'{"text": "a"} {"text": "b"}', "no JSON"),
    ("a list", b'["text", "The weir held."]', "no object"),
    ("a number", b"7", "no object"),
    ("neither text nor markup", b'{"title": "The weir held"}', "neither"),
    ("blank text", b'{"text": " \\n"}', "neither"),
    ("text that is a list", b'{"text": ["a", "b"]}', "neither"),
    ("another encoding", '{"text": "café"}'.encode("latin-1"), "not UTF-8"),
    ("bytes", b"\x00\xff\xfe\x80", "not UTF-8"),
    ("brackets nested beyond measure", b"[" * 100_000, "no JSON"),
    ("objects nested beyond measure", b'{"text":' * 100_000, "no JSON"),
    ("a number beyond measure", b'{"text": ' + b"9" * 5_000 + b"}", "no JSON"),
]


@pytest.mark.parametrize(("case", "line", "reason"), UNREAD, ids=[case for case, *_ in UNREAD])
def test_a_line_that_is_no_page_is_told(case, line, reason):
    [unread] = pages_of_lines("in.jsonl", io.BytesIO(line + b"\n"))
    assert isinstance(unread, Unread)
    assert unread.address == "in.jsonl:1"
    assert reason in unread.error


def test_a_bad_line_does_not_hide_the_good_ones():
    lines = b'{"text": "a"}\n\nnone\n{"text": "b"}'
    found = [(one.address, type(one)) for one in pages_of_lines("-", io.BytesIO(lines))]
    assert found == [("-:1", Page), ("-:3", Unread), ("-:4", Page)]


def test_an_endless_line_is_passed_over(monkeypatch):
    monkeypatch.setattr(jsonl, "LONGEST", 1_000)
    lines = b'{"text": "' + b"x" * 3_500 + b'"}\n{"text": "b"}\n'
    found = list(pages_of_lines("in", io.BytesIO(lines)))
    assert [(one.address, type(one)) for one in found] == [("in:1", Unread), ("in:2", Page)]


def test_an_empty_file_is_told():
    assert list(pages_of_lines("in.jsonl", io.BytesIO(b""))) == [Unread("in.jsonl", "the file is empty")]


def test_a_file_of_blank_lines_is_told():
    found = list(pages_of_lines("in.jsonl", io.BytesIO(b"\n \n")))
    assert found == [Unread("in.jsonl", "the file holds nothing but blank lines")]


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200) | st.dictionaries(st.sampled_from(["text", "html", "url"]), st.text()).map(
    lambda record: json.dumps(record).encode()))  # fmt: skip
def test_any_bytes_give_pages_or_reasons(data):
    for one in pages_of_lines("in", io.BytesIO(data)):
        assert isinstance(one, Page) or one.error
