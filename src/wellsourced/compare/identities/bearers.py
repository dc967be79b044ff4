"""Readings -> bearers: one name as one article uses it, parted where sentences use it for a place and for an actor."""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...countries import country_of_capital, known_name
from ...names import genders, is_chiefly_place, key, parts, roles_in, title_before
from ...records import Decision, Mention, MentionKind, Reading
from ...short_forms import leading_words
from .owners import OF_COUNTRIES, STEM, Owners

KINDS: tuple[MentionKind, ...] = ("person", "organisation", "place", "facility", "group", "other")
# What a bare name stands for in its article: "name": its sentences do not tell; "unsure": they tell two things
Sense = Literal["full", "name", "person", "organisation", "place", "unsure"]
TOLD = 3  # what a sentence that tells the kind counts beside an article's verdict, which may rest on a label alone


@dataclass(slots=True, eq=False)
class Bearer:
    """One name as one article uses it: all its mentions there, short forms included."""

    article: str
    name: str
    sense: Sense = "full"
    mentions: list[Mention] = field(default_factory=list)
    words: tuple[str, ...] = ()
    key: str = ""
    titles: frozenset[str] = frozenset()  # roles that stand before it: "Captain"
    roles: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    with_article: bool = False  # "the Ombra"
    owner: str = ""  # the country whose office it is, where words beside it say so: "Velka's Navy"
    pronouns: Counter[str] = field(default_factory=Counter)  # "man" or "woman" -> how often "he" or "she" means it
    kind: MentionKind = "other"  # of most of its mentions
    uses: Counter[str] = field(default_factory=Counter)  # what sentences use it for

    def __post_init__(self) -> None:
        self.words = parts(self.name)
        self.key = key(self.name)

    @property
    def keys(self) -> set[str]:
        """The keys of the name and of all forms it has here."""
        return {self.key, *(key(mention.text) for mention in self.mentions)}

    @property
    def may_be_person(self) -> bool:
        """Whether a bare name is a person's for all that its article tells: a label alone of a place tells against."""
        return self.sense == "person" or self.uses["agent"] > 0 or self.kind not in ("place", "facility")


def most_common_kind(mentions: Iterable[Mention]) -> MentionKind:
    """The kind that most mentions have, those whose sentence tells it before others."""
    counted: dict[MentionKind, int] = dict.fromkeys(KINDS, 0)
    for mention in mentions:
        counted[mention.kind] += 1 + TOLD * (mention.use == mention.kind)
    return max(counted, key=counted.__getitem__)  # of equals the first of `KINDS`


def find_bearers(
    readings: Sequence[Reading], decisions: Sequence[Decision], senses: Senses, owners: Owners
) -> list[Bearer]:
    """The bearers of a story, in order of article and name."""
    apart = {frozenset((key(one.left), key(one.right))) for one in decisions if one.verdict == "apart"}
    countries = _countries_named(readings)
    found: dict[At, Bearer] = {}
    for reading in readings:
        for mention in reading.mentions:
            name, sense = senses.of(mention) if not mention.text.islower() else (mention.name, "full")
            if mention.stands_for in countries:
                name, sense = countries[mention.stands_for], "full"
            if frozenset((key(name), key(mention.text))) in apart:
                name = mention.text
            owner = owners.beside(mention, reading.article.text) if mention.kind in OWNED else ""
            at = (reading.article.id, key(name), sense, owner)
            if at not in found:
                found[at] = Bearer(reading.article.id, name, sense, owner=owner)
            found[at].mentions.append(mention)
    at_article = {reading.article.id: Beside(reading) for reading in readings}
    bearers = [found[at] for at in sorted(_one_sense_each(_one_owner_each(found, readings, owners)))]
    for bearer in bearers:
        bearer.kind = most_common_kind(bearer.mentions)
        bearer.uses.update(mention.use for mention in bearer.mentions if mention.use is not None)
        _look_beside(bearer, at_article[bearer.article])
    return bearers


