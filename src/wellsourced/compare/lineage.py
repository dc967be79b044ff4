"""Readings and passages -> lineage: where the words of each article come from, as a graph with unseen ancestors.

Textual criticism's rule: siblings each have something the others lack, a descendant has its parent's readings. So

1. an article that names another outlet of the story as its source, and shares words or statements with it, took them
   from there;
2. articles that share passages and name no such source descend from a text that is not in the coverage: an agency
   report where one of them credits an agency, a common text otherwise;
3. a report that an article names and that is not in the coverage is an unseen ancestor of what it relays; two
   articles that name the same one for the same matter share it;
4. what none of this explains is the article's own, unless a credit covers the whole of it.

An article may have several origins, passage by passage. Every edge says why in a sentence.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..names import key, parts
from ..records import (
    BODY,
    Article,
    ArticleId,
    Credit,
    Descent,
    Edge,
    Lineage,
    Node,
    NodeKind,
    Passage,
    Range,
    Reading,
    Span,
    Statement,
    make_id,
)

OWN_SHARE = 0.25  # share of a body's characters from which unexplained text counts as an article's own reporting
SAME_MATTER = 0.25  # overlap of content words from which two relayed stretches are about one report
EVIDENCE = 6  # spans shown with an edge


@dataclass(frozen=True, slots=True)
class Text:
    """An article with what lineage needs of it."""

    reading: Reading
    body: tuple[Span, ...]

    @property
    def id(self) -> ArticleId:
        return self.reading.article.id

    @property
    def name(self) -> str:
        return label(self.reading.article)


def label(article: Article) -> str:
    """What an article is called in a sentence: its outlet, or its title."""
    return article.outlet or (f"“{article.title}”" if article.title else article.address)


def infer_lineage(readings: Sequence[Reading], passages: Sequence[Passage]) -> Lineage:
    """The lineage of one story. The order of readings and passages does not matter."""
    texts = {reading.article.id: _text(reading) for reading in sorted(readings, key=lambda r: r.article.id)}
    passages = sorted(passages, key=lambda passage: passage.spans)
    relays = _relays(texts)
    edges, descents, nodes = _from_relays(texts, relays, passages)
    families = _families(texts, passages, relays)
    for family in families:
        node, family_edges, family_descents = _common_ancestor(texts, family)
        nodes.append(node)
        edges += family_edges
        descents += family_descents
    report_nodes, report_edges, report_descents = _named_reports(texts, relays, descents, nodes)
    nodes += report_nodes
    edges += report_edges
    descents += report_descents
    origins = _origins(texts, descents, nodes, edges)
    return Lineage(
        nodes=tuple(sorted([*(_article_node(text) for text in texts.values()), *nodes], key=lambda n: (n.kind, n.id))),
        edges=tuple(sorted(edges, key=lambda e: (e.source, e.target, e.kind))),
        origins=tuple((article, tuple(roots)) for article, roots in sorted(origins.items())),
        descents=tuple(sorted(descents, key=lambda d: (d.span, d.origin))),
        independent=_independent(texts, origins, nodes, descents),
    )


def _text(reading: Reading) -> Text:
    article = reading.article
    return Text(reading, tuple(Span(article.id, b.start, b.end) for b in article.blocks if b.kind in BODY))


def _article_node(text: Text) -> Node:
    return Node(text.id, "article", text.name)


# ---- 1. an article of the story named as the source -------------------------------------------


def _relays(texts: dict[ArticleId, Text]) -> dict[tuple[ArticleId, ArticleId], list[Credit]]:
    """(article, article whose outlet it names as a source) -> the credits."""
    found: dict[tuple[ArticleId, ArticleId], list[Credit]] = defaultdict(list)
    for text, other in itertools.permutations(texts.values(), 2):
        outlet = other.reading.article.outlet
        if not outlet or outlet == text.reading.article.outlet:
            continue
        for credit in _named_sources(text):
            if not credit.agency and _names_outlet(credit.name, outlet):
                found[text.id, other.id].append(credit)
    return found


def _named_sources(text: Text) -> list[Credit]:
    """The credits of an article, and every other source or relay that it names: it may be an outlet of the story."""
    found = {(credit.span, credit.scope): credit for credit in text.reading.credits}
    for statement in text.reading.statements:
        scope = Span(text.id, statement.content[0].start, max(span.end for span in statement.content))
        for name, span in [(statement.source.name, statement.source.span)] + [
            (x.name, x.span) for x in statement.chain
        ]:
            if span is not None:
                found.setdefault((span, scope), Credit(name, span, scope, False, f"“{name}” is named as the source"))
    return [found[place] for place in sorted(found)]


def _names_outlet(name: str, outlet: str) -> bool:
    said, full = parts(name), parts(outlet)
    return bool(said) and (full == said or full[-len(said) :] == said or said[-len(full) :] == full)


def _from_relays(
    texts: dict[ArticleId, Text],
    relays: dict[tuple[ArticleId, ArticleId], list[Credit]],
    passages: Sequence[Passage],
) -> tuple[list[Edge], list[Descent], list[Node]]:
    edges: list[Edge] = []
    descents: list[Descent] = []
    for (taker, giver), credits in sorted(relays.items()):
        shared = [span for p in passages if (span := _span_of(p, taker)) and _span_of(p, giver)]
        scopes = sorted({credit.scope for credit in credits})
        evidence = tuple(sorted({credit.span for credit in credits} | set(shared)))[:EVIDENCE]
        words = texts[taker].reading.article.words(credits[0].span)
        edges.append(
            Edge(taker, giver, "rewrites" if not shared else "quotes", 0.95, evidence,
                 f"{texts[taker].name} names “{words}” as its source"
                 + (f" and carries {_count(len(shared), 'passage')} of it" if shared else ""))
        )  # fmt: skip
        descents += [Descent(span, giver, 0.95) for span in [*scopes, *shared]]
    return edges, descents, []


def _span_of(passage: Passage, article: ArticleId) -> Span | None:
    return next((span for span in passage.spans if span.article == article), None)


def _count(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"


# ---- 2. passages without a named source: an unseen common text --------------------------------


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that carry passages of one text which none of them is known to be."""

    articles: tuple[ArticleId, ...]
    passages: tuple[Passage, ...]


