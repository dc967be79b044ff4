"""2. Passages that nobody's credit explains -> families: the articles that carry passages of one text.

Words that somebody said in public need no common text, so quotations that stand alone make families of their own, one
for each speaker. An article that joins two texts (a splice) belongs to two families where its halves show it.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ...names import key
from ...records import Article, ArticleId, Passage, Span
from .relays import Relays
from .texts import Texts, carriers_of, covered, covered_of, span_of

QUOTES = frozenset("\"“”«»‘’„'")
HALF = 300  # characters of each half of a splice: two or three sentences, which carry a lead and its first support
PARTED = 100  # articles of a family that is looked at for splices: each costs a look at all passages
OWN = 0.4  # share of a report that others have, below which it is mostly its own
LEAD = 0.5  # share of a lead that must be carried

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that carry passages of one text, or quote one speaker (`speaker`); `splices` are those among them that
    carry another text beside it."""

    articles: tuple[ArticleId, ...]
    passages: tuple[Passage, ...]
    speaker: str | None = None
    splices: tuple[ArticleId, ...] = ()

    def spans(self) -> dict[ArticleId, list[Span]]:
        """Article -> its spans of the passages."""
        found: dict[ArticleId, list[Span]] = {article: [] for article in self.articles}
        for passage in self.passages:
            for span in passage.spans:
                if span.article in found:
                    found[span.article].append(span)
        return found


Carried = tuple[Passage, tuple[ArticleId, ...]]


def find_families(texts: Texts, passages: Sequence[Passage], relays: Relays) -> list[Family]:
    """The families of a story, texts first, then speakers."""
    unexplained = [(passage, carriers) for passage in passages if len(carriers := _unexplained(passage, relays)) > 1]
    speakers = {passage.id: _speaker(texts, passage, carriers) for passage, carriers in unexplained}
    running = [one for one in unexplained if speakers[one[0].id] is None]
    groups = _connected((carriers for _, carriers in running), texts)
    quoted: dict[str, list[Carried]] = defaultdict(list)
    for passage, carriers in unexplained:
        speaker = speakers[passage.id]
        if speaker is None:
            continue
        if len({groups[a] for a in carriers}) == 1 and groups[carriers[0]] in {groups[c[0]] for _, c in running}:
            running.append((passage, carriers))  # one text that all of them carry gives them the quotation, too
        else:
            quoted[key(speaker)].append((passage, carriers))
    grouped: dict[ArticleId, list[Carried]] = defaultdict(list)
    for passage, carriers in running:
        grouped[groups[carriers[0]]].append((passage, carriers))
    found = [family for _, group in sorted(grouped.items()) for family in _parted(texts, group)]
    for _, group in sorted(quoted.items()):
        name = Counter(speakers[passage.id] or "" for passage, _ in group).most_common(1)[0][0]
        found += [_family(part, speaker=name) for part in _components(group, texts)]
    return found


def _unexplained(passage: Passage, relays: Relays) -> tuple[ArticleId, ...]:
    """The carriers of a passage that do not name another carrier as their source; none where all that are left say
    there that they have it from one article, which explains what they have in common though it has other words."""
    carriers = carriers_of(passage)
    takers = {taker for taker, giver in relays if giver in carriers}
    left = tuple(a for a in carriers if a not in takers)
    return () if _common_givers(passage, left, relays) else left


def _common_givers(passage: Passage, articles: Sequence[ArticleId], relays: Relays) -> set[ArticleId]:
    """The articles that all of these name as the source of what a passage says."""
    givers: list[set[ArticleId]] = []
    for article in articles:
        span = span_of(passage, article)
        givers.append(
            {
                giver
                for (taker, giver), credits in relays.items()
                if taker == article and span and _mostly(span, [credit.scope for credit in credits])
            }
        )
    return set.intersection(*givers) if givers else set()


def _mostly(span: Span, scopes: Sequence[Span]) -> bool:
    return 2 * covered(span, scopes) >= span.end - span.start


def _family(group: Sequence[Carried], speaker: str | None = None, splices: Iterable[ArticleId] = ()) -> Family:
    articles = tuple(sorted({a for _, carriers in group for a in carriers}))
    return Family(articles, tuple(passage for passage, _ in group), speaker, tuple(sorted(splices)))


