"""Through whom words came, as the reporting clause tells: "denied through his lawyer that", "said in an interview with
Interpress", "said in a statement carried by the agency", "was quoted by the paper"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import lemma
from .cues import source_words

if TYPE_CHECKING:
    from spacy.tokens import Token

INTERVIEWS = frozenset(("interview", "comment", "remark", "conversation"))
CARRYING = frozenset(("carry", "publish", "broadcast", "quote", "cite", "relay", "distribute", "air", "run", "release"))
PERSONS = frozenset(("person", "spokes", "generic"))


def agents(verb: Token) -> list[Token]:
    """The nouns in "by ..." of a passive verb."""
    return [
        noun
        for child in verb.children
        if child.lower_ == "by" and child.dep_ in {"agent", "prep"}
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def through(verb: Token) -> list[Token]:
    """Those through whom the words of a reporting verb came, as far as its prepositions tell."""
    found: list[Token] = []
    for preposition in verb.children:
        if preposition.dep_ != "prep":
            continue
        for noun in (c for c in preposition.children if c.dep_ == "pobj"):
            if preposition.lower_ not in {"through", "via"}:
                found += [*_interviewers(noun, preposition), *_carriers(noun)]
            elif noun.ent_type_ == "PERSON" or source_words().get(lemma(noun), frozenset()) & PERSONS:
                found.append(noun)
    return found


def _interviewers(noun: Token, preposition: Token) -> list[Token]:
    """ "an interview with Interpress", "remarks to the agency", where the name tells that it is no person."""
    if lemma(noun) not in INTERVIEWS:
        return []
    beside = [c for c in preposition.head.children if c.dep_ == "prep" and c.i > noun.i]
    return [
        n
        for c in [*noun.children, *beside]
        if c.lower_ in {"with", "to"}
        for n in c.children
        if n.dep_ == "pobj" and n.tag_ in {"NNP", "NN", "NNPS"} and n.ent_type_ != "PERSON"
    ][:1]


def _carriers(noun: Token) -> list[Token]:
    """ "a statement carried by the agency TANA"."""
    return [n for c in noun.children if c.dep_ in {"acl", "relcl"} and lemma(c) in CARRYING for n in agents(c)]
