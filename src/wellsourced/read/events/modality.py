"""A trigger in its parse -> its modality: happened, ongoing, planned, requested, ... and the words of its condition.

Each word is an operator on what it governs. The way goes from the trigger up to the word that governs it, and so on to
the main verb; the modality comes back down from there:

    own words      what a word's auxiliaries, negation, adverbs and form say by themselves ("may not strike")
    governor       "plan to", "ask ... to", "the threat of": what it makes of its complement, where it is so itself and
                   where it is not (`lexicons/events_governors.tsv`: "managed to" / "did not manage to")
    composed       the governor's own modality, found in the same way, chooses between the two, or passes through:
                   who may agree to come may come; who has not agreed to come does not

Verbs of saying stop the way up: what stands in a statement is told by the statement's own words. After the implicative
signatures of Nairn, Condoravdi and Karttunen (2006) and FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from ...records import Modality
from ..language import lemma
from .auxiliaries import FINITE, WOULD, has_subject, helpers_of, is_future, is_negated, is_none, marks_of, own_modality
from .conditions import conditions_of, until_of
from .words import Signature, words

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 6  # governors looked at: more than any sentence measured has
REAL = frozenset(("happened", "ongoing"))
AHEAD = frozenset(("planned", "predicted", "requested", "offered"))
OPEN = frozenset(("planned", "predicted", "possible"))  # what a condition makes conditional
WHEN = frozenset(("when", "before", "after", "once", "until"))
BESIDE = frozenset(("after", "before", "since", "while", "upon", "when", "by", "through", "despite"))  # no complements
DEFINITE = frozenset(("the", "this", "that", "these", "those"))


@dataclass(frozen=True, slots=True)
class Mode:
    """A modality; `None` where the words leave it open, so that no event is told. `condition`: its root word."""

    modality: Modality | None
    condition: Token | None = None


@dataclass(frozen=True, slots=True)
class Governor:
    """A governing word and what it makes of one complement."""

    token: Token
    signature: Signature


def modality_of(trigger: Token, kind: str) -> Mode:
    """The modality of a trigger, verb or noun, as its sentence tells it."""
    return _mode(trigger, kind, 0)


def _mode(token: Token, kind: str, depth: int) -> Mode:
    own = _own(token, kind)
    if own.modality == "conditional":
        return own
    if any(child.lower_ == "whether" and child.i < token.i for child in token.children):
        return Mode("possible")
    governor = governor_of(token) if depth < DEEPEST else None
    if governor is None:
        return own if _is_noun(token) and own.modality != "happened" else _free(token, own, depth)
    if _is_adverse(own.modality):
        return _governed_adverse(own, governor.signature)
    return _composed(governor, _mode(governor.token, "", depth + 1), token)


# ---- own words --------------------------------------------------------------------------------


def _own(token: Token, kind: str) -> Mode:
    """What a word says by itself: a verb by its auxiliaries, a noun by "no", "planned", "alleged"."""
    if _is_noun(token):
        return Mode(_own_of_noun(token))
    verb = _copula(token)
    own = own_modality(verb, kind)
    if verb.tag_ == "VBN" and {"to", "have"} <= helpers_of(verb) and lemma(verb.head) == "be":
        return Mode("not happened")  # "was to have met"
    condition = next(conditions_of(verb), None)
    unreal = own == "not happened" and WOULD & helpers_of(verb)
    if condition is not None and not unreal and (own in OPEN or condition.dep_ == "advcl"):
        return Mode("conditional", condition)
    if own in OPEN and verb.dep_ == "ccomp" and (later := _beside_report(verb)) is not None:
        return Mode("conditional", later)
    if own == "not happened" and is_future(verb) and (until := until_of(verb)) is not None:
        return Mode("conditional", until)
    return Mode(own)


def _is_noun(token: Token) -> bool:
    return token.tag_.startswith("NN")


def _copula(token: Token) -> Token:
    """The "be" of an adjective or adverb: "is not ready to" is not so by the negation on "is"."""
    if token.tag_[:2] in ("JJ", "RB", "IN") and token.dep_ in ("acomp", "attr", "oprd", "advmod"):
        return token.head if token.head.tag_.startswith("VB") else token
    return token


def _beside_report(verb: Token) -> Token | None:
    """A condition that the parse hangs on the reporting verb: "he would open, he said, if ..."."""
    if lemma(verb.head) not in words().classes["speech"] | {"say", "tell", "announce", "warn"}:
        return None
    return next((found for found in conditions_of(verb.head) if found.i > verb.i or found.i < verb.head.i), None)


def _own_of_noun(noun: Token) -> Modality:
    if is_none(noun):
        return "not happened"
    if noun.dep_ == "nsubj" and noun.head.tag_.startswith("VB"):  # "reports of a death were false"
        told = [words().signature(iter((c.lower_,)), "noun") for c in noun.head.children if c.dep_ == "acomp"]
        if any(signature is not None and signature.holds == "denied" for signature in told):
            return "not happened"
    for child in noun.children:
        signature = words().signature(_participle_names(child), "noun") if child.dep_ == "amod" else None
        if signature is not None and signature.holds not in ("same", "fact", "must", "-", "happened"):
            return cast(Modality, "requested" if signature.holds == "wanted" else signature.holds)
    return "happened"


def _participle_names(child: Token) -> Iterator[str]:
    """The words that a word before a noun may be in the lexicon: "planned", "plan"."""
    word = child.lower_
    yield word
    if word.endswith("ed"):
        yield from (word[:-1], word[:-2], word[:-3])


def _is_adverse(own: Modality | None) -> bool:
    """Whether a word's own modality stands against what governs it: "agreed not to", "fears it might"."""
    return own in ("not happened", "possible", "requested")


