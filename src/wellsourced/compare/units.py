"""Readings -> units: the single things that articles report, each with its words, its speaker and its figures.

A unit is a statement; or a sentence in the outlet's own voice (with its events and figures); or one figure, which is
compared by what it counts. `claims` joins units that say the same, `disagreements` asks where they part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..records import BODY, Article, Figure, Identity, Reading, Span, Statement
from .speakers import OUTLET, Names, Speaker, speaker_of
from .wording import Concept, concepts, sentences

Kind = Literal["statement", "event", "figure"]
LEAST_SENTENCE = 3  # content words from which a sentence in the outlet's own voice says something


@dataclass(frozen=True, slots=True)
class Unit:
    """Something one article reports. `spans` is where; `members` the ids of the records it is made of."""

    id: str
    kind: Kind
    article: Article
    spans: tuple[Span, ...]
    concepts: tuple[Concept, ...]
    speaker: Speaker
    members: tuple[str, ...] = ()
    denied: bool = False
    direct: bool = False
    figures: tuple[Figure, ...] = ()
    statement: Statement | None = None

    @property
    def span(self) -> Span:
        return Span(self.article.id, self.spans[0].start, self.spans[-1].end)

    @property
    def words(self) -> str:
        return " … ".join(self.article.words(span) for span in self.spans)


# ---- cutting ----------------------------------------------------------------------------------


def cut_units(readings: Sequence[Reading], identities: Sequence[Identity]) -> tuple[Unit, ...]:
    """Readings -> their statements and own-voice sentences, in order of place."""
    names = Names(identities, readings)
    units: list[Unit] = []
    for reading in sorted(readings, key=lambda r: r.article.id):
        units += _statements(reading, names)
        units += _own_voice(reading, names)
    return tuple(sorted(units, key=lambda unit: (unit.spans, unit.kind, unit.id)))


def _statements(reading: Reading, names: Names) -> list[Unit]:
    inner = {statement.within for statement in reading.statements if statement.within}
    found = []
    for statement in reading.statements:
        spans = tuple(sorted(statement.content))
        if statement.id in inner and _is_frame(statement, reading.statements):
            continue  # "X said that Y said Z": what is claimed is Z, with Y as the speaker
        found.append(
            Unit(
                statement.id, "statement", reading.article, spans, concepts_of(reading, spans, names),
                speaker_of(statement, names), (statement.id,), statement.denied, statement.kind == "direct",
                tuple(f for f in reading.figures if any(span.contains(f.span) for span in spans)), statement,
            )
        )  # fmt: skip
    return found


def _is_frame(outer: Statement, statements: Sequence[Statement]) -> bool:
    """Whether most of a statement is the one reported in it."""
    size = sum(span.end - span.start for span in outer.content)
    inside = sum(span.end - span.start for s in statements if s.within == outer.id for span in s.content)
    return inside * 2 > size


def _own_voice(reading: Reading, names: Names) -> list[Unit]:
    """The sentences of the body that hold no statement, nor the words around one."""
    article = reading.article
    said = [
        span for s in reading.statements for span in (*s.content, *s.cue, *((s.source.span,) if s.source.span else ()))
    ]
    found = []
    for block in article.blocks:
        if block.kind not in BODY or block.kind == "heading":
            continue
        for start, end in sentences(article.text, block.start, block.end):
            span = Span(article.id, start, end)
            if any(span.overlaps(other) for other in said):
                continue
            words = concepts_of(reading, (span,), names)
            events = [event for event in reading.events if span.contains(event.trigger)]
            figures = tuple(figure for figure in reading.figures if span.contains(figure.span))
            if len(words) < LEAST_SENTENCE and not figures:
                continue
            members = tuple([e.id for e in events] + [f.id for f in figures])
            kind: Kind = "event" if events or not figures else "figure"
            found.append(Unit(f"{article.id}:{start}", kind, article, (span,), words, OUTLET, members, figures=figures))
    return found


def concepts_of(reading: Reading, spans: Sequence[Span], names: Names) -> tuple[Concept, ...]:
    """The concepts of some stretches, with offsets in the article's text."""
    found: list[Concept] = []
    for span in spans:
        inside = [(s.start - span.start, s.end - span.start, i.id) for s, i in names.within(span) if span.contains(s)]
        times = [(t.span.start - span.start, t.span.end - span.start) for t in reading.times if span.overlaps(t.span)]
        found += [
            Concept(c.key, c.start + span.start, c.end + span.start, c.negated)
            for c in concepts(reading.article.words(span), inside, times)
        ]
    return tuple(found)
