"""Readings and identities -> positions: what somebody holds on an issue.

Only where words say so, in this order; the first that speaks for a stretch of text is taken:

1. a phrase of `lexicons/positions_phrases.tsv` with a known holder before it: "is opposed to", "has not said whether";
2. an event that is a stance: to support, reject or demand ("would welcome", "called for", "refused to"), and verbs of
   `lexicons/positions_words.tsv`;
   and what reported words say of the thing they begin with (`lexicons/positions_said.tsv`): "must not go ahead";
3. what somebody denies to plan, or says they will not do: against it;
4. what somebody agreed to or will allow: for it; what somebody would do if, or unless: conditional.

What somebody is asked for is the issue, not who is asked: "would ask the council to impose a fine if" is a conditional
position of who asks, on the fine. The holder is who does it, or who speaks where that is a pronoun or the speaker's own
people; the issue is told in the text's own words. Everything else is left alone: a position that nobody took is worse
than one that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ..names import key
from ..records import (
    BODY,
    Article,
    Day,
    Event,
    Identity,
    Interval,
    Participant,
    Position,
    Reading,
    Span,
    Stance,
    Statement,
    make_id,
)

STANCE_OF_KIND: dict[str, Stance] = {"SUPPORT": "support", "REJECT": "oppose", "REQUEST": "support"}
OPPOSITE: dict[Stance, Stance] = {"support": "oppose", "oppose": "support"}
FIRST_PERSON = frozenset(("we", "i"))
PRONOUNS = frozenset(("he", "she", "it"))
RELATIVE = frozenset(("who", "which", "that", "they", "you", "this"))
ARTICLE = re.compile(r"^(?:the|its|their|our|an?|his|her)\s+", re.IGNORECASE)
ACRONYM = 5  # letters up to which a name in capitals is one
OWN = re.compile(r"(?:its|their|his|her|our|my)\b", re.IGNORECASE)  # "its members would strike": the union says so
WILL_NOT = re.compile(
    r"\b(?:will|would|shall)(?: not|n['’]t| never)\b[^,;]{0,25}$|\bwon['’]t\b[^,;]{0,25}$", re.IGNORECASE
)
WOULD = re.compile(r"(?:\bwould|['’]d)\b[^,;]{0,20}$", re.IGNORECASE)
AGREED = re.compile(r"\b(?:agreed|agrees|decided|decides|promised|pledged|vowed) to\b[^,;]{0,15}$", re.IGNORECASE)
EXPLETIVE = re.compile(r"(?:it|this|now|there)\b", re.IGNORECASE)
SAYS = re.compile(r"\b(?:said|says|told|tells|argued|insisted|replied|answered)\b[^.;:,]{0,40}$")
END = re.compile(r"[.!?]['”\"»’)]*\s|\n")  # end of a sentence
LONGEST = 90  # characters of an issue
BEFORE = 60  # characters before a trigger that are looked at for what governs it
THING = 60  # characters of a thing that reported words begin with
AFTER = 120  # characters between a stance and the thing asked for or refused
# what is not willed by anybody is no position: "prices will rise if"
UNWILLED = frozenset(("disaster", "accident", "death", "illness"))
# not to want to talk is no position on what is asked
TALK = frozenset(
    ("discuss", "comment", "say", "answer", "speak", "elaborate", "name", "confirm", "explain", "disclose")
)
# a word after a name that says what its bearer is and makes nobody else of it: "the Badr militia"
BODIES = frozenset(
    ("force", "forces", "militia", "group", "party", "movement", "union", "agency", "company", "brigade", "ministry")
)
OF_ANOTHER = frozenset(
    ("of", "in", "at", "for", "from", "to", "near", "with", "by", "on", "and")
)  # "employers at X are"
POINTING = frozenset(
    ("he", "she", "it", "them", "him", "her", "us", "so", "me", "you", "one", "this", "that", "who", "which", "they",
     "what", "itself", "himself", "herself", "themselves")
)  # fmt: skip
ALONE = frozenset(("appointment", "PROTEST", "RETREAT", "vote", "CONSULT", "election"))  # kinds told by the verb alone
ALLOWS = frozenset(("let", "allow", "permit", "accept", "approve", "endorse", "back"))
OF_A_THING = frozenset(("demand", "demands", "demanded", "demanding", "request", "requests", "requested", "requesting"))
PLANNED = re.compile(
    r"\b(?:prepar|plan|intend|consider|want|about to|going to|will|would|propos|seek)\w*\b", re.IGNORECASE
)
FOR = re.compile(r"[^.;:,]{0,60}?\bfor (?=\w)")
AHEAD = re.compile(
    r"\b(?:will|would|could|can|may|might|to|shall)\b|['’](?:ll|d)\b|\b(?:ready|prepared)\b", re.IGNORECASE
)
NOT_TO = re.compile(r"\bnot to\s+(?:be\s+)?$")
HAD = re.compile(r"\bhad(?: \w+ly| previously| earlier| long| already)?\s+$")
TITLES = re.compile(r",\s+(?:(?:[A-Z][\w’'-]*\.?|the)\s+){0,2}$")
WHETHER = re.compile(r"\b(?:whether|if|unless)\s+(?:[\w’'-]+\s+){0,3}$")
NEXT = 25  # characters after a description in which the name of its bearer begins
TO_END = re.compile(r"\bto\s+$")
TO = re.compile(r"\s+to\s+(?:be\s+)?")
TO_DO = re.compile(r"\s+(?:to|for|that|of|about|on)\b.*", re.DOTALL)
ELSEWHERE = re.compile(r"[;:]|\b(?:and|but) (?:has|have|had|is|was|will|would|said)\b")
BORDER = re.compile(
    r"[.;:!?”\"»\n]|,(?!\d)|\b(?:if|unless|provided|because|until|although|while|but)\b"
    r"|\b(?:after|before) (?=(?:the|a|he|she|it|they|we|his|her|its|their)\b|\w+ing\b|[A-Z\d])"
    r"|\band (?=(?:has|have|had|is|was|were|will|would|said|asked|told)\b)|\bon (?=\d|[A-Z][a-z]+day\b)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A stance with its holder as the text has it, what it rests on, and the issue in the text's words."""

    stance: Stance
    holder: str
    issue: str
    span: Span
    rests_on: str
    when: Interval | None