def _families(
    texts: dict[ArticleId, Text],
    passages: Sequence[Passage],
    relays: dict[tuple[ArticleId, ArticleId], list[Credit]],
) -> list[Family]:
    """Passages grouped by the articles they connect, those explained by a named source left out.

    An article that joins two texts (a splice) would put both into one family: that can only lower the count of
    origins, never raise it.
    """
    parent = {article: article for article in texts}

    def find(article: ArticleId) -> ArticleId:
        while parent[article] != article:
            article = parent[article]
        return article

    unexplained = [(passage, carriers) for passage in passages if len(carriers := _unexplained(passage, relays)) > 1]
    for _, carriers in unexplained:
        for a, b in itertools.pairwise(carriers):
            first, second = sorted((find(a), find(b)))
            parent[second] = first
    grouped: dict[ArticleId, list[tuple[Passage, tuple[ArticleId, ...]]]] = defaultdict(list)
    for passage, carriers in unexplained:
        grouped[find(carriers[0])].append((passage, carriers))
    return [
        Family(tuple(sorted({a for _, carriers in group for a in carriers})), tuple(p for p, _ in group))
        for _, group in sorted(grouped.items())
    ]


def _unexplained(passage: Passage, relays: dict[tuple[ArticleId, ArticleId], list[Credit]]) -> tuple[ArticleId, ...]:
    """The carriers of a passage that do not name another carrier as their source."""
    carriers = sorted({span.article for span in passage.spans})
    return tuple(a for a in carriers if not any((a, b) in relays for b in carriers))


def _common_ancestor(texts: dict[ArticleId, Text], family: Family) -> tuple[Node, list[Edge], list[Descent]]:
    agency = _credited_agency(texts, family)
    speaker = _quoted_speaker(texts, family) if not agency else None
    names = [texts[article].name for article in family.articles]
    unseen = f"a {agency} report, not in this coverage" if agency else (
        f"a common text behind {_listed(names)}, not in this coverage"
    )  # fmt: skip
    if speaker:
        unseen = f"the words of {speaker}, quoted by {_listed(names)}"
    kind: NodeKind = "speaker" if speaker else "unseen"
    node = Node(make_id("n", kind, *(span for p in family.passages for span in p.spans)), kind, unseen)
    bits = Counter[ArticleId]()
    spans: dict[ArticleId, list[Span]] = defaultdict(list)
    for passage in family.passages:
        for span in passage.spans:
            if span.article in family.articles:
                spans[span.article].append(span)
                bits[span.article] += round(passage.bits)
    edges = [
        Edge(article, node.id, "quotes" if speaker else "copies", round(_strength(bits[article]), 2),
             tuple(sorted(spans[article]))[:EVIDENCE],
             _why_copied(texts, family, article, len(spans[article]), agency))
        for article in family.articles
    ]  # fmt: skip
    descents = [
        Descent(span, node.id, _strength(bits[article])) for article in family.articles for span in spans[article]
    ]
    return node, edges, descents


def _quoted_speaker(texts: dict[ArticleId, Text], family: Family) -> str | None:
    """Whose quoted words are all that the articles of a family share, or None where they share more than that.

    Words that one speaker said in public need no common text: each outlet may have heard or read them itself.
    """
    names: Counter[str] = Counter()
    for passage in family.passages:
        for span in passage.spans:
            if span.article not in family.articles:
                continue
            reading = texts[span.article].reading
            holding = [s for s in reading.statements if any(content.contains(span) for content in s.content)]
            if not any(s.kind == "direct" for s in holding) and not _in_quotation_marks(reading.article, span):
                return None
            names.update(statement.source.name for statement in holding[:1])
    return max(names, key=lambda name: (names[name], len(name), name)) if names else "somebody"


