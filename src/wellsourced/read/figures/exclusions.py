"""Numbers that are no figures: dates, clock times, ages, lengths of time, names with numbers, scores, "one" as an
article, and numbers that only point back ("the two leaders", "all three").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...records import Span, TimeExpression
from ..language import ParsedBlock, lemma
from .numbers import CHANGES, SCALES, Number, currency_words, words_of
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
CLOCK_OF_DAY = re.compile(r"^\s(?:in\sthe\s(?:morning|afternoon|evening|night)|at\snight)\b")
# "at nine", "by nine, when ...", "shortly before four he came": a small bare number behind such a word, with no noun
CLOCK_LEAD = re.compile(
    r"(?:^|[\s(“\"])(?:(?:midnight|noon|midday|dawn)\s(?:and|to)|at|by|before|after|until|till|since|towards?|from|around|about)\s$",
    re.IGNORECASE,
)
NO_NOUN = re.compile(
    r"^(?:[,.;:!?”’\")–—]|$|\s(?:the|an?|this|that|his|her|its|their|our|my|every|each|he|she|it|they|we|i|you|on|in|at|to|"
    r"yesterday|today|tomorrow|tonight|last|and|but|or|when|as|while|until|till|because|sharp|there|[A-Z]\w+)\b)"
)
PAST_THE_HOUR = re.compile(r"\b(?:half|quarter|minutes?|five|ten|twenty|twenty-five|\d{1,2})\s(?:past|to)\s$", re.I)
IT_WAS = re.compile(r"\b(?:it|time)\s(?:was|is)\s(?:just\s|only\s|now\s)?$|\bjust\s$", re.IGNORECASE)
MINUTES = re.compile(
    r"^\s(?:minutes?\s)?(?P<to>past|to)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9]|midnight|"
    r"noon|midday|the\shour)\b(?!\s[a-z]+s\b|\sper|%|\s(?:million|hundred|thousand))"
)
# Verbs and nouns behind which "at nine" tells a value: "stood at nine", "put the toll at nine"
TELLS = frozenset(
    ("say", "make", "put", "count", "reckon", "estimate", "speak", "give", "report", "claim", "come", "quote")
)
TOLD_AS = frozenset(("dobj", "attr", "oprd", "ccomp", "npadvmod", "acomp", "dep", "nummod"))
VALUED = frozenset(
    (
        "stand",
        "remain",
        "put",
        "set",
        "keep",
        "hold",
        "leave",
        "estimate",
        "value",
        "price",
        "fix",
        "cap",
        "total",
        "number",
        "peak",
        "settle",
        "close",
        "open",
        "trade",
        "start",
        "stay",
        "begin",
        "top",
        "stick",
    )
)
AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|turn(?:ed|ing|s)|turning)(?:\sof|\sbetween|\sfrom)?\s(?:\d{1,3}\s(?:and|to|or)\s)?$",
    re.IGNORECASE,
)
AGED_AT = re.compile(r"\bat\s$")
AFTER_AGED_AT = re.compile(r"^,?\s(?:s?he|I|they)\b")
AGE_AFTER = re.compile(r"^(?:[- ]years?[- ]olds?\b|[- ]months?[- ]olds?\b|\syears?\sof\sage\b|[- ]year[- ]old)")
# "Zora Pelin, 58, said", "Zora Pelin (58)": a number between a name and what goes on
BESIDE_A_NAME = re.compile(r"(?:[A-Z][\w’'-]+|[a-z]),\s$")
AFTER_AN_AGE = re.compile(
    r"^(?:[,.;:)–—]|\s(?:and|who|from|of(?!\s(?:whom|them|these|those|which|the|its|his|her|their)\b)|said|told|was|is|has|"
    r"had|or)\b|$)"
)
# "14 Mill Lane": the number of a house; not "two Wall Street banks", where a noun follows that is counted
ADDRESS = re.compile(
    r"^\s(?:[A-Z][\w’'.-]*\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Court|Terrace|"
    r"Crescent|Close|Parkway|Alley|Gardens|Quay|Plaza|Wharf|Row|Way|Place)\b(?!\s[a-z]+s\b)"
)
ADDRESS_BEFORE = re.compile(r"\b(?:Street|Road|Avenue|Lane|Boulevard|Square|Alley|Gardens|Quay|Plaza)\s$")
# "call 999", "text SAND to 70070"
PHONE_BEFORE = re.compile(r"\b(?:call|dial|phone|telephone|tel|fax|hotline|text\s\w+\sto)[:.]?\s$", re.IGNORECASE)
PHONE_AFTER = re.compile(r"^\s(?:emergency\s)?(?:calls?|callers?|operators?|dispatchers?|hotline)\b")
YEAR_BEFORE = re.compile(
    r"\b(?:in|around|about|circa|since|by|until|from|of|before|after|to|remember(?:s|ed)?)\s$", re.I
)
THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
HEAT = re.compile(r"^\s?(?:degrees?|°)")
OLDEST = 115  # years of a person
AGED_DEED = re.compile(r"\b(?:died|retired|married|widowed|orphaned|debuted)(?:\s\w+)?\sat\s$", re.IGNORECASE)
BEING = frozenset(("is", "was", "'s", "’s", "am", "be", "been"))
ONE_PERSON = frozenset(("he", "she", "i", "who"))
# nouns in the singular that stand for several, or for a count of them
COLLECTIVE = frozenset(("people", "staff", "crew", "family", "household", "personnel", "manpower", "casualty",
                        "fatality", "death", "dead", "youth"))  # fmt: skip
DESIGNATION = re.compile(r"\d{1,4}(?:\s?(?:to|or|and|-|–)\s?\d{1,4})?|[a-z]+", re.IGNORECASE)
HEDGES = frozenset(("odd", "plus"))  # "40-odd", "300-plus"
FIRST_OF_THEM = re.compile(r"\bthe\s(?:first|last|next|other)\s$", re.IGNORECASE)
POINTING = re.compile(r"\b(?:all|both|these|those|other)\s(?:of\s)?(?:the\s)?$", re.IGNORECASE)
VAGUE_BEFORE = re.compile(r"\b(?:several|few|many|couple(?:\sof)?|some\sfew)\s$", re.IGNORECASE)
COUNTED_ONE_BEFORE = re.compile(
    r"\b(?:only|just|exactly|single|at\sleast|another|and|or|than|number)\s$", re.IGNORECASE
)
COUNTED_ONE_AFTER = re.compile(
    r"^\s(?:other\s|more\s)?(?:\w+\s)?(?:dead|killed|wounded|injured|missing|death|fatality)\b"
)
THERE_IS = re.compile(r"\bthere\s(?:was|is)\s(?:only\s|just\s|but\s)?$", re.IGNORECASE)
FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
NAMED = frozenset(("ORG", "PRODUCT", "FAC", "EVENT", "LAW", "WORK_OF_ART", "GPE", "LOC", "PERSON", "NORP"))


def is_none(parsed: ParsedBlock, number: Number, times: Sequence[TimeExpression], others: Sequence[Number]) -> bool:
    """Whether a number is no figure; `others` are all numbers of the block."""
    text = text_of(parsed.doc)
    before, after = text[max(0, number.start - 30) : number.start], text[number.end : number.end + 40]
    at = Span(parsed.article, parsed.block.start + number.start, parsed.block.start + number.end)
    if any(time.span.overlaps(at) for time in times) or _is_clock(number, before, after):
        return True
    if _is_hour(parsed.doc, number, before, after) or _is_odds(before, after):
        return True
    if number.unit is None and (_is_length(parsed.doc, number, before, after) or _is_label(parsed.doc, number, before)):
        return True
    if number.unit is None and (_is_year(number, before, after) or _is_age(parsed.doc, number, before, after)):
        return True
    if re.fullmatch(r"\d{1,5}", number.word) and (ADDRESS.match(after) or ADDRESS_BEFORE.search(before)):
        return True
    if before.endswith("−") and not HEAT.match(after):
        return True  # nobody counts below nothing
    if THOUSANDS.fullmatch(number.word) and not _is_measured(after):
        return True  # "100.000 people": a hundred thousand to some, a hundred to others
    if number.plain and (PHONE_BEFORE.search(before) or PHONE_AFTER.match(after)):
        return True
    if number.start == 0 and number.plain and re.match(r"^\s?[.)]\s", after):
        return True  # the number of an item in a list
    if re.fullmatch(r"\d+\.\d+", number.word) and not re.match(r"^[\s-][A-Za-z]", after):
        return not _is_bare_decimal(parsed.doc, number)  # the number of a version, a clock time, a mark
    if CLOCK.match(number.word) and not _is_measured(after):
        return True  # "6.15 gate shut"
    if number.word.lower() == "one":
        return not _is_counted_one(parsed.doc, number, before, after, others)
    if number.plain and (re.search(r"\d\s$", before) or re.match(r"^\s\d", after)) and not after.startswith(" 1"):
        return True  # groups of digits: a telephone number
    if VAGUE_BEFORE.search(before) or re.search(r"\b(?:an?|one)\s\w+\sor\s$", before):
        return True  # "several hundred", "an hour or two"
    return _is_compound(number, after) or _points_back(parsed.doc, number, before)


def _is_bare_decimal(doc: Doc, number: Number) -> bool:
    """Whether a decimal without a noun is what somebody says or an instrument shows: "says 6.5", "came back at 9.6"."""
    token = token_of(doc, number)
    if token is None or (CLOCK.match(number.word) and token.i and doc[token.i - 1].lower_ == "at"):
        return False
    if token.i and doc[token.i - 1].tag_ in ("NNP", "NN", "NNS", "CD"):
        return False  # "version 9.6", "Clause 4.2"
    if CLOCK.match(number.word) and any(child.lower_ == "it" for child in token.head.children):
        return False  # "it was 6.40"
    return is_told(token)


def is_told(token: Token) -> bool:
    """Whether a number is what a verb of saying or showing tells: "says 6.5", "makes it 640", "came back at 9.6", "its
    figure, 6.5,"."""
    if token.dep_ == "appos":
        return token.head.lower_.removesuffix("s") in words_of("tally")
    above = token.head
    if above.dep_ == "prep" or above.tag_ == "IN":
        return above.lower_ in ("at", "to", "of") and lemma(above.head) in words_of("measures") | TELLS | VALUED
    return lemma(above) in words_of("measures") | TELLS | VALUED and token.dep_ in TOLD_AS


