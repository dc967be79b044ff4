"""Paragraphs -> drafts of statements: every construction that attributes words to somebody.

1. Reporting verbs, with their content after or before them (`clauses`, `contents`).
2. "according to", "in the words of".
3. Nouns of saying with an owner: "the charity's claim that ...".
4. Quotations that stand as sentences of their own: the speaker is the one of the sentence before, or of the short
   clause after, or of the paragraph before.
5. What follows a colon at the end of a paragraph.
6. Quotations with a signature: “...” — Oda Renn, dock worker (`signatures`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ..language import lemma
from .clauses import SUBJECTS, Clause, find_clauses, quoted_as
from .contents import Content, Range, content_after, content_before, denied_report, parenthetic
from .cues import cue_verbs, source_words
from .ends import FINITE, clause_end
from .labels import find_labelled, find_states, find_turns
from .nouns import said_by_nouns
from .paragraphs import Paragraph, inside
from .phrases import noun_phrase
from .signatures import Signed, find_signed
from .unsaid import says_nothing, stands_for_another

if TYPE_CHECKING:
    from spacy.tokens import Token

SPEECH_CLASSES = frozenset(("speech",))
ALL_CLASSES = frozenset(("speech", "belief", "document"))
WORDS_OF = frozenset(("words", "view", "opinion", "account", "telling", "estimation", "estimate", "reckoning", "count",
                      "tally", "version", "recollection", "admission"))  # fmt: skip
OURS = frozenset(("my", "our", "your"))
TAIL = 12  # tokens that may stand behind a reporting clause that ends a sentence: "... on Monday at the port"
LEAD = 10  # tokens before a colon that may introduce a further quotation of the last speaker
NEAR = 50  # drafts of a paragraph that are looked at for the last speaker
WHOLE = -1  # stands for all sentences of a paragraph
MOSTLY = 0.6  # of a sentence in quotation marks, from its first word on: a quotation with a tail
AS_VERBS = frozenset(("note", "say", "put", "point", "explain", "observe", "report", "write", "remark", "acknowledge"))
ANNOUNCES = frozenset((",", "?", "!"))  # how a quotation ends whose reporting clause follows
CITING = frozenset(("citing", "quoting"))
SHORTEST_RETOLD = 6  # tokens of a quotation that tells what somebody else said
VAGUE = frozenset(("they", "you", "it", "people", "everybody", "everyone", "nobody", "one", "some"))


@dataclass
class Draft:
    """A statement before its names are resolved. Ranges and tokens are those of `paragraph`."""

    paragraph: Paragraph
    ranges: tuple[Range, ...]
    place: str
    speaker: Token | None
    speaker_range: Range | None
    cue: tuple[Range, ...]
    hearer: Token | None = None
    relays: list[Token] = field(default_factory=list)
    verb: Token | None = None
    denied: bool = False
    clause: Range | None = None  # the reporting words with all that belongs to them
    speaker_paragraph: Paragraph | None = None  # where `speaker` and `cue` stand, if not here
    heard: bool = False  # the hearer was told it and passes it on
    quoting: bool = False  # "X quotes Y as saying": the relay is a medium

    @property
    def told_clause(self) -> bool:
        """Whether a clause or a quotation was told, and not that somebody shall do something."""
        return self.place != "object" or self.verb is None or lemma(self.verb) != "tell"

    @property
    def home(self) -> Paragraph:
        """The paragraph of speaker and cue."""
        return self.speaker_paragraph or self.paragraph

    @property
    def start(self) -> int:
        return self.paragraph.offset + self.paragraph.doc[self.ranges[0][0]].idx

    def holds(self, other: Draft) -> bool:
        """Whether the reporting words of another draft stand in this one's content."""
        if not other.cue or other.cue == self.cue or other.home.root is not self.paragraph.root:
            return False
        return any(start <= other.cue[0][0] < end for start, end in self.ranges)


def size(draft: Draft) -> int:
    """The tokens of a draft's content."""
    return sum(end - start for start, end in draft.ranges)


