"""Readings -> quantities: figures with what they count made comparable, and when two are of the same thing.

A figure that only says "the figure was 47" counts what the figures before it count. Two quantities are of one thing
where what is counted, the unit, the place and the window agree; they are rivals where their values then exclude each
other. Used by `claims` and `disagreements`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..names import fold
from ..records import BODY, Figure, Reading, Span, Statement
from .wording import Concept, concepts, says, sentences

ALIKE = 0.6  # share of the shorter list of counted concepts that the longer one must have
ANAPHORS = frozenset(["figure", "number", "count", "tally", "toll", "total", "estimate"])
HOLDERS = frozenset(["person", "people"])  # say little about which people


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, the sentence or clause it stands in, and the concepts of what it counts.

    `part` is true where the words say that it is a part of another quantity ("21 of them", "a further 40").
    """

    figure: Figure
    article: str
    clause: Span
    concepts: tuple[Concept, ...]
    counted: frozenset[str]
    where: frozenset[str]
    speaker: str
    part: bool
    negated: bool


def quantities(readings: Sequence[Reading]) -> tuple[Quantity, ...]:
    """All quantities of the bodies of some articles, in order of place."""
    found: list[Quantity] = []
    for reading in sorted(readings, key=lambda r: r.article.id):
        found += _of_article(reading)
    return tuple(found)


def _of_article(reading: Reading) -> Iterable[Quantity]:
    article = reading.article
    statements = {statement.id: statement for statement in reading.statements}
    body = [block for block in article.blocks if block.kind in BODY]
    before: Quantity | None = None
    for figure in sorted(reading.figures, key=lambda f: (f.span, f.id)):
        block = next((b for b in body if b.start <= figure.span.start < b.end), None)
        if block is None:
            continue
        start, end = next(
            ((a, b) for a, b in sentences(article.text, block.start, block.end) if a <= figure.span.start < b),
            (block.start, block.end),
        )
        clause = _within_statement(Span(article.id, start, max(end, figure.span.end)), figure, statements)
        words = concepts(article.words(clause))
        counted = _counted(figure)
        if counted <= ANAPHORS and before is not None and clause.start - before.clause.end < 400:
            counted = before.counted
        lead = article.text[max(clause.start, figure.span.start - 24) : figure.span.start]
        tail = article.text[figure.span.start : figure.span.end + 12]
        quantity = Quantity(
            figure, article.id, clause, words, counted,
            frozenset(fold(place) for place in figure.where), _speaker(figure, statements),
            _is_part(lead, tail), bool(says(lead[-8:], "negation")),
        )  # fmt: skip
        yield quantity
        before = quantity


def _within_statement(sentence: Span, figure: Figure, statements: dict[str, Statement]) -> Span:
    """The part of a sentence that the figure's statement takes up, so that the words around it are not its claim."""
    statement = statements.get(figure.statement or "")
    for span in statement.content if statement else ():
        if span.overlaps(figure.span):
            return Span(
                span.article, max(span.start, sentence.start), max(min(span.end, sentence.end), figure.span.end)
            )
    return sentence


def _counted(figure: Figure) -> frozenset[str]:
    return frozenset(c.key for c in concepts(figure.counted) if not c.key.startswith("#")) or frozenset(
        {"number"} if not figure.counted or fold(figure.counted) in ANAPHORS else {fold(figure.counted)}
    )


def _speaker(figure: Figure, statements: dict[str, Statement]) -> str:
    statement = statements.get(figure.statement or "")
    if statement is None:
        return ""
    return statement.chain[0].name if statement.chain else statement.source.name


def _is_part(lead: str, tail: str) -> bool:
    low = f"{lead.lower()} {tail.lower()}"
    return any(f" {cue}" in f" {low}" for cue in ("of them", "a further", "another", "additional", "including"))


# ---- comparing --------------------------------------------------------------------------------


def same_value(a: Quantity, b: Quantity) -> bool:
    return (a.figure.low, a.figure.high) == (b.figure.low, b.figure.high) and a.figure.unit == b.figure.unit


def exclusive(a: Quantity, b: Quantity) -> bool:
    """Whether no value fits both: "more than 400" and 118 exclude each other, 450 fits "more than 400"."""
    low, high = _bounds(a.figure)
    other_low, other_high = _bounds(b.figure)
    return high < other_low or other_high < low


def _bounds(figure: Figure) -> tuple[float, float]:
    low = figure.low if figure.low is not None else float("-inf")
    high = figure.high if figure.high is not None else float("inf")
    if figure.bound == "about":  # a rounded number covers what rounds to it: a tenth to either side
        low, high = low - abs(low) * 0.1, high + abs(high) * 0.1
    return low, high


def counted_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities count the same thing, by its words: one list within the other, people aside."""
    left, right = a.counted - HOLDERS or a.counted, b.counted - HOLDERS or b.counted
    shared = left & right
    return bool(shared) and len(shared) >= ALIKE * min(len(left), len(right)) and len(shared) * 3 >= len(left | right)


def same_place(a: Quantity, b: Quantity) -> bool:
    return not a.where or not b.where or bool(a.where & b.where)


def same_window(a: Quantity, b: Quantity) -> bool:
    """Whether two windows can be one: both known and overlapping, or one unknown."""
    left, right = a.figure.when, b.figure.when
    if left is None or right is None:
        return True
    return not (
        (left.latest and right.earliest and left.latest < right.earliest)
        or (right.latest and left.earliest and right.latest < left.earliest)
    )


def rival(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are accounts of one thing that exclude each other, by different speakers."""
    return (
        a.figure.id != b.figure.id
        and a.figure.unit == b.figure.unit
        and a.speaker != b.speaker
        and not (a.part or b.part)
        and counted_alike(a, b)
        and same_place(a, b)
        and same_window(a, b)
        and exclusive(a, b)
    )