def _is_measured(after: str) -> bool:
    """Whether what follows a decimal number can be counted in parts: a plural, a measure, "2.50 a litre"."""
    noun = re.match(r"^[\s-](?:of\s)?([A-Za-z]+)", after)
    word = noun.group(1).lower() if noun else ""
    plural = word.endswith("s") and not word.endswith("ss")
    return (
        plural
        or word in words_of("measure") | words_of("sized") | currency_words().keys()
        or word in SCALES | {"a": 1, "an": 1}
    )


def _is_hour(doc: Doc, number: Number, before: str, after: str) -> bool:
    """ "at nine", "by seven, when", "twenty past two", "half past four": an hour told in words."""
    if number.unit is not None:
        return False
    minutes = MINUTES.match(after) if number.high <= 30 else None
    if (
        minutes
        and not CHANGES.search(before)
        and (minutes.group("to") == "past" or CLOCK_LEAD.search(before) or IT_WAS.search(before))
    ):
        return True
    if number.high > 12 or "." in number.word:
        return False
    if hour := PAST_THE_HOUR.search(before):
        told = before[: hour.start()]
        return hour.group().endswith("past ") or bool(CLOCK_LEAD.search(told) or IT_WAS.search(told))
    lead, token = CLOCK_LEAD.search(before), token_of(doc, number)
    if lead is None:
        return False
    word = lead.group().strip(' (“"').lower()
    acts = (
        word == "at" and token is not None and token.i + 1 < len(doc) and doc[token.i + 1].tag_ in ("VBD", "VBZ", "MD")
    )
    if not acts and not NO_NOUN.match(after):
        return False
    governor = token.head.head if token is not None and token.dep_ in ("pobj", "nummod") else None
    if (
        word == "at"
        and governor is not None
        and (lemma(governor) in VALUED or lemma(governor) in words_of("measures") - {"be"})
    ):
        return False
    if word in ("about", "around", "from", "since") or (word == "by" and not re.match(r"^[,.]|^\s[a-z]", after)):
        return bool(CLOCK_LEAD.search(before[: lead.start() + 1])) or word == "since"
    return not (word == "by" and CHANGES.search(before))


