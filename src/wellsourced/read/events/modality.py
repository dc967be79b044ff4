"""A trigger in its parse -> its modality: happened, ongoing, planned, requested, ... and the words of its condition.

A word's modality comes about from the inside out: what its own auxiliaries, negation and adverbs say, and then what
each word that governs it makes of that, by the governor's class (`lexicons/events_governors.tsv`) and the governor's
own modality, found in the same way: "has not agreed to send" is not "will agree to send". Verbs of saying stop the
way up: what stands in a statement is told by the statement's own words. After the source-introducing and modal
predicates of FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

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
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
AUXILIARIES = frozenset(("aux", "auxpass"))
BY_NATURE = frozenset(("disaster", "accident", "death", "illness"))  # kinds that nobody plans
DEEPEST = 6  # governors looked at: more than any sentence measured has


@dataclass(frozen=True, slots=True)
class Mode:
    """A modality; `None` where the words leave it open, so that no event is told. `condition`: its root word."""

    modality: Modality | None
    condition: Token | None = None


def modality_of(trigger: Token, kind: str) -> Mode:
    """The modality of a trigger, verb or noun, as its sentence tells it."""
    return _noun(trigger, 0) if trigger.tag_.startswith("NN") else _verb(trigger, kind, 0)


# ---- verbs ------------------------------------------------------------------------------------


def _verb(verb: Token, kind: str, depth: int) -> Mode:
    condition = condition_of(verb)
    own = _own(verb, kind)
    if condition is not None and (own in ("planned", "predicted", "possible") or condition.dep_ == "advcl"):
        return Mode("conditional", condition)
    head = _clause_head(verb)
    if own == "not happened" and condition is None and _is_future(verb) and (until := _until(verb)) is not None:
        return Mode("conditional", until)
    governor = _governor(head)
    if governor is None or depth >= DEEPEST:
        return Mode(_free(head, own))
    return _governed(head, governor, own, depth)


def _governed(head: Token, governor: Token, own: Modality, depth: int) -> Mode:
    """What a governor makes of a verb with the modality `own`."""
    group = _group(governor, head)
    if group is None:
        if head.dep_ == "pcomp" and governor.lower_ in words().classes["instead"]:
            return Mode("not happened")
        return Mode(_free(head, own))
    if head.dep_ in ("ccomp", "acl") and own not in ("happened", "ongoing", "planned", "predicted"):
        return Mode(own)
    above = _noun(governor, depth + 1) if governor.tag_.startswith("NN") else _verb(governor, "", depth + 1)
    if group == "same":
        return Mode("not happened" if own == "not happened" else above.modality, above.condition)
    if own == "not happened":
        return Mode("not happened")
    if group == "dropped":
        return Mode("not happened" if above.modality in ("happened", "ongoing") else None)
    if group == "wanted":
        group = "requested" if _has_subject(head) else "planned"
    if group == "must":
        if any(token.lower_ == "yet" for token in head.doc[governor.i : head.i]):
            return Mode("not happened")  # "has yet to approve"
        past = governor.tag_ in ("VBD", "VBN") or any(c.lower_ == "had" for c in governor.children)
        group = "same" if past else "requested"
        if group == "same":
            return above
    return _composed(cast(Modality, group), above)


def _composed(group: Modality, above: Mode) -> Mode:
    """The class of a governor and the governor's own modality, put together."""
    if above.modality in ("happened", "ongoing", "planned", "requested", "offered"):
        return Mode(group)
    if above.modality == "conditional":
        return above if group != "not happened" else Mode("conditional", above.condition)
    if above.modality == "denied":
        return Mode("possible" if group == "not happened" else "denied")
    if above.modality == "not happened":
        if group in ("not happened", "denied"):
            return Mode("possible")  # "never refused to talk" does not say that they talked
        return Mode(None if group == "requested" else "not happened")
    return Mode("possible" if above.modality == "possible" else group)


def _own(verb: Token, kind: str) -> Modality:
    """What a verb's own auxiliaries, negation, adverbs and form say."""
    helpers = _helpers(verb)
    if is_negated(verb):
        return "possible" if helpers & OPEN else "not happened"
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    classes = words().classes
    if helpers & POSSIBLE or adverbs & classes["adverb possible"]:
        return "possible"
    if helpers & DUTY:
        return "requested"
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


def _free(verb: Token, own: Modality) -> Modality:
    """The modality of a verb that nothing governs: infinitives of purpose, commands and whether-clauses told apart."""
    if own != "happened":
        return own
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    if "whether" in marks or ("if" in marks and verb.dep_ == "ccomp"):
        return "possible"
    if verb.tag_ == "VB" and not _has_subject(verb):
        if any(child.lower_ == "to" for child in verb.children):
            return "planned"
        if verb.dep_ in ("ROOT", "ccomp") and not _helpers(verb):
            return "requested"
    return "possible" if verb.dep_ == "ROOT" and _is_asked(verb) else own


