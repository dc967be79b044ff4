"""Quoted stretches -> quotations: which stretches are one thing said, and how each reading differs from the fullest."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...frequency import share
from ...records import Identity, Quotation, QuoteReading, Reading, make_id
from ..speakers import certainly_two
from .changes import align, find_changes, is_altered, shared
from .stretches import Stretch, find_stretches

SEED = 3  # words in a row that two stretches must share to be compared
RUN = 4  # words in a row that two wordings of one quote share; three are "to talk about"
COMMON = 60  # stretches from which three words in a row are a phrase and no seed
# Least share of the shorter stretch that both must have, and least information of the words in common (bits under
# general English, where four ordinary words have about 35): by one speaker, and by two who may be one or are not.
ONE, BITS_ONE = 0.6, 30.0
TWO, BITS_TWO = 0.8, 60.0


def find_quotations(readings: Sequence[Reading], identities: Sequence[Identity]) -> tuple[Quotation, ...]:
    """The quotations that several articles have, in order of place. The order of the readings does not matter."""
    stretches = find_stretches(sorted(readings, key=lambda reading: reading.article.id), identities)
    partners: dict[int, dict[int, int]] = defaultdict(dict)
    home = list(range(len(stretches)))
    for left, right in _candidates(stretches):
        size = _one_quote(stretches[left], stretches[right])
        if size:
            partners[left][right] = partners[right][left] = size
            old, new = max(home[left], home[right]), min(home[left], home[right])
            home = [new if h == old else h for h in home] if old != new else home
    groups: dict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(home):
        groups[group].append(index)
    return tuple(
        _quotation(stretches, members, partners)
        for _, members in sorted(groups.items())
        if len({stretches[i].article.id for i in members}) > 1
    )


def _candidates(stretches: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Pairs of stretches that share a run of `SEED` words."""
    postings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, stretch in enumerate(stretches):
        forms = stretch.forms
        for seed in sorted({forms[i : i + SEED] for i in range(len(forms) - SEED + 1)}):
            postings[seed].append(index)
    found = {
        pair
        for seed, members in postings.items()
        if len(members) <= COMMON
        for pair in itertools.combinations(members, 2)
    }
    yield from sorted(found)


def _one_quote(a: Stretch, b: Stretch) -> int:
    """How many words two stretches share where they are one quotation, else 0."""
    opcodes = align(a.forms, b.forms)
    size = shared(opcodes)
    apart = certainly_two(a.speaker, b.speaker)
    same = not apart and (a.speaker.key == b.speaker.key or not (a.speaker.sure and b.speaker.sure))
    least, bits = (ONE, BITS_ONE) if same else (TWO, BITS_TWO)
    longest = max((j - i for tag, i, j, _, _ in opcodes if tag == "equal"), default=0)
    if size < least * min(len(a.words), len(b.words)) or longest < RUN:
        return 0
    held = {form for tag, i, j, _, _ in opcodes if tag == "equal" for form in a.forms[i:j]}
    if math.fsum(-math.log2(share(form.replace("'", ""))) for form in held) < bits:
        return 0
    if _said_on_two_days(a, b) and is_altered(find_changes(a.words, b.words)):
        return 0  # "we leave on the 3rd" and, a week later, "we leave on the 9th"
    return size


def _said_on_two_days(a: Stretch, b: Stretch) -> bool:
    left, right = a.statements[0].uttered, b.statements[0].uttered
    if left is None or right is None:
        return False
    return bool(
        (left.latest and right.earliest and left.latest < right.earliest)
        or (right.latest and left.earliest and right.latest < left.earliest)
    )


def _quotation(stretches: Sequence[Stretch], members: Sequence[int], partners: dict[int, dict[int, int]]) -> Quotation:
    fullest = min(members, key=lambda i: (-_own_words(stretches[i]), -len(partners[i]), stretches[i].spans))
    by_words: dict[tuple[tuple[str, bool], ...], list[int]] = defaultdict(list)
    for index in members:
        words = stretches[index].words
        by_words[tuple((w.text.lower(), w.gap == "attribution") for w in words)].append(index)
    readings = []
    for alike in by_words.values():
        first = alike[0]
        near = partners[first]
        base = fullest if fullest == first or fullest in near else max(near, key=lambda i: (near[i], -i))
        changes = () if fullest in alike else find_changes(stretches[base].words, stretches[first].words)
        readings.append(
            QuoteReading(
                text=stretches[first].text,
                articles=tuple(sorted({stretches[i].article.id for i in alike})),
                statements=tuple(sorted({s.id for i in alike for s in stretches[i].statements})),
                spans=tuple(sorted(span for i in alike for span in stretches[i].spans)),
                changes=changes,
            )
        )
    at_first = {span for span in stretches[fullest].spans}
    readings.sort(key=lambda r: (not at_first & set(r.spans), r.spans))
    names = sorted({stretches[i].speaker.name for i in members if stretches[i].speaker.name})
    return Quotation(make_id("q", *(span for r in readings for span in r.spans)), tuple(names), tuple(readings))


def _own_words(stretch: Stretch) -> int:
    """The words of a stretch that are the speaker's: what stands in brackets is the outlet's."""
    return sum(not word.bracketed for word in stretch.words)
