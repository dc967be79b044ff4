"""Archive -> records: the dossier of all or of one story, and the list of stories."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ..errors import ArchiveError
from ..pipeline import bound_by_story, in_order
from ..records import Comparison, Dossier, Range, Reading, Run, Unread
from .codec import decode
from .schema import articles, comparisons, members, pages, stories
from .store import Archive


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story as lists show it."""

    id: str
    topic: str
    title: str
    first_day: str | None
    last_day: str | None
    articles: int
    outlets: int
    origins: Range
    disagreements: int


def known_addresses(archive: Archive) -> frozenset[str]:
    """The addresses of all pages that the archive has."""
    with archive.reading() as connection:
        return frozenset(connection.execute(select(pages.c.address)).scalars())


def list_stories(archive: Archive, *, limit: int = 100, offset: int = 0) -> list[StoryRow]:
    """Stories, newest first."""
    with archive.reading() as connection:
        rows = connection.execute(
            select(stories)
            .order_by(stories.c.last_day.is_(None), stories.c.last_day.desc(), stories.c.id)
            .limit(limit)
            .offset(offset)
        ).all()
    return [
        StoryRow(
            r.id, r.topic, r.title, r.first_day, r.last_day, r.articles, r.outlets,
            Range(r.origins_low, r.origins_high), r.disagreements,
        )
        for r in rows
    ]  # fmt: skip


def load_dossier(archive: Archive, story: str | None = None, run: Run | None = None) -> Dossier:
    """The dossier of all stories, or of one whose id begins so; equal to that of one report over the same pages.

    Raises `ArchiveError` where no story or several have the id.
    """
    with archive.reading() as connection:
        wanted = select(stories.c.id, comparisons.c.comparison).join(
            comparisons, comparisons.c.digest == stories.c.digest
        )
        if story is not None:
            wanted = wanted.where(stories.c.id.startswith(story, autoescape=True))
        told = connection.execute(wanted.order_by(stories.c.place)).all()
        if story is not None and len(told) != 1:
            raise ArchiveError(f"{'several stories' if told else 'no story'} of this archive: {story}")
        kept = select(articles.c.id, articles.c.reading).join(members, members.c.article == articles.c.id)
        if story is not None:
            kept = kept.where(members.c.story == told[0].id)
        at = {row.id: decode(Reading, row.reading) for row in connection.execute(kept)}
        errors = select(pages.c.address, pages.c.error).where(pages.c.error.is_not(None))
        unread = () if story is not None else tuple(Unread(r.address, r.error) for r in connection.execute(errors))
    found = [decode(Comparison, row.comparison) for row in told]
    readings = sorted(at.values(), key=lambda reading: in_order(reading.article))
    at = {reading.article.id: reading for reading in readings}
    for comparison in found:
        bounded = bound_by_story([at[article] for article in comparison.story.articles], comparison.lineage)
        at |= {reading.article.id: reading for reading in bounded}
    return Dossier(
        tuple(at.values()), tuple(found), tuple(sorted(set(unread), key=lambda u: (u.address, u.error))),
        run or Run(""),
    )  # fmt: skip
