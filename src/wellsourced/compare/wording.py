"""Words of different articles -> what they have in common: concepts, numbers, and which of them are negated.

Outlets say the same thing in other words, other spellings and other word forms. A *concept* is what stays: the stem of
a content word, one name for a group of near-synonyms ("warned", "warning", "alert"), `@id` for a resolved name, `#n`
for a number. Judges nothing; `claims` and `disagreements` weigh concepts, each for its own question.

    >>> [c.key for c in concepts("No siren had sounded in the 4 villages.")]
    ['siren', 'sound', '#4', 'village']
    >>> [c.negated for c in concepts("No siren had sounded in the 4 villages.")]
    [True, True, True, True]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from ..names import fold as fold_name

TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|[.,;:!?…—–]|\.\.\.")
SCOPE = 6  # content words that a negation reaches forward; a border of a clause ends it earlier
BORDERS = frozenset(".;:!?…—–") | {"but", "and", "because", "although", "while", "..."}
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\W\d_a-z]|[\"“‘«(\[]?\d)")
ABBREVIATION = re.compile(r"(?:\b(?:mr|mrs|ms|dr|st|gen|col|sen|rep|prof|no|vs|gov|lt|sgt)|\b[a-z]|\b[ap]\.m)\.$", re.I)
# "at 6 p.m. The doors", "at 6 p.m. “Nobody": a sentence may end with its time; "6 p.m. Monday" goes on
NOON = re.compile(r"\b[ap]\.m\.$", re.I)
OPENING = re.compile(
    r"[\"“‘«]|(?:The|A|An|He|She|It|They|We|I|His|Her|Its|Their|There|This|That|But|And|In|At|By|No)\b"
)


class Concept(NamedTuple):
    """A content word at `[start, end)` of a text, by what it means; `negated` where the text turns it. A named tuple,
    since there is one for every content word of all sentences."""

    key: str
    start: int
    end: int
    negated: bool = False


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A token in lower case, without diacritics, with a straight apostrophe."""
    return fold_name(word).replace("’", "'")


