"""Documents that articles of the story rest on: a report, findings, minutes that somebody has published.

What several articles have from one published document has one origin, be the words in common or not. A document is
known by who published it: articles on one event that rely on a paper by the same office rely on the same one, or on
what that office knew. A press statement is no document: it is somebody speaking.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...names import key, parts
from ...records import ArticleId, Descent, Edge, Mention, Node, Span, make_id
from .families import Family
from .texts import EVIDENCE, Text, Texts, listed, names_outlet

RELIED = 0.8  # strength of an edge to a document that an article names

NOUN = (
    r"(?:report|findings|study|minutes|note|memo|memorandum|letter|audit|survey|white paper|transcript|dossier|"
    r"bulletin|indictment|ruling|verdict|judg(?:e)?ment|affidavit|lawsuit|complaint|filing|review|assessment|analysis|"
    r"communiqu[eé]|resolution|documents?|figures|data|statistics|results)"
)
NOUNS = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)
# "has published the minutes", "released its first findings", "said on Friday in a report"
PUBLISHED = re.compile(
    r"\s+(?:(?:has|have|had|also|later|then|now|since|just|already)\s+)*"
    rf"(?:(?:published|released|issued|presented|posted|made public|unveiled|put out)\s+(?:[\w’'-]+\s+){{0,4}}{NOUN}\b"
    rf"|(?:said|says|found|wrote|writes|concluded|warned|stated)\s+(?:[\w,]+\s+){{0,4}}?in\s+(?:an?|its|their|the)\s+"
    rf"(?:[\w-]+\s+){{0,3}}{NOUN}\b)",
    re.IGNORECASE,
)
# "the office's first report", which something is then said to be in: a verb, or an "according to" before it
OWNED = re.compile(
    rf"[’']s?\s+(?:[\w-]+\s+){{0,3}}{NOUN}\s+(?:says|said|found|finds|shows|showed|states|stated|concludes|concluded|"
    r"puts|put|lists|listed|describes|described)\b",
    re.IGNORECASE,
)
# "a report by the office", "minutes released by", "according to figures from"
BY = re.compile(
    rf"\b{NOUN}\s+(?:(?:published|released|issued|presented|posted|made public|compiled|written|prepared|[\w-]+)\s+)?"
    rf"(?:by|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# A sentence that only announces one, or asks for it, has nothing from it
NOT_YET = re.compile(r"\b(?:will|would|is to|are to|due to|expected to|plans? to|asked|urged|called on|until)\b", re.I)
SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s))+[.!?]?")
NEAR = 80  # characters looked at beside a name


@dataclass(frozen=True, slots=True)
class Citation:
    """An article that relies on a published document: whose, the sentence that says so, and what it has from it."""

    article: ArticleId
    publisher: str
    noun: str
    sentence: Span
    scopes: tuple[Span, ...]


def find_citations(texts: Texts) -> tuple[Citation, ...]:
    """The documents that the articles rely on, in order; what outlets and agencies publish is a report of the news."""
    outlets = [text.outlet for text in texts.values() if text.outlet]
    agencies = [credit.name for text in texts.values() for credit in text.reading.credits]
    news = sorted({*outlets, *agencies})
    found = [citation for text in texts.values() for citation in _citations(text, news)]
    return tuple(sorted(found, key=lambda one: (one.article, one.sentence, one.publisher)))


def _citations(text: Text, news: Sequence[str]) -> Iterator[Citation]:
    seen: set[str] = set()
    words = text.article.text
    mentions = text.reading.mentions
    paragraphs = [block for block in text.body if NOUNS.search(words, block.start, block.end)] if mentions else []
    for mention in mentions if paragraphs else ():
        publisher = key(mention.name)
        sentence = _sentence(words, paragraphs, mention.span)
        if not publisher or publisher in seen or sentence is None:
            continue
        noun = _document(text, mention, sentence)
        if noun is None or any(names_outlet(mention.name, name) or names_outlet(name, mention.name) for name in news):
            continue
        seen.add(publisher)
        yield Citation(text.id, mention.name, noun, sentence, (sentence, *_contents(text, publisher, sentence)))


def _sentence(words: str, paragraphs: Sequence[Span], span: Span) -> Span | None:
    """The sentence of one of some paragraphs in which a span begins."""
    for block in paragraphs:
        if block.contains(span):
            for match in SENTENCE.finditer(words, block.start, block.end):
                if match.start() <= span.start < match.end():
                    blank = len(match.group()) - len(match.group().lstrip())
                    return Span(span.article, match.start() + blank, match.end())
    return None


def _document(text: Text, mention: Mention, sentence: Span) -> str | None:
    """What the sentence calls the document that somebody has published, or None."""
    words, start, end = text.article.text, mention.span.start, mention.span.end
    after, before = words[end : min(end + NEAR, sentence.end)], words[max(start - NEAR, sentence.start) : start]
    found = PUBLISHED.match(after) or OWNED.match(after) or BY.search(before)
    if found is None or NOT_YET.search(
        words, max(start - NEAR // 2, sentence.start), min(end + NEAR // 4, sentence.end)
    ):
        return None
    noun = NOUNS.search(found.group())
    return noun.group().lower() if noun else None


def _contents(text: Text, publisher: str, sentence: Span) -> tuple[Span, ...]:
    """What the article has from the document: what its publisher is reported to say, and what "the report" says."""
    found = []
    for statement in text.reading.statements:
        said = statement.source.text.lower()
        if key(statement.source.name) == publisher or (
            NOUNS.search(said) and len(said.split()) <= 3 and statement.content[0].start > sentence.start
        ):
            found += list(statement.content)
    return tuple(sorted(found))


# ---- the same words quoted ---------------------------------------------------------------------

UNNAMED = re.compile(r"(?:it|they|(?:the|its|their) [a-z]+)", re.IGNORECASE)


def quoting(texts: Texts, family: Family, citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """A family of quoted words -> who has them from a document, if one carrier has them right beside the name of one;
    none where somebody else says them there."""
    spans = family.spans()
    for citation in citations:
        for span in spans.get(citation.article, ()):
            if _stands_beside(texts[citation.article], span, citation):
                return tuple(
                    Citation(article, citation.publisher, citation.noun, min(found), tuple(sorted(found)))
                    for article, found in sorted(spans.items())
                )
    return ()


def _stands_beside(text: Text, span: Span, citation: Citation) -> bool:
    if any(span.overlaps(scope) for scope in citation.scopes):
        return True
    if not any(block.contains(span) and block.contains(citation.sentence) for block in text.body):
        return False
    sources = [s.source for s in text.reading.statements if any(span.overlaps(content) for content in s.content)]
    return all(UNNAMED.fullmatch(one.text) or key(one.name) == key(citation.publisher) for one in sources)


# ---- the graph ---------------------------------------------------------------------------------


def lay_documents(texts: Texts, citations: Sequence[Citation]) -> tuple[list[Node], list[Edge], list[Descent]]:
    """A node for each publisher whose document two articles or more rely on; what one alone has from it is that
    article's own reading of it."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    descents: list[Descent] = []
    for group in by_publisher(citations):
        if len({citation.article for citation in group}) < 2:
            continue
        node = document_node(group)
        nodes.append(node)
        for article in sorted({citation.article for citation in group}):
            scopes = tuple(sorted({s for citation in group if citation.article == article for s in citation.scopes}))
            others = [texts[one].name for one in {citation.article for citation in group} if one != article]
            does = "does" if len(others) == 1 else "do"
            noun = next(citation.noun for citation in group if citation.article == article)
            why = f"{texts[article].name} rests here on {node.name} (“{noun}”), as {listed(others)} {does}"
            edges.append(Edge(article, node.id, "quotes", RELIED, scopes[:EVIDENCE], why))
            descents += [Descent(scope, node.id, RELIED) for scope in scopes]
    return nodes, edges, descents


def by_publisher(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Citations of one publisher together, called in full or by the last words of its name."""
    groups: dict[str, list[Citation]] = defaultdict(list)
    for citation in sorted(citations, key=lambda one: (-len(parts(one.publisher)), key(one.publisher), one.article)):
        name = key(citation.publisher)
        home = next((full for full in groups if names_outlet(citation.publisher, groups[full][0].publisher)), name)
        groups[home].append(citation)
    return [sorted(group, key=lambda one: (one.article, one.sentence)) for _, group in sorted(groups.items())]


def document_node(group: Sequence[Citation]) -> Node:
    publisher = max((citation.publisher for citation in group), key=lambda name: (len(name), name))
    return Node(make_id("n", "document", key(publisher)), "document", f"what {publisher} has published")
