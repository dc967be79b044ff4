"""Nouns of saying -> what is said by whom: "the charity's claim that ...", "issued a warning that ...".

1. The owner stands before the noun, or after "by" and "from": "her promise to ...", "claims by Orm that ...".
2. The noun is the object of a verb that adds nothing but that it was uttered: "made a promise to ...".
3. The content is the predicate of the noun, or follows its colon: "Orm's answer was blunt: “...”", "The message from
   the ministry was that ...", "“...,” was her answer", "Her verdict: a whitewash".
4. "“...” was all that he would say", "“...” is how she put it".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import lemma
from .clauses import SUBJECTS
from .contents import Range
from .cues import cue_nouns, cue_verbs, source_words
from .phrases import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .paragraphs import Paragraph

# Verbs that with a noun of saying for object mean that it was uttered ("light" or support verbs).
UTTERING = frozenset(("make", "issue", "give", "offer", "deliver", "send", "lodge", "file", "raise", "repeat", "renew",
                      "reiterate", "sound", "release", "publish", "post", "voice", "express", "level", "bring", "utter",
                      "provide", "put", "add", "open", "reaffirm", "restate", "convey"))  # fmt: skip
# Nouns that name what somebody uttered and whose content is their predicate or follows them
UTTERANCES = frozenset(("answer", "reply", "response", "message", "verdict", "comment", "explanation", "argument",
                        "advice", "warning", "conclusion", "word", "words", "retort", "statement", "claim", "view",
                        "assessment", "complaint", "plea", "promise", "excuse", "prediction", "proposal", "denial",
                        "testimony", "finding", "recommendation", "position", "motto", "summary", "contention",
                        "suggestion", "objection", "estimate", "belief", "opinion", "fear", "hope", "question",
                        "demand", "point", "reason"))  # fmt: skip
OF_SPEAKERS = frozenset(("by", "from"))
BE = frozenset(("is", "was", "were", "are", "’s", "'s", "remains", "came", "read", "reads", "ran"))
ALL_THAT = frozenset(("all", "what", "how"))
REACH = 8  # tokens between a noun of saying and its predicate


@dataclass(frozen=True, slots=True)
class Said:
    """Token ranges of a content and its cue, with the noun or verb of saying and the speaker."""

    content: Range
    cue: Range
    word: Token
    speaker: Token
    phrase: Range


def said_by_nouns(paragraph: Paragraph, taken: frozenset[int]) -> Iterator[Said]:
    """What a paragraph's nouns of saying attribute; `taken` are the tokens of contents that are objects already."""
    for token in paragraph.tokens:
        if paragraph.is_quoted(token):
            continue
        if token.lower_ in ALL_THAT and (said := _all_that(paragraph, token)) is not None:
            yield said
        if token.tag_ not in {"NN", "NNS"}:
            continue
        frames = cue_nouns().get(token.lower_, frozenset())
        if not frames and token.lower_ not in UTTERANCES:
            continue
        owner = _owner(paragraph, token)
        if owner is None or paragraph.is_quoted(owner):
            continue
        content = _content(paragraph, token, frames) if frames and token.i not in taken else None
        if content is None and token.lower_ in UTTERANCES:
            content = _predicate(paragraph, token, owner)
        if content is not None:
            phrase = noun_phrase(paragraph, owner, token if owner.i < token.i else None)
            yield Said(content, (token.i, token.i + 1), token, owner, phrase)


# ---- whose noun it is ---------------------------------------------------------------------------


def _owner(paragraph: Paragraph, noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.lower_ in OF_SPEAKERS and child.dep_ in {"prep", "agent"}:
            owner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if owner is not None and owner.tag_ in {"NN", "NNS", "NNP", "NNPS"}:
                return owner
    verb = noun.head
    if noun.dep_ != "dobj" or lemma(verb) not in UTTERING or paragraph.is_quoted(verb):
        return None
    if any(c.dep_ in {"neg", "auxpass"} for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i and _can_utter(c)), None)


def _can_utter(subject: Token) -> bool:
    """Whether a subject stands for people or what they write: "her refusal raises questions" utters nothing."""
    if subject.tag_ in {"PRP", "NNP", "NNPS", "WP"} or subject.ent_type_:
        return subject.lower_ not in {"it", "that", "this"}
    return bool(source_words().get(lemma(subject), frozenset()))


