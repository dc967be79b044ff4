"""What the kinds of disagreement look at: the units behind claims, with their sentences and days."""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ...named import Names
from ...records import BODY, Article, Claim, DisagreementKind, Identity, Interval, Reading, Span
from ..kept import names_of_story
from ..units import Unit, concepts_of
from ..weighing import Bag, Weights, bag_of, weigh_units
from ..wording import Concept, sentences


@dataclass(frozen=True, slots=True)
class Finding:
    """Units on each side that part in one way, and why in words."""

    kind: DisagreementKind
    about: str
    sides: tuple[tuple[str, ...], ...]  # claim ids
    why: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a body, with its concepts."""

    article: Article
    block: int
    span: Span
    words: str
    concepts: tuple[Concept, ...]


@dataclass(slots=True)
class Evidence:
    """All units of a story, each with the claim it belongs to, and the sentences they stand in."""

    readings: Sequence[Reading]
    identities: Sequence[Identity]
    claims: Sequence[Claim]
    units: tuple[Unit, ...]
    names: Names = field(default_factory=lambda: Names(()))
    weights: Weights = field(default_factory=lambda: Weights(()))
    bags: dict[str, Bag] = field(default_factory=dict)
    claim_of: dict[str, Claim] = field(default_factory=dict)  # unit id or member id -> claim
    origin_of: dict[Span, str] = field(default_factory=dict)
    sentences: dict[str, list[Sentence]] = field(default_factory=dict)
    of_article: dict[str, list[Unit]] = field(default_factory=dict)
    around_of: dict[str, Bag] = field(default_factory=dict)
    only_figure: dict[str, Unit] = field(default_factory=dict)  # figure id -> the unit that has no other figure
    with_key: dict[str, list[int]] = field(default_factory=dict)
    of_claim: dict[str, list[Unit]] = field(default_factory=dict)
    unit_of: dict[str, Unit] = field(default_factory=dict)  # statement id -> unit
    by_speaker: dict[str, dict[str, list[Unit]]] = field(default_factory=dict)  # claim id -> speaker -> units
    days_of: dict[str, Interval] = field(default_factory=dict)  # unit id -> when it was said

    def __post_init__(self) -> None:
        self.names = names_of_story(self.identities, self.readings)
        self.weights, bags = weigh_units(self.units)
        self.bags = {unit.id: one for unit, one in zip(self.units, bags, strict=True)}
        self.unit_of = {unit.statement.id: unit for unit in self.units if unit.statement is not None}
        for unit in self.units:
            self.of_article.setdefault(unit.article.id, []).append(unit)
            if len(unit.figures) == 1:
                self.only_figure[unit.figures[0].id] = unit
        self._link_claims()
        for reading in self.readings:
            self.sentences[reading.article.id] = _sentences(reading, self.names)

    def _link_claims(self) -> None:
        at: dict[Span, Claim] = {}
        member: dict[str, Claim] = {}
        for claim in self.claims:
            for support in claim.supports:
                self.origin_of.setdefault(support.span, support.origin)
                held = at.get(support.span)
                if held is None or (held.kind == "figure", -len(held.members)) > (
                    claim.kind == "figure",
                    -len(claim.members),
                ):  # a sentence and the number in it may be of one span: the sentence is what is said there
                    at[support.span] = claim
            for one in claim.members:
                if one not in member or claim.kind == "figure":
                    member[one] = claim
        for unit in self.units:
            claim_at = at.get(unit.spans[0])
            if claim_at is not None:
                self.claim_of[unit.id] = claim_at
                self.of_claim.setdefault(claim_at.id, []).append(unit)
        for one, claim in member.items():
            self.claim_of.setdefault(one, claim)
        for unit in self.units:
            for figure in unit.figures:
                if unit.id in self.claim_of:
                    self.claim_of.setdefault(figure.id, self.claim_of[unit.id])

    def side(self, figure: str) -> tuple[str, ...]:
        """The claims that a figure stands for: its own, and that of the statement or sentence that has no other."""
        unit = self.only_figure.get(figure)
        claims = [self.claim_of.get(figure), self.claim_of.get(unit.id) if unit else None]
        return tuple(dict.fromkeys(claim.id for claim in claims if claim is not None))

    def origin(self, unit: Unit) -> str:
        return self.origin_of.get(unit.spans[0], unit.article.id)

    def alike(self, unit: Unit) -> list[Unit]:
        """The units of one claim that have the speaker of a unit, itself among them: who says it is told in any."""
        claim = self.claim_of.get(unit.id)
        if claim is None:
            return [unit]
        if claim.id not in self.by_speaker:
            spoken = self.by_speaker[claim.id] = {}
            for other in self.of_claim.get(claim.id, ()):
                spoken.setdefault(other.speaker.key, []).append(other)
        return self.by_speaker[claim.id].get(unit.speaker.key) or [unit]

    def said_on(self, unit: Unit) -> Interval:
        """The days on which a unit was said: told by when its own words say so, else by the earliest to report it."""
        if unit.id not in self.days_of:
            self.days_of[unit.id] = self._said_on(unit)
        return self.days_of[unit.id]

    def _said_on(self, unit: Unit) -> Interval:
        if unit.statement is not None and unit.statement.uttered is not None:
            return unit.statement.uttered
        if not unit.speaker.key:
            return said_on(unit)
        days = [said_on(other) for other in self.alike(unit)]
        latest = min((when.latest for when in days if when.latest), default=None)
        earliest = min((when.earliest for when in days if when.earliest), default=None)
        return Interval(earliest if earliest and latest and earliest <= latest else None, latest)

    def sentence(self, span: Span) -> Sentence | None:
        """The sentence in which a span begins."""
        found = self.sentences.get(span.article, [])
        at = bisect.bisect_right(found, span.start, key=lambda s: s.span.start) - 1
        return found[at] if at >= 0 and span.start < found[at].span.end else None

    def around(self, unit: Unit) -> Bag:
        """What the sentence of a unit says, its source and reporting words included."""
        if unit.id not in self.around_of:
            sentence = self.sentence(unit.span)
            self.around_of[unit.id] = bag_of(sentence.concepts if sentence else unit.concepts, self.weights)
        return self.around_of[unit.id]

    def with_any(self, keys: Iterable[str]) -> list[Unit]:
        """The units in whose sentences one of some concepts stands, in order."""
        if not self.with_key:
            for index, unit in enumerate(self.units):
                sentence = self.sentence(unit.span)
                for key in {concept.key for concept in (sentence.concepts if sentence else unit.concepts)}:
                    self.with_key.setdefault(key, []).append(index)
        return [self.units[i] for i in sorted({i for key in keys for i in self.with_key.get(key, ())})]


def _sentences(reading: Reading, names: Names) -> list[Sentence]:
    article = reading.article
    found = []
    for number, block in enumerate(article.blocks):
        if block.kind not in BODY or block.kind == "heading":
            continue
        for start, end in sentences(article.text, block.start, block.end):
            span = Span(article.id, start, end)
            found.append(Sentence(article, number, span, article.words(span), concepts_of(reading, (span,), names)))
    return found


def said_on(unit: Unit) -> Interval:
    """The days on which a unit was said, as far as known: when it was uttered, or by when its article was out."""
    if unit.statement is not None and unit.statement.uttered is not None:
        return unit.statement.uttered
    published = unit.article.published
    return Interval(published.earliest, published.latest)


def before(a: Interval, b: Interval) -> bool:
    """Whether all of one interval lies before all of the other; False where the borders are open."""
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def in_words(day: datetime.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "an unknown day"


def spoken_by(unit: Unit) -> str:
    return unit.speaker.name or unit.article.outlet or "the article itself"


def short(words: str, limit: int = 90) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + "…"
