"""An archive gives what one report gives, loses nothing whatever stops it, and can be read while it is written."""

import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellsourced.archive import (
    add,
    decide,
    likest_articles,
    list_people,
    list_stories,
    load_dossier,
    load_person,
    open_archive,
    overview,
    search,
    undo,
)
from wellsourced.archive.codec import pack, unpack
from wellsourced.archive.versions import prepare
from wellsourced.errors import ArchiveError
from wellsourced.pipeline import report
from wellsourced.read.language import load_model
from wellsourced.records import Decision, Page, Unread
from wellsourced.tell.dossier import as_json

FIRE = [
    "Two barges burned in Port Ormel on Monday and six sailors were hurt, the harbour office said. "
    "“We saw flames on both decks,” said the harbour master, Ines Karvel.",
    "Six sailors were hurt when two barges burned in Port Ormel on Monday, according to the harbour office. "
    "“We saw flames on both decks,” Karvel said.",
    "Port Ormel's harbour master, Ines Karvel, denied that the barges had carried fuel. "
    "Eight sailors were hurt in Monday's fire, a union official said.",
]
VOTE = [
    "The council of Lindmar voted on Tuesday to close the north school. "
    "“There are too few pupils,” said Mayor Otto Brand.",
    "Parents in Lindmar will appeal against the closing of the north school, their lawyer told the Lindmar Echo.",
    "Mayor Otto Brand said on Wednesday that the north school of Lindmar would close in June, as the council had "
    "voted.",
]


def page(name: str, number: int, text: str, day: str) -> Page:
    return Page(f"{name}-{number}.txt", f"{text}\n", "text", date=day, outlet=f"{name.title()} {number}")


PAGES = [
    *(page("gazette", n, text, f"2024-03-0{4 + n}") for n, text in enumerate(FIRE)),
    *(page("echo", n, text, f"2024-05-0{7 + n}") for n, text in enumerate(VOTE)),
]
EMPTY = Page("empty.txt", "  ", "text")


def told(dossier):
    found = as_json(dossier)
    del found["run"]
    return found


@pytest.fixture(scope="module")
def expected():
    return told(report([*PAGES, EMPTY]))


@pytest.fixture
def place(tmp_path):
    return tmp_path / "coverage.archive"


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    place = tmp_path_factory.mktemp("archive") / "full.archive"
    with open_archive(place, create=True) as archive:
        add(archive, [*PAGES, EMPTY])
    return place


# ---- the same as one report ---------------------------------------------------------------------


@given(st.permutations(range(len(PAGES))), st.integers(1, 3))
@settings(max_examples=5, deadline=None)
def test_pages_added_one_after_the_other_give_what_one_report_gives(expected, tmp_path_factory, order, size):
    place = tmp_path_factory.mktemp("archive") / "a.archive"
    with open_archive(place, create=True) as archive:
        for start in range(0, len(order), size):
            add(archive, [PAGES[n] for n in order[start : start + size]])
        add(archive, [EMPTY])
        assert told(load_dossier(archive)) == expected


def test_what_is_known_is_skipped(full):
    with open_archive(full) as archive:
        again = add(archive, [*PAGES, EMPTY])
    assert (again.pages, again.known, again.articles, again.stories, again.total) == (0, 7, 0, 0, 6)


def test_only_stories_that_are_touched_are_compared(place):
    with open_archive(place, create=True) as archive:
        assert add(archive, [*PAGES[:2], *PAGES[3:]]).stories == 2
        assert add(archive, [PAGES[2]]).stories == 1


def test_a_page_at_a_second_address_is_the_same_article(place):
    with open_archive(place, create=True) as archive:
        add(archive, PAGES)
        other = Page("a/gazette-0.txt", PAGES[0].content, "text", date="2024-03-04", outlet="Gazette 0")
        assert add(archive, [other]).total == 6
        assert told(load_dossier(archive)) == told(report([*PAGES, other]))


def test_what_could_not_be_read_is_listed(full, place):
    with open_archive(full) as archive:
        assert [one.address for one in load_dossier(archive).unread] == ["empty.txt"]
    with open_archive(place, create=True) as archive:
        added = add(archive, [EMPTY, Unread("menu.pdf", "not a kind of file that is read")])
        assert [one.address for one in added.unread] == ["menu.pdf", "empty.txt"]


