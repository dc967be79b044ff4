"""A name in its sentence -> how the sentence uses it, where that tells what its bearer is.

A label can be wrong for a name nobody has heard of; the grammar around it seldom is: one is *in* a town, holds
*shares in* a company, and only a person has a widow. Who speaks or acts is a person, a body or a government ("agent").
Where the sentence does not tell, the answer is None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...names import is_honorific, name_uses
from ...records import Use
from ..governments import DOING, speaking_verbs
from ..language import ParsedBlock, lemma, text_of
from .roles import Description
from .runs import end_of_dateline, is_dateline_credit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

APPOSED = re.compile(r", (?:the|an?) (?:[\w-]+ ){0,3}?([\w-]+) (?:that|which|where|whose)\b")
INSIDE = frozenset(("in", "near", "outside", "inside", "across", "throughout", "around", "within", "into", "toward",
                    "towards"))  # fmt: skip
TELLING = frozenset(
    ("tell", "ask", "inform", "assure", "urge", "accuse", "sue", "blame", "thank", "criticise", "criticize")
)
AGE = re.compile(r", \d{1,3}(?:,|\.|;| and\b)")
LYING = frozenset(("lie", "straddle", "nestle"))
LIES_AT = frozenset(
    ("on", "in", "near", "between", "along", "at", "about", "beside", "by", "north", "south", "east", "west")
)
EXAMPLES = frozenset(("including", "like", "as"))  # "three towns, including Tarn"
FROM = frozenset(("from", "to"))


def use_of(
    parsed: ParsedBlock, start: int, end: int, before: Description | None, after: Description | None
) -> Use | None:
    """How the block uses the name at `[start, end)` of its text; `before` and `after` are the descriptions beside."""
    doc = parsed.doc
    if before is not None and before[2]:
        return "person"
    text = text_of(doc)
    if is_dateline_credit(text, start):
        return "organisation"
    if parsed.block.kind == "dateline" or end <= end_of_dateline(text):
        return "organisation" if text[:start].endswith("(") else None if text[:start].strip() else "place"
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return None
    token: Token = tokens.root
    if _has_title(doc, tokens.start):
        return "person"
    apposed = token
    for _ in range(8):  # "in Tarn and Orrin": as the first of them
        if token.dep_ != "conj" or token.head is token or token.head.tag_[:2] != "NN":
            break
        token = token.head
    use = (
        _by_preposition(token, doc, start)
        or _by_what_follows(text, end, after)
        or _beside_a_noun(doc, tokens.start, tokens.end, apposed if apposed.dep_ != "conj" else token)
        or _by_verb(token)
    )
    return _with_article(use, tokens, doc)


def _with_article(use: Use | None, tokens: Tokens, doc: Doc) -> Use | None:
    """ "the Ledger said": neither a person nor a town has the article."""
    token = tokens.root
    if len(tokens) == 1 and tokens.start > 0 and doc[tokens.start - 1].text == "the" and use in ("agent", None):
        paper = "paper" in name_uses().get(token.lower_, frozenset())
        return "organisation" if use == "agent" or paper else None
    return use


def _has_title(doc: Doc, first: int) -> bool:
    at = first - 1 - (first > 1 and doc[first - 1].text == ".")  # "Brig. Orm", its point by itself
    return at >= 0 and doc[at].text[:1].isupper() and is_honorific(doc[at].text)


def _by_preposition(token: Token, doc: Doc, start: int) -> Use | None:
    """ "in Tarn", "shares in Tarn", "the mayor of Tarn", "flew to Tarn"."""
    preposition, governor = token.head, token.head.head
    if token.dep_ != "pobj" or any(child.dep_ == "det" for child in token.children):
        return None
    told = name_uses()
    word = preposition.lower_
    if preposition.i and "invested" in told.get(lemma(doc[preposition.i - 1]), frozenset()):
        governor = doc[preposition.i - 1]  # "sold shares in Torval", however it is parsed
    governing = told.get(lemma(governor), frozenset())
    if word in INSIDE:
        if "invested" in governing:
            return "organisation" if governor.tag_.startswith("NN") and lemma(governor) in INVESTMENTS else "agent"
        right_behind = text_of(doc)[:start].rstrip().lower().endswith(word)
        return "place" if right_behind or _adjective_between(doc, token) else None
    if word == "of" and ("settlement" in governing or "of a place" in governing):
        return "place"
    if word in EXAMPLES and "settlement" in governing:
        return "place"
    if word in FROM and governing & {"goes", "stays"}:
        return "place"
    return None


INVESTMENTS = frozenset(("share", "stake", "stock", "investment", "investor", "shareholder", "holding", "deposit"))


def _adjective_between(doc: Doc, token: Token) -> bool:
    """ "in northern Tarn": only adjectives of place stand between."""
    at = token.left_edge.i
    return at > 0 and "place adjective" in name_uses().get(doc[at].lower_, frozenset())


def _by_what_follows(text: str, end: int, after: Description | None) -> Use | None:
    """ "Tarn, a village", "Venn, 34,", "Venn, who", "Torval, a lender"."""
    if AGE.match(text, end):
        return "person"
    follows = re.match(r",? (where|who|whose)\b", text[end : end + 8])
    if follows is not None:
        return "place" if follows[1] == "where" else "person" if follows[1] == "who" and text[end] == "," else None
    apposed = APPOSED.match(text, end)
    if apposed is not None and after is None:
        told = name_uses().get(apposed[1].lower(), frozenset())
        return "place" if "settlement" in told else "organisation" if "is a body" in told else None
    if after is None:
        return None
    if after[2]:
        return "person"
    head = re.split(r"\b(?:of|for|at|in|to|from|with|on|that|which|where|who)\b|,", after[0].lower())[0].split()
    told = name_uses().get(head[-1], frozenset()) if head else frozenset()
    return "place" if "settlement" in told else "organisation" if "is a body" in told else None


def _beside_a_noun(doc: Doc, start: int, end: int, token: Token) -> Use | None:
    """ "the village Tarn", "the capital, Tarn", "Tarn residents", "Torval's shareholders", "neighbouring Tarn"."""
    told = name_uses()
    if start > 0:
        before = told.get(doc[start - 1].lower_, frozenset())
        if before & {"place adjective", "settlement"} and doc[start - 1].text.islower():
            return "place"
        if token.dep_ == "appos" and _is_settlement(token.head, doc, start):
            return "place"
    if token.dep_ in ("poss", "compound", "nmod") and token.head.i >= end and (
        token.head.text.islower() or token.dep_ == "poss"
    ):  # fmt: skip
        had = told.get(lemma(token.head), frozenset()) | told.get(token.head.lower_, frozenset())
        if token.dep_ == "poss" and ("of a place only" in had or any(c.tag_ == "JJS" for c in token.head.children)):
            return "place"  # "Tarn's outskirts", "Tarn's oldest bridge"
        if "named so" in had and token.dep_ != "poss":
            return "organisation"
        if "of a place" in had and token.dep_ != "poss" and not any(
            one.tag_.startswith("NNP") for one in doc[end : token.head.i]
        ):  # fmt: skip
            return "place"
        if "of a person" in had and token.dep_ == "poss":
            return "person"
        if "of a company" in had:
            return "organisation"
    return None


def _is_settlement(noun: Token, doc: Doc, start: int) -> bool:
    """ "the capital, Tarn", "three cities – Tarn, Orrin and Vell"."""
    return "settlement" in name_uses().get(lemma(noun), frozenset()) and noun.i < start


def _by_verb(token: Token) -> Use | None:
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass") or (token.dep_ == "pobj" and head.dep_ == "agent"):
        verb = head.head if head.dep_ == "agent" else head
        if not verb.tag_.startswith("VB"):
            return None
        does = lemma(verb)
        if does in LYING and any(child.lower_ in LIES_AT for child in verb.children):
            return "place"
        if "person does" in name_uses().get(does, frozenset()):
            return "person"
        if token.dep_ != "nsubjpass" and (does in speaking_verbs() or does in DOING):
            return "agent"
    if token.dep_ in ("dobj", "nsubjpass") and "happens to places" in name_uses().get(lemma(head), frozenset()):
        return None if any(child.dep_ == "det" for child in token.children) else "place"
    if token.dep_ in ("dobj", "dative", "iobj", "nsubjpass") and lemma(head) in TELLING:
        return "agent"
    return None