def _governed_adverse(own: Mode, signature: Signature) -> Mode:
    if own.modality == "not happened":
        return Mode("possible" if signature.holds in ("denied", "not happened", "possible") else "not happened")
    return Mode(cast(Modality, signature.holds) if signature.holds in ("denied", "not happened") else own.modality)


# ---- composition ------------------------------------------------------------------------------


def _composed(governor: Governor, above: Mode, token: Token) -> Mode:
    """What a governor with the modality `above` makes of what it governs."""
    holds, if_not = _meant(governor, token, above), governor.signature.if_not
    if above.modality is None or holds == "-":
        return Mode(None)
    if holds == "fact":
        return Mode("happened")
    if above.modality in REAL:
        return _countered(governor.token, Mode(above.modality if holds == "same" else cast(Modality, holds)))
    if above.modality == "not happened":
        return Mode(None if if_not == "-" else cast(Modality, if_not))
    if above.modality == "denied":
        return Mode("possible" if holds == "not happened" else "denied")
    if above.modality == "conditional":
        return above
    if holds in ("happened", "possible"):
        return Mode("possible")
    if above.modality in AHEAD:
        return Mode(above.modality if holds in ("same", "planned") else cast(Modality, holds))
    return Mode("possible")


def _meant(governor: Governor, token: Token, above: Mode) -> str:
    """What a signature says, where it is another thing for oneself and for others, or in the past and now."""
    holds, verb = governor.signature.holds, governor.token
    if holds == "wanted":
        return "requested" if _is_noun(token) or has_subject(token) else "planned"
    if holds == "must":
        past = verb.tag_ in ("VBD", "VBN") or any(c.lower_ == "had" for c in verb.children)
        ahead = above.modality not in REAL
        if any(child.lower_ == "yet" for child in verb.doc[verb.i : token.i]):
            return "not happened"  # "has yet to approve"
        return "same" if past or ahead else "requested"
    return holds


