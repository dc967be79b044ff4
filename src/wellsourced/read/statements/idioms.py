"""Set phrases that report speech without a reporting verb: "let it be known that", "rumour has it that", "made clear
that", "had heard from her deputy that"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language import lemma
from .cues import CueVerb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .paragraphs import Paragraph

CLAUSE = frozenset(("clause",))
# The words that may stand between the verb and its "that", in order; "(it)" may be left out.
PHRASES: dict[str, tuple[tuple[str, ...], ...]] = {
    "have": (("it",),),
    "let": (("it", "be", "known"), ("it", "slip"), ("slip",)),
    "make": (
        ("it", "clear"), ("clear",), ("it", "plain"), ("plain",), ("it", "known"), ("known",), ("it", "very", "clear"),
        ("it", "abundantly", "clear"), ("no", "secret", "of", "the", "fact"), ("it", "quite", "clear"),
    ),
    "leave": (("no", "doubt"), ("little", "doubt")),
    "drop": (("hints",), ("a", "hint")),
    "spread": (("word",),),
    "send": (("word",),),
    "get": (("word", "out"),),
    "take": (("the", "view"), ("the", "position"), ("the", "line")),
}  # fmt: skip
RETORTS: dict[str, frozenset[str]] = {  # "hit back: “...”"
    "hit": frozenset(("back", "out")), "shoot": frozenset(("back",)), "fire": frozenset(("back",)),
    "chime": frozenset(("in",)), "chip": frozenset(("in",)), "weigh": frozenset(("in",)), "write": frozenset(("back",)),
    "strike": frozenset(("back",)), "come": frozenset(("back",)),
}  # fmt: skip
HEARING = frozenset(("hear", "learn"))


@dataclass(frozen=True, slots=True)
class Idiom:
    """A set phrase as a reporting verb, and the token after it."""

    cue: CueVerb
    end: int


def find_idiom(paragraph: Paragraph, verb: Token) -> Idiom | None:
    """The set phrase that begins with a verb and is followed by a clause with "that" (or without, after "clear")."""
    word = lemma(verb)
    doc, stop = paragraph.doc, paragraph.sentence(verb)[1]
    for phrase in PHRASES.get(word, ()):
        end = verb.i + 1 + len(phrase)
        if end >= stop or any(doc[verb.i + 1 + i].lower_ != w for i, w in enumerate(phrase)):
            continue
        bare = phrase[-1] in {"clear", "plain", "known"} and doc[end].tag_ in {"PRP", "DT", "NNP", "NNS", "EX"}
        if (doc[end].lower_ == "that" or bare) and not paragraph.is_quoted(doc[end]):
            return Idiom(CueVerb(word, CLAUSE, "speech"), end)
    if verb.i + 1 < stop and doc[verb.i + 1].lower_ in RETORTS.get(word, ()):
        return Idiom(CueVerb(word, frozenset(("quote",)), "speech"), verb.i + 2)
    if word in HEARING and informant(verb) is not None:
        return Idiom(CueVerb(word, CLAUSE, "speech"), verb.i + 1)
    return None


def informant(verb: Token) -> Token | None:
    """Whom something was heard from: "had heard from her deputy that ..."."""
    if lemma(verb) not in HEARING:
        return None
    return next((noun for c in verb.children if c.lower_ == "from" and c.i > verb.i for noun in c.children
                 if noun.dep_ == "pobj" and noun.tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP"}), None)  # fmt: skip
