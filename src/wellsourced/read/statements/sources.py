"""Drafts of statements -> whom their speakers, relays and addressees mean inside the article.

A cascade, from sure to less sure; each step answers only where it finds something:

1. A name in the speaker's words, or in apposition to them.
2. "who", "that": the noun they stand for.
3. "he", "she", "it", "they": whoever spoke or acted last and can be meant.
4. "the official", "the ministry", "the paper": the last one introduced whose name or description has that noun; for
   a noun that fits any person ("the source"), the last described person.
5. "the statement": whoever issued it. Otherwise the words themselves describe the source.

Where step 3 leaves several that fit equally, none is chosen and they are given as candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from ...names import is_role, parts
from ...records import Article, Mention, Source, Span
from ..language import lemma
from .attribution import Draft, Neighbours, size
from .clauses import SUBJECTS
from .cues import source_words
from .descriptions import LEADING, described_as, introduced, is_anonymous, namesakes, with_resolved_pronoun
from .media import credited_names, is_medium, news_media, only_medium
from .paragraphs import Paragraph
from .phrases import noun_phrase
from .pronouns import FEMALE, PEOPLE, resolve_pronoun, spoken_of_in
from .retold import resolve_retold
from .together import remember_group, split_speakers
from .voices import Resolver, Voice, Voices

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset(("who", "that", "which", "whom"))
PRONOUNS = frozenset(("he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "us", "me", "one", "this",
                      "these", "those", "some", "others", "many", "both", "all", "that"))  # fmt: skip
ISSUING = frozenset(("issue", "release", "publish", "post", "put", "write", "send"))
AGE = re.compile(r",\s*\d{1,3}\b(?:,.*)?$")  # "Orm, 44, of Mill Lane"
QUOTED_BY = re.compile(r",? (?:quoted|cited|interviewed) by\b")
AGENCY = re.compile(r" (?:news )?agency\b")
ANSWERING = frozenset(("reply", "answer", "respond", "retort", "rejoin"))


def resolve_sources(
    article: Article, paragraphs: Sequence[Paragraph], drafts: Sequence[Draft], mentions: tuple[Mention, ...]
) -> list[Voices]:
    """The voices of each draft, in the order of the drafts."""
    ordered = tuple(sorted(mentions, key=lambda m: m.span))
    resolver = Resolver(article, ordered, [m.span.start for m in ordered], paragraphs)
    resolver.first_sentence = list(accumulate((len(p.sentences) for p in paragraphs), initial=0))
    credited = credited_names(resolver)
    resolver.wires = {m.name for m in ordered if tuple(parts(m.name)) in credited or _is_agency_beside(article, m)}
    resolver.press = news_media(resolver, drafts, own_name)
    introduced = [*_named_voices(resolver), *_described_voices(resolver)]
    for voice in sorted(introduced, key=lambda v: v.place):
        resolver.remember(voice)
    for voice in list(_taken_up(resolver)):
        resolver.remember(voice)
    _learn_genders(resolver)
    _learn_issuers(resolver)
    resolved: dict[int, Voices] = {}
    # in the order in which the speakers are named: a speaker may stand after the words said
    around = Neighbours(drafts)
    told = [i for i, draft in enumerate(drafts) if draft.paragraph.whole is None]
    for i in sorted(told, key=lambda i: (_speaker_place(drafts[i]), i)):
        holding = around.that_hold(drafts[i])
        inmost = min((k for k in holding if k in resolved), key=lambda k: (size(drafts[k]), k), default=None)
        teller = resolved[inmost].source.name if inmost is not None else ""
        resolved[i] = _voices(resolver, drafts[i], bool(holding), teller)
    resolved |= resolve_retold(resolver, drafts, resolved, around, own_name)
    return _with_fuller_descriptions(drafts, [resolved[i] for i in range(len(drafts))])


def _is_place(resolver: Resolver, source: Source) -> bool:
    kinds = {m.kind for m in resolver.mentions if m.name == source.name}
    return bool(kinds) and kinds <= {"place", "facility"}


def _speaker_place(draft: Draft) -> int:
    if draft.speaker is None:
        return draft.start
    return draft.home.offset + draft.speaker.idx


def _voices(resolver: Resolver, draft: Draft, nested: bool, teller: str) -> Voices:
    home = draft.home
    if draft.speaker is None:
        return Voices(Source(None, "", ""))
    resolver.teller, resolver.answering = teller, draft.verb is not None and lemma(draft.verb) in ANSWERING
    source = resolve(resolver, home, draft.speaker, draft.speaker_range, spoken_of_in(resolver, draft))
    source, also = split_speakers(resolver, home, draft.speaker, draft.speaker_range, source, resolve)
    if draft.place == "floating" and not draft.cue and _is_place(resolver, source):
        source = Source(None, "", "")  # "Corrin woke to rain. “I slept through it.”"
    resolver.teller, resolver.answering = "", False
    relays = []
    for token in [*draft.relays, *_cited_by(draft.speaker)]:
        relays.append(resolve(resolver, home, token, noun_phrase(home, token)))
    hearer = None
    if draft.hearer is not None:
        hearer = resolve(resolver, home, draft.hearer, noun_phrase(home, draft.hearer))
        known = resolver.last.get(hearer.name)
        if draft.hearer.lower_ in PEOPLE and known is not None and known.kind == "person":
            resolver.genders.setdefault(hearer.name, "female" if draft.hearer.lower_ in FEMALE else "male")
    if source.name:
        _remember(resolver, draft, source, 1.0 if nested else 2.0)
    if also:
        remember_group(resolver, home, draft.speaker, (source, *also), 1.0 if nested else 2.0)
    if hearer is not None or not nested:
        resolver.hearer, resolver.spoke = hearer.name if hearer is not None else "", source.name
    through = hearer is not None and is_medium(resolver, hearer)
    return Voices(source, tuple(relays), hearer, through, is_medium(resolver, source), also)


def _is_agency_beside(article: Article, mention: Mention) -> bool:
    """ "the Pharos agency", "the news agency Pharos"."""
    start, end = mention.span.start, mention.span.end
    return bool(AGENCY.match(article.text, end)) or article.text[max(0, start - 8) : start].lower().endswith("agency ")


# ---- what is known before -----------------------------------------------------------------------


def _cited_by(speaker: Token) -> list[Token]:
    """A medium in the words that describe the source: "staff quoted by the paper"."""
    described = [*speaker.children, *(c for n in _nouns_of(speaker) for c in n.children)]
    return [
        noun
        for child in described
        if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN" and lemma(child) in {"quote", "cite", "interview"}
        for by in child.children
        if by.lower_ == "by"
        for noun in by.children
        if noun.dep_ == "pobj"
    ]


def _nouns_of(speaker: Token) -> Iterator[Token]:
    """ "a member of the commission quoted by the paper": the parse hangs "quoted" on any noun of the phrase."""
    for preposition in speaker.children:
        if preposition.dep_ == "prep" and preposition.i > speaker.i:
            yield from (noun for noun in preposition.children if noun.dep_ == "pobj")


def _named_voices(resolver: Resolver) -> Iterator[Voice]:
    for paragraph in resolver.paragraphs:
        begin, end = paragraph.offset, paragraph.offset + len(paragraph.text)
        at = bisect_right(resolver.starts, begin - 1)
        while at < len(resolver.mentions) and resolver.mentions[at].span.start < end:
            mention = resolver.mentions[at]
            at += 1
            token = _token_at(paragraph, mention.span.end - 1 - begin)
            kind = "person" if mention.kind == "person" and mention.name not in resolver.press else "body"
            words = frozenset(w.lower() for w in re.findall(r"\w+", f"{mention.name} {mention.description or ''}"))
            heads = _roles(mention, token) if kind == "person" else _last_words(mention)
            yield Voice(mention.name, mention.span.start, resolver.sentence(paragraph, token), kind, words, heads, True,
                        plural=token.tag_ == "NNS", weight=_prominence(paragraph, token))  # fmt: skip


def _prominence(paragraph: Paragraph, token: Token) -> float:
    """How likely a noun is to be taken up by a pronoun: subjects of main verbs first (Hobbs 1978; centering theory)."""
    if paragraph.is_quoted(token):
        return 0.2
    if token.dep_ == "appos" and token.head.dep_ in SUBJECTS:
        token = token.head
    if token.dep_ not in SUBJECTS:
        return 0.6
    return 1.7 if token.head.dep_ in {"ROOT", "conj"} else 1.2


def _roles(mention: Mention, token: Token) -> frozenset[str]:
    """The person nouns of a description, up to its first preposition, and those in apposition to the name."""
    before_of = re.split(r"\b(?:of|for|at|in|to|from|with|who|which)\b", mention.description or "")[0]
    nouns = {w.lower() for w in re.findall(r"\w+", before_of)}
    beside = [token.head] if token.dep_ == "appos" else []
    beside += [c for c in token.children if c.dep_ in {"appos", "compound"}]
    nouns |= {lemma(c) for c in beside}
    return frozenset(n for n in nouns if source_words().get(n, frozenset()) & {"person", "generic", "spokes"})


def _last_words(mention: Mention) -> frozenset[str]:
    """ "Port Employers' Association", "Chamber of Commerce": the nouns that can stand for the whole name."""
    words = [w.lower() for w in re.findall(r"[^\W_]+", mention.name)]
    before_of = [w.lower() for w in re.findall(r"[^\W_]+", re.split(r"\b(?:of|for)\b", mention.name)[0])]
    found = {words[-1]} if words else set()
    if before_of:
        found.add(before_of[-1])
    described = re.findall(r"[^\W_]+", mention.description or "")
    return frozenset(found | {w.lower() for w in described if "body" in source_words().get(w.lower(), frozenset())})


def _described_voices(resolver: Resolver) -> Iterator[Voice]:
    """People without a name who are introduced as subjects: "A guard denied it."."""
    for paragraph in resolver.paragraphs:
        for token in paragraph.tokens:
            if token.dep_ not in SUBJECTS or token.tag_ != "NN" or paragraph.is_quoted(token):
                continue
            if not source_words().get(lemma(token), frozenset()) & {"person", "generic", "spokes"}:
                continue
            start, end = noun_phrase(paragraph, token)
            end = next((c.i for c in token.children if c.dep_ == "cc" and token.i < c.i < end), end)
            if paragraph.doc[start].lower_ not in {"a", "an", "another", "one"}:
                continue
            if own_name(resolver, paragraph, token, (start, end)) is not None:
                continue
            source = resolve(resolver, paragraph, token, (start, end))
            kind, words, heads = _describe(paragraph, token, source.name)
            yield Voice(source.name, paragraph.offset + token.idx, resolver.sentence(paragraph, token), kind, words,
                        heads, False, source.anonymous, weight=_prominence(paragraph, token))  # fmt: skip


def _taken_up(resolver: Resolver) -> Iterator[Voice]:
    """Bodies and groups of people that act without being named: "The ministry counted 14", "Orm's office denied this",
    "Observers were at the bridge"."""
    for paragraph in resolver.paragraphs:
        for token in paragraph.tokens:
            if token.dep_ not in {*SUBJECTS, "attr"} or token.tag_ not in {"NN", "NNS"} or paragraph.is_quoted(token):
                continue
            classes = source_words().get(lemma(token), frozenset())
            if token.dep_ == "attr" and "document" not in classes:
                continue
            people = token.tag_ == "NNS" and classes & {"person", "generic", "spokes"}
            if not (people or (token.tag_ == "NN" and classes & {"body", "document"})):
                continue
            start, end = noun_phrase(paragraph, token)
            source = resolve(resolver, paragraph, token, (start, end))
            if source.candidates or not source.name:
                continue
            known = resolver.last.get(source.name)
            kind, words, heads = _describe(paragraph, token, source.name)
            kind, words, heads = (known.kind, known.words, known.heads) if known else (kind, words, heads)
            yield Voice(source.name, paragraph.offset + token.idx, resolver.sentence(paragraph, token), kind, words,
                        heads, known is not None and known.named, source.anonymous, bool(people),
                        weight=_prominence(paragraph, token))  # fmt: skip


def _token_at(paragraph: Paragraph, char: int) -> Token:
    return paragraph.doc[max(0, bisect_right(paragraph.starts, char) - 1)]


def _learn_genders(resolver: Resolver) -> None:
    """From titles and descriptions: "Ms Renn", "its chairwoman, Oda Renn"."""
    text = resolver.article.text
    for mention in resolver.mentions:
        if mention.kind != "person":
            continue
        before = re.findall(r"\w+", text[max(0, mention.span.start - 6) : mention.span.start])[-1:]
        told = {w.lower() for w in [*before, *re.findall(r"\w+", mention.description or ""), *mention.text.split()[:1]]}
        for word in sorted(told):
            classes = source_words().get(word.rstrip("."), frozenset())
            for gender in ("female", "male"):
                if gender in classes:
                    resolver.genders.setdefault(mention.name, gender)


def _learn_issuers(resolver: Resolver) -> None:
    """ "The ministry issued a statement": whose statement is meant where it is taken up."""
    for paragraph in resolver.paragraphs:
        for token in paragraph.tokens:
            if token.dep_ != "dobj" or "document" not in source_words().get(token.lower_, frozenset()):
                continue
            subject = next((c for c in token.head.children if c.dep_ == "nsubj"), None)
            if subject is None or lemma(token.head) not in ISSUING or paragraph.is_quoted(subject):
                continue
            mention = own_name(resolver, paragraph, subject, noun_phrase(paragraph, subject))
            if mention is not None:
                resolver.issues.setdefault(token.lower_, []).append((paragraph.offset + token.idx, mention.name))


def _remember(resolver: Resolver, draft: Draft, source: Source, weight: float) -> None:
    """A speaker is the first to be meant by the next pronoun; a described one can be named by its noun later."""
    speaker = draft.speaker
    assert speaker is not None
    place = draft.home.offset + speaker.idx
    if source.candidates or not source.name:
        return
    known = resolver.last.get(source.name)
    if known is not None:
        kind, words, heads, named = known.kind, known.words, known.heads, known.named
        plural = known.plural
    else:
        kind, words, heads = _describe(draft.home, speaker, source.name)
        named, plural = False, speaker.tag_ in {"NNS", "NNPS"}
    if speaker.lower_ in {"he", "she"}:
        kind = "person"
    sentence = resolver.sentence(draft.home, speaker)
    resolver.remember(Voice(source.name, place, sentence, kind, words, heads, named, source.anonymous, plural, weight))
    if speaker.lower_ in PEOPLE and kind == "person":
        resolver.genders.setdefault(source.name, "female" if speaker.lower_ in FEMALE else "male")
    context = draft.home.text[max(0, speaker.idx - 200) : speaker.idx + 400]
    for word in re.findall(r"\b(?:in|issued|released) (?:a|an|the|its|their|his|her) (?:\w+ )?(statement|report|letter|"
                           r"study|survey|poll|email|post|tweet|press release|speech|memo)\b", context):  # fmt: skip
        resolver.issuers[word] = source


def _describe(paragraph: Paragraph, speaker: Token, name: str) -> tuple[str, frozenset[str], frozenset[str]]:
    head = lemma(speaker)
    classes = source_words().get(head, frozenset())
    kind = "person" if classes & {"person", "generic", "spokes"} else "body" if "body" in classes else "other"
    if speaker.lower_ in {"one", "another"}:
        kind = "person"  # "One of them said": whoever says something is one
    return kind, frozenset(w.lower() for w in re.findall(r"\w+", name)) | {head}, frozenset((head,))


def _with_fuller_descriptions(drafts: Sequence[Draft], voices: list[Voices]) -> list[Voices]:
    """The opening paragraph names a source in short ("a top diplomat"), the body in full. Where the article has just
    one other unnamed person with that noun, both are the same: news style repeats its lead."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for draft, voice in zip(drafts, voices, strict=True):
        speaker = draft.speaker
        retold = draft.paragraph.whole is not None
        if speaker is not None and voice.source.anonymous and speaker.tag_ == "NN" and not retold:
            names[lemma(speaker)].setdefault(voice.source.name, draft.home.number)
    fuller: dict[str, str] = {}
    for found in names.values():
        if len(found) == 2:
            (first, where), (second, later) = sorted(found.items(), key=lambda item: (item[1], item[0]))
            if where == 0 < later and len(second) >= len(first):
                fuller[first] = second
    return [
        replace(v, source=replace(v.source, name=fuller[v.source.name])) if v.source.name in fuller else v
        for v in voices
    ]