# ---- the lexicon ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`lexicons/claims_words.tsv`: word classes in their forms as listed, verbs of doing by their concept.

    `scale` holds pairs of (stronger, weaker) concepts and phrases.
    """

    classes: Mapping[str, frozenset[str]]
    refusal: frozenset[str]  # "refused to pay"
    denial: frozenset[str]  # "denied paying": turns what follows without "to", too
    reversal: frozenset[str]
    vague: frozenset[str]
    irregular: Mapping[str, str]
    synonym: Mapping[str, str]
    phrases: Mapping[tuple[str, str], str]
    scale: tuple[tuple[frozenset[str], frozenset[str]], ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """`lexicons/claims_words.tsv` by class; a word of two synonym groups belongs to the first."""
    classes: dict[str, list[str]] = {}
    groups: list[list[str]] = []
    scale: list[tuple[list[str], list[str]]] = []
    for line in files("wellsourced.lexicons").joinpath("claims_words.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, words, *weaker = line.split("\t")
        if name == "synonym":
            groups.append(words.split())
        elif name == "scale":
            scale.append((words.split(), weaker[0].split()))
        else:
            classes.setdefault(name, []).extend(words.split())
    synonym: dict[str, str] = {}
    phrases: dict[tuple[str, str], str] = {}
    for group in groups:
        for word in group:
            if "-" in word:
                first, second = word.split("-")[:2]
                phrases.setdefault((suffixless(first), suffixless(second)), group[0])
            else:
                synonym.setdefault(suffixless(word), group[0])
    return Lexicon(
        classes={name: frozenset(words) for name, words in classes.items()},
        refusal=frozenset(suffixless(word) for word in classes["refusal"]),
        denial=frozenset(suffixless(word) for word in classes["denial"]),
        reversal=frozenset(synonym.get(suffixless(word), suffixless(word)) for word in classes["reversal"]),
        vague=frozenset(suffixless(word) for word in classes["vague"]),
        irregular=dict(pair.split("=") for pair in classes["irregular"]),
        synonym=synonym,
        phrases=phrases,
        scale=tuple((frozenset(map(suffixless, strong)), frozenset(map(_weaker, weak))) for strong, weak in scale),
    )


def _weaker(word: str) -> str:
    head, _, rest = word.partition("-")
    return f"not-{suffixless(rest)}" if head == "not" else suffixless(word)


def stem(word: str) -> str:
    """A lower-case word -> what its forms share: irregular verbs by list, endings by rule, American spelling.

    >>> stem("warned"), stem("fell"), stem("harbour"), stem("parties")
    ('warn', 'fall', 'harbor', 'party')
    """
    return suffixless(lexicon().irregular.get(word, word))


@lru_cache(maxsize=20_000)
def suffixless(word: str) -> str:
    if len(word) > 5 and word.endswith("our"):
        word = word[:-3] + "or"
    word = re.sub(r"(?<=..)is(?=(?:e|es|ed|ing|ation)$)", "iz", word)
    if word.endswith("tre") and len(word) > 4:
        word = word[:-2] + "er"
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and re.search(r"(?:s|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if word.endswith("eed") and len(word) > 5:
        word = word[:-1]
    for suffix in ("ing", "ied", "ed", "ly"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and re.search("[aeiouy]", word[: -len(suffix)]):
            word = word[: -len(suffix)] + ("y" if suffix == "ied" else "")
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) > 5 and word.endswith("ll"):  # "cancelled" and "canceled", "enrol" and "enroll"
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


# ---- numbers ----------------------------------------------------------------------------------

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {word: value for value, word in enumerate(ONES) if value > 1} | {
    word: 10 * (value + 2) for value, word in enumerate(TENS)
}
NTH = {
    word: value
    for value, word in enumerate(
        ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"), 3
    )
}
LARGE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def number(words: Sequence[str]) -> tuple[float | None, int]:
    """The number that begins a list of lower-case tokens, and how many tokens it takes: `(None, 0)` for none.

    >>> number(["seventy", "one", "people"]), number(["90", "million"]), number(["2,300"])
    ((71.0, 2), (90000000.0, 2), (2300.0, 1))
    """
    total, used = None, 0
    for word in words[:5]:
        value: float | None = None
        if word[0].isdigit():
            try:
                value = float(word.replace(",", "")) if total is None else None
            except ValueError:
                value = None
        elif word in SMALL and total is None:
            value = float(SMALL[word])
        elif word in ONES[1:10] and total is not None and total % 10 == 0 and 10 < total < 100:
            value = total + ONES.index(word)
        elif word in LARGE and total is not None:
            value = total * LARGE[word]
        if value is None:
            break
        total, used = value, used + 1
    return total, used


# ---- concepts ---------------------------------------------------------------------------------


def concepts(
    text: str, names: Iterable[tuple[int, int, str]] = (), skip: Iterable[tuple[int, int]] = ()
) -> tuple[Concept, ...]:
    """A text -> its concepts in order, with the stretches of `names` (start, end, id) as one concept each.

    `skip` are stretches that say nothing here (times, which are compared by the days they mean). Offsets are those of
    `text`.
    """
    return _concepts(text, tuple(sorted(names)), tuple(sorted(skip)))


@lru_cache(maxsize=10_000)  # the sentences of a large story, which stages and copies ask for again and again
def _concepts(
    text: str, names: tuple[tuple[int, int, str], ...], skip: tuple[tuple[int, int], ...]
) -> tuple[Concept, ...]:
    tokens = [(fold(m.group()), *m.span()) for m in TOKEN.finditer(text)]
    found: list[Concept] = []
    reach, parity, i = 0, False, 0
    denial, refusal = lexicon().denial, lexicon().refusal
    ahead = iter(names)
    name = next(ahead, None)
    while i < len(tokens):
        low, start, _ = tokens[i]
        while name is not None and name[1] <= start:
            name = next(ahead, None)
        if name is not None and name[0] <= start:
            found.append(Concept("@" + name[2], name[0], name[1], parity and reach > 0))
            while i < len(tokens) and tokens[i][1] < name[1]:
                i += 1
            continue
        if low in BORDERS or (low == "," and reach < SCOPE):
            reach, parity = 0, False
        i += 1
        told = _told(low)
        if (
            told.nth
            and i > 1
            and tokens[i - 2][0] in ("a", "another")
            and not (i < len(tokens) and tokens[i][0] == "of")
        ):  # "a fifth guard has died" is another claim than "three guards died"; "a fifth of the guards" is a share
            found.append(Concept(told.nth, start, tokens[i - 1][2], parity and reach > 0))
            continue
        if not told.is_word or (skip and any(a <= start < b for a, b in skip)):
            continue
        if told.negates:
            parity, reach = not (parity and reach > 0), SCOPE
            continue
        key, used = (told.key, 1) if told.alone else _key(tokens, i - 1)
        if not key:
            continue
        i += used - 1
        found.append(Concept(key, start, tokens[i - 1][2], parity and reach > 0))
        if key in denial or (key in refusal and i < len(tokens) and tokens[i][0] == "to"):
            parity, reach = not (parity and reach > 0), SCOPE + 1
        reach = max(0, reach - 1)
    return tuple(found)


@lru_cache(maxsize=20_000)
def is_negation(word: str) -> bool:
    return word in lexicon().classes["negation"] or word.endswith("n't")


class Told(NamedTuple):
    """What a folded token is in any text. `key` is its concept where it is `alone` one: no number, and no first word of
    a phrase."""

    is_word: bool
    negates: bool
    nth: str
    alone: bool
    key: str


@lru_cache(maxsize=20_000)
def _told(low: str) -> Told:
    key, opens = _word(low)
    counts = low[0].isdigit() or low in SMALL
    return Told(low[0].isalnum(), is_negation(low), f"#{NTH[low]}th" if low in NTH else "", not (counts or opens), key)


def _key(tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[str, int]:
    """The concept that begins with a folded token, and how many tokens it takes; "" for none."""
    low = tokens[at][0]
    if low[0].isdigit() or low in SMALL:
        value, used = number([token[0] for token in tokens[at : at + 5]])
        if value is not None:
            return f"#{value:g}", used
    key, opens = _word(low)
    if opens and at + 1 < len(tokens):
        phrase = lexicon().phrases.get((opens, suffixless(tokens[at + 1][0])))
        if phrase:
            return phrase, 2
    return key, 1


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(head for head, _ in lexicon().phrases)


@lru_cache(maxsize=20_000)
def _word(low: str) -> tuple[str, str]:
    """(the concept of a folded word, "" for none; its stem where it may begin a phrase, else "")."""
    first = re.sub(r"'(?:s|d|ll|re|ve|m)?$", "", low)
    lex = lexicon()
    plain = stem(first)
    opens = plain if plain in _first_words() else ""
    if first in lex.classes["stop"] or plain in lex.classes["stop"] or len(first) < 2:
        return "", opens
    return lex.synonym.get(plain, plain), opens


@lru_cache(maxsize=10_000)  # copies of a sentence are asked about again and again
def says(text: str, word_class: str) -> tuple[str, ...]:
    """The words of a text that are of a class of the lexicon ("hedge", "condition", "negation"), in order."""
    words = lexicon().classes[word_class]
    found = []
    for match in TOKEN.finditer(text):
        low = fold(match.group())
        if (
            low in words
            or (word_class != "negation" and stem(low) in words)
            or (word_class == "negation" and low.endswith("n't"))
        ):
            found.append(low)
    return tuple(found)


# ---- sentences --------------------------------------------------------------------------------


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of `text[start:end]` as stretches of `text`, by their punctuation; blanks around are left out.

    Without the parse, which does not travel between stages: a quotation of several sentences gives several.
    """
    found: list[tuple[int, int]] = []
    at = start
    for match in SENTENCE_END.finditer(text, start, end):
        if ABBREVIATION.search(text[at : match.start() + 1]) and not (
            NOON.search(text[at : match.start() + 1]) and OPENING.match(text, match.end())
        ):
            continue
        found.append((at, match.end()))
        at = match.end()
    found.append((at, end))
    return [(a, b) for a, b in (_trimmed(text, a, b) for a, b in found) if a < b]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
