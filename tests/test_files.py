"""Paths -> pages: everything given gives a page or a reason, in an order that does not depend on the file system."""

import io
import os
from pathlib import Path

import pytest

from wellsourced.acquire.files import LARGEST, find_pages
from wellsourced.records import Page, Unread


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of pages; paths are given relative to it, so that addresses are the same on any machine."""
    for name, words in [("b.txt", "Two."), ("a.html", "<p>One.</p>"), ("deep/er/c.htm", "Three."), ("d.TXT", "Four.")]:
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "pages"


def told(*paths: str, stdin: bytes | None = None) -> list[tuple[str, str]]:
    """(address, format) of pages, (address, reason) of what gave none."""
    found = find_pages(paths, io.BytesIO(stdin) if stdin is not None else None)
    return [(one.address, one.format if isinstance(one, Page) else one.error) for one in found]


FOUND = [
    ("a folder, with all below it", ["pages"], ["pages/a.html", "pages/b.txt", "pages/d.TXT", "pages/deep/er/c.htm"]),
    ("one file", ["pages/b.txt"], ["pages/b.txt"]),
    ("a pattern", ["pages/*.txt"], ["pages/b.txt"]),
    ("a pattern over folders", ["pages/**/*.htm"], ["pages/deep/er/c.htm"]),
    ("a file given twice is read once", ["pages/b.txt", "pages/../pages/b.txt"], ["pages/b.txt"]),
    ("a file and its folder", ["pages/b.txt", "pages/deep", "pages/b.txt"], ["pages/b.txt", "pages/deep/er/c.htm"]),
]


@pytest.mark.parametrize(("case", "paths", "addresses"), FOUND, ids=[case for case, *_ in FOUND])
def test_pages_are_found(folder, case, paths, addresses):
    assert [address for address, _ in told(*paths)] == addresses


def test_formats_follow_from_the_ending(folder):
    assert told("pages/a.html", "pages/d.TXT", "pages/deep/er/c.htm") == [
        ("pages/a.html", "html"), ("pages/d.TXT", "text"), ("pages/deep/er/c.htm", "html"),
    ]  # fmt: skip


def test_hidden_files_and_folders_are_passed_over(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("Hidden.")
    (folder / ".hidden.txt").write_text("Hidden.")
    assert len(told("pages")) == 4


UNREAD = [
    ("a path that is not there", "nowhere.txt", "no such file"),
    ("a pattern that fits nothing", "pages/*.pdf", "no file fits"),
    ("an empty folder", "pages/empty", "holds no files"),
    ("another kind of file", "pages/picture.png", "not a kind of file that is read"),
    ("a file without an ending", "pages/README", "not a kind of file that is read"),
    ("a broken link", "pages/broken.txt", "leads nowhere"),
    ("a link to itself", "pages/self.txt", "leads nowhere"),
    ("a pipe, which would never end", "pages/pipe.txt", "not a file"),
]


@pytest.mark.parametrize(("case", "path", "reason"), UNREAD, ids=[case for case, *_ in UNREAD])
def test_what_gives_no_page_is_told_with_a_reason(folder, case, path, reason):
    (folder / "empty").mkdir()
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "README").write_text("Read me.")
    (folder / "broken.txt").symlink_to("gone.txt")
    (folder / "self.txt").symlink_to("self.txt")
    os.mkfifo(folder / "pipe.txt")
    [(address, error)] = told(path)
    assert address == path
    assert reason in error


def test_one_bad_path_does_not_hide_the_good_ones(folder):
    (folder / "broken.txt").symlink_to("gone.txt")
    found = list(find_pages(["nowhere", "pages"]))
    assert [one.address for one in found if isinstance(one, Unread)] == ["nowhere", "pages/broken.txt"]
    assert sum(isinstance(one, Page) for one in found) == 4


def test_a_loop_of_links_ends_and_each_page_is_read_once(folder):
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "deep" / "er" / "same").symlink_to("../er", target_is_directory=True)
    assert sorted(Path(address).name for address, _ in told("pages")) == ["a.html", "b.txt", "c.htm", "d.TXT"]


def test_a_linked_folder_is_followed(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "e.txt").write_text("Five.")
    (folder / "link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert ("pages/link/e.txt", "text") in told("pages")


@pytest.mark.skipif(os.geteuid() == 0, reason="root can open every folder and file")
def test_what_must_not_be_opened_is_told(folder):
    for path, reason in (("deep", "the folder cannot be opened"), ("b.txt", "cannot be opened")):
        (folder / path).chmod(0)
        try:
            assert any(reason in error for _, error in told(f"pages/{path}"))
        finally:
            (folder / path).chmod(0o755)


def test_a_file_beyond_all_measure_is_not_loaded(folder):
    with open(folder / "vast.txt", "wb") as vast:
        vast.truncate(LARGEST + 1)  # a hole: takes no room on the disk
    [(_, error)] = told("pages/vast.txt")
    assert "64 MB" in error


def test_a_name_that_is_no_text_is_shown_as_such(folder):
    try:
        with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as file:
            file.write(b"Six.")
    except OSError:
        pytest.skip("this file system holds names that are text only")
    assert ("pages/caf\\xe9.txt", "text") in told("pages")


def test_standard_input_is_json_lines():
    assert told("-", stdin=b'{"text": "One."}\n{"html": "<p>Two."}\n') == [("-:1", "text"), ("-:2", "html")]
    assert told("-", stdin=b"") == [("-", "the file is empty")]
