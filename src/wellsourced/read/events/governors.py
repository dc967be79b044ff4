"""A trigger -> the word that governs it and what that makes of it: "planned to", "the threat of", "called for".

A verb's governor is the word whose complement it is, found by the parse and, where the model is known to attach
wrongly, by the words right before it; a noun's is reached through prepositions and joined nouns. What a governor makes
of its complement stands in `lexicons/events_governors.tsv`. A few constructions are grammar and told here: "too late
to", "rather than", "it took a week to", "lacked the money to", "denied a report that said".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import lemma
from .auxiliaries import FINITE, has_subject, helpers_of, is_future, is_gerund_object, marks_of
from .conditions import is_question
from .words import Signature, words

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 6  # governors looked at: more than any sentence measured has
BESIDE = frozenset(
    ("after", "before", "since", "while", "upon", "when", "by", "through", "despite", "besides")
)  # prepositions before "-ing" that tell of another event beside it and govern nothing
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
MEANS = frozenset(("have", "lack", "give", "find", "get", "need", "want"))  # "lacked the fuel to deploy its tanks"
BE = frozenset(("be", "is", "are", "was", "were", "been"))
AHEAD = frozenset(("planned", "predicted", "offered", "wanted"))
AVERTED = Signature("not happened", "-", frozenset())
PREVENTED = Signature("not happened", "possible", frozenset())
ENABLED = Signature("possible", "not happened", frozenset())
CARRIED_OUT = Signature("same", "not happened", frozenset())
DOUBTED = Signature("possible", "-", frozenset())


@dataclass(frozen=True, slots=True)
class Governor:
    """A governing word and what it makes of one complement."""

    token: Token
    signature: Signature


def governor_of(token: Token) -> Governor | None:
    """The word whose complement a trigger is, and what it makes of it; `None` where nothing governs it."""
    if is_noun(token):
        return _governor_of_noun(token)
    return _instead_of(token) or _governor_of_verb(clause_head(token))


def is_noun(token: Token) -> bool:
    return token.tag_.startswith("NN")


# ---- verbs ------------------------------------------------------------------------------------


def _instead_of(verb: Token) -> Governor | None:
    """ "Rather than close it", "instead of closing it", "without closing it", "far from closing it"."""
    if verb.i < 1:
        return None
    before, instead = verb.nbor(-1), words().classes["instead"]
    if before.lower_ in ("than", "of") and verb.i > 1 and before.nbor(-1).lower_ in instead:
        return Governor(before, AVERTED)
    if before.lower_ == "from" and verb.i > 1 and before.nbor(-1).lower_ == "far":
        return Governor(before, AVERTED)
    if verb.dep_ == "pcomp" and verb.head.lower_ in instead:
        return Governor(verb.head, AVERTED)
    return None


def _governor_of_verb(verb: Token) -> Governor | None:
    if _is_told_apart(verb):
        return None
    complement = "clause" if _is_finite(verb) else "inf"
    subjunctive = "be" in helpers_of(verb)  # "demanded that the editor be freed"
    if complement == "inf" and (built := _built(verb)) is not None:
        return built
    for token, names in _candidates(verb):
        signature = words().signature(iter(names), complement)
        if signature is None or (signature.holds == "must" and (not has_to(verb) or is_noun(token))):
            continue
        if complement == "clause" and verb.tag_ in ("VBD", "VBN") and not subjunctive:
            if signature.holds == "requested":
                signature = DOUBTED  # "figures suggested that prices fell"
            elif (
                signature.holds in AHEAD
                and (signature.holds == "predicted" or verb.i < token.i)
                and not is_future(verb)
            ):
                continue  # "estimated that the truck moved fast"; "he was ten, he wanted to go home"
        if token.lower_ in BE and not has_to(verb):
            continue
        if complement == "inf" and signature.holds == "fact" and verb.tag_ != "VBG":
            continue  # "stopped to rest"
        return Governor(token, signature)
    return _by_means(verb) if complement == "inf" else None


def _is_told_apart(verb: Token) -> bool:
    """A question inside a sentence: "asked whether" leaves open what "asked why" takes for granted."""
    if verb.dep_ != "ccomp":
        return is_question(verb)
    if marks_of(verb) & {"whether", "if"}:
        return True
    asks = any(child.i < verb.i and child.tag_ in ("WRB", "WP") for child in verb.children)
    return asks and _is_finite(verb)


def _built(verb: Token) -> Governor | None:
    """Constructions of an infinitive or -ing: "too late to save", "it took six hours to rescue", "stopped it
    spreading"."""
    head = verb.head
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and head.dep_ == "dobj" and lemma(head.head) in ("stop", "prevent"):
        return Governor(head.head, PREVENTED)
    if verb.tag_ == "VBN" and not helpers_of(verb):  # "to have the votes counted"
        above = head.head if verb.dep_ == "acl" and head.dep_ == "dobj" else head if verb.dep_ == "ccomp" else verb
        if above.i != verb.i and lemma(above) in ("have", "get"):
            return Governor(above, CARRIED_OUT)
    if not has_to(verb) or head.i == verb.i:
        return None
    if head.tag_[:2] in ("JJ", "RB") and any(child.lower_ == "too" for child in head.children):
        return Governor(head, PREVENTED)
    took = verb.dep_ in ("xcomp", "advcl") and lemma(head) == "take"
    if took and any(child.lower_ == "it" and child.i < head.i for child in head.children):
        return Governor(head, CARRIED_OUT)
    if lemma(head) == "go" and any(child.lower_ == "on" for child in head.children):
        return Governor(head, CARRIED_OUT)  # "went on to win"
    return None