def test_another_reader_reads_all_pages_again(place, expected):
    with open_archive(place, create=True) as archive:
        add(archive, [*PAGES, EMPTY], reader="of last year")
        assert add(archive, [], reader="of today").articles == 6
        assert told(load_dossier(archive)) == expected


def test_one_story_is_told_by_the_beginning_of_its_id(full):
    with open_archive(full) as archive:
        fire, vote = sorted(list_stories(archive), key=lambda story: story.first_day)
        assert (fire.first_day, fire.last_day, fire.articles, fire.outlets) == ("2024-03-04", "2024-03-06", 3, 3)
        assert vote.first_day == "2024-05-07"
        only = load_dossier(archive, fire.id[:12])
        assert [c.story.id for c in only.comparisons] == [fire.id]
        assert len(only.readings) == 3
        for wrong in ("story-zz", "story-"):
            with pytest.raises(ArchiveError):
                load_dossier(archive, wrong)


@given(st.one_of(st.binary(), st.text()), st.text())
def test_a_page_comes_back_as_it_went_in(content, title):
    page = Page("p", content, "text", title=title)
    assert unpack(*pack(page)) == page


# ---- search -------------------------------------------------------------------------------------


def test_search(full):
    with open_archive(full) as archive:
        assert {hit.kind for hit in search(archive, "flames decks")} == {"paragraph", "quote", "claim"}
        assert search(archive, "flames school") == []
        assert search(archive, '"both decks"')
        assert search(archive, '"decks both"') == []
        (quote,) = {hit.speaker for hit in search(archive, "flames", kinds=["quote"])}
        assert quote == "Ines Karvel"
        assert all("\x02flames\x03" in hit.snippet for hit in search(archive, "flames"))
        assert {hit.outlet for hit in search(archive, "flames", kinds=["quote"], outlet="gazette 1")} == {"Gazette 1"}
        assert [hit.speaker for hit in search(archive, "pupils", speaker="BRAND")] == ["Otto Brand"]
        assert search(archive, "sailors", since="2024-04-01") == []
        assert search(archive, "sailors", until="2024-03-01") == []
        assert any("Ines Karvel" in hit.snippet.replace("\x02", "").replace("\x03", "")
                   for hit in search(archive, "karvel", kinds=["name"]))  # fmt: skip
        assert len(search(archive, "the", limit=2)) == 2


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_query_is_an_error(full, query):
    with open_archive(full) as archive:
        search(archive, query)
        search(archive, f'"{query}" OR NEAR( * ^ {query}')


# ---- what stops it ------------------------------------------------------------------------------