def _is_clock(number: Number, before: str, after: str) -> bool:
    if CLOCK_AFTER.match(after) and not re.match(r"\sAM\sGeneral", after):
        return True
    if number.high <= 12 and CLOCK_OF_DAY.match(after) and CLOCK_BEFORE.search(before):
        return True  # "at two in the afternoon"
    return bool(CLOCK.match(number.word) and CLOCK_BEFORE.search(before) and not re.match(r"\s[a-z]+s\b", after))


def _is_odds(before: str, after: str) -> bool:
    """ "a 3 to 1 margin", "won by 3 to 1": a score told in words."""
    second = re.match(r"^(?:\sto\s\d{1,2})?[\s-]([a-z]+)", after)
    noun = second is not None and second.group(1).removesuffix("s") in words_of("score")
    return noun and (bool(re.match(r"^\sto\s\d", after)) or bool(re.search(r"\d\sto\s$", before)))


def _is_length(doc: Doc, number: Number, before: str, after: str) -> bool:
    """ "48 hours", "three-day", "19 more years", "the past five"."""
    found = re.match(
        r"^(?:[\s-]|\sand\sa\shalf\s|\smore\s|\sfurther\s|\sfull\s|\sconsecutive\s|\sstraight\s)*([A-Za-z]+)", after
    )
    if found and found.group(1).lower().removesuffix("s") in words_of("duration"):
        return True
    token = token_of(doc, number)
    noun = token.head if token is not None and token.dep_ == "nummod" and token.head.i > token.i else None
    if noun is not None and number.end <= noun.idx and singular(noun) in words_of("duration"):
        return True  # "two wet summer days"
    elided = re.search(r"\b(?:past|last|next|previous)\s$", before, re.IGNORECASE)
    return bool(elided) and token is not None and not _noun_follows(doc, token)


