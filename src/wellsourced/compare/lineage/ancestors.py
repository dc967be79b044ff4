"""3. A family and its stemma -> the text behind it: one of its articles, or an unseen one.

An article of the story is named as the source of another where its wording shows it beyond reasonable doubt. The others
descend from a text that is not in the coverage: an agency report where one of them credits an agency. Where the wording
does not tell whether it is one of them, the unseen text says so (`may_be`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...records import ArticleId, Credit, Descent, Doubt, Edge, Node, Span, make_id
from .families import Family
from .stemma import Kinship, Stemma, build_stemma
from .texts import EVIDENCE, Text, Texts, counted, covered_of, listed, names_outlet, with_article

SURE = 0.95  # probability from which one article is said to be the source of another
OPEN = 0.05  # probability from which it may be
CREDITED = 0.9  # strength of an edge to the report of an agency that the text's carriers credit
SLIGHT = 0.1  # of a body: one sentence of ten
PROVEN = 120  # bits: twice what links two articles at the least (see `passages.accept`), more than a sentence
FEW = 4  # of a very large family that are named
CANDIDATES = 3  # possible sources that are told of each article
# Articles of a family that are compared each with each: 250 are 31,000 comparisons, about two seconds. The rest of a
# larger family is taken for siblings, which is what hundreds of carriers of one text are.
MOST = 250


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What a family adds to the graph."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    descents: tuple[Descent, ...]
    possible: tuple[Edge, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    slight: tuple[tuple[ArticleId, str], ...] = ()  # article, and a node that is too little of it to be its origin


def find_ancestry(texts: Texts, family: Family) -> Ancestry:
    if family.speaker:
        return _spoken(texts, family)
    stemma = build_stemma(texts, family)
    kin = _compare(stemma)
    sources = _sources(stemma, kin)
    agency = _credited_agency(texts, family)
    wire = _article_of(texts, agency) if agency else _wire_among(stemma)
    if wire in family.articles:
        return _from_wire(texts, family, wire, agency or texts[wire].outlet or "", sources, kin)
    tops = [article for article in family.articles if article not in sources]
    edges, descents = _from_articles(texts, family, sources, kin)
    if len(tops) == 1 and not agency:
        return Ancestry((), tuple(edges), tuple(descents))
    node = _unseen(texts, family, tops, agency, _may_be(tops, kin) if not agency else ())
    top_edges, top_descents = _from_unseen(texts, family, node, tops, agency, kin)
    possible = _possible(texts, family, tops, kin)
    maybe = {*node.may_be, *(edge.target for edge in possible)} if not agency else {wire} if wire else set()
    doubts = _doubts(texts, node, sorted(maybe), family)
    slight = _slight(texts, family, tops, agency)
    doubts += [_slight_doubt(texts, article, node, family) for article in slight]
    return Ancestry(
        (node,), (*edges, *top_edges), (*descents, *top_descents), tuple(possible), tuple(doubts),
        tuple((article, node.id) for article in slight),
    )  # fmt: skip


def _article_of(texts: Texts, agency: str) -> ArticleId | None:
    """The one article of the story that an agency published itself."""
    found = [text.id for text in texts.values() if names_outlet(agency, text.outlet or "")]
    return found[0] if len(found) == 1 else None


def _wire_among(stemma: Stemma) -> ArticleId | None:
    """The one article of a family whose outlet other articles of the story credit as an agency."""
    found = [article for article in stemma.family.articles if stemma.around[article].is_agency]
    return found[0] if len(found) == 1 else None


def _from_wire(
    texts: Texts, family: Family, wire: ArticleId, agency: str, sources: dict[ArticleId, ArticleId], kin: Kin
) -> Ancestry:
    """The credited agency's own report is in the coverage, and is what the credit means. Who shares no more than a
    sentence with it and credits somebody else or nobody belongs to a family apart, which a splice joins to this one."""
    shared: Counter[ArticleId] = Counter()
    for passage in family.passages:
        if _carries(passage.spans, wire):
            shared.update({span.article: round(passage.bits) for span in passage.spans})
    near = {a for a in family.articles if shared[a] >= PROVEN or (shared[a] and _credits(texts[a], agency))}
    found = {a: wire for a in near - {wire}}
    for taker, source in sources.items():
        if taker != wire and source in (near | {wire}):
            found[taker] = source
    edges, descents = _from_articles(texts, family, found, kin, agency)
    rest = {article for article in family.articles if article not in found and article != wire}
    left = tuple(p for p in family.passages if sum(_carries(p.spans, a) for a in rest))
    if not rest:
        return Ancestry((), tuple(edges), tuple(descents))
    carriers = tuple(sorted({s.article for p in left for s in p.spans if s.article in family.articles} - {wire}))
    left = tuple(p for p in left if sum(_carries(p.spans, a) for a in carriers) > 1)
    carriers = tuple(a for a in carriers if any(_carries(p.spans, a) for p in left))
    if not left:
        return Ancestry((), tuple(edges), tuple(descents))
    apart = find_ancestry(texts, Family(carriers, left, None, tuple(a for a in carriers if a in found)))
    return replace(apart, edges=(*edges, *apart.edges), descents=(*descents, *apart.descents))


def _credits(text: Text, agency: str) -> bool:
    return any(credit.name == agency for credit in text.reading.credits)


def _doubts(texts: Texts, node: Node, articles: Sequence[ArticleId], family: Family) -> list[Doubt]:
    """An unseen text that may be one of the articles is not counted beside what that article reports by itself."""
    spans = family.spans()
    evidence = tuple(sorted(spans[min(spans)]))[:EVIDENCE]
    return [
        Doubt(
            min(node.id, article),
            max(node.id, article),
            tuple(sorted(spans.get(article, ())))[:EVIDENCE] or evidence,
            f"the text that {texts[article].name} shares with others may be its own"
            if article in spans
            else f"{node.name.removesuffix(', not in this coverage')} may be that of {texts[article].name}",
        )
        for article in articles
    ]


def _slight(texts: Texts, family: Family, tops: Sequence[ArticleId], agency: str | None) -> list[ArticleId]:
    """The articles that have no more of a text than one sentence, which they may have from what somebody said as the
    others have it, and credit nobody for it."""
    passages = Counter(article for passage in family.passages for article in {span.article for span in passage.spans})
    bits, spans = _bits(family), family.spans()
    found = []
    for article in tops:
        if passages[article] > 1 or bits[article] >= PROVEN or (agency and _credits(texts[article], agency)):
            continue
        body = texts[article].body
        total = sum(block.end - block.start for block in body)
        if covered_of(texts[article], spans[article]) < SLIGHT * total:
            found.append(article)
    return found


def _slight_doubt(texts: Texts, article: ArticleId, node: Node, family: Family) -> Doubt:
    why = f"{texts[article].name} has one sentence in common with others, which it may have heard as they did"
    return Doubt(min(node.id, article), max(node.id, article), tuple(family.spans()[article]), why)


# ---- which articles are sources of which ------------------------------------------------------

UNKNOWN = Kinship(0.0, 0.0, 1.0, 0, 0, 0, 0, 0)
Kin = dict[tuple[ArticleId, ArticleId], Kinship]  # the left article's id is the lower one


def _compare(stemma: Stemma) -> Kin:
    articles = stemma.family.articles[:MOST]
    return {(a, b): stemma.kinship(a, b) for n, a in enumerate(articles) for b in articles[n + 1 :]}


def _as_source(kin: Kin, source: ArticleId, taker: ArticleId) -> float:
    """How likely one article descends from another."""
    if (source, taker) in kin:
        return kin[source, taker].left
    return kin[taker, source].right if (taker, source) in kin else 0.0


def _sources(stemma: Stemma, kin: Kin) -> dict[ArticleId, ArticleId]:
    """Article -> the article that it descends from: of all that it does, the one that differs least from it."""
    likely: dict[ArticleId, list[ArticleId]] = {}
    for a, b in kin:
        for source, taker in ((a, b), (b, a)):
            if _as_source(kin, source, taker) >= SURE and source not in stemma.family.splices:
                likely.setdefault(taker, []).append(source)
    found: dict[ArticleId, ArticleId] = {}
    for taker in sorted(likely):
        nearest = min(likely[taker], key=lambda one: (kin[min(one, taker), max(one, taker)].places, one))
        at: ArticleId | None = nearest
        while at is not None and at != taker:  # never in a circle
            at = found.get(at)
        if at is None:
            found[taker] = nearest
    return found


def _may_be(tops: list[ArticleId], kin: Kin) -> tuple[ArticleId, ...]:
    """The articles that may be the common text themselves: nothing speaks against any other's descent from them."""
    if len(tops) > MOST:
        return ()
    return tuple(a for a in tops if all(_as_source(kin, a, b) > OPEN for b in tops if b != a))