def acknowledged(place, when):
    """Add in a child process that is killed after `when` seconds; how many readings it said were kept."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:  # pragma: no cover - ends by a signal
        os.close(receive)
        with open_archive(place, create=True) as archive:
            add(archive, [*PAGES, EMPTY], progress=lambda total: lambda done: os.write(send, b"."))
        os._exit(0)
    os.close(send)
    time.sleep(when)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(receive, "rb") as pipe:
        return len(pipe.read())


def test_killed_at_any_moment_nothing_acknowledged_is_lost_and_the_next_add_goes_on(tmp_path, expected):
    load_model()
    start = time.perf_counter()
    with open_archive(tmp_path / "whole.archive", create=True) as archive:
        add(archive, [*PAGES, EMPTY])
    whole = time.perf_counter() - start
    moments = random.Random(7)
    unfinished = 0
    for number in range(50):
        place = tmp_path / f"{number}.archive"
        count = acknowledged(place, moments.uniform(0, 1.1 * whole))
        with open_archive(place, create=True) as archive:
            with archive.reading() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                kept = connection.exec_driver_sql("SELECT count(*) FROM articles WHERE reading IS NOT NULL").scalar()
            assert kept >= count
            before = told(load_dossier(archive))
            assert {a for s in before["stories"] for a in s["articles"]} <= {a["id"] for a in before["articles"]}
            done = add(archive, [*PAGES, EMPTY])
            assert done.articles == 6 - kept
            unfinished += bool(done.articles or done.stories or done.pages)
            assert told(load_dossier(archive)) == expected
    assert unfinished >= 10, "the moments were too late to tell anything"


def test_one_process_reads_and_searches_while_another_writes(full):
    with open_archive(full) as archive, archive.writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET title = 'half-way'")
        code = (
            "import sys\nfrom wellsourced.archive import *\n"
            "with open_archive(sys.argv[1]) as archive:\n"
            "    print(len(search(archive, 'flames')), len(load_dossier(archive).readings))\n"
            "    print([s for s in list_stories(archive) if s.title == 'half-way'])"
        )
        done = subprocess.run([sys.executable, "-c", code, str(full)], capture_output=True, timeout=60, text=True)
        assert done.returncode == 0, done.stderr
        count, kept = done.stdout.split("\n")[0].split()
        assert int(count) > 0
        assert int(kept) == 6
        assert done.stdout.split("\n")[1] == "[]"
        connection.rollback()


def test_a_full_disk_is_a_clear_error_and_the_archive_stays_whole(place, expected):
    with open_archive(place, create=True) as archive:
        add(archive, PAGES[:3])
        with archive.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with open_archive(place) as archive:
        pool = archive.engine.raw_connection()
        pool.execute(f"PRAGMA max_page_count = {pages}")  # what SQLite does when the disk is full
        pool.close()
        with pytest.raises(ArchiveError, match="the disk is full; nothing that was kept is lost"):
            add(archive, [*PAGES, EMPTY])
    with open_archive(place) as archive:
        assert len(load_dossier(archive).readings) == 3
        add(archive, [*PAGES, EMPTY])
        assert told(load_dossier(archive)) == expected


def test_a_file_that_cannot_be_written_is_read_all_the_same(full):
    with open_archive(f"sqlite:///file:{full}?mode=ro&uri=true") as archive:  # root may write to read-only files
        assert len(load_dossier(archive).readings) == 6
        with pytest.raises(ArchiveError, match="read-only"):
            add(archive, [Page("new.txt", "A new page.", "text")])


def test_what_is_no_archive_is_not_opened(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("The council met on Monday.", encoding="utf-8")
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE birds (name)")
    for place, reason in ((page, "no archive"), (other, "something else"), (tmp_path / "nothing", "is no archive"),
                          ("nonsense://x", "no address of a database")):  # fmt: skip
        with pytest.raises(ArchiveError, match=reason), open_archive(place):
            pass


def test_a_damaged_file_is_a_clear_error(full, tmp_path):
    copy = Path(shutil.copy(full, tmp_path))
    data = bytearray(copy.read_bytes())
    data[4096 : len(data) - 4096] = bytes(len(data) - 8192)
    copy.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"damaged|no archive"), open_archive(copy) as archive:
        load_dossier(archive)


# ---- versions -----------------------------------------------------------------------------------


def test_an_archive_of_a_later_version_is_left_alone(full, tmp_path):
    copy = Path(shutil.copy(full, tmp_path))
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE state SET value = '99' WHERE name = 'version'")
    with pytest.raises(ArchiveError, match="of version 99"), open_archive(copy):
        pass


def test_migrations_run_in_order_and_all_or_nothing(full, tmp_path):
    copy = Path(shutil.copy(full, tmp_path))

    def one(connection):
        connection.exec_driver_sql("CREATE TABLE notes (words TEXT)")

    def two(connection):
        connection.exec_driver_sql("ALTER TABLE notes ADD COLUMN day TEXT")

    def broken(connection):
        connection.exec_driver_sql("CREATE TABLE more (words TEXT)")
        raise RuntimeError("half-way")

    with open_archive(copy) as archive:
        with pytest.raises(RuntimeError), archive.writing() as connection:
            prepare(connection, {3: one, 4: broken})
        with archive.reading() as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
            assert "notes" not in tables
        with archive.writing() as connection:
            prepare(connection, {3: one, 4: two})
        with archive.reading() as connection:
            assert connection.exec_driver_sql("SELECT day FROM notes").all() == []
            assert connection.exec_driver_sql("SELECT value FROM state WHERE name = 'version'").scalar() == "5"


# ---- the commands -------------------------------------------------------------------------------


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "wellsourced.cli", *map(str, arguments)], capture_output=True, timeout=120, text=True
    )


def test_the_commands(tmp_path):
    for page in PAGES:
        (tmp_path / page.address).write_text(f"{page.outlet}\n{page.date}\n\n{page.content}", encoding="utf-8")
    place = tmp_path / "my.archive"
    assert run("stories", place).returncode == 1
    done = run("add", place, tmp_path / "gazette-0.txt", tmp_path / "gazette-1.txt")
    assert done.stdout.startswith(
        "2 new pages, 0 known; 2 articles read, 1 story compared; the archive holds 2 articles"
    )
    done = run("add", place, *(tmp_path / page.address for page in PAGES))
    assert done.stdout.startswith("4 new pages, 2 known"), done.stderr
    rows = json.loads(run("stories", place, "--json").stdout)
    assert sorted(row["articles"] for row in rows) == [3, 3]
    assert run("stories", place).stdout.count(" articles · ") == 2
    assert "flames" in run("search", place, "flames", "--kind", "quote").stdout
    assert run("search", place, "nothingofthekind").returncode == 1
    done = run("report", place, "--story", rows[0]["id"], "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert len(json.loads((tmp_path / "out" / "dossier.json").read_text(encoding="utf-8"))["articles"]) == 3
    assert run("report", place, tmp_path / "gazette-0.txt").returncode == 2


# ---- PostgreSQL ---------------------------------------------------------------------------------


def programs():
    """The folder of the server's programs, where one is installed."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((place for place in reversed(places) if (place / "pg_ctl").exists()), None)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of an empty database on a server of its own, on loopback."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("PostgreSQL is not installed")
    root = os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has at most 107 characters
    as_user = ["runuser", "-u", "postgres", "--"] if root else []
    if root:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    start = [bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o",
             f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off", "start"]  # fmt: skip
    initialise = [bin_folder / "initdb", "-D", data, "-U", "tester", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*as_user, *initialise], check=True, capture_output=True, cwd="/", timeout=60)
    subprocess.run([*as_user, *start], check=True, capture_output=True, cwd="/", timeout=60)
    try:
        yield f"postgresql+pg8000://tester@127.0.0.1:{port}/postgres"
    finally:
        stop = [bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop"]
        subprocess.run([*as_user, *stop], check=True, capture_output=True, cwd="/", timeout=60)
        shutil.rmtree(folder)


def test_the_same_on_postgresql(server, expected):
    with open_archive(server, create=True) as archive:
        for page in [*PAGES, EMPTY]:
            add(archive, [page])
        assert add(archive, [*PAGES, EMPTY]).articles == 0
        assert told(load_dossier(archive)) == expected
        assert {hit.kind for hit in search(archive, "flames decks")} == {"paragraph", "quote", "claim"}
        assert search(archive, '"decks both"') == []
        assert all("\x02flames\x03" in hit.snippet for hit in search(archive, "flames"))
        assert [hit.speaker for hit in search(archive, "pupils", speaker="BRAND")] == ["Otto Brand"]
        for hostile in ('"', "a & !", "'); DROP TABLE pages; --", "\\", ":* <-> |"):
            search(archive, hostile)
        assert [story.articles for story in list_stories(archive)] == [3, 3]
        held = overview(archive)
        assert (held.articles, held.stories, held.unread, held.first_day) == (6, 2, 1, "2024-03-04")
        assert [row.name for row in list_people(archive, query="kARVEL")] == ["Ines Karvel"]
        assert load_person(archive, list_people(archive, query="brand")[0].id).statements > 0
        (school,) = likest_articles(archive, load_dossier(archive).readings[-1].article, most=1)
        assert "school" in school.text
        apart = Decision("split", "Ines Karvel")
        assert len(decide(archive, apart).stories) == 1
        assert told(load_dossier(archive)) == told(report([*PAGES, EMPTY], decisions=[apart]))
        assert len(undo(archive).stories) == 1
        assert told(load_dossier(archive)) == expected
    with pytest.raises(ArchiveError), open_archive(server.replace("/postgres", "/nowhere")):
        pass
