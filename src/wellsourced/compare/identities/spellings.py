"""Spellings that are alike and that something beside likeness proves to be one: the same words said, the same office.

"Yousef al-Damiri" and "Yusuf Damiri" may be two people, as the Barzanis Massoud and Masrour are. They are one where two
articles give them the same sentence in quotation marks, or where every sound of both names is the same and both are
generals, and no other bearer of the story fits.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...names import ANYBODYS, key, parts, transliterated
from ...records import Reading, Statement
from ..likeness import skeleton, string_likeness
from .bearers import Bearer
from .merger import Merger

SAID = 5  # words of a quotation from which two speakers do not say the same by chance
ALIKE = 0.6  # least likeness of two words that one name may be spelt as, as at the same place of a passage
ANY_SAYS = frozenset(("member", "official", "leader"))  # roles that many in a story have


def merge_by_quotations(merger: Merger, readings: Sequence[Reading]) -> None:
    """Speakers of the same quoted words whose names are alike, or of whom one has the other's name in its own."""
    of_name: dict[tuple[str, str], int] = {}
    for index, bearer in enumerate(merger.bearers):
        for name in sorted(bearer.keys):
            of_name.setdefault((bearer.article, name), index)
    speakers: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for reading in readings:
        for statement in reading.statements:
            speaker = of_name.get((reading.article.id, key(statement.source.name)))
            if speaker is not None and statement.kind != "indirect" and not statement.source.anonymous:
                for words in _quoted(statement, reading):
                    speakers[words].append(speaker)
    for indexes in speakers.values():
        for a, b in itertools.combinations(sorted(set(indexes))[:SPEAKERS], 2):
            one, two = merger.bearers[a], merger.bearers[b]
            if one.article != two.article and _may_be_one(one, two):
                merger.merge(a, b, f"“{one.name}” and “{two.name}” say the same words")


SPEAKERS = 8  # speakers of one sentence that are compared


def _quoted(statement: Statement, reading: Reading) -> Iterator[tuple[str, ...]]:
    """The first words of each quoted stretch."""
    for span in statement.content:
        words = re.findall(r"[^\W_]+", reading.article.words(span).lower())
        if len(words) >= SAID:
            yield tuple(words[:SAID])


def _may_be_one(one: Bearer, two: Bearer) -> bool:
    if one.kind == two.kind == "person":
        pairs = list(zip(reversed(one.words), reversed(two.words), strict=False))
        return all(string_likeness(x, y) >= ALIKE and x[0] == y[0] for x, y in pairs)
    if "person" in (one.kind, two.kind) or "place" in (one.kind, two.kind):
        return False
    short, long = sorted((one.words, two.words), key=len)
    return len(short) > 1 and set(short) <= set(long)


def merge_places_alike(merger: Merger) -> None:
    """ "Qasr Umar" and "Kasr Umar", "Ain Sabra" and "Ayn Sabra": places, each in its own article, whose names differ
    only in letters by which one sound is written; names of one short word may be two."""
    at: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if bearer.kind in ("place", "facility"):
            at[tuple(_place_sounds(word) for word in _without_noun(bearer))].append(index)
    for indexes in at.values():
        for a, b in itertools.pairwise(indexes):
            one, two = merger.bearers[a], merger.bearers[b]
            if one.key == two.key:
                continue
            if _without_noun(one) == _without_noun(two):
                merger.stated.add(frozenset((one.key, two.key)))
                merger.merge(
                    a, b, f"“{one.name}” and “{two.name}” are one name, with the word for what it is or without"
                )
            elif sum(map(len, one.words)) >= LONG_PLACE:
                merger.merge(
                    a, b, f"“{one.name}” and “{two.name}” differ only in letters by which one sound is written"
                )


def _without_noun(bearer: Bearer) -> tuple[str, ...]:
    """ "Azgur" of "Azgur town"; "Mexico City" is no Mexico."""
    noun = bearer.name.split()[-1]
    return bearer.words[:-1] if noun in ("town", "city", "village") and len(bearer.words) > 1 else bearer.words


LONG_PLACE = 6  # letters, as for the words of people's names
DIPHTHONG = re.compile(r"([aeou])y(?![aeiou])")


def _place_sounds(word: str) -> str:
    return transliterated((DIPHTHONG.sub(r"\1i", word).ljust(6, "\0"),))[0].rstrip("\0")


def merge_same_sounds(merger: Merger) -> None:
    """People whose given names and surnames have the same sounds however they are written, and who have one role that
    hardly anybody else of the story has."""
    at: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        if bearer.kind == "person" and len(bearer.words) == 2 and min(map(len, bearer.words)) > 2:
            at[_sounds(bearer.words[0]), _sounds(bearer.words[1])].append(index)
    for sounds, indexes in at.items():
        if min(map(len, sounds)) < 2:
            continue
        for a, b in itertools.pairwise(indexes):
            roles = (merger.of(a, "roles") & merger.of(b, "roles")) - ANYBODYS - ANY_SAYS
            if roles and _alike(merger.bearers[a], merger.bearers[b]):
                merger.merge(a, b, f"“{merger.bearers[a].name}” and “{merger.bearers[b].name}” sound alike, and both "
                             f"are called {sorted(roles)[0]}")  # fmt: skip


def _sounds(word: str) -> str:
    """The consonants of a word and whether a vowel ends it: "Omarov" is not "Omarova"."""
    plain = transliterated((word.ljust(6, "\0"),))[0].rstrip("\0")
    return skeleton(word) + ("-" if plain[-1:] in ("a", "e", "o") else "")


def _alike(one: Bearer, two: Bearer) -> bool:
    return all(string_likeness(x, y) >= ALIKE for x, y in zip(parts(one.name), parts(two.name), strict=True))
