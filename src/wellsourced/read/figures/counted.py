"""What a number counts, and in which unit: the noun of the parse, the noun after "of", the verb ("killed 37"), the
tally it is told of ("the figure was 47"), or, where nothing stands beside it, what the figure before it counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..language import lemma
from .exclusions import is_told, singular, token_of
from .numbers import CURRENCIES, SCALES, UNITS, Number, currency_words, symbol_of, words_of
from .parsed import entity_of, sentence_of, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LIGHT = re.compile(
    r"^(?:odd|plus|strong|of|more|other|others|further|additional|new|such|or\sso|or\smore)\s+", re.IGNORECASE
)
POSSESSIVE = re.compile(r"^(?:(?:the|its|their|his|her|our|this|these|those|all)\s+)+", re.IGNORECASE)
_FATES = r"killed|dead|injured|wounded|missing|hurt"
FATE_AFTER = re.compile(
    rf"^\s(?:people\s)?((?:(?:{_FATES})(?:\sor\s(?:{_FATES}))?|arrested|displaced|homeless|ill|sick)\b)"
)
SCALE_OF_HEAT = re.compile(r"^\s(Celsius|Fahrenheit)\b")
TALLY = re.compile(
    r"\b(?:number|figure|count|toll|total|estimate|tally)s?\b"
    r"(?:\sof\s(?:the\s)?(?P<of>(?!at\b|for\b|by\b)\w+"
    r"(?:\s(?!to\b|at\b|by\b|in\b|was\b|is\b|were\b|has\b|had\b)\w+)?))?",
    re.IGNORECASE,
)
# "from 2,000 to 5,000 florins a day": what the first counts stands behind the second
TO_ANOTHER = re.compile(r"^(?:to|and|or|from)\s+\S*\d\S*(?:\s(?:million|billion|thousand|hundred))?\s+", re.IGNORECASE)
FIRST_NUMBER = re.compile(rf"^(?:\d[\d,.]*|{'|'.join(UNITS)})\s+", re.IGNORECASE)
REACH = 600  # characters to either side of a number in which what belongs to it is sought: the longest sentences
# "62 kilometres an hour", "2,400 passengers an hour", "40 feet per second": so many in a stretch of time
RATE = re.compile(r"^\s(?P<joint>an?|per|each|every)\s(?P<time>second|minute|hour|day|night|week|month|year)\b", re.I)
SPEEDS = {("km", "hour"): "km/h", ("mile", "hour"): "mph", ("m", "second"): "m/s", ("km", "second"): "km/s"}
POINTS = frozenset(("percentage", "basis"))  # "percentage points" are no per cent, nor points of a game
POWERS = {("cubic", "m"): "m³", ("square", "m"): "m²", ("square", "km"): "km²", ("cubic", "km"): "km³"}
# "a town of 340", "a crowd of some 2,000"
SIZE_OF = re.compile(
    r"\b(?:(?P<inhabited>city|town|village|country|nation|island|population)|crowd|group|crew|party|staff|team|force|"
    r"army|audience|congregation|family|household|squad|delegation|panel|jury|gang|class)"
    r"\sof\s(?:(?:about|some|around|nearly|over|at least|just|more than|only|up to)\s)?$",
    re.IGNORECASE,
)
TOLL = re.compile(r"\b(?:death\s+toll|toll|number of (?:the )?dead|count of the dead)\b", re.IGNORECASE)
NO_FATE = frozenset(("think", "believe", "report", "say", "expect", "know", "see", "find", "leave", "estimate", "ask"))
VOTE = re.compile(r"\b(?:votes?|voted|ballots?)\b", re.IGNORECASE)
OF_THEM = re.compile(r"^\s(?:of\s(?:them|those|these|whom|which)|more|others)\b")
OF_US = re.compile(r"^\sof\s(?:us|you)\b")
LARGE = re.compile(r"\b(?:million|billion|trillion|bn|mn|tn)\b", re.IGNORECASE)
NOT_SAID = "not said"
# endings of nouns for persons: "cyclist", "technician", "saleswoman", "dock worker"; not "checklist"
PERSON = re.compile(r"(?:\w{3}(?<!l)ist|ician|woman|sman|worker|fighter|goer)$")
COMPLEMENTS = frozenset(("acomp", "attr", "oprd"))
MONEY_OR_SHARE = frozenset((*CURRENCIES.values(), "%", "share"))
BEFALLEN = frozenset(("killed", "arrested", "detained", "displaced", "evacuated", "infected", "deceased", "elderly",
                      "poor", "disabled", "accused", "convicted", "hospitalised", "hospitalized"))  # fmt: skip
PRONOMINAL = frozenset(("nsubj", "nsubjpass"))  # "two remain inside"
STATES = frozenset(("missing", "dead", "injured", "wounded", "homeless", "trapped", "unaccounted", "ill", "alive",
                    "sick", "positive", "negative", "safe", "hurt", "unemployed", "free"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted, its unit ("people", "USD", "%", "share", else the noun in the singular), and where the words
    that say so end."""

    words: str
    unit: str | None
    end: int


