"""New archives, and how an archive of an earlier version is brought up to date: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, delete, func, inspect, select, text

from ..errors import ArchiveError
from ..records import Comparison, Reading
from .codec import decode
from .index import index_reading, index_story
from .schema import (
    VERSION,
    articles,
    comparisons,
    crowded,
    decisions,
    identities,
    marks,
    members,
    metadata,
    names,
    near,
    neighbourhoods,
    said,
    state,
    stories,
    words,
    words_by_record,
)

Migration = Callable[[Connection], None]


def _decisions_and_people(connection: Connection) -> None:
    """Version 1 knew no decisions, and told who speaks only inside the comparisons."""
    metadata.create_all(connection, tables=[decisions, names, identities, said])
    words_by_record.create(connection)
    connection.execute(delete(words))
    try:
        _index_all(connection)
    except ArchiveError:  # records in a form of another version of the program: the next `add` makes them anew
        connection.execute(delete(state).where(state.c.name == "reader"))


def _index_all(connection: Connection) -> None:
    kept = select(articles.c.id).where(articles.c.reading.is_not(None))
    for name in connection.execute(kept).scalars().all():
        record = connection.execute(select(articles.c.reading).where(articles.c.id == name)).scalar_one()
        index_reading(connection, decode(Reading, record))
    told = select(stories.c.id, comparisons.c.comparison).join(comparisons, comparisons.c.digest == stories.c.digest)
    of = select(articles.c.reading).join(members, members.c.article == articles.c.id)
    for row in connection.execute(told).all():
        readings = connection.execute(of.where(members.c.story == row.id)).scalars()
        index_story(connection, decode(Comparison, row.comparison), [decode(Reading, one) for one in readings])


def _neighbours(connection: Connection) -> None:
    """Version 2 grouped all at every `add`, and numbered the stories; the next `add` finds which articles are near."""
    metadata.create_all(connection, tables=[marks, crowded, near, neighbourhoods])
    connection.exec_driver_sql("ALTER TABLE stories DROP COLUMN place")
    connection.exec_driver_sql("ALTER TABLE stories ADD COLUMN place VARCHAR(44) DEFAULT '' NOT NULL")
    first = select(members.c.story, func.min(members.c.article).label("article")).group_by(members.c.story).subquery()
    rows = connection.execute(
        select(stories.c.id, stories.c.topic, first.c.article).join(first, first.c.story == stories.c.id)
    ).all()
    topics: dict[str, str] = {}
    for row in rows:
        topics[row.topic] = min(row.article, topics.get(row.topic, row.article))
    for row in rows:
        place = f"{topics[row.topic]} {row.article}"
        connection.execute(stories.update().where(stories.c.id == row.id).values(place=place))


MIGRATIONS: dict[int, Migration] = {1: _decisions_and_people, 2: _neighbours}  # from version n to n + 1


def has_tables(connection: Connection) -> bool:
    """Whether there is anything at all, be it an archive or something else."""
    return bool(inspect(connection).get_table_names())


def is_current(connection: Connection) -> bool:
    """Whether there is nothing to prepare."""
    if "state" not in inspect(connection).get_table_names():
        return False
    found = connection.execute(state.select().where(state.c.name == "version")).first()
    return found is not None and found.value == str(VERSION)


def prepare(connection: Connection, migrations: dict[int, Migration] | None = None) -> None:
    """Create what is missing, or bring an archive of an earlier version up to date; all of it or nothing.

    Raises `ArchiveError` where the file holds something else, or an archive of a later version.
    """
    steps = MIGRATIONS if migrations is None else migrations
    newest = max(steps, default=VERSION - 1) + 1
    tables = set(inspect(connection).get_table_names())
    if not tables:
        metadata.create_all(connection)
        _create_index(connection)
        connection.execute(state.insert().values(name="version", value=str(newest)))
        return
    if "state" not in tables or "pages" not in tables:
        raise ArchiveError("this database holds something else than an archive of articles")
    version = int(connection.execute(state.select().where(state.c.name == "version")).one().value)
    if version > newest:
        raise ArchiveError(f"the archive is of version {version}; this program knows archives up to version {newest}")
    for step in range(version, newest):
        steps[step](connection)
    if version < newest:
        connection.execute(state.update().where(state.c.name == "version").values(value=str(newest)))


def _create_index(connection: Connection) -> None:
    """The full-text index over `words`, in the database's own kind."""
    if connection.dialect.name == "sqlite":
        statements = [
            "CREATE VIRTUAL TABLE words_index USING fts5(words, content='words', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 2')",
            "CREATE TRIGGER words_added AFTER INSERT ON words BEGIN "
            "INSERT INTO words_index(rowid, words) VALUES (new.id, new.words); END",
            "CREATE TRIGGER words_gone AFTER DELETE ON words BEGIN "
            "INSERT INTO words_index(words_index, rowid, words) VALUES ('delete', old.id, old.words); END",
        ]
    else:
        statements = ["CREATE INDEX words_index ON words USING gin (to_tsvector('simple', words))"]
    for statement in statements:
        connection.execute(text(statement))
