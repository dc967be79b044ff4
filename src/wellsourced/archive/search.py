"""Full-text search over paragraphs, quotes, claims and names of an archive."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Float, Integer, Text, func, select
from sqlalchemy import text as text_of

from ..frequency import share
from ..names import fold
from ..records import BODY, Article
from .codec import decode
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
RANKED = {  # the same without words around it, for many words of which any may stand
    "sqlite": "SELECT rowid AS id, rank FROM words_index WHERE words_index MATCH :query",
    "postgresql": "SELECT id, -ts_rank(to_tsvector('simple', words), query) AS rank "
    "FROM words, websearch_to_tsquery('simple', :query) AS query WHERE to_tsvector('simple', words) @@ query",
}
RARE, MOST_RARE = 8, 200  # words of a paragraph, and of a text, by which its like are looked for


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
        hits = text_of(HITS[connection.dialect.name]).bindparams(query=" ".join(f'"{phrase}"' for phrase in phrases))
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


def likest_articles(archive: Archive, text: Article, *, most: int = 500) -> list[Article]:
    """Articles that may share words with a text: all of a small archive, of a large one the `most` whose paragraphs
    have most of the words that are rarest in English, some of each paragraph of the text."""
    with archive.reading() as connection:
        wanted = select(articles.c.article)
        if connection.execute(select(func.count()).select_from(articles)).scalar_one() > most:
            hits = text_of(RANKED[connection.dialect.name]).bindparams(
                query=" OR ".join(map('"{}"'.format, _rare(text)))
            )
            hit = hits.columns(id=Integer, rank=Float).subquery("hit")
            best = (
                select(words.c.article)
                .join_from(hit, words, words.c.id == hit.c.id)
                .where(words.c.kind == "paragraph")
                .group_by(words.c.article)
                .order_by(func.sum(hit.c.rank), words.c.article)
                .limit(most)
            )
            wanted = wanted.where(articles.c.id.in_(best))
        return [decode(Article, record) for record in connection.execute(wanted.order_by(articles.c.id)).scalars()]


def _rare(text: Article) -> list[str]:
    """The rarest words of each paragraph, the rarest of all first; any word where a text has no paragraphs."""
    stretches = [text.text[block.start : block.end] for block in text.blocks if block.kind in BODY] or [text.text]
    found: set[str] = set()
    for stretch in stretches:
        each = sorted(set(re.findall(r"\w{4,}", stretch.lower())), key=lambda word: (share(fold(word)), word))
        found.update(each[:RARE])
    return sorted(found or {"-"}, key=lambda word: (share(fold(word)), word))[:MOST_RARE]


def _phrases(query: str) -> Iterator[str]:
    """The words and quoted phrases of a query; whatever else a person may type means nothing."""
    for quoted, word in WORD.findall(query):
        phrase = " ".join(re.findall(r"\w+", quoted or word))
        if phrase:
            yield phrase
