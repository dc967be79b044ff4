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
from .auxiliaries import (
    BY_NATURE,
    PRESENT,
    WOULD,
    has_subject,
    helpers_of,
    is_future,
    is_negated,
    is_none,
    marks_of,
    own_modality,
)
from .conditions import conditions_of, is_question, until_of
from .governors import DEEPEST, Governor, clause_head, governor_of, has_to, is_noun
from .words import Signature, words

if TYPE_CHECKING:
    from spacy.tokens import Token

REAL = frozenset(("happened", "ongoing"))
AHEAD = frozenset(("planned", "predicted", "requested", "offered"))
OPEN = frozenset(("planned", "predicted", "possible"))  # what a condition makes conditional
WHEN = frozenset(("when", "before", "after", "once", "until"))
PAST = frozenset(("VBD", "VBN"))
AHEAD_OF_TIME = frozenset(("will", "would", "may", "might", "could", "can", "'ll", "’ll"))
PREDICATES = frozenset(("acomp", "attr", "oprd"))
DONE = BY_NATURE | {"AGREE", "ASSAULT", "crime", "court"}
CALLS = frozenset(("call", "describe", "brand", "label", "term", "deem"))


@dataclass(frozen=True, slots=True)
class Mode:
    """A modality; `None` where the words leave it open, so that no event is told. `condition`: its root word."""

    modality: Modality | None
    condition: Token | None = None


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
        return own if is_noun(token) and own.modality != "happened" else _free(token, own, depth)
    if lemma(governor.token) == "announce" and (kind in DONE or lemma(token) in words().classes["done"]):
        return own  # a deal or an arrest is announced when it is done, a visit or a closure before
    if is_noun(governor.token) and (heeded := _heeded(governor, depth)) is not None:
        return heeded
    if _is_adverse(own.modality):
        return _governed_adverse(own, governor.signature)
    above = _mode(governor.token, "", depth + 1)
    if governor.signature.holds == "told" and above.modality != "not happened":
        return _free(token, own, depth)  # what is confirmed is as it says itself
    composed = _composed(governor, above, token)
    if composed.modality in OPEN and not is_noun(token) and (condition := next(conditions_of(token), None)) is not None:
        return Mode("conditional", condition)  # "willing to leave in return for grain"
    return composed


# ---- own words --------------------------------------------------------------------------------


def _own(token: Token, kind: str) -> Mode:
    """What a word says by itself: a verb by its auxiliaries, a noun by "no", "planned", "alleged"."""
    if is_noun(token):
        return Mode(_own_of_noun(token, governs=not kind))
    verb = _copula(token)
    if verb.i != token.i and any(child.dep_ == "neg" for child in token.children):
        return Mode("not happened")  # "pleaded not guilty"
    own = own_modality(verb, kind)
    if verb.tag_ == "VBN" and {"to", "have"} <= helpers_of(verb) and lemma(verb.head) == "be":
        return Mode("not happened")  # "was to have met"
    condition = next(conditions_of(verb), None)
    unreal = own == "not happened" and WOULD & helpers_of(verb)
    if condition is not None and not unreal and (own in OPEN or condition.dep_ in ("advcl", "aux")):
        return Mode("conditional", condition)
    if own in OPEN and verb.dep_ == "ccomp" and (later := _beside_report(verb)) is not None:
        return Mode("conditional", later)
    if own == "not happened" and is_future(verb) and (until := until_of(verb)) is not None:
        return Mode("conditional", until)
    return Mode(own)


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


def _own_of_noun(noun: Token, *, governs: bool) -> Modality:
    """What stands with a noun; `governs`: it is asked what becomes of what the noun governs ("the bid to")."""
    if is_none(noun) or _came_to_nothing(noun, governs) or _is_called_untrue(noun):
        return "not happened"
    for child in noun.children:
        signature = words().signature(_participle_names(child), "noun") if child.dep_ == "amod" else None
        if signature is not None and signature.holds not in ("same", "fact", "must", "-", "happened"):
            return cast(Modality, "requested" if signature.holds == "wanted" else signature.holds)
    return "happened"


