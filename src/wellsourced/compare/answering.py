"""Words that deny what stands before them -> where they do, and who denies: "The army rejected that on Thursday".

The denial takes up what was just reported by a pronoun or by what reports are called ("the claim"), or stands behind it
in its own sentence ("a charge the commission denies"). By itself it says nothing; what it answers is looked for by
those who know what was said before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..records import Span
from .accounts import one_of

REPORTED = rf"(?:the|that|this|these|those|such|all|[\w’'-]+['’]s?)\s+(?:\w+\s+)?{one_of('report')}s?\b"
THAT = (  # no conjunction: "rejected that", "rejected that on Thursday"
    r"that(?:(?!\s+\w)|(?=\s+(?:on|in|at|as|to|through|during|and|but|yesterday|today|last|when|while|with|for|late|early|"
    r"outright|flatly|immediately)\b))"
)
ANAPHOR = rf"(?:it|this|{THAT}|them|{REPORTED})"
FALSE = rf"(?:not true|{one_of('false')}s?\b)(?!\s+(?:to|that)\b)"
# Of "it", "this" and "that" only these: an order may be absurd, too, and then nobody denies it
UNTRUE = (
    r"(?:not true|untrue|false|fabricated|invented|unfounded|baseless|"
    r"(?:an? )?(?:\w+ )?(?:lie|fabrication|invention|hoax))\b"
)
# What denies the statement before it, each with an example
BACKWARD = re.compile(
    rf"\b{one_of('deny')}\s+{ANAPHOR}\b|"  # "denied it", "rejected the allegations", "disputed the mayor's account"
    rf"\b{one_of('say')}\s+(?:\w+\s+)?otherwise\b|"  # "told the inquiry otherwise"
    rf"\bden(?:y|ies|ied)\s+(?:that\s+)?(?:the|any|such an?)\s+{one_of('talk')}\b|"  # "denied that the call took place"
    # "we gave no such advice", "his client had never said any such thing"
    rf"\b(?:no|n['’]t (?:\w+ )?any|(?:not|never|nor) (?:\w+ ){{0,3}}any) such {one_of('saying')}s?\b|"
    # "calls it 'gossip'", "dismissed the report as false"
    rf"\b{one_of('dismiss')}\s+{ANAPHOR}\s+(?:as\s+)?[“\"'‘]?(?:an?\s+)?(?:\w+\s+)?{one_of('false')}s?\b|"
    # "denied through his lawyer that he had used the word", "denied saying so"
    r"\bdenied\b(?:\s+(?:through|via|by|in|on|to)\s[^.;]{3,60}?,?)?\s+"
    r"(?:that\s+(?:he|she|it|they)\s+(?:had|has|have)\s+(?:ever\s+)?(?:said|used|made|done|given|sent|told \w+)|"
    r"(?:having\s+)?(?:saying|said|using|used|making|made|doing|done))\s+"
    r"(?:it|so|that|this|the words?|the phrase|any such|such)\b|"
    rf"\b{one_of('disagree')}(?=\s*[:.,]\s*(?:[“\"‘«]|$))"  # "a developer of the firm disagrees: “There is a button”"
)
# "said it was false", "the accusations were a lie", "there was no truth in it": somebody says so of what was reported
BE = r"(?:is|was|are|were|had been|has been)\s+(?:\w+ly\s+|all\s+)?"
JUDGED = re.compile(
    rf"\b(?:it|this|that|they)\s+{BE}{UNTRUE}|\b{REPORTED}\s+{BE}(?:an?\s+)?(?:\w+\s+)?{FALSE}|"
    rf"\b(?:no|not a word of|not any) truth (?:in|to) (?:it|this|that|them|{REPORTED})",
    re.IGNORECASE,
)
# "denied responsibility", "rejected any involvement": of whatever the one who denies was accused
INVOLVED = re.compile(
    rf"\b{one_of('deny')}\s+(?:(?:all|any|having any|having had any|bearing)\s+)?(?:\w+\s+)?{one_of('involvement')}\b"
)
# "a charge the commission denies", "which Tarn has always denied"
BEHIND = re.compile(
    rf"(?:,\s+|^)(?:which|(?:an?\s+)?{one_of('report')}s?(?:\s+(?:that|which))?)\s+(?P<who>(?:\w[\w’'.-]*\s+){{1,6}}?)"
    rf"(?:has\s+|have\s+|had\s+)?(?:always\s+|repeatedly\s+|\w+ly\s+)?{one_of('deny')}(?=\s*(?:[.,;:–—]|$))"
)
# "whoever says otherwise", "an officer reported to have said otherwise": nobody there denies what stands before
ANYBODY = re.compile(
    r"\b(?:whoever|anyone|anybody|nobody|no one|those|people|everyone|if|to|not|never|could|would)\s+(?:who\s+)?"
    r"(?:(?:has|have|had|ever|even)\s+)?$",
    re.I,
)
AUXILIARY = re.compile(
    r"(?:,?\s+(?:has|have|had|later|also|both|then|again|flatly|strongly|immediately|repeatedly|always|quickly|"
    r"vehemently|categorically|firmly|publicly|on \w+day|yesterday|today))+\s*$"
)
LEAD = re.compile(r"^(?:(?:On|In|At|By|After|Late|Early|But|And|Yet|However)\b[^,]{0,60},\s*|(?:But|And|Yet)\s+)")
TOLD = re.compile(r"\s+(?:that|of)\s")
OWN_WORDS = re.compile(rf"\b(?:had|has|have|having|saying|using|such)\b|{one_of('talk')}")
DENYING = re.compile(rf"(?:{one_of('deny')}|{one_of('say')}|{one_of('dismiss')}|{one_of('disagree')})\b")
JOINED = re.compile(r"\b(?:and|but|then|who|which|that)$")  # "closed the border and": the subject of two verbs
MOST = 7  # words of a description of who denies


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial in a stretch of text: where its words begin, the words, and where those for its speaker stand."""

    at: int
    words: str
    who: tuple[int, int]
    behind: bool = False  # what is denied stands in the same sentence
    told: bool = False  # it is told again: "denied the claim that ..."

    @property
    def of_own_words(self) -> bool:
        """Whether it denies that something was said: "denied that he had used the word", "never said such a thing"."""
        return OWN_WORDS.search(self.words) is not None


