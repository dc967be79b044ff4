"""A parsed block and its quotations -> a paragraph that the constructions can be looked for in.

A quotation is one opaque unit there: sentences end only outside of quotations, or with one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ...records import Article, Repair, Span
from ..language import ParsedBlock
from .quotes import Quotation, find_quotations, read_quotations

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

READ_KINDS = frozenset(("paragraph", "blockquote", "list"))  # of the text; headings have their own rules
LONGEST_SENTENCE = 250  # tokens; a page of one endless line is cut up, so that time stays linear in its length
TERMINAL = frozenset(".?!…")
CLOSERS = "\"'“”’»›)]‘«"


@dataclass(frozen=True)
class Paragraph:
    """`quoted[i]` is the number of the quotation token `i` stands in, or -1; `sentences` are token ranges.

    The inside of a quotation can be looked at as a paragraph of its own (`inside`): then `whole` is the paragraph that
    the quotation stands in, `only` its token range there, and all that stands around counts as quoted.
    """

    number: int
    parsed: ParsedBlock
    text: str
    quotations: tuple[Quotation, ...]
    quoted: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    whole: Paragraph | None = None
    only: tuple[int, int] | None = None

    @property
    def root(self) -> Paragraph:
        return self.whole or self

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
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, made once: the language model makes each anew whenever it is asked for."""
        return tuple(self.doc) if self.only is None else self.root.tokens[self.only[0] : self.only[1]]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each token begins, in characters of the paragraph."""
        return tuple(token.idx for token in self.root.tokens)

    def quotations_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The quotations that share characters with a stretch of the paragraph."""
        first = bisect_right(self.quotations, start, key=lambda q: q.end)
        return self.quotations[first : bisect_left(self.quotations, end, lo=first, key=lambda q: q.start)]

    def quoted_tokens(self) -> Iterator[tuple[Quotation, int, int]]:
        """The quotations with the token ranges of what stands between their marks, in order; those without are left
        out."""
        at = 0
        for number, quotation in enumerate(self.quotations):
            at = bisect_left(self.starts, quotation.inner_start, lo=at)
            end = bisect_left(self.starts, quotation.inner_end, lo=at)
            if at < end and self.quoted[at] == number:
                yield quotation, at, end

    def is_quoted(self, token: Token) -> bool:
        return self.quoted[token.i] >= 0

    def sentence(self, token: Token) -> tuple[int, int]:
        return self.sentences[self.sentence_of[token.i]]


def split_paragraphs(
    article: Article, parse: Iterable[ParsedBlock], kinds: frozenset[str] = READ_KINDS
) -> list[Paragraph]:
    """The blocks of an article that statements are read from, in order.

    Quotations are paired over a whole block, also where the language model reads it in pieces.
    """
    blocks = [parsed for parsed in parse if parsed.block.kind in kinds and len(parsed.doc)]
    pieces: list[list[ParsedBlock]] = []
    for parsed in blocks:
        if pieces and pieces[-1][-1].block.end == parsed.block.start:
            pieces[-1].append(parsed)
        else:
            pieces.append([parsed])
    texts = [article.text[block[0].block.start : block[-1].block.end] for block in pieces]
    found = [
        (parsed, quotations)
        for block, whole in zip(pieces, _set_off(pieces, texts, find_quotations(texts)), strict=True)
        for parsed, quotations in _shared_out(block, whole)
    ]
    return [
        _paragraph(n, parsed, article.text[parsed.block.start : parsed.block.end], quotations)
        for n, (parsed, quotations) in enumerate(found)
    ]


def _set_off(
    pieces: Sequence[Sequence[ParsedBlock]], texts: Sequence[str], found: Sequence[tuple[Quotation, ...]]
) -> Iterator[tuple[Quotation, ...]]:
    """The quotations of each block. Block quotes that a colon announces need no marks: their being set off is one."""
    announced = False
    for block, text, quotations in zip(pieces, texts, found, strict=True):
        quoted = block[0].block.kind == "blockquote"
        if quoted and announced and not quotations:
            end = len(text.rstrip())
            yield (Quotation(0, end, 0, end, opened=False),)
        else:
            yield quotations
        announced = text.rstrip().endswith(":") or (quoted and announced)


def _shared_out(
    block: Sequence[ParsedBlock], whole: Sequence[Quotation]
) -> Iterator[tuple[ParsedBlock, tuple[Quotation, ...]]]:
    """A block's quotations for each of its pieces; one that a border cuts is open at the border."""
    at = 0
    for parsed in block:
        start, end = (edge - block[0].block.start for edge in (parsed.block.start, parsed.block.end))
        while at < len(whole) and whole[at].end <= start:
            at += 1
        here: list[Quotation] = []
        for quotation in whole[at:]:
            if quotation.start >= end:
                break
            here.append(_cut(quotation, start, end))
        yield parsed, tuple(here)


def _cut(quotation: Quotation, start: int, end: int) -> Quotation:
    first, last = max(quotation.start, start), min(quotation.end, end)
    inner = min(max(quotation.inner_start, first), last), max(min(quotation.inner_end, last), first)
    return Quotation(
        first - start, last - start, inner[0] - start, max(inner) - start,
        opened=quotation.opened and first == quotation.start,
        closed=quotation.closed and last == quotation.end,
        resumes=quotation.resumes or first > quotation.start,
    )  # fmt: skip


