"""A draft and the time expressions of its article -> when it was said, where its reporting clause tells.

Only a time that the reporting words govern counts ("said on Monday", "told a rally late on Tuesday", "in a statement
issued on 4 March", "a report published last week found"): one that the content governs says when something else
happens, and one beside a person says something about the person. Where the clause has no such time, or two that cannot
both hold, nothing is said about when: it is not guessed from the day of publication.

Times are known only here, so a time that opens a content and belongs to its reporting words is cut from it here too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...records import Article, Interval, TimeExpression
from ..language import lemma
from .clauses import quoted_as
from .cues import source_words
from .ends import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .attribution import Draft

# Prepositions of what is on the way from a time to the reporting word: where or in what the words were uttered.
HOLDING = frozenset(("at", "in", "on", "during", "via", "through", "by", "from", "to", "within", "into", "as"))
# Before a time: it is a border of something, or the time of something else.
BORDERS = frozenset(("since", "until", "till", "by", "before", "after", "from", "for", "to", "between", "than", "of",
                     "about", "following", "through", "ahead", "over", "with"))  # fmt: skip
CARRYING = frozenset(("publish", "release", "issue", "post", "send", "date", "broadcast", "air", "file", "deliver",
                      "make", "give", "write", "hold", "circulate", "distribute", "print", "record", "tweet", "upload",
                      "sign", "televise", "carry", "present", "unveil", "submit", "read"))  # fmt: skip
SPEAKING = frozenset(("speak", "talk", "write", "testify", "appear", "address", "ask", "reply", "respond", "question",
                      "interview", "press", "challenge", "post", "tweet"))  # fmt: skip
GOING_ON = frozenset(("add", "continue"))  # “...,” he said on Monday. “...,” he added.
NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "DT", "JJ", "IN", "PRP$", "CD", "POS"))
UNDATED_TAGS = frozenset(("RB", "RP", "JJ"))
STEPS = 12  # words on the way up from a time to its reporting word; longer ways were not seen
REACH = 40  # words around a reporting word in which its time stands


def find_uttered(article: Article, drafts: Sequence[Draft], times: Sequence[TimeExpression]) -> list[Interval | None]:
    """For each draft, the days on which it was uttered, as far as its reporting clause tells."""
    ordered = sorted(times, key=lambda t: t.span)
    starts = [time.span.start for time in ordered]
    found = [_told(article, draft, ordered, starts) for draft in drafts]
    for i, draft in enumerate(drafts):
        if found[i] is None and draft.verb is not None and lemma(draft.verb) in GOING_ON and i:
            before = drafts[i - 1]
            if before.home is draft.home and _same_speaker(before, draft):
                found[i] = found[i - 1]
    return found


def _same_speaker(one: Draft, other: Draft) -> bool:
    if one.speaker is None or other.speaker is None:
        return False
    return one.speaker == other.speaker or other.speaker.tag_ == "PRP"


def _told(article: Article, draft: Draft, times: Sequence[TimeExpression], starts: Sequence[int]) -> Interval | None:
    anchor = draft.verb or (draft.home.doc[draft.cue[0][0]] if draft.cue else None)
    if anchor is None or not draft.cue:
        return None
    first, end = draft.home.sentence(anchor)
    first, end = max(first, anchor.i - REACH), min(end, anchor.i + REACH)
    doc, offset = draft.home.doc, draft.home.offset
    at = bisect_left(starts, offset + doc[first].idx)
    stop = offset + doc[end - 1].idx + len(doc[end - 1])
    fitting: list[Interval] = []
    while at < len(times) and times[at].span.start < stop:
        time = times[at]
        at += 1
        tokens = doc.char_span(time.span.start - offset, time.span.end - offset, alignment_mode="expand")
        if tokens is not None and _belongs(draft, anchor, tokens.start, tokens.end, tokens.root):
            when = Interval(time.earliest, time.latest)
            if (when.earliest or when.latest) and not _is_ahead(article, when, anchor):
                fitting.append(when)
    return _shared(fitting)


def _is_ahead(article: Article, when: Interval, anchor: Token) -> bool:
    """What has been said was said before it was published."""
    last = article.published.latest
    past = anchor.tag_ in {"VBD", "VBN"}
    return past and last is not None and when.earliest is not None and when.earliest > last


def _shared(intervals: Sequence[Interval]) -> Interval | None:
    """The days that all intervals share ("on Tuesday, 4 March"); None where there are none."""
    earliest = max((i.earliest for i in intervals if i.earliest), default=None)
    latest = min((i.latest for i in intervals if i.latest), default=None)
    if not intervals or (earliest and latest and latest < earliest):
        return None
    return Interval(earliest, latest)


# ---- whose time it is --------------------------------------------------------------------------


def _belongs(draft: Draft, anchor: Token, start: int, end: int, root: Token) -> bool:
    """Whether the reporting words govern the time at tokens `[start, end)`."""
    home, doc = draft.home, draft.home.doc
    if home.quoted[start] >= 0 or _has_border(draft, start):
        return False
    if end < len(doc) and doc[end].tag_ == "POS":
        return False  # "Monday's vote"
    if start > anchor.i and end < len(doc) and doc[end].tag_ in FINITE and home.quoted[end] < 0:
        return False  # "said last week was quiet": the content's subject
    if home is draft.paragraph and any(a <= start < b for a, b in draft.ranges):
        if draft.place == "object" and _is_governed(root, anchor) and _content_follows(draft, end):
            return True
        return _opens_content(draft, anchor, start, end)
    if _is_doubtful(draft, start):
        return False
    return _is_beside(draft, anchor, start, end) or _is_above(draft, anchor, root)


def _opens_content(draft: Draft, anchor: Token, start: int, end: int) -> bool:
    """ "said Tuesday the man had been freed": news style leaves out "on" and "that", and the time that was taken for
    the beginning of the content is cut from it. With a verb after it the time is the content's subject."""
    doc = draft.home.doc
    first, stop = draft.ranges[0]
    opens = draft.place == "after" and first <= start <= first + 1 and end < stop
    if not opens or not _is_beside(draft, anchor, start, end):
        return False
    if doc[end].is_punct or doc[end].tag_ in FINITE or doc[end].tag_ in {"IN", "CC", "POS", "TO"}:
        return False
    draft.ranges = ((end, stop), *draft.ranges[1:])
    return True