QUOTES = frozenset("\"“”«»‘’„'")


def _in_quotation_marks(article: Article, span: Span) -> bool:
    """Whether a quotation mark stands right before a stretch, and one right after it."""
    before, after = article.text[: span.start].rstrip(), article.text[span.end : span.end + 3].lstrip(".,;!? ")
    return before[-1:] in QUOTES and after[:1] in QUOTES


def _strength(bits: float) -> float:
    """0 to 1 from bits of shared wording: 60 bits, the least that links two articles, are .75; 200 are .92."""
    return bits / (bits + 20.0) if bits > 0 else 0.5


def _why_copied(
    texts: dict[ArticleId, Text], family: Family, article: ArticleId, passages: int, agency: str | None
) -> str:
    others = [texts[other].name for other in family.articles if other != article]
    mine = [c for c in texts[article].reading.credits if c.agency and (agency is None or c.name == agency)]
    sentence = f"{texts[article].name} shares {_count(passages, 'passage')} with {_listed(others)}"
    if mine:
        sentence += f", and credits {mine[0].name} (“{texts[article].reading.article.words(mine[0].span)}”)"
    elif agency:
        sentence += f", where {agency} is credited"
    return sentence + "; none of them names another as its source"


def _credited_agency(texts: dict[ArticleId, Text], family: Family) -> str | None:
    """The agency that most articles of a family credit for these passages, or for the whole; a named one first."""
    votes: Counter[str] = Counter()
    for article in family.articles:
        stretches = [span for p in family.passages for span in p.spans if span.article == article]
        names = {
            credit.name
            for credit in texts[article].reading.credits
            if credit.agency and any(_near(credit, span) for span in stretches)
        }
        votes.update(names)
    named = {name: count for name, count in votes.items() if name[:1].isupper()}
    pool = named or dict(votes)
    if not pool:
        return None
    best = max(pool, key=lambda name: (pool[name], name))
    return best if named else "news agency"


def _near(credit: Credit, span: Span) -> bool:
    """Whether a credit speaks for a stretch: it covers it, or stands in it or right beside it."""
    if credit.scope.overlaps(span):
        return True
    gap = max(span.start - credit.span.end, credit.span.start - span.end)
    return credit.span.article == span.article and gap < 40


def _listed(names: Iterable[str]) -> str:
    listed = sorted(set(names))
    if len(listed) > 4:
        return f"{', '.join(listed[:3])} and {len(listed) - 3} others"
    return " and ".join(filter(None, [", ".join(listed[:-1]), listed[-1]])) if listed else "others"


# ---- 3. reports that are named and not in the coverage ----------------------------------------


@dataclass(frozen=True, slots=True)
class Named:
    """Stretches of one article that it takes from a report named so."""

    article: ArticleId
    name: str
    agency: bool
    credits: tuple[Credit, ...]
    words: frozenset[str]


def _named_reports(
    texts: dict[ArticleId, Text],
    relays: dict[tuple[ArticleId, ArticleId], list[Credit]],
    descents: Sequence[Descent],
    nodes: Sequence[Node],
) -> tuple[list[Node], list[Edge], list[Descent]]:
    """A node for each report that is named, not in the coverage, and not already known as a common ancestor.

    Two articles that name the same source share a node only where what they take from it is about one matter.
    """
    by_name: dict[str, list[Named]] = defaultdict(list)
    known = {(taker, credit.span) for (taker, _), credits in relays.items() for credit in credits}
    for text in texts.values():
        grouped: dict[str, list[Credit]] = defaultdict(list)
        for credit in text.reading.credits:
            if (text.id, credit.span) not in known and not _explained(credit, descents):
                grouped[credit.name].append(credit)
        for name, credits in grouped.items():
            words = _content_words(text, credits)
            by_name[key(name)].append(Named(text.id, name, credits[0].agency, tuple(credits), words))
    new_nodes: list[Node] = []
    edges: list[Edge] = []
    new_descents: list[Descent] = []
    for _, group in sorted(by_name.items()):
        for matter in _by_matter(group):
            node, matter_edges, matter_descents = _report(texts, matter)
            new_nodes.append(node)
            edges += matter_edges
            new_descents += matter_descents
    return new_nodes, edges, new_descents


def _explained(credit: Credit, descents: Sequence[Descent]) -> bool:
    """Whether the text that a credit covers is already known to come from an unseen text (which it then names)."""
    return any(descent.span.overlaps(credit.scope) or descent.span.contains(credit.span) for descent in descents)