def counted_by(
    doc: Doc, number: Number, before: Counted | None, earlier: Counted | None,
    told: Counted | None = None, millions: Counted | None = None,
) -> Counted | None:  # fmt: skip
    """What a number counts; `before` is what the last figure counted, if it can still be meant, `earlier` what it
    counted in any case: "21 of them", "two still remain inside" speak of it; `told` what the last figure of the text
    counted, of which "the county says 6.5" speaks; `millions` what the last figure in millions counted: "half a
    billion" is of the same."""
    token = token_of(doc, number)
    if token is None:
        return None
    counted = _counted(token, number, before, earlier)
    if millions is not None and counted is not None and counted.words == NOT_SAID and LARGE.search(number.word):
        return Counted(millions.words, millions.unit, counted.end)
    if told is not None and counted is not None and counted.words == NOT_SAID and is_told(token):
        counted = Counted(told.words, told.unit, counted.end)
    return _with_rate(doc, counted)


def _counted(token: Token, number: Number, before: Counted | None, earlier: Counted | None) -> Counted | None:
    doc = token.doc
    if number.unit is not None and number.unit not in MONEY_OR_SHARE:
        return Counted(number.unit, number.unit, number.end)
    if number.unit is not None:
        if noun := _after_of(token, number):
            return Counted(noun.words, number.unit, number.end)
        whole = token.head if number.unit == "share" and token.head.tag_.startswith("NN") else None
        share = whole.text if whole is not None and whole.i > token.i else "share"
        return Counted(share if number.unit in ("%", "share") else "money", number.unit, number.end)
    head = _head(token, number)
    if head is not None:
        counted = _noun_phrase(doc, number, head)
        return _of_others(counted, head, earlier) if head.lower_ == "others" else counted
    return _after_of(token, number) or _elsewhere(token, number, before, earlier)


def _head(token: Token, number: Number) -> Token | None:
    """The noun that the number counts, where one follows it."""
    doc, head = token.doc, token
    if re.match(
        r"^-(?!odd\b|plus\b)[A-Za-z]", text_of(doc)[number.end : number.end + 6]
    ):  # "a 25-ton truck": the unit is joined to the number
        joined = doc.char_span(number.end + 1, number.end + 2, alignment_mode="expand")
        if joined is not None and len(joined):
            return joined[0] if joined[0].tag_.startswith(("NN", "JJ")) or joined[0].i > token.i else None
    while head.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "advmod", "npadvmod", "appos"):
        above = head.head
        if above.i <= token.i and head.dep_ not in ("quantmod", "compound", "nummod"):
            break
        if above.i == head.i or above.tag_.startswith("VB"):
            break
        head = above
        if head.tag_.startswith("NN") and head.i > token.i and lemma(head) not in SCALES:
            break
    while head.dep_ == "compound" and head.head.i > head.i and head.head.tag_.startswith("NN"):
        head = head.head
    fits = head.tag_.startswith("NN") and head.idx >= number.end and head.text[:1].isalpha()
    return head if fits else _next_noun(token, number)


def _next_noun(token: Token, number: Number) -> Token | None:
    """The noun right after the number, where the parse joins them otherwise ("13 killed", "20 more")."""
    span = token.doc.char_span(number.start, number.end, alignment_mode="expand")
    at = span.end if span is not None else token.i + 1
    while at < len(token.doc) and token.doc[at].tag_ in ("JJ", "JJR", "VBN", "CD") and at < token.i + 4:
        at += 1
    if at < len(token.doc) and token.doc[at].tag_ == "NNS" and at < sentence_of(token).end:
        return token.doc[at]
    return None


PLACING = frozenset(("in", "across", "throughout", "outside", "near"))


def tells_where(doc: Doc, number: Number) -> bool:
    """Whether a number counts the places or times at which something else is counted: "212 people in four cities"."""
    token = token_of(doc, number)
    noun = _head(token, number) if token is not None else None
    while noun is not None and noun.dep_ == "conj":  # "in the capital and three other cities"
        noun = noun.head
    return noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in PLACING


