"""Positions whose change an article tells itself.

1. "... five days after ruling out anything of the kind": a deed or word set against what its doer had held to.
2. "As late as Friday she had called sanctions the only language left": an old word beside a new one.
3. "would not pursue sanctions any further", "no longer": what is given up was held before.
4. "backed down", "took back his words", "they were not honest": a speaker takes back what was said.
5. "I said there was no need. There was": a speaker recalls his own words and turns them.
6. "The mayor had rejected any vote last week. On Monday he asked for one": what was rejected, done by who rejected it.
7. "It had never refused to talk": a speaker denies what he is known to have said.
8. "Has admitted that police fired live rounds": a speaker admits what he is known to have denied.

The article says that there was a change; the claims that it was a change of are looked for among what the same holder
said or did before, and share with the article's words what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...names import parts
from ...records import Identity, Span
from ..accounts import OBJECTS, one_of, recalls
from ..speakers import speak_as_one
from ..units import Unit
from ..weighing import agreement
from ..wording import lexicon
from .evidence import Evidence, Finding, Sentence, before, in_words, short, spoken_by

HELD = rf"(?:{one_of('hold_against')}|{one_of('hold_for')})"
SAID = one_of("say")
ADVERB = rf"(?:{one_of('adverb')}\s+)?"
NEGATION = r"(?:not|n['’]t|never|nor)"
# "five days after ruling out", "two days after the minister had ruled out", "despite having promised"
AFTER = re.compile(
    rf"\b(?:(?P<time>(?:\w+\s+)?(?:hour|day|week|month|year)s?\s+|shortly\s+|soon\s+|just\s+|only\s+)?after|despite|having)"
    rf"\s+(?:having\s+)?{ADVERB}(?:(?P<who>(?!having\b)[^,;.:“”\"]{{2,50}}?)\s+(?:had\s+)?{ADVERB})?"
    rf"(?P<verb>{HELD}|{SAID})\b",
    re.I,
)
PERHAPS_AFTER = re.compile("after|despite|having", re.I)  # what `AFTER` always has, and few sentences
STRONG = re.compile(rf"^{HELD}$", re.I)
OLD = re.compile(rf"\b{one_of('old')}\b", re.I)
# "had rejected any recount", "had at first refused to"
HAD_BEEN_AGAINST = re.compile(rf"\bhad\s+{ADVERB}{one_of('hold_against')}\b", re.I)
NOW = re.compile(r",\s+(?:\w+\s+)?now\b")  # "the ministry, which had denied it, now says"
KIND = re.compile(r"(?:anything|something|any|such|that|it|doing so|the idea|the same)\b", re.I)
TAKEN_UP = re.compile(rf"\s(?:{OBJECTS})\s", re.I)
GIVEN_UP = re.compile(
    rf"\b{NEGATION}\b[^.;]{{0,60}}?\b(?P<more>any (?:further|more|longer)|anymore)\b|"
    rf"\bno longer (?={one_of('give_up')}\b)|\b(?:will|would|is|are|was|were)\b[^.;]{{0,60}}?\bafter all\b",
    re.I,
)
TAKEN_BACK = re.compile(
    rf"\b{one_of('take_back')}\s+(?:what|(?:his|her|its|their|the|that|this) (?:\w+ )?{one_of('saying')}s?)\b|"
    rf"\b(?:{one_of('recant')}|misspoke)\b|\b{one_of('correct')} (?:himself|herself|itself|themselves|course)\b|"
    rf"\bapologi[sz](?:ed|es|ing) for (?:having|saying|claiming|(?:his|her|its|their) {one_of('saying')}s?)\b|"
    rf"\b(?:I|[Ww]e) (?:was|were|had been) {one_of('wrong')}\b|"
    rf"\b(?:words|statements?|[Tt]hey|[Ii]t|[Tt]hat|what (?:I|we) said) (?:was|were) {one_of('wrong')}\b|"
    rf"\b{one_of('change')} (?:his|her|its|their|my|our) {one_of('stance')}\b"
)
UNREAL = re.compile(
    r"(?:\b(?:should|could|would|might|may|must|not|never|to|will|has yet to|if \w+)|n['’]t|['’]ve)\s+(?:have\s+)?$",
    re.I,
)
# "had never refused to talk", "never said so": not "nobody would have thought so"
NEVER = re.compile(rf"\bnever\s+{ADVERB}(?:{HELD}|{SAID})\b", re.I)
ADMITTED = re.compile(rf"\b{one_of('admit')}\b", re.I)
ADMITTED_BITS = 20.0  # what the words in common of an admission and a denial must tell: two words of some rarity
OPPOSITE = 0.6  # share of what one says it never said or refused that the other must say
TOLD = 1  # telling concepts that what was held before must share with what is turned
NEAR = 2  # sentences around an old word among which the new one is looked for


def find_turns(evidence: Evidence) -> Iterator[Finding]:
    for _, found in sorted(evidence.sentences.items()):
        for index, sentence in enumerate(found):
            yield from _after(evidence, sentence)
            yield from _given_up(evidence, sentence)
            yield from _taken_back(evidence, sentence, found[max(0, index - NEAR) : index + 1])
            yield from _had_been_against(evidence, sentence, found[index + 1 : index + 1 + NEAR])
    yield from _as_late_as(evidence)
    yield from _recalled(evidence)
    yield from _never(evidence)
    yield from _admitted(evidence)


# ---- 1. after having held the opposite --------------------------------------------------------


def _after(evidence: Evidence, sentence: Sentence) -> Iterator[Finding]:
    match = AFTER.search(sentence.words) if PERHAPS_AFTER.search(sentence.words) else None
    if match is None or not (match["time"] or STRONG.match(match["verb"])):
        return
    at = sentence.span.start + match.start()
    rest = re.split(r"[,;:.!?]", sentence.words[match.end() :], maxsplit=1)[0]
    end = sentence.span.start + match.end()
    issue = {c.key for c in sentence.concepts if end <= c.start < end + len(rest) and _tells(c.key)}
    new = {c.key for c in sentence.concepts if c.end <= at and _tells(c.key)}
    # "ruled one out", "ruling out anything of the kind": what it was is what is told before
    taken_up = KIND.match(rest.lstrip()) or TAKEN_UP.search(match["verb"])
    if not (issue & new or taken_up):
        return  # "resigned after denying the theft" is no change of what is denied
    holders = _holders(evidence, sentence, match["who"] or "", at)
    unit = _unit_at(evidence, sentence, at)
    verb = parts(match["verb"])[0][:3]
    wanted = issue | new if taken_up else issue & new
    earlier = [
        other
        for other in _held_by(evidence, holders, sentence)
        if wanted & {c.key for c in other.concepts} or _has_verb(evidence, other, verb)
    ]
    yield from _finding(evidence, earlier, unit, sentence)


def _has_verb(evidence: Evidence, unit: Unit, verb: str) -> bool:
    """Whether the sentence of a unit has the very verb with which the turn recalls it ("ruled out", "ruling out")."""
    sentence = evidence.sentence(unit.span)
    return bool(sentence and re.search(rf"\b{re.escape(verb)}\w*\b", sentence.words, re.I) and not unit.direct)


# ---- 2. an old word beside a new one ----------------------------------------------------------


def _as_late_as(evidence: Evidence) -> Iterator[Finding]:
    """ "She would not pursue sanctions. As late as Friday she had called sanctions the only language left"."""
    for old in evidence.units:
        sentence = evidence.sentence(old.span)
        if old.statement is None or not old.speaker.key or sentence is None:
            continue
        cues = [cue for cue in old.statement.cue if sentence.span.contains(cue)]
        lead = sentence.article.text[sentence.span.start : cues[0].start] if cues else ""
        if not re.search(r"\bhad\s+(?:\w+\s+)?$", lead) or not OLD.search(sentence.words):
            continue
        mine = {c.key for c in old.concepts if _tells(c.key)}
        near = [
            unit
            for unit in evidence.of_article.get(old.article.id, ())
            if unit.id != old.id
            and unit.speaker.key == old.speaker.key
            and _is_near(evidence, unit, sentence)
            and len(mine & {c.key for c in unit.concepts}) >= TOLD
            and _turned(unit, old, mine)
        ]
        if near:
            shared = mine & {c.key for c in near[0].concepts}
            holders = {old.speaker.key}
            earlier = [u for u in _held_by(evidence, holders, sentence) if shared & {c.key for c in u.concepts}]
            yield from _finding(evidence, [old, *earlier], near[0], sentence)


def _turned(unit: Unit, old: Unit, keys: set[str]) -> bool:
    """Whether one of two statements turns what the other does not: its concepts in common are negated in one."""
    signs = [{c.key: c.negated for c in one.concepts if c.key in keys} for one in (unit, old)]
    return any(signs[0].get(key) != signs[1].get(key) for key in sorted(keys & signs[0].keys()))


def _is_near(evidence: Evidence, unit: Unit, sentence: Sentence) -> bool:
    other = evidence.sentence(unit.span)
    return other is not None and other.block == sentence.block and other.span != sentence.span


# ---- 3. what is given up ----------------------------------------------------------------------


def _given_up(evidence: Evidence, sentence: Sentence) -> Iterator[Finding]:
    """ "Would not pursue sanctions any further": earlier words of the same speaker that were for it."""
    match = GIVEN_UP.search(sentence.words)
    if match is None:
        return
    unit = _unit_at(evidence, sentence, sentence.span.start + match.end() - 1)
    if unit is not None and unit.statement is None:
        yield from _given_up_by(evidence, sentence, sentence.span.start + match.start(), unit)
    if unit is None or not unit.speaker.sure or unit.statement is None:
        return
    signs = {c.key: c.negated for c in unit.concepts if _tells(c.key)}
    earlier = [
        other
        for other in _held_by(evidence, {unit.speaker.key}, sentence)
        if other.statement and any(signs.get(c.key, c.negated) != c.negated for c in other.concepts)
    ]
    yield from _finding(evidence, earlier, unit, sentence)


def _given_up_by(evidence: Evidence, sentence: Sentence, at: int, unit: Unit) -> Iterator[Finding]:
    """In the outlet's voice: "Roth, who had asked for a recount, no longer sees the need"."""
    named = {f"@{one.id}" for _, one in evidence.names.within(sentence.span)}
    issue = {c.key for c in sentence.concepts if c.start < at and _tells(c.key)}
    earlier = [
        other
        for other in _held_by(evidence, _holders(evidence, sentence, "", at) & named, sentence)
        if issue & {c.key for c in other.concepts if not c.negated}
    ]
    yield from _finding(evidence, earlier, unit, sentence)