def _by_means(verb: Token) -> Governor | None:
    """ "Has the votes to block it", "lacked the fuel to": what one has or lacks for it decides."""
    if not has_to(verb):
        return None
    above = verb.head
    if verb.dep_ in ("acl", "relcl") and above.dep_ == "dobj":
        above = above.head
    elif verb.dep_ not in ("advcl", "xcomp") or not any(child.dep_ == "dobj" for child in above.children):
        return None
    name = lemma(above)
    if name not in MEANS or above.i == verb.i:
        return None
    return Governor(above, ENABLED if name in ("have", "give", "find", "get") else PREVENTED)


def _candidates(verb: Token) -> Iterator[tuple[Token, list[str]]]:
    """The words that may govern a verb, with the names they may have in the lexicon."""
    head = verb.head
    if head.i == verb.i:
        return
    if is_gerund_object(verb):  # "denied deploying warships", which the model may take for warships that deploy
        yield head.head, _names(head.head)
    elif verb.dep_ == "pcomp" or (verb.dep_ == "pobj" and verb.tag_ == "VBG"):
        yield from _through_preposition(head)
    elif verb.dep_ in ("acl", "relcl"):
        that = verb.dep_ == "acl" and any(child.lower_ == "that" and child.i < verb.i for child in verb.children)
        if verb.tag_ == "VB" or has_to(verb) or that or "that" in marks_of(verb):
            if head.dep_ == "pobj" and head.head.lower_ == "for":  # "called for the ship to be kept in port"
                yield head.head.head, _names(head.head.head, mark="for")[:1]
            if not (head.lower_ == "order" and head.head.lower_ == "in"):  # "in order to pay" is a purpose
                yield head, _names(head)  # "a plan to", "the demand that"
            if "that" in marks_of(verb) and head.dep_ == "pobj" and is_noun(head.head.head):
                yield head.head.head, _names(head.head.head)  # "claims by the rebels that"
    elif verb.dep_ in ("xcomp", "ccomp", "csubj") or (verb.dep_ == "advcl" and _may_be_complement(verb)):
        if lemma(head) in ("be", "seem", "become", "remain"):  # "it is untrue that": the adjective governs
            yield from ((c, _names(c)) for c in head.children if c.dep_ in ("acomp", "attr", "oprd", "advmod"))
        if verb.dep_ == "ccomp" and head.dep_ in ("acl", "relcl") and lemma(head) in words().classes["telling"]:
            yield from _report(head)
        yield head, _names(head, mark="for" if "for" in marks_of(verb) else None)


def _through_preposition(preposition: Token) -> Iterator[tuple[Token, list[str]]]:
    """ "Accused of bombing", "close to signing", "came close to signing", "in danger of bursting"."""
    above = preposition.head
    if above.i == preposition.i or preposition.lower_ in BESIDE:
        return
    if above.dep_ in ("advmod", "acomp", "oprd") and above.tag_[:2] in ("JJ", "RB"):
        verb, joined = above.head, f"{above.lower_}_{preposition.lower_}"
        yield verb, [f"{lemma(verb)}_{joined}", f"{lemma(verb)}_{above.lower_}"]  # "stopped short of"
        yield (above if above.dep_ == "acomp" else verb), [joined, *_names(above, preposition)]
    else:
        yield above, _names(above, preposition)


def _report(telling: Token) -> Iterator[tuple[Token, list[str]]]:
    """The report that a clause tells the content of: "denied a report in a newspaper saying that"."""
    noun = telling.head
    for _ in range(2):
        names = _names(noun)
        if words().signature(iter(names), "clause") is not None:
            yield noun, names
            return
        if noun.dep_ != "pobj" or not is_noun(noun.head.head):
            return
        noun = noun.head.head


