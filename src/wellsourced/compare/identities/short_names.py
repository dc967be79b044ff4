"""Bare names -> the full names they stand for: a surname, an initial and a surname, a company without its head.

A bare word is put to a full name only where exactly one bearer in the story fits, and never where the story uses the
word as a place: the town of Wendle is not Piers Wendle, whoever else is mentioned. Bodies that each country has
("the Interior Ministry") get their full name inside an article only: two countries' outlets mean two bodies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ...names import ANYBODYS, key, name_uses, parts
from ...short_forms import is_holy, leading_words, name_of_feature
from .bearers import Bearer, Senses
from .merger import Merger

SURNAME_PARTICLES = frozenset(("van", "von", "de", "del", "della", "di", "da", "dos", "der", "den", "la", "le"))
Full = dict[str, set[int]]  # a short form -> the bearers whose full names have it


def merge_short_names(merger: Merger, senses: Senses, outlets: Sequence[str]) -> None:
    """`outlets`: of the story's articles; their names are names in full."""
    people, bodies = _people(merger.bearers), _bodies(merger.bearers, senses)
    features = _features(merger.bearers)
    short = [i for i, bearer in enumerate(merger.bearers) if _is_short(bearer)]
    for index in short:
        bearer = merger.bearers[index]
        fits, what = _people_that_fit(bearer, index, people, merger, senses), "bearer"
        if not fits and _may_be_body(bearer, people, senses):
            fits, what = _bodies_that_fit(bearer, bodies, outlets), "body"
        if not fits and bearer.with_article and bearer.sense != "organisation":
            fits, what = sorted(features.get("".join(bearer.words), ())), "feature"
        if fits and len({merger.find(i) for i in fits}) == 1:
            for full in (i for i in fits if merger.bearers[i].article == bearer.article):
                merger.stated.add(frozenset((bearer.key, merger.bearers[full].key)))  # a name and its short form
            merger.merge(fits[0], index, f"“{bearer.name}”: “{merger.bearers[fits[0]].name}” is the only {what} of "
                         "that name in the story")  # fmt: skip
    _merge_first_names(merger, short)
    _merge_orphans(merger, short, bodies)


def _people(bearers: Sequence[Bearer]) -> Full:
    """Surname -> bearers of full names that have it."""
    full: Full = defaultdict(set)
    for index, bearer in enumerate(bearers):
        words = bearer.words
        if bearer.kind == "person" and len(words) > 1 and len(words[0]) > 1:
            full[words[-1]].add(index)
            full["".join(words[1:])].add(index)
    return full


def _bodies(bearers: Sequence[Bearer], senses: Senses) -> Full:
    """What may stand for a company or a newspaper -> bearers of its full name."""
    full: Full = defaultdict(set)
    for index, bearer in enumerate(bearers):
        body = bearer.kind in ("organisation", "group") or (bearer.kind == "facility" and is_holy(bearer.words))
        if not body or len(bearer.words) < 2:
            continue
        lead = leading_words(bearer.name, senses.acts(bearer.words[0]))
        for words in {lead, lead[:1]} - {()}:
            full["".join(words)].add(index)
        if "paper" in name_uses().get(bearer.words[-1], frozenset()):
            full[bearer.words[-1]].add(index)
    return full


def _features(bearers: Sequence[Bearer]) -> Full:
    """The bare name of a river or the like -> bearers of its full name."""
    full: Full = defaultdict(set)
    for index, bearer in enumerate(bearers):
        if name := name_of_feature(bearer.name):
            full[name].add(index)
    return full


def _is_short(bearer: Bearer) -> bool:
    if bearer.sense == "unsure" or (bearer.sense == "place" and not bearer.with_article):
        return False
    words = bearer.words
    if bearer.kind == "person" and len(words) > 1 and len(words[0]) > 1:
        return _is_long_surname(bearer)
    return bearer.kind in ("person", "organisation", "place", "other", "group")


def _is_long_surname(bearer: Bearer) -> bool:
    """Whether several words may be a surname alone: "Van der Berg", "Okafor-Brandt"."""
    return bearer.words[0] in SURNAME_PARTICLES or " " not in bearer.name.strip()


