"""Readings and comparisons -> the rows by which they are found: words to search, names, who says what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Table, delete, insert

from ..named import Names
from ..names import key
from ..records import FURNITURE, Comparison, Identity, Reading, Statement
from .bearers import bearer_key, person_id, stands_alone
from .codec import encode
from .schema import identities, names, said, words

Kind = Literal["paragraph", "quote", "claim", "name"]
LETTERS = re.compile(r"\w")
MOST = 10_000  # characters of one paragraph that are searched


def index_reading(connection: Connection, reading: Reading) -> None:
    """What can be looked up in an article by itself, in the place of what was kept of it before."""
    article = reading.article
    connection.execute(delete(words).where(words.c.article == article.id, words.c.story.is_(None)))
    connection.execute(delete(names).where(names.c.article == article.id))
    paragraphs = [
        _words("paragraph", article.id, article.text[block.start : block.end], article=article.id)
        for block in article.blocks
        if block.kind not in FURNITURE
    ]
    _insert(connection, words, (row for row in paragraphs if LETTERS.search(row["words"])))
    keys = {key(form) for mention in reading.mentions for form in (mention.name, mention.text)} - {""}
    _insert(connection, names, ({"article": article.id, "key": one} for one in sorted(keys)))


def index_story(connection: Connection, comparison: Comparison, readings: Sequence[Reading]) -> None:
    """What can be looked up in a story: its claims, who and what is named, by all their names, and what is said, with
    the full names of those who say it."""
    story = comparison.story.id
    told = Names(comparison.identities)
    full = {one.id: one.name for one in comparison.identities}
    found = [_words("claim", one.id, one.text, story=story, status=one.status) for one in comparison.claims]
    found += [_words("name", one.id, _called(one), story=story) for one in comparison.identities]
    statements: list[dict[str, Any]] = []
    for reading in readings:
        article = reading.article
        for statement in (*reading.statements, *reading.attitudes):
            spoken = " … ".join(article.words(span) for span in statement.content)
            known = _speaker(statement, told)
            speaker = full[known] if known else statement.source.name
            if statement.manner == "speech":
                found.append(_words("quote", statement.id, spoken, article=article.id, story=story, speaker=speaker))
            statements.append({
                "id": statement.id, "story": story, "article": article.id, "identity": known, "speaker": speaker,
                "words": spoken, "statement": encode(statement),
            })  # fmt: skip
    _insert(connection, words, (row for row in found if LETTERS.search(row["words"])))
    _insert(connection, said, statements)
    counts = Counter(row["identity"] for row in statements)
    _insert(connection, identities, (_identity_row(one, story, counts[one.id]) for one in comparison.identities))


def _identity_row(one: Identity, story: str, statements: int) -> dict[str, Any]:
    name, alone = bearer_key(one.name), stands_alone(one)
    return {
        "id": one.id, "story": story, "person": person_id(one.id, one.kind, name, alone), "key": name, "alone": alone,
        "name": one.name, "forms": _called(one).lower(), "kind": one.kind, "mentions": len(one.mentions),
        "articles": len({span.article for span in one.mentions}), "statements": statements, "identity": encode(one),
    }  # fmt: skip


def _called(identity: Identity) -> str:
    return " · ".join(dict.fromkeys((identity.name, *identity.forms)))


def _speaker(statement: Statement, told: Names) -> str | None:
    """The identity of who speaks, where it is certain."""
    source = statement.source
    if source.anonymous or source.candidates or not source.name:
        return None
    return told.identity(source.name, statement.article, source.span)


def _words(
    kind: Kind, record: str, spoken: str, *, article: str | None = None, story: str | None = None,
    speaker: str | None = None, status: str | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "kind": kind, "record": record, "article": article, "story": story,
        "speaker": speaker, "status": status, "words": spoken[:MOST],
    }  # fmt: skip


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    if found := list(rows):
        connection.execute(insert(table), found)
