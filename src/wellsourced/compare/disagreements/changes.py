"""Positions that change: a holder's stance on an issue, or a commitment that is later reversed."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Position
from ..units import Happening, Unit
from ..weighing import agreement
from ..wording import Concept, concepts, lexicon, says
from .evidence import Evidence, Finding, Sentence, before, in_words, short, spoken_by

SAME_ISSUE = 0.6  # share of the shorter issue's concepts that the other issue must have
OPPOSITE, TURNED_SHARE = 0.5, 0.5  # agreement of two statements, and share of it that one negates and one does not
NEAREST = 4  # concepts before a verb of reversal among which its actor is looked for
OBJECT = 2  # concepts after a verb of reversal among which its object is looked for
# "was called off", "had since been withdrawn"
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|now\s+|since\s+|also\s+)?$")
TURNED = {frozenset(("support", "oppose"))}


def find_changes(evidence: Evidence, positions: Sequence[Position]) -> list[Finding]:
    return [
        *_of_stance(evidence, positions),
        *_of_deed(evidence, positions),
        *_of_commitment(evidence),
        *_of_account(evidence),
    ]


# ---- stances ----------------------------------------------------------------------------------


def _of_stance(evidence: Evidence, positions: Sequence[Position]) -> Iterator[Finding]:
    held: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        held[position.holder or position.holder_text.lower()].append(position)
    for _, found in sorted(held.items()):
        found.sort(key=lambda p: (p.when.earliest.isoformat() if p.when and p.when.earliest else "9999", p.span, p.id))
        for a, b in itertools.combinations(found, 2):
            finding = _parted(evidence, a, b)
            if finding is not None:
                yield finding


def _parted(evidence: Evidence, a: Position, b: Position) -> Finding | None:
    if frozenset((a.stance, b.stance)) not in TURNED or not _same_issue(a.issue, b.issue):
        return None
    left, right = evidence.claim_of.get(a.rests_on), evidence.claim_of.get(b.rests_on)
    if left is None or right is None or left.id == right.id:
        return None
    sure = a.when is not None and b.when is not None and before(a.when, b.when)
    when = f" by {in_words(b.when.earliest)}" if sure and b.when else " at another time"
    return Finding(
        "position changed",
        f"{a.holder_text} on {a.issue}",
        ((left.id,), (right.id,)),
        f"{a.holder_text}: {_stance(a)} ({_told_on(a)}), {_stance(b)}{when}",
    )


def _of_deed(evidence: Evidence, positions: Sequence[Position]) -> Iterator[Finding]:
    """ "She would not resign" and, later, "she resigned": a holder does what he or she was against doing."""
    done: dict[str, list[tuple[Happening, Unit]]] = defaultdict(list)
    for unit in evidence.units:
        for event in unit.events:
            if event.outcome == "came about":
                for key in sorted(event.trigger):
                    done[key].append((event, unit))
    for position in positions:
        if position.stance != "oppose" or position.holder is None or position.when is None:
            continue
        issue = [c.key for c in concepts(position.issue)]
        if not issue:
            continue
        left = evidence.claim_of.get(position.rests_on)
        for event, unit in done.get(issue[0], ()):
            right = evidence.claim_of.get(unit.id)
            about = event.others & frozenset(issue[1:])
            meant = f"@{position.holder}" in event.actors and (about or not (issue[1:] or event.others))
            if left is None or right is None or left.id == right.id or not meant:
                continue
            if event.days is not None and before(position.when, event.days):
                yield Finding(
                    "position changed",
                    f"{position.holder_text} on {position.issue}",
                    ((left.id,), (right.id,)),
                    f"{position.holder_text} was against it ({_told_on(position)}) and did it: "
                    f"“{short(unit.words, 120)}”",
                )


def _stance(position: Position) -> str:
    return {"support": "for it", "oppose": "against it"}.get(position.stance, position.stance)


def _told_on(position: Position) -> str:
    return in_words(position.when.earliest) if position.when else "time unknown"


def _same_issue(a: str, b: str) -> bool:
    left, right = ({c.key for c in concepts(issue)} for issue in (a, b))
    return bool(left & right) and len(left & right) >= SAME_ISSUE * min(len(left), len(right))


# ---- commitments reversed ---------------------------------------------------------------------


def _of_commitment(evidence: Evidence) -> Iterator[Finding]:
    """ "The strike was called off" after "we will strike on Wednesday", by one body, later in time."""
    held: dict[str, list[Unit]] = {}  # thing -> the units that hold to it
    for sentence, verb, thing in _reversals(evidence):
        after = [u for u in evidence.of_article.get(sentence.article.id, []) if u.span.overlaps(sentence.span)]
        if not after:
            continue
        unit = after[0]
        actors = {c.key for c in [c for c in sentence.concepts if c.start < verb.start][-NEAREST:]}
        if unit.span.start <= verb.start < unit.span.end and unit.speaker.sure:
            actors.add(unit.speaker.key)  # who says that it is put off, of one's own
        if thing.key not in held:
            held[thing.key] = [other for other in evidence.with_any([thing.key]) if _commits(evidence, other, thing)]
        earlier = [
            other
            for other in held[thing.key]
            if before(evidence.said_on(other), evidence.said_on(unit))
            and any(_is_among(evidence, alike, actors) for alike in evidence.alike(other))
        ]
        claims = dict.fromkeys(evidence.claim_of[u.id].id for u in earlier if u.id in evidence.claim_of)
        own = evidence.claim_of.get(unit.id)
        claims.pop(own.id if own else "", None)
        if own is None or not claims:
            continue
        yield Finding(
            "position changed",
            f"{spoken_by(earlier[0])}: {short(earlier[0].words)}",
            (tuple(claims), (own.id,)),
            f"{spoken_by(earlier[0])} held to it on {in_words(evidence.said_on(earlier[0]).latest)}; "
            f"then: “{short(sentence.words, 120)}”",
        )


def _of_account(evidence: Evidence) -> Iterator[Finding]:
    """ "She will not resign" and, later, "she will resign": one speaker says the opposite of what was said before."""
    said: dict[tuple[str, str], list[Unit]] = defaultdict(list)  # (speaker, concept said without negation)
    for unit in evidence.units:
        if unit.statement is not None and unit.speaker.sure:
            mine = evidence.bags[unit.id]
            for key in sorted(mine.keys - mine.negated):
                said[unit.speaker.key, key].append(unit)
    for turned in evidence.units:
        negated = sorted(evidence.bags[turned.id].negated) if turned.statement is not None else []
        others = {other.id: other for key in negated for other in said.get((turned.speaker.key, key), ())}
        pairs = [pair for _, other in sorted(others.items()) for pair in ((turned, other), (other, turned))]
        for earlier, later in pairs:
            left, right = evidence.claim_of.get(earlier.id), evidence.claim_of.get(later.id)
            if left is None or right is None or left.id == right.id:
                continue
            score, opposed = agreement(evidence.bags[earlier.id], evidence.bags[later.id], evidence.weights)
            when, then = evidence.said_on(earlier), evidence.said_on(later)
            if score >= OPPOSITE and opposed >= TURNED_SHARE and before(when, then):
                yield Finding(
                    "position changed",
                    f"{spoken_by(later)}: {short(earlier.words)}",
                    ((left.id,), (right.id,)),
                    f"{spoken_by(later)} said on {in_words(when.latest)}: “{short(earlier.words)}”; "
                    f"then on {in_words(then.earliest)}: “{short(later.words)}”",
                )


def _reversals(evidence: Evidence) -> Iterator[tuple[Sentence, Concept, Concept]]:
    """Sentences in which somebody takes something back, with the verb and what is taken back.

    In the passive that stands before the verb: "the strike was called off". Left out are wishes and conditions ("unless
    they withdraw the plan", "asked it to call off the strike").
    """
    verbs = lexicon().reversal
    for _, found in sorted(evidence.sentences.items()):
        for sentence in found:
            for index, concept in enumerate(sentence.concepts):
                if concept.key not in verbs or concept.negated:
                    continue
                lead = sentence.article.text[sentence.span.start : concept.start]
                if says(lead, "condition") or says(lead, "wish"):
                    continue
                passive = PASSIVE.search(lead)
                first = index - 1 if passive else index + 1
                for thing in sentence.concepts[max(0, first) : index if passive else first + OBJECT]:
                    if not thing.key.startswith(("@", "#")):
                        yield sentence, concept, thing


def _commits(evidence: Evidence, unit: Unit, thing: Concept) -> bool:
    """Whether a unit holds to a thing: it names it with a word of intent, and does not itself take it back."""
    sentence = evidence.sentence(unit.span)
    words = sentence.words if sentence else unit.words
    held = sentence.concepts if sentence else unit.concepts
    if not any(c.key == thing.key and not c.negated for c in held) or not says(words, "commit"):
        return False
    return not any(c.key in lexicon().reversal and not _is_conditional(c, unit) for c in held)


def _is_conditional(concept: Concept, unit: Unit) -> bool:
    return bool(says(unit.article.text[max(0, concept.start - 60) : concept.start], "condition"))


def _is_among(evidence: Evidence, unit: Unit, actors: set[str]) -> bool:
    """Whether the speaker of a unit, or a body named beside him, is among the actors of a sentence."""
    if not unit.speaker.key:
        return False
    names = {unit.speaker.key, *unit.speaker.bodies}
    words = {c.key for c in concepts(unit.speaker.name)}
    sentence = evidence.sentence(unit.span)
    for span, identity in evidence.names.within(sentence.span) if sentence else ():
        if identity.kind != "place" and not any(span.overlaps(other) for other in unit.spans):
            names.add(f"@{identity.id}")
            words |= {c.key for c in concepts(identity.name)}
    return bool(names & actors) or bool(words & actors)
