"""Article and its parse -> time expressions, each with the days it means.

The anchor is the article's publication day, or its bounds; without either, only what is written out with its year is
resolved. Whether words look back or ahead is told by the verb they hang on ("will walk out on Wednesday") and by the
words before them ("until Wednesday").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import Article, Interval, Span, TimeExpression
from .calendar_days import Expression, find_expressions
from .calendar_meaning import Direction, resolve
from .language import Parse, ParsedBlock, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

AHEAD_MODALS = frozenset(
    ("will", "would", "shall", "'ll", "’ll", "wo", "may", "might", "could", "should", "must", "can")
)
AHEAD_VERBS = frozenset(("plan", "expect", "schedule", "intend", "due", "hope", "threaten", "vow", "promise", "pledge",
                         "slate", "aim", "agree", "urge", "want"))  # fmt: skip
# Verbs that say when something was said, whatever they report: "said on Monday it would ..."
REPORTING = frozenset(("say", "tell", "add", "report", "announce", "ask", "deny", "warn", "declare", "state", "note"))
NAMES = frozenset(("ORG", "WORK_OF_ART", "PERSON", "PRODUCT", "FAC", "NORP"))


def find_times(article: Article, parse: Parse) -> tuple[TimeExpression, ...]:
    """The time expressions of the readable blocks, in order."""
    anchor = Interval(article.published.earliest, article.published.latest)
    year = implied_year(article)
    return tuple(
        _time(parsed, expression, anchor, year)
        for parsed in parse
        for expression in find_expressions(parsed.doc.text)
        if not _in_a_name(parsed, expression)
    )


def implied_year(article: Article) -> int | None:
    """The year that an undated text is about: that of its publication bounds, where both lie in one."""
    first, last = article.published.earliest, article.published.latest
    return first.year if first and last and first.year == last.year else None


def _time(parsed: ParsedBlock, found: Expression, anchor: Interval, year: int | None) -> TimeExpression:
    meaning = resolve(found, anchor, direction_of(parsed, found), year)
    span = Span(parsed.article, parsed.block.start + found.start, parsed.block.start + found.end)
    return TimeExpression(span, found.text, meaning.earliest, meaning.latest, meaning.precision, meaning.how)


def _in_a_name(parsed: ParsedBlock, found: Expression) -> bool:
    """Whether a weekday, month or year is a part of a longer name ("Friday Night Lights", "Theresa May")."""
    if found.kind not in ("weekday", "month", "season", "year") or found.part:
        return False
    tokens = parsed.doc.char_span(found.start, found.end, alignment_mode="expand")
    if tokens is None or not len(tokens) or tokens[0].ent_type_ not in NAMES:
        return False
    entity = next((e for e in parsed.doc.ents if e.start <= tokens.start < e.end), None)
    return (
        entity is not None
        and len(entity) > len(tokens)
        and entity[0].ent_type_ != "DATE"
        and entity.start < tokens.start
    )


def direction_of(parsed: ParsedBlock, found: Expression) -> Direction | None:
    """Whether an expression looks back or ahead: by the words before it, or by the verbs it hangs on."""
    if found.ahead:
        return "future"
    tokens = parsed.doc.char_span(found.start, found.end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return None
    for verb in _verbs_above(tokens.root):
        if lemma(verb) in REPORTING and verb.tag_ in ("VBD", "VBN"):
            return "past"
        helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if _is_condition(verb):
            return "future"
        if verb.tag_ == "MD" or (helpers & AHEAD_MODALS and not helpers & {"have", "'ve"}):
            return "future"
        if lemma(verb) in AHEAD_VERBS and verb.tag_ in ("VBZ", "VBP", "VBN", "VBG") and verb is not tokens.root:
            return "future"
        if verb.tag_ == "VBD" or helpers & {"was", "were", "has", "have", "had", "did", "been"}:
            return "past"
        if verb.tag_ in ("VBZ", "VBP"):
            return None
    return None


def _is_condition(verb: Token) -> bool:
    """ "would stop work if no offer was made on Friday": past in form only."""
    return (
        verb.dep_ == "advcl"
        and any(child.dep_ == "aux" and child.lower_ in AHEAD_MODALS for child in verb.head.children)
        and any(child.lower_ in ("if", "unless", "when", "once") for child in verb.children)
    )


def _verbs_above(token: Token) -> list[Token]:
    """The verbs above a token, nearest first, up to the one that heads its clause."""
    found = []
    for ancestor in token.ancestors:
        if ancestor.tag_.startswith(("VB", "MD")):
            found.append(ancestor)
            if ancestor.dep_ in ("ROOT", "ccomp", "relcl") and ancestor.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                break
    return found
