"""Readings and passages -> identities: who or what the names of a story refer to, over all its articles.

A cascade; each step gives its reason in words, and each merge is refused where an article itself tells two bearers
apart (two different full names in one article are two people, whatever else is alike):

1. what a person decided ("same"); what was decided to be "apart" no later step puts together;
2. one name in spellings that differ in case, marks, hyphens, titles or "al-" only;
3. an alias that an article states in brackets or words, and the names of countries and bodies that every reader knows;
   a capital's name is its country's where it is used for the government and the story names the country;
4. the same given name and surname around a middle name or initial;
5. full names whose long words differ only in letters by which one sound is transliterated ("zh" and "j");
6. two spellings at the same place of a shared passage: the articles carry one text, so they name one bearer;
7. an initial, a bare surname, or a group's name without its head, where exactly one bearer in the story fits.

Likeness of spelling alone only ever proposes: "Massoud" and "Masrour Barzani" score 87 of 100 and are two people.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..countries import country_of_capital, known_name
from ..names import fold, is_honorific, key, parts, transliterated, without_group_head
from ..records import Alias, Decision, Identity, Mention, MentionKind, Passage, Proposal, Reading, Span, make_id
from .likeness import name_likeness, skeleton, string_likeness

ALIKE_IN_PASSAGE = 0.6  # least likeness of two spellings at one place of a passage; below, a name was substituted
PROPOSED = 0.75  # likeness from which two bearers are proposed; F1 on name_bench is best at .76 and flat around it
NEIGHBOURS = 40  # names in order that a name is compared with where more have a word that begins or sounds alike
MIDDLE = 2  # most middle names that one article may leave out
KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "facility", "group", "other")


@dataclass(slots=True)
class Bearer:
    """One name as one article uses it: all its mentions there, short forms included."""

    article: str
    name: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, ...]:
        return parts(self.name)

    @property
    def keys(self) -> set[str]:
        """The keys of the name and of all forms it has here."""
        return {key(self.name), *(key(mention.text) for mention in self.mentions)}

    @property
    def kind(self) -> MentionKind:
        return most_common_kind(self.mentions)


def most_common_kind(mentions: Iterable[Mention]) -> MentionKind:
    counted = Counter(mention.kind for mention in mentions)
    return max(KINDS, key=lambda kind: (counted[kind], -KINDS.index(kind)))


class Merger:
    """Disjoint sets of bearers that refuse to put together what an article tells apart."""

    def __init__(self, bearers: Sequence[Bearer], decisions: Sequence[Decision] = ()) -> None:
        self.bearers = bearers
        self.apart: dict[str, set[str]] = defaultdict(set)  # key -> keys that a person keeps apart from it
        for one in decisions:
            if one.verdict != "same":
                left, right = key(one.left), key(one.right or one.left)
                self.apart[left].add(right)
                self.apart[right].add(left)
        self.parent = list(range(len(bearers)))
        self.members = {index: [index] for index in range(len(bearers))}
        self.reasons: dict[int, list[str]] = {index: [] for index in range(len(bearers))}
        self.stated: set[frozenset[str]] = set()  # pairs of keys that an article states to be one

    def find(self, index: int) -> int:
        while self.parent[index] != index:
            index = self.parent[index]
        return index

    def merge(self, a: int, b: int, why: str) -> bool:
        """Put the sets of two bearers together; False where they are told apart."""
        a, b = sorted((self.find(a), self.find(b)))
        if a == b:
            return True
        if self.told_apart(a, b):
            return False
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        self.reasons[a] += [*self.reasons.pop(b), why]
        return True

    def told_apart(self, a: int, b: int) -> bool:
        """Whether a person keeps the two apart, or an article uses two different names for them and none says that
        they are one."""
        if self.apart and self._kept_apart(a, b):
            return True
        of = defaultdict(list)
        for index in self.members[b]:
            of[self.bearers[index].article].append(self.bearers[index])
        for index in self.members[a]:
            mine = self.bearers[index]
            for other in of.get(mine.article, ()):
                if key(mine.name) != key(other.name) and not self._stated_as_one(a, b, mine, other):
                    return True
        return False

    def _kept_apart(self, a: int, b: int) -> bool:
        theirs = {name for index in self.members[b] for name in self.bearers[index].keys}
        return any(
            self.apart.get(name, set()) & theirs for index in self.members[a] for name in self.bearers[index].keys
        )

    def _stated_as_one(self, a: int, b: int, mine: Bearer, other: Bearer) -> bool:
        """Whether aliases lead from one name to the other, directly or over further names of the two sets."""
        names = {key(self.bearers[i].name) for i in (*self.members[a], *self.members[b])}
        reached, todo = {key(mine.name)}, [key(mine.name)]
        while todo:
            name = todo.pop()
            for pair in self.stated:
                if name in pair:
                    todo += [n for n in pair if n not in reached and n in names]
                    reached |= pair & names
        return key(other.name) in reached


def resolve_identities(
    readings: Sequence[Reading], passages: Sequence[Passage] = (), decisions: Sequence[Decision] = ()
) -> tuple[Identity, ...]:
    """The identities of one story, in order of name. Neither the order of readings nor of passages matters."""
    readings = sorted(readings, key=lambda reading: reading.article.id)
    bearers = _bearers(readings, decisions)
    merger = Merger(bearers, decisions)
    _merge_decided(merger, decisions)
    _merge_same_names(merger)
    _merge_stated_aliases(merger, [alias for reading in readings for alias in reading.aliases])
    _merge_known_names(merger)
    _merge_middle_names(merger)
    _merge_transliterations(merger)
    _merge_by_passages(merger, passages)
    _merge_short_names(merger)
    _merge_group_heads(merger)
    texts = {reading.article.id: reading.article.text for reading in readings}
    clusters = [[bearers[i] for i in members] for _, members in sorted(merger.members.items())]
    reasons = [merger.reasons[root] for root in sorted(merger.members)]
    identities = [_identity(cluster, why, texts) for cluster, why in zip(clusters, reasons, strict=True)]
    proposing = _with_proposals(identities, merger.apart)
    return tuple(sorted(proposing, key=lambda identity: (fold(identity.name), identity.id)))


def _bearers(readings: Sequence[Reading], decisions: Sequence[Decision]) -> list[Bearer]:
    apart = {frozenset((key(one.left), key(one.right))) for one in decisions if one.verdict == "apart"}
    countries = _countries_named(readings)
    found: dict[tuple[str, str], Bearer] = {}
    for reading in readings:
        for mention in reading.mentions:
            name = countries.get(mention.stands_for or "", mention.name)
            if frozenset((key(name), key(mention.text))) in apart:
                name = mention.text
            at = (reading.article.id, key(name))
            found.setdefault(at, Bearer(reading.article.id, name)).mentions.append(mention)
    return [found[at] for at in sorted(found)]


def _countries_named(readings: Sequence[Reading]) -> dict[str, str]:
    """Countries that the story names -> the name it uses most: only these can a capital stand for."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for mention in reading.mentions:
            country = known_name(mention.name) if mention.kind != "person" else None
            if country is not None:
                names[country][mention.name] += 1
    return {country: max(used, key=lambda name: (used[name], name)) for country, used in names.items()}


