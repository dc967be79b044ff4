"""The steps of a corpus on a Spark cluster: the same functions of rows, the same SQL.

Steps that look at one row at a time are a task for each part (`mapInArrow`), which reads its part and writes what it
makes of it: so a task that is done twice, or on another machine after the first one died, writes the same part. Steps
by story or pool are grouped (`applyInArrow`), some parts at a time, and joins are Spark's own SQL. All machines must
see the folder of the corpus under the same path, and have this package, at the same version, in the Python that
PYSPARK_PYTHON names.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..errors import LibraryMissing, in_words
from ..flow.parts import UNFINISHED, Parts
from ..flow.work import Cut, Task, Work, do, lose, singly, split_part, tasks
from .local import WITH_MODEL, WITHOUT_MODEL, answers

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

LOOPBACK = ("local", "spark://127.0.0.1:", "spark://localhost:")  # masters for which nobody else need reach us
AT_ONCE = 50  # parts whose groups are one job: what is done again where the driver was stopped


class SparkEngine:
    """Steps on the cluster whose `master` is given ("spark://host:7077", "local[4]"), or on the session that runs.

    Raises `LibraryMissing` where pyspark is not installed.
    """

    name = "spark"

    def __init__(self, master: str, memory: str) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise LibraryMissing("pyspark", 'pip install "wellsourced[spark]"') from error
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        made = SparkSession.builder.master(master).appName("wellsourced").config("spark.ui.enabled", "false")
        made = made.config("spark.ui.showConsoleProgress", str(sys.stderr.isatty()).lower())
        made = made.config("spark.driver.memory", memory.lower().removesuffix("b"))  # "1GB" is "1g" to Java
        if master.startswith(LOOPBACK):
            made = made.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
        self._is_ours = SparkSession.getActiveSession() is None
        self._spark: SparkSession = made.getOrCreate()
        self._spark.sparkContext.setLogLevel("ERROR")

    def close(self) -> None:
        if self._is_ours:
            self._spark.stop()

    def work(self, work: Work, source: Parts, target: Parts) -> None:
        if target.is_whole:
            return
        missing = target.missing(source)
        if work.key is None:
            self._each_part(work, source, target, missing)
        else:
            for start in range(0, len(missing), AT_ONCE):
                self._grouped(work, work.key, source, target, missing[start : start + AT_ONCE])
        target.finish()

    def _each_part(self, work: Work, source: Parts, target: Parts, parts: Sequence[int]) -> None:
        def write(part: int) -> None:
            import pyarrow as pa

            wanted = tasks(work, source, [part])
            if work.apart:
                found = answers(work, wanted, 1, WITH_MODEL if work.with_model else WITHOUT_MODEL)
            else:
                found = ((part, _here(work, task)) for task in wanted)
            target.write(part, pa.concat_tables([rows for _, rows in found]))

        self._for_each(parts, write)

    def split(self, cuts: Sequence[Cut], source: Parts, targets: Sequence[Parts]) -> None:
        if not all(target.is_whole for target in targets):
            self._for_each(source.numbers(), lambda part: split_part(cuts, source, targets, part))
        for target in targets:
            target.finish()

    def _for_each(self, parts: Sequence[int], do: Callable[[int], None]) -> None:
        """Something done with each part, in a task of its own."""
        import pyarrow as pa

        def task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for number in (number for batch in batches for number in batch["id"].to_pylist()):
                do(parts[number])
                yield pa.RecordBatch.from_pydict({"part": [parts[number]]})

        if parts:
            numbers = self._spark.range(0, len(parts), 1, numPartitions=len(parts))
            numbers.mapInArrow(task, "part long").count()

    def _grouped(self, work: Work, key: str, source: Parts, target: Parts, parts: Sequence[int]) -> None:
        import pyarrow as pa
        from pyspark.sql.pandas.types import from_arrow_schema

        def one_group(group: tuple[pa.Scalar, ...], rows: pa.Table) -> pa.Table:
            part = group[0].as_py()
            found = _here(work, (part, rows.drop_columns("part")))
            return found.append_column("part", pa.array([part] * len(found), pa.int32()))

        self._spread_over(len(parts))
        schema = from_arrow_schema(work.schema.append(pa.field("part", pa.int32())))
        rows = self._read(source, parts)
        self._write(rows.groupBy("part", key).applyInArrow(one_group, schema), target, parts)

    def join(self, query: str, sources: Mapping[str, Parts], target: Parts, **numbers: int) -> None:
        if target.is_whole:
            return
        self._spread_over(max(len(table.numbers()) for table in sources.values()))
        for name, table in sources.items():
            self._read(table, table.numbers()).createOrReplaceTempView(name)
        rows = self._spark.sql(query.replace("$", ":"), args=numbers)
        if "part" not in rows.columns:
            rows = rows.selectExpr("*", "0 AS part")
        self._write(rows, target, [0])
        target.finish()

    def _spread_over(self, parts: int) -> None:
        """Rows are shuffled into as many pieces as the largest table has parts, so that a piece fits in memory."""
        pieces = max(parts, 2 * self._spark.sparkContext.defaultParallelism)
        self._spark.conf.set("spark.sql.shuffle.partitions", pieces)

    def _read(self, table: Parts, parts: Sequence[int]) -> DataFrame:
        places = [str(table.place(part)) for part in parts]
        return self._spark.read.option("basePath", str(table.folder)).parquet(*places)

    def _write(self, rows: DataFrame, target: Parts, parts: Sequence[int]) -> None:
        """Rows -> parts by their column `part`; those of `parts` that got none are empty."""
        from pyspark.sql.pandas.types import to_arrow_schema

        beside = target.folder / f"{UNFINISHED}{uuid.uuid4().hex}"
        rows.repartition("part").write.partitionBy("part").option("compression", "zstd").parquet(str(beside))
        written = Parts(beside)
        for part in written.numbers():
            target.put(written.place(part), part)
        for part in set(parts) - set(target.numbers()):
            target.write(part, to_arrow_schema(rows.drop("part").schema).empty_table())


def _here(work: Work, task: Task) -> pa.Table:
    """A task in this process. Where it fails or takes too long on several rows, each is tried by itself."""
    import pyarrow as pa

    try:
        with _in_time(work.seconds * len(task[1])):
            return do(work, task)
    except Exception as error:
        if len(singles := singly(work, task)) > 1:
            return pa.concat_tables([_here(work, single) for single in singles])
        return lose(work, task, in_words(error))


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    """Raises TimeoutError where what stands within takes longer. Only where signals arrive: in a main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TimeoutError(f"it took longer than {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
