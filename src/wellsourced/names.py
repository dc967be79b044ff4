"""What is known about names without a look at any text: their parts, their normal form, what their words tell.

Used by the stages that meet names, in `read` and in `compare`; it reads no article and judges nothing.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
# "A. Venn" and "A Venn" have an initial and no article, and "T.W.A." a third letter
INITIAL = re.compile(r"\b[Aa]\.|^A(?=\s[A-Z][a-z]+$)")
ARTICLES = frozenset(("the", "a", "an"))
# Arabic articles and name particles that one outlet writes and the next leaves out ("al-Haq" / "Haq")
PARTICLES = frozenset(("al", "el", "ul", "as", "ash", "ar", "an", "at"))
# Zero-width characters and marks of direction, which tell nothing of a name (Unicode category Cf)
UNSEEN = frozenset(
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Latin letters that Unicode does not decompose into a base letter and a mark
LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae",
                         "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "ð": "d", "ħ": "h"})  # fmt: skip


@lru_cache(maxsize=1)
def word_classes() -> dict[str, frozenset[str]]:
    """Lower-case word -> the classes it has in `lexicons/name_words.tsv`: role, organisation, place, ..."""
    return _classes("name_words.tsv")


@lru_cache(maxsize=1)
def name_uses() -> dict[str, frozenset[str]]:
    """Lower-case word -> what it tells beside a name or in it, by `lexicons/name_uses.tsv`: settlement, ..."""
    return _classes("name_uses.tsv")


def _classes(lexicon: str) -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for line in files("wellsourced.lexicons").joinpath(lexicon).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, word_class = line.split("\t")
            classes.setdefault(word, set()).add(word_class)
    return {word: frozenset(found) for word, found in classes.items()}


def is_role(word: str) -> bool:
    return "role" in word_classes().get(word.lower().rstrip("."), frozenset())


def is_honorific(word: str) -> bool:
    """Whether a word is a title of courtesy, rank or church that newspapers put before a name."""
    return "honorific" in word_classes().get(word.lower().rstrip("."), frozenset())


TITLE = re.compile(r"([^\W\d_][\w-]*\.?)\s$")


def title_before(text: str, start: int) -> str | None:
    """The capitalised title of courtesy, rank, church or kin that stands before the name at `start`: "Mrs", "Captain".

    >>> title_before("She met Mrs Venn", 12), title_before("She met Venn", 8)
    ('Mrs', None)
    """
    title = TITLE.search(text, max(0, start - 16), start)
    return title[1] if title is not None and title[1][0].isupper() and is_title(title[1]) else None


def is_title(word: str) -> bool:
    """Whether a word can stand capitalised before a name as part of how its bearer is called."""
    return is_honorific(word) or is_role(word)


def genders(words: str) -> frozenset[str]:
    """ "man" or "woman", where a title or description tells; several where it tells both.

    >>> sorted(genders("a spokeswoman for the mayor")), sorted(genders("Captain"))
    (['woman'], [])
    """
    told = name_uses()
    found = (told.get(word, frozenset()) & {"man", "woman"} for word in re.findall(r"[^\W\d_]+", words.lower())[:4])
    return frozenset().union(*found)


# Titles and roles that are written in several ways
ROLES_ALIKE = {"capt": "captain", "skipper": "captain", "cmdr": "commander", "gen": "general", "col": "colonel",
               "maj": "major", "lt": "lieutenant", "sgt": "sergeant", "prof": "professor", "dr": "doctor",
               "physician": "doctor", "surgeon": "doctor", "sen": "senator", "gov": "governor", "rev": "reverend",
               "pm": "premier", "prime": "premier", "justice": "judge", "magistrate": "judge", "sheik": "sheikh",
               "spokesman": "spokesperson", "spokeswoman": "spokesperson", "chairman": "chair", "chairwoman": "chair",
               "brig": "brigadier", "priest": "father", "pastor": "reverend", "vicar": "reverend"}  # fmt: skip


def roles_in(words: str) -> frozenset[str]:
    """The roles that a title or description names, one word for each: "Capt." and "skipper" are a captain's; "the
    captain's wife" is a wife."""
    phrase = HEADS.split(re.sub(r"\w+['’]s? ", "", words.lower()), maxsplit=1)[0]
    found = (word for word in re.findall(r"[^\W\d_]+", phrase) if is_role(word))
    return frozenset(ROLES_ALIKE.get(word, word) for word in found) - COURTESY