def find_positions(readings: Sequence[Reading], identities: Sequence[Identity]) -> tuple[Position, ...]:
    """The positions of a story in order of time, those without a time last, then of article and place."""
    by_form: dict[str, list[Identity]] = {}
    for identity in identities:
        forms = (identity.name, *identity.forms, *identity.descriptions)
        for form in dict.fromkeys(key(name) for name in forms):
            by_form.setdefault(form, []).append(identity)
    found: list[Position] = []
    for reading in readings:
        taken: list[Span] = []
        for one in (*_of_phrases(reading, by_form), *_of_contents(reading), *_of_events(reading, by_form)):
            if not any(one.span.overlaps(span) for span in taken):
                taken.append(one.span)
                found.append(_position(reading.article, one, by_form))
    return tuple(_once(sorted(found, key=_in_order)))


def _once(positions: Iterable[Position]) -> Iterator[Position]:
    """Positions without those that an article tells again: one holder, one stance, one day, the same issue."""
    seen: set[tuple[object, ...]] = set()
    for position in positions:
        issue = ARTICLE.sub("", key(position.issue))
        same = (
            position.span.article,
            position.holder or key(position.holder_text),
            position.stance,
            position.when,
            issue,
        )
        if same not in seen:
            seen.add(same)
            yield position


def _in_order(position: Position) -> tuple[Day, Span, str]:
    day = position.when.earliest or position.when.latest if position.when else None
    return (day or Day.max, position.span, position.id)


def _position(article: Article, one: Found, by_form: dict[str, list[Identity]]) -> Position:
    identity = _identity(one.holder, by_form)
    shouted = one.holder.isupper() and len(one.holder) > ACRONYM and identity is not None
    return Position(
        id=make_id("o", article.id, one.span.start, one.span.end, one.stance),
        holder=identity.id if identity else None,
        holder_text=identity.name if shouted and identity else one.holder,
        issue=one.issue,
        stance=one.stance,
        when=one.when,
        rests_on=one.rests_on,
        span=one.span,
    )


