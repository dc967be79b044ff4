"""The steps of a corpus between its tables: what `pipeline` does with records, on rows.

    units -> pages -> articles -> marks -> pools -> told -> readings -> compared

The words of an article are found once, where its page is read: they travel beside its record.

Each function gets some rows and gives rows; the schema of what it gives stands above it. Records travel as their JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import msgspec
import pyarrow as pa

from ..compare.stories import Words, day_of, find_marks, words_of
from ..compare.stories.pools import DAYS, MOST, NEAR, NEIGHBOURS
from ..errors import Unreadable
from ..pipeline import (
    NOT_READ_FURTHER,
    bound_by_story,
    compare_story,
    compare_words,
    group_words,
    read_article,
    read_credits,
    read_one,
    read_words,
)
from ..records import Article, Comparison, Dossier, Reading, Run, Unread
from ..tell.dossier import as_json
from ..tell.tables import TABLES, Kind
from .units import Unit, pages_of_unit
from .work import Work

Record = TypeVar("Record", Article, Reading)
Rows = list[dict[str, Any]]
NO_RUN = Run("")
ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()
}  # fmt: skip

_encoder = msgspec.json.Encoder()


def encode(record: Article | Reading | Comparison) -> str:
    return _encoder.encode(record).decode("utf-8")


def decode(kind: type[Record], kept: str) -> Record:
    return msgspec.json.decode(kept, type=kind)


def _table(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """Rows as columns: many times faster than rows with the names of their columns."""
    return pa.table(list(zip(*rows, strict=True)), schema=schema) if rows else schema.empty_table()


# ---- units -> pages -----------------------------------------------------------------------------

UNITS = pa.schema([
    ("unit", pa.int64()), ("path", pa.string()), ("place", pa.string()), ("start", pa.int64()), ("end", pa.int64()),
    ("line", pa.int64()), ("error", pa.string()),
])  # fmt: skip
PAGES = pa.schema([
    ("page", pa.int64()), ("id", pa.string()), ("address", pa.string()), ("latest", pa.int32()),
    ("record", pa.string()), ("stems", pa.list_(pa.string())), ("counts", pa.list_(pa.int32())), ("names", pa.int32()),
    ("day", pa.int32()), ("error", pa.string()),
])  # fmt: skip
PAGES_OF_A_UNIT = 1 << 32


def read_units(units: pa.Table) -> pa.Table:
    """Units -> a row for each page: its article (`record`) and the words of its story, or why it gives none (`error`).

    `latest` is the last day on which it can have been published, `day` the day where that is known."""
    return pa.Table.from_pylist([row for unit in units.to_pylist() for row in _page_rows(unit)], PAGES)


def lose_units(units: pa.Table, reason: str) -> pa.Table:
    rows = [
        {"page": unit["unit"] * PAGES_OF_A_UNIT, "address": unit["path"], "error": reason} for unit in units.to_pylist()
    ]
    return pa.Table.from_pylist(rows, PAGES)


def _page_rows(unit: dict[str, Any]) -> Rows:
    first = unit.pop("unit") * PAGES_OF_A_UNIT
    return [
        {"page": first + number} | _page_row(page)
        for number, page in enumerate(pages_of_unit(Unit(**unit)))
    ]  # fmt: skip


def _page_row(page: Any) -> dict[str, Any]:
    if isinstance(page, Unread):
        return {"address": page.address, "error": page.error}
    try:
        article = read_one(page)
    except Unreadable as error:
        return {"address": error.address, "error": error.reason}
    latest = article.published.latest
    words = words_of(article)
    return {
        "id": article.id, "address": article.address, "latest": latest and latest.toordinal(),
        "record": encode(article), "stems": words.stems, "counts": words.counts, "names": words.names,
        "day": day_of(article),
    }  # fmt: skip


# ---- articles -> marks --------------------------------------------------------------------------

MARKS = pa.schema([("article", pa.string()), ("day", pa.int32()), ("mark", pa.string()), ("weight", pa.int32())])


def mark_articles(articles: pa.Table) -> pa.Table:
    """Articles -> the words by which articles that may tell one story find each other."""
    found = [
        (row["id"], row["day"], mark, weight)
        for row in articles.to_pylist()
        for mark, weight in find_marks(_words(row))
    ]
    return _table(found, MARKS)


def _words(row: dict[str, Any]) -> Words:
    return Words(tuple(row["stems"]), tuple(row["counts"]), row["names"])


def lose_marks(articles: pa.Table, reason: str) -> pa.Table:
    return MARKS.empty_table()


# ---- pooled articles -> told, story by story ------------------------------------------------------

TOLD = pa.schema([("id", pa.string()), ("story", pa.string()), ("topic", pa.string()), ("record", pa.string())])


def tell_apart(pool: pa.Table) -> pa.Table:
    """The articles of one pool -> the story and topic of each; its record names all addresses that gave it."""
    rows = {row["id"]: row for row in pool.to_pylist()}
    told = [
        (id, story.id, story.topic, _with_addresses(rows[id]))
        for story in group_words((id, _words(row)) for id, row in rows.items())
        for id in story.articles
    ]
    return _table(told, TOLD)


def _with_addresses(row: dict[str, Any]) -> str:
    if not (others := row["addresses"][1:]):
        return str(row["record"])
    return encode(replace(decode(Article, row["record"]), also_at=tuple(others)))


def lose_pool(pool: pa.Table, reason: str) -> pa.Table:
    """Each article tells a story of its own, as far as is known."""
    singles = [tell_apart(pool.slice(number, 1)) for number in range(len(pool))]
    return pa.concat_tables(singles)


# ---- told -> readings ---------------------------------------------------------------------------

READINGS = pa.schema([
    ("id", pa.string()), ("story", pa.string()), ("topic", pa.string()), ("reading", pa.string()),
    ("error", pa.string()),
])  # fmt: skip


def read_articles(told: pa.Table, *, fast: bool) -> pa.Table:
    """Articles -> what each says; with `fast` its words and credits only, without a language model."""
    if fast:
        return _readings(told, read_words)
    from ..read.language import renewed_model

    return _readings(told, lambda article: read_article(article, renewed_model()))


def lose_readings(told: pa.Table, reason: str) -> pa.Table:
    """An article on which the language model failed keeps its words and credits, and says why it has no more."""
    return _readings(told, lambda article: read_credits(article, reason), f"{NOT_READ_FURTHER}: {reason}")


def _readings(told: pa.Table, read: Callable[[Article], Reading], error: str | None = None) -> pa.Table:
    readings = [encode(read(decode(Article, record))) for record in told["record"].to_pylist()]
    return pa.Table.from_pydict(
        {name: told[name] for name in ("id", "story", "topic")}
        | {"reading": readings, "error": pa.array([error] * len(told), pa.string())},
        READINGS,
    )


# ---- readings of one story -> compared ----------------------------------------------------------


def _rows_of(name: str) -> pa.DataType:
    return pa.list_(pa.struct([(column, ARROW[kind]) for column, kind in TABLES[name][0]]))


COMPARED = pa.schema([
    ("story", pa.string()), ("comparison", pa.string()), ("error", pa.string()),
    *((name, _rows_of(name)) for name in TABLES),
])  # fmt: skip


def compare_readings(story: pa.Table, *, fast: bool) -> pa.Table:
    """The readings of one story -> its comparison, and everything found in it as rows of the tables of `export`."""
    readings = sorted((decode(Reading, kept) for kept in story["reading"].to_pylist()), key=lambda r: r.article.id)
    comparison = compare_words(readings) if fast else compare_story(readings)
    topic = story["topic"][0].as_py()
    comparison = replace(comparison, story=replace(comparison.story, topic=topic))
    dated = {one.article.id: one for one in (*readings, *bound_by_story(readings, comparison.lineage))}
    return _compared(story["story"][0].as_py(), list(dated.values()), comparison, None)


def lose_story(story: pa.Table, reason: str) -> pa.Table:
    """A story that could not be compared keeps its articles and what each says by itself."""
    readings = [decode(Reading, kept) for kept in story["reading"].to_pylist()]
    return _compared(story["story"][0].as_py(), readings, None, reason)


def _compared(story: str, readings: Sequence[Reading], comparison: Comparison | None, error: str | None) -> pa.Table:
    found: Any = as_json(Dossier(tuple(readings), (comparison,) if comparison else (), (), NO_RUN))
    texts = {article["id"]: article["text"] for article in found["articles"]}
    row: dict[str, Any] = {"story": story, "comparison": comparison and encode(comparison), "error": error}
    for name, (columns, make) in TABLES.items():
        names = [column for column, _ in columns]
        row[name] = [dict(zip(names, values, strict=True)) for values in make(found, texts)]
    return pa.Table.from_pylist([row], COMPARED)


# ---- compared -> the tables ---------------------------------------------------------------------


def rows_of_table(compared: pa.Table, name: str) -> pa.Table:
    """The rows of one table, of all stories together."""
    rows = compared[name].combine_chunks().flatten()
    return pa.Table.from_arrays(rows.flatten(), schema=_schema_of(name))


def lose_rows(compared: pa.Table, reason: str, name: str) -> pa.Table:
    raise RuntimeError(f"the table {name} could not be written: {reason}")


def _schema_of(name: str) -> pa.Schema:
    return pa.schema([(column, ARROW[kind]) for column, kind in TABLES[name][0]])


# ---- the work of each step ----------------------------------------------------------------------

READ_PAGES = Work("pages", read_units, lose_units, PAGES, rows=1, seconds=3600, apart=True)
NEARNESS = {"near": NEAR, "days": DAYS, "most": MOST, "neighbours": NEIGHBOURS}
MARK = Work("marks", mark_articles, lose_marks, MARKS, columns=("id", "day", "stems", "counts", "names"), rows=100)
TELL_APART = Work("told", tell_apart, lose_pool, TOLD, key="pool", rows=100)


def read_work(fast: bool) -> Work:
    do = partial(read_articles, fast=fast)
    return Work("readings", do, lose_readings, READINGS, rows=100 if fast else 8, apart=not fast, with_model=not fast)


def compare_work(fast: bool) -> Work:
    return Work("compared", partial(compare_readings, fast=fast), lose_story, COMPARED, key="story", rows=50)


def table_work(name: str) -> Work:
    do, lost = partial(rows_of_table, name=name), partial(lose_rows, name=name)
    return Work(name, do, lost, _schema_of(name), columns=(name,), rows=10_000)
