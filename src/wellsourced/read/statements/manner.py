"""A statement's reporting word and its source -> whether it was said, or is thought and wanted.

The two are the assertions and the propositional attitudes of the attribution literature (Prasad et al. 2007, PDTB;
Pareti 2012): "said", "denied", "her warning" against "believes", "wants", "his fear". Words in quotation marks were
uttered, whatever word reports them: “It will hold,” Dorn believes. Verbs of finding ("found", "shows", "reads") report
what is written where a document has the word, and what somebody came to think elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...records import Manner, StatementKind
from ..language import lemma
from .cues import cue_verbs, source_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .attribution import Draft

# Of the nouns in lexicons/cues_nouns.tsv those that name what is in a mind, not what was uttered.
ATTITUDE_NOUNS = frozenset(("view", "belief", "opinion", "fear", "hope", "doubt", "suspicion", "skepticism",
                            "scepticism", "confidence", "regret"))  # fmt: skip


def manner_of(draft: Draft, kind: StatementKind) -> Manner | None:
    """None: nothing is attributed here, as in "She read “Dry Land” on the train"."""
    if draft.verb is None:
        return "speech"
    word = lemma(draft.verb)
    if draft.verb.tag_.startswith("NN"):
        return "attitude" if word in ATTITUDE_NOUNS else "speech"
    cue = cue_verbs().get(word)
    if cue is not None and cue.cue_class == "document" and draft.place != "floating":
        if _is_document(draft.speaker) or (kind == "direct" and not _can_read(draft.speaker)):
            return "speech"
        return "attitude" if kind != "direct" else None
    return "speech" if cue is None or cue.cue_class == "speech" or kind == "direct" else "attitude"


def _is_document(speaker: Token | None) -> bool:
    return speaker is not None and "document" in source_words().get(lemma(speaker), frozenset())


def _can_read(speaker: Token | None) -> bool:
    """Whether the words stand for people, who read and find things; a banner, an entry or a sign is read."""
    if speaker is None or speaker.tag_.startswith(("PRP", "NNP", "WP")):
        return True
    return bool(source_words().get(lemma(speaker), frozenset()) & {"person", "generic", "spokes", "body"})
