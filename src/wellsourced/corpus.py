"""The way of the data for an archive of any size: what `pipeline` does with records in memory, step by step on tables.

    units -> pages -> merged -> marks -> near -> pools -> pooled -> told -> readings -> compared -> the tables

Steps that look at one article, or at the articles of one story, are functions of rows (`flow.steps`); steps where any
two articles may meet are SQL (`flow/*.sql`). An engine does both, on this machine or on many. Every step writes a table
in parts below FOLDER/steps, and a part that is there is not done again: so a run that was stopped goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from . import __version__
from .acquire.files import find_files
from .errors import CorpusError
from .flow import steps
from .flow.parts import Parts
from .flow.units import find_units, parts_of_units
from .flow.work import Engine, Work
from .pipeline import Progress, ReadAll, read_here
from .read.language import model_name
from .records import Article, Reading, Unread
from .tell.tables import TABLES

RUN = "run.json"
SCHEMA = "wellsourced/corpus/1"
PART = 1_000  # articles of a part, about: a minute of reading, so little is lost when a run is stopped
UNREAD = "unread"
RESULT = (*TABLES, UNREAD)
LOOKED_UP = 500  # readings that are looked up at once

Json = dict[str, Any]
Told = Callable[[str, int, float], None]  # a step, its rows, and seconds that it took


def read_corpus(
    paths: Sequence[str], folder: Path, engine: Engine, *, fast: bool = False, told: Told = lambda *step: None
) -> Json:
    """Everything from paths to tables in `folder`; what stands in its run.json.

    With `fast` no language model is used: words, stories, passages, credits and lineage only. Goes on where a run over
    the same input was stopped. Raises `CorpusError` where the folder holds something else, and `ModelMissing`.
    """
    run = _Run(folder, told)
    at = run.table
    run.begin(paths, fast)
    with run.step("units"):
        _write_units(paths, at("units"))

    def work(work: Work, source: str) -> None:
        with run.step(work.name):
            engine.work(work, at(source), at(work.name))

    def join(name: str, *sources: str, **numbers: int) -> None:
        with run.step(name):
            engine.join(_sql(name), {source: at(source) for source in sources}, at(name), **numbers)

    # pages -> articles
    work(steps.READ_PAGES, "units")
    join("merged", "pages")
    # articles -> stories
    work(steps.MARK, "merged")
    join("near", "marks", **steps.NEARNESS)
    with run.step("pools"):
        _find_pools(at("merged"), at("near"), at("pools"))
    join("pooled", "merged", "pools")
    work(steps.TELL_APART, "pooled")
    # articles -> readings -> comparisons -> tables
    work(steps.read_work(fast), "told")
    work(steps.compare_work(fast), "readings")
    with run.step("tables", TABLES):
        engine.split([steps.table_cut(name) for name in TABLES], at("compared"), [at(name) for name in TABLES])
    join(UNREAD, "pages", "readings", "compared")
    return run.end(engine)


def paths_of(folder: Path) -> tuple[str, ...]:
    """What a corpus was read from. Raises `CorpusError` where the folder holds none."""
    return tuple(_finished(folder)["given"]["paths"])


def kept_readings(folder: Path, otherwise: ReadAll = read_here) -> ReadAll:
    """How to read articles that a corpus has read: its readings, and `otherwise` for those that it has not.

    Raises `CorpusError` where the folder holds no finished corpus, or one that was read fast or by another version.
    """
    import duckdb

    given = _finished(folder)["given"]
    if given["fast"] or (given["version"], given["model"]) != (__version__, model_name()):
        with_model = f"by version {given['version']} with {given['model']}"
        how = "fast, without a language model" if given["fast"] else with_model
        raise CorpusError(f"{folder} was read {how}: its readings are not those that are wanted here")
    files = Parts(folder / "steps" / "readings").files()

    def read_all(articles: Sequence[Article], progress: Progress) -> Iterator[Reading]:
        with duckdb.connect() as database:
            for start in range(0, len(articles), LOOKED_UP):
                some = articles[start : start + LOOKED_UP]
                query = "SELECT id, reading FROM read_parquet(?) WHERE error IS NULL AND list_contains(?, id)"
                found = dict(database.execute(query, [files, [article.id for article in some]]).fetchall())
                for article in some:
                    if article.id in found:
                        yield replace(steps.decode(Reading, found[article.id]), article=article)
                        progress(1)
                    else:
                        yield from otherwise([article], progress)

    return read_all


def _finished(folder: Path) -> Json:
    try:
        kept: Json = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    if kept.get("schema") != SCHEMA or "checksum" not in kept:
        raise CorpusError(f"{folder} holds no finished corpus; `wellsourced corpus` makes one, or goes on with one")
    return kept


def _sql(name: str) -> str:
    return files("wellsourced.flow").joinpath(f"{name}.sql").read_text(encoding="utf-8")


# ---- steps that one process does ----------------------------------------------------------------


def _write_units(paths: Sequence[str], target: Parts) -> None:
    import pyarrow as pa

    if target.is_whole:
        return
    number = 0
    for part, units in enumerate(parts_of_units(find_units(paths))):
        rows = [{"unit": number + place} | asdict(unit) for place, unit in enumerate(units)]
        target.write(part, pa.Table.from_pylist(rows, steps.UNITS))
        number += len(rows)
    target.finish()


def _find_pools(articles: Parts, near: Parts, target: Parts) -> None:
    """The pools of all articles, in parts of about PART articles each of which no pool leaves.

    All ids and near pairs are in memory at once, some 120 bytes for a pair, of which an article has up to 12: 200,000
    articles take 300 MB at most.
    """
    import numpy as np
    import pyarrow as pa

    from .compare.stories.pools import link

    if target.is_whole:
        return
    ids = np.sort(np.concatenate([column.astype("S14") for column in _columns(articles, "id")]))
    numbers = np.fromiter((steps.number_of(id.decode()) for id in ids), dtype=np.int64, count=len(ids))
    one, other = (np.searchsorted(numbers, np.concatenate(_columns(near, name))) for name in ("one", "other"))
    pool = np.array(link(len(ids), one, other, np.concatenate(_columns(near, "weight"))), dtype=np.int64)
    order = np.argsort(pool, kind="stable")
    ids, pool = ids[order], pool[order]
    starts = np.flatnonzero(np.diff(pool, prepend=-1))
    part = np.repeat(starts // PART, np.diff(starts, append=len(pool)))
    borders = np.flatnonzero(np.diff(part)) + 1
    for number, (some, theirs) in enumerate(zip(np.split(ids, borders), np.split(pool, borders), strict=True)):
        target.write(number, pa.table({"article": pa.array(some.astype(str), pa.string()), "pool": theirs}))
    target.finish()


def _columns(table: Parts, name: str) -> list[Any]:
    """A column of a table, part by part."""
    return [table.read(part, [name])[name].to_numpy() for part in table.numbers()]


# ---- the run ------------------------------------------------------------------------------------


class _Run:
    """The folder of a run, and run.json in it: what was given, what each step took, what came out."""

    def __init__(self, folder: Path, told: Told) -> None:
        self._folder, self._told = folder.absolute(), told  # other processes may stand in other folders
        self._file = self._folder / RUN
        self._kept: Json = {}

    def table(self, name: str) -> Parts:
        """The tables that are the result stand in the folder itself, those between the steps below `steps`."""
        return Parts(self._folder / name if name in RESULT else self._folder / "steps" / name)

    def begin(self, paths: Sequence[str], fast: bool) -> None:
        model = None if fast else model_name()
        given = {"version": __version__, "model": model, "paths": list(paths), "fast": fast}
        given["input"] = _digest_of_input(paths)
        if self._file.exists():
            self._kept = json.loads(self._file.read_text(encoding="utf-8"))
            if self._kept.get("schema") != SCHEMA or self._kept.get("given") != given:
                raise CorpusError(
                    f"{self._folder} holds a run over other input, or by another version: name another folder"
                )
        elif self._folder.is_dir() and any(self._folder.iterdir()):
            raise CorpusError(f"{self._folder} holds something else: name another folder")
        else:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._kept = {"schema": SCHEMA, "given": given, "steps": []}
            self._write()

    @contextmanager
    def step(self, name: str, writes: Iterable[str] = ()) -> Iterator[None]:
        """Times a step, which writes the tables named, or one of its own name; one that an earlier run finished is not
        timed again."""
        tables = [self.table(table) for table in writes or (name,)]
        if all(table.is_whole for table in tables):
            yield
            return
        start = time.perf_counter()
        yield
        rows, seconds = sum(table.count() for table in tables), time.perf_counter() - start
        self._kept["steps"].append({"name": name, "seconds": round(seconds, 2), "rows": rows})
        self._write()
        self._told(name, rows, seconds)

    def end(self, engine: Engine) -> Json:
        if "checksum" not in self._kept:
            tables = {name: _checksum(self.table(name)) for name in RESULT}
            whole = hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()
            self._kept |= {"engine": engine.name, "tables": tables, "checksum": whole}
            self._write()
        return self._kept

    def _write(self) -> None:
        beside = self._file.with_suffix(".unfinished")
        beside.write_text(json.dumps(self._kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(beside, self._file)


def _digest_of_input(paths: Sequence[str]) -> str:
    """A hash of which files there are, how large, and when they were written."""
    found = hashlib.sha256()
    for file in find_files(paths):
        known = file.address if isinstance(file, Unread) else file
        state = None if isinstance(file, Unread) or not os.path.exists(file) else os.stat(file)
        found.update(repr((known, state and (state.st_size, state.st_mtime_ns))).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _checksum(table: Parts) -> Json:
    """How many rows a table has, and a sum over them that does not depend on their order or parts."""
    import duckdb

    files = table.files().replace("'", "''")
    rows = f"SELECT * EXCLUDE part FROM read_parquet('{files}', hive_partitioning = true)"
    query = f"SELECT count(*), coalesce(sum(md5_number_lower(CAST(row AS VARCHAR))), 0) FROM ({rows}) AS row"
    with duckdb.connect() as database:
        count, checksum = database.execute(query).fetchall()[0]
    return {"rows": count, "checksum": f"{checksum % 2**64:016x}"}