def _identity(name: str, by_form: dict[str, list[Identity]]) -> Identity | None:
    """The identity that a name or a description ("the finance minister") means, where it can mean only one."""
    plain = ARTICLE.sub("", name)
    found = by_form.get(key(name), []) or by_form.get(key(plain), [])
    if not found and plain.lower() == "government":  # "the government", where the story knows one
        ones = {one.id: one for form, ones in by_form.items() if form.endswith("government") for one in ones}
        found = list(ones.values())
    words = name.split()
    if not found and words[-1].lower() in BODIES:  # the longest name that stands before the word
        shorter = (by_form.get(key(" ".join(words[i:-1]))) for i in range(len(words) - 1))
        found = [one for one in next((ones for ones in shorter if ones), []) if one.kind not in ("place", "person")]
    return found[0] if len(found) == 1 else None


# ---- 1. phrases -------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[Stance, tuple[str, ...], re.Pattern[str]], ...]:
    """For each phrase its stance, words of which it has one (`_needs`) and its pattern."""
    stances: dict[str, Stance] = {"support": "support", "oppose": "oppose", "undecided": "undecided"}
    return tuple(
        (
            stances[stance],
            _needs(phrase),
            re.compile(rf"\b{phrase}\b|(?<=\S){phrase}\b" if phrase[0] == "'" else rf"\b{phrase}\b", re.IGNORECASE),
        )
        for stance, phrase in _rows("positions_phrases.tsv")
    )


def _needs(phrase: str) -> tuple[str, ...]:
    """Words of which a text must hold one for a regular expression to match; ("",) where nothing is sure.

    They are the longest run of letters and blanks outside all groups, or the choices of a group, if these are longer:
    most articles lack them, and need not be searched.

    >>> _needs("(?:is|was) not the (?:right )?(?:time|way) to"), _needs("(?:wants?|wanted) (?=talks|cuts?)")
    ((' not the ',), ('want', 'wanted'))
    """
    runs, groups, depth, start = [""], [], 0, 0
    for at, c in enumerate(phrase):
        optional = phrase[at + 1 : at + 2] in ("?", "*", "{")
        if (c.isalpha() or c == " ") and depth == 0 and not optional:
            runs[-1] += c
            continue
        runs.append("")
        if c in "([":
            start = start if depth else at
            depth += 1
        elif c in ")]":
            depth -= 1
            if depth == 0 and not optional:
                groups.append(phrase[start : at + 1])
        elif c in "|\\" and depth == 0:
            return ("",)  # a choice between whole phrases, or a class of characters
    plain = [group[3:-1] for group in groups if group[:3] == "(?:" and "(" not in group[3:]]
    choices = [tuple(_needs(one)[0] for one in group.split("|")) for group in plain]
    return max([(max(runs, key=len).lower(),), *choices], key=lambda words: min(map(len, words)))


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in files("wellsourced.lexicons").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            left, right = line.split("\t")
            yield left, right


def _of_phrases(reading: Reading, by_form: dict[str, list[Identity]]) -> Iterator[Found]:
    """Phrases whose holder, the words right before them, is a name or a pronoun for the speaker."""
    article = reading.article
    lower = article.text.lower()
    phrases = [phrase for phrase in _phrases() if any(words in lower for words in phrase[1])]  # few of very many
    for block in article.blocks:
        if block.kind not in BODY:
            continue
        text = article.text[block.start : block.end]
        for stance, _, pattern in phrases:
            for match in pattern.finditer(text):
                if WHETHER.search(text[: match.start()]):
                    continue  # "asked if she wanted an inquiry"
                span = Span(article.id, block.start + match.start(), block.start + match.end())
                statement, event = _resting_on(reading, span)
                holder = _holder_before(reading, span, statement, by_form)
                issue = _clause(text[match.end() :])
                basis = statement or event
                if holder and issue and basis:
                    yield Found(stance, holder, issue, span, basis.id, _when(article, event, statement))


@lru_cache(maxsize=1)
def _said() -> tuple[tuple[Stance, re.Pattern[str]], ...]:
    stances: dict[str, Stance] = {"support": "support", "oppose": "oppose"}
    return tuple(
        (stances[stance], re.compile(rf"(?:that )?(?P<issue>[^.,;:!?]{{3,{THING}}}?) {phrase}\b"))
        for stance, phrase in _rows("positions_said.tsv")
    )


def _of_contents(reading: Reading) -> Iterator[Found]:
    """What a speaker says of a thing that the reported words begin with: "a recount was unnecessary"."""
    for statement in reading.statements:
        holder = _denier(statement)
        if holder is None or statement.denied:
            continue
        content = statement.content[0]
        words = " ".join(reading.article.words(content).split())
        for stance, pattern in _said():
            match = pattern.match(words)
            issue = match.group("issue") if match else ""
            if issue and issue.split()[0].lower() not in POINTING | {"there", "if", "we", "i"}:
                yield Found(stance, holder, issue, content, statement.id, _when(reading.article, None, statement))
                break


