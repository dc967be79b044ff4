"""Article, its parse and its names -> statements: who said what, to whom, through whom.

1. Quotation marks are paired and repaired, paragraph by paragraph (`quotes`, `paragraphs`).
2. Every reporting word is tried with the constructions it takes (`cues`, `clauses`, `contents`, `attribution`).
3. Whom a speaker's words mean inside the article (`sources`).
4. When they said it, where the reporting clause tells (`uttered`).
5. Statements in statements, relays and addressees (`chains`).
6. What titles and headings attribute, each joined to the statement that it announces (`headlines`, `repeats`).

Terms as in the attribution literature: source, cue and content (Pareti 2012, PARC 3.0; Newell et al. 2018, PolNeAR).
"""

from __future__ import annotations

from dataclasses import replace

from ...records import Article, Mention, Statement, TimeExpression
from ..language import Parse
from .attribution import ALL_CLASSES, find_drafts
from .chains import link_statements
from .headlines import HEADINGS, find_headline_drafts
from .paragraphs import find_repairs, split_paragraphs
from .repeats import join_headings
from .sources import resolve_sources
from .uttered import find_uttered

__all__ = ["find_repairs", "find_statements"]


def find_statements(
    article: Article,
    parse: Parse,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...] = (),
    *,
    attitudes: bool = True,
) -> tuple[Statement, ...]:
    """All statements in the paragraphs of an article, in order of their content.

    Speech (said, denied, accused, called for, according to ...) and, unless `attitudes` is false, what somebody is
    reported to believe, want or have found; the `manner` of a statement tells which. `times` are those of the article;
    without them no statement tells when it was uttered.
    """
    paragraphs = split_paragraphs(article, parse)
    drafts = find_drafts(paragraphs, ALL_CLASSES)
    sources = resolve_sources(article, paragraphs, drafts, mentions)
    uttered = find_uttered(article, drafts, times)
    found = link_statements(article, drafts, sources, uttered)
    found = _with_headings(article, parse, mentions, found)
    return found if attitudes else tuple(statement for statement in found if statement.manner == "speech")


def _with_headings(
    article: Article, parse: Parse, mentions: tuple[Mention, ...], statements: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    headings = split_paragraphs(article, parse, HEADINGS)
    drafts = find_headline_drafts(article, headings, mentions, statements)
    sources = resolve_sources(article, headings, drafts, mentions)
    found = link_statements(article, drafts, sources, [None] * len(drafts))
    found = tuple(replace(statement, place="heading") for statement in found if statement.manner == "speech")
    return join_headings(article.text, found, statements, mentions)
