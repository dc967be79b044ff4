"""Denials that reach back: "The ministry denies it", "He called that a lie", "We gave no such order".

What is denied is what somebody was said to have told in the sentence before, which may end the paragraph before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...records import Event, Span, Statement
from ..language import ParsedBlock, lemma
from .auxiliaries import is_negated, is_none
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Span as Tokens
    from spacy.tokens import Token

# words without which a block holds no denial: most blocks are left without a look at their sentences
DENIAL = re.compile(
    r"\b(?:[Dd]en(?:y|ie)|disput|contradict|reject|dismiss|refut|rebut|rubbish|call(?:s|ed)?\b|describ|true\b|"
    r"untrue|false\b|lies?\b|nonsense|invention|such\b|nothing of)"
)
POINTING = frozenset(("it", "this", "that", "so", "them", "these", "those"))
DEFINITE = frozenset(("the", "this", "that", "these", "those", "his", "her", "its", "their", "both", "all"))
SAID = frozenset(("that", "this", "it", "these", "they", "none"))  # subjects that stand for what was said
CALLS = frozenset(("call", "describe", "brand", "label", "term"))
NEAR = 5  # tokens after "called it" in which the word stands that calls it untrue


def denied_after(parsed: ParsedBlock, before: ParsedBlock | None, events: Sequence[Event]) -> list[Event]:
    """The events told in a sentence right before one of this block that denies them, as denied."""
    if not DENIAL.search(parsed.text):
        return []
    denied: list[Event] = []
    previous = _last_sentence(before)
    for sentence in parsed.doc.sents:
        if previous is not None and _denies(sentence):
            denied += _told_in(previous, events)
        aside = next((token for token in sentence if _denies_the_clause(token)), None)
        if aside is not None:
            told = _span(parsed, parsed.doc[sentence.start : aside.i])
            denied += [
                replace(event, modality="denied")
                for event in events
                if told.contains(event.trigger)
                and (event.modality == "possible" or event.statement is not None)
                and event.modality in ("possible", "happened", "ongoing")
                and event.kind != "ACCUSE"
            ]
        previous = _span(parsed, sentence)
    return denied


def _told_in(span: Span, events: Sequence[Event]) -> Iterator[Event]:
    for event in events:
        inside = span.contains(event.trigger) and event.statement is not None
        if inside and event.modality in ("happened", "ongoing", "planned"):
            yield replace(event, modality="denied")


def _last_sentence(parsed: ParsedBlock | None) -> Span | None:
    if parsed is None or parsed.block.kind != "paragraph" or not len(parsed.doc):
        return None
    return _span(parsed, parsed.doc[-1].sent)


def _span(parsed: ParsedBlock, sentence: Tokens) -> Span:
    start = parsed.block.start
    return Span(parsed.article, start + sentence.start_char, start + sentence.end_char)


def contradicted(
    events: Sequence[Event], verbs: Mapping[Span, str], statements: Sequence[Statement]
) -> tuple[Event, ...]:
    """Events in order, and those that one speaker says did not happen and another said before did, as denied.

    The same verb or noun (`verbs`, by trigger) is asked for, with the same participant.
    """
    by_id = {statement.id: statement for statement in statements}
    told: dict[tuple[str, str], list[Event]] = {}
    found: list[Event] = []
    for event in events:
        statement = by_id.get(event.statement or "")
        key = (verbs.get(event.trigger, ""), event.kind)
        if statement is not None and event.modality == "not happened":
            others = [
                one for one in told.get(key, ()) if by_id[one.statement or ""].source.name != statement.source.name
            ]
            if any(_share_participant(event, one) for one in others):
                event = replace(event, modality="denied")
        elif statement is not None and event.modality == "happened":
            told.setdefault(key, []).append(event)
        found.append(event)
    return tuple(found)


def _share_participant(one: Event, other: Event) -> bool:
    names = {participant.name.lower() for participant in one.participants}
    return any(participant.name.lower() in names for participant in other.participants)


# ---- words of denial --------------------------------------------------------------------------


def _denies(sentence: Tokens) -> bool:
    return any(_denies_account(token) or _calls_untrue(token) or _is_untrue(token) or says_no_such(token)
               for token in sentence if token.tag_.startswith("VB"))  # fmt: skip


def _denies_account(verb: Token) -> bool:
    """ "Denies it", "disputes this", "rejected the allegations"; not "rejected it", which may be an offer."""
    name = lemma(verb)
    if name not in words().classes["denying"] or is_negated(verb):
        return False
    for child in verb.children:
        if child.dep_ != "dobj":
            continue
        if child.lower_ in POINTING and name in ("deny", "dispute", "contradict"):
            return True
        if child.lower_ in words().classes["account"]:
            definite = any(c.lower_ in DEFINITE for c in child.children)
            return definite and not any(c.dep_ in ("acl", "relcl", "prep") for c in child.children)
    return False


def _denies_the_clause(verb: Token) -> bool:
    """ "..., which Dorn denies", "an accusation that he rejects": of what the same sentence told before."""
    if lemma(verb) not in ("deny", "dispute", "reject") or verb.dep_ != "relcl" or is_negated(verb):
        return False
    what = any(child.lower_ in ("which", "that") and child.dep_ == "dobj" for child in verb.children)
    account = verb.head.lower_ in words().classes["account"] or lemma(verb) != "reject"
    return what and account


def _calls_untrue(verb: Token) -> bool:
    """ "Called it a lie", "calls this invention"."""
    if lemma(verb) not in CALLS or verb.i + 2 >= len(verb.doc) or verb.nbor(1).lower_ not in POINTING:
        return False
    told = verb.doc[verb.i + 2 : verb.i + 2 + NEAR]
    return any(token.lower_ in words().classes["untrue"] for token in told)


def _is_untrue(verb: Token) -> bool:
    """ "That is a lie", "It is not true"."""
    if lemma(verb) != "be" or not any(c.dep_ == "nsubj" and c.lower_ in SAID for c in verb.children):
        return False
    clause = any(c.dep_ in ("ccomp", "acl", "csubj", "xcomp") for c in verb.children)  # "it is not true that"
    for child in verb.children:
        if child.dep_ in ("attr", "acomp") and not any(c.dep_ in ("ccomp", "acl", "xcomp") for c in child.children):
            untrue = child.lower_ in words().classes["untrue"] and not is_negated(verb)
            return (untrue or (child.lower_ == "true" and is_negated(verb))) and not clause
    return False


def says_no_such(verb: Token) -> bool:
    """ "We gave no such order", "never said any such thing", "nothing of the kind happened"."""
    for child in verb.children:
        if child.dep_ not in ("dobj", "nsubj", "nsubjpass", "attr"):
            continue
        such = any(c.lower_ == "such" for c in child.children)
        kind = child.lower_ == "nothing" and any(c.dep_ == "prep" and c.lower_ == "of" for c in child.children)
        if (such and (is_none(child) or is_negated(verb))) or kind:
            return True
    return False