def _came_to_nothing(noun: Token, governs: bool) -> bool:
    """ "The merger fell through"; what failed did come about itself, but not what it was for: "the bid to buy it"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or not verb.tag_.startswith("VB") or is_negated(verb) or helpers_of(verb) & AHEAD_OF_TIME:
        return False
    names = {lemma(verb), *(f"{lemma(verb)}_{child.lower_}" for child in verb.children if child.i > verb.i)}
    classes = words().classes
    return bool(names & classes["aborted"]) or (governs and bool(names & classes["failed"]))


def _is_called_untrue(noun: Token) -> bool:
    """ "Reports of a death were false", "called reports of a death nonsense"."""
    verb, untrue = noun.head, words().classes["untrue"]
    if not verb.tag_.startswith("VB"):
        return False
    if noun.dep_ in ("nsubj", "nsubjpass"):
        within = [verb, *(child for child in verb.children if child.dep_ == "xcomp")]
        told = [child for one in within for child in one.children if child.dep_ in PREDICATES]
        return any(child.lower_ in untrue for child in told) and not is_negated(verb)
    if noun.dep_ == "dobj" and lemma(verb) in CALLS:
        return any(token.lower_ in untrue for token in verb.doc[noun.i + 1 : verb.right_edge.i + 1])
    return False


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


def _heeded(governor: Governor, depth: int) -> Mode | None:
    """ "Obeyed an order to leave", "bowed to calls to resign": what is asked for comes about as it is heeded."""
    noun = governor.token
    if governor.signature.holds not in ("requested", "offered"):
        return None
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else noun.head.head if noun.dep_ == "pobj" else noun
    if not verb.tag_.startswith("VB"):
        return None
    name = lemma(verb) if verb.i == noun.head.i else f"{lemma(verb)}_{noun.head.lower_}"
    obeys = name in words().classes["obey"]
    if not obeys and name not in words().classes["heed"]:
        return None
    above = _mode(verb, "", depth + 1)
    return above if obeys or above.modality not in REAL else Mode("planned")


def _composed(governor: Governor, above: Mode, token: Token) -> Mode:
    """What a governor with the modality `above` makes of what it governs."""
    holds, if_not = _meant(governor, token, above), governor.signature.if_not
    if above.modality is None or holds == "-":
        return Mode(None)
    if holds == "fact":
        return Mode("happened" if if_not == "fact" or above.modality in REAL else cast(Modality, if_not))
    if above.modality in REAL:
        mode = Mode(above.modality if holds == "same" else cast(Modality, holds))
        return _countered(governor.token, token, mode)
    if above.modality == "not happened":
        if is_noun(governor.token) and holds in ("requested", "offered") and not is_none(governor.token):
            return Mode("not happened")  # "rejected demands for", "turned down an offer to"
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
        return "requested" if is_noun(token) or has_subject(token) else "planned"
    if holds == "must":
        past = verb.tag_ in ("VBD", "VBN") or any(c.lower_ == "had" for c in verb.children)
        ahead = above.modality not in REAL
        if any(child.lower_ == "yet" for child in verb.doc[verb.i : token.i]):
            return "not happened"  # "has yet to approve"
        return "same" if past or ahead else "requested"
    return holds


def _countered(governor: Token, token: Token, mode: Mode) -> Mode:
    """ "Had hoped to sail but turned back": what was ahead, in the past, and did not come about."""
    verb = _copula(governor)
    past = verb.tag_ in ("VBD", "VBN") and not helpers_of(verb) & {"will", "is", "are", "has", "have"}
    if not past or is_negated(verb) or mode.modality not in ("planned", "predicted", "possible"):
        return mode
    for joined in (verb, token):  # the model may join "turned back" to either
        but = any(child.dep_ == "cc" and child.lower_ == "but" for child in joined.children)
        if but and any(child.dep_ == "conj" and child.tag_ in PAST for child in joined.children):
            return Mode("not happened")
    return mode


# ---- what nothing governs ---------------------------------------------------------------------


def _free(token: Token, own: Mode, depth: int) -> Mode:
    """The modality of a word that nothing governs: purposes, commands, whether-clauses and times told apart."""
    if own.modality != "happened" or is_noun(token):
        return own
    first = clause_head(token)
    marks = marks_of(first)
    if "whether" in marks or ("if" in marks and first.dep_ == "ccomp") or is_question(first):
        return Mode("possible")
    if token.tag_ == "VB" and not has_subject(token):
        if has_to(token):
            return Mode("planned")
        if first.dep_ in ("ROOT", "ccomp") and not helpers_of(token):
            return Mode("requested")
    present = token.tag_ in ("VBZ", "VBP") or helpers_of(token) & ({"has", "have"} | PRESENT)
    told_back = token.tag_ in ("VBD", "VBN") and helpers_of(token.head) & WOULD  # "would go when it was over"
    if token.dep_ == "advcl" and (present or told_back) and _opens_with_when(token) and depth < DEEPEST:
        above = [token.head, *(child for child in token.head.children if child.dep_ == "xcomp")]
        ahead = any(_mode(verb, "", depth + 1).modality in AHEAD | {"conditional", "possible"} for verb in above)
        return Mode("planned") if ahead else own  # "they will answer when they meet"
    return Mode("possible") if token.dep_ == "ROOT" and _is_asked(token) else own


def _opens_with_when(verb: Token) -> bool:
    return any(child.i < verb.i and child.lower_ in WHEN for child in verb.children)


def _is_asked(verb: Token) -> bool:
    last = verb.sent[-1]
    return last.lower_ == "?" or (last.i > verb.sent.start and last.nbor(-1).lower_ == "?")
