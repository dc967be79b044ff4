"""Whose a body is that each country has: by its name ("Velkan Army"), or by the words beside it ("Velka's army")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ...countries import countries_of_adjectives, known_name
from ...names import SPELLINGS, fold, has_demonym, key, parts
from ...records import Mention, Reading

# Last words of bodies that each country has
NATIONAL = frozenset((
    "ministry", "army", "navy", "force", "forces", "guard", "guards", "parliament", "government", "assembly", "party",
    "police", "court", "department", "senate", "troops", "service", "bank", "authority", "agency", "coastguard",
    "military", "presidency", "brigade",
))  # fmt: skip
POSSESSIVE = re.compile(r"([^\W\d_][\w-]*)['’]s? $")
ADJECTIVE = re.compile(r"([^\W\d_][\w-]*) $")
BEHIND = re.compile(r" of ([^\W\d_][\w-]*)")
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
        fits = [p for p in self.places if p == word or has_demonym(p, adjective) or has_demonym(word, frozenset((p,)))]
        return max(fits, key=lambda place: (self.places[place], place), default="")

    def office(self, words: tuple[str, ...], owner: str = "") -> Office | None:
        """The office that a name's words are; its owner is told by them, or by the words beside it (`owner`)."""
        turned_words = turned(words)
        own = self.of_word(turned_words[0]) if len(turned_words) > 1 else ""
        core = turned_words[1:] if own else turned_words
        if not core or core[-1] not in NATIONAL:
            return None
        return Office(own or owner, tuple(singular(word) for word in core))

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
        return next((owner for word in told if (owner := self.of_word(word))), "")

    def told_in(self, text: str) -> frozenset[str]:
        """The owners of whose offices a text speaks: "the Velkan army"."""
        words = dict.fromkeys(match[1] for match in TOLD.finditer(text) if match[1][0].isupper())
        return frozenset(owner for word in words if (owner := self.of_word(word)))


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
