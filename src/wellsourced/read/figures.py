"""Article and its parse -> every reported quantity, with its bound, what it counts, and where it stands.

1. Numbers: numerals, number words, scales ("90 million"), fractions, money, per cent.
2. What is none: dates, clock times, ages, ordinals, lengths of time, names with numbers, "one" as an article.
3. The bound from the words before: "at least", "more than", "fewer than", "some".
4. What is counted: the noun of the parse, the noun after "of", the verb ("killed 37"), or, where nothing stands
   beside the number, what the last figure counted ("13 airstrikes in Iraq and eight in Syria").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..records import BODY, Article, Bound, Figure, Interval, Span, Statement, TimeExpression, make_id
from .language import Parse, ParsedBlock, lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
         "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
         "eighteen": 18, "nineteen": 19, "zero": 0}  # fmt: skip
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000,
          "trillion": 1_000_000_000_000, "m": 1_000_000, "k": 1_000, "dozen": 12}  # fmt: skip
FRACTIONS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fifth": 5, "fifths": 5,
             "tenth": 10, "tenths": 10}  # fmt: skip
CURRENCIES = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "A$": "AUD", "C$": "CAD"}
MONEY = frozenset(("dollar", "pound", "euro", "yen", "yuan", "rouble", "ruble", "crown", "franc", "peso", "rupee",
                   "dinar", "riyal", "lira", "krona", "krone", "real", "rand", "won", "shilling", "cent", "penny",
                   "pence"))  # fmt: skip
DURATIONS = frozenset(("second", "minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "year",
                       "decade", "century", "season"))  # fmt: skip

_SMALL = "|".join([*UNITS, *TENS])
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
NUMBER = re.compile(
    rf"""
    (?<![\w.,/:'’-])
    (?:
      (?P<currency>US\$|A\$|C\$|[$£€¥₹])\s?(?P<money>\d[\d,]*(?:\.\d+)?)\s?
        (?P<moneyscale>hundred|thousand|million|billion|trillion|bn|m|k)?(?![\w-])
    | (?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<decimals>\.\d+)?(?:[ -]?(?P<scale>{_SCALE}|bn|m)(?!\w))?
        (?P<percent>\s?%|\s(?:per\s?cent|percent)(?!\w))?
    | (?P<fraction>(?:(?P<numerator>one|two|three|four|a|\d)[ -])?
        (?P<denominator>half|thirds?|quarters?|fourth|fifths?|tenths?))\s(?:of|the)
    | (?P<words>(?:a\s)?(?:{_SMALL}|hundred|thousand|million|billion)(?:(?:-|\s(?:and\s)?)(?:{_SMALL}|{_SCALE}))*)
        (?P<wordpercent>\s(?:per\s?cent|percent))?
    )
    (?![\w]|[.,:/]\d|['’]\w)
    """,
    re.VERBOSE | re.IGNORECASE,
)
BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("at least", r"at least|no fewer than|no less than|not less than|a minimum of|a total of at least"),
    ("more than", r"more than|over|above|upwards of|in excess of|greater than|exceeding"),
    ("at most", r"fewer than|less than|under|below|at most|no more than|not more than|a maximum of"),
    ("up to", r"up to|as many as|as much as"),
    ("about", r"about|around|some|roughly|approximately|an estimated|estimated|nearly|almost|close to|circa"),
)
BOUND_BEFORE = tuple((bound, re.compile(rf"\b(?:{words})\s+(?:the\s|another\s|an\s(?:additional|estimated)\s)?$",
                                        re.IGNORECASE)) for bound, words in BOUNDS)  # fmt: skip
NUMBERED = re.compile(r"\b(?:no\.?|number|nr\.?|route|flight|highway|chapter|article|section|page|channel|room|gate|"
                      r"line|phase|level|group|unit|building|bus|train|resolution|act|aged|age|under|version)\s?#?$",
                      re.IGNORECASE)  # fmt: skip
CLOCK = re.compile(r"^\s?(?:a\.?m\b|p\.?m\b|o['’]clock|GMT|UTC|[ap]m\b|:\d\d|h\b|hrs?\b)", re.IGNORECASE)
DURATION_AFTER = re.compile(rf"^(?:[\s-]|\sand\sa\shalf\s|\smore\s|\sfurther\s|\sfull\s)*(?:{'|'.join(DURATIONS)})s?\b",
                            re.IGNORECASE)  # fmt: skip
AGE_AFTER = re.compile(r"^(?:-year-old|\syears?\sold|,\s(?:who|said|told|from|of|has|was|is)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a block's text: where it stands, its value, and its unit if it is written with it."""

    start: int
    end: int
    value: float
    unit: str | None
    word: str


def find_figures(
    article: Article, parse: Parse, times: Sequence[TimeExpression] = (), statements: Sequence[Statement] = ()
) -> tuple[Figure, ...]:
    """The figures of the body, in order. Titles and captions are left out: they repeat the body."""
    figures: list[Figure] = []
    counted_before: str | None = None
    for parsed in parse:
        if parsed.block.kind not in BODY:
            continue
        inside = [t for t in times if parsed.block.start <= t.span.start < parsed.block.end]
        sentence = -1
        for number in find_numbers(parsed.doc.text):
            if (begins := _sentence(parsed, number)[0]) != sentence and not _names_a_count(parsed, number):
                counted_before = None  # a sentence later, only "the figure was 47" still counts the same
            sentence = begins
            if _is_none(parsed, number, inside):
                continue
            figure = _figure(article, parsed, number, inside, counted_before, statements)
            if figure is not None:
                counted_before = figure.counted
                figures.append(figure)
    return tuple(figures)


# ---- 1. numbers -------------------------------------------------------------------------------


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of a text with its value: "90 million" is 90000000, "one third" .3333."""
    for match in NUMBER.finditer(text):
        found = match.groupdict()
        value, unit, end = _value(found)
        if value is not None:
            end = match.end("fraction") if found["fraction"] else match.end()
            yield Number(match.start(), end, int(value) if value == int(value) else value, unit, match.group())


def _value(found: dict[str, str | None]) -> tuple[float | None, str | None, None]:
    if currency := found["currency"]:
        scale = SCALES.get((found["moneyscale"] or "").lower(), 1)
        return float((found["money"] or "0").replace(",", "")) * scale, CURRENCIES[currency.upper()], None
    if digits := found["digits"]:
        value = float(digits.replace(",", "") + (found["decimals"] or ""))
        value = round(value * SCALES.get((found["scale"] or "").lower(), 1), 6)
        return value, "%" if found["percent"] else None, None
    if found["fraction"]:
        numerator = (found["numerator"] or "a").lower()
        above = 1 if numerator == "a" else UNITS.get(numerator) or int(numerator)
        return round(above / FRACTIONS[(found["denominator"] or "").lower()], 4), "share", None
    spelled = words_value(found["words"] or "")
    return spelled, "%" if found["wordpercent"] else None, None


def words_value(words: str) -> int | None:
    """Number words -> their value, or None where they make up no single number ("seven six").

    >>> words_value("seventy-one"), words_value("two hundred and five thousand"), words_value("a hundred")
    (71, 205000, 100)
    """
    total = current = 0
    last = 10**15
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and", "a"):
            continue
        if word in SCALES:
            scale = SCALES[word]
            current = max(current, 1) * scale
            if scale >= 1000 or word == "dozen":
                total, current = total + current, 0
            last = scale
            continue
        value = UNITS.get(word, TENS.get(word, 0))
        size = 10 if word in UNITS else 100
        if current and (size >= last or (word in UNITS and current % 10)):
            return None
        current += value
        last = size
    return total + current


# ---- 2. what is no figure ---------------------------------------------------------------------


def _is_none(parsed: ParsedBlock, number: Number, times: Sequence[TimeExpression]) -> bool:
    text = parsed.doc.text
    before, after = text[max(0, number.start - 25) : number.start], text[number.end : number.end + 40]
    at = Span(parsed.article, parsed.block.start + number.start, parsed.block.start + number.end)
    if any(time.span.overlaps(at) for time in times) or CLOCK.match(after):
        return True
    if number.unit is None and (NUMBERED.search(before) or DURATION_AFTER.match(after)):
        return True
    if re.fullmatch(r"(?:19|20)\d\d", number.word) and not after.startswith(" people"):
        return True
    if after.startswith(("-year-old", "-mile", "-meter", "-metre", "-foot", "-inch")):
        return True
    if number.unit is None and number.value < 120 and before.endswith(", ") and AGE_AFTER.match(after):
        return True
    if number.word.lower() in ("one", "a one") or re.search(r"\b(?:all|both|these|those|other)\s+$", before, re.I):
        return True
    if re.search(r"\b(?:an?|one)\s\w+\sor\s+$", before):
        return True  # "an hour or two"
    if re.match(r"^-[A-Za-z]", after) and not number.word[:1].isdigit():
        return True  # "three-way", "two-story"
    return _stands_alone_after_article(parsed.doc, number, before)


def _stands_alone_after_article(doc: Doc, number: Number, before: str) -> bool:
    """ "The three worked there": people mentioned before, not counted here."""
    if not re.search(r"\bthe\s+$", before, re.IGNORECASE):
        return False
    token = _token(doc, number)
    if token is None or token.i + 1 >= len(doc):
        return False
    return doc[token.i + 1].tag_ in ("VBD", "VBP", "VBZ", "MD", ".", ",")


def _token(doc: Doc, number: Number) -> Token | None:
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


# ---- 3. and 4. the record ---------------------------------------------------------------------


def _figure(
    article: Article, parsed: ParsedBlock, number: Number, times: Sequence[TimeExpression],
    counted_before: str | None, statements: Sequence[Statement],
) -> Figure | None:  # fmt: skip
    bound, start = _bound(parsed.doc.text, number.start)
    counted, end, unit = _counted(parsed.doc, number, counted_before)
    if counted is None:
        return None
    span = Span(article.id, parsed.block.start + start, parsed.block.start + max(end, number.end))
    low = None if bound in ("at most", "up to") else number.value
    high = None if bound in ("at least", "more than") else number.value
    sentence = _sentence(parsed, number)
    return Figure(
        id=make_id("f", article.id, span.start, span.end), span=span, low=low, high=high, bound=bound,
        unit=number.unit or unit, counted=counted, where=_where(parsed, number, sentence),
        when=_when(parsed, number, times, sentence), whose=_whose(parsed.doc, number),
        statement=_statement_of(span, statements),
    )  # fmt: skip


def _bound(text: str, start: int) -> tuple[Bound, int]:
    """The bound that the words before a number give, and where they begin."""
    before = text[max(0, start - 40) : start]
    for bound, pattern in BOUND_BEFORE:
        if match := pattern.search(before):
            return bound, max(0, start - 40) + match.start()
    return "exact", start


def _counted(doc: Doc, number: Number, before: str | None) -> tuple[str | None, int, str | None]:
    """(what is counted, where its words end if they follow the number, the unit) or None where nothing is."""
    token = _token(doc, number)
    if token is None:
        return before, number.end, None
    if number.unit in ("%", "share") or number.unit in CURRENCIES.values():
        noun = _noun_after_of(token)
        return (noun[0] if noun else "share" if number.unit in ("%", "share") else "money", number.end, number.unit)
    head = token
    while head.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "advmod") and head.head.i != head.i:
        if head.head.i <= token.i and head.dep_ != "quantmod":
            break
        head = head.head
        if head.tag_.startswith("NN") and head.i > token.i and lemma(head) not in SCALES:
            break
    if head.tag_.startswith("NN") and head.idx >= number.end:
        return _noun_phrase(doc, number, head)
    if noun := _noun_after_of(token):
        return noun[0], noun[1], noun[2]
    return _counted_elsewhere(token, number, before)


COUNT_NOUN = re.compile(
    r"\b(?:number|figure|count|toll|total|estimate|tally)s?\b(?:\sof\s(?:the\s)?(?P<of>\w+(?:\s(?!to\b)\w+)?))?",
    re.IGNORECASE,
)


def _counted_elsewhere(token: Token, number: Number, before: str | None) -> tuple[str, int, str | None]:
    """What a number without a noun counts: what its verb does to people, the count that the sentence names, what the
    figure before it counted, its subject; "figure" where only the context tells."""
    verb = token.head if token.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "conj", "pobj") else None
    if verb is not None and verb.tag_.startswith("VB") and lemma(verb) in HARM:
        return verb.text, number.end, "people"
    sentence = token.sent
    named = [m for m in COUNT_NOUN.finditer(token.doc.text, sentence.start_char, number.start)]
    if named and named[-1].group("of"):
        return named[-1].group("of"), number.end, None
    if before:
        return before, number.end, None
    subject = next((t for t in sentence if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ == "NNS"), None)
    return subject.text if subject is not None and not named else "figure", number.end, None


HARM = frozenset(("kill", "injure", "wound", "hurt", "arrest", "detain", "rescue", "evacuate", "infect", "displace",
                  "hospitalise", "hospitalize", "bury"))  # fmt: skip


def _noun_phrase(doc: Doc, number: Number, head: Token) -> tuple[str, int, str]:
    """The words from after the number to the head noun, with a following participle ("people killed")."""
    end = head.idx + len(head)
    unit = "money" if lemma(head) in MONEY else lemma(head)
    words = doc.text[number.end : end].strip(" -‐")
    return re.sub(r"^(?:of|more|other|further|additional|new)\s+", "", words) or head.text, end, unit


def _noun_after_of(token: Token) -> tuple[str, int, str] | None:
    """The noun that a number counts a part of: "two of its six spillway gates"."""
    for child in token.children:
        if child.lower_ == "of" and child.i > token.i:
            for noun in child.children:
                if noun.dep_ == "pobj":
                    start = min(t.idx for t in noun.subtree if t.i >= noun.left_edge.i)
                    words = noun.doc.text[start : noun.idx + len(noun)]
                    bare = re.sub(rf"^(?:(?:the|its|their|his|her|our)\s+)?(?:(?:\d[\d,]*|{_SMALL})\s+)?", "", words)
                    return bare or noun.text, noun.idx + len(noun), lemma(noun)
    return None


def _names_a_count(parsed: ParsedBlock, number: Number) -> bool:
    return bool(COUNT_NOUN.search(parsed.doc.text, _sentence(parsed, number)[0], number.start))


def _sentence(parsed: ParsedBlock, number: Number) -> tuple[int, int]:
    token = _token(parsed.doc, number)
    if token is None:
        return 0, len(parsed.doc.text)
    return token.sent.start_char, token.sent.end_char


PLACES = frozenset(("GPE", "LOC", "FAC"))
PLACE_LEAD = re.compile(r"\b(?:in|at|near|across|on|from|of)\s(?:(?:the|\w+ern|town of|city of|village of)\s)*$")


def _where(parsed: ParsedBlock, number: Number, sentence: tuple[int, int]) -> tuple[str, ...]:
    """Places that "in", "at" or "near" joins to the figure: after it first, in its own part of the sentence."""
    tail = parsed.doc.text[number.end : sentence[1]]
    next_number = next((n.start for n in find_numbers(tail)), len(tail))
    cut = re.search(r";|\bwhile\b", tail[:next_number])
    limit = number.end + (cut.start() if cut else next_number)
    found = []
    for entity in parsed.doc.ents:
        if entity.label_ in PLACES and number.end <= entity.start_char < limit:
            lead = parsed.doc.text[max(0, entity.start_char - 24) : entity.start_char]
            if PLACE_LEAD.search(lead):
                found.append(re.sub(r"^the ", "", entity.text))
    return tuple(dict.fromkeys(found))[:3]


def _when(
    parsed: ParsedBlock, number: Number, times: Sequence[TimeExpression], sentence: tuple[int, int]
) -> Interval | None:
    """The time expression of the sentence nearest to the figure, one after it first."""
    start = parsed.block.start
    inside = [
        time for time in times
        if start + sentence[0] <= time.span.start < start + sentence[1] and (time.earliest or time.latest)
    ]  # fmt: skip
    at = start + number.start
    nearest = min(inside, key=lambda t: (abs(t.span.start - at) + 40 * (t.span.start < at), t.span.start), default=None)
    return Interval(nearest.earliest, nearest.latest) if nearest else None


def _whose(doc: Doc, number: Number) -> str | None:
    """Whose the counted things are, where a possessive says so: "its 4,200 members"."""
    before = doc.text[max(0, number.start - 60) : number.start]
    match = re.search(r"(?P<name>(?:[A-Z][\w'’-]*\s?){1,5})['’]s?\s+$|\b(?P<word>its|their|his|her)\s+$", before)
    return (match.group("name") or match.group("word")).strip() if match else None


def _statement_of(span: Span, statements: Sequence[Statement]) -> str | None:
    """The innermost statement whose content holds the figure."""
    holding = [
        (content.end - content.start, statement.id)
        for statement in statements
        for content in statement.content
        if content.start <= span.start < content.end
    ]
    return min(holding)[1] if holding else None
