"""Titles and headings -> drafts of what they attribute: in fewer words than a sentence, and by marks alone.

1. The speaker before a colon: "Minister: bridge will reopen".
2. The speaker after a colon or a dash: "“We were ignored”: residents on the flood", "Bridge to reopen – minister".
3. The reporting words at the end: "Bridge to reopen, says minister".
4. A sentence in the present tense: "Union denies talks".

A colon in a headline stands more often behind a subject or a label than behind a speaker ("Football: Rovers win",
"Flood in Karasu: what we know", "Analysis: ..."). So what stands there must be somebody: a role ("minister",
"officials"), or a name or body that speaks in the article's own text, or is quoted or says "we" in the headline itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...names import is_role, parts
from ...records import Article, Mention, Statement
from ..language import lemma
from .attribution import SPEECH_CLASSES, Draft, find_drafts
from .contents import Range
from .cues import cue_verbs, source_words
from .ends import FINITE
from .paragraphs import Paragraph
from .press import is_outlet

if TYPE_CHECKING:
    from spacy.tokens import Token

HEADINGS = frozenset(("title", "subtitle", "heading"))
LONGEST_SPEAKER = 8  # words
REPORTS = frozenset(("report", "study", "survey", "poll", "document", "memo"))
LABELS = frozenset(
    ("leader", "editor", "reader", "columnist", "correspondent", "writer", "author")
)  # of a paper's pages
OURSELVES = frozenset(("i", "we", "our", "us", "my", "me", "i'm", "we're", "we'll", "i'll"))
TOPICS = frozenset(("what", "who", "how", "why", "when", "where", "which", "whose", "whom", "as"))  # "as it happened"
ABOUT = frozenset(("on", "about", "after", "over", "as", "amid"))  # “...”: residents on the flood
DASHES = frozenset(("–", "—", "-", "--"))
PRONOUN_TAGS = frozenset(("PRP", "WP", "WDT", "DT", "EX"))
MOSTLY = 0.6  # of the words in quotation marks: a quotation
SHORTEST = 3  # words that a role may be followed by without a verb: "Minister: no deal before June"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words of a headline that can stand for somebody; `sure` where they do so by themselves."""

    head: Token
    where: Range
    sure: bool


@dataclass(frozen=True)
class Reader:
    """What is known when headlines are read: the article's names, and who speaks in its text."""

    article: Article
    mentions: Sequence[Mention]
    heard: Sequence[Statement]


def find_headline_drafts(
    article: Article, headings: Sequence[Paragraph], mentions: Sequence[Mention], heard: Sequence[Statement]
) -> list[Draft]:
    """At most one draft for each title or heading; `heard` are the statements of the article's text."""
    reader = Reader(article, mentions, heard)
    found = (next(_in_heading(reader, heading), None) for heading in headings)
    return [draft for draft in found if draft is not None]


def _in_heading(reader: Reader, heading: Paragraph) -> Iterator[Draft]:
    if heading.text.rstrip().endswith("?") and not heading.quotations:
        return
    marks = [i for i, token in enumerate(heading.doc) if heading.quoted[i] < 0 and _is_joint(heading, token)]
    for at in marks:
        yield from _speaker_first(reader, heading, at)
    for at in reversed(marks):
        yield from _speaker_last(reader, heading, at)
    yield from _reported_last(reader, heading)
    if not any(heading.doc[at].text == ":" for at in marks):
        yield from _sentence(reader, heading)


def _is_joint(heading: Paragraph, token: Token) -> bool:
    """A colon, or a dash with room on both sides: "re-open" and "7:30" have none."""
    text, end = heading.text, token.idx + len(token)
    if token.text == ":":
        return text[end : end + 1].isspace()
    return token.text in DASHES and text[token.idx - 1 : token.idx].isspace() and text[end : end + 1].isspace()


# ---- by marks alone ----------------------------------------------------------------------------


def _speaker_first(reader: Reader, heading: Paragraph, at: int) -> Iterator[Draft]:
    content = (at + 1, len(heading.doc))
    speaker = _speaker(reader, heading, (0, at))
    if speaker is None or heading.doc[at].text != ":" or not _is_told(heading, content, speaker):
        return
    yield _draft(heading, content, speaker, (at, at + 1))


