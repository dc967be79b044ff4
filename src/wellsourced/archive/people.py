"""Archive -> people and bodies over all its stories: what they are called, what they said, where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, cast, func, select

from ..errors import NotKept
from ..records import Identity, Proposal, Role, Statement
from .codec import decode
from .schema import articles, identities, said, stories
from .store import Archive


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person or body as lists show it: over all stories."""

    id: str
    name: str
    kind: str
    stories: int
    articles: int
    mentions: int
    statements: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person or body in one story: what it is called there, and who there may be the same."""

    story: str
    title: str
    first_day: str | None
    last_day: str | None
    identity: Identity
    statements: int
    proposals: tuple[tuple[Proposal, str], ...]  # each with the other's name


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, its words ("…" between the parts), and where it stands."""

    statement: Statement
    words: str
    story: str
    story_title: str
    article: str
    title: str | None
    outlet: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person or body over all stories. `said` is the part asked for of all `statements`, the newest first."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]  # all forms, those of most stories first
    roles: tuple[Role, ...]  # what it is called, the earliest first; the same words once a day
    appearances: tuple[Appearance, ...]  # the newest story first
    statements: int
    said: tuple[Said, ...]


def list_people(
    archive: Archive, *, query: str = "", kinds: Collection[str] = ("person", "organisation", "group"),
    limit: int = 50, offset: int = 0,
) -> list[PersonRow]:  # fmt: skip
    """People and bodies, those who are heard most first. `query`: a part of any of its names, in any case."""
    table = identities
    counted = select(
        table.c.person,
        func.count(table.c.story.distinct()).label("stories"),
        *(cast(func.sum(c), Integer).label(c.name) for c in (table.c.articles, table.c.mentions, table.c.statements)),
    ).where(table.c.kind.in_(kinds))
    if query:
        called = select(table.c.person).where(table.c.forms.contains(query.lower(), autoescape=True))
        counted = counted.where(table.c.person.in_(called))
    one = counted.group_by(table.c.person).subquery()
    ordered = select(one).order_by(one.c.statements.desc(), one.c.mentions.desc(), one.c.person)
    with archive.reading() as connection:
        rows = connection.execute(ordered.limit(limit).offset(offset)).all()
        named = _named(connection, [row.person for row in rows])
    return [PersonRow(r.person, *named[r.person], r.stories, r.articles, r.mentions, r.statements) for r in rows]


def people_of(archive: Archive) -> dict[str, str]:
    """Identity -> the id of the person or body that it is over all stories."""
    with archive.reading() as connection:
        rows = connection.execute(select(identities.c.id, identities.c.person))
        return {row.id: row.person for row in rows}


def _named(connection: Connection, people: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The name and kind that most mentions of each have."""
    rows = connection.execute(
        select(identities.c.person, identities.c.name, identities.c.kind)
        .where(identities.c.person.in_(people))
        .order_by(identities.c.mentions, identities.c.id)
    )
    return {row.person: (row.name, row.kind) for row in rows}


def load_person(archive: Archive, id: str, *, limit: int = 100, offset: int = 0) -> Person:
    """A person or body, by its id or by that of an identity of one story; `limit` and `offset` are for what it said.

    Raises `NotKept`.
    """
    with archive.reading() as connection:
        person = _person_of(connection, id)
        rows = connection.execute(
            select(identities, stories.c.title, stories.c.first_day, stories.c.last_day)
            .join(stories, stories.c.id == identities.c.story)
            .where(identities.c.person == person)
            .order_by(stories.c.last_day.is_(None), stories.c.last_day.desc(), identities.c.id)
        ).all()
        name, kind = _named(connection, [person])[person]
        found = [(row, decode(Identity, row.identity)) for row in rows]
        others = _names(connection, {one.identity for _, identity in found for one in identity.proposals})
        told = _said(connection, [row.id for row in rows], limit, offset)
    appearances = tuple(
        Appearance(
            row.story, row.title, row.first_day, row.last_day, identity, row.statements,
            tuple((one, others[one.identity]) for one in identity.proposals if one.identity in others),
        )
        for row, identity in found
    )  # fmt: skip
    forms = Counter(form for _, identity in found for form in dict.fromkeys((identity.name, *identity.forms)))
    return Person(
        person, name, kind, tuple(sorted(forms, key=lambda form: (-forms[form], form))),
        _roles([role for _, identity in found for role in identity.roles]), appearances,
        sum(row.statements for row in rows), told,
    )  # fmt: skip


def _person_of(connection: Connection, id: str) -> str:
    wanted = select(identities.c.person).where((identities.c.person == id) | (identities.c.id == id)).limit(1)
    person: str | None = connection.execute(wanted).scalar()
    if person is None:
        raise NotKept("person or body", id)
    return person


def _names(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    wanted = select(identities.c.id, identities.c.name).where(identities.c.id.in_(sorted(ids)))
    return {row.id: row.name for row in connection.execute(wanted)}


def _said(connection: Connection, ids: Sequence[str], limit: int, offset: int) -> tuple[Said, ...]:
    rows = connection.execute(
        select(
            said.c.statement, said.c.words, said.c.story, said.c.article, stories.c.title.label("story_title"),
            articles.c.title, articles.c.outlet, articles.c.day,
        )
        .join(articles, articles.c.id == said.c.article)
        .join(stories, stories.c.id == said.c.story)
        .where(said.c.identity.in_(ids))
        .order_by(articles.c.day.is_(None), articles.c.day.desc(), articles.c.id, said.c.id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return tuple(
        Said(decode(Statement, r.statement), r.words, r.story, r.story_title, r.article, r.title, r.outlet, r.day)
        for r in rows
    )


def _roles(roles: Sequence[Role]) -> tuple[Role, ...]:
    """Each once a day, in the order of time; undated ones last."""

    def day(role: Role) -> str:
        told = role.when.earliest or role.when.latest
        return told.isoformat() if told else "9999"

    ordered = sorted(roles, key=lambda role: (day(role), role.text, role.span))
    return tuple({(day(role), role.text.casefold()): role for role in reversed(ordered)}.values())[::-1]