def _possible(texts: Texts, family: Family, tops: list[ArticleId], kin: Kin) -> list[Edge]:
    """For each article of an unseen text the others that it may have been taken from, the likeliest first."""
    found = []
    spans = family.spans()
    for taker in tops if len(tops) <= MOST else ():
        likely = sorted((-_as_source(kin, source, taker), source) for source in tops if source != taker)
        for chance, source in likely[:CANDIDATES]:
            if -chance > OPEN:
                why = (
                    f"{texts[taker].name} may have taken it from {texts[source].name}: by the wording, the odds are "
                    f"{-chance:.0%}"
                )
                shown = tuple(sorted(spans[taker]))[:1]
                found.append(Edge(taker, source, "copies", round(-chance, 2), shown, why))
    return found


# ---- nodes, edges, sentences ------------------------------------------------------------------


def _spoken(texts: Texts, family: Family) -> Ancestry:
    """A speaker whose public words several articles have."""
    names = [texts[article].name for article in family.articles]
    node = Node(_node_id("speaker", family), "speaker", f"the words of {family.speaker}, quoted by {listed(names)}")
    edges, descents = [], []
    bits = _bits(family)
    for article, spans in family.spans().items():
        others = listed(texts[other].name for other in family.articles if other != article)
        why = (
            f"{texts[article].name} quotes {family.speaker} in the same words as {others}; "
            "nothing else shows that they had it from one text"
        )
        edges.append(Edge(article, node.id, "quotes", _strength(bits[article]), tuple(sorted(spans))[:EVIDENCE], why))
        descents += [Descent(span, node.id, _strength(bits[article])) for span in spans]
    return Ancestry((node,), tuple(edges), tuple(descents))


