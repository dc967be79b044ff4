"""Archive -> records: lists of what it holds, and the dossier of all, of one story, of one article, of one claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from ..errors import ArchiveError, NotKept
from ..pipeline import bound_by_story, in_order
from ..records import Claim, Comparison, Dossier, Range, Reading, Run, Unread
from .codec import decode
from .schema import articles, comparisons, identities, members, pages, said, stories, words
from .store import Archive

NEWEST_FIRST = (stories.c.last_day.is_(None), stories.c.last_day.desc(), stories.c.id)


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


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet as lists show it."""

    name: str
    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What an archive holds, in numbers; days are those of its stories."""

    articles: int
    stories: int
    outlets: int
    statements: int
    people: int  # persons who are named
    disagreements: int
    unread: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article with all that was read in it, and its story; None before it is compared."""

    reading: Reading
    story: StoryRow | None


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim, and the dossier of its story, in which its supports and what they rest on are found."""

    claim: Claim
    story: StoryRow
    dossier: Dossier


# ---- lists ------------------------------------------------------------------------------------


def list_stories(
    archive: Archive, *, since: str | None = None, until: str | None = None, outlet: str | None = None,
    disputed: bool = False, limit: int = 100, offset: int = 0,
) -> list[StoryRow]:  # fmt: skip
    """Stories, newest first: those with anything on the days from `since` to `until` ("2015-10-05"), of an outlet (a
    part of its name, in any case), with disagreements."""
    wanted = _stories(select(stories), since, until, outlet, disputed).order_by(*NEWEST_FIRST)
    with archive.reading() as connection:
        return [_story_row(row) for row in connection.execute(wanted.limit(limit).offset(offset))]


def count_stories(
    archive: Archive, *, since: str | None = None, until: str | None = None, outlet: str | None = None,
    disputed: bool = False,
) -> int:  # fmt: skip
    """How many stories `list_stories` has in all."""
    with archive.reading() as connection:
        counted = _stories(select(func.count()).select_from(stories), since, until, outlet, disputed)
        return int(connection.execute(counted).scalar_one())


def _stories(
    wanted: Select[Any], since: str | None, until: str | None, outlet: str | None, disputed: bool
) -> Select[Any]:
    if since:
        wanted = wanted.where(stories.c.last_day >= since)
    if until:
        wanted = wanted.where(stories.c.first_day <= until)
    if outlet:
        of = select(members.c.story).join(articles, articles.c.id == members.c.article)
        named = func.lower(articles.c.outlet).contains(outlet.lower(), autoescape=True)
        wanted = wanted.where(stories.c.id.in_(of.where(named)))
    if disputed:
        wanted = wanted.where(stories.c.disagreements > 0)
    return wanted


def _story_row(r: Row[*tuple[Any, ...]]) -> StoryRow:
    return StoryRow(
        r.id, r.topic, r.title, r.first_day, r.last_day, r.articles, r.outlets,
        Range(r.origins_low, r.origins_high), r.disagreements,
    )  # fmt: skip


def list_outlets(archive: Archive, *, limit: int = 500) -> list[OutletRow]:
    """Outlets, those with most articles first."""
    count = func.count(articles.c.id)
    wanted = (
        select(articles.c.outlet, count, func.count(members.c.story.distinct()))
        .outerjoin(members, members.c.article == articles.c.id)
        .where(articles.c.outlet.is_not(None))
        .group_by(articles.c.outlet)
        .order_by(count.desc(), articles.c.outlet)
    )
    with archive.reading() as connection:
        return [OutletRow(row[0] or "", row[1], row[2]) for row in connection.execute(wanted.limit(limit))]


def list_unread(archive: Archive, *, limit: int = 100, offset: int = 0) -> list[Unread]:
    """Pages that gave no article, with the reason, in order of address."""
    wanted = select(pages.c.address, pages.c.error).where(pages.c.error.is_not(None))
    ordered = wanted.order_by(pages.c.address, pages.c.error).limit(limit).offset(offset)
    with archive.reading() as connection:
        return [Unread(row.address, row.error) for row in connection.execute(ordered)]


def overview(archive: Archive) -> Overview:
    """How much an archive holds."""
    people = select(func.count(identities.c.person.distinct())).where(identities.c.kind == "person")
    counts = (
        select(func.count()).select_from(articles),
        select(func.count()).select_from(stories),
        select(func.count(articles.c.outlet.distinct())),
        select(func.count()).select_from(said),
        people,
        select(func.coalesce(func.sum(stories.c.disagreements), 0)),
        select(func.count()).select_from(pages).where(pages.c.error.is_not(None)),
        select(func.min(stories.c.first_day)),
        select(func.max(stories.c.last_day)),
    )
    with archive.reading() as connection:
        row = connection.execute(select(*(count.scalar_subquery() for count in counts))).one()
    return Overview(*row)


def known_addresses(archive: Archive) -> frozenset[str]:
    """The addresses of all pages that the archive has."""
    with archive.reading() as connection:
        return frozenset(connection.execute(select(pages.c.address)).scalars())


# ---- one of them ------------------------------------------------------------------------------


def find_story(archive: Archive, record: str) -> str:
    """The id of the story that an article, claim, statement or identity belongs to. Raises `NotKept`."""
    with archive.reading() as connection:
        for column, story in (
            (stories.c.id, stories.c.id), (members.c.article, members.c.story), (words.c.record, words.c.story),
            (said.c.id, said.c.story), (identities.c.id, identities.c.story),
        ):  # fmt: skip
            found: str | None = connection.execute(select(story).where(column == record).limit(1)).scalar()
            if found is not None:
                return found
    raise NotKept("record", record)


def load_dossier(archive: Archive, story: str | None = None, run: Run | None = None) -> Dossier:
    """The dossier of all stories, or of one whose id begins so; equal to that of one report over the same pages.

    Raises `NotKept` where no story has the id, `ArchiveError` where several begin so.
    """
    with archive.reading() as connection:
        told = _comparisons(connection, story)
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


def each_dossier(archive: Archive) -> Iterator[Dossier]:
    """The dossiers of all stories, one after the other, in the order of `load_dossier`: for archives of any size."""
    with archive.reading() as connection:
        ids = connection.execute(select(stories.c.id).order_by(stories.c.place)).scalars().all()
    for id in ids:
        try:
            yield load_dossier(archive, id)
        except NotKept:  # another process put other stories in its place meanwhile
            continue


def _comparisons(connection: Connection, story: str | None) -> Sequence[Row[*tuple[Any, ...]]]:
    """Rows of `id` and `comparison`: of all stories in their order, or of the one whose id begins so."""
    wanted = select(stories.c.id, comparisons.c.comparison).join(comparisons, comparisons.c.digest == stories.c.digest)
    if story is None:
        return connection.execute(wanted.order_by(stories.c.place)).all()
    told = connection.execute(wanted.where(stories.c.id.startswith(story, autoescape=True)).limit(2)).all()
    if not told:
        raise NotKept("story", story)
    if len(told) > 1:
        raise ArchiveError(f"several stories of this archive begin so: {story}")
    return told


def load_article(archive: Archive, id: str) -> KeptArticle:
    """An article, all that was read in it, and its story; an article without a day has the bounds that its story
    proves. Raises `NotKept`."""
    with archive.reading() as connection:
        record = connection.execute(select(articles.c.reading).where(articles.c.id == id)).scalar()
        if record is None:
            raise NotKept("article that has been read", id)
        row = connection.execute(select(stories).join(members, members.c.story == stories.c.id).where(
            members.c.article == id)).first()  # fmt: skip
    reading, story = decode(Reading, record), _story_row(row) if row else None
    if story is not None and reading.article.published.precision != "day":
        reading = next(one for one in load_dossier(archive, story.id).readings if one.article.id == id)
    return KeptArticle(reading, story)


def load_claim(archive: Archive, id: str) -> KeptClaim:
    """A claim, by its id, in its story. Raises `NotKept`."""
    with archive.reading() as connection:
        of = select(words.c.story).where(words.c.record == id, words.c.kind == "claim")
        row = connection.execute(select(stories).where(stories.c.id.in_(of))).first()
    if row is None:
        raise NotKept("claim", id)
    dossier = load_dossier(archive, row.id)
    claim = next(one for one in dossier.comparisons[0].claims if one.id == id)
    return KeptClaim(claim, _story_row(row), dossier)
