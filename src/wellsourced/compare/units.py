"""Readings -> units: the single things that articles report, each with its words, its speaker and its figures.

A unit is a statement; or a sentence in the outlet's own voice (with its events and figures); or one figure, which is
compared by what it counts. `claims` joins units that say the same, `disagreements` asks where they part.
"""

from __future__ import annotations

import bisect
import datetime
import itertools
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from ..named import Names
from ..names import key, parts
from ..records import BODY, Article, Event, Figure, Identity, Interval, Modality, Reading, Span, Statement
from .answering import answer_in, who_answers
from .kept import names_of_story
from .speakers import OUTLET, Speaker, speaker_in, speaker_of
from .wording import Concept, concepts, lexicon, sentences

Item = TypeVar("Item", Event, Figure)
Kind = Literal["statement", "event", "figure"]
OUTCOME: dict[Modality, str] = {
    "happened": "came about", "ongoing": "came about", "planned": "ahead", "requested": "ahead", "offered": "ahead",
    "conditional": "ahead", "possible": "ahead", "predicted": "ahead", "denied": "not", "not happened": "not",
}  # fmt: skip
EDGES = ' \n\t,;:.—–-"“”‘’«»()'
CLAUSE = 120  # characters between a trigger and a participant within which both are of one clause
ONE = re.compile(r"(?:an?|one|another)\b", re.IGNORECASE)
DIES = re.compile(r"(?:die|dying|perish|drown|succumb|vanish|disappear)", re.IGNORECASE)  # its subject does nothing
ASKED = re.compile(r"\b(?:what|how|whether|why|which|if)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE)
BREAK = re.compile(r"[.,;:!?—–\n\"“”]")
LATELY = datetime.timedelta(days=21)  # how far back an event lies that news tells without a day
LEAST_SENTENCE = 3  # content words from which a sentence in the outlet's own voice says something


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as other articles may know it: concepts of its trigger, of who did it and whom it befell.

    `outcome` is "came about", "ahead" or "not"; `span` the words from the first to the last that tell it; `days` when
    it may have been: where the text does not tell what came about, the days before the article.
    """

    id: str
    kind: str
    who: frozenset[str]
    outcome: str
    when: Interval | None
    span: Span
    trigger: frozenset[str]
    actors: frozenset[str]
    others: frozenset[str]
    place: frozenset[str]
    days: Interval | None
    counts: tuple[frozenset[str], frozenset[str]]  # numbers of who did it and of whom it befell; "a lorry" is one
    asked: bool  # the words ask about it: "how the boy got on the roof"

    def may_be(self, other: Happening) -> bool:
        """Whether two may be one event: one kind, somebody in common, and days that can be the same."""
        return self.kind == other.kind and bool(self.who & other.who) and meet(self.when, other.when)


def meet(a: Interval | None, b: Interval | None) -> bool:
    """Whether two intervals may share a day; what is not known may be any day."""
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
    names = names_of_story(identities, readings)
    units: list[Unit] = []
    for reading in sorted(readings, key=lambda r: r.article.id):
        units += _statements(reading, names)
        units += _own_voice(reading, names)
    return tuple(sorted(units, key=lambda unit: (unit.spans, unit.kind, unit.id)))


def _statements(reading: Reading, names: Names) -> list[Unit]:
    inner = {statement.within for statement in reading.statements if statement.within}
    events_in, figures_in = _Within(reading.events, TRIGGER), _Within(reading.figures, PLACE)
    found = []
    for statement in reading.statements:
        spans = tuple(sorted(statement.content))
        if statement.id in inner and _is_frame(statement, reading.statements):
            continue  # "X said that Y said Z": what is claimed is Z, with Y as the speaker
        words = concepts_of(reading, spans, names)
        figures, events = tuple(figures_in(spans)), events_in(spans)
        acts = [event.id for event in events_in(statement.cue)]  # "ordered an inquiry": the cue is an event, too
        found.append(
            Unit(
                statement.id, "statement", reading.article, spans, words, speaker_of(statement, names),
                (statement.id, *acts), statement.denied, statement.kind == "direct", figures, statement,
                events_of(reading, events, names, words, spans),
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
    events_in, figures_in = _Within(reading.events, TRIGGER), _Within(reading.figures, PLACE)
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
            stretches = _beside(article, sentence, inside) if inside else _parted(article, sentence)
            for span in stretches:
                events, figures = events_in((span,)), figures_in((span,))
                unit = _outlet_says(reading, names, span, events, figures, whole=not inside)
                if unit is not None:
                    found.append(unit)
    return found


def _parted(article: Article, sentence: Span) -> list[Span]:
    """A sentence, and by itself what denies it behind: "Gunmen came over the river, | which Tarn denies"."""
    answer = answer_in(article.words(sentence))
    at = sentence.start + answer.at if answer is not None and answer.behind else sentence.end
    places = ((sentence.start, at), (at, sentence.end))
    return [Span(article.id, start, end) for start, end in places if start < end]


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


def _outlet_says(
    reading: Reading, names: Names, span: Span, events: Sequence[Event], figures: Sequence[Figure], whole: bool
) -> Unit | None:
    """What the outlet itself says in a stretch: a whole sentence, or one that holds an event or figure. What denies
    the words before it ("The army rejected that") has whoever denies for its speaker, however short it is."""
    words, denier = concepts_of(reading, (span,), names), _denier(reading, names, span)
    if len(words) < LEAST_SENTENCE and not (figures and whole) and denier is OUTLET:
        return None
    if not (whole or events or figures or denier is not OUTLET):
        return None
    members = tuple([event.id for event in events] + [figure.id for figure in figures])
    kind: Kind = "event" if events or not figures else "figure"
    return Unit(
        f"{reading.article.id}:{span.start}", kind, reading.article, (span,), words, denier, members,
        figures=tuple(figures), events=events_of(reading, events, names, words, (span,)),
    )  # fmt: skip


def _denier(reading: Reading, names: Names, span: Span) -> Speaker:
    """Who denies in a stretch what stands before it; the outlet where nobody does or is named for it."""
    words = reading.article.words(span)
    answer = answer_in(words)
    where = who_answers(span, words, answer) if answer is not None else None
    return speaker_in(where, reading.article, names) if where is not None else OUTLET


TRIGGER, PLACE = operator.attrgetter("trigger"), operator.attrgetter("span")  # where an event and a figure stand


class _Within(Generic[Item]):
    """The events or figures of an article that stand inside some of its stretches, in order of the article's own."""

    def __init__(self, items: Sequence[Item], place: Callable[[Item], Span]) -> None:
        self._items: list[tuple[int, int, int, Item]] = sorted(
            (place(item).start, index, place(item).end, item) for index, item in enumerate(items)
        )

    def __call__(self, spans: Sequence[Span]) -> list[Item]:
        found = {}
        for span in spans:
            for start, index, end, item in self._items[bisect.bisect_left(self._items, (span.start,)) :]:
                if start >= span.end:
                    break
                if end <= span.end:
                    found[index] = item
        return [found[index] for index in sorted(found)]


def of_oneself(unit: Unit) -> bool:
    """Whether a statement begins with a pronoun, as a rule its speaker: what it says depends on who says it."""
    first = re.match(r"\W*(\w+)", unit.words)
    return bool(unit.speaker.key and first and first.group(1).lower() in lexicon().classes["pronoun"])


# ---- events -----------------------------------------------------------------------------------


def events_of(
    reading: Reading, events: Sequence[Event], names: Names, words: Sequence[Concept], spans: Sequence[Span]
) -> tuple[Happening, ...]:
    """Events -> what two articles can share of them. `words` are the concepts of `spans`, in which they stand."""
    return tuple(_happening(reading, event, names, words, spans) for event in events)


def _happening(
    reading: Reading, event: Event, names: Names, words: Sequence[Concept], spans: Sequence[Span]
) -> Happening:
    def keys(place: Span) -> set[str]:
        if any(span.contains(place) for span in spans):
            return {c.key for c in words if place.start <= c.start < place.end}
        return {c.key for c in concepts_of(reading, (place,), names)}

    who: set[str] = set()
    counts: dict[bool, set[str]] = {True: set(), False: set()}
    slots: dict[bool, set[str]] = {True: set(), False: set()}
    dies = bool(DIES.match(reading.article.words(event.trigger)))
    for one in event.participants:
        acts = one.role == "actor" and not dies
        inside = {identity.id for _, identity in names.within(one.span)}
        named = names.named(one.name)
        who.add(named.id if named else min(inside, default="") or key(one.name))
        told = keys(one.span) | ({f"@{named.id}"} if named else set())
        slots[acts] |= told
        counts[acts] |= {key for key in told if key[0] == "#"} or ({"#1"} if ONE.match(one.text) else set())
    if not event.participants:  # "the shooting at a harvest festival in Tarn": the words around tell which
        slots[False] = _around(reading.article, event.trigger, words)
    near = [p.span for p in event.participants if abs(p.span.start - event.trigger.start) < CLAUSE]
    span = Span(
        event.trigger.article,
        min(span.start for span in (event.trigger, *near)),
        # "gave way" is one concept, of which the trigger is the first word
        max(
            (*(span.end for span in (event.trigger, *near)), *(c.end for c in words if c.start == event.trigger.start))
        ),
    )
    outcome = OUTCOME[event.modality]
    return Happening(
        event.id, event.kind, frozenset(who), outcome, event.when, span,
        frozenset(keys(event.trigger)), frozenset(slots[True]), frozenset(slots[False]),
        frozenset(parts(event.place)) if event.place else frozenset(),
        event.when or (_lately(reading.article) if outcome == "came about" else None),
        (frozenset(counts[True]), frozenset(counts[False])),
        bool(ASKED.search(reading.article.text[max(0, span.start - 30) : span.start])),
    )  # fmt: skip


def _around(article: Article, trigger: Span, words: Sequence[Concept]) -> set[str]:
    """The concepts of the clause around a trigger, as far as the next mark."""
    before = BREAK.split(article.text[max(0, trigger.start - CLAUSE // 3) : trigger.start])[-1]
    after = BREAK.split(article.text[trigger.end : trigger.end + CLAUSE // 2], maxsplit=1)[0]
    start, end = trigger.start - len(before), trigger.end + len(after)
    own = {c.key for c in words if trigger.start <= c.start < trigger.end}
    return {c.key for c in words if start <= c.start and c.end <= end} - own


def _lately(article: Article) -> Interval | None:
    """The days before an article came out, of which news speaks where it gives no day."""
    latest = article.published.latest
    earliest = article.published.earliest
    return Interval(earliest - LATELY if earliest else None, latest) if latest else None


def concepts_of(reading: Reading, spans: Sequence[Span], names: Names) -> tuple[Concept, ...]:
    """The concepts of some stretches, with offsets in the article's text."""
    found = [_concepts_at(reading.article, span, names) for span in spans]
    return found[0] if len(found) == 1 else tuple(itertools.chain.from_iterable(found))


def _concepts_at(article: Article, span: Span, names: Names) -> tuple[Concept, ...]:
    """The concepts of one stretch; each is looked through once for a story, whoever asks."""
    kept = names.kept.get(span)
    if isinstance(kept, tuple):
        return kept
    start = span.start
    inside = [(s.start - start, s.end - start, i.id) for s, i in names.within(span) if span.contains(s)]
    times = [(time.start - start, time.end - start) for time in names.times_within(span)]
    found = tuple(
        [Concept(key, at + start, end + start, negated)
         for key, at, end, negated in concepts(article.words(span), inside, times)]
    )  # fmt: skip
    names.kept[span] = found
    return found
