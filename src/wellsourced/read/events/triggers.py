"""A parsed block -> the words that tell an event, each with its kind.

1. A verb that the lexicon knows in the frame it stands in ("walk out", "strike" without an object).
2. A noun of happening whose verb says only that it comes about ("carried out air strikes", "held talks", "an explosion
   occurred"), what is asked for or offered ("called for air support"), or a happening that stands new in an adjunct
   ("killed in an air strike").
3. Any other verb of doing in a main or reported clause, told as past, future or conditional, of somebody in
   particular: `other happening`. States, attitudes, perceptions and reporting verbs are none, but not to have answered
   or announced is one.

Verbs of conditions ("if talks fail") are left to the event they are the condition of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import ParsedBlock, lemma
from .modality import AUXILIARIES, is_conditional, is_negated
from .words import WITH_CLAUSE, WITH_OBJECT, WITHOUT, words

if TYPE_CHECKING:
    from spacy.tokens import Token

OTHER = "other happening"
COMPLEMENTS = frozenset(("prt", "prep", "dobj", "acomp", "oprd", "advmod", "attr", "ccomp", "xcomp", "nsubjpass"))
NOUNS = frozenset(("NN", "NNS"))
OBJECTS = frozenset(("dobj", "nsubjpass"))
CLAUSAL = frozenset(("xcomp", "ccomp"))
NEW = frozenset(("a", "an", "two", "three", "several", "another"))
ADJUNCT = frozenset(("in", "after", "during", "following", "by", "since", "from", "before"))
OF_AN_EVENT = frozenset(("on", "in", "of", "at", "near", "by", "against"))  # "the attack on"
THING_ASKED = frozenset(("demand", "request", "offer", "propose"))  # verbs whose object is what is asked or offered
DIRECTIONS = frozenset(("back", "away", "over", "off", "up", "down", "in", "out", "ashore", "around"))
UNNAMED = frozenset(("name", "identify", "quote"))  # "asked not to be named" tells of the source
ANYONE = frozenset(
    (
        "you",
        "one",
        "people",
        "everyone",
        "anyone",
        "someone",
        "everything",
        "something",
        "there",
        "this",
        "that",
        "what",
    )
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event; `verb` is the one that says that it came about (itself, for verbs)."""

    token: Token
    kind: str
    verb: Token
    silence: bool = False  # not to have said something

    @property
    def is_adjunct(self) -> bool:
        """Whether the event is a noun beside another event: "killed in an air strike"."""
        return self.token.dep_ == "pobj" and self.token.head.lower_ in ADJUNCT and not self.is_object

    @property
    def is_object(self) -> bool:
        return self.token.head.lower_ in ("in", "out") and lemma(self.verb) in ("carry", "engage", "take")


def find_triggers(parsed: ParsedBlock, cues: frozenset[int]) -> Iterator[Trigger]:
    """The triggers of a block in order. `cues` are the tokens that are reporting words of its statements."""
    found: list[Trigger] = []
    light: set[int] = set()
    for token in parsed.doc:
        if token.tag_ in NOUNS and (trigger := _noun(token)) is not None:
            found.append(trigger)
            if lemma(trigger.verb) in words().classes["light"]:
                light.add(trigger.verb.i)
    for token in parsed.doc:
        if not token.tag_.startswith("VB") or token.dep_ in AUXILIARIES or token.dep_ in ("amod", "compound"):
            continue
        if token.i in light or _is_in_condition(token):
            continue
        if (kind := _verb_kind(token)) is not None:
            if kind != "REQUEST" or not _is_about_source(token):
                found.append(Trigger(token, kind, token))
        elif _is_silence(token):
            found.append(Trigger(token, OTHER, token, silence=True))
        elif token.i not in cues and _is_other(token):
            found.append(Trigger(token, OTHER, token))
    yield from sorted(found, key=lambda trigger: trigger.token.i)


def _is_in_condition(verb: Token) -> bool:
    """Whether a verb stands in an if-clause: that is the condition of another event, not an event."""
    token = verb
    while token.dep_ in ("conj", "xcomp", "ccomp", "acl") and token.head.i != token.i:
        token = token.head
    return token.dep_ == "advcl" and is_conditional(token)


def _is_about_source(verb: Token) -> bool:
    return any(child.dep_ in CLAUSAL and lemma(child) in UNNAMED for child in verb.children)


# ---- 1. verbs the lexicon knows ---------------------------------------------------------------


def _verb_kind(verb: Token) -> str | None:
    frames = words().verbs.get(lemma(verb))
    if frames is None or _is_habit(verb):
        return None
    children = list(verb.children)
    with_object = any(c.dep_ in OBJECTS for c in children) or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    with_clause = any(c.dep_ in CLAUSAL for c in children)
    around: set[str] | None = None
    for frame, kind in frames:
        if frame == WITH_OBJECT:
            if with_object:
                return kind
        elif frame == WITHOUT:
            if not with_object and not with_clause:
                return kind
        elif frame == WITH_CLAUSE:
            if with_clause:
                return kind
        elif not frame:
            return kind
        else:
            around = _around(verb) if around is None else around
            if frame & around:
                return kind
    return None