# ---- what was said ------------------------------------------------------------------------------


def _content(paragraph: Paragraph, noun: Token, frames: frozenset[str]) -> Range | None:
    """In the noun's own phrase: a clause with "that", an infinitive, a phrase with the noun's preposition."""
    stop = paragraph.sentence(noun)[1]
    children: Sequence[Token] = [c for c in noun.children if c.i > noun.i]
    if noun.dep_ == "dobj":  # "gave his word that ...": the clause may hang on the verb
        children = [
            *children,
            *(c for c in noun.head.children if c.i > noun.i and c.dep_ in {"ccomp", "advcl", "xcomp"}),
        ]
    for child in children:
        if child.i >= stop:
            continue
        end = min(child.right_edge.i + 1, stop)
        clause = child.dep_ in {"acl", "ccomp", "relcl", "advcl"}
        if clause and child.left_edge.lower_ == "that" and "clause" in frames and not _is_relative(child):
            return child.left_edge.i + 1, end
        if child.dep_ in {"acl", "xcomp"} and child.left_edge.tag_ == "TO" and "inf" in frames and child.head == noun:
            return child.left_edge.i, end
        if child.dep_ == "prep" and child.lower_ in frames and end > child.i + 1 and child.head == noun:
            return child.i + 1, end
    return None


def _is_relative(verb: Token) -> bool:
    """ "the claim that she made": "that" is an object or the subject."""
    that = verb.left_edge
    return that.tag_ == "WDT" and that.head == verb and that.dep_ in {*SUBJECTS, "dobj"} and verb.dep_ == "relcl"


def _predicate(paragraph: Paragraph, noun: Token, owner: Token) -> Range | None:
    """The content that a form of "be" or a colon equates with the noun; or the quotation before, of which the noun is
    the predicate."""
    doc, quoted = paragraph.doc, paragraph.quoted
    start, stop = paragraph.sentence(noun)
    if noun.i > start + 1 and (before := _quotation_before(paragraph, noun.left_edge.i, start)) is not None:
        return before
    at = max(noun.i, owner.right_edge.i) + 1
    for i in range(at, min(stop, at + REACH)):
        if quoted[i] >= 0:
            return None
        if doc[i].text == ":":
            return (i + 1, stop) if i + 1 < stop else None
        if doc[i].lower_ in BE and i + 1 < stop:
            if quoted[i + 1] >= 0:
                return i + 1, _quotation_end(paragraph, i + 1, stop)
            if doc[i + 1].lower_ == "that" and doc[i + 1].tag_ == "IN" and i + 2 < stop:
                return i + 2, stop
    return None


def _quotation_before(paragraph: Paragraph, at: int, start: int) -> Range | None:
    """“...,” was her answer: the quotation that ends before a form of "be" right before token `at`."""
    doc, quoted = paragraph.doc, paragraph.quoted
    if at - 2 < start or doc[at - 1].lower_ not in {"was", "is", "were", "are", "came"}:
        return None
    last = at - 2
    if last > start and doc[last].text == "," and quoted[last] < 0:
        last -= 1
    if quoted[last] < 0 or quoted[start] != quoted[last]:
        return None
    return start, last + 1


def _quotation_end(paragraph: Paragraph, at: int, stop: int) -> int:
    end = at
    while end < stop and paragraph.quoted[end] == paragraph.quoted[at]:
        end += 1
    return end


def _all_that(paragraph: Paragraph, token: Token) -> Said | None:
    """“...” was all that one of them would say."""
    doc = paragraph.doc
    start, stop = paragraph.sentence(token)
    content = _quotation_before(paragraph, token.i, start)
    if content is None:
        return None
    for verb in doc[token.i + 1 : min(stop, token.i + 24)]:
        cue = cue_verbs().get(lemma(verb)) if verb.tag_.startswith("VB") else None
        if cue is None or cue.cue_class != "speech":
            continue
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i > token.i), None)
        subject = subject or next(
            (c for c in verb.head.children if c.dep_ in SUBJECTS and token.i < c.i < verb.i), None
        )
        if subject is not None and not paragraph.is_quoted(subject):
            return Said(content, (verb.i, verb.i + 1), verb, subject, noun_phrase(paragraph, subject, verb))
    return None