At = tuple[str, str, Sense, str]  # article, key of the name, sense, owner
OWNED = frozenset(("organisation", "group", "facility", "other"))


class Beside:
    """What an article tells beside its names: its text, and what follows each name in its sentence."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.article.text
        self.starts = sorted(m.span.start for m in reading.mentions if m.kind == "person")
        self.spoken: dict[str, Counter[str]] = defaultdict(Counter)  # key of a name -> who "he" and "she" are
        for one in (*reading.statements, *reading.attitudes):
            gender = GENDER_OF.get(one.source.text.lower())
            if gender is not None:
                self.spoken[key(one.source.name)][gender] += 1

    def pronoun_after(self, end: int) -> str | None:
        """Whether "he" or "she" follows a name in its sentence, or opens the next, before another person's name."""
        later = bisect.bisect_left(self.starts, end)
        until = min(end + REACH, self.starts[later] if later < len(self.starts) else len(self.text))
        said = re.split(r"[.!?][”’\"']*\s|\n", self.text[end:until], maxsplit=1)
        match = PRONOUN.search(said[0]) or (PRONOUN.match(said[1]) if len(said) > 1 else None)
        return GENDER_OF[match[0].lower()] if match else None


REACH = 160  # characters behind a name in which a pronoun is looked for
PRONOUN = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
GENDER_OF = {"he": "man", "his": "man", "him": "man", "himself": "man", "she": "woman", "her": "woman",
             "herself": "woman"}  # fmt: skip


def _look_beside(bearer: Bearer, beside_it: Beside) -> None:
    """What titles, descriptions, articles and pronouns beside its mentions tell of a bearer."""
    text = beside_it.text
    starts = [mention.span.start for mention in bearer.mentions]
    if bearer.kind == "person":
        titles = [title_before(text, start) or "" for start in starts]
        beside = [*titles, *(mention.description or "" for mention in bearer.mentions)]
        bearer.titles = frozenset().union(*map(roles_in, titles))
        bearer.roles = frozenset().union(*map(roles_in, beside))
        bearer.genders = frozenset().union(*map(genders, beside))
        bearer.pronouns = Counter(
            gender for m in bearer.mentions if (gender := beside_it.pronoun_after(m.span.end)) is not None
        )
        for name in sorted({bearer.key, *(key(m.name) for m in bearer.mentions)}):
            bearer.pronouns.update(beside_it.spoken.get(name, Counter()))
    bearer.with_article = all(text[max(0, start - 4) : start].lower() == "the " for start in starts)


def _one_owner_each(found: dict[At, Bearer], readings: Sequence[Reading], owners: Owners) -> dict[At, Bearer]:
    """The bearers, an office's mentions that do not say whose it is joined to those of its article that say one, or
    with the country whose minister that article speaks of, where a story tells: "Foreign Minister Ana Roth"."""
    told: dict[tuple[str, tuple[str, ...]], dict[str, int]] = defaultdict(dict)  # owner -> where it is first told
    bare: list[tuple[At, tuple[str, ...]]] = []
    alike: set[tuple[str, str]] = set()
    for at in sorted(found):
        bearer = found[at]
        office = owners.office(bearer.words, bearer.owner)
        if office is not None and office.owner:
            first = min(mention.span.start for mention in bearer.mentions)
            known = told[bearer.article, office.core]
            known[office.owner] = min(first, known.get(office.owner, first))
            alike.add((bearer.article, at[1]))
        elif office is not None:
            bare.append((at, office.core))
    holders = {reading.article.id: owners.of_holders(reading) for reading in readings} if bare else {}
    for (article, name, sense, _), core in bare:
        if len(core) < 2 and core[0] not in OF_COUNTRIES and (article, name) not in alike:
            continue  # "the police" may be any town's
        bearer = found[article, name, sense, ""]
        owner = _owner_of_bare(bearer, told.get((article, core), {}), holders[article].get(core[0][:STEM], ""))
        if owner:
            del found[article, name, sense, ""]
            bearer.owner = owner
            held = found.setdefault((article, name, sense, owner), bearer)
            if held is not bearer:
                held.mentions += bearer.mentions
    return found