def _is_label(doc: Doc, number: Number, before: str) -> bool:
    """ "Game 7", "Route 9", "No 38", "AngoSat 1": the number is a part of a name."""
    label = re.search(r"([A-Za-z]+)\.?\s?$", before)
    token = token_of(doc, number)
    if token is not None and _opens_a_name(token, number):
        return True
    if label is None or token is None:
        return False
    word, follows = label.group(1), _noun_follows(doc, token)
    if word.lower().removesuffix("s") in words_of("label") and not (follows and word[0].islower()):
        return True
    if _is_designator(doc, token, number, before):
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


def _opens_a_name(token: Token, number: Number) -> bool:
    """ "Twelve Oaks", "Three Mile Island": a number word that begins a name, told by the capitals that follow."""
    entity = entity_of(token)
    if entity is None or entity.label_ not in NAMED or entity.start != token.i or len(entity) < 2:
        return False
    return number.word[0].isupper() and entity[1].text[:1].isupper() and entity[-1].tag_ in ("NNP", "NNPS", "NN")


def _is_designator(doc: Doc, token: Token, number: Number, before: str) -> bool:
    """ "cabin 17", "grip 2", "cabins 3 and 4": a number right behind a common noun that has no article is its name.

    Not where a noun follows that the number counts ("in hospital 12 patients"), nor behind words that give a
    measure ("population 340", "magnitude 6.4").
    """
    if not before.endswith(" ") or not token.i or not DESIGNATION.fullmatch(number.word):
        return False
    noun = doc[token.i - 1]
    if number.word.isalpha() and number.high > 20:
        return False
    if noun.lower_ in ("and", "or", "to") and noun.i:
        chained = noun.i and doc[noun.i - 1].tag_ == "CD"
        noun = doc[noun.i - 2] if chained and noun.i > 1 else noun
        if noun.tag_ not in ("NN", "NNS"):
            return False
    elif noun.tag_ == "NNS" and not number.word.isalnum():  # "cells 3 to 9"
        return _bare(doc, noun) and noun.lower_ not in words_of("people")
    elif noun.tag_ != "NN":
        return _opens_a_chain(doc, token, noun)
    if noun.lower_ in words_of("measured") | words_of("tally") | words_of("duration") | words_of("people"):
        return False
    if noun.tag_ == "NNS" and not _bare(doc, noun):
        return False
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and following.tag_ in ("NNS", "NNPS"):
        return False
    if token.head.tag_ in ("NNS", "NNPS") and token.head.i > token.i:
        return False
    return _bare(doc, noun)