def _is_doubtful(draft: Draft, start: int) -> bool:
    """ "told reporters about the crash on Monday": whether it was told or crashed on Monday can't be said."""
    doc = draft.home.doc
    at = start - 1 if start and doc[start - 1].dep_ == "prep" else start
    noun = doc[at - 1] if at else None
    if noun is None or not noun.tag_.startswith("NN") or noun == draft.hearer or noun == draft.speaker:
        return False
    if draft.speaker is not None and draft.speaker_range and draft.speaker.i < noun.i < draft.speaker_range[1]:
        return False  # "said a spokeswoman for the police on Monday"
    above = noun.head
    return above.dep_ == "prep" and above.i < noun.i and above.lower_ not in HOLDING and not _is_utterance(noun)


def _has_border(draft: Draft, start: int) -> bool:
    """ "since Monday", "after the first week": the words before a time make it a border, or the time of something."""
    doc = draft.home.doc
    words = [doc[i].lower_ for i in (start, start - 1, start - 2) if i >= 0]
    if words[0] in BORDERS:
        return True
    before = next((w for w in words[1:] if w not in {"the", "late", "early", "just"}), "")
    return before in BORDERS - {"of", "from"}


def _is_governed(root: Token, anchor: Token) -> bool:
    return root.head == anchor or (root.head.dep_ == "prep" and root.head.head == anchor)


def _content_follows(draft: Draft, end: int) -> bool:
    """ "urged the council on Monday to act", "accused the firm on Monday of fraud": a time between object and rest."""
    return any(a < end < b for a, b in draft.ranges) and draft.home.doc[end].lower_ in {"to", "of", "for", "against"}


def _is_beside(draft: Draft, anchor: Token, start: int, end: int) -> bool:
    """Whether only speaker, hearer, adverbs and a preposition stand between the reporting word and the time.

    This holds whatever the parse makes of it: "said on Monday they would ..." is often taken for a Monday of theirs.
    """
    home, doc = draft.home, draft.home.doc
    if anchor.tag_.startswith("NN") or start <= anchor.i:
        return False
    skipped: set[int] = set()
    speaker = draft.speaker if draft.speaker_paragraph is None else None
    for token in (speaker, draft.hearer):
        if token is not None and anchor.i < token.i < start:
            skipped |= set(range(anchor.i + 1, token.i + 1))
    if speaker is not None and speaker.i > anchor.i and draft.speaker_range:
        skipped |= {i for i in range(speaker.i + 1, min(start, draft.speaker_range[1])) if doc[i].tag_ in NOMINAL}
    if draft.verb is None:  # "according to police on Monday"
        if draft.speaker_range is None or draft.speaker_range[1] > start:
            return False
        skipped |= set(range(anchor.i, draft.speaker_range[1]))
        if end < home.sentence(anchor)[1] and not doc[end].is_punct:
            return False
    between = [doc[i] for i in range(anchor.i + 1, start) if i not in skipped]
    return all(t.tag_ in UNDATED_TAGS or t.lower_ in {"on", "in", ",", "late", "early"} for t in between) and not any(
        home.quoted[t.i] >= 0 for t in between
    )


def _is_above(draft: Draft, anchor: Token, root: Token) -> bool:
    """Whether the way up from the time leads to the reporting word over nothing that has a time of its own."""
    quoting = quoted_as(anchor) if draft.verb is not None else None
    goals = [anchor] + ([quoting] if quoting is not None else [])
    node = root
    for _ in range(STEPS):
        if node in goals:
            return True
        if node == draft.speaker:
            return _is_utterance(node)
        if node != root and not _may_pass(draft, node):
            return False
        if node.head == node:
            return False
        node = node.head
    return False


def _may_pass(draft: Draft, node: Token) -> bool:
    if node.dep_ in {"prep", "agent"} or node.tag_ in {"IN", "TO"}:
        return node.lower_ in HOLDING or (node.lower_ == "of" and _is_utterance(node.head))
    if node.tag_.startswith("VB"):
        if lemma(node) in CARRYING and node.dep_ in {"acl", "relcl"}:
            return _is_utterance(node.head)
        return lemma(node) in SPEAKING and node.dep_ in {"advcl", "acl"} and node.tag_ in {"VBG", "VBN"}
    if node.tag_.startswith("NN"):
        return node == draft.hearer or (node.head.lower_ in HOLDING and node.dep_ == "pobj")
    return node.tag_ in {"CD", "RB", "JJ"}


def _is_utterance(noun: Token) -> bool:
    """A noun that is itself words: a report, a statement, an interview."""
    return bool(source_words().get(lemma(noun), frozenset()) & {"document"}) or lemma(noun) in UTTERANCES


UTTERANCES = frozenset(("interview", "speech", "conference", "briefing", "remark", "comment", "testimony", "address",
                        "announcement", "claim", "warning", "denial", "message", "tweet", "post", "call", "broadcast",
                        "editorial", "column", "essay", "video", "ruling", "judgment", "order"))  # fmt: skip
