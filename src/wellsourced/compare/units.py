"""Readings -> units: the single things that articles report, each with its words, its speaker and its figures.

A unit is a statement; or a sentence in the outlet's own voice (with its events and figures); or one figure, which is
compared by what it counts. `claims` joins units that say the same, `disagreements` asks where they part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..names import key
from ..records import BODY, Article, Event, Figure, Identity, Interval, Modality, Reading, Span, Statement
from .speakers import OUTLET, Names, Speaker, speaker_of
from .wording import Concept, concepts, lexicon, sentences

Kind = Literal["statement", "event", "figure"]
OUTCOME: dict[Modality, str] = {
    "happened": "came about", "ongoing": "came about", "planned": "ahead", "requested": "ahead", "offered": "ahead",
    "conditional": "ahead", "possible": "ahead", "predicted": "ahead", "denied": "not", "not happened": "not",
}  # fmt: skip
EDGES = ' \n\t,;:.—–-"“”‘’«»()'
LEAST_SENTENCE = 3  # content words from which a sentence in the outlet's own voice says something


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as other articles may know it; `outcome` is "came about", "ahead" or "not"."""

    kind: str
    who: frozenset[str]
    outcome: str
    when: Interval | None

    def may_be(self, other: Happening) -> bool:
        """Whether two may be one event: one kind, somebody in common, and days that can be the same."""
        if self.kind != other.kind or not self.who & other.who:
            return False
        a, b = self.when, other.when
        if a is None or b is None:
            return True
        return not (
            (a.latest and b.earliest and a.latest < b.earliest) or (b.latest and a.earliest and b.latest < a.earliest)
        )


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
    events: tuple[Happening, ...] = ()

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
                events_of([e for e in reading.events if any(span.contains(e.trigger) for span in spans)], names),
            )
        )  # fmt: skip
    return found


def _is_frame(outer: Statement, statements: Sequence[Statement]) -> bool:
    """Whether most of a statement is the one reported in it."""
    size = sum(span.end - span.start for span in outer.content)
    inside = sum(span.end - span.start for s in statements if s.within == outer.id for span in s.content)
    return inside * 2 > size


def _own_voice(reading: Reading, names: Names) -> list[Unit]:
    """The sentences of the body that hold no statement; of others the stretch around an event or figure beside it."""
    article = reading.article
    said = sorted(
        span
        for statement in reading.statements
        for span in (*statement.content, *statement.cue, statement.source.span)
        if span is not None
    )
    found = []
    for block in article.blocks:
        if block.kind not in BODY or block.kind == "heading":
            continue
        for start, end in sentences(article.text, block.start, block.end):
            sentence = Span(article.id, start, end)
            inside = [span for span in said if span.overlaps(sentence)]
            stretches = _beside(article, sentence, inside) if inside else [sentence]
            for span in stretches:
                unit = _outlet_says(reading, names, span, whole=not inside)
                if unit is not None:
                    found.append(unit)
    return found


def _beside(article: Article, sentence: Span, said: Sequence[Span]) -> list[Span]:
    """What is left of a sentence when the statements in it, their sources and their cues are taken out."""
    found, at = [], sentence.start
    for span in (*said, Span(article.id, sentence.end, sentence.end + 1)):
        words = article.text[at : max(at, span.start)]
        start = at + len(words) - len(words.lstrip(EDGES))
        end = at + len(words.rstrip(EDGES))
        if start < end:
            found.append(Span(article.id, start, end))
        at = max(at, span.end)
    return found


def _outlet_says(reading: Reading, names: Names, span: Span, whole: bool) -> Unit | None:
    """What the outlet itself says in a stretch: a whole sentence, or one that holds an event or figure."""
    events = tuple(event for event in reading.events if span.contains(event.trigger))
    figures = tuple(figure for figure in reading.figures if span.contains(figure.span))
    words = concepts_of(reading, (span,), names)
    if len(words) < LEAST_SENTENCE and not (figures and whole):
        return None
    if not (whole or events or figures):
        return None
    members = tuple([event.id for event in events] + [figure.id for figure in figures])
    kind: Kind = "event" if events or not figures else "figure"
    return Unit(
        f"{reading.article.id}:{span.start}", kind, reading.article, (span,), words, OUTLET, members,
        figures=figures, events=events_of(events, names),
    )  # fmt: skip


def of_oneself(unit: Unit) -> bool:
    """Whether a statement begins with a pronoun, as a rule its speaker: what it says depends on who says it."""
    first = re.match(r"\W*(\w+)", unit.words)
    return bool(unit.speaker.key and first and first.group(1).lower() in lexicon().classes["pronoun"])


# ---- events -----------------------------------------------------------------------------------


def events_of(events: Sequence[Event], names: Names) -> tuple[Happening, ...]:
    """Events -> what two articles can share of them: kind, who took part, when, and whether it came about."""
    found = []
    for event in events:
        who = set()
        for one in event.participants:
            inside = {identity.id for _, identity in names.within(one.span)}
            named = names.named(one.name)
            who.add(named.id if named else min(inside, default="") or key(one.name))
        found.append(Happening(event.kind, frozenset(who), OUTCOME[event.modality], event.when))
    return tuple(found)


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
