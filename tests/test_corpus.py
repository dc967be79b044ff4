"""Paths -> tables, part by part: the same as a report's, on any number of processes, and after any end of a run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from wellsourced.acquire.files import find_pages
from wellsourced.archive import load_dossier, open_archive
from wellsourced.cli import main
from wellsourced.corpus import read_corpus
from wellsourced.engine.local import WITH_MODEL, LocalEngine, answers
from wellsourced.engine.workers import start_server
from wellsourced.errors import CorpusError
from wellsourced.flow import units
from wellsourced.flow.parts import Parts
from wellsourced.flow.steps import read_work
from wellsourced.flow.work import Work, tasks
from wellsourced.pipeline import report
from wellsourced.tell.dossier import as_json
from wellsourced.tell.tables import TABLES, tables

EXAMPLE = sorted(str(path) for path in Path("examples/tulvar-cableway").iterdir() if path.suffix != ".json")
QUAY = (
    "HALVIK (MNA) – The ferry Sula struck the pier at Halvik on Monday and eleven passengers were hurt, the coast "
    'guard said. "She came in far too fast," said Jorn Aske, the harbour master. Divers will look at the hull.'
)
LINES = [
    {"text": QUAY, "title": "Ferry strikes pier at Halvik", "outlet": "Halvik Post", "date": "2024-05-06"},
    {"text": f"{QUAY} The line has apologised.", "title": "Eleven hurt on ferry", "outlet": "Coast Daily"},
    {"text": "A brass band from Orlen won the valley prize for the third time on Sunday.", "outlet": "Orlen Echo"},
    {"text": "Der Gemeinderat von Weiden hat am Montag beschlossen, dass die alte Mühle nicht abgerissen wird.",
     "outlet": "Weidener Bote"},
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _server():
    """The model is loaded once for all engines."""
    start_server(WITH_MODEL)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    file = tmp_path / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, LINES)) + '\nnot json\n\n{"title": "no words"}\n', encoding="utf-8")
    return file


def engine(folder: Path, processes: int = 2) -> LocalEngine:
    return LocalEngine(processes, "256MB", folder / "steps" / "scratch")


def rows(folder: Path, name: str) -> list[tuple[object, ...]]:
    table = Parts(folder / name)
    found = [row for part in table.numbers() for row in table.read(part).to_pylist()]
    return sorted((tuple(row.values()) for row in found), key=repr)


# ---- the result ---------------------------------------------------------------------------------


def test_the_tables_are_those_of_a_report_over_the_same_pages(tmp_path: Path, lines: Path) -> None:
    paths = [*EXAMPLE, str(lines)]
    found = read_corpus(paths, tmp_path / "out", engine(tmp_path / "out"))
    dossier = as_json(report(find_pages(paths)))
    for table in tables(dossier):
        assert rows(tmp_path / "out", table.name) == sorted(table.rows, key=repr), table.name
        assert found["tables"][table.name]["rows"] == len(table.rows)
    told = sorted((one["address"], one["error"]) for one in dossier["unread"])
    assert rows(tmp_path / "out", "unread") == told
    assert len(told) == 2


def test_a_fast_reading_has_articles_stories_passages_and_lineage(tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = read_corpus(EXAMPLE, out, LocalEngine(2, "256MB", out / "scratch", model=False), fast=True)
    dossier = as_json(report(find_pages(EXAMPLE)))
    counted = {name: found["tables"][name]["rows"] for name in TABLES}
    assert counted["articles"] == len(dossier["articles"])
    assert counted["stories"] == len(dossier["stories"])
    assert counted["edges"] > 0
    copies = {row[0] for row in rows(out, "passages")}
    assert copies == {passage["id"] for passage in dossier["passages"]}
    assert not any(counted[name] for name in ("statements", "claims", "events", "figures"))


def test_the_same_on_any_number_of_processes_however_the_input_is_cut(
    tmp_path: Path, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [read_corpus([str(lines)], tmp_path / str(n), engine(tmp_path / str(n), n))["tables"] for n in (1, 3)]
    monkeypatch.setattr(units, "STRETCH", 100)
    cut = tmp_path / "cut"
    found.append(read_corpus([str(lines)], cut, engine(cut))["tables"])
    assert len(Parts(cut / "steps" / "pages").numbers()) > 2
    assert found[0] == found[1] == found[2]


def test_one_text_at_several_addresses_is_one_article(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(QUAY, encoding="utf-8")
    out = tmp_path / "out"
    read_corpus([str(tmp_path / f"{name}.txt") for name in "ba"], out, engine(out))
    assert [row[2] for row in rows(out, "articles")] == [f"{tmp_path}/a.txt"]
    (reading,) = Parts(out / "steps" / "readings").read(0)["reading"].to_pylist()
    assert json.loads(reading)["article"]["also_at"] == [f"{tmp_path}/b.txt"]


def test_an_archive_is_filled_from_a_corpus(tmp_path: Path, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    read_corpus([str(lines)], out, engine(out))
    plain, filled = tmp_path / "plain.archive", tmp_path / "filled.archive"
    assert CliRunner().invoke(main, ["add", str(plain), str(lines)]).exit_code == 0
    monkeypatch.setattr("wellsourced.pipeline.read_article", None)  # nothing is read again
    done = CliRunner().invoke(main, ["add", str(filled), "--from", str(out)])
    assert "4 articles read, 3 stories compared" in done.output
    with open_archive(str(plain)) as one, open_archive(str(filled)) as other:
        assert as_json(load_dossier(one)) == as_json(load_dossier(other))


def test_an_archive_is_not_filled_from_a_fast_reading(tmp_path: Path, lines: Path) -> None:
    out = tmp_path / "out"
    read_corpus([str(lines)], out, engine(out), fast=True)
    done = CliRunner().invoke(main, ["add", str(tmp_path / "news.archive"), "--from", str(out)])
    assert (done.exit_code, "without a language model" in done.output) == (1, True)


# ---- units --------------------------------------------------------------------------------------


@pytest.mark.parametrize("stretch", [1, 7, 50, 100_000])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_lines_keep_their_numbers_wherever_a_file_is_cut(
    tmp_path: Path, stretch: int, end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "STRETCH", stretch)
    file = tmp_path / "news.jsonl"
    file.write_text("\n\n".join(map(json.dumps, LINES)) + end, encoding="utf-8")
    found = [page for unit in units.find_units([str(file)]) for page in units.pages_of_unit(unit)]
    assert found == list(find_pages([str(file)]))


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_without_lines_says_so(tmp_path: Path, content: str) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(content, encoding="utf-8")
    found = [page for unit in units.find_units([str(file)]) for page in units.pages_of_unit(unit)]
    assert found == list(find_pages([str(file)]))


def test_small_files_make_one_part_and_large_ones_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "STRETCH", 1000)
    for name, size in (("a", 300), ("b", 300), ("c", 900), ("d", 5000), ("e", 10)):
        (tmp_path / f"{name}.txt").write_text("x" * size, encoding="utf-8")
    parts = list(units.parts_of_units(units.find_units([str(tmp_path)])))
    assert [[Path(unit.path).stem for unit in part] for part in parts] == [["a", "b"], ["c"], ["d"], ["e"]]


# ---- what goes wrong ----------------------------------------------------------------------------

NUMBERS = pa.schema([("number", pa.int64())])


def _deadly(rows: pa.Table) -> list[tuple[int]]:
    """Ends its process at 13, is slow at 14, fails at 15."""
    for number in rows["number"].to_pylist():
        if number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == 14:
            time.sleep(60)
        if number == 15:
            raise ValueError("no fifteens")
    return [(number,) for number in rows["number"].to_pylist()]


def _zero(rows: pa.Table, reason: str) -> list[tuple[int]]:
    return [(0,)] * len(rows)


@pytest.mark.parametrize("key", [None, "number"])
def test_a_row_that_ends_its_process_costs_that_row(tmp_path: Path, key: str | None) -> None:
    source = Parts(tmp_path / "numbers")
    source.write(0, pa.Table.from_pydict({"number": range(20)}, NUMBERS))
    work = Work("deadly", _deadly, _zero, NUMBERS, key=key, rows=6, seconds=1.0)
    found = [row for _, table in answers(work, tasks(work, source, [0]), 2, WITH_MODEL) for row in table.to_pylist()]
    assert [row["number"] for row in found] == [0 if n in (13, 14, 15) else n for n in range(20)]


def test_an_article_that_is_lost_to_the_model_keeps_its_words(tmp_path: Path, lines: Path) -> None:
    out = tmp_path / "out"
    read_corpus([str(lines)], out, engine(out), fast=True)
    told = Parts(out / "steps" / "told").read(0).slice(0, 1)
    ((id, _, _, reading, error),) = read_work(fast=False).lost(told, "it took longer than 60 s")
    assert id == told["id"][0].as_py()
    assert "it took longer than 60 s" in error
    assert "it took longer than 60 s" in json.loads(reading)["article"]["notes"][0]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, lines: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CorpusError, match="holds something else"):
        read_corpus([str(lines)], out, engine(out))
    assert [path.name for path in out.iterdir()] == ["thesis.txt"]


def test_a_run_over_other_input_is_not_gone_on_with(tmp_path: Path, lines: Path) -> None:
    out = tmp_path / "out"
    before = read_corpus([str(lines)], out, engine(out), fast=True)
    assert read_corpus([str(lines)], out, engine(out), fast=True) == before
    with pytest.raises(CorpusError, match="other input"):
        read_corpus([str(lines)], out, engine(out))
    lines.write_text(json.dumps(LINES[0]), encoding="utf-8")
    with pytest.raises(CorpusError, match="other input"):
        read_corpus([str(lines)], out, engine(out), fast=True)


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended by a signal")
def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path, lines: Path) -> None:
    paths = [*EXAMPLE, str(lines)]
    whole = read_corpus(paths, tmp_path / "whole", engine(tmp_path / "whole"))
    out = tmp_path / "out"
    for table in ("pooled", "readings"):
        command = [sys.executable, "-m", "wellsourced.cli", "corpus", *paths, "-o", str(out), "-j", "1"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while not Parts(out / "steps" / table).numbers() and process.poll() is None:
                time.sleep(0.01)
            process.kill()
    kept = {path: path.stat().st_mtime_ns for path in (out / "steps").glob("*/part=*/*.parquet")}
    assert kept
    assert read_corpus(paths, out, engine(out))["checksum"] == whole["checksum"]
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


# ---- the command --------------------------------------------------------------------------------


def test_the_command_tells_what_was_read(tmp_path: Path, lines: Path) -> None:
    done = CliRunner().invoke(main, ["corpus", str(lines), "-o", str(tmp_path / "out"), "--fast"])
    assert done.exit_code == 0, done.output
    assert "4 articles, 3 stories; checksum " in done.output
    assert pq.read_table(tmp_path / "out" / "articles").num_rows == 4


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nowhere.jsonl"], 1, "0 articles"),
        (["-"], 2, "standard input cannot be read twice"),
        (["nowhere.jsonl", "--master", "local[1]"], 2, "--master is for --engine spark"),
        (["nowhere.jsonl", "--memory", "much"], 2, "a size like 500MB"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, arguments: list[str], code: int, told: str) -> None:
    done = CliRunner().invoke(main, ["corpus", *arguments, "-o", str(tmp_path / "out"), "--fast"])
    assert (done.exit_code, told in done.output) == (code, True), done.output