# ---- the cascade ------------------------------------------------------------------------------


def _merge_decided(merger: Merger, decisions: Sequence[Decision]) -> None:
    """What a person decided to be one, whatever the articles say."""
    for one in decisions:
        if one.verdict != "same":
            continue
        left, right = key(one.left), key(one.right)
        at = [[i for i, bearer in enumerate(merger.bearers) if name in bearer.keys] for name in (left, right)]
        for a, b in itertools.product(*at):
            merger.stated.add(frozenset((key(merger.bearers[a].name), key(merger.bearers[b].name))))
        for a, b in itertools.product(*at):
            merger.merge(
                a, b, f"“{one.left}” and “{one.right}”: decided to be the same" + (one.note and f" ({one.note})")
            )


def _merge_known_names(merger: Merger) -> None:
    """ "the US" and "the United States", "the UN" and "the United Nations"."""
    at: dict[str, list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        usual = known_name(bearer.name)
        if usual is not None and bearer.kind != "person":
            at[usual].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            merger.stated.add(frozenset((key(merger.bearers[a].name), key(merger.bearers[b].name))))
        for a, b in itertools.pairwise(indexes):
            merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” are two names of one that "
                         "every reader knows")  # fmt: skip


def _merge_transliterations(merger: Merger) -> None:
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 1 and bearer.kind == "person":
            at[transliterated(bearer.words)].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” differ only in letters by "
                         "which one sound is transliterated")  # fmt: skip


