"""Readings and passages -> lineage: where the words of each article come from, as a graph with unseen ancestors.

1. `relays`: an article that names another outlet of the story as its source, and shares words or statements with it,
   took them from there;
2. `families`: articles that share passages and name no such source carry one text;
3. `ancestors`: that text is one of them where the wording proves it (`stemma`: textual criticism's rule that siblings
   each have something the others lack, and a descendant has its parent's readings), and an unseen one otherwise: an
   agency report where one of them credits an agency;
4. `documents`: what somebody has published is one origin of all who rely on it, in the same words or not;
5. `reports`: a report that an article names and that is not in the coverage is an unseen ancestor of what it relays;
   two articles that name the same one for the same matter share it;
6. `origins`: what none of this explains is the article's own, unless a credit covers the whole of it. Two that tell
   the same in other words and have nothing else in common may have one origin: that is a doubt, which no count passes.

An article may have several origins, passage by passage. Every edge says why in a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...records import ArticleId, Doubt, Edge, Lineage, Node, Passage, Reading, Rewrite
from .ancestors import find_ancestry
from .documents import find_citations, lay_documents, quoting
from .families import find_families
from .origins import Graph, count_independent, doubt_rewrites, find_origins
from .relays import doubt_relayed, find_relays, lay_relays
from .reports import doubt_reports, find_reports
from .texts import as_text

__all__ = ["infer_lineage"]


def infer_lineage(
    readings: Sequence[Reading], passages: Sequence[Passage], rewrites: Sequence[Rewrite] = ()
) -> Lineage:
    """The lineage of one story. The order of readings, passages and rewrites does not matter."""
    texts = {reading.article.id: as_text(reading) for reading in sorted(readings, key=lambda r: r.article.id)}
    passages = sorted(passages, key=lambda passage: passage.spans)
    relays = find_relays(texts, passages)
    edges, descents = lay_relays(texts, relays, passages)
    nodes = [Node(text.id, "article", text.name) for text in texts.values()]
    possible: list[Edge] = []
    doubts: list[Doubt] = []
    slight: set[tuple[ArticleId, str]] = set()
    copied: set[str] = set()
    # what one article alone has from a document is its own reading of it
    citations = find_citations(texts) if len(texts) > 1 else ()
    for family in find_families(texts, passages, relays):
        if family.speaker and (quoted := quoting(texts, family, citations)):
            citations += quoted
            continue
        ancestry = find_ancestry(texts, family)
        nodes += ancestry.nodes
        copied.update(node.id for node in ancestry.nodes)
        edges += ancestry.edges
        descents += ancestry.descents
        possible += ancestry.possible
        doubts += ancestry.doubts
        slight.update(ancestry.slight)
    document_nodes, document_edges, document_descents = lay_documents(texts, citations)
    nodes += document_nodes
    edges += document_edges
    descents += document_descents
    report_nodes, report_edges, report_descents = find_reports(texts, relays, nodes, descents)
    nodes += report_nodes
    edges += report_edges
    descents += report_descents
    doubts += doubt_reports(report_nodes, nodes, descents)
    origins = find_origins(texts, descents, slight)
    doubts += doubt_rewrites(texts, rewrites, origins)
    doubts += doubt_relayed(texts, relays, nodes, descents, origins)
    return Lineage(
        nodes=tuple(sorted(nodes, key=lambda n: (n.kind, n.id))),
        edges=tuple(sorted(edges, key=lambda e: (e.source, e.target, e.kind))),
        origins=tuple((article, tuple(roots)) for article, roots in sorted(origins.items())),
        descents=tuple(sorted(descents, key=lambda d: (d.span, d.origin))),
        independent=count_independent(texts, Graph(origins, nodes, copied, descents, doubts, rewrites)),
        doubts=tuple(sorted(doubts, key=lambda d: (d.left, d.right))),
        possible=tuple(sorted(possible, key=lambda e: (e.source, e.target))),
    )
