"""5. Reports that are named and not in the coverage: unseen ancestors known by their name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...names import key, parts
from ...records import ArticleId, Credit, Descent, Doubt, Edge, Node, Span, make_id
from .relays import Relays
from .texts import EVIDENCE, Text, Texts, with_article

SAME_MATTER = 0.25  # overlap of content words from which two relayed stretches are about one report

TOLD = 0.5  # of the longer words of what is taken from a report that a paragraph of it must have


@dataclass(frozen=True, slots=True)
class Named:
    """Stretches of one article that it takes from a report named so."""

    article: ArticleId
    name: str
    agency: bool
    credits: tuple[Credit, ...]
    words: frozenset[str]


def find_reports(
    texts: Texts, relays: Relays, known_nodes: Sequence[Node], descents: Sequence[Descent]
) -> tuple[list[Node], list[Edge], list[Descent]]:
    """A node for each report that is named, not in the coverage, and not already known as a common ancestor.

    Two articles that name the same source share a node only where what they take from it is about one matter. What the
    carriers of an agency's report take from that agency beside it is from the same report, unless one alone does that
    appeared later than the others: this may be an update.
    """
    by_name: dict[str, list[Named]] = defaultdict(list)
    known = {(taker, credit.span) for (taker, _), credits in relays.items() for credit in credits}
    taken: dict[ArticleId, list[Descent]] = defaultdict(list)
    for descent in descents:
        taken[descent.span.article].append(descent)
    for text in texts.values():
        grouped: dict[str, list[Credit]] = defaultdict(list)
        for credit in text.reading.credits:
            if (text.id, credit.span) not in known and not _is_explained(credit, taken[text.id]):
                grouped[credit.name].append(credit)
        for name, credits in grouped.items():
            words = _content_words(text, credits)
            by_name[key(name)].append(Named(text.id, name, credits[0].agency, tuple(credits), words))
    nodes: list[Node] = []
    edges: list[Edge] = []
    found: list[Descent] = []
    for _, group in sorted(by_name.items()):
        for matter in _by_matter(group):
            behind = _report_behind(texts, matter, known_nodes, taken)
            if behind:
                found += [Descent(credit.scope, behind, 0.7) for named in matter for credit in named.credits]
                edges += [_credits_edge(texts, named, behind, True) for named in matter if behind not in
                          {descent.origin for descent in taken[named.article]}]  # fmt: skip
                continue
            node, matter_edges, matter_descents = _report(texts, matter)
            nodes.append(node)
            edges += matter_edges
            found += matter_descents
    return nodes, edges, found


def _is_explained(credit: Credit, descents: Sequence[Descent]) -> bool:
    """Whether the text that a credit covers is already known to come from an unseen text (which it then names)."""
    return any(descent.span.overlaps(credit.scope) or descent.span.contains(credit.span) for descent in descents)


def _content_words(text: Text, credits: Sequence[Credit]) -> frozenset[str]:
    """Folded words of five letters and more in the paragraphs of the credits: what the report is about."""
    words: set[str] = set()
    for credit in credits:
        for block in text.body:
            if block.overlaps(credit.scope) and len(text.body) > 1:
                words |= _long_words(text, block)
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


def _report_behind(
    texts: Texts, matter: Sequence[Named], nodes: Sequence[Node], taken: dict[ArticleId, list[Descent]]
) -> str | None:
    """The agency's report that others carry and all who name it here have their matter from: they carry it, too, or
    what they have from the agency is told in one paragraph of it."""
    name = _name_of(matter[0])
    for node in nodes:
        carriers = {article for article, found in taken.items() if any(d.origin == node.id for d in found)}
        if node.kind != "unseen" or node.name != name:
            continue
        if all(named.article in carriers for named in matter):
            late = len(matter) == 1 and _is_later(texts, matter[0].article, carriers)
            return None if late else node.id
        if all(named.article in carriers or _is_told(texts, named, carriers) for named in matter):
            return node.id
    return None


def _is_told(texts: Texts, named: Named, carriers: Iterable[ArticleId]) -> bool:
    """Whether half of the words that one article has from a report stand in one paragraph of another that carries it,
    and two of them at least."""
    said = {word for credit in named.credits for word in _long_words(texts[named.article], credit.scope)}
    said -= set(parts(named.name))
    for carrier in sorted(carriers):
        text = texts[carrier]
        if any(2 <= len(said & _long_words(text, block)) >= TOLD * len(said) for block in text.body):
            return True
    return False


def _long_words(text: Text, span: Span) -> set[str]:
    return {word for word in parts(text.article.words(span)) if len(word) > 4}


def _is_later(texts: Texts, article: ArticleId, others: Iterable[ArticleId]) -> bool:
    """Whether an article is not known to have appeared on the first day of several."""
    days = [texts[other].article.published.earliest for other in others]
    day, known = texts[article].article.published.earliest, [one for one in days if one]
    return day is None or not known or day > min(known)


def _name_of(named: Named) -> str:
    what = f"{with_article(named.name)} report" if named.agency and named.name[:1].isupper() else (
        f"a report by {named.name}"
    )  # fmt: skip
    return f"{what}, not in this coverage"


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _report(texts: Texts, matter: list[Named]) -> tuple[Node, list[Edge], list[Descent]]:
    name = matter[0].name
    node = Node(
        make_id("n", "report", key(name), *(credit.span for named in matter for credit in named.credits)),
        "unseen",
        _name_of(matter[0]),
    )
    edges = [_credits_edge(texts, named, node.id, len(matter) > 1) for named in matter]
    descents = [Descent(credit.scope, node.id, 0.7) for named in matter for credit in named.credits]
    return node, edges, descents


def _credits_edge(texts: Texts, named: Named, node: str, others: bool) -> Edge:
    """`others`: whether others have the same matter from a report of that name."""
    words = texts[named.article].article.words(named.credits[0].span)
    why = f"{texts[named.article].name} names “{words}” as the source of what it says here"
    if others:
        why += f"; others have the same from {named.name}"
    shown = tuple(credit.span for credit in named.credits)[:EVIDENCE]
    return Edge(named.article, node, "credits", 0.6 if others else 0.8, shown, why)


def doubt_reports(reports: Sequence[Node], texts: Sequence[Node], descents: Sequence[Descent]) -> list[Doubt]:
    """A report that an article names may be the unseen text that it shares with others."""
    names = {node.id: node.name.removesuffix(", not in this coverage") for node in reports}
    unseen = {node.id for node in texts if node.kind == "unseen"}
    taken: dict[ArticleId, dict[str, Descent]] = defaultdict(dict)
    for descent in sorted(descents, key=lambda one: (one.span, one.origin)):
        taken[descent.span.article].setdefault(descent.origin, descent)
    found: dict[tuple[str, str], Doubt] = {}
    for _, origins in sorted(taken.items()):
        for report in sorted(set(origins) & set(names)):
            for text in sorted(set(origins) & unseen - set(names)):
                pair = (min(report, text), max(report, text))
                why = f"{names[report]} may be the text that an article which names it shares with others"
                found.setdefault(pair, Doubt(*pair, (origins[report].span, origins[text].span), why))
    return [found[pair] for pair in sorted(found)]
