"""Speakers named before a colon: "Renn: “We found a man.”" in a live blog, "The mayor: “...”", a transcript's
"RENN: We found a man."

There is no reporting verb, so what stands before the colon must be somebody, and nothing but a quotation may follow; in
a transcript, where no marks are set, two speakers must begin two paragraphs each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import lemma
from .clauses import FINITE_TAGS
from .cues import source_words
from .phrases import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .paragraphs import Paragraph

LONGEST = 9  # tokens of a label
SPEAKERS = frozenset(("person", "generic", "spokes", "body"))
SHORTEST = 3  # words that a turn in a transcript has at least
TURNS = 2  # paragraphs that each of two speakers at least begins in a transcript


@dataclass(frozen=True, slots=True)
class Labelled:
    """Token ranges of a content and of its colon, and the speaker."""

    content: tuple[int, int]
    cue: tuple[int, int]
    speaker: Token
    phrase: tuple[int, int]


def find_labelled(paragraph: Paragraph) -> Iterator[Labelled]:
    """The quotations of a paragraph that follow a speaker and a colon."""
    doc, quoted = paragraph.doc, paragraph.quoted
    for token in paragraph.tokens:
        if token.text != ":" or quoted[token.i] >= 0 or token.i + 1 >= len(doc) or quoted[token.i + 1] < 0:
            continue
        start = paragraph.sentence(token)[0]
        speaker = _speaker(paragraph, start, token.i)
        if speaker is not None:
            end = token.i + 1
            while end < len(doc) and quoted[end] == quoted[token.i + 1]:
                end += 1
            yield Labelled((token.i + 1, end), (token.i, token.i + 1), speaker, noun_phrase(paragraph, speaker))


def _speaker(paragraph: Paragraph, start: int, colon: int) -> Token | None:
    """The noun of the words before a colon, if they are a noun phrase that stands for somebody, and no clause."""
    doc, quoted = paragraph.doc, paragraph.quoted
    while start < colon and doc[start].tag_ in {"CD", "NFP", ":"}:
        start += 1  # "14.20 Renn: “...”"
    words = doc[start:colon]
    if not 0 < len(words) <= LONGEST or any(t.tag_ in FINITE_TAGS or quoted[t.i] >= 0 for t in words):
        return None
    end = next((t.i for t in words if t.tag_ == "IN" or t.text in {",", "("}), colon)
    head = next((doc[i] for i in range(end - 1, start - 1, -1) if doc[i].tag_.startswith("NN")), None)
    if head is None or doc[start].tag_ in {"IN", "RB", "CC", "TO", "WRB", "VBG", "VBN"}:
        return None
    short = head.text[:1].isupper() and end - start <= 2 and (head.tag_ == "NNP" or head.i == start > 0)
    if head.ent_type_ in {"PERSON", "ORG", "NORP"} or short:
        return head
    return head if source_words().get(lemma(head), frozenset()) & SPEAKERS else None


def find_turns(paragraphs: Sequence[Paragraph]) -> dict[int, Labelled]:
    """The paragraphs of a transcript by their number: "ORM: I was not there." Names that two or more begin with."""
    found = {p.number: turn for p in paragraphs if not p.quotations and (turn := _turn(p)) is not None}
    names = Counter(turn.speaker.lower_ for turn in found.values())
    speakers = {name for name, turns in names.items() if turns >= TURNS}
    if len(speakers) < 2:
        return {}
    return {n: turn for n, turn in found.items() if turn.speaker.lower_ in speakers}


def _turn(paragraph: Paragraph) -> Labelled | None:
    doc = paragraph.doc
    colon = next((i for i in range(min(len(doc), 5)) if doc[i].text == ":"), 0)
    words = doc[:colon]
    if not colon or len(doc) - colon <= SHORTEST or not all(t.tag_ in {"NNP", "NNPS", "NN"} for t in words):
        return None
    named = all(t.text[:1].isupper() for t in words) and words[-1].ent_type_ in {"PERSON", "ORG", ""}
    return Labelled((colon + 1, len(doc)), (colon, colon + 1), words[-1], (0, colon)) if named else None
