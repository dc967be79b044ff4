"""A statement's reporting word and its source -> whether it was said, or is thought and wanted.

The two are the assertions and the propositional attitudes of the attribution literature (Prasad et al. 2007, PDTB;
Pareti 2012): "said", "denied", "her warning" against "believes", "wants", "his fear". Words in quotation marks were
uttered, whatever word reports them: “It will hold,” Dorn believes. So was what a verb of thinking only comments on:
"it will hold, Dorn believes" tells what Dorn holds to be so, and puts it in Dorn's mouth (parenthetical verbs: Urmson
1952). And what one person holds or wants today is known from that person's words: "she believes the figure is too low",
not "they wanted to leave". Verbs of finding ("found", "shows", "reads") report what is written where a document has the
word, and what somebody came to think elsewhere. What somebody will say, would say or asks for is wanted and not yet
said: "would ask the court to step in", "will discuss the loan", "has asked for a loan".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...records import Manner, StatementKind
from ..language import lemma
from .cues import cue_verbs, source_words
from .ends import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .attribution import Draft

# Of the nouns in lexicons/cues_nouns.tsv those that name what is in a mind, not what was uttered.
ATTITUDE_NOUNS = frozenset(("view", "belief", "opinion", "fear", "hope", "doubt", "suspicion", "skepticism",
                            "scepticism", "confidence", "regret"))  # fmt: skip

HELD = frozenset(("believe", "think", "consider", "expect", "want", "reckon", "suspect", "doubt"))
FELT = frozenset(("feel", "fear", "know", "see", "learn", "decide", "realize", "realise"))  # in no words of one's own
ASKING = frozenset(("ask", "request"))
UNREAL = frozenset(
    ("will", "would", "shall", "should", "may", "might", "can", "could", "must", "'ll", "’ll", "wo", "'d")
)
AHEAD = frozenset(("have", "need", "plan", "want", "expect", "intend", "hope", "wait", "set", "go", "agree", "prepare",
                   "threaten", "try", "meet", "gather", "due", "ready", "schedule", "likely", "order", "urge", "force",
                   "invite", "ask", "tell", "demand", "request", "beg", "call", "instruct", "press",
                   "petition", "seek", "attempt"))  # fmt: skip


def manner_of(draft: Draft, kind: StatementKind, name: str) -> Manner | None:
    """`name`: whom or what the draft's speaker means. None: nothing is attributed here, as in "She read “Dry Land” on
    the train"."""
    if draft.verb is None:
        return "speech"
    word = lemma(draft.verb)
    if draft.verb.tag_.startswith("NN"):
        return "attitude" if word in ATTITUDE_NOUNS else "speech"
    cue = cue_verbs().get(word)
    if cue is not None and cue.cue_class == "document" and draft.place != "floating":
        if _is_document(draft.speaker, name) or (kind == "direct" and not _can_read(draft.speaker)):
            return "speech"
        return "attitude" if kind != "direct" else None
    if cue is not None and cue.cue_class != "speech" and draft.place != "before":
        if word in FELT or not (kind != "indirect" or _is_held_now(draft)):
            return "attitude"
        return "speech"
    return "attitude" if draft.place == "object" and kind == "indirect" and _is_wanted(draft) else "speech"


def passes_on(draft: Draft) -> bool:
    """Whether what stands in a content came through its source: nobody is told what another believes to be said."""
    cue = cue_verbs().get(lemma(draft.verb)) if draft.verb is not None and draft.verb.tag_.startswith("VB") else None
    return cue is None or cue.cue_class != "belief" or draft.place == "before"


def _is_held_now(draft: Draft) -> bool:
    """ "She believes the figure is too low": what one person holds or wants today is known from that person's words."""
    verb, speaker = draft.verb, draft.speaker
    if verb is None or verb.tag_ != "VBZ" or lemma(verb) not in HELD or speaker is None:
        return False
    inner = draft.paragraph.doc[draft.ranges[0][0]]
    if lemma(verb) == "want" and inner.tag_ == "TO":
        return False  # what one wants to do oneself is a plan
    person = bool(source_words().get(lemma(speaker), frozenset()) & {"person", "spokes"}) and speaker.tag_ == "NN"
    return person or speaker.lower_ in {"he", "she"} or speaker.ent_type_ == "PERSON"


def _is_wanted(draft: Draft) -> bool:
    """Whether a word of speech tells of an intention, or of a thing asked for. What will be said in quoted words or in
    a clause counts as said: the speech has been handed out."""
    verb = draft.verb
    assert verb is not None
    if any(c.dep_ == "aux" and c.lower_ in UNREAL for c in verb.children):
        return True
    bare = verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)
    if bare and verb.dep_ in {"xcomp", "advcl", "acl"} and lemma(verb.head) in AHEAD:
        return True
    first, end = draft.ranges[0]
    asks = lemma(verb) in ASKING and draft.paragraph.doc[first - 1].lower_ in {"for", verb.lower_}
    return asks and not any(t.tag_ in {"TO", *FINITE} for t in draft.paragraph.doc[first:end])


def _is_document(speaker: Token | None, name: str) -> bool:
    """Whether a document speaks, also where "it" stands for one."""
    if speaker is None:
        return False
    head = lemma(speaker)
    if speaker.lower_ == "it":
        head = re.split(r" (?:of|by|from|on|for|in|to|about) ", name.lower())[0].split(" ")[-1]
    return "document" in source_words().get(head, frozenset())


def _can_read(speaker: Token | None) -> bool:
    """Whether the words stand for people, who read and find things; a banner, an entry or a sign is read."""
    if speaker is None or speaker.tag_.startswith(("PRP", "NNP", "WP")):
        return True
    return bool(source_words().get(lemma(speaker), frozenset()) & {"person", "generic", "spokes", "body"})
