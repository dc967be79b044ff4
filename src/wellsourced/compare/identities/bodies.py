"""Names of bodies and structures that are one: words turned, the town or the country left out, initials.

A ministry, an army or a court is one of many: each country has its own. Whose it is ("Velkan Army", "Velka's army",
"Army of Velka") is part of its name, whatever way an outlet says it, and where an outlet does not say it no other
article's name is put to it unless something beside the name shows whose it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from ...countries import is_of_a_country, known_name
from ...names import is_acronym_of, name_uses
from ...short_forms import words_before_of
from .bearers import Bearer
from .merger import Merger
from .owners import Office, Owners, singular, turned

BODIES = frozenset(("organisation", "group", "facility"))
ACRONYM = 3  # letters from which initials are no chance: two words of a story often have those of a third
SENTENCE_END = re.compile(r"[.!?]\W*\s|\n")


def merge_inflected(merger: Merger) -> None:
    """ "Emergency Ministry" and "Emergencies Ministry": a body's name in the singular and the plural."""
    first: dict[tuple[str, ...], int] = {}
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) < 2 or bearer.kind not in BODIES:
            continue
        seen = first.setdefault(tuple(singular(word) for word in bearer.words), index)
        if seen != index and bearer.key != merger.bearers[seen].key:
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” differ in a plural only")


def merge_demonyms(merger: Merger) -> None:
    """ "Ardani Liberation Army" and "Ardanian Liberation Army": a people's adjective in two forms, before the same two
    words or more."""
    first: dict[tuple[str, ...], int] = {}
    for index, bearer in enumerate(merger.bearers):
        stem = DEMONYM.sub("", bearer.words[0])
        if len(bearer.words) < 3 or bearer.kind not in BODIES or len(stem) < STEM:
            continue
        seen = first.setdefault((stem, *bearer.words[1:]), index)
        if seen != index and bearer.key != merger.bearers[seen].key:
            merger.stated.add(frozenset((bearer.key, merger.bearers[seen].key)))
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” differ in how a people's "
                         "adjective is formed only")  # fmt: skip


DEMONYM = re.compile(r"(?:i|ian|an|ish|ese|ic)$")
STEM = 4  # letters that an adjective must have without its ending


def merge_turned(merger: Merger) -> None:
    """ "Health Authority of Tarn" and "Tarn Health Authority", "Ministry of Health" and "Health Ministry": the same
    words, those behind "of" in front; of two words only where the first is an office's head, since "Bank of Tarn" is no
    "Tarn Bank". In any other order they are another name: "A.B.C. Company" is not "C.B.A. Company"."""
    first: dict[tuple[str, ...], int] = {}
    for index, bearer in enumerate(merger.bearers):
        words = turned(bearer.words)
        long = len(words) > 2 or (len(words) == 2 and words[-1] in OFFICES)
        if not long or bearer.kind not in BODIES:
            continue
        seen = first.setdefault(tuple(singular(word) for word in words), index)
        if seen != index and bearer.key != merger.bearers[seen].key:
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” are the same words, turned")


OFFICES = frozenset(("ministry", "department", "directorate", "inspectorate", "secretariat", "commission", "committee"))


# ---- one of many: each country's ---------------------------------------------------------------


def merge_offices(merger: Merger, owners: Owners, texts: Mapping[str, str]) -> None:
    """ "Velkan Defence Ministry", "Velka's Defence Ministry" and "Ministry of Defence of Velka". An office without a
    country is the only such one of the story where its article tells whose the other side's are: "the Velkan army said
    ... the Defence Ministry denied" is not Velka's."""
    first: dict[Office, int] = {}
    bare: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, bearer in enumerate(merger.bearers):
        office = owners.office(bearer.words, bearer.owner) if bearer.kind in BODIES else None
        if office is None:
            continue
        if not office.owner:
            bare[office.core].append(index)
        elif (seen := first.setdefault(office, index)) != index:
            merger.stated.add(frozenset((merger.bearers[seen].key, bearer.key)))
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” are the same office of one "
                         "country")  # fmt: skip
    told = cache(lambda article: owners.told_in(texts[article]))
    for core, indexes in bare.items():
        of = [(office.owner, index) for office, index in first.items() if office.core == core]
        for index in indexes if len(of) == 1 else ():
            others = told(merger.bearers[index].article)
            if others and of[0][0] not in others:
                merger.stated.add(frozenset((merger.bearers[index].key, merger.bearers[of[0][1]].key)))
                _merge_only(merger, of[0][1], index)


# ---- the town, the country or the word in the middle left out -----------------------------------


