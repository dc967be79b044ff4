"""Article and its parse -> events: what happened, did not, or may.

The trigger is a verb that the lexicon knows as a happening (`lexicons/events_verbs.tsv`); reporting verbs that are the
cue of a statement are none. Its modality is read off the parse, in this order:

1. the verb that governs it ("planned to", "was asked to", "denied that"), from `lexicons/events_governors.tsv`;
2. a condition ("if", "unless") that hangs on it or on what governs it;
3. negation of the verb, or of its subject or object ("no inspector has visited");
4. its auxiliaries: will, may, is -ing; else it happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

from ..records import (
    BODY,
    Article,
    Event,
    Interval,
    Mention,
    Modality,
    Participant,
    Span,
    Statement,
    TimeExpression,
    make_id,
)
from .language import Parse, ParsedBlock, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

Role = Literal["actor", "target", "other"]

POSSIBLE = frozenset(("may", "might", "could", "can"))
WILL = frozenset(("will", "'ll", "’ll", "shall", "wo", "would", "'d", "’d"))
NEGATION = frozenset(("not", "n't", "n’t", "never", "neither", "nor", "no", "none", "nobody"))
CONDITION = frozenset(("if", "unless", "provided", "should"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
LIKELY = frozenset(("likely", "probably", "expected"))
PHRASE = 12  # words of a participant's phrase that are kept


@lru_cache(maxsize=2)
def _lexicon(name: str) -> dict[str, str]:
    lines = files("wellsourced.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def find_events(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention] = (),
    statements: Sequence[Statement] = (),
    times: Sequence[TimeExpression] = (),
) -> tuple[Event, ...]:
    """The events of the body, in order of their triggers."""
    cues = [cue for statement in statements for cue in statement.cue]
    found: dict[Span, Event] = {}
    for parsed in parse:
        if parsed.block.kind not in BODY:
            continue
        for verb in _triggers(parsed, cues):
            event = _event(article, parsed, verb, mentions, statements, times)
            found.setdefault(event.trigger, event)
    return tuple(found[span] for span in sorted(found))


def _triggers(parsed: ParsedBlock, cues: Sequence[Span]) -> Iterator[Token]:
    kinds = _lexicon("events_verbs.tsv")
    for token in parsed.doc:
        if not token.tag_.startswith("VB") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        if lemma(token) not in kinds or _in_condition(token):
            continue
        if not any(cue.overlaps(parsed.token_span(token)) for cue in cues):
            yield token


def _in_condition(verb: Token) -> bool:
    """Whether a verb stands in an if-clause: that is the condition of another event, not an event."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITION for c in verb.children)


def _event(
    article: Article, parsed: ParsedBlock, verb: Token, mentions: Sequence[Mention], statements: Sequence[Statement],
    times: Sequence[TimeExpression],
) -> Event:  # fmt: skip
    trigger = parsed.token_span(verb)
    statement = _innermost(trigger, statements)
    modality, condition = _modality(verb)
    if statement is not None and statement.denied:
        modality = "denied"
    return Event(
        id=make_id("e", article.id, trigger.start, trigger.end),
        trigger=trigger,
        kind=_lexicon("events_verbs.tsv")[lemma(verb)],
        participants=tuple(_participants(parsed, verb, mentions)),
        place=_place(parsed, verb),
        when=_when(parsed, verb, times),
        modality=modality,
        condition=_subtree_span(parsed, condition) if condition is not None else None,
        statement=statement.id if statement else None,
    )


def _innermost(trigger: Span, statements: Sequence[Statement]) -> Statement | None:
    holding = [
        (content.end - content.start, statement.id, statement)
        for statement in statements
        for content in statement.content
        if content.contains(trigger)
    ]
    return min(holding, key=lambda held: held[:2])[2] if holding else None


# ---- modality ---------------------------------------------------------------------------------


def _modality(verb: Token) -> tuple[Modality, Token | None]:
    """The modality of a verb, and the root of its condition, if it has one."""
    governors = list(_governors(verb))
    condition = next((c for v in (verb, *governors) if (c := _condition(v)) is not None), None)
    if condition is not None:
        return "conditional", condition
    for governor in governors:
        if modality := _lexicon("events_governors.tsv").get(lemma(governor)):
            if _negated(governor) and modality == "not happened":
                return "happened", None
            return cast(Modality, modality), None
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    helpers |= {c.lower_ for v in (verb.head,) if verb.dep_ == "conj" for c in v.children if c.dep_ == "aux"}
    if _negated(verb):
        return "not happened", None
    if helpers & POSSIBLE:
        return "possible", None
    if helpers & WILL:
        return ("predicted" if any(c.lower_ in LIKELY for c in verb.children) else "planned"), None
    if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "’s", "'re", "’re", "am"}:
        return "ongoing", None
    if verb.tag_ == "VB" and "to" in helpers and verb.dep_ in ("relcl", "acl", "advcl"):
        return "planned", None
    return "happened", None