def find_repairs(article: Article) -> tuple[Repair, ...]:
    """The quotation marks of an article's text that have no partner, and what was made of each; those that stand side
    by side and share their lot are one."""
    blocks = [block for block in article.blocks if block.kind in READ_KINDS]
    found = read_quotations([article.text[block.start : block.end] for block in blocks])
    repairs: list[Repair] = []
    for block, (_, told) in zip(blocks, found, strict=True):
        for mended in told:
            start, end = block.start + mended.start, block.start + mended.end
            last = repairs[-1] if repairs else None
            if last is not None and last.why == mended.why and not article.text[last.span.end : start].strip():
                repairs[-1] = Repair(Span(article.id, last.span.start, end), mended.why)
            else:
                repairs.append(Repair(Span(article.id, start, end), mended.why))
    return tuple(repairs)


def _paragraph(number: int, parsed: ParsedBlock, text: str, quotations: tuple[Quotation, ...]) -> Paragraph:
    doc = parsed.doc
    quoted, at = [], 0
    for token in doc:
        while at < len(quotations) and quotations[at].end <= token.idx:
            at += 1
        inside = at < len(quotations) and quotations[at].start <= token.idx
        quoted.append(at if inside else -1)
    plain = parsed.text
    starts: list[int] = []
    for i in range(len(doc)):
        if i == 0 or i - starts[-1] >= LONGEST_SENTENCE or _begins_sentence(doc, plain, i, quoted):
            starts.append(i)
    return Paragraph(number, parsed, text, quotations, tuple(quoted), tuple(pairwise([*starts, len(doc)])))


def inside(paragraph: Paragraph, quotation: Quotation, first: int, end: int) -> Paragraph:
    """The inside of a quotation, tokens `[first, end)` without its marks, with the quotations that stand in it."""
    inner = [
        replace(q, start=q.start + quotation.inner_start, end=q.end + quotation.inner_start,
                inner_start=q.inner_start + quotation.inner_start, inner_end=q.inner_end + quotation.inner_start)
        for q in find_quotations([paragraph.text[quotation.inner_start : quotation.inner_end]])[0]
    ]  # fmt: skip
    around = (0, quotation.inner_start), (quotation.inner_end, len(paragraph.text))
    before, after = (Quotation(a, b, a, b) for a, b in around)
    quoted, at = [0] * first, 0
    for token in paragraph.tokens[first:end]:
        while at < len(inner) and inner[at].end <= token.idx:
            at += 1
        quoted.append(at + 1 if at < len(inner) and inner[at].start <= token.idx else -1)
    quoted += [len(inner) + 1] * (len(paragraph.doc) - end)
    plain, starts = paragraph.parsed.text, [first]
    starts += [i for i in range(first + 1, end) if _begins_sentence(paragraph.doc, plain, i, quoted)]
    edges = sorted({0, *starts, end, len(paragraph.doc)})
    return Paragraph(
        paragraph.number, paragraph.parsed, paragraph.text, (before, *inner, after), tuple(quoted),
        tuple(pairwise(edges)), paragraph, (first, end),
    )  # fmt: skip


TITLES = frozenset(("Adm", "Capt", "Cmdr", "Col", "Cpl", "Det", "Dr", "Fr", "Gen", "Gov", "Hon", "Insp", "Lt", "Maj",
                    "Mr", "Mrs", "Ms", "Msgr", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr", "St", "Supt"))  # fmt: skip


def _begins_sentence(doc: Doc, plain: str, i: int, quoted: list[int]) -> bool:
    token = doc[i]
    if quoted[i] >= 0 and quoted[i] == quoted[i - 1]:
        return False
    if token.is_space or (token.is_punct and quoted[i] < 0):
        return False
    before = plain[max(0, token.idx - 12) : token.idx].rstrip()
    bare = before.rstrip(CLOSERS).rstrip()
    ended = bool(bare) and bare[-1] in TERMINAL
    if not ended or (bare[-1] == "." and re.split(r"\W", bare[:-1])[-1] in TITLES):
        return False
    first = plain[token.idx : token.idx + 2].lstrip("\"'“‘«‹„")[:1]
    if not (first.isupper() or first.isdigit() or quoted[i] >= 0):
        return False
    if quoted[i - 1] >= 0 or bare != before:  # after a quotation that ends a sentence of its own
        return not _goes_on_with_cue(doc, i) or bare[-1] == "."
    return bool(token.is_sent_start) or quoted[i] >= 0 or doc[i - 1].text in {".", "?", "!", "…"}


def _goes_on_with_cue(doc: Doc, i: int) -> bool:
    """After “...?” or “...!” a reporting clause may follow without a comma: “Why?” Dervan asked. “Why?” He said ...
    begins anew."""
    if doc[i].text in {"He", "She", "They", "We"}:
        return False
    return doc[i - 1].is_sent_start is not None and any(
        token.tag_ in {"VBD", "VBZ"} for token in doc[i : i + 6] if not token.is_sent_start or token.i == i
    )