def _owner_of_bare(bearer: Bearer, told: dict[str, int], of_minister: str) -> str:
    """Whose an office is that does not say it: its minister's country, or that of the one such office named before it;
    "" where the two differ or neither is known."""
    first = min(mention.span.start for mention in bearer.mentions)
    before = [owner for owner, at in told.items() if at < first]
    if of_minister:
        return of_minister if set(before) <= {of_minister} else ""
    return before[0] if len(before) == 1 == len(told) else ""


def _one_sense_each(found: dict[At, Bearer]) -> dict[At, Bearer]:
    """The bearers, a bare name's mentions that tell nothing joined to those of its article that do, where these tell
    one thing: "Torval's shareholders" and "Torval" are one company."""
    for article, name, sense, owner in sorted(found):
        if sense not in ("name", "unsure"):
            continue
        others = [other for other in SENSES if (article, name, other, owner) in found and other != sense]
        others = others if sense == "name" else [other for other in others if other != "place"]
        if len(others) == 1:
            found[article, name, others[0], owner].mentions += found.pop((article, name, sense, owner)).mentions
    return found


SENSES: tuple[Sense, ...] = ("person", "organisation", "place", "name", "unsure")


class Senses:
    """What bare words stand for, by all their uses in a story."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.uses: dict[str, Counter[str]] = defaultdict(Counter)
        self.shared: set[str] = set()  # words that a person or a company of the story has in its full name
        for reading in readings:
            for mention in reading.mentions:
                words = parts(mention.text)
                if mention.use is not None and len(words) == 1:
                    self.uses[words[0]][mention.use] += 1
                if len(words) > 1 and mention.kind == "person":
                    self.shared.add(words[-1])
                elif len(words) > 1 and mention.kind in ("organisation", "group"):
                    self.shared.update(leading_words(mention.text, acting=True)[:1])

    def is_place(self, word: str) -> bool:
        """Whether a word is a place's name in this story; a place without a namesake may act ("Tsirom says")."""
        uses = self.uses.get(word, Counter())
        if word in self.shared or uses["person"] or uses["organisation"]:
            return is_chiefly_place(uses)
        return uses["place"] > 0

    def acts(self, word: str) -> bool:
        """Whether any sentence of the story uses a word for somebody who speaks or acts, or for a company."""
        uses = self.uses.get(word, Counter())
        return bool(uses["person"] or uses["organisation"] or uses["agent"])

    def of(self, mention: Mention) -> tuple[str, Sense]:
        """The name under which a mention is looked at, and its sense."""
        words = parts(mention.text)
        place = len(words) == 1 and self.is_place(words[0])
        if key(mention.name) != key(mention.text):
            if place and mention.use is None:
                return mention.text, "unsure"  # introduced here as somebody, but other articles know a town of the name
            return mention.name, "full"
        if len(words) != 1 or known_name(mention.text) or country_of_capital(mention.text):
            return mention.name, "full"
        if mention.use == "person" or mention.use == "organisation" or mention.use == "place":
            return mention.name, mention.use
        if not place:
            return mention.name, "name"
        return mention.name, "unsure" if mention.use == "agent" and words[0] in self.shared else "place"


def _countries_named(readings: Sequence[Reading]) -> dict[str, str]:
    """Countries that the story names -> the name it uses most: only these can a capital stand for."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for mention in reading.mentions:
            country = known_name(mention.name) if mention.kind != "person" else None
            if country is not None:
                names[country][mention.name] += 1
    return {country: max(used, key=lambda name: (used[name], name)) for country, used in names.items()}
