"""A trigger in its parse -> who took part, where, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from ...records import Interval, Mention, Participant, Span, Statement, TimeExpression
from ..language import ParsedBlock, lemma
from .triggers import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

Role = Literal["actor", "target", "other"]

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OF_ITSELF = frozenset(
    ("death", "disaster", "accident", "RETREAT", "PROTEST", "illness", "appointment")
)  # "the fall of"
BEFALLING = frozenset(("COERCE", "court", "death"))  # "his arrest", "her trial"
TO_SOMEBODY = frozenset(("call", "appeal", "plead", "urge", "beg"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
FIRST = frozenset(("i", "we"))
# The prepositions that name the target of a kind of event: "an attack on", "talks with", "asked for".
TOWARDS = {
    "ASSAULT": ("against", "on", "at", "upon"),
    "CONSULT": ("with",),
    "AGREE": ("with", "on"),
    "COOPERATE": ("with",),
    "AID": ("to",),
    "MOBILIZE": ("to",),
    "REQUEST": ("for", "on"),
    "PROTEST": ("against",),
    "SANCTION": ("against", "on"),
    "THREATEN": ("against",),
    "vote": ("on",),
    "court": ("against",),
    "other happening": ("to", "against"),
}
WHERE = frozenset(("in", "at", "near", "on", "across", "into", "over", "off", "outside", "around", "inside", "through"))
IDIOMS = frozenset(("way", "place", "fire", "part", "work", "action", "effect", "control", "shelter", "office"))
PHRASE = 10  # words of a participant's phrase kept on either side of its head
CLIMB = 6  # heads between a time or place and the verb it belongs to


def participants_of(
    parsed: ParsedBlock, trigger: Trigger, mentions: Sequence[Mention], statement: Statement | None
) -> tuple[Participant, ...]:
    """Who does it and to whom; each phrase once, in the order of the text within a role."""
    found: dict[Span, Participant] = {}
    for role, noun in _roles(trigger):
        one = _participant(parsed, noun, role, mentions, statement)
        found.setdefault(one.span, one)
    return tuple(found.values())


def _roles(trigger: Trigger) -> Iterator[tuple[Role, Token]]:
    verb = trigger.verb
    is_noun = trigger.token.tag_.startswith("NN")
    if is_noun:
        yield from _of_noun(trigger)
    if trigger.token.i == verb.i and is_noun:
        return
    subject = _subject(verb)
    if subject is not None and subject.i != trigger.token.i and trigger.of_subject and not trigger.is_adjunct:
        yield ("target" if _is_passive(verb) else "actor"), subject
    for child in verb.children:
        if child.dep_ == "dobj" and not is_noun and not _is_idiom(child):
            yield "target", child
        elif child.dep_ == "dative" and child.tag_.startswith(("NN", "PRP")):
            yield "other", child
        elif child.dep_ == "agent":
            yield from (("actor", noun) for noun in child.children if noun.dep_ == "pobj")
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield "target", verb.head
    yield from _by_preposition(trigger)


def _of_noun(trigger: Trigger) -> Iterator[tuple[Role, Token]]:
    """ "The arrest of the mayor by the guard", "his arrest": whom it befell; "her resignation": who did it."""
    undergone: Role = "actor" if trigger.kind in OF_ITSELF else "target"
    for child in trigger.token.children:
        if child.dep_ == "poss" and child.ent_type_ not in ("DATE", "TIME"):
            yield ("target" if trigger.kind in BEFALLING else "actor"), child
        elif child.dep_ == "prep" and child.lower_ in ("of", "by"):
            role: Role = "actor" if child.lower_ == "by" else undergone
            yield from ((role, noun) for noun in child.children if noun.dep_ == "pobj" and noun.ent_type_ != "DATE")


def _is_passive(verb: Token) -> bool:
    """Whether a verb's subject is whom it befalls: its own form tells, or that of the verb it is joined to."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    if any(child.dep_ in ("nsubj", "aux") for child in verb.children) or verb.tag_ != "VBN":
        return any(child.dep_ == "nsubjpass" for child in verb.children)
    return verb.dep_ == "acl" or (verb.dep_ == "conj" and verb.head.tag_ == "VBN" and _is_passive(verb.head))