class Neighbours:
    """Drafts by the sentence of their content, so that looking around stays linear in the length of the text."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self.drafts: list[Draft] = []
        self._at: dict[tuple[int, int], list[int]] = defaultdict(list)
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        sentences = {draft.paragraph.root.sentence_of[start] for start, _ in draft.ranges}
        if draft.cue and draft.home is draft.paragraph:
            sentences.add(draft.home.root.sentence_of[draft.cue[0][0]])
        if draft.place == "pasted":
            sentences = {WHOLE}
        for sentence in sorted(sentences):
            self._at[draft.paragraph.number, sentence].append(len(self.drafts) - 1)

    def in_sentence(self, paragraph: Paragraph, sentence: int) -> list[int]:
        """The numbers of the drafts in a sentence, and of those that take in the whole paragraph."""
        found = self._at.get((paragraph.number, sentence), []), self._at.get((paragraph.number, WHOLE), [])
        return sorted((*found[0], *found[1]))

    def that_hold(self, draft: Draft) -> list[int]:
        """The numbers of the drafts in whose content the reporting words of `draft` stand."""
        if not draft.cue:
            return []
        near = self.in_sentence(draft.home, draft.home.root.sentence_of[draft.cue[0][0]])
        return [i for i in near if self.drafts[i] is not draft and self.drafts[i].holds(draft)]


def find_drafts(paragraphs: Sequence[Paragraph], classes: frozenset[str]) -> list[Draft]:
    drafts: list[Draft] = []
    before: list[Draft] = []  # of the paragraph before
    colon: Clause | Draft | None = None
    signed = find_signed(paragraphs)
    turns = find_turns(paragraphs)
    waiting: list[Paragraph] = []  # quotations of whole paragraphs, left open
    for paragraph in paragraphs:
        found, bare = _in_paragraph(paragraph, classes)
        resumes = bool(paragraph.quotations) and paragraph.quotations[0].resumes
        if waiting and not (resumes and _is_left_open(paragraph, found)):
            opened = _continued(waiting, paragraph, found if resumes else [], before)
            drafts, before, waiting = drafts + opened, opened or before, []
        if colon is None and not found and _is_left_open(paragraph, found):
            waiting.append(paragraph)
            continue
        if (turn := turns.get(paragraph.number)) is not None:
            found = [*found, Draft(paragraph, (turn.content,), "turn", turn.speaker, turn.phrase, (turn.cue,))]
        found += [_by_signature(paragraph, s) for s in signed.get(paragraph.number, ()) if not _overlaps(found, s)]
        if colon is not None and (pasted := _after_colon(paragraph, colon, found)):
            found = [pasted, *found]
        found += _floating(paragraph, found, bare, before)
        found += _retold(paragraph, found)
        found.sort(key=lambda d: d.ranges[0])
        drafts += found
        before = found or (before if not paragraph.quotations else [])
        colon = _open_colon(paragraph, bare)
    return drafts + (_continued(waiting, waiting[-1], [], before) if waiting else [])


def _is_left_open(paragraph: Paragraph, found: Sequence[Draft]) -> bool:
    """Whether a paragraph is one quotation that goes on in the next, and nothing in it tells whose."""
    only = paragraph.quotations[0] if len(paragraph.quotations) == 1 else None
    return only is not None and not found and not only.closed and not paragraph.text[: only.start].strip()


def _continued(
    waiting: Sequence[Paragraph], last: Paragraph, found: Sequence[Draft], before: Sequence[Draft]
) -> list[Draft]:
    """A quotation over several paragraphs belongs to whom its last one names (`found`: the drafts there): “A. / “B. /
    “C,” recalled the cook. Where it names nobody, to the speaker of the paragraph before."""
    first = [d for d in found if last.quoted[d.ranges[0][0]] == 0 and d.speaker is not None]
    drafts: list[Draft] = []
    for paragraph in waiting:
        if first:
            drafts += [_again(first[0], paragraph, content) for content in paragraph.sentences]
        else:
            floating = _floating(paragraph, [], [], list(before))
            drafts, before = drafts + floating, floating or before
    return drafts


def _by_signature(paragraph: Paragraph, signed: Signed) -> Draft:
    home = signed.home if signed.home is not paragraph else None
    return Draft(paragraph, (signed.content,), "signed", signed.speaker, signed.name, (signed.dash,),
                 speaker_paragraph=home)  # fmt: skip


def _overlaps(drafts: Sequence[Draft], signed: Signed) -> bool:
    return any(start < signed.content[1] and signed.content[0] < end for d in drafts for start, end in d.ranges)


def _in_paragraph(paragraph: Paragraph, classes: frozenset[str]) -> tuple[list[Draft], list[Clause]]:
    """Drafts from words of reporting, and the reporting clauses that have no content in their sentence."""
    drafts: list[Draft] = []
    bare: list[Clause] = []
    since: dict[int, int] = {}  # sentence -> the token after the last clause whose content stood before it
    for clause in find_clauses(paragraph):
        if clause.cue.cue_class not in classes or clause.unreal:
            continue
        sentence = paragraph.sentence_of[clause.verb.i]
        found = parenthetic(clause, content_after(clause, since.get(sentence, 0)), since.get(sentence, 0))
        found = [c for c in found if not says_nothing(clause, c)]
        broken = bool(found) and _quotation_before(clause, since.get(sentence, 0), touching=not found[0].bare_quotation)
        inverted = _is_inverted(clause, since.get(sentence, 0))
        if broken or ((inverted or not found) and _may_follow(clause)):
            found = content_before(clause, since.get(sentence, 0))
            found = [c for c in found if _fits_frames(clause, c) and not stands_for_another(clause, c)]
            if found:
                since[sentence] = _past_joint(paragraph, clause.end)
        drafts += [
            _draft(clause, content) for content in found if clause.speaker is not None or _has_quote(clause, c=content)
        ]
        if not found and clause.frames & {"clause", "quote"}:
            bare.append(clause)
    drafts += _according(paragraph, since)
    drafts += _by_nouns(paragraph, drafts)
    drafts += _by_labels(paragraph, drafts)
    _cut_at_later_clauses(drafts)
    return [d for d in drafts if all(start < end for start, end in d.ranges)], bare


def _may_follow(clause: Clause) -> bool:
    if clause.negated or not clause.frames & {"clause", "quote"}:
        return False
    if quoted_as(clause.verb) is not None:
        return True
    if clause.verb.tag_ in {"VB", "VBG"} and clause.verb.dep_ in {"xcomp", "pcomp", "advcl", "acl", "csubj"}:
        return False
    described = clause.verb.dep_ in {"relcl", "acl"} and not clause.paragraph.is_quoted(clause.verb.head)
    return not described and not (clause.passive and clause.speaker is None)


def _is_inverted(clause: Clause, since: int) -> bool:
    """ "The dam is safe, said a spokeswoman hired in 2021": what describes her is no content."""
    verb, doc = clause.verb, clause.paragraph.doc
    start = max(since, clause.paragraph.sentence(verb)[0])
    if clause.speaker is None or clause.speaker.i < verb.i or verb.i - 1 <= start or doc[verb.i - 1].text != ",":
        return False
    return any(token.tag_ in FINITE for token in doc[start : verb.i - 1])


def _quotation_before(clause: Clause, since: int, *, touching: bool) -> bool:
    """“A,” he said, “B”: the quotation goes on after the clause and began before it. With `touching` it must end in
    the comma that announces its reporting clause, as in “A,” he told them, after they had asked."""
    paragraph = clause.paragraph
    start = max(since, paragraph.sentence(clause.verb)[0])
    at = clause.start - 1
    while at >= start and paragraph.quoted[at] < 0 and paragraph.doc[at].is_punct:
        at -= 1
    if at < start or paragraph.quoted[at] < 0 or not _may_follow(clause):
        return False
    if not touching:
        return True
    quotation = paragraph.quotations[paragraph.quoted[at]]
    inner = paragraph.text[quotation.inner_start : quotation.inner_end].rstrip()
    return paragraph.quoted[start] == paragraph.quoted[at] and quotation.closed and inner[-1:] in ANNOUNCES


def _fits_frames(clause: Clause, content: Content) -> bool:
    return "clause" in clause.frames or _has_quote(clause, content)


def _has_quote(clause: Clause, c: Content) -> bool:
    return any(clause.paragraph.quoted[i] >= 0 for start, end in c.ranges for i in range(start, end))


def _past_joint(paragraph: Paragraph, at: int) -> int:
    doc = paragraph.doc
    while at < len(doc) and (doc[at].is_punct or doc[at].lower_ in {"and", "but"}) and paragraph.quoted[at] < 0:
        at += 1
    return at


def _draft(clause: Clause, content: Content) -> Draft:
    relays = list(clause.relays)
    verb = clause.verb
    cue = [(verb.i, verb.i + 1)]
    for child in verb.children:
        if (child.dep_ == "prt" and child.i <= verb.i + 2) or (child.i == verb.i + 1 and child.lower_ in clause.frames):
            cue = [(verb.i, child.i + 1)]
    draft = Draft(
        clause.paragraph, content.ranges, content.place, clause.speaker, clause.speaker_range, tuple(cue),
        clause.hearer, relays, verb, _denies(clause), (clause.start, clause.end), heard=clause.heard,
        quoting=quoted_as(verb) is not None,
    )  # fmt: skip
    cited = _cited(clause)
    if cited is not None and clause.speaker is not None:
        draft.relays.insert(0, clause.speaker)
        draft.speaker, draft.speaker_range = cited, noun_phrase(clause.paragraph, cited)
    return draft


def _denies(clause: Clause) -> bool:
    return not clause.negated and (lemma(clause.verb) == "deny" or denied_report(clause) is not None)


def _cited(clause: Clause) -> Token | None:
    """The source in "reported, citing a person close to the inquiry, that ...", after the verb or before it."""
    end = clause.paragraph.sentence(clause.verb)[1]
    for token in clause.paragraph.doc[clause.start : end]:
        if token.lower_ in CITING and not clause.paragraph.is_quoted(token):
            return next((c for c in token.children if c.dep_ in {"dobj", "pobj"} and c.i > token.i), None)
    return None


def _by_nouns(paragraph: Paragraph, drafts: list[Draft]) -> Iterator[Draft]:
    objects = {i for d in drafts if d.place == "object" for start, end in d.ranges for i in range(start, end)}
    taken = {r for d in drafts for r in d.ranges}
    for said in said_by_nouns(paragraph, frozenset(objects)):
        if said.content not in taken:
            yield Draft(paragraph, (said.content,), "object", said.speaker, said.phrase, (said.cue,), verb=said.word)


def _by_labels(paragraph: Paragraph, drafts: list[Draft]) -> Iterator[Draft]:
    taken = {i for d in drafts for start, end in d.ranges for i in range(start, end)}
    for label in (*find_labelled(paragraph), *find_states(paragraph)):
        if label.content[0] not in taken:
            yield Draft(paragraph, (label.content,), "after", label.speaker, label.phrase, (label.cue,))


def _cut_at_later_clauses(drafts: list[Draft]) -> None:
    """ "X told staff that A, two people said": the content of the first clause ends where the second begins."""
    later: dict[int, list[Range]] = defaultdict(list)
    for draft in drafts:
        if draft.place == "before" and draft.clause:
            later[draft.paragraph.sentence_of[draft.clause[0]]].append(draft.clause)
    for draft in drafts:
        if draft.place == "before":
            continue
        start, end = draft.ranges[-1]
        for clause in later[draft.paragraph.sentence_of[start]]:
            if start < clause[0] < end <= clause[1] + TAIL:
                end = clause[0]
        draft.ranges = (*draft.ranges[:-1], (start, end))


# ---- "according to" ----------------------------------------------------------------------------


def _according(paragraph: Paragraph, since: dict[int, int]) -> Iterator[Draft]:
    doc = paragraph.doc
    for token, following in pairwise(paragraph.tokens):
        if paragraph.is_quoted(token):
            continue
        if token.lower_ == "according" and following.lower_ == "to":
            noun = _object_of(paragraph, following)
            if noun is not None:
                yield from _by_phrase(paragraph, token.i, following.i + 1, noun, since)
        elif token.lower_ in {"in", "by", "on"} and following.i + 2 < len(doc):
            yield from _in_words_of(paragraph, token, since)
        elif token.lower_ == "as":
            yield from _as_put(paragraph, token, since)


def _object_of(paragraph: Paragraph, preposition: Token) -> Token | None:
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None and preposition.i + 1 < len(paragraph.doc):
        noun = paragraph.doc[preposition.i + 1]
        while noun.head.i > noun.i and noun.dep_ in {"compound", "det", "amod", "nummod", "poss", "nmod"}:
            noun = noun.head
    return None if noun is None or paragraph.is_quoted(noun) or noun.tag_ in {"VBG", "WP"} else noun


def _in_words_of(paragraph: Paragraph, token: Token, since: dict[int, int]) -> Iterator[Draft]:
    """ "in the words of X", "in X's words"."""
    end = paragraph.sentence(token)[1]
    for noun in paragraph.doc[token.i + 1 : min(end, token.i + 8)]:
        if noun.lower_ in WORDS_OF and noun.head == token:
            owner = next((c for c in noun.children if c.dep_ == "poss" and c.lower_ not in OURS), None)
            of = next((c for c in noun.children if c.lower_ == "of"), None)
            if owner is None and of is not None:
                owner = next((c for c in of.children if c.dep_ == "pobj"), None)
            if owner is not None:
                yield from _by_phrase(paragraph, token.i, noun.i + 1, owner, since)
            return


def _as_put(paragraph: Paragraph, token: Token, since: dict[int, int]) -> Iterator[Draft]:
    """ "as the Courier put it", "As Dorn noted, ...": the words between commas hold no content of their own."""
    doc, verb = paragraph.doc, token.head
    if verb.i < token.i or verb.tag_ not in {"VBD", "VBZ"} or verb.i > token.i + 8:
        return
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i > token.i), None)
    after = verb.i + 1
    if lemma(verb) == "put" and after < len(doc) and doc[after].lower_ == "it":
        after += 1
    elif lemma(verb) not in AS_VERBS:
        return
    stop = paragraph.sentence(verb)[1]
    closed = after < stop and (doc[after].text in {",", ":"} or paragraph.quoted[after] >= 0)
    if subject is not None and closed and not paragraph.is_quoted(subject):
        yield from _by_phrase(paragraph, token.i, after, subject, since, noun_phrase(paragraph, subject, verb))


def _by_phrase(
    paragraph: Paragraph, at: int, cue_end: int, noun: Token, since: dict[int, int], phrase: Range | None = None
) -> Iterator[Draft]:
    doc, quoted = paragraph.doc, paragraph.quoted
    number = paragraph.sentence_of[at]
    start, stop = paragraph.sentences[number]
    speaker_range = phrase or noun_phrase(paragraph, noun)
    phrase_end = _phrase_end(paragraph, noun, max(speaker_range[1], cue_end), stop)
    content_start = max(start, since.get(number, 0))
    if content_start >= at or all(doc[i].is_punct for i in range(content_start, at)):
        content_start = start
    ranges: list[Range] = []
    nested = at >= content_start + 2 and doc[at - 1].text == "," and doc[at - 2].lower_ == "that"
    joined = at >= 2 and doc[at - 1].text == "," and doc[at - 2].lower_ in {"because", "since", "for", "and", "but"}
    if nested or (phrase is not None and joined):
        content_start = at  # "told the paper that, according to a colleague, ...": the words before are another's
    if content_start < at and not (at - content_start <= 2 and doc[content_start].tag_ in {"CC", "RB", "IN"}):
        ranges.append((content_start, at))
    after = phrase_end
    while after < stop and doc[after].is_punct and quoted[after] < 0:
        after += 1
    root = next((t for t in doc[start:stop] if t.dep_ == "ROOT"), None)
    goes_on = after < stop and (quoted[after] >= 0 or (root is not None and root.i >= after))
    if not ranges or goes_on:
        ranges.append((after, stop))
    ranges = [r for r in ranges if r[0] < r[1]]
    if ranges:
        since[number] = _past_joint(paragraph, phrase_end)
        place = "before" if ranges[0][0] < at else "after"
        cue = (at, cue_end) if phrase is None else (phrase[1], cue_end)
        relays: list[Token] = []
        if (cited := _cited_in(noun)) is not None:
            noun, speaker_range, relays = cited, noun_phrase(paragraph, cited), [noun]
        yield Draft(
            paragraph, tuple(ranges), place, noun, speaker_range, (cue,), relays=relays, clause=(at, phrase_end)
        )


def _cited_in(noun: Token) -> Token | None:
    """The source in "a Reuters report that cited deputies", "the paper, citing two engineers"."""
    for child in noun.children:
        if child.i > noun.i and lemma(child) in {"cite", "quote"} and child.dep_ in {"relcl", "acl"}:
            return next((c for c in child.children if c.dep_ == "dobj" and c.i > child.i), None)
    return None


def _phrase_end(paragraph: Paragraph, noun: Token, at: int, stop: int) -> int:
    """Past a relative clause or a participle that belongs to the source: "staff quoted by the paper"."""
    doc = paragraph.doc
    for child in noun.children:
        if child.i >= at - 1 and child.dep_ in {"acl", "relcl"} and child.i < stop:
            right = child.right_edge.i + 1
            commas = [i for i in range(at, min(right, stop)) if doc[i].text == ","]
            at = max(at, min(right, commas[0] if commas and commas[0] > at else right, stop))
    return at


# ---- quotations without a cue in their sentence ------------------------------------------------


def _floating(paragraph: Paragraph, drafts: list[Draft], bare: list[Clause], before: list[Draft]) -> list[Draft]:
    """Quotations that fill a sentence of their own."""
    taken = {i for d in drafts for start, end in d.ranges for i in range(start, end)}
    clauses = {paragraph.sentence_of[c.verb.i]: c for c in bare if c.speaker is not None}
    reporting = {paragraph.sentence_of[c.verb.i] for c in bare}
    around, found = Neighbours(drafts), []
    for number, (start, end) in enumerate(paragraph.sentences):
        if max(paragraph.quoted[start:end], default=-1) < 0:
            continue
        inside = [i for i in range(start, end) if not (paragraph.doc[i].is_punct or paragraph.doc[i].is_space)]
        lead = _lead_in(paragraph, start, end)
        inside = [i for i in inside if i >= lead]
        quoted = sum(paragraph.quoted[i] >= 0 for i in inside)
        if not inside or paragraph.quoted[inside[0]] < 0 or quoted < MOSTLY * len(inside) or taken & set(inside):
            continue
        if quoted < len(inside) and number in reporting:
            continue
        draft = _from_neighbours(paragraph, number, around, clauses, before)
        if draft is not None:
            draft.ranges = ((max(lead, draft.ranges[0][0]), draft.ranges[0][1]),)
            found.append(draft)
            around.add(draft)
    return found


def _is_aside(paragraph: Paragraph, number: int) -> bool:
    """ "Laughter.", "A pause." between two quotations."""
    start, end = paragraph.sentences[number]
    words = [t for t in paragraph.doc[start:end] if t.is_alpha]
    return len(words) <= 2 and not any(paragraph.quoted[t.i] >= 0 or t.tag_ in FINITE for t in words)


def _lead_in(paragraph: Paragraph, start: int, end: int) -> int:
    """ "Then, more quietly: “...”": the token of the colon's quotation, where nobody is named before it."""
    doc, quoted = paragraph.doc, paragraph.quoted
    first = next((i for i in range(start, min(end, start + LEAD)) if quoted[i] >= 0), start)
    if first == start or doc[first - 1].text != ":":
        return start
    named = any(t.tag_ in {*FINITE, "NNP", "NNPS", "NNS", "PRP", "VB"} for t in doc[start:first])
    return start if named else first


