"""A verb's own words: auxiliaries, negation, adverbs and form, and the modality that they tell by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import Modality
from ..language import lemma
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSIBLE = frozenset(("may", "might", "could", "can", "ca"))
OPEN = frozenset(("may", "might"))  # negated, they leave it open, as "could not" does not
FUTURE = frozenset(("will", "'ll", "’ll", "shall", "wo", "gonna"))
WOULD = frozenset(("would", "'d", "’d"))
DUTY = frozenset(("must", "should", "ought"))
PRESENT = frozenset(("is", "are", "'s", "’s", "'re", "’re", "am", "'m", "’m"))
HAVE = frozenset(("has", "have", "'ve", "’ve", "'s", "’s"))
ALMOST = frozenset(("almost", "nearly"))
AFTERWARDS = frozenset(("later", "eventually", "subsequently", "ultimately"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
AUXILIARIES = frozenset(("aux", "auxpass"))
FINITE = frozenset(("VBD", "VBZ", "VBP"))
BY_NATURE = frozenset(("disaster", "accident", "death", "illness"))  # kinds that nobody plans


def helpers_of(verb: Token) -> set[str]:
    """A verb's auxiliaries in lower case; one that is joined to another without its own has the other's."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
    if not helpers and verb.dep_ == "conj" and not has_subject(verb) and verb.tag_ in ("VB", "VBN", "VBG"):
        return helpers_of(verb.head) if verb.head.tag_ == verb.tag_ else helpers
    return helpers


def has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def marks_of(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ == "mark"}


def is_future(verb: Token) -> bool:
    return bool(helpers_of(verb) & (FUTURE | WOULD))


def is_gerund_object(verb: Token) -> bool:
    """ "Denied deploying warships": an -ing right after its governor that the model takes for an adjective."""
    return (
        verb.tag_ == "VBG"
        and verb.dep_ == "amod"
        and verb.head.dep_ == "dobj"
        and verb.i > 0
        and verb.head.head.i == verb.i - 1
        and verb.head.head.tag_.startswith("VB")
    )


def own_modality(verb: Token, kind: str) -> Modality:
    """What a verb's own auxiliaries, negation, adverbs and form say."""
    helpers = helpers_of(verb)
    if is_negated(verb):
        return "possible" if helpers & OPEN else "not happened"
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    classes = words().classes
    if adverbs & ALMOST and not helpers & (FUTURE | WOULD):
        return "not happened"
    if helpers & WOULD and _is_looked_back_on(verb, adverbs):
        return "happened"
    if helpers & POSSIBLE or adverbs & classes["adverb possible"]:
        return "possible"
    if helpers & DUTY:
        return "planned" if "should" in helpers and _is_due(verb) else "requested"
    if helpers & FUTURE or helpers & WOULD:
        unwilled = kind in BY_NATURE or lemma(verb) in classes["unwilled"]
        if helpers & WOULD and "have" in helpers and verb.tag_ == "VBN":
            return "not happened"  # "would have cost": it did not
        return "predicted" if unwilled or adverbs & classes["adverb predicted"] else "planned"
    if adverbs & classes["adverb predicted"]:
        return "possible"
    if verb.tag_ == "VBG" and (helpers & PRESENT or ("been" in helpers and helpers & HAVE)):
        return "ongoing"
    return "happened"


def _is_looked_back_on(verb: Token, adverbs: set[str]) -> bool:
    """The future in the past, told by who knows what came after: "would later sign", "would go on to win".

    In reported words it may be a plan: "said she would resign later".
    """
    if verb.dep_ in ("ccomp", "conj") or "have" in helpers_of(verb):
        return False
    before = any(child.lower_ in AFTERWARDS and child.i < verb.i for child in verb.children)
    went_on = lemma(verb) == "go" and "on" in {child.lower_ for child in verb.children}
    return (bool(adverbs & AFTERWARDS) and before) or (
        went_on and any(child.dep_ in ("xcomp", "advcl") and child.tag_ == "VB" for child in verb.children)
    )


def _is_due(verb: Token) -> bool:
    """ "Should report by Easter": a time that is set."""
    return any(c.dep_ == "prep" and c.lower_ == "by" and any(
        n.dep_ == "pobj" and (n.ent_type_ in ("DATE", "TIME") or n.tag_ == "NNP") for n in c.children
    ) for c in verb.children)  # fmt: skip


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated, or its subject or object is said to be none."""
    negative = words().classes["negative"]
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in negative):
            return True
        if child.dep_ in ("preconj", "cc") and child.lower_ == "neither":
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and is_none(child):
            return True
    if verb.dep_ == "conj" and any(child.dep_ == "cc" and child.lower_ == "nor" for child in verb.head.children):
        return True  # "neither confirmed nor denied"
    if verb.dep_ == "conj" and not has_subject(verb) and verb.tag_ in ("VB", "VBN", "VBG"):
        own = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
        return not own and verb.head.tag_ == verb.tag_ and is_negated(verb.head)
    return False


def is_none(noun: Token) -> bool:
    """ "no job", "none", "neither side", "not one of them"; not "no more than four"."""
    if noun.lower_ in ("none", "nobody", "nothing", "no-one", "neither"):
        return True
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("det", "neg", "preconj") and child.lower_ in ("no", "neither", "not"):
            return not (child.i + 1 < len(noun.doc) and child.nbor(1).lower_ in ("more", "fewer", "less", "longer"))
    return noun.left_edge.lower_ == "not" and noun.left_edge.i + 1 < len(noun.doc) and (
        noun.left_edge.nbor(1).lower_ in ("one", "a", "even", "any")
    )  # fmt: skip