def _is_idiom(noun: Token) -> bool:
    """The bare noun of a set phrase names nobody: "gave way", "took place", "opened fire"."""
    return noun.tag_ == "NN" and not list(noun.children) and lemma(noun) in IDIOMS


def _by_preposition(trigger: Trigger) -> Iterator[tuple[Role, Token]]:
    """ "an attack on the port", "strikes against the group", "met with the minister", "asked for help"."""
    is_verb = trigger.token.i == trigger.verb.i
    has_object = is_verb and any(child.dep_ == "dobj" for child in trigger.verb.children)
    for child in trigger.token.children:
        if child.dep_ != "prep" or child.lower_ not in TOWARDS.get(trigger.kind, ()):
            continue
        for noun in child.children:
            if noun.dep_ == "pobj" and noun.ent_type_ not in ("DATE", "TIME", "ORDINAL") and noun.tag_.startswith("NN"):
                yield ("other" if has_object else "target"), noun


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is joined to or governed by."""
    token = verb
    for _ in range(CLIMB):
        for child in reversed(list(token.children)):  # a dateline may stand before the subject: "DORN — A ship"
            if child.dep_ in SUBJECTS:
                return _whose(token, child) if child.lower_ in RELATIVE and token.dep_ == "relcl" else child
        if token.dep_ == "relcl":
            return token.head if token.i == verb.i else None
        if token.dep_ == "xcomp" and (controller := _controller(token)) is not None:
            return controller
        if token.dep_ not in ("conj", "xcomp", "advcl") or token.head.i == token.i:
            return None
        token = token.head
    return None


def _whose(clause: Token, pronoun: Token) -> Token:
    """Whom a relative clause is about: "an official in her ministry, who", where "who" is no ministry."""
    noun = clause.head
    if pronoun.lower_ == "who" and noun.dep_ == "pobj" and noun.head.head.tag_.startswith("NN"):
        thing = noun.ent_type_ in ("ORG", "GPE", "LOC", "FAC") or noun.tag_ == "NN"
        return noun.head.head if thing and clause.left_edge.nbor(-1).lower_ == "," else noun
    return noun


def _controller(complement: Token) -> Token | None:
    """Who is to do what a complement tells: "asked Russia to bomb", "called on the minister to resign"."""
    for child in complement.head.children:
        if child.i < complement.i and child.dep_ == "dobj":
            return child
        if child.i < complement.i and child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "with"):
            found = next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME")), None)
            if found is not None and lemma(complement.head) in TO_SOMEBODY:
                return found
    return None


def _participant(
    parsed: ParsedBlock, noun: Token, role: Role, mentions: Sequence[Mention], statement: Statement | None
) -> Participant:
    first, last = max(noun.left_edge.i, noun.i - PHRASE + 1), min(noun.right_edge.i, noun.i + PHRASE - 1)
    tokens = _together([t for t in parsed.doc[first : last + 1] if not _beside(t, noun)], noun)
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].is_punct or tokens[0].is_space):
        tokens.pop(0)
    start = parsed.block.start + tokens[0].idx
    span = Span(parsed.article, start, parsed.block.start + tokens[-1].idx + len(tokens[-1]))
    text = parsed.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1])]
    return Participant(role, text, _name(parsed.token_span(noun), noun, mentions, statement) or text, span)


def _together(tokens: Sequence[Token], noun: Token) -> list[Token]:
    """The stretch of tokens without a gap that holds the noun."""
    at = next(i for i, t in enumerate(tokens) if t.i == noun.i)
    low = high = at
    while low > 0 and tokens[low - 1].i == tokens[low].i - 1:
        low -= 1
    while high + 1 < len(tokens) and tokens[high + 1].i == tokens[high].i + 1:
        high += 1
    return list(tokens[low : high + 1])


def _beside(token: Token, noun: Token) -> bool:
    """Whether a token stands in a clause or apposition beside a noun, or tells a time, and does not name it."""
    while token.i != noun.i and token.head.i != token.i:
        if token.dep_ in ("relcl", "appos", "parataxis") or (token.dep_ == "acl" and token.tag_ == "VBN"):
            return True
        if token.dep_ == "prep" and any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in token.children):
            return True
        if token.tag_ == "NNP" and token.ent_type_ == "DATE" and noun.ent_type_ != "DATE":
            return True  # "by 4 October customers had left"
        token = token.head
    return False


def _name(at: Span, noun: Token, mentions: Sequence[Mention], statement: Statement | None) -> str | None:
    """The in-article name of a phrase by its head; who speaks, for "I" and "we" in direct speech."""
    name = next((mention.name for mention in mentions if mention.span.overlaps(at)), None)
    if name is not None or statement is None or statement.source.candidates:
        return name
    return statement.source.name if noun.lower_ in FIRST or _is_speaker(at, noun, mentions, statement) else None


def _is_speaker(at: Span, noun: Token, mentions: Sequence[Mention], statement: Statement) -> bool:
    """Whether a pronoun that opens reported words is the speaker: "Ana Torr said she would leave"."""
    if statement.kind == "direct" or noun.dep_ not in SUBJECTS or statement.source.span is None:
        return False
    opens = 0 <= at.start - min(content.start for content in statement.content) <= len("that ")
    source = statement.source.span
    kind = next((mention.kind for mention in mentions if mention.span.overlaps(source)), None)
    if noun.lower_ in ("he", "she"):
        return opens and kind in ("person", None) and statement.source.text.lower() not in {"he", "she"} - {noun.lower_}
    return opens and noun.lower_ == "it" and kind != "person" and statement.source.text.lower() not in ("he", "she")


# ---- place and time ---------------------------------------------------------------------------


def place_of(parsed: ParsedBlock, trigger: Trigger, mentions: Sequence[Mention]) -> str | None:
    """A place that a preposition joins to the trigger's clause, the nearest one."""
    found = []
    for mention in mentions:
        if mention.kind not in ("place", "facility") or not _is_inside(parsed, mention.span):
            continue
        token = _token_at(parsed, mention.span)
        if token is None:
            continue
        preposition = next((t for t in (token.head, token.head.head) if t.dep_ == "prep"), None)
        if preposition is not None and preposition.lower_ in WHERE and _belongs(preposition, trigger):
            found.append((abs(token.i - trigger.token.i), token.i, mention.name))
    return min(found)[2] if found else None