def _may_be_complement(verb: Token) -> bool:
    """After a passive or an object the model often takes a complement for a purpose: "was asked to bomb"."""
    if "for" in marks_of(verb):
        return True  # "called for the ship to be kept in port"
    signature = words().signature(iter(_names(verb.head)), "inf")
    return verb.tag_ == "VB" and signature is not None and signature.holds not in ("same", "not happened", "must")


def _names(governor: Token, preposition: Token | None = None, mark: str | None = None) -> list[str]:
    """The names a word may have: with its particle or preposition, its dictionary form, the form itself."""
    name = lemma(governor)
    joined = [child.lower_ for child in governor.children if child.dep_ in ("prt", "prep", "advmod")]
    if preposition is not None:
        joined = [preposition.lower_, *joined]
    elif mark is not None:
        joined = [mark]
    elif any(child.dep_ == "prt" for child in governor.children):
        joined = [child.lower_ for child in governor.children if child.dep_ == "prt"]
    noun = [f"n:{name}"] if is_noun(governor) else []
    return [*(f"{name}_{word}" for word in joined), *noun, name, governor.lower_]


def _is_finite(verb: Token) -> bool:
    helpers = helpers_of(verb)
    if has_to(verb) or "having" in helpers or (verb.tag_ == "VBG" and not helpers):
        return False
    return verb.tag_ in FINITE or bool(helpers) or "that" in marks_of(verb)


def has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.i < verb.i for child in verb.children if child.dep_ in ("aux", "mark"))


def clause_head(verb: Token) -> Token:
    """The first of joined verbs, which is the one that is governed; a verb with its own subject stands for itself."""
    token = verb
    while token.dep_ == "conj" and token.head.tag_[:2] in ("VB", "MD") and not has_subject(token):
        if token.tag_ in FINITE and token.head.tag_ not in FINITE:
            break  # "refused to go and bombed": a finite verb is not joined to an infinitive
        token = token.head
    if token.dep_ == "conj" and token.head.dep_ == "ccomp" and marks_of(token) & {"that"}:
        return token.head
    return token


# ---- nouns ------------------------------------------------------------------------------------


def _governor_of_noun(noun: Token) -> Governor | None:
    """The verb or noun a noun hangs on, through prepositions and joined nouns: "called for strikes"."""
    token, preposition = noun, None
    for _ in range(DEEPEST):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ == "pcomp" or token.dep_ in ("relcl", "advcl"):
            break
        if head.dep_ in ("prep", "agent", "dative") and preposition is None:
            preposition = head
        if head.tag_[:2] in ("VB", "NN", "JJ"):
            signature = _signature_for_noun(token, head, preposition)
            if signature is not None:
                return Governor(head, signature)
            if head.tag_[:2] != "NN":
                return _through(noun, token, head) or _called_for(noun)
        token = head
    return None


def _signature_for_noun(token: Token, head: Token, preposition: Token | None) -> Signature | None:
    if any(child.dep_ == "oprd" for child in head.children):
        return None  # "called it a success"
    if token.dep_ in ("nsubj", "appos", "poss", "npadvmod") or head.dep_ in ("compound", "amod"):
        return None
    if preposition is not None and head.tag_.startswith("VB"):
        names = [f"{lemma(head)}_{preposition.lower_}"]
    elif lemma(head) == "face" and _governs(token):
        return None  # to face a call is to hear it, to face an arrest is to fear it
    else:
        names = _names(head, preposition)
    signature = words().signature(iter(names), "noun")
    return None if signature is not None and signature.holds == "must" else signature


def _governs(noun: Token) -> bool:
    return is_noun(noun) and words().signature(iter(_names(noun)), "inf") is not None


def _called_for(noun: Token) -> Governor | None:
    """ "Calls for her resignation are growing", where the model takes the resignation for what grows."""
    first = noun.left_edge
    if noun.dep_ not in ("nsubj", "nsubjpass") or first.i < 2 or first.nbor(-1).tag_ != "IN":
        return None
    word = first.nbor(-2)
    signature = words().signature(iter((f"{lemma(word)}_{first.nbor(-1).lower_}",)), "noun")
    return Governor(word, signature) if signature is not None else None


def _through(noun: Token, token: Token, verb: Token) -> Governor | None:
    """A verb that says only that its subject or object comes about, or whose object is new: the noun is as the verb."""
    classes = words().classes
    light = lemma(verb) in classes["light"] | classes["occur"] | {"be", "exist"}
    definite = any(c.lower_ in DEFINITE or c.dep_ == "poss" for c in noun.children)
    if verb.tag_.startswith("VB") and (light or (not definite and token.dep_ in ("dobj", "nsubjpass"))):
        return Governor(verb, CARRIED_OUT)
    return None
