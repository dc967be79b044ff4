"""Readings and passages -> identities: who or what the names of a story refer to, over all its articles.

A cascade; each step gives its reason in words, and each merge is refused where an article itself tells two bearers
apart (two different full names in one article are two people, whatever else is alike) or sentences use one name as a
place and the other as a person:

1. what a person decided ("same"); what was decided to be "apart" no later step puts together;
2. one name in spellings that differ in case, marks, hyphens, titles or "al-" only; a single word only where every
   article uses it as a place;
3. an alias that an article states in brackets or words, and the names of countries and bodies that every reader knows;
   a capital's name is its country's where it is used for the government and the story names the country;
4. the same given name and surname around a middle name or initial;
5. full names whose long words differ only in letters by which one sound is transliterated ("zh" and "j");
6. two spellings at the same place of a shared passage: the articles carry one text, so they name one bearer;
7. an initial, a bare surname, or a company's name without its head, where exactly one bearer in the story fits.

Likeness of spelling alone only ever proposes: "Massoud" and "Masrour Barzani" score 87 of 100 and are two people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...countries import country_of_capital
from ...names import fold, parts, title_before
from ...records import Decision, Identity, Interval, Mention, Passage, Reading, Role, make_id
from .bearers import Bearer, Senses, find_bearers, most_common_kind
from .bodies import (
    merge_acronyms,
    merge_demonyms,
    merge_heads_of_names,
    merge_inflected,
    merge_local_bodies,
    merge_offices,
    merge_turned,
)
from .cascade import (
    merge_by_passages,
    merge_decided,
    merge_known_names,
    merge_same_names,
    merge_stated_aliases,
)
from .kinds import with_kinds_of_story
from .merger import Merger
from .offices import with_offices
from .outlets import with_outlets
from .owners import Owners
from .people import merge_marked_names, merge_middle_names, merge_nicknames, merge_transliterations
from .places import with_cities
from .proposals import PROPOSED, with_proposals
from .short_names import merge_short_names
from .spellings import merge_by_quotations, merge_places_alike, merge_same_sounds

__all__ = ["PROPOSED", "resolve_identities"]


def resolve_identities(
    readings: Sequence[Reading], passages: Sequence[Passage] = (), decisions: Sequence[Decision] = ()
) -> tuple[Identity, ...]:
    """The identities of one story, in order of name. Neither the order of readings nor of passages matters."""
    readings = with_kinds_of_story(sorted(readings, key=lambda reading: reading.article.id))
    readings = with_offices(readings)
    senses, owners = Senses(readings), Owners(readings)
    texts = {reading.article.id: reading.article.text for reading in readings}
    bearers = find_bearers(readings, decisions, senses, owners)
    merger = Merger(bearers, decisions)
    merge_decided(merger, decisions)
    merge_same_names(merger)
    merge_inflected(merger)
    merge_demonyms(merger)
    merge_turned(merger)
    merge_offices(merger, owners, texts)
    merge_stated_aliases(merger, [alias for reading in readings for alias in reading.aliases])
    merge_known_names(merger)
    merge_middle_names(merger)
    merge_transliterations(merger)
    merge_marked_names(merger)
    merge_by_passages(merger, passages)
    merge_local_bodies(merger)
    merge_heads_of_names(merger)
    merge_acronyms(merger, texts)
    merge_nicknames(merger)
    merge_by_quotations(merger, readings)
    merge_same_sounds(merger)
    merge_places_alike(merger)
    merge_short_names(merger, senses, sorted({r.article.outlet for r in readings if r.article.outlet}))
    clusters = [[bearers[i] for i in members] for _, members in sorted(merger.members.items())]
    reasons = [merger.reasons[root] for root in sorted(merger.members)]
    days = {r.article.id: Interval(r.article.published.earliest, r.article.published.latest) for r in readings}
    identities = [_identity(cluster, why, texts, days, owners) for cluster, why in zip(clusters, reasons, strict=True)]
    identities = with_outlets(identities, [reading.article for reading in readings])
    identities = without_shared_surnames(identities, texts)
    proposing = with_proposals(with_cities(identities, texts), merger.apart)
    return tuple(sorted(proposing, key=lambda identity: (fold(identity.name), identity.id)))


def without_shared_surnames(identities: Sequence[Identity], texts: Mapping[str, str]) -> list[Identity]:
    """The identities, a bare surname no form of a person who is only called by it with a title ("Lady Tarn"), where
    it is another's name too: the town of Tarn."""
    bearers = Counter(form for identity in identities for form in identity.forms)
    found = []
    for identity in identities:
        shared = [form for form in identity.forms if bearers[form] > 1 and len(parts(form)) == 1]
        if shared and identity.kind == "person":
            bare = {text[span.start : span.end] for span in identity.mentions
                    if title_before(text := texts[span.article], span.start) is None}  # fmt: skip
            kept = tuple(form for form in identity.forms if form not in shared or form in bare)
            identity = replace(identity, forms=kept or identity.forms)
        found.append(identity)
    return found


def _identity(
    cluster: list[Bearer], reasons: list[str], texts: Mapping[str, str], days: Mapping[str, Interval], owners: Owners
) -> Identity:
    mentions = sorted((mention for bearer in cluster for mention in bearer.mentions), key=lambda m: m.span)
    kind = most_common_kind(mentions)
    names = Counter(bearer.name for bearer in cluster for _ in bearer.mentions)
    fullest = max(names, key=lambda name: (len(parts(name)) > 1, not name.isupper(), names[name], len(name), name))
    forms = Counter(form for mention in mentions for form in _forms(mention, texts))
    told = (owners.with_owner(m, texts[b.article], b.owner) for b in cluster if b.owner for m in b.mentions)
    owned = Counter(form for form in told if form is not None)
    forms += owned
    if owned and not any(owners.says_whose(parts(name)) for name in names):  # each country has a "foreign ministry"
        fullest = max(owned, key=lambda form: (owned[form], form))
    descriptions = Counter(m.description for m in mentions if m.description)
    ordered = tuple(sorted(forms, key=lambda form: (-forms[form], form)))
    capitals = sorted({m.text for m in mentions if m.stands_for and country_of_capital(fullest) is None})
    stands = [f"“{capital}” stands for the government of “{fullest}” where it speaks or acts" for capital in capitals]
    return Identity(
        id=make_id("i", kind, *(f"{m.span.article}:{m.span.start}" for m in mentions)),
        name=fullest,
        kind=kind,
        forms=ordered,
        descriptions=tuple(sorted(descriptions, key=lambda text: (-descriptions[text], text))),
        mentions=tuple(mention.span for mention in mentions),
        reasons=tuple(dict.fromkeys((*reasons, *stands))),
        roles=tuple(
            Role(m.description, m.description_span, days[m.span.article])
            for m in mentions
            if m.description and m.description_span
        ),
    )


def _forms(mention: Mention, texts: Mapping[str, str]) -> tuple[str, ...]:
    """A name as found, and with the title before it: "Venn", "Ms Venn"; a body's with a capital "The"."""
    text, start = texts.get(mention.span.article, ""), mention.span.start
    title = title_before(text, start)
    if title is None and mention.kind == "organisation" and text[max(0, start - 4) : start] == "The ":
        title = "The"
    return (mention.text,) if title is None else (mention.text, f"{title} {mention.text}")
