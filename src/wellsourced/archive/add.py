"""Pages -> archive: each page is read once, and only stories that another article touches are compared anew.

    pages -> articles -> readings -> stories -> comparisons

Each arrow is a step that looks at what is kept, does what is missing, and keeps it in small transactions; so a step
that was stopped is simply done again. The result is the same as of one report over all pages.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from ..errors import Unreadable
from ..pipeline import Progress, ReadAll, in_order, read_here, read_one
from ..read.article import merge_same
from ..records import Article, Page, Unread
from .codec import decode, digest, encode, pack, unpack
from .index import index_reading
from .place import UNDATED, compare_stories
from .reader import this_reader
from .schema import DERIVED, articles, neighbourhoods, pages, state
from .store import Archive

PAGES_AT_ONCE = 50  # pages that are kept in one transaction


@dataclass(frozen=True, slots=True)
class Added:
    """What one `add` did."""

    pages: int  # that the archive had not
    known: int  # that it had
    unread: tuple[Unread, ...]
    articles: int  # that were read
    stories: int  # that were compared
    total: int  # articles that the archive holds now


def add(
    archive: Archive,
    found: Iterable[Page | Unread],
    *,
    read_all: ReadAll = read_here,
    progress: Callable[[int], Progress] | None = None,
    reader: str | None = None,
) -> Added:
    """Read what the archive has not yet, and compare the stories that it touches.

    `read_all` and `progress` are as for `pipeline.report`. `reader` names the program and its model (those installed,
    if not given): what another one read is read again, from the pages kept.
    """
    _forget_other_readers(archive, this_reader() if reader is None else reader)
    unread: list[Unread] = []
    new = known = 0
    for batch in _batches(found, PAGES_AT_ONCE):
        unread += [one for one in batch if isinstance(one, Unread)]
        fresh, old = _keep_pages(archive, [one for one in batch if isinstance(one, Page)], unread)
        new, known = new + fresh, known + old
    _merge_articles(archive)
    read = _read_articles(archive, read_all, progress)
    compared = compare_stories(archive)
    with archive.reading() as connection:
        total = connection.execute(select(func.count()).select_from(articles)).scalar_one()
    return Added(new, known, tuple(unread), read, compared, total)


def _batches(found: Iterable[Page | Unread], size: int) -> Iterable[list[Page | Unread]]:
    each = iter(found)
    return iter(lambda: list(itertools.islice(each, size)), [])


def _forget_other_readers(archive: Archive, reader: str) -> None:
    """What another version of the program made of the pages is dropped; the pages stay."""
    with archive.writing() as connection:
        kept = connection.execute(select(state.c.value).where(state.c.name == "reader")).scalar()
        if kept == reader:
            return
        for table in DERIVED:
            connection.execute(delete(table))
        connection.execute(update(pages).values(article=None, found=None, error=None))
        connection.execute(delete(state).where(state.c.name == "reader"))
        connection.execute(insert(state).values(name="reader", value=reader))


# ---- pages -> articles ------------------------------------------------------------------------


def _keep_pages(archive: Archive, batch: Sequence[Page], unread: list[Unread]) -> tuple[int, int]:
    """Keep the pages that are new; how many were, and how many were known."""
    packed = {digest(about, content): (page, about, content) for page in batch for about, content in (pack(page),)}
    with archive.reading() as connection:
        known = set(connection.execute(select(pages.c.id).where(pages.c.id.in_(packed))).scalars())
    rows: list[dict[str, Any]] = []
    for name, (page, about, content) in packed.items():
        if name not in known:
            found = _article_of(page)
            rows.append({"id": name, "address": page.address, "page": about, "content": content} | found)
            if found["error"]:
                unread.append(Unread(page.address, found["error"]))
    if rows:
        with archive.writing() as connection:
            others = set(connection.execute(select(pages.c.id).where(pages.c.id.in_(packed))).scalars())
            if wanted := [row for row in rows if row["id"] not in others]:
                connection.execute(insert(pages), wanted)
    return len(rows), len(batch) - len(rows)


def _article_of(page: Page) -> dict[str, str | None]:
    try:
        article = read_one(page)
    except Unreadable as error:
        return {"article": None, "found": None, "error": error.reason}
    return {"article": article.id, "found": encode(article), "error": None}


def _merge_articles(archive: Archive) -> None:
    """What pages give together is one article; where another page changes it, it is to be read again."""
    with archive.writing() as connection:
        for row in connection.execute(select(pages).where(pages.c.article.is_(None), pages.c.error.is_(None))).all():
            found = _article_of(unpack(row.page, row.content))
            connection.execute(update(pages).where(pages.c.id == row.id).values(**found))
        wanted = (
            select(pages.c.article)
            .outerjoin(articles, articles.c.id == pages.c.article)
            .where(pages.c.article.is_not(None))
            .group_by(pages.c.article)
            .having((func.count() > 1) | (func.count(articles.c.id) == 0))
            .order_by(pages.c.article)
        )
        for name in connection.execute(wanted).scalars().all():
            same = connection.execute(select(pages.c.found).where(pages.c.article == name)).scalars().all()
            (merged,) = merge_same(decode(Article, one) for one in same)
            kept = connection.execute(select(articles.c.article).where(articles.c.id == name)).scalar()
            if (record := encode(merged)) != kept:
                connection.execute(delete(articles).where(articles.c.id == name))
                connection.execute(delete(neighbourhoods).where(neighbourhoods.c.article == name))
                connection.execute(insert(articles).values(**_row(merged, record)))


def _row(article: Article, record: str) -> dict[str, str | None]:
    day = in_order(article)[0]
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "day": None if day == UNDATED else day,
        "article": record,
    }


# ---- articles -> readings ---------------------------------------------------------------------


def _read_articles(archive: Archive, read_all: ReadAll, progress: Callable[[int], Progress] | None) -> int:
    """Read what is not read; each reading is kept as soon as it is there."""
    with archive.reading() as connection:
        unread = select(articles.c.article).where(articles.c.reading.is_(None)).order_by(articles.c.id)
        wanted = [decode(Article, record) for record in connection.execute(unread).scalars()]
    read = 0
    for reading in read_all(wanted, progress(len(wanted)) if progress else lambda done: None):
        record, name = encode(reading), reading.article.id
        with archive.writing() as connection:
            connection.execute(
                update(articles).where(articles.c.id == name).values(reading=record, digest=digest(record))
            )
            index_reading(connection, reading)
        read += 1
    return read