def _from_neighbours(
    paragraph: Paragraph, number: int, around: Neighbours, clauses: dict[int, Clause], before: list[Draft]
) -> Draft | None:
    content = paragraph.sentences[number]
    after = clauses.get(number + 1)
    if after is not None and after.start <= content[1] + 1 and _announces(paragraph, content):
        return _draft(after, Content((content,), "before"))
    previous = number - 1
    while previous > 0 and _is_aside(paragraph, previous):
        previous -= 1
    if number:
        here = [around.drafts[i] for i in around.in_sentence(paragraph, previous)]
        if here:
            return _again(_outermost(here), paragraph, content)
        return _from_subject(paragraph, previous, content, clauses.get(previous))
    return _again(_outermost(before), paragraph, content) if before else None


def _announces(paragraph: Paragraph, content: Range) -> bool:
    """Whether a quotation ends as one whose reporting clause follows; a full stop ends the matter."""
    marks = [t.text for t in paragraph.doc[content[0] : content[1]] if not t.is_quote and not t.is_space]
    return bool(marks) and marks[-1][-1] != "."


def _outermost(drafts: list[Draft]) -> Draft:
    """The last draft that stands in no other one."""
    around = Neighbours(drafts[-NEAR:])
    return next((d for d in reversed(around.drafts) if not around.that_hold(d)), drafts[-1])