HEADS = re.compile(r"\b(?:of|for|at|in|to|from|with|on|who|that|which)\b")  # ends what a role is: "the mayor of Tarn"
# Titles that people of any profession may have, so that none of them tells a bearer from a namesake
ANYBODYS = frozenset(("doctor", "professor", "sister", "brother"))
COURTESY = frozenset(("mr", "mrs", "ms", "miss", "sir", "dame", "lord", "lady"))


def without_group_head(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of a group's name without a head that is left out at will: "Wagner Group" -> "Wagner"."""
    if len(words) < 2 or "group head" not in word_classes().get(words[-1], frozenset()):
        return None
    return words[:-1]


AGENTS = 3  # mentions in which a name speaks or acts that outweigh one as a place: "in Sallow" may be misread


def is_chiefly_place(uses: Mapping[str, int]) -> bool:
    """Whether a word is used as a place, but for a few mentions. `uses`: how often sentences use it in which way."""
    return uses.get("place", 0) * AGENTS > sum(count for use, count in uses.items() if use != "place")


def fold(text: str) -> str:
    """Lower case without diacritics and characters that are not seen (joiners, marks of direction): "Yelenić" ->
    "yelenic"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(c for c in decomposed if not (unicodedata.combining(c) or c in UNSEEN)).casefold()


DOTTED = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?")


@lru_cache(maxsize=20_000)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: folded, without titles, articles, possessives and "al-".

    >>> parts("Mr. Haider al-Abadi")
    ('haider', 'abadi')
    >>> parts("João Ferreira-Lunt")
    ('joao', 'ferreira', 'lunt')
    """
    if DOTTED.fullmatch(name):
        name = name.replace(".", "")  # "A.L.A.": initials of a body, of which none is an article
    plain = re.sub(r"['’`ʻʼ‘](?=\w)", "", re.sub(r"['’]s\b", "", fold(INITIAL.sub("a_ ", name)).replace(".", " ")))
    words = re.findall(r"[^\W_]+_?", plain)
    kept = [word for word in words if word not in ARTICLES and word not in PARTICLES and word != "and"]
    kept = [word.rstrip("_") for word in kept or words]
    while len(kept) > 1 and is_role(kept[0]):
        kept = kept[1:]
    return tuple(kept)


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """One string for all spellings that differ in case, marks, hyphens, spaces, titles or "al-" only, in British and
    American words, or in the place of "river".

    >>> key("Asaib Ahl al-Haq") == key("ASAIB AHL HAQ")
    True
    """
    words = tuple(SPELLINGS.get(word, word) for word in parts(name))
    if len(words) == 2 and words[0] in FEATURES:
        words = words[::-1]
    return "".join(words)


# British and American spellings of words that names of bodies hold, and words that are written short in names
SPELLINGS = {
    "mt": "mount", "ft": "fort", "dept": "department", "govt": "government", "assn": "association",
    "univ": "university", "intl": "international", "natl": "national", "ave": "avenue", "rd": "road",
    "blvd": "boulevard",
    "defence": "defense", "centre": "center", "labour": "labor", "harbour": "harbor", "theatre": "theater",
    "organisation": "organization", "organisations": "organizations", "programme": "program", "aluminium": "aluminum",
    "fibre": "fiber", "grey": "gray", "licence": "license", "tyre": "tire", "jewellery": "jewelry",
    "aeroplane": "airplane", "paediatric": "pediatric", "colour": "color", "honour": "honor",
}  # fmt: skip
SPELLINGS |= dict(zip(
    ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "11th", "12th"),
    ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
     "twelfth"), strict=True,
))  # fmt: skip
FEATURES = frozenset(("river", "lake", "mount"))  # nouns that stand before or after the name: "river Ombra"


# Letters by which one sound of another script is written, in Latin spellings of Cyrillic, Arabic and Turkic names.
# Only pairs that no language written in Latin letters uses to tell two of its names apart; in order of use.
WRITTEN_ALIKE = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"dzh|zh|dj", "j"), (r"tch", "ch"), (r"sch|sh", "š"), (r"kh", "h"), (r"q|ck", "k"), (r"x", "ks"), (r"ph", "f"),
        (r"w", "v"), (r"ou|oo", "u"), (r"ee", "i"), (r"(?:iy|ii|yy|ij|y|ie)$", "i"), (r"[iy]([aeou])", r"j\1"),
        (r"tz", "ts"), (r"(.)\1", r"\1"),
    )
)  # fmt: skip
LONG_WORD = 6  # letters from which a word is told by more than these; "Zhang" and "Jang", "Lee" and "Li" are two


