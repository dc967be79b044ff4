"""A time expression in its parse -> whether it looks back or ahead, and which verb tells so.

The verb that a time hangs on says it: its tense, its modal ("will", "would"), an infinitive that what governs it puts
before the speaker ("agreed to meet on Monday"), the present of what is arranged ("schools reopen on Monday"). In a
title or a caption the present tells what is past ("Gunmen kill nine on Monday").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .calendar_days import Expression
from .calendar_meaning import Direction
from .language import ParsedBlock, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

AHEAD_MODALS = frozenset(
    ("will", "would", "shall", "'ll", "’ll", "wo", "may", "might", "could", "should", "must", "can")
)
PERFECT = frozenset(("have", "'ve", "’ve", "having"))
# What is done with what is yet to come: "plans to meet", "the decision to close", "expected on Friday"
AHEAD_VERBS = frozenset(("plan", "expect", "schedule", "intend", "due", "hope", "threaten", "vow", "promise", "pledge",
                         "slate", "aim", "agree", "urge", "want"))  # fmt: skip
BEFORE_INFINITIVES = AHEAD_VERBS | frozenset((
    "decide", "order", "ask", "call", "prepare", "arrange", "propose", "offer", "set", "invite", "summon",
    "instruct", "request", "vote", "resolve", "forecast", "predict", "tip", "poise", "fear", "project", "swear",
    "undertake", "demand", "tell", "bind", "ready", "likely", "unlikely", "free", "deal", "agreement", "decision",
    "threat", "proposal", "intention", "invitation", "bid", "pact",
))  # fmt: skip
# Verbs that say when something was said, whatever they report: "said on Monday it would ..."
REPORTING = frozenset(("say", "tell", "add", "report", "announce", "ask", "deny", "warn", "declare", "state", "note"))
STATES = frozenset(("have", "know", "believe", "think", "show", "suggest", "mean", "remain", "seem", "appear", "stay",
                    "date", "recall", "mark", "follow", "describe", "claim", "allege", "argue", "insist"))  # fmt: skip
LASTING = frozenset(("last", "serve", "stay", "remain", "rule", "run", "live", "work", "fight", "rage", "sit", "stand",
                     "lead", "play", "teach", "reign", "hold", "own", "occupy", "govern", "continue", "sleep", "be",
                     "sing", "dance", "talk", "speak", "go", "drag", "stretch", "burn", "command"))  # fmt: skip
REACHING = frozenset(("be", "stand", "rise", "climb", "reach", "grow", "fall", "spread", "become", "leave", "drop",
                      "sink", "arrive", "kill", "die", "collect"))  # fmt: skip
# Days that come with what is arranged: "ahead of the January 15 election"
COMING_LEAD = re.compile(
    r"\b(?:ahead\sof|before|for|until|by)\s(?:the\s|its\s|their\s|a\s)?(?:\w+['’]s\s)?$", re.IGNORECASE
)
FIXED = frozenset(("weekday", "day"))  # "called a strike for Friday": kinds that "for" puts before the speaker
BLAMING = frozenset(
    ("blame", "apologise", "apologize", "thank", "arrest", "praise", "punish", "fine", "pay", "account")
)
HEADINGS = frozenset(("title", "subtitle", "heading", "caption"))
STEPS = 40  # verbs are sought so many words up a parse tree


@dataclass(frozen=True, slots=True)
class Course:
    """The direction a time looks in, and the reporting verb before whose day it is told, if "would" says so."""

    direction: Direction | None
    reported_by: int | None = None  # index of the token in the block


def course_of(parsed: ParsedBlock, found: Expression) -> Course:
    """Whether an expression looks back or ahead: by the words before it, or by the verbs it hangs on."""
    tokens = parsed.doc.char_span(found.start, found.end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return Course("future" if found.ahead else None)
    root = tokens.root
    genitive = tokens.end < len(parsed.doc) and parsed.doc[tokens.end].tag_ == "POS"
    if found.lead == "since" or (found.lead == "after" and genitive):
        return Course("past")
    verbs = list(_verbs_above(root))
    if found.lead == "for" and not genitive and found.kind in FIXED and not _is_done_for(verbs):
        return Course("future")
    if found.ahead:
        return Course("past" if verbs and not found.due and _is_border_past(found, root, verbs[0]) else "future")
    for at, verb in enumerate(verbs):
        direct = at == 0 and _hangs_on(root, verb)
        direction = _by_verb(parsed, found, root, verb, direct)
        if direction == "future" and any(_is_would(child) for child in verb.children):
            return Course(direction, _reporting(verb))
        if direction is not None:
            return Course(direction)
        if verb.tag_ in ("VBZ", "VBP"):
            break
    return Course(_by_noun(parsed, found, root))


def _is_done_for(verbs: list[Token]) -> bool:
    """ "had been set for Monday", "blamed for Monday": a day that is over, though "for" stands before it."""
    if not verbs:
        return False
    perfect = any(child.lower_ == "had" for child in verbs[0].children if child.dep_ == "aux")
    return perfect or lemma(verbs[0]) in BLAMING


def _is_border_past(found: Expression, root: Token, verb: Token) -> bool:
    """ "ruled until Sunday", "by Sunday 40 had died": what lasted to a day that is over; "had until Sunday to pay" and
    "asked for an answer by Sunday" look ahead."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not (verb.tag_ == "VBD" or helpers & {"had", "was", "were"}) or helpers & AHEAD_MODALS:
        return False
    if found.lead in ("until", "till"):
        return verb.tag_ == "VBD" and lemma(verb) in LASTING
    ahead_of_it = root.i < verb.i and lemma(verb) not in BEFORE_INFINITIVES | REPORTING
    return found.lead == "by" and (ahead_of_it or "had" in helpers or lemma(verb) in REACHING)


