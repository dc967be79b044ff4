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
OURSELVES = frozenset(("i", "we", "my", "our", "me", "us"))
PERCEIVED = frozenset(("read", "see", "find", "hear", "hold", "carry", "wear"))
FEELING = frozenset(("be", "feel", "remain", "seem", "sound"))
REACH = 8  # tokens between a verb and the quoted state: "is, for her part, ..."
LONGEST_STATE = 8  # tokens of a quoted state
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
        start, stop = paragraph.sentence(token)
        speaker = _speaker(paragraph, start, token.i) or _teller(paragraph, start, token.i, stop)
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


def _teller(paragraph: Paragraph, start: int, colon: int, stop: int) -> Token | None:
    """ "Orm shook his head: “I was asleep.”", "For Oda Renn, a baker, it is too late: “We close in May.”": who acts
    before the colon, or the only person named there, speaks in the first person behind it."""
    doc, quoted = paragraph.doc, paragraph.quoted
    if any(quoted[i] >= 0 or doc[i].text == ";" for i in range(start, colon)):
        return None
    first = [t.lower_ for t in doc[colon + 1 : stop] if quoted[t.i] >= 0]
    after = [i for i in range(colon + 1, stop) if quoted[i] < 0 and not doc[i].is_punct and not doc[i].is_space]
    if after or not OURSELVES & set(first):
        return None
    verbs = [t for t in doc[start:colon] if t.tag_ in FINITE_TAGS]
    if not verbs or any(lemma(t) in PERCEIVED for t in doc[start:colon] if t.tag_.startswith("VB")):
        return None
    subjects = [t for t in doc[start:colon] if t.dep_ == "nsubj" and t.head.tag_ in FINITE_TAGS]
    named = [t for t in subjects if t.tag_ == "NNP" and t.ent_type_ in {"PERSON", ""}]
    acting = [t for t in subjects if t in named or t.lower_ in {"he", "she"} or _is_person(t)]
    if acting:
        return acting[0]
    people = [t for t in doc[start:colon] if t.ent_type_ == "PERSON" and t.head.ent_type_ != "PERSON"]
    return people[0] if len(people) == 1 else None


def _is_person(noun: Token) -> bool:
    return noun.tag_ == "NN" and bool(source_words().get(lemma(noun), frozenset()) & {"person", "generic", "spokes"})


def find_states(paragraph: Paragraph) -> Iterator[Labelled]:
    """ "Renn is, for her part, “three-quarters relieved”": how somebody feels is known from that person's words. What
    somebody is called (“the best of us”) may be anybody's."""
    quoted = paragraph.quoted
    for _, first, end in paragraph.quoted_tokens():
        inner = [t for t in paragraph.doc[first:end] if t.is_alpha]
        if end - first > LONGEST_STATE or not inner or inner[-1].tag_ not in {"JJ", "JJR", "VBN", "VBG"}:
            continue
        if any(t.tag_ in {*FINITE_TAGS, "DT"} for t in inner):
            continue
        before = paragraph.doc[max(paragraph.sentence(inner[0])[0], first - REACH) : first]
        verb = next((t for t in reversed(before) if t.tag_.startswith("VB") and quoted[t.i] < 0), None)
        if verb is None or lemma(verb) not in FEELING or verb.tag_ not in FINITE_TAGS:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i and quoted[c.i] < 0), None)
        if subject is not None and (subject.lower_ in {"he", "she"} or subject.tag_ == "NNP" or _is_person(subject)):
            yield Labelled((first, end), (verb.i, verb.i + 1), subject, noun_phrase(paragraph, subject, verb))


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
