"""Numbers that are no figures: dates, clock times, ages, lengths of time, names with numbers, scores, "one" as an
article, and numbers that only point back ("the two leaders", "all three").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...records import Span, TimeExpression
from ..language import ParsedBlock, lemma
from .numbers import Number, words_of
from .parsed import entity_of, sentence_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLOCK_AFTER = re.compile(
    r"^\s?(?:a\.?m\b|p\.?m\b|o['’]clock|noon|midnight|GMT|UTC|[ap]m\b|:\d\d|h\b|hrs?\b|FM\b|MHz|AM\b)", re.I
)
CLOCK = re.compile(r"^(?:[01]?\d|2[0-3])\.[0-5]\d$")
CLOCK_BEFORE = re.compile(
    r"\b(?:at|until|by|from|around|about|before|after|since)\s(?:around\s|about\s)?$", re.IGNORECASE
)
AGE_BEFORE = re.compile(r"\b(?:aged?|ages|turn(?:ed|ing|s)|turning)(?:\sof|\sbetween)?\s$", re.IGNORECASE)
AGE_AFTER = re.compile(r"^(?:[- ]years?[- ]olds?\b|[- ]months?[- ]olds?\b|\syears?\sof\sage\b|[- ]year[- ]old)")
# "Zora Pelin, 58, said", "Zora Pelin (58)": a number between a name and what goes on
BESIDE_A_NAME = re.compile(r"(?:[A-Z][\w’'-]+|[a-z]),\s$")
AFTER_AN_AGE = re.compile(r"^(?:[,.;:)–—]|\s(?:and|who|from|of|said|told|was|is|has|had|or)\b|$)")
OLDEST = 115  # years of a person
POINTING = re.compile(r"\b(?:all|both|these|those|other)\s(?:of\s)?(?:the\s)?$", re.IGNORECASE)
VAGUE_BEFORE = re.compile(r"\b(?:several|few|many|couple\sof|some\sfew)\s$", re.IGNORECASE)
COUNTED_ONE_BEFORE = re.compile(
    r"\b(?:only|just|exactly|single|at\sleast|another|and|or|than|number)\s$", re.IGNORECASE
)
COUNTED_ONE_AFTER = re.compile(
    r"^\s(?:other\s|more\s)?(?:\w+\s)?(?:dead|killed|wounded|injured|missing|death|fatality)\b"
)
FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
NAMED = frozenset(("ORG", "PRODUCT", "FAC", "EVENT", "LAW", "WORK_OF_ART", "GPE", "LOC", "PERSON", "NORP"))


def is_none(parsed: ParsedBlock, number: Number, times: Sequence[TimeExpression], others: Sequence[Number]) -> bool:
    """Whether a number is no figure; `others` are all numbers of the block."""
    text = text_of(parsed.doc)
    before, after = text[max(0, number.start - 30) : number.start], text[number.end : number.end + 40]
    at = Span(parsed.article, parsed.block.start + number.start, parsed.block.start + number.end)
    if any(time.span.overlaps(at) for time in times) or _is_clock(number, before, after):
        return True
    if number.unit is None and (_is_length(parsed.doc, number, before, after) or _is_label(parsed.doc, number, before)):
        return True
    if number.unit is None and (_is_year(number, before, after) or _is_age(number, before, after)):
        return True
    if number.start == 0 and number.plain and re.match(r"^\s?[.)]\s", after):
        return True  # the number of an item in a list
    if re.fullmatch(r"\d+\.\d+", number.word) and not re.match(r"^[\s-][A-Za-z]", after):
        return True  # the number of a version, a clock time, a mark
    if number.word.lower() == "one":
        return not _is_counted_one(number, before, after, others)
    if number.plain and (re.search(r"\d\s$", before) or re.match(r"^\s\d", after)) and not after.startswith(" 1"):
        return True  # groups of digits: a telephone number
    if VAGUE_BEFORE.search(before) or re.search(r"\b(?:an?|one)\s\w+\sor\s$", before):
        return True  # "several hundred", "an hour or two"
    return _is_compound(number, after) or _points_back(parsed.doc, number, before)


def _is_clock(number: Number, before: str, after: str) -> bool:
    if CLOCK_AFTER.match(after) and not re.match(r"\sAM\sGeneral", after):
        return True
    return bool(CLOCK.match(number.word) and CLOCK_BEFORE.search(before) and not re.match(r"\s[a-z]+s\b", after))


def _is_length(doc: Doc, number: Number, before: str, after: str) -> bool:
    """ "48 hours", "three-day", "19 more years", "the past five"."""
    found = re.match(
        r"^(?:[\s-]|\sand\sa\shalf\s|\smore\s|\sfurther\s|\sfull\s|\sconsecutive\s|\sstraight\s)*([A-Za-z]+)", after
    )
    if found and found.group(1).lower().removesuffix("s") in words_of("duration"):
        return True
    token = token_of(doc, number)
    elided = re.search(r"\b(?:past|last|next|previous)\s$", before, re.IGNORECASE)
    return bool(elided) and token is not None and not _noun_follows(doc, token)


def _is_label(doc: Doc, number: Number, before: str) -> bool:
    """ "Game 7", "Route 9", "No 38", "AngoSat 1": the number is a part of a name."""
    label = re.search(r"([A-Za-z]+)\.?\s?$", before)
    token = token_of(doc, number)
    if label is None or token is None:
        return False
    word, follows = label.group(1), _noun_follows(doc, token)
    if word.lower().removesuffix("s") in words_of("label") and not (follows and word[0].islower()):
        return True
    sentence = sentence_of(token)
    inside = sentence.start < token.i < sentence.end - 1
    if inside and number.word[0].isupper() and doc[token.i + 1].text[:1].isupper():
        return True  # "Big Ten Conference"
    if not word[0].isupper() or not token.i or doc[token.i - 1].tag_ not in ("NNP", "NNPS") or "," in number.word:
        return False
    entity = entity_of(token)
    if entity is not None and entity.label_ in NAMED and entity.start < token.i:
        return True
    before_it = doc[token.i - 1]
    if before_it.dep_ in ("compound", "nmod", "npadvmod") and before_it.head.i >= token.i and follows:
        return True  # "Pixel 2 users"
    return number.word.isdigit() and not follows and token.head.i < token.i and token.head.tag_ in ("NNP", "NNPS")


def _noun_follows(doc: Doc, token: Token) -> bool:
    return token.i + 1 < len(doc) and doc[token.i + 1].tag_ in ("NN", "NNS", "JJ", "VBN", "CD")


def _is_year(number: Number, before: str, after: str) -> bool:
    """A bare number from 1900 to 2099 is a year unless it counts people or is hedged."""
    if not re.fullmatch(r"(?:19|20)\d\d", number.word):
        return False
    noun = re.match(r"^\s(?:\w+\s)?([a-z]+)\b", after)
    counts = noun is not None and noun.group(1).removesuffix("s") in words_of("people") | words_of("measure")
    hedged = re.search(r"\b(?:some|about|around|nearly|almost|least|than|up\sto|killed|to)\s$", before, re.IGNORECASE)
    return not (counts and (hedged or after.startswith((" people", " men", " women", " children", " m", " f", " k"))))


def _is_age(number: Number, before: str, after: str) -> bool:
    if AGE_BEFORE.search(before) or AGE_AFTER.match(after):
        return True
    if not number.plain or not 0 < number.low <= OLDEST:
        return False
    if before.endswith("(") and after.startswith(")") and re.search(r"[A-Z][\w’'-]+\s\($", before):
        return True
    return bool(BESIDE_A_NAME.search(before) and AFTER_AN_AGE.match(after) and re.search(r"[A-Z]", before))


def _is_counted_one(number: Number, before: str, after: str, others: Sequence[Number]) -> bool:
    """ "one" counts beside another number of the sentence, where it is stressed, or where somebody is dead."""
    if COUNTED_ONE_AFTER.match(after):
        return True
    if not re.match(r"^\s[a-z]", after) or re.match(
        r"^\s(?:of|another|day|time|thing|point|way|reason|another's)\b", after
    ):
        return False
    lead = COUNTED_ONE_BEFORE.search(before)
    if lead is None:
        return False
    near = any(other is not number and 0 < number.start - other.end < 60 and other.unit is None for other in others)
    return near if lead.group().strip().lower() in ("and", "or", "than", "another") else True


def _is_compound(number: Number, after: str) -> bool:
    """ "three-way", "two-run": no figure; "25-ton", "12-member" are."""
    joined = re.match(r"^-([A-Za-z]+)", after)
    if joined is None:
        return False
    word = joined.group(1).lower()
    singular = word.removesuffix("s")
    return not ({word, singular} & (words_of("measure") | words_of("sized") | words_of("people")))


def _points_back(doc: Doc, number: Number, before: str) -> bool:
    """ "all three", "the two leaders", "the three worked there": they were counted before."""
    token = token_of(doc, number)
    if token is None or number.unit is not None:
        return False
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    noun = following is not None and following.tag_ in ("NNS", "NN", "JJ", "NNP", "NNPS", "VBN", "CD")
    if POINTING.search(before) and (number.high <= 3 or not noun):
        return True
    if not re.search(r"\b(?:the|their|his|her|its)\s$", before, re.IGNORECASE):
        return False
    if number.high == 2 and following is not None and singular(following) in words_of("pair"):
        return True
    return following is not None and following.tag_ in (*FINITE, ".", ",") and number.high <= 12


def singular(noun: Token) -> str:
    """A noun in the singular, by its ending: the model's tables know many plurals as words of their own."""
    word = lemma(noun)
    if word != noun.lower_ or not word.endswith("s") or noun.tag_ not in ("NNS", "NNPS"):
        return word.lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def token_of(doc: Doc, number: Number) -> Token | None:
    """The token that stands for a number in the parse: the last numeral among its tokens, else their root."""
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    numerals = [token for token in span if token.tag_ == "CD"]
    return numerals[-1] if numerals else span.root