# ---- the cascade ----------------------------------------------------------------------------


def resolve(
    resolver: Resolver,
    paragraph: Paragraph,
    head: Token,
    span: tuple[int, int] | None,
    spoken_of: frozenset[str] = frozenset(),
) -> Source:
    """The source that a noun or pronoun of a paragraph stands for; `spoken_of` are those whom a pronoun cannot mean."""
    start, end = span or noun_phrase(paragraph, head)
    chars = (paragraph.doc[start].idx, paragraph.doc[end - 1].idx + len(paragraph.doc[end - 1]))
    text = paragraph.text[chars[0] : chars[1]]
    where = Span(resolver.article.id, paragraph.offset + chars[0], paragraph.offset + chars[1])
    mention = own_name(resolver, paragraph, head, (start, end))
    mention = mention or _press_beside(resolver, paragraph, head)
    if mention is not None:
        return Source(where, text, mention.name, anonymous=False)
    owner = _owner(head)
    if owner is not None:
        found = resolve(resolver, paragraph, owner, None)
        return Source(where, text, found.name, found.anonymous, found.candidates)
    if head.lower_ in RELATIVE and head.tag_ in {"WP", "WDT", "WP$"}:
        antecedent = _antecedent(head)
        antecedent = _who_says_in(antecedent) or antecedent if antecedent is not None else None
        if antecedent is not None and antecedent != head:
            found = resolve(resolver, paragraph, antecedent, None)
            return Source(where, text, found.name, found.anonymous, found.candidates)
    if head.lower_ in PRONOUNS or head.tag_ in {"PRP", "PRP$"}:
        return resolve_pronoun(resolver, paragraph, head, where, text, spoken_of)
    return _description(resolver, paragraph, head, (start, end), where, text)


