"""Which names of an article mean news media: what is told to them, or reported by them, came through them.

1. By the name itself ("Evening Courier"), a list of agencies, or the words beside it ("the weekly Dockside", "the
   Pharos agency").
2. By the article's own credits: what stands in its byline, dateline or credit line.
3. By what it does: it reports, quotes somebody as saying, is told something for all to hear ("told Interpress").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...names import parts
from ...records import Mention, Source
from ..language import lemma
from .cues import source_words
from .press import is_agency, is_outlet, is_press
from .voices import Resolver

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .attribution import Draft
    from .paragraphs import Paragraph

OwnName = Callable[[Resolver, "Paragraph", "Token", tuple[int, int]], Mention | None]
ACRONYM = re.compile(r"[A-Z]{2,5}")
# Acronyms and bodies that are told things and publish none of them
NO_MEDIA = frozenset(("NATO", "NASA", "OPEC", "FIFA", "UEFA", "UNHCR", "WHO", "EU", "UN", "US", "UK", "IMF", "FBI",
                      "CIA", "Congress", "Parliament", "Senate", "Interpol", "Europol", "Knesset", "Duma", "Bundestag",
                      "Ofcom", "Greenpeace", "Amnesty", "Whitehall", "Brussels", "Washington", "Moscow",
                      "London"))  # fmt: skip
CREDITS = frozenset(("byline", "credit"))
PLACED = re.compile(r"[A-Z][\w’'.,/ -]{1,40}\(([A-Z][^()]{1,40})\)\s*[-–—:]")  # TORGRAD (Kontor) –
BRACKETED = re.compile(r"\(([^()]{2,40})\)")
BESIDE_BEFORE = frozenset(("newspaper", "weekly", "daily", "magazine", "broadcaster", "tabloid", "agency", "paper",
                           "site", "website", "station", "channel", "portal"))  # fmt: skip
BESIDE_AFTER = re.compile(
    r"\W{0,3}(?:the |a |an )?(?:[\w-]+ )?(news agency|newspaper|weekly|magazine|newswire|broadcaster|news site)"
)
# "told state television": a medium that is told by its kind alone
OF_A_KIND = re.compile(
    r"(?:the )?(?:(?:state|state-run|state-owned|national|public|local|regional|private|independent) )+"
    r"(?:television|tv|radio|broadcaster|media)(?: station| channel)?"
)
SHORTEST = 3  # letters of a name in a credit line


def news_media(resolver: Resolver, drafts: Sequence[Draft], own_name: OwnName) -> set[str]:
    """The names of news media, as far as the article tells."""
    credited = credited_names(resolver)
    found = {m.name for m in resolver.mentions if _is_by_name(resolver, m) or _is_credited(m, credited)}
    for draft in drafts:
        found |= set(_by_deed(resolver, draft, own_name))
    return found


def is_medium(resolver: Resolver, source: Source) -> bool:
    """Whether a relay or addressee is a news medium other than the one that publishes the article."""
    text = source.text.lower()
    words = re.findall(r"\w+", text)
    if words and words[0] in {"this", "our"}:
        return False
    described = (
        text.endswith("news agency")
        or bool(OF_A_KIND.fullmatch(text))
        or (bool(words) and "press" in source_words().get(words[-1], frozenset()) and source.name.endswith(words[-1]))
    )
    named = resolver.is_press(source.name) or resolver.is_press(source.text) or is_agency(source.name)
    return (named or described) and not is_outlet(resolver.article, source.name)


# ---- by name and credit -------------------------------------------------------------------------


def _is_by_name(resolver: Resolver, mention: Mention) -> bool:
    text = resolver.article.text
    before = re.findall(r"\w+", text[max(0, mention.span.start - 24) : mention.span.start])[-1:]
    after = BESIDE_AFTER.match(text[mention.span.end : mention.span.end + 40])
    beside = bool(before) and before[0].lower() in BESIDE_BEFORE
    by_name = mention.kind != "person" and (is_press(mention.name) or is_agency(mention.name))
    behind = after is not None and mention.kind not in {"person", "place"}
    return bool(by_name or beside or behind or is_outlet(resolver.article, mention.name))


def credited_names(resolver: Resolver) -> frozenset[tuple[str, ...]]:
    """The names in the article's byline, dateline and credit lines, and in the dateline of its first paragraph."""
    text = resolver.article.text
    lines = [text[b.start : b.end] for b in resolver.article.blocks if b.kind in CREDITS]
    first = next((b for b in resolver.article.blocks if b.kind == "paragraph"), None)
    placed = PLACED.match(text, first.start, first.end) if first is not None else None
    pieces = [piece for line in lines for piece in re.split(r"[()/|,–—-]|\b(?:and|by|with|from|via)\b", line)]
    datelines = [text[b.start : b.end] for b in resolver.article.blocks if b.kind == "dateline"]
    bracketed = [m[1] for line in datelines for m in BRACKETED.finditer(line)]
    pieces += [p for found in (*bracketed, placed[1] if placed else "") for p in re.split(r"[/,]", found)]
    return frozenset(tuple(parts(piece)) for piece in pieces if len(piece.strip()) >= SHORTEST)


