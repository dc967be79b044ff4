"""Mentions of an article -> names that the article itself says are one.

In brackets: "the Combined Joint Task Force (CJTF)", "DAESH (Islamic State)"; or in words right between the two: "known
as", "formerly", "renamed", "also called", "née". Both must be names of one sort of bearer: "Orla Venn, formerly of the
BBC" and "Orla Venn, born in Tarn" tell no alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...names import is_acronym_of
from ...records import Alias, Article, Mention, Span

BRACKET = re.compile(r"\s?[(\[](?:the )?(?P<inner>[^()\[\]\n]{2,60})[)\]]")
IN_BRACKET = re.compile(r"(?:known as|formerly|previously|or|now|née|nee|a\.?k\.?a\.?|alias|born)\s*(?:the )?$")
BETWEEN = re.compile(
    r"""(?:,?\s(?:\(?(?:which|who)\s(?:is|was|are|were)\s)?
          (?:(?:also|better|formerly|previously|otherwise|popularly|locally|widely|commonly|sometimes|until\srecently)\s)?
          (?:known|referred\sto)\s(?:as|by)
        | ,?\s(?:also|formerly|previously|sometimes)\s(?:called|named|styled)
        | ,\s(?:formerly|previously|née|nee|alias|a\.?k\.?a\.?|or\ssimply|or)
        | \s(?:alias|a\.?k\.?a\.?|née|nee)
        | ,?\s(?:was|has\sbeen|had\sbeen|which\swas)\s(?:renamed|rebranded(?:\s(?:as|to))?)
        | ,?\s(?:which\s)?(?:changed|has\schanged)\sits\sname\s(?:to|from))
        \s(?:the\s)?[“"‘']?""",
    re.VERBOSE | re.IGNORECASE,
)
SORTS = {"organisation": "body", "group": "body", "other": "body", "facility": "body"}


def find_aliases(article: Article, mentions: Sequence[Mention]) -> Iterator[Alias]:
    """`mentions` in order of place."""
    yield from _in_brackets(article, mentions)
    for left, right in pairwise(mentions):
        between = article.text[left.span.end : right.span.start]
        if len(between) > 60 or not BETWEEN.fullmatch(between) or _sort(left) != _sort(right):
            continue
        if between.strip(" ,“\"‘'") in ("or", "or the") and not article.text[right.span.end :].startswith((",", ")")):
            continue  # "Tarn, or Orrin if it rains"
        evidence = Span(article.id, left.span.start, right.span.end)
        words = " ".join(between.strip(" ,“\"‘'").split())
        yield Alias(left.name, right.name, evidence, f"the text says so: “{words}”")


def _sort(mention: Mention) -> str:
    return SORTS.get(mention.kind, mention.kind)


def _in_brackets(article: Article, mentions: Sequence[Mention]) -> Iterator[Alias]:
    for at, mention in enumerate(mentions):
        match = BRACKET.match(article.text, mention.span.end)
        if not match:
            continue
        for inner in mentions[at + 1 :]:
            if inner.span.start >= match.end():
                break
            lead = article.text[match.start("inner") : inner.span.start]
            evidence = Span(article.id, mention.span.start, match.end())
            if lead.strip().lower() in {"", "the", "or"} and _is_bracket_alias(mention, inner):
                yield Alias(mention.name, inner.name, evidence, "the text puts one name in brackets after the other")
            elif IN_BRACKET.search(lead) and _sort(mention) == _sort(inner):
                yield Alias(mention.name, inner.name, evidence, "the text says that one is known as the other")


def _is_bracket_alias(outer: Mention, inner: Mention) -> bool:
    if is_acronym_of(inner.text, outer.text) or is_acronym_of(outer.text, inner.text):
        return True
    return _sort(outer) == _sort(inner) == "body"