def _again(draft: Draft, paragraph: Paragraph, content: Range) -> Draft:
    """A further quotation of the same speaker."""
    return Draft(paragraph, (content,), "floating", draft.speaker, draft.speaker_range, draft.cue, draft.hearer,
                 relays=list(draft.relays), verb=draft.verb, speaker_paragraph=draft.home, heard=draft.heard,
                 quoting=draft.quoting)  # fmt: skip


def _from_subject(paragraph: Paragraph, number: int, content: Range, clause: Clause | None) -> Draft | None:
    """The subject of the sentence before speaks, if it can: "He answered with a shrug. “...”"."""
    if clause is not None:
        return _draft(clause, Content((content,), "floating"))
    start, end = paragraph.sentences[number]
    root = next((t for t in paragraph.doc[start:end] if t.dep_ == "ROOT"), None)
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None) if root is not None else None
    if subject is None or paragraph.is_quoted(subject) or not _can_speak(subject):
        return None
    return Draft(paragraph, (content,), "floating", subject, noun_phrase(paragraph, subject, root), (), verb=root)


def _can_speak(noun: Token) -> bool:
    if noun.tag_ in {"PRP"}:
        return noun.lower_ in {"he", "she", "they"}
    named = noun.tag_ == "NNP" and noun.ent_type_ not in {"DATE", "TIME"}  # what it names is told later
    return (
        named
        or noun.ent_type_ in {"PERSON", "ORG"}
        or bool(source_words().get(lemma(noun), frozenset()) & {"person", "generic", "spokes"})
    )