def _merge_group_heads(merger: Merger) -> None:
    """ "Wagner" and "Wagner Group", where the story has one group of that name and nobody else who bears it."""
    groups: dict[tuple[str, ...], set[int]] = defaultdict(set)
    others: set[str] = set()
    for index, bearer in enumerate(merger.bearers):
        short = without_group_head(bearer.words)
        if short and bearer.kind in ("organisation", "group"):
            groups[short].add(index)
        elif bearer.kind in ("person", "place"):
            others.update(bearer.words)
    for index, bearer in enumerate(merger.bearers):
        fits = sorted(groups.get(bearer.words, ()))
        if not fits or bearer.kind not in ("organisation", "group") or set(bearer.words) & others:
            continue
        if len({merger.find(i) for i in fits}) == 1:
            merger.merge(fits[0], index, f"“{bearer.name}”: “{merger.bearers[fits[0]].name}” is the only group of that "
                         "name in the story")  # fmt: skip


def _merge_same_names(merger: Merger) -> None:
    first: dict[str, int] = {}
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) == 1 and bearer.kind == "person":
            continue  # a bare surname may be anybody's: step 7
        seen = first.setdefault(key(bearer.name), index)
        if seen != index:
            name, other = merger.bearers[seen].name, bearer.name
            why = (
                f"“{name}” stands in several articles"
                if name == other
                else f"“{name}” and “{other}” differ in case, marks, hyphens, a title or “al-” only"
            )
            merger.merge(seen, index, why)


def _merge_stated_aliases(merger: Merger, aliases: Sequence[Alias]) -> None:
    at: dict[str, list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        at[key(bearer.name)].append(index)
    for alias in aliases:
        merger.stated.add(frozenset((key(alias.left), key(alias.right))))
    for alias in aliases:
        for left in at.get(key(alias.left), ()):
            for right in at.get(key(alias.right), ()):
                merger.merge(left, right, f"“{alias.left}” and “{alias.right}”: {alias.why}")


def _merge_middle_names(merger: Merger) -> None:
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 1 and bearer.kind == "person" and len(bearer.words[0]) > 1:
            at[bearer.words[0], bearer.words[-1]].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            if _middles_fit(merger.bearers[a].words[1:-1], merger.bearers[b].words[1:-1]):
                merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” differ in a middle "
                             "name or initial only")  # fmt: skip


