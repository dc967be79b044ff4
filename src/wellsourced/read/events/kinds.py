"""A verb or noun -> the kind of event it tells, by the lexicons and the words that stand with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import lemma
from .conditions import is_conditional
from .words import WITH_CLAUSE, WITH_OBJECT, WITHOUT, words

if TYPE_CHECKING:
    from spacy.tokens import Token

OTHER = "other happening"
COMPLEMENTS = frozenset(("prt", "prep", "dobj", "acomp", "oprd", "advmod", "attr", "ccomp", "xcomp", "nsubjpass"))
OBJECTS = frozenset(("dobj", "nsubjpass"))
CLAUSAL = frozenset(("xcomp", "ccomp"))
ANYONE = frozenset(
    ("you", "one", "people", "everyone", "anyone", "someone", "everything", "something", "there", "this", "that",
     "what")
)  # fmt: skip


def verb_kind(verb: Token) -> str | None:
    """The kind of event that a verb tells in the frame it stands in, `None` where the lexicon has none."""
    frames = words().verbs.get(lemma(verb))
    if frames is None or _is_habit(verb):
        return None
    children = list(verb.children)
    with_object = any(c.dep_ in OBJECTS or c.dep_ == "auxpass" for c in children) or (
        verb.dep_ == "amod" or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    )
    with_clause = any(c.dep_ in CLAUSAL and not is_conditional(c) for c in children)
    around: set[str] | None = None
    for frame, kind in frames:
        if frame == WITH_OBJECT:
            if with_object:
                return kind
        elif frame == WITHOUT:
            if not with_object and not with_clause:
                return kind
        elif frame == WITH_CLAUSE:
            if with_clause:
                return kind
        elif not frame:
            return kind
        else:
            around = _around(verb) if around is None else around
            if frame & around:
                return kind
    return None


def _is_habit(verb: Token) -> bool:
    """The present tells what is so by habit in a relative clause ("which sends six ships a week"), of people, and where
    its adverbs say so ("usually", "every June", "whenever it rains")."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return False
    for child in verb.children:
        if child.dep_ in ("advmod", "npadvmod", "advcl", "prep") and child.left_edge.lower_ in words().classes["habit"]:
            return True
    return verb.dep_ == "relcl" or any(c.dep_ == "nsubj" and c.lower_ in ANYONE for c in verb.children)


def _around(verb: Token) -> set[str]:
    """What stands with a verb: its particle, prepositions, objects, complements and adverbs.

    Adverbs and particles stand as "off+", too, the subject as "s:share", what a preposition brings as "p:poll".
    """
    around = set()
    for child in verb.children:
        if child.dep_ == "nsubj":
            around |= {f"s:{child.lower_}", f"s:{lemma(child)}"}
        elif child.dep_ == "prep":
            brought = [noun for noun in child.children if noun.dep_ == "pobj"]
            if any(noun.ent_type_ in ("DATE", "TIME") for noun in brought):
                continue  # "opened on Monday" is no opening on anybody
            around |= {f"p:{lemma(noun)}" for noun in brought}
        if child.dep_ in COMPLEMENTS:
            around |= {child.lower_, lemma(child)}
            if child.dep_ in ("prt", "advmod"):
                around.add(f"{child.lower_}+")
    return around


def noun_kind(noun: Token) -> str | None:
    """The kind of event that a noun tells, by itself or with the word before it ("air strike")."""
    nouns = words().nouns
    frames = nouns.get(noun.lower_) or nouns.get(lemma(noun))
    if frames is None:
        return None
    before = {child.lower_ for child in noun.children if child.dep_ in ("compound", "amod", "nmod")}
    return next((kind for frame, kind in frames if not frame or frame & before), None)
