"""The command that reads an archive of any size into tables."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .terminal import errors_as_one_line

if TYPE_CHECKING:
    from ..engine.local import PartsDone
    from ..flow.work import Engine

BACK = "\r\x1b[K"  # to the beginning of the line, and nothing on it
SIZE = re.compile(r"[1-9]\d*(?:MB|GB)")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--out", required=True, metavar="FOLDER", type=click.Path(path_type=Path),
              help="Where the tables are written; a run that was stopped goes on there.")  # fmt: skip
@click.option("--fast", is_flag=True, help="No language model: words, stories, passages, credits and lineage only.")
@click.option("--engine", default="local", show_default=True, type=click.Choice(["local", "spark"]),
              help="This machine, or a Spark cluster that sees the same folders.")  # fmt: skip
@click.option("--master", metavar="URL", help="With --engine spark: its master [one in this process].")
@click.option("-j", "--jobs", default=2, show_default=True, type=click.IntRange(1, 256), help="Processes to read with.")
@click.option("--memory", default="1GB", show_default=True, metavar="SIZE",
              help="What a join may hold; each process takes some 600 MB beside it.")  # fmt: skip
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def corpus(
    paths: tuple[str, ...], out: Path, fast: bool, engine: str, master: str | None, jobs: int, memory: str, quiet: bool
) -> None:
    """Read an archive of any size and write what was found as tables: stories, passages, statements, claims, origins.

    PATH is as for report, crawl files and JSON Lines of any length among them. FOLDER gets one folder of Parquet files
    for each table of `export`, which DuckDB, pandas and Spark read as one; `run.json` has the rows and a checksum of
    each, and what each step took. The result is the same on any engine and on any number of processes.

    Exit code 0 when something could be read, 1 when nothing could, 2 for wrong usage.

    Example: wellsourced corpus crawl/*.warc.gz --out october -j 8
    """
    from ..corpus import read_corpus

    if "-" in paths:
        raise click.UsageError("standard input cannot be read twice, so it cannot be shared: name a file")
    if not SIZE.fullmatch(memory):
        raise click.UsageError(f"--memory is a size like 500MB or 2GB, not {memory}")
    if master and engine != "spark":
        raise click.UsageError("--master is for --engine spark")

    shown = not quiet and sys.stderr.isatty()

    def told(step: str, rows: int, seconds: float) -> None:
        if not quiet:
            click.echo(f"{BACK * shown}{step:14} {rows:12,} rows {seconds:10.1f} s", err=True)

    def progress(done: int, parts: int) -> None:
        if shown and parts > 1:
            click.echo(f"{BACK}{'':14} {done:12,} of {parts:,} parts", err=True, nl=False)

    with errors_as_one_line(), closing(_engine(engine, master, jobs, memory, out, fast, progress)) as chosen:
        found = read_corpus(paths, out, chosen, fast=fast, told=told)
    articles, stories = found["tables"]["articles"]["rows"], found["tables"]["stories"]["rows"]
    if not quiet:
        told_of = f"{articles:,} article{'s' * (articles != 1)}, {stories:,} stor{'ies' if stories != 1 else 'y'}"
        click.echo(f"{told_of}; checksum {found['checksum'][:16]}")
        click.echo(f"written: {out}")
    raise SystemExit(not articles)


def _engine(
    name: str, master: str | None, jobs: int, memory: str, out: Path, fast: bool, progress: PartsDone
) -> Engine:
    if name == "spark":
        from ..engine.spark import SparkEngine

        return SparkEngine(master or f"local[{jobs}]", memory)
    from ..engine.local import LocalEngine

    return LocalEngine(jobs, memory, out / "steps" / "scratch", model=not fast, progress=progress)