@lru_cache(maxsize=4_096)  # units and disagreements ask of the same sentences
def answer_in(words: str) -> Answer | None:
    """The denial that takes up what stands before it, by somebody whom the same stretch names; None without one.

    >>> answer_in("The army rejected that on Thursday.").words, answer_in("Whoever says otherwise lies.")
    ('rejected that', None)
    """
    match = BACKWARD.search(words)
    if match is not None and not ANYBODY.search(words[: match.start()]):
        told = TOLD.match(words, match.end()) is not None
        return Answer(match.start(), match.group(), _subject(words, match.start()), told=told)
    behind = BEHIND.search(words)
    return None if behind is None else Answer(behind.start(), behind.group().strip(" ,"), behind.span("who"), True)


def _subject(words: str, at: int) -> tuple[int, int]:
    """The words before a verb that may stand for its subject: its clause, without what opens it and without adverbs."""
    end = len(AUXILIARY.sub("", words[:at]).rstrip(" ,"))
    opening = LEAD.match(words[:end])
    return (opening.end() if opening else 0), end


def who_answers(span: Span, words: str, answer: Answer) -> Span | None:
    """Where the words for whoever denies stand, if they are few enough to be a name or description."""
    start, end = answer.who
    told = words[start:end].strip()
    if not DENYING.match(words, answer.at) and not answer.behind:
        return None  # "It has received no such order": the verb stands before
    start += len(words[start:end]) - len(words[start:end].lstrip())
    if not told or JOINED.search(told) or len(told.split()) > MOST + 6 * ("," in told):
        return None
    return Span(span.article, span.start + start, span.start + start + len(told))