def _press_beside(resolver: Resolver, paragraph: Paragraph, head: Token) -> Mention | None:
    """ "the newspaper Torgrad Evening": the name right behind the noun, wherever the parse hangs it."""
    if "press" not in source_words().get(lemma(head), frozenset()) and lemma(head) != "agency":
        return None
    at = bisect_left(resolver.starts, paragraph.offset + head.idx + len(head))
    mention = resolver.mentions[at] if at < len(resolver.mentions) else None
    beside = mention is not None and mention.span.start == paragraph.offset + head.idx + len(head) + 1
    return mention if beside else None


def _owner(head: Token) -> Token | None:
    """Who speaks through a document that is named after its author: "the ministry's statement", "a Reuters report"."""
    if "document" not in source_words().get(lemma(head), frozenset()):
        return None
    for child in head.children:
        if child.i < head.i and child.dep_ == "poss" and child.tag_ != "WP$":
            return child
        if child.i < head.i and child.dep_ == "compound" and child.ent_type_ == "ORG":
            return child
    return None


def _who_says_in(document: Token) -> Token | None:
    """ "It said in a statement that blamed the weather": who said it blames it."""
    if document.dep_ != "pobj" or "document" not in source_words().get(lemma(document), frozenset()):
        return None
    verb = document.head.head
    return next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb.tag_.startswith("VB") else None


