"""Full-text search over paragraphs, quotes, claims and names of an archive."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Float, Integer, Text, func, select, text

from .schema import articles, members, stories, words
from .store import Archive

WORD = re.compile(r'"([^"]+)"|(\S+)')
HITS = {  # by the database's kind; both read quoted words as a phrase and take all words together
    "sqlite": "SELECT rowid AS id, snippet(words_index, 0, char(2), char(3), ' … ', 24) AS snippet, rank "
    "FROM words_index WHERE words_index MATCH :query",
    "postgresql": "SELECT id, ts_headline('simple', words, query, "
    "'StartSel=' || chr(2) || ', StopSel=' || chr(3) || ', MaxFragments=1, MaxWords=24, MinWords=8') AS snippet, "
    "-ts_rank(to_tsvector('simple', words), query) AS rank "
    "FROM words, websearch_to_tsquery('simple', :query) AS query WHERE to_tsvector('simple', words) @@ query",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where all words of a query stand. `snippet` marks them with \\x02 and \\x03, which no text has."""

    kind: str
    record: str  # the id of the statement, claim or identity; of a paragraph, of its article
    article: str | None
    story: str | None
    outlet: str | None
    title: str | None
    day: str | None
    speaker: str | None
    snippet: str


def search(
    archive: Archive,
    query: str,
    *,
    kinds: Collection[str] = (),
    outlet: str | None = None,
    speaker: str | None = None,
    status: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Hit]:
    """Where all words stand, the best first; "words in quotes" as they stand beside each other.

    `outlet` and `speaker` are matched without regard to case, wherever the name has them; days are "2015-10-05".
    """
    phrases = list(_phrases(query))
    if not phrases:
        return []
    with archive.reading() as connection:
        hits = text(HITS[connection.dialect.name]).bindparams(query=" ".join(f'"{phrase}"' for phrase in phrases))
        hit = hits.columns(id=Integer, snippet=Text, rank=Float).subquery("hit")
        story = func.coalesce(words.c.story, members.c.story)
        wanted = (
            select(
                hit.c.snippet, words.c.kind, words.c.record, words.c.article, story.label("story"), words.c.speaker,
                articles.c.outlet, func.coalesce(articles.c.title, stories.c.title).label("title"),
                func.coalesce(articles.c.day, stories.c.first_day).label("day"),
            )
            .join_from(hit, words, words.c.id == hit.c.id)
            .outerjoin(articles, articles.c.id == words.c.article)
            .outerjoin(members, members.c.article == words.c.article)
            .outerjoin(stories, stories.c.id == story)
            .order_by(hit.c.rank, words.c.id)
        )  # fmt: skip
        if kinds:
            wanted = wanted.where(words.c.kind.in_(kinds))
        for column, part in ((articles.c.outlet, outlet), (words.c.speaker, speaker)):
            if part:
                wanted = wanted.where(func.lower(column).contains(part.lower(), autoescape=True))
        if status:
            wanted = wanted.where(words.c.status == status)
        day = func.coalesce(articles.c.day, stories.c.last_day)
        wanted = wanted.where(day >= since) if since else wanted
        wanted = wanted.where(func.coalesce(articles.c.day, stories.c.first_day) <= until) if until else wanted
        rows = connection.execute(wanted.limit(limit).offset(offset)).all()
    return [Hit(r.kind, r.record, r.article, r.story, r.outlet, r.title, r.day, r.speaker, r.snippet) for r in rows]


def _phrases(query: str) -> Iterator[str]:
    """The words and quoted phrases of a query; whatever else a person may type means nothing."""
    for quoted, word in WORD.findall(query):
        phrase = " ".join(re.findall(r"\w+", quoted or word))
        if phrase:
            yield phrase