def _by_verb(parsed: ParsedBlock, found: Expression, root: Token, verb: Token, direct: bool) -> Direction | None:
    word = lemma(verb)
    if word in REPORTING and verb.tag_ in ("VBD", "VBN"):
        return "past"
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if _is_condition(verb):
        return "future"
    if verb.tag_ == "MD" or (helpers & AHEAD_MODALS and not helpers & PERFECT):
        return "future"
    if word in AHEAD_VERBS and verb.tag_ in ("VBZ", "VBP", "VBN", "VBG") and not _in_subject(root, verb):
        return "future"
    if "to" in helpers and (verb.tag_ == "VB" or "be" in helpers):
        return _by_infinitive(verb, helpers) if direct else None
    if verb.tag_ == "VBD" or helpers & {"was", "were", "has", "have", "had", "did", "been"}:
        return "past"
    if direct and _is_arranged(verb, helpers) and found.lead not in ("from", "of", "after") and found.kind != "season":
        return "past" if parsed.block.kind in HEADINGS else "future"
    return None


def _is_arranged(verb: Token, helpers: set[str]) -> bool:
    """ "meets on Monday", "is held on Monday": the present of what is fixed beforehand."""
    if verb.tag_ in ("VBZ", "VBP") or _is_untold_verb(verb):
        return lemma(verb) not in REPORTING | STATES
    return verb.tag_ in ("VBN", "VBG") and bool(helpers & {"is", "are", "'s", "’s"})


def _by_infinitive(verb: Token, helpers: set[str]) -> Direction | None:
    """ "agreed to meet on Monday" looks ahead, "gathered to pray on Monday" and "failed to meet on Monday" do not."""
    if helpers & PERFECT:
        return "past"
    governor = verb.head
    if verb.dep_ == "ROOT" or governor.i == verb.i or verb.dep_ not in ("xcomp", "acl", "ccomp", "relcl"):
        return None
    if lemma(governor) == "be" or governor.lower_ in ("'s", "’s"):
        return "future" if governor.tag_ in ("VBZ", "VBP") else None
    return "future" if lemma(governor) in BEFORE_INFINITIVES else None