def _opens_a_chain(doc: Doc, token: Token, noun: Token) -> bool:
    """ "cabins 3 and 4", "gates 2 to 5": a bare plural and a row of numbers."""
    follows = text_of(doc)[token.idx + len(token) : token.idx + len(token) + 12]
    row = re.match(r"^(?:\sand\s|\sor\s|\sto\s|,\s|\s?[-–]\s?)\d{1,4}\b", follows)
    return noun.tag_ == "NNS" and bool(row) and _bare(doc, noun) and noun.lower_ not in ("people",)


def _bare(doc: Doc, noun: Token) -> bool:
    """Whether neither an article, a possessive nor an adjective stands before a noun."""
    first = noun.i
    while first and doc[first - 1].tag_ == "NN" and doc[first - 1].head.i == noun.i:
        first -= 1
    if not first or doc[first].is_sent_start:
        return True
    return doc[first - 1].tag_ not in ("DT", "PRP$", "POS", "JJ", "JJR", "JJS", "CD", "WDT", "WP$", "PDT", "NNP")


def _noun_follows(doc: Doc, token: Token) -> bool:
    return token.i + 1 < len(doc) and doc[token.i + 1].tag_ in ("NN", "NNS", "JJ", "VBN", "CD")


def _is_year(number: Number, before: str, after: str) -> bool:
    """A bare number from 1900 to 2099 is a year unless it counts people or is hedged."""
    if re.fullmatch(r"1[0-8]\d\d", number.word):  # "built around 1290 for a duchess"
        return bool(YEAR_BEFORE.search(before)) and bool(
            NO_NOUN.match(after) or re.match(r"^\s(?:for|by|of|from)\b", after)
        )
    if re.fullmatch(r"[2-9]\d{3}|0", number.word) and not number.word.startswith("20"):  # "in 9999", "since 2150"
        return bool(YEAR_BEFORE.search(before)) and bool(NO_NOUN.match(after))
    if not re.fullmatch(r"(?:19|20)\d\d", number.word):
        return False
    noun = re.match(r"^\s(?:\w+\s)?([a-z]+)\b", after)
    counts = noun is not None and noun.group(1).removesuffix("s") in words_of("people") | words_of("measure")
    hedged = re.search(r"\b(?:some|about|around|nearly|almost|least|than|up\sto|killed|to)\s$", before, re.IGNORECASE)
    return not (counts and (hedged or after.startswith((" people", " men", " women", " children", " m", " f", " k"))))


def _is_age_of(doc: Doc, number: Number, before: str, after: str) -> bool:
    """ "a woman of 61", "The man, who was 61,", "She is 34": a bare number that one person is."""
    token = token_of(doc, number)
    if token is None or _noun_follows(doc, token) or not token.i:
        return False
    if AGED_DEED.search(before) and re.match(r"^(?:[,.;]|\s(?:of|from|in|after)\b|$)", after):
        return True
    lead = doc[token.i - 1]
    if lead.lower_ == "of" and lead.i:
        person = doc[lead.i - 1]
        return person.tag_ == "NN" and person.lower_ in words_of("people") - COLLECTIVE
    while lead.dep_ in ("advmod", "neg", "aux") and lead.i:  # "who was only 61", "is now 34"
        lead = doc[lead.i - 1]
    if lead.lower_ not in BEING:
        return False
    subject = next((t for t in lead.children if t.dep_ in ("nsubj", "nsubjpass") and t.i < lead.i), None)
    if subject is not None and subject.lower_ == "who" and lead.head.tag_.startswith("NN"):
        return lead.head.tag_ in ("NN", "NNP") and lead.head.lower_ not in COLLECTIVE
    return subject is not None and (subject.lower_ in ONE_PERSON or _is_person(subject))


