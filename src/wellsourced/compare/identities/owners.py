"""Whose a body is that each country has: by its name ("Velkan Army"), or by the words beside it ("Velka's army").

Who sits in a capital is its country's: "the foreign ministry in Pelham", where an article says that Pelham is the
capital of Velka. A ministry without a country has that of its minister, where the story tells whose minister that is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...countries import countries_of_adjectives, country_of_capital, known_name
from ...names import SPELLINGS, fold, has_demonym, key, parts
from ...records import Mention, Reading

# Last words of bodies that each country has
NATIONAL = frozenset((
    "ministry", "army", "navy", "force", "forces", "guard", "guards", "parliament", "government", "assembly", "party",
    "police", "court", "department", "senate", "troops", "service", "bank", "authority", "agency", "coastguard",
    "military", "presidency", "brigade", "embassy", "cabinet", "staff",
))  # fmt: skip
# Those of them that only a whole country has: one that is said to be in the capital is that country's
OF_COUNTRIES = frozenset((
    "ministry", "army", "navy", "military", "forces", "force", "parliament", "government", "presidency", "cabinet",
    "staff", "department",
))  # fmt: skip
# One field of government by several names, without "affairs": "Ministry of the Interior", "Home Affairs"
FIELDS = {"internal": "interior", "home": "interior", "external": "foreign", "finances": "finance"}
STEM = 5  # letters by which fields are compared: "defence", "defense"
HOLDER = r"(?:minister|ministry(?:['’]s)? (?:spokes\w+|official)|secretary)"
FIELD = r"(?P<field>foreign|defen[cs]e|interior|health|justice|finance|transport|energy|economy|trade|emergenc\w+)"
OWNER = r"(?:(?P<owner>[A-Z][\w-]*)(?:['’]s?)? )?"
HOLDER_BEFORE = re.compile(rf"{OWNER}(?i:{FIELD} {HOLDER}),? $")
HOLDER_AFTER = re.compile(rf",? (?:\(|the |its )?{OWNER}(?i:{FIELD} {HOLDER})\b")
TOWN, LAND = r"(?P<town>[A-Z][\w-]+(?: [A-Z][\w-]+)?)", r"(?P<land>[A-Z][\w-]+)"
CAPITALS = tuple(re.compile(pattern) for pattern in (
    rf"\b{TOWN}, (?:the )?{LAND}(?:['’]s?)? capital\b",  # "Pelham, the Velkan capital"
    rf"\b{TOWN}, (?:the )?capital of {LAND}",
    rf"\b{LAND}(?:['’]s?)? capital,? (?:of )?{TOWN}",  # "Velka's capital, Pelham"
    rf"\bcapital of {LAND}, {TOWN}",
))  # fmt: skip
POSSESSIVE = re.compile(r"([^\W\d_][\w-]*)['’]s? $")
ADJECTIVE = re.compile(r"([^\W\d_][\w-]*) $")
BEHIND = re.compile(r" of ([^\W\d_][\w-]*)")
SEAT = re.compile(r" in ([A-Z][\w-]*(?: [A-Z][\w-]*)?)")
REACH = 40  # characters before a name in which its owner stands
# "the Velkan defence ministry", "Velka's army": bodies whose owner an article tells, in any letters
TOLD = re.compile(
    r"\b([^\W\d_][\w-]*?)(?=(?:['’]s?)? (?:[\w-]+ ){0,2}?(?:" + "|".join(sorted(NATIONAL)) + r")\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Office:
    """A body that each country has: whose it is ("" where nothing says), and its name without that."""

    owner: str
    core: tuple[str, ...]


class Owners:
    """Countries and towns of a story, by their names and adjectives."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        places = (m for reading in readings for m in reading.mentions if m.kind == "place")
        self.places = Counter(key(m.name) for m in places if len(parts(m.name)) < 3)
        self._of_word: dict[str, str] = {}
        self.capitals = self._capitals(readings)
        self._holders = self._find_holders(readings)

    def _capitals(self, readings: Sequence[Reading]) -> dict[str, str]:
        """Key of a town -> the country of the story whose capital an article says it is."""
        found: dict[str, set[str]] = defaultdict(set)
        for reading in readings:
            text = reading.article.text
            if "capital" in text:
                for match in (match for pattern in CAPITALS for match in pattern.finditer(text)):
                    town, land = key(match["town"]), self.of_word(match["land"])
                    if land and land != town and town in self.places:
                        found[town].add(land)
        return {town: min(lands) for town, lands in found.items() if len(lands) == 1}

    def _find_holders(self, readings: Sequence[Reading]) -> dict[tuple[str, str], str]:
        """(field, surname) -> whose minister, or ministry's spokesman, a person is: "Velka's foreign minister, Ana
        Roth"."""
        told: dict[tuple[str, str], set[str]] = defaultdict(set)
        for reading in readings:
            for field, surname, word in holders_in(reading):
                if word and (owner := self.of_word(word)):
                    told[field, surname].add(owner)
        return {holder: min(owners) for holder, owners in told.items() if len(owners) == 1}

    def of_holders(self, reading: Reading) -> dict[str, str]:
        """Field -> whose ministers an article speaks of, where they are one country's."""
        told: dict[str, set[str]] = defaultdict(set)
        for field, surname, word in holders_in(reading):
            owner = self.of_word(word) if word else self._holders.get((field, surname), "")
            told[field].add(owner)
        return {field: min(owners) for field, owners in told.items() if len(owners) == 1}

    def of_word(self, word: str) -> str:
        """The place that a word names or is the adjective of, as one string for both; "" of other words."""
        folded = fold(word)
        if folded not in self._of_word:
            self._of_word[folded] = self._find(folded)
        return self._of_word[folded]

    def _find(self, word: str) -> str:
        usual = countries_of_adjectives().get(word) or known_name(word)
        if usual is not None:
            return key(usual)
        adjective = frozenset((word,))
        near = (p for p in self.places if p[:2] == word[:2])  # no adjective changes how a name begins
        fits = [p for p in near if p == word or has_demonym(p, adjective) or has_demonym(word, frozenset((p,)))]
        return max(fits, key=lambda place: (self.places[place], place), default="")

    def office(self, words: tuple[str, ...], owner: str = "") -> Office | None:
        """The office that a name's words are; its owner is told by them, or by the words beside it (`owner`)."""
        turned_words = turned(words)
        own = self.of_word(turned_words[0]) if len(turned_words) > 1 else ""
        core = turned_words[1:] if own else turned_words
        if not own and "of" in words and (own := self.of_word(words[0])):  # "Velkan Ministry of Defence"
            core = turned(words[1:])
        if not core or core[-1] not in NATIONAL:
            return None
        if core[-1] in OF_COUNTRIES:
            own = self.capitals.get(own, own)
        core = tuple(FIELDS.get(word, singular(word)) for word in core if word not in ("affairs", "the"))
        return Office(own or owner, tuple(word for word in core if word != "national" or len(core) < 3))

    def says_whose(self, words: tuple[str, ...]) -> bool:
        """Whether the words of an office's name tell its country or town."""
        office = self.office(words)
        return office is not None and bool(office.owner)

    def beside(self, mention: Mention, text: str) -> str:
        """Whose an office is by its name, or by the words before it or behind; "" where nothing tells or it is no
        office."""
        office = self.office(parts(mention.text))
        if office is None or office.owner:
            return office.owner if office else ""
        return self.around(mention.span.start, mention.span.end, text)

    def around(self, start: int, end: int, text: str) -> str:
        """Whose something is by the words before its place, or behind it; "" where nothing tells."""
        lead = text[max(0, start - REACH) : start]
        before = POSSESSIVE.search(lead) or ADJECTIVE.search(lead)
        after = BEHIND.match(text, end)
        told = [match[1] for match in (before, after) if match is not None and match[1][0].isupper()]
        found = next((owner for word in told if (owner := self.of_word(word))), "")
        if not _is_of_countries(text[start:end]):
            return found
        seat = SEAT.match(text, end) if not found else None
        return self.capitals.get(found, found) or (self._seat(seat[1]) if seat is not None else "")

    def _seat(self, town: str) -> str:
        """The country whose government sits in a town ("Pelham", or what follows it); "" of other towns."""
        known = (country_of_capital(name) for name in (town, town.split()[0]))
        said = next((self.capitals[key(n)] for n in (town, town.split()[0]) if key(n) in self.capitals), "")
        return said or next((key(country) for country in known if country), "")

    def with_owner(self, mention: Mention, text: str, owner: str) -> str | None:
        """An office's name with the owner that stands before it ("Velka's foreign ministry"); None without one."""
        start = mention.span.start
        lead = text[max(0, start - REACH) : start]
        match = POSSESSIVE.search(lead) or ADJECTIVE.search(lead)
        if match is None or not match[1][0].isupper():
            return None
        found = self.of_word(match[1])
        return f"{match.group()}{mention.text}" if owner in (found, self.capitals.get(found, "")) else None

    def told_in(self, text: str) -> frozenset[str]:
        """The owners of whose offices a text speaks: "the Velkan army"."""
        words = dict.fromkeys(match[1] for match in TOLD.finditer(text) if match[1][0].isupper())
        return frozenset(owner for word in words if (owner := self.of_word(word)))


def _is_of_countries(office: str) -> bool:
    """Whether a body is one that whole countries have: "foreign ministry", "Ministry of Health"."""
    words = turned(parts(office))
    return bool(words) and words[-1] in OF_COUNTRIES


def holders_in(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """(field, surname, the word that tells whose or "") of the ministers of an article and of their spokespeople."""
    text = reading.article.text
    for mention in reading.mentions:
        if mention.kind != "person" or not (words := parts(mention.name)):
            continue
        lead = text[max(0, mention.span.start - 2 * REACH) : mention.span.start]
        match = HOLDER_BEFORE.search(lead) or HOLDER_AFTER.match(text, mention.span.end)
        if match is not None:
            of = BEHIND.match(text, mention.span.end)  # "Foreign Minister Ana Roth of Velka"
            yield fold(match["field"])[:STEM], words[-1], match["owner"] or (of[1] if of is not None else "")


def turned(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name, those behind its one "of" in front, each in one of its spellings."""
    at = words.index("of") if words.count("of") == 1 else 0
    found = (*words[at + 1 :], *words[:at]) if at else words
    return tuple(SPELLINGS.get(word, word) for word in found)


def singular(word: str) -> str:
    """ "emergency" of "emergencies", "force" of "forces"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
