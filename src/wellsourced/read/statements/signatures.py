"""Quotations with a signature: “We were told nothing.” — Oda Renn, dock worker.

Letters, voices from the street, pull quotes and epigraphs name the speaker behind a dash, in the line of the quotation
or in the next. There is no reporting verb, so nothing but the form tells: the quotation fills its line, and what
follows the dash is a name or a description of a person, and no clause.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..language import lemma
from .cues import source_words
from .paragraphs import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

DASH = re.compile(r"[―—–]|--?")
LONG_DASH = re.compile(r"[―—–]|--")  # a line that begins with a hyphen may be an item of a list
LONGEST = 16  # tokens of a signature
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@dataclass(frozen=True, slots=True)
class Signed:
    """The token range of a signed quotation in its paragraph, and its speaker and dash in the paragraph `home`."""

    content: tuple[int, int]
    home: Paragraph
    speaker: Token
    name: tuple[int, int]
    dash: tuple[int, int]


def find_signed(paragraphs: Sequence[Paragraph]) -> dict[int, list[Signed]]:
    """The signed quotations by the number of their paragraph."""
    found: dict[int, list[Signed]] = defaultdict(list)
    for paragraph in paragraphs:
        found[paragraph.number] += _in_line(paragraph)
    for above, below in pairwise(paragraphs):
        content = _whole(above)
        if content and not found[above.number] and LONG_DASH.match(below.text) and not below.quotations:
            found[above.number] += _sign(content, below, 0, len(below.doc))
    return {number: signed for number, signed in found.items() if signed}


def _in_line(paragraph: Paragraph) -> Iterator[Signed]:
    """Each quotation that begins the line, or follows a signature, with the tokens up to the next quotation."""
    at = 0
    for number, (start, end) in enumerate(_ranges(paragraph)):
        if paragraph.text[at : paragraph.quotations[number].start].strip():
            return
        stop = next((i for i in range(end, len(paragraph.doc)) if paragraph.quoted[i] >= 0), len(paragraph.doc))
        signed = next(_sign((start, end), paragraph, end, stop), None)
        if signed is None:
            return
        yield signed
        at = paragraph.doc[stop - 1].idx + len(paragraph.doc[stop - 1])


def _ranges(paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The token ranges of the quotations, in order."""
    first = 0
    while first < len(paragraph.doc):
        end = first + 1
        if paragraph.quoted[first] >= 0:
            while end < len(paragraph.doc) and paragraph.quoted[end] == paragraph.quoted[first]:
                end += 1
            yield first, end
        first = end


def _whole(paragraph: Paragraph) -> tuple[int, int] | None:
    """The tokens of a paragraph that is one quotation, or is set as one."""
    if paragraph.parsed.block.kind == "blockquote":
        return 0, len(paragraph.doc)
    only = paragraph.quotations[0] if len(paragraph.quotations) == 1 else None
    rest = paragraph.text[: only.start] + paragraph.text[only.end :] if only else paragraph.text
    return (0, len(paragraph.doc)) if only and not re.search(r"\w", rest) else None


def _sign(content: tuple[int, int], home: Paragraph, at: int, stop: int) -> Iterator[Signed]:
    doc = home.doc
    while at < stop and (doc[at].is_space or doc[at].text in {".", ","}):
        at += 1
    dash = at
    if at >= stop or not DASH.fullmatch(doc[at].text):
        return
    while at < stop and (DASH.fullmatch(doc[at].text) or doc[at].is_space):
        at += 1
    tail = doc[at:stop]
    if not 0 < len(tail) <= LONGEST or any(t.tag_ in FINITE for t in tail):
        return
    end = next((t.i for t in tail if t.text in {",", ";", "("} or t.is_space), stop)
    while end > at and doc[end - 1].is_punct:
        end -= 1
    speaker = _speaker(list(doc[at:end]))
    if speaker is not None:
        yield Signed(content, home, speaker, (at, end), (dash, dash + 1))


def _speaker(words: Sequence[Token]) -> Token | None:
    """The last word of the name that a signature begins with, or the person noun of its description."""
    if not words:
        return None
    described = next((t for t in words if source_words().get(lemma(t), frozenset()) & {"person", "generic"}), None)
    if words[0].is_title or words[0].is_upper:
        name = [t for t in words if t.text[:1].isupper() or t.text[:1] in "-’'"]
        small = [t for t in words if not t.text[:1].isupper()]
        if len(name) >= 2 and len(small) <= 2 and name[-1] == words[-1]:
            return name[-1]
    return described