def _antecedent(head: Token) -> Token | None:
    verb = head.head
    for _ in range(6):
        if verb.dep_ == "relcl":
            return _person_before(verb.head) if head.lower_ == "who" else verb.head
        if verb.dep_ not in {"conj", "xcomp", "ccomp", "aux", "advcl"}:
            return None
        verb = verb.head
    return None


def _person_before(noun: Token) -> Token:
    """ "the foreign minister of Corrin, who ...": the person, where "who" hangs on the place or the body."""
    above = noun.head.head
    hangs = noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for", "from", "at"} and noun.ent_type_ != "PERSON"
    if not hangs or _is_person(noun):
        return noun
    return above if above.tag_.startswith("NN") and (above.ent_type_ == "PERSON" or _is_person(above)) else noun


def _is_person(noun: Token) -> bool:
    return bool(source_words().get(lemma(noun), frozenset()) & {"person", "generic", "spokes"})


def own_name(resolver: Resolver, paragraph: Paragraph, head: Token, span: tuple[int, int]) -> Mention | None:
    """The mention at the head, or one in apposition to it or compounded with it."""
    best: Mention | None = None
    at = bisect_right(resolver.starts, paragraph.offset + paragraph.doc[span[0]].idx - 40)
    last = paragraph.doc[span[1] - 1]
    while at < len(resolver.mentions) and resolver.mentions[at].span.start < paragraph.offset + last.idx + len(last):
        mention = resolver.mentions[at]
        at += 1
        first, end = mention.span.start - paragraph.offset, mention.span.end - paragraph.offset
        if end <= paragraph.doc[span[0]].idx or first < 0:
            continue
        if first <= head.idx < end:
            return mention
        token = _token_at(paragraph, end - 1)
        if best is None and mention.kind in {"person", "organisation", "group", "other"} and (
            _beside(token, head) or _named_after_body(paragraph, token, head, mention)
        ):  # fmt: skip
            best = mention
    return best or _name_behind(resolver, paragraph, head) or _called(resolver, paragraph, head)


