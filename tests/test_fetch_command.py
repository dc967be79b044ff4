"""`wellsourced fetch` and `watch`, as they are run: against a real server on loopback, stopped by a signal."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from servers import NewsServer

from wellsourced.acquire.files import find_pages
from wellsourced.archive import known_addresses, open_archive
from wellsourced.records import Page

RUN = [sys.executable, "-m", "wellsourced.cli"]
LOCAL = ["--allow", "127.0.0.1", "--pause", "0"]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*RUN, *words], capture_output=True, text=True, timeout=120)


def test_a_feed_becomes_a_file_that_can_be_read_and_added_to(tmp_path: Path) -> None:
    file = tmp_path / "news.warc.gz"
    with NewsServer() as server:
        first = run("fetch", server.url("/feed"), server.url("/nothing"), "-o", str(file), *LOCAL)
        second = run("fetch", server.url("/packed"), "-o", str(file), *LOCAL)
        expected = [server.url(path) for path in ("/one", "/two", "/packed")]
    assert (first.returncode, first.stdout) == (0, "2 pages taken\n")
    assert "/nothing: the server answers with status 404" in first.stderr
    assert second.returncode == 0
    assert [page.address for page in find_pages([str(file)]) if isinstance(page, Page)] == expected


def test_a_private_network_is_not_asked_unless_named(tmp_path: Path) -> None:
    with NewsServer() as server:
        done = run("fetch", server.url("/one"), "-o", str(tmp_path / "news.warc.gz"))
        assert not server.asked
    assert done.returncode == 1
    assert "not on the public net" in done.stderr


def test_where_the_pages_go_must_be_said() -> None:
    assert run("fetch", "http://news.example/").returncode == 2


def test_watch_takes_what_is_new_until_it_is_stopped(tmp_path: Path) -> None:
    place = tmp_path / "news.archive"
    with NewsServer() as server:
        watching = subprocess.Popen(
            [*RUN, "watch", server.url("/feed"), "--into", str(place), "--every", "0.01", *LOCAL],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            end = time.monotonic() + 60
            while server.asked["/feed"] < 3 and time.monotonic() < end:
                time.sleep(0.05)
            watching.send_signal(signal.SIGTERM)
            printed, errors = watching.communicate(timeout=30)
        finally:
            watching.kill()
        expected = {server.url("/one"), server.url("/two")}
        assert server.asked["/one"] == server.asked["/two"] == 1
    assert watching.returncode == 0, errors
    assert printed.splitlines()[:2] == ["2 new pages", "0 new pages"]
    with open_archive(str(place)) as archive:
        assert known_addresses(archive) == expected