def _node_id(kind: str, family: Family) -> str:
    return make_id("n", kind, *(span for p in family.passages for span in p.spans))


def _bits(family: Family) -> Counter[ArticleId]:
    bits: Counter[ArticleId] = Counter()
    for passage in family.passages:
        for span in passage.spans:
            bits[span.article] += round(passage.bits)
    return bits


def _strength(bits: float) -> float:
    """0 to 1 from bits of shared wording: 60 bits, the least that links two articles, are .75; 200 are .92."""
    return round(bits / (bits + 20.0), 2) if bits > 0 else 0.5


def _from_articles(
    texts: Texts, family: Family, sources: dict[ArticleId, ArticleId], kin: Kin, agency: str | None = None
) -> tuple[list[Edge], list[Descent]]:
    edges, descents = [], []
    spans = family.spans()
    for taker, source in sorted(sources.items()):
        kinship = kin.get((min(source, taker), max(source, taker)), UNKNOWN)
        chance = _as_source(kin, source, taker)
        strength = round(max(chance, CREDITED if agency else 0.0), 2)
        mine = [s for p in family.passages for s in p.spans if s.article == taker and _carries(p.spans, source)]
        shown = tuple(sorted(mine or spans[taker]))[:EVIDENCE]
        why = _why_descends(texts, taker, source, kinship, len(mine))
        if chance < SURE:
            why = f"{_why_copied(texts, family, taker, len(spans[taker]), agency)}; {agency}’s own report is here"
        edges.append(Edge(taker, source, "copies", strength, shown, why))
        descents += [Descent(span, source, strength) for span in spans[taker]]
    return edges, descents


def _carries(spans: tuple[Span, ...], article: ArticleId) -> bool:
    return any(span.article == article for span in spans)


