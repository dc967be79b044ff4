"""Units -> clusters of units that say the same, with the reason for each joining.

Two units are joined when

1. they stand at the same place of a passage that both articles carry;
2. one speaker says both, and their content words agree;
3. an article takes it from another one of the story, and the content words agree;
4. different speakers or outlets tell one event, with somebody in common who took part, and most words agree;
5. different speakers or outlets say it, and most content words, names and figures agree.

What one turns ("no", "denied") the other must turn too; figures of the same thing must agree. Content words weigh by
their rarity in the coverage (-log of the share of units that have them), since articles on one event share most words.
Clusters grow by average link, so that a chain of half-alike sentences does not become one claim.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...records import Lineage, Passage, Span
from ..accounts import gives_up, recalls
from ..speakers import speak_as_one
from ..units import Unit, of_oneself
from ..weighing import Bag, Weights, agreement
from ..wording import concepts, lexicon

COMMON = 0.12  # share of units from which a word is too common in the coverage to bring two units together
LEAST_RARE = 0.2  # share of the lighter unit's weight that rare concepts in common must have
LEAST_SHARED = 2  # concepts two units must share
# Least agreement (0 to 1) of weighted content words, by what else speaks for one claim. Set on the three fictional
# coverages; units of different claims by one speaker stay under .35 there.
SAME_PLACE, SAME_SPEAKER, RELAYED, ANYONE, ONE_EVENT = 0.45, 0.42, 0.38, 0.5, 0.4
# Agreement that is enough where what both say is very telling (bits), without names and numbers too
LESS, MUCH, BESIDES_NAMES = 0.3, 45.0, 24.0
TELLING = 28.0  # bits that what two outlets or speakers have in common must tell: "the news", "took the scene" do not
SURE = 0.62  # agreement from which two units say the same beyond doubt; below, they prove no second origin
AVERAGE = 0.5  # least share of the pairs of two clusters that must be joined for the clusters to be
OPPOSED = 0.5  # share of the shared weight that one side negates and the other does not, from which they disagree
IN_PASSAGE = 0.5  # share of a unit that must lie in a passage


@dataclass(frozen=True, slots=True)
class Link:
    """Two units that say the same, and why; `score` is how far their words agree (0 to 1) and more at one place."""

    left: int
    right: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A unit with what links ask of it, worked out once."""

    unit: Unit
    bag: Bag
    numbers: frozenset[str]
    taken_back: frozenset[str]  # "called off the strike" is not "will strike"
    passages: frozenset[int]
    turned: bool  # "I said there were no grounds. There were" is not "there were no grounds"


def find_links(
    units: Sequence[Unit], passages: Sequence[Passage], lineage: Lineage, weights: Weights, bags: Sequence[Bag]
) -> list[Link]:
    """All pairs of units that say the same, best first; `bags` are those of the units."""
    places = _Places(passages)
    side = functools.cache(lambda index: _side(units[index], bags[index], places))  # few units are like another one
    taken = {frozenset((edge.source, edge.target)) for edge in lineage.edges}
    found = []
    alike: dict[Bag, list[int]] = defaultdict(list)
    for index, one in enumerate(bags):
        alike[one].append(index)
    for first, second in _candidates(list(alike), weights):
        score, opposed = agreement(first, second, weights)
        if opposed >= OPPOSED or score < min(SAME_PLACE, SAME_SPEAKER, RELAYED, LESS):
            continue
        for left, right in _pairs(alike[first], alike[second]):
            why = _why_one(side(left), side(right), score, weights, taken)
            if why is not None:
                found.append(Link(left, right, *why))
    found = _best_counterparts(found, units)
    return sorted(found, key=lambda link: (-link.score, link.left, link.right))


def _side(unit: Unit, bag: Bag, places: _Places) -> _Side:
    keys = frozenset(c.key for c in unit.concepts)
    # "two, and not three" is a claim about two
    numbers = frozenset(c.key for c in unit.concepts if c.key.startswith("#") and not c.negated)
    return _Side(unit, bag, numbers, keys & lexicon().reversal, places.of(unit), _is_turned(unit))


def _is_turned(unit: Unit) -> bool:
    return gives_up(unit.words) or (unit.direct and recalls(unit.words))