def _resting_on(reading: Reading, span: Span) -> tuple[Statement | None, Event | None]:
    """The innermost statement around a phrase, and the event that follows it next in its sentence."""
    holding = [s for s in reading.statements if any(content.contains(span) for content in s.content)]
    statement = min(holding, key=lambda s: (sum(c.end - c.start for c in s.content), s.id), default=None)
    near = [
        event
        for event in reading.events
        if span.start <= event.trigger.start < span.end + AFTER
        and not END.search(reading.article.text[span.end : max(span.end, event.trigger.start)])
    ]
    return statement, min(near, key=lambda event: event.trigger, default=None)


def _holder_before(
    reading: Reading, span: Span, statement: Statement | None, by_form: dict[str, list[Identity]]
) -> str | None:
    if EXPLETIVE.match(reading.article.words(span)):
        return _sayer_before(reading, span) or (statement and _denier(statement)) or None
    near = [m for m in reading.mentions if m.span.end <= span.start and span.start - m.span.end <= 1]
    if near and _identity(near[-1].name, by_form) is not None and near[-1].kind != "facility":
        start = near[-1].span.start
        led = [w.lower() for w in reading.article.text[max(0, start - 15) : start].split() if w.lower() != "the"]
        return None if led and led[-1] in OF_ANOTHER else near[-1].name
    before = reading.article.text[max(0, span.start - 12) : span.start].split()
    return _speaker(before[-1].lower().strip("“”\"'‘«"), statement) if before else None


def _sayer_before(reading: Reading, span: Span) -> str | None:
    """Who says so inside the words of another: "Ana Roth told them that it was not the right time for ..."."""
    lead = END.split(reading.article.text[max(0, span.start - AFTER) : span.start])[-1]
    cue = SAYS.search(lead)
    if cue is None:
        return None
    at = span.start - len(lead) + cue.start()
    near = [m for m in reading.mentions if m.span.end <= at and at - m.span.end <= 1 and m.kind != "facility"]
    return near[-1].name if near else None


def _clause(rest: str) -> str:
    """The words up to the end of the clause, shortened to whole words."""
    words = " ".join(BORDER.split(rest, maxsplit=1)[0].split())
    return _short(words) if len(words) > 2 and words.lower() not in POINTING else ""


# ---- 2. to 4. events --------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _stance_words() -> dict[str, Stance]:
    return {word: "support" if stance == "support" else "oppose" for word, stance in _rows("positions_words.tsv")}


def _of_events(reading: Reading, by_form: dict[str, list[Identity]]) -> Iterator[Found]:
    statements = {statement.id: statement for statement in reading.statements}
    events = sorted(reading.events, key=lambda event: event.trigger)
    taken_up: set[str] = set()
    for i, event in enumerate(events):
        if event.id in taken_up:
            continue
        statement = statements.get(event.statement or "")
        before = _before(reading.article, event)
        stance, thing = _taken(reading.article, event, before), _thing(reading.article, events, i)
        if thing is not None and event.kind == "REQUEST" and thing.modality == "not happened" and stance is not None:
            stance = OPPOSITE.get(stance, stance)  # "urged them not to sell"
        if event.kind == "REQUEST" or stance is not None:
            if thing:
                taken_up.add(thing.id)
            holder = _known(reading, event, statement, by_form)
            issue = _of_thing(reading.article, event, thing)
        else:
            stance = _implied(reading.article, event, statement, before)
            holder = _willing(event, statement, by_form) if event.modality != "denied" else _denier(statement)
            issue = _issue(reading.article, event) if _tells(event) else ""
            if event.modality == "denied" and statement is not None:
                issue = _denied(reading.article, event, statement)
        if stance and holder and issue:
            when = _when(reading.article, event, statement)
            yield Found(stance, holder, issue, event.trigger, (statement or event).id, when)


def _tells(event: Event) -> bool:
    """Whether an event says what is proposed: with whom or what it concerns, or by itself ("resign")."""
    concerned = [p.text.lower() for p in event.participants if p.role != "actor"]
    allows = event.kind == "CONCEDE" and not concerned  # "will let them search the quay"
    return event.kind in ALONE or allows or any(text not in POINTING for text in concerned)


