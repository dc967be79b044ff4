"""A noun of happening -> whether it tells an event in its sentence.

1. The verb says only that it comes about: "carried out air strikes", "held talks", "an explosion occurred", "no
   decision was taken", "there is no request".
2. A word governs it that says how real it is: "called for air support", "the threat of a strike", "ruled out a cut".
3. It says itself whom it befell or who did it: "the closure of the mine", "his resignation".
4. It stands new in an adjunct: "killed in an air strike".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import lemma
from .conditions import is_in_condition
from .governors import governor_of
from .kinds import OTHER, noun_kind, verb_kind
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUNS = frozenset(("NN", "NNS"))
OBJECTS = frozenset(("dobj", "nsubjpass"))
CLAUSAL = frozenset(("xcomp", "ccomp"))
NEW = frozenset(("a", "an", "two", "three", "several", "another"))
ADJUNCT = frozenset(("in", "after", "during", "following", "by", "since", "from", "before"))
OF_AN_EVENT = frozenset(("on", "in", "of", "at", "near", "by", "against"))  # "the attack on"
ARGUMENT = frozenset(("of", "by", "on", "against"))  # "the arrest of", "the raid by"
THING_ASKED = frozenset(("demand", "request", "offer", "propose"))  # verbs whose object is what is asked or offered
STATES = frozenset(("be", "go", "remain", "stay", "come", "keep", "hold"))
AHEAD = frozenset(("go", "press", "push", "forge"))
CALLED_FOR = frozenset(("requested", "wanted"))


@dataclass(frozen=True, slots=True)
class Happening:
    """How a noun tells an event. `verb`: the verb whose time is the event's, the noun itself where there is none;
    `light`: the verb says no more than that it came about; `of_subject`: who the verb is said of takes part."""

    kind: str
    verb: Token
    light: bool = False
    existence: bool = False
    of_subject: bool = True


def find_noun(noun: Token) -> Happening | None:
    """How a noun tells an event, or `None`."""
    kind, verb = noun_kind(noun), _verb_above(noun)
    if verb is not None and is_in_condition(verb):
        return None
    if verb is not None and _is_asked_for(noun, verb):
        return Happening(kind or OTHER, verb, of_subject=lemma(verb) in ("offer", "propose"))
    if kind is None or noun.dep_ == "compound":
        return None
    return _comes_about(noun, kind, verb) or _governed(noun, kind, verb) or _told_of(noun, kind, verb)


def _verb_above(noun: Token) -> Token | None:
    """The verb a noun is the subject, object or prepositional object of."""
    head = noun.head
    if noun.dep_ in OBJECTS or noun.dep_ in ("nsubj", "attr"):
        return head if head.tag_.startswith("VB") else None
    if noun.dep_ == "pobj":
        return head.head if head.head.tag_.startswith("VB") else None
    return None


# ---- 1. it comes about ------------------------------------------------------------------------


def _comes_about(noun: Token, kind: str, verb: Token | None) -> Happening | None:
    if verb is None:
        return None
    name, classes = lemma(verb), words().classes
    if (noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children)) or (
        noun.dep_ == "nsubj" and name == "exist"
    ):
        return Happening(kind, verb, existence=True)
    if noun.dep_ in OBJECTS and name in classes["light"] and verb_kind(verb) is None:
        return Happening(kind, verb, light=True)
    if noun.dep_ == "nsubj" and name in classes["occur"]:
        return Happening(kind, verb)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("on", "under") and name in STATES and noun.left_edge.i == noun.i:
        return Happening(kind, verb, light=True)  # "is on strike", "went on trial", "remains under siege"
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and name in AHEAD and _is_ahead(verb):
        return Happening(kind, verb, light=True)  # "will go ahead with the walkout"
    in_it = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "out") and name in ("carry", "engage", "take")
    return Happening(kind, verb) if in_it else None


def _is_ahead(verb: Token) -> bool:
    return any(child.lower_ in ("ahead", "on", "through", "forward") for child in verb.children)


# ---- 2. a word governs it ---------------------------------------------------------------------


def _is_asked_for(noun: Token, verb: Token) -> bool:
    """ "called for more air support", "demanded a withdrawal", "offered talks"; not "asked the government"."""
    if noun.ent_type_ in ("DATE", "TIME", "PERSON") or noun.lower_ == "anonymity":
        return False
    if any(child.dep_ in ("relcl", "acl") and any(c.lower_ == "to" for c in child.children) for child in noun.children):
        return False  # "called for the ship to be kept in port"
    if any(child.dep_ == "nummod" for child in noun.children):
        return noun_kind(noun) is not None  # an amount
    if noun.dep_ == "pobj":
        signature = words().signature(iter((f"{lemma(verb)}_{noun.head.lower_}",)), "noun")
        asked = signature is not None and signature.holds in CALLED_FOR
        return (
            asked and noun.head.lower_ == "for" and not any(c.dep_ in CLAUSAL and c.i > verb.i for c in verb.children)
        )
    return noun.dep_ in OBJECTS and lemma(verb) in THING_ASKED


def _governed(noun: Token, kind: str, verb: Token | None) -> Happening | None:
    governor = governor_of(noun)
    if governor is None or governor.signature.holds in ("same", "fact", "happened", "must"):
        return None
    by_verb = verb is not None and governor.token.i == verb.i
    return Happening(kind, verb if by_verb and verb else noun, of_subject=governor.signature.holds == "planned")


# ---- 3. and 4. it tells itself ----------------------------------------------------------------


def _told_of(noun: Token, kind: str, verb: Token | None) -> Happening | None:
    if verb is not None and noun.dep_ == "pobj" and noun.head.lower_ in ADJUNCT and _is_new(noun):
        return Happening(kind, verb)
    if noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return None
    return Happening(kind, noun) if _has_argument(noun) else None


def _is_new(noun: Token) -> bool:
    """Whether a noun brings its event in: "an air strike", "two explosions", "Sunday's attack", "the attack on"."""
    for child in noun.children:
        if child.lower_ in NEW or child.dep_ == "nummod" or (child.dep_ == "poss" and child.ent_type_ == "DATE"):
            return True
        if child.dep_ == "prep" and child.lower_ in OF_AN_EVENT:
            return True
    return noun.tag_ == "NNS" and not any(child.dep_ in ("det", "poss") for child in noun.children)


def _has_argument(noun: Token) -> bool:
    """Whether a noun says who did it or whom it befell: "the closure of the mine", "Dorn's withdrawal"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ARGUMENT:
            return any(c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME") for c in child.children)
        if child.dep_ == "poss" and child.ent_type_ not in ("DATE", "TIME"):
            return True
    return False
