"""A noun of a paragraph -> the tokens of its phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .paragraphs import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token


def noun_phrase(paragraph: Paragraph, head: Token, verb: Token | None = None) -> tuple[int, int]:
    """The tokens of a noun and what describes it: appositions stay, relative clauses and quotations do not."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        if child.i > head.i and child.dep_ in {"relcl", "acl", "advcl", "ccomp", "parataxis", "cc", "conj"}:
            if child.dep_ in {"cc", "conj"} and not any(c.dep_ == "relcl" for c in child.subtree):
                continue
            end = min(end, child.left_edge.i)
    if verb is not None:
        start, end = (start, min(end, verb.i)) if head.i < verb.i else (max(start, verb.i + 1), end)
    sentence = paragraph.sentence(head)
    start, end = max(start, sentence[0]), min(end, sentence[1])
    for i in range(head.i + 2, end):  # "an official at the port, who asked ...", wherever the parse hangs it
        if paragraph.doc[i].tag_ in {"WP", "WDT"} and paragraph.doc[i - 1].text == ",":
            end = i - 1
            break
    for i in range(head.i - 1, start - 1, -1):
        if paragraph.quoted[i] >= 0 and not _is_nickname(paragraph, i):
            start = i + 1
            break
    for i in range(head.i + 1, end):
        if paragraph.quoted[i] >= 0 and not _is_nickname(paragraph, i):
            end = i
            break
    while end > head.i + 1 and (paragraph.doc[end - 1].is_punct or paragraph.doc[end - 1].is_space):
        if paragraph.doc[end - 1].text in {")", "]"}:
            break
        end -= 1
    while end > head.i + 1 and paragraph.doc[end - 1].tag_ == "POS":
        end -= 1
    while start < head.i and (paragraph.doc[start].is_punct or paragraph.doc[start].is_space):
        start += 1
    return start, end


def _is_nickname(paragraph: Paragraph, i: int) -> bool:
    """Oda "Odd" Renn: a short quotation inside a name."""
    quotation = paragraph.quotations[paragraph.quoted[i]]
    return quotation.end - quotation.start <= 24 and paragraph.doc[i].tag_ in {"NNP", "``", "''", "NN", "JJ"}
