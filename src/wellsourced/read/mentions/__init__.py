"""Article and its parse -> names, each with its kind, its description and the fullest form the article uses.

1. Where names stand (`runs`).
2. A role before the name ("Deputy Minister Radko Yelenić") is split off and kept as its description, as is an
   apposition after it ("Ilko Dervan, who worked as an engineer") (`roles`).
3. How the sentence uses the name: as a place, a company, a person, or someone who speaks or acts (`uses`).
4. Kind by votes over all mentions of a name in the article (`kinds`).
5. A short form gets the article's own full form where exactly one fits: "Dervan" -> "Ilko Dervan" (`full_names`).
6. A capital's name is marked where it is used for the government (`governments`).
7. Aliases that the text itself states: "the Combined Joint Task Force (CJTF)" (`stated`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ...names import has_demonym, key, parts
from ...records import Alias, Article, Mention, Span
from ..governments import with_governments
from ..language import Parse, ParsedBlock
from .full_names import with_full_names
from .kinds import Draft, decide_kinds, votes_of
from .roles import after_name, before_name, split_role
from .runs import (
    WORD,
    Word,
    adjectives_of,
    end_of_dateline,
    find_runs,
    names_nobody,
    with_feature,
    with_head,
    with_number,
    with_particle,
    without_adjectives,
    without_letters_behind,
    words_of,
    words_seen_as_names,
)
from .stated import find_aliases
from .uses import use_of

SHOUTED = 0.7  # share of words in capitals from which capitals tell nothing


def find_mentions(article: Article, parse: Parse) -> tuple[tuple[Mention, ...], tuple[Alias, ...]]:
    """Every name in the readable blocks of an article, in order, and the aliases that its text states."""
    blocks = [(parsed, words_of(parsed)) for parsed in parse]
    known = words_seen_as_names(blocks)
    body = [(parsed, words) for parsed, words in blocks if not _is_title(parsed)]
    titles = [parsed for parsed, _ in blocks if _is_title(parsed)]
    drafts = [draft for parsed, words in body for draft in _find_in_block(parsed, words, known)]
    in_titles = _find_again(titles, [draft.mention for draft in drafts])
    mentions = decide_kinds([*in_titles, *drafts], adjectives_of(body))
    mentions = [m for m in mentions if m.kind != "group" or len(parts(m.text)) > 1]
    mentions = with_full_names(sorted(mentions, key=lambda m: m.span), article)
    mentions = _without_demonyms(mentions)
    mentions = with_governments(mentions, parse)
    return tuple(mentions), tuple(find_aliases(article, mentions))


def _find_in_block(parsed: ParsedBlock, words: list[Word], known: frozenset[str]) -> Iterator[Draft]:
    text = parsed.text
    dateline = len(text) if parsed.block.kind == "dateline" else end_of_dateline(text)
    known |= {word.text for word in words if word.end <= dateline and word.text.isupper()}
    for run in find_runs(text, words, known):
        if names_nobody(words, run, known):
            continue
        role, name = split_role(words, run)
        name = without_letters_behind(words, name) if name else None
        name = without_adjectives(words, name) if name else None
        if name is None:
            continue
        name = with_feature(text, words, with_head(text, words, with_particle(text, words, name)))
        name = with_number(text, words, name)
        first, last = words[name[0]], words[name[1] - 1]
        start, end = parsed.block.start + first.start, parsed.block.start + last.end
        before, after = before_name(parsed, words, role, name), after_name(parsed, last.end)
        use = use_of(parsed, first.start, last.end, before, after)
        described = before or after
        written = re.sub(r"\s+", " ", text[first.start : last.end])
        mention = Mention(Span(parsed.article, start, end), written, "other", written, use=use)
        if described is not None:
            mention = replace(mention, description=described[0], description_span=described[1])
        yield Draft(mention, *votes_of(words, name, before, after, use))


def _find_again(titles: list[ParsedBlock], mentions: list[Mention]) -> Iterator[Draft]:
    """Names of the body where they stand in a title: a title may capitalise every word, so it shows no new ones."""
    names = {mention.text for mention in mentions}
    names |= {name.upper() for name in names}
    there = [
        name for name in names if any(name in title.text for title in titles)
    ]  # a few: patterns are costly to make
    if not there:
        return
    ordered = sorted(there, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")
    for title in titles:
        for m in pattern.finditer(title.text):
            span = Span(title.article, title.block.start + m.start(), title.block.start + m.end())
            yield Draft(Mention(span, m.group(), "other", m.group()), Counter())


def _without_demonyms(mentions: list[Mention]) -> list[Mention]:
    """The mentions without bare adjectives of the article's own places: "Deshti" beside "Desht" names nobody, unless
    somebody of that name speaks or is introduced."""
    places = {key(m.text) for m in mentions if m.kind == "place" and len(parts(m.text)) == 1}
    lone = {key(m.text) for m in mentions if len(parts(m.text)) == 1}
    adjectives = {word for word in lone if any(has_demonym(p, frozenset((word,))) for p in places if p != word)}
    return [
        m for m in mentions
        if key(m.text) not in adjectives or m.name != m.text or m.use in ("person", "agent") or m.description
    ]  # fmt: skip


def _is_title(parsed: ParsedBlock) -> bool:
    """Whether a block is a title, or shouts like one: its capitals tell no names."""
    words = WORD.findall(parsed.text)
    loud = sum(word.isupper() and len(word) > 1 for word in words)
    return parsed.block.kind == "title" or (
        parsed.block.kind != "dateline" and len(words) > 2 and loud > SHOUTED * len(words)
    )