# ---- 4. what is taken back --------------------------------------------------------------------


def _taken_back(evidence: Evidence, sentence: Sentence, around: Iterable[Sentence]) -> Iterator[Finding]:
    match = TAKEN_BACK.search(sentence.words)
    if match is None or UNREAL.search(sentence.words[: match.start()]):
        return
    at = sentence.span.start + match.start()
    unit = _unit_at(evidence, sentence, at)
    if unit is None:
        return
    said = unit.span.start <= at < unit.span.end and bool(unit.speaker.key)
    holders = {unit.speaker.key} if said else _holders(evidence, sentence, "", at)
    keys = {c.key for one in around if one.block == sentence.block for c in one.concepts if _tells(c.key)}
    earlier = _held_by(evidence, holders, sentence)
    weights = [evidence.weights.sum(keys & {c.key for c in other.concepts}) for other in earlier]
    best = max(weights, default=0.0)
    held = [other for other, weight in zip(earlier, weights, strict=True) if weight and weight >= best * 0.8]
    yield from _finding(evidence, held, unit, sentence)


# ---- 5. and 7. own words turned ----------------------------------------------------------------


def _recalled(evidence: Evidence) -> Iterator[Finding]:
    for unit in evidence.units:
        sentence = evidence.sentence(unit.span) if unit.direct and recalls(unit.words) and unit.speaker.sure else None
        if sentence is None:
            continue
        signs: dict[str, set[bool]] = {}
        for concept in unit.concepts:
            signs.setdefault(concept.key, set()).add(concept.negated)
        turned = {key for key, both in signs.items() if len(both) > 1 and _tells(key)}
        earlier = [u for u in _held_by(evidence, {unit.speaker.key}, sentence) if turned & {c.key for c in u.concepts}]
        yield from _finding(evidence, earlier, unit, sentence)