def _name_behind(resolver: Resolver, paragraph: Paragraph, head: Token) -> Mention | None:
    """ "the sub-prefect, Armelle Orm.", "the operator, Orm Energy,": a name between the comma behind a role and the
    next mark, of a person or, behind a word for bodies, of one."""
    classes = source_words().get(lemma(head), frozenset())
    kinds = {"person"} if classes & {"person", "spokes"} else {"organisation", "other"} if "body" in classes else set()
    if not kinds:
        return None
    end = paragraph.offset + head.idx + len(head)
    text = resolver.article.text
    if text[end : end + 2] != ", ":
        return None
    mention = mention_at(resolver, end + 2)
    closed = mention is not None and text[mention.span.end : mention.span.end + 1] in {",", ".", ""}
    return mention if closed and mention is not None and mention.kind in kinds else None


CALLED = re.compile(
    r"\s(?:calling\s(?:itself|themselves|himself|herself)|styling\s(?:itself|himself|herself)|named|called|"
    r"(?:that|who|which)\s(?:is|are|was)\s(?:named|called)|(?:(?:better|only|also)\s)?(?:known|identified)\s(?:only\s)?as)"
    r"\s(?:the\s)?",
    re.IGNORECASE,
)


def _called(resolver: Resolver, paragraph: Paragraph, head: Token) -> Mention | None:
    """ "An unknown group calling itself the Reed Front", "a man named Orm Venn": the name right behind."""
    if head.tag_ not in {"NN", "NNS"}:
        return None
    match = CALLED.match(paragraph.text, head.idx + len(head))
    return mention_at(resolver, paragraph.offset + match.end()) if match else None


