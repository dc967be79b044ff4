"""A parsed block -> the words that tell an event, each with its kind.

1. A verb that the lexicon knows in the frame it stands in ("walk out", "strike" without an object).
2. A noun of happening (`nouns`).
3. Any other verb of doing in a main, reported or relative clause, told as past, future or conditional, of somebody in
   particular: `other happening`. States, attitudes, perceptions and reporting verbs are none, but not to have answered
   or announced is one, and so is to stay where one might go ("will stay until").

Verbs of conditions ("if talks fail") are left to the event they are the condition of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import ParsedBlock, lemma
from .auxiliaries import AUXILIARIES, has_subject, helpers_of, is_gerund_object, is_negated
from .conditions import is_in_condition
from .governors import governor_of
from .kinds import ANYONE, OTHER, verb_kind
from .nouns import ADJUNCT, NOUNS, Happening, find_noun
from .words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = frozenset(("dobj", "nsubjpass"))
CLAUSAL = frozenset(("xcomp", "ccomp"))
DIRECTIONS = frozenset(
    ("back", "away", "over", "off", "up", "down", "in", "out", "ashore", "around", "home", "abroad", "through", "ahead",
     "forward", "aboard", "north", "south", "east", "west", "inland", "underground", "public", "free", "aloud")
)  # fmt: skip
TOWARDS = frozenset(("to", "into", "onto", "from", "out", "past", "through", "across", "under", "up", "down", "off"))
UNNAMED = frozenset(("name", "identify", "quote"))  # "asked not to be named" tells of the source
PAST = frozenset(("VBD", "VBN"))
NO_VERB = frozenset(("amod", "compound", "nsubj", "poss"))  # what the model tags as a verb and attaches as none


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an event; `verb` is the one that says that it came about (itself, where none does)."""

    token: Token
    kind: str
    verb: Token
    silence: bool = False  # not to have said something
    lasting: bool = False  # to stay as one is, which is news only where it might be otherwise
    existence: bool = False  # that there is something, which to negate is to deny
    of_subject: bool = True  # whether who the verb is said of does it

    @property
    def is_adjunct(self) -> bool:
        """Whether the event is a noun beside another event: "killed in an air strike"."""
        return self.token.dep_ == "pobj" and self.token.head.lower_ in ADJUNCT and not self.is_object

    @property
    def is_state(self) -> bool:
        """Whether somebody is in it now: "are on strike", "remains under siege"."""
        lasts = self.verb.tag_ in ("VBZ", "VBP") and lemma(self.verb) in ("be", "remain")
        return lasts and self.token.dep_ == "pobj" and self.token.head.head.i == self.verb.i

    @property
    def is_object(self) -> bool:
        return self.token.head.lower_ in ("in", "out") and lemma(self.verb) in ("carry", "engage", "take")


def find_triggers(parsed: ParsedBlock, cues: frozenset[int]) -> Iterator[Trigger]:
    """The triggers of a block in order. `cues` are the tokens that are reporting words of its statements."""
    found: list[Trigger] = []
    light: set[int] = set()
    tokens = tuple(parsed.doc)  # made once: the library makes each anew whenever it is asked for
    for token in tokens:
        if token.tag_ in NOUNS and token.dep_ == "ccomp" and (asked := _of_noun_for_verb(token)) is not None:
            found.append(asked)
        elif token.tag_ in NOUNS and (happening := find_noun(token)) is not None:
            found.append(_of_noun(token, happening))
            if happening.light:
                light.add(happening.verb.i)
    for token in tokens:
        if not token.tag_.startswith("VB") or token.dep_ in AUXILIARIES:
            continue
        if token.dep_ in NO_VERB and not is_gerund_object(token):
            continue
        if token.i not in light and (trigger := _of_verb(token, cues)) is not None:
            found.append(trigger)
    yield from sorted(found, key=lambda trigger: trigger.token.i)


def _of_noun(noun: Token, happening: Happening) -> Trigger:
    return Trigger(
        noun, happening.kind, happening.verb, existence=happening.existence, of_subject=happening.of_subject
    )  # fmt: skip


def _of_noun_for_verb(token: Token) -> Trigger | None:
    """ "Demanded that Corvane pay for it": the bare form of the verb, which the model may take for a noun."""
    governor = governor_of(token)
    if governor is None or governor.signature.holds != "requested" or governor.token.i != token.head.i:
        return None
    that = any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children)
    frames = words().verbs.get(token.lower_, [])
    return Trigger(token, next((kind for _, kind in frames), OTHER), token) if that else None