# ---- quotations in quotations ------------------------------------------------------------------


def _retold(paragraph: Paragraph, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """What a quotation tells that others said: “The clerk told me it was lost. He said, ‘Come back.’”"""
    spoken = {i for d in drafts for start, end in d.ranges for i in range(start, end)}
    for quotation, first, end in paragraph.quoted_tokens():
        if first in spoken and end - first >= SHORTEST_RETOLD and _may_retell(paragraph, first, end):
            yield from (d for d in _in_paragraph(inside(paragraph, quotation, first, end), SPEECH_CLASSES)[0]
                        if _is_retold(d))  # fmt: skip


def _may_retell(paragraph: Paragraph, first: int, end: int) -> bool:
    verbs = (t for t in paragraph.tokens[first:end] if t.tag_ in {"VBD", "VBZ", "VBP", "VBN"})
    return any((cue := cue_verbs().get(lemma(t))) is not None and cue.cue_class == "speech" for t in verbs)


def _is_retold(draft: Draft) -> bool:
    """Whether words inside a quotation report what another said, in a clause or in marks of their own. “I said so”,
    “they say”, “if he tells me” report nothing that anybody in particular has said."""
    speaker, verb, home = draft.speaker, draft.verb, draft.home
    if speaker is None or verb is None or not verb.tag_.startswith("VB") or verb.tag_ in {"VB", "VBG"}:
        return False
    marked = home.quoted[draft.ranges[0][0]] >= 0
    if speaker.lower_ in {"i", "we"}:
        return marked
    told = draft.place in {"after", "before"} and speaker.tag_ in {"NN", "NNS", "NNP", "NNPS", "PRP"}
    real = not any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children)
    return told and real and speaker.lower_ not in VAGUE


# ---- colons over paragraphs --------------------------------------------------------------------


def _open_colon(paragraph: Paragraph, bare: list[Clause]) -> Clause | None:
    """The reporting clause at the end of a paragraph that ends with a colon."""
    if not paragraph.text.rstrip().endswith(":"):
        return None
    last = len(paragraph.sentences) - 1
    return next((c for c in reversed(bare) if paragraph.sentence_of[c.verb.i] == last and c.speaker is not None), None)


def _after_colon(paragraph: Paragraph, colon: Clause | Draft, found: list[Draft]) -> Draft | None:
    """The paragraph after a colon is what was said, written or reported."""
    assert isinstance(colon, Clause)
    draft = _draft(colon, Content(((0, len(paragraph.doc)),), "pasted"))
    draft.speaker_paragraph, draft.paragraph = colon.paragraph, paragraph
    draft.clause = None
    return draft


__all__ = ["ALL_CLASSES", "FINITE", "SPEECH_CLASSES", "Draft", "clause_end", "find_drafts"]