def mention_at(resolver: Resolver, place: int) -> Mention | None:
    """The name that begins at a place of the article."""
    at = bisect_left(resolver.starts, place)
    mention = resolver.mentions[at] if at < len(resolver.mentions) else None
    return mention if mention is not None and mention.span.start == place else None


def _named_after_body(paragraph: Paragraph, token: Token, head: Token, mention: Mention) -> bool:
    """ "A spokesman for the ministry, Lars Ohm, said": the name between commas is the spokesman's, for a ministry is
    no person; after "a spokesman for the mayor" it may be either's."""
    first = mention.span.start - paragraph.offset
    if mention.kind != "person" or head.tag_ != "NN" or not paragraph.text[:first].rstrip().endswith(","):
        return False
    noun = token.head
    between = noun.dep_ == "pobj" and noun.head.head == head and token.dep_ == "appos"
    classes = source_words().get(lemma(noun), frozenset())
    return between and noun.ent_type_ != "PERSON" and not classes & {"person", "generic", "spokes"}


def _beside(token: Token, head: Token) -> bool:
    """Whether a name's last word is an apposition of the head, directly or through further parts of its name."""
    node = token
    for _ in range(6):
        if node == head:
            return True
        if node.dep_ not in {"appos", "flat", "nmod", "conj"} and not (
            node.dep_ == "compound" and node.head.dep_ == "appos"
        ):
            return False
        if node.dep_ == "conj" and node.head == head:
            return False
        node = node.head
    return False


