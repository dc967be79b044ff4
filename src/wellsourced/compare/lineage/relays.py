"""1. An article of the story that another one names as its source: who took from whom, by their own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...names import key, parts
from ...records import BODY, ArticleId, Credit, Descent, Doubt, Edge, Node, Passage, Span, Statement
from .texts import EVIDENCE, Text, Texts, counted, listed, names_outlet, outlet_words, span_of

Relays = dict[tuple[ArticleId, ArticleId], list[Credit]]  # (article, article whose outlet it names) -> the credits


def find_relays(texts: Texts, passages: Sequence[Passage]) -> Relays:
    """(article, article whose outlet it names as a source) -> the credits.

    An article that came out a day before another one, and has no words of it, names something else of that outlet.
    """
    if len(texts) < 2:
        return {}
    by_word: dict[str, list[Text]] = defaultdict(list)  # last word of an outlet's name -> its articles
    for text in texts.values():
        if text.outlet and (words := outlet_words(text.outlet)):
            by_word[words[-1]].append(text)
    found: Relays = defaultdict(list)
    for text in texts.values():
        for credit in _named_sources(text):
            if not any(word[:1].isupper() for word in credit.name.removeprefix("The ").split()):
                continue  # "a post", "that": no outlet's name
            for other in by_word.get((parts(credit.name) or ("",))[-1], ()):
                same = other.id == text.id or key(other.outlet or "") == key(text.outlet or "")
                if not same and names_outlet(credit.name, other.outlet or ""):
                    found[text.id, other.id].append(credit)
    for taker, giver, credit in [*_by_name(texts), *_by_masthead(texts)]:
        if not any(credit.span.overlaps(known.span) for known in found.get((taker, giver), ())):
            found[taker, giver].append(credit)
    return {
        (taker, giver): credits
        for (taker, giver), credits in found.items()
        if not _came_out_before(texts[taker], texts[giver])
        or any(span_of(passage, taker) and span_of(passage, giver) for passage in passages)
    }


def _came_out_before(one: Text, other: Text) -> bool:
    latest, earliest = one.article.published.latest, other.article.published.earliest
    return latest is not None and earliest is not None and latest < earliest


def _named_sources(text: Text) -> list[Credit]:
    """The credits of an article, and every other source or relay that it names: it may be an outlet of the story."""
    found = {(credit.span, credit.scope): credit for credit in text.reading.credits}
    for statement in text.reading.statements:
        scope = Span(text.id, statement.content[0].start, max(span.end for span in statement.content))
        voices = [(statement.source.name, statement.source.span), *((x.name, x.span) for x in statement.chain)]
        voices += (
            [(statement.addressee, _place_of(text, statement, statement.addressee))] if statement.addressee else []
        )
        for name, span in voices:
            if span is not None:
                found.setdefault((span, scope), Credit(name, span, scope, False, f"“{name}” is named as the source"))
    return [found[place] for place in sorted(found)]


TOLD = 120  # characters behind "told" in which the one it was told to is named
MASTHEAD = 120  # characters of a line that may be a page's masthead


def _place_of(text: Text, statement: Statement, addressee: str) -> Span | None:
    """Where a statement names whom it was told to: behind its reporting words."""
    for cue in statement.cue:
        at = text.article.text.find(addressee, cue.end, cue.end + TOLD)
        if at >= 0:
            return Span(text.id, at, at + len(addressee))
    return None


# What stands in a sentence that takes something from an outlet, beside its name
REPORTING = re.compile(
    r"\b(?:report(?:s|ed)?|revealed|story|article|first|told|according|interview|wrote|writes|publish(?:ed|es)?|broke|"
    r"says|said|quoted|cited|citing|disclosed|investigation|document(?:s|ed)|count(?:s|ed)|record(?:s|ed)|list(?:s|ed)|"
    r"found|finds|estimate[sd]?|puts?|toll|tally|figures?|findings)\b"
)
SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s))+[.!?]?")


def _by_name(texts: Texts) -> Iterator[tuple[ArticleId, ArticleId, Credit]]:
    """Outlets of the story that a sentence about reporting names in full, whatever its construction."""
    outlets = {text.outlet: text.id for text in reversed(texts.values()) if text.outlet and " " in text.outlet.strip()}
    if not outlets:
        return
    names = {name.removeprefix("The ").lower(): article for name, article in sorted(outlets.items())}
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE)
    for text in texts.values():
        lower = text.article.text.lower()
        named = any(name in lower for name in longest)  # most articles name none, which this shows sooner
        for block in text.body if named else ():
            for match in pattern.finditer(text.article.text, block.start, block.end):
                giver = names.get(match.group().lower())
                if giver is None or not match.group()[0].isupper():
                    continue
                if key(texts[giver].outlet or "") == key(text.outlet or ""):
                    continue
                around = [m for m in SENTENCE.finditer(text.article.text, block.start, block.end)
                          if m.start() <= match.start() < m.end()]  # fmt: skip
                if around and REPORTING.search(around[0].group().replace(match.group(), "")):
                    span = Span(text.id, match.start(), match.end())
                    scope = Span(text.id, around[0].start(), around[0].end())
                    yield text.id, giver, Credit(match.group(), span, scope, False, f"“{match.group()}” is named")


def _by_masthead(texts: Texts) -> Iterator[tuple[ArticleId, ArticleId, Credit]]:
    """Sources by the name of a page that does not tell its outlet: a title or another line outside its body begins or
    ends with it."""
    for giver in texts.values():
        lines = () if giver.outlet else _around(giver)
        for taker in texts.values() if lines else ():
            for credit in _named_sources(taker):
                name = re.sub(r"^[Tt]he\s+", "", credit.name)
                if taker.id != giver.id and " " in name and _is_masthead(name, lines):
                    yield taker.id, giver.id, credit


def _around(text: Text) -> tuple[str, ...]:
    blocks = (block for block in text.article.blocks if block.kind not in BODY and block.end - block.start <= MASTHEAD)
    return text.article.title or "", *(text.article.text[block.start : block.end] for block in blocks)


def _is_masthead(name: str, lines: Sequence[str]) -> bool:
    """Whether a line is a name, or a name and something parted from it: "The Tarn Packet - Thursday, May 1"."""
    said = rf"(?:The\s+)?{re.escape(name)}"
    after = r"(?:\([^()]*\)\W*|[-–—|·•]\s.*)?"  # "(English page)", "- Thursday, May 1"
    pattern = re.compile(rf"\W*{said}\W*?{after}|.*\s[-–—|·•]\s+{said}\W*", re.IGNORECASE | re.DOTALL)
    return any(pattern.fullmatch(line) for line in lines)


def lay_relays(texts: Texts, relays: Relays, passages: Sequence[Passage]) -> tuple[list[Edge], list[Descent]]:
    """An edge for each, and what was taken: what the credits cover, and the passages that both carry."""
    edges: list[Edge] = []
    descents: list[Descent] = []
    for (taker, giver), credits in sorted(relays.items()):
        shared = [s for p in passages if (s := span_of(p, taker)) and span_of(p, giver)]
        scopes = sorted({credit.scope for credit in credits})
        evidence = tuple(sorted({credit.span for credit in credits} | set(shared)))[:EVIDENCE]
        words = texts[taker].article.words(min(credit.span for credit in credits))
        why = f"{texts[taker].name} names “{words}” as its source" + (
            f" and has {counted(len(shared), 'passage')} of it" if shared else ""
        )
        edges.append(Edge(taker, giver, "quotes" if shared else "rewrites", 0.95, evidence, why))
        descents += [Descent(span, giver, 0.95) for span in [*scopes, *shared]]
    return edges, descents


def doubt_relayed(
    texts: Texts, relays: Relays, nodes: Sequence[Node], descents: Sequence[Descent], origins: Mapping[str, list[str]]
) -> list[Doubt]:
    """An unseen text whose carriers all name one article as a source may tell what stands there, and no more."""
    found: dict[tuple[str, str], Doubt] = {}
    carried: dict[str, set[ArticleId]] = defaultdict(set)
    for descent in descents:
        carried[descent.origin].add(descent.span.article)
    for node in nodes:
        carriers = sorted(carried[node.id])
        if node.kind != "unseen" or len(carriers) < 2:
            continue
        named = [{giver for taker, giver in relays if taker == carrier} for carrier in carriers]
        for giver in sorted(set.intersection(*named)):
            evidence = tuple(sorted(relays[carrier, giver][0].span for carrier in carriers))[:EVIDENCE]
            names = listed(texts[carrier].name for carrier in carriers)
            why = f"what {names} share names {texts[giver].name} as its source: it may rest on that alone"
            for root in origins[giver]:
                pair = (min(node.id, root), max(node.id, root))
                if node.id != root:
                    found.setdefault(pair, Doubt(*pair, evidence, why))
    return [found[pair] for pair in sorted(found)]
