"""A parsed block -> the words that tell an event, each with its kind.

1. A verb that the lexicon knows in the frame it stands in ("walk out", "strike" without an object).
2. A noun of happening whose verb says only that it comes about ("carried out air strikes", "held talks", "an explosion
   occurred"), that is asked for, denied, threatened or offered ("called for air strikes"), or that stands new in an
   adjunct ("killed in an air strike").
3. Any other verb of doing in a main or reported clause, told as past, future or conditional, of somebody in
   particular: `other happening`. States, attitudes, perceptions and reporting verbs are none, but not to have answered
   or announced is one.

Verbs of conditions ("if talks fail") are left to the event they are the condition of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...records import Span
from ..language import ParsedBlock, lemma
from .modality import AUXILIARIES, is_conditional, is_negated
from .words import WITH_OBJECT, WITHOUT, words

if TYPE_CHECKING:
    from spacy.tokens import Token

OTHER = "other happening"
COMPLEMENTS = frozenset(("prt", "prep", "dobj", "acomp", "oprd", "advmod", "attr", "ccomp", "xcomp", "nsubjpass"))
PERSONAL = frozenset(("i", "you", "we", "he", "she", "they", "it", "who", "which", "that", "one", "this", "there"))
NEW = frozenset(("a", "an", "two", "three", "several", "another"))
ADJUNCT = frozenset(("in", "after", "during", "following", "by", "since", "from", "before"))
ASKED = frozenset(("requested", "offered", "denied", "wanted"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event; `verb` is the one that says that it came about (itself, for verbs)."""

    token: Token
    kind: str
    verb: Token


def find_triggers(parsed: ParsedBlock, cues: Sequence[Span]) -> Iterator[Trigger]:
    """The triggers of a block in order. `cues` are the reporting words of its statements."""
    light: set[int] = set()
    found: list[Trigger] = []
    for token in parsed.doc:
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS") and (trigger := _noun(token)) is not None:
            found.append(trigger)
            if trigger.token.i != trigger.verb.i and lemma(trigger.verb) in words().classes["light"]:
                light.add(trigger.verb.i)
    for token in parsed.doc:
        if not _is_verb(token) or token.i in light or _in_condition(token):
            continue
        is_cue = any(cue.overlaps(parsed.token_span(token)) for cue in cues)
        if (kind := _verb_kind(token)) is not None:
            found.append(Trigger(token, kind, token))
        elif (_is_silence(token)) or (not is_cue and _is_other(token)):
            found.append(Trigger(token, OTHER, token))
    yield from sorted(found, key=lambda trigger: trigger.token.i)


def _is_verb(token: Token) -> bool:
    return token.tag_.startswith("VB") and token.dep_ not in (*AUXILIARIES, "amod", "compound", "pcomp-amod")


def _in_condition(verb: Token) -> bool:
    """Whether a verb stands in an if-clause: that is the condition of another event, not an event."""
    token = verb
    while token.dep_ in ("conj", "xcomp", "ccomp", "acl") and token.head.i != token.i:
        token = token.head
    return token.dep_ == "advcl" and is_conditional(token)


# ---- 1. verbs the lexicon knows ---------------------------------------------------------------


def _verb_kind(verb: Token) -> str | None:
    frames = words().verbs.get(lemma(verb))
    if frames is None:
        return None
    around = _around(verb)
    has_object = any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)
    has_object = has_object or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    for frame, kind in frames:
        if frame == WITH_OBJECT:
            if has_object:
                return kind
        elif frame == WITHOUT:
            if not has_object:
                return kind
        elif not frame or frame & around:
            return kind
    return None


def _around(verb: Token) -> set[str]:
    """What stands with a verb: its particle, prepositions, objects, complements and adverbs."""
    around = set()
    for child in verb.children:
        if child.dep_ in COMPLEMENTS:
            around |= {child.lower_, lemma(child)}
    return around


# ---- 2. nouns of happening --------------------------------------------------------------------