def _never(evidence: Evidence) -> Iterator[Finding]:
    for unit in evidence.units:
        match = NEVER.search(unit.article.text, unit.span.start, unit.span.end) if unit.speaker.key else None
        sentence = evidence.sentence(unit.span) if match else None
        if match is None or sentence is None:
            continue
        told = frozenset(c.key for c in unit.concepts if c.start >= match.start() and _tells(c.key))
        told -= lexicon().refusal  # "had never refused to talk" says: talk
        earlier = [
            other
            for other in evidence.with_any(sorted(told))
            if other.speaker.sure and speak_as_one(unit.speaker, other.speaker) and other.statement is not None
            and _is_opposite(evidence, told, unit, other)
            and not before(evidence.said_on(unit), evidence.said_on(other))
        ]  # fmt: skip
        yield from _finding(evidence, earlier, unit, sentence)


def _is_opposite(evidence: Evidence, told: frozenset[str], unit: Unit, other: Unit) -> bool:
    mine, theirs = evidence.bags[unit.id], evidence.bags[other.id]
    _, opposed = agreement(mine, theirs, evidence.weights)
    shared = told & theirs.keys
    return bool(shared) and opposed == 1.0 and evidence.weights.sum(shared) >= OPPOSITE * evidence.weights.sum(told)