def _is_told(heading: Paragraph, content: Range, speaker: Speaker) -> bool:
    tokens = _words(heading, content)
    if not tokens:
        return False
    if _is_quoted(heading, content):
        return True
    if tokens[0].lower_ in TOPICS or heading.doc[content[1] - 1].text == "?":
        return False
    if any(token.lower_ in OURSELVES for token in tokens):
        return True
    if _has_verb(tokens):
        return speaker.sure
    return speaker.sure and len(tokens) >= SHORTEST and tokens[0].lower_ not in {"the", "a", "an"}


def _speaker_last(reader: Reader, heading: Paragraph, at: int) -> Iterator[Draft]:
    content, end = (0, at), len(heading.doc)
    quoted = _is_quoted(heading, content)
    if quoted:  # "...: residents on the flood"
        about = next((i for i in range(at + 2, end) if heading.doc[i].lower_ in ABOUT), end)
        end = about
    speaker = _speaker(reader, heading, (at + 1, end), last=True)
    if speaker is not None and heading.doc[at].text != ":" and speaker.head.text[:1].isupper():
        return  # "... – The Corrin Star": the outlet
    if speaker is None or not (_has_verb(_words(heading, content)) or (quoted and speaker.sure)):
        return
    if speaker.sure or (quoted and heading.doc[at].text == ":" and not is_outlet(reader.article, speaker.head.text)):
        yield _draft(heading, content, speaker, (at, at + 1))


def _draft(heading: Paragraph, content: Range, speaker: Speaker, cue: Range, verb: Token | None = None) -> Draft:
    return Draft(heading, (content,), "headline", speaker.head, speaker.where, (cue,), verb=verb)


# ---- by reporting words ------------------------------------------------------------------------


def _reported_last(reader: Reader, heading: Paragraph) -> Iterator[Draft]:
    """ "..., says minister", "..., officials say": what stands before the last comma or quotation mark."""
    doc, quoted = heading.doc, heading.quoted
    last = max((i for i, t in enumerate(doc) if t.text == "," or quoted[i] >= 0), default=-1)
    start, end = last + 1, len(doc)
    while end > start and doc[end - 1].is_punct:
        end -= 1
    if last < 1 or not 2 <= end - start <= LONGEST_SPEAKER:
        return
    for verb, rest in ((doc[start], (start + 1, end)), (doc[end - 1], (start, end - 1))):
        cue = cue_verbs().get(lemma(verb)) or cue_verbs().get(verb.lower_.removesuffix("s"))
        if cue is None or cue.cue_class != "speech" or not {"clause", "hearer"} & cue.frames or verb.tag_ == "VBG":
            continue
        speaker = _speaker(reader, heading, rest, named=True)
        if speaker is not None and (_has_verb(_words(heading, (0, start))) or _is_quoted(heading, (0, start))):
            yield _draft(heading, (0, start), speaker, (verb.i, verb.i + 1), verb)


def _sentence(reader: Reader, heading: Paragraph) -> Iterator[Draft]:
    """Sentences are read as in the text, but only where somebody is named who can speak."""
    for draft in find_drafts([heading], SPEECH_CLASSES):
        if (
            draft.speaker is None
            or draft.speaker_range is None
            or not draft.cue
            or draft.place in {"floating", "pasted"}
        ):
            continue
        speaker = _speaker(reader, heading, draft.speaker_range, named=True)
        if speaker is None or any(a <= speaker.head.i < b for a, b in draft.ranges):
            continue
        yield _to_the_end(draft)


def _to_the_end(draft: Draft) -> Draft:
    """ "Council says 21 trams ...": without "that" and with capitals all over, the parse loses the beginning."""
    first, (start, end) = draft.cue[-1][1], draft.ranges[0]
    if draft.place == "after" and draft.verb is not None and lemma(draft.verb) == "say" and first < start:
        draft.ranges = ((first, end), *draft.ranges[1:])
    return draft


