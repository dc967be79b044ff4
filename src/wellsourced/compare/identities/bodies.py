"""Names of bodies and structures that are one: words turned, the town or the country left out, initials.

A ministry, an army or a court is one of many: each country has its own. Whose it is ("Velkan Army", "Velka's army",
"Army of Velka") is part of its name, whatever way an outlet says it, and where an outlet does not say it no other
article's name is put to it unless something beside the name shows whose it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...countries import countries_of_adjectives, is_of_a_country, known_name
from ...names import SPELLINGS, has_demonym, is_acronym_of, key
from ...short_forms import words_before_of
from .bearers import Bearer
from .merger import Merger

BODIES = frozenset(("organisation", "group", "facility"))
ACRONYM = 3  # letters from which initials are no chance: two words of a story often have those of a third


def merge_inflected(merger: Merger) -> None:
    """ "Emergency Ministry" and "Emergencies Ministry": a body's name in the singular and the plural."""
    first: dict[tuple[str, ...], int] = {}
    for index, bearer in enumerate(merger.bearers):
        if len(bearer.words) < 2 or bearer.kind not in BODIES:
            continue
        seen = first.setdefault(tuple(_singular(word) for word in bearer.words), index)
        if seen != index and bearer.key != merger.bearers[seen].key:
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” differ in a plural only")


def merge_turned(merger: Merger) -> None:
    """ "Health Authority of Tarn" and "Tarn Health Authority", "Ministry of Health" and "Health Ministry": the same
    words, those behind "of" in front; of two words only where the first is an office's head, since "Bank of Tarn" is no
    "Tarn Bank". In any other order they are another name: "A.B.C. Company" is not "C.B.A. Company"."""
    first: dict[tuple[str, ...], int] = {}
    for index, bearer in enumerate(merger.bearers):
        words = _turned(bearer.words)
        long = len(words) > 2 or (len(words) == 2 and words[-1] in OFFICES)
        if not long or bearer.kind not in BODIES:
            continue
        seen = first.setdefault(tuple(_singular(word) for word in words), index)
        if seen != index and bearer.key != merger.bearers[seen].key:
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” are the same words, turned")


OFFICES = frozenset(("ministry", "department", "directorate", "inspectorate", "secretariat", "commission", "committee"))


def _turned(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name, those behind its one "of" in front, in one of their spellings."""
    at = words.index("of") if words.count("of") == 1 else 0
    turned = (*words[at + 1 :], *words[:at]) if at else words
    return tuple(SPELLINGS.get(word, word) for word in turned)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


# ---- one of many: each country's ---------------------------------------------------------------

NATIONAL = frozenset((
    "ministry", "army", "navy", "force", "forces", "guard", "guards", "parliament", "government", "assembly", "party",
    "police", "court", "department", "senate", "troops", "service", "bank", "authority", "agency",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """A body that each country has: whose it is ("" where its name does not say), and its name without that."""

    owner: str
    core: tuple[str, ...]


def merge_offices(merger: Merger) -> None:
    """ "Velkan Defence Ministry", "Velka's Defence Ministry" and "Ministry of Defence of Velka"."""
    owners = Owners(merger.bearers)
    first: dict[Office, int] = {}
    for index, bearer in enumerate(merger.bearers):
        office = owners.office_of(bearer)
        if office is None or not office.owner:
            continue
        seen = first.setdefault(office, index)
        if seen != index:
            merger.merge(seen, index, f"“{merger.bearers[seen].name}” and “{bearer.name}” are the same office of one "
                         "country")  # fmt: skip


class Owners:
    """Whose a body is, by its name and by what stands before it; countries by the names of the story's places."""

    def __init__(self, bearers: Sequence[Bearer]) -> None:
        self.places = sorted({b.key for b in bearers if b.kind == "place" and len(b.words) < 3})
        self._of_word: dict[str, str] = {}

    def office_of(self, bearer: Bearer) -> Office | None:
        """The office that a bearer's name is, with its owner where the name or its mentions say one."""
        if bearer.kind not in BODIES:
            return None
        words = _turned(bearer.words)
        owner = self.owner(words[0]) if len(words) > 1 else ""
        core = words[1:] if owner else words
        if not core or core[-1] not in NATIONAL:
            return None
        if not owner and bearer.owners:
            told = sorted({self.owner(word) for word in bearer.owners})
            owner = told[0] if len(told) == 1 else ""
        return Office(owner, tuple(_singular(word) for word in core))

    def owner(self, word: str) -> str:
        """The country that a word means, as one string for its name and its adjective; "" of other words."""
        if word not in self._of_word:
            self._of_word[word] = self._find_owner(word)
        return self._of_word[word]

    def _find_owner(self, word: str) -> str:
        usual = countries_of_adjectives().get(word) or known_name(word)
        if usual is not None:
            return key(usual)
        if word in self.places:
            return word
        adjective = frozenset((word,))
        return next((place for place in self.places if has_demonym(place, adjective)), "")


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
        if bearer.kind in BODIES:
            for short in _shortened(bearer):
                full[short].add(index)
    for index, bearer in enumerate(merger.bearers):
        fits = sorted(full.get(bearer.words, set()) - {index})
        if bearer.kind in (*BODIES, "other") and len({merger.find(i) for i in fits}) == 1:
            _merge_only(merger, fits[0], index)


def _shortened(bearer: Bearer) -> Iterator[tuple[str, ...]]:
    words = bearer.words
    if (before := words_before_of(bearer.name)) and not is_of_a_country(before[0]):
        yield before
    if bearer.kind == "facility" and len(words) > 2 and "of" not in words:
        yield (words[0], *words[2:])
        if words[-1] in ("hospital", "infirmary", "clinic", "airport"):
            yield words[:-1]


def _merge_only(merger: Merger, full: int, short: int) -> None:
    merger.merge(full, short, f"“{merger.bearers[short].name}”: “{merger.bearers[full].name}” is the only such body of "
                 "the story")  # fmt: skip


def merge_acronyms(merger: Merger) -> None:
    """ "TWA" and "Tarn Water Authority": initials of three letters or more that one body of the story has, and that no
    article explains otherwise."""
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
        if len({merger.find(i) for i in fits}) == 1:
            for i in fits:
                merger.stated.add(frozenset((bearer.key, merger.bearers[i].key)))
            merger.merge(fits[0], index, f"“{bearer.name}”: “{merger.bearers[fits[0]].name}” is the only body of the "
                         "story with these initials")  # fmt: skip


def _by_initial(merger: Merger, indexes: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for index in indexes:
        found[merger.bearers[index].words[0][0]].append(index)
    return found
