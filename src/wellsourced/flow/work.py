"""What is done to the rows of a table, some at a time; an engine says where."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pyarrow as pa

    from .parts import Parts


@dataclass(frozen=True, slots=True)
class Work:
    """A pure function of rows, so that any process may do it, and do it again.

    `do` gets some rows of a table, or with a `key` all rows of one part that have one value of it, and gives rows of
    `schema`. `lost` gives what stands for rows on which a process failed or took too long, from the rows and the
    reason.
    """

    name: str
    do: Callable[[pa.Table], pa.Table]
    lost: Callable[[pa.Table, str], pa.Table]
    schema: pa.Schema
    key: str | None = None
    columns: tuple[str, ...] | None = None  # of the source that are read; all, if none are named
    rows: int = 8  # handed over at a time
    seconds: float = 60.0  # that a row may take
    apart: bool = False  # whether what it meets may end a process: markup, and text before the language model
    with_model: bool = False


class Engine(Protocol):
    """Where the steps of a corpus are done. All engines give the same rows."""

    name: str

    def work(self, work: Work, source: Parts, target: Parts) -> None:
        """Each part of `source` -> the part of `target` with its number; those that are there are left alone."""

    def close(self) -> None:
        """Give back what it holds."""

    def split(self, works: Sequence[Work], source: Parts, targets: Sequence[Parts]) -> None:
        """The same for several works that take next to no time, each with its target."""

    def join(self, query: str, sources: Mapping[str, Parts], target: Parts, **numbers: int) -> None:
        """SQL over whole tables, `sources` by the names it uses for them -> the parts of `target`, by the column `part`
        of what it gives, or one; `numbers` are what it calls $name."""


Task = tuple[int, Sequence["pa.Table"]]  # a part, and some of its rows: in one table, or one for each value of the key


def tasks(work: Work, source: Parts, parts: Sequence[int]) -> Iterator[Task]:
    """What there is to do for some parts, in their order, in pieces of about `work.rows` rows; one where there is
    none."""
    for part in parts:
        whole = source.read(part, work.columns)
        if not len(whole):
            yield part, [whole]
        elif work.key is None:
            yield from ((part, [whole.slice(start, work.rows)]) for start in range(0, len(whole), work.rows))
        else:
            yield from ((part, together) for together in _together(groups(whole, work.key), work.rows))


def do(work: Work, task: Task) -> pa.Table:
    """A whole task, in this process."""
    import pyarrow as pa

    _, tables = task
    return pa.concat_tables([work.do(table) if len(table) else work.schema.empty_table() for table in tables])


def split_part(works: Sequence[Work], source: Parts, targets: Sequence[Parts], part: int) -> None:
    """One part of the targets that have it not yet, in this process."""
    for work, target in zip(works, targets, strict=True):
        if not target.place(part).exists():
            target.write(part, do(work, (part, [source.read(part, work.columns)])))


def lose(work: Work, task: Task, reason: str) -> pa.Table:
    import pyarrow as pa

    _, tables = task
    return pa.concat_tables([work.lost(table, reason) for table in tables])


def singly(work: Work, task: Task) -> list[Task]:
    """A task of several rows, or of several keys, in tasks of one each."""
    part, tables = task
    if work.key is not None:
        return [(part, [table]) for table in tables]
    return [(part, [table.slice(row, 1)]) for table in tables for row in range(len(table))]


def groups(table: pa.Table, key: str) -> Iterator[pa.Table]:
    """The rows of a table that have one value of `key`, for each value in order."""
    ordered = table.sort_by(key)
    start = 0
    for _, same in itertools.groupby(ordered[key].to_pylist()):
        count = sum(1 for _ in same)
        yield ordered.slice(start, count)
        start += count


def _together(tables: Iterator[pa.Table], rows: int) -> Iterator[list[pa.Table]]:
    """Small tables in lists that have at least so many rows together, but the last."""
    some: list[pa.Table] = []
    for table in tables:
        some.append(table)
        if sum(map(len, some)) >= rows:
            yield some
            some = []
    if some:
        yield some
