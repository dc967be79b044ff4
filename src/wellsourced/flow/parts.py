"""A table too large for memory: a folder of Parquet files in parts, each written once and whole.

    readings/part=0/rows.parquet
    readings/part=1/rows.parquet
    readings/_whole

A part is written beside its place and renamed into it, so a part that is there is whole, whatever stopped the process
that wrote it; `whole` marks a table with all its parts. The layout is the one that DuckDB, Spark and pyarrow read as
a table with a column `part` ("Hive partitioning").
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = "rows.parquet"
WHOLE = "_whole"  # names with _ are no part of a table for Spark
PART = "part="
UNFINISHED = ".unfinished-"


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one table in `folder`; nothing is made before something is written."""

    folder: Path

    @property
    def is_whole(self) -> bool:
        return (self.folder / WHOLE).exists()

    def numbers(self) -> list[int]:
        """The parts that are there, in order."""
        return sorted(int(place.name.removeprefix(PART)) for place in self.folder.glob(f"{PART}*"))

    def missing(self, source: Parts) -> list[int]:
        """The parts of another table that this one has not, in order."""
        return sorted(set(source.numbers()) - set(self.numbers()))

    def files(self) -> str:
        """A pattern of all its files, as DuckDB takes it."""
        return str(self.folder / f"{PART}*" / "*.parquet")

    def place(self, part: int) -> Path:
        return self.folder / f"{PART}{part}"

    def read(self, part: int, columns: Sequence[str] | None = None) -> pa.Table:
        """One part, without the column `part`."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        files = sorted(self.place(part).glob("*.parquet"))
        wanted = None if columns is None else list(columns)
        return pa.concat_tables([pq.read_table(file, columns=wanted, partitioning=None) for file in files])

    def count(self) -> int:
        """The rows of all parts."""
        import pyarrow.parquet as pq

        return sum(pq.read_metadata(file).num_rows for file in self.folder.glob(f"{PART}*/*.parquet"))

    def write(self, part: int, table: pa.Table) -> None:
        """One part. Where another process was faster, what it wrote stays: it is the same."""
        import pyarrow.parquet as pq

        self.folder.mkdir(parents=True, exist_ok=True)
        beside = self.folder / f"{UNFINISHED}{uuid.uuid4().hex}"
        beside.mkdir()
        pq.write_table(table, beside / ROWS, compression="zstd")
        self.put(beside, part)

    def put(self, written: Path, part: int) -> None:
        """A folder written elsewhere on this file system becomes a part."""
        try:
            os.rename(written, self.place(part))
        except OSError:
            if not self.place(part).is_dir():
                raise
            shutil.rmtree(written)

    def finish(self) -> None:
        """Every part is there: what unfinished writers left is removed."""
        for left in self.folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        (self.folder / WHOLE).touch()