def _best_counterparts(links: Sequence[Link], units: Sequence[Unit]) -> list[Link]:
    """Links across articles of which one side has no better counterpart in the other article.

    An article says "they would welcome it" of two speakers; each has its own counterpart in the copy.
    """
    best: dict[tuple[int, str], float] = defaultdict(float)
    for link in links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            at = (one, units[other].article.id)
            best[at] = max(best[at], link.score)
    return [
        link
        for link in links
        if units[link.left].article.id == units[link.right].article.id
        or link.score >= best[link.left, units[link.right].article.id]
        or link.score >= best[link.right, units[link.left].article.id]
    ]


def _pairs(ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each of some units with each of some others, or of the same ones, the lower number first."""
    if ones is others:
        yield from itertools.combinations(ones, 2)
    else:
        yield from ((min(pair), max(pair)) for pair in itertools.product(ones, others))


def _candidates(bags: Sequence[Bag], weights: Weights) -> Iterator[tuple[Bag, Bag]]:
    """Pairs of what units say whose rare concepts have a fair share of the lighter one's weight, over an index;
    each with itself, too: many units may say it, and that a hundred copies do takes no more time than that one does.

    Concepts that more than a tenth of the units have bring no two together; they count in the comparison after.
    """
    most = max(12, int(COMMON * weights.total))
    postings: dict[str, list[int]] = defaultdict(list)
    for right, mine in enumerate(bags):
        met: dict[int, float] = defaultdict(float)
        for key in sorted(mine.keys):
            if weights.frequency[key] > most:
                continue
            weight = weights.of(key)
            postings[key].append(right)
            for left in postings[key]:
                met[left] += weight
        for left, weight in met.items():
            other = bags[left]
            if weight >= LEAST_RARE * min(mine.weight, other.weight):
                smaller = min(len(mine.keys), len(other.keys))
                if len(mine.keys & other.keys) >= min(LEAST_SHARED, smaller):
                    yield other, mine


def _why_one(
    left: _Side, right: _Side, score: float, weights: Weights, taken: set[frozenset[str]]
) -> tuple[float, str] | None:
    """(score, why) where two units say the same by one of the five rules; None where none holds. `score` is how far
    their words agree."""
    a, b = left.unit, right.unit
    if left.turned != right.turned:
        return None
    if left.numbers and right.numbers and not left.numbers & right.numbers and not _count_other_things(a, b):
        return None
    other_article = a.article.id != b.article.id
    if other_article and left.passages & right.passages and score >= (ANYONE if _told_apart(a, b) else SAME_PLACE):
        same = 0.1 * (a.speaker.key == b.speaker.key)
        return score + 0.3 + same, "the same place of a passage that both articles carry"
    if a.speaker.key and a.speaker.key == b.speaker.key:
        if score >= (SAME_SPEAKER if other_article else ANYONE):
            return score + 0.1, f"said by {a.speaker.name}, in words that agree"
        return None
    relayed = frozenset((a.article.id, b.article.id)) in taken
    if relayed and score >= (RELAYED if _both_speak(a, b) else ANYONE) and not _told_apart(a, b):
        return score, "one article names the other as its source, and the words agree"
    if not other_article or left.taken_back != right.taken_back or _outcomes_differ(a, b):
        return None
    if of_oneself(a) or of_oneself(b):  # "we would welcome it" is another claim by another speaker
        return None
    told = weights.information(left.bag.keys & right.bag.keys)
    if told < TELLING or _others_did_not(a, b):
        return None
    if score >= ONE_EVENT and any(one.may_be(other) for one in a.events for other in b.events):
        return score, "one event: its kind, somebody who took part, and most words agree"
    if score < SURE and _tell_other_things(a, b, left.bag.keys & right.bag.keys):
        return None
    if score >= ANYONE or (score >= LESS and told >= MUCH and _on_one_thing(left, right, weights)):
        how = "nearly all" if score >= SURE else "most"
        return score, f"{how} words, names and figures agree"
    return None


def _count_other_things(a: Unit, b: Unit) -> bool:
    """Whether all numbers of two units are figures, and none counts what one of the other unit counts."""
    for unit in (a, b):
        spans = [figure.span for figure in unit.figures]
        numbers = [c for c in unit.concepts if c.key[0] == "#" and not c.negated]
        if not all(any(span.start <= c.start < span.end for span in spans) for c in numbers):
            return False
    counted = [frozenset(c.key for f in unit.figures for c in concepts(f.counted)) for unit in (a, b)]
    units = [frozenset(f.unit for f in unit.figures if f.unit) for unit in (a, b)]
    return all(counted) and not counted[0] & counted[1] and not units[0] & units[1]


def _others_did_not(a: Unit, b: Unit) -> bool:
    """Whether what did not happen was left undone by others: "the factory did not reply", "the board did not reply"."""
    pairs = [
        (one, other)
        for one in a.events
        for other in b.events
        if one.trigger & other.trigger and one.actors and other.actors and one.outcome == other.outcome == "not"
    ]
    return bool(pairs) and not any(one.actors & other.actors for one, other in pairs)


def _tell_other_things(a: Unit, b: Unit, shared: frozenset[str]) -> bool:
    """Whether something happened by one or both units, and none of what did is named by the other.

    "A valve in the fuel unit had leaked", "the blaze began in the fuel unit": one place is no one claim.
    """
    events = [*a.events, *b.events]
    return bool(events) and not any(event.trigger & shared for event in events)


def _on_one_thing(left: _Side, right: _Side, weights: Weights) -> bool:
    """Whether words in common tell more than who and where, and what one says happened is named by the other."""
    shared = left.bag.keys & right.bag.keys
    if weights.information(key for key in shared if key[0] not in "@#") < BESIDES_NAMES:
        return False
    return any(event.trigger & shared for side in (left, right) for event in side.unit.events)


def _outcomes_differ(a: Unit, b: Unit) -> bool:
    """Whether all that may be one event in two units came about in one and not, or not yet, in the other."""
    pairs = [(one, other) for one in a.events for other in b.events if one.kind == other.kind]
    return bool(pairs) and all(one.outcome != other.outcome for one, other in pairs)


def _told_apart(a: Unit, b: Unit) -> bool:
    """Whether two units have two known speakers that do not speak for one body, or a named and an unnamed one."""
    if (a.speaker.sure and b.speaker.anonymous) or (b.speaker.sure and a.speaker.anonymous):
        return True
    return a.speaker.sure and b.speaker.sure and not speak_as_one(a.speaker, b.speaker)


def _both_speak(a: Unit, b: Unit) -> bool:
    """Whether both units have a speaker, or none, or one has only a relay that is no person or body of the story."""
    return bool(a.speaker.key) == bool(b.speaker.key) or not (a.speaker.sure or b.speaker.sure)


class _Places:
    """Where units lie in passages."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.at: dict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, passage in enumerate(passages):
            for span in passage.spans:
                self.at[span.article].append((span, number))

    def of(self, unit: Unit) -> frozenset[int]:
        """The passages that hold at least half of a unit."""
        size = sum(span.end - span.start for span in unit.spans)
        found: Counter[int] = Counter()
        for place, number in self.at.get(unit.article.id, ()):
            for span in unit.spans:
                found[number] += max(0, min(span.end, place.end) - max(span.start, place.start))
        return frozenset(number for number, covered in found.items() if covered >= IN_PASSAGE * size)


# ---- clusters ---------------------------------------------------------------------------------


def cluster(count: int, links: Sequence[Link]) -> list[tuple[list[int], list[str]]]:
    """Average-link clusters over links given best first: (members, reasons), every unit in exactly one.

    How many pairs of two clusters are linked is kept as clusters grow, so that a hundred copies of one sentence cost
    as many steps as they have links.
    """
    home = list(range(count))
    members = {index: [index] for index in range(count)}
    reasons: dict[int, list[str]] = defaultdict(list)
    linked: dict[int, Counter[int]] = defaultdict(Counter)
    for left, right in {(link.left, link.right) for link in links}:
        linked[left][right] += 1
        linked[right][left] += 1
    for link in links:
        a, b = sorted((home[link.left], home[link.right]))
        if a == b or linked[a][b] < AVERAGE * len(members[a]) * len(members[b]):
            continue
        for index in members[b]:
            home[index] = a
        members[a] += members.pop(b)
        reasons[a] += [*reasons.pop(b, []), link.why]
        for other, pairs in linked.pop(b).items():
            del linked[other][b]
            if other != a:
                linked[a][other] += pairs
                linked[other][a] += pairs
    return [(sorted(found), reasons.get(index, [])) for index, found in sorted(members.items())]