def _why_descends(texts: Texts, taker: ArticleId, source: ArticleId, kinship: Kinship, passages: int) -> str:
    left = source < taker
    marks = kinship.marks_right if left else kinship.marks_left
    alone = kinship.own_right if left else kinship.own_left
    sentence = (
        f"{texts[taker].name} has {counted(passages, 'passage')} of {texts[source].name}"
        f" and differs from it in {counted(kinship.places, 'place')}"
    )
    reasons = []
    if marks:
        reasons.append(
            f"in {marks} of them it has what an editor makes of a text: a date for a weekday, a bracket, words left out"
        )
    if alone:
        reasons.append(f"in {alone} it stands alone, where {texts[source].name} agrees with the others")
    days = [texts[one].article.published.earliest for one in (source, taker)]
    if days[0] and days[1] and days[0] < days[1]:
        reasons.append("it appeared later")
    return sentence + "".join(f"; {reason}" for reason in reasons)


def _unseen(
    texts: Texts, family: Family, tops: list[ArticleId], agency: str | None, may_be: tuple[ArticleId, ...]
) -> Node:
    name = (
        f"{with_article(agency)} report, not in this coverage" if agency
        else f"a common text behind {listed(texts[article].name for article in tops)}"
        + (f", which may be that of {_either(texts, may_be)}" if may_be else ", not in this coverage")
    )  # fmt: skip
    return Node(_node_id("unseen", family), "unseen", name, may_be)


def _either(texts: Texts, articles: tuple[ArticleId, ...]) -> str:
    return listed(texts[article].name for article in articles).replace(" and ", " or ")


def _from_unseen(
    texts: Texts, family: Family, node: Node, tops: list[ArticleId], agency: str | None, kin: Kin
) -> tuple[list[Edge], list[Descent]]:
    edges, descents = [], []
    bits, spans = _bits(family), family.spans()
    for article in tops:
        why = _why_copied(texts, family, article, len(spans[article]), agency)
        why += _why_unseen(article, tops[:MOST], node, agency, kin)
        shown = tuple(sorted(spans[article]))[:EVIDENCE]
        edges.append(Edge(article, node.id, "copies", _strength(bits[article]), shown, why))
        descents += [Descent(span, node.id, _strength(bits[article])) for span in spans[article]]
    return edges, descents


def _why_copied(texts: Texts, family: Family, article: ArticleId, passages: int, agency: str | None) -> str:
    # of a thousand others a few are named: their number is what counts
    shown = family.articles if len(family.articles) <= MOST else family.articles[:FEW]
    few = [other for other in shown if other != article]
    names = listed((texts[other].name for other in few), len(family.articles) - 1 - len(few))
    mine = [c for c in texts[article].reading.credits if c.agency and (agency is None or c.name == agency)]
    sentence = f"{texts[article].name} shares {counted(passages, 'passage')} with {names}"
    if mine:
        sentence += f", and credits {mine[0].name} (“{texts[article].article.words(mine[0].span)}”)"
    elif agency:
        sentence += f", where {agency} is credited"
    if article in family.splices:
        sentence += "; the rest of it comes from another text"
    return sentence


def _why_unseen(article: ArticleId, others: Sequence[ArticleId], node: Node, agency: str | None, kin: Kin) -> str:
    """What the readings say of an article that is no source of the others."""
    if article in node.may_be:
        return "; the wording does not tell which of them had it first"
    own = 0
    for other in others:
        pair = (min(article, other), max(article, other))
        if pair in kin:
            own = max(own, kin[pair].own_left if article == pair[0] else kin[pair].own_right)
    if own:
        show = "shows" if own == 1 else "show"
        return f"; {counted(own, 'wording')} found only in it {show} that the others did not copy it"
    return "; none of them names another as its source" if not agency else ""


def _credited_agency(texts: Texts, family: Family) -> str | None:
    """The agency that most articles of a family credit for these passages, or for the whole; a named one first."""
    votes: Counter[str] = Counter()
    for article, stretches in family.spans().items():
        credits = texts[article].reading.credits
        votes.update({c.name for c in credits if c.agency and any(_near(c, span) for span in stretches)})
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
