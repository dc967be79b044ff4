"""Two names -> how alike they are, and why: a score for proposals to people, never a reason to merge.

Words are aligned one to one, whatever their order; each pair is weighed by how much the word tells ("Holdings" little,
"Torval" much). What both names have and does not match contradicts ("Ana Roth", "Eva Roth"), what only one has is
missing ("Ana M. Roth"), and contradiction weighs more. Other scripts are read through anyascii first. The weights were
chosen by hand; the figures they reach on pairs of names are in docs/evaluation.md.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii

from ..frequency import share
from ..names import is_acronym_of, parts, transliterated

LONGEST = 12  # words of a name that are compared; more are no name
WORD_ALIKE = 0.7  # least likeness of two words to be taken for spellings of one
LIGHT = 0.15  # weight of a legal form or a word that half of all names have, beside 1 for a telling word
CONTRADICTED = 1.6  # how much a contradicting word takes away, beside its share of the name
MISSING = 0.35  # the same for a word that only one of the two names has
SPELT = 0.9  # most that two spellings of one word reach that differ in more than transliteration
SKELETON = re.compile(r"(?<=.)[aeiouy]+|(?<=.)h|['’]")
SOUNDS = str.maketrans("cqgdbvzw", "kkktpfsf")


@dataclass(frozen=True, slots=True)
class Pair:
    left: str
    right: str
    likeness: float
    weight: float


def string_likeness(a: str, b: str) -> float:
    """0 to 1: Ratcliff and Obershelp's measure on folded strings (difflib)."""
    return difflib.SequenceMatcher(None, min(a, b), max(a, b), autojunk=False).ratio()


def name_likeness(a: str, b: str) -> tuple[float, str]:
    """0 to 1, and the reason in words.

    >>> name_likeness("Karim Nadri", "Kareem al-Nadri")[0] > name_likeness("Karim Nadri", "Masrur Nadri")[0]
    True
    """
    left, right = _words(a), _words(b)
    if not left or not right:
        return 0.0, "there is no word to compare"
    if "".join(left) == "".join(right) or sorted(left) == sorted(right):
        return (1.0 if left == right else 0.98), "the same words"
    if 1 in (len(left), len(right)) and (is_acronym_of(a, b) or is_acronym_of(b, a)):
        return 0.85, "one is the initials of the other"
    pairs, only_left, only_right = _align(left, right)
    if not pairs:
        return 0.0, "no word of one is like a word of the other"
    return _score(pairs, only_left, only_right), _why(pairs, only_left, only_right)


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    latin = name if name.isascii() else anyascii(name) if not _is_latin(name) else name
    words = parts(re.sub(r"\.(?=\S)", "", latin.replace("&", " and ").replace("'", "").replace("’", "")))[:LONGEST]
    return tuple(dict.fromkeys(legal_forms().get(word, word) for word in words))


def _is_latin(name: str) -> bool:
    return all(ord(character) < 0x250 for character in name if character.isalpha())


@lru_cache(maxsize=1)
def legal_forms() -> dict[str, str]:
    """Word -> short form, from `lexicons/legal_forms.tsv`."""
    lines = files("wellsourced.lexicons").joinpath("legal_forms.tsv").read_text(encoding="utf-8").splitlines()
    return {word: short for word, short in (line.split("\t") for line in lines if not line.startswith("#"))}


@lru_cache(maxsize=20_000)
def weight(word: str) -> float:
    """How much a word tells of a name: 1 for a rare word, less for a frequent one, least for a legal form."""
    if word in legal_forms().values():
        return LIGHT
    if len(word) == 1:
        return 0.3
    if word.isdigit():
        return 1.0
    return min(1.0, max(0.3, -math.log10(share(word)) / 6))


# ---- words --------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def word_likeness(a: str, b: str) -> float:
    """0 to 1: equal, transliterated alike, an initial, the same consonants, or few letters apart."""
    if a == b:
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    if min(len(a), len(b)) == 1:
        return 0.8 if a[0] == b[0] else 0.0
    if transliterated((a,)) == transliterated((b,)):
        return 0.97
    if min(len(a), len(b)) < 3:
        return 0.0
    same_sounds = skeleton(a) == skeleton(b)
    if _most_alike(a, b) < (0.5 if same_sounds else WORD_ALIKE):
        return 0.0  # as far as an alignment goes: no pair below WORD_ALIKE is looked at
    letters = string_likeness(a, b)
    if same_sounds and len(skeleton(a)) > 1:
        return max(SPELT, min(0.95, letters + 0.1)) if letters >= 0.5 else letters
    return min(SPELT, letters) if a[0] == b[0] or letters > 0.8 else letters * 0.9


def _most_alike(a: str, b: str) -> float:
    """What `string_likeness` can reach at most, by the letters that only one of the words has: cheap to tell."""
    letters, others = frozenset(a), frozenset(b)
    common = min(len(a) - len(letters - others), len(b) - len(others - letters))
    return 2 * common / (len(a) + len(b))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a word, those told apart by voice alone made equal: what Arabic letters keep of a name."""
    plain = transliterated((word.ljust(6, "\0"),))[0].rstrip("\0")
    bare = SKELETON.sub("", plain.translate(SOUNDS))
    return re.sub(r"(.)\1", r"\1", bare)


# ---- alignment and score ------------------------------------------------------------------------


def _align(left: Sequence[str], right: Sequence[str]) -> tuple[list[Pair], list[str], list[str]]:
    """Words paired one to one, the likest first; and the words of each name that have no partner."""
    candidates = sorted(
        ((-word_likeness(*sorted((x, y))), abs(i - j), i, j) for i, x in enumerate(left) for j, y in enumerate(right))
    )
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for negative, _, i, j in candidates:
        if -negative < WORD_ALIKE or i in taken_left or j in taken_right:
            continue
        taken_left.add(i)
        taken_right.add(j)
        pairs.append(Pair(left[i], right[j], -negative, (weight(left[i]) + weight(right[j])) / 2))
    rest = [word for i, word in enumerate(left) if i not in taken_left]
    others = [word for j, word in enumerate(right) if j not in taken_right]
    return pairs, rest, others


def _score(pairs: Sequence[Pair], only_left: Sequence[str], only_right: Sequence[str]) -> float:
    matched = sum(pair.weight for pair in pairs)
    one, two = sum(map(weight, only_left)), sum(map(weight, only_right))
    contradicted, missing = min(one, two), max(one, two) - min(one, two)
    likeness = sum(pair.likeness * pair.weight for pair in pairs) / matched
    if len(pairs) > 1:  # the least like of two words is what parts two people
        likeness = (likeness + min(pair.likeness for pair in pairs)) / 2
    whole = matched + contradicted + missing
    score = likeness * max(0.0, 1 - CONTRADICTED * contradicted / whole) * (1 - MISSING * missing / whole)
    if missing and len([pair for pair in pairs if weight(pair.left) > LIGHT]) < 2:
        score *= 0.85  # "Venn" alone may be anybody of that name
    return round(score, 4)


def _why(pairs: Sequence[Pair], only_left: Sequence[str], only_right: Sequence[str]) -> str:
    alike = [f"“{p.left}” is like “{p.right}”" for p in pairs if p.likeness < 1]
    same = [f"“{p.left}”" for p in pairs if p.likeness == 1]
    told = [f"both have {' and '.join(same)}"] if same else []
    told += alike
    if only_left and only_right:
        told.append(f"“{' '.join(only_left)}” stands against “{' '.join(only_right)}”")
    elif only_left or only_right:
        told.append(f"only one has “{' '.join(only_left or only_right)}”")
    return "; ".join(told)
