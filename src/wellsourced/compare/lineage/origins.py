"""6. The graph -> the roots of each article, and how many independent ones the story has."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from ...records import Article, ArticleId, Descent, Doubt, Node, Range, Rewrite, Span
from ..wording import sentences
from .texts import Text, Texts, covered_of, told_the_outlet

OWN_SHARE = 0.25  # share of a body's characters from which unexplained text counts as an article's own reporting
SHARE = 1 / 3  # of an article from which a root stands behind it beside the one with the largest share

Origins = dict[ArticleId, list[str]]


def find_origins(
    texts: Texts, descents: Sequence[Descent], slight: Set[tuple[ArticleId, str]] = frozenset()
) -> Origins:
    """Article -> its root nodes; what it took from another article of the story is followed to that one's roots.

    `slight`: (article, node) of which the article has so little that the node is not what it is made of.
    """
    taken: dict[ArticleId, set[str]] = {article: set() for article in texts}
    spans: dict[ArticleId, list[Span]] = {article: [] for article in texts}
    for descent in descents:
        if (descent.span.article, descent.origin) not in slight:
            taken[descent.span.article].add(descent.origin)
        spans[descent.span.article].append(descent.span)
    own = {article for article, text in texts.items() if _has_own(text, spans[article]) or not taken[article]}
    return {article: _roots(article, taken, own) for article in texts}


def _roots(article: ArticleId, taken: dict[ArticleId, set[str]], own: set[ArticleId]) -> list[str]:
    """What an article and all articles that it descends from go back to. Articles that only name each other are one
    root, the first of them."""
    behind, todo, found = {article}, [article], set()
    while todo:
        for origin in sorted(taken[todo.pop()]):
            if origin not in taken:
                found.add(origin)
            elif origin not in behind:
                behind.add(origin)
                todo.append(origin)
    return sorted(found | (behind & own)) or [min(behind)]


def _has_own(text: Text, explained: Sequence[Span]) -> bool:
    """Whether an article has something to say by itself: it was told something, or much of it nothing explains."""
    if any(told_the_outlet(statement, text.outlet) for statement in text.reading.statements):
        return True
    if any(credit.whole for credit in text.reading.credits):
        return False
    total = sum(span.end - span.start for span in text.body)
    return total > 0 and (total - covered_of(text, explained)) / total >= OWN_SHARE


def doubt_rewrites(texts: Texts, rewrites: Sequence[Rewrite], origins: Origins) -> list[Doubt]:
    """The origins that may be one because two articles without a common one tell the same in other words."""
    found: dict[tuple[str, str], Doubt] = {}
    for rewrite in sorted(rewrites, key=lambda one: (-one.bits, one.spans)):
        a, b = (span.article for span in rewrite.spans)
        if a not in texts or b not in texts or set(origins[a]) & set(origins[b]):
            continue
        names = f"{texts[a].name} and {texts[b].name}"
        why = f"{names} tell the same in other words: the one may have been made from the other"
        for left, right in itertools.product(origins[a], origins[b]):
            pair = (min(left, right), max(left, right))
            found.setdefault(pair, Doubt(*pair, rewrite.spans, why))
    return [found[pair] for pair in sorted(found)]


@dataclass(frozen=True, slots=True)
class Graph:
    """What is known of a story when its origins are counted. `copied`: unseen nodes that are texts which several
    articles share, not only reports that one names."""

    origins: Origins
    nodes: Sequence[Node]
    copied: Set[str]
    descents: Sequence[Descent]
    doubts: Sequence[Doubt]
    rewrites: Sequence[Rewrite]


def count_independent(texts: Texts, graph: Graph) -> Range:
    """How many independent reports the articles of a story are made of.

    A root counts that is the largest share of some article, or `SHARE` of it, or a report that one names. An interview
    that an outlet adds to an agency's report makes no second report of the event, though what it tells has an origin of
    its own. At least as many count as are the largest share of one, are proven, and are not doubtful; at most all.

    Not proven are a report known by its name only (it may be the same as another of that name or rest on it), and an
    article's own share where it also takes from elsewhere, unless somebody spoke to it or most of it is its own. What
    it retells of an article of one of its roots is not its own. Origins that may be one (`doubts`) count once at least.
    Words that somebody said or published are an origin of those who have them, and no report of their own where every
    article that has them has another, too.
    """
    if not texts:
        return Range(0, 0)
    shared = Counter(root for found in graph.origins.values() for root in set(found))
    kinds = {node.id: node.kind for node in graph.nodes}
    alone = {found[0] for found in graph.origins.values() if len(found) == 1}
    counted = {root for root in shared if kinds.get(root) not in ("speaker", "document") or root in alone}
    counted -= {article for article, text in texts.items() if not _says_something(text)}
    if not counted:
        return Range(0, 0)
    shares = _shares(texts, graph)
    largest = {root for found in shares.values() for root, share in found.items() if share == max(found.values())}
    large = {root for found in shares.values() for root, share in found.items() if share >= SHARE}
    proven = {
        root for root in counted & largest
        if (root in texts and _is_first_hand(texts[root], graph.origins[root], shares[root].get(root, 0.0)))
        or (root in graph.copied and shared[root] > 1)
    }  # fmt: skip
    named = {root for root in counted if kinds[root] == "unseen" and root not in graph.copied}
    low = _apart(proven, ((doubt.left, doubt.right) for doubt in graph.doubts))
    return Range(max(1, low), max(len(counted & (largest | large | named)), low, 1))


def _says_something(text: Text) -> bool:
    """Whether an article has a word in its body: a page that is all furniture reports nothing."""
    return any(c.isalnum() for span in text.body for c in text.article.words(span))


def _shares(texts: Texts, graph: Graph) -> dict[ArticleId, dict[str, float]]:
    """Article -> root -> the share of its body that comes from there.

    What it took from another article counts for the first root of that one that it has itself, with the words that say
    so ("he was quoted by the paper as saying"); what nothing explains, passage or rewrite, is its own if it has any.
    """
    taken: dict[ArticleId, dict[str, list[Span]]] = {article: defaultdict(list) for article in texts}
    for descent in graph.descents:
        article, root, span = descent.span.article, descent.origin, descent.span
        if root in texts:
            root = root if root in graph.origins[root] else graph.origins[root][0]
            span = _with_its_sentence(texts[article].article, span)
        taken[article][root].append(span)
    retold = _retold(graph)
    found: dict[ArticleId, dict[str, float]] = {}
    for article, by_root in taken.items():
        total = sum(span.end - span.start for span in texts[article].body) or 1
        everything = [span for spans in by_root.values() for span in spans] + retold[article]
        shares = {root: _share_of(texts[article], spans, total) for root, spans in sorted(by_root.items())}
        if article in graph.origins[article]:
            shares[article] = 1.0 - _share_of(texts[article], everything, total)
        found[article] = {root: shares.get(root, 0.0) for root in graph.origins[article]}
    return found


def _retold(graph: Graph) -> dict[ArticleId, list[Span]]:
    """Article -> what of it tells the same as another article of one of its roots, where that root is not its own."""
    found: dict[ArticleId, list[Span]] = defaultdict(list)
    for rewrite in graph.rewrites:
        for span, other in (rewrite.spans, rewrite.spans[::-1]):
            common = set(graph.origins.get(span.article, ())) & set(graph.origins.get(other.article, ()))
            if common - {span.article}:
                found[span.article].append(span)
    return found


def _with_its_sentence(article: Article, span: Span) -> Span:
    """A stretch drawn out to the borders of the sentences that it stands in."""
    block = next((block for block in article.blocks if block.start <= span.start and span.end <= block.end), None)
    if block is None:
        return span
    inside = [(a, b) for a, b in sentences(article.text, block.start, block.end) if a < span.end and span.start < b]
    return Span(span.article, min([span.start, *(a for a, _ in inside)]), max([span.end, *(b for _, b in inside)]))


def _share_of(text: Text, spans: Sequence[Span], total: int) -> float:
    return covered_of(text, spans) / total


def _is_first_hand(text: Text, origins: Sequence[str], share: float) -> bool:
    """Whether an article's own share is a report of its own."""
    if list(origins) == [text.id] or share > 0.5:
        return True
    return any(told_the_outlet(s, text.outlet) for s in text.reading.statements)


def _apart(proven: Iterable[str], doubted: Iterable[tuple[str, str]]) -> int:
    """How many remain when all that may be one are put together; what is not proven joins what it may be, too."""
    home: dict[str, str] = {}

    def find(root: str) -> str:
        while home.setdefault(root, root) != root:
            root = home[root]
        return root

    for left, right in doubted:
        first, second = sorted((find(left), find(right)))
        home[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for root in proven:
        groups[find(root)].append(root)
    return len(groups)