def _description(
    resolver: Resolver, paragraph: Paragraph, head: Token, span: tuple[int, int], where: Span, text: str
) -> Source:
    doc = paragraph.doc
    if (described := described_as(head)) is not None:
        head, span = described, noun_phrase(paragraph, described)
        text = paragraph.text[doc[span[0]].idx : doc[span[1] - 1].idx + len(doc[span[1] - 1])]
    noun = lemma(head) if head.tag_ in {"NN", "NNS"} else head.lower_
    classes = source_words().get(noun, frozenset())
    first = doc[span[0]]
    definite = first.lower_ in {"the", "this", "that", "these", "those"} or first.tag_ == "PRP$" or "-year-old" in text
    place = paragraph.offset + head.idx
    if "press" in classes and first.lower_ in {"this", "our"}:  # "told this newspaper"
        return Source(where, text, resolver.article.outlet or text)
    if "press" in classes and not definite and (only := only_medium(resolver)) is not None:
        return Source(where, text, only)  # "a newspaper reported", in the lead
    if definite and (rivals := namesakes(resolver, noun, classes, paragraph, head, (span[0], head.i))):
        return Source(where, text, rivals[0]) if len(rivals) == 1 else Source(where, text, text, candidates=rivals)
    if definite:
        modifiers = {t.lower_ for t in doc[span[0] : head.i] if t.tag_ in {"JJ", "NN", "NNP", "NNPS"} and t.is_alpha}
        found = introduced(resolver, noun, modifiers, classes, place, paragraph, head)
        if found is not None:
            return Source(where, text, found.name, found.anonymous)
        if "document" in classes and noun in resolver.issuers:
            issuer = resolver.issuers[noun]
            return Source(where, text, issuer.name, issuer.anonymous)
        if "document" in classes and (name := resolver.issued(noun, place)) is not None:
            return Source(where, text, name)
    if head.tag_ in {"NNP", "NNPS"}:  # a name that was not among the mentions
        words = text[: text.find(",")].split() if "," in text else text.split()
        while len(words) > 1 and is_role(LEADING.sub("", words[0])):
            words = words[1:]
        return Source(where, text, LEADING.sub("", " ".join(words)))
    text_of_name = AGE.sub("", text)
    text_of_name = QUOTED_BY.split(text_of_name)[0]
    name = with_resolved_pronoun(resolver, paragraph, head, span) or LEADING.sub("", text_of_name).strip() or text
    return Source(where, text, name, is_anonymous(paragraph, head, classes, definite))