def _of_verb(verb: Token, cues: frozenset[int]) -> Trigger | None:
    if is_in_condition(verb):
        return None
    if (kind := verb_kind(verb)) is not None:
        of_source = (kind == "REQUEST" and _is_about_source(verb)) or (kind == "publication" and verb.i in cues)
        return None if of_source else Trigger(verb, kind, verb)
    if lemma(verb) in words().classes["state"] and _is_denied(verb):
        return Trigger(verb, OTHER, verb, lasting=True)
    if _is_silence(verb):
        return Trigger(verb, OTHER, verb, silence=True)
    if verb.i in cues or not _is_told(verb):
        return None
    if lemma(verb) in words().classes["lasting"]:
        return Trigger(verb, OTHER, verb, lasting=True)
    return Trigger(verb, OTHER, verb) if _is_doing(verb) else None


def _is_denied(verb: Token) -> bool:
    """ "Denied that it had known of the fault": what is no event is news as soon as it is denied."""
    governor = governor_of(verb)
    return governor is not None and governor.signature.holds == "denied"


def _is_about_source(verb: Token) -> bool:
    return any(
        (child.dep_ in CLAUSAL and lemma(child) in UNNAMED)
        or (child.dep_ == "prep" and any(lemma(noun) == "anonymity" for noun in child.children))
        for child in verb.children
    )


# ---- 3. other verbs of doing ------------------------------------------------------------------


def _is_told(verb: Token) -> bool:
    """Whether a verb is told as past, future, modal or negated, of somebody in particular, in a clause that tells."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
    if governor_of(verb) is not None:
        return True
    if verb.tag_ in ("VBZ", "VBP"):
        return False
    if verb.tag_ == "VBG" and not helpers:
        return _is_outcome(verb)
    token = verb
    while token.dep_ in ("conj", "xcomp", "acomp") and token.head.i != token.i:
        token = token.head
    if verb.tag_ == "VB" and token.i == verb.i and not helpers:
        return False
    whether = token.dep_ == "pcomp" and any(child.lower_ == "whether" for child in token.children)
    if (
        token.dep_ not in ("ROOT", "ccomp", "parataxis")
        and not whether
        and not ((token.dep_ == "advcl" and verb.tag_ in PAST) or (token.dep_ == "relcl" and _is_of_somebody(token)))
    ):
        return False
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return verb.dep_ in ("conj", "xcomp")
    return subject.lower_ not in ANYONE or token.dep_ == "relcl"


def _is_outcome(verb: Token) -> bool:
    """What came of an event, told after it: "..., putting it under supervision"."""
    comma = verb.i > 0 and verb.nbor(-1).lower_ == ","
    return verb.dep_ == "advcl" and comma and verb.head.i < verb.i and any(c.dep_ == "dobj" for c in verb.children)


def _is_of_somebody(verb: Token) -> bool:
    """Whether a relative clause tells of a name or of something told apart: "the envoy, who was recalled in May"."""
    named = verb.head.ent_type_ != "" or verb.head.tag_.startswith("NNP")
    return named or (verb.left_edge.i > 0 and verb.left_edge.nbor(-1).lower_ == ",")


def _is_doing(verb: Token) -> bool:
    name, classes = lemma(verb), words().classes
    if name in classes["state"] or name in classes["speech"]:
        return False
    children = list(verb.children)
    acted_on = any(c.dep_ in OBJECTS for c in children)
    moved = any(_is_direction(child) for child in children)
    if name in classes["vague"]:
        return moved or (governor_of(verb) is not None and any(c.dep_ in ("prep", "dobj") for c in children))
    governs = any(c.dep_ in CLAUSAL for c in children)
    if governs and name in classes["deciding"] and any(_is_asked(child) for child in children):
        return True  # "is to decide whether to close it": the decision is what is told
    if governs and name in classes["ending"]:
        return governor_of(verb) is not None  # "urged them to stop shelling the town"
    if governs and (name in classes["aspect"] or name in words().governors):
        return False  # "decided to return": the return is what is told
    if name in classes["aspect"]:
        return acted_on or moved or has_subject(verb) or bool(helpers_of(verb))
    return True


def _is_asked(clause: Token) -> bool:
    return clause.dep_ in CLAUSAL and any(c.lower_ in ("whether", "if", "how", "when", "who") for c in clause.children)


def _is_direction(word: Token) -> bool:
    """Whether a word beside a verb says whither: "stepped in", "went back", "turned to the court"."""
    if word.dep_ == "prt" or (word.dep_ == "prep" and word.lower_ in TOWARDS):
        return True
    return word.dep_ in ("advmod", "acomp", "prep", "oprd") and word.lower_ in DIRECTIONS


def _is_silence(verb: Token) -> bool:
    """Not to have answered, announced or commented is a happening: somebody kept still."""
    return (
        lemma(verb) in words().classes["quiet"]
        and verb.tag_ in ("VB", "VBN", "VBD")
        and verb.dep_ in ("ROOT", "conj", "ccomp")
        and is_negated(verb)
    )