def _is_habit(verb: Token) -> bool:
    """The present tense in a relative clause tells what is so by habit: "which sends six ships a week"."""
    return verb.dep_ == "relcl" and verb.tag_ in ("VBZ", "VBP")


def _around(verb: Token) -> set[str]:
    """What stands with a verb: its particle, prepositions, objects, complements and adverbs."""
    around = set()
    for child in verb.children:
        if child.dep_ in COMPLEMENTS:
            around |= {child.lower_, lemma(child)}
            if child.dep_ in ("prt", "advmod"):
                around.add(f"{child.lower_}+")
    return around


# ---- 2. nouns of happening --------------------------------------------------------------------


def _noun(noun: Token) -> Trigger | None:
    kind = _noun_kind(noun)
    verb = _verb_above(noun)
    if verb is None or _is_in_condition(verb):
        return None
    if _is_asked_for(noun, verb):
        return Trigger(noun, kind or OTHER, verb)
    if kind is None:
        return None
    classes = words().classes
    if noun.dep_ in OBJECTS and lemma(verb) in classes["light"] and _verb_kind(verb) is None:
        return Trigger(noun, kind, verb)
    if noun.dep_ == "nsubj" and lemma(verb) in classes["occur"]:
        return Trigger(noun, kind, verb)
    trigger = Trigger(noun, kind, verb)
    return trigger if trigger.is_object or (trigger.is_adjunct and _is_new(noun)) else None


def _noun_kind(noun: Token) -> str | None:
    nouns = words().nouns
    frames = nouns.get(noun.lower_) or nouns.get(lemma(noun))
    if frames is None:
        return None
    before = {child.lower_ for child in noun.children if child.dep_ in ("compound", "amod", "nmod")}
    return next((kind for frame, kind in frames if not frame or frame & before), None)


def _verb_above(noun: Token) -> Token | None:
    """The verb a noun is the subject, object or prepositional object of."""
    head = noun.head
    if noun.dep_ in OBJECTS or noun.dep_ == "nsubj":
        return head if head.tag_.startswith("VB") else None
    if noun.dep_ == "pobj":
        return head.head if head.head.tag_.startswith("VB") else None
    return None


def _is_asked_for(noun: Token, verb: Token) -> bool:
    """ "called for more air support", "demanded a withdrawal", "offered talks"; not "asked the government"."""
    if noun.ent_type_ in ("DATE", "TIME", "PERSON"):
        return False
    groups = words().governors.get(lemma(verb), ())
    if noun.dep_ == "pobj":
        return noun.head.lower_ == "for" and "requested" in groups and not any(c.dep_ in CLAUSAL for c in verb.children)
    return noun.dep_ in OBJECTS and lemma(verb) in THING_ASKED


def _is_new(noun: Token) -> bool:
    """Whether a noun brings its event in: "an air strike", "two explosions", "Sunday's attack", "the attack on"."""
    for child in noun.children:
        if child.lower_ in NEW or child.dep_ == "nummod" or (child.dep_ == "poss" and child.ent_type_ == "DATE"):
            return True
        if child.dep_ == "prep" and child.lower_ in OF_AN_EVENT:
            return True
    return noun.tag_ == "NNS" and not any(child.dep_ in ("det", "poss") for child in noun.children)


# ---- 3. other verbs of doing ------------------------------------------------------------------


def _is_other(verb: Token) -> bool:
    name, classes = lemma(verb), words().classes
    if name in classes["state"] or name in classes["speech"]:
        return False
    acted_on = any(c.dep_ in OBJECTS or c.dep_ == "prt" or c.lower_ in DIRECTIONS for c in verb.children)
    if (name in words().verbs or name in classes["aspect"]) and not acted_on:
        return False  # a verb that the lexicon knows in other frames is a doing still where it has an object
    if (name in classes["aspect"] or name in words().governors) and any(c.dep_ in CLAUSAL for c in verb.children):
        return False  # "decided to return": the return is what is told
    if not _stands_in_clause(verb):
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return verb.dep_ in ("conj", "xcomp")
    return subject.lower_ not in ANYONE


def _stands_in_clause(verb: Token) -> bool:
    """Whether a verb is told as past, future, modal or negated, in a main clause or the content of a report."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
    if verb.tag_ == "VBG" and not helpers:
        return False
    if verb.tag_ in ("VBZ", "VBP"):
        return False
    token = verb
    while token.dep_ in ("conj", "xcomp", "acomp") and token.head.i != token.i:
        token = token.head
    if verb.tag_ == "VB" and token.i == verb.i and not helpers:
        return False
    return token.dep_ in ("ROOT", "ccomp", "parataxis") or (token.dep_ == "advcl" and verb.tag_ in ("VBD", "VBN"))


def _is_silence(verb: Token) -> bool:
    """Not to have answered, announced or commented is a happening: somebody kept still."""
    return (
        lemma(verb) in words().classes["quiet"]
        and verb.tag_ in ("VB", "VBN", "VBD")
        and verb.dep_ in ("ROOT", "conj", "ccomp")
        and is_negated(verb)
    )