def _people_that_fit(bearer: Bearer, index: int, people: Full, merger: Merger, senses: Senses) -> list[int]:
    words = bearer.words
    initials = words[:-1] if all(len(word) == 1 for word in words[:-1]) else ()
    surname = words[-1] if initials else "".join(words)
    if bearer.sense in ("organisation", "place") or not (initials or bearer.may_be_person or senses.acts(words[-1])):
        return []
    fits = sorted(people.get(surname, set()) - {index})
    fits = [i for i in fits if not initials or merger.bearers[i].words[0][0] == initials[0]]
    fits = [i for i in fits if _is_called_alike(bearer, i, merger)]
    if len(bearer.genders) == 1:
        return _of_gender(next(iter(bearer.genders)), fits, merger)
    here = [i for i in fits if merger.bearers[i].article == bearer.article]
    return here or fits  # an article means those whom it introduces, wherever in it


def _of_gender(gender: str, fits: list[int], merger: Merger) -> list[int]:
    """Those whom "Mrs" or "Mr" may mean: one known to be of this gender, where all others are of the other."""
    told = {merger.find(i): merger.gender(i) for i in fits}
    if len(told) < 2:
        return fits
    alike = [i for i in fits if told[merger.find(i)] == gender]
    others = {told[merger.find(i)] for i in fits} - {gender}
    return alike if "" not in others else fits


def _is_called_alike(bearer: Bearer, full: int, merger: Merger) -> bool:
    """Whether a title fits: "Captain Haldt" is no Haldt whom the story calls a passenger."""
    roles, genders = merger.of(full, "roles"), merger.of(full, "genders")
    if bearer.genders and genders and not bearer.genders & genders:
        return False
    titles = bearer.titles - ANYBODYS
    return not titles or not roles or bool(titles & roles)


def _may_be_body(bearer: Bearer, people: Full, senses: Senses) -> bool:
    """Whether a bare name may be a company's: no person's of the story, and a place by its label only if it acts."""
    if is_holy(bearer.words):
        return True
    if bearer.sense in ("person", "place") or (bearer.sense != "organisation" and "".join(bearer.words) in people):
        return False
    return bearer.kind != "place" or senses.acts(bearer.words[-1])


def _bodies_that_fit(bearer: Bearer, bodies: Full, outlets: Sequence[str]) -> list[int]:
    """The bodies whose short form a name is; a newspaper's only where no outlet of another name ends with it too."""
    name = "".join(bearer.words)
    fits = sorted(bodies.get(name, set()))
    if "paper" in name_uses().get(name, frozenset()):
        named = {key(outlet) for outlet in outlets if len(parts(outlet)) > 1 and parts(outlet)[-1] == name}
        fits = [] if named - {bearer.key} else fits
    return fits


def _merge_first_names(merger: Merger, short: Sequence[int]) -> None:
    """ "Pavlo", where one person of the story has that first name and the article names others of the surname: those
    who write of a family call its members so."""
    of_first: dict[str, set[int]] = defaultdict(set)
    surnames: dict[str, set[str]] = defaultdict(set)  # article -> surnames that it has
    for index, bearer in enumerate(merger.bearers):
        if bearer.kind == "person":
            surnames[bearer.article].add(bearer.words[-1])
            if len(bearer.words) > 1:
                of_first[bearer.words[0]].add(index)
    for index in short:
        bearer = merger.bearers[index]
        fits = sorted(of_first.get(bearer.key, ()))
        if len({merger.find(i) for i in fits}) != 1 or bearer.kind != "person" or bearer.titles:
            continue
        full = merger.bearers[fits[0]]
        if full.words[-1] in surnames[bearer.article] and len(merger.members[merger.find(index)]) == 1:
            merger.merge(fits[0], index, f"“{bearer.name}”: “{full.name}” is the only one of that first name, in a "
                         "text about others of the family")  # fmt: skip


def _merge_orphans(merger: Merger, short: Sequence[int], bodies: Full) -> None:
    """Bare names that no full name explains: one bearer in several articles, unresolved, only where nobody and no body
    of the story has that name."""
    lone: dict[str, int] = {}
    people = (bearer.words for bearer in merger.bearers if len(bearer.words) > 1 and bearer.kind == "person")
    surnames = {word for words in people for word in words}
    for index in short:
        name = merger.bearers[index].key
        if len(merger.members[merger.find(index)]) > 1 or name in surnames or bodies.get(name):
            continue
        if lone.setdefault(name, index) != index:
            merger.merge(lone[name], index, f"“{merger.bearers[index].name}” is never introduced; nobody else in the "
                         "story has that name")  # fmt: skip
