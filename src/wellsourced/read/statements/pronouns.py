"""A pronoun that speaks -> whom it means: whoever spoke or acted last and can be meant.

Candidates are scored by how prominent their last place was and how far back it is; where two score alike, neither is
chosen and both are given.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from ...records import Source, Span
from .attribution import Draft
from .cues import source_words
from .paragraphs import Paragraph
from .voices import FADING, REACH, Resolver, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

PEOPLE = frozenset(("he", "she", "him", "her", "his"))
FEMALE, MALE = frozenset(("she", "her", "hers", "mrs", "ms", "miss")), frozenset(("he", "him", "his", "mr", "sir"))
POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
INTRODUCED = re.compile(r"\b(?:a|an) [^.,;:“”\"]{3,36}, $", re.IGNORECASE)
SAME_PRONOUN = 0.5  # for whom the same pronoun meant in the sentence before or in this one
KNOWN_GENDER = 0.3  # for one of whom the article tells that the pronoun fits
SAME_PARAGRAPH = 0.3  # for whom the pronoun's own paragraph has spoken of: news changes its subject with a paragraph
TELLER = 0.8  # for whoever tells what the pronoun stands in: "was told by Orm that he ..."
OWN_SENTENCE = 1.6  # for a body before "its report" in one sentence


def spoken_of_in(resolver: Resolver, draft: Draft) -> frozenset[str]:
    """ "A lieutenant, she wrote, had told her team ...": who is first met in what is said, without a name, is not the
    one who says it."""
    speaker = draft.speaker
    if speaker is None or speaker.tag_ != "PRP" or draft.home is not draft.paragraph or draft.place != "before":
        return frozenset()
    doc, offset = draft.paragraph.doc, draft.paragraph.offset
    found: set[str] = set()
    for first, end in draft.ranges:
        start, stop = offset + doc[first].idx, offset + doc[end - 1].idx + len(doc[end - 1])
        inside = takewhile(lambda voice: voice.place >= start, resolver.before(stop))  # noqa: B023  (used up at once)
        found |= {voice.name for voice in inside if _is_first_met(resolver, voice)}
    return frozenset(found)


def _is_first_met(resolver: Resolver, voice: Voice) -> bool:
    """Whether a voice is introduced at its place: "a lieutenant", "a retired judge, Piet Orm,"."""
    if not voice.named:
        return voice.anonymous
    return bool(INTRODUCED.search(resolver.article.text[max(0, voice.place - 40) : voice.place]))


def resolve_pronoun(
    resolver: Resolver, paragraph: Paragraph, head: Token, where: Span, text: str, spoken_of: frozenset[str]
) -> Source:
    word = POSSESSIVES.get(head.lower_, head.lower_)
    if word == "both":
        return _both(resolver, paragraph, head, where, text)
    if word not in {"he", "she", "it", "they", "him", "her", "them"}:
        return Source(where, text, text, anonymous=word in {"some", "others", "many", "one"})
    place = paragraph.offset + head.idx
    sentence = resolver.sentence(paragraph, head)
    possessive = head.lower_ in POSSESSIVES
    scored: dict[str, tuple[float, Voice]] = {}
    same, when = resolver.meant.get(word, ("", -REACH))
    for voice in resolver.before(place, sentence - REACH):
        apart = sentence - voice.sentence
        if voice.name in spoken_of:
            continue
        if not _agrees(resolver, voice, word) and not (apart <= 1 and _may_be_surname(resolver, voice, word)):
            continue
        score = voice.weight - FADING * apart + _order(voice, place)
        score += SAME_PRONOUN * (voice.name == same and sentence - when <= 1)
        score += KNOWN_GENDER * (word in PEOPLE and voice.name in resolver.genders)
        score += SAME_PARAGRAPH * (voice.place >= paragraph.offset)
        score += TELLER * (voice.name == resolver.teller)
        if resolver.answering and resolver.hearer:
            score += TELLER * ((voice.name == resolver.hearer) - (voice.name == resolver.spoke))
        score += OWN_SENTENCE * (possessive and word == "it" and apart == 0)
        if voice.name not in scored or score >= scored[voice.name][0]:
            scored[voice.name] = (score, voice)
    ranked = sorted(scored.values(), key=lambda item: (-item[0], -item[1].place, item[1].name))
    if not ranked:
        return Source(where, text, text)
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05:
        return Source(where, text, text, candidates=tuple(sorted(v.name for _, v in ranked[:2])))
    best = ranked[0][1]
    resolver.meant[word] = best.name, sentence
    return Source(where, text, best.name, best.anonymous)


def _both(resolver: Resolver, paragraph: Paragraph, head: Token, where: Span, text: str) -> Source:
    """ "Both said": the group of two that was met last."""
    near = resolver.sentence(paragraph, head) - REACH
    group = next((v for v in resolver.before(paragraph.offset + head.idx, near) if v.plural and "two" in v.words), None)
    return Source(where, text, group.name, group.anonymous) if group else Source(where, text, text)


def _may_be_surname(resolver: Resolver, voice: Voice, pronoun: str) -> bool:
    """A lone capitalised word, or two, that act in the sentence before "he": their kind is a guess, the pronoun is
    none."""
    words = voice.name.split()
    bare = all(w.isalpha() and w.istitle() and w.lower() not in source_words() for w in words)
    lone = voice.named and voice.kind != "person" and len(words) <= 2 and bare
    acts = lone and voice.weight > 1
    return acts and pronoun in {"he", "she"} and voice.name not in resolver.press and resolver.has_no_article(voice)


def _order(voice: Voice, place: int) -> float:
    """Nearer is likelier: up to a tenth of a point, halved every 200 characters."""
    return float(0.1 * 0.5 ** ((place - voice.place) / 200))


def _agrees(resolver: Resolver, voice: Voice, pronoun: str) -> bool:
    if pronoun in {"it"}:
        return voice.kind != "person" and not voice.plural
    if pronoun in {"they", "them"}:
        return voice.plural or voice.kind != "person"
    if voice.kind != "person" or voice.plural:
        return False
    gender = resolver.genders.get(voice.name)
    return gender is None or gender == ("female" if pronoun in FEMALE else "male")
