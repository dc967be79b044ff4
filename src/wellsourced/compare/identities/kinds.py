"""Readings -> the same with each name's kind by votes over the whole story.

One article may know a name by a label alone, which is a guess; another says "in Tarn", "Ms Venn", "Tarn's
shareholders". What sentences tell outweighs labels, and a full name that ends in the surname of people is a person's
where nothing but a label says otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...names import key, name_uses, parts, spelt_out, word_classes
from ...records import Mention, MentionKind, Reading
from ...short_forms import is_common

KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "facility", "group", "other")
TOLD = 4  # labels that one sentence outweighs: the language model has not seen most names of the news


def with_kinds_of_story(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, mentions whose sentences do not tell what their bearer is with the kind that the story gives."""
    votes: dict[str, Counter[MentionKind]] = defaultdict(Counter)
    for mention in (mention for reading in readings for mention in reading.mentions):
        if len(parts(mention.name)) > 1:
            votes[key(mention.name)][mention.kind] += TOLD if is_told(mention) else 1
    kinds = {name: max(KINDS, key=lambda kind: (of[kind], -KINDS.index(kind))) for name, of in votes.items()}
    surnames = _surnames(readings, kinds)
    return [replace(one, mentions=tuple(_with_kind(m, kinds, surnames) for m in one.mentions)) for one in readings]


def is_told(mention: Mention) -> bool:
    """Whether more than a label says what a mention is: its sentence, or a description of a person."""
    return mention.use == mention.kind or (mention.kind == "person" and mention.description is not None)


def _surnames(readings: Sequence[Reading], kinds: dict[str, MentionKind]) -> frozenset[str]:
    """Last words of full names of people, marks spelt out."""
    people = (m for r in readings for m in r.mentions if kinds.get(key(m.name)) == "person")
    spelt: Iterable[tuple[str, ...]] = (words for m in people for words in (parts(m.name), *spelt_out(m.name)))
    return frozenset(words[-1] for words in spelt)


def _with_kind(mention: Mention, kinds: dict[str, MentionKind], surnames: frozenset[str]) -> Mention:
    words = parts(mention.name)
    if len(words) < 2 or is_told(mention):
        return mention
    kind = kinds.get(key(mention.name), mention.kind)
    if kind in ("organisation", "other") and words[-1] in surnames and _may_be_full_name(words):
        kind = "person"
    return mention if kind == mention.kind else replace(mention, kind=kind)


def _may_be_full_name(words: tuple[str, ...]) -> bool:
    """Whether words may be a given name and a surname: two, none of which bodies or places have in their names."""
    plain = not any(word_classes().get(word) or name_uses().get(word) or is_common(word) for word in words)
    return len(words) == 2 and plain
