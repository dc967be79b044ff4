"""Words by which reports tell that accounts part or change -> regular expressions made of them.

The words are in `lexicons/accounts_words.tsv`, by class; what may stand between them is in the patterns of the modules
that look for denials, turns and rivals. A verb is listed once and found in all its forms.

    >>> bool(re.fullmatch(one_of("deny"), "denied")), bool(re.fullmatch(one_of("recant"), "rowed back"))
    (True, True)
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files

from .wording import lexicon

OBJECTS = "it|one|them|this|that|him|her"  # what stands between a verb and its particle: "ruled one out"
CONSONANT = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")


def one_of(word_class: str) -> str:
    """An alternation (not captured) of all words of a class, the longest first."""
    forms = sorted(set(_classes()[word_class]), key=lambda form: (-len(form), form))
    return f"(?:{'|'.join(forms)})"


@lru_cache(maxsize=1)
def _classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in files("wellsourced.lexicons").joinpath("accounts_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word_class, words = line.split("\t")
            for phrase in words.split():
                first, *rest = phrase.split("_")
                heads = inflected(first) if kind == "verb" else (first,)
                beside = rf"\s+(?:(?:{OBJECTS})\s+)?" if kind == "verb" and len(rest) == 1 else r"\s+"
                found[word_class] += [beside.join(map(_pattern, (head, *rest))) for head in heads]
    return found


def _pattern(word: str) -> str:
    return r"\w+" if word == "*" else re.escape(word)


def inflected(verb: str) -> tuple[str, ...]:
    """A verb's forms: irregular ones by the list of `claims_words.tsv`, others by the rules of English spelling.

    >>> inflected("deny"), inflected("rebut")
    (('deny', 'denies', 'denied', 'denying'), ('rebut', 'rebuts', 'rebutted', 'rebutting'))
    """
    irregular = [form for form, stem in lexicon().irregular.items() if stem == verb and form.rstrip("s") != verb]
    stem = verb[:-1] if verb.endswith("e") else verb + verb[-1] if _doubles(verb) else verb
    ing = f"{verb}ing" if verb.endswith("ee") else f"{stem}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb, f"{verb[:-1]}ies", *(irregular or [f"{verb[:-1]}ied"]), f"{verb}ing")
    plural = f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else f"{verb}s"
    return (verb, plural, *(irregular or [f"{stem}ed"]), ing)


def _doubles(verb: str) -> bool:
    """Whether the last letter is doubled before an ending: one syllable, or the last one is stressed ("rebut")."""
    return bool(CONSONANT.search(verb)) and (len(re.findall("[aeiou]+", verb)) == 1 or verb.endswith(("but", "mit")))


NO_LONGER = re.compile(r"\b(?:no longer|any (?:further|longer)|anymore)\b")


@lru_cache(maxsize=1)
def _recalled() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:I|[Ww]e)\s+(?:had\s+|have\s+)?(?:{one_of('adverb')}\s+)?(?:said|told \w+|thought|believed|promised)\b"
    )


def recalls(quoted: str) -> bool:
    """Whether quoted words recall what their speaker said before, to turn or to repeat it.

    >>> recalls("I said there were no grounds. There were."), recalls("I say there are no grounds.")
    (True, False)
    """
    return bool(_recalled().search(quoted))


def gives_up(words: str) -> bool:
    """Whether words give up what was held before.

    >>> gives_up("who had asked for a recount, no longer sees the need")
    True
    """
    return bool(NO_LONGER.search(words))
