"""What is done to the rows of a table, some at a time; an engine says where."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

    from .parts import Parts


Rows = list[tuple[Any, ...]]  # values in the order of a schema's columns


@dataclass(frozen=True, slots=True)
class Work:
    """A pure function of rows, so that any process may do it, and do it again.

    `do` gets some rows of a table, or with a `key` all rows of one part that have one value of it, and gives rows of
    `schema`. `lost` gives what stands for rows on which a process failed or took too long, from the rows and the
    reason.
    """

    name: str
    do: Callable[[pa.Table], Rows]
    lost: Callable[[pa.Table, str], Rows]
    schema: pa.Schema
    key: str | None = None
    columns: tuple[str, ...] | None = None  # of the source that are read; all, if none are named
    rows: int = 8  # handed over at a time
    seconds: float = 60.0  # that a row may take
    apart: bool = False  # whether what it meets may end a process: markup, and text before the language model
    with_model: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A table that stands in a column of another, and is only taken out."""

    name: str
    do: Callable[[pa.Table], pa.Table]  # of that one column
    schema: pa.Schema


class Engine(Protocol):
    """Where the steps of a corpus are done. All engines give the same rows."""

    name: str

    def work(self, work: Work, source: Parts, target: Parts) -> None:
        """Each part of `source` -> the part of `target` with its number; those that are there are left alone."""

    def close(self) -> None:
        """Give back what it holds."""

    def split(self, cuts: Sequence[Cut], source: Parts, targets: Sequence[Parts]) -> None:
        """The same for what is only taken out of the columns of `source`, each into its target."""

    def join(self, query: str, sources: Mapping[str, Parts], target: Parts, **numbers: int) -> None:
        """SQL over whole tables, `sources` by the names it uses for them -> the parts of `target`, by the column `part`
        of what it gives, or one; `numbers` are what it calls $name."""


Task = tuple[int, "pa.Table"]  # a part, and some of its rows: with a key, all that have the same values of it, in order


def tasks(work: Work, source: Parts, parts: Sequence[int]) -> Iterator[Task]:
    """What there is to do for some parts, in their order, in pieces of about `work.rows` rows; one where there is
    none."""
    for part in parts:
        whole = source.read(part, work.columns)
        if not len(whole):
            yield part, whole
        elif work.key is None:
            yield from ((part, whole.slice(start, work.rows)) for start in range(0, len(whole), work.rows))
        else:
            ordered = whole.sort_by(work.key)
            for start, end in _together(_borders(ordered, work.key), work.rows):
                yield part, ordered.slice(start, end - start)


def do(work: Work, task: Task) -> pa.Table:
    """A whole task, in this process."""
    return table_of([row for rows in _each(work, task) for row in work.do(rows)], work.schema)


def lose(work: Work, task: Task, reason: str) -> pa.Table:
    return table_of([row for rows in _each(work, task) for row in work.lost(rows, reason)], work.schema)


def _each(work: Work, task: Task) -> Iterator[pa.Table]:
    """What is done at once: the rows of a task, or those of each value of the key."""
    _, table = task
    return iter([table] if len(table) else []) if work.key is None else groups(table, work.key)


def table_of(rows: Rows, schema: pa.Schema) -> pa.Table:
    """Rows -> a table; column by column, which is many times faster than rows that name their columns."""
    import pyarrow as pa

    return pa.table(list(zip(*rows, strict=True)), schema=schema) if rows else schema.empty_table()


def split_part(cuts: Sequence[Cut], source: Parts, targets: Sequence[Parts], part: int) -> None:
    """One part of the targets that have it not yet, in this process."""
    for cut, target in zip(cuts, targets, strict=True):
        if not target.place(part).exists():
            target.write(part, cut.do(source.read(part, [cut.name])))


def singly(work: Work, task: Task) -> list[Task]:
    """A task of several rows, or of several keys, in tasks of one each."""
    part, table = task
    if work.key is not None:
        return [(part, rows) for rows in groups(table, work.key)]
    return [(part, table.slice(row, 1)) for row in range(len(table))]


def groups(table: pa.Table, key: str) -> Iterator[pa.Table]:
    """The rows of a table that have one value of `key`, for each value in order."""
    ordered = table.sort_by(key)
    for start, end in _borders(ordered, key):
        yield ordered.slice(start, end - start)


def _borders(ordered: pa.Table, key: str) -> Iterator[tuple[int, int]]:
    """Where the rows with each value of a key start and end."""
    start = 0
    for _, same in itertools.groupby(ordered[key].to_pylist()):
        end = start + sum(1 for _ in same)
        yield start, end
        start = end


def _together(borders: Iterator[tuple[int, int]], rows: int) -> Iterator[tuple[int, int]]:
    """Stretches that follow each other, put together until each has at least so many rows, but the last."""
    first = last = 0
    for _, last in borders:
        if last - first >= rows:
            yield first, last
            first = last
    if last > first:
        yield first, last
