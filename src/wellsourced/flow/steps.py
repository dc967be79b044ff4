"""The steps of a corpus between its tables: what `pipeline` does with records, on rows.

    units -> pages -> articles -> marks -> pools -> told -> readings -> compared

The words of an article are found once, where its page is read: they travel beside its record.

Each function gets some rows and gives rows; the schema of what it gives stands above it. Records travel as their JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from ..records import Article, ArticleId, Comparison, Dossier, Page, Reading, Run, Unread
from ..tell.dossier import as_json
from ..tell.tables import TABLES, Kind
from .units import Unit, pages_of_unit
from .work import Cut, Rows, Work

Record = TypeVar("Record", Article, Reading, Words)
NO_RUN = Run("")
ARROW: dict[Kind, pa.DataType] = {
    "text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()
}  # fmt: skip

_encoder = msgspec.json.Encoder()


def encode(record: Article | Reading | Comparison | Words) -> str:
    return _encoder.encode(record).decode("utf-8")


def decode(kind: type[Record], kept: str) -> Record:
    return msgspec.json.decode(kept, type=kind)


# ---- units -> pages -----------------------------------------------------------------------------

UNITS = pa.schema([
    ("unit", pa.int64()), ("path", pa.string()), ("place", pa.string()), ("start", pa.int64()), ("end", pa.int64()),
    ("line", pa.int64()), ("error", pa.string()),
])  # fmt: skip
PAGES = pa.schema([
    ("page", pa.int64()), ("id", pa.string()), ("address", pa.string()), ("latest", pa.int32()),
    ("record", pa.string()), ("words", pa.string()), ("day", pa.int32()), ("error", pa.string()),
])  # fmt: skip
PAGES_OF_A_UNIT = 1 << 32


def read_units(units: pa.Table) -> Rows:
    """Units -> a row for each page: its article (`record`) and the words of its story, or why it gives none (`error`).

    `latest` is the last day on which it can have been published, `day` the day where that is known."""
    return [row for unit in units.to_pylist() for row in _page_rows(unit)]


def lose_units(units: pa.Table, reason: str) -> Rows:
    return [_no_article(unit["unit"] * PAGES_OF_A_UNIT, unit["path"], reason) for unit in units.to_pylist()]


def _page_rows(unit: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    first = unit.pop("unit") * PAGES_OF_A_UNIT
    for number, page in enumerate(pages_of_unit(Unit(**unit)), first):
        yield _page_row(number, page)


def _page_row(number: int, page: Page | Unread) -> tuple[Any, ...]:
    if isinstance(page, Unread):
        return _no_article(number, page.address, page.error)
    try:
        article = read_one(page)
    except Unreadable as error:
        return _no_article(number, error.address, error.reason)
    latest = article.published.latest
    return (
        number, article.id, article.address, latest and latest.toordinal(), encode(article), encode(words_of(article)),
        day_of(article), None,
    )  # fmt: skip


def _no_article(number: int, address: str, error: str) -> tuple[Any, ...]:
    return number, None, address, None, None, None, None, error


# ---- articles -> marks --------------------------------------------------------------------------

MARKS = pa.schema([("article", pa.int64()), ("day", pa.int32()), ("mark", pa.string()), ("weight", pa.int32())])


def mark_articles(articles: pa.Table) -> Rows:
    """Articles, by the numbers of their ids -> the words by which articles that may tell one story find each other."""
    return [
        (number_of(row["id"]), row["day"], mark, weight)
        for row in articles.to_pylist()
        for mark, weight in find_marks(decode(Words, row["words"]))
    ]


def number_of(article: ArticleId) -> int:
    """An id's digits as a number: so ids are in one order, and are joined in half the time and memory."""
    return int(article[2:], 16)


def lose_marks(articles: pa.Table, reason: str) -> Rows:
    return []


# ---- pooled articles -> told, story by story ------------------------------------------------------

TOLD = pa.schema([("id", pa.string()), ("story", pa.string()), ("topic", pa.string()), ("record", pa.string())])


def tell_apart(pool: pa.Table) -> Rows:
    """The articles of one pool -> the story and topic of each; its record names all addresses that gave it."""
    rows = {row["id"]: row for row in pool.to_pylist()}
    return [
        (id, story.id, story.topic, _with_addresses(rows[id]))
        for story in group_words((id, decode(Words, row["words"])) for id, row in rows.items())
        for id in story.articles
    ]


def _with_addresses(row: dict[str, Any]) -> str:
    if not (others := row["addresses"][1:]):
        return str(row["record"])
    return encode(replace(decode(Article, row["record"]), also_at=tuple(others)))


