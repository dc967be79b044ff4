"""The steps of a corpus on Spark: the same tables as on this machine, and after the death of a worker too.

Needs Java and `requirements-spark.txt`, which continuous integration has.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from wellsourced.corpus import read_corpus
from wellsourced.engine.local import WITH_MODEL, LocalEngine
from wellsourced.engine.workers import start_server
from wellsourced.flow import units
from wellsourced.flow.parts import Parts

pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed (requirements-spark.txt)")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("there is no Java", allow_module_level=True)
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # of Spark's own sockets
]

EXAMPLE = sorted(str(path) for path in Path("examples/tulvar-cableway").iterdir() if path.suffix != ".json")
HOME = Path(pyspark.__file__).parent
TOWNS = ("Halvik", "Orlen", "Tarnow Bridge", "Sellin", "Quarry Bay", "Ostrava Hill")


@pytest.fixture(scope="module", autouse=True)
def _server():
    start_server(WITH_MODEL)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The example, and a file that is cut into many parts; two of three lines tell what the one before does."""
    monkeypatch.setattr(units, "STRETCH", 2_000)
    file = tmp_path / "news.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for number in range(60):
            town = TOWNS[number // 3 % len(TOWNS)]
            text = (
                f"{town.upper()} (MNA) – A tram left the rails near the old mill of {town} on the {number // 3 + 1}th "
                f"and {number // 3 + 4} people were hurt, the fire brigade of {town} said. The driver, Orla "
                f"{town[:4]}son, was questioned for hours. The line to the {town} market stays closed until the points "
                "are mended."
            )
            text += f" This paper counted {number} trams." * (number % 3)
            record = {"text": text, "title": f"Tram off the rails in {town}", "outlet": f"{town} Paper {number % 3}"}
            lines.write(json.dumps(record) + "\n")
        lines.write("not json\n")
    return [*EXAMPLE, str(file)]


def on_this_machine(paths: list[str], out: Path, *, fast: bool) -> str:
    found = read_corpus(paths, out, LocalEngine(2, "256MB", out / "steps" / "scratch"), fast=fast)
    return str(found["checksum"])


def test_spark_gives_the_tables_that_this_machine_gives(tmp_path: Path) -> None:
    from wellsourced.engine.spark import SparkEngine

    expected = on_this_machine(EXAMPLE, tmp_path / "local", fast=False)
    with closing(SparkEngine("local[2]", "512MB")) as engine:
        found = read_corpus(EXAMPLE, tmp_path / "spark", engine)
    assert found["checksum"] == expected
    assert found["tables"]["claims"]["rows"] > 0


# ---- a cluster ----------------------------------------------------------------------------------


@contextmanager
def spark_process(name: str, arguments: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A part of a cluster on loopback, in a process group of its own, which ends with the test."""
    command = [str(HOME / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", *arguments]
    loopback = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1", "PYSPARK_PYTHON": sys.executable}
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, env=os.environ | loopback, start_new_session=True
        ) as process,
    ):
        try:
            yield process
        finally:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """It and its executors, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for(pattern: str, log: Path, seconds: float = 60.0) -> re.Match[str]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := re.search(pattern, log.read_text(errors="replace") if log.exists() else ""):
            return found
        time.sleep(0.1)
    raise AssertionError(f"{pattern!r} is not in {log.name} after {seconds:g} s:\n{log.read_text()[-2000:]}")


def test_a_worker_that_dies_in_the_middle_changes_nothing(tmp_path: Path, news: list[str]) -> None:
    expected = on_this_machine(news, tmp_path / "local", fast=True)
    out = tmp_path / "out"
    with ExitStack() as cluster:
        log = tmp_path / "master.log"
        cluster.enter_context(spark_process("master.Master", ["--port", "0", "--webui-port", "0"], log))
        master = wait_for(r"spark://127\.0\.0\.1:\d+", log).group()
        workers = []
        for number in (1, 2):
            log = tmp_path / f"worker{number}.log"
            arguments = [
                "--cores",
                "1",
                "--memory",
                "1g",
                "--webui-port",
                "0",
                "--work-dir",
                str(tmp_path / "work"),
                master,
            ]
            workers.append(cluster.enter_context(spark_process("worker.Worker", arguments, log)))
            wait_for("Successfully registered", log)
        # the driver is a process of its own: its units are cut as here
        program = (
            "import sys; from pathlib import Path; from contextlib import closing\n"
            "from wellsourced.flow import units; units.STRETCH = 2_000\n"
            "from wellsourced.corpus import read_corpus; from wellsourced.engine.spark import SparkEngine\n"
            "with closing(SparkEngine(sys.argv[1], '512MB')) as engine:\n"
            "    print(read_corpus(sys.argv[3:], Path(sys.argv[2]), engine, fast=True)['checksum'])\n"
        )
        command = [sys.executable, "-c", program, master, str(out), *news]
        errors = (tmp_path / "driver.log").open("wb")
        cluster.enter_context(errors)
        # paths are relative, and the cluster's processes stand elsewhere
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as driver:
            cluster.callback(driver.kill)
            pages = Parts(out / "steps" / "pages")
            while driver.poll() is None and len(pages.numbers()) < 2:
                time.sleep(0.01)
            assert not pages.is_whole, "the worker was to die while pages are read"
            kill(workers[0])
            found, _ = driver.communicate()
    assert driver.returncode == 0, (tmp_path / "driver.log").read_text()[-3000:]
    assert found.strip() == expected