def _is_person(noun: Token) -> bool:
    entity = entity_of(noun)
    named = entity is not None and entity.label_ == "PERSON"
    return named or (noun.tag_ == "NN" and noun.lower_ in words_of("people") - COLLECTIVE)


def _is_age(doc: Doc, number: Number, before: str, after: str) -> bool:
    if AGE_BEFORE.search(before) or AGE_AFTER.match(after):
        return True
    if number.high <= OLDEST and number.unit is None and AGED_AT.search(before) and AFTER_AGED_AT.match(after):
        return True  # "at 86 she still sails"
    if number.high <= OLDEST and number.unit is None and _is_age_of(doc, number, before, after):
        return True
    if not number.plain or not 0 < number.low <= OLDEST:
        return False
    if before.endswith("(") and after.startswith(")") and re.search(r"[A-Z][\w’'-]+\s\($", before):
        return True
    person = re.search(r"([a-z]+),\s$", before)
    somebody = person is not None and (
        person.group(1) in words_of("people") - COLLECTIVE or person.group(1).endswith("man")
    )
    named = somebody or bool(re.search(r"[A-Z]", before))
    return bool(BESIDE_A_NAME.search(before) and AFTER_AN_AGE.match(after) and named)


def _is_counted_one(doc: Doc, number: Number, before: str, after: str, others: Sequence[Number]) -> bool:
    """ "one" counts beside another number of the sentence, where it is stressed, or where somebody is harmed."""
    if COUNTED_ONE_AFTER.match(after) or (THERE_IS.search(before) and re.match(r"^\s[a-z]", after)):
        return True
    if _is_harmed(token_of(doc, number)):
        return True
    if (
        not re.match(r"^\s[a-z]", after)
        or not _counts_a_noun(doc, number)
        or re.match(r"^\s(?:of|another|day|time|thing|point|way|reason|another's)\b", after)
    ):
        return False
    lead = COUNTED_ONE_BEFORE.search(before)
    if lead is None:
        return False
    near = any(other is not number and 0 < number.start - other.end < 60 and other.unit is None for other in others)
    return near if lead.group().strip().lower() in ("and", "or", "than", "another") else True


def _counts_a_noun(doc: Doc, number: Number) -> bool:
    """Whether a noun or an adjective follows: "and one driver", not "one to the county and one to the mill"."""
    token = token_of(doc, number)
    return token is not None and _noun_follows(doc, token)


def _is_harmed(token: Token | None) -> bool:
    """ "killing one soldier", "one man was arrested", "one guard died"."""
    noun = token.head if token is not None and token.dep_ == "nummod" and token.head.i > token.i else None
    if noun is None or noun.tag_ not in ("NN", "NNP") or not noun.head.tag_.startswith("VB"):
        return False
    verb = lemma(noun.head)
    if noun.dep_ in ("dobj", "nsubjpass"):
        return verb in words_of("harm")
    return noun.dep_ == "nsubj" and verb in ("die", "drown", "perish")


def _is_compound(number: Number, after: str) -> bool:
    """ "three-way", "two-run": no figure; "25-ton", "12-member" are."""
    joined = re.match(r"^-([A-Za-z]+)", after)
    if joined is None or joined.group(1).lower() in HEDGES or number.unit is not None:
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
    counts_of = re.match(r"^\sof\s(?:the|its|their|his|her|our)\s", text_of(doc)[number.end : number.end + 12])
    if POINTING.search(before) and (number.high <= 3 or not noun) and not counts_of:
        return True
    if FIRST_OF_THEM.search(before) and not noun and number.high <= 12:
        return True  # "the first two may be forgiven"
    if not re.search(r"\b(?:the|their|his|her|its)\s$", before, re.IGNORECASE):
        return False
    acts = following is not None and token.dep_ in ("nsubj", "nsubjpass") and token.head.i >= following.i
    ends = following is not None and (
        following.tag_ in (*FINITE, ".", ",") or (acts and following.tag_.startswith("VB"))
    )
    return ends and number.high <= 12


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
