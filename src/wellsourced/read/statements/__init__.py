"""Article, its parse and its names -> statements: who said what, to whom, through whom.

1. Quotation marks are paired and repaired, paragraph by paragraph (`quotes`, `paragraphs`).
2. Every reporting word is tried with the constructions it takes (`cues`, `clauses`, `contents`, `attribution`).
3. Whom a speaker's words mean inside the article (`sources`).
4. Statements in statements, relays and addressees (`chains`).

Terms as in the attribution literature: source, cue and content (Pareti 2012, PARC 3.0; Newell et al. 2018, PolNeAR).
"""

from __future__ import annotations

from ...records import Article, Mention, Statement
from ..language import Parse
from .attribution import ALL_CLASSES, SPEECH_CLASSES, find_drafts
from .chains import link_statements
from .paragraphs import split_paragraphs
from .sources import resolve_sources

__all__ = ["find_statements"]


def find_statements(
    article: Article, parse: Parse, mentions: tuple[Mention, ...], *, attitudes: bool = False
) -> tuple[Statement, ...]:
    """All statements in the paragraphs of an article, in order of their content.

    Speech by default (said, denied, accused, called for, according to ...); with `attitudes` also what is believed,
    wanted or shown.
    """
    paragraphs = split_paragraphs(article, parse)
    drafts = find_drafts(paragraphs, ALL_CLASSES if attitudes else SPEECH_CLASSES)
    sources = resolve_sources(article, paragraphs, drafts, mentions)
    return link_statements(article, drafts, sources)
