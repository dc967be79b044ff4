"""Readings -> units: the single things that articles report, each with its words, its speaker and its figures.

A unit is a statement; or a sentence in the outlet's own voice (with its events and figures); or one figure, which is
compared by what it counts. `claims` joins units that say the same, `disagreements` asks where they part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..names import is_role, key, parts
from ..records import BODY, Article, Figure, Identity, MentionKind, Reading, Span, Statement
from .wording import Concept, concepts, sentences, suffixless

Kind = Literal["statement", "event", "figure"]
LEAST_SENTENCE = 3  # content words from which a sentence in the outlet's own voice says something
PRONOUNS = frozenset(
    "he she it they we i you who one his her their its this that these those him them".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `key` is equal for one speaker only; `sure` where a name or an office tells the speaker from others.

    The outlet's own voice has the empty key.
    """

    key: str
    name: str
    identity: str | None
    sure: bool
    anonymous: bool = False
    kind: MentionKind | None = None
    bodies: frozenset[str] = frozenset()  # keys of the bodies that the speaker is described as speaking for


OUTLET = Speaker("", "", None, False)


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


class Names:
    """Whom names refer to, by place and by form."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        self.at: dict[str, list[tuple[Span, Identity]]] = defaultdict(list)
        self.forms: dict[str, list[Identity]] = defaultdict(list)
        self.described: dict[str, Identity] = {}
        for identity in identities:
            for span in identity.mentions:
                self.at[span.article].append((span, identity))
            for form in sorted({key(form) for form in (identity.name, *identity.forms)}):
                self.forms[form].append(identity)
        for found in self.at.values():
            found.sort(key=lambda pair: pair[0])

    def within(self, span: Span) -> list[tuple[Span, Identity]]:
        return [(s, i) for s, i in self.at.get(span.article, ()) if span.start < s.end and s.start < span.end]

    def named(self, name: str) -> Identity | None:
        """The one identity of this name; None where none or several have it."""
        found = self.forms.get(key(name), [])
        return found[0] if len({identity.id for identity in found}) == 1 else None


def speaker_of(statement: Statement, names: Names) -> Speaker:
    """The innermost speaker of a statement, by identity where one is known, else by the words of the description."""
    source = statement.source
    name = statement.chain[0].name if statement.chain else source.name
    span = (statement.chain[0].span if statement.chain else None) or source.span
    identity = names.named(name)
    if identity is None and span is not None:
        # "Deputy Minister Ana Roth": the name inside the words of the source, where it is all but its title
        inside = [i for s, i in names.within(span) if i.kind == "person" and span.contains(s)]
        identity = inside[0] if len({i.id for i in inside}) == 1 and not source.anonymous else None
    words = tuple(suffixless(part) for part in parts(name))
    if identity is not None and not source.anonymous:
        return Speaker(
            f"@{identity.id}", identity.name, identity.id, True, False, identity.kind, _bodies(identity, names)
        )
    pronoun = not words or name.lower() in PRONOUNS
    sure = not source.anonymous and not source.candidates and not pronoun
    # an office is one speaker for a whole story ("the foreign ministry"); an anonymous source only in its article
    own = "" if sure else f"{statement.article}:"
    return Speaker(f"{own}{'-'.join(words) or name.lower()}", name, None, sure, source.anonymous)


def _bodies(identity: Identity, names: Names) -> frozenset[str]:
    """Keys of the organisations that a person's descriptions name: what a spokesman says, his body says."""
    if identity.kind != "person":
        return frozenset({f"@{identity.id}"})
    bodies = set()
    for description in identity.descriptions:
        words = parts(description)
        for size in range(min(6, len(words)), 0, -1):
            for i in range(len(words) - size + 1):
                found = names.named(" ".join(words[i : i + size]))
                if found is not None and found.kind != "person" and found.kind != "place":
                    bodies.add(f"@{found.id}")
        kept = [suffixless(word) for word in words if not is_role(word)]
        if kept:
            bodies.add("-".join(kept))
    return frozenset(bodies)


def speak_as_one(a: Unit, b: Unit) -> bool:
    """Whether one of the speakers is described as speaking for the other, or both for one body."""
    left = a.speaker.bodies | {a.speaker.key}
    right = b.speaker.bodies | {b.speaker.key}
    return bool(left & right)


def may_speak_as_one(a: Unit, b: Unit) -> bool:
    """Whether two speakers may be one: not two named people, nor two named bodies, nor a named and an unnamed one."""
    left, right = a.speaker, b.speaker
    if not left.key or not right.key or speak_as_one(a, b):
        return True
    if left.anonymous != right.anonymous:
        return False
    return not (left.sure and right.sure) or left.kind != right.kind


# ---- cutting ----------------------------------------------------------------------------------


def cut_units(readings: Sequence[Reading], identities: Sequence[Identity]) -> tuple[Unit, ...]:
    """Readings -> their statements and own-voice sentences, in order of place."""
    names = Names(identities)
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