def transliterated(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name, long ones with the letters that transliterations differ in made equal.

    >>> transliterated(("nurlan", "zhaqsybek")) == transliterated(("nurlan", "jaksybek"))
    True
    """
    return tuple(_plain_sounds(word) if len(word) >= LONG_WORD else word for word in words)


@lru_cache(maxsize=20_000)
def _plain_sounds(word: str) -> str:
    for pattern, letter in WRITTEN_ALIKE:
        word = pattern.sub(letter, word)
    return word


# What letters with marks are written as where marks are left out, by the languages that do so; fold() leaves the bare
# letter, which is the third way. A name with its marks proves both spellings of it.
DIGRAPHS = (
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"},
    {"š": "sh", "ž": "zh", "č": "ch", "ć": "ch", "đ": "dj", "ş": "sh", "ç": "ch", "ţ": "ts", "ț": "ts", "ș": "sh",
     "ñ": "ny", "ň": "ny", "ğ": "gh", "ł": "w"},
    {"š": "sh", "ž": "zh", "č": "ch", "đ": "dj", "ğ": "gh", "ñ": "ni"},
)  # fmt: skip


@lru_cache(maxsize=20_000)
def spelt_out(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a name with marks, as outlets write it that have none: with two letters for one, or only the bare
    letter, each word by itself ("Matthaus Kroenig" for Matthäus Krönig).

    >>> spelt_out("Jürgen Venn"), spelt_out("Ada Venn")
    ((('juergen', 'venn'),), ())
    """
    if name.isascii():
        return ()
    lower = unicodedata.normalize("NFC", name.lower())
    plain = parts(name)
    ways = [parts("".join(letters.get(c, c) for c in lower)) for letters in DIGRAPHS]
    if len(plain) > MOST_SPELT or any(len(way) != len(plain) for way in ways):
        return ()
    found = itertools.product(*(dict.fromkeys(words) for words in zip(plain, *ways, strict=True)))
    return tuple(words for words in found if words != plain)


MOST_SPELT = 4  # words of a name whose spellings are multiplied


@lru_cache(maxsize=1)
def _given_names() -> dict[str, frozenset[str]]:
    """Short form of an English given name -> the names it may stand for, by `lexicons/nicknames.tsv`."""
    of: dict[str, set[str]] = {}
    for line in files("wellsourced.lexicons").joinpath("nicknames.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            given, shorts = line.split("\t")
            for short in shorts.split(";"):
                of.setdefault(short, set()).add(given)
    return {short: frozenset(given) for short, given in of.items()}


def is_nickname_of(short: str, given: str) -> bool:
    """Whether a given name, folded, is a short form that bearers of the other go by.

    >>> is_nickname_of("toby", "tobias"), is_nickname_of("radko", "radomir")
    (True, False)
    """
    return given in _given_names().get(short, frozenset())


def has_demonym(name: str, adjectives: frozenset[str]) -> bool:
    """Whether one of the adjectives is a place's made from the name: "ushgari" from "ushgar".

    >>> has_demonym("arvelia", frozenset(["arvelian"])), has_demonym("ushgar", frozenset(["arvelian"]))
    (True, False)
    """
    if name.endswith("stan") and any(
        f"{name[: -len(cut)]}{i}" in adjectives for cut in ("an", "stan") for i in ("", "i")
    ):
        return True  # "Talistan": Talisti, Tali
    stem = name.rstrip("aeiouy") if len(name) > 4 else name
    endings = ("n", "an", "ian", "ean", "i", "ese", "ish", "nese", "lese")
    return len(stem) > 2 and any(f"{base}{ending}" in adjectives for base in {name, stem} for ending in endings)


def is_acronym_of(short: str, long: str) -> bool:
    """Whether the capitals of `short` are the initials of `long`, small words counted or not.

    >>> is_acronym_of("CJTF", "Combined Joint Task Force"), is_acronym_of("IS", "Islamic State")
    (True, True)
    >>> is_acronym_of("NATO", "Badr Brigade")
    False
    """
    capitals = "".join(c for c in fold(short) if c.isalpha())
    words = re.findall(r"[^\W_]+", fold(re.sub(r"['’]s?\b", "", long)))
    if len(capitals) < 2 or len(words) < 2:
        return False
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in {"of", "the", "for", "and", "in", "on", "to"})
    return capitals in (every, main)