def _countered(governor: Token, mode: Mode) -> Mode:
    """ "had hoped to sail but turned back": what was ahead, in the past, and did not come about."""
    verb = _copula(governor)
    past = verb.tag_ in ("VBD", "VBN") and not helpers_of(verb) & {"will", "is", "are", "has", "have"}
    if not past or mode.modality not in ("planned", "predicted", "possible"):
        return mode
    joined = [child for child in verb.children if child.dep_ == "conj" and child.tag_.startswith("VB")]
    but = any(child.dep_ == "cc" and child.lower_ == "but" for child in verb.children)
    return Mode("not happened") if but and joined and not is_negated(verb) else mode


# ---- governors --------------------------------------------------------------------------------


def governor_of(token: Token) -> Governor | None:
    """The word whose complement a trigger is, and what it makes of it; `None` where nothing governs it."""
    return _governor_of_noun(token) if _is_noun(token) else _governor_of_verb(_clause_head(token))


def _governor_of_verb(verb: Token) -> Governor | None:
    if verb.dep_ == "pcomp" and verb.head.lower_ in words().classes["instead"]:
        return Governor(verb.head, Signature("not happened", "-", frozenset()))
    if verb.dep_ == "ccomp" and marks_of(verb) & {"whether", "if"}:
        return None
    complement = "clause" if _is_finite(verb) else "inf"
    for token, names in _candidates(verb):
        signature = words().signature(iter(names), complement)
        if signature is None or (signature.holds == "must" and not _has_to(verb)):
            continue
        if complement == "clause" and signature.holds == "requested" and verb.tag_ in ("VBD", "VBN"):
            signature = Signature("possible", "-", frozenset())  # "figures suggested that prices fell"
        if token.lower_ in ("be", "is", "are", "was", "were", "been") and not _has_to(verb):
            continue
        if complement == "inf" and signature.holds == "fact" and verb.tag_ != "VBG":
            continue  # "stopped to rest"
        return Governor(token, signature)
    return None


def _candidates(verb: Token) -> Iterator[tuple[Token, list[str]]]:
    """The words that may govern a verb, with the names they may have in the lexicon."""
    head = verb.head
    if head.i == verb.i:
        return
    if verb.dep_ == "pcomp":
        if head.head.i != head.i and head.lower_ not in BESIDE:
            adverb = head.dep_ == "prep" and head.head.dep_ in ("advmod", "acomp", "oprd")  # "stopped short of"
            above = head.head.head if adverb else head.head
            names = [f"{lemma(above)}_{head.head.lower_}"] if adverb else _names(above, head)
            yield above, names
    elif verb.dep_ in ("acl", "relcl"):
        that = verb.dep_ == "acl" and any(child.lower_ == "that" and child.i < verb.i for child in verb.children)
        if verb.tag_ == "VB" or _has_to(verb) or that or "that" in marks_of(verb):
            if head.dep_ == "pobj" and head.head.lower_ == "for":  # "called for the ship to be kept in port"
                yield head.head.head, _names(head.head.head, mark="for")[:1]
            yield head, _names(head)  # "a plan to", "the demand that"
    elif verb.dep_ in ("xcomp", "ccomp", "csubj") or (verb.dep_ == "advcl" and _may_be_complement(verb)):
        if lemma(head) in ("be", "seem", "become", "remain"):  # "it is untrue that": the adjective governs
            yield from ((c, _names(c)) for c in head.children if c.dep_ in ("acomp", "attr", "oprd", "advmod"))
        yield head, _names(head, mark="for" if "for" in marks_of(verb) else None)


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
    noun = [f"n:{name}"] if _is_noun(governor) else []
    return [*(f"{name}_{word}" for word in joined), *noun, name, governor.lower_]


def _is_finite(verb: Token) -> bool:
    if _has_to(verb) or verb.tag_ == "VBG":
        return False
    return verb.tag_ in FINITE or bool(helpers_of(verb)) or "that" in marks_of(verb)


def _has_to(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.i < verb.i for child in verb.children if child.dep_ in ("aux", "mark"))


