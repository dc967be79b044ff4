"""Article and its parse -> time expressions, each with the days it means.

1. Words that name times (`calendar_days`), without those that are a part of a name.
2. Whether they look back or ahead, by the verbs they hang on (`calendar_direction`).
3. The days they mean (`calendar_meaning`), told from the article's publication day or its bounds; without either, only
   what is written out with its year is resolved.
4. What is told from another time ("two days later", "would resign on Friday") is told from that one, where it stands in
   the same sentence or the one before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..records import Article, Day, Interval, Span, TimeExpression
from .calendar_days import Expression, find_expressions
from .calendar_direction import REPORTING, Course, course_of, verb_of
from .calendar_meaning import Meaning, resolve, resolve_beside
from .language import Parse, ParsedBlock, lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMES = frozenset(("ORG", "WORK_OF_ART", "PERSON", "PRODUCT", "FAC", "NORP"))
NO_LEADS = frozenset(("", "and", "to", "of", "for", "between"))  # words that stand before persons, too
BACK = 6  # times before one that is told from another, among which that other is sought


@dataclass(frozen=True, slots=True)
class _Told:
    """An expression with what it means, the number of its sentence in the article, and its verb."""

    parsed: ParsedBlock
    expression: Expression
    meaning: Meaning
    sentence: int
    verb: Token | None

    @property
    def is_day(self) -> bool:
        return self.meaning.earliest is not None and self.meaning.earliest == self.meaning.latest

    @property
    def is_of_report(self) -> bool:
        """Whether it only says when something was said."""
        return self.verb is not None and lemma(self.verb) in REPORTING


def find_times(article: Article, parse: Parse) -> tuple[TimeExpression, ...]:
    """The time expressions of the readable blocks, in order."""
    anchor = Interval(article.published.earliest, article.published.latest)
    year = implied_year(article)
    told: list[_Told] = []
    sentences = 0
    for parsed in parse:
        starts = _sentence_starts(parsed.doc)
        own: dict[int, Interval] = {}  # the days that reporting verbs of this block have, by the verb's token
        for found in find_expressions(parsed.text):
            if _in_a_name(parsed, found):
                continue
            course = course_of(parsed, found)
            verb = verb_of(parsed, found.start, found.end)
            meaning = _meaning(found, anchor, course, year, own)
            sentence = sentences + bisect_right(starts, found.start)
            one = _Told(parsed, found, meaning, sentence, verb)
            if found.kind == "elsewhere" and (other := _beside(one, told, course, anchor.latest)):
                one = _Told(parsed, found, resolve_beside(found, other), sentence, verb)
            if verb is not None and one.is_of_report and meaning.earliest and meaning.latest:
                own[verb.i] = Interval(meaning.earliest, meaning.latest)
            told.append(one)
        sentences += len(starts)
    return tuple(_time(one) for one in told)


def _sentence_starts(doc: Doc) -> list[int]:
    """Where the sentences of a block begin; `doc.sents` makes an object of each and takes ten times as long."""
    flags = doc.to_array(["SENT_START"])
    return [doc[at].idx for at, flag in enumerate(flags.flatten().tolist()) if flag == 1 or at == 0]


def implied_year(article: Article) -> int | None:
    """The year that an undated text is about: that of its publication bounds, where both lie in one."""
    first, last = article.published.earliest, article.published.latest
    return first.year if first and last and first.year == last.year else None


def _time(one: _Told) -> TimeExpression:
    found, start = one.expression, one.parsed.block.start
    span = Span(one.parsed.article, start + found.start, start + found.end)
    meaning = one.meaning
    return TimeExpression(span, found.text, meaning.earliest, meaning.latest, meaning.precision, meaning.how)


def _meaning(
    found: Expression, anchor: Interval, course: Course, year: int | None, own: dict[int, Interval]
) -> Meaning:
    """What an expression means; what somebody said "would" be is told from the day on which it was said."""
    said = own.get(course.reported_by) if course.reported_by is not None else None
    if said and found.kind in ("weekday", "month", "day", "season"):
        return resolve(found, said, course.direction, year)
    return resolve(found, anchor, course.direction, year)


def _beside(one: _Told, told: Sequence[_Told], course: Course, latest: Day | None) -> Interval | None:
    """The day from which "two days later" is told: the last before it in its sentence, else in the one before.

    A day on which something happened goes before one on which it was said. From a time that is no day ("in 1934") only
    whole years or months are told; from one to come nothing that is past.
    """
    near = [other for other in told[-BACK:] if other.meaning.earliest and one.sentence - other.sentence <= 1]
    for sentence in (one.sentence, one.sentence - 1):
        here = [other for other in near if other.sentence == sentence]
        if not here:
            continue
        last = ([other for other in here if not other.is_of_report] or here)[-1]
        day = last.meaning.earliest
        to_come = latest is not None and day is not None and day > latest and course.direction != "future"
        return Interval(day, last.meaning.latest) if not to_come else None
    return None


def _in_a_name(parsed: ParsedBlock, found: Expression) -> bool:
    """Whether a weekday, month or year is a part of a longer name ("Friday Night Lights", "Theresa May")."""
    if found.kind not in ("weekday", "month", "season", "year", "day") or found.part:
        return False
    tokens = parsed.doc.char_span(found.start, found.end, alignment_mode="expand")
    if tokens is None or not len(tokens) or tokens[0].ent_type_ not in NAMES:
        return False
    start, end = _entity_at(tokens[0])
    if end - start <= len(tokens):
        return False
    if found.kind == "day":  # "the March 15 Movement"
        return found.year is None and end > tokens.end and parsed.doc[tokens.end].text[:1].isupper()
    return start < tokens.start or (tokens[0].ent_type_ == "PERSON" and found.lead in NO_LEADS)


def _entity_at(token: Token) -> tuple[int, int]:
    """First token and end of the entity that a token stands in."""
    doc, start, end = token.doc, token.i, token.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return start, end