def _taken(article: Article, event: Event, before: str) -> Stance | None:
    """The stance that an event is by its kind: to welcome, to demand, to refuse."""
    trigger = article.words(event.trigger).lower()
    stance = STANCE_OF_KIND.get(event.kind) or _stance_words().get(trigger)
    if stance is None or event.modality in ("predicted", "requested", "offered"):
        return None
    if event.modality == "possible":
        return stance if event.kind == "SUPPORT" and WOULD.search(before) else None
    if event.modality == "conditional":
        return "conditional"
    if event.modality in ("not happened", "denied"):
        # not to have asked is no position, nor never to have refused
        return OPPOSITE[stance] if event.kind == "SUPPORT" else None
    return stance


def _implied(article: Article, event: Event, statement: Statement | None, before: str) -> Stance | None:
    """The stance that follows from what somebody denies to plan, will not do, allows, or would do on a condition."""
    if event.kind in UNWILLED or event.kind == "REJECT":
        return None  # who will not rule it out is not against it
    if event.modality == "denied":
        planned = statement is not None and statement.denied and PLANNED.search(before)
        return "oppose" if planned else None
    if event.modality == "not happened" and WILL_NOT.search(before):
        ruled_out = re.match(r"\s+[\w' ]{0,30}?\bout\b", article.text[event.trigger.end : event.trigger.end + 40])
        return None if ruled_out and article.words(event.trigger) == "rule" else "oppose"
    if event.modality == "planned" and (AGREED.search(before) or article.words(event.trigger).lower() in ALLOWS):
        return "support"
    return "conditional" if event.modality == "conditional" and AHEAD.search(before) else None


def _before(article: Article, event: Event) -> str:
    """The words of the sentence before a trigger, at most `BEFORE` characters."""
    text = article.text[max(0, event.trigger.start - BEFORE) : event.trigger.start]
    return END.split(text)[-1]


def _thing(article: Article, events: Sequence[Event], i: int) -> Event | None:
    """What is asked for or refused, where that is an event of its own, next in the sentence."""
    event = events[i]
    if event.kind not in ("REQUEST", "REJECT", "SUPPORT") or i + 1 == len(events):
        return None
    thing = events[i + 1]
    between = article.text[event.trigger.end : max(event.trigger.end, thing.trigger.start)]
    wanted = ("requested", "conditional", "planned") if event.kind == "REQUEST" else ("not happened", "denied")
    near = thing.trigger.start - event.trigger.end < AFTER and not END.search(between)
    fits = thing.modality in wanted or (event.kind == "REQUEST" and NOT_TO.search(between) is not None)
    return thing if near and fits and not ELSEWHERE.search(between) else None


def _of_thing(article: Article, event: Event, thing: Event | None) -> str:
    """What is supported, refused or asked for: an event of its own ("asked them to open"), or the target's words.

    Whom somebody asks is not what is asked: "asked the bank for help" is for help.
    """
    if thing is not None:
        if article.words(thing.trigger).lower() in TALK:
            return ""
        held = next((p for p in event.participants if p.role != "actor" and p.span.contains(thing.trigger)), None)
        if held is not None:
            return _target(article, event) if held.role == "target" else _short(" ".join(held.text.split()))
        asked = FOR.match(article.text[event.trigger.end : thing.trigger.start])
        if asked and not TO_END.search(article.text[: thing.trigger.start]):  # "asked the bank for a new loan"
            return _clause(article.text[event.trigger.end + asked.end() :])
        return _issue(article, thing)
    if event.kind == "REQUEST" and article.words(event.trigger).lower() not in OF_A_THING:
        asked = FOR.match(article.text[event.trigger.end : event.trigger.end + AFTER])
        return _clause(article.text[event.trigger.end + asked.end() :]) if asked else ""
    return _target(article, event)


def _denied(article: Article, event: Event, statement: Statement) -> str:
    """The words of the content that are denied."""
    content = next((c for c in statement.content if c.contains(event.trigger)), event.trigger)
    return _short(" ".join(article.words(content).split()))


