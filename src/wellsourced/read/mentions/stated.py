"""Mentions of an article -> names that the article itself says are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...names import is_acronym_of
from ...records import Alias, Article, Mention, Span

BRACKET = re.compile(r"\s?[(\[](?:the )?(?P<inner>[^()\[\]\n]{2,60})[)\]]")
KNOWN_AS = re.compile(r"\b(?:also|better|formerly|previously|otherwise)?\s?(?:known as|called|formerly|dubbed)\s+$")


def find_aliases(article: Article, mentions: list[Mention]) -> Iterator[Alias]:
    at = {mention.span.start: mention for mention in mentions}
    for mention in mentions:
        match = BRACKET.match(article.text, mention.span.end)
        if not match:
            continue
        outer_end = match.end()
        inside = [at[place] for place in sorted(at) if match.start("inner") <= place < outer_end]
        for inner in inside:
            lead = article.text[match.start("inner") : inner.span.start]
            evidence = Span(article.id, mention.span.start, outer_end)
            if lead.strip().lower() in {"", "the", "or"} and _is_bracket_alias(mention, inner):
                yield Alias(mention.text, inner.text, evidence, "the text puts one name in brackets after the other")
            elif re.search(r"(?:known as|formerly|or)\s*(?:the )?$", lead):
                yield Alias(mention.text, inner.text, evidence, "the text says that one is known as the other")


def _is_bracket_alias(outer: Mention, inner: Mention) -> bool:
    if is_acronym_of(inner.text, outer.text) or is_acronym_of(outer.text, inner.text):
        return True
    bodies = {"organisation", "group", "other"}
    return outer.kind in bodies and inner.kind in bodies
