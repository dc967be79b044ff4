"""The steps of a corpus on processes of this machine, and joins in DuckDB."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import LibraryMissing
from ..flow.parts import Parts
from ..flow.work import Cut, Task, Work, do, groups, lose, singly, split_part, tasks
from . import workers
from .workers import Failed, Limits

if TYPE_CHECKING:
    import pyarrow as pa

PartsDone = Callable[[int, int], None]  # called with how many parts are there, of how many
# What the processes would each load by themselves
WITHOUT_MODEL = ("wellsourced.engine.nursery_of_words", "wellsourced.flow.steps")
WITH_MODEL = (*WITHOUT_MODEL, "wellsourced.engine.nursery")
ROWS = 10_000  # of the result of a join that are fetched at once


class LocalEngine:
    """The steps of a corpus on processes of this machine, joins in DuckDB.

    Each process takes some 600 MB with the language model and 200 MB without; `memory` is what a join may hold beside
    them before it goes to disk, below `scratch`. Without `model` no step may ask for the language model. Raises
    `LibraryMissing` where DuckDB or pyarrow are not installed.
    """

    name = "local"

    def __init__(
        self, processes: int, memory: str, scratch: Path, *, model: bool = True,
        progress: PartsDone = lambda done, all: None,
    ) -> None:  # fmt: skip
        try:
            import duckdb
            import pyarrow  # noqa: F401
        except ImportError as error:
            raise LibraryMissing(str(error.name), 'pip install "wellsourced[corpus]"') from error
        self._connect = duckdb.connect
        self._processes, self._memory, self._scratch, self._progress = processes, memory, scratch, progress
        self._preload = WITH_MODEL if model else WITHOUT_MODEL

    def close(self) -> None:
        """Nothing stays open between the steps."""

    def work(self, work: Work, source: Parts, target: Parts) -> None:
        import pyarrow as pa

        if target.is_whole:
            return
        missing, parts = target.missing(source), len(source.numbers())
        done = parts - len(missing)
        answered = answers(work, tasks(work, source, missing), self._processes, self._preload)
        for part, tables in itertools.groupby(answered, key=lambda one: one[0]):
            self._progress(done, parts)
            target.write(part, pa.concat_tables([table for _, table in tables]))
            done += 1
        target.finish()

    def split(self, cuts: Sequence[Cut], source: Parts, targets: Sequence[Parts]) -> None:
        for part in source.numbers():
            split_part(cuts, source, targets, part)
        for target in targets:
            target.finish()

    def join(self, query: str, sources: Mapping[str, Parts], target: Parts, **numbers: int) -> None:
        if target.is_whole:
            return
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self._memory,
            "threads": self._processes,
            "temp_directory": str(self._scratch),
        }
        with self._connect(config=settings) as database:
            for name, parts in sources.items():
                files = parts.files().replace("'", "''")
                read = f"SELECT * FROM read_parquet('{files}', hive_partitioning = true)"
                database.execute(f"CREATE VIEW {name} AS {read}")
            columns = [column for column, *_ in database.execute(f"DESCRIBE {query}", numbers).fetchall()]
            by_part = query if "part" in columns else f"SELECT *, 0 AS part FROM ({query})"
            rows = database.execute(f"SELECT * FROM ({by_part}) ORDER BY part", numbers).to_arrow_reader(ROWS)
            _write_by_part(rows, target)
        target.finish()


def answers(
    work: Work, wanted: Iterable[Task], processes: int, preload: tuple[str, ...]
) -> Iterator[tuple[int, pa.Table]]:
    """The part and the rows of each task, in order. Where a process failed on several rows, each is tried by itself."""
    limits = Limits(seconds=lambda packed: work.seconds * packed.rows)
    for packed, result in workers.run(
        partial(_do, work), map(_pack, wanted), processes, preload=preload, limits=limits
    ):
        if not isinstance(result, Failed):
            yield packed.part, _unpacked(result)
        elif len(singles := singly(work, packed.task())) > 1:
            yield from answers(work, singles, 1, preload)
        else:
            yield packed.part, lose(work, packed.task(), result.why)


@dataclass(frozen=True, slots=True)
class _Packed:
    """A task on its way to another process. Some rows of a table would be pickled with all the others."""

    part: int
    rows: int
    table: bytes

    def task(self) -> Task:
        return self.part, _unpacked(self.table)


def _pack(task: Task) -> _Packed:
    part, table = task
    return _Packed(part, len(table), _packed(table))


def _packed(table: pa.Table) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())  # what small tables were put together from travels slowly
    return bytes(sink.getvalue())


def _unpacked(table: bytes) -> pa.Table:
    import pyarrow as pa

    return pa.ipc.open_stream(table).read_all()


def _do(work: Work, packed: _Packed) -> bytes:
    return _packed(do(work, packed.task()))


def _write_by_part(rows: pa.RecordBatchReader, target: Parts) -> None:
    """Rows in the order of their parts -> the parts."""
    import pyarrow as pa

    number, some = 0, [rows.schema.empty_table()]
    for batch in rows:
        for part in groups(pa.Table.from_batches([batch]), "part"):
            if part["part"][0].as_py() != number:
                target.write(number, pa.concat_tables(some).drop_columns("part"))
                number, some = part["part"][0].as_py(), []
            some.append(part)
    target.write(number, pa.concat_tables(some).drop_columns("part"))
