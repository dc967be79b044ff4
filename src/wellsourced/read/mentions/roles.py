"""What stands beside a name and describes its bearer: a role before it ("Deputy Minister Radko Yelenić"), an
apposition after it ("Ilko Dervan, who worked as an engineer")."""

from __future__ import annotations

import re

from ...countries import known_name
from ...names import is_role, word_classes
from ...records import Span
from ..language import ParsedBlock
from .runs import CALENDAR, JOINERS, WORD, Word

SPEECH = frozenset(("said", "told", "says", "added", "denied", "asked", "warned", "noted", "insisted", "stressed",
                    "declared", "announced", "claimed", "argued", "admitted", "explained", "recalled", "promised",
                    "refused", "replied", "thinks", "believes", "pointed", "called", "declined"))  # fmt: skip
Description = tuple[str, Span, bool]  # the words, where they stand, whether they describe a person


def split_role(words: list[Word], run: tuple[int, int]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """A run -> (role words, name words): the name begins after the last role word that a name follows."""
    start, end = run
    for at in range(end - 2, start - 1, -1):
        if is_role(words[at].text) and words[at + 1].text.lower() not in JOINERS:
            head = word_classes().get(words[end - 1].text.lower(), frozenset())
            if head & {"organisation", "facility"} and end - start > 2:
                return None, run  # "Chief Executive Board", "Tarn General Hospital": a name that holds a role word
            return (start, at + 1), (at + 1, end)
    if end - start == 1 and is_role(words[start].text):
        return None, None
    if all(is_role(word.text) for word in words[start:end]):
        return None, None
    if is_role(words[end - 1].text) and known_name(words[start].text):
        return None, (start, start + 1)  # "UN High Commissioner": an office of a body
    return None, run


def before_name(
    parsed: ParsedBlock, words: list[Word], role: tuple[int, int] | None, name: tuple[int, int]
) -> Description | None:
    """The description before a name, with its span, and whether it is a person's role."""
    first = role[0] if role else name[0]
    text = parsed.text
    at = first
    while at > 0 and first - at < 6:
        word = words[at - 1]
        between = text[word.end : words[at].start]
        between = between.removeprefix(",") if at == first and is_role(word.text) else between
        if not re.fullmatch(r"['’]?s? |-", between) or word.tag not in {"NN", "NNS", "JJ", "NNP", "NNPS", "POS", "VBG"}:
            break
        if word.tag in {"JJ", "VBG"} and word.opens_sentence and not word.capital:
            break
        if word.capital and word.text.lower().rstrip(".") in CALENDAR:
            break  # "on Friday Deputy Minister ..."
        at -= 1
    inside = words[at:first] if not role else words[at : role[1]]
    classes = word_classes().get(inside[-1].text.lower(), frozenset()) if inside else frozenset()
    if not classes or ("role" not in classes and (role or inside[-1].capital)):
        return None
    if all(word.text.lower().rstrip(".") in {"mr", "mrs", "ms", "miss", "sir", "dr", "prof"} for word in inside):
        return None
    start, end = inside[0].start, inside[-1].end
    return (
        text[start:end],
        Span(parsed.article, parsed.block.start + start, parsed.block.start + end),
        "role" in classes,
    )


APPOSITION = re.compile(
    r"(?:,|\s[–—-]|\s?\()\s*(?:who (?P<who>(?:is|was|heads|leads|chairs|runs|worked|works|serves|served|owns|directs)"
    r"\b[^,;:.!?“”\"()]{3,80})|(?P<np>(?:(?:a|an|the|its|his|her|their|one)\s+)?[^,;:.!?“”\"()]{3,90}?))"
    r"\s*(?=,|;|\)|\.(?:\s|$)|\s[–—]|\s(?:who|which)\b|$)"
)


def after_name(parsed: ParsedBlock, end: int) -> Description | None:
    """The apposition after a name, with its span, and whether it describes a person."""
    match = APPOSITION.match(parsed.text, end)
    if not match:
        return None
    group = "who" if match.group("who") else "np"
    described = match.group(group)
    span = Span(parsed.article, parsed.block.start + match.start(group), parsed.block.start + match.end(group))
    if group == "who":
        return described, span, True
    words = WORD.findall(described)
    if (
        not words
        or not words[0][0].islower()
        or words[0].lower() in {"and", "but", "or", "with", "in", "on", "to", "which"}
    ):
        return None
    if SPEECH & {word.lower() for word in words}:
        return None  # ", the ministry said" follows a name and does not describe it
    tokens = parsed.doc.char_span(match.start(group), match.end(group), alignment_mode="expand")
    if tokens is not None and any(token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in tokens):
        return None  # a clause, not a phrase
    head = head_of(described)
    if head and is_role(head[-1]):
        return described, span, True
    return (described, span, False) if words[0].lower() in {"a", "an", "the", "its", "his", "her", "their"} else None


def head_of(phrase: str) -> list[str]:
    """The words of a noun phrase up to its head, in lower case: "an aid agency in Marnik" -> [an, aid, agency]."""
    return re.split(r"\b(?:of|for|at|in|to|from|with|on|since|until|during|advising|that|who|which)\b", phrase.lower())[
        0
    ].split()