# ---- 6. against it before ----------------------------------------------------------------------


def _had_been_against(evidence: Evidence, sentence: Sentence, after: Iterable[Sentence]) -> Iterator[Finding]:
    match = HAD_BEEN_AGAINST.search(sentence.words)
    if match is None:
        return
    at, end = sentence.span.start + match.start(), sentence.span.start + match.end()
    rest = re.split(r"[,;:.!?]|\band\b", sentence.article.text[end : sentence.span.end], maxsplit=1)[0]
    issue = {c.key for c in sentence.concepts if end <= c.start < end + len(rest) and _tells(c.key)}
    holders = _holders(evidence, sentence, "", at)
    now = NOW.match(sentence.article.text, end + len(rest), sentence.span.end)
    done = [
        unit
        for one in (sentence, *after)
        for unit in evidence.of_article.get(sentence.article.id, ())
        if one.block == sentence.block and unit.span.overlaps(one.span)
        and unit.span.start > (now.end() if now else end)
        and (_actors(unit) & holders or unit.speaker.key in holders)
        and (now or issue & {c.key for c in unit.concepts if not c.negated})
    ]  # fmt: skip
    if done and issue:
        earlier = [u for u in _held_by(evidence, holders, sentence) if issue & {c.key for c in u.concepts}]
        yield from _finding(evidence, earlier, done[0], sentence)


# ---- 8. what is admitted -----------------------------------------------------------------------


def _admitted(evidence: Evidence) -> Iterator[Finding]:
    for unit in evidence.units:
        if unit.statement is None or unit.denied or not unit.speaker.sure:
            continue
        sentence = evidence.sentence(unit.span)
        if sentence is None or not any(ADMITTED.search(unit.article.words(cue)) for cue in unit.statement.cue):
            continue
        mine = evidence.bags[unit.id]
        told = frozenset(key for key in mine.keys - mine.negated if _tells(key))
        denied = [
            other
            for other in _held_by(evidence, {unit.speaker.key, *unit.speaker.bodies}, sentence)
            if other.statement is not None
            and evidence.weights.information(told & evidence.bags[other.id].negated) >= ADMITTED_BITS
        ]
        yield from _finding(evidence, denied, unit, sentence)


