"""The command line as a user meets it: real processes, real files."""

import json
import subprocess
import sys

import pytest

PAGE = """Hill Gazette

Bridge closed after crack is found

4 March 2024

The old bridge at Harrow was closed on Monday after an inspector found a crack in the eastern arch, the town council
said.

"Nobody will cross it before we know more," said Mayor Lena Orlop. She said 1,200 drivers use the bridge every day.
"""


def run(*arguments, stdin=None, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "wellsourced.cli", *map(str, arguments)],
        input=stdin, capture_output=True, cwd=cwd, timeout=120,
    )  # fmt: skip


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_help_loads_no_model():
    code = (
        "import sys\nfrom wellsourced.cli import main\n"
        "main(['report', '--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'thinc', 'numpy', 'trafilatura', 'lxml'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert b"Example: wellsourced report" in done.stdout


def test_version():
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith(b"wellsourced ")


def test_a_report_is_written_into_a_folder(page, tmp_path):
    done = run("report", page, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["dossier.html", "dossier.json"]
    assert b"1 article" in done.stdout
    dossier = json.loads((tmp_path / "out" / "dossier.json").read_text(encoding="utf-8"))
    assert dossier["articles"][0]["outlet"] == "Hill Gazette"
    assert dossier["articles"][0]["published"]["earliest"] == "2024-03-04"


def test_without_a_folder_it_is_called_dossier(page, tmp_path):
    assert run("report", page, cwd=tmp_path).returncode == 0
    assert (tmp_path / "dossier" / "dossier.html").exists()


def test_what_moved_since_an_earlier_dossier_is_told(page, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("Hill Gazette", "Vale Post"), encoding="utf-8")
    assert run("report", page, "-o", tmp_path / "out").returncode == 0
    done = run("report", page, other, "-o", tmp_path / "new", "--since", tmp_path / "out" / "dossier.json")
    assert done.returncode == 0, done.stderr
    assert b"since the earlier dossier: 1 new, 0 gone\n    the others stand together as they did" in done.stdout
    done = run("report", page, "--since", page)
    assert done.returncode == 1
    assert b"it is no dossier.json of this program" in done.stderr


def test_one_output_alone_writes_nothing_else(page, tmp_path):
    done = run("report", page, "--json", tmp_path / "d.json", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.json", "page.txt"]


def test_a_folder_and_a_file_can_be_given_together(page, tmp_path):
    assert run("report", page, "-o", tmp_path / "out", "--html", tmp_path / "page.html").returncode == 0
    assert (tmp_path / "page.html").exists()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["dossier.json"]


def test_standard_output_holds_the_json_and_nothing_else(page):
    done = run("report", page, "--json", "-")
    assert json.loads(done.stdout)["schema"] == "wellsourced/dossier/1"


def test_json_lines_on_standard_input():
    line = json.dumps({"text": PAGE, "outlet": "Stdin Post", "date": "2024-03-05"}) + "\nno json\n"
    done = run("report", "-", "--json", "-", stdin=line.encode())
    dossier = json.loads(done.stdout)
    assert done.returncode == 0
    assert [(a["address"], a["outlet"]) for a in dossier["articles"]] == [("-:1", "Stdin Post")]
    assert [unread["address"] for unread in dossier["unread"]] == ["-:2"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("report",), 2),
        (("report", "--no-such-option", "x"), 2),
        (("report", "no-such-file.txt"), 1),
        (("report", "x", "--json", "-", "--html", "-"), 2),
    ],
)
def test_exit_codes(arguments, code, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert code != 1 or b"there is no such file" in done.stderr


def test_an_output_that_cannot_be_written_is_one_line(page, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    done = run("report", page, "-o", tmp_path / "taken")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_bad_input_is_listed_and_the_rest_is_read(page, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "lines.jsonl").write_bytes(b"no json\n[1]\n{}\n")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "same.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "broken.html").symlink_to(tmp_path / "nowhere.html")
    done = run("report", tmp_path, "--json", "-")
    dossier = json.loads(done.stdout)
    assert done.returncode == 0
    assert [article["text"] for article in dossier["articles"]] == [PAGE]
    unread = {unread["address"].rsplit("/", 1)[-1]: unread["error"] for unread in dossier["unread"]}
    assert set(unread) == {"empty.txt", "binary.txt", "broken.html", "lines.jsonl:1", "lines.jsonl:2", "lines.jsonl:3"}
    assert all(len(reason) > 10 for reason in unread.values())