def _governors(verb: Token) -> Iterator[Token]:
    """The words a verb is the complement of, nearest first, reporting verbs left out by the lexicon that asks."""
    token = verb
    while token.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "conj", "prep") and token.head.i != token.i:
        if token.dep_ == "conj" and any(child.dep_ in SUBJECTS for child in token.children):
            return
        if token.dep_ in ("ccomp",) and lemma(token.head) in ("say", "tell", "report", "add", "ask"):
            return
        coordinated = token.dep_ == "conj"
        token = token.head
        if not coordinated and token.tag_[:2] in ("VB", "JJ", "NN"):
            yield token


def _condition(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITION for c in child.children):
            return child
    return None


def _negated(verb: Token) -> bool:
    """Whether a verb is negated, or its subject or object is said to be none."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither"):
            return True
        if child.dep_ in (*SUBJECTS, "dobj") and (
            child.lower_ in ("none", "nobody", "nothing")
            or any(det.lower_ in ("no", "neither") for det in child.children if det.dep_ in ("det", "neg"))
            or (child.lower_ == "no")
        ):
            return True
        if child.dep_ in ("dobj",) and child.left_edge.lower_ == "no":
            return True
    if verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
        return any(child.dep_ == "neg" for child in verb.head.children)
    return False


# ---- participants, place and time -------------------------------------------------------------


def _participants(parsed: ParsedBlock, verb: Token, mentions: Sequence[Mention]) -> Iterator[Participant]:
    subject = _subject(verb)
    if subject is not None:
        passive = subject.dep_ == "nsubjpass" and subject.head.i == verb.i
        yield _participant(parsed, subject, "target" if passive else "actor", mentions)
    for child in verb.children:
        if child.dep_ == "dobj" and child.tag_ not in ("PRP", "WDT", "WP"):
            yield _participant(parsed, child, "target", mentions)
        elif child.dep_ == "agent":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield _participant(parsed, noun, "actor", mentions)


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is joined to or governed by."""
    token = verb
    for _ in range(4):
        for child in token.children:
            if child.dep_ in SUBJECTS:
                return child
        if token.dep_ == "relcl":
            return token.head
        if token.dep_ not in ("conj", "xcomp", "advcl") or token.head.i == token.i:
            return None
        token = token.head
    return None


def _participant(parsed: ParsedBlock, noun: Token, role: Role, mentions: Sequence[Mention]) -> Participant:
    words = sorted(noun.subtree, key=lambda t: t.i)
    words = [t for t in words if noun.i - PHRASE < t.i < noun.i + PHRASE]
    while len(words) > 1 and (words[-1].is_punct or words[-1].is_space):
        words.pop()
    start = parsed.block.start + words[0].idx
    span = Span(parsed.article, start, parsed.block.start + words[-1].idx + len(words[-1]))
    at = parsed.token_span(noun)
    name = next((m.name for m in mentions if m.span.overlaps(at)), None)
    text = parsed.doc.text[words[0].idx : words[-1].idx + len(words[-1])]
    return Participant(role, text, name or text, span)


def _place(parsed: ParsedBlock, verb: Token) -> str | None:
    """A place that a preposition joins to the verb's clause."""
    low, high = verb.left_edge.i, verb.right_edge.i
    for entity in parsed.doc.ents:
        if entity.label_ in ("GPE", "LOC", "FAC") and low <= entity.start <= high:
            head = entity.root.head
            if entity.root.dep_ == "pobj" and head.lower_ in ("in", "at", "near", "on", "across", "to", "into", "over"):
                return entity.text.removeprefix("the ")
    return None


def _when(parsed: ParsedBlock, verb: Token, times: Sequence[TimeExpression]) -> Interval | None:
    """The time expression in the verb's clause that stands nearest to it."""
    low = parsed.block.start + verb.left_edge.idx
    high = parsed.block.start + verb.right_edge.idx + len(verb.right_edge)
    at = parsed.block.start + verb.idx
    inside = [t for t in times if low <= t.span.start < high and (t.earliest or t.latest)]
    nearest = min(inside, key=lambda t: (abs(t.span.start - at), t.span.start), default=None)
    return Interval(nearest.earliest, nearest.latest) if nearest else None


def _subtree_span(parsed: ParsedBlock, token: Token) -> Span:
    last = token.right_edge
    return Span(parsed.article, parsed.block.start + token.left_edge.idx, parsed.block.start + last.idx + len(last))
