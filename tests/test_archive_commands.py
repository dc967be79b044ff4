"""The commands on an archive: deciding, tracing, what is said of what cannot be done."""

import errno
import json
import os
import shutil
import subprocess
import sys

import pytest
from archives import GATES, PAGES
from click.testing import CliRunner

from wellsourced.archive import add, open_archive
from wellsourced.cli import main


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    place = tmp_path_factory.mktemp("commands") / "full.archive"
    with open_archive(place, create=True) as archive:
        add(archive, PAGES)
    return place


@pytest.fixture
def place(full, tmp_path):
    return str(shutil.copy(full, tmp_path / "a.archive"))


def call(*arguments, typed=None):
    return CliRunner().invoke(main, [str(one) for one in arguments], input=typed)


def names(place, *options):
    result = call("report", place, "--json", "-", "-q", *options)
    assert result.exit_code == 0, result.output
    return {one["name"] for one in json.loads(result.stdout)["identities"]}


def test_decisions_about_an_archive(place):
    assert names(place) >= {"Karim Nadri", "Kareem Nadiri"}
    done = call("review", place, "--same", "Karim Nadri", "Kareem Nadiri", "--note", "asked")
    assert "are the same: asked (kept in" in done.output
    assert "1 story compared anew" in done.output
    assert "Kareem Nadiri" not in names(place)
    assert call("review", place, "--list").output.startswith("“Karim Nadri” and “Kareem Nadiri” are the same: asked")
    assert "Karim Nadri  (person): " in call("review", place, "--merges").output
    assert "taken back: " in call("review", place, "--undo").output
    assert "no decision to take back" in call("review", place, "--undo").output
    assert "nothing has been decided in" in call("review", place, "--list").output
    assert names(place) >= {"Karim Nadri", "Kareem Nadiri"}


def test_an_archive_asks_and_keeps_the_answers(place):
    done = call("review", place, typed="s\n")
    assert "1 of 1" in done.output
    assert "“Kareem Nadiri” and “Karim Nadri” are the same" in done.output
    assert "Run `wellsourced report`" not in done.output
    assert "no two names are left" in call("review", place).output
    done = call("review", place, "--story", "story-zz")
    assert (done.exit_code, "no story of this archive: story-zz" in done.output) == (1, True)


def test_a_file_of_decisions_is_taken_over(place, tmp_path):
    file = tmp_path / "names.tsv"
    file.write_text("# by hand\nsame\tKarim Nadri\tKareem Nadiri\nsplit\tOrla Venn\n", encoding="utf-8")
    refused = call("report", place, "--json", "-", "--names", file)
    assert refused.exit_code == 2
    assert f"wellsourced review {place} --names {file.name}" in refused.output
    assert call("review", place, "--names", file).exit_code == 0
    assert call("review", place, "--list").output.count("\n") == 2
    assert "Kareem Nadiri" not in names(place, "--names", file)


def test_what_is_no_decision_is_one_line(place):
    done = call("review", place, "--same", "Venn", "—")
    assert (done.exit_code, done.output.count("\n"), "not “—”" in done.output) == (1, 1, True)


def test_a_text_is_traced_in_an_archive(place):
    own = "Nobody else has written about the weather of that day at all, and so it stays with us. "
    done = call("trace", own + GATES[0], "--in", place)
    assert done.exit_code == 0, done.output
    assert "Paper 0, 2024-03-04" in done.output
    assert "searched: 4 articles" in done.output
    assert call("trace", own, "--in", place).exit_code == 1


def test_an_archive_goes_on_without_new_pages(place):
    assert call("add", place).output.startswith("0 new pages, 0 known; 0 articles read, 0 stories compared")


READING = [
    ["stories"],
    ["search", "barges"],
    ["report", "--json", "-"],
    ["review"],
    ["export", "-f", "ftm", "-o", "-"],
]


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_what_is_no_archive_and_what_is_not_there_is_one_line(command, tmp_path):
    verb, *rest = command
    other = tmp_path / "other.sqlite"
    shutil.copy(__file__, other)
    for place in (tmp_path / "none.archive", other, "postgresql+pg8000://nobody@127.0.0.1:9/none"):
        done = call(verb, place, *rest)
        assert done.exit_code == 1, (place, done.output)
        assert "Traceback" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert not (tmp_path / "none.archive").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is always full")
@pytest.mark.parametrize("form", ["ftm", "json"])
def test_a_full_disk_while_exporting_is_one_line(place, form):
    done = call("export", place, "-f", form, "-o", "/dev/full")
    assert done.exit_code == 1
    assert os.strerror(errno.ENOSPC) in done.output
    assert done.output.count("\n") == 1


WRONG = [  # (address, what is said)
    ("postgresql://me:secret@127.0.0.1:9/none", "no server answers there"),
    ("postgresql+pg8000://", "no server answers there"),
    ("postgresql+nonsense://x/y", "no address of a database"),
    ("postgresql+psycopg2://x/y", "psycopg2 is not installed"),
    ("sqlite:///nowhere/at/all.archive", "is no archive"),
    ("sqlite://", "is empty"),
]


@pytest.mark.parametrize(("address", "said"), WRONG)
def test_a_wrong_address_is_one_line_and_no_password_is_told(address, said):
    done = call("stories", address)
    assert (done.exit_code, done.output.count("\n"), "secret" in done.output) == (1, 1, False), done.output
    assert said in done.output


def test_an_empty_file_is_no_archive_until_something_is_added(tmp_path):
    empty = tmp_path / "empty.archive"
    empty.touch()
    assert "is empty; `wellsourced add" in call("stories", empty).output
    assert call("add", empty).exit_code == 1
    done = call("stories", empty)
    assert (done.exit_code, done.output) == (0, "the archive holds no stories yet\n")


NOT_ALMIGHTY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root may write anywhere")
def test_an_archive_in_a_folder_that_cannot_be_written_is_read(full, tmp_path):
    folder = tmp_path / "of somebody?"
    folder.mkdir()
    place = folder / "a #1.archive"
    shutil.copy(full, place)
    place.chmod(0o444)
    folder.chmod(0o555)
    code = "import sys; from wellsourced.cli import main; main()"
    before = NOT_ALMIGHTY if os.geteuid() == 0 else []

    def run(*arguments):
        command = [*before, sys.executable, "-c", code, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, timeout=120, text=True)

    try:
        done = run("stories", place)
        assert (done.returncode, done.stdout.count(" articles · ")) == (0, 2), done.stderr
        done = run("review", place, "--split", "Orla Venn")
        assert (done.returncode, "read-only" in done.stderr, done.stderr.count("\n")) == (1, True, 1)
        done = run("export", place, "-f", "ftm", "-o", folder / "out.json")
        assert (done.returncode, done.stderr) == (1, f"wellsourced: {folder / 'out.json'}: Permission denied\n")
        assert sorted(folder.iterdir()) == [place]
    finally:
        folder.chmod(0o755)