def _clause_head(verb: Token) -> Token:
    """The first of joined verbs, which is the one that is governed; a verb with its own subject stands for itself."""
    token = verb
    while token.dep_ == "conj" and token.head.tag_[:2] in ("VB", "MD") and not has_subject(token):
        if token.tag_ in FINITE and token.head.tag_ not in FINITE:
            break  # "refused to go and bombed": a finite verb is not joined to an infinitive
        token = token.head
    if token.dep_ == "conj" and token.head.dep_ == "ccomp" and marks_of(token) & {"that"}:
        return token.head
    return token


def _governor_of_noun(noun: Token) -> Governor | None:
    """The verb or noun a noun hangs on, through prepositions and joined nouns: "called for strikes"."""
    token, preposition = noun, None
    for _ in range(DEEPEST):
        head = token.head
        if head.i == token.i:
            return None
        if token.dep_ == "pcomp" or token.dep_ in ("relcl", "advcl"):
            return None
        if head.dep_ in ("prep", "agent", "dative") and preposition is None:
            preposition = head
        if head.tag_[:2] in ("VB", "NN", "JJ"):
            signature = _signature_for_noun(token, head, preposition)
            if signature is not None:
                return Governor(head, signature)
            if head.tag_[:2] != "NN":
                return _through(noun, token, head)
        token = head
    return None


def _signature_for_noun(token: Token, head: Token, preposition: Token | None) -> Signature | None:
    if any(child.dep_ == "oprd" for child in head.children):
        return None  # "called it a success"
    if token.dep_ in ("nsubj", "appos", "poss", "npadvmod") or head.dep_ in ("compound", "amod"):
        return None
    if preposition is not None and head.tag_.startswith("VB"):
        return words().signature(iter([f"{lemma(head)}_{preposition.lower_}"]), "noun")
    return words().signature(iter(_names(head, preposition)), "noun")


def _through(noun: Token, token: Token, verb: Token) -> Governor | None:
    """A verb that says only that its subject or object comes about, or whose object is new: the noun is as the verb."""
    classes = words().classes
    light = lemma(verb) in classes["light"] | classes["occur"] | {"be", "exist"}
    definite = any(c.lower_ in DEFINITE or c.dep_ == "poss" for c in noun.children)
    if verb.tag_.startswith("VB") and (light or (not definite and token.dep_ in ("dobj", "nsubjpass"))):
        return Governor(verb, Signature("same", "not happened", frozenset()))
    return None


# ---- what nothing governs ---------------------------------------------------------------------


def _free(token: Token, own: Mode, depth: int) -> Mode:
    """The modality of a word that nothing governs: purposes, commands, whether-clauses and times told apart."""
    if own.modality != "happened" or _is_noun(token):
        return own
    first = _clause_head(token)
    marks = marks_of(first)
    if "whether" in marks or ("if" in marks and first.dep_ == "ccomp"):
        return Mode("possible")
    if token.tag_ == "VB" and not has_subject(token):
        if _has_to(token):
            return Mode("planned")
        if token.dep_ in ("ROOT", "ccomp") and not helpers_of(token):
            return Mode("requested")
    present = token.tag_ in ("VBZ", "VBP") or helpers_of(token) & {"has", "have"}
    told_back = token.tag_ in ("VBD", "VBN") and helpers_of(token.head) & WOULD  # "would go when it was over"
    if token.dep_ == "advcl" and (present or told_back) and _opens_with_when(token) and depth < DEEPEST:
        above = [token.head, *(child for child in token.head.children if child.dep_ == "xcomp")]
        ahead = any(_mode(verb, "", depth + 1).modality in AHEAD | {"conditional"} for verb in above)
        return Mode("planned") if ahead else own  # "they will answer when they meet"
    return Mode("possible") if token.dep_ == "ROOT" and _is_asked(token) else own


def _opens_with_when(verb: Token) -> bool:
    return any(child.i < verb.i and child.lower_ in WHEN for child in verb.children)


def _is_asked(verb: Token) -> bool:
    last = verb.sent[-1]
    return last.lower_ == "?" or (last.i > verb.sent.start and last.nbor(-1).lower_ == "?")