def _issue(article: Article, event: Event) -> str:
    """The words from a trigger to the last of those it concerns, with who is to do it or whom it befalls before it."""
    after = [p.span.end for p in event.participants if p.role != "actor" and p.span.start > event.trigger.start]
    start, end = event.trigger.start, event.trigger.end
    words = article.text[start : max(after)] if after else article.words(event.trigger) + _rest(article.text[end:])
    passive = next((p for p in event.participants if p.role == "target" and p.span < event.trigger), None)
    if passive is not None:
        return _short(f"{' '.join(passive.text.split())} to be {' '.join(words.split())}")
    actor = next((p for p in event.participants if p.role == "actor" and p.span < event.trigger), None)
    if actor is not None and TO.fullmatch(article.text[actor.span.end : start]):
        words = article.text[actor.span.start : start] + words  # "the minister to resign"
    return _short(" ".join(words.split()))


def _rest(text: str) -> str:
    """What follows a trigger in its clause, with the blank before it."""
    return BORDER.split(text[:LONGEST], maxsplit=1)[0].rstrip()


def _target(article: Article, event: Event) -> str:
    """The words of what is supported or refused, with what belongs to them: "calls to follow him"."""
    target = next((p for p in event.participants if p.role == "target"), None)
    if target is None or target.text.lower() in POINTING:
        return ""
    after = TO_DO.match(_rest(article.text[target.span.end :]))
    return _short(" ".join((target.text + (after.group() if after else "")).split()))


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


# ---- holders and times ------------------------------------------------------------------------


def _actor(event: Event) -> Participant | None:
    return next((p for p in event.participants if p.role == "actor"), None)


def _speaker(word: str, statement: Statement | None) -> str | None:
    """Who speaks, for "I" and "we", and for "he", "she" and "it" in indirect speech."""
    if statement is None or statement.source.candidates or statement.denied:
        return None
    if word in FIRST_PERSON or (word in PRONOUNS and statement.kind != "direct"):
        return statement.source.name
    return None


def _known(
    reading: Reading, event: Event, statement: Statement | None, by_form: dict[str, list[Identity]]
) -> str | None:
    """Who takes a stance: a name or description that is known, or who speaks."""
    actor = _actor(event)
    if actor is None:
        return None
    word = actor.name.lower()
    if word in FIRST_PERSON | PRONOUNS:
        return _speaker(word, statement)
    if word in RELATIVE:
        return None
    if OWN.match(actor.text) and statement is not None and statement.kind == "indirect":
        return _denier(statement)
    if _identity(actor.name, by_form) is not None:
        return actor.name
    beside = next(
        (m for m in reading.mentions if 0 < m.span.start - actor.span.end < NEXT and m.kind == "person"), None
    )
    if beside is not None and TITLES.match(reading.article.text[actor.span.end : beside.span.start]):
        return beside.name  # "the front's political chief, Colonel Idris Maan, welcomed"
    # "the union": who is called so where the article quotes
    named = {s.source.name for s in reading.statements if s.source.text.lower() == word and not s.source.candidates}
    name = next(iter(named)) if len(named) == 1 else ""
    if name and _identity(name, by_form) is not None:
        return name
    return actor.name if word.startswith("the ") and len(word.split()) > 1 else None


def _holder(event: Event, statement: Statement | None) -> str | None:
    actor = _actor(event)
    if actor is None:
        return None
    word = actor.name.lower()
    if word in FIRST_PERSON | PRONOUNS:
        return _speaker(word, statement)
    return None if word in RELATIVE else actor.name


def _denier(statement: Statement | None) -> str | None:
    return statement.source.name if statement is not None and not statement.source.candidates else None


def _willing(event: Event, statement: Statement | None, by_form: dict[str, list[Identity]]) -> str | None:
    """Whose will it is: a known actor's, or the speaker's where the actor is a pronoun or the speaker's own people."""
    actor = _actor(event)
    if actor is None:
        return None
    if OWN.match(actor.text) and statement is not None and statement.kind == "indirect":
        return _denier(statement)
    holder = _holder(event, statement)
    return holder if holder and (holder != actor.name or _identity(holder, by_form)) else None


def _when(article: Article, event: Event | None, statement: Statement | None) -> Interval | None:
    """When it was said; else when it was done, if that is no day to come; else by the day of publication."""
    if statement is not None and statement.uttered is not None:
        return statement.uttered
    done = event is not None and event.modality in ("happened", "ongoing")
    if event is not None and event.when is not None and done:
        return event.when
    published = article.published
    if done and event is not None and published.latest and HAD.search(_before(article, event)):
        return Interval(None, published.latest)  # "four days after he had ruled out": some day before
    return Interval(published.earliest, published.latest) if published.latest else None
