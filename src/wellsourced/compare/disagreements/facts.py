"""Facts of one event that differ: who took part, and when it was."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ...records import Identity, Interval, Reading, Span
from ..units import Unit
from ..weighing import Bag, agreement, bag_of
from .evidence import Evidence, Finding, Sentence, before, in_words, short

BETWEEN = re.compile(r"^(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:the\s+)?$", re.I)
SAME_EVENT = 0.18  # agreement of the sentences around two lists from which they are about one event
GAP = 2  # days between two times: next to each other they may be one night, or two time zones
LONGEST = 7  # days of a window up to which it tells when something was
ONE_EVENT, TELLING = 0.5, 40.0  # agreement of two sentences on one event, and bits they share


def find_facts(evidence: Evidence) -> list[Finding]:
    return [*_participants(evidence), *_times(evidence)]


# ---- participants -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Partners:
    """Names in a row after a word such as "with", and the sentence around them without the names."""

    sentence: Sentence
    word: str
    names: tuple[tuple[str, str], ...]  # (identity id, name)
    around: Bag

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(one for one, _ in self.names)


def _participants(evidence: Evidence) -> Iterator[Finding]:
    """Lists of partners of one matter, one of which lacks a name that the other has."""
    lists = [found for reading in evidence.readings for found in _lists(evidence, reading)]
    for a, b in itertools.combinations(lists, 2):
        if a.sentence.article.id == b.sentence.article.id or not (a.ids < b.ids or b.ids < a.ids):
            continue
        if a.word != b.word or len(a.ids & b.ids) < 2:
            continue
        score, opposed = agreement(a.around, b.around, evidence.weights)
        shared = a.around.keys & b.around.keys
        if score < SAME_EVENT or opposed > 0 or len(shared) < 2 or all(key[0] == "@" for key in shared):
            continue
        left, right = _claim_at(evidence, a.sentence.span), _claim_at(evidence, b.sentence.span)
        if left and right:
            more, less = (a, b) if len(a.ids) > len(b.ids) else (b, a)
            yield Finding(
                "participants",
                f"{_listed(more)}, or {_listed(less)}",
                ((left,), (right,)),
                f"one account has {_listed(more)}, the other {_listed(less)}: “{short(less.sentence.words, 120)}”",
            )


def _lists(evidence: Evidence, reading: Reading) -> Iterator[Partners]:
    for sentence in evidence.sentences[reading.article.id]:
        text = reading.article.text
        rows: list[list[tuple[Span, Identity]]] = []
        for span, identity in evidence.names.within(sentence.span):
            if rows and BETWEEN.match(text[rows[-1][-1][0].end : span.start]):
                rows[-1].append((span, identity))
            else:
                rows.append([(span, identity)])
        for row in rows:
            word = _word_before(text, row[0][0].start)
            if len(row) >= 2 and word:
                inside = {f"@{identity.id}" for _, identity in row}
                around = bag_of([c for c in sentence.concepts if c.key not in inside], evidence.weights)
                yield Partners(sentence, word, tuple((i.id, i.name) for _, i in row), around)


def _word_before(text: str, start: int) -> str:
    match = re.search(r"\b(with|between|by|against|among)\s+(?:the\s+)?$", text[max(0, start - 20) : start])
    return match.group(1) if match else ""


def _listed(partners: Partners) -> str:
    names = [name for _, name in partners.names]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _claim_at(evidence: Evidence, span: Span) -> str:
    unit = next(
        (u for u in evidence.of_article.get(span.article, ()) if u.span.overlaps(span) and u.id in evidence.claim_of),
        None,
    )
    return evidence.claim_of[unit.id].id if unit else ""


# ---- times ------------------------------------------------------------------------------------


def _times(evidence: Evidence) -> Iterator[Finding]:
    """What two articles say happened, in nearly the same words, on days that exclude each other.

    Not where one article has the like happen on both days: then it happened twice.
    """
    days: dict[str, set[tuple[str, Interval]]] = defaultdict(set)  # concept of what happened -> article and day
    for unit in evidence.units:
        for event in unit.events:
            if event.when is not None:
                for key in sorted(event.trigger):
                    days[key].add((unit.article.id, event.when))
    for claim in evidence.claims:
        for a, b in itertools.combinations(evidence.of_claim.get(claim.id, ()), 2):
            found = _two_days(evidence, a, b) if a.article.id != b.article.id else None
            if found is None:
                continue
            key, first, second = found
            if any({(article, first), (article, second)} <= days[key] for article, _ in days[key]):
                continue
            about = f"{in_words(first.latest)} or {in_words(second.earliest)}"
            why = f"one account has it by {in_words(first.latest)}, another from {in_words(second.earliest)}"
            yield Finding("time", about, ((claim.id,), (claim.id,)), f"{why}: “{short(a.words, 120)}”")
            break


def _two_days(evidence: Evidence, a: Unit, b: Unit) -> tuple[str, Interval, Interval] | None:
    """(what happened, the earlier days, the later days) where two units tell one event and the days exclude it."""
    found = _days_apart(a, b)
    if found is None:
        return None
    score, _ = agreement(evidence.bags[a.id], evidence.bags[b.id], evidence.weights)
    shared = evidence.bags[a.id].keys & evidence.bags[b.id].keys
    return found if score >= ONE_EVENT and evidence.weights.information(shared) >= TELLING else None


def _days_apart(a: Unit, b: Unit) -> tuple[str, Interval, Interval] | None:
    """The same where two units have something happen to somebody on days that exclude each other."""
    for one, other in itertools.product(a.events, b.events):
        if one.when == other.when or not (_is_narrow(one.when) and _is_narrow(other.when)):
            continue
        same = one.trigger & other.trigger
        if not same or one.outcome != "came about" or other.outcome != "came about":
            continue
        if not ((one.actors & other.actors) | (one.others & other.others)):
            continue
        first, second = sorted((w for w in (one.when, other.when) if w), key=lambda when: str(when.earliest))
        if before(first, second) and first.latest and second.earliest:
            gap = (second.earliest - first.latest).days
            if gap >= GAP and gap % 7:  # "on Friday" may be read as this one or the last
                return min(same), first, second
    return None


def _is_narrow(when: Interval | None) -> bool:
    return bool(when and when.earliest and when.latest and (when.latest - when.earliest).days <= LONGEST)
