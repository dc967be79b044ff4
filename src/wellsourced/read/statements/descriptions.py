"""Words that describe a speaker -> who is meant by them: "the official", "the 54-year-old", "the group"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...names import parts
from ..language import lemma
from .clauses import SUBJECTS
from .cues import source_words
from .paragraphs import Paragraph
from .phrases import noun_phrase
from .press import is_outlet
from .voices import FADING, REACH, Resolver, Voice

if TYPE_CHECKING:
    from spacy.tokens import Token

UNNAMED = re.compile(
    r"on (?:the )?condition of anonymity|not (?:to )?be (?:named|identified)|(?:was|were|is|are) not named"
    r"|declin\w+ to (?:be (?:named|identified)|give (?:his|her|their) name)"
    r"|ask\w* (?:for anonymity|to remain anonymous)"
    r"|(?:request|demand)\w* anonymity|unnamed|anonymous|unidentified|speak anonymously|spoke anonymously",
    re.IGNORECASE,
)
ASSOCIATIONS = frozenset(("group", "association", "alliance", "coalition", "movement", "militia", "charity", "union",
                          "federation", "foundation", "organisation", "organization", "institute",
                          "campaign"))  # fmt: skip
COMPANIES = frozenset(("company", "firm", "corporation", "operator", "carrier", "utility", "group"))
KINDS_OF_BODY = {"group": ASSOCIATIONS, "organisation": ASSOCIATIONS, "organization": ASSOCIATIONS,
                 "charity": frozenset(("charity",)), "company": COMPANIES, "firm": COMPANIES}  # fmt: skip
NAMESAKES_APART = 0.5  # a sentence between, or a subject against an object, decides between bodies of one noun
# What anybody may be besides an office
KIN = frozenset(("dad", "mum", "mom", "mother", "father", "parent", "grandmother", "grandfather", "pensioner",
                 "veteran", "bachelor", "widow", "widower", "retiree"))  # fmt: skip
ACTS = 1.2  # the prominence of a subject
CENTRAL_BANK = re.compile(
    r"\b(?:National|Central|Reserve|State|Federal|Riks\w*) ?Bank\b|\bBank of [A-Z]|Federal Reserve"
)
LEADING = re.compile(r"^(?:(?:the|a|an|its|their|his|her|my|our|this|that|one|another)\s+)+", re.IGNORECASE)


def described_as(head: Token) -> Token | None:
    """ "The man, a technician on the line, ...": the apposition tells who is meant."""
    if "generic" not in source_words().get(lemma(head), frozenset()):
        return None
    beside = (c for c in head.children if c.dep_ == "appos" and c.i > head.i and c.tag_ == "NN")
    return next((c for c in beside if source_words().get(lemma(c), frozenset()) & {"person", "spokes"}), None)


def introduced(
    resolver: Resolver, noun: str, modifiers: set[str], classes: frozenset[str], place: int, paragraph: Paragraph,
    head: Token,
) -> Voice | None:  # fmt: skip
    if any(c.dep_ == "prep" and c.i > head.i for c in head.children):
        # "the office of Oda Renn" introduces itself; "the dad of three" does not
        counted = any(c.lower_ == "of" and any(n.tag_ == "CD" for n in c.children) for c in head.children)
        return _acting_before(resolver, noun, classes, place, paragraph, head) if counted else None
    own = _own_name(paragraph, head)
    if "press" in classes:
        return next((v for v in resolver.before(place) if v.named and resolver.is_press(v.name) and own <= v.words
                     and not is_outlet(resolver.article, v.name)), None)  # fmt: skip
    many = head.tag_ == "NNS"
    fitting = (v for v in resolver.called(noun, place) if modifiers <= v.words and v.plural == many)
    first = next(fitting, None)
    if first is not None:
        if "body" in classes and not first.named:
            return next((v for v in fitting if v.named), first)
        return first
    if (aged := _aged(resolver, paragraph, head)) is not None:
        return aged
    if "generic" in classes or "-year-old" in paragraph.text[max(0, head.idx - 16) : head.idx + len(head)]:
        people = [v for v in resolver.before(place) if v.kind == "person" and not v.plural]
        unnamed = {v.name: v for v in people if v.anonymous and not v.named}
        if unnamed and noun in {"person", "source", "insider", "official", "individual", "man", "woman"}:
            return next(iter(unnamed.values())) if len({v.heads for v in unnamed.values()}) == 1 else None
        near = resolver.sentence(paragraph, head) - REACH
        return next((v for v in people if v.weight >= 2.0 and v.sentence >= near), None)
    if noun == "agency":
        near = resolver.sentence(paragraph, head) - REACH
        return next((v for v in resolver.before(place, near) if v.named and resolver.is_press(v.name) and own <= v.words
                     and not is_outlet(resolver.article, v.name)), None)  # fmt: skip
    if noun == "bank" and "central" in modifiers:
        central = resolver.once(
            "central bank", lambda: {m.name for m in resolver.mentions if CENTRAL_BANK.search(m.name)}
        )
        return resolver.last.get(central[0]) if len(central) == 1 else None
    if classes & {"person", "spokes"} and (later := _named_later(resolver, noun, modifiers, place)) is not None:
        return later
    if (acting := _acting_before(resolver, noun, classes, place, paragraph, head)) is not None:
        return acting
    if "body" in classes:  # "their union said": the body may be named in full only later
        named_later = {v.name: v for v in resolver.by_head.get(noun, ()) if v.named and modifiers <= v.words}
        if len(named_later) == 1:
            return next(iter(named_later.values()))
    return _only_body(resolver, noun, place, resolver.sentence(paragraph, head)) if noun in KINDS_OF_BODY else None


def _own_name(paragraph: Paragraph, head: Token) -> frozenset[str]:
    """The capitals before a noun: "the Corrin news agency" is no other one."""
    before = paragraph.doc[head.left_edge.i : head.i]
    return frozenset(t.lower_ for t in before if t.tag_ in {"NNP", "NNPS"} and t.is_alpha)


def _named_later(resolver: Resolver, noun: str, modifiers: set[str], place: int) -> Voice | None:
    """ "the transport minister said" in the lead: the one person whom the article names later with that office."""
    roles = {v.name: v for v in resolver.by_head.get(noun, ()) if v.named and v.kind == "person"}
    fitting = [v for v in roles.values() if modifiers <= v.words]
    return fitting[0] if len(fitting) == 1 and (modifiers or len(roles) == 1) and fitting[0].place > place else None


def _acting_before(
    resolver: Resolver, noun: str, classes: frozenset[str], place: int, paragraph: Paragraph, head: Token
) -> Voice | None:
    """ "Piet Vell was asleep in his cab. “...,” the dad of three told": news style calls a person by something new
    in the sentence after the one in which that person acts; only where nobody else is named there."""
    if not classes & {"person"} or head.tag_ != "NN" or paragraph.doc[head.left_edge.i].lower_ != "the":
        return None
    sentence = resolver.sentence(paragraph, head)
    near = [v for v in resolver.before(place, sentence - 1) if v.named and v.kind == "person"]
    acting = {v.name: v for v in near if v.weight >= ACTS and v.sentence < sentence}
    known = any(resolver.heads_of[name] for name in acting) and noun not in KIN
    alone = len(acting) == 1 and {v.name for v in near} == set(acting) and not known
    return next(iter(acting.values())) if alone else None


def _aged(resolver: Resolver, paragraph: Paragraph, head: Token) -> Voice | None:
    """ "the 54-year-old": the one person whose age is told so."""
    age = re.search(r"(\d{1,3})-year-old$", paragraph.text[: head.idx + len(head)])
    if age is None:
        return None
    text, told = resolver.article.text, re.compile(rf"[,\s(]+(?:aged )?{age[1]}\b(?!,?\d)")
    names = {m.name for m in resolver.mentions if m.kind != "place" and told.match(text, m.span.end)}
    return resolver.last.get(names.pop()) if len(names) == 1 else None


def _only_body(resolver: Resolver, noun: str, place: int, sentence: int) -> Voice | None:
    """ "the group": the one named body that has spoken shortly before and may be called so. A name of one word is too
    often a surname taken for a body."""
    kinds = KINDS_OF_BODY[noun]
    spoke = {
        v.name: v
        for v in resolver.before(place, sentence - REACH)
        if v.named and v.kind == "body" and " " in v.name and v.weight >= 1.0 and not resolver.is_press(v.name)
        and all(head in kinds or "body" not in source_words().get(head, frozenset()) for head in v.heads)
    }  # fmt: skip
    if len(spoke) == 1 or noun not in {"company", "firm"}:
        return next(iter(spoke.values())) if len(spoke) == 1 else None
    firms = resolver.once("firms", lambda: _firms(resolver))
    return resolver.last.get(firms[0]) if len(firms) == 1 and not spoke else None


def _firms(resolver: Resolver) -> set[str]:
    """The named bodies of an article that are no ministry, union or the like. A name of one word is too often a surname
    taken for a body."""
    names = {m.name for m in resolver.mentions if m.kind == "organisation" and " " in m.name}
    return {
        name
        for name in names
        if not resolver.is_press(name)
        and not any("body" in source_words().get(w, frozenset()) for w in {*parts(name)} - COMPANIES)
    }


def with_resolved_pronoun(resolver: Resolver, paragraph: Paragraph, head: Token, span: tuple[int, int]) -> str | None:
    """ "a member of it" -> "member of the union's executive": the body that "it" stands for is put in."""
    for token in paragraph.doc[head.i + 1 : span[1]]:
        if token.lower_ in {"it", "them"} and token.dep_ == "pobj":
            body = _last_body(paragraph, token)
            if body is None:
                return None
            before = paragraph.text[paragraph.doc[span[0]].idx : token.idx]
            return LEADING.sub("", before).strip() + " " + body
    return None


def _last_body(paragraph: Paragraph, token: Token) -> str | None:
    """The subject of the clause before, if it is a thing and no person."""
    sentence = paragraph.sentence(token)
    for candidate in paragraph.doc[sentence[0] : token.i]:
        if candidate.dep_ in SUBJECTS and candidate.tag_ in {"NN", "NNP", "NNS"}:
            start, end = noun_phrase(paragraph, candidate)
            return paragraph.text[paragraph.doc[start].idx : paragraph.doc[end - 1].idx + len(paragraph.doc[end - 1])]
    return None


def is_anonymous(paragraph: Paragraph, head: Token, classes: frozenset[str], definite: bool) -> bool:
    """Whether the words stand for people left unnamed. One who speaks for a named body is not anonymous."""
    end = paragraph.sentence(head)[1]
    rest = paragraph.text[max(0, head.idx - 30) : paragraph.doc[end - 1].idx + 1]
    if UNNAMED.search(rest[:250]):
        return True
    if "spokes" in classes or not classes & {"person", "generic"}:
        return False
    return head.tag_ == "NN" or not definite


def namesakes(
    resolver: Resolver, noun: str, classes: frozenset[str], paragraph: Paragraph, head: Token, before: tuple[int, int]
) -> tuple[str, ...]:
    """ "the bank", where two named banks have been met: the one that is meant, or both, and none is chosen. A word
    beside the noun decides, or that one of them is a subject or nearer."""
    if "body" not in classes or any(t.tag_ in {"JJ", "NN", "NNP"} for t in paragraph.doc[before[0] : before[1]]):
        return ()
    place, sentence = paragraph.offset + head.idx, resolver.sentence(paragraph, head)
    if any(c.dep_ == "prep" and c.i > head.i for c in head.children):
        return ()
    scored: dict[str, float] = {}
    for voice in resolver.before(place, sentence - REACH):
        if voice.named and voice.kind == "body" and noun in voice.heads:
            score = voice.weight - FADING * (sentence - voice.sentence)
            scored[voice.name] = max(score, scored.get(voice.name, score))
    ranked = sorted(scored, key=lambda name: (-scored[name], name))
    if len(ranked) < 2:
        return ()
    decided = scored[ranked[0]] - scored[ranked[1]] >= NAMESAKES_APART
    return (ranked[0],) if decided else tuple(sorted(ranked[:2]))