# ---- who can speak -----------------------------------------------------------------------------


def _speaker(
    reader: Reader, heading: Paragraph, where: Range, *, named: bool = False, last: bool = False
) -> Speaker | None:
    """The words of a stretch as a speaker. With `named`, reporting words stand beside them and any name or plural will
    do; at the end (`last`) no label stands, so "police" and "ministry" are sure."""
    tokens = _words(heading, where)
    if not tokens or len(tokens) > LONGEST_SPEAKER or _is_quoted(heading, where):
        return None
    if tokens[0].tag_ == "IN" or any(heading.quoted[t.i] >= 0 or t.text in {",", ":", "?"} for t in tokens):
        return None
    if len(tokens) > 1 and any(t.tag_ in FINITE for t in tokens):
        return None
    before = next((i for i, t in enumerate(tokens) if t.tag_ == "IN" and i), len(tokens))
    head = tokens[before - 1]
    if head.tag_ in PRONOUN_TAGS or not head.text[:1].isalpha():
        return None
    stretch = (tokens[0].i, tokens[-1].i + 1)
    word = _singular(head.lower_)
    classes = source_words().get(word, frozenset())
    mention = _mention(reader, heading, head)
    if mention is not None:
        beside = _only_roles_beside(heading, stretch, mention)
        return Speaker(head, stretch, _is_heard(reader, mention.name)) if beside else None
    if head.ent_type_ == "PERSON" and head == tokens[-1]:  # a name that only the headline has
        return Speaker(head, stretch, False)
    if word in LABELS:
        return None
    if classes & {"person", "generic", "spokes"} or is_role(head.lower_) or word in REPORTS:
        return Speaker(head, stretch, True)
    if classes & {"body", "press"} or (named and head.tag_ in {"NNP", "NNPS", "NNS"}):
        return Speaker(head, stretch, named or (last and "body" in classes) or _is_heard(reader, head.text))
    return None


def _mention(reader: Reader, heading: Paragraph, head: Token) -> Mention | None:
    at = heading.offset + head.idx
    return next((m for m in reader.mentions if m.span.start <= at < m.span.end), None)


def _only_roles_beside(heading: Paragraph, stretch: Range, mention: Mention) -> bool:
    """Whether a stretch is a name with nothing but titles before it, and no "flood" or "review" behind it."""
    for token in heading.doc[stretch[0] : stretch[1]]:
        at = heading.offset + token.idx
        if at >= mention.span.end:
            return token.tag_ == "IN"
        if at < mention.span.start and not (
            is_role(token.lower_) or _singular(token.lower_) in source_words() or token.tag_ in {"JJ", "DT"}
        ):
            return token.tag_ in {"NN", "NNP"} and is_role(heading.doc[token.i + 1].lower_)
    return True


def _is_heard(reader: Reader, name: str) -> bool:
    """Whether somebody of that name or noun speaks in the article's text."""
    wanted = set(parts(name))
    return bool(wanted) and any(
        wanted <= set(parts(statement.source.name)) or wanted <= set(parts(statement.source.text))
        for statement in reader.heard
    )


def _singular(word: str) -> str:
    """ "ministers" -> "minister", "studies" -> "study", as far as they are nouns for speakers."""
    forms = (word, word.removesuffix("s"), word.removesuffix("ies") + "y", word.removesuffix("men") + "man")
    return next((form for form in forms if form in source_words()), word)


def _words(heading: Paragraph, where: Range) -> list[Token]:
    tokens = heading.doc[where[0] : where[1]]
    return [t for t in tokens if not (t.is_space or (t.is_punct and t.text not in {",", ":", "?"}))]


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.tag_ in FINITE or token.tag_ in {"VB", "VBN"} for token in tokens)


def _is_quoted(heading: Paragraph, where: Range) -> bool:
    tokens = [t for t in heading.doc[where[0] : where[1]] if not (t.is_space or t.is_punct)]
    quoted = sum(heading.quoted[t.i] >= 0 for t in tokens)
    return bool(tokens) and heading.quoted[tokens[0].i] >= 0 and quoted >= MOSTLY * len(tokens)