def lose_pool(pool: pa.Table, reason: str) -> Rows:
    """Each article tells a story of its own, as far as is known."""
    return [row for number in range(len(pool)) for row in tell_apart(pool.slice(number, 1))]


# ---- told -> readings ---------------------------------------------------------------------------

READINGS = pa.schema([
    ("id", pa.string()), ("story", pa.string()), ("topic", pa.string()), ("reading", pa.string()),
    ("error", pa.string()),
])  # fmt: skip


def read_articles(told: pa.Table, *, fast: bool) -> Rows:
    """Articles -> what each says; with `fast` its words and credits only, without a language model."""
    if fast:
        return _readings(told, read_words)
    from ..read.language import renewed_model

    return _readings(told, lambda article: read_article(article, renewed_model()))


def lose_readings(told: pa.Table, reason: str) -> Rows:
    """An article on which the language model failed keeps its words and credits, and says why it has no more."""
    return _readings(told, lambda article: read_credits(article, reason), f"{NOT_READ_FURTHER}: {reason}")


def _readings(told: pa.Table, read: Callable[[Article], Reading], error: str | None = None) -> Rows:
    return [
        (row["id"], row["story"], row["topic"], encode(read(decode(Article, row["record"]))), error)
        for row in told.to_pylist()
    ]


# ---- readings of one story -> compared ----------------------------------------------------------


def _rows_of(name: str) -> pa.DataType:
    return pa.list_(pa.struct([(column, ARROW[kind]) for column, kind in TABLES[name][0]]))


NAMES = [[column for column, _ in columns] for columns, _ in TABLES.values()]
COMPARED = pa.schema([
    ("story", pa.string()), ("comparison", pa.string()), ("error", pa.string()),
    *((name, _rows_of(name)) for name in TABLES),
])  # fmt: skip


def compare_readings(story: pa.Table, *, fast: bool) -> Rows:
    """The readings of one story -> its comparison, and everything found in it as rows of the tables of `export`."""
    rows = story.to_pylist()
    readings = sorted((decode(Reading, row["reading"]) for row in rows), key=lambda r: r.article.id)
    comparison = compare_words(readings) if fast else compare_story(readings)
    comparison = replace(comparison, story=replace(comparison.story, topic=rows[0]["topic"]))
    dated = {one.article.id: one for one in (*readings, *bound_by_story(readings, comparison.lineage))}
    return [_compared(rows[0]["story"], list(dated.values()), comparison, None)]


def lose_story(story: pa.Table, reason: str) -> Rows:
    """A story that could not be compared keeps its articles and what each says by itself."""
    rows = story.to_pylist()
    return [_compared(rows[0]["story"], [decode(Reading, row["reading"]) for row in rows], None, reason)]


def _compared(
    story: str, readings: Sequence[Reading], comparison: Comparison | None, error: str | None
) -> tuple[Any, ...]:
    found: Any = as_json(Dossier(tuple(readings), (comparison,) if comparison else (), (), NO_RUN))
    texts = {article["id"]: article["text"] for article in found["articles"]}
    tables = (
        [dict(zip(names, values, strict=True)) for values in make(found, texts)]
        for names, (_, make) in zip(NAMES, TABLES.values(), strict=True)
    )
    return story, comparison and encode(comparison), error, *tables


# ---- compared -> the tables ---------------------------------------------------------------------


def rows_of_table(compared: pa.Table, name: str) -> pa.Table:
    """The rows of one table, of all stories together."""
    rows = compared[name].combine_chunks().flatten()
    return pa.Table.from_arrays(rows.flatten(), schema=_schema_of(name))


def _schema_of(name: str) -> pa.Schema:
    return pa.schema([(column, ARROW[kind]) for column, kind in TABLES[name][0]])


# ---- the work of each step ----------------------------------------------------------------------

READ_PAGES = Work("pages", read_units, lose_units, PAGES, rows=1, seconds=3600, apart=True)
NEARNESS = {"near": NEAR, "days": DAYS, "most": MOST, "neighbours": NEIGHBOURS}
MARK = Work("marks", mark_articles, lose_marks, MARKS, columns=("id", "day", "words"), rows=100)
TELL_APART = Work("told", tell_apart, lose_pool, TOLD, key="pool", rows=100)


def read_work(fast: bool) -> Work:
    do = partial(read_articles, fast=fast)
    return Work("readings", do, lose_readings, READINGS, rows=100 if fast else 8, apart=not fast, with_model=not fast)


def compare_work(fast: bool) -> Work:
    return Work("compared", partial(compare_readings, fast=fast), lose_story, COMPARED, key="story", rows=50)


def table_cut(name: str) -> Cut:
    return Cut(name, partial(rows_of_table, name=name), _schema_of(name))