def _middles_fit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one name may be the other without its middle names, or with their initials: none, M., Marie."""
    if not a or not b:
        return len(a or b) <= MIDDLE
    return len(a) == len(b) and all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(a, b, strict=True)
    )


def _merge_by_passages(merger: Merger, passages: Sequence[Passage]) -> None:
    """Names at one place of a shared passage: found through the variants that a collation sets side by side."""
    owner: dict[str, list[tuple[Span, int]]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        for mention in bearer.mentions:
            owner[bearer.article].append((mention.span, index))
    for passage in passages:
        for variant in passage.variants:
            named = [
                (index, span)
                for reading in variant.readings
                for span in reading.spans
                for index in _bearers_at(owner[span.article], span)
            ]
            for (a, span), (b, other) in itertools.pairwise(named):
                if span.article != other.article and _alike(merger.bearers[a], merger.bearers[b]):
                    merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” stand at the "
                                 "same place of a shared passage")  # fmt: skip


def _bearers_at(owned: list[tuple[Span, int]], span: Span) -> Iterator[int]:
    return (index for mention, index in owned if mention.overlaps(span))


def _alike(a: Bearer, b: Bearer) -> bool:
    """Whether two names may be spellings of one: alike as a whole, and word by word where both have as many."""
    if string_likeness("".join(a.words), "".join(b.words)) < ALIKE_IN_PASSAGE:
        return False
    if len(a.words) != len(b.words):
        return True
    return all(string_likeness(x, y) >= ALIKE_IN_PASSAGE for x, y in zip(a.words, b.words, strict=True))


def _merge_short_names(merger: Merger) -> None:
    """A bare surname or an initial and a surname, where exactly one person of the story fits."""
    full: dict[str, set[int]] = defaultdict(set)
    short: list[int] = []
    for index, bearer in enumerate(merger.bearers):
        words = bearer.words
        if bearer.kind == "person" and len(words) > 1 and len(words[0]) > 1:
            full[words[-1]].add(index)
            full["".join(words[1:])].add(index)
            if _is_long_surname(bearer):
                short.append(index)
        elif bearer.kind in ("person", "organisation", "place", "other"):
            short.append(index)
    for index in short:
        bearer = merger.bearers[index]
        words = bearer.words
        initials = words[:-1] if all(len(word) == 1 for word in words[:-1]) else None
        if initials is None and "".join(words) not in full:
            continue
        surname = words[-1] if initials is not None else "".join(words)
        fits = sorted(full.get(surname, set()) - {index})
        if initials:
            fits = [i for i in fits if merger.bearers[i].words[0][0] == initials[0]]
        if len({merger.find(i) for i in fits}) == 1:
            merger.merge(fits[0], index, f"“{bearer.name}”: “{merger.bearers[fits[0]].name}” is the only bearer of "
                         "that name in the story")  # fmt: skip
    _merge_orphans(merger, short)


SURNAME_PARTICLES = frozenset(("van", "von", "de", "del", "della", "di", "da", "dos", "der", "den", "la", "le"))


def _is_long_surname(bearer: Bearer) -> bool:
    """Whether several words may be a surname alone: "Van der Berg", "Okafor-Brandt"."""
    return bearer.words[0] in SURNAME_PARTICLES or " " not in bearer.name.strip()


def _merge_orphans(merger: Merger, short: list[int]) -> None:
    """Bare surnames that no full name explains: one surname in several articles is one unresolved bearer only where
    nobody in the story has that surname."""
    lone: dict[str, int] = {}
    surnames = {word for bearer in merger.bearers if len(bearer.words) > 1 for word in bearer.words}
    for index in short:
        name = key(merger.bearers[index].name)
        if len(merger.members[merger.find(index)]) > 1 or name in surnames:
            continue
        if lone.setdefault(name, index) != index:
            merger.merge(lone[name], index, f"“{merger.bearers[index].name}” is never introduced; nobody else in the "
                         "story has that name")  # fmt: skip


# ---- the record -------------------------------------------------------------------------------


def _identity(cluster: list[Bearer], reasons: list[str], texts: Mapping[str, str]) -> Identity:
    mentions = sorted((mention for bearer in cluster for mention in bearer.mentions), key=lambda m: m.span)
    kind = most_common_kind(mentions)
    names = Counter(bearer.name for bearer in cluster for _ in bearer.mentions)
    fullest = max(names, key=lambda name: (len(parts(name)) > 1, not name.isupper(), names[name], len(name), name))
    forms = Counter(form for mention in mentions for form in _forms(mention, texts))
    descriptions = Counter(m.description for m in mentions if m.description)
    ordered = tuple(sorted(forms, key=lambda form: (-forms[form], form)))
    capitals = sorted({m.text for m in mentions if m.stands_for and country_of_capital(fullest) is None})
    stands = [f"“{capital}” stands for the government of “{fullest}” where it speaks or acts" for capital in capitals]
    return Identity(
        id=make_id("i", kind, *(f"{m.span.article}:{m.span.start}" for m in mentions)),
        name=fullest,
        kind=kind,
        forms=ordered,
        descriptions=tuple(sorted(descriptions, key=lambda text: (-descriptions[text], text))),
        mentions=tuple(mention.span for mention in mentions),
        reasons=tuple(dict.fromkeys((*reasons, *stands))),
    )


TITLE = re.compile(r"([^\W\d_]+\.?)\s$")


def _forms(mention: Mention, texts: Mapping[str, str]) -> tuple[str, ...]:
    """A name as found, and with the title of courtesy that stands before it: "Venn", "Ms Venn"."""
    start = mention.span.start
    title = TITLE.search(texts.get(mention.span.article, ""), max(0, start - 12), start)
    if title is None or not title[1][0].isupper() or not is_honorific(title[1]):
        return (mention.text,)
    return mention.text, f"{title[1]} {mention.text}"


# ---- proposals ----------------------------------------------------------------------------------


def _with_proposals(identities: list[Identity], apart: Mapping[str, set[str]]) -> Iterator[Identity]:
    """Identities of one kind with similar names, or a bare surname with several bearers: for people to decide."""
    proposals: dict[str, list[Proposal]] = defaultdict(list)
    for a, b in _candidates([one for one in identities if one.kind in ("person", "organisation", "group")]):
        if key(b.name) in apart.get(key(a.name), ()):
            continue
        score, why = _proposal(a.name, b.name)
        if score >= PROPOSED:
            proposals[a.id].append(Proposal(b.id, round(score, 2), why))
            proposals[b.id].append(Proposal(a.id, round(score, 2), why))
    for identity in identities:
        yield identity if identity.id not in proposals else _proposing(identity, proposals[identity.id])


def _candidates(named: Sequence[Identity]) -> list[tuple[Identity, Identity]]:
    """Pairs of one kind that have a word which begins or sounds alike, each once, in order of their ids.

    Where very many share it, only neighbours in order of name are compared, so that time grows with their number.
    """
    groups: dict[str, dict[str, Identity]] = defaultdict(dict)
    for identity in named:
        for word in parts(identity.name):
            groups[f"{identity.kind} {word[:2]}"][identity.id] = identity
            groups[f"{identity.kind} ~{skeleton(word)[:3]}"][identity.id] = identity
    pairs = {}
    for group in groups.values():
        members = sorted(group.values(), key=lambda one: (fold(one.name), one.id))
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + NEIGHBOURS]:
                first, second = sorted((a, b), key=lambda one: one.id)
                pairs[first.id, second.id] = (first, second)
    return [pairs[ids] for ids in sorted(pairs)]


def _proposal(a: str, b: str) -> tuple[float, str]:
    left, right = parts(a), parts(b)
    short = min(len(left), len(right))
    if len(left) != len(right) and left[-short:] == right[-short:]:
        return 0.85, "one is the other's surname or last words, and several bearers fit or it is never introduced"
    score, why = name_likeness(a, b)
    return score, f"the names are alike ({score:.2f} of 1), which alone proves nothing: {why}"


def _proposing(identity: Identity, proposals: list[Proposal]) -> Identity:
    unique = {proposal.identity: proposal for proposal in proposals}
    return replace(identity, proposals=tuple(sorted(unique.values(), key=lambda p: (-p.score, p.identity))))