def _content_words(text: Text, credits: Sequence[Credit]) -> frozenset[str]:
    """Folded words of five letters and more in the paragraphs of the credits: what the report is about."""
    words: set[str] = set()
    for credit in credits:
        for block in text.body:
            if block.overlaps(credit.scope) and len(text.body) > 1:
                words |= {word for word in parts(text.reading.article.words(block)) if len(word) > 4}
    return frozenset(words)


def _by_matter(group: list[Named]) -> list[list[Named]]:
    matters: list[list[Named]] = []
    for named in sorted(group, key=lambda n: n.article):
        for matter in matters:
            if any(_overlap(named.words, other.words) >= SAME_MATTER for other in matter):
                matter.append(named)
                break
        else:
            matters.append([named])
    return matters


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _report(texts: dict[ArticleId, Text], matter: list[Named]) -> tuple[Node, list[Edge], list[Descent]]:
    name = matter[0].name
    what = f"a {name} report" if matter[0].agency and name[:1].isupper() else f"a report by {name}"
    node = Node(
        make_id("n", "report", key(name), *(credit.span for named in matter for credit in named.credits)),
        "unseen",
        f"{what}, not in this coverage",
    )
    edges = [
        Edge(named.article, node.id, "credits", 0.8 if len(matter) == 1 else 0.6,
             tuple(credit.span for credit in named.credits)[:EVIDENCE],
             f"{texts[named.article].name}: {named.credits[0].why}"
             + ("; others name the same source for the same matter" if len(matter) > 1 else ""))
        for named in matter
    ]  # fmt: skip
    descents = [Descent(credit.scope, node.id, 0.7) for named in matter for credit in named.credits]
    return node, edges, descents


# ---- 4. origins -------------------------------------------------------------------------------


def _origins(
    texts: dict[ArticleId, Text], descents: Sequence[Descent], nodes: Sequence[Node], edges: Sequence[Edge]
) -> dict[ArticleId, list[str]]:
    """Article -> its root nodes; what it took from another article of the story is followed to that one's roots."""
    taken: dict[ArticleId, list[str]] = {
        article: sorted({d.origin for d in descents if d.span.article == article}) for article in texts
    }
    own = {article for article, text in texts.items() if _has_own(text, descents)}

    def roots(article: ArticleId, seen: frozenset[ArticleId]) -> list[str]:
        found: list[str] = []
        for origin in taken[article]:
            if origin in texts:
                found += roots(origin, seen | {article}) if origin not in seen else [origin]
            else:
                found.append(origin)
        if article in own or not found:
            found.append(article)
        return found

    return {article: sorted(set(roots(article, frozenset()))) for article in texts}


def _has_own(text: Text, descents: Sequence[Descent]) -> bool:
    """Whether an article has something to say by itself: it was told something, or much of it nothing explains."""
    if any(_told_the_outlet(statement, text.reading.article.outlet) for statement in text.reading.statements):
        return True
    if any(credit.whole for credit in text.reading.credits):
        return False
    total = sum(span.end - span.start for span in text.body)
    explained = sum(_covered(block, [d.span for d in descents if d.span.article == text.id]) for block in text.body)
    return total > 0 and (total - explained) / total >= OWN_SHARE


def _told_the_outlet(statement: Statement, outlet: str | None) -> bool:
    return bool(outlet and statement.addressee and _names_outlet(statement.addressee, outlet))


def _covered(block: Span, spans: Sequence[Span]) -> int:
    """How many characters of a block some spans cover, each counted once."""
    covered, at = 0, block.start
    for span in sorted(span for span in spans if span.overlaps(block)):
        start, end = max(at, span.start), min(block.end, span.end)
        if end > start:
            covered += end - start
            at = end
    return covered


def _independent(
    texts: dict[ArticleId, Text],
    origins: dict[ArticleId, list[str]],
    nodes: Sequence[Node],
    descents: Sequence[Descent],
) -> Range:
    """How many independent origins the story has: at most all roots; at least those that nothing makes doubtful.

    Doubtful are a report known by its name only (it may be the same as another of that name or rest on it) and an
    article's own share where it also takes from elsewhere and names nobody who spoke to it.
    """
    roots = {root for found in origins.values() for root in found}
    proven = {root for root in roots if root in texts and _is_first_hand(texts[root], origins[root])}
    shared = {
        node.id for node in nodes if node.kind == "unseen" and sum(node.id in found for found in origins.values()) > 1
    }
    low = len(proven | (shared & roots))
    return Range(max(1, low) if texts else 0, max(len(roots), low, 1) if texts else 0)


def _is_first_hand(text: Text, origins: Sequence[str]) -> bool:
    outlet = text.reading.article.outlet
    told = any(_told_the_outlet(statement, outlet) for statement in text.reading.statements)
    return told or list(origins) == [text.id]
