"""Retellings that say more than the words they retell.

A retelling is stronger than its source where the two stand for the same words (one speaker, or one article that takes
it from the other) and

1. the source says it with a hedge, as a condition, or denies having said it, and the retelling states it flatly;
2. the retelling has a stronger word of a scale ("hid" for "did not report", "refuse" for "make it difficult"); or
3. the source's speaker expressly leaves open what it means ("I am not saying that", "I do not know who"), and the
   retelling makes him admit, blame or confirm it; or
4. an article itself quotes the speaker with a reserve ("we cannot rule out sabotage") right beside a retelling without
   one ("confirmed sabotage"), and nowhere quotes words that bear it out.

Only clear cases are told: both are matters of degree, and most retellings are fair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ...names import fold, parts
from ..speakers import may_speak_as_one
from ..units import Unit
from ..weighing import agreement
from ..wording import TOKEN, Concept, is_negation, lexicon, says, sentences, stem
from .evidence import Evidence, Finding, short

RETOLD = (
    0.6  # share of a retelling's weight that sentences of its source must have, for a flat retelling of a hedged one
)
# Agreement from which a stronger word of a scale is about the same thing: by one speaker, and in what an article takes
# from the other
SAME_MATTER, RETOLD_SCALE = 0.3, 0.15
# Characters within which a quote stands for what was retold of its speaker just before; agreement that is enough then
BESIDE, NEXT = 500, 0.05
CLAUSE = re.compile(r"[,;:—–]|\b(?:and|but|although|while|because)\b")
# "could" alone may be the past of "can": "we could see that it was sabotaged"
RESERVE = re.compile(
    r"\b(?:may|might|could (?:\w+ )?(?:be|have)|[Pp]erhaps|[Pp]ossibly|[Mm]aybe|possible that|"
    r"(?:can ?not|can['’]t|do not|don['’]t|not) (?:yet |entirely |completely )?(?:rule|ruling|ruled|exclude) ?(?:out)?|"
    r"not (?:yet )?(?:sure|certain) (?:that|whether|if))\b"
)

DISCLAIMER = re.compile(
    r"\b(?:not (?:saying|telling you|claiming|suggesting|accusing|blaming)|"
    r"(?:do|does|did|would)(?: not|n['’]t) (?:know|claim|say|call it) (?:who|whether|if|that|what|why|\w+)|"
    r"can ?(?:not|['’]t) (?:say|tell|prove|know|be sure)|could(?: not|n['’]t) (?:say|tell|prove)|no (?:proof|evidence)|"
    r"what it means is not|stopp?(?:ed|ing)? short of)\b",
    re.I,
)


def find_wordings(evidence: Evidence) -> list[Finding]:
    return list(_stronger(evidence))


def _stronger(evidence: Evidence) -> Iterator[Finding]:
    units = evidence.of_article
    for unit in evidence.units:
        if unit.direct or not unit.concepts:
            continue
        source = evidence.origin(unit)
        if source != unit.article.id and source in evidence.sentences:
            relay = _is_relay(evidence, unit, source)
            sources = [u for u in units.get(source, []) if relay or may_speak_as_one(u.speaker, unit.speaker)]
            yield from _flat(evidence, unit, sources)
            yield from _scaled(evidence, unit, sources, RETOLD_SCALE)
            yield from _disclaimed(evidence, unit, [] if relay else sources)
        elif unit.speaker.key:
            same = [u for u in units[unit.article.id] if u.direct and u.speaker.key == unit.speaker.key]
            yield from _scaled(evidence, unit, same, SAME_MATTER)
            yield from _unreserved(evidence, unit, same)


def _is_relay(evidence: Evidence, unit: Unit, source: str) -> bool:
    """Whether the other article itself is given as the speaker ("the weekly reported"): anything in it may be meant."""
    outlet = next((r.article.outlet for r in evidence.readings if r.article.id == source), None)
    said, name = set(parts(unit.speaker.name)), set(parts(outlet or ""))
    return bool(said & name) and (said <= name or name <= said)


def _flat(evidence: Evidence, unit: Unit, sources: list[Unit]) -> Iterator[Finding]:
    """1. The source says it only hedged, conditionally or negated; the retelling says it flatly."""
    if _is_hedged(unit.words) or any(c.negated for c in unit.concepts) or unit.denied:
        return
    mine = evidence.bags[unit.id]
    best: list[tuple[float, Unit]] = []
    for source in sources:
        shared = mine.keys & evidence.bags[source.id].keys
        if len(shared) >= 2 and mine.weight and source.statement and _same_deed(unit, source):
            best.append((evidence.weights.sum(shared) / mine.weight, source))
    best = [(share, source) for share, source in best if share >= RETOLD]
    if not best or not all(_is_reserved(source, mine.keys) for _, source in best):
        return
    _, source = max(best, key=lambda pair: (pair[0], -pair[1].span.start))
    left, right = evidence.claim_of.get(source.id), evidence.claim_of.get(unit.id)
    if left is not None and right is not None:
        yield _finding(unit, left.id, right.id, source.words, "states flatly what its source says with a reserve")


def _same_deed(unit: Unit, source: Unit) -> bool:
    """Whether what an outlet tells by itself is what its source speaks of: what it says happened is named there."""
    triggers = frozenset().union(*(event.trigger for event in unit.events))
    return bool(unit.speaker.key) or not triggers or bool(triggers & {c.key for c in source.concepts})


def _is_hedged(words: str) -> bool:
    return bool(says(words, "hedge") or says(words, "condition"))


def _is_reserved(source: Unit, keys: frozenset[str]) -> bool:
    """Whether words are hedged, conditional or negated about what some concepts say."""
    return _is_hedged(source.words) or any(c.negated for c in source.concepts if c.key in keys)


def _scaled(evidence: Evidence, unit: Unit, sources: list[Unit], least: float) -> Iterator[Finding]:
    """2. A stronger word of a scale, where the source has the weaker one and not the stronger."""
    for source in sources:
        if source.id == unit.id:
            continue
        pair = _stronger_word(unit.words, source.words)
        if pair is None:
            continue
        left, right = evidence.claim_of.get(source.id), evidence.claim_of.get(unit.id)
        score, _ = agreement(evidence.bags[unit.id], evidence.bags[source.id], evidence.weights)
        beside = unit.article.id == source.article.id and abs(unit.span.start - source.span.start) < BESIDE
        if score < (NEXT if beside else least) or left is None or right is None:
            continue
        yield _finding(unit, left.id, right.id, source.words, f"says “{pair[0]}” where its source says “{pair[1]}”")


def _disclaimed(evidence: Evidence, unit: Unit, sources: list[Unit]) -> Iterator[Finding]:
    """3. "He blamed the brakes" of one who said: "I am not saying that it was the brakes"."""
    cue = _cue(unit)
    if unit.statement is None or not says(cue, "verdict") or DISCLAIMER.search(unit.words) or unit.denied:
        return
    mine = [u for u in sources if u.statement is not None and bool(u.speaker.key) and _one_source(u, unit)]
    if any(says(_cue(source), "verdict") for source in mine):
        return
    disclaiming = next((source for source in mine if DISCLAIMER.search(source.words)), None)
    right = evidence.claim_of.get(unit.id)
    left = evidence.claim_of.get(disclaiming.id) if disclaiming else None
    if disclaiming is not None and left is not None and right is not None and left.id != right.id:
        yield _finding(unit, left.id, right.id, disclaiming.words, f"has “{cue}” where the speaker leaves it open")


def _cue(unit: Unit) -> str:
    """The reporting words of a unit."""
    return " ".join(unit.article.words(span) for span in unit.statement.cue) if unit.statement else ""


def _one_source(a: Unit, b: Unit) -> bool:
    """Whether two units may have one speaker: one that is known to both articles, or left unnamed by both."""
    return a.speaker.key == b.speaker.key or (a.speaker.anonymous and b.speaker.anonymous)


def _unreserved(evidence: Evidence, unit: Unit, quotes: list[Unit]) -> Iterator[Finding]:
    """4. A retelling without the reserve of the quote beside it, in the same words."""
    if unit.statement is None or unit.statement.kind != "indirect" or unit.denied or RESERVE.search(unit.words):
        return
    if _is_hedged(unit.words) or any(c.negated for c in unit.concepts) or not unit.concepts:
        return
    cue = _cue(unit)
    keys = evidence.bags[unit.id].keys
    held = [(quote, *_reserved(evidence, quote, keys)) for quote in quotes]
    told = [(quote, reserve) for quote, reserve, plain in held if reserve and not plain]
    if any(plain for _, _, plain in held) or (len(keys) < 2 and not says(cue, "strong")) or says(cue, "hedge"):
        return
    for quote, reserve in told:
        left, right = evidence.claim_of.get(quote.id), evidence.claim_of.get(unit.id)
        if left is None or right is None or abs(unit.span.start - quote.span.start) > BESIDE:
            continue
        yield _finding(unit, left.id, right.id, quote.words, f"retells without “{reserve}” what it quotes")
        return


def _reserved(evidence: Evidence, quote: Unit, keys: frozenset[str]) -> tuple[str, bool]:
    """(the reserve with which a quote says most of some concepts, whether another sentence of it says them flatly)."""
    total, reserve, plain = evidence.weights.sum(keys), "", False
    for start, end in sentences(quote.article.text, quote.span.start, quote.span.end):
        inside = [c for c in quote.concepts if start <= c.start < end and c.key in keys]
        if evidence.weights.sum(frozenset(c.key for c in inside)) < RETOLD * total:
            continue
        found = RESERVE.search(quote.article.text, start, end)
        if found and all(_in_one_clause(quote, c, found) for c in inside):
            reserve = reserve or found.group()
        else:
            plain = True
    return reserve, plain


def _in_one_clause(quote: Unit, concept: Concept, reserve: re.Match[str]) -> bool:
    between = quote.article.text[min(concept.end, reserve.end()) : max(concept.start, reserve.start())]
    return not CLAUSE.search(between)


def _stronger_word(words: str, source: str) -> tuple[str, str] | None:
    mine, theirs = _on_scales(words), _on_scales(source)
    for scale, (strong, weak) in mine.items():
        its_strong, its_weak = theirs.get(scale, ("", ""))
        if strong and its_weak and not its_strong and not weak:
            return strong, its_weak
    return None


@lru_cache(maxsize=20_000)
def _on_scales(words: str) -> dict[int, tuple[str, str]]:
    """Scale, in order -> the strong and the weak word of it that a text has, as found; "" for none."""
    found: dict[int, tuple[str, str]] = {}
    terms = _terms(words)
    for number, scale in enumerate(lexicon().scale):
        strong, weak = (min(terms.keys() & side, default="") for side in scale)
        if strong or weak:
            found[number] = terms.get(strong, ""), terms.get(weak, "")
    return found


def _terms(words: str) -> dict[str, str]:
    """Stems of a text and "not-" stems after a negation -> the words as found."""
    tokens = [m.group() for m in TOKEN.finditer(words)]
    found: dict[str, str] = {}
    turned = 0
    for token in tokens:
        low = fold(token).replace("’", "'")
        if is_negation(low):
            turned = 4
            continue
        term = stem(low)
        found.setdefault(f"not-{term}" if turned else term, f"not {token}" if turned else token)
        turned = max(0, turned - 1)
    return found


def _finding(unit: Unit, left: str, right: str, source: str, how: str) -> Finding:
    outlet = unit.article.outlet or "one article"
    return Finding(
        "paraphrase stronger",
        short(unit.words),
        ((left,), (right,)),
        f"{outlet} {how}: “{short(source, 120)}” became “{short(unit.words, 120)}”",
    )
