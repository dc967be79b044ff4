"""Drafts with their voices -> statements: kind, spans, who relays whom, what stands within what.

A relay is whoever the words passed through before they reached the article: a news medium they were told to or that is
cited for them, and everyone in whose statement they are reported. The publishing outlet is left out. A relay named in
a paragraph holds for all that the same speaker says in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...names import parts
from ...records import Article, Interval, Link, Span, Statement, StatementKind, make_id
from ..language import lemma
from .attribution import Draft, Neighbours, size
from .cues import cue_verbs
from .manner import manner_of, passes_on
from .paragraphs import Paragraph
from .press import is_outlet, press_name
from .voices import Voices

WORD = re.compile(r"\w+")
DEEPEST = 8  # statements in one another whose speakers a chain takes in: nobody is told at a ninth remove
DATELINE = re.compile(r"[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+)*(?:, [A-Z][\w.]+)?\s*(?:\([^()]{2,40}\)\s*)?[–—-]+\s+")
EDGES = " \t\n\r\u00a0,;:–—-"
MEDIUM = re.compile(
    r"\b(?:in|at|during|on|by|via|through|over|from) (?:(?:a|an|the|his|her|its|their|one) )?"
    r"(?:(?!in |at |on |by |via |to )[\w-]+ ){0,3}?"  # "on Monday | in a statement"
    r"(?:statement|interview|news conference|press conference|conference call|briefing|telephone|phone|email|e-mail|"
    r"letter|speech|report|tweet|Twitter|Facebook|blog post|post|message|memo|press release|news release|testimony|"
    r"television|radio|article|book|video|debate|rally|hearing|op-ed|editorial|essay|call)s?\b"
)
# "the vote was rigged, a charge the commission denies": what others make of it was not said with it
DENIED_BEHIND = re.compile(
    r",\s+(?:which|(?:an?\s+)?(?:claim|charge|accusation|allegation|assertion|account|suggestion|report|version)s?)\s+"
    r"(?:(?:that|which)\s+)?(?:\w[\w’'.-]*\s+){1,6}?(?:has\s+|have\s+|had\s+)?(?:\w+ly\s+|always\s+)?"
    r"(?:den(?:y|ies|ied)|rejects?|rejected|disputes?|disputed)\s*$"
)
Told = tuple[Draft, Voices, tuple[Span, ...]]


def link_statements(
    article: Article, drafts: Sequence[Draft], voices: Sequence[Voices], uttered: Sequence[Interval | None]
) -> tuple[Statement, ...]:
    """The statements in order of their content; `voices` and `uttered` are those of the drafts, one by one. Drafts
    that come out without content are dropped."""
    spoken = zip(drafts, voices, uttered, strict=True)
    found = [((d, v, spans), when) for d, v, when in spoken if (spans := _spans(article, d))]
    found.sort(key=lambda item: (item[0][2][0].start, -item[0][2][-1].end))
    told = [(each, s) for each, when in found if (s := _statement(article, *each, when)) is not None]
    kept, bare = [each for each, _ in told], [statement for _, statement in told]
    outer = _enclosing([d for d, _, _ in kept], bare)
    links = [_own_links(d, v, _told_by(kept, above)) for (d, v, _), above in zip(kept, outer, strict=True)]
    _share_relays([d for d, _, _ in kept], bare, links)
    _relay_by_media(kept, links)
    done = []
    for i, statement in enumerate(bare):
        if kept[i][0].place == "floating" and not (kept[i][0].cue or statement.source.name):
            continue
        if outer[i] is None and kept[i][0].paragraph.whole is not None:
            continue  # told in a quotation that nobody is known to have said
        if i not in outer and _is_own_mind(kept[i], kept[above] if (above := outer[i]) is not None else None):
            continue
        chain, node, seen = list(links[i]), outer[i], {i}
        while node is not None and node not in seen and len(seen) <= DEEPEST:
            seen.add(node)
            chain += [replace(link, role="relay") for link in links[node]]
            node = outer[node]
        chain = _without_repeats(article, chain)
        above = outer[i]
        done.append(replace(statement, chain=tuple(chain), within=bare[above].id if above is not None else None))
    return tuple({s.id: s for s in done}.values())


def _statement(
    article: Article, draft: Draft, voices: Voices, spans: tuple[Span, ...], uttered: Interval | None
) -> Statement | None:
    home = draft.home
    cue = tuple(_span(article, home, first, end) for first, end in draft.cue)
    name, kind = voices.source.name, _kind(draft.paragraph.root, spans) if draft.place != "turn" else "direct"
    manner = manner_of(draft, kind, name)
    if manner is None:
        return None
    where = ";".join(f"{s.start}-{s.end}" for s in spans)
    return Statement(
        make_id("s", article.id, where, name), article.id, kind, spans, voices.source, cue,
        addressee=_addressee(draft, voices), medium=_medium(draft), uttered=uttered, denied=draft.denied,
        manner=manner, also=voices.also,
    )  # fmt: skip


# ---- what was said ---------------------------------------------------------------------------


def _span(article: Article, paragraph: Paragraph, first: int, end: int) -> Span:
    last = paragraph.doc[end - 1]
    return Span(article.id, paragraph.offset + paragraph.doc[first].idx, paragraph.offset + last.idx + len(last))


def _spans(article: Article, draft: Draft) -> tuple[Span, ...]:
    """The content without outer quotation marks and the punctuation around it."""
    paragraph, spans = draft.paragraph, []
    for first, end in draft.ranges:
        if first >= end:
            continue
        start = paragraph.doc[first].idx
        if first == 0 and (dateline := DATELINE.match(paragraph.text)):
            start = dateline.end()
        stop = paragraph.doc[end - 1].idx + len(paragraph.doc[end - 1])
        spans += [
            Span(article.id, paragraph.offset + a, paragraph.offset + b) for a, b in _trim(paragraph, start, stop)
        ]
    return tuple(spans)


def _trim(paragraph: Paragraph, start: int, end: int) -> list[tuple[int, int]]:
    text = paragraph.text
    inside = paragraph.quotations_in(start, end)
    if inside and not WORD.search(text, end, max(end, inside[-1].end)):
        end = max(end, inside[-1].end)  # the closing mark of a quotation in the content
    before = (-1, -1)
    while (start, end) != before and start < end:
        before = (start, end)
        while start < end and text[start] in EDGES:
            start += 1
        while start < end and text[end - 1] in EDGES + ".":
            end -= 1
        if (behind := DENIED_BEHIND.search(text, start, end)) and not paragraph.quotations_in(behind.start(), end):
            end = behind.start()
        if len(inside) == 1 and inside[0].start <= start < inside[0].inner_end and end <= inside[0].end:
            start, end = max(start, inside[0].inner_start), min(end, inside[0].inner_end)
    return [(start, end)] if start < end and WORD.search(text, start, end) else []


def _kind(paragraph: Paragraph, spans: tuple[Span, ...]) -> StatementKind:
    inside = outside = 0
    for span in spans:
        start, end = span.start - paragraph.offset, span.end - paragraph.offset
        quotations = paragraph.quotations_in(start, end)
        for match in WORD.finditer(paragraph.text, start, end):
            if any(q.start <= match.start() < q.end for q in quotations):
                inside += 1
            else:
                outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"


# ---- to whom and how ----------------------------------------------------------------------------


def _addressee(draft: Draft, voices: Voices) -> str | None:
    if voices.hearer is None:
        return None
    hearer = voices.hearer
    return re.sub(r"^(?:the|a|an|his|her|its|their)\s+", "", hearer.name or hearer.text, flags=re.IGNORECASE) or None


def _medium(draft: Draft) -> str | None:
    """ "in a statement", "by telephone": looked for around the reporting word, outside of quotations."""
    if draft.verb is None:
        return None
    home = draft.home
    start, end = home.sentence(draft.verb)
    first = max(start, draft.verb.i - 12)
    last = min(end, draft.verb.i + 15) - 1
    inside = [home.doc[i] for i in range(first, last + 1) if home.quoted[i] < 0 and not _in_content(draft, i)]
    text = " ".join(token.text for token in inside)
    match = MEDIUM.search(text)
    return match.group() if match else None


def _in_content(draft: Draft, i: int) -> bool:
    return draft.home is draft.paragraph and any(start <= i < end for start, end in draft.ranges)


# ---- chains ------------------------------------------------------------------------------------


def _enclosing(drafts: Sequence[Draft], statements: Sequence[Statement]) -> list[int | None]:
    """For each draft the smallest other one whose content holds its reporting word and its content.

    Only speech passes anything on: what "X believes that Y said" tells of Y did not come through X.
    """
    around, found = Neighbours(drafts), []
    for draft in drafts:
        first = draft.ranges[0][0]
        holding = [
            i
            for i in around.that_hold(draft)
            if statements[i].manner == "speech"
            and passes_on(drafts[i])
            and draft.home is draft.paragraph
            and any(start <= first < end for start, end in drafts[i].ranges)
        ]
        found.append(min(holding, key=lambda i: (size(drafts[i]), i), default=None))
    return found


def _is_own_mind(inner: Told, outer: Told | None) -> bool:
    """ "said that he hoped to stay": what somebody says to hope is nothing said beside it."""
    verb = inner[0].verb
    if outer is None or verb is None or inner[1].source.name != outer[1].source.name:
        return False
    cue = cue_verbs().get(lemma(verb)) if verb.tag_.startswith("VB") else None
    return cue is not None and cue.cue_class == "belief"


def _told_by(kept: Sequence[Told], outer: int | None) -> bool:
    """Whether a person or body tells of a statement. A news medium has what it tells from somebody: from the hearer,
    where it names no other."""
    return outer is not None and not kept[outer][1].medium_speaks


def _own_links(draft: Draft, voices: Voices, told_by_another: bool) -> list[Link]:
    links = [Link(voices.source.name, "speaker", voices.source.span)] if voices.source.name else []
    links += [Link(relay.name, "relay", relay.span) for relay in voices.relays]
    hearer = voices.hearer
    if hearer is not None and (voices.through_hearer or (draft.heard and not told_by_another)):
        links.append(Link(press_name(hearer.name), "relay", hearer.span))
    return links


def _share_relays(drafts: Sequence[Draft], statements: Sequence[Statement], links: list[list[Link]]) -> None:
    """A relay named in a paragraph holds for all that the same speaker says in it, but for what is said to others ("at
    a news conference"); a medium that quotes somebody ("was quoted by the paper") for what follows."""
    by_speaker: dict[tuple[int, str], tuple[list[Link], int]] = {}
    for i, (draft, own) in enumerate(zip(drafts, links, strict=True)):
        if own and len(own) > 1:
            by_speaker.setdefault((draft.paragraph.number, own[0].name), (own[1:], i if draft.quoting else 0))
    for i, (draft, statement, own) in enumerate(zip(drafts, statements, links, strict=True)):
        shared, since = by_speaker.get((draft.paragraph.number, own[0].name), ([], 0)) if len(own) == 1 else ([], 0)
        elsewhere = draft.hearer is not None or statement.medium is not None
        if i >= since and not elsewhere:
            own += shared


def _relay_by_media(kept: Sequence[Told], links: list[list[Link]]) -> None:
    """ "Dervan would wait, according to the weekly. “I can wait,” he told guards": whoever a medium has spoken of in a
    paragraph goes on speaking through it when taken up by a pronoun."""
    for i, (draft, voices, _) in enumerate(kept):
        if len(links[i]) != 1 or draft.speaker is None or draft.speaker.tag_ != "PRP" or not voices.source.name:
            continue
        last = voices.source.name.split()[-1]
        for earlier, told, spans in kept[max(0, i - 4) : i]:
            if earlier.paragraph is draft.paragraph and told.medium_speaks and any(
                last in draft.paragraph.text[s.start - draft.paragraph.offset : s.end - draft.paragraph.offset]
                for s in spans
            ):  # fmt: skip
                links[i].append(Link(press_name(told.source.name), "relay", told.source.span))
                break


def _without_repeats(article: Article, chain: list[Link]) -> list[Link]:
    kept: list[Link] = []
    for link in chain:
        if not any(parts(link.name) == parts(k.name) for k in kept) and (not kept or not is_outlet(article, link.name)):
            kept.append(link)
    return kept
