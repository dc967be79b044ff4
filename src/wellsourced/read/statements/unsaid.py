"""Reporting words that report nothing: how a source spoke, what people do to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language import lemma
from .cues import source_words

if TYPE_CHECKING:
    from .clauses import Clause
    from .contents import Content

SILENCE = frozenset(("anonymous", "anonymity", "named", "identified", "anonymously"))
ASKING = frozenset(("ask", "request", "demand"))
RECIPROCAL = frozenset(("each", "other", "another", "one"))
EMPTY = frozenset(("and", "but", "or", "that", "this", "it", "so", ",", ".", "those", "these", "them"))
HAVING = frozenset(("people", "person", "patient", "resident", "case", "household", "customer", "child", "adult",
                    "pupil", "worker", "one", "user", "area", "firm", "company", "region", "hospital"))  # fmt: skip
PROFORMS = frozenset(("it", "that", "this", "he", "she", "they", "we", "i", "you", "do", "did", "does", "is", "was",
                      "are", "were", "has", "had", "have", "will", "would", "can", "could", "should", "might", "may",
                      "so", "yes", "no"))  # fmt: skip
QUESTIONS = frozenset(("whether", "if", "when", "how", "who", "what", "where", "why", "which"))
AHEAD = frozenset(("will", "would", "shall", "'ll", "’ll", "to"))
UTTERANCES = frozenset(("remark", "remarks", "comment", "comments", "statement", "statements", "words", "position",
                        "stance", "answer", "view", "views", "claim", "claims", "call", "calls", "demand", "demands",
                        "denial", "warning", "warnings", "apology"))  # fmt: skip
PAGES = frozenset(("story", "article", "page", "post"))


def says_nothing(clause: Clause, content: Content) -> bool:
    """Whether what stands behind a reporting word is no content after all."""
    return (
        _asks_for_silence(clause, content)
        or _is_of_things(clause)
        or _is_reciprocal(clause, content)
        or _is_empty(clause, content)
        or _is_of_patients(clause)
        or _is_open(clause, content)
        or stands_for_another(clause, content)
        or (content.place == "object" and (_is_of_page(clause, content) or _is_own_utterance(clause, content)))
    )


def _words(clause: Clause, content: Content, most: int) -> list[str]:
    doc = clause.paragraph.doc
    return [t.lower_ for start, end in content.ranges for t in doc[start : min(end, start + most)]]


def _asks_for_silence(clause: Clause, content: Content) -> bool:
    """ "who asked not to be named": how the source spoke, not what it said."""
    words = set(_words(clause, content, 12))
    unnamed = bool(words & {"name", "quoted"}) and bool(words & {"not", "withheld", "n't"})
    return lemma(clause.verb) in ASKING and (bool(words & SILENCE) or unnamed)


def _is_of_things(clause: Clause) -> bool:
    """ "the rope had begun “to sing”": words in quotation marks after a verb that only people's words make one of
    saying. What is read on a banner is said by it."""
    speaker = clause.speaker
    if (
        clause.frames != {"quote"}
        or speaker is None
        or speaker.tag_ not in {"NN", "NNS"}
        or lemma(clause.verb) == "read"
    ):
        return False
    return not speaker.ent_type_ and lemma(speaker) not in source_words()


def _is_reciprocal(clause: Clause, content: Content) -> bool:
    """ "the neighbours blame each other": nothing but that they do."""
    words = [w for w in _words(clause, content, 4) if w.isalpha()]
    return len(words) <= 2 and bool(words) and set(words) <= RECIPROCAL


def _is_empty(clause: Clause, content: Content) -> bool:
    """ "disputes that and ...": a pronoun, and no content."""
    return set(_words(clause, content, 4)) <= EMPTY


def _is_of_patients(clause: Clause) -> bool:
    """ "331 people have reported symptoms": what they have, not what they say."""
    speaker = clause.speaker
    return lemma(clause.verb) == "report" and speaker is not None and lemma(speaker) in HAVING


def _is_open(clause: Clause, content: Content) -> bool:
    """ "will say in June whether there will be one", "have to say yes when they meet": what the answer will be is not
    told. A past question is: "did not say whether" is left to the verb's negation."""
    start = content.ranges[0][0]
    doc = clause.paragraph.doc
    if clause.paragraph.quoted[start] >= 0 or doc[start].lower_ not in {*QUESTIONS, "yes", "no"}:
        return False
    ahead = any(c.dep_ == "aux" and c.lower_ in AHEAD for c in clause.verb.children)
    return lemma(clause.verb) in {"say", "tell", "announce", "decide"} and ahead and content.place == "after"


def stands_for_another(clause: Clause, content: Content) -> bool:
    """ "It did, Orm conceded": nothing but words that stand for what was asked or said before. "It was not" denies."""
    doc, quoted = clause.paragraph.doc, clause.paragraph.quoted
    words = [i for start, end in content.ranges for i in range(start, end) if not doc[i].is_punct]
    short = 0 < len(words) <= 4 and all(quoted[i] < 0 for i in words)
    return short and all(doc[i].lower_ in PROFORMS for i in words)


def _is_own_utterance(clause: Clause, content: Content) -> bool:
    """ "clarified her remarks", "repeated his call": that something was said, and not what."""
    words = _words(clause, content, 3)
    return len(words) == 2 and words[0] in {"his", "her", "its", "their"} and words[1] in UTTERANCES


def _is_of_page(clause: Clause, content: Content) -> bool:
    """ "17 readers have commented on this story"."""
    words = _words(clause, content, 3)
    return len(words) == 2 and words[0] == "this" and words[1] in PAGES