def merge_local_bodies(merger: Merger) -> None:
    """ "the Health Authority" and "Tarn Health Authority", where Tarn is a town of the story and no other body of the
    story ends so. A country's ministry or army is not put together so: the other side has one too."""
    places = {b.key for b in merger.bearers if _may_be_place(b) and not known_name(b.name)}
    places |= {b.words[-1] for b in merger.bearers if " of " in b.name and not known_name(b.words[-1])}
    full: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) > 2 and bearer.kind in BODIES:
            full[bearer.words[1:]].add(index)
    for index, bearer in enumerate(merger.bearers):
        fits = sorted(full.get(bearer.words, ()))
        if len({merger.find(i) for i in fits}) != 1 or merger.bearers[fits[0]].words[0] not in places:
            continue
        if bearer.kind in BODIES and len(bearer.words) > 1 and bearer.words[-1] not in STATES:
            _merge_only(merger, fits[0], index)


# Bodies that each side of a conflict has
STATES = frozenset(("ministry", "army", "navy", "force", "guard", "parliament", "government", "assembly", "party"))


def _may_be_place(bearer: Bearer) -> bool:
    """Whether a name is a place's: by its kind, or one word whose label alone says otherwise."""
    if bearer.kind == "place":
        return True
    return len(bearer.words) == 1 and not bearer.uses["person"] and not bearer.uses["organisation"]


def merge_heads_of_names(merger: Merger) -> None:
    """ "National Bank" and "National Bank of Tarn", "Tarn General" and "Tarn General Hospital", "Sill works" and "Sill
    treatment works": a name whose last words, or whose word in the middle, another article leaves out."""
    full: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for index, bearer in enumerate(merger.bearers):
        if bearer.kind in (*BODIES, "other"):
            for short in _shortened(bearer):
                full[short].add(index)
    for index, bearer in enumerate(merger.bearers):
        fits = sorted(full.get(bearer.words, set()) - {index})
        if bearer.kind in (*BODIES, "other") and len({merger.find(i) for i in fits}) == 1:
            _merge_only(merger, fits[0], index)


def _shortened(bearer: Bearer) -> Iterator[tuple[str, ...]]:
    words = bearer.words
    telling = len(words) > 2 and words[-1].isalpha() and len(words[-1]) > 2
    if bearer.kind != "facility" and telling and "of" not in words and "local body" not in name_uses().get(
        words[-1], frozenset()
    ):  # fmt: skip
        yield words[:-1]
    if (before := words_before_of(bearer.name)) and not is_of_a_country(before[0]):
        yield before
    if bearer.kind == "facility" and len(words) > 2 and "of" not in words:
        yield (words[0], *words[2:])
        if words[-1] in ("hospital", "infirmary", "clinic", "airport"):
            yield words[:-1]


def _merge_only(merger: Merger, full: int, short: int) -> None:
    merger.merge(full, short, f"“{merger.bearers[short].name}”: “{merger.bearers[full].name}” is the only such body of "
                 "the story")  # fmt: skip


def merge_acronyms(merger: Merger, texts: Mapping[str, str]) -> None:
    """ "TWA" and "Tarn Water Authority": initials of three letters or more that one body of the story has, and that no
    article explains otherwise or sets beside the full name."""
    long = [i for i, b in enumerate(merger.bearers) if len(b.words) >= ACRONYM and b.kind in ("organisation", "group")]
    of_initial: Mapping[str, list[int]] = _by_initial(merger, long)
    explained = {name for pair in merger.stated for name in pair}
    for index, bearer in enumerate(merger.bearers):
        letters = bearer.words[0] if len(bearer.words) == 1 else ""
        written = bearer.name.replace(".", "")
        if len(letters) < ACRONYM or not written.isupper() or bearer.kind not in ("organisation", "group", "other"):
            continue
        if bearer.key in explained or known_name(bearer.name):
            continue
        fits = [i for i in of_initial.get(letters[0], ()) if is_acronym_of(written, merger.bearers[i].name)]
        if any(_stand_together(bearer, merger.bearers[i], texts) for i in fits):
            continue
        if len({merger.find(i) for i in fits}) == 1:
            for i in fits:
                merger.stated.add(frozenset((bearer.key, merger.bearers[i].key)))
            merger.merge(fits[0], index, f"“{bearer.name}”: “{merger.bearers[fits[0]].name}” is the only body of the "
                         "story with these initials")  # fmt: skip


def _stand_together(short: Bearer, full: Bearer, texts: Mapping[str, str]) -> bool:
    """Whether a sentence names both, and so means two: "the TWA and the Tarn Water Authority"."""
    if short.article != full.article:
        return False
    text = texts[short.article]
    pairs = (sorted((a.span, b.span)) for a in short.mentions for b in full.mentions)
    return any(SENTENCE_END.search(text[first.end : second.start]) is None for first, second in pairs)


def _by_initial(merger: Merger, indexes: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index in indexes:
        found[merger.bearers[index].words[0][0]].append(index)
    return found