def _noun(noun: Token) -> Trigger | None:
    kind = words().nouns.get(_singular(noun))
    if kind is None or noun.dep_ in ("compound", "poss", "npadvmod", "appos"):
        return None
    head, classes = noun.head, words().classes
    if noun.dep_ in ("dobj", "nsubjpass") and lemma(head) in classes["light"] and _verb_kind(head) is None:
        return Trigger(noun, kind, head)
    if noun.dep_ == "nsubj" and lemma(head) in classes["occur"]:
        return Trigger(noun, kind, head)
    if noun.dep_ == "pobj" and head.head.tag_.startswith("VB"):
        verb = head.head
        if head.lower_ in ("out", "in") and lemma(verb) in ("carry", "engage", "take"):
            return Trigger(noun, kind, verb)
        if head.lower_ in ADJUNCT and _is_new(noun):
            return Trigger(noun, kind, verb)
        if head.lower_ == "for" and ASKED & set(words().governors.get(lemma(verb), ())):
            return Trigger(noun, kind, verb)
    if noun.dep_ in ("dobj", "nsubjpass") and ASKED & set(words().governors.get(lemma(head), ())):
        return Trigger(noun, kind, head)
    return None


def _singular(noun: Token) -> str:
    word = lemma(noun) if noun.tag_ in ("NN", "NNS") else ""
    return word if word in words().nouns else noun.lower_ if noun.tag_ in ("NN", "NNS") else ""


def _is_new(noun: Token) -> bool:
    """Whether a noun brings its event in: "an air strike", "two explosions", "Sunday's attack", "the attack on"."""
    for child in noun.children:
        if child.lower_ in NEW or child.dep_ == "nummod" or (child.dep_ == "poss" and child.ent_type_ == "DATE"):
            return True
        if child.dep_ == "prep" and child.lower_ in ("on", "in", "of", "at", "near", "by", "against"):
            return True
    return noun.tag_ == "NNS" and not any(child.dep_ in ("det", "poss") for child in noun.children)


# ---- 3. other verbs of doing ------------------------------------------------------------------


def _is_other(verb: Token) -> bool:
    name = lemma(verb)
    if name in words().classes["state"] or (name in words().verbs and not _is_done_to(verb)):
        return False
    if not _stands_in_clause(verb):
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and (subject.lower_ in ("there", "this", "that", "what") or _is_anyone(subject)):
        return False
    return subject is not None or verb.dep_ in ("conj", "xcomp")


def _is_done_to(verb: Token) -> bool:
    """A verb that the lexicon knows in other frames only is still a doing where it has an object."""
    return any(child.dep_ in ("dobj", "nsubjpass", "prt") for child in verb.children)


def _stands_in_clause(verb: Token) -> bool:
    """Whether a verb is told as past, future, modal or negated, in a main clause or the content of a report."""
    if verb.tag_ == "VBG" and not any(c.lower_ in ("is", "are", "was", "were", "been") for c in verb.children):
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return False
    token = verb
    while token.dep_ in ("conj", "xcomp") and token.head.i != token.i and token.head.tag_.startswith("VB"):
        token = token.head
    if verb.tag_ == "VB" and token.i == verb.i and not any(child.dep_ == "aux" for child in verb.children):
        return False
    return token.dep_ in ("ROOT", "ccomp", "parataxis") or (token.dep_ == "advcl" and verb.tag_ in ("VBD", "VBN"))


def _is_anyone(subject: Token) -> bool:
    return subject.lower_ in ("you", "one", "people", "everyone", "anyone", "someone", "everything", "something")


def _is_silence(verb: Token) -> bool:
    """Not to have answered, announced or commented, told outside a quotation, is a happening: somebody kept still."""
    return (
        lemma(verb) in words().classes["quiet"] | {"tell"}
        and verb.tag_ in ("VB", "VBN", "VBD")
        and is_negated(verb)
        and verb.dep_ in ("ROOT", "conj", "ccomp")
    )
