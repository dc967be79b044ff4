"""Triggers, modality and roles put together: the events of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...records import (
    BODY,
    Article,
    Event,
    Interval,
    Mention,
    Modality,
    Span,
    Statement,
    TimeExpression,
    make_id,
)
from ..language import Parse, ParsedBlock, lemma
from .auxiliaries import WOULD, has_subject, helpers_of
from .conditions import condition_span
from .denials import contradicted, denied_after, says_no_such
from .genres import Genre
from .modality import modality_of
from .roles import participants_of, place_of, when_of
from .triggers import Trigger, find_triggers

if TYPE_CHECKING:
    from spacy.tokens import Token

UNDENIED = re.compile(
    r"(?:\bnor|\bnot|n['’]t|\bnever|\b(?:refused|declined|unable) to)\s+(?:(?:confirm|verify) n?or\s+(?:to\s+)?)?$"
)


def find_events(
    article: Article,
    parse: Parse,
    mentions: Sequence[Mention] = (),
    statements: Sequence[Statement] = (),
    times: Sequence[TimeExpression] = (),
) -> tuple[Event, ...]:
    """The events of the body, in order of their triggers."""
    found: dict[Span, Event] = {}
    genre = Genre(article)
    before: ParsedBlock | None = None
    verbs: dict[Span, str] = {}
    for parsed in parse:
        if parsed.block.kind not in BODY or Span(article.id, parsed.block.start, parsed.block.end) in genre.links:
            continue
        here = _within(parsed, statements)
        low, high = parsed.block.start, parsed.block.end
        named = [mention for mention in mentions if low <= mention.span.start < high]
        told = [time for time in times if low <= time.span.start < high]
        for trigger in find_triggers(parsed, _cues(parsed, statements)):
            event = _event(article, parsed, trigger, named, here, told)
            if event is not None and genre.tells(event, named):
                found.setdefault(event.trigger, event)
                verbs[event.trigger] = lemma(trigger.token)
        for event in denied_after(parsed, before, list(found.values())):
            found[event.trigger] = event
        before = parsed
    return contradicted([found[span] for span in sorted(found)], verbs, statements)


def _cues(parsed: ParsedBlock, statements: Sequence[Statement]) -> frozenset[int]:
    """The tokens of a block that are reporting words."""
    low, high = parsed.block.start, parsed.block.end
    cues = [cue for statement in statements for cue in statement.cue if low <= cue.start < high]
    stretches = [parsed.doc.char_span(cue.start - low, cue.end - low, alignment_mode="expand") for cue in cues]
    return frozenset(token.i for stretch in stretches if stretch is not None for token in stretch)


def _within(parsed: ParsedBlock, statements: Sequence[Statement]) -> list[Statement]:
    low, high = parsed.block.start, parsed.block.end
    return [s for s in statements if any(c.start < high and low < c.end for c in s.content)]


def _event(
    article: Article, parsed: ParsedBlock, trigger: Trigger, mentions: Sequence[Mention],
    statements: Sequence[Statement], times: Sequence[TimeExpression],
) -> Event | None:  # fmt: skip
    span = parsed.token_span(trigger.token)
    holding = _holding(span, statements)
    innermost = holding[0] if holding else None
    mode = modality_of(trigger.token, trigger.kind)
    modality = mode.modality
    if modality is None or (trigger.is_adjunct and modality not in ("happened", "ongoing")):
        return None
    if innermost is None and _is_addressed(trigger.verb):
        return None  # "Read more", "Imagine a mayor who resigns": said to the reader
    if trigger.silence and innermost is not None and innermost.kind == "direct":
        return None  # "we never said that": of a speaker's own words, not of keeping still
    when = when_of(parsed, trigger, times)
    if trigger.lasting and modality in ("happened", "ongoing"):
        return None
    denied = any(statement.denied and not _is_left_open(article, statement) for statement in holding)
    if denied or (holding and modality == "not happened" and _is_disowned(trigger)):
        modality = "denied"
    elif modality in ("ongoing", "happened") and not trigger.is_adjunct:
        modality = "ongoing" if trigger.is_state else _by_time(article, trigger.verb, modality, when)
    if modality == "planned" and innermost is not None and innermost.kind == "direct" and _is_hypothetical(trigger):
        modality = "possible"
    if modality in ("happened", "ongoing") and _is_to_come(article, when):
        when = None  # "asked parliament to meet next week": the day is that of the meeting
    root = mode.condition if modality == "conditional" else None
    condition = condition_span(parsed, root) if root is not None else None
    return Event(
        id=make_id("e", article.id, span.start, span.end),
        trigger=span,
        kind=trigger.kind,
        participants=participants_of(parsed, trigger, mentions, innermost),
        place=place_of(parsed, trigger, mentions),
        when=when,
        modality=modality,
        condition=condition,
        statement=innermost.id if innermost else None,
    )


def _is_left_open(article: Article, statement: Statement) -> bool:
    """ "Would neither confirm nor deny", "declined to deny": no denial."""
    start = min((cue.start for cue in statement.cue), default=0)
    return UNDENIED.search(article.text[max(0, start - 40) : start]) is not None


def _is_addressed(verb: Token) -> bool:
    """Whether a verb tells whoever reads to do something, outside quotation marks."""
    if verb.tag_ != "VB" or verb.dep_ != "ROOT" or has_subject(verb) or helpers_of(verb):
        return False
    return not any(mark in verb.sent.text for mark in '“”"')


def _is_disowned(trigger: Trigger) -> bool:
    """What a speaker says there is none of: "there is no loan", "gave no such order"."""
    return trigger.existence or (trigger.token.i == trigger.verb.i and says_no_such(trigger.verb))


def _holding(span: Span, statements: Sequence[Statement]) -> list[Statement]:
    """The statements whose content holds a stretch, innermost first."""
    holding = [
        (content.end - content.start, statement.within is None, statement.id, statement)
        for statement in statements
        for content in statement.content
        if content.contains(span)
    ]
    return [held[3] for held in sorted(holding, key=lambda held: held[:3])]


def _by_time(article: Article, verb: Token, modality: Modality, when: Interval | None) -> Modality:
    """The present with a day that is still to come tells a plan: "parliament meets on 2 April"."""
    return "planned" if _is_to_come(article, when) and verb.tag_ in ("VBG", "VBZ", "VBP") else modality


def _is_to_come(article: Article, when: Interval | None) -> bool:
    """Whether a time lies after the day an article was published."""
    latest = article.published.latest
    return bool(when and when.earliest and latest and when.earliest > latest)


def _is_hypothetical(trigger: Trigger) -> bool:
    """ "We would welcome it": in direct speech, where "would" is not the past of "will"."""
    return any(child.lower_ in WOULD for child in trigger.verb.children if child.dep_ == "aux")