def _by_noun(parsed: ParsedBlock, found: Expression, root: Token) -> Direction | None:
    """A day before a noun tells which: "the January 6 riot" was, "ahead of the January 15 election" is to come; so is
    "a day before the vote on Thursday", where the sentence is told in the present."""
    noun = root.head.head
    if root.head.dep_ == "prep" and noun.tag_.startswith("NN") and noun.head.lower_ in ("before", "of", "until", "for"):
        lead = parsed.text[max(0, noun.head.idx - 6) : noun.head.idx + len(noun.head)].lower()
        return "future" if lead.endswith(("before", "ahead of", "until")) else None
    if found.kind != "day" or root.head.i <= root.i or not root.head.tag_.startswith("NN"):
        return None
    return None if COMING_LEAD.search(parsed.text[max(0, found.start - 40) : found.start]) else "past"


def _is_would(token: Token) -> bool:
    return token.lower_ in ("would", "’d", "'d") and token.dep_ == "aux"


def _reporting(verb: Token) -> int | None:
    """The reporting verb whose content a verb heads: what it says "would" be is told from its own day."""
    for above in _verbs_above(verb):
        if lemma(above) in REPORTING and above.tag_ in ("VBD", "VBN"):
            return above.i
    return None


def verb_of(parsed: ParsedBlock, start: int, end: int) -> Token | None:
    """The nearest verb above the words at `[start, end)` of a block."""
    tokens = parsed.doc.char_span(start, end, alignment_mode="expand")
    return next(_verbs_above(tokens.root), None) if tokens is not None and len(tokens) else None


def _hangs_on(token: Token, verb: Token) -> bool:
    """Whether a time is the verb's own: "opens on Monday", not "knows the storm of May"."""
    above = token.head
    for _ in range(4):  # "at 7 p.m. on Friday"
        if above.i == verb.i:
            return True
        if above.dep_ not in ("prep", "pobj", "npadvmod", "nmod", "appos", "advmod", "dep"):
            return False
        if above.tag_.startswith("NN") and above.lower_ not in CLOCK:
            return False
        above = above.head
    return False


CLOCK = frozenset(
    ("noon", "midnight", "dawn", "dusk", "p.m.", "a.m.", "pm", "am", "morning", "evening", "night", "afternoon")
)


def _in_subject(token: Token, verb: Token) -> bool:
    """Whether a time stands in the subject of a verb: "the January 6 riot was planned"."""
    path = [token, *token.ancestors]
    at = next((i for i, one in enumerate(path) if one.i == verb.i), 0)
    return at > 0 and path[at - 1].dep_ in ("nsubj", "nsubjpass")


def _is_untold_verb(token: Token) -> bool:
    """ "Doors open on Friday": what heads a sentence and has a subject is a verb, whatever the model calls it."""
    return (
        token.dep_ == "ROOT"
        and token.tag_ in ("JJ", "NN", "RB", "VB")
        and any(
            child.dep_ in ("nsubj", "compound") and child.tag_ == "NNS" and child.i < token.i
            for child in token.children
        )
    )


def _is_condition(verb: Token) -> bool:
    """ "would stop work if no offer was made on Friday": past in form only."""
    return (
        verb.dep_ == "advcl"
        and any(child.dep_ == "aux" and child.lower_ in AHEAD_MODALS for child in verb.head.children)
        and any(child.lower_ in ("if", "unless", "when", "once") for child in verb.children)
    )


def _verbs_above(token: Token) -> Iterator[Token]:
    """The verbs above a token, nearest first, up to the one that heads its clause."""
    for steps, ancestor in enumerate(token.ancestors):
        if steps > STEPS:
            return
        if ancestor.tag_.startswith(("VB", "MD")) or _is_untold_verb(ancestor):
            yield ancestor
            if ancestor.dep_ in ("ROOT", "ccomp", "relcl") and ancestor.tag_ in ("VBD", "VBZ", "VBP", "MD"):
                return
