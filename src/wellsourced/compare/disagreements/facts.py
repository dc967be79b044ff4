"""Facts of one event that differ: who took part, and when it was."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...records import Event, Identity, Reading, Span
from ..weighing import Bag, agreement, bag_of
from .evidence import Evidence, Finding, Sentence, before, in_words, short

BETWEEN = re.compile(r"^(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*)(?:the\s+)?$", re.I)
SAME_EVENT = 0.18  # agreement of the sentences around two lists from which they are about one event
GAP = 2  # days between two times: next to each other they may be one night, or two time zones
LONGEST = 45  # days of a window up to which it tells when something was


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
        shared = {key for key in a.around.keys & b.around.keys if not key.startswith("@")}
        if score < SAME_EVENT or opposed > 0 or len(shared) < 2:
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
    """Events of one kind in one claim whose times exclude each other, in different articles."""
    events = {event.id: event for reading in evidence.readings for event in reading.events}
    for claim in evidence.claims:
        if any(why.startswith("one event: what happened") for why in claim.why):
            continue  # put together by what happened, who and where: of two like events they may be two
        kinds: dict[str, list[Event]] = defaultdict(list)
        for member in claim.members:
            if member in events and events[member].modality in ("happened", "ongoing"):
                kinds[events[member].kind].append(events[member])
        for _, found in sorted(kinds.items()):
            yield from _apart(claim.id, found)


def _apart(claim: str, events: Sequence[Event]) -> Iterator[Finding]:
    for a, b in itertools.combinations(events, 2):
        if a.trigger.article == b.trigger.article or a.when is None or b.when is None:
            continue
        if not (_is_narrow(a) and _is_narrow(b)) or not (before(a.when, b.when) or before(b.when, a.when)):
            continue
        first, second = sorted((a, b), key=lambda e: str(e.when.earliest if e.when else ""))
        gap = (second.when.earliest - first.when.latest).days if _is_narrow(first) and _is_narrow(second) else 0  # type: ignore[union-attr,operator]
        if first.when and second.when and gap >= GAP:
            days = f"{in_words(first.when.latest)} or {in_words(second.when.earliest)}"
            yield Finding("time", days, ((claim,), (claim,)), f"one account has it by {in_words(first.when.latest)}, "
                          f"another from {in_words(second.when.earliest)}")  # fmt: skip
            return


def _is_narrow(event: Event) -> bool:
    when = event.when
    return bool(when and when.earliest and when.latest and (when.latest - when.earliest).days <= LONGEST)