def _is_credited(mention: Mention, credited: frozenset[tuple[str, ...]]) -> bool:
    """A reporter's name stands there as well: only a name of one word, or that of no person, is a medium."""
    single = " " not in mention.name
    return tuple(parts(mention.name)) in credited and mention.kind != "place" and (single or mention.kind != "person")


# ---- by what it does ----------------------------------------------------------------------------


def _by_deed(resolver: Resolver, draft: Draft, own_name: OwnName) -> Iterator[str]:
    verb, home = draft.verb, draft.home
    word = lemma(verb) if verb is not None else ""
    reporters = [draft.speaker] if draft.speaker is not None and word == "report" else []
    for token in [*reporters, *draft.relays]:
        named = own_name(resolver, home, token, (token.left_edge.i, token.i + 1))
        if named is None or named.kind not in {"organisation", "other", "facility"} or named.name in NO_MEDIA:
            continue
        if token in reporters or draft.quoting:
            yield named.name
    hearer = draft.hearer
    if hearer is None or word != "tell" or not draft.told_clause or hearer.text in NO_MEDIA:
        return
    if hearer.left_edge == hearer and ACRONYM.fullmatch(hearer.text):  # "told MNA", but "told the FBI"
        yield hearer.text
    elif hearer.lower_ == "agency" and home.doc[hearer.i - 1].tag_ == "NNP":  # "told the Pharos agency"
        named = own_name(resolver, home, home.doc[hearer.i - 1], (hearer.i - 1, hearer.i + 1))
        yield from [named.name] if named is not None else []
    elif hearer.tag_ in {"NNP", "NNPS"}:
        yield from _told_publicly(resolver, home, hearer, own_name)


def _told_publicly(resolver: Resolver, home: Paragraph, hearer: Token, own_name: OwnName) -> Iterator[str]:
    """ "told Interpress", "told The Karasu Packet": a body without an article, or with a capital one inside a sentence.
    Of those that are told things in this way in the news nearly all are news media."""
    start = hearer.left_edge
    while start.i > hearer.head.i + 1 and home.doc[start.i - 1].tag_ in {"NNP", "NNPS"}:
        start = home.doc[start.i - 1]
    named = own_name(resolver, home, hearer, (start.i, hearer.i + 1))
    if named is None or named.name in NO_MEDIA:
        return
    article = home.doc[start.i - 1].text if start.tag_ != "DT" else start.text
    capital = article == "The" or start.text == "The"
    bare = start.tag_ in {"NNP", "NNPS"} and article.lower() not in {"the", "a", "an", "his", "her", "their", "its"}
    body = named.kind in {"organisation", "other"} or (named.kind == "facility" and capital)
    lone_person = named.kind == "person" and " " not in named.name and _is_only_told(resolver, named)
    institution = any("body" in source_words().get(w, frozenset()) for w in parts(named.name))
    if (capital and named.kind != "person") or (bare and not institution and (body or lone_person)):
        yield named.name


def _is_only_told(resolver: Resolver, named: Mention) -> bool:
    """Whether a name of one word, taken for a person's, never does anything here but listen and report."""
    busy = resolver.once("busy", lambda: {m.name for m in resolver.mentions if not _is_object(resolver, m)})
    return named.name not in busy


def _is_object(resolver: Resolver, mention: Mention) -> bool:
    text = resolver.article.text
    before = re.findall(r"\w+", text[max(0, mention.span.start - 20) : mention.span.start])[-1:]
    return bool(before) and before[0].lower() in {"told", "to", "by", "tells", "with"}


def only_medium(resolver: Resolver) -> str | None:
    """The one newspaper or station, other than the outlet and the agencies, that an article names."""
    media = resolver.once("media", lambda: _other_media(resolver))
    return media[0] if len(media) == 1 else None


def _other_media(resolver: Resolver) -> set[str]:
    named = {m.name for m in resolver.mentions if m.name in resolver.press and not is_outlet(resolver.article, m.name)}
    return {name for name in named if not is_agency(name) and name not in resolver.wires}