def _with_rate(doc: Doc, counted: Counted | None) -> Counted | None:
    """ "62 kilometres an hour" are no kilometres: what is counted tells in which time, a speed has its own unit."""
    rate = RATE.match(text_of(doc)[counted.end : counted.end + 20]) if counted else None
    if counted is None or rate is None or " an hour" in counted.words:
        return counted
    time = rate.group("time").lower()
    unit = SPEEDS.get((counted.unit or "", time), counted.unit)
    return Counted(f"{counted.words}{rate.group().lower()}", unit, counted.end + rate.end())


def unit_of(head: Token) -> str:
    """The unit of a counted noun: "people" for persons, a currency, the symbol of a measure ("km", "m³", "percentage
    point"), else the noun in the singular."""
    noun, entity = singular(head), entity_of(head)
    if entity is not None and entity.label_ == "NORP" and head.tag_ in ("NNPS", "NNS"):
        return "people"  # "2,000 Tarnians"
    if noun in words_of("people") or PERSON.search(noun) or _is_of_people(head):
        return "people"
    lead = head.doc[head.i - 1].lower_ if head.i else ""
    if noun == "point" and lead in POINTS:
        return f"{lead} point"
    symbol = symbol_of(noun)
    if lead in ("cubic", "square"):
        return POWERS.get((lead, symbol), f"{lead} {noun}")
    return symbol if symbol != noun else currency_words().get(noun, noun)


def _is_of_people(head: Token) -> bool:
    """ "the injured", "the homeless": what befell people, told by an adjective that stands for a noun."""
    return head.tag_ in ("JJ", "VBN", "NN", "NNS") and head.lower_ in STATES | BEFALLEN and head.lower_ != "free"


def _noun_phrase(doc: Doc, number: Number, head: Token) -> Counted:
    """The words from after the number to the head noun, and what befell it ("people killed")."""
    end = head.idx + len(head)
    words = text_of(doc)[number.end : end].strip(" -‐[]‘’“”\"'")
    while LIGHT.match(words):
        words = LIGHT.sub("", words)
    words = POSSESSIVE.sub("", TO_ANOTHER.sub("", words)) or head.text
    unit = unit_of(head)
    if unit == "degree" and (scale := SCALE_OF_HEAT.match(text_of(doc)[end : end + 16])):
        unit, end = f"°{scale.group(1)[0]}", end + scale.end()
    if befell := _befell(head):
        words = f"{words} {befell}"
    return Counted(words, unit, end)


def _of_others(counted: Counted, head: Token, earlier: Counted | None) -> Counted:
    """ "and injured 40 others": what the sentence counted before, people where it is told what befell them."""
    befell = _befell(head)
    if befell and (earlier is None or earlier.unit == "people"):
        return Counted(f"people {befell}", "people", counted.end)
    return (
        Counted(earlier.words, earlier.unit, counted.end) if earlier and earlier.unit not in ("%", "share") else counted
    )


def _with_particle(verb: Token) -> str:
    """ "brought down", "laid off": a verb with the particle that gives it its sense."""
    particle = next((t.lower_ for t in verb.children if t.dep_ == "prt" and t.i > verb.i), "")
    return f"{verb.lower_} {particle}".strip()


def _befell(head: Token) -> str | None:
    """What the sentence says befell the counted: "were killed", "still missing", "had died"."""
    for child in head.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i > head.i:
            return _with_particle(child)
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in ("total", "number"):
        head = head.head.head  # "a total of 6,238 residents were killed"
    after = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
    if after in STATES and after != "free":
        return after  # "left 40 people homeless"
    verb = head.head
    if not verb.tag_.startswith("VB"):
        return None
    if lemma(verb) in NO_FATE:
        return None
    if head.dep_ == "nsubjpass" and verb.tag_ == "VBN":
        state = _state(verb)
        if state:
            return f"{verb.lower_} {state}"  # "feared dead"
        return _with_particle(verb) + _alternative(verb)
    if head.dep_ in ("dobj", "obj") and lemma(verb) in words_of("harm"):
        return _participle(lemma(verb))
    if head.dep_ == "nsubj":
        if verb.lower_ in STATES:
            return verb.lower_
        if lemma(verb) in ("die", "perish", "drown", "vanish", "disappear"):
            return verb.text.lower()
        return _state(verb)
    return None


def _alternative(verb: Token) -> str:
    """ " or injured" behind "killed"."""
    other = next((t for t in verb.children if t.dep_ == "conj" and t.tag_ in ("VBN", "VBD", "JJ")), None)
    joined = other is not None and any(t.dep_ == "cc" and t.lower_ == "or" for t in verb.children)
    return f" or {other.lower_}" if other is not None and joined else ""


