"""A parsed block and its quotations -> a paragraph that the constructions can be looked for in.

A quotation is one opaque unit there: sentences end only outside of quotations, or with one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ...records import Article
from ..language import ParsedBlock
from .quotes import Quotation, find_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

READ_KINDS = frozenset(("paragraph", "blockquote", "list"))  # of the text; headings have their own rules
LONGEST_SENTENCE = 250  # tokens; a page of one endless line is cut up, so that time stays linear in its length
TERMINAL = frozenset(".?!…")
CLOSERS = "\"'“”’»›)]‘«"


@dataclass(frozen=True)
class Paragraph:
    """`quoted[i]` is the number of the quotation token `i` stands in, or -1; `sentences` are token ranges."""

    number: int
    parsed: ParsedBlock
    text: str
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    @property
    def doc(self) -> Doc:
        return self.parsed.doc

    @property
    def offset(self) -> int:
        return self.parsed.block.start

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        return tuple(n for n, (start, end) in enumerate(self.sentences) for _ in range(start, end))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token begins, in characters of the paragraph."""
        return tuple(token.idx for token in self.doc)

    def quotations_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that share characters with a stretch of the paragraph."""
        first = bisect_right(self.quotations, start, key=lambda q: q.end)
        return self.quotations[first : bisect_left(self.quotations, end, lo=first, key=lambda q: q.start)]

    def is_quoted(self, token: Token) -> bool:
        return self.quoted[token.i] >= 0

    def sentence(self, token: Token) -> tuple[int, int]:
        return self.sentences[self.sentence_of[token.i]]


def split_paragraphs(
    article: Article, parse: Iterable[ParsedBlock], kinds: frozenset[str] = READ_KINDS
) -> list[Paragraph]:
    """The blocks of an article that statements are read from, in order."""
    blocks = [parsed for parsed in parse if parsed.block.kind in kinds and len(parsed.doc)]
    texts = [article.text[p.block.start : p.block.start + len(p.doc.text)] for p in blocks]
    found = find_quotations(texts)
    return [_paragraph(n, *each) for n, each in enumerate(zip(blocks, texts, found, strict=True))]


def _paragraph(number: int, parsed: ParsedBlock, text: str, quotations: tuple[Quotation, ...]) -> Paragraph:
    doc = parsed.doc
    quoted, at = [], 0
    for token in doc:
        while at < len(quotations) and quotations[at].end <= token.idx:
            at += 1
        inside = at < len(quotations) and quotations[at].start <= token.idx
        quoted.append(at if inside else -1)
    plain = doc.text  # put together anew by every call
    starts: list[int] = []
    for i in range(len(doc)):
        if i == 0 or i - starts[-1] >= LONGEST_SENTENCE or _begins_sentence(doc, plain, i, quoted):
            starts.append(i)
    return Paragraph(number, parsed, text, quotations, tuple(quoted), tuple(pairwise([*starts, len(doc)])))


def _begins_sentence(doc: Doc, plain: str, i: int, quoted: list[int]) -> bool:
    token = doc[i]
    if quoted[i] >= 0 and quoted[i] == quoted[i - 1]:
        return False
    if token.is_space or (token.is_punct and quoted[i] < 0):
        return False
    before = plain[max(0, token.idx - 12) : token.idx].rstrip()
    bare = before.rstrip(CLOSERS).rstrip()
    ended = bool(bare) and bare[-1] in TERMINAL
    if not ended:
        return False
    first = plain[token.idx : token.idx + 2].lstrip("\"'“‘«‹„")[:1]
    if not (first.isupper() or first.isdigit() or quoted[i] >= 0):
        return False
    if quoted[i - 1] >= 0 or bare != before:  # after a quotation that ends a sentence of its own
        return not _goes_on_with_cue(doc, i) or bare[-1] == "."
    return bool(token.is_sent_start) or quoted[i] >= 0 or doc[i - 1].text in {".", "?", "!", "…"}


def _goes_on_with_cue(doc: Doc, i: int) -> bool:
    """After “...?” or “...!” a reporting clause may follow without a comma: “Why?” Dervan asked."""
    return doc[i - 1].is_sent_start is not None and any(
        token.tag_ in {"VBD", "VBZ"} for token in doc[i : i + 6] if not token.is_sent_start or token.i == i
    )
