"""Retellings that say more than the words they retell, and quotes that were changed.

A retelling is stronger than its source where the two stand for the same words (one speaker, or one article that takes
it from the other) and

1. the source says it with a hedge, as a condition, or denies having said it, and the retelling states it flatly; or
2. the retelling has a stronger word of a scale ("hid" for "did not report", "refuse" for "make it difficult").

Only clear cases are told: both are matters of degree, and most retellings are fair.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterator

from ...names import fold, parts
from ..speakers import certainly_two, may_speak_as_one
from ..units import Unit
from ..weighing import agreement
from ..wording import TOKEN, concepts, is_negation, lexicon, says, stem
from .evidence import Evidence, Finding, short, spoken_by

RETOLD = (
    0.6  # share of a retelling's weight that sentences of its source must have, for a flat retelling of a hedged one
)
# Agreement from which a stronger word of a scale is about the same thing: by one speaker, and in what an article takes
# from the other
SAME_MATTER, RETOLD_SCALE = 0.3, 0.15
# Characters within which a quote stands for what was retold of its speaker just before; agreement that is enough then
BESIDE, NEXT = 500, 0.05
QUOTE = 6  # words from which an equal quote of two speakers is one quote
ALTERED = 0.8  # likeness of two quotes that are one, with words changed


def find_wordings(evidence: Evidence) -> list[Finding]:
    return [*_stronger(evidence), *_altered(evidence)]


# ---- paraphrase stronger ----------------------------------------------------------------------


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
        elif unit.speaker.key:
            same = [u for u in units[unit.article.id] if u.direct and u.speaker.key == unit.speaker.key]
            yield from _scaled(evidence, unit, same, SAME_MATTER)


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
        if len(shared) >= 2 and mine.weight and source.statement:
            best.append((evidence.weights.sum(shared) / mine.weight, source))
    best = [(share, source) for share, source in best if share >= RETOLD]
    if not best or not all(_is_reserved(source, mine.keys) for _, source in best):
        return
    _, source = max(best, key=lambda pair: (pair[0], -pair[1].span.start))
    left, right = evidence.claim_of.get(source.id), evidence.claim_of.get(unit.id)
    if left is not None and right is not None:
        yield _finding(unit, left.id, right.id, source.words, "states flatly what its source says with a reserve")


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


def _stronger_word(words: str, source: str) -> tuple[str, str] | None:
    mine, theirs = _terms(words), _terms(source)
    for strong, weak in lexicon().scale:
        has, had = sorted(mine.keys() & strong), sorted(theirs.keys() & weak)
        if has and had and not theirs.keys() & strong and not mine.keys() & weak:
            return mine[has[0]], theirs[had[0]]
    return None


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


# ---- altered quotes ---------------------------------------------------------------------------


def _altered(evidence: Evidence) -> Iterator[Finding]:
    quotes = [unit for unit in evidence.units if unit.direct]
    tokens = {unit.id: [fold(w) for w in re.findall(r"[^\W_]+", unit.words)] for unit in quotes}
    index: dict[str, list[Unit]] = {}
    for unit in quotes:
        for key in sorted(evidence.bags[unit.id].keys):
            index.setdefault(key, []).append(unit)
    pairs = {
        (a.id, b.id): (a, b)
        for found in index.values()
        if len(found) <= 40
        for a, b in itertools.combinations(found, 2)
        if a.article.id != b.article.id
    }
    for _, (a, b) in sorted(pairs.items()):
        left, right = evidence.claim_of.get(a.id), evidence.claim_of.get(b.id)
        if left is None or right is None:
            continue
        why = _given_to_another(a, b, tokens) or _changed_in_sense(a, b, tokens)
        if why:
            yield Finding("altered quote", short(a.words), ((left.id,), (right.id,)), why)


def _given_to_another(a: Unit, b: Unit, tokens: dict[str, list[str]]) -> str:
    same = tokens[a.id] == tokens[b.id] and len(tokens[a.id]) >= QUOTE
    people = a.speaker.identity and b.speaker.identity  # a description may mean the person whom another outlet names
    if same and people and certainly_two(a.speaker, b.speaker):
        return f"the same words are given to {spoken_by(a)} and to {spoken_by(b)}"
    return ""


def _changed_in_sense(a: Unit, b: Unit, tokens: dict[str, list[str]]) -> str:
    """A number or a negation that differs between two versions of one quote by one speaker."""
    left, right = tokens[a.id], tokens[b.id]
    if a.speaker.key != b.speaker.key or min(len(left), len(right)) < QUOTE or "[" in a.words + b.words:
        return ""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < ALTERED:
        return ""
    for tag, i, j, k, m in matcher.get_opcodes():
        mine, theirs = left[i:j], right[k:m]
        if tag == "equal" or (tag in ("insert", "delete") and ("…" in a.words + b.words or "..." in a.words + b.words)):
            continue
        turned = any(map(is_negation, mine)) != any(map(is_negation, theirs))
        numbers = [{c.key for c in concepts(" ".join(side)) if c.key.startswith("#")} for side in (mine, theirs)]
        if turned or (numbers[0] and numbers[1] and numbers[0] != numbers[1]):
            return f"one quote of {spoken_by(a)} has “{' '.join(mine)}”, the other “{' '.join(theirs)}”"
    return ""