def _state(verb: Token) -> str | None:
    return next((t.lower_ for t in verb.children if t.dep_ in COMPLEMENTS and t.lower_ in STATES), None)


IRREGULAR = {"shoot": "shot", "hurt": "hurt", "free": "freed", "behead": "beheaded", "trap": "trapped",
             "strand": "stranded", "kidnap": "kidnapped", "bury": "buried"}  # fmt: skip


def _participle(verb: str) -> str:
    return IRREGULAR.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb}ed")


def _after_of(token: Token, number: Number) -> Counted | None:
    """The noun that a number counts a part of: "two of its six spillway gates", "21 of them"."""
    within = [t for t in (token, token.head) if number.start <= t.idx < number.end]
    for child in (child for one in within for child in one.children):
        if child.lower_ != "of" or child.i < token.i or child.idx < number.end - 3:
            continue
        for noun in child.children:
            if noun.dep_ != "pobj" or noun.tag_ in ("PRP", "WP", "DT", "WDT"):
                continue
            start = min((t.idx for t in noun.subtree if t.i >= noun.left_edge.i), default=noun.idx)
            words = POSSESSIVE.sub("", text_of(noun.doc)[start : noun.idx + len(noun)])
            words = re.sub(r"^.*['’]s?\s+", "", words)
            words = FIRST_NUMBER.sub("", words)
            return Counted(words or noun.text, unit_of(noun), noun.idx + len(noun))
    return None


def _elsewhere(token: Token, number: Number, before: Counted | None, earlier: Counted | None) -> Counted | None:
    """A number without a noun: what its verb does to people, the count the sentence names, the figure before."""
    verb = token.head if token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "conj", "pobj", "npadvmod") else None
    if verb is not None and verb.tag_.startswith("VB") and lemma(verb) in words_of("harm"):
        passive = token.dep_ == "nsubjpass" or token.dep_ == "dobj"
        what = f"{_participle(lemma(verb))}{_alternative(verb)}" if passive else verb.lower_
        return Counted(f"people {what}", "people", number.end)
    state = FATE_AFTER.match(text_of(token.doc)[number.end : number.end + 24])
    if state:
        return Counted(f"people {state.group(1)}", "people", number.end + state.end())
    sentence = sentence_of(token)
    begin, end = max(sentence.start_char, number.start - REACH), min(sentence.end_char, number.end + REACH)
    named = [m for m in TALLY.finditer(text_of(token.doc), begin, number.start)]
    if TOLL.search(text_of(token.doc), begin, number.start):
        return Counted("people killed", "people", number.end)
    if named and named[-1].group("of"):
        words = named[-1].group("of")
        tally = token.doc.char_span(named[-1].start("of"), named[-1].end("of"), alignment_mode="expand")
        unit = unit_of(tally.root) if tally is not None and len(tally) else None
        return Counted(words, "people" if re.match(r"dead|deaths?|people", words) else unit, number.end)
    size = SIZE_OF.search(text_of(token.doc), max(0, number.start - 40), number.start)
    if size:
        return Counted("inhabitants" if size.group("inhabited") else "people", "people", number.end)
    if OF_US.match(doc_after(token, number)):
        return Counted("people", "people", number.end)
    if before:
        return Counted(before.words, before.unit, number.end)
    if VOTE.search(text_of(token.doc), begin, end):
        return Counted("votes", "vote", number.end)
    if (
        earlier
        and earlier.unit not in ("%", "share")
        and (token.dep_ in PRONOMINAL or OF_THEM.match(doc_after(token, number)))
    ):
        return Counted(earlier.words, earlier.unit, number.end)
    if (noun := _measured(token)) is not None:
        unit = unit_of(noun)
        return Counted(noun.text, unit if unit == "people" else None, number.end)
    return Counted(NOT_SAID, None, number.end)


def _measured(token: Token) -> Token | None:
    """What a bare number is the measure of: the subject of a verb that tells a measure ("the gauge showed 97")."""
    verb = next((t for t in islice(token.ancestors, 4) if t.tag_.startswith("VB")), None)
    if verb is None or lemma(verb) not in words_of("measures"):
        return None
    subjects = (
        t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ in ("NN", "NNS", "JJ") and t.i < token.i
    )
    return next(subjects, None)


def doc_after(token: Token, number: Number) -> str:
    return text_of(token.doc)[number.end : number.end + 24]


def names_a_tally(doc: Doc, start: int, end: int) -> bool:
    """Whether words tell that what follows is a count already spoken of ("the figure was 47")."""
    return bool(TALLY.search(text_of(doc), max(start, end - REACH), end))