def _connected(groups: Iterable[Sequence[T]], members: Iterable[T]) -> dict[T, T]:
    """Each member -> the first of all that it is connected with by some group."""
    parent = {member: member for member in members}

    def find(member: T) -> T:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for group in groups:
        for a, b in itertools.pairwise(group):
            one, other = find(a), find(b)
            if one != other:
                first, second = sorted((one, other), key=str)
                parent[second] = first
    return {member: find(member) for member in parent}


def _components(group: Sequence[Carried], texts: Iterable[ArticleId]) -> list[list[Carried]]:
    home = _connected((carriers for _, carriers in group), texts)
    found: dict[ArticleId, list[Carried]] = defaultdict(list)
    for passage, carriers in group:
        found[home[carriers[0]]].append((passage, carriers))
    return [found[first] for first in sorted(found)]


# ---- quotations -------------------------------------------------------------------------------


def _speaker(texts: Texts, passage: Passage, carriers: Sequence[ArticleId]) -> str | None:
    """Whose quoted words a passage is in all its carriers, or None where it is running text in one of them."""
    names: Counter[str] = Counter()
    for span in passage.spans:
        if span.article not in carriers:
            continue
        reading = texts[span.article].reading
        holding = [s for s in reading.statements if any(content.contains(span) for content in s.content)]
        if not any(s.kind == "direct" for s in holding) and not in_quotation_marks(reading.article, span):
            return None
        names.update(statement.source.name for statement in holding[:1])
    return max(names, key=lambda name: (names[name], len(name), name)) if names else "somebody"


def in_quotation_marks(article: Article, span: Span) -> bool:
    """Whether a quotation mark stands right before a stretch, and one right after it."""
    before, after = article.text[: span.start].rstrip(), article.text[span.end : span.end + 3].lstrip(".,;!? ")
    return before[-1:] in QUOTES and after[:1] in QUOTES


# ---- splices ----------------------------------------------------------------------------------


def _parted(texts: Texts, group: list[Carried]) -> list[Family]:
    """One family, or two where one article alone holds two texts together and each looks like a report of its own."""
    articles = sorted({a for _, carriers in group for a in carriers})
    # a passage that all have holds them together, whoever is left out; a very large family is one text
    whole = any(len(carriers) == len(articles) for _, carriers in group) or not 2 < len(articles) <= PARTED
    for article in () if whole else articles:
        without = [(p, tuple(c for c in carriers if c != article)) for p, carriers in group]
        home = _connected((carriers for _, carriers in without), [a for a in articles if a != article])
        halves: dict[ArticleId, list[Carried]] = defaultdict(list)
        for (passage, carriers), (_, others) in zip(group, without, strict=True):
            halves[home[others[0]]].append((passage, carriers))
        parts = [halves[first] for first in sorted(halves)]
        if len(parts) == 2 and all(
            _is_half(texts, article, part, parts) or _is_own_report(texts, article, part) for part in parts
        ):
            return [_family(part, splices=(article,)) for part in parts]
    return [_family(group)]


def _is_own_report(texts: Texts, article: ArticleId, part: list[Carried]) -> bool:
    """Whether the one other carrier of some passages has them in a report that is mostly its own and credits no agency:
    then an article that also carries another text has them from there."""
    others = {a for _, carriers in part for a in carriers if a != article}
    if len(others) > 1:
        return False
    text = texts[min(others)]
    spans = [span for p, _ in part if (span := span_of(p, text.id))]
    total = sum(block.end - block.start for block in text.body)
    return not any(credit.agency for credit in text.reading.credits) and covered_of(text, spans) < OWN * total


def _is_half(texts: Texts, article: ArticleId, part: list[Carried], parts: list[list[Carried]]) -> bool:
    """Whether what an article has of one text stands together, is long enough, and begins where that text begins: one
    of its other carriers has its lead there. A text of which two carriers took different parts has one lead."""
    mine = [span for p, _ in part if (span := span_of(p, article))]
    others = [span for other in parts if other is not part for p, _ in other if (span := span_of(p, article))]
    start, end = min(span.start for span in mine), max(span.end for span in mine)
    if sum(span.end - span.start for span in mine) < HALF or any(start < span.start < end for span in others):
        return False
    for other in {a for _, carriers in part for a in carriers if a != article}:
        lead = texts[other].body[0]
        if covered(lead, [span for p, _ in part if (span := span_of(p, other))]) >= LEAD * (lead.end - lead.start):
            return True
    return False