def _is_asked(verb: Token) -> bool:
    last = verb.sent[-1]
    return last.lower_ == "?" or (last.i > verb.sent.start and last.nbor(-1).lower_ == "?")


def _is_future(verb: Token) -> bool:
    return bool(_helpers(verb) & (FUTURE | WOULD))


def _helpers(verb: Token) -> set[str]:
    """A verb's auxiliaries in lower case; one that is joined to another without its own has the other's."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
    if not helpers and verb.dep_ == "conj" and not _has_subject(verb) and verb.tag_ in ("VB", "VBN", "VBG"):
        return _helpers(verb.head) if verb.head.tag_ == verb.tag_ else helpers
    return helpers


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


# ---- governors --------------------------------------------------------------------------------


def _clause_head(verb: Token) -> Token:
    """The first of joined verbs, which is the one that is governed; a verb with its own subject stands for itself."""
    token = verb
    while token.dep_ == "conj" and token.head.tag_[:2] in ("VB", "MD") and not _has_subject(token):
        if token.tag_ in ("VBD", "VBZ", "VBP") and token.head.tag_ not in ("VBD", "VBZ", "VBP"):
            break  # "refused to go and bombed": a finite verb is not joined to an infinitive
        token = token.head
    if token.dep_ == "conj" and token.head.dep_ == "ccomp" and _marks(token) & {"that"}:
        return token.head
    return token


def _marks(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ == "mark"}


def _governor(verb: Token) -> Token | None:
    """The word a verb is the complement of: verb, adjective or noun; through a preposition to what that hangs on."""
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "pcomp":
        if head.lower_ in words().classes["instead"]:
            return head
        return head.head if head.head.i != head.i else None
    if verb.dep_ == "acl":
        return head if verb.tag_ == "VB" or "that" in _marks(verb) else None  # "a plan to", "the demand that"
    if verb.dep_ in ("xcomp", "ccomp", "csubj"):
        return head
    # after a passive or an object the model often takes a complement for a clause of purpose: "was asked to bomb"
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and _governs_infinitive(head):
        return head
    return None


def _governs_infinitive(head: Token) -> bool:
    groups = words().governors.get(lemma(head), ())
    return bool(groups) and not {"same", "dropped", "must"} & set(groups)


def _group(governor: Token, verb: Token) -> str | None:
    """The class of a governing word, where it governs in this way; `None` for verbs of saying and all others."""
    groups = words().governors
    name = lemma(governor)
    particle = next((child.lower_ for child in governor.children if child.dep_ == "prt"), None)
    found = groups.get(f"{name}_{particle}", ()) if particle else ()
    found = found or groups.get(name, ()) or groups.get(governor.lower_, ())
    if not found:
        return None
    clause = verb.dep_ == "ccomp" and verb.tag_ != "VB" and "to" not in _helpers(verb)
    if clause and found[0] in ("requested", "same", "must") and name not in ("demand", "request", "recommend", "order"):
        return None  # "told them that", "asked whether"
    if found[0] == "must" and "to" not in _helpers(verb) and not any(c.lower_ == "to" for c in verb.children):
        return None
    if clause and name in ("warn", "accuse", "threaten", "suggest", "propose"):
        return None
    noun = governor.tag_.startswith("NN")
    return next((group for group in found if (group == "dropped") is False or noun), found[0])


# ---- conditions and negation ------------------------------------------------------------------


def condition_of(verb: Token) -> Token | None:
    """The root of the words on which a verb depends: an if-clause, "in return", "on condition that"."""
    classes = words().classes
    for child in verb.children:
        if child.dep_ in ("advcl", "prep") and is_conditional(child):
            return child
        if child.dep_ == "prep" and any(c.lower_ in classes["exchange"] for c in child.children if c.dep_ == "pobj"):
            noun = next(c for c in child.children if c.dep_ == "pobj")
            if child.lower_ in ("in", "on") and (noun.lower_ in ("return", "exchange") or list(noun.children)):
                return child
    if verb.dep_ == "conj" and not _has_subject(verb) and verb.head.i != verb.i:
        return condition_of(verb.head)
    return None


def is_conditional(clause: Token) -> bool:
    """Whether a clause is a condition: "if", "unless", "provided that", "as long as", "should they"."""
    if clause.lower_ in words().classes["given"] and any(c.dep_ in ("ccomp", "pcomp") for c in clause.children):
        return True
    marks = [child for child in clause.children if child.dep_ in ("mark", "aux") and child.i < clause.i]
    for mark in marks:
        if mark.lower_ in words().classes["condition"]:
            before = mark.doc[mark.i - 1].lower_ if mark.i else ""
            if mark.dep_ == "aux":
                return mark.i == clause.left_edge.i  # "should talks fail, ..."
            return not (mark.lower_ == "if" and before in ("even", "as"))
    return (
        " ".join(t.lower_ for t in clause.doc[max(0, clause.left_edge.i - 3) : clause.left_edge.i + 3]).find(
            "as long as"
        )
        >= 0
        and clause.left_edge.i < clause.i
    )


def _until(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("advcl", "prep") and (child.lower_ == "until" or "until" in _marks(child)):
            return child
    return None


def is_negated(verb: Token) -> bool:
    """Whether a verb is negated, or its subject or object is said to be none."""
    negative = words().classes["negative"]
    for child in verb.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and child.lower_ in negative):
            return True
        if child.dep_ in ("preconj", "cc") and child.lower_ == "neither":
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and _is_none(child):
            return True
    if verb.dep_ == "conj" and not _has_subject(verb) and verb.tag_ in ("VB", "VBN", "VBG"):
        own = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
        return not own and verb.head.tag_ == verb.tag_ and is_negated(verb.head)
    return False


def _is_none(noun: Token) -> bool:
    """ "no job", "none", "neither side", "not one of them"; not "no more than four"."""
    if noun.lower_ in ("none", "nobody", "nothing", "no-one", "neither"):
        return True
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("det", "neg", "preconj") and child.lower_ in ("no", "neither", "not"):
            return not (child.i + 1 < len(noun.doc) and child.nbor(1).lower_ in ("more", "fewer", "less", "longer"))
    return noun.left_edge.lower_ == "not" and noun.left_edge.i + 1 < len(noun.doc) and (
        noun.left_edge.nbor(1).lower_ in ("one", "a", "even", "any")
    )  # fmt: skip


# ---- nouns ------------------------------------------------------------------------------------


def _noun(noun: Token, depth: int) -> Mode:
    """The modality of an event noun: its own words ("no", "planned"), else that of the verb it hangs on."""
    for child in noun.children:
        if child.dep_ in ("det", "neg") and child.lower_ == "no" and child.i < noun.i:
            return Mode("not happened")
        group = (words().governors.get(lemma(child)) or _participle(child)) if child.dep_ == "amod" else ()
        if group and group[0] in ("planned", "possible", "predicted", "offered", "requested"):
            return Mode(cast(Modality, group[0]))
    above = _above(noun)
    if above is None or depth >= DEEPEST:
        return Mode("happened")
    return _noun_under(noun, above, depth)


def _participle(child: Token) -> tuple[str, ...]:
    """The class of a participle before a noun ("planned", "proposed", "threatened")."""
    word = child.lower_
    stems = (word[:-2], word[:-1], word[:-3]) if word.endswith("ed") else ()
    return next((groups for stem in stems if (groups := words().governors.get(stem))), ())


def _above(noun: Token) -> Token | None:
    """The verb or governing noun that a noun hangs on, through prepositions and joined nouns."""
    token = noun
    for _ in range(DEEPEST):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.tag_[:2] == "VB" or (token.tag_[:2] == "NN" and lemma(token) in words().governors):
            return token
    return None


def _noun_under(noun: Token, above: Token, depth: int) -> Mode:
    group = _group_of_noun(above)
    mode = _noun(above, depth + 1) if above.tag_.startswith("NN") else _verb(above, "", depth + 1)
    if group is None or (noun.dep_ in SUBJECTS and noun.head.i == above.i and "pass" not in noun.dep_):
        return mode
    if group in ("dropped", "not happened"):
        return Mode("not happened" if mode.modality in ("happened", "ongoing") else mode.modality, mode.condition)
    return _composed(cast(Modality, group), mode)


def _group_of_noun(above: Token) -> str | None:
    """What a verb makes of a noun it governs: "called for strikes", "threatened a strike"; not "condemned"."""
    groups = words().governors.get(lemma(above), ())
    if "wanted" in groups:
        return "requested"
    known: tuple[str, ...] = ("planned", "requested", "offered", "predicted", "denied", "dropped", "not happened")
    if lemma(above) in ("threaten", "consider", "threat", "possibility", "risk", "danger", "fear", "mull", "suspect"):
        return "possible"
    return next((group for group in groups if group in known), None)


def dependents(token: Token) -> Iterator[Token]:
    """The words below a token that belong to its own clause, verbs of other clauses left out."""
    for child in token.children:
        if child.tag_.startswith("VB") and child.dep_ not in ("amod", "aux", "auxpass"):
            continue
        yield child
        yield from dependents(child)
