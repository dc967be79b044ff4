"""Article and its parse -> time expressions, each with the days it means.

The anchor is the article's publication day; without one, only what is written out with its year is resolved. Whether
words look back or ahead is told by the verb they hang on ("will walk out on Wednesday") and by the words before them
("until Wednesday").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import Article, Interval, Span, TimeExpression
from .calendar_days import UNTIL, Direction, Expression, find_expressions, resolve
from .language import Parse, ParsedBlock, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

AHEAD_MODALS = frozenset(("will", "would", "shall", "'ll", "’ll", "may", "might", "could", "should", "must"))
AHEAD_VERBS = frozenset(("plan", "expect", "schedule", "intend", "due", "set", "hope", "threaten", "vow", "promise"))
REPORTING = frozenset(("say", "tell", "add", "report", "announce", "ask", "deny", "warn", "declare", "state", "note"))


def find_times(article: Article, parse: Parse) -> tuple[TimeExpression, ...]:
    """The time expressions of the readable blocks, in order."""
    published = article.published
    anchor = Interval(published.earliest, published.latest)
    year = implied_year(article)
    return tuple(
        _expression(parsed, expression, anchor, year)
        for parsed in parse
        for expression in find_expressions(parsed.doc.text)
    )


def implied_year(article: Article) -> int | None:
    """The year that an undated text is about: that of its publication bounds, where both lie in one."""
    first, last = article.published.earliest, article.published.latest
    return first.year if first and last and first.year == last.year else None


def _expression(parsed: ParsedBlock, found: Expression, anchor: Interval, year: int | None) -> TimeExpression:
    meaning = resolve(found, anchor, direction_of(parsed, found), year)
    span = Span(parsed.article, parsed.block.start + found.start, parsed.block.start + found.end)
    return TimeExpression(span, found.text, meaning.earliest, meaning.latest, meaning.precision, meaning.how)


def direction_of(parsed: ParsedBlock, found: Expression) -> Direction:
    """Whether an expression looks ahead: by the words before it, or by the nearest verb that is not a reporting one."""
    if UNTIL.search(parsed.doc.text[max(0, found.start - 40) : found.start]):
        return "future"
    tokens = parsed.doc.char_span(found.start, found.end, alignment_mode="expand")
    verb = _governor(tokens.root) if tokens is not None and len(tokens) else None
    if verb is None or lemma(verb) in REPORTING:
        return "past"
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if lemma(verb) in AHEAD_VERBS and verb.tag_ in ("VBZ", "VBP", "VBN", "JJ"):
        return "future"
    return "future" if helpers & AHEAD_MODALS and "have" not in helpers else "past"


def _governor(token: Token) -> Token | None:
    """The nearest verb above a token."""
    for ancestor in token.ancestors:
        if ancestor.tag_.startswith(("VB", "MD")):
            return ancestor
    return None