def when_of(parsed: ParsedBlock, trigger: Trigger, times: Sequence[TimeExpression]) -> Interval | None:
    """The time expression of the trigger's own clause that stands nearest to it."""
    found = []
    for time in times:
        if not (time.earliest or time.latest) or not _is_inside(parsed, time.span):
            continue
        token = _token_at(parsed, time.span)
        if token is not None and _belongs(token, trigger):
            found.append((abs(token.i - trigger.token.i), token.i, Interval(time.earliest, time.latest)))
    return min(found, key=lambda near: near[:2])[2] if found else None


def _is_inside(parsed: ParsedBlock, span: Span) -> bool:
    return parsed.block.start <= span.start < parsed.block.end


def _token_at(parsed: ParsedBlock, span: Span) -> Token | None:
    """The head of the tokens of a stretch: the one whose own head stands outside."""
    low, high = span.start - parsed.block.start, span.end - parsed.block.start
    tokens = parsed.doc.char_span(low, high, alignment_mode="expand")
    return tokens.root if tokens is not None and len(tokens) else None


def _belongs(token: Token, trigger: Trigger) -> bool:
    """Whether a word's nearest verb is the trigger's, or the trigger is between them."""
    for _ in range(CLIMB):
        if token.i in (trigger.token.i, trigger.verb.i):
            return True
        if token.head.i == token.i:
            return False
        if token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass", "amod"):
            return token.dep_ == "xcomp" and lemma(token.head) == lemma(trigger.verb)
        token = token.head
    return False