# ---- who, and what was held before ------------------------------------------------------------


def _tells(key: str) -> bool:
    return key[0] not in "@#"


def _holders(evidence: Evidence, sentence: Sentence, who: str, at: int) -> set[str]:
    """Keys of who held it: named or described by `who`, else the person or body that is named last before."""
    named = [(span, one) for span, one in evidence.names.within(sentence.span) if span.start < at + 60]
    words = {part for part in parts(who) if part not in ("the", "a", "his", "her", "its", "their")}
    said = [u.speaker for u in evidence.of_article.get(sentence.article.id, ()) if u.span.overlaps(sentence.span)]
    speaker = next((one for one in said if one.key), None)
    if words & {"he", "she", "it", "they"} and speaker is not None:
        if speaker.identity is not None:
            return {speaker.key}
        words = {part for part in parts(speaker.name) if part != "the"}
    if words:
        inside = [one for span, one in named if set(parts(sentence.article.words(span))) <= words]
        described = [one for one in evidence.identities if _fits(one, words)]
        found = inside or (described if len({one.id for one in described}) == 1 else [])
        return {f"@{one.id}" for one in found[:1]}
    before_it = [one for span, one in named if span.end <= at and one.kind in ("person", "organisation", "group")]
    if before_it:
        return {f"@{before_it[-1].id}"}
    return {speaker.key} if speaker is not None else set()


def _fits(identity: Identity, words: set[str]) -> bool:
    """Whether all words of a description stand in one description of an identity."""
    return identity.kind == "person" and any(words <= set(parts(text)) for text in identity.descriptions)


def _unit_at(evidence: Evidence, sentence: Sentence, at: int) -> Unit | None:
    """The unit of a sentence that holds a place, else the first of the sentence that belongs to a claim."""
    found = [
        unit
        for unit in evidence.of_article.get(sentence.article.id, ())
        if unit.span.overlaps(sentence.span) and unit.id in evidence.claim_of
    ]
    return next((unit for unit in found if unit.span.start <= at < unit.span.end), found[0] if found else None)


def _held_by(evidence: Evidence, holders: set[str], sentence: Sentence) -> list[Unit]:
    """What holders said, or what is told of them, before a sentence was written, in other articles."""
    if not holders:
        return []
    here = Span(sentence.article.id, sentence.span.start, sentence.span.end)
    published = sentence.article.published
    found = []
    for unit in evidence.units:
        if unit.article.id == here.article or unit.id not in evidence.claim_of:
            continue
        day = evidence.said_on(unit)
        latest, now = day.latest, published.earliest or published.latest
        if latest is None or now is None or not latest < now:
            continue
        mine = {unit.speaker.key, *unit.speaker.bodies} if unit.speaker.key else _actors(unit)
        if mine & holders:
            found.append(unit)
    return found


def _actors(unit: Unit) -> set[str]:
    return {key for event in unit.events for key in event.actors}


def _named(evidence: Evidence, keys: set[str]) -> str:
    """The person or body that keys name, where it is one."""
    found = {one.name for one in evidence.identities if f"@{one.id}" in keys and one.kind != "place"}
    return found.pop() if len(found) == 1 else ""


def _finding(evidence: Evidence, earlier: Iterable[Unit], unit: Unit | None, sentence: Sentence) -> Iterator[Finding]:
    own = evidence.claim_of.get(unit.id) if unit else None
    held = list(earlier)
    claims = dict.fromkeys(evidence.claim_of[u.id].id for u in held if u.id in evidence.claim_of)
    claims.pop(own.id if own else "", None)
    if own is None or not claims:
        return
    first = held[0]
    who = first.speaker.name or _named(evidence, _actors(first)) or spoken_by(first)
    yield Finding(
        "position changed",
        f"{who}: {short(first.words)}",
        (tuple(claims), (own.id,)),
        f"{who} held to it on {in_words(evidence.said_on(first).latest)}; then: “{short(sentence.words, 160)}”",
    )
