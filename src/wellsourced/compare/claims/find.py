"""The way from readings to claims: cut, link, cluster, word, count."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from ...names import key
from ...records import (
    Article,
    Claim,
    ClaimKind,
    Identity,
    Lineage,
    Passage,
    Position,
    Range,
    Reading,
    Span,
    Status,
    make_id,
)
from ..quantities import is_telling, quantities
from ..units import Unit, cut_units
from ..weighing import weigh_units
from ..wording import sentences
from .events import event_clusters
from .figures import figure_clusters
from .links import SURE, cluster, find_links
from .origins import Roots, count_origins, supports_of

WORDED, LONGEST = 2, 320  # concepts of words that say something by themselves; characters of a sentence shown for them
FRAGMENT = re.compile(
    r"\W*(?:which|who|whom|whose|that|where|when|while|and|but|or|to|at|in|on|of|from|with|by|for|as|than|[a-z]+ing|[a-z]+ed)\b"
)
CLAIM_KINDS: tuple[ClaimKind, ...] = ("statement", "event", "figure")


def find_claims(
    readings: Sequence[Reading],
    passages: tuple[Passage, ...],
    identities: tuple[Identity, ...],
    lineage: Lineage,
    positions: tuple[Position, ...] = (),
    units: tuple[Unit, ...] | None = None,
) -> tuple[Claim, ...]:
    """All claims of one story, in order of the words they rest on. The order of the inputs does not matter.

    `units` are those of `cut_units`, if they are known already.

    A position is no claim of its own: it is a member of the claim of the statement or event that it rests on.
    """
    units = cut_units(readings, identities) if units is None else units
    weights, bags = weigh_units(units)
    links = find_links(units, sorted(passages, key=lambda p: p.spans), lineage, weights, bags)
    held: dict[str, list[Position]] = {}
    for position in sorted(positions, key=lambda p: p.id):
        held.setdefault(position.rests_on, []).append(position)
    links = [k for k in links if not _stand_apart(units[k.left], units[k.right], held)]
    groups = [([units[i] for i in members], why) for members, why in cluster(len(units), links)]
    groups = [(group, why) for group, why in groups if any(u.concepts or u.figures for u in group)]  # not "us to"
    sentences = [group for group, _ in groups]
    sure = frozenset(
        frozenset(pair)
        for pair in (
            *((units[k.left].id, units[k.right].id) for k in links if k.score >= SURE),
            *((a.id, b.id) for group in sentences for a, b in itertools.combinations(group, 2) if _one_number(a, b)),
        )
    )
    found = quantities(readings)
    groups += figure_clusters(units, readings, found, sentences)
    groups += event_clusters(units, bags, sentences, weights)
    roots = Roots(lineage)
    clause_of = {q.figure.id: q.clause for q in found}
    taken_up = {q.figure.id: clause_of[q.inherited] for q in found if q.inherited}
    claims = [_claim(group, why, roots, held, sure, taken_up) for group, why in groups]
    return tuple(sorted(claims, key=lambda claim: (claim.supports[0].span, claim.kind, claim.id)))


def _claim(
    group: Sequence[Unit],
    why: Sequence[str],
    roots: Roots,
    held: dict[str, list[Position]],
    sure: frozenset[frozenset[str]],
    taken_up: Mapping[str, Span],
) -> Claim:
    group = sorted(group, key=lambda unit: (unit.spans, unit.id))
    best = best_worded(group)
    rooted = roots.rooted(group)
    origins, channels = count_origins(rooted, roots, None if _is_one_number(group) else sure)
    ids = list(dict.fromkeys(member for unit in group for member in unit.members))
    members = tuple(dict.fromkeys([*ids, *(p.id for member in ids for p in held.get(member, ()))]))
    return Claim(
        id=make_id("c", best.kind, *(span for unit in group for span in unit.spans), *(m for m in ids)),
        kind=_kind(group, members, ids),
        text=wording_of(best, taken_up),
        supports=supports_of(rooted),
        outlets=len({_outlet(unit.article) for unit in group}),
        speakers=_speakers(group),
        channels=channels,
        origins=origins,
        status=status_of(origins),
        members=members,
        why=tuple(dict.fromkeys(why)),
    )


def _stand_apart(a: Unit, b: Unit, held: dict[str, list[Position]]) -> bool:
    """Whether one rules out what the other calls for: "ruled out an inquiry", "ordered an inquiry"."""
    stances = [{p.stance for member in unit.members for p in held.get(member, ())} for unit in (a, b)]
    return stances in ([{"support"}, {"oppose"}], [{"oppose"}, {"support"}])


def _one_number(a: Unit, b: Unit) -> bool:
    """Whether two units that agree in their words also have a number that hardly stands in both by chance."""
    telling = ({(f.low, f.high, f.unit) for f in unit.figures if is_telling(f)} for unit in (a, b))
    return bool(set.intersection(*telling))


def _is_one_number(group: Sequence[Unit]) -> bool:
    """Whether a claim is one number that tells: equal small numbers prove nothing by themselves."""
    return all(len(u.figures) == 1 and u.id == u.figures[0].id and is_telling(u.figures[0]) for u in group)


def _kind(group: Sequence[Unit], members: Sequence[str], ids: Sequence[str]) -> ClaimKind:
    if len(members) > len(ids):
        return "position"
    kinds: list[ClaimKind] = [unit.kind for unit in group]
    return max(CLAIM_KINDS, key=kinds.count)


def _outlet(article: Article) -> str:
    return key(article.outlet) if article.outlet else article.id


def _speakers(group: Sequence[Unit]) -> tuple[str, ...]:
    """Names of the innermost speakers, one each, in order of name; of several who say it together, all."""
    named: dict[str, str] = {}
    for unit in group:
        for speaker in (unit.speaker, *unit.speaker.also):
            if speaker.key:
                named.setdefault(speaker.key, speaker.name)
    return tuple(sorted(set(named.values())))


def status_of(origins: Range) -> Status:
    if origins.low >= 2:
        return "corroborated"
    return "single origin" if origins.high == 1 else "uncertain"


def best_worded(group: Sequence[Unit]) -> Unit:
    """The unit whose words stand for the claim: what most of the others also say, in one stretch, earliest."""
    if len(group) == 1:
        return group[0]
    sizes = sorted(len(unit.concepts) for unit in group)
    middle = sizes[len(sizes) // 2]
    keys = [{c.key for c in unit.concepts} for unit in group]

    def rank(index: int) -> tuple[int, bool, float, str, str]:
        unit = group[index]
        shared = sum(len(keys[index] & other) for other in keys) / max(1, len(keys[index]))
        published = unit.article.published.earliest or unit.article.published.latest
        fragment = len(unit.spans) > 1 or len(unit.concepts) * 2 < middle
        return (fragment, is_fragment(unit), -round(shared, 3), published.isoformat() if published else "9999", unit.id)

    return group[min(range(len(group)), key=rank)]


def is_fragment(unit: Unit) -> bool:
    """Whether words cannot stand by themselves: "killing three people", "which has 62 men", "the number at 11"."""
    telling = [c for c in unit.concepts if c.key[0] != "#"] if unit.figures else unit.concepts
    return bool(FRAGMENT.match(unit.words)) or len(telling) < (1 if unit.figures else WORDED)


def wording_of(unit: Unit, taken_up: Mapping[str, Span]) -> str:
    """The words that stand for a claim: the unit's, or its sentence where they are only a part of one.

    A number that takes up another one's noun (`taken_up`: figure -> where that stands) is told with the sentence of
    that: "The union says 1,900 took part. The owners put the number at fewer than 700."
    """
    article, span = unit.article, unit.span
    before = taken_up.get(unit.figures[0].id) if len(unit.figures) == 1 else None
    block = next((b for b in article.blocks if b.start <= span.start < b.end), None)
    if block is None or (before is None and not is_fragment(unit)):
        return unit.words
    found = sentences(article.text, block.start, block.end)
    start, end = next(((a, b) for a, b in found if a <= span.start < b), (span.start, span.end))
    if end < span.end or end - start > LONGEST:
        return unit.words
    first = next((a for a, b in found if before is not None and a <= before.start < b), start)
    return article.text[first if first < start and end - first <= LONGEST else start : end]
