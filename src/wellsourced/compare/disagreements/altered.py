"""Quotations whose readings differ in sense, and the same words given to two people.

Only what two outlets print as the speaker's own words, word for word but for the change, is told: see
`quotations.changes` for what changes the sense.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from ...names import parts
from ...records import SENSE, Quotation, QuoteChange, QuoteReading
from ..speakers import certainly_two, speak_as_one
from ..units import Unit
from .evidence import Evidence, Finding, short, spoken_by

WORDS = 6  # words from which the same quote by two people is one quote and no commonplace
TOLD: dict[str, str] = {
    "negation": "turns it",
    "number": "has another number",
    "modal": "has another modal verb",
    "hedge": "leaves out the doubt",
    "key word": "has another key word",
}


def find_altered(evidence: Evidence, quotations: Sequence[Quotation]) -> list[Finding]:
    return [
        finding
        for quotation in quotations
        for finding in (*_changed(evidence, quotation), *_given_to_two(evidence, quotation))
    ]


def _units(evidence: Evidence, reading: QuoteReading) -> list[Unit]:
    found = (evidence.unit_of.get(one) for one in reading.statements)
    return [unit for unit in found if unit is not None and unit.id in evidence.claim_of]


def _changed(evidence: Evidence, quotation: Quotation) -> Iterator[Finding]:
    """One speaker's words, with another sense in another article."""
    fullest = quotation.readings[0]
    for reading in quotation.readings[1:]:
        change = next((c for c in reading.changes if c.kind in SENSE), None)
        if change is None:
            continue
        pairs = itertools.product(_units(evidence, fullest), _units(evidence, reading))
        for a, b in ((a, b) for a, b in pairs if a.article.id != b.article.id and _one_speaker(a, b)):
            sides = ((evidence.claim_of[a.id].id,), (evidence.claim_of[b.id].id,))
            yield Finding("altered quote", short(a.words), sides, _why(a, b, change))


def _one_speaker(a: Unit, b: Unit) -> bool:
    return bool(a.speaker.key) and (a.speaker.key == b.speaker.key or speak_as_one(a.speaker, b.speaker))


def _why(a: Unit, b: Unit, change: QuoteChange) -> str:
    left, right = (f"“{short(words, 80)}”" if words else "nothing there" for words in (change.left, change.right))
    outlets = [unit.article.outlet or "one article" for unit in (a, b)]
    told = TOLD[change.kind]
    return f"{outlets[0]} quotes {spoken_by(a)} with {left}, {outlets[1]} with {right}, which {told}"


def _given_to_two(evidence: Evidence, quotation: Quotation) -> Iterator[Finding]:
    """The same words in the mouths of two people; not where some article has both say them."""
    for reading in quotation.readings:
        units = [unit for unit in _units(evidence, reading) if _is_named_beside(unit)]
        if len(reading.text.split()) < WORDS or _chorus(units):
            continue
        for a, b in itertools.combinations(sorted(units, key=lambda unit: (unit.spans, unit.id)), 2):
            if a.article.id != b.article.id and certainly_two(a.speaker, b.speaker):
                yield Finding(
                    "altered quote",
                    short(a.words),
                    ((evidence.claim_of[a.id].id,), (evidence.claim_of[b.id].id,)),
                    f"the same words are given to {spoken_by(a)} and to {spoken_by(b)}",
                )
                return


def _chorus(units: Sequence[Unit]) -> bool:
    """Whether one article gives the words to two: a slogan, a joint statement, one who repeats the other."""
    said = {(unit.article.id, unit.speaker.key) for unit in units}
    return len({article for article, _ in said}) < len(said)


def _is_named_beside(unit: Unit) -> bool:
    """Whether the words beside a quote name its speaker: a pronoun or a role may be taken for another person."""
    source = unit.statement.source if unit.statement else None
    return bool(
        source
        and unit.direct
        and unit.speaker.identity
        and source.span
        and not source.candidates
        and set(parts(source.text)) & set(parts(unit.speaker.name)[-1:])
    )
