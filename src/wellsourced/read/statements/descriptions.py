"""Words that describe a speaker -> who is meant by them: "the official", "the 54-year-old", "the group"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..language import lemma
from .clauses import SUBJECTS, noun_phrase
from .cues import source_words
from .paragraphs import Paragraph
from .press import is_outlet
from .voices import REACH, Resolver, Voice

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
LEADING = re.compile(r"^(?:(?:the|a|an|its|their|his|her|our|this|that|one|another)\s+)+", re.IGNORECASE)


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
        return None  # "the office of Oda Renn" introduces itself
    if "press" in classes:
        return next((v for v in resolver.before(place) if v.named and resolver.is_press(v.name)
                     and not is_outlet(resolver.article, v.name)), None)  # fmt: skip
    many = head.tag_ == "NNS"
    fitting = (v for v in resolver.before(place) if noun in v.heads and modifiers <= v.words and v.plural == many)
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
        return next((v for v in resolver.before(place, near) if v.named and resolver.is_press(v.name)
                     and not is_outlet(resolver.article, v.name)), None)  # fmt: skip
    if "body" in classes:  # "their union said": the body may be named in full only later
        later = {v.name: v for v in resolver.voices if v.named and noun in v.heads and modifiers <= v.words}
        if len(later) == 1:
            return next(iter(later.values()))
    return _only_body(resolver, noun, place, resolver.sentence(paragraph, head)) if noun in KINDS_OF_BODY else None


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
    return next(iter(spoke.values())) if len(spoke) == 1 else None


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
