"""Mentions and their parse -> capitals that stand for a government, each marked with its country.

"Moscow said" is a government, "in Moscow" a town, and the sentence tells which: who says, decides, asks or is asked,
has ties, policies or allies is a government. Where the sentence does not tell, the name stays a town's.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..countries import country_of_capital
from ..records import Mention
from .language import Parse, ParsedBlock, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

# What governments do beside speaking; a town does none of it
DOING = frozenset((
    "accept", "adopt", "aim", "annex", "approve", "arm", "back", "ban", "boycott", "cancel", "cooperate", "decide",
    "deploy", "dispatch", "expel", "extradite", "fund", "halt", "help", "hesitate", "hope", "ignore", "impose",
    "insist", "intend", "intervene", "invade", "lift", "negotiate", "offer", "oppose", "order", "plan", "provide",
    "pursue", "ratify", "recall", "recognise", "recognize", "refuse", "reject", "rely", "respond", "retaliate", "seek",
    "send", "share", "sign", "step", "supply", "support", "suspend", "threaten", "train", "try", "want", "withdraw",
    "wish",
))  # fmt: skip
# "ties with", "sanctions against", "support from": what is had with governments
BETWEEN_STATES = frozenset((
    "accord", "agreement", "aid", "alliance", "ally", "backing", "channel", "contact", "cooperation", "coordination",
    "deal", "dialogue", "dispute", "friendship", "help", "influence", "negotiation", "pact", "partnership", "pressure",
    "rapprochement", "relation", "relations", "relationship", "rift", "sanction", "sanctions", "standoff", "support",
    "talk", "talks", "tension", "tensions", "tie", "ties", "treaty", "understanding", "war",
))  # fmt: skip
# "Moscow's offer": what governments have
OWNED = BETWEEN_STATES | frozenset((
    "ambition", "approval", "approach", "claim", "condition", "consent", "decision", "demand", "denial", "envoy",
    "foe", "goal", "intention", "interest", "intervention", "involvement", "mediation", "move", "objection", "offer",
    "opposition", "permission", "plan", "policy", "position", "proposal", "proxy", "reaction", "refusal", "rejection",
    "request", "response", "stance", "strategy", "threat", "view", "warning", "wish",
))  # fmt: skip
PREPOSITIONS = frozenset(("with", "between", "from", "against", "on", "of", "to"))


@lru_cache(maxsize=1)
def speaking_verbs() -> frozenset[str]:
    """The verbs of `lexicons/cues_verbs.tsv`."""
    lines = files("wellsourced.lexicons").joinpath("cues_verbs.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if line and not line.startswith("#"))


def with_governments(mentions: Sequence[Mention], parse: Parse) -> list[Mention]:
    """The mentions, capitals that are used for a government marked with `stands_for`."""
    starts = [parsed.block.start for parsed in parse]
    marked = []
    for mention in mentions:
        country = country_of_capital(mention.text) if mention.kind != "person" else None
        if country is not None:
            parsed = parse[bisect.bisect_right(starts, mention.span.start) - 1]
            if _stands_for_government(parsed, mention):
                mention = replace(mention, stands_for=country)
        marked.append(mention)
    return marked


def _stands_for_government(parsed: ParsedBlock, mention: Mention) -> bool:
    start, end = mention.span.start - parsed.block.start, mention.span.end - parsed.block.start
    tokens = parsed.doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return False
    token: Token = tokens.root
    for _ in range(8):  # "Moscow and Tehran": as the first of them
        if token.dep_ != "conj" or token.head is token:
            break
        token = token.head
    return _is_used_as_actor(token)


def _is_used_as_actor(token: Token) -> bool:
    head = token.head
    if token.dep_ == "nsubj":
        return head.tag_.startswith("VB") and _does(head)
    if token.dep_ in ("nsubjpass", "dobj", "dative", "iobj"):
        return head.tag_.startswith("VB") and lemma(head) in speaking_verbs()
    if token.dep_ == "poss":
        return lemma(head) in OWNED
    if token.dep_ == "pobj" and head.dep_ == "agent":
        return _does(head.head)
    if token.dep_ == "pobj" and head.lower_ in PREPOSITIONS:
        return lemma(head.head) in BETWEEN_STATES
    return False


def _does(verb: Token) -> bool:
    return lemma(verb) in DOING or lemma(verb) in speaking_verbs()
