"""The tables of an archive, and how an archive of an earlier version is brought up to date.

What came in is kept as it came (`pages`); everything else is made from it and can be made again. An article is what
one or more pages gave; its reading and its stories' comparisons are kept as the JSON of their records.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Column, Connection, Index, Integer, LargeBinary, MetaData, String, Table, Text, inspect, text

from ..errors import ArchiveError

VERSION = 1

metadata = MetaData()

state = Table(
    "state", metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip
pages = Table(
    "pages", metadata,
    Column("id", String(64), primary_key=True),  # a hash of the page, so that none is read twice
    Column("address", Text, nullable=False),
    Column("page", Text, nullable=False),  # the Page without its content, as JSON
    Column("content", LargeBinary, nullable=False),  # its bytes or characters, compressed
    Column("article", String(20), index=True),  # null: it gave none
    Column("found", Text),  # the Article as this page gives it
    Column("error", Text),  # why it gave none
)  # fmt: skip
articles = Table(
    "articles", metadata,
    Column("id", String(20), primary_key=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("day", String(10)),
    Column("article", Text, nullable=False),  # the Article that its pages give together
    Column("reading", Text),  # null until it is read
    Column("digest", String(64)),  # of the reading
)  # fmt: skip
comparisons = Table(
    "comparisons", metadata,
    Column("digest", String(64), primary_key=True),  # of the readings that were compared
    Column("comparison", Text, nullable=False),
)  # fmt: skip
stories = Table(
    "stories", metadata,
    Column("id", String(20), primary_key=True),
    Column("topic", String(24), nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Integer, nullable=False),  # among all stories, in the order of a dossier
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("disagreements", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
)  # fmt: skip
members = Table(
    "members", metadata,
    Column("article", String(20), primary_key=True),
    Column("story", String(20), nullable=False, index=True),
)  # fmt: skip
# What can be searched: paragraphs, quotes, claims and names, each in one article (names and claims: of one story)
words = Table(
    "words", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("article", String(20), index=True),
    Column("story", String(20), index=True),
    Column("record", String(24), nullable=False),
    Column("speaker", Text),
    Column("status", String(20)),
    Column("words", Text, nullable=False),
)  # fmt: skip
Index("articles_by_day", articles.c.day)

Migration = Callable[[Connection], None]
MIGRATIONS: dict[int, Migration] = {}  # from version n to n + 1


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
